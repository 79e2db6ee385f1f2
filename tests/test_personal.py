"""One person's programme: places in words, and what to do at the signal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.agenda import along, itineraries, itinerary_of
from facilitate.catalogue import list_methods, load_method
from facilitate.groups import Seat
from facilitate.plan import Plan
from facilitate.planning.roles import deal_roles
from tests.builders import (
    edit,
    edit_group,
    edit_rotation,
    make_circle_plan,
    make_method,
    make_phase,
    make_plan,
    make_ring_method,
    make_role,
)
from tests.test_agenda import forum


def first_visit(plan: Plan, named: str) -> Any:
    """Give somebody's first session."""
    return itinerary_of(plan, named).visits[0]


def circle(outer: int, inner: int, **more: Any) -> Plan:
    """Make a double circle of eight people and three rotations that moves like this."""
    method = make_ring_method(movement={"ring": {"outer": outer, "inner": inner}})
    return make_circle_plan([8], 3, method=method, **more)


@pytest.mark.parametrize(
    ("outer", "inner", "said_outside", "said_inside"),
    [
        (1, 0, "move one seat clockwise, to your left", "You stay seated"),
        (-2, 0, "move 2 seats anticlockwise, to your right", "You stay seated"),
        (0, 1, "You stay seated", "move one seat clockwise, to your right"),
        (0, -1, "You stay seated", "move one seat anticlockwise, to your left"),
    ],
)
def test_movement_from_the_own_side(
    outer: int, inner: int, said_outside: str, said_inside: str
) -> None:
    """Left and right are those of the person: the circles face each other."""
    plan = circle(outer, inner)
    assert said_outside in first_visit(plan, "1").instruction
    assert said_inside in first_visit(plan, "8").instruction


def test_which_gong_is_meant() -> None:
    """Where a gong sounds within a round, too, the card says which one moves people."""
    for phases, said in (
        ([make_phase("talk", 5)], "At the gong: move"),
        ([make_phase("one", 2), make_phase("two", 2)], "At the gong that ends the round: move"),
        ([make_phase("turn", 2, repeat=2)], "At the gong that ends the round: move"),
    ):
        method = make_ring_method(timing={"phases": phases})
        assert first_visit(make_circle_plan([8], 3, method=method), "1").instruction.startswith(
            said
        )


def test_nobody_at_a_table_moves_at_a_gong() -> None:
    """No words of a built-in method say that a gong moves people away from their table."""
    for method in list_methods():
        if method.movement.ring is None and method.grouped:
            for text in (method.spoken.welcome, method.card.text if method.card else None):
                words = f"{text.de} {text.en}" if text is not None else ""
                assert not re.search(r"(Beim Gong|At the gong)[^.]*(geh|next table|number)", words)


def test_places_of_a_circle_in_words() -> None:
    """A card names circle, side and seat, and follows the movement in one line."""
    visit = first_visit(circle(1, 0), "2")
    [run] = along(visit.turns)
    assert [turn.where for turn in run] == [f"Outer circle A, seat {seat}" for seat in (2, 3, 4)]


def test_whoever_faces_nobody_is_told_whom_to_join() -> None:
    """In an odd circle exactly one person a rotation joins a pair, and the card says which."""
    plan = make_circle_plan([9], 3)
    joining = [
        (turn.rotation, turn.chair.seat, turn.where)
        for itinerary in itineraries(plan)
        for turn in itinerary.visits[0].turns
        if turn.joins and turn.chair is not None
    ]
    assert sorted(joining) == [
        (1, 5, "Outer circle A, seat 5, with your chair to seat 3"),
        (2, 5, "Outer circle A, seat 5, with your chair to seat 2"),
        (3, 5, "Outer circle A, seat 5, with your chair to seat 1"),
    ]


def test_whoever_joined_a_pair_is_told_to_go_back() -> None:
    """Before people move on the third chair goes back; after the last round it need not."""
    back = "first put your chair back at your own seat"
    told = {
        turn.rotation: back in itinerary.visits[0].instruction
        for itinerary in itineraries(make_circle_plan([9], 3))
        for turn in itinerary.visits[0].turns
        if turn.joins
    }
    assert told == {1: True, 2: True, 3: False}
    assert back not in str([one.visits for one in itineraries(make_circle_plan([8], 3))])


def test_free_seats_name_the_side_only() -> None:
    """With free seats a card gives circle and side, and says that any chair there is right."""
    plan = edit(circle(1, 0), seating="free")
    groups = tuple(
        rotation.model_copy(
            update={
                "groups": tuple(
                    group.model_copy(
                        update={
                            "seats": {
                                person: seat.model_copy(update={"seat": None})
                                for person, seat in group.seats.items()
                            }
                        }
                    )
                    for group in rotation.groups
                )
            }
        )
        for rotation in plan.sessions[0].rotations
    )
    visit = first_visit(edit(plan, rotations=groups), "1")
    assert visit.turns[0].where == "Outer circle A"
    assert visit.instruction.startswith("Take any free chair there.")
    assert visit.turns[0].partners == ()


@pytest.mark.parametrize(
    ("movement", "said"),
    [
        ({"assigned": True}, "When the round ends: on to your next place."),
        ({"next": 1}, "When the round ends: go on together with your group."),
        ({"next": 0}, "You stay in your group."),
    ],
)
def test_movement_between_tables(movement: dict[str, Any], said: str) -> None:
    """Every movement of the method has its words."""
    method = make_method(movement=movement)
    plan = make_plan([[[1, 2], [3, 4]], [[3, 4], [1, 2]]], method=method)
    assert first_visit(plan, "1").instruction == said


def test_chairs_at_tables_have_no_numbers() -> None:
    """Who stays at a table has one line without seats, but one for each task that a seat brings."""
    plan = make_plan([[[1, 2]], [[1, 2]], [[1, 2]]])
    for number, seat in ((1, 1), (2, 2), (3, 2)):
        plan = edit_group(plan, number, "t1", seats={"p1": Seat(seat=seat)})
    [line] = along(first_visit(plan, "1").turns)
    assert [turn.where for turn in line] == ["table 1"] * 3
    dealer = edit(plan, spec=make_method(roles=[make_role("dealer") | {"per": "repeat"}]))
    lines = along(first_visit(dealer, "1").turns)
    assert [[turn.task for turn in line] for line in lines] == [["dealer\xa01"], [""], [""]]


def test_every_rotation_at_a_table_is_told() -> None:
    """Who stays at a table for two of three rotations reads both times; who never leaves, one."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 2], [3, 4]], [[1, 4], [3, 2]]])
    lines = along(first_visit(plan, "2").turns)
    assert [[(turn.rotation, turn.place_id) for turn in line] for line in lines] == [
        [(1, "t1")],
        [(2, "t1")],
        [(3, "t2")],
    ]
    assert [len(line) for line in along(first_visit(plan, "1").turns)] == [3]


def test_whoever_has_one_place_stays() -> None:
    """A host at one table all the time is told to stay, everybody else to move."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 4], [3, 2]]])
    assert first_visit(plan, "1").instruction == "You stay here all the time."
    seated = plan
    for number in (1, 2):
        seated = edit_group(seated, number, "t1", seats={"p1": Seat(seat=number)})
    assert first_visit(seated, "1").instruction == "You stay at this table all the time."
    assert first_visit(plan, "2").instruction == "When the round ends: on to your next place."


def test_role_topic_and_partners() -> None:
    """The card has the role with what it asks for, and the topic of the place."""
    plan = make_plan([[[1, 2, 3]]], method=make_method(roles=[make_role("scribe")]))
    plan = edit_group(plan, 1, "t1", topic="Money", roles={"p2": "scribe"})
    [turn] = first_visit(plan, "2").turns
    assert (turn.task, turn.duty, turn.topic) == ("scribe", "English", "Money")
    assert [person.number for person in turn.partners] == [1, 3]
    assert first_visit(plan, "1").turns[0].duty == ""


def test_a_role_that_comes_round_stands_on_the_card() -> None:
    """Seat k has the role in repeat k, beside any other, unless somebody is named for it."""
    method = make_method(
        roles=[make_role("scribe"), make_role("giver", per="repeat")],
        timing={"phases": [make_phase("talk", 5, repeat=2)]},
    )
    seats = {f"p{k}": Seat(seat=k) for k in (1, 2, 3)}
    plan = make_plan([[[1, 2, 3]]], method=method)
    plan = edit_group(plan, 1, "t1", roles={"p2": "scribe"}, seats=seats)
    said = [first_visit(plan, str(k)).turns[0].task for k in (1, 2, 3)]
    assert said == ["giver\N{NO-BREAK SPACE}1", "scribe and giver\N{NO-BREAK SPACE}2", ""]
    named = edit_group(plan, 1, "t1", roles={"p3": "giver"})
    assert [first_visit(named, str(k)).turns[0].task for k in (1, 2, 3)] == ["", "", "giver"]


def test_every_spoken_promise_of_a_card_is_kept() -> None:
    """Where it is said that cards name who begins, the cards of a planned session do."""
    for name in ("sozialplanungspoker", "troika"):
        method = load_method(name)
        assert "card says who" in " ".join(str(method.spoken.begin).split())
        plan = make_plan([[[1, 2, 3], [4, 5, 6]]], method=method)
        dealt = deal_roles(method, tuple(r.groups for r in plan.sessions[0].rotations))
        plan = edit_rotation(plan, 1, groups=dealt[0])
        [role] = (role for role in method.roles if role.per == "repeat")
        tasks = [one.visits[0].turns[0].task for one in itineraries(plan)]
        assert sum(f"{role.name}\N{NO-BREAK SPACE}1" in task for task in tasks) == 2


def test_sitting_out_and_having_no_place() -> None:
    """Who sits out is told so; whom the plan forgot is sent to the moderators."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 2], [3, 4]]])
    plan = edit_group(plan, 2, "t2", members=())
    plan = edit_rotation(plan, 2, sitting_out=("p3",))
    assert first_visit(plan, "3").turns[1].where == "sits out"
    assert first_visit(plan, "4").turns[1].where == "please see the moderators"
    forgotten = [itinerary.person.number for itinerary in itineraries(plan) if itinerary.unplaced]
    assert forgotten == [4]


def test_only_what_is_attended() -> None:
    """A session somebody is not there for is no visit but missed; days without visits are left."""
    itinerary = itinerary_of(forum(), "5")
    assert [visit.session.title for visit in itinerary.visits] == ["Coffee", "First session"]
    assert [session.title for session in itinerary.missed] == ["Lecture"]
    assert len(itinerary.days) == 1
    assert len(itinerary_of(forum(), "1").days) == 2


@given(st.lists(st.integers(2, 6), min_size=1, max_size=4), st.integers(1, 4))
def test_everybody_is_somewhere_in_every_rotation(sizes: list[int], rotations: int) -> None:
    """Nobody's programme has a gap, and `along` loses no turn and no order."""
    numbers = iter(range(1, sum(sizes) + 1))
    tables = [[next(numbers) for _seat in range(size)] for size in sizes]
    plan = make_plan([tables] * rotations)
    for itinerary in itineraries(plan):
        turns = itinerary.visits[0].turns
        assert [turn.rotation for turn in turns] == list(range(1, rotations + 1))
        assert [turn for run in along(turns) for turn in run] == list(turns)
        assert not itinerary.unplaced
