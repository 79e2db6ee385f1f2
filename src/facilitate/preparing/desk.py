"""Where everything found about an event file is collected, each with its line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from facilitate.errors import EventError, FacilitateError, FileError, Finding, Level
from facilitate.parts import KeyPath
from facilitate.preparing.source import EventSource, Salvaged
from facilitate.validation import Fault
from facilitate.yaml_document import Position, straight_quotes

_Found = TypeVar("_Found")


class Desk:
    """Collects findings about one event file.

    Parameters
    ----------
    source
        The file.
    salvaged
        What of it can be used; paths are those of its draft.
    """

    def __init__(self, source: EventSource, salvaged: Salvaged) -> None:
        self.folder = source.path.parent
        self.hashes: dict[str, str] = {}
        self._document = source.document
        self._salvaged = salvaged
        self._found = list(source.document.findings)
        self._beside: list[Finding] = []
        at_tricks = {position for position, _finding in self._found}
        for fault in salvaged.faults:
            position = self._document.position(fault.path, of_key=fault.at_key)
            if position not in at_tricks:
                self._put(position, _finding(fault))

    def fault(self, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        """Note what must be put right before anything can be planned."""
        self._note(path, Finding(Level.ERROR, code, message, hint=hint))

    def warning(self, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        """Note what is probably not meant."""
        self._note(path, Finding(Level.WARNING, code, message, hint=hint))

    def hint(self, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        """Note what is worth knowing."""
        self._note(path, Finding(Level.HINT, code, message, hint=hint))

    def relay(self, path: KeyPath, finding: Finding) -> None:
        """Note a finding from elsewhere; one without a place gets that of `path`."""
        position = self._position(path)
        if finding.where:
            self._found.append((position, finding))
        else:
            self._put(position, finding)

    def attempt(self, path: KeyPath, action: Callable[[], _Found]) -> _Found | None:
        """Give what `action` gives; what stops it is noted at `path`, files that fail included."""
        try:
            return action()
        except FileError as error:
            for finding in error.findings:
                self.relay(path, replace(finding, where=""))
        except FacilitateError as error:
            for finding in error.findings:
                self.relay(path, finding)
        return None

    def absorb(self, other: Desk) -> None:
        """Take over what was found about another file."""
        self._beside += [finding for _position, finding in sorted(other._found, key=_place)]

    def read_as(self, name: str, sha256: str) -> None:
        """Note the hash of a file that was read; of two files of one name both are kept."""
        shown, copies = name, 1
        while self.hashes.get(shown, sha256) != sha256:
            copies += 1
            shown = f"{name} ({copies})"
        self.hashes[shown] = sha256

    def path_of(self, named: str) -> Path:
        """Find a file that the event file names: beside it, unless the name says otherwise."""
        return self.folder / named

    def typed_anywhere(self, *keys: str) -> frozenset[str]:
        """Texts that stand in the file at `keys`, entries of lists included, right or wrong.

        Whatever is named so is not called unknown when its own entry has a fault already.
        """
        parts = [self._document.data]
        for key in keys:
            inner = [part[key] for part in parts if isinstance(part, dict) and key in part]
            parts = [
                each for part in inner for each in (part if isinstance(part, list) else [part])
            ]
        return frozenset(str(part) for part in parts if isinstance(part, str | int))

    def is_faulty(self, *path: str | int) -> bool:
        """Whether the part at `path`, or what it stands in, has faults of its own."""
        keys = self._salvaged.typed(path)
        paths = [fault.path for fault in self._salvaged.faults if fault.path]
        return any(path[: len(keys)] == keys or keys[: len(path)] == path for path in paths)

    def findings(self) -> tuple[Finding, ...]:
        """Give everything found, in the order of the file.

        Raises
        ------
        EventError
            If there are errors among it; all of them are told.
        """
        found = [self._about_quotes(*each) for each in sorted(self._found, key=_place)]
        unique = tuple(dict.fromkeys([*found, *self._beside]))
        errors = [finding for finding in unique if finding.level is Level.ERROR]
        if errors:
            raise EventError.collecting(errors)
        return unique

    def _about_quotes(self, position: Position, finding: Finding) -> Finding:
        """Say of a fault, too, that the quotation marks around what was typed are part of it."""
        if finding.level is not Level.ERROR or position not in self._document.curly:
            return finding
        return replace(finding, hint=f"{finding.hint} {straight_quotes('“')}".strip())

    def _note(self, path: KeyPath, finding: Finding) -> None:
        self._put(self._position(path), finding)

    def _position(self, path: KeyPath) -> Position:
        return self._document.position(self._salvaged.typed(path))

    def _put(self, position: Position, finding: Finding) -> None:
        self._found.append((position, replace(finding, where=position.where(self._document.name))))


def _place(found: tuple[Position, Finding]) -> Position:
    return found[0]


def _finding(fault: Fault) -> Finding:
    return Finding(Level.ERROR, fault.code, fault.message, hint=fault.hint)
