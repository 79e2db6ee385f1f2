"""Tests of rules and their scope."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.rules import (
    Apart,
    AtLeast,
    AtMost,
    AvoidSame,
    Fixed,
    NoRepeat,
    Spread,
    Together,
)
from tests.preparing.conftest import Faults, Load, at, codes, session

MORE = """\
sessions:
  - {id: runden, method: tischrunden, start: "14:30"}
  - {id: morgen, method: tischrunden, day: 2, start: "9:00"}
  - {id: kreis, method: kugellager, start: "10:30"}
"""


def test_rules_without_scope(load: Load) -> None:
    """Rules without a scope hold in the whole event, people are ids, columns canonical."""
    brief = load(
        """\
        rules:
          mix: [{spread: führungskraft}, {avoid_same: organisation, hard: true}, {no_repeat: true}]
          together: [[3, Dörte Harms]]
          apart: [{people: [ada@example.org, 2]}]
          at_least: [{column: Sektor, value: VERWALTUNG}]
          at_most: [{column: leader, value: ja, count: 2}]
        """
    )
    assert brief.event.rules == (
        Spread(attribute="leader"),
        AvoidSame(attribute="organisation", hard=True),
        NoRepeat(),
        Apart(people=("ada-winter", "ben-okoye")),
        Together(people=("cem-kaya", "doerte-harms")),
        AtLeast(attribute="sector", value="Verwaltung"),
        AtMost(attribute="leader", value=True, count=2),
    )


def test_scope(load: Load) -> None:
    """Rules for sessions or days hold in those sessions alone."""
    brief = load(
        """\
        rules:
          mix: [{spread: Sektor, sessions: [runden]}, {spread: leader, days: [2018-11-08]}]
          apart: [{people: [1, 2], sessions: [runden], days: [2]}]
        """,
        sessions=MORE,
    )
    apart = Apart(people=("ada-winter", "ben-okoye"))
    assert brief.event.rules == ()
    assert session(brief, "runden").rules == (Spread(attribute="sector"), apart)
    assert session(brief, "morgen").rules == (Spread(attribute="leader"), apart)
    assert session(brief, "kreis").rules == (Spread(attribute="leader"), apart)


def test_goal_that_is_a_must_stands_once(load: Load) -> None:
    """The same goal twice is one; the later line counts."""
    brief = load("rules: {mix: [{spread: leader}, {spread: Führungskraft, hard: true}]}\n")
    assert brief.event.rules == (Spread(attribute="leader", hard=True),)


@pytest.mark.parametrize("place", ["Tisch 2", "table 2", "t2", "2"])
def test_fixed_holds_where_the_place_is(load: Load, place: str) -> None:
    """Who is fixed to a table is so in all sessions that have it."""
    brief = load(f'rules: {{fixed: [{{person: 1, place: "{place}"}}]}}\n', sessions=MORE)
    fixed = Fixed(person="ada-winter", place="t2")
    assert session(brief, "runden").rules == session(brief, "morgen").rules == (fixed,)
    assert session(brief, "kreis").rules == ()


def test_fixed_in_a_circle(load: Load) -> None:
    """A letter, or a chair, is a place of circles alone."""
    brief = load("rules: {fixed: [{person: 1, place: A}]}\n", sessions=MORE)
    assert session(brief, "kreis").rules == (Fixed(person="ada-winter", place="A"),)
    assert session(brief, "runden").rules == ()


def test_fixed_nowhere(faults: Faults) -> None:
    """A place that no session has, or not the one that is named, is told."""
    found = faults(
        """\
        rules:
          fixed: [{person: 1, place: Bühne}, {person: 2, place: Tisch 1, sessions: [kreis]}]
        """,
        sessions=MORE,
    )
    assert codes(found) == ["place-unknown", "place-unknown"]
    assert at(found[0]) == (4, 30)


def test_unknown_people_and_columns(faults: Faults) -> None:
    """Every unknown name of all rules is told with its place, and what is near."""
    found = faults(
        """\
        rules:
          mix: [{spread: Führungskrft}]
          apart: [[Ada Wintr, Müller], {people: [2, 77], sessions: [mogen]}]
          at_most: [{column: leader, value: vielleicht}]
        """
    )
    assert [(f.code, at(f)) for f in found] == [
        ("column-unknown", (4, 18)),
        ("person-unknown", (5, 12)),
        ("person-ambiguous", (5, 23)),
        ("person-unknown", (5, 45)),
        ("session-unknown", (5, 61)),
        ("value-nobody-has", (6, 37)),
    ]
    assert found[1].hint == "Did you mean “1 Ada Winter”?"
    assert "7 Anna Müller (Kreis); 8 Anna Müller (Stadt)" in found[2].hint


def test_who_cancelled_is_passed_over(load: Load) -> None:
    """A rule about somebody who cancelled holds for the others; a warning says why."""
    brief = load("rules: {apart: [[1, 3, Gus Weg]], together: [[1, Gus Weg]]}\n")
    assert brief.event.rules == (Apart(people=("ada-winter", "cem-kaya")),)
    assert codes(brief.findings).count("person-takes-no-seat") == 2


def test_rule_for_a_session_without_groups(load: Load) -> None:
    """A rule for a session in which nobody is grouped is told as meaningless."""
    sessions = """\
    sessions:
      - id: a
        method: tischrunden
        override: {formation: plenary, group: null, movement: null, roles: null}
      - {id: b, method: tischrunden}
    """
    brief = load("rules: {mix: [{spread: leader, sessions: [a, b]}]}\n", sessions=sessions)
    assert "rule-without-groups" in codes(brief.findings)
    assert [s.rules for s in brief.event.sessions] == [(), (Spread(attribute="leader"),)]


def test_private_file_beside_the_event(load: Load, tmp_path: Path) -> None:
    """private.yaml is read where it stands; needs go to the inputs and not to the event."""
    (tmp_path / "private.yaml").write_text(
        "apart: [[1, 2]]\naccess: [{person: 3, needs: Rollstuhl}]\n", encoding="utf-8"
    )
    brief = load()
    assert brief.event.rules == (Apart(people=("ada-winter", "ben-okoye")),)
    assert brief.inputs.needs == {"cem-kaya"}
    assert "Rollstuhl" not in brief.event.model_dump_json()
    assert "private.yaml" not in brief.inputs.hashes


def test_private_file_by_name(faults: Faults, tmp_path: Path) -> None:
    """A private file that is named must be there, and its faults are told in its lines."""
    (found,) = faults("private: geheim.yaml\n")
    assert (found.code, at(found)) == ("file-missing", (3, 10))
    (tmp_path / "geheim.yaml").write_text("apart:\n  - [1, 99]\n  - [2]\n", encoding="utf-8")
    (found,) = faults("private: geheim.yaml\n")
    assert found.where.endswith("geheim.yaml, line 3, column 5")
    (tmp_path / "geheim.yaml").write_text("apart:\n  - [1, 99]\n", encoding="utf-8")
    (found,) = faults("private: geheim.yaml\n")
    assert found.where.endswith("geheim.yaml, line 2, column 9")


def test_empty_private_file(load: Load, tmp_path: Path) -> None:
    """A private file with nothing but comments means no rules."""
    (tmp_path / "private.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert load().event.rules == ()


def test_access_in_the_event_file(load: Load) -> None:
    """Access needs may stand in the event file, too."""
    assert load("rules: {access: [{person: 4}]}\n").inputs.needs == {"doerte-harms"}
