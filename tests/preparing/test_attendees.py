"""Tests of the list of an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preparing.conftest import Faults, Load, at, codes


def _people(more: str) -> str:
    return f"people: {{file: people.csv, {more}}}\n"


@pytest.mark.parametrize(
    ("only", "left"),
    [("{Ticket: Netz}", ["Fay Stein"]), ("{Ticket: [saal, Netz], leader: ja}", ["Ada", "Dörte"])],
)
def test_only_some_of_the_list(load: Load, only: str, left: list[str]) -> None:
    """Only people with these values take a seat, and how many are left out is told."""
    brief = load(people=_people(f"only: {only}"))
    assert len(brief.roster) == len(left)
    assert all(p.name.startswith(name) for p, name in zip(brief.roster, left, strict=True))
    assert "people-left-out" in codes(brief.findings)
    assert len(brief.intake.roster) == 8


def test_who_is_left_out_is_still_known(load: Load) -> None:
    """A rule about somebody who is left out says so, instead of calling them unknown."""
    brief = load("rules: {together: [[1, 6]]}\n", people=_people("only: {Ticket: Saal}"))
    (warning,) = (f for f in brief.findings if f.code == "person-takes-no-seat")
    assert "Fay Stein takes no seat: left out by “only”" in warning.message


def test_nobody_left(faults: Faults) -> None:
    """Values that nobody has together leave nobody; an unknown value is told alone."""
    assert codes(faults(people=_people("only: {Ticket: Netz, leader: ja}"))) == ["nobody-left"]
    assert codes(faults(people=_people("only: {Ticket: Balkon}"))) == ["value-nobody-has"]


@pytest.mark.parametrize(
    ("people", "code", "place"),
    [
        ("people: {file: peple.csv}\n", "file-missing", (2, 16)),
        (_people("columns: {name: Nmae}"), "column-missing", (2, 44)),
    ],
)
def test_list_that_cannot_be_read(
    faults: Faults, people: str, code: str, place: tuple[int, int]
) -> None:
    """What is wrong with the list is told where the event speaks of it, without echoes."""
    (found,) = faults("rules: {apart: [[1, 99]], mix: [{spread: x}]}\n", people=people)
    assert (found.code, at(found)) == (code, place)
    assert found.hint


def test_wrong_columns_do_not_hide_the_rest(faults: Faults) -> None:
    """All columns that are wrong are told, and what else is; what needs them raises no echo."""
    columns = "columns: {sector: Sektr, sektr: Sektor, place: Ort}"
    rules = "rules: {apart: [[1, 99]], mix: [{spread: sector}, {spread: sektr}, {spread: x}]}\n"
    found = faults(rules, people=_people(columns))
    assert [(f.code, at(f)[0]) for f in found] == [
        ("column-missing", 2),
        ("column-unknown", 2),
        ("column-missing", 2),
        ("person-unknown", 3),
        ("column-unknown", 3),
    ]


def test_numbers_of_before_are_kept(load: Load, tmp_path: Path) -> None:
    """Who was in an earlier list and is gone is known as such."""
    (tmp_path / "people.numbers").write_text(
        "# facilitate people.numbers 1\nnumber,id,name,organisation,email,state\n"
        "31,uwe-alt,Uwe Alt,,,gone\n",
        encoding="utf-8",
    )
    brief = load("rules: {apart: [[Uwe Alt, Cem Kaya]]}\n")
    assert "no longer in the list" in brief.findings[-1].message
    assert min(person.number for person in brief.roster) > 31 - len(brief.roster)
