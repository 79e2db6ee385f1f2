"""The method of each session, with what the session changes in it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from facilitate.catalogue import list_methods, load_method
from facilitate.errors import FacilitateError, FileError, Level
from facilitate.event_file import SessionPart
from facilitate.method import Method
from facilitate.method_lint import judge
from facilitate.parts import KeyPath, Text
from facilitate.preparing.desk import Desk
from facilitate.validation import faults_of
from facilitate.words import _

_ENDINGS = (".yaml", ".yml")
_ONE_KIND = frozenset({"movement"})  # parts of which only one key may be given
_NAMING = ("id", "schema")
_Data = dict[str, Any]


class Methods:
    """Loads methods, each once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        own = desk.folder / "methods"
        self._folders = (own,) if own.is_dir() else ()
        self._loaded: dict[str, Method | None] = {}

    def of(self, part: SessionPart, path: KeyPath) -> Method | None:
        """Give the method of a session; None, and faults, if there is none that works."""
        if part.method not in self._loaded:
            self._loaded[part.method] = self._load(part.method, (*path, "method"))
        method = self._loaded[part.method]
        if method is None or not (part.override or part.prompts):
            return method
        return self._overridden(method, part, path)

    def grouping_by(self, formations: Set[str]) -> list[str]:
        """Name the methods of some formations by their ids."""
        try:
            found = list_methods(self._folders)
        except FacilitateError:  # one of their own is broken; that is told where it is used
            found = list_methods()
        return [method.id for method in found if method.formation in formations]

    def _load(self, named: str, path: KeyPath) -> Method | None:
        file = named.lower().endswith(_ENDINGS)
        target: str | Path = self._desk.path_of(named) if file else named
        try:
            return load_method(target, self._folders)
        except FileError as error:
            findings = [replace(finding, where="") for finding in error.findings]
        except FacilitateError as error:
            findings = list(error.findings)
        for finding in findings:
            self._desk.relay(path, finding)
        return None

    def _overridden(self, method: Method, part: SessionPart, path: KeyPath) -> Method | None:
        changes = dict(part.override)
        for key in _NAMING:
            if key in changes:
                self._desk.fault(
                    (*path, "override", key),
                    "override-names",
                    _("“{key}” of a method cannot be changed here.").format(key=key),
                    _("Leave it out, or write a method file of your own."),
                )
                del changes[key]
        if part.prompts:
            changes["prompts"] = [_both(words) for words in part.prompts]
        plain = method.model_dump(mode="json", by_alias=True, exclude_unset=True)
        data = _merged(plain, changes)
        trace = _Trace(path, data, part)
        try:
            made = Method.model_validate(data)
        except ValidationError as error:
            for fault in faults_of(error, Method, data):
                self._desk.fault(trace.typed(fault.path), fault.code, fault.message, fault.hint)
            return None
        for finding in judge(made):
            if finding.level is Level.ERROR:
                keys = tuple(int(p) if p.isdecimal() else p for p in finding.where.split(".") if p)
                self._desk.fault(trace.typed(keys), finding.code, finding.message, finding.hint)
        return made


def _both(words: Text | str) -> _Data:
    return {"de": words, "en": words} if isinstance(words, str) else words.model_dump()


def _merged(old: Any, new: Any) -> Any:
    """Put `new` over `old`: keys into keys, lists of parts by their ids, the rest instead."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        merged: _Data = dict(old)
        for key, value in new.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = value if key in _ONE_KIND else _merged(old.get(key), value)
        return merged
    if _by_id(old) and _by_id(new):
        parts = {part["id"]: part for part in old}
        for part in new:
            parts[part["id"]] = _merged(parts.get(part["id"], {}), part)
        return list(parts.values())
    return new


def _by_id(parts: Any) -> bool:
    return isinstance(parts, list) and all(isinstance(p, Mapping) and "id" in p for p in parts)


class _Trace:
    """Finds where in the event file a part of a changed method was typed."""

    def __init__(self, path: KeyPath, data: _Data, part: SessionPart) -> None:
        self._path = path
        self._data = data
        self._part = part

    def typed(self, path: KeyPath) -> KeyPath:
        """Path in the event file of the `path` in the method; the nearest part around it."""
        if path[:1] == ("prompts",) and self._part.prompts:
            return (*self._path, *path)
        typed: KeyPath = (*self._path, "override")
        made: Any = self._data
        here: Any = self._part.override
        for key in path:
            made = made[key] if _has(made, key) else None
            at: str | int | None = key
            if isinstance(here, list) and _by_id(here) and isinstance(made, Mapping):
                ids = [part["id"] for part in here]
                at = ids.index(made["id"]) if made.get("id") in ids else None
            if at is None or not _has(here, at):
                return typed
            typed, here = (*typed, at), here[at]
        return typed


def _has(data: Any, key: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(key, int) and key < len(data)
    return isinstance(data, Mapping) and key in data
