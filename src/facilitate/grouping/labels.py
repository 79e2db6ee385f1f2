"""Who starts where: a fixed movement or design, and a search over its labels only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np

from facilitate.grouping.costs import AVOID, SPREAD, Change, Costs, added
from facilitate.grouping.problem import BROKEN, Ints
from facilitate.grouping.stopping import Stop, shuffled
from facilitate.grouping.tabu import FORBIDDEN, Aspiration, Improvement, Tabu

TENURE = (3, 12)  # steps; longer ones slowed every case tried


@dataclass(frozen=True, eq=False)
class Labelling:
    """A quadratic assignment of people to the positions of a movement.

    Parameters
    ----------
    costs
        Goals as weights, with `span` = all rotations.
    seats
        Group of each position in each rotation; shape (rotations, positions).
    """

    costs: Costs
    seats: Ints

    @cached_property
    def together(self) -> Ints:
        """How often two positions share a group; shape (positions, positions)."""
        total = sum((row[:, None] == row[None, :]).astype(np.int64) for row in self.seats)
        together = np.asarray(total, np.int64)
        np.fill_diagonal(together, 0)
        return together

    @cached_property
    def layers(self) -> list[tuple[Ints, Ints]]:
        """Pairs of (0/1 for positions that meet d times, cost of two people meeting d times)."""
        return [
            ((self.together == d).astype(np.int64), self._meeting_cost(d))
            for d in range(1, int(self.together.max(initial=0)) + 1)
            if (self.together == d).any()
        ]

    def _meeting_cost(self, times: int) -> Ints:
        costs, met = self.costs, self.costs.problem.history()
        total = times * costs.pairs
        for meeting in range(times):
            total = total + costs.countable * costs.marginal(met + meeting)
        return total

    @cached_property
    def places(self) -> Ints | None:
        """Cost of each person at each position; shape (people, positions); None if all equal."""
        barred, cost = self.costs.problem.barred, self.costs.places
        if barred is None and cost is None:
            return None
        total = np.zeros((self.costs.problem.people,) * 2, np.int64)
        if barred is not None:
            total += self.costs.weights[BROKEN] * self.costs.gravity * barred
        if cost is not None:
            for person_group, groups in zip(cost, self.seats, strict=True):
                total += person_group[:, groups]
        return total

    def tally(self, position: Ints) -> Change:
        """Count every tier from nothing."""
        broken, *others = self.costs.tally(self.seating(position))
        broken += self.costs.gravity * self.costs.problem.misplaced(position)
        return (broken, *others)

    def seating(self, position: Ints) -> Ints:
        """Group of each person in each rotation, if person i takes ``position[i]``."""
        return self.seats[:, position]

    def changes(self, position: Ints) -> Ints:
        """Weighted change of every swap of two people; shape (people, people), symmetric."""
        return Exchanges(self, position).table()


class Exchanges:
    """What every swap of two people changes, kept up to date from swap to swap.

    A swap changes the sums over a person's partners by the product of two columns only, but for
    the two who swap: so a step costs as much as the table of swaps is large.

    References
    ----------
    Taillard (1991), Robust taboo search for the quadratic assignment problem.
    """

    def __init__(self, labelling: Labelling, position: Ints) -> None:
        self.layers = [_Layer(meets, cost, position) for meets, cost in labelling.layers]
        self.placed = None if labelling.places is None else labelling.places[:, position]
        self._people = len(position)

    def table(self) -> Ints:
        """Weighted change of every swap; shape (people, people), symmetric."""
        total = np.zeros((self._people,) * 2, np.int64)
        for layer in self.layers:
            total += layer.cost * layer.meets
        total *= 2
        sums = [layer.sums for layer in self.layers]
        for there in sums if self.placed is None else [*sums, self.placed]:
            moved = there - there.diagonal()[:, None]
            total += moved
            total += moved.T
        return total

    def swap(self, i: int, j: int) -> None:
        """Let two people change places."""
        for layer in self.layers:
            layer.swap(i, j)
        if self.placed is not None:
            self.placed[:, [i, j]] = self.placed[:, [j, i]]


class _Layer:
    """Positions that meet, and what it costs: sums over the partners that a place would bring."""

    def __init__(self, meets: Ints, cost: Ints, position: Ints) -> None:
        self.cost, self.meets = cost, meets[np.ix_(position, position)]
        self.sums = _product(cost, self.meets)

    def swap(self, i: int, j: int) -> None:
        cost, meets = self.cost, self.meets
        self.sums += np.multiply.outer(cost[:, i] - cost[:, j], meets[j] - meets[i])
        meets[[i, j]] = meets[[j, i]]
        meets[:, [i, j]] = meets[:, [j, i]]
        self.sums[:, [i, j]] = cost @ meets[:, [i, j]]


def _product(cost: Ints, meets: Ints) -> Ints:
    """Row by row sums of `cost` over the positions each position meets."""
    degree = meets.sum(axis=0)
    if not degree.any():
        return np.zeros_like(cost)
    columns, partners = np.nonzero(meets)
    filled = np.flatnonzero(degree)
    starts = np.searchsorted(columns, filled)
    result = np.zeros_like(cost)
    result[:, filled] = np.add.reduceat(cost[:, partners], starts, axis=1)
    return result


@dataclass(frozen=True, eq=False)
class Sides(Labelling):
    """Double circles with free seats: only circle and side are given.

    `seats` has one row: the side of a circle (2·circle, 2·circle + 1 opposite) of each position.
    Opposite sides may meet: apart and avoided pairs count there; even spreading is over sides.
    """

    @cached_property
    def opposite(self) -> Ints:
        """0/1 for positions on opposite sides of one circle."""
        side = self.seats[0]
        return np.asarray((side[:, None] ^ 1) == side[None, :], np.int64)

    @cached_property
    def layers(self) -> list[tuple[Ints, Ints]]:
        """Opposite positions with what must not meet, equal sides with what is spread."""
        weights, units = self.costs.weights, self.costs.units
        meeting = sum(weights[tier] * units[tier] for tier in (BROKEN, AVOID))
        layers = [(self.opposite, meeting), (self.together, weights[SPREAD] * units[SPREAD])]
        return [(meets, np.asarray(cost, np.int64)) for meets, cost in layers]

    def tally(self, position: Ints) -> Change:
        """Count every tier from nothing."""
        opposite = self.opposite[np.ix_(position, position)]
        beside = self.together[np.ix_(position, position)]
        units = self.costs.units
        broken = int((opposite * units[BROKEN]).sum()) // 2
        broken += self.costs.gravity * self.costs.problem.misplaced(position)
        avoid = int((opposite * units[AVOID]).sum()) // 2
        return (broken, 0, 0, avoid, int((beside * units[SPREAD]).sum()) // 2)


def relabel(
    labelling: Labelling,
    rng: Random,
    stop: Stop,
    steps: int,
    target: Change,
    start: Ints | None = None,
) -> Iterator[Improvement]:
    """Search who takes which position, from `start` or by chance; yields every better choice.

    Tabu search over all swaps of two people at once; ties go to the lowest index.

    References
    ----------
    Taillard (1991), Robust taboo search for the quadratic assignment problem.
    """
    n = labelling.seats.shape[1]
    position = np.array(shuffled(n, rng), np.int64) if start is None else start.copy()
    values = best = labelling.tally(position)
    yield Improvement(best, position.copy())
    memory, exchanges = Tabu(rng, (1, n, n), TENURE), Exchanges(labelling, position)
    for _ in range(steps):
        if best <= target or stop.now():
            return
        changes = exchanges.table()
        np.fill_diagonal(changes, FORBIDDEN)
        aspiration = Aspiration(labelling.costs, values, best)
        i, j, change = memory.choose(0, changes, position, aspiration)
        position[[i, j]] = position[[j, i]]
        exchanges.swap(i, j)
        values = added(values, labelling.costs.decode(change))
        if values < best:
            best = values
            yield Improvement(best, position.copy())
