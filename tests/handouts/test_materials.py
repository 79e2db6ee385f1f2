"""What the methods need on paper: decided by formation and material, as much as is needed."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from facilitate.event import Topic
from facilitate.handouts import forms, labels
from facilitate.handouts.copies import MOST_PAPER, Sets, originals
from facilitate.handouts.materials import Sheets, materials_of
from facilitate.handouts.order import Order
from facilitate.handouts.typesetting import typeset
from facilitate.plan import Plan
from tests.builders import (
    TEXT,
    edit,
    make_circle_plan,
    make_method,
    make_phase,
    make_plan,
    with_namesakes,
)
from tests.handouts.conftest import START

ITEM = {"de": "Ding", "en": "Thing"}
TABLES = [[[1, 2, 3], [4, 5]], [[1, 4], [2, 3, 5]]]


def made(plan: Plan) -> dict[str, Sheets]:
    """Give all material of a plan by its word."""
    return {one.word: one for one in materials_of(Order(plan, "Edition 1"))}


def test_a_deck_for_each_person_and_questions_for_each_table() -> None:
    """A method that asks for decks and questions gets them, whatever it is called."""
    method = make_method(
        materials=[
            {"item": ITEM, "per": "person", "sheet": "deck", "values": [0, 50, 100, "coffee"]},
            {"item": ITEM, "per": "group", "sheet": "questions"},
            {"item": ITEM, "per": "group", "count": 2},
        ],
        prompts=[TEXT, TEXT, TEXT],
    )
    found = made(make_plan(TABLES, method=method))
    assert list(found) == ["check-in", "card-sets", "scales", "questions", "feedback"]
    deck = [one["big"] for one in found["card-sets"].data["labels"]]
    assert deck == ["0", "50", "100", "coffee"] * 5
    assert found["scales"].data["labels"][0]["scale"] == ["0", "50", "100"]
    assert (len(found["scales"].data["labels"]), found["scales"].times) == (4, 2)
    assert [one["foot"] for one in found["questions"].data["labels"]] == ["1/3", "2/3", "3/3"] * 2


@given(st.integers(1, 12), st.integers(1, 40), st.integers(1, 9))
def test_copies_cut_in_a_stack_are_sets_in_order(size: int, times: int, on_sheet: int) -> None:
    """Enough sets come out, each whole and in order, and paper is not wasted."""
    wanted = Sets("", tuple({"big": str(k)} for k in range(size)), times)
    [made] = originals([wanted], on_sheet)
    pages = ceil(len(made.pieces) / on_sheet)
    sheets = [page for _copy in range(made.times) for page in range(pages)]
    stacks = [
        [made.pieces[at * pages + page] for page in sheets if at * pages + page < len(made.pieces)]
        for at in range(on_sheet)
    ]
    cut = [piece["big"] for stack in stacks for piece in stack]
    assert len(cut) >= size * times
    assert cut == [str(k) for k in range(size)] * (len(cut) // size)
    assert len(sheets) <= MOST_PAPER * ceil(size * times / on_sheet)


def test_a_file_for_each_number_of_copies() -> None:
    """What is printed once comes first, in one file; each that is copied has its own."""
    few, many = Sets("Few", ({"big": "a"},), 2), Sets("Many", ({"big": "b"},), 8)
    found = originals([many, few, few, Sets("None", ())], 2)
    assert [(one.title, len(one.pieces), one.times) for one in found] == [
        ("", 4, 1),
        ("Many", 2, 4),
    ]


def test_nothing_that_no_method_needs() -> None:
    """Rounds at tables that ask for nothing get the list for the door and the feedback."""
    assert list(made(make_plan(TABLES))) == ["check-in", "feedback"]


def test_circles_get_signs_and_a_number_for_each_chair() -> None:
    """As many chair numbers as people in the circles, none with free seats."""
    plan = make_circle_plan([8, 9], 2)
    found = made(plan)
    assert [one["big"] for one in found["circle-signs"].data["labels"]] == ["A", "B"]
    numbers = [one["big"] for one in found["chair-numbers"].data["labels"]]
    assert len(numbers) == 17
    assert numbers[:5] == ["A 1", "A 2", "A 3", "A 4", "A 1"]
    sides = [(one["text"], one["ring"]) for one in found["chair-numbers"].data["labels"]]
    assert sides[3:5] == [("outer", "outer"), ("inner", "inner")]
    assert "chair-numbers" not in made(edit(plan, seating="free"))


def test_sign_up_has_as_many_lines_as_seats() -> None:
    """Topics that can be chosen get a list of their size and a slip for everybody there."""
    method = make_method(formation="choice")
    topics = (
        Topic(id="a", title="Alpha", max=3, place="t1", host="p1"),
        Topic(id="b", title="Beta", place="t2"),
        Topic(id="c", title="Gone", withdrawn=True),
    )
    plan = edit(make_plan(TABLES, method=method), topics=topics, absent=("p5",))
    order = Order(plan, "Edition 1")
    lists = forms.sign_up(order, full=True)
    assert [(one["title"], len(one["rows"])) for one in lists] == [("Alpha", 3), ("Beta", 12)]
    assert lists[0]["under"] == "First session · table 1 · Person 1"
    slips = forms.wish_slips(order)
    assert len(slips) == 4
    assert slips[0]["blocks"][1]["items"] == ["Alpha", "Beta"]


def test_sign_up_only_where_somebody_has_no_place() -> None:
    """Lists are left out where everybody has a place; where somebody sits out they are not."""
    method = make_method(formation="choice")
    plan = edit(make_plan(TABLES, method=method), topics=(Topic(id="a", title="Alpha"),))
    assert made(plan)["sign-up"].spared == "everybody has a place by the plan"
    first, *others = plan.sessions[0].rotations
    left = first.groups[0].members[0]
    groups = (
        first.groups[0].model_copy(update={"members": first.groups[0].members[1:]}),
        *first.groups[1:],
    )
    some = first.model_copy(update={"groups": groups, "sitting_out": (left,)})
    assert not made(edit(plan, rotations=(some, *others)))["sign-up"].spared


def test_market_cards_have_their_numbers() -> None:
    """Each offer that runs has a card with its number and giver; empty ones follow."""
    method = make_method(formation="market")
    topics = (Topic(id="M1", title="Money", kind="Thesis", host="p2"),)
    plan = edit(make_plan(TABLES, method=method), topics=topics)
    first, *empty = labels.offers(Order(plan, "Edition 1"))
    assert (first["top"], first["text"], first["foot"]) == ("M1 · Thesis", "Money", "Person 2")
    assert {one["text"] for one in empty} == {""}


def test_seats_are_taken_by_ticket_where_dots_decide() -> None:
    """Each seat but the giver's has a ticket; wishes of people leave no need for them."""
    method = make_method(formation="market")
    topics = (Topic(id="M1", title="Money", host="p2"),)
    plan = edit(make_plan(TABLES, method=method), topics=topics)
    session = plan.sessions[0]
    rotations = [
        rotation.model_copy(
            update={
                "groups": tuple(
                    group.model_copy(update={"card": "M1", "topic": "Money"})
                    if "p2" in group.members
                    else group
                    for group in rotation.groups
                )
            }
        )
        for rotation in session.rotations
    ]
    plan = edit(plan, rotations=tuple(rotations))
    tickets = labels.seat_tickets(Order(plan, "Edition 1"))
    people = sum(len(group.members) for rotation in rotations for group in rotation.groups)
    assert len(tickets) == people - len(rotations)
    money = next(t for t in tickets if t["top"].startswith("M1 · Rotation 1"))
    assert money["foot"] == "Seat 1 of 2"
    wanted = edit(plan, wishes={"p1": ("M1",)})
    assert labels.seat_tickets(Order(wanted, "Edition 1")) == []


def test_results_where_something_is_written_down() -> None:
    """Places get a sheet for results if the method records any, with a space per rotation."""
    method = make_method(timing={"phases": [make_phase("talk", 10, record=TEXT)]})
    found = forms.harvest(Order(make_plan(TABLES, method=method), "Edition 1"))
    assert [one["title"] for one in found] == ["table 1", "table 2"]
    assert [block["kind"] for block in found[0]["blocks"]] == ["text", "space", "space"]
    assert forms.harvest(Order(make_plan(TABLES), "Edition 1")) == []


def test_check_in_has_everybody_once_and_room_for_more(tables: Plan) -> None:
    """The list for the door is alphabetical, with empty lines at its end."""
    [sheet] = forms.check_in(Order(tables, "Edition 1"))["sheets"]
    names = [row[1] for row in sheet["rows"]]
    assert len([name for name in names if name]) == len(tables.participants)
    assert names[-forms.WALK_INS :] == [""] * forms.WALK_INS


def at_desk(plan: Plan) -> dict[str, str]:
    """Give the name of each number on the list for the desk."""
    [sheet] = forms.check_in(Order(plan, "Edition 1"))["sheets"]
    return {row[0]: row[1] for row in sheet["rows"]}


def test_the_desk_tells_namesakes_apart(tables: Plan) -> None:
    """Only at the desk, only of namesakes, it is said what differs; titles help all."""
    first, second, *others = with_namesakes(tables).participants
    town = {"attributes": {**second.attributes, "place": "Höxter"}}
    people = (first, second.model_copy(update={"title": "Dr."}), *others)
    same = tables.model_copy(update={"participants": people})
    told = at_desk(same)
    assert (told["1"], told["2"]) == ("Müller, Anna", "Müller, Anna (Dr.)")
    people = (first, second.model_copy(update=town), *others)
    told = at_desk(tables.model_copy(update={"participants": people}))
    assert (told["1"], told["2"]) == ("Müller, Anna", "Müller, Anna · Höxter")
    other = {"title": "Dr.", "attributes": {**second.attributes, "organisation": "Verein"}}
    people = (first, second.model_copy(update=other), *others)
    made = forms.check_in(Order(tables.model_copy(update={"participants": people}), "Edition 1"))
    told = {row[0]: row[1] for row in made["sheets"][0]["rows"]}
    assert told["1"] == "Müller, Anna · MARKERORG"
    assert told["2"] == "Müller, Anna (Dr.) · Verein"
    assert "MARKER" not in told["5"]
    assert made["notice"].startswith("For the desk only")
    assert "MARKER" not in str(forms.check_in(Order(tables, "Edition 1")))


def test_no_box_for_a_day_on_which_somebody_is_not_there() -> None:
    """Whoever comes on the second day only has a dash on the first."""
    one = make_plan(TABLES, start=START, timezone="Europe/Berlin")
    next_day = make_plan(TABLES, start=START + timedelta(days=1), timezone="Europe/Berlin")
    second = next_day.sessions[0].model_copy(update={"id": "second"})
    plan = edit(one, absent=("p2",))
    plan = plan.model_copy(
        update={
            "sessions": (*plan.sessions, second),
            "days": (START.date(), START.date() + timedelta(days=1)),
        }
    )
    [sheet] = forms.check_in(Order(plan, "Edition 1"))["sheets"]
    assert [row[2:] for row in sheet["rows"][:2]] == [["", ""], ["–", ""]]


def test_material_of_the_forum_is_accessible(forum: Plan) -> None:
    """Every kind of material of the example is set to the standard."""
    found = made(forum)
    assert {"card-sets", "questions", "offers", "sign-up", "wish-slips", "steps"} <= set(found)
    for one in found.values():
        data = {**one.data}
        for key in ("labels", "forms"):
            data[key] = one.data.get(key, [])[:9]
        assert typeset(one.template, data).standard, one.word
