"""Seats everybody at the cards that were chosen: where a search begins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facilitate.grouping.market.choosing import Choice, first_cards
from facilitate.grouping.market.problem import NOWHERE, Market
from facilitate.grouping.problem import Ints


def without_wishes(market: Market) -> list[Choice]:
    """Choose the cards with most dots, or the first ones, at stalls of the ideal size."""
    running = first_cards(market)
    rooms = market.rooms[market.spaces]
    choices = []
    for r in range(market.rotations):
        here = [card for card, rotation in running.items() if rotation == r]
        here.sort(key=lambda card: -len(market.givers[card]))
        stalls = max(len(here), _count(market, market.people, rooms))
        sizes = _even(market.people, rooms[:stalls])
        choices.append(
            Choice(
                dict(zip(here, sizes, strict=False)),
                {giver: card for card in here for giver in market.givers[card]},
            )
        )
    return choices


def _count(market: Market, people: int, rooms: Ints) -> int:
    """Give how many stalls seat some people best: near the ideal size, none too full."""
    fewest = int(np.searchsorted(np.cumsum(rooms), people)) + 1
    wanted = min(-(-people // market.ideal), people // market.minimum)
    return min(len(rooms), max(fewest, wanted))


def _even(people: int, rooms: Ints) -> list[int]:
    """Deal some people to stalls as evenly as their seats allow."""
    sizes = np.zeros(len(rooms), np.int64)
    for _ in range(people):
        sizes[int(np.where(sizes < rooms, sizes, people).argmin())] += 1
    return [int(size) for size in sizes]


def seat(market: Market, choices: Sequence[Choice]) -> tuple[Ints, Ints]:
    """Give everybody a place; shapes (rotations, places) and (rotations, people)."""
    cards = np.full((market.rotations, len(market.seats)), NOWHERE, np.int64)
    seats = np.full((market.rotations, market.people), NOWHERE, np.int64)
    met = np.zeros((market.people,) * 2, np.int64) if market.met is None else market.met.copy()
    for i, j in market.apart:
        met[i, j] = met[j, i] = market.people
    for i, j in market.joined:
        met[i, j] = met[j, i] = -market.people
    for r, choice in enumerate(choices):
        place, free = _arranged(market, choice)
        cards[r, list(place.values())] = list(place)
        for person, card in choice.seated.items():
            seats[r, person] = place[card]
            free[place[card]] -= 1
        _seat_others(seats[r], free, met)
        met += seats[r][:, None] == seats[r][None, :]
    return cards, seats


def _arranged(market: Market, choice: Choice) -> tuple[dict[int, int], Ints]:
    """Give each card the smallest place that does, and the others stalls without a card.

    Returns
    -------
    Card → place, and the people at each place; shape (places,).
    """
    left = sorted(market.spaces.tolist(), key=lambda place: int(market.rooms[place]))
    free = np.zeros(len(market.seats), np.int64)
    place: dict[int, int] = {}
    for card in sorted(choice.sizes, key=lambda card: -choice.sizes[card]):
        size = choice.sizes[card]
        place[card] = next(k for k in left if market.rooms[k] >= size)
        left.remove(place[card])
        free[place[card]] = size
    others = market.people - int(free.sum())
    if others:
        roomy = left[::-1]
        bare = roomy[: _count(market, others, market.rooms[roomy])]
        free[bare] = _even(others, market.rooms[bare])
    return place, free


def _seat_others(row: Ints, free: Ints, met: Ints) -> None:
    """Seat those who have no wish here where they have met fewest; then where most is free."""
    for person in np.flatnonzero(row == NOWHERE).tolist():
        known = np.zeros(len(free), np.int64)
        seated = row != NOWHERE
        np.add.at(known, row[seated], met[person, seated])
        rank = known * (int(free.max()) + 1) - free
        place = int(np.where(free > 0, rank, rank.max() + 1).argmin())
        row[person] = place
        free[place] -= 1
