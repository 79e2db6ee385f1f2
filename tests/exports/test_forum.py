"""Tests of exports of a whole event: every format says the same as the plan."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import icalendar
import pytest
from python_calamine import CalamineWorkbook

from facilitate.agenda import itineraries
from facilitate.exports import FORMATS, ExportOptions, export, workbook
from facilitate.exports.calendar import MOST_BYTES, person_calendar_text
from facilitate.plan import Plan
from facilitate.words import speak
from tests.builders import edit, make_circle_plan
from tests.exports.conftest import START
from tests.test_agenda import forum as small_forum

Groups = dict[tuple[str, int, str], set[int]]


def planned(plan: Plan) -> Groups:
    """Give the numbers of those who sit together, by session, rotation and place."""
    people = plan.people()
    return {
        (session.title, rotation.number, session.place_labels()[group.place]): {
            people[member].number for member in group.members
        }
        for session in plan.sessions
        for rotation in session.rotations
        for group in rotation.groups
    }


def rows(data: bytes) -> Iterator[dict[str, str]]:
    """Read a CSV file, a row as a dictionary."""
    yield from csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))


def test_rooms_are_those_of_the_plan(forum: Plan) -> None:
    """Zoom, BigBlueButton and text put the same people together as the plan."""
    wanted = sorted(map(sorted, planned(forum).values()))
    by_address = {(p.email or "").casefold(): p.number for p in forum.participants}
    zoom: dict[tuple[str, str], set[int]] = {}
    for name, data in export(forum, "zoom").files.items():
        for row in rows(data):
            key = (name, row["Pre-assign Room Name"])
            zoom.setdefault(key, set()).add(by_address[row["Email Address"].casefold()])
    assert sorted(map(sorted, zoom.values())) == wanted
    files = export(forum, "bbb", ExportOptions(roster="number")).files.values()
    rosters = [set(map(int, group["roster"])) for data in files for group in json.loads(data)]
    assert sorted(map(sorted, rosters)) == wanted
    text = export(forum, "text").files["plan.txt"].decode()
    assert text.count("Room ") == len(wanted)


def test_tables_are_those_of_the_plan(forum: Plan) -> None:
    """The long table, the sheet of places and the public plan hold every group."""
    wanted = planned(forum)
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(export(forum, "xlsx").files["plan.xlsx"])
    ).get_sheet_by_name("Places")
    _header, *cells = sheet.to_python()
    assert {
        (str(row[0]), int(str(row[1]).partition(".")[0]), str(row[5])): {
            int(label.split()[0]) for label in str(row[8]).split(", ")
        }
        for row in cells
    } == wanted
    table = list(rows(export(forum, "csv").files["plan-long.csv"]))
    assert len(table) == sum(map(len, wanted.values()))
    names = {person.name: person.number for person in forum.participants}
    poker = next(session.title for session in forum.sessions if session.id == "poker")
    tables = [row for row in table if row["Session"] == poker]
    for row in tables:
        own = wanted[row["Session"], int(row["Rotation"]), row["Where"]]
        assert own == {int(row["No."]), *(names[name] for name in row["With"].split(", "))}
    assert len(tables) == 3 * 80
    public = json.loads(export(forum, "json").files["plan-public.json"])
    assert sum(len(r["groups"]) for s in public["sessions"] for r in s["rotations"]) == len(wanted)


def test_every_cell_is_read_back(forum: Plan) -> None:
    """Another library reads every cell of every sheet as it was written."""
    data = export(forum, "xlsx").files["plan.xlsx"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name, table, _paging in workbook._sheets(forum):
        read = book.get_sheet_by_name(name).to_python()
        assert read[0] == list(table.headers)
        assert len(read) == len(table.rows) + 1
        for cells, row in zip(read[1:], table.rows, strict=True):
            assert cells == ["" if cell is None else cell for cell in row]


def test_calendars_are_those_of_the_plan(forum: Plan) -> None:
    """Everybody has every session in which they are there; whoever leaves early has one less."""
    files = export(forum, "ics").files
    assert len(files) == 81
    counts = [len(icalendar.Calendar.from_ical(data).walk("VEVENT")) for data in files.values()]
    everything, *own = counts
    missed = [sum(p.id in s.absent for s in forum.sessions) for p in forum.participants]
    assert everything == len(forum.sessions)
    assert own == [everything - less for less in missed]
    assert sum(missed) == 1


def test_short_calendars_of_an_event(forum: Plan) -> None:
    """Every short calendar fits its QR code and has an entry for each place of one's own."""
    for own in itineraries(forum):
        text = person_calendar_text(forum, own, compact=True)
        assert len(text.encode()) <= MOST_BYTES
        seated = [visit for visit in own.visits if visit.turns]
        assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == len(seated)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("plan_format", FORMATS)
def test_all_kinds_of_sessions(plan_format: str, language: str) -> None:
    """Lectures and pauses, one session alone, free seats, odd circles: all of it goes."""
    speak(language)
    free = edit(make_circle_plan([7], 3, start=START, timezone="Europe/Berlin"), seating="free")
    for plan in (small_forum(), make_circle_plan([9], 2, start=START), free):
        made = export(plan, plan_format)
        assert made.files
        assert all(made.files.values())
