"""Crowds too large for a table of all pairs: designs, columns, sampled swaps."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping import solver
from facilitate.grouping.costs import recount
from facilitate.grouping.designs import Design, for_sizes
from facilitate.grouping.large import Neighbours, by_columns, columns, settle
from facilitate.grouping.problem import BROKEN, REPEATS
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop
from tests.grouping.problems import tables


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every crowd as too large for a table of all pairs."""
    monkeypatch.setattr(solver, "DENSE", 0)


def test_ten_thousand_people_meet_nobody_twice() -> None:
    """A design, one attribute evenly spread in every rotation, nothing repeated."""
    codes = np.arange(10_000) * 7 % 10 // 8
    result = solve(tables(*[8] * 1250, rotations=10, spread={"s": codes}), seed=1)
    assert result.score == result.bounds


@pytest.mark.usefixtures("everything_is_large")
def test_rules_hold_in_a_large_crowd() -> None:
    """Apart, fixed and colleagues apart are kept without a repeat."""
    problem = tables(
        *[5] * 60,
        rotations=5,
        apart=((0, 1), (2, 3)),
        fixed=((None, 4, 7),),
        avoid={"a": np.arange(300) // 5},
    )
    result = solve(problem, seed=1)
    assert (result.score[BROKEN], result.score["a"], result.score[REPEATS]) == (0, 0, 0)


@pytest.mark.usefixtures("everything_is_large")
def test_people_kept_together_cost_few_repeats() -> None:
    """A pair that stays together leaves the design, and the price is counted."""
    result = solve(tables(*[5] * 60, rotations=5, together=((0, 9), (20, 33, 47))), seed=1)
    assert result.score[BROKEN] == 0
    assert result.score[REPEATS] == recount_repeats(result.seats)


def recount_repeats(seats: np.ndarray) -> int:  # type: ignore[type-arg]
    """Count repeats from a table of all pairs, the joined ones left out."""
    met = sum((row[:, None] == row[None, :]).astype(int) for row in seats)
    for i, j in ((0, 9), (20, 33), (20, 47), (33, 47)):
        met[i, j] = met[j, i] = 0
    np.fill_diagonal(met, 0)
    return int((met * (met - 1) // 2).sum()) // 2


@pytest.mark.usefixtures("everything_is_large")
def test_without_a_design_columns_still_seat_everybody() -> None:
    """Two halls of 40 have no design; everybody sits, and nothing is claimed."""
    problem = tables(40, 40, rotations=3)
    result = solve(problem, seed=1)
    assert (np.array([np.bincount(row) for row in result.seats]) == 40).all()
    assert result.design == ""


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 12), st.integers(2, 4), st.integers(1, 3), st.integers(0, 1))
def test_neighbours_are_those_in_the_same_group(
    groups: int, size: int, rotations: int, missing: int
) -> None:
    """The table names exactly those who share a group, in every rotation."""
    sizes = np.array([size] * (groups - missing) + [size - 1] * missing)
    design = columns(sizes, rotations)
    table = Neighbours.of(design.seats).table
    for position, row in enumerate(table):
        named = sorted(int(p) for p in row if p >= 0)
        truly = [
            int(p)
            for groups_of in design.seats
            for p in np.flatnonzero(groups_of == groups_of[position])
            if p != position
        ]
        assert named == sorted(truly)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32))
def test_sampled_swaps_never_make_it_worse(seed: int) -> None:
    """Every batch that is reported has fewer colleagues together, and repeats stay as they are."""
    rng = Random(seed)
    problem = tables(*[4] * 20, rotations=4, avoid={"a": np.arange(80) % 25})
    design = for_sizes(problem.sizes[0], 4, rng)
    assert isinstance(design, Design)
    position = np.array(sorted(range(80), key=lambda _: rng.random()))
    values = [recount(problem, design.seats[:, position])["a"]]
    for better in settle(problem, design, position, rng, Stop()):
        values.append(recount(problem, design.seats[:, better])["a"])
    assert values == sorted(values, reverse=True)
    assert sorted(by_columns(problem, rng).tolist()) == list(range(80))
