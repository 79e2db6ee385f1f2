"""Finding a topic by what people write: its number, its id, its title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from facilitate.words import fold, nearest

_NUMBERED = re.compile(r"([a-z]*) ?0*(\d{1,6})(?:\.0?)?")
_SUFFIX = re.compile(r"(.+?) ?\((\d{1,3})\)")
_ID_BEFORE = re.compile(r"([^\W\d_]{0,8}\s?\d{1,6})\s*[:.)–—-]+\s*(\S.*)")
_NO_WORD = re.compile(r"[\W_]+")


class Choosable(Protocol):
    """Something that can be chosen: a topic, or a card that came late."""

    @property
    def id(self) -> str:
        """Short name."""

    @property
    def title(self) -> str:
        """What it is about."""


class TopicIndex:
    """All topics of a session, to be found by what is written on a slip or in a list.

    Parameters
    ----------
    topics
        In their order; their ids differ.
    """

    def __init__(self, topics: Sequence[Choosable]) -> None:
        self.topics = tuple(topics)
        self._by_id = {_close(topic.id): topic for topic in topics}
        self._by_title: defaultdict[str, list[Choosable]] = defaultdict(list)
        self._loosely: defaultdict[str, list[Choosable]] = defaultdict(list)
        for topic in topics:
            self._by_title[fold(topic.title)].append(topic)
            self._loosely[_loose(topic.title)].append(topic)
        self._by_number = self._numbered()

    def _numbered(self) -> dict[int, Choosable]:
        """Map numbers to topics: the number in its id, else its place in the order."""
        found: defaultdict[int, list[Choosable]] = defaultdict(list)
        for topic in self.topics:
            matched = _NUMBERED.fullmatch(fold(topic.id))
            if matched:
                found[int(matched[2])].append(topic)
        if not found:
            return dict(enumerate(self.topics, start=1))
        return {number: same[0] for number, same in found.items() if len(same) == 1}

    def number(self, topic: Choosable) -> int | None:
        """Give the number by which `topic` is called; None if it has none."""
        return next((n for n, known in self._by_number.items() if known.id == topic.id), None)

    def find(self, written: str) -> tuple[Choosable, ...]:
        """Topics meant by `written`: none, the one, or several with just this title.

        The id decides ("M4", "m 4", "4"), then the title. Of several cards with the same text
        "text (2)" is the second.
        """
        text = fold(written)
        if not text:
            return ()
        by_id = self._by_id.get(_close(text)) or self._by_its_number(text)
        if by_id is not None:
            return (by_id,)
        same = self._by_title.get(text) or self._nth(text)
        if same:
            return tuple(same)
        with_id = _ID_BEFORE.fullmatch(written.strip())
        if with_id:
            titled = {topic.id for topic in self.find(with_id[2])}
            return tuple(topic for topic in self.find(with_id[1]) if topic.id in titled)
        return tuple(self._loosely.get(_loose(written), ()) if _loose(written) else ())

    def _by_its_number(self, text: str) -> Choosable | None:
        matched = _NUMBERED.fullmatch(text)
        if not matched:
            return None
        topic = self._by_number.get(int(matched[2]))
        letters = matched[1]
        if topic is None or (letters and not _close(topic.id).startswith(letters)):
            return None
        return topic

    def _nth(self, text: str) -> list[Choosable]:
        matched = _SUFFIX.fullmatch(text)
        if not matched:
            return []
        same = self._by_title.get(matched[1], [])
        place = int(matched[2])
        return same[place - 1 : place] if place else []

    def near(self, written: str) -> str:
        """Give the id or title nearest to `written`; empty if none is near."""
        near = nearest(written, [topic.title for topic in self.topics])
        if near is None and _NUMBERED.fullmatch(fold(written)):
            near = nearest(_close(written), [topic.id for topic in self.topics], least=0.5)
        return near or self._begins_with(_loose(written))

    def _begins_with(self, words: str) -> str:
        """Give the one title that begins with these words: "Fees" for "Fees: what is fair?"."""
        found = [title for title in self._loosely if words and title.startswith(f"{words} ")]
        return self._loosely[found[0]][0].title if len(found) == 1 else ""


def _close(text: str) -> str:
    return fold(text).replace(" ", "")


def _loose(text: str) -> str:
    return _NO_WORD.sub(" ", fold(text)).strip()
