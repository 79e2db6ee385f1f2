"""First-timers meet somebody who knows the event as early as can be."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import numpy.typing as npt

from facilitate.grouping.costs import SPREAD, Costs, recount
from facilitate.grouping.labels import Labelling
from facilitate.grouping.problem import BROKEN, Ints, Problem
from facilitate.grouping.running import Result
from facilitate.roster import Roster

IDLE = 60  # exchanges in a row that bring nobody new together with a veteran
EVENED, TRIED = 60, 120  # steps that win back evenness, and exchanges looked at in each
WORK = 40_000_000  # entries looked at in all: a few seconds
Mask = npt.NDArray[np.bool_]


def newcomers(roster: Roster) -> tuple[Mask, Mask]:
    """Tell first-timers and veterans; whoever is unknown is neither. Shapes (people,)."""
    known = roster.values("first_timer")
    return np.array([k is True for k in known]), np.array([k is False for k in known])


def waiting(seats: Ints, seeking: Mask, veterans: Mask) -> Mask:
    """Tell who of `seeking` sits with no veteran in any rotation; shape (people,)."""
    left = seeking.copy()
    for row in seats:
        has = np.zeros(int(row.max()) + 1, bool)
        has[row[veterans]] = True
        left &= ~has[row]
    return left


def fewest_waiting(problem: Problem, seeking: Mask, veterans: Mask) -> int:
    """Give a bound: how many of `seeking` meet no veteran whoever sits where."""
    there = int(veterans.sum())
    reached = 0
    for sizes in problem.sizes:
        largest = np.sort(sizes)[::-1][: min(there, len(sizes))]
        reached += int((largest - 1).sum())
    return max(0, int(seeking.sum()) - reached)


def introduce(problem: Problem, result: Result, seeking: Mask, veterans: Mask) -> Result:
    """Exchange people for the whole session until as few as possible wait.

    A veteran changes seats with somebody beside those who wait. No goal gets worse but an even
    spread, which gives way as little as can be. Exchanges that help nobody yet are made, too, now
    and then: they open the way for others.
    """
    search = _Introductions(problem, result, seeking, veterans)
    least = fewest_waiting(problem, seeking, veterans)
    position = best = search.position
    fewest = search.waiting(position)
    idle, steps = 0, min(400, WORK // problem.people**2)
    while fewest > least and idle < IDLE and steps > 0:
        exchange = search.exchange(position)
        if exchange is None:
            break
        position = position.copy()
        position[exchange] = position[exchange[::-1]]
        steps, idle = steps - 1, idle + 1
        now = search.waiting(position)
        if now < fewest:
            best, fewest, idle = position, now, 0
    return result if best is search.position else search.result(search.evened(best))


class _Introductions:
    """Exchanges of a veteran with somebody beside those who wait."""

    def __init__(self, problem: Problem, result: Result, seeking: Mask, veterans: Mask) -> None:
        self.problem, self.before = problem, result
        self.veterans, self.seekers = veterans, np.flatnonzero(seeking)
        everybody = np.arange(problem.people)
        self.position = everybody if result.position is None else result.position
        seats = np.empty_like(result.seats)
        seats[:, self.position] = result.seats
        self.labelling = Labelling(Costs(problem, span=problem.rotations), seats)
        self.rng = Random(problem.people)

    def waiting(self, position: Ints) -> int:
        """How many wait if everybody sits at these positions."""
        return int((self._cover(position)[self.seekers] == 0).sum())

    def result(self, position: Ints) -> Result:
        """Give the result with these positions."""
        seats = self.labelling.seating(position)
        score = recount(self.problem, seats)
        if self.before.position is None:
            return replace(self.before, seats=seats, score=score)
        score[BROKEN] += self.problem.misplaced(position)
        return replace(self.before, seats=seats, position=position, score=score)

    def exchange(self, position: Ints) -> list[int] | None:
        """Give the two whose exchange leaves fewest waiting, and spreads most evenly then."""
        together = self.labelling.together[np.ix_(position, position)]
        cover = self._cover(position)
        left = np.zeros(len(position), bool)
        left[self.seekers] = cover[self.seekers] == 0
        beside = np.flatnonzero(((together[:, left] > 0).any(axis=1) | left) & ~self.veterans)
        knowing = np.flatnonzero(self.veterans)
        changes = self.labelling.changes(position)[np.ix_(beside, knowing)]
        best: list[tuple[int, int]] = []
        least = (len(self.seekers) + 1, 0)
        for b, change in zip(beside.tolist(), changes, strict=True):
            allowed = self._graver(change) <= 0
            those = knowing[allowed]
            counts = self._after(cover, together, b, those)
            for v, count, cost in zip(those, counts, change[allowed], strict=True):
                value = (int(count), int(cost))
                if value < least:
                    best, least = [], value
                if value == least:
                    best.append((b, int(v)))
        return list(best[int(self.rng.random() * len(best))]) if best else None

    def evened(self, position: Ints) -> Ints:
        """Win back what the exchanges cost, as long as nobody waits for it."""
        waiting = self.waiting(position)
        for _step in range(EVENED):
            changes = np.triu(self.labelling.changes(position))
            order = np.argsort(changes, axis=None, kind="stable")[:TRIED]
            better = [divmod(int(at), len(position)) for at in order if changes.flat[at] < 0]
            for i, j in better:
                tried = position.copy()
                tried[[i, j]] = tried[[j, i]]
                if self.waiting(tried) <= waiting:
                    position = tried
                    break
            else:
                break
        return position

    def _cover(self, position: Ints) -> Ints:
        """How often each person sits with a veteran."""
        together = self.labelling.together[np.ix_(position, position)]
        return np.asarray(together[:, self.veterans].sum(axis=1), np.int64)

    def _graver(self, change: Ints) -> Ints:
        """Change in all goals graver than an even spread: its sign is what counts."""
        reach = self.labelling.costs.reach[SPREAD]
        return np.asarray((change + reach) // (2 * reach + 1))

    def _after(self, cover: Ints, together: Ints, b: int, those: Ints) -> Ints:
        """How many wait if `b` changes seats with each of `those` veterans."""
        seekers = self.seekers
        after = cover[seekers][:, None] - together[np.ix_(seekers, those)]
        after += together[seekers, b][:, None]
        own = np.flatnonzero(seekers == b)
        if len(own):  # who changes seats finds the others at the veteran's places
            after[own[0]] = cover[those] + together[those, b]
        return np.asarray((after <= 0).sum(axis=0), np.int64)
