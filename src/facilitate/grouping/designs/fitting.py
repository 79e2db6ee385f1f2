"""Designs for sizes that differ by one, and designs that have too few rotations."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np

from facilitate.grouping.designs.choice import Recipe, best, recipes, shifts
from facilitate.grouping.designs.design import Design, meetings
from facilitate.grouping.designs.differences import filled_steps
from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import shuffled

MOST_FILLED = 300  # groups up to which an array is filled at random
MOST_TRIMMED = 500  # people up to which those to leave out are searched for
WORK = 10_000_000  # entries of tables of meetings looked at in doing so


def for_sizes(sizes: Ints, rotations: int, rng: Random) -> Design | None:
    """Give a seating without any repeat for groups of `sizes`, the simplest known one.

    Parameters
    ----------
    sizes
        People in each group, larger groups first, differing by at most one; shape (groups,).
    rotations
        How often everybody is seated, each time in groups of these sizes.
    rng
        Used only where no stored or calculated design is large enough.

    Returns
    -------
    A design whose group g has ``sizes[g]`` people in every rotation, or None if none is known.
    """
    groups, size = len(sizes), int(sizes.max())
    if size - int(sizes.min()) > 1 or (rotations > 1 and size > groups):
        return None
    if size == 1:
        return Design(np.tile(np.arange(groups), (rotations, 1)), "one person in each group")
    shifted = shifts(groups, size)
    if shifted.rotations >= rotations:  # enough for most crowds, and at once for huge ones
        seats = _trimmed(shifted, sizes, rotations, rng)
        return None if seats is None else Design(seats, shifted.name)
    for recipe in _simplest_first(groups, size, rotations):
        seats = _trimmed(recipe, sizes, rotations, rng)
        if seats is not None:
            return Design(seats, recipe.name)
    return _filled(sizes, rotations, rng)


def partial(sizes: Ints, rotations: int, rng: Random) -> Design | None:
    """Give the known design with most rotations, and random rotations in place of the rest.

    Meant as the start of a search, for more rotations than `for_sizes` can seat.
    """
    groups, size = len(sizes), int(sizes.max())
    if size > groups:
        return None
    for wanted in range(min(rotations, best(groups, size).rotations), 0, -1):
        design = for_sizes(sizes, wanted, rng)
        if design is not None:
            rest = [_by_chance(sizes, rng) for _ in range(rotations - wanted)]
            name = f"{design.name}, extended by search"
            return Design(np.array([*design.seats, *rest]), name, wanted)
    return None


def roomy(sizes: Ints, rotations: int, rng: Random, like: str = "") -> Design | None:
    """Give a design with more than `rotations` without a repeat, to choose from.

    Parameters
    ----------
    like
        Name of a construction that is preferred to the one with most rotations.

    Returns
    -------
    A design whose group g has ``sizes[g]`` people in every rotation, or None if none is known.
    """
    groups, size = len(sizes), int(sizes.max())
    if size > groups or size - int(sizes.min()) > 1:
        return None
    for recipe in sorted(recipes(groups, size), key=lambda recipe: recipe.name != like):
        for wanted in (recipe.rotations, recipe.resting):
            if wanted > rotations:
                seats = _trimmed(recipe, sizes, wanted, rng)
                if seats is not None:
                    return Design(seats, recipe.name)
    return None


def _simplest_first(groups: int, size: int, rotations: int) -> Iterator[Recipe]:
    """Ways that suffice; those where a column of people stays first, then the smallest."""
    enough = [recipe for recipe in recipes(groups, size) if recipe.rotations >= rotations]
    yield from (recipe for recipe in reversed(enough) if recipe.resting >= rotations)
    yield from (recipe for recipe in reversed(enough) if recipe.resting < rotations)


def _filled(sizes: Ints, rotations: int, rng: Random) -> Design | None:
    groups, size = len(sizes), int(sizes.max())
    if groups > MOST_FILLED:
        return None
    steps = filled_steps(groups, size, rotations, rng)
    if steps is None:
        return None
    return Design(_column_cut(steps.seats(rotations), sizes), steps.name)


def _column_cut(seats: Ints, sizes: Ints) -> Ints:
    """Leave out the last people of the resting column, who never meet."""
    groups, missing = len(sizes), seats.shape[1] - int(sizes.sum())
    return np.delete(seats, np.arange(groups - missing, groups), axis=1)


def _trimmed(recipe: Recipe, sizes: Ints, rotations: int, rng: Random) -> Ints | None:
    """Leave out people so that the groups have `sizes`; None if no people to leave out fit."""
    groups, size = len(sizes), int(sizes.max())
    missing = groups * size - int(sizes.sum())
    if not missing:
        return recipe.build(rotations)
    if recipe.resting >= rotations:
        return _column_cut(recipe.build(rotations), sizes)
    if groups * size > MOST_TRIMMED:
        return None
    seats = recipe.build(recipe.rotations)
    for _trial in range(min(200, WORK // (groups * size) ** 2 // rotations)):
        kept = seats[sorted(shuffled(len(seats), rng)[:rotations])]
        absent = _strangers(kept, missing, rng)
        if absent is not None:
            return _smallest_last(np.delete(kept, absent, axis=1), groups)
    return None


def _strangers(seats: Ints, count: int, rng: Random) -> list[int] | None:
    """People of whom no two ever share a group, chosen greedily; None if too few are found."""
    met = meetings(seats) > 0
    free = np.ones(seats.shape[1], bool)
    chosen: list[int] = []
    while len(chosen) < count:
        candidates = np.flatnonzero(free)
        if not len(candidates):
            return None
        open_after = (free[None, :] & ~met[candidates]).sum(axis=1)
        most = candidates[open_after == open_after.max()]
        person = int(most[int(rng.random() * len(most))])
        chosen.append(person)
        free &= ~met[person]
        free[person] = False
    return chosen


def _smallest_last(seats: Ints, groups: int) -> Ints:
    """Give the groups of each rotation new numbers, the largest first."""
    rows = []
    for row in seats:
        order = np.argsort(-np.bincount(row, minlength=groups), kind="stable")
        number = np.empty(groups, np.int64)
        number[order] = np.arange(groups)
        rows.append(number[row])
    return np.array(rows)


def _by_chance(sizes: Ints, rng: Random) -> Ints:
    row = np.empty(int(sizes.sum()), np.int64)
    row[shuffled(len(row), rng)] = np.repeat(np.arange(len(sizes)), sizes)
    return row
