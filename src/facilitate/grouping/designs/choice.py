"""Every known way to seat people without repeats, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from facilitate.grouping.designs import library, semiplanes
from facilitate.grouping.designs.arcs import arc_order, arc_seats
from facilitate.grouping.designs.crossing import ROTATIONS, crossing_field, crossing_seats
from facilitate.grouping.designs.differences import (
    Steps,
    field_name,
    field_rotations,
    field_steps,
    shift_rotations,
    shift_steps,
)
from facilitate.grouping.designs.lifts import in_columns, lifted
from facilitate.grouping.designs.pairs import round_robin
from facilitate.grouping.designs.quads import quads_field, quads_starter
from facilitate.grouping.designs.unitals import unital_field, unital_seats
from facilitate.grouping.problem import Ints

MOST_LIFTED = 1000  # groups up to which schedules are put together from smaller ones


@dataclass(frozen=True, eq=False)
class Recipe:
    """A way to seat `groups` groups of one size without a repeat.

    Parameters
    ----------
    rotations
        How many rotations it gives.
    resting
        How many of them, the first ones, leave the first `groups` positions in groups 0, 1, ….
    name
        What it is called.
    build
        Number of rotations wanted → seats; shape (that number, positions).
    """

    rotations: int
    resting: int
    name: str
    build: Callable[[int], Ints]


@cache
def recipes(groups: int, size: int) -> tuple[Recipe, ...]:
    """All known ways, the one with most rotations first, then the simplest one first."""
    found = list(_known(groups, size)) if 1 < size <= groups else []
    found.append(_single(groups, size))
    return tuple(sorted(found, key=lambda recipe: -recipe.rotations))


def best(groups: int, size: int) -> Recipe:
    """Give the known way with most rotations."""
    return recipes(groups, size)[0]


def most_rotations(groups: int, size: int) -> tuple[int, str]:
    """Most rotations without a repeat that can be constructed here, and the construction."""
    recipe = best(groups, size)
    return recipe.rotations, recipe.name


def _known(groups: int, size: int) -> Iterator[Recipe]:
    """Ways in the order of simplicity."""
    yield shifts(groups, size)
    yield _columns(_field(groups, size))
    if size == 2:
        yield _whole(round_robin(2 * groups), "circle method")
    for moves in _stored(groups, size):
        yield _columns(moves)
    if groups <= MOST_LIFTED:
        yield from _lifts(groups, size)
    yield from _geometric(groups, size)
    for squares in library.squares():
        if squares.groups == groups and squares.size >= size:
            yield _crossed(squares, size)
    for starter in library.starters():
        if (starter.groups, starter.size) == (groups, size):
            yield _first_of(starter.seats, starter.rotations, starter.name)


def _geometric(groups: int, size: int) -> Iterator[Recipe]:
    """Ways that curves, arcs and squares over finite fields give."""
    if size == groups and crossing_field(groups):
        name = f"2 orthogonal Latin squares of order {groups}"
        yield _first_of(lambda: crossing_seats(groups), ROTATIONS, name)
    if arc_order(groups, size):
        people = groups * size
        rotations = (people - 1) // (size - 1)
        name = f"resolvable block design of order {people}, lines of a maximal arc"
        yield _first_of(lambda: arc_seats(groups, size), rotations, name)
    if size == 4 and quads_field(groups):
        quads = quads_starter(groups)
        yield _first_of(quads.seats, quads.rotations, quads.name)
    if (groups, size) == (semiplanes.GROUPS, semiplanes.SIZE):
        name = "lines of an elliptic semiplane of order 12"
        yield _first_of(semiplanes.semiplane_seats, semiplanes.ROTATIONS, name)
    if size > 4 and unital_field(groups, size):  # smaller ones are affine planes and arcs
        people, rotations = groups * size, (size - 1) ** 2
        name = f"resolvable block design of order {people}, lines of a Hermitian curve"
        yield _first_of(lambda: unital_seats(groups, size), rotations, name)


def _single(groups: int, size: int) -> Recipe:
    def build(_wanted: int) -> Ints:
        return np.tile(np.arange(groups), size)[None, :]

    return Recipe(1, 1, "one rotation", build)


def _first_of(build: Callable[[], Ints], rotations: int, name: str) -> Recipe:
    return Recipe(rotations, 0, name, lambda wanted: build()[:wanted])


def _whole(seats: Ints, name: str) -> Recipe:
    return _first_of(lambda: seats, len(seats), name)


def shifts(groups: int, size: int) -> Recipe:
    """Give the simplest way of all: column i moves i groups on at each change."""
    rotations = shift_rotations(groups, size)

    def build(wanted: int) -> Ints:
        return shift_steps(groups, size, wanted).seats(wanted)

    return Recipe(rotations, rotations, "cyclic shift", build)


@dataclass(frozen=True, eq=False)
class _Moves:
    """Steps of columns of people, to be worked out when they are needed."""

    order: int
    rotations: int
    name: str
    steps: Callable[[], Steps]


def _columns(moves: _Moves) -> Recipe:
    rotations = moves.rotations
    return Recipe(rotations, rotations, moves.name, lambda wanted: moves.steps().seats(wanted))


def _field(order: int, size: int) -> _Moves:
    rotations = field_rotations(order, size)
    return _Moves(order, rotations, field_name(order), lambda: field_steps(order, size))


def _ready(steps: Steps) -> _Moves:
    return _Moves(steps.over.order, steps.rotations, steps.name, lambda: steps)


def _stored(order: int, size: int) -> Iterator[_Moves]:
    """Arrays kept as data that are wide enough, as they are or turned."""
    for whole, _source in library.arrays():
        if whole.over.order != order:
            continue
        for steps in (whole, whole.turned()):
            if steps.size >= size:
                yield _ready(steps.cut(size, steps.rotations))


def _lifts(groups: int, size: int) -> Iterator[Recipe]:
    """Columns of every order that divides the number of groups, with rotations inside them."""
    for order in range(size, groups + 1):
        if groups % order == 0:
            options = [_field(order, size), *_stored(order, size)]
            yield from _lift(groups, size, max(options, key=lambda moves: moves.rotations))


def _lift(groups: int, size: int, moves: _Moves) -> Iterator[Recipe]:
    order = moves.order
    outer = best(groups // order, size)
    inside = best(order // size, size) if order % size == 0 else None
    if groups > order and outer.rotations == 1 and inside is None:
        return
    rotations = outer.rotations * moves.rotations + (inside.rotations if inside else 0)

    def build(wanted: int) -> Ints:
        own = inside.build(inside.rotations) if inside else None
        return lifted(outer.build(outer.rotations), moves.steps(), own)[:wanted]

    resting = moves.rotations if groups == order else 0
    yield Recipe(rotations, resting, _lift_name(groups, size, moves, outer, inside), build)


def _crossed(squares: library.Squares, size: int) -> Recipe:
    """Cut orthogonal Latin squares to size, and add rotations inside columns."""
    groups = squares.groups
    seats = squares.seats[:, : groups * size]
    inside = best(groups // size, size) if groups % size == 0 else None
    if inside is None:
        return Recipe(groups, groups, squares.name, lambda wanted: seats[:wanted])

    def build(wanted: int) -> Ints:
        own = in_columns(size, inside.build(inside.rotations))
        return np.concatenate([seats, own])[:wanted]

    name = f"{squares.name}, with rotations inside columns"
    return Recipe(groups + inside.rotations, groups, name, build)


def _lift_name(groups: int, size: int, moves: _Moves, outer: Recipe, inside: Recipe | None) -> str:
    if outer.rotations == 1 and groups > moves.order:
        name = f"{moves.name}, {groups // moves.order} times side by side"
    elif groups > moves.order:
        name = f"{outer.name}, lifted by a {moves.name}"
    elif size == moves.order == moves.rotations:
        return f"affine plane of order {size}"
    else:
        name = moves.name
    return f"{name}, with rotations inside columns" if inside else name
