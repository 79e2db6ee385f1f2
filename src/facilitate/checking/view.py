"""What the checks see of a session: its seating, cleared of what cannot be counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitate.errors import Finding, Level
from facilitate.plan import Group, Plan, Rotation, Seat, SessionPlan
from facilitate.words import _, fold, listed

EXAMPLES = 3  # cases named where there may be many


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group with each of its known people once."""

    place: str
    members: tuple[str, ...]
    seats: Mapping[str, Seat]


@dataclass(frozen=True, slots=True)
class SeenRotation:
    """A rotation with such groups."""

    number: int
    groups: tuple[SeenGroup, ...]

    def people(self) -> frozenset[str]:
        """Everybody who sits."""
        return frozenset(p for group in self.groups for p in group.members)


class View:
    """One session of a plan, with names and places in words.

    Parameters
    ----------
    plan
        The whole plan.
    session
        One of its sessions.
    """

    def __init__(self, plan: Plan, session: SessionPlan) -> None:
        self.plan = plan
        self.session = session
        self.spec = session.spec
        self.people = plan.people()
        self._labels = session.place_labels()
        self.rotations = tuple(self._seen(rotation) for rotation in session.rotations)

    def _seen(self, rotation: Rotation) -> SeenRotation:
        return SeenRotation(rotation.number, tuple(map(self._group, rotation.groups)))

    def _group(self, group: Group) -> SeenGroup:
        members = tuple(p for p in dict.fromkeys(group.members) if p in self.people)
        seats = {p: group.seats[p] for p in members if p in group.seats}
        return SeenGroup(group.place, members, seats)

    @property
    def numbered(self) -> bool:
        """Whether the plan says who faces whom."""
        return self.session.seating == "numbered"

    @property
    def in_circles(self) -> bool:
        """Whether people sit in double circles."""
        return self.spec.formation == "circles"

    def where(self, rotation: int | None = None, place: str | None = None) -> str:
        """Say where: "Rotation 3, table 7"; the session too, if there are several."""
        parts = [self.session.title] if len(self.plan.sessions) > 1 or rotation is None else []
        if rotation is not None:
            parts.append(_("Rotation {number}").format(number=rotation))
        if place is not None:
            parts.append(self.place(place))
        return ", ".join(parts)

    def place(self, name: str) -> str:
        """Name a place in words: "table 7"."""
        return self._labels.get(name, name)

    def who(self, people: Iterable[str]) -> str:
        """Name people by number and name."""
        return listed([self.people[p].label if p in self.people else p for p in people])

    def placed(self, group: SeenGroup, person: str, wanted: str) -> bool:
        """Whether `person` sits in `group` at what `wanted` names: place, circle or chair."""
        return fold(wanted) in self._names(group.place) | _chair_names(group.seats.get(person))

    def knows_place(self, wanted: str) -> bool:
        """Whether the session has anything called `wanted`."""
        name = fold(wanted)
        return any(name in self._names(place.id) for place in self.session.places) or any(
            name in _chair_names(seat)
            for rotation in self.rotations
            for group in rotation.groups
            for seat in group.seats.values()
        )

    def _names(self, place: str) -> set[str]:
        labels = [p.label for p in self.session.places if p.id == place]
        return {fold(name) for name in (place, *(t for p in labels for t in (p.de, p.en)))}


def _chair_names(seat: Seat | None) -> set[str]:
    if seat is None or seat.circle is None:
        return set()
    return {fold(seat.circle), fold(f"{seat.circle}{seat.seat}")}


def error(code: str, message: str, where: str, hint: str = "") -> Finding:
    """Make a finding for a broken rule."""
    return Finding(Level.ERROR, code, message, where, hint)


def warning(code: str, message: str, where: str, hint: str = "") -> Finding:
    """Make a finding for a missed goal."""
    return Finding(Level.WARNING, code, message, where, hint)


def remark(code: str, message: str, where: str = "", hint: str = "") -> Finding:
    """Make a finding that is only worth knowing."""
    return Finding(Level.HINT, code, message, where, hint)
