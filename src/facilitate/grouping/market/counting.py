"""Counts every goal of a market from nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facilitate.grouping.market.problem import CARDS, NOWHERE, RANKS, UNSERVED, Market
from facilitate.grouping.market.weights import AVOID, EVEN, SIZES, SPREAD, TIERS
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints


def recount(market: Market, cards: Ints, seats: Ints) -> dict[str, int]:
    """Give the value of every goal; ``broken`` counts broken rules.

    Parameters
    ----------
    cards
        Card at each place, -1 for none; shape (rotations, places).
    seats
        Place of each person; shape (rotations, people).
    """
    at = np.take_along_axis(cards, seats, axis=1)  # card of each person; (rotations, people)
    people = np.arange(market.people)
    served = np.zeros(market.people, bool)
    for row in at:
        served |= market.serves[people, row]
    score = {
        BROKEN: sum(_broken(market, cards, seats)),
        UNSERVED: int((market.servable & ~served).sum()),
    }
    if market.counts:
        met = _times_met(market, seats)
        score[REPEATS] = int((met * (met - 1) // 2).sum()) // 2
        score[THIRDS] = int((met * (met - 1) * (met - 2) // 6).sum()) // 2
    score[RANKS] = sum(int(market.costs[people, row].sum()) for row in at)
    score[CARDS] = int(market.worths.sum() - market.worths[cards[cards != NOWHERE]].sum())
    for goal, codes in (*market.avoid.items(), *market.spread.items()):
        score[goal] = sum(_pairs_of_a_code(codes, row) for row in seats)
    return score


def tally(market: Market, cards: Ints, seats: Ints) -> tuple[int, ...]:
    """Give the value of every tier of `facilitate.grouping.market.weights`."""
    score = recount(market, cards, seats)
    hard = market.hard
    sums = {
        AVOID: sum(score[goal] for goal in market.avoid if goal not in hard),
        SPREAD: sum(score[goal] for goal in market.spread if goal not in hard),
        EVEN: sum(score[goal] for goal in market.spread if goal in hard),
        SIZES: sum(
            int(((sizes - market.ideal) ** 2)[sizes > 0].sum())
            for sizes in (np.bincount(row) for row in seats)
        ),
    }
    return tuple((score | sums).get(tier, 0) for tier in TIERS)


def _broken(market: Market, cards: Ints, seats: Ints) -> Iterator[int]:
    runs = cards[cards != NOWHERE]
    yield len(runs) - len(np.unique(runs))
    for row, running in zip(seats, cards, strict=True):
        sizes = np.bincount(row, minlength=len(running))
        yield int(((sizes > 0) & ((sizes < market.minimum) | (sizes > market.rooms))).sum())
        yield int(((running != NOWHERE) & (sizes == 0)).sum())
        for stall in np.flatnonzero(running != NOWHERE).tolist():
            yield sum(int(row[p]) != stall for p in market.givers[running[stall]])
        yield sum(int(row[i] == row[j]) for i, j in market.apart)
        yield sum(int(row[i] != row[j]) for i, j in market.joined)
        yield sum(int(running[row[person]] == card) for person, card in market.barred)
        for quota in market.quotas:
            held = np.bincount(row[quota.kind], minlength=len(running))[sizes > 0]
            yield int((np.maximum(quota.least - held, 0) + np.maximum(held - quota.most, 0)).sum())
        for goal in market.hard & market.avoid.keys():
            yield _pairs_of_a_code(market.avoid[goal], row)


def _times_met(market: Market, seats: Ints) -> Ints:
    met = np.zeros((market.people,) * 2, np.int64)
    if market.met is not None:
        met += market.met
    for row in seats:
        met += row[:, None] == row[None, :]
    np.fill_diagonal(met, 0)
    for i, j in market.joined:
        met[i, j] = met[j, i] = 0
    return met


def _pairs_of_a_code(codes: Ints, row: Ints) -> int:
    known = codes >= 0
    holders = row[known] * (int(codes.max(initial=0)) + 1) + codes[known]
    counts = np.unique(holders, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
