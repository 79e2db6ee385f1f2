"""Difference arrays: shifts, products of fields, random fillings."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.designs import cyclic_shift, shifting
from facilitate.grouping.designs.design import repeats_nobody
from facilitate.grouping.designs.differences import (
    Steps,
    field_rotations,
    field_steps,
    filled_steps,
    shift_rotations,
)


def distinct(steps: Steps) -> bool:
    """Whether the differences of any two columns are distinct."""
    return all(
        len(np.unique(steps.over.subtract(column, other))) == steps.rotations
        for i, column in enumerate(steps.array)
        for other in steps.array[:i]
    )


@given(st.integers(1, 30), st.integers(1, 8), st.integers(1, 30))
def test_a_cyclic_shift_exists_exactly_when_it_repeats_nobody(
    groups: int, size: int, rotations: int
) -> None:
    """The rule for None agrees with counting."""
    design = cyclic_shift(groups, size, rotations)
    plain = shifting(groups, tuple(range(size)), rotations)
    assert (design is not None) == repeats_nobody(plain.seats)
    assert design is None or (design.seats == plain.seats).all()


@given(st.integers(2, 40), st.integers(2, 12))
def test_products_of_fields_repeat_nobody(groups: int, size: int) -> None:
    """As many rotations as announced, all differences distinct."""
    steps = field_steps(groups, min(size, groups))
    assert steps.rotations == field_rotations(groups, steps.size)
    assert distinct(steps)
    assert distinct(steps.turned())


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(2, 6), st.integers(2, 9), st.integers(0, 9))
def test_random_fillings_repeat_nobody(groups: int, size: int, rotations: int, seed: int) -> None:
    """What is filled is right, and what must fit is filled."""
    steps = filled_steps(groups, size, rotations, Random(seed))
    if steps is None:
        assert (size - 1) * (rotations - 1) >= groups
    else:
        assert steps.array.shape == (size, rotations)
        assert distinct(steps)


def test_shift_rotations_of_primes_and_others() -> None:
    """A prime number of groups allows as many rotations, an even one far fewer."""
    assert shift_rotations(11, 5) == 11
    assert shift_rotations(10, 3) == 5
    assert shift_rotations(7, 1) == 7
