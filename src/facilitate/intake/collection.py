"""What was collected on paper, and the file it is kept in: ``market.wishes.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facilitate.formulas import guarded
from facilitate.roster import Roster
from facilitate.words import spoken

if TYPE_CHECKING:
    from facilitate.event import Topic

HEADERS = {
    "de": ["Eintrag", "Nr", "Name", "Karte", "Rang", "Punkte", "Neben", "Art", "Titel", "Quelle"],
    "en": ["Entry", "Number", "Name", "Card", "Rank", "Dots", "Beside", "Kind", "Title", "Source"],
}
ENTRIES = {
    "wish": {"de": "Wunsch", "en": "wish"},
    "empty": {"de": "leer", "en": "empty"},
    "list": {"de": "Liste", "en": "list"},
    "dots": {"de": "Punkte", "en": "dots"},
    "card": {"de": "Karte", "en": "card"},
    "withdrawn": {"de": "zurückgezogen", "en": "withdrawn"},
    "beside": {"de": "neben", "en": "beside"},
}
"""Kind of a row → what it is called in the file."""


@dataclass(frozen=True, slots=True)
class LateCard:
    """A card that came while wishes were collected.

    Parameters
    ----------
    id, title, kind
        As in `facilitate.event.Topic`.
    giver
        Participant's id; empty if nobody is known to bring it.
    """

    id: str
    title: str
    kind: str = ""
    giver: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that was typed from slips, lists and dots.

    Parameters
    ----------
    slips
        Person's id → ids of topics, the dearest first; empty for an empty slip.
    signed
        Topic's id → ids of those who signed the list under it, in their order.
    dots
        Topic's id → anonymous dots.
    late
        Cards that came late.
    withdrawn
        Ids of topics taken back.
    beside
        Topic's id → id of the similar one it may share a place with.
    origins
        Person's or topic's id → file that slip, list or dots were taken over from.
    """

    slips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dots: Mapping[str, int] = field(default_factory=dict)
    late: tuple[LateCard, ...] = ()
    withdrawn: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def wishes(self) -> dict[str, tuple[str, ...]]:
        """Person's id → wishes: the slip's, then the lists signed, as they were typed."""
        wanted = {person: list(topics) for person, topics in self.slips.items()}
        for topic, people in self.signed.items():
            for person in people:
                mine = wanted.setdefault(person, [])
                if topic not in mine:
                    mine.append(topic)
        return {person: tuple(topics) for person, topics in wanted.items() if topics}

    def topics(self, given: Sequence[Topic]) -> tuple[Topic, ...]:
        """All topics: the `given` ones and the late ones, with what became of them."""
        from facilitate.event import Topic  # noqa: PLC0415 - only late cards need it

        known = {topic.id for topic in given}
        late = (
            Topic(id=card.id, title=card.title, kind=card.kind, host=card.giver or None)
            for card in self.late
            if card.id not in known
        )
        return tuple(self._now(topic) for topic in (*given, *late))

    def _now(self, topic: Topic) -> Topic:
        changes: dict[str, object] = {}
        if topic.id in self.withdrawn:
            changes["withdrawn"] = True
        if topic.id in self.beside:
            changes["beside"] = self.beside[topic.id]
        return topic.model_copy(update=changes) if changes else topic


def format_collection(collection: Collection, roster: Roster, given: Sequence[Topic]) -> str:
    """Write `collection` as the text of its file, one line per wish, in the language in use."""
    text = io.StringIO()
    text.write("\ufeff")  # without it Excel takes the letters for other ones
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    language = spoken()
    rows.writerow(HEADERS[language])
    numbers = {person.id: (str(person.number), person.name) for person in roster}
    titles = {topic.id: topic.title for topic in collection.topics(given)}
    for entry, row in _rows(collection):
        number, name = numbers.get(row.person, (row.person, ""))
        title = row.title or titles.get(row.topic, "")
        cells = (number, name, row.topic, row.rank, row.dots, row.beside, row.kind, title)
        rows.writerow([ENTRIES[entry][language], *(guarded(cell) for cell in (*cells, row.origin))])
    return text.getvalue()


def is_our_own(data: bytes) -> bool:
    """Whether bytes begin as `format_collection` writes them: then no letter is destroyed."""
    return any(
        data.startswith(f"\ufeff{';'.join(names)}\r\n".encode()) for names in HEADERS.values()
    )


@dataclass(frozen=True, slots=True)
class _Row:
    person: str = ""
    topic: str = ""
    rank: str = ""
    dots: str = ""
    beside: str = ""
    kind: str = ""
    title: str = ""
    origin: str = ""


def _rows(collection: Collection) -> Iterator[tuple[str, _Row]]:
    origins = collection.origins
    for card in collection.late:
        yield "card", _Row(card.giver, card.id, kind=card.kind, title=card.title)
    for topic in collection.withdrawn:
        yield "withdrawn", _Row(topic=topic)
    for topic, other in collection.beside.items():
        yield "beside", _Row(topic=topic, beside=other)
    for person, topics in collection.slips.items():
        origin = origins.get(person, "")
        if not topics:
            yield "empty", _Row(person, origin=origin)
        for rank, topic in enumerate(topics, start=1):
            yield "wish", _Row(person, topic, rank=str(rank), origin=origin)
    for topic, people in collection.signed.items():
        for place, person in enumerate(people, start=1):
            yield "list", _Row(person, topic, rank=str(place), origin=origins.get(topic, ""))
    for topic, count in collection.dots.items():
        yield "dots", _Row(topic=topic, dots=str(count), origin=origins.get(topic, ""))


def entry_of(word: str) -> str:
    """Give the kind of a row that is called `word` in the file; empty if there is none."""
    called = word.casefold()
    return next(
        (entry for entry, names in ENTRIES.items() if called in map(str.casefold, names.values())),
        "",
    )


def entry_words() -> Iterable[str]:
    """Name all kinds of rows as the file does."""
    return (name for names in ENTRIES.values() for name in names.values())
