"""Small steps away from an earlier seating: each must be worth the cards that it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from facilitate.grouping.costs import AVOID, SPREAD, TIERS, Costs
from facilitate.grouping.labels import Exchanges, Labelling
from facilitate.grouping.market import steps
from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED, Market
from facilitate.grouping.market.seating import Seating as Standing
from facilitate.grouping.market.weights import EVEN, SIZES, Weights
from facilitate.grouping.market.weights import TIERS as MARKET_TIERS
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints
from facilitate.grouping.seating import Seating
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import NEVER

Mask = npt.NDArray[np.bool_]

CARD, SEAT = 12, 2
"""What a card costs that would else stay as it is, and each seat that changes."""
WORTH = {
    BROKEN: 1_000_000,
    EVEN: 1_000,
    UNSERVED: 50,
    CARDS: 50,
    REPEATS: 8,
    THIRDS: 8,
    RANKS: 2,
    AVOID: 4,
    SPREAD: 1,
    SIZES: 1,
}
"""What one less of a goal is worth in the same measure."""


@dataclass(frozen=True, eq=False)
class Handed:
    """What was handed out: how much a seat differs from it, and whose card changes anyway.

    Parameters
    ----------
    away
        How often a place is not the one on a card; shape (rotations, people, places).
    touched
        People who get a new card at any rate; shape (people,).
    """

    away: Ints
    touched: Mask

    def prices(self, seats: Ints, rotation: int) -> Ints:
        """Price bringing somebody to each place; shape (people, places)."""
        people = np.arange(seats.shape[1])
        here = np.stack([away[people, row] for away, row in zip(self.away, seats, strict=True)])
        changed = here.sum(axis=0)
        change = self.away[rotation] - here[rotation][:, None]
        cards = (changed[:, None] + change > 0).astype(np.int64) - (changed > 0)[:, None]
        cards[self.touched] = 0
        return np.asarray(SEAT * change + CARD * cards, np.int64)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that may be made: what it is worth, its kind, and where it stands in its table."""

    worth: int
    kind: str
    rotation: int
    at: tuple[int, int]
    change: int


class _State(Protocol):
    """A seating that can be changed step by step."""

    seats: Ints

    @property
    def tiers(self) -> Sequence[str]:
        """Name the tiers of its goals, the most important first."""

    def options(self, rotation: int) -> Iterator[tuple[str, Ints]]:
        """Give weighted changes of all steps of each kind: exchanges, moves."""

    def decode(self, table: Ints, /) -> tuple[Ints, ...]:
        """Part weighted changes into those of each tier."""

    def make(self, step: _Step) -> None:
        """Make a step."""


def calmed(state: _State, handed: Handed, stop: Stop) -> Ints:
    """Make the best step as long as one is worth the cards it changes; gives the seats.

    A broken rule outweighs everything: what keeps it with the fewest new cards comes first.
    """
    while not stop.now():
        found = [
            _best(state, handed, rotation, kind, table)
            for rotation in range(len(state.seats))
            for kind, table in state.options(rotation)
        ]
        step = min(found, key=lambda one: one.worth, default=None)
        if step is None or step.worth >= 0:
            break
        state.make(step)
    return state.seats


def _best(state: _State, handed: Handed, rotation: int, kind: str, table: Ints) -> _Step:
    prices = handed.prices(state.seats, rotation)
    if kind == "exchange":
        there = prices[:, state.seats[rotation]]
        prices = there + there.T
    worth = prices
    for tier, part in zip(state.tiers, state.decode(table), strict=True):
        worth = worth + WORTH[tier] * part
    worth[table >= NEVER] = NEVER
    flat = int(worth.argmin())
    a, b = divmod(flat, table.shape[1])
    return _Step(int(worth[a, b]), kind, rotation, (a, b), int(table[a, b]))


class Tables:
    """Groups that are made anew in every rotation: people change places."""

    tiers = TIERS

    def __init__(self, costs: Costs, seats: Ints) -> None:
        self.seating = Seating(costs, seats)
        self.seats, self.decode = self.seating.seats, costs.decode

    def options(self, rotation: int) -> Iterator[tuple[str, Ints]]:
        """Give all exchanges of two people."""
        yield "exchange", self.seating.swaps(rotation).table

    def make(self, step: _Step) -> None:
        """Let two people change places."""
        self.seating.apply(step.rotation, *step.at, step.change)


class Positions:
    """Positions of a movement, held for all rotations: people change where they begin."""

    tiers = TIERS

    def __init__(self, labelling: Labelling, position: Ints) -> None:
        self.seats, self.decode = position[None, :].copy(), labelling.costs.decode
        self.exchanges = Exchanges(labelling, position)

    def options(self, rotation: int) -> Iterator[tuple[str, Ints]]:
        """Give all exchanges of two people."""
        del rotation
        table = self.exchanges.table()
        np.fill_diagonal(table, NEVER)
        yield "exchange", table

    def make(self, step: _Step) -> None:
        """Let two people change where they begin."""
        i, j = step.at
        self.seats[0, [i, j]] = self.seats[0, [j, i]]
        self.exchanges.swap(i, j)


class Stalls:
    """Stalls: people change places, or go to a stall with room; cards stay where they are."""

    tiers = MARKET_TIERS

    def __init__(self, market: Market, cards: Ints, seats: Ints) -> None:
        self.weights = Weights(market)
        self.seating = Standing(self.weights, cards, seats)
        self.seats = self.seating.seats

    def decode(self, table: Ints) -> tuple[Ints, ...]:
        """Part weighted changes into those of each tier."""
        return self.weights.decode(table)

    def options(self, rotation: int) -> Iterator[tuple[str, Ints]]:
        """Give all exchanges of two people, and all moves to another stall."""
        view = steps.look(self.seating, rotation)
        yield "exchange", steps.swaps(view)
        yield "move", steps.moves(view)

    def make(self, step: _Step) -> None:
        """Let two people change places, or one go elsewhere."""
        if step.kind == "exchange":
            self.seating.swap(step.rotation, *step.at)
        else:
            self.seating.move(step.rotation, *step.at)
