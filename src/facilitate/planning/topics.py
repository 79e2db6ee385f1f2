"""What can be chosen in a session, where it is, and what everybody wishes, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from facilitate.errors import InfeasibleError
from facilitate.event import Topic
from facilitate.grouping.problem import Ints
from facilitate.grouping.running import Result
from facilitate.grouping.wishes import Rooms, Wishes
from facilitate.groups import Group
from facilitate.planning.layouts import Pin, unknown_place
from facilitate.planning.parts import Asked
from facilitate.planning.spots import Spots, holds, rooms_for, spots_of, too_large
from facilitate.venue import Place
from facilitate.words import _, fold


@dataclass(frozen=True, eq=False)
class Choice:
    """A session of wishes: topics are the groups, in the order of `topics`.

    Parameters
    ----------
    asked
        What is to be planned.
    topics
        What runs; what was taken back is left out.
    places
        Place of each topic.
    minimum, maximum
        People at each topic in its place; shape (topics,).
    rooms
        What decides which topic has which place; None where each has its own, or it does not
        matter.
    pool
        The places that `rooms` are.
    """

    asked: Asked
    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    minimum: Ints
    maximum: Ints
    rooms: Rooms | None = None
    pool: tuple[Place, ...] = ()

    def settled(self, rooms: Sequence[int]) -> Choice:
        """Give each topic that may have any place one of the pool; nothing is left to decide."""
        return replace(self.placed(rooms), rooms=None)

    def placed(self, rooms: Sequence[int]) -> Choice:
        """Give each topic that may have any place one of the pool, for the time being."""
        assert self.rooms is not None
        places, maximum = list(self.places), self.maximum.copy()
        for at, (topic, room) in enumerate(zip(self.rooms.topics, rooms, strict=True)):
            places[topic] = self.pool[room]
            maximum[topic] = self.rooms.holds[at, room]
        return replace(self, places=tuple(places), maximum=maximum)

    @cached_property
    def index(self) -> dict[str, int]:
        """Person's id → number in the engine."""
        return {person.id: i for i, person in enumerate(self.asked.roster)}

    @cached_property
    def hosts(self) -> dict[int, int]:
        """Participant → topic they lead; speakers who take no seat are left out."""
        return {
            self.index[topic.host]: t
            for t, topic in enumerate(self.topics)
            if topic.host in self.index
        }

    @cached_property
    def ranks(self) -> Ints:
        """Rank of each topic on each list, -1 for not listed; shape (people, topics).

        What does not run, and the own topic, does not count: the next wish takes its rank.
        """
        ranks = np.full((len(self.index), len(self.topics)), -1, np.int64)
        at = {topic.id: t for t, topic in enumerate(self.topics)}
        for person, wanted in self.asked.session.wishes.items():
            i = self.index.get(person)
            if i is None or i in self.hosts:
                continue
            chosen = [at[topic] for topic in dict.fromkeys(wanted) if topic in at]
            ranks[i, chosen] = np.arange(len(chosen))
        return ranks

    @property
    def listed(self) -> np.typing.NDArray[np.bool_]:
        """Who wishes something that runs; shape (people,)."""
        return np.asarray((self.ranks >= 0).any(axis=1))

    @cached_property
    def barred(self) -> tuple[tuple[int, int], ...]:
        """(person, topic) where somebody cannot sit for the steps that lead there."""
        open_ones = self.rooms.topics if self.rooms is not None else ()
        steep = [t for t, p in enumerate(self.places) if not p.step_free and t not in open_ones]
        if self.asked.needing and not any(p.step_free for p in (*self.places, *self.pool)):
            raise InfeasibleError(
                _("No place can be reached without steps, but somebody needs one."),
                code="access-impossible",
                hint=_("Choose another room, or say which of its places are step-free."),
            )
        return tuple(
            (self.index[person], t)
            for person in self.asked.needing
            for t in steep
            if self.hosts.get(self.index[person]) != t
        )

    @cached_property
    def crowded_out(self) -> bool:
        """Whether there are too few people for all topics, so that some do not run."""
        return int(self.minimum.sum()) > len(self.index)

    def even_sizes(self) -> Ints:
        """People at each topic, as evenly as its limits allow; shape (topics,)."""
        sizes = np.zeros_like(self.minimum) if self.crowded_out else self.minimum.copy()
        for _seat in range(len(self.index) - int(sizes.sum())):
            open_ones = np.flatnonzero(sizes < self.maximum)
            if not len(open_ones):
                break
            sizes[open_ones[sizes[open_ones].argmin()]] += 1
        return sizes

    def sizes(self) -> Ints:
        """Seats per topic if all sizes were even; shape (rotations, topics)."""
        return np.tile(self.even_sizes(), (self.asked.rotations, 1))

    def pin(self, named: str) -> Pin:
        """Find a topic by its place, id or title."""
        wanted = fold(named)
        for t, (topic, place) in enumerate(zip(self.topics, self.places, strict=True)):
            known = (place.id, place.label.de, place.label.en, topic.id, topic.title)
            if wanted in map(fold, known):
                return Pin(place.id, group=t)
        raise unknown_place(named, self.places)

    def groups(self, result: Result, rotation: int, ids: Sequence[str]) -> tuple[Group, ...]:
        """Give the groups of one rotation; topics nobody sits at are left out."""
        row = result.seats[rotation]
        members = (np.flatnonzero(row == t).tolist() for t in range(len(self.topics)))
        return tuple(
            Group(
                place=place.id,
                topic=topic.title,
                card=topic.id,
                members=tuple(ids[i] for i in people),
            )
            for topic, place, people in zip(self.topics, self.places, members, strict=True)
            if people
        )

    def start(self, rows: Sequence[Sequence[Group]], ids: Sequence[str]) -> Ints | None:
        """Seat everybody at the topic they had, -1 for whoever is new; None without such rows."""
        if len(rows) != self.asked.rotations:
            return None
        at = {topic.id: t for t, topic in enumerate(self.topics)}
        seats = np.full((len(rows), len(ids)), -1, np.int64)
        for rotation, row in enumerate(rows):
            was = {p: at.get(g.card or "", -1) for g in row for p in g.members}
            seats[rotation] = [was.get(person, -1) for person in ids]
        return seats

    @cached_property
    def handed_rooms(self) -> dict[int, int]:
        """Topic → number of the room in the pool that was handed out.

        -1 if the topic cannot have it any more; topics that have theirs for sure are left out.
        """
        handed = {g.card: g.place for row in self.asked.kept for g in row}
        pool = [place.id for place in self.pool]
        found = {}
        for t, (topic, place) in enumerate(zip(self.topics, self.places, strict=True)):
            room = handed.get(topic.id)
            if self.rooms is not None and t in self.rooms.topics and room is not None:
                found[t] = pool.index(room) if room in pool else -1
            elif room not in (None, place.id):
                found[t] = -1
        return found

    def wishes(self, fixed: Sequence[tuple[int | None, int, int]], apart: Ints) -> Wishes:
        """Give the engine's question.

        Parameters
        ----------
        fixed
            Who must sit where; see `Wishes`.
        apart
            Pairs that never share a group; shape (pairs, 2).
        """
        maximum = self.maximum.copy()
        if self.rooms is not None:
            maximum[list(self.rooms.topics)] = self.rooms.most
        return Wishes(
            ranks=self.ranks,
            minimum=self.minimum,
            maximum=maximum,
            rotations=self.asked.rotations,
            may_close=self.crowded_out,
            fixed=tuple(fixed),
            apart=tuple((int(i), int(j)) for i, j in apart),
            barred=self.barred,
            objective="first",
            rooms=self.rooms,
        )


def choice_of(asked: Asked) -> Choice:
    """Resolve topics, places and sizes of a session.

    Raises
    ------
    InfeasibleError
        If there is nothing to choose from, or topics do not fit their places.
    """
    topics = tuple(topic for topic in asked.session.topics if not topic.withdrawn)
    if not topics:
        raise InfeasibleError(
            _("There is nothing to choose from."),
            code="topics-missing",
            hint=_("Name its working groups under “topics”."),
        )
    spots = spots_of(asked, topics)
    least = [asked.method.sizing.min if t.min is None else t.min for t in topics]
    most = [holds(asked, topic, place) for topic, place in zip(topics, spots.places, strict=True)]
    if spots.free:
        return _in_rooms(asked, topics, spots, (least, most))
    for topic, place, low, high in zip(topics, spots.places, least, most, strict=True):
        if high < low:
            raise too_large(topic, place, low, high)
    return Choice(asked, topics, spots.places, np.array(least, np.int64), np.array(most, np.int64))


def _in_rooms(
    asked: Asked, topics: tuple[Topic, ...], spots: Spots, limits: tuple[list[int], list[int]]
) -> Choice:
    """Leave open which of several rooms a topic gets, where they differ in anything."""
    least, most = limits
    index = {person: i for i, person in enumerate(asked.roster.ids)}
    led = {topic.host: t for t, topic in enumerate(topics)}
    needing = tuple(index[person] for person in asked.needing if person not in led)
    level = {led[person] for person in asked.needing if person in led}
    crowded = sum(least) > len(index)
    needed = [
        0 if crowded and topic.host not in index else low
        for topic, low in zip(topics, least, strict=True)
    ]
    seats = np.array([[holds(asked, topics[t], p) for p in spots.pool] for t in spots.free])
    rooms = rooms_for(spots, (needed, seats), needing, level) or rooms_for(
        spots, (needed, seats), needing, set()
    )
    misfits = [t for t in range(len(topics)) if most[t] < needed[t]]
    if rooms is None or set(misfits) - set(spots.free):
        t = next(t for t in misfits if rooms is None or t not in spots.free)
        raise too_large(topics[t], spots.places[t], least[t], most[t])
    choice = Choice(
        asked,
        topics,
        spots.places,
        np.array(least, np.int64),
        np.array(most, np.int64),
        rooms,
        spots.pool,
    )
    return (
        choice.settled(rooms.usual.tolist()) if rooms.alike else choice.placed(rooms.usual.tolist())
    )
