"""A seating under change: what every swap costs, kept up to date from swap to swap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.grouping.costs import Change, Costs, added
from facilitate.grouping.problem import Ints
from facilitate.grouping.tabu import NEVER

EVERYBODY = slice(None)
AFRESH = 0.4  # share of rows to renew from which the whole table of swaps is made anew


@dataclass(frozen=True, eq=False)
class Swaps:
    """Weighted changes of all swaps of one rotation, and the least of each person.

    Parameters
    ----------
    table
        At least `NEVER` inside groups; shape (people, people), symmetric.
    least
        Minimum of each row; shape (people,).
    """

    table: Ints
    least: Ints


class Seating:
    """A seating under change, with the costs of all swaps of every rotation kept up to date.

    A swap leaves most swaps of others as they were. So the table of swaps and the minima of its
    rows are kept for each rotation, and only the rows of people concerned are made again.

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
        Cost of each person in each group; shape (rotations, groups, people).
    """

    def __init__(self, costs: Costs, seats: Ints) -> None:
        self.costs, self.seats = costs, seats.copy()
        self.values: Change = costs.tally(seats)
        together = [_sharing(row) * costs.countable for row in seats]
        self.met = costs.problem.history() * costs.countable + sum(together)
        self.pair = np.stack([self._pair_costs(self.met - own) for own in together])
        self.group = np.stack([self._group_costs(r) for r in range(len(seats))])
        self._known: list[Swaps | None] = [None] * len(seats)
        self._outdated = np.zeros(seats.shape, np.bool_)

    def _pair_costs(self, others: Ints) -> Ints:
        if not self.costs.problem.counts:
            return self.costs.pairs
        return np.asarray(self.costs.pairs + self.costs.marginal(others), np.int64)

    def _group_costs(self, rotation: int) -> Ints:
        row = self.seats[rotation]
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(self.costs.problem.groups))
        cost = np.add.reduceat(self.pair[rotation][order], starts, axis=0)
        if self.costs.places is not None:
            cost = cost + self.costs.places[rotation].T
        return np.asarray(cost, np.int64)

    def changes(self, rotation: int, people: Ints | slice = EVERYBODY) -> Ints:
        """Weighted change of every swap of some people; shape (those people, people).

        At least `NEVER` inside a group, and so with oneself.
        """
        row, pair = self.seats[rotation], self.pair[rotation][people]
        moves = self.group[rotation] - self.group[rotation][row, self._people]
        moves[row, self._people] = NEVER
        change = moves[:, people].T.take(row, axis=1)
        change += moves[row[people]]
        change -= pair
        change -= pair
        return np.asarray(change, np.int64)

    def change(self, rotation: int, i: int, j: int) -> int:
        """Weighted change of one swap of people in different groups."""
        row, group = self.seats[rotation], self.group[rotation]
        a, b = row[i], row[j]
        moved = group[b, i] - group[a, i] + group[a, j] - group[b, j]
        return int(moved - 2 * self.pair[rotation, i, j])

    def swaps(self, rotation: int) -> Swaps:
        """All swaps of a rotation; valid until the next change of the seating."""
        known, outdated = self._known[rotation], self._outdated[rotation]
        rows = outdated.nonzero()[0]
        if known is None or len(rows) > AFRESH * len(outdated):
            table = self.changes(rotation)
            known = Swaps(table, table.min(axis=1))
        elif len(rows):
            _renew(known, rows, self.changes(rotation, rows), ~outdated)
        self._known[rotation] = known
        outdated[:] = False
        return known

    def apply(self, rotation: int, i: int, j: int, change: int) -> None:
        """Swap `i` and `j` in one rotation; `change` is the weighted cost of it."""
        row, group = self.seats[rotation], self.group[rotation]
        a, b = row[i], row[j]
        moved = self.pair[rotation, i] - self.pair[rotation, j]
        concerned = (row == a) | (row == b)
        if self.costs.problem.counts and len(self.seats) > 1:
            self._meet_others(rotation, i, j)
            self._outdated |= concerned
        else:
            self._outdated[rotation] |= concerned
        group[a] -= moved
        group[b] += moved
        row[i], row[j] = b, a
        self.values = added(self.values, self.costs.decode(change))

    def _meet_others(self, rotation: int, i: int, j: int) -> None:
        """Count the meetings that a swap ends and begins, as the other rotations see them."""
        row = self.seats[rotation]
        comes, goes = row == row[j], row == row[i]  # seen by i; for j it is the other way round
        comes[j] = goes[i] = False
        mates = (comes | goes).nonzero()[0]
        step = np.where(comes[mates], 1, -1)
        people = np.array([[i], [j]])
        countable = self.costs.countable[people, mates]
        steps = np.stack([step, -step]) * countable
        before = self.met[people, mates]
        self.met[people, mates] = self.met[mates, people] = before + steps
        others = self._others[rotation]
        here, there = self.seats[others, people], self.seats[others, mates]
        seen = before - (here == there) * countable
        delta = self.costs.marginal(seen + steps) - self.costs.marginal(seen)
        self.pair[others, people, mates] += delta
        self.pair[others, mates, people] += delta
        np.add.at(self.group, (others, here, mates), delta)
        np.add.at(self.group, (others, there, people), delta)

    @cached_property
    def _people(self) -> Ints:
        return np.arange(self.seats.shape[1])

    @cached_property
    def _others(self) -> list[Ints]:
        every = np.arange(len(self.seats))
        return [every[every != rotation][:, None, None] for rotation in every]


def _renew(known: Swaps, rows: Ints, made: Ints, others: npt.NDArray[np.bool_]) -> None:
    """Put rows made anew, and the same columns, into a table of swaps."""
    table, least = known.table, known.least
    lost = table[rows].min(axis=0) == least
    found = made.min(axis=0)
    table[rows] = made
    table[:, rows] = made.T
    again = (lost & (found > least) & others).nonzero()[0]
    np.minimum(least, found, out=least)
    least[again] = table[again].min(axis=1)
    least[rows] = made.min(axis=1)


def _sharing(row: Ints) -> Ints:
    return np.asarray(row[:, None] == row[None, :], np.int64)
