"""Whoever an event names by number, name or e-mail made into ids, and columns into attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from facilitate.errors import EventError, FacilitateError, Finding, Level, RosterError
from facilitate.event import Event, Session, Topic
from facilitate.intake import value_meant
from facilitate.roster import Roster, passed_over
from facilitate.rules import Apart, AtLeast, AtMost, AvoidSame, Fixed, Rule, Spread, Together
from facilitate.words import _, did_you_mean

_Found = TypeVar("_Found")


def resolved(event: Event, roster: Roster) -> tuple[Event, tuple[Finding, ...]]:
    """Give `event` with ids of people and topics, and with attributes, in place of their names.

    An event file is resolved already: for it nothing changes.

    Returns
    -------
    The event; and whoever is named and takes no seat, whose name is passed over.

    Raises
    ------
    EventError
        If somebody, a column, a value or a topic is unknown or ambiguous; all of it is told.
    """
    resolver = _Resolver(event, roster)
    found = resolver.event(event)
    if resolver.faults:
        raise EventError.collecting(resolver.faults)
    return found, tuple(dict.fromkeys(resolver.told))


class _Resolver:
    """Looks up names and collects what is wrong, each with its place in the event."""

    def __init__(self, event: Event, roster: Roster) -> None:
        self.faults: list[Finding] = []
        self.told: list[Finding] = []
        self._roster = roster
        self._ids = set(roster.ids)
        self._staff = {staff.name for staff in event.staff}

    def event(self, event: Event) -> Event:
        known = tuple(
            pair.model_copy(update={"people": tuple(sorted(people))})
            for at, pair in enumerate(event.known)
            if len(people := self._people(pair.people, f"known[{at}]")) > 1
        )
        return event.model_copy(
            update={
                "rules": self._rules(event.rules, "rules"),
                "known": known,
                "sessions": tuple(
                    self._session(session, f"sessions[{at}]")
                    for at, session in enumerate(event.sessions)
                ),
            }
        )

    def _session(self, session: Session, where: str) -> Session:
        topics = {word: t.id for t in reversed(session.topics) for word in (t.title, t.id)}
        return session.model_copy(
            update={
                "rules": self._rules(session.rules, f"{where}.rules"),
                "absent": self._people(session.absent, f"{where}.absent"),
                "topics": tuple(self._topic(t, f"{where}.topics") for t in session.topics),
                "hosts": {
                    place: person
                    for place, who in session.hosts.items()
                    if (person := self._person(who, f"{where}.hosts[{place!r}]"))
                },
                "wishes": {
                    person: self._topics(wishes, topics, f"{where}.wishes[{who!r}]")
                    for who, wishes in session.wishes.items()
                    if (person := self._person(who, f"{where}.wishes"))
                },
            }
        )

    def _topic(self, topic: Topic, where: str) -> Topic:
        """Find who leads a topic; whoever is neither in the list nor a number is a speaker."""
        host = topic.host
        if host is None or host in self._ids or host in self._staff:
            return topic
        try:
            person: str | None = self._roster.find(host).id
        except RosterError as error:
            if error.findings[0].code == "person-unknown" and not _is_number_or_address(host):
                return topic
            person = self._person(host, f"{where}[{topic.id!r}].host")
        return topic.model_copy(update={"host": person})

    def _topics(
        self, wishes: Iterable[str], topics: Mapping[str, str], where: str
    ) -> tuple[str, ...]:
        for wish in wishes:
            if wish not in topics:
                message = _("There is no topic “{topic}”.").format(topic=wish)
                hint = did_you_mean(wish, topics)
                self.faults.append(Finding(Level.ERROR, "topic-unknown", message, where, hint))
        return tuple(dict.fromkeys(topics[wish] for wish in wishes if wish in topics))

    def _rules(self, rules: Iterable[Rule], where: str) -> tuple[Rule, ...]:
        found = (self._rule(rule, f"{where}[{at}]") for at, rule in enumerate(rules))
        return tuple(rule for rule in found if rule is not None)

    def _rule(self, rule: Rule, where: str) -> Rule | None:
        """Give the rule with ids; None if too few of its people take a seat."""
        if isinstance(rule, Apart | Together):
            people = self._people(rule.people, where)
            return rule.model_copy(update={"people": people}) if len(people) > 1 else None
        if isinstance(rule, Fixed):
            person = self._person(rule.person, where)
            return rule.model_copy(update={"person": person}) if person else None
        if isinstance(rule, AvoidSame | Spread | AtLeast | AtMost):
            return self._about_column(rule, where)
        return rule

    def _about_column(self, rule: AvoidSame | Spread | AtLeast | AtMost, where: str) -> Rule | None:
        attribute = self._try(partial(self._attribute, rule.attribute), where)
        if attribute is None:
            return None
        changes: dict[str, str | bool] = {"attribute": attribute}
        if isinstance(rule, AtLeast | AtMost):
            find = partial(value_meant, self._roster, attribute, rule.value, rule.attribute)
            value = self._try(find, where)
            if value is None:
                return None
            changes["value"] = value
        return rule.model_copy(update=changes)

    def _attribute(self, named: str) -> str:
        """Find a column; of a list made by hand what somebody has is a column, too."""
        if any(value is not None for value in self._roster.values(named)):
            return named
        return self._roster.attribute(named)

    def _people(self, named: Iterable[str], where: str) -> tuple[str, ...]:
        """Find everybody `named`; nobody may stand there twice."""
        found: dict[str, str] = {}
        for name in named:
            person = self._person(name, where)
            if person in found:
                message = _("One person is named twice: “{first}” and “{second}”.").format(
                    first=found[person], second=name
                )
                self.faults.append(Finding(Level.ERROR, "person-named-twice", message, where))
            elif person is not None:
                found[person] = name
        return tuple(found)

    def _person(self, named: str, where: str) -> str | None:
        if named in self._ids:
            return named
        try:
            return self._roster.find(named).id
        except FacilitateError as error:
            gone = self._roster.left_out(named)
            if gone is None or error.findings[0].code != "person-takes-no-seat":
                self.faults += [replace(finding, where=where) for finding in error.findings]
            else:
                message = passed_over(gone, named)
                code = "person-takes-no-seat"
                self.told.append(Finding(Level.WARNING, code, message, where))
        return None

    def _try(self, find: Callable[[], _Found], where: str) -> _Found | None:
        try:
            return find()
        except FacilitateError as error:
            self.faults += [replace(finding, where=where) for finding in error.findings]
        return None


def _is_number_or_address(named: str) -> bool:
    return named.isdecimal() or "@" in named
