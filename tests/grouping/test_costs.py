"""Weights and counts: the incremental cost equals a recount."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.costs import TIERS, Costs, nobody_meets_again, recount
from facilitate.grouping.problem import REPEATS, THIRDS, Ints, Problem
from facilitate.grouping.seating import Seating
from facilitate.grouping.tabu import NEVER
from tests.grouping.problems import seated, tables


@settings(max_examples=40, deadline=None)
@given(seated(), st.data())
def test_change_of_a_swap_equals_recount(case: tuple[Problem, Ints], data: st.DataObject) -> None:
    """After random swaps the running values and tables equal those made from nothing."""
    problem, seats = case
    costs = Costs(problem)
    seating = Seating(costs, seats)
    for _ in range(5):
        number = data.draw(st.integers(0, problem.rotations - 1))
        i, j = (data.draw(st.integers(0, problem.people - 1)) for _ in range(2))
        if seating.seats[number, i] != seating.seats[number, j]:
            change = seating.change(number, i, j)
            assert (
                change
                == seating.changes(number)[i, j]
                == seating.changes(number, np.array([i]))[0, j]
            )
            seating.apply(number, i, j, change)
        assert seating.values == costs.tally(seating.seats)
        fresh = Seating(costs, seating.seats)
        assert np.array_equal(seating.pair, fresh.pair)
        assert np.array_equal(seating.group, fresh.group)


@settings(max_examples=60, deadline=None)
@given(seated(), st.sampled_from([0.0, 0.4, 1.0]), st.data())
def test_swaps_kept_from_step_to_step_equal_those_made_anew(
    case: tuple[Problem, Ints], afresh: float, data: st.DataObject
) -> None:
    """However few rows are renewed, the table of swaps and its minima are those of a new one."""
    problem, seats = case
    costs = Costs(problem)
    seating = Seating(costs, seats)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("facilitate.grouping.seating.AFRESH", afresh)
        for _ in range(6):
            number = data.draw(st.integers(0, problem.rotations - 1))
            swaps = seating.swaps(number)
            assert np.array_equal(swaps.table, seating.changes(number))
            assert np.array_equal(swaps.least, swaps.table.min(axis=1))
            i, j = (data.draw(st.integers(0, problem.people - 1)) for _ in range(2))
            if swaps.table[i, j] < NEVER:
                seating.apply(number, i, j, int(swaps.table[i, j]))


@given(st.tuples(*[st.integers(-4, 4)] * 5))
def test_decode_gives_back_every_tier(change: tuple[int, ...]) -> None:
    """A weighted sum of changes within reach is read back exactly."""
    problem = tables(3, 3, rotations=3, spread={"s": np.zeros(6, np.int64)}, apart=((0, 1),))
    costs = Costs(problem)
    within = tuple(
        max(-costs.reach[tier], min(costs.reach[tier], part))
        for tier, part in zip(TIERS, change, strict=True)
    )
    weighted = sum(costs.weights[t] * part for t, part in zip(TIERS, within, strict=True))
    assert costs.decode(weighted) == within


def test_a_third_meeting_hurts_more_than_two_second_ones() -> None:
    """Three groups of nine: trios kept together have the same Σ M(M-1)/2, more third meetings."""
    problem = tables(3, 3, 3, rotations=3)
    rows = [np.repeat([0, 1, 2], 3)] * 3
    trios = recount(problem, np.array(rows))
    assert (trios[REPEATS], trios[THIRDS]) == (27, 9)


def test_tiers_that_do_not_fit_are_left_out_of_the_search_only() -> None:
    """Huge groups and many rotations: the lowest tiers lose their weight, the count stays."""
    codes = np.arange(3000) % 7
    problem = tables(
        1500, 1500, rotations=60, avoid={"a": codes}, spread={"s": codes}, apart=((0, 1),)
    )
    costs = Costs(problem)
    assert costs.weights["broken"] > costs.weights[REPEATS] > 0
    assert 0 in costs.weights.values()


def test_people_kept_together_never_count_as_repeats() -> None:
    """A pair under a together rule meets in every rotation without a coincidence."""
    rows = np.array([[0, 0, 1, 1]] * 3)
    free = recount(tables(2, 2, rotations=3), rows)
    kept = recount(tables(2, 2, rotations=3, together=((0, 1),)), rows)
    assert (free[REPEATS], kept[REPEATS]) == (6, 3)


@pytest.mark.parametrize("threads_from", [0, 50_000])
@given(st.data())
def test_repeats_are_found_by_one_thread_or_two(threads_from: int, data: st.DataObject) -> None:
    """Whether nobody meets again is what counting every pair of every rotation says."""
    people, rotations = data.draw(st.integers(2, 8)), data.draw(st.integers(1, 3))
    row = st.lists(st.integers(0, 3), min_size=people, max_size=people)
    seats = np.array(data.draw(st.lists(row, min_size=rotations, max_size=rotations)))
    met = Counter(
        pair
        for row in seats
        for pair in combinations(range(people), 2)
        if len(set(row[[*pair]])) < 2
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("facilitate.grouping.costs._MANY", threads_from)
        assert nobody_meets_again(seats) == (max(met.values(), default=0) < 2)
