"""A moment as files hold it: with its time zone, or as an offset where no clock was given."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from facilitate.clock import MIDNIGHT
from facilitate.words import _

_OFFSET = re.compile(r"([0-9]{1,5}):([0-5][0-9]):([0-5][0-9])")
_WRITTEN = r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*|\d{1,5}:[0-5]\d:[0-5]\d)$"


def _read_moment(value: object) -> object:
    """Understand "00:05:00", an offset, beside ISO 8601."""
    found = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if found:
        hours, minutes, seconds = map(int, found.groups())
        return MIDNIGHT + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return value


def _whole_moment(moment: datetime) -> datetime:
    if moment.tzinfo is None and moment.year > MIDNIGHT.year + 1:
        raise ValueError(_("Its offset from UTC is missing, as in 2018-11-07T14:30:00+01:00."))
    return moment


def write_moment(moment: datetime) -> str:
    """Write an offset as "00:05:00", a moment as ISO 8601 with its own offset."""
    if moment.tzinfo is not None:
        return moment.isoformat()
    seconds = (moment - MIDNIGHT) // timedelta(seconds=1)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    AfterValidator(_whole_moment),
    PlainSerializer(write_moment),
    WithJsonSchema({"type": "string", "pattern": _WRITTEN}),
]
"""A moment with its time zone, or a time since the begin where no clock was given."""
