"""Two laptops' entries become one; where they contradict each other, it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from facilitate.collecting.answer import Answer
from facilitate.collecting.desk import Desk, cards_text
from facilitate.event import Topic
from facilitate.intake import Collection, LateCard
from facilitate.words import _, fold, ngettext

_Value = TypeVar("_Value")


def merged(desk: Desk, state: Collection, other: Collection, source: str) -> Answer:
    """Take over what `other` has.

    What was typed here stays, and each contradiction is told. What came from a file of the same
    name before follows that file, deletions included.

    Parameters
    ----------
    other
        Read with the topics that `desk` was given, without late ones of `state`.
    source
        Name of its file.
    """
    cards, names = _late_cards(desk, state, other)
    state = replace(state, late=cards)
    other = _renamed(other, names)
    known = desk.topics(replace(state, withdrawn=()))
    people = {person.id: person.label for person in desk.roster}
    said = [
        _("“{title}” is {card} here, not {before}.").format(
            title=known[card].title, card=card, before=before
        )
        for before, card in names.items()
        if card != before
    ]
    slips = _Side(state.slips, other.slips, state.origins, source)
    signed = _Side(state.signed, other.signed, state.origins, source)
    dots = _Side(state.dots, other.dots, state.origins, source)
    said += (
        _("{person}: here {mine}; there {theirs}. What stands here stays.").format(
            person=people.get(person, person),
            mine=_cards(known, mine),
            theirs=_cards(known, theirs),
        )
        for person, mine, theirs in slips.contradictions()
    )
    said += (
        _("List under {card}: here {mine}; there {theirs}. What stands here stays.").format(
            card=card,
            mine=", ".join(people.get(p, p) for p in mine),
            theirs=", ".join(people.get(p, p) for p in theirs),
        )
        for card, mine, theirs in signed.contradictions()
    )
    said += (
        _("{card}: here {mine} dots; there {theirs}. What stands here stays.").format(
            card=card, mine=mine, theirs=theirs
        )
        for card, mine, theirs in dots.contradictions()
    )
    fresh = len(slips.taken) + len(signed.taken) + len(dots.taken)
    said.append(
        ngettext(
            "{count} entry taken over from {file}.",
            "{count} entries taken over from {file}.",
            fresh,
        ).format(count=fresh, file=source)
    )
    taken = dict.fromkeys((*slips.taken, *signed.taken, *dots.taken), source)
    result = replace(
        state,
        slips=slips.result(),
        signed=signed.result(),
        dots=dots.result(),
        withdrawn=tuple(dict.fromkeys((*state.withdrawn, *other.withdrawn))),
        beside={**other.beside, **state.beside},
        origins={**state.origins, **taken},
    )
    return Answer(result, tuple(said))


def _cards(known: Mapping[str, Topic], ids: tuple[str, ...]) -> str:
    return cards_text([known[topic] for topic in ids if topic in known])


def _late_cards(
    desk: Desk, state: Collection, other: Collection
) -> tuple[tuple[LateCard, ...], dict[str, str]]:
    """Give all late cards, and what each of the other's is called here."""
    cards, names = state, {}
    for card in other.late:
        here = desk.topics(cards).get(card.id)
        same = next((c for c in cards.late if fold(c.title) == fold(card.title)), None)
        if same is not None:
            names[card.id] = same.id
            continue
        name = card.id if here is None else desk.next_id(cards)
        names[card.id] = name
        cards = replace(cards, late=(*cards.late, replace(card, id=name)))
    return cards.late, names


def _renamed(other: Collection, names: Mapping[str, str]) -> Collection:
    """Give the other collection with cards called as they are here."""

    def of(topic: str) -> str:
        return names.get(topic, topic)

    return replace(
        other,
        slips={person: tuple(map(of, topics)) for person, topics in other.slips.items()},
        signed={of(topic): people for topic, people in other.signed.items()},
        dots={of(topic): count for topic, count in other.dots.items()},
        withdrawn=tuple(map(of, other.withdrawn)),
        beside={of(topic): of(near) for topic, near in other.beside.items()},
    )


@dataclass(frozen=True)
class _Side(Generic[_Value]):
    mine: Mapping[str, _Value]
    theirs: Mapping[str, _Value]
    origins: Mapping[str, str]
    source: str

    @property
    def _followed(self) -> set[str]:
        """Entries that came from the same file before."""
        return {key for key in self.mine if self.origins.get(key) == self.source}

    @property
    def taken(self) -> list[str]:
        """Keys of entries that are new or changed."""
        return [
            key
            for key, value in self.theirs.items()
            if key not in self.mine or (key in self._followed and self.mine[key] != value)
        ]

    def contradictions(self) -> Iterator[tuple[str, _Value, _Value]]:
        """Entries that differ, of which the own one stays."""
        for key, value in self.theirs.items():
            if key in self.mine and key not in self._followed and self.mine[key] != value:
                yield key, self.mine[key], value

    def result(self) -> dict[str, _Value]:
        """Give all entries: own ones first, then new ones."""
        gone = self._followed - self.theirs.keys()
        kept = {key: value for key, value in self.mine.items() if key not in gone}
        return kept | {key: self.theirs[key] for key in self.taken}
