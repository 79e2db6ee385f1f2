"""Rings of people who turn: one rotation decides all, and what it is said to cost is true."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from facilitate.grouping.costs import recount
from facilitate.grouping.problem import BROKEN, REPEATS, Problem
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop
from facilitate.grouping.turning import arranged, turn
from tests.grouping.problems import tables

RULES: Mapping[str, object] = {
    "together": ((0, 1), (2, 3)),
    "fixed": ((None, 4, 5),),
    "apart": ((5, 6), (7, 20)),
    "avoid": {"org": np.arange(30) % 15},
    "spread": {"leader": (np.arange(30) < 9).astype(np.int64)},
    "hard": frozenset(["org", "leader"]),
}


def ruled(rotations: int = 3, **more: object) -> Problem:
    """Make 30 people at six tables with rules of every kind."""
    return tables(*[5] * 6, rotations=rotations, **{**RULES, **more})


@pytest.mark.parametrize("rotations", [3, 4, 5])
def test_every_seating_that_turns_is_better_than_the_one_before(rotations: int) -> None:
    """Fewer pairs meet again in each, groups are full, and who stays stays together."""
    problem = ruled(rotations)
    turning = arranged(problem)
    assert turning is not None
    found = list(turn(turning, Random(2), Stop(), 300))
    repeats = [recount(problem, seats)[REPEATS] for seats in found]
    assert repeats[0] > repeats[-1]
    assert all(later < before for before, later in pairwise(repeats))
    for seats in found:
        assert (seats[:, 0] == seats[:, 1]).all()
        assert (seats[:, 4] == 5).all()
        for row in seats:
            assert np.array_equal(np.bincount(row), problem.sizes[0])


def test_pairs_of_a_class_meet_alike() -> None:
    """In all rotations together, pairs that turn into one another meet equally often."""
    turning = arranged(ruled())
    assert turning is not None
    seats = list(turn(turning, Random(2), Stop(), 20))[-1]
    met = np.sum([row[:, None] == row for row in seats], axis=0)
    for number in np.unique(turning.classes):
        assert len(np.unique(met[turning.classes == number])) == 1


def test_it_ends_where_nobody_meets_twice() -> None:
    """A seating without a repeat is the last one, however many steps were left."""
    turning = arranged(ruled())
    assert turning is not None
    *before, last = turn(turning, Random(2), Stop(), 10**9)
    assert recount(turning.problem, last)[REPEATS] == 0
    assert all(recount(turning.problem, seats)[REPEATS] for seats in before)


@pytest.mark.parametrize(
    "more",
    [
        {"met": np.zeros((30, 30), np.int64)},
        {"counts": False},
        {"fixed": ((0, 4, 5),)},
        {"rotations": 2},
        {"together": tuple((k, k + 1) for k in range(0, 14, 2))},
        {"fixed": tuple((None, k, 0) for k in range(6))},
    ],
)
def test_what_does_not_fit_does_not_turn(more: dict[str, object]) -> None:
    """Earlier meetings, rules of one rotation, two rotations, more sets than tables."""
    assert arranged(ruled(**more)) is None  # type: ignore[arg-type]


def test_no_place_of_the_clock_or_of_chance() -> None:
    """The same seed gives the same seating, and a clock that has run out ends it at once."""
    turning = arranged(ruled())
    assert turning is not None
    first, again = (list(turn(turning, Random(3), Stop(), 50))[-1] for _ in range(2))
    assert np.array_equal(first, again)
    assert len(list(turn(turning, Random(3), Stop(seconds=0), 50))) == 1


def test_pairs_that_stay_together_need_not_cost_a_meeting() -> None:
    """With the rules of every kind nobody meets twice, and no rule is broken."""
    result = solve(ruled(), seed=1, stop=Stop(steps=400))
    assert (result.score[BROKEN], result.score["org"], result.score[REPEATS]) == (0, 0, 0)
