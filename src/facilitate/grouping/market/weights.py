"""One int64 for all goals of a market in their order, and the way back to each goal's change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from facilitate.grouping.costs import ROOM, Number
from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED, Market
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, same

EVEN, AVOID, SPREAD, SIZES = "even", "avoid", "spread", "sizes"
TIERS = (BROKEN, EVEN, UNSERVED, REPEATS, THIRDS, RANKS, CARDS, AVOID, SPREAD, SIZES)
"""Groups of goals, the most important first; `even` is spreading that was made a must."""
PAIRED = (BROKEN, EVEN, AVOID, SPREAD)  # tiers that pairs cost who share a stall


@dataclass(frozen=True, eq=False)
class Weights:
    """Tiers of a market as weights of one integer, as in `facilitate.grouping.costs`."""

    market: Market

    @cached_property
    def units(self) -> dict[str, Ints]:
        """Tier → cost of each pair for sharing a stall once; shape (people, people)."""
        market = self.market
        units = {tier: np.zeros((market.people,) * 2, np.int64) for tier in PAIRED}
        for sign, pairs in ((1, market.apart), (-1, market.joined)):
            for i, j in pairs:
                units[BROKEN][i, j] += sign
                units[BROKEN][j, i] += sign
        for goal, codes in market.avoid.items():
            units[BROKEN if goal in market.hard else AVOID] += same(codes)
        for goal, codes in market.spread.items():
            units[EVEN if goal in market.hard else SPREAD] += same(codes)
        return units

    @cached_property
    def reach(self) -> dict[str, int]:
        """Tier → most that one step can change it: two people change places, and one card."""
        market, room = self.market, int(self.market.rooms.max(initial=1))
        pairs = 2 * room
        met = 0 if market.met is None else int(market.met.max(initial=0))
        again = (market.rotations - 1 + met) if market.counts else 0
        unit = {tier: int(np.abs(units).max(initial=0)) for tier, units in self.units.items()}
        places = room + 2 if market.barred else 0
        quotas = 4 * len(market.quotas)
        reach = {
            BROKEN: pairs * unit[BROKEN] + places + quotas,
            EVEN: pairs * unit[EVEN],
            UNSERVED: room + 2,
            REPEATS: pairs * again,
            THIRDS: pairs * (again * (again - 1) // 2),
            RANKS: (room + 2) * int(market.costs.max(initial=0)),
            CARDS: int(market.worths.max(initial=0)),
            AVOID: pairs * unit[AVOID],
            SPREAD: pairs * unit[SPREAD],
            SIZES: 4 * room * room,
        }
        return _fitting(reach)

    @cached_property
    def weights(self) -> dict[str, int]:
        """Tier → its weight."""
        weights, weight = {}, 1
        for tier in reversed(TIERS):
            weights[tier] = weight if self.reach[tier] else 0
            weight *= 2 * self.reach[tier] + 1
        return weights

    def decode(self, change: Number) -> tuple[Number, ...]:
        """Read each tier's change back from a weighted one, or from a table of such."""
        parts = []
        for reach in self._reaches:
            base = 2 * reach + 1
            part = (change + reach) % base - reach
            change = (change - part) // base
            parts.append(part)
        return tuple(reversed(parts))

    @cached_property
    def _reaches(self) -> tuple[int, ...]:
        return tuple(self.reach[tier] for tier in reversed(TIERS))

    @cached_property
    def pairs(self) -> Ints:
        """Weighted cost of each pair for sharing a stall, meetings aside."""
        total = np.zeros((self.market.people,) * 2, np.int64)
        for tier, units in self.units.items():
            total += self.weights[tier] * units
        return total

    @cached_property
    def countable(self) -> Ints:
        """Pairs whose meetings count: 0/1, shape (people, people)."""
        matrix = np.full((self.market.people,) * 2, int(self.market.counts), np.int64)
        np.fill_diagonal(matrix, 0)
        for i, j in self.market.joined:
            matrix[i, j] = matrix[j, i] = 0
        return matrix

    @cached_property
    def history(self) -> Ints:
        """Earlier meetings that count; shape (people, people)."""
        met = self.market.met
        return self.countable * (0 if met is None else met)

    def marginal(self, met: Ints) -> Ints:
        """Weighted cost of one more meeting for pairs that have met `met` times."""
        cost = self.weights[REPEATS] * met
        if self.reach[THIRDS]:
            cost += self.weights[THIRDS] * (met * (met - 1) // 2)
        return cost

    @cached_property
    def places(self) -> Ints:
        """Weighted cost of each person at each card, and without one; shape (people, cards + 1)."""
        cost = self.weights[RANKS] * self.market.costs
        for person, card in self.market.barred:
            cost[person, card] += self.weights[BROKEN]
        return cost


def _fitting(reach: dict[str, int]) -> dict[str, int]:
    """Keep the most important tiers whose weights fit; the search is blind for the others."""
    room = ROOM
    for tier in TIERS:
        base = 2 * reach[tier] + 1
        if base > room:
            reach[tier], room = 0, 1
        else:
            room //= base
    return reach
