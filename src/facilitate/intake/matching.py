"""Who in a newer list is who among the people numbered before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from facilitate.words import fold, fold_name

from .people import Record
from .registry import Registry


def organisation_of(record: Record) -> str:
    """Organisation of a record, or empty."""
    return str(record.attributes.get("organisation") or "")


@dataclass(frozen=True, slots=True)
class _Face:
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
    """Who in the list is who in the registry; every side at most once."""

    def __init__(self, faces: Sequence[_Face], entries: Sequence[tuple[int, _Face]]) -> None:
        self.faces = faces
        self.entries = entries
        self.known: dict[int, int] = {}
        self._used: set[int] = set()

    def by_key(self, key: _Key) -> None:
        """Match those with the same key in order: list order, lowest active number first."""
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, face in reversed(self.entries):
            if number not in self._used and key(face) is not None:
                waiting[key(face)].append(number)
        for at, face in enumerate(self.faces):
            if at not in self.known and waiting.get(key(face)):
                self._pair(at, waiting[key(face)].pop())

    def by_name_alone(self) -> None:
        """Match a name that is left once on both sides, if nothing contradicts it."""
        people, entries = self._left(lambda face: face.name or None)
        faces = dict(self.entries)
        for name, at in people.items():
            number = entries.get(name)
            if number and not self.faces[at].contradicts(faces[number]):
                self._pair(at, number)

    def by_email(self) -> list[int]:
        """Match an address that one person has on each side, if a part of the name stayed."""
        addresses = Counter(face.email for face in self.faces)
        before = Counter(face.email for _number, face in self.entries)
        people, entries = self._left(lambda face: face.email or None)
        faces = dict(self.entries)
        renamed = []
        for email, at in people.items():
            number = entries.get(email)
            if number and addresses[str(email)] == before[str(email)] == 1:
                shared = set(self.faces[at].name.split()) & set(faces[number].name.split())
                if shared and not self.faces[at].nameless:
                    self._pair(at, number)
                    renamed.append(at)
        return renamed

    def _pair(self, at: int, number: int) -> None:
        self.known[at] = number
        self._used.add(number)

    def _left(self, key: _Key) -> tuple[dict[Hashable, int], dict[Hashable, int]]:
        people = _once((key(f), at) for at, f in enumerate(self.faces) if at not in self.known)
        entries = _once((key(f), number) for number, f in self.entries if number not in self._used)
        return people, entries


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
    faces = [
        _Face(
            fold_name(r.person.name), r.email, fold(organisation_of(r)), nameless=r.person.nameless
        )
        for r in (*seated, *absent)
    ]
    ordered = sorted(registry.entries, key=lambda entry: (not entry.active, entry.number))
    entries = [(e.number, _Face(fold_name(e.name), e.email, fold(e.organisation))) for e in ordered]
    matching = _Matching(faces, entries)
    # people of one name of whom nothing else is known are told apart by their order alone
    matching.by_key(lambda f: (f.name, f.email, f.organisation))
    matching.by_key(lambda f: (f.name, f.email) if f.email else None)
    matching.by_key(lambda f: (f.name, f.organisation) if f.organisation else None)
    matching.by_name_alone()
    return matching.known, matching.by_email()
