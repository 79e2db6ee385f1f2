"""Every construction is verified by counting, and the table of best known rotations is kept."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.designs import most_rotations
from facilitate.grouping.designs.choice import best, recipes
from facilitate.grouping.designs.design import repeats_nobody

TABLE = {
    2: (3,),
    3: (5, 4),
    4: (7, 4, 5),
    5: (9, 7, 5, 6),
    6: (11, 8, 7, 6, 3),
    7: (13, 10, 9, 7, 7, 8),
    8: (15, 11, 10, 8, 8, 8, 9),
    9: (17, 13, 11, 9, 9, 9, 9, 10),
    10: (19, 14, 13, 10, 8, 8, 8, 5, 4),
    12: (23, 17, 15, 12, 13, 9, 9, 8, 6, 6),
}
"""Groups → most rotations without a repeat for groups of 2, 3, …, as best known elsewhere."""
CELLS = [(g, s, known) for g, row in TABLE.items() for s, known in enumerate(row, 2)]


@pytest.mark.parametrize(("groups", "size", "known"), CELLS)
def test_reaches_the_best_known_rotations(groups: int, size: int, known: int) -> None:
    """No cell of the table of best known schedules is missed."""
    assert most_rotations(groups, size)[0] >= known


@pytest.mark.parametrize(
    ("groups", "size", "rotations"),
    [
        (11, 9, 12),
        (13, 5, 16),
        (14, 5, 14),
        (17, 4, 21),
        (17, 5, 21),
        (18, 4, 23),
        (18, 5, 18),
        (18, 6, 19),
        (20, 4, 26),
        (20, 5, 21),
    ],
)
def test_reaches_what_is_published(groups: int, size: int, rotations: int) -> None:
    """What is known for more groups is not lost; of 17 groups of 4, the literature has 22."""
    assert most_rotations(groups, size)[0] >= rotations


@pytest.mark.parametrize(
    ("groups", "sizes", "rotations"),
    [(14, (8, 9, 10), 10), (18, range(8, 13), 14), (20, range(8, 13), 13), (20, (8,), 15)],
)
def test_circulant_arrays_serve_large_groups(
    groups: int, sizes: Iterable[int], rotations: int
) -> None:
    """Arrays that turn onto themselves give more rotations to large groups than all others."""
    for size in sizes:
        assert most_rotations(groups, size)[0] >= rotations


@pytest.mark.parametrize("groups", range(2, 21))
def test_every_construction_is_right(groups: int) -> None:
    """All ways for all sizes have full groups and repeat nobody, counted pair by pair."""
    for size in range(2, min(groups, 12) + 1):
        for recipe in recipes(groups, size):
            seats = recipe.build(recipe.rotations)
            assert seats.shape == (recipe.rotations, groups * size), recipe.name
            for row in seats:
                assert (np.bincount(row, minlength=groups) == size).all(), recipe.name
            assert repeats_nobody(seats), recipe.name


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 60), st.integers(2, 14))
def test_large_designs_are_right(groups: int, size: int) -> None:
    """The best way beyond the table is right too."""
    recipe = best(groups, size)
    seats = recipe.build(recipe.rotations)
    assert seats.shape == (recipe.rotations, groups * size)
    assert all((np.bincount(row, minlength=groups) == size).all() for row in seats)
    assert repeats_nobody(seats)


@pytest.mark.parametrize(("groups", "size"), [(5, 3), (9, 9), (10, 8), (12, 6), (20, 5)])
def test_a_resting_column_rests(groups: int, size: int) -> None:
    """The first people stay in groups 0, 1, … for as many rotations as promised."""
    for recipe in recipes(groups, size):
        seats = recipe.build(recipe.rotations)[: recipe.resting, :groups]
        assert (seats == np.arange(groups)).all(), recipe.name


def test_names_say_what_it_is() -> None:
    """The construction is named in words."""
    assert most_rotations(9, 9) == (10, "affine plane of order 9")
    assert most_rotations(5, 3) == (7, "Kirkman triple system of order 15")
    assert most_rotations(8, 3) == (11, "nearly Kirkman triple system of order 24")
    assert most_rotations(10, 8)[1] == "difference array over Z10"
    assert most_rotations(10, 10) == (4, "2 orthogonal Latin squares of order 10")
    assert most_rotations(15, 8)[0] == 17


def test_huge_numbers_of_groups_are_not_put_together_from_smaller_ones() -> None:
    """A prime number of groups gives as many rotations, a thousand and more too."""
    assert most_rotations(1009, 4) == (1009, "cyclic shift")


def test_larger_groups_than_there_are_groups_meet_once() -> None:
    """With fewer groups than seats in one, a second rotation always repeats somebody."""
    assert most_rotations(4, 5) == (1, "one rotation")
