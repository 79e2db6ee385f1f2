"""Reading ``event.yaml``: all its faults, and whatever of it can still be used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from facilitate.errors import EventError
from facilitate.event_file import EventDraft, EventFile
from facilitate.files import read_bytes
from facilitate.parts import KeyPath
from facilitate.validation import Fault, faults_of
from facilitate.words import LANGUAGES
from facilitate.yaml_document import Document
from facilitate.yaml_source import parse_yaml

_DEEPEST = 12  # how often something is cut off before the whole is given up
_Kept = dict[KeyPath, list[int]]


@dataclass(frozen=True, slots=True)
class EventSource:
    """An event file that was read, but not yet understood."""

    path: Path
    document: Document
    sha256: str = ""

    @property
    def language(self) -> str | None:
        """Language that the file asks for, ``de`` or ``en``; None if it does not say."""
        head = self.document.data.get("event") if isinstance(self.document.data, dict) else None
        language = head.get("language") if isinstance(head, dict) else None
        return language if language in LANGUAGES else None


def read_event_file(path: Path) -> EventSource:
    """Read the event file at `path`.

    Raises
    ------
    FileError
        If it cannot be read.
    EventError
        If it is no YAML.
    """
    raw = read_bytes(path)
    document = parse_yaml(raw, str(path), error=EventError)
    return EventSource(path, document, hashlib.sha256(raw).hexdigest())


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What of an event file can be used.

    Parameters
    ----------
    draft
        The event without its faulty parts; None if nothing is left.
    faults
        Everything that is wrong with the whole file as a model.
    kept
        List that lost entries → where the ones left stood.
    """

    draft: EventDraft | None
    faults: tuple[Fault, ...] = ()
    kept: Mapping[KeyPath, list[int]] = field(default_factory=dict)

    def typed(self, path: KeyPath) -> KeyPath:
        """Give the path in the file of a path in the draft."""
        return _typed(path, self.kept)


def salvage(data: Any) -> Salvaged:
    """Make an event of `data`, leaving out what is wrong, so that the rest can be looked at."""
    try:
        return Salvaged(EventFile.model_validate(data))
    except ValidationError as error:
        faults = tuple(_first_of_each(faults_of(error, EventFile, data)))
    cuts: set[KeyPath] = set()
    for _round in range(_DEEPEST):
        kept: _Kept = {}
        left = _without(data, cuts, (), kept)
        try:
            return Salvaged(EventDraft.model_validate(left), faults, kept)
        except ValidationError as error:
            found = {
                _typed(_present(f.path, left), kept) for f in faults_of(error, EventDraft, left)
            }
        if () in found or found <= cuts:
            break
        cuts |= found
    return Salvaged(None, faults)


def _first_of_each(faults: list[Fault]) -> list[Fault]:
    """Keep one fault for each place: what could be of two kinds is not complained about twice."""
    by_path = {
        (fault.path, fault.code == "key-missing" and fault.message): fault
        for fault in reversed(faults)
    }
    return [fault for fault in faults if fault in by_path.values()]


def _present(path: KeyPath, data: Any) -> KeyPath:
    """Shorten `path` to what is there."""
    for length, part in enumerate(path):
        there = data if isinstance(data, Mapping) else {}
        if isinstance(data, list):
            there = dict(enumerate(data))
        if part not in there:
            return path[:length]
        data = there[part]
    return path


def _without(data: Any, cuts: set[KeyPath], path: KeyPath, kept: _Kept) -> Any:
    if isinstance(data, dict):
        left = {key: value for key, value in data.items() if (*path, key) not in cuts}
        return {key: _without(value, cuts, (*path, key), kept) for key, value in left.items()}
    if isinstance(data, list):
        at = [index for index in range(len(data)) if (*path, index) not in cuts]
        kept[path] = at
        return [_without(data[index], cuts, (*path, index), kept) for index in at]
    return data


def _typed(path: KeyPath, kept: Mapping[KeyPath, list[int]]) -> KeyPath:
    typed: KeyPath = ()
    for part in path:
        at = kept.get(typed) if isinstance(part, int) else None
        typed = (*typed, at[part] if at is not None and isinstance(part, int) else part)
    return typed
