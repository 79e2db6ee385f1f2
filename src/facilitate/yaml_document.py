"""The data of a YAML file and where each part stands, built from the parser's events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from facilitate.errors import Finding, Level
from facilitate.parts import KeyPath
from facilitate.words import _

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
DEEPEST = 40  # levels; a method has 5
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


_CURLY = tuple("„“”‟«»‚‘’")


def straight_quotes(text: str) -> str:
    """Tell that typographic quotation marks enclose nothing here; nothing if `text` has none."""
    if not any(mark in text for mark in _CURLY):
        return ""
    return _(
        "Quotation marks like “ and ” enclose no text here; write straight ones: {example}."
    ).format(example='"…"')


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Line and column, both from 1."""

    line: int
    column: int

    def where(self, name: str) -> str:
        """Say the position in the file called `name`."""
        return _("{file}, line {line}, column {column}").format(
            file=name, line=self.line, column=self.column
        )


@dataclass(slots=True)
class Document:
    """The data of a YAML file and where each of its parts stands.

    Parameters
    ----------
    name
        File name, as told in messages.
    data
        Mappings, lists, texts, numbers, yes/no and None; nothing else.
    keys, values
        Path of keys and list indices → position of the key, of the value.
    findings
        What YAML itself would let pass: keys that stand twice, references, tags.
    curly
        Where a plain text begins with a typographic quotation mark, which is part of it.
    """

    name: str
    data: Any = None
    keys: dict[KeyPath, Position] = field(default_factory=dict)
    values: dict[KeyPath, Position] = field(default_factory=dict)
    findings: list[tuple[Position, Finding]] = field(default_factory=list)
    curly: set[Position] = field(default_factory=set)

    def position(self, path: KeyPath, *, of_key: bool = False) -> Position:
        """Find where `path` stands, or else the nearest part around it."""
        places = (self.keys, self.values) if of_key else (self.values, self.keys)
        for end in range(len(path), -1, -1):
            for known in places:
                if path[:end] in known:
                    return known[path[:end]]
            places = (self.keys, self.values)
        return Position(1, 1)

    def finding(self, position: Position, code: str, message: str, hint: str = "") -> None:
        """Note a fault at `position`."""
        there = position.where(self.name)
        self.findings.append((position, Finding(Level.ERROR, code, message, there, hint)))


class Reader:
    """Builds a document from the events of the parser, without ever recursing."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.too_deep: Position | None = None
        self._open: list[_Level] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the parser's next event."""
        if isinstance(event, DocumentStartEvent):
            self._begin(event)
        elif self._documents > 1:
            return
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, NodeEvent):
            self._node(event)

    def _begin(self, event: Event) -> None:
        self._documents += 1
        if self._documents == 2:
            self.document.finding(
                _position(event),
                "yaml-second-document",
                _("A second document begins here; one file holds one."),
                _("Remove the line “---”, or move what follows into a file of its own."),
            )

    def _node(self, event: NodeEvent) -> None:
        position = _position(event)
        self._refuse_tricks(event, position)
        level = self._open[-1] if self._open else None
        if level is not None and level.wants_key:
            self._key(level, event, position)
            return
        path = level.next_path() if level else ()
        value = self._value(event, path, position)
        self.document.values.setdefault(path, position)
        if level is None:
            self.document.data = value
        else:
            level.put(value)

    def _value(self, event: NodeEvent, path: KeyPath, position: Position) -> Any:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            holder: Any = {} if isinstance(event, MappingStartEvent) else []
            self._enter(_Level(holder, path), position)
            return holder
        if isinstance(event, ScalarEvent):
            if event.implicit[0] and event.value[:1] in _CURLY:
                self.document.curly.add(position)
            return _scalar(event.value) if event.implicit[0] else event.value
        return None

    def _enter(self, level: _Level, position: Position) -> None:
        self._open.append(level)
        if len(self._open) > DEEPEST and self.too_deep is None:
            self.too_deep = position

    def _key(self, level: _Level, event: NodeEvent, position: Position) -> None:
        if not isinstance(event, ScalarEvent):
            self.document.finding(
                position, "yaml-key", _("A key must be one word or a few, followed by a colon.")
            )
            level.key = ""
            if not isinstance(event, AliasEvent):
                self._enter(
                    _Level({} if isinstance(event, MappingStartEvent) else [], ()), position
                )
            return
        key = event.value
        path = (*level.path, key)
        if key in level.holder:
            self.document.finding(
                position,
                "yaml-key-twice",
                _("“{key}” stands here twice; the first is in line {line}.").format(
                    key=key, line=self.document.keys[path].line
                ),
                _("Keep one of the two."),
            )
        self.document.keys.setdefault(path, position)
        level.key = key

    def _refuse_tricks(self, event: NodeEvent, position: Position) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self.document.finding(
                position,
                "yaml-alias",
                _("“&” and “*” before a word are references, which are not used here."),
                _("If it is meant as text, put it in quotes."),
            )
        elif getattr(event, "tag", None) is not None:
            self.document.finding(
                position,
                "yaml-tag",
                _("“!” before a word is a tag, which is not used here."),
                _("If it is meant as text, put it in quotes."),
            )
        if isinstance(event, ScalarEvent) and _UNPRINTABLE.search(event.value):
            self.document.finding(
                position,
                "yaml-character",
                _("The text holds a character that cannot be printed."),
                _("Delete what follows a backslash, or type the text anew."),
            )


@dataclass(slots=True)
class _Level:
    """A mapping or list that is still open."""

    holder: Any
    path: KeyPath
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.holder, dict) and self.key is None

    def next_path(self) -> KeyPath:
        last = len(self.holder) if isinstance(self.holder, list) else self.key
        return (*self.path, "" if last is None else last)

    def put(self, value: Any) -> None:
        if isinstance(self.holder, list):
            self.holder.append(value)
        else:
            self.holder.setdefault(self.key, value)
            self.key = None


def _scalar(text: str) -> str | int | float | bool | None:
    """Read a plain word by the core rules of YAML 1.2: “no”, “12:30” and dates stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return Typed(text)
    return text


class Typed(float):
    """A number that remembers how it was typed: 9.30 may be a time."""

    def __new__(cls, text: str) -> Typed:
        """Read it."""
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __str__(self) -> str:
        return self.text


def _position(event: Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)
