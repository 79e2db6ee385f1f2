"""The sessions of an event, resolved one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from facilitate.event import Session
from facilitate.method import Method
from facilitate.parts import KeyPath
from facilitate.preparing.attendees import Attendees
from facilitate.preparing.desk import Desk
from facilitate.preparing.methods import Methods
from facilitate.preparing.places import Venue, place_called, places_of
from facilitate.preparing.rules import Seats
from facilitate.preparing.schedule import Schedule, Slot
from facilitate.preparing.topics import Chooser
from facilitate.rules import Rule
from facilitate.venue import Place, Staff
from facilitate.words import _, did_you_mean

_CHOSEN = frozenset({"market", "choice"})
_MEANT_FOR: Mapping[str, frozenset[str]] = {
    "topics": _CHOSEN,
    "offers": _CHOSEN,
    "wishes": _CHOSEN,
    "hosts": frozenset({"tables", "stations"}),
    "groups": frozenset({"tables", "stations", "circles", "market", "choice"}),
    "size": frozenset({"tables", "stations", "circles", "market", "choice"}),
}
"""Key of a session → formations it means something for."""


@dataclass(frozen=True)
class Programming:
    """Resolves sessions.

    Parameters
    ----------
    seats
        Session's id → method and places, of those whose method was found.
    """

    schedule: Schedule
    attendees: Attendees
    venue: Venue
    methods: Methods
    desk: Desk
    seats: Mapping[str, Seats] = field(init=False)

    def __post_init__(self) -> None:
        """Find methods and places first: rules speak of them."""
        object.__setattr__(self, "seats", dict(self._seats()))

    def sessions(
        self, rules: Mapping[str, tuple[Rule, ...]], missing: Mapping[str, tuple[str, ...]]
    ) -> tuple[Session, ...]:
        """Resolve all sessions.

        Parameters
        ----------
        rules
            Session's id → rules of that session alone.
        missing
            Session's id → ids of those who are not there.
        """
        return tuple(
            self._session(slot, rules.get(slot.id, ()), missing.get(slot.id, ()))
            for slot in self.schedule.slots
            if slot.id in self.seats
        )

    def _seats(self) -> Iterator[tuple[str, Seats]]:
        for slot in self.schedule.slots:
            method = self.methods.of(slot.part, slot.path)
            room = slot.part.room and self.venue.room(
                self.desk, (*slot.path, "room"), slot.part.room
            )
            if method is not None:
                self._refuse_meaningless(slot, method)
                yield slot.id, Seats(method, places_of(room or None, method))

    def _refuse_meaningless(self, slot: Slot, method: Method) -> None:
        typed = [key for key in _MEANT_FOR if getattr(slot.part, key)]
        wrong = [key for key in typed if method.formation not in _MEANT_FOR[key]]
        if slot.part.seats == "free" and method.formation != "circles":
            wrong.append("seats")
        for key in wrong:
            names = self.methods.grouping_by(_MEANT_FOR.get(key, {"circles"}))
            self.desk.fault(
                (*slot.path, key),
                "key-without-meaning",
                _("“{key}” means nothing for “{method}”.").format(key=key, method=method.title),
                _("Leave it out, or choose a method that has it: {methods}.").format(
                    methods=", ".join(names)
                ),
            )

    def _session(self, slot: Slot, rules: Sequence[Rule], missing: Sequence[str]) -> Session:
        part, seats = slot.part, self.seats[slot.id]
        chooser = Chooser(self.attendees, self.venue, self.desk)
        choice = chooser.read(slot, seats.method, seats.places)
        return Session(
            id=part.id,
            method=part.method,
            title=part.title,
            start=slot.start,
            minutes=part.minutes,
            anchor=part.anchor,
            buffer=part.buffer,
            room=self.venue.spelt(part.room),
            places=seats.places,
            moderators=tuple(
                self.venue.moderator(self.desk, (*slot.path, "moderators", at), name)
                for at, name in enumerate(part.moderators)
            ),
            rotations=part.rotations,
            groups=part.groups,
            size=part.size,
            seats=part.seats,
            own_mix=part.own_mix,
            rules=tuple(rules),
            absent=tuple(missing),
            topics=choice.topics,
            wishes=dict(choice.wishes),
            dots=dict(choice.dots),
            hosts=dict(self._hosts(slot, seats.method, seats.places)),
        )

    def _hosts(
        self, slot: Slot, method: Method, places: Sequence[Place]
    ) -> Iterator[tuple[str, str]]:
        for named, who in slot.part.hosts.items():
            path: KeyPath = (*slot.path, "hosts", named)
            place = place_called(named, method, places)
            if place is None:
                known = [str(each.label) for each in places]
                self.desk.fault(
                    path,
                    "place-unknown",
                    _("There is no place “{place}”.").format(place=named),
                    did_you_mean(named, known)
                    or _("There are: {names}.").format(names=", ".join(known)),
                )
            person = self.attendees.find(self.desk, path, who)
            if place is not None and person is not None:
                yield place, person


def staff_of(venue: Venue, sessions: Sequence[Session]) -> tuple[Staff, ...]:
    """Give everybody who runs the event: those of the file, else whoever moderates a session."""
    if venue.staff:
        return venue.staff
    names = dict.fromkeys(name for session in sessions for name in session.moderators)
    return tuple(Staff(name=name) for name in names)
