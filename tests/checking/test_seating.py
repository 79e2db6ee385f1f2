"""Who sits out although there is room, at tables, in circles and among topics."""

from __future__ import annotations

import pytest

from facilitate.checking import check
from facilitate.plan import Plan
from tests.builders import (
    edit,
    edit_group,
    edit_rotation,
    make_circle_plan,
    make_method,
    make_ring_method,
)
from tests.checking.cases import NOTHING_PRIVATE, TABLES, choice, event, places, tables


def left_out(plan: Plan) -> list[tuple[str, str, str]]:
    """Give who is said to sit out needlessly: message, where, hint."""
    found = [f for f in check(plan, NOTHING_PRIVATE) if f.code == "sitting-out-needless"]
    return [(f.message, f.where, f.hint) for f in found]


def without(plan: Plan, place: str, *people: str) -> Plan:
    """Take people out of a group of the first rotation, and let them sit out."""
    first = plan.sessions[0].rotations[0]
    group = next(group for group in first.groups if group.place == place)
    members = tuple(person for person in group.members if person not in people)
    seats = {person: seat for person, seat in group.seats.items() if person not in people}
    plan = edit_group(plan, 1, place, members=members, seats=seats)
    return edit_rotation(plan, 1, sitting_out=people)


def full(*seats: int) -> Plan:
    """Seat seven people of eight at two tables for four with so many seats, and one out."""
    seatings = [[[1, 2, 3, 4], [5, 6, 7, 8]]]
    method = make_method(group={"min": 3, "ideal": 4, "max": 4})
    return without(edit(tables(seatings, method=method), places=places(*seats)), "t2", "p8")


def test_who_was_put_out_is_named() -> None:
    """With name, session and rotation, and where there is room; nobody else is."""
    plan = without(tables(TABLES), "t3", "p9")
    told = ("9 Person 9 sits out, though there is room.", "Rotation 1")
    assert left_out(plan) == [(*told, "There is room here: table 1; table 2; table 3.")]
    assert left_out(event(plan, tables()))[0][1] == "Session 0, Rotation 1"
    assert left_out(tables(TABLES)) == []
    assert left_out(edit(plan, absent=("p9",))) == []


def test_where_all_is_full_somebody_has_to_sit_out() -> None:
    """Seats, sizes that work and places in use decide whether there is room."""
    assert left_out(full(4, 4))[0][2] == "There is room here: table 2."
    assert left_out(full(4, 3)) == []
    assert left_out(full(4, 3, 9)) == []  # nobody sits alone at a third table
    never = make_method(group={"min": 3, "ideal": 3, "max": 4, "never": [4]})
    assert left_out(edit(full(4, 4), spec=never)) == []


def test_those_who_sit_out_could_be_a_group() -> None:
    """A whole group put out has its place still, where full tables have no room."""
    plan = tables(TABLES, method=make_method(group={"min": 3, "ideal": 3, "max": 3}))
    groups = plan.sessions[0].rotations[0].groups[:2]
    plan = edit_rotation(plan, 1, groups=groups, sitting_out=("p7", "p8", "p9"))
    assert left_out(plan) == [
        (
            "7 Person 7, 8 Person 8 and 9 Person 9 sit out, though there is room.",
            "Rotation 1",
            "There is room here: table 3.",
        )
    ]
    assert left_out(edit(plan, places=plan.sessions[0].places[:2])) == []


@pytest.mark.parametrize("seating", ["numbered", "free"])
def test_circles_make_a_trio_of_whoever_is_left(seating: str) -> None:
    """An odd circle has a trio and leaves out nobody; only full circles have no room."""
    odd = edit(make_circle_plan([7], 1), seating=seating)
    assert left_out(odd) == []
    out = without(odd, "A1", odd.sessions[0].rotations[0].groups[0].members[0])
    assert [hint for *_rest, hint in left_out(out)] == ["There is room here: Circle A."]
    small = make_ring_method(circles={"max_people": 6})
    assert left_out(edit(out, spec=small)) == []
    pairs = make_ring_method(group={"min": 2, "ideal": 2, "max": 2})
    assert left_out(edit(out, spec=pairs)) == []


def test_topics_have_room_up_to_their_most() -> None:
    """A topic for five takes a sixth nowhere; an empty place without a topic is no room."""
    plan = without(choice(), "t2", "p9")
    assert [hint for *_rest, hint in left_out(plan)] == ["There is room here: table 2."]
    few = tuple(t.model_copy(update={"max": 3}) for t in plan.sessions[0].topics)
    many = edit(plan, places=places(9, 9, 9), topics=few)
    assert left_out(many) == []
