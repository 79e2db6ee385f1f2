"""Values as they are typed into ``event.yaml``: days, times, a word or a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from facilitate.clock import (
    DATE,
    day_in,
    minutes_between,
    parse_minutes,
    parse_time_of_day,
    two_days,
)
from facilitate.errors import FacilitateError
from facilitate.parts import Minutes, Part, Text
from facilitate.words import _

_NUMBER_OF_DAY = re.compile(
    r"(?:(?:tag|day) ?)?(?P<number>[1-9]\d?)|(?P<first>[1-9]\d?)\. ?tag", re.ASCII | re.IGNORECASE
)
_DAY_BEFORE = re.compile(
    rf"(?P<day>{DATE})(?:T|,?\s+)(?P<time>\S.*)",
    re.ASCII,
)
TO = re.compile(r"\s*(?:-|–|\bbis\b|\bto\b)\s*")
"""What stands between begin and end."""
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$", re.ASCII)


def split_start(text: str) -> tuple[str, str]:
    """Take "2018-11-07 14:30" apart; the first part is empty where no day is said."""
    found = _DAY_BEFORE.fullmatch(text.strip())
    return (found["day"], found["time"]) if found else ("", text.strip())


def number_of_day(text: str) -> int | None:
    """Read the number of a day of the event: "2", "Tag 2" or "2. Tag"; None if it is none."""
    found = _NUMBER_OF_DAY.fullmatch(text.strip())
    return int(found["number"] or found["first"]) if found else None


def _a_date(text: str) -> str:
    if day_in(text) is None:
        told = _("“{text}” is no date; write it like 2018-11-07 or 7.11.2018.").format(text=text)
        raise ValueError(two_days(text) or told)
    return text


def _a_day(text: str) -> str:
    if number_of_day(text) is None and day_in(text) is None:
        told = _("“{text}” is no day; write 2018-11-07, or 2 for the second day.").format(text=text)
        raise ValueError(two_days(text) or told)
    return text


def _a_start(text: str) -> str:
    day, time = split_start(text)
    try:
        parse_time_of_day(_OFFSET.sub("", time) if day else time)
    except FacilitateError as error:
        raise ValueError(
            _span(text)
            or _("“{text}” is no time; write it like 14:30 or 2018-11-07 14:30.").format(text=text)
        ) from error
    if day:
        _a_date(day)
    return text


def _span(text: str) -> str:
    """Say how to write begin and end; empty if that is not what was typed."""
    day, times = split_start(text)
    try:
        begin, end = map(parse_time_of_day, TO.split(times))
        minutes = minutes_between(begin, end)
    except (ValueError, FacilitateError):  # not two, or no times
        return ""
    start = f"{day} {begin:%H:%M}".strip()
    return _("“{text}” is begin and end; write start: “{start}” and minutes: {minutes}.").format(
        text=text, start=start, minutes=round(minutes)
    )


def _a_length(value: object) -> object:
    """Read "1:30", "1 h" or "90 min" as minutes; what is none of it is left as it is."""
    try:
        return parse_minutes(value) if isinstance(value, str) else value
    except FacilitateError:
        return value


def either(*allowed: str) -> Discriminator:
    """Choose by the form of what was typed (word, list, keys), to complain about one kind only.

    What has another form counts as the first one.
    """

    def form(value: object) -> str:
        found = "keys" if isinstance(value, Mapping | Part) else "word"
        if isinstance(value, list | tuple):
            found = "list"
        return found if found in allowed else allowed[0]

    return Discriminator(form)


def none_as(empty: Callable[[], Any]) -> BeforeValidator:
    """Take a key with nothing behind it for an empty one: people comment entries out."""
    return BeforeValidator(lambda value: empty() if value is None else value)


Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], none_as(tuple)]
Date = Annotated[str, AfterValidator(_a_date)]
"""A date: "2018-11-07" or "7.11.2018"."""
Day = Annotated[str, AfterValidator(_a_day)]
"""A date, or the number of a day of the event."""
Start = Annotated[str, AfterValidator(_a_start)]
"""A time of day, with or without its date."""
Length = Annotated[Minutes, BeforeValidator(_a_length, json_schema_input_type=Minutes | str)]
"""A length of time in minutes: 90, "1:30", "90 min" or "1.5 h"."""
Words = Annotated[
    Annotated[Text, Tag("keys")] | Annotated[Name, Tag("word")], either("word", "keys")
]
"""A text in both languages, or once for both."""
