"""How far the collecting is: who is missing, and which cards have too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.collecting.desk import Desk, card_text
from facilitate.event import Topic
from facilitate.intake import Collection
from facilitate.roster import Participant
from facilitate.words import _, ngettext

_MOST = 12
_MOST_PEOPLE = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the collecting is.

    Parameters
    ----------
    people
        How many are expected.
    missing
        Those of whom there is nothing yet.
    wanted
        Topic and people who want it, at any rank, in the order of the topics; dots are added.
    short
        Those of `wanted` with too few people to run.
    withdrawn
        Topics taken back.
    dots
        Dots on all topics.
    """

    people: int
    missing: tuple[Participant, ...]
    wanted: tuple[tuple[Topic, int], ...]
    short: tuple[tuple[Topic, int], ...]
    withdrawn: tuple[Topic, ...]
    dots: int = 0

    def lines(self) -> Iterator[str]:
        """Say it, the most important first."""
        there = self.people - len(self.missing)
        if self.dots:
            yield ngettext(
                "{count} dot is in; dots decide which cards run, not who sits where.",
                "{count} dots are in; dots decide which cards run, not who sits where.",
                self.dots,
            ).format(count=self.dots)
        if there or not self.dots:
            yield from self._heard(there)
        if self.short:
            yield ngettext(
                "{count} card has too few people: {cards}",
                "{count} cards have too few people: {cards}",
                len(self.short),
            ).format(
                count=len(self.short),
                cards=_cut([f"{card_text(t)} ({n})" for t, n in self.short], _MOST),
            )
        if self.withdrawn:
            yield _("Not running: {cards}").format(
                cards=_cut([card_text(topic) for topic in self.withdrawn], _MOST)
            )

    def _heard(self, there: int) -> Iterator[str]:
        yield ngettext(
            "{there} of {count} person is in.", "{there} of {count} people are in.", self.people
        ).format(there=there, count=self.people)
        if self.missing:
            shown = [person.label for person in self.missing]
            yield _("Missing: {people}").format(people=_cut(shown, _MOST_PEOPLE))


def _cut(parts: list[str], most: int) -> str:
    if len(parts) <= most:
        return ", ".join(parts)
    more = _("… and {count} more").format(count=len(parts) - most)
    return ", ".join([*parts[:most], more])


def standing_of(desk: Desk, state: Collection) -> Standing:
    """Count what is there."""
    wishes = state.wishes()
    heard = wishes.keys() | state.slips.keys()
    expected = [person for person in desk.roster if person.id not in desk.away]
    counts = Counter(topic for topics in wishes.values() for topic in topics)
    counts.update(state.dots)
    topics = state.topics(desk.given)
    wanted = tuple((t, counts[t.id]) for t in topics if not t.withdrawn)
    return Standing(
        people=len(expected),
        missing=tuple(person for person in expected if person.id not in heard),
        wanted=wanted,
        short=tuple((t, n) for t, n in wanted if n < desk.needed(t)),
        withdrawn=tuple(topic for topic in topics if topic.withdrawn),
        dots=sum(state.dots.values()),
    )
