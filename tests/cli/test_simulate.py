"""Tests of `simulate` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitate.simulation import usual_assumptions
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


def test_details_name_every_assumption(run: Run, plan: Path) -> None:
    """--details shows all figures, and every assumption with its source."""
    ran = run("simulate", plan, "--runs", "50", "--details")
    assert ran.code == 0, ran.err
    for name in usual_assumptions().known:
        assert name in ran.out
    assert "How people of different kinds mix" in ran.out
    assert "Rotation by rotation" in ran.out


def test_json_is_for_programs(run: Run, plan: Path) -> None:
    """--json gives answers, figures with intervals, baselines and assumptions."""
    data = json.loads(run("simulate", plan, "--runs", "50", "--json").out)
    assert [one["id"] for one in data["answers"]] == ["contacts", "veterans", "time", "presence"]
    contacts = data["figures"]["contacts"]
    assert contacts["average"]["low"] <= contacts["average"]["value"]
    assert data["baselines"]["mingling_new"] == 7
    assert data["runs"] == 50
    assert len(data["assumptions"]) == len(usual_assumptions().known)


def test_variants_in_one_table(run: Run, plan: Path) -> None:
    """--vary sets variants side by side; the same as JSON."""
    words = ("simulate", plan, "--runs", "20", "--vary", "size=4,8", "--vary", "no-show=0,0.2")
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert "staying" in ran.out
    assert "◆" in ran.out
    data = json.loads(run(*words, "--json").out)
    assert [one["settings"]["size"] for one in data["variants"]] == [4, 4, 8, 8]


def test_several_plans_in_one_table(run: Run, plan: Path) -> None:
    """Several plans are set side by side by their names."""
    other = plan.with_name("other.json")
    other.write_bytes(plan.read_bytes())
    ran = run("simulate", plan, other, "--runs", "20")
    assert ran.code == 0, ran.err
    assert "plan.json" in ran.out
    assert "other.json" in ran.out


def test_sensitivity_is_told(run: Run, folder: Path) -> None:
    """--sensitivity tells which assumption turns an answer, as text and as JSON."""
    make_plan([[[1, 2, 3, 4]]], language="en").write(folder / "small.json")
    ran = run("simulate", "small.json", "--runs", "5", "--sensitivity")
    assert "Which assumption turns an answer" in ran.out
    data = json.loads(run("simulate", "small.json", "--runs", "5", "--sensitivity", "--json").out)
    assert {"assumption", "turns", "low", "high"} <= set(data["sensitivity"][0])


@pytest.mark.parametrize(
    "words", [("--details", "--vary", "no-show=0,0.1"), ("--sensitivity", "--vary", "no-show=0")]
)
def test_what_does_not_go_together(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    """Details of a comparison are refused."""
    ran = run("simulate", plan, *words)
    assert ran.code == 2
    assert "single plan" in ran.err


def test_variants_of_several_plans(run: Run, plan: Path) -> None:
    """Several plans and variants at once are refused."""
    assert run("simulate", plan, plan, "--vary", "no-show=0,0.1").code == 2


def test_calibrate_writes_what_simulate_reads(run: Run, plan: Path, folder: Path) -> None:
    """What calibrate writes, simulate assumes; nothing is overwritten unasked."""
    lines = ["block,planned,actual,expected,present"] + ["a,30,33,80,60"] * 6
    (folder / "record.csv").write_text("\n".join(lines), "utf-8")
    ran = run("calibrate", "record.csv", "-o", "ours.yaml")
    assert ran.code == 0, ran.err
    assert "25 %" in ran.out
    assert "25 %" in run("simulate", plan, "--runs", "20", "--assume", "ours.yaml").out
    assert run("calibrate", "record.csv", "-o", "ours.yaml").code == 2
    data = json.loads(run("calibrate", "record.csv", "--json").out)
    assert data[-1]["id"] == "no_show"


def test_reports_are_written(run: Run, plan: Path, folder: Path) -> None:
    """--html and --pdf write a report; a file that is there stays unless --force is said."""
    words = ("simulate", plan, "--runs", "20", "--html", "r.html", "--pdf", "r.pdf")
    assert run(*words).code == 0
    assert (folder / "r.html").read_text("utf-8").startswith("<!doctype html>")
    assert (folder / "r.pdf").read_bytes().startswith(b"%PDF")
    again = run(*words)
    assert again.code == 2
    assert "r.html and r.pdf are already there" in again.err
    assert run(*words, "--force").code == 0


def test_a_comparison_is_written(run: Run, folder: Path, plan: Path) -> None:
    """--html and --pdf take comparisons, too: the page has the table that the terminal shows."""
    words = ("simulate", plan, "--runs", "5", "--vary", "no-show=0,0.2")
    ran = run(*words, "--html", "r.html", "--pdf", "r.pdf", "--language", "de")
    assert ran.code == 0, ran.err
    page = (folder / "r.html").read_text("utf-8")
    assert '<th scope="col">Fernbleiben</th>' in page.replace(' class="right"', "")
    assert (folder / "r.pdf").read_bytes().startswith(b"%PDF")
    assert run(*words, "--html", "r.html").code == 2
