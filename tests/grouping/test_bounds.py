"""Bounds are never above the best that brute force finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.bounds import balanced, lower_bounds
from facilitate.grouping.costs import recount
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, Problem
from tests.grouping.problems import histories, partitions, seated, tables

SMALL = [(2, 2), (3, 2), (3, 3), (2, 2, 2), (3, 1), (2, 2, 1), (3, 1, 1), (2, 2, 2, 1), (4, 3)]


@pytest.mark.parametrize("sizes", SMALL)
def test_two_rotations_against_brute_force(sizes: tuple[int, ...]) -> None:
    """No two rotations of a few people beat the bound."""
    problem = tables(*sizes, rotations=2)
    rows = partitions(sizes)
    first = np.array(rows[0])
    values = [recount(problem, np.array([first, row]))[REPEATS] for row in rows]
    assert lower_bounds(problem)[REPEATS] <= min(values)


@pytest.mark.parametrize("sizes", [(2, 2), (3, 2), (3, 3), (2, 2, 1)])
def test_three_rotations_against_brute_force(sizes: tuple[int, ...]) -> None:
    """No three rotations of a few people beat the bound."""
    problem = tables(*sizes, rotations=3)
    rows = [np.array(row) for row in partitions(sizes)]
    scores = [
        recount(problem, np.array([rows[0], second, third]))
        for second, third in product(rows, repeat=2)
    ]
    bounds = lower_bounds(problem)
    assert bounds[REPEATS] <= min(score[REPEATS] for score in scores)
    assert bounds[THIRDS] <= min(score[THIRDS] for score in scores)


@settings(max_examples=60, deadline=None)
@given(seated())
def test_no_seating_beats_any_bound(case: tuple[Problem, Ints]) -> None:
    """Every goal stays at or above its bound; mixing goals where the rules are kept."""
    problem, seats = case
    score, bounds = recount(problem, seats), lower_bounds(problem)
    mixing = {*problem.avoid, *problem.spread} if score[BROKEN] else set()
    assert all(score[goal] >= bounds[goal] for goal in bounds.keys() - mixing)


@settings(max_examples=30, deadline=None)
@given(histories(5))
def test_history_against_brute_force(met: Ints) -> None:
    """With earlier meetings the bound stays below the best single rotation."""
    problem = tables(3, 2, rotations=1, met=met)
    values = [recount(problem, np.array([row]))[REPEATS] for row in partitions((3, 2))]
    assert lower_bounds(problem)[REPEATS] <= min(values)


@pytest.mark.parametrize(
    ("sizes", "rotations", "expected"),
    [
        ((6, 5, 5, 5, 5), 4, 6),
        ((6,) * 5, 5, 50),
        ((6,) * 4, 4, 48),
        ((9,) * 3, 3, 81),
        ((3, 3, 1), 2, 1),
        ((4,) * 20, 10, 0),
    ],
)
def test_known_bounds(sizes: tuple[int, ...], rotations: int, expected: int) -> None:
    """Bounds worked out by hand, the one that needs Gale and Ryser among them."""
    assert lower_bounds(tables(*sizes, rotations=rotations))[REPEATS] == expected


@given(st.integers(0, 40), st.integers(1, 9))
def test_balanced_is_the_least_sum(total: int, parts: int) -> None:
    """Dealing evenly makes the fewest pairs: no move from one group to another helps."""
    each, more = divmod(total, parts)
    counts = [each + 1] * more + [each] * (parts - more)
    assert balanced(total, parts) == sum(c * (c - 1) // 2 for c in counts)
    for giver in range(parts):
        if counts[giver] and parts > 1:
            moved = counts.copy()
            moved[giver] -= 1
            moved[(giver + 1) % parts] += 1
            assert sum(c * (c - 1) // 2 for c in moved) >= balanced(total, parts)
