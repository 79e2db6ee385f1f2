"""The rules of an event, resolved to ids, for all sessions or for some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from facilitate.errors import EventError, PlanError
from facilitate.event_file import CountPart, EventDraft, FixedPart, MixPart, PeopleRule, RulesPart
from facilitate.method import Method
from facilitate.parts import KeyPath
from facilitate.preparing.attendees import Attendees, meant
from facilitate.preparing.desk import Desk
from facilitate.preparing.places import place_called
from facilitate.preparing.schedule import Schedule
from facilitate.preparing.source import EventSource, Salvaged
from facilitate.private import FILE, Access, PrivateRules
from facilitate.rules import (
    Apart,
    AtLeast,
    AtMost,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
)
from facilitate.venue import Place
from facilitate.words import _, did_you_mean
from facilitate.yaml_source import load_yaml, validate


class _Scope(Protocol):
    @property
    def sessions(self) -> tuple[str, ...]:
        """Ids as typed."""

    @property
    def days(self) -> tuple[str, ...]:
        """Days as typed."""


@dataclass(frozen=True, slots=True)
class Seats:
    """What rules must know of a session: its method and its places."""

    method: Method
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Rulings:
    """All rules of an event.

    Parameters
    ----------
    everywhere
        Rules of all sessions.
    sessions
        Session's id → rules of that session alone.
    needs
        Ids of people who need places without steps.
    """

    everywhere: tuple[Rule, ...]
    sessions: Mapping[str, tuple[Rule, ...]]
    needs: frozenset[str]


class RuleBook:
    """Collects the rules of an event.

    Parameters
    ----------
    seats
        Session's id → its method and places; only sessions whose method was found.
    """

    def __init__(
        self, attendees: Attendees, schedule: Schedule, seats: Mapping[str, Seats], desk: Desk
    ) -> None:
        self._attendees = attendees
        self._schedule = schedule
        self._seats = seats
        self._desk = desk
        self._everywhere: dict[str, Rule] = {}
        self._sessions: dict[str, dict[str, Rule]] = {}
        self._needs: set[str] = set()

    def rulings(self) -> Rulings:
        """Give everything collected; a goal that is a must, too, stands once."""
        return Rulings(
            tuple(self._everywhere.values()),
            {session: tuple(rules.values()) for session, rules in self._sessions.items()},
            frozenset(self._needs),
        )

    def take(self, part: RulesPart) -> None:
        """Take the rules of the event file."""
        for at, mix in enumerate(part.mix):
            self._mix(mix, ("rules", "mix", at))
        for key, entries in (("apart", part.apart), ("together", part.together)):
            for at, entry in enumerate(entries):
                self._people(key, entry, ("rules", key, at))
        for at, fixed in enumerate(part.fixed):
            self._fixed(fixed, ("rules", "fixed", at))
        for key, counts in (("at_least", part.at_least), ("at_most", part.at_most)):
            for at, count in enumerate(counts):
                self._count(key, count, ("rules", key, at))
        self._access(part.access, ("rules", "access"), self._desk)

    def take_private(self, private: PrivateRules, desk: Desk) -> None:
        """Take the rules of the private file, whose own `desk` knows its lines."""
        for at, people in enumerate(private.apart):
            found = self._attendees.all_found(desk, ("apart", at), people)
            if len(found) > 1:
                self._add(Apart(people=found), None)
        self._access(private.access, ("access",), desk)

    def _mix(self, part: MixPart, path: KeyPath) -> None:
        scope = self._scope(part, path)
        if part.no_repeat:
            self._add(NoRepeat(hard=part.hard), scope)
            return
        key = "spread" if part.spread is not None else "avoid_same"
        column = part.spread or part.avoid_same or ""
        attribute = self._attendees.attribute(self._desk, (*path, key), column)
        if attribute is not None:
            kind = Spread if key == "spread" else AvoidSame
            self._add(kind(attribute=attribute, hard=part.hard), scope)

    def _people(self, key: str, entry: PeopleRule | tuple[str, ...], path: KeyPath) -> None:
        typed = isinstance(entry, PeopleRule)
        scope = self._scope(entry, path) if isinstance(entry, PeopleRule) else None
        people = entry.people if isinstance(entry, PeopleRule) else entry
        found = self._attendees.all_found(self._desk, (*path, "people") if typed else path, people)
        if len(found) > 1:
            self._add((Apart if key == "apart" else Together)(people=found), scope)

    def _fixed(self, part: FixedPart, path: KeyPath) -> None:
        scope = self._scope(part, path)
        person = self._attendees.find(self._desk, (*path, "person"), part.person)
        places = self._places_called(part.place, scope)
        missing = [session for session, place in places.items() if place is None]
        if missing and (scope is not None or len(missing) == len(places)):
            known = [str(p.label) for session in missing for p in self._seats[session].places]
            self._desk.fault(
                (*path, "place"),
                "place-unknown",
                _("There is no place “{place}”.").format(place=part.place),
                did_you_mean(part.place, known)
                or _("Places are named like {example}.").format(example="1, Tisch 1, t1"),
            )
        for session, place in places.items():
            if person is not None and place is not None:
                self._add(Fixed(person=person, place=place), (session,))

    def _places_called(self, named: str, scope: Sequence[str] | None) -> Mapping[str, str | None]:
        """Session's id → the place `named` there, None if there is none."""
        found = {
            session: place_called(named, seats.method, seats.places)
            for session, seats in self._seats.items()
            if seats.method.grouped and (scope is None or session in scope)
        }
        circles = {s for s in found if self._seats[s].method.formation == "circles"}
        if scope is None and any(place for s, place in found.items() if s not in circles):
            return {session: place for session, place in found.items() if session not in circles}
        return found

    def _count(self, key: str, part: CountPart, path: KeyPath) -> None:
        scope = self._scope(part, path)
        paths = ((*path, "column"), (*path, "value"))
        found = meant(self._attendees, self._desk, paths, part.column, part.value)
        if found is not None:
            kind = AtLeast if key == "at_least" else AtMost
            rule = kind(attribute=found.attribute, value=found.value, count=part.count)
            self._add(rule, scope)

    def _access(self, needs: Iterable[Access], path: KeyPath, desk: Desk) -> None:
        for at, need in enumerate(needs):
            person = self._attendees.find(desk, (*path, at, "person"), need.person)
            if person is not None and need.step_free:
                self._needs.add(person)

    def _scope(self, part: _Scope, path: KeyPath) -> tuple[str, ...] | None:
        """Find the sessions a rule is for; None for all."""
        if not part.sessions and not part.days:
            return None
        named = self._schedule.sessions(self._desk, (*path, "sessions"), part.sessions)
        of_days = self._schedule.on_days(self._desk, (*path, "days"), part.days)
        grouped = [s for s in self._seats if self._seats[s].method.grouped]
        without = [s for s in named if s in self._seats and s not in grouped]
        if without:
            self._desk.warning(
                (*path, "sessions"),
                "rule-without-groups",
                _("The rule means nothing in {sessions}: no groups are made there.").format(
                    sessions=", ".join(without)
                ),
                _("Take it off the list of sessions."),
            )
        return tuple(s for s in grouped if s in named or s in of_days)

    def _add(self, rule: Rule, scope: Sequence[str] | None) -> None:
        key = rule.model_dump_json(exclude={"hard"})
        if scope is None:
            self._everywhere[key] = rule
        for session in scope or ():
            self._sessions.setdefault(session, {})[key] = rule


def take_private_file(draft: EventDraft, book: RuleBook, desk: Desk) -> None:
    """Read the file with private rules that the event names, or the one beside it."""
    path = desk.path_of(draft.private or FILE)
    if draft.private is None and not path.exists():
        return
    document = desk.attempt(("private",), partial(load_yaml, path, error=EventError))
    if document is None or document.data is None:
        return
    private = desk.attempt(("private",), partial(validate, PrivateRules, document, error=PlanError))
    if private is not None:
        own = Desk(EventSource(path, document), Salvaged(None))
        book.take_private(private, own)
        desk.absorb(own)
