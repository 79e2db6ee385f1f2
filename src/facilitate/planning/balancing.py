"""Groups by wish made even and mixed, without anybody losing or gaining a rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from facilitate.grouping.problem import Ints, Problem, same
from facilitate.grouping.wishes import Count, Wishes

Mask = npt.NDArray[np.bool_]
NEVER = np.int64(2**62)
SWEEPS = 4  # through all rotations: each changes what the others may do


def pair_costs(problem: Problem) -> Ints:
    """Price each pair for sharing a group: together apart, meeting again, alike, alike."""
    people = problem.people
    total = np.zeros((people, people), np.int64)
    for goals in (problem.spread, problem.avoid):
        step = int(total.sum()) // 2 + 1
        for codes in goals.values():
            total += step * same(codes)
    if problem.counts:
        step = int(total.sum()) // 2 + 1
        total += step * problem.history()
    step = int(total.sum()) // 2 + 1
    for i, j in problem.apart:
        total[i, j] = total[j, i] = step
    return total


def kept_counts(wishes: Wishes, seats: Ints, counts: Sequence[Count], loose: Mask) -> Ints:
    """Swap people until each group has as many of a kind as it must; the fewest ranks are lost.

    Parameters
    ----------
    seats
        Topic of each person; shape (rotations, people).
    counts
        Rules on numbers.
    loose
        Whether a person may be moved in a rotation; shape (rotations, people).

    Returns
    -------
    The seats, as near to the rules as swaps lead.
    """
    seats = seats.copy()
    for rotation, row in enumerate(seats):
        left = sum(int(count.missed(row, wishes.topics).sum()) for count in counts)
        while left:
            swap = next(_helpful(wishes, seats, rotation, counts, loose[rotation], left), None)
            if swap is None:
                break
            i, j = swap
            row[i], row[j] = row[j], row[i]
            left = sum(int(count.missed(row, wishes.topics).sum()) for count in counts)
    return seats


def _helpful(
    wishes: Wishes, seats: Ints, rotation: int, counts: Sequence[Count], loose: Mask, left: int
) -> Iterator[tuple[int, int]]:
    """Find swaps after which fewer people are missing, the cheapest first."""
    row, cost = seats[rotation], wishes.costs
    may = _may(wishes, seats, rotation)
    for count in counts:
        for topic in np.flatnonzero(count.missed(row, wishes.topics)).tolist():
            here, there = row == topic, row != topic
            short = int(count.holders[here].sum()) < count.least
            leaving = np.flatnonzero(here & loose & (count.holders != short))
            coming = np.flatnonzero(there & loose & (count.holders == short) & may[:, topic])
            pairs = [(i, j) for i in leaving.tolist() for j in coming.tolist() if may[i, row[j]]]
            price = [
                int(cost[i, row[j]] + cost[j, topic] - cost[i, topic] - cost[j, row[j]])
                for i, j in pairs
            ]
            for at in np.argsort(price, kind="stable").tolist():
                i, j = pairs[at]
                after = row.copy()
                after[i], after[j] = row[j], row[i]
                if _apart_kept(wishes, after, (i, j)) and left > sum(
                    int(c.missed(after, wishes.topics).sum()) for c in counts
                ):
                    yield i, j


def _apart_kept(wishes: Wishes, row: Ints, moved: tuple[int, int]) -> bool:
    return not any(row[i] == row[j] for i, j in wishes.apart if i in moved or j in moved)


def _may(wishes: Wishes, seats: Ints, rotation: int) -> Mask:
    """Topics each person may sit at in a rotation, as far as they alone are concerned."""
    may = np.ones((wishes.people, wishes.topics), bool)
    for person, topic in wishes.barred:
        may[person, topic] = False
    for other, row in enumerate(seats):
        if other != rotation:
            may[np.arange(wishes.people), row] = False
    return may


def keeps(wishes: Wishes, seats: Ints) -> bool:
    """Whether a seating keeps sizes, fixed seats, and who sits where and with whom."""
    for rotation, row in enumerate(seats):
        sizes = np.bincount(row, minlength=wishes.topics)
        short = (sizes < wishes.minimum) & ((sizes > 0) | (not wishes.may_close))
        if short.any() or (sizes > wishes.maximum).any():
            return False
        may = _may(wishes, seats, rotation)
        may[list(wishes.hosts)] = True
        away = any(row[p] != t for when, p, t in wishes.fixed if when in (None, rotation))
        beside = any(row[i] == row[j] for i, j in wishes.apart)
        if away or beside or not may[np.arange(wishes.people), row].all():
            return False
    return True


def balanced(
    wishes: Wishes, seats: Ints, problem: Problem, counts: Sequence[Count], loose: Mask
) -> Ints:
    """Make sizes even, then goals met, by moves and swaps between topics ranked alike.

    Parameters
    ----------
    problem
        Goals as prices of pairs; its sizes do not matter.
    counts, loose
        As for `kept_counts`; rules on numbers stay kept.
    """
    seats = seats.copy()
    static = pair_costs(problem)
    again = int(static.sum()) // 2 + 1 if problem.counts else 0
    for _sweep in range(SWEEPS if len(seats) > 1 else 1):
        before = seats.copy()
        for rotation in range(len(seats)):
            price = static
            for other, row in enumerate(seats):
                if again and other != rotation:
                    price = price + again * (row[:, None] == row[None, :])
            _Round(wishes, seats, rotation, price, counts, loose[rotation]).settle()
        while (
            not problem.counts and len(seats) > 1 and _trade(wishes, seats, static, counts, loose)
        ):
            pass
        if (seats == before).all():
            break
    return seats


def _trade(wishes: Wishes, seats: Ints, price: Ints, counts: Sequence[Count], loose: Mask) -> bool:
    """Let two people trade their places in all rotations; gives whether that helped."""
    barred = np.zeros((wishes.people, wishes.topics), bool)
    barred[[p for p, _t in wishes.barred], [t for _p, t in wishes.barred]] = True
    own = np.take_along_axis(wishes.costs.T, seats, axis=0).sum(axis=0)
    given = np.stack([wishes.costs[:, row] for row in seats]).sum(axis=0)
    steep = np.stack([barred[:, row] for row in seats]).any(axis=0)
    may = (given == own[:, None]) & ~steep & np.asarray(loose.all(axis=0))[:, None]
    lines, change = np.arange(wishes.people), np.zeros_like(price)
    for row in seats:
        there = price @ np.eye(wishes.topics, dtype=np.int64)[row]
        moved = there[:, row] - there[lines, row][:, None]
        apart = row[:, None] != row[None, :]
        change += np.where(apart, moved + moved.T - 2 * price, 0)
    change = np.where(may & may.T, change, NEVER)
    order = np.argsort(change, axis=None, kind="stable")
    for at in order[: int((change < 0).sum())].tolist():
        i, j = divmod(at, wishes.people)
        after = seats.copy()
        after[:, [i, j]] = seats[:, [j, i]]
        if not any(count.missed(row, wishes.topics).any() for row in after for count in counts):
            seats[:] = after
            return True
    return False


class _Round:
    """One rotation under change."""

    def __init__(
        self,
        wishes: Wishes,
        seats: Ints,
        rotation: int,
        price: Ints,
        counts: Sequence[Count],
        loose: Mask,
    ) -> None:
        self.wishes, self.row, self.counts = wishes, seats[rotation], counts
        self.price = price.copy()
        np.fill_diagonal(self.price, 0)
        cost = wishes.costs
        alike = cost == cost[np.arange(wishes.people), self.row][:, None]
        open_topics = np.bincount(self.row, minlength=wishes.topics) > 0
        self.free = alike & _may(wishes, seats, rotation) & open_topics & loose[:, None]
        self.people = np.flatnonzero(self.free.sum(axis=1) > 1)

    def settle(self) -> None:
        """Make the best change again and again, until none helps."""
        while len(self.people) and (self._move() or self._swap()):
            pass

    def _at_topics(self) -> Ints:
        """Price of each free person at each topic; shape (free people, topics)."""
        seated = np.eye(self.wishes.topics, dtype=np.int64)[self.row]
        return np.asarray(self.price[self.people] @ seated, np.int64)

    def _move(self) -> bool:
        row, people = self.row, self.people
        sizes = np.bincount(row, minlength=self.wishes.topics)
        there, here = self._at_topics(), row[people]
        lines = np.arange(len(people))
        size = 2 * (sizes[None, :] - sizes[here][:, None] + 1)
        price = there - there[lines, here][:, None]
        may = self.free[people] & (sizes < self.wishes.maximum)[None, :]
        may &= (sizes > self.wishes.minimum)[here][:, None]
        may &= (size < 0) | ((size == 0) & (price < 0))
        may[lines, here] = False
        size, price = np.where(may, size, NEVER), np.where(may, price, NEVER)
        for at in np.lexsort((price.ravel(), size.ravel()))[: int(may.sum())].tolist():
            person, topic = people[at // self.wishes.topics], at % self.wishes.topics
            after = row.copy()
            after[person] = topic
            if self._kept(after) and _apart_kept(self.wishes, after, (person, person)):
                row[person] = topic
                return True
        return False

    def _swap(self) -> bool:
        row, people = self.row, self.people
        there, here = self._at_topics(), row[people]
        lines = np.arange(len(people))
        moved = there[:, here] - there[lines, here][:, None]
        change = moved + moved.T - 2 * self.price[np.ix_(people, people)]
        may = self.free[people][:, here]
        may = may & may.T & (here[:, None] != here[None, :])
        change = np.where(may, change, NEVER)
        order = np.argsort(change, axis=None, kind="stable")
        for at in order[: int((change < 0).sum())].tolist():
            i, j = people[at // len(people)], people[at % len(people)]
            after = row.copy()
            after[i], after[j] = row[j], row[i]
            if self._kept(after):
                row[:] = after
                return True
        return False

    def _kept(self, after: Ints) -> bool:
        return not any(count.missed(after, self.wishes.topics).any() for count in self.counts)
