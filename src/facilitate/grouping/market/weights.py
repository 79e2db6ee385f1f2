"""One int64 for all goals of a market in their order, and the way back to each goal's change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED, Market
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, same
from facilitate.grouping.tiers import Tiers, countable

EVEN, AVOID, SPREAD, SIZES = "even", "avoid", "spread", "sizes"
TIERS = (BROKEN, EVEN, UNSERVED, REPEATS, THIRDS, RANKS, CARDS, AVOID, SPREAD, SIZES)
"""Groups of goals, the most important first; `even` is spreading that was made a must."""
PAIRED = (BROKEN, EVEN, AVOID, SPREAD)  # tiers that pairs cost who share a stall


@dataclass(frozen=True, eq=False)
class Weights(Tiers):
    """Tiers of a market as weights of one integer; in a step two change places, and one card."""

    order: ClassVar = TIERS
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
    def steps(self) -> dict[str, int]:
        """Tier → most that one step can change it: two people change places, and one card."""
        market, room = self.market, int(self.market.rooms.max(initial=1))
        pairs = 2 * room
        met = 0 if market.met is None else int(market.met.max(initial=0))
        again = (market.rotations - 1 + met) if market.counts else 0
        unit = {tier: int(np.abs(units).max(initial=0)) for tier, units in self.units.items()}
        places = room + 2 if market.barred else 0
        quotas = 4 * len(market.quotas)
        return {
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

    @cached_property
    def countable(self) -> Ints:
        """Pairs whose meetings count: 0/1, shape (people, people)."""
        return countable(self.market)

    @cached_property
    def history(self) -> Ints:
        """Earlier meetings that count; shape (people, people)."""
        met = self.market.met
        return self.countable * (0 if met is None else met)

    @cached_property
    def places(self) -> Ints:
        """Weighted cost of each person at each card, and without one; shape (people, cards + 1)."""
        cost = self.weights[RANKS] * self.market.costs
        for person, card in self.market.barred:
            cost[person, card] += self.weights[BROKEN]
        return cost
