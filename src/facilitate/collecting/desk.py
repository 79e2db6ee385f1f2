"""What is known where wishes are collected: the people, the cards, and how both are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.errors import Finding, RosterError, UsageError
from facilitate.event import Topic
from facilitate.intake import Collection, TopicIndex
from facilitate.roster import Participant, Roster
from facilitate.words import _, nearest, quoted

SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Desk:
    """Where wishes are collected.

    Parameters
    ----------
    roster
        Everybody who may wish.
    given
        Topics known beforehand; late ones are in the collection.
    least
        Fewest people at a topic that does not say so itself, its giver included.
    away
        Ids of people who are not there then.
    """

    roster: Roster
    given: tuple[Topic, ...]
    least: int = 1
    away: frozenset[str] = frozenset()

    def topics(self, state: Collection) -> dict[str, Topic]:
        """Id → topic, with late ones and with what became of them."""
        return {topic.id: topic for topic in state.topics(self.given)}

    def person(self, named: str) -> Participant:
        """Find the person `named`.

        Raises
        ------
        RosterError
            If nobody, or more than one, is named so; similar numbers are offered.
        """
        try:
            return self.roster.find(named)
        except RosterError as error:
            if not named.isdecimal() or error.findings[0].code != "person-unknown":
                raise
            near = nearest(named, [str(p.number) for p in self.roster], least=0.5)
            people = {str(p.number): p for p in self.roster}
            hint = _("Did you mean “{word}”?").format(word=people[near].label) if near else ""
            first = error.findings[0]
            raise RosterError(first.message, code=first.code, hint=hint) from error

    def people(self, written: str) -> list[Participant]:
        """Find all people of a list of numbers.

        Raises
        ------
        RosterError
            With everybody who is not found.
        """
        found: list[Participant] = []
        faults: list[Finding] = []
        for word in filter(None, SEPARATORS.split(written)):
            try:
                found.append(self.person(word))
            except RosterError as error:
                faults += error.findings
        if faults:
            raise RosterError.collecting(faults)
        return list({person.id: person for person in found}.values())

    def topic(self, written: str, state: Collection) -> Topic:
        """Find the topic that `written` names.

        Raises
        ------
        UsageError
            If there is none; the nearest is offered.
        """
        [topic] = self.chosen([written], state)
        return topic

    def cards(self, written: str, state: Collection) -> list[Topic]:
        """Find all topics of a slip: numbers with blanks between, or one title.

        Raises
        ------
        UsageError
            With everything that is no topic.
        """
        if TopicIndex(state.topics(self.given)).find(written):
            return self.chosen([written], state)
        return self.chosen([word for word in SEPARATORS.split(written) if word], state)

    def chosen(self, words: Sequence[str], state: Collection) -> list[Topic]:
        """Find the topic of each word; as for `cards`."""
        topics = self.topics(state)
        index = TopicIndex(tuple(topics.values()))
        found: list[Topic] = []
        faults = []
        for word in words:
            meant = index.find(word)
            if len(meant) == 1:
                found.append(topics[meant[0].id])
            else:
                faults.append(_no_topic(word, index, several=bool(meant)))
        if faults:
            raise UsageError.collecting(f for fault in faults for f in fault.findings)
        return found

    def is_topic(self, written: str, state: Collection) -> bool:
        """Whether `written` names a topic."""
        return len(TopicIndex(state.topics(self.given)).find(written)) == 1

    def next_id(self, state: Collection) -> str:
        """Give the number of the next late card."""
        numbers = [int(n) for t in self.topics(state) for n in re.findall(r"^[A-Za-z]*(\d+)$", t)]
        return f"M{max(numbers, default=0) + 1}"

    def needed(self, topic: Topic) -> int:
        """Fewest people who must want a topic, its giver aside."""
        least = self.least if topic.min is None else topic.min
        seated = any(topic.host == person.id for person in self.roster)
        return max(1, least - seated)


def _no_topic(word: str, index: TopicIndex, *, several: bool) -> UsageError:
    if several:
        return UsageError(
            _("“{topic}” stands on several cards.").format(topic=word),
            code="topic-ambiguous",
            hint=_("Give the card’s number."),
        )
    near = index.near(word)
    shown = {t.id: f"{t.id} {quoted(t.title)}" for t in index.topics}.get(near, quoted(near))
    return UsageError(
        _("There is no card “{topic}”.").format(topic=word),
        code="topic-unknown",
        hint=_("Did you mean {card}?").format(card=shown) if near else "",
    )


def card_text(topic: Topic) -> str:
    """Name a card with its title: "M4 “Quartier 2030”"."""
    return f"{topic.id} {quoted(topic.title)}"


def cards_text(topics: Sequence[Topic]) -> str:
    """Name several cards with their titles."""
    return " · ".join(card_text(topic) for topic in topics) or _("no wishes")


def person_text(person: Participant) -> str:
    """Name a person as the slip is checked: number, name, organisation."""
    return f"{person.label} ({person.organisation})" if person.organisation else person.label
