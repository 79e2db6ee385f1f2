"""Cells of a workbook that are merged over several rows: what stands in them holds for each row."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from facilitate.errors import Finding, Level
from facilitate.words import _, listed, quoted

from .cells import said_rows

_SPANNED_ROWS = re.compile(rb'number-rows-spanned="(?!1")')


class Span(NamedTuple):
    """A cell merged over several rows: first row, column and last row, from 0."""

    top: int
    column: int
    bottom: int


def spans_of(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None) -> tuple[Span, ...]:
    """Give the merged cells of a sheet that span rows."""
    return tuple(
        sorted(
            Span(top, left, bottom)
            for (top, left), (bottom, _right) in ranges or ()
            if bottom > top
        )
    )


def filled(
    grid: Sequence[tuple[str, ...]],
    spans: Iterable[Span],
    header: int,
    is_taken: Callable[[str], bool],
    source: str,
) -> tuple[Sequence[tuple[str, ...]], tuple[Finding, ...]]:
    """Fill what stands in merged cells below the header into all their rows, and tell it.

    Parameters
    ----------
    header
        Index of the header's row; where there is none nothing is filled.
    is_taken
        Says of a header whether its column is filled: a name is one person's.
    """
    rows, told = list(grid), dict[str, list[int]]()
    for top, column, bottom in spans if header >= 0 else ():
        heading = _cell(grid[header], column)
        if top <= header or not _cell(grid[top], column) or not is_taken(heading):
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if any(rows[at]) and not _cell(rows[at], column):
                cells = [*rows[at], *[""] * (column + 1 - len(rows[at]))]
                cells[column] = grid[top][column]
                rows[at] = tuple(cells)
                told.setdefault(heading, []).append(at + 1)
    if not told:
        return grid, ()
    columns = [f"{quoted(name)} ({said_rows(sorted(at))})" for name, at in told.items()]
    message = _("Merged cells: what stands in them was taken for every row, in {columns}.").format(
        columns=listed(columns)
    )
    return rows, (Finding(Level.HINT, "merged-cells", message, source),)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def unseen(data: bytes, source: str) -> tuple[Finding, ...]:
    """Warn of an OpenDocument sheet with merged cells: the reader does not say which those are."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            content = package.read("content.xml")
    except (KeyError, zipfile.BadZipFile, zlib.error):  # no OpenDocument, or a damaged one
        return ()
    if not _SPANNED_ROWS.search(content):
        return ()
    return (
        Finding(
            Level.WARNING,
            "merged-cells",
            _("There are merged cells; only the first row of each has what stands in them."),
            source,
            _("Save the workbook as .xlsx, or split the cells and fill every row."),
        ),
    )
