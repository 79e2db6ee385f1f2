"""Who in a newer list is who among the people numbered before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from facilitate.words import fold, fold_name

from .merging import called
from .people import Record, Said
from .registry import Registry


def organisation_of(record: Record) -> str:
    """Organisation of a record, or empty."""
    return organisation_in(record.said)


def organisation_in(said: Said) -> str:
    """Organisation that a row names, or empty."""
    return str(said.attributes.get("organisation") or "")


class _Face(NamedTuple):
    """What one is recognised by, folded."""

    name: str
    email: str
    organisation: str
    nameless: bool = False

    def contradicts(self, other: _Face) -> bool:
        return bool(
            (self.email and other.email and self.email != other.email)
            or (
                self.organisation and other.organisation and self.organisation != other.organisation
            )
        )


_Key = Callable[[_Face], Hashable]


class _Matching:
    """Who in the list is who in the registry; every side at most once.

    Parameters
    ----------
    faces
        Position in the list → face.
    entries
        Number → face, in the order in which they are given to people who look the same.
    """

    def __init__(self, faces: Mapping[int, _Face], entries: Mapping[int, _Face]) -> None:
        self.known: dict[int, int] = {}
        self._faces, self._entries = dict(faces), dict(entries)  # those not matched yet
        self._sharing = Counter(face.email for face in faces.values())
        self._shared = Counter(face.email for face in entries.values())

    def by_key(self, key: _Key) -> None:
        """Match those with the same key in order: list order, lowest active number first."""
        waiting: dict[Hashable, list[int]] = {}
        for number, face in reversed(self._entries.items()):
            waiting.setdefault(key(face), []).append(number)
        waiting.pop(None, None)
        for at, face in list(self._faces.items()):
            numbers = waiting.get(key(face))
            if numbers:
                self._pair(at, numbers.pop())

    def by_name_alone(self) -> None:
        """Match a name that is left once on both sides, if nothing contradicts it."""
        people, entries = self._left(lambda face: face.name or None)
        for name, at in people.items():
            number = entries.get(name)
            if number and not self._faces[at].contradicts(self._entries[number]):
                self._pair(at, number)

    def by_email(self) -> list[int]:
        """Match an address that one person has on each side, if a part of the name stayed."""
        people, entries = self._left(lambda face: face.email or None)
        renamed = []
        for email, at in people.items():
            number = entries.get(email)
            if number and self._sharing[str(email)] == self._shared[str(email)] == 1:
                face = self._faces[at]
                shared = set(face.name.split()) & set(self._entries[number].name.split())
                if shared and not face.nameless:
                    self._pair(at, number)
                    renamed.append(at)
        return renamed

    def _pair(self, at: int, number: int) -> None:
        self.known[at] = number
        del self._faces[at], self._entries[number]

    def _left(self, key: _Key) -> tuple[dict[Hashable, int], dict[Hashable, int]]:
        people = _once((key(face), at) for at, face in self._faces.items())
        return people, _once((key(face), number) for number, face in self._entries.items())


def _once(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}


def match_people(
    seated: Sequence[Record], absent: Sequence[Record], registry: Registry
) -> tuple[dict[int, int], list[int]]:
    """Position in `seated` and `absent` → number, and the positions that were renamed."""
    records = (*seated, *absent)
    faces = {
        at: _Face(called(r), r.email, fold(organisation_of(r)), r.nameless)
        for at, r in enumerate(records)
    }
    ordered = sorted(registry.entries, key=lambda entry: (not entry.active, entry.number))
    entries = {e.number: _Face(fold_name(e.name), e.email, fold(e.organisation)) for e in ordered}
    matching = _Matching(faces, entries)
    # people of one name of whom nothing else is known are told apart by their order alone
    matching.by_key(itemgetter(0, 1, 2))
    matching.by_key(lambda f: (f.name, f.email) if f.email else None)
    matching.by_key(lambda f: (f.name, f.organisation) if f.organisation else None)
    matching.by_name_alone()
    return matching.known, matching.by_email()
