"""Cells of CSV files that a spreadsheet would run instead of show."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r＝＋－＠]")


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def all_harmless(cells: Iterable[str]) -> bool:
    """Tell quickly whether `guarded` surely changes none of the cells."""
    return all(first.isalnum() for first in {cell[:1] for cell in cells} if first)


def unguarded(cell: str) -> str:
    """Take off the apostrophe that `guarded` puts before a cell."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def may_be_guarded(text: str) -> bool:
    """Tell whether a cell somewhere in `text` could be guarded."""
    return "'" in text and bool(_GUARDED.search(text))
