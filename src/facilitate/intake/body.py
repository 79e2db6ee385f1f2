"""The rows below the header, block by block: which are about people, which are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from facilitate.columnar import Column, Columnar, joined
from facilitate.errors import RosterError

from .columns import (
    PEOPLE,
    Layout,
    Vocabulary,
    fold_header,
    header_fields,
    lay_out,
    missing_columns,
    no_names,
)
from .dismissing import is_staff_block
from .people import Fate, Record
from .rows import Reader
from .table import Row, Table, cell_columns

_HEADER_WORDS = (b"name", b"teilnehm", b"attendee", b"participant")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one header row.

    Parameters
    ----------
    layout
        What the columns mean.
    rows
        The rows below it.
    title
        What stands alone in the row above the header, or empty.
    """

    layout: Layout
    rows: Sequence[Row]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """All rows below the first header.

    Parameters
    ----------
    header_row
        Row of the first header, as Excel counts.
    above
        Rows above it.
    blocks
        Blocks of the list; a plain list has one.
    records
        Rows about people, in order.
    others
        Rows about nobody → why.
    """

    header_row: int
    above: tuple[int, ...]
    blocks: tuple[Block, ...]
    records: Columnar[Record]
    others: Mapping[int, Fate]

    @property
    def layout(self) -> Layout:
        """Layout of the block with the most rows."""
        return max(self.blocks, key=lambda block: len(block.rows)).layout


def split_blocks(
    table: Table, vocabulary: Vocabulary, chosen: Mapping[str, str], source: str
) -> tuple[tuple[Block, ...], dict[int, Fate]]:
    """Blocks of a table, and the rows between them.

    Raises
    ------
    RosterError
        If no row is a header, or headers named by hand are missing.
    """
    if table.header < 0:
        raise no_names(_first_filled(table), source, vocabulary)
    missing = missing_columns(chosen, table.rows[table.header].cells, source)
    if missing:
        raise RosterError.collecting(missing)
    starts = list(_headers(table, vocabulary, chosen))
    between: dict[int, Fate] = {table.rows[at].number: Fate.HEADING for at in starts[1:]}
    blocks = []
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        titled = _title_above(table, start)
        if titled > starts[0] and titled not in starts:
            between[table.rows[titled].number] = Fate.NOTE
        rows = table.rows[start + 1 : end]
        cells = table.rows[start].cells
        filled = [any(column) for column in cell_columns(rows, len(cells))[: len(cells)]]
        title = next(filter(None, table.rows[titled].cells), "") if titled >= 0 else ""
        blocks.append(Block(lay_out(cells, filled, vocabulary, chosen), rows, title))
    return tuple(blocks), between


def _first_filled(table: Table) -> Sequence[str]:
    rows = [row.cells for row in table.rows[:60]]
    return max(rows, key=lambda cells: sum(map(bool, cells)), default=())


def _headers(table: Table, vocabulary: Vocabulary, chosen: Mapping[str, str]) -> Iterator[int]:
    """Index of the header, and of rows further down that are headers again."""
    yield table.header
    header = table.rows[table.header]
    first = [fold_header(cell) for cell in header.cells]
    for row in _maybe_headers(table):
        fields = header_fields(row.cells, vocabulary, chosen)
        again = [fold_header(cell) for cell in row.cells] == first
        if again or (len(fields) > 2 and not any("@" in cell for cell in row.cells)):
            yield row.number - table.rows[0].number


def _maybe_headers(table: Table) -> Iterator[Row]:
    """Give the rows below the header that begin like it, or have one of its words in a cell."""
    below = table.rows[table.header + 1 :]
    header = table.rows[table.header].cells
    at, first = next((at, cell) for at, cell in enumerate(header) if cell)
    found = set(_positions(cell_columns(below, at + 1)[at], first))
    # of bytes only plain letters are made small, which takes next to no time
    text, above = (part.rstrip("\r\n").encode().lower() for part in (table.text, table.above))
    if any(text.count(word) > above.count(word) for word in _HEADER_WORDS):
        found |= {row - table.header - 1 for row in _with_words(table.rows, text)}
    return (below[row] for row in sorted(found) if row >= 0)


def _positions(values: Column, wanted: str) -> Iterator[int]:
    """Give where a value stands; to look at each of a crowd's takes three times as long."""
    at = -1
    with suppress(ValueError):
        while True:
            at = values.index(wanted, at + 1)
            yield at


def _with_words(rows: Sequence[Row], text: bytes) -> Iterator[int]:
    """Give the positions of rows with a word that headers have; `text` is theirs in small."""
    if text.count(b"\n") == len(rows) - 1:
        yield from _lines_with_words(text)
    else:
        for cells in cell_columns(rows):
            yield from _lines_with_words("\n".join(cells).encode().lower())


def _lines_with_words(text: bytes) -> Iterator[int]:
    for word in _HEADER_WORDS:
        line, before, found = 0, 0, text.find(word)
        while found >= 0:
            line, before = line + text.count(b"\n", before, found), found
            yield line
            found = text.find(word, found + 1)


def _title_above(table: Table, header: int) -> int:
    """Index of the row above a header in which one cell stands alone; -1 if there is none."""
    for at in range(header - 1, -1, -1):
        filled = sum(map(bool, table.rows[at].cells))
        if filled:
            return at if filled == 1 else -1
    return -1


def read_body(table: Table, chosen: Mapping[str, str], source: str, *, keep_staff: bool) -> Body:
    """Read all rows below the header of a list of people.

    Parameters
    ----------
    table
        The rows of the file.
    chosen
        Field → header, as said by hand.
    source
        Name of the file, for messages.
    keep_staff
        Whether role words are to be passed over.
    """
    blocks, others = split_blocks(table, PEOPLE, chosen, source)
    records: list[Columnar[Record]] = []
    for block in blocks:
        staff = is_staff_block(block.title)
        reader = Reader(block.layout, staff_block=staff, keep_staff=keep_staff)
        rows = [row for row in block.rows if row.number not in others] if others else block.rows
        about_people, about_nobody = reader.read(rows)
        records.append(about_people)
        others |= about_nobody
    above = tuple(row.number for row in table.rows[: table.header])
    header = table.rows[table.header].number
    return Body(header, above, blocks, joined(Record, records), others)
