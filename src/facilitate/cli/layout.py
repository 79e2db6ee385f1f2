"""How wide the columns of a table are: words stay whole as long as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

GLUE = "\ue000"
"""A blank at which no line of a table is broken."""
GAP = 2  # blanks between columns
SHORTEST = 4  # columns are not made narrower for the sake of others
WORD = 24  # longer words may be broken, if columns would have no room otherwise


def column_widths(
    cells: Sequence[Sequence[str]], columns: int, *, whole: frozenset[int] = frozenset()
) -> list[int]:
    """Share `columns` out among the columns of a table.

    Parameters
    ----------
    cells
        The header, then all rows.
    columns
        Width of the terminal.
    whole
        Indices of columns whose cells are not broken if there is room.

    Returns
    -------
    A width for each column. Narrow columns get what they need and wide ones share the rest;
    words are broken only where not even the longest ones fit side by side.
    """
    table = list(zip_longest(*cells, fillvalue=""))
    room = columns - GAP * (len(table) - 1)
    most = [max(map(_cells, column), default=1) for column in table]
    words = [_longest(column) for column in table]
    pieces = [_longest([cell.replace(GLUE, " ") for cell in column]) for column in table]
    uncut = [most[i] if i in whole else word for i, word in enumerate(words)]
    short = [min(WORD, piece) for piece in pieces]
    for least in (uncut, words, pieces, short):
        if sum(least) <= room:
            return _shared(least, most, room)
    return _shared([min(SHORTEST, piece) for piece in pieces], pieces, room)


def least_width(cells: Sequence[Sequence[str]]) -> int:
    """Columns that a table needs to keep all words whole that are not overlong."""
    table = list(zip_longest(*cells, fillvalue=""))
    words = [_longest([cell.replace(GLUE, " ") for cell in column]) for column in table]
    return sum(min(WORD, word) for word in words) + GAP * (len(table) - 1)


def unglued(cell: str, columns: int) -> str:
    """Let a cell be broken at its glue where it is too wide otherwise."""
    return cell if _longest([cell]) <= columns else cell.replace(GLUE, " ")


def _shared(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Give each column its least, then raise the narrowest together until the room is used."""
    if sum(most) <= room:
        return list(most)
    low, high = 1, max(most)
    while low < high:
        level = (low + high + 1) // 2
        used = sum(max(a, min(b, level)) for a, b in zip(least, most, strict=True))
        low, high = (level, high) if used <= room else (low, level - 1)
    widths = [max(a, min(b, low)) for a, b in zip(least, most, strict=True)]
    for index, column in enumerate(widths):
        if low <= column < most[index] and sum(widths) < room:
            widths[index] += 1
    return widths


def _longest(column: Sequence[str]) -> int:
    return max((_cells(word) for cell in column for word in cell.split()), default=1)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return max(1, cell_len(text))
