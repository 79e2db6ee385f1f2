"""Which rotations of a design serve the rules best, against all choices there are."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping import designs, solver
from facilitate.grouping.costs import Change, Costs, recount
from facilitate.grouping.designs.design import repeats_nobody
from facilitate.grouping.problem import BROKEN, REPEATS, Ints, Problem
from facilitate.grouping.running import Run
from facilitate.grouping.serving import best_rows
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop
from tests.grouping.problems import histories, tables


def plane(rng_seed: int) -> Ints:
    """Give all four rotations of nine people in threes, people shuffled."""
    design = designs.for_sizes(np.full(3, 3), 4, Random(0))
    assert design is not None
    return design.seats[:, np.random.default_rng(rng_seed).permutation(9)]


def value(problem: Problem, seats: Ints, rows: list[int]) -> Change:
    """Count every tier of a choice."""
    return Costs(problem).tally(seats[rows])


@st.composite
def ruled(draw: st.DrawFn) -> Problem:
    """Draw rules and earlier meetings for nine people in threes, two or three times."""
    rotations = draw(st.integers(2, 3))
    pairs = st.sampled_from(list(combinations(range(9), 2)))
    codes = st.lists(st.integers(-1, 2), min_size=9, max_size=9).map(np.array)
    slots = st.none() | st.integers(0, rotations - 1)
    fixed = st.tuples(slots, st.integers(0, 8), st.integers(0, 2))
    return tables(
        *(3, 3, 3),
        rotations=rotations,
        met=draw(st.none() | histories(9)),
        apart=tuple(draw(st.lists(pairs, max_size=3, unique=True))),
        fixed=tuple(draw(st.lists(fixed, max_size=2))),
        avoid={"a": draw(codes)},
        spread={"b": draw(codes)},
    )


@given(ruled(), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_no_choice_is_better(problem: Problem, seed: int) -> None:
    """Never worse than the rotations at hand; the best of all where no rotation is special."""
    seats = plane(seed)
    before = list(range(problem.rotations))
    rows = best_rows(problem, seats, before)
    assert len(set(rows)) == problem.rotations
    assert value(problem, seats, rows) <= value(problem, seats, before)
    if all(rotation is None for rotation, _person, _group in problem.fixed):
        choices = permutations(range(len(seats)), problem.rotations)
        assert value(problem, seats, rows) == min(value(problem, seats, list(c)) for c in choices)


def test_what_is_at_hand_stays_where_nothing_is_better() -> None:
    """Without rules all rotations are alike, and nothing is changed."""
    assert best_rows(tables(3, 3, 3, rotations=2), plane(1), [1, 2]) == [1, 2]


def test_a_place_in_one_rotation_decides_its_order() -> None:
    """Two people fixed in different rotations find the rotations where they sit there."""
    seats = plane(2)
    first = next(k for k in (1, 2, 3) if (seats[k] != seats[0]).any())
    fixed = tuple((0, p, int(seats[first, p])) for p in range(9))
    problem = tables(3, 3, 3, rotations=2, fixed=fixed)
    assert best_rows(problem, seats, [0, first])[0] == first


def test_rotations_already_seated_are_not_taken_again() -> None:
    """After two rotations of a plane the two others are chosen, and nobody meets again."""
    seats = plane(3)
    met = sum((row[:, None] == row[None, :]).astype(np.int64) for row in seats[:2])
    np.fill_diagonal(met, 0)
    problem = tables(3, 3, 3, rotations=2, met=met)
    rows = best_rows(problem, seats, [0, 1])
    assert rows == [2, 3]
    assert recount(problem, seats[rows])[REPEATS] == 0


def test_leaving_a_design_is_told_with_its_price() -> None:
    """All nine rows of an affine plane of order 3 cannot keep a pair apart: it meets somewhere."""
    problem = tables(3, 3, 3, rotations=4, apart=((0, 1),))
    result = solve(problem, seed=1, stop=Stop(steps=60))
    assert result.within is not None
    assert (result.within[BROKEN], result.within[REPEATS]) == (1, 0)
    assert result.score[BROKEN] == 0
    assert result.score[REPEATS] > 0


def test_nothing_is_told_where_the_design_is_kept() -> None:
    """Three of the four rotations keep the pair apart without leaving the plane."""
    problem = tables(3, 3, 3, rotations=3, apart=((0, 1),))
    result = solve(problem, seed=1, stop=Stop(steps=60))
    assert result.within is None
    assert (result.score[BROKEN], result.score[REPEATS]) == (0, 0)


@given(st.integers(0, 99), st.booleans(), st.lists(st.integers(0, 3), max_size=2))
@settings(max_examples=10, deadline=None)
def test_a_design_too_short_keeps_its_own_rotations_at_first(
    seed: int, history: bool, slots: list[int]
) -> None:
    """Only what was chance is searched; people in fixed places find them there."""
    fixed = tuple((slot, person, 5) for person, slot in enumerate(slots))
    met = np.ones((36, 36), np.int64) - np.eye(36, dtype=np.int64) if history else None
    problem = tables(*[6] * 6, rotations=4, fixed=fixed, met=met)
    design = designs.partial(problem.sizes[0], 4, Random(seed))
    assert design is not None
    run = Run(problem, seed, Stop(steps=30), None)
    seats = solver._extended(run, design.seats, design.firm)
    assert design.firm == 3
    assert np.array_equal(seats[:3], design.seats[:3])
    before, after = (recount(problem, rows) for rows in (design.seats, seats))
    order = (BROKEN, REPEATS)
    assert [after[goal] for goal in order] <= [before[goal] for goal in order]
    assert all(seats[3, person] == 5 for slot, person, _group in fixed if slot == 3)


def test_an_extended_design_is_better_than_chance() -> None:
    """Ten groups of nine, six times: five without a repeat are known, the sixth is searched."""
    result = solve(tables(*[9] * 10, rotations=6), seed=1, stop=Stop(steps=100))
    assert result.design.endswith("extended by search")
    assert result.score[REPEATS] < 40


@given(st.integers(2, 60), st.integers(1, 12), st.integers(1, 6))
@settings(max_examples=50, deadline=None)
def test_designs_with_rotations_to_spare(people: int, groups: int, rotations: int) -> None:
    """More rotations than asked, of the sizes asked, and nobody meets twice in any of them."""
    each, more = divmod(people, min(groups, people))
    sizes = np.array([each + 1] * more + [each] * (min(groups, people) - more))
    rng = Random(people)
    design = designs.roomy(sizes, rotations, rng)
    if design is not None:
        assert len(design.seats) > rotations
        assert all((np.bincount(row, minlength=len(sizes)) == sizes).all() for row in design.seats)
        assert repeats_nobody(design.seats)
