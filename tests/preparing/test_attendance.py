"""Tests of who is there when."""

from __future__ import annotations

from datetime import date

import pytest

from facilitate.preparing.attendance import days_meant
from tests.preparing.conftest import Faults, Load, codes, session

DAYS = (date(2018, 11, 7), date(2018, 11, 8), date(2018, 11, 9))


@pytest.mark.parametrize(
    ("remark", "left"),
    [
        ("nur Tag 2", {1}),
        ("Nur am 8.11.", {1}),
        ("nur 8.11.2018", {1}),
        ("nur 2018-11-08", {1}),
        ("nur am 2. Tag", {1}),
        ("nur Tag 1 und 3", {0, 2}),
        ("nur Mittwoch und Freitag da", {0, 2}),
        ("kommt nur Do", {1}),
        ("only day 2", {1}),
        ("only on Thursday", {1}),
        ("ab Tag 2", {1, 2}),
        ("ab dem 8.11.", {1, 2}),
        ("bis Donnerstag", {0, 1}),
        ("ohne Tag 3", {0, 1}),
        ("nicht am 9.11.", {0, 1}),
    ],
)
def test_remark_about_days(remark: str, left: set[int]) -> None:
    """A remark that is wholly about days of the event says which are left."""
    assert days_meant(remark, DAYS) == {DAYS[at] for at in left}


@pytest.mark.parametrize(
    "remark", ["vegetarisch", "nur Tag 5", "nur 2", "nur vegan", "nur 10.11.", "ab 18 Uhr", ""]
)
def test_other_remark(remark: str) -> None:
    """What is about something else, or about another day, is left alone."""
    assert days_meant(remark, DAYS) is None


def test_ambiguous_weekday() -> None:
    """A weekday that comes twice names no day."""
    week = (date(2018, 11, 7), date(2018, 11, 14))
    assert days_meant("nur Mittwoch", week) is None


def test_remark_of_the_list_is_taken_over(load: Load) -> None:
    """“nur Tag 2” keeps its person out of the first day, and a hint says so."""
    brief = load()
    assert session(brief, "runden").absent == ("ben-okoye",)
    assert session(brief, "morgen").absent == ()
    (hint,) = (f for f in brief.findings if f.code == "attendance-from-list")
    assert "2 Ben Okoye “nur Tag 2”" in hint.message


def test_person_counts_before_the_remark(load: Load) -> None:
    """What the event file says about somebody counts, not the list."""
    people = "people: {file: people.csv, attendance: [{person: 2, misses: [morgen]}]}\n"
    brief = load(people=people)
    assert session(brief, "runden").absent == ()
    assert session(brief, "morgen").absent == ("ben-okoye",)
    assert "attendance-from-list" not in codes(brief.findings)


def test_column_and_value(load: Load) -> None:
    """Everybody with a value, in any spelling, comes to the days that are said."""
    people = """\
people:
  file: people.csv
  attendance:
    - {column: Sektor, value: VERWALTUNG, days: [1]}
    - {column: Bemerkung, value: nur Tag 2, days: [2]}
    - {person: Ada Winter, sessions: [runden, morgen]}
"""
    brief = load(people=people)
    assert session(brief, "morgen").absent == ("fay-stein",)
    assert session(brief, "runden").absent == ()


def test_entries_add_up(load: Load) -> None:
    """Two entries about one person add up; what is missed counts last."""
    people = """\
people:
  file: people.csv
  attendance:
    - {person: 3, days: [1]}
    - {person: 3, sessions: [morgen], misses: [runden]}
"""
    brief = load(people=people)
    assert "cem-kaya" in session(brief, "runden").absent
    assert "cem-kaya" not in session(brief, "morgen").absent


def test_unknown_things_are_told(faults: Faults) -> None:
    """Unknown people, days, sessions, columns and values are told at once."""
    people = """\
people:
  file: people.csv
  attendance:
    - {person: 99, days: [3]}
    - {person: Anna Müller, sessions: [rundn]}
    - {column: Sektr, value: x, days: [1]}
    - {column: Sektor, value: Politik, days: [1]}
"""
    found = faults(people=people)
    assert codes(found) == [
        "person-unknown",
        "day-unknown",
        "person-ambiguous",
        "session-unknown",
        "column-unknown",
        "value-nobody-has",
    ]
    assert "7 Anna Müller (Kreis); 8 Anna Müller (Stadt)" in found[2].hint
    assert "runden" in found[3].hint
