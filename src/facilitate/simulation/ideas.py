"""How an idea spreads: who has heard it after each rotation."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.presence import Groups, Sat
from facilitate.simulation.scene import Mask, Seating
from facilitate.simulation.streams import Floats, Stream, Streams


@dataclass(eq=False)
class Idea:
    """One idea on its way through the room in all runs at once.

    Parameters
    ----------
    heard
        Who knows it; shape (runs, people).
    tables
        Place's id → whether the table remembers it; shape (runs,).
    """

    assumptions: Assumptions
    heard: Mask
    tables: dict[tuple[int, str], Mask]
    begun: Mask

    @classmethod
    def fresh(cls, assumptions: Assumptions, runs: int, people: int) -> Idea:
        """Begin with nobody who knows it."""
        heard = np.zeros((runs, people), bool)
        return cls(assumptions, heard, {}, np.zeros(runs, bool))

    def meet(self, seating: Seating, sat: Sat, streams: Streams) -> None:
        """Let everybody of one rotation talk.

        Whoever sits with h people who know it has heard it with probability 1 − (1 − q)^h; a
        table that remembers counts as one of them, as often as tables pass on.
        """
        luck = streams(f"hearing {seating.label}").uniform(*sat.groups.shape)
        self._begin(sat.groups, streams(f"idea {seating.label}"))
        telling = sat.count(self.heard)
        missed = _powers(1 - self.assumptions["hearing"], int(telling.max(initial=0)))[telling]
        if seating.carried:
            missed = missed * self._tables_tell(seating, telling > 0, streams)
        missed[:, -1] = 1.0
        self.heard |= luck >= sat.each(missed)

    def _begin(self, groups: Groups, stream: Stream) -> None:
        """Give the idea to whoever brings it, in the first rotation with people in it."""
        first = ~self.begun & (groups >= 0).any(axis=1)
        order = stream.uniform(len(groups), groups.shape[1])
        rows = np.flatnonzero(first)
        if not len(rows):
            return
        self.begun[rows] = True
        here = np.where(groups[rows] >= 0, order[rows], 2.0)
        if self.assumptions["idea_at_table"]:
            chosen = groups[rows, here.argmin(axis=1)]
            self.heard[rows] |= groups[rows] == chosen[:, None]
            return
        many = min(int(self.assumptions["idea_people"]), groups.shape[1])
        bringing = np.argpartition(here, many - 1, axis=1)[:, :many]
        self.heard[rows[:, None], bringing] = True
        self.heard[rows] &= groups[rows] >= 0

    def _tables_tell(self, seating: Seating, knowing: Mask, streams: Streams) -> Floats:
        """Chance that nothing is heard from each table; then let the tables take down."""
        share = self.assumptions["table_memory"]
        luck = streams(f"table {seating.label}").uniform(*knowing.shape)
        quiet = np.ones(knowing.shape)
        for at, place in enumerate(seating.places):
            key = (seating.session, place)
            known = self.tables.get(key, np.zeros(len(knowing), bool))
            quiet[:, at] = np.where(known, 1 - share, 1.0)
            self.tables[key] = known | (knowing[:, at] & (luck[:, at] < share))
        return quiet


def _powers(base: float, most: int) -> Floats:
    """Give base to the power of 0, 1, …, `most`, by multiplication alone."""
    powers = [1.0]
    for _power in range(most):
        powers.append(powers[-1] * base)
    return np.array(powers)


def expected_next(informed: int, people: int, size: int, hearing: float) -> float:
    """Give the expected number who know it after one random rotation in groups of `size`, exactly.

    The number who know it among somebody's size − 1 partners is hypergeometric.
    """
    ways = comb(people - 1, size - 1)
    reached = sum(
        comb(informed, h) * comb(people - 1 - informed, size - 1 - h) / ways * (1 - hearing) ** h
        for h in range(min(informed, size - 1) + 1)
        if size - 1 - h <= people - 1 - informed
    )
    return informed + (people - informed) * (1 - reached)


def spread_recursion(people: int, size: int, rounds: int, hearing: float) -> list[float]:
    """Follow the expected number who know it over `rounds` random rotations, begun by one.

    The whole distribution of the number who know it cannot be followed by one number; this puts
    its mean in, between whole numbers in a straight line, and so is a close approximation.
    """
    found = [1.0]
    for _round in range(rounds):
        low = int(found[-1])
        part = found[-1] - low
        below = expected_next(low, people, size, hearing)
        above = expected_next(min(people, low + 1), people, size, hearing)
        found.append(below + part * (above - below))
    return found


def share_heard(idea: Idea, came: Mask) -> Floats:
    """Give the part of those who came that has heard it; shape (runs,)."""
    people = np.maximum(1, came.sum(axis=1))
    share: Floats = (idea.heard & came).sum(axis=1) / people
    return share
