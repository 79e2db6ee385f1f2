"""Tests of cells that a spreadsheet would run: guarded when written, the same again when read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from facilitate.formulas import guarded
from facilitate.intake import Entry, Registry, read_people
from facilitate.intake.registry import format_registry, parse_registry
from tests.hostile import NAMES

RISKY = ("=1+1", "+49 511", "-49 511", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "'=1", "''-1")
HARMLESS = ("O'Brien", "'t Hooft", "'", "", "a=1", "王小明", "7-1", "#import", "'a")


@pytest.mark.parametrize("cell", RISKY)
def test_risky_cells_are_guarded(cell: str) -> None:
    """Whatever begins as a formula, blanks and apostrophes aside, gets an apostrophe."""
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_cells_stay(cell: str) -> None:
    """Everything else is left alone."""
    assert guarded(cell) == cell


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_are_read_without_guards(kind: str, tmp_path: Path) -> None:
    """Also where a spreadsheet has saved the file as a workbook, apostrophes and all."""
    names = ["-49 511 123", "O'Brien", "'t Hooft", "+Plus Person"]
    path = tmp_path / f"list.{kind}"
    if kind == "csv":
        path.write_text("Name\n" + "\n".join(map(guarded, names)) + "\n", encoding="utf-8")
    else:
        memory = io.BytesIO()
        with xlsxwriter.Workbook(memory, {"strings_to_formulas": False}) as book:
            book.add_worksheet().write_column(0, 0, ["Name", *map(guarded, names)])
        path.write_bytes(memory.getvalue())
    assert [person.name for person in read_people(path).roster] == names


def test_numbers_file_keeps_every_name() -> None:
    """The file of numbers guards its names and gives them back."""
    registry = Registry(
        tuple(Entry(at, f"p{at}", name, "", "", "active") for at, name in enumerate(NAMES, 1))
    )
    text = format_registry(registry)
    assert not any(line.partition(",")[2].startswith(("=", "+", "-", "@")) for line in text)
    found = {entry.name for entry in parse_registry(text.encode(), "people.numbers").entries}
    assert {'=cmd|" /C calc"!A0', "-49 511 123456", "'t Hooft", "O'Brien"} <= found
