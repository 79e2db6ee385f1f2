"""Which places there are for topics: their own, the one handed out, or any room that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitate.errors import InfeasibleError
from facilitate.event import Topic
from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes import Rooms
from facilitate.method import Method, Text
from facilitate.planning.layouts import unknown_place
from facilitate.planning.parts import Asked
from facilitate.rules import Fixed
from facilitate.venue import Place
from facilitate.words import _, fold


@dataclass(frozen=True, eq=False)
class Spots:
    """Where topics are, and where they may be.

    Parameters
    ----------
    places
        Place of each topic as long as nothing speaks for another.
    free
        Topics that may take any of `pool`.
    pool
        Places for them.
    """

    places: tuple[Place, ...]
    free: tuple[int, ...] = ()
    pool: tuple[Place, ...] = ()


def spots_of(asked: Asked, topics: Sequence[Topic]) -> Spots:
    """Give each topic its place: its own, the one handed out, else the next free one.

    Only its own place, and one that somebody is fixed to, is for good.

    Raises
    ------
    InfeasibleError
        If there are too few places.
    """
    given = asked.session.places
    handed = {g.card: g.place for row in asked.kept for g in row}
    pool = [*given] if given else _numbered(asked.method, len(topics) + len(handed))
    own = [None if topic.place is None else _own(topic.place, given) for topic in topics]
    taken = {place.id for place in own if place is not None}
    if given and (
        own.count(None) > len({p.id for p in given} - taken)
        or len(taken) < len(own) - own.count(None)
    ):
        raise InfeasibleError(
            _("{topics} topics need a place each, but there are {places} places.").format(
                topics=len(topics), places=len(given)
            ),
            code="places-too-few",
            where=asked.title,
            hint=_("Choose a room with more places, or give each topic a place of its own."),
        )
    first = list(own)
    for t, topic in enumerate(topics):
        if first[t] is None and handed.get(topic.id) not in taken:
            first[t] = next((place for place in pool if place.id == handed.get(topic.id)), None)
            taken |= {place.id for place in (first[t],) if place is not None}
    left = (place for place in pool if place.id not in taken)
    places = tuple(place if place is not None else next(left) for place in first)
    if not given:
        return Spots(places)
    fixed = {fold(rule.place) for rule in asked.rules if isinstance(rule, Fixed)}
    free = tuple(
        t for t, place in enumerate(places) if own[t] is None and not fixed & set(_names(place))
    )
    bound = {place.id for t, place in enumerate(places) if t not in free}
    return Spots(places, free, tuple(place for place in pool if place.id not in bound))


def rooms_for(
    spots: Spots, limits: tuple[Sequence[int], Ints], needing: tuple[int, ...], level: set[int]
) -> Rooms | None:
    """Give the rooms that free topics may take; None if there is no way to give each one.

    Parameters
    ----------
    limits
        Fewest people at each topic, and most in each place of the pool; shape (topics, pool).
    needing
        People who need a place without steps.
    level
        Topics that whoever leads them can only reach without steps.
    """
    least, holds = limits[0], limits[1].copy()
    steep = np.array([not place.step_free for place in spots.pool], bool)
    for at, t in enumerate(spots.free):
        holds[at, holds[at] < least[t]] = -1
        if t in level:
            holds[at, steep] = -1
    usual = np.array([spots.pool.index(spots.places[t]) for t in spots.free], np.int64)
    rooms = Rooms(spots.free, holds, usual, steep, needing)
    first = rooms.for_seats(np.full((1, 1 + max(needing, default=0)), -1))
    return None if first is None else Rooms(spots.free, holds, first, steep, needing)


def holds(asked: Asked, topic: Topic, place: Place) -> int:
    """Most people at a topic in a place; whoever leads it without being in the list sits, too."""
    low = asked.method.sizing.min if topic.min is None else topic.min
    most = max(asked.method.sizing.max, low) if topic.max is None else topic.max
    if place.seats is None:
        return most
    known = {*asked.roster.ids, *asked.session.absent}
    speaks = topic.host is not None and topic.host not in known
    return max(0, min(most, place.seats - speaks))


def too_large(topic: Topic, place: Place, least: int, most: int) -> InfeasibleError:
    """Make the error for a topic that its place does not hold."""
    return InfeasibleError(
        _("“{topic}” needs at least {least} people, but {place} holds {most}.").format(
            topic=topic.title, least=least, place=place.label, most=most
        ),
        code="topic-too-large",
        hint=_("Give it a larger place, or a smaller “min”."),
    )


def _names(place: Place) -> tuple[str, ...]:
    return fold(place.id), fold(place.label.de), fold(place.label.en)


def _numbered(method: Method, count: int) -> list[Place]:
    name = method.room.place
    return [
        Place(id=f"g{k}", label=Text(de=f"{name.de} {k}", en=f"{name.en} {k}"))
        for k in range(1, count + 1)
    ]


def _own(named: str, given: Sequence[Place]) -> Place:
    if not given:
        return Place(id=named, label=Text(de=named, en=named))
    for place in given:
        if fold(named) in _names(place):
            return place
    raise unknown_place(named, given)
