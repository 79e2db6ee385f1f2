"""Double circles: how a crowd is divided, who faces whom, and who joins a pair when one is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from facilitate.grouping.designs import Design
from facilitate.grouping.problem import Ints

NODES = 20_000  # of the search for the pairs that are joined; far beyond what was ever needed


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a position of a ring is: circle from 0, side, seat from 0."""

    circle: int
    moving: bool
    seat: int


@dataclass(frozen=True, eq=False)
class Rings:
    """Several double circles with one movement.

    Parameters
    ----------
    design
        Pair of every position in every rotation; pairs are numbered through all circles.
    spots
        Where each position starts, in the order of the design's positions.
    pairs
        (circle, fixed seat) of each pair, in their order.
    """

    design: Design
    spots: tuple[Spot, ...]
    pairs: tuple[tuple[int, int], ...]

    def seat_at(self, position: int, rotation: int, steps: tuple[int, int]) -> int:
        """Seat (from 0) that a position has in `rotation` (from 0); `steps` (moving, fixed)."""
        spot = self.spots[position]
        step = steps[0] if spot.moving else steps[1]
        return (spot.seat + rotation * step) % self._seats[spot.circle, spot.moving]

    @cached_property
    def _seats(self) -> Counter[tuple[int, bool]]:
        return Counter((spot.circle, spot.moving) for spot in self.spots)


def circle_sizes(people: int, max_people: int, circles: int | None = None) -> tuple[int, ...]:
    """People in each circle: as even as pairs allow, smallest first, at most one odd.

    An odd crowd gives its last person to the first of the smallest circles, which then stands
    last among its equals: 80 → 26, 26, 28; 79 → 26, 26, 27.

    Parameters
    ----------
    people
        At least 4.
    max_people
        In one circle.
    circles
        Number of circles; as few as fit if left out.
    """
    count = circles or max(1, -(-people // max_people))
    while True:
        each, more = divmod(people // 2, count)
        pairs = [each] * (count - more) + [each + 1] * more
        sizes = [2 * p for p in pairs]
        sizes[0] += people % 2
        if circles or max(sizes) <= max_people:
            return tuple(sorted(sizes))
        count += 1


def rings(sizes: Sequence[int], rotations: int, steps: tuple[int, int]) -> Rings:
    """Lay out double circles of these `sizes`.

    Parameters
    ----------
    sizes
        People per circle; an odd circle has one seat more in the moving circle.
    rotations
        How often everybody is seated.
    steps
        Signed seats clockwise of the (moving, fixed) circle at each change.
    """
    spots: list[Spot] = []
    pairs: list[tuple[int, int]] = []
    columns: list[Ints] = []
    for circle, size in enumerate(sizes):
        fixed, moving = size // 2, size - size // 2
        block = _ring(fixed, moving, rotations, steps) + len(pairs)
        columns.append(block)
        pairs += [(circle, seat) for seat in range(fixed)]
        spots += [Spot(circle, moving=False, seat=seat) for seat in range(fixed)]
        spots += [Spot(circle, moving=True, seat=seat) for seat in range(moving)]
    return Rings(Design(np.concatenate(columns, axis=1), "ring"), tuple(spots), tuple(pairs))


def _ring(fixed: int, moving: int, rotations: int, steps: tuple[int, int]) -> Ints:
    """Pair of every position: fixed seats first, then moving ones; shape (rotations, people)."""
    changes = np.arange(rotations)[:, None]
    stay = (np.arange(fixed)[None, :] + steps[1] * changes) % fixed
    move = (np.arange(moving)[None, :] + steps[0] * changes) % moving
    seats = np.concatenate([stay, move], axis=1).astype(np.int64)
    if moving > fixed:
        for rotation, pair in enumerate(_joined(seats, fixed)):
            seats[rotation, seats[rotation] == fixed] = pair
    return seats


def _joined(seats: Ints, fixed: int) -> list[int]:
    """Which pair is joined in each rotation by whoever faces nobody (marked `fixed`).

    Best: nobody meets anyone twice and nobody is in a trio twice; else nobody meets anyone
    twice; else the pairs are taken in turn.
    """
    rotations = len(seats)
    met = {pair for row in seats for pair in _meetings(row, fixed)}
    for twice_allowed in (False, True):
        search = _JoinSearch(seats, fixed, met, twice_allowed)
        found = next(search.extend((), frozenset(), frozenset()), None)
        if found is not None:
            return list(found)
    return [(rotations - 1 - rotation) % fixed for rotation in range(rotations)]


def _meetings(row: Ints, fixed: int) -> Iterator[frozenset[int]]:
    for pair in range(fixed):
        for a, b in combinations(np.flatnonzero(row == pair).tolist(), 2):
            yield frozenset((a, b))


@dataclass
class _JoinSearch:
    """Depth-first search over the pair to join, rotation by rotation."""

    seats: Ints
    fixed: int
    met: set[frozenset[int]]
    twice_allowed: bool
    nodes: int = 0

    def extend(
        self, chosen: tuple[int, ...], extra: frozenset[frozenset[int]], used: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        rotation, rotations = len(chosen), len(self.seats)
        if rotation == rotations:
            yield chosen
            return
        row = self.seats[rotation]
        lone = int(np.flatnonzero(row == self.fixed)[0])
        for offset in range(self.fixed):
            self.nodes += 1
            if self.nodes > NODES:
                return
            pair = (rotations - 1 - rotation + offset) % self.fixed
            hosts = np.flatnonzero(row == pair).tolist()
            new = {frozenset((lone, host)) for host in hosts}
            trio = {lone, *hosts}
            if new & (self.met | extra) or (not self.twice_allowed and trio & used):
                continue
            yield from self.extend((*chosen, pair), extra | new, used | trio)
