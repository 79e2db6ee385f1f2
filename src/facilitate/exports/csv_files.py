"""Two CSV files for spreadsheets and mail merge: a row per person, and one per rotation.

A cell that a spreadsheet would run as a formula begins with an apostrophe; our own reader of
lists takes it off again. See https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from datetime import date, time

from facilitate.agenda import itineraries
from facilitate.errors import UsageError
from facilitate.exports.exported import Exported, ExportOptions, Shape
from facilitate.exports.tables import Cell, Table, long_table, wide_table
from facilitate.formulas import guarded
from facilitate.plan import Plan
from facilitate.words import _, clock, spoken

_SIGNS = {"tab": "\t", "\\t": "\t"}


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the files."""
    del plan
    return tuple(f"plan-{shape}.csv" for shape in _shapes(options))


def _shapes(options: ExportOptions) -> tuple[Shape, ...]:
    return ("wide", "long") if options.shape is None else (options.shape,)


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give ``plan-wide.csv`` and ``plan-long.csv``, or the one that was asked for.

    They are in UTF-8 with a mark at the beginning, by which Excel knows it.

    Raises
    ------
    UsageError
        If the delimiter cannot be one.
    """
    delimiter = _delimiter(options.delimiter)
    people = itineraries(plan)
    tables = (
        wide_table(plan, people) if shape == "wide" else long_table(people)
        for shape in _shapes(options)
    )
    files = (_file(table, delimiter) for table in tables)
    return Exported(dict(zip(names(plan, options), files, strict=True)))


def _delimiter(said: str) -> str:
    """Give the sign between columns: what Excel expects in the language in use if none is said."""
    if not said:
        return ";" if spoken() == "de" else ","
    sign = _SIGNS.get(said, said)
    if sign not in (";", ",", "\t", "|"):
        raise UsageError(
            _("“{delimiter}” cannot stand between two columns.").format(delimiter=said),
            code="delimiter-unknown",
            where="delimiter",
            hint=_("Try “;”, “,” or “tab”."),
        )
    return sign


def _file(table: Table, delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(map(guarded, table.headers))
    writer.writerows(map(_said, row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _said(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, time):
        return clock(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else cell
