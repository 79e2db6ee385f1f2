"""Signs, lists for the wall, the room and the run sheet."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from facilitate.catalogue import load_method
from facilitate.event import Topic
from facilitate.groups import Group
from facilitate.handouts import moderation, signs, wall
from facilitate.handouts.numerals import number_word
from facilitate.handouts.order import Order
from facilitate.handouts.room import draw_room
from facilitate.handouts.typesetting import typeset
from facilitate.plan import Plan
from facilitate.private import Access, PrivateRules
from facilitate.words import speak
from tests.builders import (
    edit,
    edit_group,
    make_circle_plan,
    make_method,
    make_phase,
    make_plan,
    make_role,
    with_namesakes,
)
from tests.handouts.conftest import BITING, START

ROUNDS = [[[1, 2, 3], [4, 5, 6]], [[1, 4, 5], [2, 3, 6]]]


def order(plan: Plan) -> Order:
    """Order a plan on A4."""
    return Order(plan, "Edition 1")


@pytest.mark.parametrize(
    ("number", "in_german", "in_english"),
    [
        (1, "eins", "one"),
        (7, "sieben", "seven"),
        (16, "sechzehn", "sixteen"),
        (21, "einundzwanzig", "twenty-one"),
        (30, "dreißig", "thirty"),
        (99, "neunundneunzig", "ninety-nine"),
        (100, "einhundert", "one hundred"),
        (101, "einhunderteins", "one hundred and one"),
        (342, "dreihundertzweiundvierzig", "three hundred and forty-two"),
        (1000, "", ""),
    ],
)
def test_numbers_as_words(number: int, in_german: str, in_english: str) -> None:
    """A sign says its number as a word, too."""
    assert number_word(number) == in_english
    speak("de")
    assert number_word(number) == in_german


def test_every_place_has_a_sign_with_everybody() -> None:
    """A sign lists who sits there when; every place in use has exactly one."""
    found = {sign.key: sign.data for sign in signs.signs_of(order(make_plan(ROUNDS)))}
    assert list(found) == ["first/t1", "first/t2"]
    first = found["first/t1"]
    assert (first["numeral"], first["word"]) == ("1", "one")
    names = [[person["name"] for person in row["people"]] for row in first["rows"]]
    assert names == [["Person 1", "Person 2", "Person 3"], ["Person 1", "Person 4", "Person 5"]]


def test_circles_need_no_table_signs() -> None:
    """Pairs of a double circle get no sign each."""
    assert list(signs.signs_of(order(make_circle_plan([8], 2)))) == []


def test_successor_of_a_host() -> None:
    """Who takes over from a host is for those who moderate; no sign tells it to all."""
    method = make_method(roles=[make_role("host", policy="host")])
    plan = edit_group(make_plan(ROUNDS, method=method), 1, "t1", roles={"p1": "host"})
    assert "Person 2 for" not in str(list(signs.signs_of(order(plan))))
    [run] = moderation.run_document(order(plan))["runs"]
    assert run["heirs"] == [{"when": "Rotation 1", "who": "table 1: Person 2 for Person 1"}]
    free = make_plan(ROUNDS, method=make_method())
    assert moderation.run_document(order(free))["runs"][0]["heirs"] == []


def test_signs_of_one_rotation_begin_when_the_session_does() -> None:
    """A door says the time that card and programme say, not when the introduction is over."""
    timing = {"intro": 3, "phases": [make_phase("talk", 20)]}
    plan = make_plan(ROUNDS[:1], method=make_method(timing=timing), start=START)
    first = next(signs.signs_of(order(plan))).data
    assert first["rows"][0]["time"] == "14:30"
    assert first["under"].startswith("14:30–")
    [session] = wall.places_document(order(plan))["sessions"]
    assert session["columns"] == ["14:30"]


def test_hosts_stand_on_their_sign() -> None:
    """Whoever leads a topic is named outside, a participant as well as a speaker; never an id."""
    plan = make_plan(ROUNDS[:1])
    topics = (
        Topic(id="a", title="Alpha", host="p1"),
        Topic(id="b", title="Beta", host="Dr. Bea Lorenz"),
    )
    groups = plan.sessions[0].rotations[0].groups
    for group, title in zip(groups, ("Alpha", "Beta"), strict=True):
        plan = edit_group(plan, 1, group.place, topic=title)
    found = [s.data["host"] for s in signs.signs_of(order(edit(plan, topics=topics)))]
    assert found == ["With Person 1", "With Dr. Bea Lorenz"]


def test_list_by_name_is_alphabetical_and_whole(tables: Plan) -> None:
    """Everybody stands once on the list by name, with a cell for each session."""
    made = wall.names_document(order(tables))
    assert len(made["rows"]) == len(tables.participants)
    assert {len(row["cells"]) for row in made["rows"]} == {len(made["columns"])}
    assert made["rows"][0]["cells"][0]["place"].startswith("table")
    assert "do not photograph" in made["notice"]
    assert [column["rounds"] for column in made["columns"]] == ["rotations 1 to 2"]


def test_list_by_place_has_everybody_in_every_rotation(ring: Plan, tables: Plan) -> None:
    """Nobody is missing in any column; circles show where people begin."""
    [session] = wall.places_document(order(tables))["sessions"]
    for column in range(2):
        cells = [row["cells"][column] for row in session["rows"]]
        names = [one["name"] for cell in cells for one in cell["names"]]
        assert sorted(names) == sorted(person.name for person in tables.participants)
    [circles] = wall.places_document(order(ring))["sessions"]
    seated = {name for row in circles["circles"][0]["rows"] for name in row[1:]}
    assert seated >= {person.name for person in ring.participants}


def test_namesakes_are_told_apart(tables: Plan, ring: Plan) -> None:
    """On the list by place only people of one name have their number beside it."""
    [session] = wall.places_document(order(with_namesakes(tables)))["sessions"]
    names = [[one["name"] for one in cell["names"]] for r in session["rows"] for cell in r["cells"]]
    assert names[0][0] == "Anna Müller (1)"
    assert "Anna Müller (2)" in names[3]
    [circles] = wall.places_document(order(with_namesakes(ring)))["sessions"]
    seated = [name for row in circles["circles"][0]["rows"] for name in row[1:]]
    assert {"Anna Müller (1)", "Anna Müller (2)"} <= set(seated)
    assert set(BITING[2:9]) <= set(seated)


def test_whoever_faces_nobody_finds_the_pair(ring: Plan) -> None:
    """In an odd circle the empty seat says which pair its neighbour joins at the beginning."""
    [circles] = wall.places_document(order(ring))["sessions"]
    *others, last = circles["circles"][0]["rows"]
    assert last[0] == "5"
    assert last[1:].count("(joins seat 3)") == 1
    assert not any("joins" in name for row in others for name in row)


def test_free_seats_are_two_lists(ring: Plan) -> None:
    """Where seats are free, both sides begin at the top, and no seat has a number."""
    [session] = ring.sessions
    rotations = tuple(
        rotation.model_copy(update={"groups": tuple(_without_seats(g) for g in rotation.groups)})
        for rotation in session.rotations
    )
    plan = edit(ring, seating="free", rotations=rotations)
    [circles] = wall.places_document(order(plan))["sessions"]
    rows = circles["circles"][0]["rows"]
    assert len(rows) == 5
    assert {row[0] for row in rows} == {""}
    assert all(row[1] for row in rows)


def _without_seats(group: Group) -> Group:
    seats = {person: seat.model_copy(update={"seat": None}) for person, seat in group.seats.items()}
    return group.model_copy(update={"seats": seats})


def test_the_room_has_a_chair_for_everybody(forum: Plan) -> None:
    """Each drawing is well-formed and has as many chairs as people at most sit there."""
    chairs = {}
    for session in forum.sessions:
        drawing = draw_room(session)
        if drawing is not None:
            root = ElementTree.fromstring(drawing.svg())
            circles = [e for e in root.iter() if e.tag.endswith("circle")]
            small = [e for e in circles if float(e.attrib["r"]) < 10]
            chairs[session.id] = len(small)
    assert chairs["kugellager"] == 80
    assert chairs["arbeitsgruppen"] == 80 + 3  # three speakers, who are not in the list
    assert chairs["poker"] == 80


def test_stations_show_the_way() -> None:
    """Groups that go on get an arrow from each station to the next."""
    method = make_method(formation="stations", movement={"next": 1})
    drawing = draw_room(make_plan([[[1, 2], [3, 4], [5, 6]]] * 2, method=method).sessions[0])
    assert drawing is not None
    assert len(re.findall("<polygon", drawing.svg())) == 3


def test_whom_to_help_stands_on_the_private_sheet_only() -> None:
    """Needs of the private file are on the private sheet and not on the run sheet."""
    plan = make_plan(ROUNDS, start=START, attributes={2: {"access": "hearing loop"}})
    rules = PrivateRules(access=(Access(person="5", needs="ramp"),))
    needs = moderation.needs_of(plan, rules)
    assert needs == {"p2": "hearing loop", "p5": "ramp"}
    public = moderation.run_document(order(plan))
    private = moderation.help_document(order(plan), needs)
    assert [(one["name"], one["needs"]) for one in private["runs"][0]["help"]] == [
        ("2 Person 2", "hearing loop"),
        ("5 Person 5", "ramp"),
    ]
    assert private["notice"].startswith("Private")
    assert "ramp" not in str(public)
    assert "hearing" not in str(public)


def test_diets_stand_where_people_eat() -> None:
    """Who eats what is told at the meal, coffee aside; a wheelchair is told where people sit."""
    plan = make_plan(ROUNDS, start=START)
    pause = {"spec": load_method("pause"), "rotations": ()}
    breaks = [
        plan.sessions[0].model_copy(update=pause | {"id": name.casefold(), "title": name})
        for name in ("Kaffee", "Mittagessen")
    ]
    whole = plan.model_copy(update={"sessions": (*plan.sessions, *breaks)})
    needs = {"p1": "vegan", "p2": "Rollstuhl, vegetarisch", "p3": "hearing loop"}
    told = {
        run["title"]: [one["name"][0] for one in run["help"]]
        for run in moderation.help_document(order(whole), needs)["runs"]
    }
    assert told == {plan.sessions[0].title: ["2", "3"], "Mittagessen": ["1", "2"]}
    without = moderation.help_document(order(plan), needs)["runs"]
    assert [one["name"][0] for one in without[0]["help"]] == ["1", "2", "3"]


def test_all_templates_keep_the_standard(tables: Plan) -> None:
    """Every sheet is an accessible PDF, with names that bite and letters from elsewhere."""
    plain = tables.model_copy(
        update={"participants": tuple(p for p in tables.participants if p.name.isascii())}
    )
    for template, data in (
        ("wall-names", wall.names_document(order(plain))),
        ("wall-places", wall.places_document(order(plain))),
        ("run-sheet", moderation.run_document(order(plain))),
        ("help", moderation.help_document(order(plain), {"p1": "ramp"})),
        ("signs", signs.signs_document(order(plain), list(signs.signs_of(order(plain))))),
    ):
        result = typeset(template, data)
        assert result.standard, template
        assert result.pages, template


def test_a_speaker_stands_on_the_sign(forum: Plan) -> None:
    """A topic led by somebody who takes no seat names them; a participant's topic does not."""
    found = {sign.key: sign.data for sign in signs.signs_of(order(forum))}
    assert found["arbeitsgruppen/raum-1"]["host"] == "With Jens Okafor"
    assert {data["host"] for key, data in found.items() if key.startswith("markt/")} == {""}


def test_without_a_clock_no_sheet_counts_from_midnight() -> None:
    """Lists and signs number the rounds, and the run sheet counts minutes from the beginning."""
    asked = order(make_plan(ROUNDS))
    sheets = (
        wall.names_document(asked),
        wall.places_document(asked),
        signs.signs_document(asked, list(signs.signs_of(asked))),
        moderation.run_document(asked),
    )
    assert not re.search(r"\d\d:\d\d", str(sheets))
    [session] = wall.places_document(asked)["sessions"]
    assert session["columns"] == ["Rotation 1", "Rotation 2"]
    sign = next(signs.signs_of(asked)).data
    assert [row["time"] for row in sign["rows"]] == ["Rotation 1", "Rotation 2"]
    made = moderation.run_document(asked)
    [run] = made["runs"]
    assert (made["time-title"], run["time"]) == ("Minute", "Minutes 0 to 22")
    assert {"0", "12"} <= {step["time"] for step in run["steps"]}
