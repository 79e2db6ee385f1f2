"""Workbooks: what stands in their cells, and what is no workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from facilitate.errors import RosterError
from facilitate.intake import Intake, read_people


def packed(**files: bytes) -> bytes:
    """Make a ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def test_numbers_and_dates_are_texts(folder: Callable[[], Path]) -> None:
    """Whole numbers lose their decimals, midnight its time of day."""
    path = folder() / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "Preis", "Tag", "Zeit"])
    sheet.write_row(1, 0, ["Anna", 12.5])
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_datetime(1, 2, datetime(2018, 11, 7), day)
    sheet.write_datetime(1, 3, datetime(2018, 11, 7, 14, 30), day)
    book.close()
    extra = read_people(path).roster.people[0].extra
    assert dict(extra) == {"Preis": "12.5", "Tag": "2018-11-07", "Zeit": "2018-11-07 14:30"}


def test_hidden_sheets_are_passed_over(folder: Callable[[], Path]) -> None:
    """A hidden sheet is not read unless it is the one with people to see."""
    path = folder() / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    old, new = book.add_worksheet("alt"), book.add_worksheet("neu")
    old.write_column(0, 0, ["Name", "Anna"])
    new.write_column(0, 0, ["Name", "Bernd"])
    new.activate()
    new.set_first_sheet()
    old.hide()
    book.close()
    assert [p.name for p in read_people(path).roster] == ["Bernd"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed(word__document_dot_xml=b"<x/>"), "file-not-a-list"),
        (packed(a=b""), "file-not-a-list"),
        (packed(xl__workbook_dot_xml=b"nothing"), "workbook-broken"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "workbook-broken"),
        (b"<html><table>", "file-not-a-list"),
        (bytes(range(1, 9)) * 90, "file-not-a-list"),
    ],
    ids=["letter", "archive", "broken", "open-document", "page", "noise"],
)
def test_other_archives_and_files(read: Callable[..., Intake], content: bytes, code: str) -> None:
    """What is no workbook says what to save instead."""
    with pytest.raises(RosterError) as caught:
        read(content, name="list.xlsx")
    assert caught.value.findings[0].code == code
