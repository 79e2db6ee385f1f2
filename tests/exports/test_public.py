"""Tests of the public plan and of calendar files: complete, and without anything private."""

from __future__ import annotations

import json

import pytest

from facilitate.errors import PlanError, UsageError
from facilitate.exports import FORMATS, ExportOptions, export
from facilitate.exports.public import PublicPlan
from facilitate.groups import Group, Seat
from tests.builders import edit, edit_group, make_method, make_plan, make_role
from tests.exports.conftest import four, one_out
from tests.hostile import CONTROLS, renamed


def test_public_plan_says_who_sits_where() -> None:
    """It holds people, times, places, topics, tasks and seats."""
    method = make_method(roles=[make_role("host")])
    plan = make_plan([[[1, 2]]], method=method)
    seats = {"p1": Seat(seat=1)}
    plan = edit_group(plan, 1, "t1", topic="Kita", roles={"p2": "host"}, seats=seats)
    data = json.loads(export(plan, "json").files["plan-public.json"])
    assert data["format"] == "facilitate-public/1"
    assert data["participants"][0] == {"id": "p1", "number": 1, "name": "Person 1", "title": ""}
    [group] = data["sessions"][0]["rotations"][0]["groups"]
    assert group["members"] == ["p1", "p2"]
    assert group["topic"] == "Kita"
    assert group["tasks"] == {"p2": "host"}
    assert group["seats"]["p1"]["seat"] == 1
    assert data["sessions"][0]["places"] == [{"id": "t1", "label": "table 1"}]


def test_public_plan_is_read_back() -> None:
    """The file is what its own model reads, with times in their zone."""
    text = export(one_out(), "json").files["plan-public.json"]
    read = PublicPlan.model_validate_json(text)
    assert read.sessions[0].start == four().sessions[0].start
    assert read.sessions[0].rotations[1].sitting_out == ("p4",)


def test_public_plan_has_no_other_keys() -> None:
    """Whatever is added to a plan later does not become public by itself."""
    data = json.loads(export(four(), "json").files["plan-public.json"])
    assert set(data) == {
        *("format", "title", "language", "place", "days", "timezone"),
        *("participants", "sessions"),
    }
    assert set(data["sessions"][0]) == {
        *("id", "title", "method", "room", "start", "end", "seats", "places", "rotations"),
    }
    assert not set(data["participants"][0]) & {"attributes", "email"}


def test_calendar_files() -> None:
    """One for the event and one for each person, or one person's alone."""
    assert list(export(four(), "ics").files) == [
        "event.ics",
        *(f"{number:03d}-person-{number}.ics" for number in range(1, 5)),
    ]
    assert list(export(four(), "ics", ExportOptions(person="p3")).files) == ["003-person-3.ics"]


def test_whoever_misses_everything_has_no_calendar() -> None:
    """There is no empty file; asked for alone, it is said."""
    plan = edit(four(), absent=("p4",))
    assert len(export(plan, "ics").files) == 4
    with pytest.raises(PlanError) as error:
        export(plan, "ics", ExportOptions(person="p4"))
    assert error.value.findings[0].code == "calendar-empty"


def test_unknown_format() -> None:
    """The nearest format is named, or all of them."""
    for said, hint in (("excel", "Possible: "), ("xslx", "Did you mean “xlsx”?")):
        with pytest.raises(UsageError) as error:
            export(four(), said)
        assert error.value.findings[0].hint.startswith(hint)


@pytest.mark.parametrize("plan_format", FORMATS)
def test_control_characters_are_left_out_and_said(plan_format: str) -> None:
    """No format takes over what could steer a terminal; how many texts had it is said."""
    made = export(renamed(four(), CONTROLS), plan_format)
    assert made.findings[0].code == "export-control-characters"
    assert made.findings[0].message.startswith("1 text had")
    if plan_format != "xlsx":  # an archive has such bytes; its sheets are read in another test
        for data in made.files.values():
            assert not any(byte < 32 and byte not in b"\t\r\n" for byte in data)


@pytest.mark.parametrize("plan_format", FORMATS)
def test_same_plan_same_bytes(plan_format: str) -> None:
    """Twice the same plan gives twice the same files in the same order."""
    first, second = (export(one_out(), plan_format) for _time in range(2))
    assert list(first.files.items()) == list(second.files.items())


@pytest.mark.parametrize("plan_format", FORMATS)
def test_people_and_places_put_in_by_hand(plan_format: str) -> None:
    """A member who is no participant, and a place that is none, break no format."""
    plan = four()
    rotation = plan.sessions[0].rotations[0]
    groups = (*rotation.groups, Group(place="nowhere", members=("stranger",)))
    changed = rotation.model_copy(update={"groups": groups})
    plan = edit(plan, rotations=(changed, plan.sessions[0].rotations[1]))
    assert export(plan, plan_format).files
