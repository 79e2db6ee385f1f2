"""Measures the market: wishes, repeats and seconds for made-up crowds, and what repeats cost.

Run as `python benchmarks/market.py`. A few cards are wanted by many, many by few. The memory says
whose meetings must not come again: nobody's, those of the market, or those of the whole event with
nine earlier rotations. Nothing here is asserted in a test.
"""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import accumulate
from random import Random

import numpy as np

from facilitate.grouping.market import Market, solve_market
from facilitate.grouping.problem import Ints

CROWDS = ((80, 48, 20), (500, 250, 125))  # people, cards, stalls
SEEDS = range(3)
WISHES = 4


def market(people: int, cards: int, stalls: int, seed: int) -> Market:
    """Make a market of two rotations, with earlier meetings."""
    rng = Random(seed)
    givers = rng.sample(range(people), cards)
    weights = list(accumulate(1 / (3 + rank) for rank in range(cards)))
    ranks = np.full((people, cards), -1, np.int64)
    for person in range(people):
        if rng.random() < 0.1:  # some hand in no list
            continue
        chosen: list[int] = []
        while len(chosen) < WISHES:
            card = rng.choices(range(cards), cum_weights=weights)[0]
            if card not in chosen and givers[card] != person:
                chosen.append(card)
        ranks[person, chosen] = range(WISHES)
    return Market(
        ranks=ranks,
        givers=tuple((giver,) for giver in givers),
        rotations=2,
        seats=np.full(stalls, 5, np.int64),
        met=earlier(people, rng),
    )


def earlier(people: int, rng: Random) -> Ints:
    """Make earlier meetings: six rotations in pairs, three in fours."""
    met = np.zeros((people, people), np.int64)
    for size in (2,) * 6 + (4,) * 3:
        order = rng.sample(range(people), people)
        for first in range(0, people, size):
            group = order[first : first + size]
            met[np.ix_(group, group)] = 1
    np.fill_diagonal(met, 0)
    return met


def main() -> None:
    """Print a line for each crowd, seed and memory."""
    print("people cards stalls seed memory    unserved repeats rank-sum (bound) cards-left seconds")
    for crowd in CROWDS:
        for seed in SEEDS:
            asked = market(*crowd, seed)
            memories = {
                "none": replace(asked, met=None, counts=False),
                "market": replace(asked, met=None),
                "event": asked,
            }
            for memory, one in memories.items():
                begun = time.perf_counter()
                result = solve_market(one, seed=seed)
                seconds = time.perf_counter() - begun
                assert result is not None
                score = result.score
                print(
                    *(f"{n:6}" for n in crowd),
                    f"{seed:4} {memory:8} {score['unserved']:9} {score.get('no-repeat', 0):7}",
                    f"{score['rank-sum']:8} ({result.bounds['rank-sum']})",
                    f"{score['cards-left']:10} {seconds:8.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
