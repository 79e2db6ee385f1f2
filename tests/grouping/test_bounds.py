"""Bounds are never above the best that brute force finds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.bounds import balanced, lower_bounds
from facilitate.grouping.costs import recount
from facilitate.grouping.problem import REPEATS, THIRDS, Ints, Problem
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
    """Every goal of a seating that keeps the rules stays at or above its bound."""
    problem, seats = case
    problem = replace(problem, apart=(), together=(), fixed=(), hard=frozenset())
    score, bounds = recount(problem, seats), lower_bounds(problem)
    assert all(score[goal] >= bounds[goal] for goal in bounds)


@st.composite
def _ruled(draw: st.DrawFn) -> Problem:
    """Draw up to nine people with rules of every kind, so few that all seatings can be tried."""
    sizes = draw(st.sampled_from([*SMALL, (5, 4), (3, 3, 2), (4, 2), (6, 2), (2, 2, 2, 2)]))
    people = sum(sizes)
    rotations = draw(st.integers(1, 3 if people < 7 else 2))
    person, group = st.integers(0, people - 1), st.integers(0, len(sizes) - 1)
    pair = st.lists(person, min_size=2, max_size=2, unique=True).map(sorted).map(tuple)
    company = st.lists(person, min_size=2, max_size=3, unique=True).map(sorted).map(tuple)
    when = st.none() | st.integers(0, rotations - 1)
    codes = st.lists(st.integers(-1, 2), min_size=people, max_size=people).map(np.array)
    return tables(
        *sizes,
        rotations=rotations,
        met=draw(st.none() | histories(people)),
        apart=tuple(draw(st.lists(pair, max_size=3))),
        together=tuple(draw(st.lists(company, max_size=2))),
        fixed=tuple(draw(st.lists(st.tuples(when, person, group), max_size=4))),
        avoid={"avoid-same:a": draw(codes)},
        spread={"spread:b": draw(codes)},
        hard=draw(st.sampled_from([frozenset(), frozenset(["avoid-same:a"])])),
    )


@cache
def _seatings(sizes: tuple[int, ...]) -> Ints:
    """List all seatings of one rotation; shape (seatings, people)."""
    rows: list[tuple[int, ...]] = [()]
    for _ in range(sum(sizes)):
        rows = [(*row, g) for row in rows for g, s in enumerate(sizes) if row.count(g) < s]
    return np.array(rows)


def _kept(problem: Problem, rotation: int) -> Ints:
    """List the seatings of one rotation that keep the rules; shape (seatings, people)."""
    seats = _seatings(tuple(problem.sizes[rotation].tolist()))
    company = [(a, b) for people in problem.together for a, b in combinations(people, 2)]
    codes = [problem.avoid[goal] for goal in problem.hard]
    alike = [p for c in codes for p in combinations(range(len(c)), 2) if c[p[0]] == c[p[1]] >= 0]
    keeps = [seats[:, i] != seats[:, j] for i, j in (*problem.apart, *alike)]
    keeps += [seats[:, i] == seats[:, j] for i, j in company]
    keeps += [seats[:, p] == g for when, p, g in problem.fixed if when in (None, rotation)]
    return seats[np.logical_and.reduce(keeps)] if keeps else seats


def _best(problem: Problem) -> dict[str, int]:
    """Least value of every goal over all seatings that keep the rules; nothing if none does."""
    rows = [_kept(problem, rotation) for rotation in range(problem.rotations)]
    if not all(map(len, rows)):
        return {}
    first, second = np.triu_indices(problem.people, 1)
    beside = [(seats[:, first] == seats[:, second]).astype(np.int64) for seats in rows]
    best = {}
    for goal, codes in (problem.avoid | problem.spread).items():
        alike = (codes[first] == codes[second]) & (codes[first] >= 0)
        best[goal] = int(sum((pairs @ alike).min() for pairs in beside))
    free = np.array(
        [p not in problem.joined for p in zip(first.tolist(), second.tolist(), strict=True)]
    )
    met = problem.history()[first, second][None, free]
    for pairs in beside:
        more = np.unique(pairs[:, free], axis=0)
        met = np.unique((met[:, None] + more[None]).reshape(-1, free.sum()), axis=0)
    best[REPEATS] = int((met * (met - 1) // 2).sum(axis=1).min())
    best[THIRDS] = int((met * (met - 1) * (met - 2) // 6).sum(axis=1).min())
    return best


@settings(max_examples=100, deadline=None)
@given(_ruled())
def test_rules_on_top_against_brute_force(problem: Problem) -> None:
    """No seating at all that keeps the rules beats a bound."""
    bounds = lower_bounds(problem)
    assert all(value >= bounds[goal] for goal, value in _best(problem).items())


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


FIVES = {"rotations": 6, "fixed": tuple((None, host, host) for host in range(5))}
OWN = {"avoid": {"o": np.arange(16) % 4}, "hard": frozenset(["o"])}
LEADERS = {"spread": {"l": np.where(np.arange(20) < 7, 0, -1)}, "rotations": 2}


@pytest.mark.parametrize(
    ("sizes", "rules", "goal", "expected"),
    [
        ((5,) * 5, FIVES, REPEATS, 20),  # each host needs 24 partners and has 20
        ((4,) * 4, {"rotations": 5, **OWN}, REPEATS, 24),  # 15 partners each, 12 of other kinds
        ((4,) * 4, {"rotations": 5, **OWN, "hard": frozenset()}, REPEATS, 0),
        ((4,) * 4, {"rotations": 4, **OWN}, REPEATS, 0),
        ((4,) * 5, {"rotations": 5, "apart": tuple((0, j) for j in range(1, 6))}, REPEATS, 1),
        ((4,) * 5, {"rotations": 5, "apart": tuple((0, j) for j in range(1, 5))}, REPEATS, 0),
        ((6,) * 5, {"rotations": 5, "together": ((0, 1, 2),)}, REPEATS, 30),
        (
            (3, 3),
            {"rotations": 2, "fixed": tuple((r, p, 0) for r in (0, 1) for p in (0, 1))},
            REPEATS,
            2,
        ),
        ((8, 8), {"rotations": 3}, THIRDS, 8),  # eight people, four ways through two rotations
        ((5, 5), {"rotations": 3, "together": ((0, 1),)}, THIRDS, 1),
        ((4,) * 5, LEADERS, "l", 4),
        ((4,) * 5, {**LEADERS, "together": ((0, 1, 2),)}, "l", 6),
        ((4,) * 5, {**LEADERS, "fixed": ((1, 0, 2), (1, 1, 2), (1, 2, 2))}, "l", 5),
        ((9, 5, 4, 2), {"rotations": 1, "spread": {"l": np.zeros(20, np.int64)}}, "l", 53),
    ],
)
def test_bounds_that_rules_raise(
    sizes: tuple[int, ...], rules: dict[str, Any], goal: str, expected: int
) -> None:
    """Rules that leave too few partners, or that seat people of one kind together."""
    assert lower_bounds(tables(*sizes, **rules))[goal] == expected


def test_earlier_meetings_raise_the_bound() -> None:
    """Whoever has met everybody but two repeats with the others, and nobody else need."""
    met = np.zeros((9, 9), np.int64)
    met[0, 1:7] = met[1:7, 0] = 1
    bounds = lower_bounds(tables(3, 3, 3, rotations=2, met=met))
    assert bounds[REPEATS] == 2


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
