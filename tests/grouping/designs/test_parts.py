"""Circle method, maximal arcs, crossing Latin squares, and the limits of what can be."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.grouping.designs import max_rotations_bound, most_rotations
from facilitate.grouping.designs.arcs import arc_order, arc_seats
from facilitate.grouping.designs.crossing import ROTATIONS, crossing_field, crossing_seats
from facilitate.grouping.designs.design import meetings
from facilitate.grouping.designs.pairs import round_robin
from facilitate.grouping.designs.quads import quads_field, quads_starter
from facilitate.grouping.designs.semiplanes import semiplane_heights, semiplane_seats
from facilitate.grouping.designs.unitals import unital_field, unital_seats


@given(st.integers(1, 20))
def test_the_circle_method_lets_everybody_meet_everybody_once(pairs: int) -> None:
    """Every pair of people shares a group exactly once."""
    met = meetings(round_robin(2 * pairs))
    assert (met + np.eye(2 * pairs, dtype=np.int64) == 1).all()


@pytest.mark.parametrize(("groups", "size"), [(3, 2), (7, 4), (13, 4), (15, 8)])
def test_a_maximal_arc_lets_everybody_meet_everybody_once(groups: int, size: int) -> None:
    """Every pair of people shares a group exactly once, in groups of equal size."""
    seats = arc_seats(groups, size)
    assert all((np.bincount(row, minlength=groups) == size).all() for row in seats)
    assert (meetings(seats) + np.eye(groups * size, dtype=np.int64) == 1).all()


@pytest.mark.parametrize("groups", [4, 7, 10, 13, 19, 22, 28])
def test_quads_let_everybody_meet_everybody_once(groups: int) -> None:
    """Every pair of people shares a group of four exactly once."""
    seats = quads_starter(groups).seats()
    assert all((np.bincount(row, minlength=groups) == 4).all() for row in seats)
    assert (meetings(seats) + np.eye(4 * groups, dtype=np.int64) == 1).all()


@pytest.mark.parametrize(("groups", "size"), [(3, 3), (7, 4), (13, 5), (21, 6)])
def test_a_hermitian_curve_lets_everybody_meet_everybody_once(groups: int, size: int) -> None:
    """Every pair of people shares a group exactly once, in groups of equal size."""
    seats = unital_seats(groups, size)
    assert all((np.bincount(row, minlength=groups) == size).all() for row in seats)
    assert (meetings(seats) + np.eye(groups * size, dtype=np.int64) == 1).all()


def test_lines_of_the_semiplane_meet_once() -> None:
    """Any two of its 45 lines meet in three columns, at three different distances."""
    heights = semiplane_heights()
    assert heights.shape == (45, 45)
    for lines in (heights, heights.T):
        assert ((lines >= 0).sum(axis=1) == 12).all()
        for first, second in combinations(lines, 2):
            both = (first >= 0) & (second >= 0)
            assert sorted((first - second)[both] % 3) == [0, 1, 2]


def test_the_semiplane_lets_everybody_meet_all_but_two() -> None:
    """Nobody meets twice, and everybody misses the two others of one column."""
    seats = semiplane_seats()
    assert all((np.bincount(row, minlength=11) == 9).all() for row in seats)
    met = meetings(seats)
    assert met.max() == 1
    assert (met.sum(axis=1) == 96).all()


def test_most_numbers_have_no_hermitian_curve() -> None:
    """The size must be one more than a prime power, and the number of groups fit it."""
    assert unital_field(14, 5) is None
    assert unital_field(31, 7) is None
    with pytest.raises(ValueError, match="no Hermitian curve gives"):
        unital_seats(14, 5)


def test_most_numbers_have_no_field_for_quads() -> None:
    """The number of people must be 3q + 1 for a field of q ≡ 1 (mod 4) elements."""
    assert [groups for groups in range(1, 20) if quads_field(groups)] == [4, 7, 10, 13, 19]
    with pytest.raises(ValueError, match="no field gives"):
        quads_starter(8)


def test_most_numbers_have_no_maximal_arc() -> None:
    """Sizes that are no power of two, or numbers that do not fit."""
    assert arc_order(5, 3) is None
    assert arc_order(8, 4) is None
    with pytest.raises(ValueError, match="no maximal arc"):
        arc_seats(8, 4)


@pytest.mark.parametrize("groups", [10, 16, 28, 34, 40])
def test_crossing_squares_show_every_pair_of_symbols_once(groups: int) -> None:
    """Any two rotations bring every two of their groups together in exactly one person."""
    seats = crossing_seats(groups)
    assert seats.shape == (ROTATIONS, groups * groups)
    for k, first in enumerate(seats):
        for second in seats[:k]:
            assert len(np.unique(first * groups + second)) == groups * groups


def test_most_numbers_have_no_field_for_crossing_squares() -> None:
    """The number of groups must be q + (q - 1)/2 for a field of q ≡ 3 (mod 4) elements."""
    assert [groups for groups in range(1, 40) if crossing_field(groups)] == [10, 16, 28, 34]
    with pytest.raises(ValueError, match="no field gives"):
        crossing_seats(6)


@given(st.integers(1, 24), st.integers(2, 14))
def test_no_construction_exceeds_its_bound(groups: int, size: int) -> None:
    """What is constructed is at most what can be."""
    assert most_rotations(groups, size)[0] <= max_rotations_bound(groups, size)


@pytest.mark.parametrize(
    ("groups", "size", "bound"),
    [(2, 3, 1), (4, 3, 4), (5, 4, 5), (6, 6, 3), (8, 4, 10), (9, 9, 10), (10, 10, 8)],
)
def test_proven_bounds(groups: int, size: int, bound: int) -> None:
    """Counting, and fewer where that is proven."""
    assert max_rotations_bound(groups, size) == bound
