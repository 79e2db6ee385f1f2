"""What the checks see of a session: its seating, cleared of what cannot be counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from facilitate.errors import Finding, Level
from facilitate.groups import Group, Seat
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.roster import Value
from facilitate.rules import Pair, Rule
from facilitate.words import _, fold, listed

EXAMPLES = 3  # cases named where there may be many


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """A group with each of its known people once."""

    place: str
    members: tuple[str, ...]
    seats: Mapping[str, Seat]
    card: str | None = None


@dataclass(frozen=True)
class SeenRotation:
    """A rotation with such groups."""

    number: int
    groups: tuple[SeenGroup, ...]

    @cached_property
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
    apart
        Pairs of ids, sorted, who must not meet, as far as they are known.
    """

    def __init__(
        self, plan: Plan, session: SessionPlan, apart: AbstractSet[Pair] = frozenset()
    ) -> None:
        self.plan = plan
        self.apart = apart
        self.session = session
        self.spec = session.spec
        self.people = plan.people()
        away = set(session.absent)
        self.present = {p: person for p, person in self.people.items() if p not in away}
        self.rules: tuple[Rule, ...] = tuple(dict.fromkeys((*plan.rules, *session.rules)))
        self.speakers = session.speakers()
        self.title = plan.titles().get(session.id, session.title)
        self._labels = session.place_labels()
        self._values: dict[str, Mapping[str, Value]] = {}
        self.places = {place.id: place for place in reversed(session.places)}
        self.rotations = tuple(self._seen(rotation) for rotation in session.rotations)

    def values(self, attribute: str) -> Mapping[str, Value]:
        """Person's id → value of an attribute, for those of whom it is known."""
        if attribute not in self._values:
            known = ((p, person.attributes.get(attribute)) for p, person in self.people.items())
            self._values[attribute] = {p: value for p, value in known if value is not None}
        return self._values[attribute]

    def _seen(self, rotation: Rotation) -> SeenRotation:
        return SeenRotation(rotation.number, tuple(map(self._group, rotation.groups)))

    def _group(self, group: Group) -> SeenGroup:
        members = tuple(p for p in dict.fromkeys(group.members) if p in self.people)
        seats = {p: group.seats[p] for p in members if p in group.seats}
        return SeenGroup(group.place, members, seats, group.card)

    @property
    def counted(self) -> tuple[SeenRotation, ...]:
        """Rotations whose groups are counted; groups that stay as they are count once."""
        return self.rotations[:1] if self.spec.stays_together else self.rotations

    @property
    def meets(self) -> bool:
        """Whether people meet here, and the plan says whom."""
        return self.session.counts and bool(self.rotations)

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
        if rotation is None:
            return self.title
        return self._named(self.spot(rotation, place))

    def where_in(self, rotations: Sequence[int], place: str) -> str:
        """Say where somebody is in several rotations: "Rotations 1 and 2, table 7"."""
        if len(rotations) == 1:
            return self.where(rotations[0], place)
        numbers = _("Rotations {numbers}").format(numbers=listed(list(map(str, rotations))))
        return self._named(f"{numbers}, {self.place(place)}")

    def _named(self, inside: str) -> str:
        return f"{self.title}, {inside}" if len(self.plan.sessions) > 1 else inside

    def spot(self, rotation: int, place: str | None = None) -> str:
        """Say where in a session that is named already: "Rotation 3, table 7"."""
        number = _("Rotation {number}").format(number=rotation)
        return number if place is None else f"{number}, {self.place(place)}"

    def place(self, name: str) -> str:
        """Name a place in words: "table 7"."""
        return self._labels.get(name, name)

    def who(self, people: Iterable[str]) -> str:
        """Name people by number and name."""
        return listed([self.people[p].label if p in self.people else p for p in people])

    def placed(self, group: SeenGroup, person: str, wanted: str) -> bool:
        """Whether `person` sits in `group` at what `wanted` names: place, circle or chair."""
        chair, topics = _chair_names(group.seats.get(person)), self._topic_names(group.card)
        return fold(wanted) in self.names(group.place) | chair | topics

    def knows_place(self, wanted: str) -> bool:
        """Whether the session has anything called `wanted`."""
        name = fold(wanted)
        return (
            any(name in self.names(place.id) for place in self.session.places)
            or any(name in self._topic_names(topic.id) for topic in self.session.topics)
            or any(
                name in _chair_names(seat)
                for rotation in self.rotations
                for group in rotation.groups
                for seat in group.seats.values()
            )
        )

    def _topic_names(self, card: str | None) -> set[str]:
        found = (topic for topic in self.session.topics if topic.id == card)
        return {fold(name) for topic in found for name in (topic.id, topic.title)}

    def names(self, place: str) -> set[str]:
        """Everything that a place can be called: its id and its labels, folded."""
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


def unavoidable(count: int, bound: int) -> str:
    """Say how far a count is from what cannot be avoided."""
    if count <= bound:
        return _("This cannot be avoided.")
    return _("At least {bound} cannot be avoided.").format(bound=bound) if bound else ""


def for_example(cases: Sequence[str]) -> str:
    """Name the first few cases."""
    return _("For example: {cases}.").format(cases="; ".join(cases[:EXAMPLES])) if cases else ""
