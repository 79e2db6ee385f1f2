"""Resolvable designs in fours on three copies of a field and one more point."""

from __future__ import annotations

from itertools import product

import numpy as np

from facilitate.grouping.designs.fields import Abelian, Field, prime_powers
from facilitate.grouping.designs.library import Starter


def quads_field(groups: int) -> Field | None:
    """Give the field of q ≡ 1 (mod 4) elements with 3q + 1 = 4·`groups`, or None."""
    order = (4 * groups - 1) // 3
    factors = prime_powers(order) if order > 4 else ()
    if 3 * order + 1 != 4 * groups or order % 4 != 1 or len(factors) != 1:
        return None
    return Field(*factors[0])


def quads_starter(groups: int) -> Starter:
    """Everybody meets everybody once in fours: q rotations for 3q + 1 people.

    The base rotation has the block of the fixed point and the three zeros, and the blocks
    {±a in copy j, ±c·a in copy j + 1} for the even powers a of a primitive element, where c and
    (c + 1)/(c - 1) are odd powers of it.

    References
    ----------
    Bose (1939), On the construction of balanced incomplete block designs.
    """
    field = quads_field(groups)
    if field is None:
        raise ValueError(f"no field gives {groups} groups of four")
    powers = _powers(field)
    order, half = field.order, (field.order - 1) // 2
    log = {power: exponent for exponent, power in enumerate(powers)}
    group = Abelian(field.additive)
    one = np.array(1)

    def fits(k: int) -> bool:
        above, below = (int(sign(np.array(powers[k]), one)) for sign in (group.add, group.subtract))
        return above > 0 and below > 0 and (log[above] - log[below]) % 2 == 1

    k = next(k for k in range(1, order - 1, 2) if fits(k))
    points = [3 * order, 0, order, 2 * order]
    for copy, i in product(range(3), range(0, half, 2)):
        following = (copy + 1) % 3
        points += [copy * order + powers[e] for e in (i, i + half)]
        points += [following * order + powers[(i + k + e) % (order - 1)] for e in (0, half)]
    return Starter(groups, 4, group, 1, (tuple(points),), (), "Bose (1939)")


def _powers(field: Field) -> list[int]:
    """Powers of a primitive element, from the zeroth on."""
    candidates = (_powers_of(field, element) for element in range(2, field.order))
    return next(powers for powers in candidates if len(powers) == field.order - 1)


def _powers_of(field: Field, element: int) -> list[int]:
    powers = [1]
    while len(powers) == 1 or powers[-1] != 1:
        powers.append(int(field.multiply(np.array(powers[-1]), np.array(element))))
    return powers[:-1]
