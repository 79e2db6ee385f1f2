"""Workbooks (XLSX, XLSB, ODS) to rows of text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from facilitate.errors import RosterError, UsageError
from facilitate.formulas import unguarded
from facilitate.words import _, did_you_mean, fold

from .cleaning import clean
from .formats import broken_workbook
from .joined_cells import Span, spans_of

_CELLS_LIMIT = 4_000_000

Cells = tuple[str, ...]
Grid = Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its rows, and which cells are merged over several of them."""

    name: str
    grid: Grid
    spans: tuple[Span, ...]


def read_workbook(data: bytes, source: str, wanted: str | None) -> Iterator[Sheet]:
    """Sheets of a workbook with their rows, visible sheets first; only `wanted` if it is given.

    Raises
    ------
    UsageError
        If there is no sheet called `wanted`.
    RosterError
        If the workbook cannot be opened.
    """
    book = _opened(data, source)
    names = _sheet_names(book)
    if wanted is not None:
        names = [_sheet_called(wanted, book.sheet_names)]
    for name in names:
        yield _sheet(book, name, source)


def _opened(data: bytes, source: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise RosterError(
            _("{file} is protected with a password.").format(file=source),
            code="workbook-locked",
            where=source,
            hint=_("Open it in Excel, save a copy without password, and use that."),
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise broken_workbook(source) from error
    except BaseException as error:
        raise _told(error, source) from error


def _told(error: BaseException, source: str) -> BaseException:
    """Turn a panic of the reader, which is no `Exception`, into the error for damaged files."""
    return broken_workbook(source) if type(error).__name__ == "PanicException" else error


def _sheet_names(book: CalamineWorkbook) -> list[str]:
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in sheets]


def _sheet_called(wanted: str, names: list[str]) -> str:
    for name in names:
        if fold(name) == fold(wanted):
            return name
    raise UsageError(
        _("There is no sheet “{sheet}”.").format(sheet=wanted),
        code="sheet-unknown",
        where="sheet",
        hint=did_you_mean(wanted, names)
        or _("The workbook has: {sheets}.").format(sheets=", ".join(names)),
    )


def _sheet(book: CalamineWorkbook, name: str, source: str) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > _CELLS_LIMIT:
            raise RosterError(
                _("The sheet “{sheet}” is too large for a list of people.").format(sheet=name),
                code="workbook-huge",
                where=source,
                hint=_("Something stands far down or far to the right; copy the list elsewhere."),
            )
        rows = sheet.to_python(skip_empty_area=False)
        spans = spans_of(sheet.merged_cell_ranges)
    except (CalamineError, OSError, ValueError) as error:
        raise broken_workbook(source) from error
    except RosterError:
        raise
    except BaseException as error:
        raise _told(error, source) from error
    return Sheet(name, [tuple(_text(cell) for cell in row) for row in rows], spans)


def _text(cell: int | float | str | bool | time | date | datetime | timedelta) -> str:
    if isinstance(cell, str):
        return clean(unguarded(cell))  # a CSV file that was saved as a workbook
    if isinstance(cell, bool):
        return "wahr" if cell else "falsch"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M}"
    return str(cell)
