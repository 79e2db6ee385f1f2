"""Tests of CSV files and workbooks: what a spreadsheet reads is what the plan says."""

from __future__ import annotations

import csv
import io
import itertools
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from facilitate.errors import PlanError, UsageError
from facilitate.exports import ExportOptions, export, paging
from facilitate.exports import workbook as sheets
from facilitate.exports.paging import Paging
from facilitate.exports.tables import Table
from facilitate.intake import read_people
from facilitate.plan import Plan
from facilitate.words import speak
from tests.builders import edit, make_circle_plan, make_plan, with_namesakes
from tests.exports.conftest import four, one_out
from tests.hostile import NAMES, renamed

Rows = list[list[object]]


def read_csv(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Read a CSV file with the csv module."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def read_xlsx(plan: Plan) -> dict[str, Rows]:
    """Export a workbook and read it back with another library."""
    data = export(plan, "xlsx").files["plan.xlsx"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_wide() -> None:
    """A row for each person, a pair of columns for each rotation."""
    table = read_csv(export(one_out(), "csv").files["plan-wide.csv"])
    assert table[0] == [
        *("No.", "Name"),
        *("First session 1", "First session 1: with"),
        *("First session 2", "First session 2: with"),
    ]
    assert table[1] == ["1", "Person 1", "table 1", "Person 2", "table 1", "Person 3"]
    assert table[4] == ["4", "Person 4", "table 2", "Person 3", "sits out", ""]


def test_long() -> None:
    """A row for each person and rotation, with day, times, room and place."""
    table = read_csv(export(edit(four(), room="Saal"), "csv").files["plan-long.csv"])
    assert len(table) == 1 + 4 * 2
    row = dict(zip(table[0], table[2], strict=True))
    assert row == {
        "No.": "1",
        "Name": "Person 1",
        "Session": "First session",
        "Rotation": "2",
        "Day": "2018-11-07",
        "From": "14:42",
        "To": "14:52",
        "Room": "Saal",
        "Where": "table 1",
        "Seat": "",
        "Topic": "",
        "Task": "",
        "With": "Person 3",
    }


def test_namesakes_are_told_apart() -> None:
    """Partners who share a name have their number beside it, in both shapes."""
    plan = with_namesakes(four())
    wide = read_csv(export(plan, "csv").files["plan-wide.csv"])
    assert wide[1] == ["1", "Anna Müller", "table 1", "Anna Müller (2)", "table 1", "Person 3"]
    assert read_csv(export(plan, "csv").files["plan-long.csv"])[1][-1] == "Anna Müller (2)"


def test_what_german_excel_expects() -> None:
    """A mark for UTF-8, CRLF, semicolons in German and commas in English, or as said."""
    for language, sign in (("de", ";"), ("en", ",")):
        speak(language)
        data = export(four(), "csv").files["plan-wide.csv"]
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") == 5
        assert data.decode("utf-8-sig").splitlines()[1].count(sign) == 5
    said = export(four(), "csv", ExportOptions(delimiter="tab", shape="long")).files
    assert list(said) == ["plan-long.csv"]
    assert read_csv(said["plan-long.csv"], "\t")[1][1] == "Person 1"


def test_a_strange_delimiter_is_refused() -> None:
    """A letter cannot stand between columns."""
    with pytest.raises(UsageError) as error:
        export(four(), "csv", ExportOptions(delimiter="x"))
    assert error.value.findings[0].code == "delimiter-unknown"


def test_two_sessions_of_one_name_have_columns_of_their_own() -> None:
    """Headers are never the same twice."""
    plan = four()
    twice = plan.sessions[0].model_copy(update={"id": "again"})
    plan = plan.model_copy(update={"sessions": (plan.sessions[0], twice)})
    headers = read_csv(export(plan, "csv").files["plan-wide.csv"])[0]
    assert headers[2::2] == [
        f"First session ({session}), Rotation {number}" for session in (1, 2) for number in (1, 2)
    ]
    assert headers[3] == "First session (1), Rotation 1: with"
    assert read_csv(export(four(), "csv").files["plan-wide.csv"])[0][2] == "First session 1"


def test_a_title_that_looks_numbered_is_no_other_column() -> None:
    """Headers are never the same twice, whatever sessions are called."""
    plan = four()
    titles = ("Tables", "Tables", "Tables (2)", "Tables (2), Rotation")
    sessions = tuple(
        plan.sessions[0].model_copy(update={"id": f"s{at}", "title": title})
        for at, title in enumerate(titles)
    )
    plan = plan.model_copy(update={"sessions": sessions})
    headers = read_csv(export(plan, "csv").files["plan-wide.csv"])[0]
    assert len(set(headers)) == len(headers) == 18


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_no_cell_is_a_formula_and_names_come_back(shape: str, tmp_path: Path) -> None:
    """No cell begins as a formula does, and our own reader finds the names of a plain list."""
    tables = [list(range(1, len(NAMES) + 1))]
    plan = renamed(make_plan([tables, tables]), *NAMES)
    data = export(plan, "csv").files[f"plan-{shape}.csv"]
    for row in read_csv(data):
        assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r")) for cell in row)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("No.", "Name"), *enumerate(map(_as_typed, NAMES), 1)])
    (tmp_path / "plain.csv").write_text(text.getvalue(), encoding="utf-8")
    (tmp_path / "plan.csv").write_bytes(data)
    found, wanted = (
        {person.name for person in read_people(tmp_path / name).roster}
        for name in ("plan.csv", "plain.csv")
    )
    assert found == wanted
    assert {"O'Brien", "王小明", "محمد علي", "'t Hooft"} <= found


def _as_typed(name: str) -> str:
    """Guard the few names that themselves begin with an apostrophe before a formula."""
    return f"'{name}" if name.startswith(("'=", "''=")) else name


def test_telephone_numbers_survive(tmp_path: Path) -> None:
    """What begins with a minus is guarded in the file and the same again when it is read."""
    plan = renamed(four(), "-49 511 123", "'=A1", "O'Brien")
    path = tmp_path / "list.csv"
    path.write_bytes(export(plan, "csv").files["plan-wide.csv"])
    assert [row[1] for row in read_csv(path.read_bytes())[1:4]] == [
        "'-49 511 123",
        "''=A1",
        "O'Brien",
    ]
    names = [person.name for person in read_people(path).roster]
    assert names == ["-49 511 123", "'=A1", "O'Brien", "Person 4"]


def test_workbook_read_back() -> None:
    """Every sheet is read back by another library with numbers, times and texts as they are."""
    book = read_xlsx(one_out())
    assert list(book) == [
        *("Participants", "Rotations", "Places", "Programme", "Wall list", "Who meets whom"),
    ]
    assert book["Participants"][1] == [
        1.0,
        "Person 1",
        "table 1",
        "Person 2",
        "table 1",
        "Person 3",
    ]
    [day, begin] = book["Rotations"][2][4:6]
    assert str(day) == "2018-11-07"
    assert str(begin) == "14:42:00"
    assert book["Places"][4][5:] == ["table 2", "", 1.0, "2 Person 2"]
    assert book["Programme"][1][3:] == ["First session", "", "Rounds, 2 rotations of 10 min"]
    assert [row[0] for row in book["Wall list"]] == [
        "Name",
        *(f"{number}, Person" for number in range(1, 5)),
    ]
    assert book["Who meets whom"][1] == [1.0, "Person 1", "", 1.0, 1.0, ""]


def test_workbook_is_the_same_bytes_later() -> None:
    """The time at which a workbook is made is nowhere in it."""
    first = export(four(), "xlsx").files["plan.xlsx"]
    time.sleep(2.1)  # zip archives count in steps of two seconds
    assert export(four(), "xlsx").files["plan.xlsx"] == first


def test_workbook_never_holds_a_formula_or_a_link() -> None:
    """Text stays text, whatever it begins with; nothing leads out of the workbook."""
    tables = [list(range(1, len(NAMES) + 1))]
    plan = renamed(make_plan([tables]), *NAMES)
    data = export(plan, "xlsx").files["plan.xlsx"]
    parts = zipfile.ZipFile(io.BytesIO(data))
    for name in parts.namelist():
        assert b"<f>" not in parts.read(name)
        assert b'TargetMode="External"' not in parts.read(name)
    assert [row[1] for row in read_xlsx(plan)["Participants"][1:]] == list(NAMES)


def test_sheets_are_set_up_for_printing() -> None:
    """The header repeats on each page and stays in sight; filters and print areas are there."""
    data = export(four(), "xlsx").files["plan.xlsx"]
    parts = zipfile.ZipFile(io.BytesIO(data))
    book = parts.read("xl/workbook.xml").decode()
    assert book.count("_xlnm.Print_Titles") == book.count("_xlnm.Print_Area") == 6
    assert book.count("_xlnm._FilterDatabase") == 5
    for number in range(1, 7):
        sheet = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert 'state="frozen"' in sheet
        assert 'orientation="landscape"' in sheet
        assert 'fitToHeight="0"' in sheet


def test_many_people_have_no_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """A matrix that nobody can read is left out, and that is said; too many rows are refused."""
    monkeypatch.setattr(sheets, "MOST_IN_MATRIX", 3)
    made = export(four(), "xlsx")
    assert [finding.code for finding in made.findings] == ["xlsx-no-matrix"]
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(PlanError) as error:
        export(four(), "xlsx")
    assert error.value.findings[0].code == "xlsx-too-many-rows"


def test_without_a_clock() -> None:
    """A plan without dates has no day, and times since its begin."""
    row = read_csv(export(make_plan([[[1, 2]]]), "csv").files["plan-long.csv"])[1]
    assert row[4:7] == ["", "00:00", "00:10"]
    assert read_xlsx(make_circle_plan([4], 1))["Rotations"][1][4] == ""


def test_lists_of_people_have_what_is_left_of_a_page() -> None:
    """A table of six fills one line where the page has room, so that a list takes fewer pages."""
    plan = make_plan([[[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]])
    data = export(plan, "xlsx").files["plan.xlsx"]
    places = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet3.xml").decode()
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', places)]
    assert widths[-1] > len(
        "1 Person 1, 2 Person 2, 3 Person 3, 4 Person 4, 5 Person 5, 6 Person 6"
    )
    assert sum(widths) <= paging.READABLE + len(widths)
    assert "customHeight" not in places.partition('<row r="2"')[2]
    crowded = [tuple("wide words" * 9 for _column in range(9))]
    assert max(paging.widths(Table(("a",) * 9, tuple(crowded)))) == paging.WIDEST


@given(
    st.lists(st.integers(4, 90), min_size=3, max_size=30),
    st.integers(0, 2),
    st.sampled_from([1, 2]),
)
def test_pages_end_between_columns_that_stay_together(
    widths: list[int], held: int, beside: int
) -> None:
    """No pair is parted, and every page is as wide as the paper, or is one wide pair."""
    breaks, scale = Paging(paging.READABLE, held, beside).pages(widths)
    assert all((at - held) % beside == 0 for at in breaks)
    ends = [held, *breaks, len(widths)]
    pages = [widths[:held] + widths[a:b] for a, b in itertools.pairwise(ends)]
    assert all(len(page) > held for page in pages)
    across = [sum(page) + paging._BESIDE * len(page) for page in pages]
    if breaks:
        assert max(across) * scale <= 100 * paging._FULL
        assert max(across) <= max(paging.READABLE, sum(widths[:held]) + 2 * 92)
    else:
        assert across[0] <= paging.READABLE * paging._SQUEEZED


def test_rows_that_belong_together_have_one_ground() -> None:
    """Rows of one rotation are white or shaded alike; without such columns each row for itself."""
    paging_of_places = Paging(paging.READABLE, alike=2)
    assert paging_of_places.belong_together(("a", 1, "x"), ("a", 1, "y"))
    assert not paging_of_places.belong_together(("a", 1, "x"), ("a", 2, "x"))
    assert not Paging(paging.READABLE).belong_together(("a",), ("a",))
