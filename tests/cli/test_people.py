"""Tests of `people`."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import DATA, Run

LISTS = ("forum-80.csv", "forum-80-excel.csv", "forum-80-pretix.csv")


@pytest.mark.parametrize("name", LISTS)
def test_real_lists(name: str, run: Run) -> None:
    """The lists as they arrive are shown and accounted for."""
    shutil.copy(DATA / name, name)
    ran = run("people", name)
    assert ran.code == 0
    assert "Wiebke D’Angelo" in ran.out
    assert "rows below the header" in ran.out


def test_reconciliation_comes_last(run: Run) -> None:
    """The account of all rows is the end of what is shown."""
    shutil.copy(DATA / "forum-80-excel.csv", "list.csv")
    ran = run("people", "list.csv")
    account = " ".join(ran.out.split("\n\n")[-1].split())
    assert account.startswith("84 rows below the header: 78 people, 2 cancelled (rows 9, 47), ")


def test_numbers_are_kept(run: Run, dozen: Path) -> None:
    """The numbers are stored beside the list, and it is said where."""
    ran = run("people", dozen)
    assert "people.numbers" in ran.err
    assert Path("people.numbers").exists()


def test_numbers_elsewhere(run: Run, dozen: Path) -> None:
    """--numbers keeps them in another file."""
    assert run("people", dozen, "--numbers", "mine.numbers").code == 0
    assert Path("mine.numbers").exists()
    assert not Path("people.numbers").exists()


def test_numbers_that_cannot_be_kept(run: Run, dozen: Path) -> None:
    """A folder that cannot be written to is a warning only."""
    ran = run("people", dozen, "--numbers", "no/such/folder.numbers")
    assert ran.code == 0
    assert "could not be kept" in ran.err


def test_changes_are_told(run: Run, dozen: Path) -> None:
    """A newer list says what changed."""
    run("people", dozen)
    text = dozen.read_text("utf-8").replace("12,Leo Meier", "13,Mia Roth")
    dozen.write_text(text, "utf-8")
    ran = run("people", dozen)
    assert "1 new" in ran.out


def test_json(run: Run, dozen: Path) -> None:
    """JSON has everybody with number, id and attributes; messages go to stderr."""
    data = json.loads(run("people", dozen, "--json").out)
    assert [p["number"] for p in data["people"]] == list(range(1, 13))
    assert data["people"][0]["attributes"]["organisation"] == "Amt"
    assert data["reconciliation"].startswith("12 rows")


def test_column_option(run: Run, dozen: Path) -> None:
    """A column can be named by hand."""
    text = dozen.read_text("utf-8").replace("Organisation", "Heimat")
    dozen.write_text(text, "utf-8")
    data = json.loads(run("people", dozen, "--column", "organisation=Heimat", "--json").out)
    assert data["people"][0]["attributes"]["organisation"] == "Amt"


@pytest.mark.parametrize("pair", ["sector", "=Bereich", "sector="])
def test_column_option_wrong(pair: str, run: Run, dozen: Path) -> None:
    """A pair without both halves is refused with an example."""
    ran = run("people", dozen, "--column", pair)
    assert ran.code == 2
    assert "--column sector=Bereich" in ran.err


def test_names_are_data(run: Run, folder: Path) -> None:
    """Mark-up and terminal commands in a name are shown as text, or not at all."""
    (folder / "list.csv").write_text(
        "Name,Organisation\n[bold]Ada[/bold],\x1b[31mAmt\n王小明,Amt\n", encoding="utf-8"
    )
    ran = run("people", "list.csv")
    assert "[bold]Ada[/bold]" in ran.out
    assert "\x1b" not in ran.both


def test_wide_letters_are_aligned(run: Run, folder: Path) -> None:
    """Letters that take two columns do not shift the next cell."""
    (folder / "list.csv").write_text("Name,Organisation\n王小明,Amt\nAda Wu,Amt\n", "utf-8")
    first, second = run("people", "list.csv").out.splitlines()[1:3]
    assert cell_len(first.partition("Amt")[0]) == cell_len(second.partition("Amt")[0])


def test_narrow_terminal(run: Run, forum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 60 columns no line is longer than the terminal."""
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("people", forum).out.splitlines())) <= 60


def test_event_file_is_refused(run: Run, folder: Path) -> None:
    """An event file is told apart from a list, with the way out."""
    (folder / "event.yaml").write_text("event: {title: Forum}\n")
    ran = run("people", "event.yaml")
    assert ran.code == 2
    assert "event file" in ran.err


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_words_stay_whole(columns: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No word of a table is cut in two, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shutil.copy(DATA / "forum-80-excel.csv", "list.csv")
    out = run("people", "list.csv").out
    table = out.partition("\n\n")[0].splitlines()
    assert max(map(len, table)) <= columns
    words = set(re.findall(r"[\w-]{3,}", run("people", "list.csv", "--json").out))
    words |= set(re.findall(r"\w+", "No Name Organisation town sector function first time leader"))
    broken = {w for line in table for w in re.findall(r"[\w-]{3,}", line)} - words
    assert broken <= {"yes", "access"}


def test_columns_without_answers_are_left_out(run: Run, folder: Path) -> None:
    """A column in which nothing is known is not shown, and that is said."""
    (folder / "list.csv").write_text("Name;Ort;Bereich\nAda Eins;Ulm;\nBo Zwei;Kiel;\n", "utf-8")
    out = run("people", "list.csv").out
    assert "town" in out.splitlines()[0]
    assert "sector" not in out.splitlines()[0]
    assert "Not known of anybody and not shown: sector." in out


def test_a_plan_is_no_list(run: Run, dozen: Path) -> None:
    """A plan given by mistake is refused by name, and nobody gets a number."""
    assert run("plan", dozen, "--method", "kugellager", "-o", "plan.json").code == 0
    before = Path("people.numbers").read_bytes()
    ran = run("people", "plan.json")
    assert ran.code == 2
    assert "plan.json is a plan, not a list." in ran.err
    assert Path("people.numbers").read_bytes() == before


def test_the_place_of_the_numbers_is_said_plainly(run: Run, dozen: Path) -> None:
    """A list in the folder above is not named by a way around."""
    Path("tag").mkdir()
    assert "is kept in people.numbers." in run("people", f"tag/../{dozen}").err
