"""Tabu search over seats and cards at once, with exact costs of all goals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from facilitate.grouping.market.problem import NOWHERE, Mask
from facilitate.grouping.market.seating import Seating
from facilitate.grouping.market.steps import look, moves, plays, swaps, take_stall
from facilitate.grouping.market.weights import Weights
from facilitate.grouping.problem import Ints
from facilitate.grouping.tabu import FORBIDDEN

TENURE = (1, 10)  # steps in which nobody goes back to a place they left
CARD_TENURE = (5, 30)  # steps in which a card stays, or stays away
Values = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Found:
    """The best so far: value of every tier, cards and seats."""

    values: Values
    cards: Ints
    seats: Ints


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that may be made: its weighted change, and where it stands in its table."""

    change: int
    at: int
    cards: Ints | None = None


class Search:
    """A seating under improvement.

    Parameters
    ----------
    locked
        Whether the cards stay as they are, and only people change places.

    References
    ----------
    Glover (1989), Tabu search, part I.
    """

    def __init__(self, weights: Weights, found: Found, rng: Random, *, locked: bool) -> None:
        self.weights, self.rng, self.locked = weights, rng, locked
        self.seating = Seating(weights, found.cards, found.seats)
        self.best = found
        self._left = np.zeros((*found.seats.shape, found.cards.shape[1]), np.int64)
        self._rest = np.zeros(weights.market.cards + 1, np.int64)
        self._step = 0

    def run(self, patience: int, target: Values) -> Iterator[Found]:
        """Make steps until none of `patience` was better; yields what is better.

        Parameters
        ----------
        target
            Values that cannot be beaten.
        """
        since = 0
        while since < patience and self.best.values > target:
            since += 1
            if not self._advance():
                return
            if self.seating.values < self.best.values:
                here, since = self.seating, 0
                self.best = Found(here.values, here.cards.copy(), here.seats.copy())
                yield self.best

    def _advance(self) -> bool:
        """Make the best step in a rotation that is not tabu; whether there was one."""
        self._step += 1
        here = self.seating
        r = int(self.rng.random() * len(here.seats))
        view = look(here, r)
        left = self._left[r]
        banned = left[:, view.row] > self._step
        exchange = self._pick(swaps(view), banned | banned.T)
        move = self._pick(moves(view), left > self._step)
        play = _Step(FORBIDDEN, 0)
        cards = np.flatnonzero(here.idle())
        if len(cards) and not self.locked:
            resting = self._rest > self._step
            running = view.running[view.row]
            play = self._pick(plays(view, cards), resting[cards][:, None] | resting[running], cards)
        best = min((exchange, move, play), key=lambda step: step.change)
        if best.change == FORBIDDEN:
            return False
        if best is exchange:
            self._swap(r, *divmod(best.at, here.market.people))
        elif best is move:
            self._move(r, *divmod(best.at, here.cards.shape[1]))
        else:
            row, person = divmod(best.at, here.market.people)
            self._play(r, int(cards[row]), person)
        return True

    def _pick(self, changes: Ints, banned: Mask, cards: Ints | None = None) -> _Step:
        """Choose the cheapest that is not banned, or any that beats the best ever found."""
        free = int(np.where(banned, FORBIDDEN, changes).argmin())
        boldest = int(changes.argmin())
        change = FORBIDDEN if banned.flat[free] else int(changes.flat[free])
        bold = int(changes.flat[boldest])
        if bold < change and bold != FORBIDDEN and self._beats(bold):
            return _Step(bold, boldest, cards)
        return _Step(change, free, cards)

    def _beats(self, change: int) -> bool:
        parts = self.weights.decode(change)
        after = (v + c for v, c in zip(self.seating.values, parts, strict=True))
        return tuple(after) < self.best.values

    def _until(self, tenure: tuple[int, int]) -> int:
        shortest, longest = tenure
        return self._step + shortest + int(self.rng.random() * (longest - shortest))

    def _swap(self, r: int, i: int, j: int) -> None:
        for person in (i, j):
            self._left[r, person, self.seating.seats[r, person]] = self._until(TENURE)
        self.seating.swap(r, i, j)

    def _move(self, r: int, person: int, place: int) -> None:
        self._left[r, person, self.seating.seats[r, person]] = self._until(TENURE)
        self.seating.move(r, person, place)

    def _play(self, r: int, card: int, person: int) -> None:
        before = int(self.seating.cards[r, self.seating.seats[r, person]])
        self._rest[card] = self._until(CARD_TENURE)
        if before != NOWHERE:
            self._rest[before] = self._until(CARD_TENURE)
        take_stall(self.seating, r, card, person)
