"""Dates, times and lengths as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.clock import (
    MIDNIGHT,
    Span,
    after,
    minutes_between,
    parse_day,
    parse_minutes,
    parse_start,
    parse_time_of_day,
    pinned,
    time_of_day,
    zone,
)
from facilitate.errors import UsageError

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    "text",
    [
        "2018-11-07 14:30",
        "2018-11-07T14:30",
        " 2018-11-07 14:30:00 ",
        "7.11.2018 14:30",
        "07.11.2018, 14.30 Uhr",
        "7. 11. 2018 14:30",
        "2018-11-07T14:30:00+01:00",
        "2018-11-07T13:30Z",
        "2018-11-07 2:30pm",
        "7.11.2018 2.30 p.m.",
    ],
)
def test_start_in_many_spellings(text: str) -> None:
    """All usual spellings give one moment in the zone."""
    moment = parse_start(text, BERLIN)
    assert moment.isoformat() == "2018-11-07T14:30:00+01:00"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "start-not-understood"),
        ("tomorrow", "start-not-understood"),
        ("2018-11-31 14:30", "start-not-understood"),
        ("2018-11-07 24:30", "start-not-understood"),
        ("0000-01-01 00:00", "start-not-understood"),
        ("2018-11-07 14:30+99:99", "start-not-understood"),
        ("2018-11-07", "start-not-understood"),
        ("2018-03-25 02:30", "start-skipped"),
        ("2018-10-28 02:30", "start-twice"),
    ],
)
def test_start_that_cannot_be(text: str, code: str) -> None:
    """What is no moment, or none that the clocks show once, is refused with a way out."""
    with pytest.raises(UsageError) as raised:
        parse_start(text, BERLIN)
    finding = raised.value.findings[0]
    assert finding.code == code
    assert finding.hint


def test_start_without_date_points_to_from_and_to() -> None:
    """A bare time of day is a frequent slip; the hint says what to use."""
    with pytest.raises(UsageError) as raised:
        parse_start("14:30", BERLIN)
    assert "--from" in raised.value.findings[0].hint


def test_start_that_comes_twice_is_settled_by_its_offset() -> None:
    """The two moments that the hint names are different, and both are accepted."""
    first = parse_start("2018-10-28T02:30:00+02:00", BERLIN)
    second = parse_start("2018-10-28T02:30:00+01:00", BERLIN)
    assert pinned(second) - pinned(first) == timedelta(hours=1)
    assert first.isoformat() == "2018-10-28T02:30:00+02:00"


def test_start_in_an_unknown_zone() -> None:
    """An unknown zone is refused with the nearest known one."""
    with pytest.raises(UsageError) as raised:
        parse_start("2018-11-07 14:30", "Europe/Berlinn")
    assert raised.value.findings[0].code == "zone-unknown"
    assert "Europe/Berlin" in raised.value.findings[0].hint


@pytest.mark.parametrize("name", ["", "..", "/etc/passwd", "Europe", "\0", "x" * 300])
def test_strange_zones(name: str) -> None:
    """No text makes anything but a plain error of a zone."""
    with pytest.raises(UsageError):
        zone(name)


@pytest.mark.parametrize("text", ["2018-11-08", " 8.11.2018", "08. 11. 2018", "2018-11-8"])
def test_day(text: str) -> None:
    """Days in usual spellings."""
    assert parse_day(text) == date(2018, 11, 8)


@pytest.mark.parametrize("text", ["28/03/2027", "3/28/2027", " 28/3/2027"])
def test_slashes_that_can_only_be_one_day(text: str) -> None:
    """Where one number is no month, day and month are clear."""
    assert parse_day(text) == date(2027, 3, 28)


def test_slashes_that_can_be_two_days() -> None:
    """Which of two days is meant is asked, with both to choose from."""
    assert parse_day("3/3/2027") == date(2027, 3, 3)
    for read in (parse_day, partial(parse_start, zone_name=BERLIN)):
        with pytest.raises(UsageError) as raised:
            read("03/04/2027" if read is parse_day else "03/04/2027 10:00")
        assert raised.value.findings[0].hint == (
            "“03/04/2027” can be two days: write 2027-04-03 or 2027-03-04."
        )


@pytest.mark.parametrize(
    ("text", "hour"), [("10:45am", 10), ("10.45 PM", 22), ("12:45 a.m.", 0), ("12:45pm", 12)]
)
def test_half_days(text: str, hour: int) -> None:
    """The clock of twelve hours is understood."""
    assert parse_time_of_day(text) == time(hour, 45)


@pytest.mark.parametrize("text", ["13:45pm", "0:45am", "9 amt"])
def test_no_half_days(text: str) -> None:
    """What no clock of twelve hours shows is refused."""
    with pytest.raises(UsageError):
        parse_time_of_day(text)


@pytest.mark.parametrize("text", ["", "2018-02-30", "0001-01-01", "8.11.", "2018-11-08 14:30"])
def test_no_day(text: str) -> None:
    """What is no day of the calendar is refused."""
    with pytest.raises(UsageError) as raised:
        parse_day(text)
    assert raised.value.findings[0].code == "day-not-understood"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("14:30", time(14, 30)), ("9", time(9)), ("9.05 Uhr", time(9, 5)), ("0:00", time(0))],
)
def test_time_of_day(text: str, expected: time) -> None:
    """Times of day in usual spellings."""
    assert parse_time_of_day(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "14:60", "half past two", "14:3"])
def test_no_time_of_day(text: str) -> None:
    """What is none is refused."""
    with pytest.raises(UsageError) as raised:
        parse_time_of_day(text)
    assert raised.value.findings[0].code == "time-not-understood"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40", 40),
        ("90 min", 90),
        ("90 Minuten", 90),
        ("1,5", 1.5),
        ("1.5 h", 90),
        ("1:15", 75),
        ("1 h 15 min", 75),
        ("2 Std.", 120),
        ("24:00", 1440),
    ],
)
def test_minutes(text: str, expected: float) -> None:
    """Lengths in usual spellings."""
    assert parse_minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "minutes-not-understood"),
        ("nan", "minutes-not-understood"),
        ("-5", "minutes-not-understood"),
        ("1e3", "minutes-not-understood"),
        ("0", "minutes-impossible"),
        ("0:00", "minutes-impossible"),
        ("1441", "minutes-impossible"),
        ("25 h", "minutes-impossible"),
    ],
)
def test_no_minutes(text: str, code: str) -> None:
    """What is no length, or none that a session can have, is refused."""
    with pytest.raises(UsageError) as raised:
        parse_minutes(text)
    assert raised.value.findings[0].code == code


@given(st.text(max_size=30) | st.from_regex(r"[0-9TZ:.+\- hmin]{0,25}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text leads to anything but a value or a plain error."""
    for parse in (parse_minutes, parse_day, parse_time_of_day, lambda t: parse_start(t, BERLIN)):
        with suppress(UsageError):
            assert parse(text) is not None


def test_minutes_between_two_times() -> None:
    """From 14:30 to 15:10 is 40 minutes."""
    assert minutes_between(time(14, 30), time(15, 10)) == 40


@pytest.mark.parametrize("end", [time(14, 30), time(9)])
def test_end_must_be_later(end: time) -> None:
    """An end that is not later is refused; past midnight has its own way."""
    with pytest.raises(UsageError) as raised:
        minutes_between(time(14, 30), end)
    assert raised.value.findings[0].code == "time-backwards"
    assert "--start" in raised.value.findings[0].hint


def test_time_of_day_is_counted_from_midnight() -> None:
    """Without a date a moment stands on the day of no clock."""
    assert time_of_day(time(14, 30)) - MIDNIGHT == timedelta(hours=14, minutes=30)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.integers(0, 3000),
)
def test_after_is_real_time(local: datetime, name: str, minutes: int) -> None:
    """So many minutes later are so many minutes, whatever the clocks do in between."""
    start = local.replace(tzinfo=zone(name))
    assert Span(start, after(start, minutes)).minutes == minutes


def test_pinned_leaves_times_without_a_zone() -> None:
    """What has no zone has no offset to be pinned to."""
    assert pinned(MIDNIGHT) == MIDNIGHT
    assert pinned(MIDNIGHT).tzinfo is None
