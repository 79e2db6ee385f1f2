"""Seatings that are mended by few exchanges."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facilitate.grouping.costs import recount
from facilitate.grouping.problem import BROKEN, REPEATS, Problem
from facilitate.groups import Group, Seat
from facilitate.planning.nearness import brought_back
from facilitate.planning.repairing import (
    breaches_of,
    carried,
    change_seats,
    meeting_again,
    mended,
    near_enough,
    no_worse,
    won_back,
)
from tests.grouping.problems import tables

SIZES = np.full((3, 6), 4, np.int64)


def _rows(seed: int) -> np.typing.NDArray[np.int64]:
    rng, rows = Random(seed), []
    for _rotation in range(3):
        row = [g for g in range(6) for _ in range(4)]
        rng.shuffle(row)
        rows.append(row)
    return np.array(rows, np.int64)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 23), min_size=2, max_size=5, unique=True))
def test_rules_are_kept_with_few_exchanges(seed: int, people: list[int]) -> None:
    """Whoever must be apart is; no seat changes where nobody sat with whom they must not."""
    seats = _rows(seed)
    problem = Problem(SIZES, apart=tuple(map(tuple, map(sorted, pairwise(people)))))
    broken = list(breaches_of(problem, seats))
    found = mended(
        seats, lambda s: recount(problem, s), lambda s: breaches_of(problem, s), change_seats
    )
    assert found is not None
    assert recount(problem, found)[BROKEN] == 0
    assert (np.sort(found, axis=1) == np.sort(seats, axis=1)).all()
    if not broken:
        assert found is seats


def test_what_is_grave_is_compared() -> None:
    """Meetings again are grave, mixing is not."""
    assert no_worse({REPEATS: 1, "spread:x": 9}, {REPEATS: 1, "spread:x": 0})
    assert not no_worse({REPEATS: 2}, {REPEATS: 1})


def test_a_rank_may_be_lost_for_each_changed_seat() -> None:
    """Staying near costs ranks, no more than seats; nobody is unserved or met again for it."""
    before = {"unserved": 1, REPEATS: 0, "rank-sum": 10}
    assert near_enough({**before, "rank-sum": 14}, before, changed=4)
    assert not near_enough({**before, "rank-sum": 15}, before, changed=4)
    assert not near_enough({**before, "unserved": 2}, before, changed=4)
    assert not near_enough({**before, REPEATS: 1}, before, changed=4)


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


def test_somebody_may_come_back_alone() -> None:
    """Where sizes may differ, nobody has to leave for it."""
    before, now = np.array([[0, 0, 1, 1]]), np.array([[0, 1, 1, 1]])
    assert brought_back(now, before, lambda _s: {}, {}).tolist() == now.tolist()
    assert brought_back(now, before, lambda _s: {}, {}, alone=True).tolist() == before.tolist()


def test_meetings_again_are_won_back_by_few_exchanges() -> None:
    """Two who have met elsewhere since are parted, and everybody else stays."""
    met = np.zeros((9, 9), np.int64)
    met[0, 1] = met[1, 0] = 1
    problem = tables(3, 3, 3, rotations=2, met=met)
    seats = np.array([[0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2]])
    again = partial(meeting_again, met)
    assert set(again(seats)) == {(0, 0), (0, 1)}
    score = partial(recount, problem)
    after = won_back(seats, score, again, 1)
    assert score(after)["no-repeat"] < score(seats)["no-repeat"]
    assert (after != seats).sum() == 2
    assert won_back(seats, score, again, 0) is seats
