"""Two orthogonal Latin squares of orders such as 10, for as many groups as people in each."""

from __future__ import annotations

from functools import cache

import numpy as np

from facilitate.grouping.designs.differences import field_steps
from facilitate.grouping.designs.fields import Abelian, Field, prime_powers
from facilitate.grouping.problem import Ints

ROTATIONS = 4  # by rows, by columns, and by the symbols of each square


@cache
def crossing_field(groups: int) -> Field | None:
    """Give the field of q ≡ 3 (mod 4) elements with q + (q - 1)/2 = `groups`, or None."""
    order = (2 * groups + 1) // 3
    factors = prime_powers(order) if order > 3 else ()
    if 3 * order - 1 != 2 * groups or order % 4 != 3 or len(factors) != 1:
        return None
    return Field(*factors[0])


def crossing_seats(groups: int) -> Ints:
    """Give an orthogonal array: any two rows show every pair of symbols once.

    Position is a column of the array, rotation a row, group a symbol: an element of the field
    or one of (q - 1)/2 fixed symbols. The base columns are zero everywhere, or a fixed symbol,
    0, i and c·i for a square i, turned cyclically; where 1 - c is a square. Any two rows differ
    in them by every element once, as -1 is no square.

    References
    ----------
    Bose, Shrikhande and Parker (1960), Further results on the construction of mutually
    orthogonal Latin squares.
    """
    field = crossing_field(groups)
    if field is None:
        raise ValueError(f"no field gives {groups} groups of {groups}")
    over, order = Abelian(field.additive), field.order
    every = np.arange(1, order)
    squares = np.unique(field.multiply(every, every))
    factor = over.subtract(np.array(1), squares[squares != 1][:1])
    base = [np.arange(order, groups), 0 * squares, squares, field.multiply(factor, squares)]
    turned = [np.roll(base, by, axis=0) for by in range(ROTATIONS)]
    columns = np.concatenate([np.zeros((ROTATIONS, 1), np.int64), *turned], axis=1)
    moved = over.add(columns[:, :, None] % order, np.arange(order)[None, None, :])
    developed = np.where(columns[:, :, None] < order, moved, columns[:, :, None])
    return np.concatenate([developed.reshape(ROTATIONS, -1), order + _square(groups - order)], 1)


def _square(order: int) -> Ints:
    """Give an orthogonal array of an odd number of symbols; shape (ROTATIONS, order²)."""
    steps = field_steps(order, ROTATIONS - 1)
    every = np.arange(order)
    first = np.repeat(every, order)[None, :]
    others = steps.over.add(steps.resting[:, :, None], every[None, None, :])
    return np.concatenate([first, others.reshape(ROTATIONS - 1, -1)])
