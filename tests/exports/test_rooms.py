"""Tests of rooms for video conferences: Zoom, BigBlueButton and plain text."""

from __future__ import annotations

import csv
import io
import json

import pytest

from facilitate.errors import PlanError, UsageError
from facilitate.exports import ExportOptions, export, only
from facilitate.words import speak
from tests.builders import edit, edit_group, make_circle_plan, make_plan
from tests.exports.conftest import four, one_out
from tests.test_agenda import ungrouped


def rows(data: bytes) -> list[list[str]]:
    """Read a CSV file as Zoom does: UTF-8, comma."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def codes(plan_format: str, plan: object, **options: object) -> list[str]:
    """Give the codes of what an export says."""
    made = export(plan, plan_format, ExportOptions(**options))  # type: ignore[arg-type]
    return [finding.code for finding in made.findings]


def test_zoom_has_the_exact_header_and_a_file_per_rotation() -> None:
    """Header, rooms and addresses are as Zoom wants them; a file for each rotation."""
    files = export(four(), "zoom").files
    assert list(files) == ["zoom-1-first-1.csv", "zoom-1-first-2.csv"]
    data = files["zoom-1-first-2.csv"]
    assert data.startswith(b"Pre-assign Room Name,Email Address\r\n")
    assert rows(data)[1:] == [
        ["table 1", "p1@example.org"],
        ["table 1", "p3@example.org"],
        ["table 2", "p2@example.org"],
        ["table 2", "p4@example.org"],
    ]


def test_zoom_names_those_it_cannot_place() -> None:
    """People without an address, with a bad one or a shared one are named, and left out."""
    plan = four()
    addresses = (None, "=cmd@example.org", "P4@example.org", "p4@example.org")
    people = tuple(
        person.model_copy(update={"email": address})
        for person, address in zip(plan.participants, addresses, strict=True)
    )
    made = export(plan.model_copy(update={"participants": people}), "zoom")
    said = {finding.code: finding.message for finding in made.findings}
    assert said["zoom-no-email"].startswith("2 people have no e-mail address that Zoom could use")
    assert "1 Person 1, 2 Person 2" in said["zoom-no-email"]
    assert said["zoom-email-shared"].startswith("One e-mail address stands for 3 Person 3, 4 Pers")
    assert rows(made.files["zoom-1-first-1.csv"])[1:] == [["table 2", "P4@example.org"]]


def test_zoom_says_what_to_know() -> None:
    """It is said that the files hold addresses and that Zoom keeps one set."""
    assert codes("zoom", four()) == ["zoom-addresses", "zoom-one-set"]
    assert codes("zoom", only(four(), rotation=1)) == ["zoom-addresses"]


@pytest.mark.parametrize(
    ("rooms", "told"), [(50, []), (51, ["zoom-maybe-too-many"]), (101, ["zoom-too-many"])]
)
def test_zoom_limits(rooms: int, told: list[str]) -> None:
    """More than 100 rooms are a warning, more than 50 a hint."""
    plan = make_plan([[[2 * t + 1, 2 * t + 2] for t in range(rooms)]])
    found = [code for code in codes("zoom", plan) if "many" in code]
    assert found == told


def test_zoom_counts_people() -> None:
    """More than 200 people are a hint, more than 1,000 a warning."""
    for size, told in ((50, []), (51, ["zoom-maybe-too-many"]), (251, ["zoom-too-many"])):
        plan = make_plan([[[size * t + k + 1 for k in range(size)] for t in range(4)]])
        assert [code for code in codes("zoom", plan) if "many" in code] == told


def test_rooms_have_names_of_their_own() -> None:
    """Two places with one label, and labels that are formulas, become different plain names."""
    plan = four()
    label = plan.sessions[0].places[0].label.model_copy(update={"de": "=1+1", "en": "=1+1"})
    places = tuple(p.model_copy(update={"label": label}) for p in plan.sessions[0].places)
    made = export(edit(plan, places=places), "zoom")
    assert {row[0] for row in rows(made.files["zoom-1-first-1.csv"])[1:]} == {"1+1", "1+1-2"}


def test_bbb_is_a_list_of_groups() -> None:
    """Each file is the value of `groups`: id, name and the ids of those who are in it."""
    files = export(one_out(), "bbb").files
    assert list(files) == ["bbb-1-first-1.json", "bbb-1-first-2.json"]
    assert json.loads(files["bbb-1-first-2.json"]) == [
        {"id": "1", "name": "table 1", "roster": ["p1", "p3"]},
        {"id": "2", "name": "table 2", "roster": ["p2"]},
    ]


def test_bbb_rosters_of_numbers_and_addresses() -> None:
    """--roster chooses what people are called; without an address they are named."""
    [first, _second] = export(four(), "bbb", ExportOptions(roster="number")).files.values()
    assert json.loads(first)[0]["roster"] == ["1", "2"]
    plan = four()
    people = (plan.participants[0].model_copy(update={"email": None}), *plan.participants[1:])
    made = export(
        plan.model_copy(update={"participants": people}), "bbb", ExportOptions(roster="email")
    )
    assert json.loads(made.files["bbb-1-first-1.json"])[0]["roster"] == ["p2@example.org"]
    assert [finding.code for finding in made.findings] == ["export-no-email"]


def test_text_is_read_by_people() -> None:
    """Room by room, rotation by rotation; who sits out stands below."""
    [(name, data)] = export(one_out(), "text").files.items()
    assert name == "plan.txt"
    assert data.decode().splitlines() == [
        "First session, rotation 1, Wednesday, 7 November 2018, 14:30–14:40",
        "-" * 66,
        "Room 1: Person 1, Person 2",
        "Room 2: Person 3, Person 4",
        "",
        "First session, rotation 2, Wednesday, 7 November 2018, 14:42–14:52",
        "-" * 66,
        "Room 1: Person 1, Person 3",
        "Room 2: Person 2",
        "sits out: Person 4",
    ]


def test_text_in_german_with_topics() -> None:
    """In German a room is a Raum; a topic, and a place that has no number, stand behind."""
    speak("de")
    plan = edit_group(four(), 1, "t1", topic="Kita")
    assert "Raum 1: Person 1, Person 2 (Kita)" in export(plan, "text").files["plan.txt"].decode()
    circles = export(make_circle_plan([4], 1), "text").files["plan.txt"].decode()
    assert "Raum 1: Person 1, Person 3\n" in circles


def test_free_seats_and_sitting_out_are_said() -> None:
    """A room of a session with free seats is its whole circle; who is in no room is named."""
    assert codes("bbb", one_out()) == ["rooms-sitting-out"]
    free = edit(make_circle_plan([4], 1), seating="free")
    assert codes("text", free) == ["rooms-are-circles"]


@pytest.mark.parametrize("plan_format", ["zoom", "bbb", "text"])
def test_no_rooms(plan_format: str) -> None:
    """A plan in which nobody is seated has no rooms, and it is said what has."""
    plan = four().model_copy(update={"sessions": (ungrouped("a", "plenary", "2018-11-07 9:00"),)})
    with pytest.raises(PlanError) as error:
        export(plan, plan_format)
    assert error.value.findings[0].code == "export-no-rooms"


def test_only_some_sessions_and_rotations() -> None:
    """A session is named by id or title; what is not there is told with what is."""
    plan = four()
    assert only(plan) is plan
    assert only(plan, ["FIRST session"]) == plan
    assert [r.number for r in only(plan, ["first"], 2).sessions[0].rotations] == [2]
    with pytest.raises(UsageError) as error:
        only(plan, ["frist"])
    assert error.value.findings[0].hint == "Did you mean “first”?"
    with pytest.raises(UsageError) as error:
        only(plan, rotation=3)
    assert error.value.findings[0].hint == "Its rotations go from 1 to 2."
