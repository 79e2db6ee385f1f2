"""Difference arrays: columns of people that move by steps, so that no difference comes twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np

from facilitate.grouping.designs.fields import Abelian, Field, prime_powers
from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import shuffled


@dataclass(frozen=True, eq=False)
class Steps:
    """Column i of people moves to group j + ``array[i, r]`` in rotation r.

    Two of columns i and i' meet at most once if and only if the differences
    ``array[i, r] - array[i', r]`` are all distinct.

    Parameters
    ----------
    array
        Elements of the group; shape (columns, rotations).
    over
        An abelian group with as many elements as there are groups of people.
    name
        What it is called.

    References
    ----------
    Difference matrices: Colbourn and Dinitz, Handbook of Combinatorial Designs (2007), VI.17.
    """

    array: Ints
    over: Abelian
    name: str

    @property
    def size(self) -> int:
        """Columns, that is people in a group."""
        return len(self.array)

    @property
    def rotations(self) -> int:
        """Rotations without a repeat."""
        return int(self.array.shape[1])

    @cached_property
    def resting(self) -> Ints:
        """The array with column 0 at rest, which changes no difference."""
        return self.over.subtract(self.array, self.array[0])

    def seats(self, rotations: int) -> Ints:
        """Group of position i·groups + j; shape (rotations, positions)."""
        start = np.arange(self.over.order)
        steps = self.resting[:, :rotations].T
        seats = self.over.add(start[None, None, :], steps[:, :, None])
        return seats.reshape(len(steps), -1).astype(np.int64)

    def cut(self, size: int, rotations: int) -> Steps:
        """Keep the first columns and rotations only."""
        return Steps(self.array[:size, :rotations], self.over, self.name)

    def turned(self) -> Steps:
        """Exchange columns and rotations: the differences are distinct both ways."""
        return Steps(self.array.T, self.over, self.name)


def shift_rotations(groups: int, size: int) -> int:
    """Most rotations in which column i can move i groups on at each change without a repeat."""
    return min((groups // np.gcd(groups, c) for c in range(1, size)), default=groups)


def shift_steps(groups: int, size: int, rotations: int) -> Steps:
    """Column i moves i groups on at each change."""
    array = np.outer(np.arange(size), np.arange(rotations)) % groups
    return Steps(array, Abelian((groups,)), "cyclic shift")


def field_rotations(groups: int, size: int) -> int:
    """Give how many rotations `field_steps` has."""
    smallest = min(prime**exponent for prime, exponent in prime_powers(groups))
    return groups if size <= smallest else smallest


def field_name(groups: int) -> str:
    """Give what `field_steps` is called."""
    orders = (prime**exponent for prime, exponent in prime_powers(groups))
    return "transversal design over " + "×".join(f"GF({order})" for order in orders)


def field_steps(groups: int, size: int) -> Steps:
    """Multiply in a product of fields with `groups` elements, as many rotations as that gives.

    With k the smallest prime power that divides `groups` exactly, there are k elements whose
    differences all have inverses: `groups` rotations for groups of up to k people, k rotations
    for larger ones.

    References
    ----------
    Bose (1938), On the application of the properties of Galois fields; MacNeish (1922).
    """
    fields = [Field(prime, exponent) for prime, exponent in prime_powers(groups)]
    over = Abelian(tuple(m for field in fields for m in field.additive))
    smallest = min(field.order for field in fields)
    full = size <= smallest
    columns, rotations = np.arange(size), np.arange(groups if full else smallest)
    array, place = np.zeros((size, len(rotations)), np.int64), 1
    for field in reversed(fields):
        own_columns = columns if full else columns // place % field.order
        own_rotations = rotations // place % field.order if full else rotations
        array += place * field.multiply(own_columns[:, None], own_rotations[None, :])
        place *= field.order
    return Steps(array, over, field_name(groups))


def filled_steps(
    groups: int, size: int, rotations: int, rng: Random, tries: int = 60
) -> Steps | None:
    """Fill an array over the cyclic group at random, row by row; None if `tries` rows fail.

    Finds what is not too tight: roughly while (size - 1)·(rotations - 1) < 2·groups.
    """
    if rotations > groups:
        return None
    rows = [np.zeros(rotations, np.int64)]
    while len(rows) < size and tries > 0:
        row = _row(np.array(rows), groups, rng)
        if row is None:
            tries -= 1
        else:
            rows.append(row)
    if len(rows) < size:
        return None
    over = Abelian((groups,))
    return Steps(np.array(rows), over, f"difference array over {over.name}")


def _row(rows: Ints, groups: int, rng: Random) -> Ints | None:
    used = np.zeros((len(rows), groups), bool)
    row = np.zeros(rows.shape[1], np.int64)
    each, values = np.arange(len(rows)), np.arange(groups)
    for rotation in shuffled(rows.shape[1], rng):
        differences = (values[None, :] - rows[:, rotation, None]) % groups
        free = np.flatnonzero(~used[each[:, None], differences].any(axis=0))
        if not len(free):
            return None
        value = free[int(rng.random() * len(free))]
        row[rotation] = value
        used[each, differences[:, value]] = True
    return row
