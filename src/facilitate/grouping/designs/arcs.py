"""Maximal arcs: sets of points that every line of a plane meets in no or equally many points."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from facilitate.grouping.designs.fields import Field
from facilitate.grouping.problem import Ints


def arc_order(groups: int, size: int) -> int | None:
    """Order q of the plane whose maximal arc has `groups`·`size` points, or None.

    Both q and `size` are powers of two, and the arc has q·size - q + size points.
    """
    order = (groups - 1) * size // (size - 1) if size > 1 else 0
    if order * (size - 1) + size != groups * size or size >= order:
        return None
    return order if _power_of_two(order) and _power_of_two(size) else None


def _power_of_two(number: int) -> bool:
    return number > 1 and number & (number - 1) == 0


@cache
def _arc(order: int, size: int) -> tuple[tuple[int, int], ...]:
    """Points (x, y) of the affine plane where an irreducible form takes values in a subgroup."""
    field = Field(2, order.bit_length() - 1)
    every = np.arange(order)
    x, y = (side.ravel() for side in np.meshgrid(every, every, indexing="ij"))

    def irreducible(middle: int, last: int) -> bool:
        linear = field.multiply(np.array(middle), every)
        return bool((field.multiply(every, every) ^ linear ^ last).all())  # no root

    pairs = product(range(1, order), repeat=2)
    middle, last = next(pair for pair in pairs if irreducible(*pair))
    form = (
        field.multiply(x, x)
        ^ field.multiply(np.array(middle), field.multiply(x, y))
        ^ field.multiply(np.array(last), field.multiply(y, y))
    )
    chosen = form < size  # the first elements are a subgroup of the additive group
    return tuple(zip(x[chosen].tolist(), y[chosen].tolist(), strict=True))


def arc_seats(groups: int, size: int) -> Ints:
    """Seat everybody on the lines that meet a maximal arc, one rotation per direction.

    Everybody meets everybody once: (people - 1) / (size - 1) rotations.

    References
    ----------
    Denniston (1969), Some maximal arcs in finite projective planes.
    """
    order = arc_order(groups, size)
    if order is None:
        raise ValueError(f"no maximal arc gives {groups} groups of {size}")
    field = Field(2, order.bit_length() - 1)
    x, y = np.array(_arc(order, size)).T
    lines = [x, *(y ^ field.multiply(np.array(slope), x) for slope in range(order))]
    return np.array([np.unique(line, return_inverse=True)[1] for line in lines])
