"""Values as they are typed into ``event.yaml``: days, times, a word or a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from facilitate.clock import parse_time_of_day
from facilitate.errors import FacilitateError
from facilitate.parts import Part, Text
from facilitate.words import _

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_NUMBER_OF_DAY = re.compile(
    r"(?:(?:tag|day) ?)?(?P<number>[1-9]\d?)|(?P<first>[1-9]\d?)\. ?tag", re.ASCII | re.IGNORECASE
)
_DAY_BEFORE = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?:T|,?\s+)(?P<time>\S.*)",
    re.ASCII,
)
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$", re.ASCII)


def parse_day(text: str) -> date | None:
    """Read a date, "2018-11-07" or "7.11.2018"; None if it is none."""
    if found := _ISO_DAY.fullmatch(text.strip()):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN_DAY.fullmatch(text.strip()):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if 1900 <= year < 3000 else None
    except ValueError:
        return None


def split_start(text: str) -> tuple[str, str]:
    """Take "2018-11-07 14:30" apart; the first part is empty where no day is said."""
    found = _DAY_BEFORE.fullmatch(text.strip())
    return (found["day"], found["time"]) if found else ("", text.strip())


def number_of_day(text: str) -> int | None:
    """Read the number of a day of the event: "2", "Tag 2" or "2. Tag"; None if it is none."""
    found = _NUMBER_OF_DAY.fullmatch(text.strip())
    return int(found["number"] or found["first"]) if found else None


def _a_date(text: str) -> str:
    if parse_day(text) is None:
        raise ValueError(
            _("“{text}” is no date; write it like 2018-11-07 or 7.11.2018.").format(text=text)
        )
    return text


def _a_day(text: str) -> str:
    if number_of_day(text) is None and parse_day(text) is None:
        raise ValueError(
            _("“{text}” is no day; write 2018-11-07, or 2 for the second day.").format(text=text)
        )
    return text


def _a_start(text: str) -> str:
    day, time = split_start(text)
    try:
        parse_time_of_day(_OFFSET.sub("", time) if day else time)
    except FacilitateError as error:
        raise ValueError(
            _("“{text}” is no time; write it like 14:30 or 2018-11-07 14:30.").format(text=text)
        ) from error
    if day:
        _a_date(day)
    return text


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
Words = Annotated[
    Annotated[Text, Tag("keys")] | Annotated[Name, Tag("word")], either("word", "keys")
]
"""A text in both languages, or once for both."""
