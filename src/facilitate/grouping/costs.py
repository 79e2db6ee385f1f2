"""One int64 for all goals in their order: weights, and the way back to each goal's change."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from facilitate.grouping.problem import BROKEN, COST, REPEATS, THIRDS, Ints, Problem, by_group, same
from facilitate.grouping.tiers import Tiers, countable

AVOID, SPREAD = "avoid", "spread"
TIERS = (BROKEN, REPEATS, THIRDS, AVOID, SPREAD)
"""Groups of goals, the most important first."""
FEW = 32  # people in a group up to which comparing all of them is quicker than sorting
_MANY = 50_000  # people from whom on two threads look for repeats sooner than one
Change = tuple[int, ...]
"""Change of every tier, the most important first."""


def added(values: Change, change: Change) -> Change:
    """Values after a change, tier by tier."""
    return tuple(value + part for value, part in zip(values, change, strict=True))


@dataclass(frozen=True, eq=False)
class Costs(Tiers):
    """Tiers of a problem as weights of one integer; one step swaps two people.

    Parameters
    ----------
    problem
        What is asked.
    span
        Rotations that one swap changes: 1, or all of them when labels are swapped.
    """

    order: ClassVar = TIERS
    problem: Problem
    span: int = 1

    @cached_property
    def gravity(self) -> int:
        """What one broken rule weighs against uneven spreading that was made a must."""
        pairs = 2 * max(1, int(self.problem.sizes.max()) - 1) * self.span
        return 1 + pairs * len(self.problem.hard & self.problem.spread.keys())

    @cached_property
    def units(self) -> dict[str, Ints]:
        """Tier → cost of each pair for sharing a group once; shape (people, people)."""
        problem, n = self.problem, self.problem.people
        units = {tier: np.zeros((n, n), np.int64) for tier in (BROKEN, AVOID, SPREAD)}
        for sign, pairs in ((1, problem.apart), (-1, _pairs_together(problem))):
            for i, j in pairs:
                units[BROKEN][i, j] += sign * self.gravity
                units[BROKEN][j, i] += sign * self.gravity
        for tier, goals in ((AVOID, problem.avoid), (SPREAD, problem.spread)):
            for goal, codes in goals.items():
                hard = goal in problem.hard
                weight = self.gravity if hard and tier == AVOID else 1
                units[BROKEN if hard else tier] += weight * same(codes)
        if problem.cost is not None:
            units[AVOID] += problem.cost
            np.fill_diagonal(units[AVOID], 0)
        return units

    @cached_property
    def steps(self) -> dict[str, int]:
        """Tier → most that one swap can change it."""
        problem = self.problem
        pairs = 2 * max(1, int(problem.sizes.max()) - 1) * self.span
        most = problem.rotations - 1 + (0 if problem.met is None else int(problem.met.max()))
        unit = {tier: int(np.abs(u).max(initial=0)) for tier, u in self.units.items()}
        steady = self.span > 1 and problem.met is None and not problem.joined
        # then a movement repeats what it repeats, whoever starts where
        repeats = most if problem.counts and not steady else 0
        signed = 2 if problem.together else 1
        return {
            BROKEN: signed * pairs * unit[BROKEN]
            + 2 * self.gravity * (self.span * len(problem.fixed) + 1),
            REPEATS: pairs * repeats,
            THIRDS: pairs * (repeats * (repeats - 1) // 2),
            AVOID: pairs * unit[AVOID],
            SPREAD: pairs * unit[SPREAD],
        }

    @cached_property
    def countable(self) -> Ints:
        """Pairs whose meetings count: 0/1, shape (people, people)."""
        return countable(self.problem)

    @cached_property
    def places(self) -> Ints | None:
        """Weighted cost of each person in each group; shape (rotations, people, groups)."""
        problem = self.problem
        if not problem.fixed:
            return None
        cost = np.zeros((problem.rotations, problem.people, problem.groups), np.int64)
        for rotation, person, group in problem.fixed:
            rows = slice(None) if rotation is None else rotation
            cost[rows, person, :] += self.weights[BROKEN] * self.gravity
            cost[rows, person, group] -= self.weights[BROKEN] * self.gravity
        return cost

    def hard_part(self, values: Mapping[str, int]) -> int:
        """Weigh the values of those goals that were made a must."""
        return sum(
            values[goal] * (self.gravity if goal in self.problem.avoid else 1)
            for goal in self.problem.hard
        )

    def tally(self, seats: Ints) -> Change:
        """Count every tier of a seating from nothing; shape of `seats` (rotations, people)."""
        score = recount(self.problem, seats)
        soft = {AVOID: self.problem.avoid, SPREAD: self.problem.spread}
        sums = {
            tier: sum(score[goal] for goal in goals if goal not in self.problem.hard)
            for tier, goals in soft.items()
        }
        sums[AVOID] += score.get(COST, 0)
        broken = self.gravity * score[BROKEN] + self.hard_part(score)
        return (broken, score.get(REPEATS, 0), score.get(THIRDS, 0), sums[AVOID], sums[SPREAD])


def _pairs_together(problem: Problem) -> list[tuple[int, int]]:
    return [(i, j) for people in problem.together for i in people for j in people if i < j]


def recount(problem: Problem, seats: Ints) -> dict[str, int]:
    """Count every goal of a seating from nothing; memory grows with the meetings.

    Returns
    -------
    Goal → value: broken rules (pairs, and people off their place, per rotation); Σ M(M-1)/2 and
    Σ M(M-1)(M-2)/6 over pairs that meet M times; pairs of one code in a group; the cost of all
    pairs that share a group.
    """
    score = {BROKEN: _broken(problem, seats)}
    for goal, codes in (*problem.avoid.items(), *problem.spread.items()):
        score[goal] = sum(_pairs_of_a_code(codes, row) for row in seats)
    if problem.cost is not None:
        score[COST] = sum(_cost_of_pairs(problem.cost, row) for row in seats)
    if problem.counts:
        new = problem.met is None and nobody_meets_again(seats)
        met = np.zeros(0, np.int64) if new else _times_met(problem, seats)
        score[REPEATS] = int((met * (met - 1) // 2).sum())
        score[THIRDS] = int((met * (met - 1) * (met - 2) // 6).sum())
    return score


def _pairs_of_a_code(codes: Ints, row: Ints) -> int:
    known = codes >= 0
    holders = row[known] * (int(codes.max(initial=0)) + 1) + codes[known]
    counts = np.unique(holders, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _cost_of_pairs(cost: Ints, row: Ints) -> int:
    first, second = np.divmod(pair_numbers(row, len(row)), len(row))
    return int(cost[first, second].sum())


def nobody_meets_again(seats: Ints) -> bool:
    """Tell whether all pairs share a group in one rotation at most.

    Two people meet again where two of one group are in one group in a later rotation, too. To
    look for that takes a crowd an eighth of the time of sorting all its meetings.
    """
    rows = seats.astype(np.int32)

    def meets_again(rotation: int) -> bool:
        row = rows[rotation]
        order, sizes = by_group(row).astype(np.int32), np.bincount(row)
        size_there = np.repeat(sizes, sizes)
        for size in np.unique(sizes[sizes > 1]).tolist():
            members = np.ascontiguousarray(order[size_there == size].reshape(-1, size).T)
            if any(_two_alike(np.take(later, members)) for later in rows[rotation + 1 :]):
                return True
        return False

    if seats.shape[1] < _MANY:
        return not any(map(meets_again, range(len(rows))))
    with ThreadPoolExecutor(2) as pool:  # numpy leaves Python free
        return not any(pool.map(meets_again, range(len(rows))))


def _two_alike(columns: npt.NDArray[np.int32]) -> bool:
    """Tell whether a column has a number twice; shape (rows, columns)."""
    if len(columns) > FEW:
        ordered = np.sort(columns, axis=0)
        return bool((ordered[1:] == ordered[:-1]).any())
    return any((columns[apart:] == columns[:-apart]).any() for apart in range(1, len(columns)))


def _times_met(problem: Problem, seats: Ints) -> Ints:
    """Give how often pairs meet, history included; one number for each pair that meets again."""
    people = problem.people
    found = [pair_numbers(row, people) for row in seats]
    if problem.met is not None:
        first, second = np.nonzero(np.triu(problem.met, 1))
        found.append(np.repeat(first * people + second, problem.met[first, second]))
    meetings = np.concatenate(found)
    del found  # a crowd of a million has 35 million meetings
    meetings.sort()
    again, times = np.unique(meetings[1:][meetings[1:] == meetings[:-1]], return_counts=True)
    joined = np.array([i * people + j for i, j in problem.joined], np.int64)
    return np.asarray(times[~np.isin(again, joined)] + 1, np.int64)


def pair_numbers(row: Ints, people: int) -> Ints:
    """Give every pair i < j that shares a group in one rotation, as the number i·people + j."""
    order = by_group(row)
    grouped = row[order]
    found = [np.zeros(0, np.int64)]
    for apart in range(1, int(np.bincount(row).max(initial=1))):
        same = grouped[apart:] == grouped[:-apart]
        found.append(order[:-apart][same] * people + order[apart:][same])
    return np.concatenate(found)


def _broken(problem: Problem, seats: Ints) -> int:
    count = sum(int((seats[:, i] == seats[:, j]).sum()) for i, j in problem.apart)
    count += sum(int((seats[:, i] != seats[:, j]).sum()) for i, j in _pairs_together(problem))
    for rotation, person, group in problem.fixed:
        rows = seats if rotation is None else seats[[rotation]]
        count += int((rows[:, person] != group).sum())
    return count
