"""What stands in the cells of a list: answers, statuses, contradictions, columns left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitate.errors import Finding
from facilitate.roster import CANONICAL as ATTRIBUTES
from facilitate.roster import YES_NO, attribute_name
from facilitate.words import _, listed, ngettext, quoted

from .cells import certainty, enumerated, leads, said_rows
from .columns import PEOPLE, Layout, option_for
from .overview import Read, hint, rows_of, warning
from .people import own_columns
from .table import longer
from .telling import names_functions

_UNDERSTOOD = frozenset(
    (
        "status",
        "attending",
        "cancelled",
        "waiting",
        "paid",
        "quantity",
        "remark",
        "diet",
        "veteran",
        "times",
        "times_before",
    )
)


_SOURCES = {"first_timer": ("first_timer", "veteran", "times", "times_before")}


def doubts(read: Read) -> Iterator[Finding]:
    """Tell of answers that are neither yes nor no."""
    by_header: dict[str, list[str]] = {}
    doubtful = any(said.doubts for said in read.said)
    for record in read.merged.people if doubtful else ():
        for doubt in record.said.doubts:
            said = _("“{value}” in row {row}").format(value=doubt.value[:40], row=record.row)
            by_header.setdefault(doubt.header, []).append(said)
    for header, values in by_header.items():
        yield warning(
            read,
            "answer-not-understood",
            _("“{column}”: neither yes nor no: {values}.").format(
                column=header, values=enumerated(values)
            ),
            _("Write ja or nein; until then the answer counts as unknown."),
        )


def statuses(read: Read) -> Iterator[Finding]:
    """Tell of statuses that were not understood, or are not sure."""
    layout = read.body.layout
    for name in ("status", "attending"):
        if name not in layout.columns:
            continue
        header = layout.header(name)
        by_kind: dict[str, dict[str, list[int]]] = {"unknown": {}, "unsure": {}, "known": {}}
        for record in read.merged.people:
            own = record.attributes.get(name) if name == "status" else record.extra.get(header)
            cell = str(own or "")
            by_kind[certainty(cell)].setdefault(cell[:40], []).append(record.row)
        if by_kind["unknown"]:
            yield warning(
                read,
                "status-not-understood",
                _("“{column}”: not understood, and kept with a seat: {values}.").format(
                    column=header, values=_with_rows(by_kind["unknown"])
                ),
                _("Whoever is not coming: write “cancelled” or “waiting list” there."),
            )
        if by_kind["unsure"]:
            yield hint(
                read,
                "status-unsure",
                _("“{column}”: not sure to come, and kept with a seat: {values}.").format(
                    column=header, values=_with_rows(by_kind["unsure"])
                ),
            )


def _with_rows(values: dict[str, list[int]]) -> str:
    return enumerated([f"{quoted(value)} ({said_rows(rows)})" for value, rows in values.items()])


def unknown(read: Read) -> Iterator[Finding]:
    """Tell of answers that are missing."""
    columns = read.body.layout.columns
    for name in YES_NO:
        if not any(source in columns for source in _SOURCES.get(name, (name,))):
            continue
        if len(read.seated) == len(read.merged.people) and all(
            said.attributes.get(name) is not None for said in read.said
        ):
            continue
        unknown = [record for record in read.seated if record.said.attributes.get(name) is None]
        if unknown:
            yield warning(
                read,
                "answer-unknown",
                ngettext(
                    "{attribute} is unknown for {count} person ({rows}).",
                    "{attribute} is unknown for {count} people ({rows}).",
                    len(unknown),
                ).format(attribute=attribute_name(name), count=len(unknown), rows=rows_of(unknown)),
                _("An empty cell is not a no: fill in ja or nein where you know it."),
            )


def conflicts(read: Read) -> Iterator[Finding]:
    """Tell of rows of one person that contradict each other."""
    for name, rows in read.merged.conflicts:
        yield warning(
            read,
            "duplicate-differs",
            _("{rows} are one person but differ in {attribute}; the first one counts.").format(
                rows=said_rows(rows), attribute=attribute_name(name)
            ),
        )


def columns_to_ask_about(read: Read) -> Iterator[Finding]:
    """Ask about columns whose header only nearly says what they are."""
    layout = read.body.layout
    for at in own_columns(layout):
        header = layout.headers[at]
        field = PEOPLE.guess(header) if at not in layout.columns.values() else ""
        if field in ATTRIBUTES and not {field, *_SOURCES.get(field, ())} & layout.columns.keys():
            yield warning(
                read,
                "column-perhaps",
                _("Is “{column}” what tells the {attribute}? It is not used so far.").format(
                    column=header, attribute=attribute_name(field)
                ),
                _("If so, say it: {option}; in an event under “people”, “columns”.").format(
                    option=option_for(field, header)
                ),
            )


def leaders(read: Read) -> Iterator[Finding]:
    """Tell who was taken for leading, where a column of functions says it."""
    for block in read.body.blocks:
        if not names_functions(block.layout):
            continue
        counted = Counter(block.layout.cell(row.cells, "leader") for row in block.rows)
        leading = [cell for cell in counted if leads(cell)]
        yield hint(
            read,
            "leaders-from-functions",
            _("“{column}”: {count} of {all} rows were taken for leading: {words}.").format(
                column=block.layout.header("leader"),
                count=sum(counted[cell] for cell in leading),
                all=sum(count for cell, count in counted.items() if cell),
                words=enumerated([quoted(cell[:40]) for cell in leading], 20) or "–",
            ),
            _("If that is wrong, give the list a column of its own with ja or nein."),
        )


def columns_left(read: Read) -> Iterator[Finding]:
    """Tell of columns that were passed over or not taken over."""
    layout = read.body.layout
    passed = dict(layout.passed_over)
    for header, name in passed.items():
        yield hint(
            read,
            "column-passed-over",
            _("“{column}” was not used for {name}, because “{better}” says it better.").format(
                column=header, name=attribute_name(name), better=_better(layout, name)
            ),
        )
    understood = {at for name, at in layout.columns.items() if name in _UNDERSTOOD}
    left = [
        layout.headers[at]
        for at in own_columns(layout)
        if at not in understood and layout.headers[at] not in passed
    ]
    if left:
        yield hint(
            read,
            "columns-not-taken-over",
            _("Columns not taken over: {columns}.").format(
                columns=listed([quoted(header) for header in left])
            ),
            _("Rules may use them by their header; --column says what one of them means."),
        )


def _better(layout: Layout, name: str) -> str:
    return layout.header("family" if name == "name" and name not in layout.columns else name)


def ragged(read: Read) -> Iterator[Finding]:
    """Tell of rows that are longer than the header."""
    for block in read.body.blocks:
        width = len(block.layout.headers)
        for row in longer(block.rows, width):
            surplus = [cell for cell in row.cells[width:] if cell]
            if surplus and row.number not in read.body.others:
                yield warning(
                    read,
                    "row-too-long",
                    _("Row {row} has more cells than the header; not read: {cells}.").format(
                        row=row.number, cells=enumerated([quoted(cell[:40]) for cell in surplus])
                    ),
                    _("Perhaps a sign between columns stands inside a cell without quotes."),
                )
