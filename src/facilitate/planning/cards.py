"""The cards of a market: which can run, which share a stall, and who wishes for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from facilitate.errors import Finding, Level
from facilitate.event import Session, Topic
from facilitate.grouping.problem import Ints
from facilitate.groups import Group
from facilitate.roster import Roster
from facilitate.words import _, listed, ngettext, quoted

MOST_NAMED = 15


@dataclass(frozen=True, eq=False)
class Cards:
    """The cards of a session.

    Parameters
    ----------
    session
        With its topics and wishes.
    roster
        Those who are there.
    room
        Most people at a stall: so many givers can share one.
    """

    session: Session
    roster: Roster
    room: int

    @cached_property
    def index(self) -> dict[str, int]:
        """Person's id → number in the engine."""
        return {person.id: i for i, person in enumerate(self.roster)}

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """All cards; those whose giver is away count as withdrawn."""
        away = set(self.session.absent)
        return tuple(
            topic.model_copy(update={"withdrawn": True}) if topic.host in away else topic
            for topic in self.session.topics
        )

    @cached_property
    def stalls(self) -> tuple[tuple[Topic, ...], ...]:
        """Cards that can run; those that share a stall are together, and run together."""
        able = {topic.id: topic for topic in self.topics if not topic.withdrawn}
        sets: dict[str, list[str]] = {card: [card] for card in able}
        for topic in able.values():
            if topic.beside in able and sets[topic.id] is not sets[topic.beside]:
                union = [*sets[topic.beside], *sets[topic.id]]
                if len(self._givers([able[card] for card in union])) <= self.room:
                    sets |= dict.fromkeys(union, union)
        order = {card: at for at, card in enumerate(able)}
        found = dict.fromkeys(
            tuple(sorted(cards, key=order.__getitem__)) for cards in sets.values()
        )
        return tuple(tuple(able[card] for card in cards) for cards in found)

    def _givers(self, topics: Sequence[Topic]) -> tuple[int, ...]:
        hosts = (topic.host for topic in topics)
        return tuple(dict.fromkeys(self.index[host] for host in hosts if host in self.index))

    def givers_at(self, group: Group) -> tuple[str, ...]:
        """Ids of those who give the case of a group; none without a card."""
        if not group.card:
            return ()
        return tuple(self.roster.people[i].id for i in self.givers[self.at[group.card]])

    @cached_property
    def givers(self) -> tuple[tuple[int, ...], ...]:
        """Participants who bring the cards of each stall; speakers take no seat."""
        return tuple(self._givers(topics) for topics in self.stalls)

    @cached_property
    def at(self) -> dict[str, int]:
        """Card that can run → number of its stall."""
        return {topic.id: s for s, topics in enumerate(self.stalls) for topic in topics}

    @cached_property
    def ranks(self) -> Ints:
        """Rank of each stall's cards on each list, -1 for not listed; shape (people, stalls).

        Own cards, and those that cannot run, do not count: the next wish takes their rank.
        """
        ranks = np.full((len(self.roster), len(self.stalls)), -1, np.int64)
        for person, i in self.index.items():
            wishes = (self.at[card] for card in self._wishes(person) if card in self.at)
            chosen = [s for s in dict.fromkeys(wishes) if i not in self.givers[s]]
            ranks[i, chosen] = np.arange(len(chosen))
        return ranks

    def _wishes(self, person: str) -> tuple[str, ...]:
        return self.session.wishes.get(person, ())

    @cached_property
    def dots(self) -> Ints:
        """Dots of each stall's cards; shape (stalls,)."""
        dots = self.session.dots
        return np.array(
            [sum(dots.get(topic.id, 0) for topic in topics) for topics in self.stalls], np.int64
        )

    def title(self, stall: int) -> str:
        """Text of the cards at a stall."""
        return " / ".join(topic.title for topic in self.stalls[stall])

    def named(self, topic: Topic) -> str:
        """Name a card and who brings it: M4 “Title” (17 Anna Müller)."""
        giver = topic.host or ""
        if giver in self.index:
            giver = self.roster.people[self.index[giver]].label
        return f"{topic.id} {quoted(topic.title)}" + (f" ({giver})" if giver else "")

    def findings(self) -> Iterator[Finding]:
        """Tell of cards and wishes that cannot be taken as they are."""
        yield from self._away()
        yield from self._ignored()
        yield from self._shared()
        if (self.ranks >= 0).any():
            yield from self._unwanted()
            yield from self._without_list()

    def _away(self) -> Iterator[Finding]:
        away = [
            topic
            for topic, given in zip(self.topics, self.session.topics, strict=True)
            if topic.withdrawn and not given.withdrawn
        ]
        if away:
            yield Finding(
                Level.WARNING,
                "card-giver-away",
                ngettext(
                    "Whoever brings it is not there: {cards} does not run.",
                    "Those who bring them are not there: {cards} do not run.",
                    len(away),
                ).format(cards=listed([f"{t.id} {quoted(t.title)}" for t in away])),
                hint=_("Somebody else can bring the card, or it waits for the next time."),
            )

    def _ignored(self) -> Iterator[Finding]:
        own, gone = [], []
        for person, i in self.index.items():
            for card in self._wishes(person):
                told = f"{self.roster.people[i].label} → {card}"
                if card not in self.at:
                    gone.append(told)
                elif i in self.givers[self.at[card]]:
                    own.append(told)
        if own:
            yield Finding(
                Level.HINT,
                "wish-for-own-card",
                _("Wishes for the own card need no seat and were left out: {wishes}.").format(
                    wishes=shortened(own)
                ),
            )
        if gone:
            yield Finding(
                Level.HINT,
                "wish-for-withdrawn-card",
                _("Wishes for cards that do not run were left out: {wishes}.").format(
                    wishes=shortened(gone)
                ),
                hint=_("The next wish on the list moves up."),
            )

    def _shared(self) -> Iterator[Finding]:
        shared = [topics for topics in self.stalls if len(topics) > 1]
        if shared:
            yield Finding(
                Level.HINT,
                "cards-share-a-stall",
                _("These similar cards share a stall: {cards}.").format(
                    cards="; ".join(listed([topic.id for topic in topics]) for topics in shared)
                ),
            )

    def _unwanted(self) -> Iterator[Finding]:
        wished = set(np.nonzero(self.ranks >= 0)[1].tolist())
        cards = [topics for s, topics in enumerate(self.stalls) if s not in wished]
        if cards:
            yield Finding(
                Level.HINT,
                "cards-without-wishes",
                _("Nobody has wished for these cards: {cards}.").format(
                    cards=shortened([self.named(topic) for topics in cards for topic in topics])
                ),
                hint=_("They run only if there is a stall left for them."),
            )

    def _without_list(self) -> Iterator[Finding]:
        people = [p.label for p, row in zip(self.roster, self.ranks, strict=True) if row.max() < 0]
        if people:
            yield Finding(
                Level.HINT,
                "people-without-wishes",
                ngettext(
                    "{count} person has no wish and fills the stalls: {people}.",
                    "{count} people have no wish and fill the stalls: {people}.",
                    len(people),
                ).format(count=len(people), people=shortened(people)),
            )


def shortened(parts: Sequence[str]) -> str:
    """Join parts as a sentence does; of very many only the first ones."""
    if len(parts) <= MOST_NAMED:
        return listed(parts)
    more = _("… and {count} more").format(count=len(parts) - MOST_NAMED)
    return ", ".join([*parts[:MOST_NAMED], more])
