"""Unitals: the points of a Hermitian curve, seated on the lines that meet it."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.designs.fields import Abelian, Field, prime_powers
from facilitate.grouping.problem import Ints


def unital_field(groups: int, size: int) -> Field | None:
    """Give the field of q² elements with `size` = q + 1 and `groups` = q² - q + 1, or None."""
    factors = prime_powers(size - 1) if size > 2 else ()
    if len(factors) != 1 or groups != (size - 1) * (size - 2) + 1:
        return None
    prime, exponent = factors[0]
    return Field(prime, 2 * exponent)


def unital_seats(groups: int, size: int) -> Ints:
    """Seat everybody on lines of a Hermitian curve: q² rotations for q³ + 1 people.

    Everybody meets everybody once. The people are the points (x, y) of the plane over the field
    of q² elements with y^q + y = x^(q+1), and the point where all upright lines meet. The
    rotation of slope m seats them on the lines of that slope; those whom such a line meets
    alone are on the upright line x = m^q.

    References
    ----------
    Bose (1959), On the application of finite projective geometry for deriving a certain series
    of balanced Kirkman arrangements.
    """
    field = unital_field(groups, size)
    if field is None:
        raise ValueError(f"no Hermitian curve gives {groups} groups of {size}")
    over, every = Abelian(field.additive), np.arange(field.order)
    conjugate = _power(field, every, size - 1)
    trace, norm = over.add(conjugate, every), field.multiply(conjugate, every)
    x, y = (side.astype(np.int64) for side in np.nonzero(norm[:, None] == trace[None, :]))
    rows = []
    for slope in range(field.order):
        line = 1 + over.subtract(y, field.multiply(np.array(slope), x))
        line[x == conjugate[slope]] = 0
        rows.append(np.unique(np.append(line, 0), return_inverse=True)[1])
    return np.array(rows, np.int64)


def _power(field: Field, base: Ints, exponent: int) -> Ints:
    power = base
    for _ in range(exponent - 1):
        power = field.multiply(power, base)
    return power
