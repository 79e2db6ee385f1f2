"""One int64 for goals in their order: weights, and the way back to each goal's change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import ClassVar, Protocol, TypeVar

import numpy as np

from facilitate.grouping.problem import REPEATS, THIRDS, Ints

ROOM = 2**61  # what a weighted change may reach, so that sums of a few stay in 64 bits
Number = TypeVar("Number", int, Ints)


class Tiers(ABC):
    """Groups of goals as weights of one integer, most important first.

    The weight of a tier exceeds every change that one step can make in the tiers below it. So
    the sign of a weighted change is the sign of the lexicographic one, and each tier's own
    change can be read back from it exactly (`decode`).
    """

    order: ClassVar[tuple[str, ...]]

    @property
    @abstractmethod
    def units(self) -> Mapping[str, Ints]:
        """Tier → cost of each pair for sharing a group once; shape (people, people)."""

    @property
    @abstractmethod
    def steps(self) -> Mapping[str, int]:
        """Tier → most that one step can change it."""

    @cached_property
    def reach(self) -> dict[str, int]:
        """Most that one step can change each tier, 0 where the search is blind for it.

        The most important tiers are kept as long as their weights fit.
        """
        reach, room = {}, ROOM
        for tier in self.order:
            base = 2 * self.steps[tier] + 1
            fits = base <= room
            reach[tier], room = (self.steps[tier], room // base) if fits else (0, 1)
        return reach

    @cached_property
    def weights(self) -> dict[str, int]:
        """Tier → its weight."""
        weights, weight = {}, 1
        for tier in reversed(self.order):
            weights[tier] = weight if self.reach[tier] else 0
            weight *= 2 * self.reach[tier] + 1
        return weights

    def decode(self, change: Number) -> tuple[Number, ...]:
        """Read each tier's change back from a weighted one, or from a table of such."""
        parts = []
        for reach in self._reaches:
            base = 2 * reach + 1
            part = (change + reach) % base - reach if reach else change * 0
            change = (change - part) // base if reach else change
            parts.append(part)
        return tuple(reversed(parts))

    @cached_property
    def _reaches(self) -> list[int]:
        return [self.reach[tier] for tier in reversed(self.order)]

    @cached_property
    def pairs(self) -> Ints:
        """Weighted cost of each pair for sharing a group, meetings aside."""
        total, *others = (self.weights[tier] * units for tier, units in self.units.items())
        for cost in others:
            total += cost
        return total

    def marginal(self, met: Ints) -> Ints:
        """Weighted cost of one more meeting for pairs that have met `met` times."""
        cost = self.weights[REPEATS] * met
        if self.reach[THIRDS]:
            cost += self.weights[THIRDS] * (met * (met - 1) // 2)
        return cost


class Paired(Protocol):
    """What tells which pairs can meet."""

    @property
    def people(self) -> int:
        """Number of people."""

    @property
    def counts(self) -> bool:
        """Whether sitting together is a meeting."""

    @property
    def joined(self) -> Iterable[tuple[int, int]]:
        """Pairs that are kept together."""


def countable(asked: Paired) -> Ints:
    """Give the pairs whose meetings count: 0/1, shape (people, people)."""
    matrix = np.full((asked.people,) * 2, int(asked.counts), np.int64)
    np.fill_diagonal(matrix, 0)
    for i, j in asked.joined:
        matrix[i, j] = matrix[j, i] = 0
    return matrix
