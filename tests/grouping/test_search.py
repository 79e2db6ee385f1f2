"""The search by swaps: the memory obeyed, every better seating truly better, groups kept full."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping import search
from facilitate.grouping.annealing import cool
from facilitate.grouping.costs import AVOID, TIERS, Costs
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.search import improve
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import FORBIDDEN, NEVER, Aspiration, Improvement, Tabu
from tests.grouping.problems import histories, seated, tables

NOTHING_BETTER = (-1,) * 5


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: histories(n, most=4)), st.integers(0, 2**32))
def test_the_cheapest_swap_that_is_not_tabu_is_chosen(changes: Ints, seed: int) -> None:
    """A look at every swap finds the same one, ties going to the first, for several steps."""
    n = len(changes)
    np.fill_diagonal(changes, FORBIDDEN)
    problem = tables(n, rotations=1, counts=False, avoid={"a": np.zeros(n, np.int64)})
    nothing_gained = Aspiration(Costs(problem), (0,) * 5, (-9,) * 5)
    slots, memory = np.arange(n) % 2, Tabu(Random(seed), (1, n, 2), (2, 6))
    for _ in range(6):
        banned = memory.until[0][:, slots] > memory.step + 1
        free = np.where(banned | banned.T, FORBIDDEN, changes)
        expected = free if free.min() < NEVER else changes
        i, j, change = memory.choose(0, changes, slots, nothing_gained)
        assert (i, j) == divmod(int(expected.argmin()), n)
        assert change == changes[i, j]
        slots[[i, j]] = slots[[j, i]]


def checked(costs: Costs, seats: Ints, found: list[Improvement]) -> None:
    """Assert that each is better than the one before, truly counted, and in groups as full."""
    assert all(later.values < before.values for before, later in pairwise(found))
    for one in found:
        assert one.values == costs.tally(one.found)
        for row, before in zip(one.found, seats, strict=True):
            assert np.array_equal(np.bincount(row), np.bincount(before))


@settings(max_examples=30, deadline=None)
@given(seated(), st.integers(0, 2**32))
def test_every_improvement_is_true(case: tuple[Problem, Ints], seed: int) -> None:
    """Also where valleys are left often: people put back, and swaps by chance."""
    problem, seats = case
    costs = Costs(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "KICK_AFTER", 5)
        found = list(improve(costs, seats, Random(seed), Stop(), 20, NOTHING_BETTER))
    checked(costs, seats, found)


@pytest.mark.parametrize("seed", range(3))
def test_cooling_gives_true_and_better_seatings(seed: int) -> None:
    """Costs of pairs fall far below chance, with a pair that must stay apart."""
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(0, 101, (30, 30)), 1)
    problem = tables(*[6] * 5, rotations=1, counts=False, apart=((0, 1),), cost=half + half.T)
    costs, seats = Costs(problem), np.arange(30)[None, :] % 5
    found = list(cool(costs, seats, Random(seed), Stop(), NOTHING_BETTER))
    checked(costs, seats, found)
    assert found[-1].values[0] == 0
    assert found[-1].values[TIERS.index(AVOID)] < 0.85 * found[0].values[TIERS.index(AVOID)]
