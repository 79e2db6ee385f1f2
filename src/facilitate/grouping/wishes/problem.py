"""What is wished, and what was decided, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.rooms import Rooms

Objective = Literal["fair", "first"]
Status = Literal["complete", "stopped-by-steps", "stopped-by-time", "interrupted"]

FIRST = "first-wishes"
LOSS = "loss"


@dataclass(frozen=True, eq=False)
class Wishes:
    """Ranked choices of topics over some rotations; nobody has the same topic twice.

    A topic that is not on somebody's list ranks one behind the last that is; a person without a
    list is indifferent.

    Parameters
    ----------
    ranks
        Rank of each topic on each list, 0 for the first wish, -1 for not listed; every list is
        0, 1, 2 … without a gap; shape (people, topics).
    minimum, maximum
        People at each topic in each rotation; shape (topics,). Where `may_close`, a topic whose
        minimum exceeds its maximum does not run.
    rotations
        At least 1.
    may_close
        Whether a topic may stay empty in a rotation instead of reaching its minimum.
    fixed
        (rotation or None for all, person, topic): where somebody must sit, as hosts do. These
        seats are neither wish nor loss.
    apart
        Pairs that may never share a topic in a rotation.
    barred
        (person, topic): where somebody must not sit.
    objective
        ``fair``: the worst-off first. ``first``: the most people with their first wish, then
        the worst-off first.
    rooms
        Which rooms some topics may take, and what they hold there; None where every topic has
        its room.
    """

    ranks: Ints
    minimum: Ints
    maximum: Ints
    rotations: int = 1
    may_close: bool = False
    fixed: tuple[tuple[int | None, int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    objective: Objective = "fair"
    rooms: Rooms | None = None

    def __post_init__(self) -> None:
        if self.rotations < 1 or not self.ranks.size:
            raise ValueError("wishes need people, topics and a rotation")
        if self.minimum.shape != (self.topics,) or self.maximum.shape != (self.topics,):
            raise ValueError("every topic needs a minimum and a maximum")
        crossed = (self.minimum > self.maximum) & (not self.may_close)
        if (self.minimum < 0).any() or crossed.any():
            raise ValueError("a minimum must lie between 0 and the maximum")
        for row in self.ranks:
            listed = np.sort(row[row >= 0])
            if row.min() < -1 or (listed != np.arange(len(listed))).any():
                raise ValueError("the ranks of a list must be 0, 1, 2 … without a gap")
        if any(i == j for i, j in self.apart):
            raise ValueError("nobody can be kept apart from themselves")

    @property
    def people(self) -> int:
        """Number of people."""
        return int(self.ranks.shape[0])

    @property
    def topics(self) -> int:
        """Number of topics."""
        return int(self.ranks.shape[1])

    @cached_property
    def costs(self) -> Ints:
        """Rank of each topic for each person, unlisted ones included; shape (people, topics)."""
        last = self.ranks.max(axis=1, keepdims=True)
        return np.where(self.ranks >= 0, self.ranks, last + 1)

    @cached_property
    def hosts(self) -> dict[int, int]:
        """Person → topic, of those who sit at one topic all the time."""
        return {person: topic for rotation, person, topic in self.fixed if rotation is None}

    @cached_property
    def hosted(self) -> Ints:
        """Hosts of each topic; shape (topics,)."""
        return np.bincount(list(self.hosts.values()), minlength=self.topics).astype(np.int64)

    @cached_property
    def set_seats(self) -> dict[int, dict[int, int]]:
        """Person → rotation → topic, of those who are no hosts but fixed now and then."""
        seats: dict[int, dict[int, int]] = {}
        for rotation, person, topic in self.fixed:
            if rotation is not None and person not in self.hosts:
                seats.setdefault(person, {})[rotation] = topic
        return seats

    @cached_property
    def guests(self) -> tuple[int, ...]:
        """Everybody but the hosts."""
        return tuple(person for person in range(self.people) if person not in self.hosts)

    @cached_property
    def bound_people(self) -> frozenset[int]:
        """Guests who count one by one: fixed in a rotation, kept apart, or in need of no steps."""
        pairs = (p for pair in self.apart if not self.hosts.keys() & set(pair) for p in pair)
        needing = set(self.rooms.needing if self.rooms else ()) - self.hosts.keys()
        return frozenset(pairs) | self.set_seats.keys() | needing

    @cached_property
    def allowed(self) -> np.typing.NDArray[np.bool_]:
        """Topics that each person may choose beside the seats fixed; shape (people, topics)."""
        allowed = np.ones(self.ranks.shape, bool)
        for person, topic in self.barred:
            allowed[person, topic] = False
        for person, seats in self.set_seats.items():
            allowed[person, list(seats.values())] = False
        for i, j in self.apart:
            for person, other in ((i, j), (j, i)):
                if other in self.hosts:
                    allowed[person, self.hosts[other]] = False
        return allowed

    @property
    def holding(self) -> int:
        """Most people at all topics together, in the rooms that hold most."""
        if self.rooms is None:
            return int(self.maximum.sum())
        others = np.delete(self.maximum, list(self.rooms.topics))
        return int(others.sum()) + self.rooms.all_in_all

    def settled(self, rooms: Sequence[int]) -> Wishes:
        """Give each topic that may take any room one of them; nothing is left to choose then.

        Parameters
        ----------
        rooms
            Room of each of ``rooms.topics``.
        """
        if self.rooms is None:
            return self
        maximum, barred = self.maximum.copy(), list(self.barred)
        for at, (topic, room) in enumerate(zip(self.rooms.topics, rooms, strict=True)):
            maximum[topic] = min(int(maximum[topic]), int(self.rooms.holds[at, room]))
            if self.rooms.steep[room]:
                barred += [(person, topic) for person in self.rooms.needing]
        return replace(self, maximum=maximum, barred=tuple(barred), rooms=None)

    def room(self, topic: int) -> tuple[int, int]:
        """Fewest and most guests at `topic` when it runs."""
        hosts = int(self.hosted[topic])
        return max(0, int(self.minimum[topic]) - hosts), int(self.maximum[topic]) - hosts

    def turns(self, person: int) -> int:
        """Rotations in which the place of `person` is open."""
        return self.rotations - len(self.set_seats.get(person, ()))

    def best(self, person: int) -> int:
        """Sum of ranks if `person` had the first pick in every open rotation."""
        costs = np.delete(self.costs[person], list(self.set_seats.get(person, {}).values()))
        return int(np.sort(costs)[: self.turns(person)].sum())


@dataclass(frozen=True, eq=False)
class Count:
    """A rule on numbers: of `holders`, each group has `least` to `most`."""

    holders: np.typing.NDArray[np.bool_]
    least: int
    most: int

    def missed(self, row: Ints, topics: int) -> Ints:
        """Count people too few or too many at each topic; shape (topics,)."""
        there = np.bincount(row[self.holders], minlength=topics)
        used = np.bincount(row, minlength=topics) > 0
        off = np.maximum(self.least - there, 0) + np.maximum(there - self.most, 0)
        return np.asarray(off * used, np.int64)


@dataclass(frozen=True, slots=True)
class Level:
    """One of the goals, in their order.

    Parameters
    ----------
    goal
        ``first-wishes``: people with their first wish; ``loss``: people who lose `loss` or more.
    loss
        Ranks lost against the own best, summed over the rotations; 0 for ``first-wishes``.
    value, bound
        What is reached, and what cannot be beaten if all levels before are at their bounds.
    """

    goal: str
    loss: int
    value: int
    bound: int


@dataclass(frozen=True, eq=False)
class Assignment:
    """Who sits where.

    Parameters
    ----------
    topics
        Topic of each person in each rotation; shape (rotations, people).
    ranks
        Rank of that topic on the own list, unlisted ones one behind its last; -1 for people
        without a list and for fixed seats; shape (rotations, people).
    losses
        Sum of ranks beyond the own best possible one; shape (people,).
    levels
        Goals in their order, the gravest loss first.
    status
        Whether everything was tried, or the steps, the clock or Ctrl-C ended it.
    """

    topics: Ints
    ranks: Ints
    losses: Ints
    levels: tuple[Level, ...]
    status: Status

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no assignment is better."""
        return all(level.value == level.bound for level in self.levels)

    @property
    def gap(self) -> float:
        """Distance to the bound in the first level that is not proven, as a share; 0 if none."""
        for level in self.levels:
            if level.value != level.bound:
                return abs(level.value - level.bound) / max(level.value, level.bound)
        return 0.0

    @property
    def first_wishes(self) -> int:
        """People who get their first wish at least once."""
        return int((self.ranks == 0).any(axis=0).sum())


def judged(
    wishes: Wishes, topics: Ints, bounds: dict[tuple[str, int], int], status: Status
) -> Assignment:
    """Judge a seating by what was wished; `bounds` are by (goal, loss).

    A bound holds if all levels before are met; behind a level that is not, 0 is all that is known.
    """
    ranks = np.take_along_axis(wishes.costs.T, topics, axis=0)
    ranks[:, (wishes.ranks < 0).all(axis=1)] = -1
    ranks[:, list(wishes.hosts)] = -1
    for person, seats in wishes.set_seats.items():
        ranks[list(seats), person] = -1
    sums = np.maximum(ranks, 0).sum(axis=0)
    best = [wishes.best(p) if (ranks[:, p] >= 0).any() else 0 for p in range(wishes.people)]
    losses = sums - np.array(best, np.int64)
    return Assignment(topics, ranks, losses, _levels(wishes, ranks, losses, bounds), status)


def _levels(
    wishes: Wishes, ranks: Ints, losses: Ints, bounds: dict[tuple[str, int], int]
) -> tuple[Level, ...]:
    levels = []
    met = True
    if wishes.objective == "first":
        value = int((ranks == 0).any(axis=0).sum())
        levels.append(Level(FIRST, 0, value, bounds.get((FIRST, 0), wishes.people)))
        met = value == levels[-1].bound
    for loss in range(int(losses.max()), 0, -1):
        value = int((losses >= loss).sum())
        bound = bounds.get((LOSS, loss), 0) if met else 0
        levels.append(Level(LOSS, loss, value, bound))
        met = met and value == bound
    return tuple(levels)
