"""What can be chosen in a session, where it is, and what everybody wishes, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from facilitate.errors import Finding, InfeasibleError, Level
from facilitate.event import Topic
from facilitate.grouping.problem import Ints
from facilitate.grouping.running import Result
from facilitate.grouping.wishes import Wishes
from facilitate.groups import Group
from facilitate.method import Method, Text
from facilitate.planning.layouts import Pin, unknown_place
from facilitate.planning.parts import Asked
from facilitate.venue import Place
from facilitate.words import _, fold, listed, ngettext, quoted


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
        People at each topic; shape (topics,).
    """

    asked: Asked
    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    minimum: Ints
    maximum: Ints

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
        steep = [t for t, place in enumerate(self.places) if not place.step_free]
        if self.asked.needing and len(steep) == len(self.places):
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

    def wishes(self, fixed: Sequence[tuple[int | None, int, int]], apart: Ints) -> Wishes:
        """Give the engine's question.

        Parameters
        ----------
        fixed
            Who must sit where; see `Wishes`.
        apart
            Pairs that never share a group; shape (pairs, 2).
        """
        return Wishes(
            ranks=self.ranks,
            minimum=self.minimum,
            maximum=self.maximum,
            rotations=self.asked.rotations,
            may_close=self.crowded_out,
            fixed=tuple(fixed),
            apart=tuple((int(i), int(j)) for i, j in apart),
            barred=self.barred,
            objective="first",
        )

    def findings(self) -> Iterator[Finding]:
        """Tell who has no list, and which wishes count for nothing."""
        there = [p for p in self.asked.session.wishes if p in self.index]
        free = len(self.index) - int(self.listed.sum()) - len(self.hosts)
        if there and free:
            yield Finding(
                Level.HINT,
                "people-without-wishes",
                ngettext(
                    "{count} person wishes nothing and helps to even the groups out.",
                    "{count} people wish nothing and help to even the groups out.",
                    free,
                ).format(count=free),
            )
        gone = {t.id: t.title for t in self.asked.session.topics if t.withdrawn}
        lost = {t for p in there for t in self.asked.session.wishes[p] if t in gone}
        if lost:
            yield Finding(
                Level.HINT,
                "wishes-for-withdrawn",
                _("Not running: {topics}; the next wish counts instead.").format(
                    topics=listed([quoted(gone[t]) for t in gone if t in lost])
                ),
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
    places = _places(asked, topics)
    sizing = asked.method.sizing
    least = [sizing.min if topic.min is None else topic.min for topic in topics]
    most = [
        min(max(sizing.max, low) if topic.max is None else topic.max, place.seats or 10**6)
        for topic, place, low in zip(topics, places, least, strict=True)
    ]
    for topic, place, low, high in zip(topics, places, least, most, strict=True):
        if high < low:
            raise InfeasibleError(
                _("“{topic}” needs at least {least} people, but {place} holds {most}.").format(
                    topic=topic.title, least=low, place=place.label, most=high
                ),
                code="topic-too-large",
                hint=_("Give it a larger place, or a smaller “min”."),
            )
    return Choice(asked, topics, places, np.array(least, np.int64), np.array(most, np.int64))


def _places(asked: Asked, topics: Sequence[Topic]) -> tuple[Place, ...]:
    """Give each topic its place: its own, the one handed out, else the next free one."""
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
    for t, topic in enumerate(topics):
        if own[t] is None and handed.get(topic.id) not in taken:
            own[t] = next((place for place in pool if place.id == handed.get(topic.id)), None)
            taken |= {place.id for place in (own[t],) if place is not None}
    free = (place for place in pool if place.id not in taken)
    return tuple(place if place is not None else next(free) for place in own)


def _numbered(method: Method, count: int) -> list[Place]:
    name = method.room.place
    return [
        Place(id=f"g{k}", label=Text(de=f"{name.de} {k}", en=f"{name.en} {k}"))
        for k in range(1, count + 1)
    ]


def _own(named: str, given: Sequence[Place]) -> Place:
    return _named(named, given) if given else Place(id=named, label=Text(de=named, en=named))


def _named(named: str, places: Sequence[Place]) -> Place:
    for place in places:
        if fold(named) in (fold(place.id), fold(place.label.de), fold(place.label.en)):
            return place
    raise unknown_place(named, places)
