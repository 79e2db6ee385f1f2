"""Designs for the sizes asked: uneven groups, too few rotations, repeatable chance."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.designs import for_sizes, most_rotations, partial
from facilitate.grouping.designs.design import Design, meetings, repeats_nobody
from facilitate.grouping.problem import Ints


def even_sizes(people: int, groups: int) -> Ints:
    """Sizes as even as possible, larger groups first."""
    each, more = divmod(people, groups)
    return np.array([each + 1] * more + [each] * (groups - more))


def assert_fits(design: Design, sizes: Ints, rotations: int) -> None:
    """Every rotation has groups of the sizes asked, and nobody meets twice."""
    assert design.seats.shape == (rotations, sizes.sum())
    for row in design.seats:
        assert (np.bincount(row, minlength=len(sizes)) == sizes).all()
    assert repeats_nobody(design.seats)


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 90), st.integers(1, 20), st.integers(1, 12), st.integers(0, 5))
def test_what_is_given_fits(people: int, groups: int, rotations: int, seed: int) -> None:
    """Sizes as asked, zero repeats, same seed same seats."""
    sizes = even_sizes(people, min(groups, people))
    design = for_sizes(sizes, rotations, Random(seed))
    again = for_sizes(sizes, rotations, Random(seed))
    assert (design is None) == (again is None)
    if design is not None and again is not None:
        assert_fits(design, sizes, rotations)
        assert (design.seats == again.seats).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 14), st.integers(2, 9))
def test_as_many_rotations_as_announced(groups: int, size: int) -> None:
    """The number named by `most_rotations` is really given for full groups."""
    rotations, name = most_rotations(groups, size)
    design = for_sizes(np.full(groups, size), rotations, Random(0))
    assert design is not None
    assert_fits(design, np.full(groups, size), rotations)
    assert name


@pytest.mark.parametrize(
    ("people", "groups", "rotations"),
    [
        (78, 20, 10),
        (79, 20, 10),
        (81, 21, 10),
        (83, 21, 10),
        (80, 10, 8),
        (14, 5, 7),
        (29, 10, 14),
        (38, 10, 12),
        (47, 12, 15),
        (200, 34, 30),
        (1000, 125, 10),
    ],
)
def test_practical_cases(people: int, groups: int, rotations: int) -> None:
    """Crowds that come up in practice are seated without a repeat."""
    sizes = even_sizes(people, groups)
    design = for_sizes(sizes, rotations, Random(1))
    assert design is not None
    assert_fits(design, sizes, rotations)


def test_smaller_groups_lack_the_people_who_stay() -> None:
    """Who is left out of a shift belongs to the column that never moves."""
    design = for_sizes(even_sizes(78, 20), 10, Random(0))
    assert design is not None
    assert (design.seats[:, :18] == np.arange(18)).all()


@pytest.mark.parametrize(
    ("sizes", "rotations"), [((4, 2), 1), ((5, 5, 5), 2), ((3, 3, 1), 2), ((6,) * 6, 4)]
)
def test_nothing_is_given_where_nothing_can_be(sizes: tuple[int, ...], rotations: int) -> None:
    """Sizes too uneven, groups too large, or rotations too many."""
    assert for_sizes(np.array(sizes), rotations, Random(0)) is None


def test_groups_of_one_never_meet() -> None:
    """Any number of rotations works when everybody is alone."""
    design = for_sizes(np.ones(3, np.int64), 9, Random(0))
    assert design is not None
    assert_fits(design, np.ones(3, np.int64), 9)


@pytest.mark.parametrize(("people", "groups", "rotations"), [(36, 6, 5), (40, 10, 15), (19, 5, 9)])
def test_a_partial_design_begins_without_repeats(people: int, groups: int, rotations: int) -> None:
    """All rotations have the sizes asked; the first ones repeat nobody."""
    sizes = even_sizes(people, groups)
    design = partial(sizes, rotations, Random(3))
    assert design is not None
    assert design.seats.shape == (rotations, people)
    assert all((np.bincount(row, minlength=groups) == sizes).all() for row in design.seats)
    assert repeats_nobody(design.seats[:3])
    assert design.name.endswith("extended by search")
    again = partial(sizes, rotations, Random(3))
    assert again is not None
    assert (again.seats == design.seats).all()


@pytest.mark.parametrize("sizes", [(5, 5), (5, 4, 4, 2, 2)])
def test_nothing_to_begin_with(sizes: tuple[int, ...]) -> None:
    """Groups larger than their number, or sizes too uneven, have no partial design."""
    assert partial(np.array(sizes), 3, Random(0)) is None


def test_uneven_sizes_of_a_design_without_columns() -> None:
    """Two people short, with as many rotations as nobody can spare two people for."""
    assert for_sizes(even_sizes(13, 5), 7, Random(0)) is None
    design = for_sizes(even_sizes(13, 5), 6, Random(0))
    assert design is not None
    assert_fits(design, even_sizes(13, 5), 6)


def test_large_crowds_are_not_searched_at_length() -> None:
    """Many people in an awkward number of groups get an answer at once, if only None."""
    assert for_sizes(even_sizes(901, 302), 302, Random(0)) is None
    assert for_sizes(even_sizes(601, 301), 400, Random(0)) is None
    design = for_sizes(even_sizes(129, 26), 8, Random(0))
    assert design is not None
    assert_fits(design, even_sizes(129, 26), 8)


@given(st.integers(1, 4), st.integers(2, 12), st.randoms(use_true_random=False))
def test_counting_repeats_agrees_with_the_matrix(
    rotations: int, people: int, random: Random
) -> None:
    """The fast count says the same as the matrix of meetings."""
    seats = np.array([[random.randrange(3) for _ in range(people)] for _ in range(rotations)])
    assert repeats_nobody(seats) == (meetings(seats).max(initial=0) <= 1)
