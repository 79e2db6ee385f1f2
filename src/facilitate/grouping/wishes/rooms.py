"""Rooms that topics may take: which one each gets is decided together with the wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.grouping.assignment import cheapest
from facilitate.grouping.problem import Ints

Column = Callable[[float], int]
Row = Callable[[float, float, Iterable[tuple[int, float]]], None]
Terms = list[tuple[int, float]]

NEVER = 2**40  # what a room costs that does not do; sums of it fit into 64 bits


@dataclass(frozen=True, eq=False)
class Rooms:
    """Rooms for topics that may take any of them: one each, the same in all rotations.

    Parameters
    ----------
    topics
        Topics that take one of the rooms.
    holds
        Most people at each of `topics` in each room, -1 where it cannot be; shape
        (len(topics), rooms).
    usual
        Room that each of `topics` has if nothing speaks for another; shape (len(topics),).
    steep
        Whether steps lead to a room; shape (rooms,).
    needing
        People who cannot sit where steps lead to.
    """

    topics: tuple[int, ...]
    holds: Ints
    usual: Ints
    steep: npt.NDArray[np.bool_]
    needing: tuple[int, ...] = ()

    @cached_property
    def kinds(self) -> tuple[tuple[int, ...], ...]:
        """Rooms that nothing tells apart, together: a model need not choose among them."""
        alike: dict[tuple[bytes, bool], list[int]] = defaultdict(list)
        for room in range(self.holds.shape[1]):
            barred = bool(self.needing) and bool(self.steep[room])
            alike[np.ascontiguousarray(self.holds[:, room]).tobytes(), barred].append(room)
        return tuple(map(tuple, alike.values()))

    @property
    def alike(self) -> bool:
        """Whether it does not matter which topic has which room."""
        return len(self.kinds) < 2

    @property
    def most(self) -> Ints:
        """Most people at each of `topics` in the room that holds most; shape (len(topics),)."""
        return np.asarray(self.holds.max(axis=1), np.int64)

    @property
    def all_in_all(self) -> int:
        """Most people at all of `topics` together, each in a room of its own."""
        rooms = cheapest(_square(-self.holds))[: len(self.topics)]
        return int(self.holds[np.arange(len(self.topics)), rooms].sum())

    def columns(self, column: Column, row: Row) -> dict[tuple[int, int], int]:
        """Add a column for each of `topics` in each kind of rooms; gives them by (topic, kind)."""
        inside: dict[tuple[int, int], int] = {}
        for topic, holds in zip(self.topics, self.holds, strict=True):
            able = [k for k, kind in enumerate(self.kinds) if holds[kind[0]] >= 0]
            inside |= {(topic, k): column(1) for k in able}
            row(1, 1, [(inside[topic, k], 1) for k in able])
        for k, kind in enumerate(self.kinds):
            taking = [at for (_topic, other), at in inside.items() if other == k]
            row(0, len(kind), [(at, 1) for at in taking])
        return inside

    def space(self, inside: dict[tuple[int, int], int], topic: int) -> list[tuple[int, int]]:
        """Give the columns of `topic`, with what each kind of rooms holds."""
        holds = self.holds[self.topics.index(topic)]
        return [(at, int(holds[self.kinds[k][0]])) for (t, k), at in inside.items() if t == topic]

    def level(self, inside: dict[tuple[int, int], int], topic: int) -> Terms:
        """Give the columns of `topic` in rooms without steps."""
        return [
            (at, 1.0)
            for (t, k), at in inside.items()
            if t == topic and not self.steep[self.kinds[k][0]]
        ]

    def for_seats(self, seats: Ints, prices: Ints | None = None) -> Ints | None:
        """Give each topic a room in which all fit who sit there, at the least price.

        Parameters
        ----------
        seats
            Topic of each person; shape (rotations, people).
        prices
            What another room costs; shape (len(topics), rooms). By default 1 for any but the
            usual one.

        Returns
        -------
        Room of each of `topics`; None if there is no way.
        """
        costs = self.unusual if prices is None else prices.copy()
        for at, topic in enumerate(self.topics):
            here = seats == topic
            costs[at, self.holds[at] < max(0, int(here.sum(axis=1).max()))] = NEVER
            if self.needing and here[:, list(self.needing)].any():
                costs[at, self.steep] = NEVER
        rooms = cheapest(_square(costs))[: len(self.topics)]
        possible = (costs[np.arange(len(rooms)), rooms] < NEVER).all()
        return np.asarray(rooms, np.int64) if possible else None

    @property
    def unusual(self) -> Ints:
        """1 where a room is not the usual one; shape (len(topics), rooms)."""
        return np.asarray(self.usual[:, None] != np.arange(self.holds.shape[1]), np.int64)


def _square(costs: Ints) -> Ints:
    """Add topics that take, at no cost, the rooms that are left."""
    topics, rooms = costs.shape
    return np.vstack([costs, np.zeros((rooms - topics, rooms), np.int64)])
