"""One person out of every group: the cheapest way back, never a worse seating."""

from __future__ import annotations

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping import assignment
from facilitate.grouping.assignment import cheapest, put_back, sample
from facilitate.grouping.costs import Change, Costs
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.seating import Seating
from tests.grouping.problems import seated, tables


@st.composite
def squares(draw: st.DrawFn) -> Ints:
    """Draw a small table of costs, small or huge ones."""
    n = draw(st.integers(1, 5))
    cells = draw(st.lists(st.integers(-9, 9), min_size=n * n, max_size=n * n))
    return np.array(cells, np.int64).reshape(n, n) * draw(st.sampled_from([1, 2**50]))


@settings(max_examples=80, deadline=None)
@given(squares())
def test_cheapest_equals_brute_force(costs: Ints) -> None:
    """Every row has a column of its own, and no permutation is cheaper."""
    rows = range(len(costs))
    columns = cheapest(costs)
    assert sorted(columns) == list(rows)
    best = min(costs[rows, list(order)].sum() for order in permutations(rows))
    assert costs[rows, columns].sum() == best


def best_way_back(costs: Costs, seats: Ints, rotation: int, people: Ints) -> Change:
    """Count every way to put the people back, and give the best values."""
    groups, found = seats[rotation, people], []
    for order in permutations(groups):
        tried = seats.copy()
        tried[rotation, people] = order
        found.append(costs.tally(tried))
    return min(found)


@settings(max_examples=60, deadline=None)
@given(seated(), st.integers(0, 2**32), st.data())
def test_people_are_put_back_as_well_as_can_be(
    case: tuple[Problem, Ints], seed: int, data: st.DataObject
) -> None:
    """With rules and goals of every kind in their order, no other way back is better."""
    problem, seats = case
    costs, rotation = Costs(problem), data.draw(st.integers(0, problem.rotations - 1))
    seating = Seating(costs, seats)
    people = sample(seating, rotation, Random(seed))
    assert sorted(seats[rotation, people]) == list(range(problem.groups))
    put_back(seating, rotation, people)
    assert seating.values == best_way_back(costs, seats, rotation, people)
    assert seating.values == costs.tally(seating.seats)


@pytest.mark.parametrize("seed", range(4))
def test_six_groups_at_once(seed: int) -> None:
    """All 720 ways to put six people back, with meetings of three rotations."""
    problem = tables(*[3] * 6, rotations=3, avoid={"a": np.arange(18) % 5})
    rng = Random(seed)
    rows = [np.array(sorted(range(18), key=lambda _: rng.random())) % 6 for _ in range(3)]
    costs, seats = Costs(problem), np.array(rows)
    seating = Seating(costs, seats)
    people = sample(seating, 1, rng)
    put_back(seating, 1, people)
    assert seating.values == best_way_back(costs, seats, 1, people)


@settings(max_examples=40, deadline=None)
@given(seated(), st.integers(0, 2**32))
def test_goals_without_room_never_make_it_worse(case: tuple[Problem, Ints], seed: int) -> None:
    """With room for the most important goals only, values fall or stay."""
    problem, seats = case
    seating, rng = Seating(Costs(problem), seats), Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "ROOM", 400)
        for _ in range(4):
            before = seating.values
            put_back(seating, 0, sample(seating, 0, rng))
            assert seating.values <= before
