"""Tests of a plan as rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate import views
from facilitate.errors import RosterError
from facilitate.plan import Plan
from tests.builders import (
    edit,
    edit_group,
    edit_rotation,
    make_circle_plan,
    make_method,
    make_plan,
    make_role,
)

SIX = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan of 4 to 10 people at two tables."""
    people = draw(st.integers(4, 10))
    rotations = draw(st.lists(st.permutations(range(1, people + 1)), min_size=1, max_size=3))
    return make_plan([[list(order[::2]), list(order[1::2])] for order in rotations])


@given(plans())
def test_all_views_say_the_same(plan: Plan) -> None:
    """By person, by place and by rotation the same people sit at the same places."""
    by_rotation = {
        (group.rotation, group.place_id, member.person.id)
        for view in views.by_rotation(plan)
        for group in view.groups
        for member in group.members
    }
    by_place = {
        (group.rotation, group.place_id, member.person.id)
        for run in views.by_place(plan)
        for group in run.groups
        for member in group.members
    }
    by_person = {
        (stop.rotation, stop.group.place_id, run.person.id)
        for run in views.by_person(plan)
        for stop in run.stops
        if stop.group
    }
    assert by_rotation == by_place == by_person
    assert len(by_rotation) == len(plan.participants) * len(plan.sessions[0].rotations)


@given(plans())
def test_matrix_is_symmetric_and_complete(plan: Plan) -> None:
    """The matrix is symmetric, empty on its diagonal, and holds every meeting once."""
    counts = views.meeting_matrix(plan).counts
    assert all(row[i] == 0 for i, row in enumerate(counts))
    assert [list(column) for column in zip(*counts, strict=True)] == [list(row) for row in counts]
    assert sum(map(sum, counts)) == 2 * sum(plan.meetings().values())


def test_people_stand_by_number() -> None:
    """People come in the order of their numbers, whatever the order of the list."""
    turned = SIX.model_copy(update={"participants": SIX.participants[::-1]})
    assert [run.person.number for run in views.by_person(turned)] == [1, 2, 3, 4, 5, 6]
    assert [p.number for p in views.meeting_matrix(turned).people] == [1, 2, 3, 4, 5, 6]


def test_stop_names_everything() -> None:
    """A stop has place, topic, task and partners."""
    method = make_method(roles=[make_role("host")])
    plan = edit_group(
        make_plan([[[1, 2], [3, 4]]], method=method), 1, "t1", topic="Kita", roles={"p1": "host"}
    )
    [stop] = views.by_person(plan)[0].stops
    assert stop.group is not None
    assert stop.own is not None
    assert (stop.group.place, stop.group.place_id, stop.group.topic) == ("table 1", "t1", "Kita")
    assert (stop.own.role, stop.own.task, stop.own.seat) == ("host", "host", "")
    assert [p.id for p in stop.partners] == ["p2"]


def test_seats_in_words() -> None:
    """In circles the side and the seat are named."""
    [first, *_others] = views.by_person(make_circle_plan([6], 1))
    assert first.stops[0].own is not None
    assert first.stops[0].own.seat == "outer circle, seat 1"


def test_free_seats_have_no_partners() -> None:
    """With free seats nobody's partners are claimed."""
    plan = edit(make_circle_plan([6], 2), seating="free")
    assert all(not stop.partners for run in views.by_person(plan) for stop in run.stops)


def test_sitting_out() -> None:
    """Whoever sits out has a stop without a place."""
    plan = edit_rotation(SIX, 2, sitting_out=("p6",))
    plan = edit_group(plan, 2, "t2", members=("p3", "p5"))
    stop = views.by_person(plan)[5].stops[1]
    assert (stop.group, stop.own, stop.partners) == (None, None, ())


def test_strangers_come_last() -> None:
    """Somebody who is not among the people is shown by id, after all others."""
    plan = edit_group(SIX, 1, "t1", members=("p1", "p2", "p3", "zoe"))
    last = views.by_person(plan)[-1].person
    assert (last.id, last.name, last.number) == ("zoe", "zoe", views.UNNUMBERED)
    assert len(views.meeting_matrix(plan).people) == 6


def test_unknown_places_and_roles_keep_their_id() -> None:
    """A place or role that the plan does not explain is shown by its id."""
    plan = edit_group(SIX, 1, "t1", place="t9", roles={"p1": "king"})
    group = views.by_rotation(plan)[0].groups[0]
    assert (group.place, group.members[0].task) == ("t9", "king")


@pytest.mark.parametrize("named", ["4", "p4", "Person 4", "person 4"])
def test_find_person(named: str) -> None:
    """People are found by number, id and name, as in a list."""
    assert views.find_person(SIX, named).id == "p4"


def test_find_nobody() -> None:
    """Nobody found is an error with the nearest name."""
    with pytest.raises(RosterError) as caught:
        views.find_person(SIX, "Persn 4")
    assert "Person 4" in caught.value.findings[0].hint
