"""A market under change: who sits where, which card runs there, and what every step would cost."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.market.counting import tally
from facilitate.grouping.market.problem import CARDS, NOWHERE, UNSERVED, Mask
from facilitate.grouping.market.weights import SIZES, Weights
from facilitate.grouping.problem import BROKEN, Ints


class Seating:
    """Cards and seats, with all costs kept up to date after every step.

    Attributes
    ----------
    cards
        Card at each place, -1 for none; shape (rotations, places).
    seats
        Place of each person; shape (rotations, people).
    sizes
        People at each stall; shape (rotations, places).
    values
        Value of every tier.
    pair
        Cost of each pair for sharing a stall in a rotation, the others being as they are; shape
        (rotations, people, people).
    near
        Cost of each person beside the people of each stall; shape (rotations, people, places).
    card
        Cost of each person at each card, the last column for none, the other rotations being as
        they are; shape (rotations, people, cards + 1).
    """

    def __init__(self, weights: Weights, cards: Ints, seats: Ints) -> None:
        market = weights.market
        self.weights, self.market = weights, market
        self.cards, self.seats = cards.copy(), seats.copy()
        self.rotations, self.people = range(len(seats)), np.arange(market.people)
        self.values = tally(market, cards, seats)
        places = cards.shape[1]
        self.sizes = np.stack([np.bincount(row, minlength=places) for row in seats])
        together = [(row[:, None] == row[None, :]) * weights.countable for row in seats]
        self._met = weights.history + sum(together)
        self.pair = np.stack([self._pair_costs(self._met - own) for own in together])
        self.near = np.stack([self._beside(r, places) for r in self.rotations])
        self._serve_everybody()
        self.held = [
            np.stack([np.bincount(row[q.kind], minlength=places) for row in seats])
            for q in market.quotas
        ]

    def _pair_costs(self, others: Ints) -> Ints:
        if not self.market.counts:
            return self.weights.pairs
        return np.asarray(self.weights.pairs + self.weights.marginal(others), np.int64)

    def _beside(self, rotation: int, places: int) -> Ints:
        cost = np.zeros((self.market.people, places), np.int64)
        for stall in range(places):
            cost[:, stall] = self.pair[rotation][:, self.seats[rotation] == stall].sum(axis=1)
        return cost

    def _serve_everybody(self) -> None:
        market = self.market
        worth = self.weights.weights[UNSERVED] * market.servable[:, None]
        self._disappointed = worth * ~market.serves
        at = np.take_along_axis(self.cards, self.seats, axis=1)
        self._served = np.stack([market.serves[self.people, row] for row in at])
        alone = self._served.sum(axis=0) - self._served == 0
        self.card = self.weights.places + alone[:, :, None] * self._disappointed

    def running(self, rotation: int) -> Ints:
        """Card of each stall, and the number of cards for none; shape (places,)."""
        row = self.cards[rotation]
        return np.where(row == NOWHERE, self.market.cards, row)

    def giving(self, rotation: int) -> Mask:
        """People whose own card runs in a rotation, so that they stay there; shape (people,)."""
        row = self.cards[rotation]
        mask = np.zeros(self.market.people, bool)
        for card in row[row != NOWHERE].tolist():
            mask[list(self.market.givers[card])] = True
        return mask

    def idle(self) -> Mask:
        """Cards that do not run; shape (cards,)."""
        idle = np.ones(self.market.cards, bool)
        idle[self.cards[self.cards != NOWHERE]] = False
        return idle

    def swap(self, rotation: int, i: int, j: int) -> None:
        """Let two people change places."""
        row, card, near = self.seats[rotation], self.card[rotation], self.near[rotation]
        g, h = int(row[i]), int(row[j])
        at_g, at_h = self.running(rotation)[[g, h]].tolist()
        change = card[i, at_h] - card[i, at_g] + card[j, at_g] - card[j, at_h]
        change += near[i, h] - near[i, g] + near[j, g] - near[j, h] - 2 * self.pair[rotation, i, j]
        change += self._exchange_kinds(rotation, i, j)
        self._note(int(change))
        moved = self.pair[rotation][:, i] - self.pair[rotation][:, j]
        near[:, g] -= moved
        near[:, h] += moved
        mates, others = self._mates(rotation, i), self._mates(rotation, j)
        row[i], row[j] = h, g
        self._meet(rotation, i, mates, others[others != j])
        self._meet(rotation, j, others, mates[mates != i])
        self._serve(rotation, [i, j])

    def move(self, rotation: int, i: int, h: int) -> None:
        """Let somebody go to another stall."""
        row, card, near = self.seats[rotation], self.card[rotation], self.near[rotation]
        g = int(row[i])
        at_g, at_h = self.running(rotation)[[g, h]].tolist()
        change = card[i, at_h] - card[i, at_g] + near[i, h] - near[i, g]
        change += self.weights.weights[SIZES] * int(self._crowding(rotation, g, h))
        change += self._change_kind(rotation, i, g, h)
        self._note(int(change))
        near[:, g] -= self.pair[rotation][:, i]
        near[:, h] += self.pair[rotation][:, i]
        mates = self._mates(rotation, i)
        row[i] = h
        self.sizes[rotation, g] -= 1
        self.sizes[rotation, h] += 1
        self._meet(rotation, i, mates, self._mates(rotation, i))
        self._serve(rotation, [i])

    def crowding(self, rotation: int) -> tuple[Ints, Ints]:
        """Change of the sizes' cost when somebody leaves or joins each stall; shape (places,)."""
        sizes, ideal = self.sizes[rotation], self.market.ideal
        leave = np.where(sizes == 1, -((1 - ideal) ** 2), 2 * (ideal - sizes) + 1)
        join = np.where(sizes == 0, (1 - ideal) ** 2, 2 * (sizes - ideal) + 1)
        return leave, join

    def _crowding(self, rotation: int, g: int, h: int) -> int:
        leave, join = self.crowding(rotation)
        return int(leave[g] + join[h])

    def play(self, rotation: int, stall: int, card: int) -> None:
        """Let a card, or none, run at a stall instead of what runs there."""
        before = self.cards[rotation, stall]
        here = np.flatnonzero(self.seats[rotation] == stall)
        costs = self.card[rotation][here]
        change = int(costs[:, card].sum() - costs[:, before].sum())
        worths = np.append(self.market.worths, 0)
        change += self.weights.weights[CARDS] * int(worths[before] - worths[card])
        self._note(change)
        self.cards[rotation, stall] = card
        self._serve(rotation, here.tolist())

    def _note(self, change: int) -> None:
        decoded = self.weights.decode(change)
        self.values = tuple(v + c for v, c in zip(self.values, decoded, strict=True))

    def _mates(self, rotation: int, person: int) -> Ints:
        row = self.seats[rotation]
        mates = np.flatnonzero(row == row[person])
        return np.asarray(mates[mates != person], np.int64)

    def _meet(self, rotation: int, person: int, ended: Ints, begun: Ints) -> None:
        """Count the meetings that end and begin, as the other rotations see them."""
        if not self.market.counts:
            return
        others = [r for r in self.rotations if r != rotation]
        for mates, step in ((ended, -1), (begun, 1)):
            steps = step * self.weights.countable[person, mates]
            before = self._met[person, mates]
            self._met[person, mates] += steps
            self._met[mates, person] += steps
            for r in others:
                here, there = self.seats[r, person], self.seats[r, mates]
                seen = before - (here == there) * self.weights.countable[person, mates]
                change = self.weights.marginal(seen + steps) - self.weights.marginal(seen)
                self.pair[r, person, mates] += change
                self.pair[r, mates, person] += change
                self.near[r, mates, here] += change
                np.add.at(self.near[r, person], there, change)

    def _serve(self, rotation: int, people: list[int]) -> None:
        """Note who has a wish here now, as the other rotations see it."""
        row, seats = self.cards[rotation], self.seats[rotation]
        for person in people:
            now = bool(self.market.serves[person, row[seats[person]]])
            if now == self._served[rotation, person]:
                continue
            self._served[rotation, person] = now
            count = int(self._served[:, person].sum())
            for r in self.rotations:
                alone = count == self._served[r, person]
                self.card[r, person] = self.weights.places[person]
                if alone:
                    self.card[r, person] += self._disappointed[person]

    def kinds(self, rotation: int) -> list[tuple[Mask, Ints, Ints]]:
        """For each quota: who counts, and the change when one of them leaves or joins a stall."""
        weight = self.weights.weights[BROKEN]
        found = []
        for quota, held in zip(self.market.quotas, self.held, strict=True):
            now = _missed(held[rotation], quota.least, quota.most)
            less = _missed(held[rotation] - 1, quota.least, quota.most)
            more = _missed(held[rotation] + 1, quota.least, quota.most)
            found.append((quota.kind, weight * (less - now), weight * (more - now)))
        return found

    def _exchange_kinds(self, rotation: int, i: int, j: int) -> int:
        change = 0
        g, h = self.seats[rotation, [i, j]].tolist()
        for (kind, leave, join), held in zip(self.kinds(rotation), self.held, strict=True):
            if kind[i] != kind[j]:
                source, target = (g, h) if kind[i] else (h, g)
                change += int(leave[source] + join[target])
                held[rotation, source] -= 1
                held[rotation, target] += 1
        return change

    def _change_kind(self, rotation: int, i: int, g: int, h: int) -> int:
        change = 0
        for (kind, leave, join), held in zip(self.kinds(rotation), self.held, strict=True):
            if kind[i]:
                change += int(leave[g] + join[h])
                held[rotation, g] -= 1
                held[rotation, h] += 1
        return change


def _missed(held: Ints, least: int, most: int) -> Ints:
    return np.maximum(least - held, 0) + np.maximum(held - most, 0)
