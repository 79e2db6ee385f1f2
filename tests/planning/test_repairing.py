"""Seatings that are mended by few exchanges."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facilitate.grouping.costs import recount
from facilitate.grouping.problem import BROKEN, REPEATS, Problem
from facilitate.groups import Group, Seat
from facilitate.planning.repairing import (
    breaches_of,
    carried,
    change_seats,
    mended,
    near_enough,
    no_worse,
)

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
