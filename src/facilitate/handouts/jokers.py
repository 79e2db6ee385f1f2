"""Places for whoever comes unannounced: where one more fits, rotation after rotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitate.agenda import Entry, Itinerary, PersonalDay, Turn, Visit, days_of
from facilitate.agenda.days import Day
from facilitate.agenda.signal import instruction
from facilitate.event import Topic
from facilitate.groups import Group
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.planned import PlannedPerson
from facilitate.views import UNNUMBERED
from facilitate.words import _

Track = Mapping[int, Group]
"""Number of a rotation → the group that somebody comes to."""


@dataclass(frozen=True, slots=True)
class Joker:
    """A programme without a person; `number` is what its card shows.

    `itinerary` is None where some rotation has no free place left: all or nothing.
    """

    number: str
    itinerary: Itinerary | None


class Room:
    """What is still free in a session: seats of each group, with the jokers who came already.

    A group takes as many as there are seats at its place, and no more than its method or topic
    allows.
    """

    def __init__(self, session: SessionPlan) -> None:
        self.session = session
        self._seats = {place.id: place.seats for place in session.places}
        self._speakers = session.speakers()
        self._most = {topic.id: _most_at(session, topic) for topic in session.topics}
        self._come: Counter[tuple[int, str]] = Counter()

    def track(self) -> Track | None:
        """Give the groups for one more, few jokers and small groups first; None if there are none.

        Where groups stay together it is the same group in every rotation.
        """
        rotations = self.session.rotations
        if self.session.spec.stays_together and rotations:
            tracks = [_following(rotations, group) for group in rotations[0].groups]
            whole = [track for track in tracks if len(track) == len(rotations)]
            free = [t for t in whole if all(self._has_room(r, t[r]) for r in t)]
            return min(free, key=self._fullness, default=None)
        found: dict[int, Group] = {}
        for rotation in rotations:
            found |= self._roomiest(rotation)
        return found if len(found) == len(rotations) else None

    def _roomiest(self, rotation: Rotation) -> dict[int, Group]:
        free = [g for g in rotation.groups if self._has_room(rotation.number, g)]
        return min(({rotation.number: g} for g in free), key=self._fullness, default={})

    def take(self, track: Track) -> None:
        """Keep the seats of a track for a joker."""
        self._come.update((rotation, group.place) for rotation, group in track.items())

    def _fullness(self, track: Track) -> tuple[int, int]:
        rotation, group = next(iter(track.items()))
        return self._come[rotation, group.place], len(group.members)

    def _has_room(self, rotation: int, group: Group) -> bool:
        there = len(group.members) + self._come[rotation, group.place]
        seats = self._seats.get(group.place)
        limits = [seats if seats is None else seats - (group.card in self._speakers)]
        if self.session.seating != "free":
            limits.append(self._most.get(group.card or "", self.session.spec.sizing.max))
        return there > 0 and all(most is None or there < most for most in limits)


def jokers(plan: Plan, count: int) -> tuple[Joker, ...]:
    """Find places for `count` more people, the smallest groups first.

    Never come more jokers to a group than it has free seats in that rotation. Two share a group
    only where there are fewer groups with room than jokers.
    """
    days = days_of(plan)
    rooms = {entry.session.id: Room(entry.session) for day in days for entry in day.entries}
    return tuple(_joker(f"J{k}", days, rooms) for k in range(1, count + 1))


def blank_programme(plan: Plan) -> Itinerary:
    """Give everything that happens, without any place: for whoever is told the places by hand."""
    person = PlannedPerson(id="guest", number=UNNUMBERED, name=_("Guest"))
    days = (PersonalDay(d.day, tuple(Visit(e, (), "") for e in d.entries)) for d in days_of(plan))
    return Itinerary(person, tuple(days), ())


def _joker(number: str, days: Iterable[Day], rooms: Mapping[str, Room]) -> Joker:
    tracks = {session: room.track() for session, room in rooms.items()}
    found = {session: track for session, track in tracks.items() if track is not None}
    if len(found) < len(tracks):
        return Joker(number, None)
    for session, track in found.items():
        rooms[session].take(track)
    visits = tuple(
        PersonalDay(day.day, tuple(_visit(entry, found[entry.session.id]) for entry in day.entries))
        for day in days
    )
    person = PlannedPerson(id=number.lower(), number=UNNUMBERED, name=_("Guest"))
    return Joker(number, Itinerary(person, visits, ()))


def _visit(entry: Entry, track: Track) -> Visit:
    labels = entry.session.place_labels()
    turns = tuple(
        Turn(
            rotation.number,
            rotation.start,
            rotation.end,
            "seated",
            labels.get(group.place, group.place),
            group.place,
            topic=group.topic or "",
        )
        for rotation in entry.session.rotations
        for group in (track[rotation.number],)
    )
    told = instruction(entry.session, turns)
    if entry.session.spec.formation == "circles":
        told = " ".join((_("There you are the third: bring a chair with you."), told))
    return Visit(entry, turns, told)


def _following(rotations: Iterable[Rotation], first: Group) -> Track:
    """Follow a group that stays together through the rotations."""
    mates = set(first.members)
    return {
        rotation.number: group
        for rotation in rotations
        for group in rotation.groups
        if mates & set(group.members)
    }


def _most_at(session: SessionPlan, topic: Topic) -> int:
    least = topic.min or 0
    return max(session.spec.sizing.max, least) if topic.max is None else topic.max
