"""A workbook for Excel and LibreOffice: a sheet for each way to look at a plan.

Text is always text, whatever it begins with; numbers are numbers, times are times.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from facilitate.agenda import itineraries
from facilitate.errors import Finding, Level, PlanError
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.paging import FROM_AFAR, READABLE, Paging, lines, widths
from facilitate.exports.tables import (
    Cell,
    Table,
    long_table,
    places_table,
    programme_table,
    wall_table,
    wide_table,
)
from facilitate.exports.texts import plain
from facilitate.plan import Plan
from facilitate.views import UNNUMBERED, meeting_matrix
from facilitate.words import _, spoken

_FILE = "plan.xlsx"
MOST_IN_MATRIX = 300
MOST_NAMED = 8  # partners; a working group is more than one can read in a cell
MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767
_A4, _A3 = 9, 8
_WIDEST = 60
_LINE = 15  # points
_CREATED = datetime(2000, 1, 1)  # a fixed day: the same plan gives the same bytes


@dataclass(frozen=True, slots=True)
class _Cells:
    """The formats of what stands in a row."""

    text: Format
    number: Format
    day: Format
    minute: Format
    second: Format


@dataclass(frozen=True, slots=True)
class _Look:
    """The formats of cells; rows that belong together are white or shaded by turns."""

    bands: tuple[_Cells, _Cells]
    header: Format
    turned: Format
    again: Format
    self: Format


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the only file."""
    del plan, options
    return (_FILE,)


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give one workbook with all sheets.

    Raises
    ------
    PlanError
        If there are more rows than a sheet can have.
    """
    del options
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": plain(plan.title), "created": _CREATED})
    look = _look(book)
    for name, table, paging in _sheets(plan):
        _refuse_too_long(table)
        sheet = book.add_worksheet(name)
        _fill(sheet, table, look, plan.title, paging)
    findings = _add_matrix(book, plan, look)
    book.close()
    return Exported({_FILE: memory.getvalue()}, findings)


def _sheets(plan: Plan) -> Sequence[tuple[str, Table, Paging]]:
    """Give each sheet's name, its rows, and how they are laid on pages."""
    people = itineraries(plan)
    read, seen = READABLE, FROM_AFAR
    return (
        (_("Participants"), wide_table(plan, people, MOST_NAMED), Paging(read, 2, beside=2)),
        (_("Rotations"), long_table(people, MOST_NAMED), Paging(read, 2, alike=2)),
        (_("Places"), places_table(plan), Paging(read, 2, alike=2)),
        (_("Programme"), programme_table(plan), Paging(read, alike=1)),
        (_("Wall list"), wall_table(plan, people), Paging(seen, 1)),
    )


def _refuse_too_long(table: Table) -> None:
    if len(table.rows) > MOST_ROWS:
        raise PlanError(
            _("A sheet of Excel has room for {most} rows; here are {count}.").format(
                most=MOST_ROWS, count=len(table.rows)
            ),
            code="xlsx-too-many-rows",
            hint=_("Choose --format csv, or one session with --session."),
        )


def _look(book: xlsxwriter.Workbook) -> _Look:
    top = {"valign": "top"}
    head = {"bold": True, "bottom": 1, "bg_color": "#E0E0E0", "text_wrap": True}
    return _Look(
        bands=(_cells(book, top), _cells(book, {**top, "bg_color": "#F4F4F4"})),
        header=book.add_format({**top, **head}),
        turned=book.add_format({**head, "align": "center", "valign": "bottom"}),
        again=book.add_format({"bold": True, "bg_color": "#F2B8A0", "align": "center"}),
        self=book.add_format({"bg_color": "#C8C8C8"}),
    )


def _cells(book: xlsxwriter.Workbook, ground: dict[str, str]) -> _Cells:
    day = "dd.mm.yyyy" if spoken() == "de" else "yyyy-mm-dd"
    return _Cells(
        text=book.add_format({**ground, "text_wrap": True}),
        number=book.add_format({**ground, "num_format": "0", "align": "center"}),
        day=book.add_format({**ground, "num_format": day, "align": "left"}),
        minute=book.add_format({**ground, "num_format": "hh:mm", "align": "left"}),
        second=book.add_format({**ground, "num_format": "hh:mm:ss", "align": "left"}),
    )


def _fill(sheet: Worksheet, table: Table, look: _Look, title: str, paging: Paging) -> None:
    """Write a table, and set the sheet up for reading and printing."""
    wide = widths(table)
    for column, header in enumerate(table.headers):
        sheet.write_string(0, column, header, look.header)
        sheet.set_column(column, column, wide[column])
    sheet.set_row(0, _LINE * lines(table.headers, wide))
    shaded = True
    for at, row in enumerate(table.rows, 1):
        tall = lines(row, wide)
        if tall > 1:
            sheet.set_row(at, _LINE * tall)
        shaded ^= at == 1 or not paging.belong_together(table.rows[at - 2], row)
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, look.bands[shaded])
    last, columns = max(len(table.rows), 1), len(table.headers) - 1
    sheet.autofilter(0, 0, last, columns)
    _set_up(sheet, title, last, columns, paging.held)
    if paging.held:
        sheet.repeat_columns(0, paging.held - 1)
    breaks, scale = paging.pages(wide)
    if breaks:
        sheet.set_v_pagebreaks(breaks)
        sheet.set_print_scale(scale)


def _set_up(sheet: Worksheet, title: str, last: int, columns: int, held: int) -> None:
    sheet.freeze_panes(1, held)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, columns)
    named = plain(title)[:100].replace("&", "&&")
    page = _("page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_footer(f"&L{named}, &A&R{page}")


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, look: _Cells) -> None:
    if isinstance(cell, time):
        sheet.write_datetime(row, column, cell, look.second if cell.second else look.minute)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, look.day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, look.number)
    elif cell:
        text = cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"
        sheet.write_string(row, column, text, look.text)
    else:
        sheet.write_blank(row, column, None, look.text)


def _add_matrix(book: xlsxwriter.Workbook, plan: Plan, look: _Look) -> tuple[Finding, ...]:
    """Add who meets whom how often, where a sheet of it can be read."""
    if len(plan.participants) > MOST_IN_MATRIX:
        message = _("With more than {most} people the sheet “Who meets whom” is left out.")
        return (Finding(Level.HINT, "xlsx-no-matrix", message.format(most=MOST_IN_MATRIX)),)
    matrix = meeting_matrix(plan)
    sheet = book.add_worksheet(_("Who meets whom"))
    sheet.write_string(0, 0, _("No."), look.header)
    sheet.write_string(0, 1, _("Name"), look.header)
    for at, person in enumerate(matrix.people, 1):
        if person.number != UNNUMBERED:
            sheet.write_number(at, 0, person.number, look.bands[0].number)
            sheet.write_number(0, at + 1, person.number, look.turned)
        sheet.write_string(at, 1, plain(person.name))
        for other, count in enumerate(matrix.counts[at - 1], 1):
            if other == at:
                sheet.write_blank(at, other + 1, None, look.self)
            elif count:
                sheet.write_number(at, other + 1, count, look.again if count > 1 else None)
    last = max(len(matrix.people), 1)
    names = max((len(person.name) for person in matrix.people), default=4)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, min(names + 2, _WIDEST))
    sheet.set_column(2, last + 1, 3.7)
    _set_up(sheet, plan.title, last, last + 1, 2)
    sheet.set_paper(_A3)
    sheet.repeat_columns(0, 1)
    return ()
