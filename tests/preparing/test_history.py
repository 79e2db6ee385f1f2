"""Tests of who has met before."""

from __future__ import annotations

from pathlib import Path

from facilitate.event import Known
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from tests.builders import make_plan
from tests.preparing.conftest import Faults, Load, at, codes


def _earlier(*people: PlannedPerson, known: tuple[Known, ...] = ()) -> Plan:
    """Make a plan in which person 1 and 2, and 3 and 4, sat together."""
    plan = make_plan([[[1, 2], [3, 4]]])
    old = [person.id for person in plan.participants]
    text = plan.to_json()
    for before, person in zip(old, people, strict=True):
        text = text.replace(f'"{before}"', f'"{person.id}"')
    made = Plan.model_validate_json(text)
    return made.model_copy(update={"participants": people, "known": known})


def _person(number: int, name: str, email: str = "", organisation: str = "") -> PlannedPerson:
    attributes = {"organisation": organisation} if organisation else {}
    return PlannedPerson(
        id=f"old-{number}", number=number, name=name, email=email or None, attributes=attributes
    )


FOUR = (
    _person(1, "Ada Winter-Berg", "ada@example.org"),
    _person(2, "Ben Okoye", organisation="Amt"),
    _person(3, "Anna Müller", organisation="Stadt"),
    _person(4, "Zoe Nie"),
)


def test_pairs_are_found_again(load: Load, tmp_path: Path) -> None:
    """People are found by e-mail, else by name and organisation; the others are told once."""
    _earlier(*FOUR, known=(Known(people=("old-1", "old-3"), times=2),)).write(tmp_path / "o.json")
    brief = load("history: [o.json]\n")
    assert brief.event.known == (
        Known(people=("ada-winter", "anna-mueller-2"), times=2),
        Known(people=("ada-winter", "ben-okoye"), times=1),
    )
    (hint,) = (f for f in brief.findings if f.code == "history-unmatched")
    assert "Zoe Nie" in hint.message


def test_earlier_plans_add_up(load: Load, tmp_path: Path) -> None:
    """Several plans add up, and files of one name are told apart in the hashes."""
    (tmp_path / "sub").mkdir()
    _earlier(*FOUR).write(tmp_path / "o.json")
    _earlier(*FOUR).model_copy(update={"seed": 5}).write(tmp_path / "sub" / "o.json")
    brief = load("history: [o.json, sub/o.json]\n")
    assert brief.event.known == (Known(people=("ada-winter", "ben-okoye"), times=2),)
    assert {"o.json", "o.json (2)"} <= set(brief.inputs.hashes)


def test_no_plan(faults: Faults) -> None:
    """What is no plan is told: a missing file in the event, a fault where it stands."""
    missing, other = faults("history: [nichts.json, people.csv]\n")
    assert (missing.code, at(missing)) == ("file-missing", (3, 11))
    assert (other.code, other.where) == ("plan-not-json", "people.csv, line 1, column 1")
    assert codes([missing, other])
