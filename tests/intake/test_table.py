"""Rows, delimiters, headers, sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitate.errors import FacilitateError, Level
from facilitate.intake import Fate, Intake, ListOptions, read_people

DATA = Path(__file__).parent.parent / "data"

ROWS = list(csv.reader(io.StringIO((DATA / "forum-80.csv").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters_are_recognised(
    read: Callable[..., Intake], delimiter: str, quoting: int
) -> None:
    """The forum list is the same with every sign between its columns."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(ROWS)  # type: ignore[arg-type]
    roster = read(text.getvalue()).roster
    assert [p.organisation for p in roster] == [row[4] for row in ROWS[1:]]


def test_one_column_of_turned_names(read: Callable[..., Intake]) -> None:
    """A comma in every name is no sign between columns."""
    roster = read("Name\nMüller, Anna\nvon der Heide, Dr. Jörg\n").roster
    assert [p.name for p in roster] == ["Anna Müller", "Jörg von der Heide"]


def test_a_delimiter_said_by_hand(read: Callable[..., Intake]) -> None:
    """A sign nobody would guess is taken when it is named."""
    assert read("Name#Ort\nAnna#Köln\n", delimiter="#").roster.people[0].value("place") == "Köln"
    assert read("Name\tOrt\nAnna\tKöln\n", delimiter="tab").roster.people[0].value("place")


def test_rows_count_as_in_excel(read: Callable[..., Intake]) -> None:
    """A quoted line break does not make a new row, a blank line does."""
    roster = read('Name;Ort\n"Anna\nMüller";Köln\n\nBernd;Köln\n').roster
    assert [(p.name, p.row) for p in roster] == [("Anna Müller", 2), ("Bernd", 4)]


def test_blank_rows_at_the_end_do_not_exist(read: Callable[..., Intake]) -> None:
    """Rows without content below the last person are not counted."""
    assert read("Name;Ort\nAnna;K\n;\n;\n").reconciliation.total == 1


def test_the_header_stands_below_a_title(read: Callable[..., Intake]) -> None:
    """A title that is a header's word alone is not the header."""
    intake = read("Teilnehmer;\n;\nStand: 1.1.;\nName;Ort\nAnna;Köln\n")
    assert [p.name for p in intake.roster] == ["Anna"]
    assert intake.reconciliation.header_row == 4


def test_inner_quotes_are_read(read: Callable[..., Intake]) -> None:
    """A nickname in quotes does not swallow the rows after it."""
    roster = read('Name;Ort\n"Hansi" Müller;Köln\nBernd;Köln\n').roster
    assert [p.name for p in roster] == ["Hansi Müller", "Bernd"]


def test_a_swallowed_row_is_an_error(read: Callable[..., Intake]) -> None:
    """An open quote that is closed by chance further down loses nobody silently."""
    with pytest.raises(FacilitateError) as caught:
        read('Name;Ort\n"Anna;K\nBernd;K\nCarl;K\nDora;"K"\n')
    assert caught.value.findings[0].code == "quote-open"


def test_cells_beyond_the_header_are_named(read: Callable[..., Intake]) -> None:
    """A row that is too long is told with the cells that were not read."""
    intake = read("Name;Ort\nAnna;Köln;Deutz\nBernd\n")
    assert "row-too-long" in [f.code for f in intake.findings]
    assert len(intake.roster) == 2


def test_control_characters_are_removed(read: Callable[..., Intake]) -> None:
    """Colours of a terminal, zeros and invisible signs do not reach a name."""
    roster = read("Name;Ort\n\x1b[31mAnna\x1b[0m\0 \u200bMu\u0308ller\xa0;K\x07öln\n").roster
    assert roster.people[0].name == "Anna Müller"
    assert roster.people[0].value("place") == "Köln"


def test_workbooks(workbook: Callable[..., Path]) -> None:
    """Numbers, yes/no and dates of a workbook are read; a cover sheet is passed over."""
    path = workbook(
        Deckblatt=[["Forum"], ["Name der Veranstaltung"]],
        Liste=[[], ["Nr", "Name", "Erstteilnahme", "PLZ Ort"], [7, "Anna", True, "50667 Köln"]],
    )
    person = read_people(path).roster.people[0]
    assert (person.number, person.value("first_timer"), person.value("place")) == (7, True, "Köln")
    assert person.row == 3


def test_sheets(workbook: Callable[..., Path]) -> None:
    """A second sheet with people is told; one can be chosen; a wrong one gets the nearest."""
    path = workbook(
        Montag=[["Name", "Ort"], ["Anna", "K"]], Dienstag=[["Ort", "Name"], ["K", "Bernd"]]
    )
    intake = read_people(path)
    assert [p.name for p in intake.roster] == ["Anna"]
    assert intake.findings[0].code == "other-sheets"
    chosen = read_people(path, ListOptions(sheet="dienstag"))
    assert [p.name for p in chosen.roster] == ["Bernd"]
    with pytest.raises(FacilitateError) as caught:
        read_people(path, ListOptions(sheet="Dienstak"))
    assert "Dienstag" in caught.value.findings[0].hint


def test_the_sheet_that_was_read_is_named(workbook: Callable[..., Path]) -> None:
    """Other sheets that hold something are named with the way to them; empty ones are not."""
    path = workbook(Deckblatt=[["Forum"]], Gäste=[["Name"], ["Anna"]], Leer=[])
    (told,) = (f for f in read_people(path).findings if f.code == "other-sheets")
    assert (told.level, told.message) == (
        Level.HINT,
        "The sheet “Gäste” was read; there is also “Deckblatt”.",
    )
    assert "--sheet" in told.hint
    assert not read_people(path, ListOptions(sheet="Gäste")).findings
    assert not read_people(workbook(Gäste=[["Name"], ["Anna"]], Leer=[])).findings


def test_a_cell_far_away_is_refused(workbook: Callable[..., Path]) -> None:
    """A stray cell does not make a list of a million rows."""
    path = workbook(Liste=[["Name", *[""] * 2000, "x"], *[["Anna"]] * 3, *[[]] * 3000, ["Z"]])
    with pytest.raises(FacilitateError) as caught:
        read_people(path)
    assert caught.value.findings[0].code == "workbook-huge"


def test_an_empty_workbook(workbook: Callable[..., Path]) -> None:
    """A workbook without cells is an empty list."""
    with pytest.raises(FacilitateError) as caught:
        read_people(workbook(Liste=[]))
    assert caught.value.findings[0].code == "file-empty"


def test_rows_that_are_nobody(read: Callable[..., Intake]) -> None:
    """Totals, separators, notes, prepared numbers: each has its reason."""
    intake = read(
        "Nr;Name;Ort;E-Mail\n1;Anna;K;\n-;-;-;-\n2;;;\nx = bezahlt;;;\n;;Köln;?\n"
        "Name;Nr;Ort;E-Mail\n"
        "Bernd;3;K;\n;;;c@example.org\nGesamt: 2;;;\n"
    )
    assert intake.reconciliation.rows == {
        Fate.KEPT: (2, 8, 9),
        Fate.NAMELESS: (6,),
        Fate.NOTE: (5,),
        Fate.HEADING: (7,),
        Fate.SEPARATOR: (3,),
        Fate.BLANK: (4,),
        Fate.TOTAL: (10,),
    }
    assert [p.name for p in intake.roster] == ["Anna", "Bernd", "N.N."]
    assert intake.roster.people[1].number != 0


def test_a_header_right_below_a_header(read: Callable[..., Intake]) -> None:
    """The first header is never a row of its own list."""
    intake = read("Name\nName\nAnna\n")
    assert intake.reconciliation.rows == {Fate.KEPT: (3,), Fate.HEADING: (2,)}
