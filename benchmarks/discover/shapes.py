"""Shapes of designs to look for: a group on the points, and how rotations behave under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np

from facilitate.grouping.designs.design import repeats_nobody
from facilitate.grouping.designs.fields import Abelian, Field, prime_powers
from facilitate.grouping.problem import Ints


@dataclass(frozen=True)
class Twist:
    """An automorphism that base rotations keep: elements times `factor`, classes in cycles.

    Parameters
    ----------
    factor
        Elements are multiplied by it, in the field if there is one, else digit by digit.
    cycle
        Consecutive classes that are exchanged cyclically; 1 for none.
    fixed_cycle
        Likewise for fixed points.
    """

    factor: int = 1
    cycle: int = 1
    fixed_cycle: int = 1


@dataclass(frozen=True)
class Shape:
    """What is looked for.

    Parameters
    ----------
    groups, size
        Groups of a rotation and people in each.
    over
        Moduli of the translating group.
    fixed
        Points that no translation moves.
    developed
        Base rotations; every translate is a rotation of its own.
    orbits
        Rotations that every translation keeps.
    twist
        Automorphism of the developed ones; it carries the others along.
    rest
        One more rotation kept by everything: element 0 of every class, and its translates.
    """

    groups: int
    size: int
    over: tuple[int, ...]
    fixed: int
    developed: int
    orbits: int
    twist: Twist = Twist()
    rest: bool = False

    @property
    def key(self) -> str:
        """A short text that tells shapes apart."""
        t = self.twist
        over = "x".join(map(str, self.over))
        twist = f"*{t.factor}^{t.cycle}~{t.fixed_cycle}" if t != Twist() else ""
        rows = f"{self.developed}d{self.orbits}o{'r' if self.rest else ''}"
        return f"{self.groups}-{self.size} Z{over}+{self.fixed} {rows}{twist}"

    @cached_property
    def abelian(self) -> Abelian:
        """The translating group."""
        return Abelian(self.over)

    @property
    def people(self) -> int:
        """Number of points."""
        return self.groups * self.size

    @property
    def rotations(self) -> int:
        """Rotations in all."""
        return self.developed * self.abelian.order + self.orbits + int(self.rest)

    @cached_property
    def translations(self) -> Ints:
        """Images of all points under every translation; shape (order, points)."""
        order, points = self.abelian.order, np.arange(self.people)
        moving = points < self.people - self.fixed
        moved = self.abelian.add((points % order)[None, :], np.arange(order)[:, None])
        return np.where(
            moving[None, :], (points - points % order)[None, :] + moved, points[None, :]
        )

    @cached_property
    def twists(self) -> Ints:
        """Images of all points under every power of the twist; shape (order of it, points)."""
        once = np.array([self._twisted(point) for point in range(self.people)])
        powers = [np.arange(self.people)]
        while not (np.array_equal(once[powers[-1]], powers[0])):
            powers.append(once[powers[-1]])
        return np.array(powers)

    def _twisted(self, point: int) -> int:
        order, moving = self.abelian.order, self.people - self.fixed
        if point >= moving:
            return moving + _next(point - moving, self.twist.fixed_cycle, self.fixed)
        total = times(self.over, self.twist.factor, point % order)
        return _next(point // order, self.twist.cycle, moving // order) * order + total


def times(over: tuple[int, ...], factor: int, element: int) -> int:
    """Multiply: in the field if the group is that of a field, else every digit."""
    if len(over) > 1 and prime_powers(over[0] ** len(over)) == ((over[-1], len(over)),):
        return int(Field(over[0], len(over)).multiply(np.array(factor), np.array(element)))
    total, place = 0, 1
    for modulus in reversed(over):
        total += place * (element // place % modulus * factor % modulus)
        place *= modulus
    return total


def _next(number: int, cycle: int, total: int) -> int:
    """Next in its cycle; what is left over at the end stays."""
    start = number - number % cycle
    return number if start + cycle > total else start + (number + 1 - start) % cycle


@dataclass(frozen=True, eq=False)
class Base:
    """A base rotation to fill: stabiliser images, blocks as (fixed by it, seats), seat kinds."""

    images: Ints
    blocks: tuple[tuple[bool, int], ...]
    occupants: tuple[int, ...]
    kinds: tuple[int, ...]


class UnfitError(ValueError):
    """The points do not fit into blocks of this shape."""


def bases(shape: Shape) -> list[Base]:
    """Lay out the base rotations of a shape."""
    twist = len(shape.twists)
    if shape.orbits % twist:
        raise UnfitError
    rows = [_base(shape, shape.twists) for _ in range(shape.developed)]
    return rows + [_base(shape, shape.translations) for _ in range(shape.orbits // twist)]


def _base(shape: Shape, images: Ints) -> Base:
    """Blocks fixed by the stabiliser hold its fixed points, the others come in full orbits."""
    order, size = len(images), shape.size
    lengths = [len(set(images[:, point].tolist())) for point in range(shape.people)]
    if any(length not in (1, order) for length in lengths):
        raise UnfitError
    least = images.min(axis=0)
    points = np.arange(shape.people)
    still = [int(p) for p in points if lengths[p] == 1] if order > 1 else []
    moved = [int(p) for p in points if least[p] == p and int(p) not in still]
    for alone in range(1, size + 1) if still else (0,):
        blocks = len(still) // alone if still else 0
        if still and (len(still) % alone or (size - alone) % order):
            continue
        if (shape.groups - blocks) % order == 0 and shape.groups >= blocks:
            inside = (size - alone) // order
            break
    else:
        raise UnfitError
    layout, occupants, kinds = [], [], []
    for block in range(blocks):
        layout.append((True, alone + inside))
        occupants += still[block * alone : (block + 1) * alone]
        occupants += moved[block * inside : (block + 1) * inside]
        kinds += [1] * alone + [order] * inside
    rest = moved[blocks * inside :]
    full = (shape.groups - blocks) // order
    if len(rest) != full * size:
        raise UnfitError
    layout += [(False, size)] * full
    return Base(images, tuple(layout), (*occupants, *rest), (*kinds, *[order] * len(rest)))


def problem_text(shape: Shape, rows: list[Base]) -> str:
    """Write what the annealer reads."""
    everything = [t[s] for s in shape.twists for t in shape.translations]
    group = np.array(everything)
    orbit, length = _pair_orbits(group)
    unit = lcm(*(len(row.images) for row in rows if any(whole for whole, _ in row.blocks)), 1)
    most = [int(unit * n // len(group)) for n in length]
    if shape.rest:
        zeros = np.arange(0, shape.people, shape.abelian.order)
        for number in np.unique(orbit[np.ix_(zeros, zeros)]):
            most[number] = 0
    lines = [f"{shape.people} {len(length)} {unit}", _text(most), _text(orbit), str(len(rows))]
    for row in rows:
        lines += [str(len(row.images)), _text(row.images), str(len(row.blocks))]
        weight = unit // len(row.images)
        lines += [f"{weight if whole else unit} {int(whole)} {n}" for whole, n in row.blocks]
        lines += [_text(row.occupants), _text(row.kinds)]
    return "\n".join(lines)


def _text(numbers: object) -> str:
    return " ".join(map(str, np.asarray(numbers).ravel().tolist()))


def _pair_orbits(group: Ints) -> tuple[Ints, Ints]:
    people = group.shape[1]
    x, y = np.meshgrid(np.arange(people), np.arange(people), indexing="ij")
    least = np.full((people, people), people * people)
    for images in group:
        a, b = images[x], images[y]
        np.minimum(least, np.minimum(a, b) * people + np.maximum(a, b), out=least)
    np.fill_diagonal(least, -1)
    _, number = np.unique(least, return_inverse=True)
    number = number.reshape(people, people)
    return number, np.bincount(number[np.triu_indices(people, 1)], minlength=number.max() + 1)


def entry(shape: Shape, rows: list[Base], occupants: list[list[int]]) -> dict[str, object]:
    """Turn what the annealer printed into an entry of the data, verified by counting."""
    developed, orbits = [], []
    for row, who in zip(rows, occupants, strict=True):
        base = _filled(row, who)
        if len(developed) < shape.developed:
            developed.append([point for block in base for point in block])
            continue
        blocks = _representatives(shape, base)
        orbits += [[int(images[p]) for b in blocks for p in b] for images in shape.twists]
    if shape.rest:
        orbits.append(list(range(0, shape.people, shape.abelian.order)))
    result = {"over": list(shape.over), "source": "annealing on differences, benchmarks/discover"}
    if not developed and not shape.fixed and shape.groups == shape.abelian.order:
        order = shape.abelian.order
        columns = [sorted(base) for base in orbits]
        steps = [[base[i] % order for base in columns] for i in range(shape.size)]
        return {"steps": steps, **result}
    return {
        "groups": shape.groups,
        "size": shape.size,
        "fixed": shape.fixed,
        "developed": developed,
        "orbits": orbits,
        **result,
    }


def _filled(row: Base, who: list[int]) -> list[list[int]]:
    """Write out all blocks of a base rotation from the occupants of its seats."""
    blocks, start = [], 0
    for whole, seats in row.blocks:
        own = who[start : start + seats]
        start += seats
        images = [[int(image[p]) for p in own] for image in row.images]
        blocks += [sorted({p for block in images for p in block})] if whole else images
    return blocks


def _representatives(shape: Shape, blocks: list[list[int]]) -> list[list[int]]:
    """One block of each orbit under translation."""
    seen: set[frozenset[int]] = set()
    chosen = []
    for block in blocks:
        if frozenset(block) not in seen:
            chosen.append(block)
            seen |= {frozenset(t[block].tolist()) for t in shape.translations}
    return chosen


def verified(seats: Ints, groups: int, size: int) -> bool:
    """Whether every rotation has all groups full and nobody meets twice, by counting."""
    full = all((np.bincount(row, minlength=groups) == size).all() for row in seats)
    return full and repeats_nobody(seats)


def moduli(order: int) -> Iterator[tuple[int, ...]]:
    """All abelian groups of an order, as invariant factors d1 | d2 | …; the cyclic one first."""
    yield (order,)
    for first in range(2, order):
        if order % first == 0:
            for rest in moduli(order // first):
                if rest[0] % first == 0:
                    yield (first, *rest)
