"""Lists made on the spot, read in English."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from facilitate.intake import Intake, ListOptions, read_people


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give a new empty folder at each call."""
    count = itertools.count()
    root = tmp_path_factory.mktemp("lists")

    def made() -> Path:
        path = root / str(next(count))
        path.mkdir()
        return path

    return made


@pytest.fixture(scope="session")
def read(folder: Callable[[], Path]) -> Callable[..., Intake]:
    """Read a list given as text or bytes."""

    def reading(content: str | bytes, name: str = "list.csv", **options: object) -> Intake:
        path = folder() / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_people(path, ListOptions(**options))  # type: ignore[arg-type]

    return reading


@pytest.fixture(scope="session")
def workbook(folder: Callable[[], Path]) -> Callable[..., Path]:
    """Make an XLSX file with the sheets given as name → rows."""

    def made(**sheets: Sequence[Sequence[object]]) -> Path:
        path = folder() / "list.xlsx"
        book = xlsxwriter.Workbook(str(path))
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        book.close()
        return path

    return made
