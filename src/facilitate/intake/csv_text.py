"""CSV text to rows: the sign between columns, quotation marks, and the header row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping

from facilitate.columnar import Columnar
from facilitate.errors import RosterError, UsageError
from facilitate.formulas import may_be_guarded, unguarded
from facilitate.words import _, did_you_mean

from .cleaning import all_clean, clean
from .columns import Vocabulary, fold_header, header_fields
from .options import ListOptions
from .workbook import Cells, Grid

_DELIMITERS = {
    ";": ";",
    ",": ",",
    "\t": "\t",
    "|": "|",
    "\\t": "\t",
    "tab": "\t",
    "tabulator": "\t",
    "semicolon": ";",
    "semikolon": ";",
    "strichpunkt": ";",
    "comma": ",",
    "komma": ",",
    "pipe": "|",
}
_CANDIDATES = (";", ",", "\t", "|")
_ONE_COLUMN = "\x1f"
_SAMPLE_LINES = 300
_HEADER_WITHIN = 60


def find_header(
    grid: Grid, vocabulary: Vocabulary, chosen: Mapping[str, str]
) -> tuple[int, frozenset[str]]:
    """Find the index of the header row and the fields it names; -1 and none without one.

    The first row that names at least two fields, one of them an anchor; else the first one
    that names an anchor; with headers named by hand, the row that has most of them.
    """
    found = [
        (at, header_fields(cells, vocabulary, chosen))
        for at, cells in enumerate(grid[:_HEADER_WITHIN])
    ]
    found = [(at, fields) for at, fields in found if fields]
    wanted = {fold_header(header) for header in chosen.values()}
    if wanted and found:
        by_hand = [len(wanted & {fold_header(cell) for cell in grid[at]}) for at, _fields in found]
        found = [pair for pair, count in zip(found, by_hand, strict=True) if count == max(by_hand)]
    strong = [(at, fields) for at, fields in found if len(fields) > 1]
    return next(iter(strong or found), (-1, frozenset()))


def rows_of_text(
    text: str,
    source: str,
    options: ListOptions,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str],
) -> Grid:
    """Rows of a CSV text; the sign between its columns is recognised unless it is named.

    Parameters
    ----------
    text
        What the file holds.
    source
        Name of the file, for messages.
    options
        The delimiter, if said by hand.
    vocabulary
        What headers mean: a good delimiter is one that gives a known header.
    chosen
        Field → header, as said by hand.

    Raises
    ------
    FacilitateError
        If the delimiter cannot be one, or a quotation mark is never closed.
    """
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _said_delimiter(options.delimiter) if options.delimiter is not None else ""
    first, _newline, rest = plain.partition("\n")
    declared = first.strip().strip('"')
    if declared.casefold().startswith("sep=") and len(declared) <= 5:
        plain = rest
        delimiter = delimiter or declared[4:] or "\t"
    if delimiter in ("", " "):
        delimiter = _likely_delimiter(plain, vocabulary, chosen)
    return _rows(plain, delimiter, source)


def _said_delimiter(said: str) -> str:
    known = _DELIMITERS.get(said.casefold().strip(" ") or said)
    if known:
        return known
    if len(said) == 1 and said.isprintable() and not said.isalnum() and said not in "\"' ":
        return said
    raise UsageError(
        _("“{delimiter}” cannot stand between two columns.").format(delimiter=said),
        code="delimiter-unknown",
        where="delimiter",
        hint=did_you_mean(said, _DELIMITERS) or _("Try “;”, “,” or “tab”."),
    )


def _likely_delimiter(text: str, vocabulary: Vocabulary, chosen: Mapping[str, str]) -> str:
    """Give the sign that yields a header with known columns and rows of one length."""
    sample = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    best: tuple[int, float, int] = (0, 0.0, 0)
    chosen_sign = _ONE_COLUMN
    for sign in _CANDIDATES:
        grid = list(_parsed(sample, sign, strict=False))
        at, fields = find_header(grid, vocabulary, chosen)
        widths = Counter(len(cells) for cells in grid[max(at, 0) :] if any(cells))
        width, count = max(
            ((w, n) for w, n in widths.items() if w > 1), key=lambda p: (p[1], p[0]), default=(1, 0)
        )
        header_width = len(grid[at]) if at >= 0 else width
        share = count / max(1, widths.total())
        score = (min(len(fields), 3), share, width)
        if width > 1 and header_width > 1 and score > best:
            best, chosen_sign = score, sign
    return chosen_sign


def _parsed(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=strict
    )
    try:
        for cells in reader:
            yield tuple(map(_cell, cells))
    except csv.Error:
        if strict:
            raise
        return


def _cell(text: str) -> str:
    """Clean a cell, and take off the apostrophe that keeps spreadsheets from running it."""
    return clean(unguarded(text))


def _rows(text: str, delimiter: str, source: str) -> Grid:
    plain = plain_grid(text, delimiter)
    if plain is not None:
        return plain
    rows: list[Cells] = []
    try:
        for cells in _parsed(text, delimiter, strict=True):
            rows.append(cells)
    except csv.Error as error:
        if "unexpected end" in str(error) or "limit" in str(error):
            raise _open_quote(len(rows) + 1, source) from error
        return _lenient(text, delimiter, source)
    return rows


def plain_grid(text: str, delimiter: str) -> Grid | None:
    """Give the rows, in columns, of a text without quotes or surprises; None for all others."""
    text = text.rstrip("\n")
    if not text or not all_clean(text, delimiter) or may_be_guarded(text):
        return None
    width = text.partition("\n")[0].count(delimiter) + 1
    # a line break as a cell of its own shows whether all rows are of one width
    cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    breaks = cells[width :: width + 1]
    if len(cells) % (width + 1) != width or set(breaks) - {"\n"}:
        return None
    if len(breaks) != text.count("\n"):  # short rows that make up one of the width
        return None
    return Columnar(tuple, [""] * width, [cells[at :: width + 1] for at in range(width)])


def _lenient(text: str, delimiter: str, source: str) -> Grid:
    """Read text whose quotation marks are not doubled; rows must not vanish in one cell."""
    grid: list[Cells] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for cells in reader:
            for cell in cells:
                lines = cell.split("\n")
                if sum(delimiter in line for line in lines) > 1 and len(lines) > 2:
                    raise _open_quote(len(grid) + 1, source)
            grid.append(tuple(map(_cell, cells)))
    except csv.Error as error:
        raise _open_quote(len(grid) + 1, source) from error
    return grid


def _open_quote(row: int, source: str) -> RosterError:
    return RosterError(
        _("A quotation mark is opened in row {row} and never closed.").format(row=row),
        code="quote-open",
        where=_("{file}, row {row}").format(file=source, row=row),
        hint=_('Remove the sign " there, or save the list as “Excel workbook (.xlsx)”.'),
    )
