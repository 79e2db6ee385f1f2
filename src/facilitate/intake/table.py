"""A file to rows with the numbers that Excel shows, and where the header is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat, zip_longest
from typing import Any, NamedTuple

from facilitate.columnar import Columnar
from facilitate.errors import Finding, Level, RosterError
from facilitate.words import _, listed, ngettext, quoted

from .cells import enumerated, said_rows
from .columns import NAMING, PEOPLE, Vocabulary, fold_header
from .csv_text import find_header, rows_of_text
from .encoding import decode, garbled, may_be_garbled
from .formats import kind_of
from .joined_cells import filled, unseen
from .options import ListOptions
from .workbook import Cells, Grid, Sheet, read_workbook


class Row(NamedTuple):
    """One row of a list: its number as Excel counts, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list up to the last filled one.

    Parameters
    ----------
    rows
        All rows, from row 1.
    header
        Index of the header row in `rows`; -1 if none was found.
    text
        All cells in one text, to be looked over at once.
    findings
        What is worth knowing about the file.
    """

    rows: Sequence[Row]
    header: int
    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def above(self) -> str:
        """The cells down to the header, in one text."""
        return _joined(self.rows[: self.header + 1])


def _joined(rows: Sequence[Row]) -> str:
    return "\n".join(chain.from_iterable(cell_columns(rows)))


def numbered(grid: Sequence[Cells]) -> Sequence[Row]:
    """Give the rows of a grid their numbers; one in columns stays in columns."""
    if isinstance(grid, Columnar):
        numbers = range(1, len(grid) + 1)
        return Columnar(_row, ("number", *grid.names), (numbers, *grid.columns))
    return tuple(map(Row._make, enumerate(grid, start=1)))


def _row(values: tuple[Any, ...]) -> Row:
    return Row(values[0], values[1:])


def cell_columns(rows: Sequence[Row], least: int = 0) -> list[Sequence[str]]:
    """Give the columns of some rows, and empty ones until there are `least`.

    Where a row is shorter than others, its cell is empty.
    """
    if isinstance(rows, Columnar):
        found = rows.columns[1:]
    else:
        found = tuple(zip_longest(*[row.cells for row in rows], fillvalue=""))
    return [*found, *repeat([""] * len(rows), max(0, least - len(found)))]


def longer(rows: Sequence[Row], width: int) -> Iterable[Row]:
    """Give the rows with more than `width` cells."""
    if isinstance(rows, Columnar) and len(rows.columns) <= width + 1:
        return ()
    return (row for row in rows if len(row.cells) > width)


def with_header(
    above: Sequence[Row], header: Row, below: Sequence[Row], findings: tuple[Finding, ...]
) -> Table:
    """Give the table of some rows, the header among them."""
    rows = (*above, header, *below)
    return Table(rows, len(above), _joined(rows), findings)


def read_table(
    data: bytes,
    source: str,
    options: ListOptions,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str],
) -> Table:
    """Rows of a list and the place of its header.

    Parameters
    ----------
    data
        What the file holds.
    source
        Name of the file, for messages.
    options
        Character set, delimiter and sheet, if said by hand.
    vocabulary
        What headers mean.
    chosen
        Field → header, as said by hand.

    Raises
    ------
    FacilitateError
        If the file is no list, or its letters are destroyed.
    """
    if kind_of(data, source) == "workbook":
        table = _from_workbook(data, source, options, vocabulary, chosen)
    else:
        text = decode(data, source=source, encoding=options.encoding)
        grid = rows_of_text(text, source, options, vocabulary, chosen)
        plain = isinstance(grid, Columnar)  # else its cells are not what stands in the text
        table = _table(grid, vocabulary, chosen, text=text if plain else "")
    if not table.rows:
        raise RosterError(
            _("{file} is empty.").format(file=source),
            code="file-empty",
            where=source,
            hint=_("Export the list again, or choose another file."),
        )
    if options.encoding is None and may_be_garbled(table.text):
        _refuse_garbled(table.rows, source)
    return table


def _table(
    grid: Grid,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str],
    findings: tuple[Finding, ...] = (),
    text: str = "",
) -> Table:
    rows, end = numbered(grid), len(grid)
    while end and rows[end - 1].blank:
        end -= 1
    header = find_header(grid, vocabulary, chosen)[0]
    rows = rows[:end] if end < len(rows) else rows
    return Table(rows, header, text or _joined(rows), findings)


def _from_workbook(
    data: bytes,
    source: str,
    options: ListOptions,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str],
) -> Table:
    sheets = [s for s in read_workbook(data, source, options.sheet) if any(map(any, s.grid))]
    if not sheets:
        return _table([], vocabulary, chosen)
    fields = [len(find_header(sheet.grid, vocabulary, chosen)[1]) for sheet in sheets]
    # a cover sheet may say “Name” somewhere; a list has more columns than that
    strong = [at for at, count in enumerate(fields) if count > 1]
    with_people = strong or [at for at, count in enumerate(fields) if count] or [0]
    sheet = sheets[with_people[0]]
    findings = []
    if len(with_people) > 1:
        others = [sheets[at].name for at in with_people[1:]]
        findings.append(_more_people(sheet.name, others, source))
    elif len(sheets) > 1:
        others = [other.name for other in sheets if other is not sheet]
        findings.append(_other_sheets(sheet.name, others, source))
    grid, told = _filled(sheet, vocabulary, chosen, source)
    return _table(grid, vocabulary, chosen, (*findings, *told, *unseen(data, source)))


def _filled(
    sheet: Sheet, vocabulary: Vocabulary, chosen: Mapping[str, str], source: str
) -> tuple[Grid, tuple[Finding, ...]]:
    """Fill merged cells of a list of people, but for names and whatever else is one person's."""
    if vocabulary is not PEOPLE or not sheet.spans:
        return sheet.grid, ()
    by_hand = {fold_header(header): name for name, header in chosen.items()}

    def is_taken(header: str) -> bool:
        meant = vocabulary.meaning(header)
        name = by_hand.get(fold_header(header)) or (meant[0] if meant else "")
        return name not in NAMING

    header = find_header(sheet.grid, vocabulary, chosen)[0]
    return filled(sheet.grid, sheet.spans, header, is_taken, source)


def _more_people(taken: str, others: Sequence[str], source: str) -> Finding:
    return Finding(
        Level.WARNING,
        "other-sheets",
        _("Only the sheet “{sheet}” was read; there are people in {others}, too.").format(
            sheet=taken, others=listed([quoted(name) for name in others])
        ),
        source,
        _("Choose another one with --sheet, or copy all people into one sheet."),
    )


def _other_sheets(taken: str, others: Sequence[str], source: str) -> Finding:
    named = enumerated([quoted(name) for name in others])
    return Finding(
        Level.HINT,
        "other-sheets",
        ngettext(
            "The sheet “{sheet}” was read; there is also {others}.",
            "The sheet “{sheet}” was read; there are also {others}.",
            len(others),
        ).format(sheet=taken, others=named),
        source,
        _(
            "Choose another one with --sheet NAME; in an event file with “sheet: NAME” under "
            "“people”."
        ),
    )


def _refuse_garbled(rows: Sequence[Row], source: str) -> None:
    hit = {
        row.number: piece
        for row in rows
        for cell in row.cells
        if not cell.isascii() and (piece := garbled(cell))
    }
    if not hit:
        return
    first = min(hit)
    raise RosterError(
        _("Letters in {file} are destroyed ({rows}), for example: “{example}”.").format(
            file=source, rows=said_rows(list(hit)), example=hit[first]
        ),
        code="text-destroyed",
        where=_("{file}, row {row}").format(file=source, row=first),
        hint=_(
            "Export the list once more as “CSV UTF-8” or as Excel workbook (.xlsx) and do not "
            "open the CSV in Excel before. To read it as it is, name its character set: --encoding."
        ),
    )
