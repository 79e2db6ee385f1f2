"""Who may meet whom, and who must: what the rules leave of the pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from facilitate.grouping.problem import Ints, Problem, same

Cost = Callable[[Ints], Ints]
"""Cost of pairs that have met this often; elementwise."""


def united(sets: Iterable[Iterable[int]]) -> list[set[int]]:
    """Merge sets that share somebody."""
    home: dict[int, set[int]] = {}
    for members in map(set, sets):
        merged = members.union(*(home[person] for person in members if person in home))
        home |= dict.fromkeys(merged, merged)
    return list({id(merged): merged for merged in home.values()}.values())


def sets_kept(problem: Problem, rotation: int | None = None) -> list[set[int]]:
    """People whom the rules seat together: always, or in one rotation too."""
    held: dict[int, set[int]] = {}
    for when, person, group in problem.fixed:
        if when is None or when == rotation:
            held.setdefault(group, set()).add(person)
    return [kept for kept in united([*problem.joined, *held.values()]) if len(kept) > 1]


@dataclass(frozen=True, eq=False)
class Partners:
    """How often each pair must meet at least and can meet at most, if the rules are kept.

    Parameters
    ----------
    problem
        What is asked.
    distinct
        Codes of which no two people may share a group.
    """

    problem: Problem
    distinct: tuple[Ints, ...] = ()

    @cached_property
    def _held(self) -> Ints:
        """Group where each person is fixed, -1 for nowhere; shape (rotations, people)."""
        problem = self.problem
        held = np.full((problem.rotations, problem.people), -1, np.int64)
        home = {person: kept for kept in sets_kept(problem) for person in kept}
        for rotation, person, group in problem.fixed:
            rows = slice(None) if rotation is None else rotation
            for each in home.get(person, {person}):
                held[rows, each] = group
        return held

    @cached_property
    def _never(self) -> Ints:
        """Pairs that no rule-abiding seating brings together: 0/1, shape (people, people)."""
        never = np.zeros((self.problem.people,) * 2, np.int64)
        for i, j in self.problem.apart:
            never[i, j] = never[j, i] = 1
        for codes in self.distinct:
            never |= same(codes)
        for kept in map(sorted, sets_kept(self.problem)):
            never[kept] = never[kept].any(axis=0)
            never[:, kept] = never[kept[0]][:, None]
        return never

    @cached_property
    def limits(self) -> tuple[Ints, Ints]:
        """Meetings of each pair at least and at most, 0 for pairs that do not count."""
        problem = self.problem
        least = np.zeros((problem.people,) * 2, np.int64)
        most = problem.rotations * (1 - self._never)
        for row in self._held:
            at = np.flatnonzero(row >= 0)
            pairs, alike = np.ix_(at, at), row[at, None] == row[None, at]
            least[pairs] += alike
            most[pairs] -= ~alike
        for kept in map(sorted, sets_kept(problem)):
            least[np.ix_(kept, kept)] = most[np.ix_(kept, kept)] = problem.rotations
        for i, j in problem.joined:
            least[[i, j], [j, i]] = most[[i, j], [j, i]] = 0
        np.fill_diagonal(least, 0)
        np.fill_diagonal(most, 0)
        most = np.maximum(most, 0)
        return np.minimum(least, most), most

    @cached_property
    def shares(self) -> tuple[Ints, Ints]:
        """Meetings of each person at least and at most, by the sizes of the groups."""
        problem = self.problem
        kept = np.zeros(problem.people, np.int64)
        for i, j in problem.joined:
            kept[[i, j]] += 1
        fewest, largest = -problem.rotations * (kept + 1), -problem.rotations * (kept + 1)
        for sizes, row in zip(problem.sizes, self._held, strict=True):
            fewest = fewest + np.where(row >= 0, sizes[row], sizes.min())
            largest = largest + np.where(row >= 0, sizes[row], sizes.max())
        return np.maximum(fewest, 0), np.maximum(largest, 0)

    @cached_property
    def _begun(self) -> Ints:
        """How often each pair has met when all it must is done."""
        return self.problem.history() + self.limits[0]

    @cached_property
    def _slots(self) -> Ints:
        """How many others each person can meet once more after so many times; (people, levels)."""
        start, (least, most) = self._begun, self.limits
        end = start + most - least
        people, levels = len(start), int(end.max(initial=0)) + 1
        owner = np.arange(people)[:, None] * levels
        change = np.bincount((owner + start).ravel(), minlength=people * levels)
        change -= np.bincount((owner + end).ravel(), minlength=people * levels)
        return change.reshape(people, levels).cumsum(axis=1)

    def fewest(self, meetings: int, total: Cost) -> int:
        """Least cost of `meetings`, history included, when everybody deals their own evenly.

        Each person's meetings are dealt to those they met least, as often as the rules demand at
        least and allow at most. Half the sum over all people is a bound, for every pair is in it
        twice; so is the whole sum over people who never meet each other, such as hosts who stay.

        Parameters
        ----------
        meetings
            Of pairs that count, in all rotations together.
        total
            Convex cost of a pair that has met so often.
        """
        least, slots = self.limits[0], self._slots
        marginal = np.diff(total(np.arange(slots.shape[1] + 1)))
        lowest, highest = (share - least.sum(axis=1) for share in self.shares)
        taken = _taken(slots, np.maximum(lowest, 0))
        over = _taken(slots - taken, np.maximum(highest - taken.sum(axis=1), 0)).sum(axis=0)
        rest = 2 * meetings - int(least.sum()) - int(taken.sum())
        dealt = np.diff(np.minimum(over.cumsum(), max(0, rest)), prepend=0)
        each = (taken * marginal).sum(axis=1)
        half = -(-int(each.sum() + (dealt * marginal).sum()) // 2)
        musts = int(np.triu(total(self._begun), 1).sum())
        return musts + max(half, int(each[self._strangers(each)].sum()))

    def _strangers(self, value: Ints) -> list[int]:
        """People of value who meet each other no more than they must, the worthiest first."""
        least, most = self.limits
        found: list[int] = []
        for person in np.argsort(-value, kind="stable")[: np.count_nonzero(value)].tolist():
            if (least[person, found] == most[person, found]).all():
                found.append(person)
        return found


def _taken(slots: Ints, wanted: Ints) -> Ints:
    """Fill the first `wanted` slots of each person, lowest levels first."""
    filled = np.minimum(slots.cumsum(axis=1), wanted[:, None])
    return np.asarray(np.diff(filled, axis=1, prepend=0), np.int64)
