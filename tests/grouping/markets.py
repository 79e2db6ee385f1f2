"""Small markets for tests, and a count of their goals that shares no code with the engine."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
from hypothesis import strategies as st

from facilitate.grouping.market import Market, MarketResult
from facilitate.grouping.problem import Ints


def make_market(
    lists: list[list[int]],
    givers: list[list[int]],
    rotations: int = 1,
    places: int = 9,
    **more: Any,
) -> Market:
    """Make a market from wish lists (cards, the dearest first) and the givers of each card."""
    ranks = np.full((len(lists), len(givers)), -1, np.int64)
    for person, wishes in enumerate(lists):
        for rank, card in enumerate(wishes):
            ranks[person, card] = rank
    seats = more.pop("seats", [9] * places)
    return Market(ranks, tuple(map(tuple, givers)), rotations, np.array(seats, np.int64), **more)


def made_up(people: int, cards: int, places: int, seed: int = 0, rotations: int = 2) -> Market:
    """Make a market of one card a giver, four wishes a person and a few earlier meetings."""
    rng = Random(seed)
    givers = rng.sample(range(people), cards)
    met = np.zeros((people, people), np.int64)
    for _ in range(2):
        order = rng.sample(range(people), people)
        for i, j in zip(order[::2], order[1::2], strict=False):
            met[i, j] = met[j, i] = 1
    others = [[c for c in range(cards) if givers[c] != p] for p in range(people)]
    lists = [rng.sample(mine, min(4, len(mine))) for mine in others]
    return make_market(lists, [[g] for g in givers], rotations, places, met=met)


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Draw a market of few people, with rules of every kind."""
    people = draw(st.integers(3, 13))
    cards = draw(st.integers(0, 6))
    numbers = st.integers(0, people - 1)
    givers = draw(
        st.lists(st.lists(numbers, max_size=2, unique=True), min_size=cards, max_size=cards)
    )
    lists = draw(
        st.lists(
            st.lists(st.integers(0, max(0, cards - 1)), max_size=cards, unique=True),
            min_size=people,
            max_size=people,
        )
    )
    met = np.zeros((people, people), np.int64)
    for i, j in draw(st.lists(st.tuples(numbers, numbers), max_size=8)):
        met[i, j] = met[j, i] = int(i != j)
    codes = draw(st.lists(st.integers(-1, 2), min_size=people, max_size=people))
    return make_market(
        lists,
        givers,
        draw(st.integers(1, 3)),
        seats=draw(st.lists(st.integers(3, 6), min_size=1, max_size=5)),
        met=met,
        avoid={"avoid-same:x": np.array(codes)},
        spread={"spread:x": np.array(codes[::-1])},
        dots=np.arange(cards),
    )


def counted(market: Market, result: MarketResult) -> dict[str, int]:
    """Count the wishes and meetings of a result with sets and dictionaries only."""
    met: Counter[tuple[int, int]] = Counter()
    if market.met is not None:
        n = market.people
        met.update({(i, j): int(market.met[i, j]) for i, j in combinations(range(n), 2)})
    unserved = ranks = 0
    for person in range(market.people):
        wishes = {c: int(r) for c, r in enumerate(market.ranks[person]) if r >= 0}
        own = {c for c, givers in enumerate(market.givers) if person in givers}
        here = [
            int(row[seats[person]]) for row, seats in zip(result.cards, result.seats, strict=True)
        ]
        unserved += bool(wishes.keys() - own) and not (wishes.keys() - own) & set(here)
        last = max(wishes.values(), default=-1) + 1
        ranks += sum(0 if card in own else wishes.get(card, last) for card in here)
    for groups in groups_of(result.seats):
        met.update(pair for group in groups for pair in combinations(group, 2))
    again = sum(n * (n - 1) // 2 for n in met.values())
    return {"unserved": unserved, "rank-sum": ranks, "no-repeat": again}


def groups_of(seats: Ints) -> list[list[list[int]]]:
    """Give the groups of each rotation as lists of people."""
    return [
        [np.flatnonzero(row == place).tolist() for place in np.unique(row).tolist()]
        for row in seats
    ]
