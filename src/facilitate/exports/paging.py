"""How the tables of a workbook are laid on pages: widths, lines of a row, breaks, scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from textwrap import wrap

from facilitate.exports.tables import Cell, Table

WIDEST = 90
READABLE, FROM_AFAR = 232, 160  # letters across an A4 page, read at a desk and on a wall
_NARROWEST = 24  # for the last column, rather than a second page for it alone
_FULL = 137  # letters across in the 11 points of a cell: the others have 6.5 points and 9.4
_BESIDE = 0.72  # letters; the space that a column has besides
_SQUEEZED = 1.25  # a table not much wider than a page is made smaller rather than parted
_MOST_LINES = 27  # a row is at most 409 points high


@dataclass(frozen=True, slots=True)
class Paging:
    """How a table is laid on pages.

    Parameters
    ----------
    across
        Letters that may stand across a page: fewer of them are larger.
    held
        Columns at the left that stand on every page.
    beside
        Columns that stay together, such as a place and the people there.
    alike
        Columns by whose cells rows belong together; with 0 each row stands by itself.
    """

    across: int
    held: int = 0
    beside: int = 1
    alike: int = 0

    def belong_together(self, row: Sequence[Cell], other: Sequence[Cell]) -> bool:
        """Tell whether two rows have one ground."""
        return bool(self.alike) and row[: self.alike] == other[: self.alike]

    def pages(self, widths: Sequence[float]) -> tuple[list[int], int]:
        """Part the columns between as few pages as can be read, and as evenly as can be.

        Returns
        -------
        The columns before which a page ends, none if all stand on one; and the scale in percent
        in which the widest page is filled.
        """
        room = [width + _BESIDE for width in widths]
        held = sum(room[: self.held])
        if held + sum(room[self.held :]) <= self.across * _SQUEEZED:
            return [], 100
        parts = [
            (at, sum(room[at : at + self.beside]))
            for at in range(self.held, len(room), self.beside)
        ]
        widest = max(self.across - held, *(width for _at, width in parts))
        count = len(_parted(parts, widest))
        sums = {
            sum(width for _at, width in parts[start:end])
            for start in range(len(parts))
            for end in range(start + 1, len(parts) + 1)
        }
        even = min(total for total in sums if total <= widest and _fits(parts, total, count))
        return _parted(parts, even)[1:], min(100, int(100 * _FULL / (held + even)))


def _fits(parts: Sequence[tuple[int, float]], widest: float, count: int) -> bool:
    """Tell whether parts fit on `count` pages, none of them wider than `widest`."""
    return max(width for _at, width in parts) <= widest and len(_parted(parts, widest)) <= count


def _parted(parts: Sequence[tuple[int, float]], widest: float) -> list[int]:
    """Fill one page after the other; gives the column with which each begins."""
    begins, filled = [parts[0][0]], 0.0
    for at, width in parts:
        if filled and filled + width > widest:
            begins.append(at)
            filled = 0.0
        filled += width
    return begins


def widths(table: Table) -> list[float]:
    """Widths in letters: as wide as nearly all cells need, long ones are broken.

    What is left of a page is for the last column, where people are listed: a row of one line
    instead of two saves every other page.
    """
    wanted = [_width(table, column) for column in range(len(table.headers))]
    found = [min(width, WIDEST) for width in wanted]
    left = READABLE * _SQUEEZED - sum(found[:-1])
    found[-1] = min(wanted[-1], left if left >= _NARROWEST else found[-1])
    return found


def _width(table: Table, column: int) -> float:
    lengths = sorted(_length(row[column]) for row in table.rows)
    usual = lengths[len(lengths) * 95 // 100] if lengths else 0
    if lengths and lengths[-1] <= usual * 1.3:
        usual = lengths[-1]  # a little more room, and all rows are of one height
    words = (len(word) + 1 for word in table.headers[column].split())
    return max(usual, *words, 4) + 1


def lines(row: Sequence[Cell], widths: Sequence[float]) -> int:
    """How many lines the tallest cell of a row takes; at most what a row can be high."""
    tallest = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str) and len(cell) > width - 1:
            tallest = max(tallest, len(wrap(cell, int(width))))
    return min(tallest, _MOST_LINES)


def _length(cell: Cell) -> int:
    if cell is None:
        return 0
    if isinstance(cell, time):
        return 8 if cell.second else 5
    return 10 if isinstance(cell, date) else len(str(cell))
