"""The memory of a search: moves just undone are not made again for a while."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from facilitate.grouping.costs import Change, Costs, added
from facilitate.grouping.problem import Ints

FORBIDDEN = 2**62
NEVER = 2**61  # and more: no change of a swap, but two people who cannot swap


@dataclass(frozen=True, eq=False)
class Improvement:
    """A better solution: values of the tiers, and the solution itself.

    Parameters
    ----------
    values
        Most important tier first.
    found
        A seating (rotations, people), or the position of each person (people,).
    """

    values: Change
    found: Ints


@dataclass(frozen=True, eq=False)
class Aspiration:
    """Where the search stands and what it has reached, to let a tabu move pass."""

    costs: Costs
    values: Change
    best: Change

    def met_by(self, change: int) -> bool:
        """Whether a weighted change leads to the best ever found."""
        return added(self.values, self.costs.decode(change)) < self.best


class Tabu:
    """Remembers who has just left which slot (a group or a position).

    Parameters
    ----------
    rng
        Draws how long a move stays forbidden.
    shape
        (tables of swaps, people, slots): one table for each rotation that is searched.
    tenure
        Steps a move stays forbidden: at least, and fewer than.

    References
    ----------
    Glover (1989), Tabu search, part I; Dotu and Van Hentenryck (2005), Scheduling social golfers
    locally, for tabu swaps of golfers.
    """

    def __init__(self, rng: Random, shape: tuple[int, int, int], tenure: tuple[int, int]) -> None:
        self.rng, self.tenure = rng, tenure
        self.until = np.zeros(shape, np.int64)
        self.step = 0

    def choose(
        self,
        table: int,
        changes: Ints,
        slots: Ints,
        aspiration: Aspiration,
        least: Ints | None = None,
    ) -> tuple[int, int, int]:
        """Choose the cheapest swap that is not tabu, or any that beats the best ever found.

        Parameters
        ----------
        table
            Which table of swaps.
        changes
            Weighted change of every swap, at least `NEVER` where there is none; symmetric.
        slots
            Slot of each person.
        aspiration
            Knows whether a tabu swap would beat the best.
        least
            Minimum of each row of `changes`, if known.

        Returns
        -------
        The two people (ties go to the lowest index) and the weighted change; remembered as done.
        """
        self.step += 1
        least = changes.min(axis=1) if least is None else least
        boldest = _first(changes, least)
        i, j = self._free(table, changes, slots, least) or boldest
        bold = int(changes[boldest])
        if bold < changes[i, j] and aspiration.met_by(bold):
            i, j = boldest
        shortest, longest = self.tenure
        for person in (i, j):
            steps = shortest + int(self.rng.random() * (longest - shortest))
            self.until[table, person, slots[person]] = self.step + steps
        return i, j, int(changes[i, j])

    def _free(self, table: int, changes: Ints, slots: Ints, least: Ints) -> tuple[int, int] | None:
        """Find the cheapest swap that is not tabu; None in a tiny crowd where every one may be."""
        until, least = self.until[table], least.copy()
        while True:
            i = int(least.argmin())
            if least[i] >= NEVER:
                return None
            banned = (until[i, slots] > self.step) | (until[:, slots[i]] > self.step)
            row = np.where(banned, FORBIDDEN, changes[i])
            j = int(row.argmin())
            if row[j] == least[i]:
                return i, j
            least[i] = row[j]


def _first(changes: Ints, least: Ints) -> tuple[int, int]:
    """Find the cheapest swap of all."""
    i = int(least.argmin())
    return i, int(changes[i].argmin())
