"""Rings of people who turn: one rotation decides all, and what it is said to cost is true."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from facilitate.grouping.costs import Costs
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
def test_every_seating_that_turns_is_truly_counted(rotations: int) -> None:
    """Each is better than the one before, groups are full, and who stays stays together."""
    problem = ruled(rotations)
    turning = arranged(problem, Random(1))
    assert turning is not None
    found = list(turn(turning, Random(2), Stop(), 300))
    assert all(later.values < before.values for before, later in pairwise(found))
    for one in found:
        assert one.values == Costs(problem).tally(one.found)
        assert (one.found[:, 0] == one.found[:, 1]).all()
        assert (one.found[:, 4] == 5).all()
        for row in one.found:
            assert np.array_equal(np.bincount(row), problem.sizes[0])


def test_pairs_of_a_class_meet_alike() -> None:
    """In all rotations together, pairs that turn into one another meet equally often."""
    turning = arranged(ruled(), Random(1))
    assert turning is not None
    seats = list(turn(turning, Random(2), Stop(), 20))[-1].found
    met = np.sum([row[:, None] == row for row in seats], axis=0)
    for number in np.unique(turning.classes):
        assert len(np.unique(met[turning.classes == number])) == 1


def test_people_of_a_ring_are_alike() -> None:
    """Where there are enough of a kind, what is spread in one rotation is so in all."""
    problem = ruled()
    turning = arranged(problem, Random(1))
    assert turning is not None
    kinds = [set(problem.spread["leader"][list(ring)].tolist()) for ring in turning.rings]
    assert sum(len(kind) > 1 for kind in kinds) <= 1


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
    assert arranged(ruled(**more), Random(1)) is None  # type: ignore[arg-type]


def test_no_place_of_the_clock_or_of_chance() -> None:
    """The same seed gives the same seating, and a clock that has run out ends it at once."""
    turning = arranged(ruled(), Random(1))
    assert turning is not None
    first, again = (list(turn(turning, Random(3), Stop(), 50))[-1].found for _ in range(2))
    assert np.array_equal(first, again)
    assert len(list(turn(turning, Random(3), Stop(seconds=0), 50))) == 1


def test_pairs_that_stay_together_need_not_cost_a_meeting() -> None:
    """With the rules of every kind nobody meets twice, and no rule is broken."""
    result = solve(ruled(), seed=1, stop=Stop(steps=400))
    assert (result.score[BROKEN], result.score["org"], result.score[REPEATS]) == (0, 0, 0)
