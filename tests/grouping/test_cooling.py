"""Who takes which place, cooling down: who may not swap does not, and designs keep their rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.cooling import ALL, Stage, cool_labels, stages
from facilitate.grouping.costs import Costs
from facilitate.grouping.labels import Labelling
from facilitate.grouping.problem import BROKEN, REPEATS, Ints, Problem
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop
from tests.grouping.problems import seated, tables

NEVER_REACHED = (-1, 0, 0, 0, 0)
TWO_WAYS = {
    "spread": {"a": np.arange(48) % 10 // 7, "b": np.arange(48) % 7 // 4},
    "hard": frozenset("ab"),
    "apart": ((0, 1), (2, 3)),
}


@settings(max_examples=60, deadline=None)
@given(seated(), st.integers(0, 2**32), st.data())
def test_every_choice_is_better_and_truly_counted(
    case: tuple[Problem, Ints], seed: int, data: st.DataObject
) -> None:
    """Each is a choice of all places, with its true values; who may not swap keeps the place."""
    problem, seats = replace(case[0], cost=None), case[1]
    people = problem.people
    stay = data.draw(st.sets(st.integers(0, people - 1)))
    barred = np.eye(people, dtype=np.bool_)
    barred[list(stay)] = barred[:, list(stay)] = True
    labelling, stage = (
        Labelling(Costs(problem, problem.rotations), seats),
        Stage(problem, barred, ALL),
    )
    start = np.arange(people)
    found = list(cool_labels(stage, seats, Random(seed), Stop(), 30, NEVER_REACHED, start))
    assert all(later.values < before.values for before, later in pairwise(found))
    for one in found:
        assert one.values == labelling.tally(one.found)
        assert sorted(one.found) == list(range(people))
        assert all(one.found[person] == person for person in stay)


def test_first_what_is_spread_then_all_else() -> None:
    """Swaps of people who differ, then of those who do not, then all; at last the musts alone."""
    problem = tables(8, 8, rotations=2, spread={"a": np.arange(16) % 2}, apart=((0, 1),))
    first, second, third, musts = stages(problem, [3])
    unlike, alike, any_two = first.barred, second.barred, third.barred
    assert first.asked.apart == ()
    assert second.asked is third.asked is problem
    assert not unlike[0, 1]
    assert alike[0, 1]
    assert unlike[0, 2]
    assert not alike[0, 2]
    assert not any_two[0, [1, 2]].any()
    assert (musts.asked.apart, musts.asked.spread) == (problem.apart, {})
    assert all(barred[3].all() and barred[:, 3].all() for barred in (unlike, alike, any_two))


@pytest.mark.parametrize("codes", [np.zeros(16, np.int64), np.arange(16)])
def test_no_stage_without_swaps(codes: Ints) -> None:
    """Where all are alike, or no two are, a stage with nobody to swap is left out."""
    problem = tables(8, 8, rotations=2, spread={"a": codes}, hard=frozenset("a"))
    assert len(list(stages(problem, []))) == 2


def test_a_design_keeps_two_ways_of_spreading() -> None:
    """Eight tables of six stay even in two ways in five rotations, and nobody meets twice."""
    result = solve(tables(*[6] * 8, rotations=5, **TWO_WAYS), seed=1, stop=Stop(steps=2_000))
    assert result.score == result.bounds
    assert (result.score[BROKEN], result.score[REPEATS]) == (0, 0)
    assert result.design.startswith("transversal design")
