"""Who in a newer list is who among the people numbered before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from facilitate.columnar import Columnar, column, mapped
from facilitate.words import fold, fold_name

from .merging import called, repeated
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
    known
        Position in the list → number, of those who are matched already.
    faces
        Position in the list → face, of those who are not.
    entries
        Number → face, in the order in which they are given to people who look the same.
    emails, before
        Everybody's address in the list, and in the registry.
    """

    def __init__(
        self,
        known: dict[int, int],
        faces: Mapping[int, _Face],
        entries: Mapping[int, _Face],
        emails: Iterable[str],
        before: Iterable[str],
    ) -> None:
        self.known = known
        self._faces, self._entries = dict(faces), dict(entries)  # those not matched yet
        self._sharing = Counter(emails if faces and entries else ())
        self._shared = Counter(before if faces and entries else ())

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


def _unchanged(seated: Columnar[Record], registry: Registry) -> dict[int, int]:
    """Match those of whom name, address and organisation stand in both as they were, and once."""
    entries = registry.entries
    before = zip(*(column(entries, key) for key in ("name", "organisation", "email")), strict=True)
    organisations = mapped(seated.column("said"), organisation_in)
    now = zip(seated.column("name"), organisations, seated.column("email"), strict=True)
    known = list(before)
    number = dict(zip(known, column(entries, "number"), strict=True))
    if len(number) < len(known):
        for key in repeated(known):
            del number[key]
    found = list(map(number.get, now))
    twice = repeated(at for at in found if at is not None)
    return {at: n for at, n in enumerate(found) if n is not None and n not in twice}


def match_people(
    seated: Columnar[Record], absent: Sequence[Record], registry: Registry
) -> tuple[dict[int, int], list[int]]:
    """Position in `seated` and `absent` → number, and the positions that were renamed."""
    known = _unchanged(seated, registry)
    found = set(known.values())
    left = [at for at in range(len(seated)) if at not in known]
    records = chain(((at, seated[at]) for at in left), enumerate(absent, start=len(seated)))
    faces = {
        at: _Face(called(r), r.email, fold(organisation_of(r)), r.nameless) for at, r in records
    }
    numbers = column(registry.entries, "number")
    waiting = [registry.entries[at] for at, number in enumerate(numbers) if number not in found]
    ordered = sorted(waiting, key=lambda entry: (not entry.active, entry.number))
    entries = {e.number: _Face(fold_name(e.name), e.email, fold(e.organisation)) for e in ordered}
    emails = chain(seated.column("email"), (record.email for record in absent))
    matching = _Matching(known, faces, entries, emails, column(registry.entries, "email"))
    # people of one name of whom nothing else is known are told apart by their order alone
    matching.by_key(itemgetter(0, 1, 2))
    matching.by_key(lambda f: (f.name, f.email) if f.email else None)
    matching.by_key(lambda f: (f.name, f.organisation) if f.organisation else None)
    matching.by_name_alone()
    return matching.known, matching.by_email()
