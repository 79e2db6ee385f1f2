"""The rows of a file that ``facilitate wishes`` wrote, also if somebody has edited them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from facilitate.roster import Participant
from facilitate.words import _, did_you_mean, fold_name

from .collection import LateCard, entry_of, entry_words
from .columns import Layout
from .table import Row
from .topics import TopicIndex
from .wish_reader import WishReader

_WHOLE = re.compile(r"\d{1,4}")


def is_collection(layout: Layout) -> bool:
    """Whether the columns are those of a collection."""
    return {"entry", "number", "topic", "rank"} <= layout.columns.keys()


def read_collected(reader: WishReader, layout: Layout, rows: Sequence[Row]) -> None:
    """Take the rows of a collection: late cards first, as others may name them."""
    _Collected(reader, layout).take(rows)


class _Collected:
    def __init__(self, reader: WishReader, layout: Layout) -> None:
        self.reader, self.layout = reader, layout
        self.wishes: dict[str, list[tuple[int, str, Row]]] = {}
        self.people: dict[str, Participant] = {}

    def take(self, rows: Sequence[Row]) -> None:
        kinds: dict[str, Callable[[Row], None]] = {
            "wish": self._wish,
            "empty": self._wish,
            "list": self._list,
            "dots": self._dots,
            "withdrawn": self._withdrawn,
            "beside": self._beside,
        }
        entries = [(entry_of(self._cell(row, "entry")), row) for row in rows]
        for entry, row in entries:
            if entry == "card":
                self._card(row)
        for entry, row in entries:
            if entry in kinds:
                kinds[entry](row)
            elif entry != "card":
                self._unknown(row)
        for person, found in self.wishes.items():
            found.sort(key=lambda wish: wish[0])
            topics = [topic for _rank, topic, _row in found if topic]
            self.reader.slip(self.people[person], topics, found[0][2])

    def _cell(self, row: Row, name: str) -> str:
        return self.layout.cell(row.cells, name)

    def _unknown(self, row: Row) -> None:
        word = self._cell(row, "entry")
        self.reader.warning(
            "entry-unknown",
            _("“{word}” is no kind of entry; the row is left out.").format(word=word),
            row,
            did_you_mean(word, entry_words()),
        )

    def _person(self, row: Row) -> Participant | None:
        person = self.reader.person(row, self.layout)
        name = self._cell(row, "name")
        if person is not None and name and fold_name(name) != fold_name(person.name):
            self.reader.warning(
                "wisher-renamed",
                _("Number {number} is {name} now; the file says “{before}”.").format(
                    number=person.number, name=person.name, before=name
                ),
                row,
                _("The number counts. Correct the row if somebody else is meant."),
            )
        return person

    def _topic(self, row: Row, name: str = "topic") -> str:
        """Id of the topic a row names; empty if there is none, which is told."""
        written = self._cell(row, name)
        found = self.reader.topics.find(written)
        if found:
            return found[0].id
        self.reader.unknown(written, row)
        return ""

    def _card(self, row: Row) -> None:
        card_id, title = self._cell(row, "topic"), self._cell(row, "title")
        if not card_id or not title:
            self.reader.warning(
                "late-card-empty", _("A late card needs a number and a title."), row
            )
            return
        named = self._cell(row, "number") or self._cell(row, "name")
        giver = self._person(row) if named else None
        if named and giver is None:
            return
        known = next((t for t in self.reader.topics.topics if t.id == card_id), None)
        if known is None or known.title == title:
            kind = self._cell(row, "kind")
            late = LateCard(card_id, title, kind, giver.id if giver else "")
            self.reader.parts.late.append(late)
            if known is None:
                self.reader.topics = TopicIndex((*self.reader.topics.topics, late))
        else:
            self.reader.warning(
                "late-card-twice",
                _("There is a card {id} already: “{title}”; the late one is left out.").format(
                    id=card_id, title=known.title
                ),
                row,
                _("Give the late card another number."),
            )

    def _wish(self, row: Row) -> None:
        person = self._person(row)
        if person is None:
            return
        topic = self._topic(row) if self._cell(row, "topic") else ""
        rank = _WHOLE.search(self._cell(row, "rank"))
        self.people[person.id] = person
        found = self.wishes.setdefault(person.id, [])
        found.append((int(rank[0]) if rank else len(found) + 1, topic, row))
        self._origin(person.id, row)

    def _list(self, row: Row) -> None:
        person, topic = self._person(row), self._topic(row)
        if person is not None and topic:
            signed = self.reader.parts.signed[topic]
            if person.id not in signed:
                signed.append(person.id)
            self._origin(topic, row)

    def _dots(self, row: Row) -> None:
        topic, count = self._topic(row), self._cell(row, "dots")
        if topic and _WHOLE.fullmatch(count):
            self.reader.parts.dots[topic] = int(count)
            self._origin(topic, row)
        elif topic:
            self.reader.warning(
                "dots-unclear",
                _("“{count}” is no number of dots; the row is left out.").format(count=count),
                row,
            )

    def _withdrawn(self, row: Row) -> None:
        topic = self._topic(row)
        if topic:
            self.reader.parts.withdrawn.append(topic)

    def _beside(self, row: Row) -> None:
        topic, other = self._topic(row), self._topic(row, "beside")
        if topic and other and topic != other:
            self.reader.parts.beside[topic] = other

    def _origin(self, key: str, row: Row) -> None:
        origin = self._cell(row, "origin")
        if origin:
            self.reader.parts.origins[key] = origin
