"""What stays of an earlier plan: roles, seats, and whoever need not have changed places."""

from __future__ import annotations

from functools import partial

import numpy as np

from facilitate.grouping.costs import recount
from facilitate.groups import Group, Seat
from facilitate.planning.carrying import carried
from facilitate.planning.nearness import brought_back
from tests.grouping.problems import tables


def test_roles_and_seats_stay() -> None:
    """Who comes takes seat and role of who goes; the others keep theirs."""
    old = Group(
        place="t1",
        members=("a", "b", "c"),
        roles={"b": "host"},
        seats={p: Seat(seat=k) for k, p in enumerate("abc", 1)},
    )
    new = Group(place="t1", members=("a", "c", "d"), roles={"a": "host"})
    ((group,),) = carried(((new,),), ((old,),))
    assert group.members == ("a", "d", "c")
    assert group.roles == {"d": "host"}
    assert group.seats["d"].seat == 2
    assert group.seats["c"].seat == 3


def test_a_smaller_table_keeps_its_tasks() -> None:
    """A task of somebody who is gone goes to one who has none, and nobody else's changes."""
    old = Group(
        place="t1",
        members=("a", "b", "c", "d"),
        roles={"a": "moderator", "b": "timekeeper"},
        seats={p: Seat(seat=k) for k, p in enumerate("abcd", 1)},
    )
    new = Group(
        place="t1",
        members=("b", "c", "d"),
        roles={"c": "moderator", "d": "timekeeper"},
        seats={p: Seat(seat=k) for k, p in enumerate("cdb", 1)},
    )
    ((group,),) = carried(((new,),), ((old,),))
    assert group.roles == {"b": "timekeeper", "c": "moderator"}
    assert sorted(seat.seat or 0 for seat in group.seats.values()) == [1, 2, 3]
    assert (group.seats["b"].seat, group.seats["c"].seat) == (2, 3)
    late = new.model_copy(update={"members": ("b", "c", "d", "e")})
    ((group,),) = carried(((late,),), ((old,),))
    assert group.roles == {"e": "moderator", "b": "timekeeper"}


def test_seats_of_a_circle_follow_its_movement() -> None:
    """Who comes into a circle sits where the movement says, whoever sat there before."""
    seats = {
        "a": Seat(circle="A", side="inner", seat=1),
        "b": Seat(circle="A", side="outer", seat=1),
    }
    old = Group(place="A1", members=("a", "b"), seats=seats)
    moved = {"c": seats["a"], "a": seats["b"]}
    new = Group(place="A1", members=("c", "a"), seats=moved)
    ((group,),) = carried(((new,),), ((old,),))
    assert (group.members, group.seats) == (("c", "a"), moved)


def test_people_come_back_as_far_as_goals_allow() -> None:
    """An exchange that no goal needs is taken back, one that parts a pair is not."""
    before = np.array([[0, 0, 1, 1, 2, 2]])
    now = np.array([[0, 1, 0, 2, 1, 2]])
    problem = tables(2, 2, 2, rotations=1, apart=((0, 1),))
    score = partial(recount, problem)
    back = brought_back(now, before, score, score(now))
    assert back[0, 0] != back[0, 1]
    assert (back != before).sum() == 2
    assert brought_back(now, before, score, score(before)).tolist() == before.tolist()
