"""Chooses the cards: each step frees a few of them and solves the rest as a linear program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from random import Random

import numpy as np

from facilitate.grouping.market.model import MEETING_COSTS, Model, build
from facilitate.grouping.market.problem import Market
from facilitate.grouping.market.program import MOST_ROUNDS, Program
from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import shuffled
from facilitate.grouping.wishes.linear import SLACK, Floats

SHARE = 0.35  # of the cards that run, those that may change at most
FEWEST_FREED, FIRST_FREED, MOST_FREED = 4, 8, 16
EASY = 3  # rounds of a step after which more cards are freed
CHANCE, DRAWS = 1, 200  # even who has all wishes is drawn now and then
STEPS, MOST_STEPS, PATIENCE = 24, 40, 12  # more steps where more cards run
WORTH_TELLING = 0.5  # a rank better, not a card more


@dataclass(frozen=True, eq=False)
class Choice:
    """What runs in one rotation.

    Parameters
    ----------
    sizes
        Card → people there.
    seated
        Person → card, of those who give it or wish for it.
    """

    sizes: dict[int, int]
    seated: dict[int, int]


def choose(market: Market, rng: Random, *, endless: bool = False) -> Iterator[list[Choice]]:
    """Choose cards and seat those who wish for them; yields every better choice.

    A neighbourhood search: a step lets some of the cards that run, and all that do not, find
    their rotation anew. Yields nothing if no seating was found.

    Parameters
    ----------
    endless
        Whether to go on until nobody asks for more.

    References
    ----------
    Shaw (1998), Using constraint programming and local search methods to solve vehicle routing
    problems, for large neighbourhoods.
    """
    search = _Search(market)
    if not search.begin():
        return
    yield search.choices()
    since = step = 0
    steps = max(STEPS, min(MOST_STEPS, market.rotations * market.stalls // 4))
    while endless or (step < steps and since < PATIENCE):
        step, since = step + 1, since + 1
        before = search.value
        if search.advance(rng) and search.value < before - WORTH_TELLING:
            since = 0
        yield search.choices()


class _Search:
    """The best columns found so far, and their cost."""

    def __init__(self, market: Market) -> None:
        self.market, self.model = market, build(market)
        self.program = Program(self.model, whole=True)
        self.every = set(range(market.cards))
        self.found: Floats = np.zeros(0)
        self.value, self.freed = 0.0, FIRST_FREED

    def begin(self) -> bool:
        """Find a first solution; whether there is one."""
        now = first_cards(self.market)
        for running, free in ((now, set[int]()), (now, self.every), ({}, set[int]())):
            found = self.program.among(running, free)
            if found is not None:
                self.found, self.value = found, self._cost(found)
                return True
        return False

    def advance(self, rng: Random) -> bool:
        """Free some cards; whether that gave something else that is as good or better."""
        now = _running(self.model, self.found)
        freed = self._freed(now, rng)
        found = self.program.among(now, freed | (self.every - now.keys()))
        self._pace()
        if found is None:
            return False
        cost = self._cost(found)
        if cost > self.value + SLACK:
            return False
        self.found, self.value = found, cost
        return True

    def _pace(self) -> None:
        """Free more cards after an easy step, and fewer after a hard one."""
        if self.program.rounds > MOST_ROUNDS:
            self.freed = max(FEWEST_FREED, self.freed - 2)
        elif self.program.rounds <= EASY:
            self.freed = min(MOST_FREED, self.freed + 1)

    def _freed(self, now: dict[int, int], rng: Random) -> set[int]:
        """Draw people, those with most to gain more often, and free the cards they wish for."""
        most = min(self.freed, max(FEWEST_FREED, round(SHARE * len(now))), len(now))
        at: dict[int, list[int]] = defaultdict(list)
        costs = self.market.costs[:, -1] * self.market.rotations + CHANCE
        for card, people in sorted(_people(self.model, self.found).items()):
            for person in people:
                at[person].append(card)
                costs[person] += self.market.costs[person, card] - self.market.costs[person, -1]
        sums = np.cumsum(costs)
        freed: set[int] = set()
        for _ in range(DRAWS):
            person = int(np.searchsorted(sums, int(rng.random() * int(sums[-1])), side="right"))
            wishes = np.flatnonzero(self.market.wanted[person]).tolist()
            freed.update([card for card in (*wishes, *at[person]) if card in now])
            if len(freed) >= most:
                break
        cards = sorted(freed)
        return {cards[k] for k in shuffled(len(cards), rng)[:most]}

    def choices(self) -> list[Choice]:
        """Tell what runs in each rotation."""
        return [_read(self.model, self.found, r) for r in range(self.market.rotations)]

    def _cost(self, found: Floats) -> float:
        """Give the cost of a solution; whoever meets again in it is known to the program then."""
        cost = float(self.model.costs[: len(found)] @ found)
        if not self.market.counts:
            return cost
        met: dict[tuple[int, int], list[int]] = {}
        for card, people in sorted(_people(self.model, found).items()):
            for pair in combinations(sorted(people), 2):
                met.setdefault(pair, []).append(card)
        for (i, j), cards in met.items():
            for first, second in combinations(cards, 2):
                cost += MEETING_COSTS * self.program.forbid_again((i, j), (first, second))
        return cost


def first_cards(market: Market) -> dict[int, int]:
    """Give the cards asked for most a rotation: by dots if nobody wishes, else by wishes.

    Cards that the same people wish for, or bring and wish for, run at different times.
    """
    marks = market.wanted.sum(axis=0) if market.servable.any() else market.dots
    if marks is None:
        marks = np.zeros(market.cards, np.int64)
    rivals = _rivals(market)
    free = [market.stalls] * market.rotations
    busy: list[set[int]] = [set() for _ in free]
    running: list[list[int]] = [[] for _ in free]
    for card in np.argsort(-marks, kind="stable").tolist():
        givers = set(market.givers[card])
        able = [r for r in range(market.rotations) if free[r] and not busy[r] & givers]
        if able:
            r = min(able, key=lambda r: (int(rivals[card, running[r]].sum()), -free[r], r))
            running[r].append(card)
            free[r] -= 1
            busy[r] |= givers
            busy[r].update(mate for pair in market.joined for mate in pair if givers & set(pair))
    return {card: r for r, cards in enumerate(running) for card in cards}


def _rivals(market: Market) -> Ints:
    """Weigh how much two cards are wished for by the same people; shape (cards, cards)."""
    dear = np.where(market.wanted, market.costs[:, -1:] - market.ranks, 0)
    own = market.own * int(dear.max(initial=0))
    return np.asarray(dear.T @ (dear + own) + own.T @ dear, np.int64)


def _running(model: Model, found: Floats) -> dict[int, int]:
    return {card: r for (card, r), column in model.runs.items() if found[column] > 0.5}


def _people(model: Model, found: Floats) -> dict[int, list[int]]:
    here = {card: list(model.market.givers[card]) for card in _running(model, found)}
    for (person, card, _r), column in model.seats.items():
        if found[column] > 0.5:
            here[card].append(person)
    return here


def _read(model: Model, found: Floats, r: int) -> Choice:
    running, people = _running(model, found), _people(model, found)
    here = sorted(card for card, rotation in running.items() if rotation == r)
    guests = {card: round(found[model.guests[card, r]]) for card in here}
    return Choice(
        {card: len(people[card]) + guests[card] for card in here},
        {person: card for card in here for person in people[card]},
    )
