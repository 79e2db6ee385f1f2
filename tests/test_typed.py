"""Tests of days and times as they are typed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilitate.clock import day_in
from facilitate.typed import Length, number_of_day, split_start

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS, st.times())
def test_day_and_time_are_split(day: date, moment: time) -> None:
    """A day before a time is found in both ways to write it."""
    clock = f"{moment:%H:%M}"
    german = f"{day.day}.{day.month}.{day.year:04d}"
    for text in (f"{day} {clock}", f"{day}T{clock}", f"{german} {clock}", f"{german}, {clock}"):
        said, rest = split_start(text)
        assert (day_in(said), rest) == (day, clock)


@pytest.mark.parametrize("text", ["", "morgen", "31.2.2018", "2018-13-01", "7.11.", "0001-01-01"])
def test_no_day(text: str) -> None:
    """What is no date, or centuries away, is none."""
    assert day_in(text) is None


@pytest.mark.parametrize("text", ["14:30", "9", "14.30 Uhr"])
def test_time_alone(text: str) -> None:
    """A time of day has no day before it."""
    assert split_start(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("12", 12),
        ("Tag 2", 2),
        ("tag2", 2),
        ("2. Tag", 2),
        ("Day 3", 3),
        ("0", None),
        ("²", None),
        ("1.", None),
        ("Tag", None),
    ],
)
def test_number_of_a_day(text: str, number: int | None) -> None:
    """Days are counted from 1, with plain digits, with or without the word."""
    assert number_of_day(text) == number


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [(90, 90), ("90", 90), ("1:30", 90), ("1,5 h", 90), ("20 Min", 20), ("0", 0), (0, 0)],
)
def test_length(typed: object, minutes: float) -> None:
    """A length of time is a number of minutes, or written as one says it."""
    assert TypeAdapter(Length).validate_python(typed) == minutes


def test_no_length() -> None:
    """What is no time, or more than a day, is none."""
    for typed in ("bald", "1:60", "25 h", -1, ""):
        with pytest.raises(ValidationError):
            TypeAdapter(Length).validate_python(typed)
