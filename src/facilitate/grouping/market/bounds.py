"""What no seating of a market can beat."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from facilitate.grouping.bounds import balanced
from facilitate.grouping.market.model import build
from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED, Market
from facilitate.grouping.market.program import Program
from facilitate.grouping.problem import REPEATS, THIRDS, Ints


def lower_bounds(market: Market) -> dict[str, int]:
    """Give bounds by counting, for every goal but the wishes."""
    bounds = {}
    if market.counts:
        bounds[REPEATS], bounds[THIRDS] = _again(market)
    most = np.sort(market.worths)[::-1][: market.rotations * market.stalls]
    bounds[CARDS] = int(market.worths.sum() - most.sum())
    for goal, codes in (*market.avoid.items(), *market.spread.items()):
        counts = np.bincount(codes[codes >= 0], minlength=1)
        dealt = sum(balanced(int(count), market.stalls) for count in counts)
        forced = sum(codes[i] == codes[j] >= 0 for i, j in market.joined)
        bounds[goal] = market.rotations * max(dealt, int(forced))
    return bounds


def unserved_bound(market: Market, unserved: int) -> int:
    """Give how many people stay without a wish for certain, if `unserved` do in a seating."""
    if not unserved:
        return 0
    model = build(replace(market, met=None))
    model.prices = [0.0] * len(model.prices)
    for column in model.missing:
        model.prices[column] = 1.0
    return min(Program(model, whole=False).bound() or 0, unserved)


def rank_bound(market: Market, score: dict[str, int]) -> int:
    """Give the least sum of ranks if as many stay unserved and meet again as in `score`.

    If nobody meets again who need not, guests and givers who have met are parted for certain;
    the linear program then knows it.
    """
    if not market.servable.any() or score[RANKS] == 0:
        return 0
    again = market.counts and score[REPEATS] == _history(market)[0]
    for asked in (market, replace(market, met=None)) if again else (replace(market, met=None),):
        bound = Program(build(asked, score[UNSERVED]), whole=False).bound()
        if bound is not None:
            return min(bound, score[RANKS])
    return 0


def _met(market: Market) -> Ints:
    met = np.zeros((market.people,) * 2, np.int64) if market.met is None else market.met.copy()
    for i, j in market.joined:
        met[i, j] = met[j, i] = 0
    return met[np.triu_indices(market.people, 1)]


def _history(market: Market) -> tuple[int, int]:
    """Coincidences and third meetings that were there before."""
    met = _met(market)
    return int((met * (met - 1) // 2).sum()), int((met * (met - 1) * (met - 2) // 6).sum())


def _again(market: Market) -> tuple[int, int]:
    """Deal the fewest meetings there can be to the pairs that have met least."""
    joined = len(market.joined)
    each = balanced(market.people, market.stalls)
    meetings = max(0, market.rotations * (each - joined))
    repeats, thirds = _history(market)
    levels = np.bincount(_met(market))
    levels[0] -= joined
    below = level = 0
    while meetings > 0 and levels.sum() > 0:
        below += int(levels[level]) if level < len(levels) else 0
        dealt = min(meetings, below)
        repeats += dealt * level
        thirds += dealt * (level * (level - 1) // 2)
        meetings -= dealt
        level += 1
    return repeats, thirds
