"""Tests of days and begins."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from facilitate.clock import MIDNIGHT
from facilitate.words import speak
from tests.preparing.conftest import Faults, Load, at, codes, session

ONE = "  - {{id: a, method: tischrunden, {keys}}}\n"
TWO = ONE + "  - {{id: b, method: tischrunden, {more}}}\n"


def _two(keys: str, more: str) -> str:
    return "sessions:\n" + TWO.format(keys=keys, more=more)


def test_moments_have_their_zone(load: Load) -> None:
    """Begins are moments of the event's zone; the day is that of the session before."""
    brief = load(sessions=_two('start: "14:30"', 'start: "16.00 Uhr"'))
    start = session(brief, "b").start
    assert start == datetime.fromisoformat("2018-11-07T16:00+01:00")
    assert str(start.tzinfo) == "Europe/Berlin"


@pytest.mark.parametrize(
    "keys",
    [
        'day: 2, start: "9:00"',
        'day: Tag 2, start: "9:00"',
        'day: 2018-11-08, start: "9:00"',
        'start: "8.11.2018 9:00"',
        "start: 9.00, day: 2",
        'day: 2, start: "9 am"',
    ],
)
def test_ways_to_say_the_day(load: Load, keys: str) -> None:
    """A day is a date, a number, or stands before the time."""
    brief = load(sessions=_two('start: "14:30"', keys))
    assert session(brief, "b").start == datetime.fromisoformat("2018-11-08T09:00+01:00")


def test_typographic_quotation_marks_are_named(faults: Faults) -> None:
    """What is wrong because of the marks around it is told with the marks to write."""
    (found,) = faults(sessions=_two('start: "14:30"', "start: „15:00“"))
    assert "write straight ones" in found.hint


def test_begin_and_end_are_told_apart(faults: Faults) -> None:
    """Whoever writes a span where the begin belongs reads what to write."""
    (found,) = faults(sessions=_two('start: "14:30"', "start: 15.00-16.30"))
    assert "start: “15:00” and minutes: 90" in found.message


def test_a_day_with_slashes(load: Load, faults: Faults) -> None:
    """What can only be one day is one; else both are offered."""
    head = "event: {title: T, days: [28/11/2018, 29.11.2018]}\n"
    assert load(head=head).event.days[0] == date(2018, 11, 28)
    (found,) = faults(head="event: {title: T, days: [03/04/2027]}\n")
    assert "write 2027-04-03 or 2027-03-04" in found.message


def test_without_a_start(load: Load) -> None:
    """A session without a begin follows the one before."""
    assert session(load(sessions=_two('start: "14:30"', "minutes: 30")), "b").start is None


def test_days_may_be_left_to_the_sessions(load: Load) -> None:
    """Without days of the event, those of the sessions count."""
    sessions = _two('day: 7.11.2018, start: "14:30"', 'day: 2018-11-09, start: "9:00"')
    brief = load(head="event: {title: T}\n", sessions=sessions)
    assert brief.event.days == (date(2018, 11, 7), date(2018, 11, 9))


def test_without_any_day(load: Load) -> None:
    """Without any date, begins are times of day."""
    brief = load(head="event: {title: T}\n", sessions=_two('start: "14:30"', 'start: "15:30"'))
    assert session(brief, "a").start == MIDNIGHT.replace(hour=14, minute=30)
    assert brief.event.days == ()


@pytest.mark.parametrize(
    ("sessions", "code", "column"),
    [
        (_two('start: "14:30"', 'start: "13:00"'), "sessions-out-of-order", 41),
        (_two('start: "14:30"', "day: 2"), "start-missing", 39),
        (_two('start: "14:30"', "day: 3"), "day-unknown", 39),
        (_two('start: "14:30"', 'day: 3, start: "9:00"'), "day-unknown", 39),
        (_two('start: "14:30"', 'start: "2018-11-10 9:00"'), "day-unknown", 41),
        (_two('start: "14:30"', 'day: 2, start: "2018-11-07 15:00"'), "day-contradicts", 49),
    ],
)
def test_what_cannot_be(faults: Faults, sessions: str, code: str, column: int) -> None:
    """Impossible days and begins are told where they stand."""
    (found,) = faults(sessions=sessions)
    assert (found.code, at(found)) == (code, (5, column))


def test_days_are_named_as_the_language_writes_them(faults: Faults) -> None:
    """Whoever speaks German is told the days of the event as German writes them."""
    speak("de")
    (found,) = faults(sessions=_two('start: "14:30"', "day: 3"))
    assert "Ihre Tage sind 7.11.2018" in found.hint


@pytest.mark.parametrize(
    ("day", "time", "code"),
    [("2018-10-28", "02:30", "start-twice"), ("2018-03-25", "02:30", "start-skipped")],
)
def test_change_of_clocks(faults: Faults, day: str, time: str, code: str) -> None:
    """What the clocks skip or show twice is told."""
    head = f"event: {{title: T, days: [{day}]}}\n"
    found = faults(head=head, sessions=_two(f'start: "{time}"', 'start: "05:00"'))
    assert codes(found) == [code]


def test_offset_says_which(load: Load) -> None:
    """An offset tells the two half past twos of autumn apart."""
    head = "event: {title: T, days: [2018-10-28]}\n"
    sessions = _two('start: "2018-10-28 02:30+02:00"', 'start: "2018-10-28 02:30+01:00"')
    brief = load(head=head, sessions=sessions)
    first, second = (s.start for s in brief.event.sessions)
    assert first is not None
    assert second is not None
    assert (second.timestamp() - first.timestamp()) == 3600


def test_unknown_zone_and_twins(faults: Faults) -> None:
    """An unknown zone, and a session that stands twice, are told."""
    head = "event: {title: T, timezone: Europe/Berln}\n"
    sessions = "sessions:\n" + 2 * ONE.format(keys='start: "9:00"')
    assert codes(faults(head=head, sessions=sessions)) == ["zone-unknown", "session-twice"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("event: {title: T, days: [2018-11-07, 2018-11-31]}\n", "value-misfit"),
        ("event: {title: T, days: 2018-11-07}\n", "value-kind"),
        ("event: Treffen\n", "value-kind"),
        ("", "key-missing"),
    ],
)
def test_faulty_days_raise_no_echo(faults: Faults, head: str, code: str) -> None:
    """While the days of the event are wrong, no other day is called unknown."""
    assert codes(faults(head=head)) == [code]
