"""A list that is nothing but names, one a line, with a heading above them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from facilitate.errors import Finding, Level
from facilitate.words import _, fold

from .cleaning import clean
from .dismissing import is_empty, opens_a_person
from .names import from_one_cell, is_nameless
from .table import Row, Table, with_header

_MOST = 0.8  # so many of a list's lines look like what they are taken for
_HEADERS = ("Nr", "Name")
_BEFORE = re.compile(r"(?:\(?(?P<number>\d{1,6})(?:[.):\t]|(?=\s))|[-–—*•·▪‣◦●○>☐])\s*(?=\S)")
_NAME = re.compile(r"[^\W\d_][^\d?!:@=<>{}|;_\"]{0,60}")
_HEADING = re.compile(
    r"\w*liste\b|\bgaeste\b|\bteilnehm|\banmeld|\bnamen?\b|\bmitglieder|\bkolleg|\bpersonen\b"
    r"|\b(?:attendees|participants|guests|names|people|members|invited|registered)\b|[\d:?]"
)


class _Line(NamedTuple):
    """A line that says something, and whether a list's number or dot stands before it."""

    row: int
    text: str
    number: str
    marked: bool
    after_gap: bool

    @property
    def seems_a_name(self) -> bool:
        """Whether it looks like the name of somebody, or of a seat for somebody."""
        name = from_one_cell(self.text).name
        return bool(_NAME.fullmatch(name) and len(name.split()) < 6) or is_nameless(name)


def as_one_column(table: Table, text: str, source: str) -> Table:
    """Give a table without a header the one it lacks if it is a single column of names.

    Parameters
    ----------
    table
        A table in which no header was found.
    text
        The text it was read from, whose commas may stand in names; empty for a workbook.
    source
        Name of the file, for messages.

    Returns
    -------
    The table with a header, and with the finding that says what the first line was taken for;
    as it was if it is no such list.
    """
    rows = _rows_of(text) if text else table.rows
    lines = _lines(rows)
    names = [line for line in lines if opens_a_person(line.text)]
    if len(names) < 2 or not _are_names(names[1:]):
        return table
    sure, unlike = _tells_itself(names[0], names[1:]), _is_unlike(names[0], names[1:])
    heading = sure or unlike
    if not heading and not names[0].seems_a_name:
        return table
    started = names[0].row if heading else 0
    listed = any(line.number for line in lines)
    cells = {line.row: (line.number, line.text) if listed else (line.text,) for line in lines}
    header = Row(started, _HEADERS if listed else _HEADERS[1:])
    below = [Row(row.number, cells.get(row.number, ())) for row in rows if row.number > started]
    above = [row for row in rows if row.number < started]
    level = Level.HINT if sure or not heading else Level.WARNING
    taken_for = _taken_for_heading if heading else _taken_for_name
    findings = (*table.findings, taken_for(names[0], source, level))
    return with_header(above, header, below, findings)


def _rows_of(text: str) -> list[Row]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    return [Row(at, (line.strip().strip('"'),)) for at, line in enumerate(lines, start=1)]


def _lines(rows: Sequence[Row]) -> list[_Line]:
    """Give what the rows say; nothing if one of them says it in several cells."""
    lines, gap = [], False
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if is_empty(row):
            gap = True
            continue
        if len(filled) == 2 and filled[0].isdecimal():
            filled = ["\t".join(filled)]
        if len(filled) != 1:
            return []
        before = _BEFORE.match(filled[0])
        text = clean(filled[0][before.end() :] if before else filled[0])
        number = (before["number"] if before else "") or ""
        lines.append(_Line(row.number, text, number, bool(before), gap))
        gap = False
    return lines


def _are_names(lines: Sequence[_Line]) -> bool:
    """Tell whether lines are names, and a comma in them stands between the two of a person."""
    commas = [line.text.split(",") for line in lines if "," in line.text]
    turned = [parts for parts in commas if len(parts) == 2 and parts[1].startswith(" ")]
    families = [family for family, _given in turned if len(_without_von(family)) == 1]
    return _most(len(families), len(commas)) and _most(
        sum(line.seems_a_name for line in lines), len(lines)
    )


def _without_von(family: str) -> list[str]:
    return [word for word in family.split() if word[0].isupper()]


def _tells_itself(first: _Line, others: Sequence[_Line]) -> bool:
    """Tell whether the first line is surely a heading: its words say so, or others are numbered."""
    marked = _most(sum(line.marked for line in others), len(others))
    said = _HEADING.search(f"{fold(first.text)} {first.text[-1:]}")
    return not first.marked and (marked or bool(said))


def _is_unlike(first: _Line, others: Sequence[_Line]) -> bool:
    """Tell whether the first line stands apart, or is the only one of a single word."""
    if first.marked:
        return False
    parted = others[0].after_gap and not any(line.after_gap for line in others[1:])
    longer = sum(not _is_one_word(line) for line in others)
    return parted or (_is_one_word(first) and _most(longer, len(others)))


def _is_one_word(line: _Line) -> bool:
    return len(line.text.split()) == 1


def _most(count: int, of: int) -> bool:
    return count >= _MOST * of


def _taken_for_heading(first: _Line, source: str, level: Level) -> Finding:
    return Finding(
        level,
        "one-column-heading",
        _("“{text}” in row {row} was read as a heading, each line below it as a name.").format(
            text=first.text[:80], row=first.row
        ),
        source,
        _("If it is a name, too, write “Name” in a line above it."),
    )


def _taken_for_name(first: _Line, source: str, level: Level) -> Finding:
    return Finding(
        level,
        "one-column-no-heading",
        _("There is no heading: each line was read as a name, “{text}” in row {row}, too.").format(
            text=first.text[:80], row=first.row
        ),
        source,
        _("If that is a heading, write “Name” in its place."),
    )
