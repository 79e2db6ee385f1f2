"""Tests of `simulate` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import make_method, make_plan
from tests.cli.conftest import Run
from tests.simulation.conftest import random_tables

MOST_LINES = 12


@pytest.fixture(name="plan")
def _plan(folder: Path) -> Path:
    """Write a plan for forty people at ten tables, four times."""
    known: dict[int, dict[str, str | bool | None]] = {
        n: {"first_timer": n % 2 == 0, "leader": n % 5 == 0} for n in range(1, 41)
    }
    method = make_method(group={"min": 3, "ideal": 4, "max": 6})
    path = folder / "plan.json"
    make_plan(random_tables(40, 4, 4), attributes=known, method=method, language="en").write(path)
    return path


@pytest.mark.parametrize("language", ["de", "en"])
def test_four_answers_in_twelve_lines(run: Run, plan: Path, language: str) -> None:
    """Four answers in at most twelve lines, each beginning with its question; the same twice."""
    ran = run("simulate", plan, "--runs", "200", "--language", language)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 100
    assert sum("?" in line for line in lines) == 4
    assert run("simulate", plan, "--runs", "200", "--language", language).out == ran.out


def test_an_event_file_is_planned_first(run: Run, folder: Path, dozen: Path) -> None:
    """An event file will do; nothing is written beside it."""
    (folder / "event.yaml").write_text(
        f"schema: facilitate-event/1\nevent: {{title: Treffen, days: [2018-11-07], language: en}}\n"
        f"people: {{file: {dozen.name}}}\n"
        "sessions:\n  - {id: tische, method: tischrunden, start: '10:00', rotations: 2}\n",
        "utf-8",
    )
    before = sorted(path.name for path in folder.iterdir())
    ran = run("simulate", "event.yaml", "--runs", "50")
    assert ran.code == 0, ran.err
    assert "Enough new people?" in ran.out
    assert sorted(path.name for path in folder.iterdir()) == before


def test_assumptions_matter(run: Run, plan: Path) -> None:
    """Another assumption gives another answer."""
    usual = run("simulate", plan, "--runs", "100").out
    empty = run("simulate", plan, "--runs", "100", "--assume", "no_show=50 %").out
    assert usual != empty
    assert "50 %" in empty


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--assume", "no_shw=0.1"), "There is no assumption “no_shw”"),
        (("--runs", "0"), "--runs cannot be 0"),
        (("--seed", "-1"), "--seed cannot be -1"),
        (("--session", "frist"), "There is no session “frist”"),
    ],
)
def test_what_cannot_be_meant(run: Run, plan: Path, words: tuple[str, ...], code: str) -> None:
    """Impossible words are refused in a sentence, with exit code 2."""
    ran = run("simulate", plan, *words)
    assert ran.code == 2
    assert code in ran.err
