"""Workbooks: what stands in their cells, and what is no workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from facilitate.errors import RosterError
from facilitate.intake import Intake, read_people
from facilitate.intake.joined_cells import unseen


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


def test_merged_cells_hold_for_all_their_rows(folder: Callable[[], Path]) -> None:
    """A merged value is everybody's in its rows and is told; a merged name stays one person's."""
    path = folder() / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 3, "Treffen")
    sheet.write_row(1, 0, ["Name", "Ort", "Gruppe", "Status"])
    sheet.write_column(2, 0, ["Anna", "Bernd", "Cem", "", "Dora"])
    sheet.merge_range(2, 1, 3, 1, "Höxter")
    sheet.merge_range(4, 1, 6, 1, "Brakel")
    sheet.merge_range(2, 2, 4, 2, "A")
    sheet.merge_range(7, 0, 8, 0, "Emil")
    sheet.write_column(7, 1, ["Nieheim", "Nieheim"])
    book.close()
    read = read_people(path)
    assert [(p.name, p.value("place"), p.value("Gruppe")) for p in read.roster] == [
        ("Anna", "Höxter", "A"),
        ("Bernd", "Höxter", "A"),
        ("Cem", "Brakel", "A"),
        ("Dora", "Brakel", None),
        ("Emil", "Nieheim", None),
    ]
    told = [f for f in read.findings if f.code == "merged-cells"]
    assert len(told) == 1
    assert "“Ort” (rows 4, 7) and “Gruppe” (rows 4, 5)" in told[0].message


@pytest.mark.parametrize(
    ("cells", "told"), [([], False), ([(4, 4)], False), ([(2, 2), (4, 6)], True)]
)
def test_merged_cells_of_binary_workbooks_are_told(
    cells: list[tuple[int, int]], told: bool
) -> None:
    """In .xlsb, too, merged cells cannot be filled: a warning says so."""
    records = b"".join(
        b"\xb0\x01\x10" + struct.pack("<4I", top, bottom, 0, 1) for top, bottom in cells
    )
    count = struct.pack("<I", len(cells))
    sheet = b"\x92\x01\x00\xb1\x01\x04" + count + records + b"\xb2\x01\x00"
    data = packed(xl__worksheets__sheet1_dot_bin=sheet)
    assert bool(unseen(data, "list.xlsb")) is told


@pytest.mark.parametrize(("rows", "codes"), [(1, []), (2, ["merged-cells"])])
def test_merged_cells_that_are_not_seen_are_told(
    rows: int, codes: list[str], folder: Callable[[], Path]
) -> None:
    """In OpenDocument merged cells cannot be filled: a warning says so."""

    def cell(text: str, more: str = "") -> str:
        said = f'office:value-type="string"{more}><text:p>{text}</text:p>'
        return f"<table:table-cell {said}</table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    name = "urn:oasis:names:tc:opendocument:xmlns"
    spanned = cell("Brakel", f' table:number-rows-spanned="{rows}"')
    lines = row(cell("Name"), cell("Ort")) + row(cell("Anna"), spanned) + row(cell("Bernd"))
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" '
        f'xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="L">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder() / "list.ods"
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content_dot_xml": content.encode(),
        "META-INF__manifest_dot_xml": b"<manifest/>",
    }
    path.write_bytes(packed(**files))
    assert [f.code for f in read_people(path).findings if f.code == "merged-cells"] == codes


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
