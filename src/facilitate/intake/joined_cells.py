"""Cells of a workbook that are merged over several rows: what stands in them holds for each row."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from facilitate.errors import Finding, Level
from facilitate.words import _, listed, quoted

from .cells import said_rows

_SPANNED_ROWS = re.compile(rb'number-rows-spanned="(?!1")')
_BINARY_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin")
_MERGED = re.compile(rb"\xb1\x01\x04.{4}((?:\xb0\x01\x10.{16})+)", re.DOTALL)
_MERGED_CELL = struct.Struct("<3x2I8x")
"""Records 177 and 176 of binary sheets (MS-XLSB): merged cells, first and last row of each."""


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


def _binary_spans(sheet: bytes) -> bool:
    """Whether cells of a binary sheet are merged over several rows."""
    return any(
        bottom > top
        for found in _MERGED.finditer(sheet)
        for top, bottom in _MERGED_CELL.iter_unpack(found[1])
    )


def unseen(data: bytes, source: str) -> tuple[Finding, ...]:
    """Warn of merged cells in OpenDocument and binary sheets: the reader does not say which."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            spanned = any(
                _SPANNED_ROWS.search(package.read(name))
                if name == "content.xml"
                else _BINARY_SHEET.fullmatch(name) and _binary_spans(package.read(name))
                for name in package.namelist()
            )
    except (zipfile.BadZipFile, zlib.error):  # another format, or a damaged one
        return ()
    if not spanned:
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
