"""The linear model of a market: which card runs when, and who gets which wish there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from facilitate.grouping.market.problem import Market
from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.linear import INFINITY, Floats, Linear

UNSERVED_COSTS = 500.0  # in ranks: what outranks what; the search after it weighs exactly
MEETING_COSTS = 50.0
CARD_GAINS = 0.2  # of a rank, for all cards together
MOST_CLASHES = 400  # pairs who have met and wish for one card: more would take too long
Terms = list[tuple[int, float]]


@dataclass
class Model:
    """Columns by their meaning.

    People are seated at cards they wish for; where others go is only counted. Whoever has met
    before should not meet again: givers and guests, and guests of one card.

    Parameters
    ----------
    market
        What is asked.
    unserved
        How many people may miss all their wishes; None if that only costs much.
    """

    market: Market
    unserved: int | None = None
    linear: Linear = field(default_factory=Linear)
    prices: list[float] = field(default_factory=list)
    runs: dict[tuple[int, int], int] = field(default_factory=dict)
    seats: dict[tuple[int, int, int], int] = field(default_factory=dict)
    others: dict[tuple[int, int], int] = field(default_factory=dict)
    guests: dict[tuple[int, int], int] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)

    @property
    def costs(self) -> Floats:
        """Cost of each column; shape (columns,)."""
        return np.array(self.prices)

    def column(self, upper: float, price: float = 0.0) -> int:
        """Add a column."""
        self.prices.append(float(price))
        return self.linear.column(upper)


def build(market: Market, unserved: int | None = None) -> Model:
    """Build the model.

    Parameters
    ----------
    unserved
        How many people may miss all their wishes, if ranks alone are to be counted: then nobody
        meets again, either, and the linear program bounds the sum of ranks.
    """
    model = Model(market, unserved)
    strict = unserved is not None
    rotations, room = range(market.rotations), int(market.rooms.max())
    met, every = _met(market), int(market.worths.sum())
    for card, givers in enumerate(market.givers):
        for r in rotations:
            gain = 0.0 if strict else CARD_GAINS * int(market.worths[card]) / every
            model.runs[card, r] = model.column(1, -gain)
            model.guests[card, r] = model.column(room - len(givers))
    for person, card in np.argwhere(market.wanted).tolist():
        again = int(met[person, list(market.givers[card])].sum())
        if again and strict:  # nobody meets again
            continue
        price = int(market.ranks[person, card]) + MEETING_COSTS * again
        for r in rotations:
            model.seats[person, card, r] = model.column(1, price)
    _everybody_sits(model)
    for card in range(market.cards):
        _card(model, card, met)
    for r in rotations:
        _stalls(model, r)
        _givers_together(model, r)
    return model


def _met(market: Market) -> Ints:
    if market.met is None or not market.counts:
        return np.zeros((market.people,) * 2, np.int64)
    met = market.met.copy()
    for i, j in market.joined:
        met[i, j] = met[j, i] = 0
    return met


def _everybody_sits(model: Model) -> None:
    """Seat everybody once in each rotation, and serve a wish of each."""
    market, linear = model.market, model.linear
    here: dict[tuple[int, int], Terms] = defaultdict(list)
    for (person, _card, r), column in model.seats.items():
        here[person, r].append((column, 1))
    own: dict[int, list[int]] = defaultdict(list)
    for card, givers in enumerate(market.givers):
        for giver in givers:
            own[giver].append(card)
    lost = market.costs[:, -1]
    for person in range(market.people):
        served: Terms = []
        for r in range(market.rotations):
            other = model.others[person, r] = model.column(1, int(lost[person]))
            at_own: Terms = [(model.runs[card, r], 1) for card in own[person]]
            linear.row(1, 1, [*here[person, r], (other, 1), *at_own])
            served += here[person, r]
        if market.servable[person]:
            model.missing.append(model.column(1, UNSERVED_COSTS if model.unserved is None else 0))
            linear.row(1, INFINITY, [*served, (model.missing[-1], 1)])
    if model.unserved is not None:
        linear.row(0, model.unserved, [(column, 1) for column in model.missing])


def _card(model: Model, card: int, met: Ints) -> None:
    """Run a card once at most, with neither too few people nor too many."""
    market, linear = model.market, model.linear
    givers, room = len(market.givers[card]), int(market.rooms.max())
    linear.row(0, 1, [(model.runs[card, r], 1) for r in range(market.rotations)])
    wishers = np.flatnonzero(market.wanted[:, card]).tolist()
    clashes = _clashes(market, wishers, met)
    for r in range(market.rotations):
        runs = model.runs[card, r]
        seats = {p: model.seats[p, card, r] for p in wishers if (p, card, r) in model.seats}
        guests: Terms = [*((s, 1) for s in seats.values()), (model.guests[card, r], 1)]
        linear.row(-INFINITY, 0, [*guests, (runs, givers - room)])
        linear.row(0, INFINITY, [*guests, (runs, min(0, givers - market.minimum))])
        for seat in seats.values():
            linear.row(-INFINITY, 0, [(seat, 1), (runs, -1)])
        for i, j in clashes:
            if i in seats and j in seats:
                pair: Terms = [(seats[i], 1), (seats[j], 1), (runs, -1)]
                linear.row(-INFINITY, 0, pair)


def _clashes(market: Market, wishers: list[int], met: Ints) -> Iterable[tuple[int, int]]:
    apart = set(market.apart) | {(j, i) for i, j in market.apart}
    found = [(i, j) for i, j in combinations(wishers, 2) if met[i, j] or (i, j) in apart]
    return found[:MOST_CLASHES]


def _stalls(model: Model, r: int) -> None:
    """Keep to the stalls there are; whoever finds no card sits at a stall without one."""
    market, linear = model.market, model.linear
    cards, people = range(market.cards), range(market.people)
    rooms = sorted({int(room) for room in market.rooms[market.spaces]})
    bare = {room: model.column(market.stalls) for room in rooms}
    there = model.column(market.people)
    linear.row(-INFINITY, 0, [(there, 1), *((column, -room) for room, column in bare.items())])
    linear.row(0, INFINITY, [(there, 1), *((column, -market.minimum) for column in bare.values())])
    used: Terms = [*((model.runs[c, r], 1) for c in cards), *((b, 1) for b in bare.values())]
    linear.row(0, market.stalls, used)
    loose: Terms = [(model.others[p, r], -1) for p in people]
    linear.row(0, 0, [*((model.guests[c, r], 1) for c in cards), (there, 1), *loose])
    for room in rooms[:-1]:
        _larger(model, r, room, [(column, 1) for size, column in bare.items() if size > room])


def _givers_together(model: Model, r: int) -> None:
    """Let no two cards run at once whose givers have to sit together."""
    market = model.market
    pairs = {pair for i, j in market.joined for pair in ((i, j), (j, i))}
    if not pairs:
        return
    for first, second in combinations(range(market.cards), 2):
        if any((i, j) in pairs for i in market.givers[first] for j in market.givers[second]):
            terms: Terms = [(model.runs[first, r], 1), (model.runs[second, r], 1)]
            model.linear.row(0, 1, terms)


def _larger(model: Model, r: int, room: int, larger: Terms) -> None:
    """Have no more stalls with over `room` people than there is space for.

    Parameters
    ----------
    larger
        Stalls without a card that may have more.
    """
    market, most = model.market, int(model.market.rooms.max())
    sitting: dict[int, Terms] = defaultdict(list)
    for (_person, card, rotation), column in model.seats.items():
        if rotation == r:
            sitting[card].append((column, 1))
    for card, givers in enumerate(market.givers):
        above = model.column(1)
        larger.append((above, 1))
        people: Terms = [*sitting[card], (model.guests[card, r], 1), (above, room - most)]
        model.linear.row(-INFINITY, room, [*people, (model.runs[card, r], len(givers))])
    model.linear.row(0, int((market.rooms > room).sum()), larger)
