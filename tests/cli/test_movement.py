"""Tests of `movement`."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def asked(run: Run, tables: int, seats: int, rotations: int, *more: str) -> str:
    """Ask for a movement; give what was said on stdout."""
    ran = run(
        *("movement", "--tables", f"{tables}", "--seats", f"{seats}"),
        *("--rotations", f"{rotations}", *more),
    )
    assert ran.code == 0, ran.err
    return ran.out


def test_a_rule_is_said(run: Run) -> None:
    """Seven tables of four, six rotations: a rule, and how long it lasts."""
    said = asked(run, 7, 4, 6)
    assert "Seat 1 stays, seat 2 moves 1 table on, seat 3 moves 1 table back" in said
    assert "28 people, 6 rotations: nobody meets anybody twice." in said
    assert "up to 7 rotations" in said


def test_an_alternating_rule_is_said(run: Run) -> None:
    """Where one move is not enough, two alternate."""
    said = asked(run, 10, 4, 9)
    assert "At the 1st, 3rd, 5th … change:" in said
    assert "nobody meets anybody twice" in said


def test_a_proven_no(run: Run) -> None:
    """A negative answer says that it is proven, what the best costs, and what is possible."""
    said = asked(run, 6, 4, 5)
    assert "pairs meet again" in said
    assert "all of them were tried" in said
    assert "lasts for 4 rotations" in said


def test_a_no_that_is_not_proven(run: Run) -> None:
    """A negative answer without proof says so."""
    assert "not all of them could be tried" in asked(run, 102, 60, 50)


def test_a_no_without_any_rule(run: Run) -> None:
    """More seats than tables: no rule lasts for two rotations."""
    assert "longest" not in asked(run, 2, 3, 2)


def test_json(run: Run) -> None:
    """The same for programs, with and without a repeat."""
    assert json.loads(asked(run, 7, 4, 6, "--json")) == {
        "tables": 7,
        "seats": 4,
        "rotations": 6,
        "moves": [[0, 1, -1, 2]],
        "sentence": "Seat 1 stays, seat 2 moves 1 table on, seat 3 moves 1 table back and "
        "seat 4 moves 2 tables on.",
        "repeats": 0,
        "pairs_again": 0,
        "most_rotations_same_move": 7,
        "longest": None,
        "exhaustive": True,
    }
    costly = json.loads(asked(run, 6, 4, 5, "--json"))
    assert costly["repeats"] > 0
    assert costly["longest"]["rotations"] == 4


def test_impossible_numbers_are_told_at_once(run: Run) -> None:
    """All numbers that cannot be meant are told, with exit code 2."""
    ran = run("movement", "--tables", "1", "--seats", "5000", "--rotations", "0")
    assert ran.code == 2
    assert ran.err.count("must be between") == 3
    assert ran.out == ""


def test_a_missing_number(run: Run) -> None:
    """A number left out is named."""
    ran = run("movement", "--tables", "7", "--seats", "4")
    assert ran.code == 2
    assert "--rotations" in ran.err
