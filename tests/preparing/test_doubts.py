"""Tests of what is probably not meant."""

from __future__ import annotations

import pytest

from tests.preparing.conftest import Load, codes

VENUE = """\
venue:
  rooms: [{name: Keller, step_free: false}, {name: Saal, places: 2}]
  staff: [{name: Dr. Ada Winter}, {name: Tom Weg}]
rules: {access: [{person: 3}]}
"""


def _sessions(keys: str) -> str:
    return f"sessions:\n  - {{id: a, method: kugellager, {keys}}}\n"


def test_staff_with_a_seat(load: Load) -> None:
    """Staff of the name of a participant is wondered about, other staff is not."""
    found = [f for f in load(VENUE).findings if f.code == "staff-has-seat"]
    assert [f.message for f in found] == ["1 Ada Winter is among the staff, but takes a seat, too."]


@pytest.mark.parametrize(("room", "told"), [("Keller", True), ("Saal", False), ("", False)])
def test_room_behind_steps(load: Load, room: str, told: bool) -> None:
    """A room behind steps is told where somebody comes who cannot climb them, without a name."""
    brief = load(VENUE, sessions=_sessions(f"room: '{room}'"))
    found = [f for f in brief.findings if f.code == "room-behind-steps"]
    assert bool(found) is told
    assert "Cem" not in "".join(f.message for f in found)


def test_who_is_not_there_needs_no_ramp(load: Load) -> None:
    """A room behind steps is no matter while whoever needs another one is away."""
    people = "people: {file: people.csv, attendance: [{person: 3, misses: [a]}]}\n"
    brief = load(VENUE, people=people, sessions=_sessions("room: Keller"))
    assert "room-behind-steps" not in codes(brief.findings)


@pytest.mark.parametrize(
    ("session", "other"),
    [
        ("method: plenum, title: Abschluss", "abschluss"),
        ("method: plenum, title: 'Abschluss, Dank und Ausblick'", "abschluss"),
        ("method: vortrag, title: Begrüßung", "plenum"),
        ("method: plenum, title: Plenum zum Abschluss", ""),
        ("method: plenum, title: Ankommen", ""),
        ("method: plenum", ""),
        ("method: abschluss, title: Abschluss", ""),
        ("method: kugellager, title: Abschluss", ""),
        (
            "method: plenum, title: Abschluss, "
            "override: {spoken: {welcome: {de: Adieu, en: Farewell}}}",
            "",
        ),
    ],
)
def test_a_title_that_promises_other_words(load: Load, session: str, other: str) -> None:
    """A plenary called like another one is told which has the words; its own name is enough."""
    brief = load("", sessions=f"sessions:\n  - {{id: a, {session}}}\n")
    told = [f for f in brief.findings if f.code == "title-of-another-method"]
    assert [f"“method: {other}”" in f.hint for f in told] == [True] * bool(other)
