"""Swap search: the best of all swaps of a rotation at once, with a tabu memory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from random import Random

import numpy as np

from facilitate.grouping.costs import Change, Costs, added
from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import FORBIDDEN, Aspiration, Improvement, Tabu

TENURE = (1, 5)  # steps, counted over all rotations; measured on tight and on loose cases
KICK_AFTER, KICKS = 1500, 5


class Seating:
    """A seating under change, with the costs of all swaps of every rotation kept up to date.

    Attributes
    ----------
    seats
        Group of each person; shape (rotations, people).
    values
        Value of every tier.
    met
        Meetings of each pair, history included; shape (people, people).
    pair
        Cost of each pair for sharing a group in a rotation, the other rotations being as they
        are; shape (rotations, people, people).
    group
        Cost of each person in each group; shape (rotations, people, groups).
    """

    def __init__(self, costs: Costs, seats: Ints) -> None:
        self.costs, self.seats = costs, seats.copy()
        self.values: Change = costs.tally(seats)
        together = [_sharing(row) * costs.countable for row in seats]
        self.met = costs.problem.history() * costs.countable + sum(together)
        self.pair = np.stack([self._pair_costs(self.met - own) for own in together])
        self.group = np.stack([self._group_costs(r) for r in range(len(seats))])

    def _pair_costs(self, others: Ints) -> Ints:
        if not self.costs.problem.counts:
            return self.costs.static
        return np.asarray(self.costs.static + self.costs.marginal(others), np.int64)

    def _group_costs(self, rotation: int) -> Ints:
        row = self.seats[rotation]
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(self.costs.problem.groups))
        cost = np.add.reduceat(self.pair[rotation][:, order], starts, axis=1)
        if self.costs.places is not None:
            cost = cost + self.costs.places[rotation]
        return np.asarray(cost, np.int64)

    def changes(self, rotation: int) -> Ints:
        """Weighted change of every swap in a rotation; shape (people, people), symmetric."""
        row = self.seats[rotation]
        there = self.group[rotation][:, row]
        there -= there.diagonal().copy()[:, None]
        change = there + there.T
        change -= self.pair[rotation]
        change -= self.pair[rotation]
        change[row[:, None] == row[None, :]] = FORBIDDEN
        return np.asarray(change, np.int64)

    def apply(self, rotation: int, i: int, j: int, change: int) -> None:
        """Swap `i` and `j` in one rotation; `change` is the weighted cost of it."""
        row = self.seats[rotation]
        moved = self.pair[rotation][:, i] - self.pair[rotation][:, j]
        if self.costs.problem.counts:
            self._meet_others(rotation, i, j)
        self.group[rotation][:, row[i]] -= moved
        self.group[rotation][:, row[j]] += moved
        row[i], row[j] = row[j], row[i]
        self.values = added(self.values, self.costs.decode(change))

    def _meet_others(self, rotation: int, i: int, j: int) -> None:
        """Count the meetings that a swap ends and begins, as the other rotations see them."""
        row = self.seats[rotation]
        of_i, of_j = np.flatnonzero(row == row[i]), np.flatnonzero(row == row[j])
        of_i, of_j = of_i[of_i != i], of_j[of_j != j]
        mates = np.concatenate([of_i, of_j, of_j, of_i])
        few, many = len(of_i), len(of_j)
        people = np.repeat([i, i, j, j], [few, many, many, few])
        steps = np.repeat([-1, 1, -1, 1], [few, many, many, few])
        steps *= self.costs.countable[people, mates]
        before = self.met[people, mates]
        self.met[people, mates] += steps
        self.met[mates, people] += steps
        others = self._others[rotation]
        if not len(others):
            return
        here, there = self.seats[others, people], self.seats[others, mates]
        seen = before - (here == there) * self.costs.countable[people, mates]
        delta = self.costs.marginal(seen + steps) - self.costs.marginal(seen)
        self.pair[others, people, mates] += delta
        self.pair[others, mates, people] += delta
        np.add.at(self.group, (others, mates, here), delta)
        np.add.at(self.group, (others, people, there), delta)

    @cached_property
    def _others(self) -> list[Ints]:
        every = np.arange(len(self.seats))
        return [every[every != rotation][:, None] for rotation in every]


def _sharing(row: Ints) -> Ints:
    return np.asarray(row[:, None] == row[None, :], np.int64)


def improve(
    costs: Costs, seats: Ints, rng: Random, stop: Stop, patience: int, target: Change
) -> Iterator[Improvement]:
    """Improve a seating by swaps inside single rotations; yields every better seating.

    Each step draws a rotation and makes the best of all its swaps that is not tabu.

    Parameters
    ----------
    costs
        Goals as weights, with `span` 1.
    seats
        Where to start; shape (rotations, people).
    patience
        Steps without an improvement after which to give up.
    target
        Values that cannot be beaten.
    """
    seating = Seating(costs, seats)
    best, best_seats = seating.values, seats.copy()
    yield Improvement(best, best_seats)
    rotations = len(seats)
    memory = Tabu(rng, (*seats.shape, costs.problem.groups), TENURE)
    since = 0
    while best > target and since < patience and not stop.now():
        since += 1
        if since % KICK_AFTER == 0:
            seating = Seating(costs, best_seats)
            _kick(seating, rng)
        number = int(rng.random() * rotations)
        changes = seating.changes(number)
        if changes.min() == FORBIDDEN:  # one group only: nobody can be swapped
            return
        aspiration = Aspiration(costs, seating.values, best)
        i, j, change = memory.choose(number, changes, seating.seats[number], aspiration)
        seating.apply(number, i, j, change)
        if seating.values < best:
            best, best_seats, since = seating.values, seating.seats.copy(), 0
            yield Improvement(best, best_seats)


def _kick(seating: Seating, rng: Random) -> None:
    """Make a few random swaps, to leave a valley that the memory alone does not."""
    rotations, people = seating.seats.shape
    for _ in range(KICKS):
        number, i, j = (int(rng.random() * limit) for limit in (rotations, people, people))
        if seating.seats[number, i] != seating.seats[number, j]:
            seating.apply(number, i, j, int(seating.changes(number)[i, j]))
