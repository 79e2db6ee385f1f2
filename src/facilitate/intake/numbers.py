"""Numbers and ids that stay with a person from one list to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter

from facilitate.columnar import Columnar, column, joined, mapped, transposed, tuples
from facilitate.words import _, fold, ngettext

from .matching import match_people, organisation_in, organisation_of
from .merging import same_person_keys
from .names import slugs_of_folded
from .people import Record
from .registry import ACTIVE, Entry, Registry

_LARGEST_ADOPTED = 9999


@dataclass(frozen=True, slots=True)
class Renamed:
    """Somebody whose name changed, before and after."""

    old: Entry
    new: Entry


@dataclass(frozen=True, slots=True)
class Changes:
    """What a newer list changes.

    Parameters
    ----------
    new
        People who were never in a list before.
    back
        People who had cancelled or were gone and are in the list again.
    cancelled
        People who had a seat and are now marked as cancelled, waiting or staff.
    gone
        People who had a seat and are no longer in the list.
    renamed
        People whose name changed.
    """

    new: tuple[Entry, ...] = ()
    back: tuple[Entry, ...] = ()
    cancelled: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    def __bool__(self) -> bool:
        return any((self.new, self.back, self.cancelled, self.gone, self.renamed))

    def sentence(self) -> str:
        """Count the changes: "4 new, 3 cancelled, 1 renamed"."""
        counted = (
            (len(self.new), ngettext("{count} new", "{count} new", len(self.new))),
            (len(self.back), ngettext("{count} back again", "{count} back again", len(self.back))),
            (
                len(self.cancelled),
                ngettext("{count} cancelled", "{count} cancelled", len(self.cancelled)),
            ),
            (
                len(self.gone),
                ngettext(
                    "{count} no longer in the list", "{count} no longer in the list", len(self.gone)
                ),
            ),
            (len(self.renamed), ngettext("{count} renamed", "{count} renamed", len(self.renamed))),
        )
        said = ", ".join(text.format(count=count) for count, text in counted if count)
        return said or _("nobody new, nobody gone")


@dataclass(frozen=True, slots=True)
class Numbering:
    """Numbers for a list.

    Parameters
    ----------
    seated
        Entries of the people who take a seat, in their order.
    registry
        All numbers ever given, this list's included.
    changes
        What the list changes; None if it is the first one.
    from_list
        Whether the list's own numbers were taken over.
    """

    seated: Columnar[Entry]
    registry: Registry
    changes: Changes | None
    from_list: bool = False


def number_people(
    seated: Columnar[Record], absent: Sequence[Record], registry: Registry
) -> Numbering:
    """Give everybody a number and an id; those who have one keep it.

    Parameters
    ----------
    seated
        People who take a seat, in row order.
    absent
        People in the list who take none: cancelled, waiting, staff.
    registry
        All numbers given so far.
    """
    absent = _really_absent(seated, absent)
    if not registry.entries:
        return _first_list(seated, absent)
    known, renamed_at = match_people(seated, absent, registry)
    numbers = _numbers(seated, absent, registry, known)
    new = [at for at in range(len(seated)) if at not in known]
    entries = _entries(seated, registry, numbers, new)
    present = set(numbers)
    left = {known[at] for at in range(len(seated), len(seated) + len(absent)) if at in known}
    index = {number: at for at, number in enumerate(column(registry.entries, "number"))}
    states = column(registry.entries, "state")
    inactive = {number for number, state in zip(index, states, strict=True) if state != ACTIVE}
    others = [registry.entries[at] for number, at in index.items() if number not in present]
    cancelled = tuple(e for e in others if e.active and e.number in left)
    gone = tuple(e for e in others if e.active and e.number not in left)
    changes = Changes(
        new=tuple(entries.at(new)),
        back=tuple(entries[at] for at, number in enumerate(numbers) if number in inactive),
        cancelled=cancelled,
        gone=gone,
        renamed=tuple(
            Renamed(registry.entries[index[known[at]]], entries[at])
            for at in renamed_at
            if at < len(seated)
        ),
    )
    after = {entry.number: entry for entry in others}
    after |= {e.number: e._replace(state="cancelled") for e in cancelled}
    after |= {e.number: e._replace(state="gone") for e in gone}
    kept = joined(Entry, [entries, transposed(Entry, after.values())])
    return Numbering(entries, Registry(kept.ordered("number")), changes)


def _entries(
    seated: Columnar[Record], registry: Registry, numbers: Sequence[int], new: Sequence[int]
) -> Columnar[Entry]:
    """Give the people of these `numbers` their entries; those at `new` positions get an id."""
    before = registry.entries
    ids = dict(zip(column(before, "number"), column(before, "id"), strict=True))
    names = _Ids(ids.values()).given_to_all(_folded(seated.at(new)))
    ids |= {numbers[at]: name for at, name in zip(new, names, strict=True)}
    organisations = list(mapped(seated.column("said"), organisation_in))
    emails = list(seated.column("email"))
    _keep(organisations, numbers, before, "organisation")
    _keep(emails, numbers, before, "email")
    named = [ids[number] for number in numbers]
    states = [ACTIVE] * len(seated)
    return tuples(Entry, (numbers, named, seated.column("name"), organisations, emails, states))


def _keep(texts: list[str], numbers: Sequence[int], before: Sequence[Entry], key: str) -> None:
    """Put in, where a text is missing in the list, what was known before, in place."""
    missing = [at for at, text in enumerate(texts) if not text]
    if missing:
        known = dict(zip(column(before, "number"), column(before, key), strict=True))
        for at in missing:
            texts[at] = known.get(numbers[at], "")


def _numbers(
    seated: Columnar[Record],
    absent: Sequence[Record],
    registry: Registry,
    known: Mapping[int, int],
) -> list[int]:
    """Give everybody a number, those who are `known` the one they have."""
    own = seated.column("number")
    numbers = [known.get(at, 0) for at in range(len(seated))]
    # where the list's own numbers are those that were given, newcomers keep theirs, too
    kept = [number == mine for number, mine in zip(numbers, own, strict=True) if number]
    agreed = bool(kept) and all(kept)
    taken = set(column(registry.entries, "number"))
    largest = max(registry.largest, _largest_own((*own, *(record.number for record in absent))))
    following = count(largest + 1)
    for at, number in enumerate(numbers):
        if not number:
            mine = own[at] if agreed and (own[at] or 0) <= _LARGEST_ADOPTED else None
            numbers[at] = mine if mine and mine not in taken else next(following)
            taken.add(numbers[at])
    return numbers


def _really_absent(seated: Columnar[Record], absent: Sequence[Record]) -> list[Record]:
    """Leave out rows of people who cancelled once and have a seat in another row."""
    if not absent:
        return []
    present = {key for record in seated for key in same_person_keys(record)}
    return [r for r in absent if present.isdisjoint(same_person_keys(r))]


def _first_list(seated: Columnar[Record], absent: Sequence[Record]) -> Numbering:
    own = seated.column("number")
    adopted = (
        bool(own)
        and all(number and number <= _LARGEST_ADOPTED for number in own)
        and len(set(own)) == len(own)
    )
    ids = _Ids(())
    numbers = own if adopted else range(1, len(seated) + 1)
    entries = tuples(
        Entry,
        (
            numbers,
            ids.given_to_all(_folded(seated)),
            seated.column("name"),
            mapped(seated.column("said"), organisation_in),
            seated.column("email"),
            [ACTIVE] * len(seated),
        ),
    )
    if not adopted:
        return Numbering(entries, Registry(entries), None)
    # a number that stands in the list beside somebody who cancelled is not given to another
    reserved = _reserved(absent, set(numbers), ids)
    return Numbering(entries, _registry((*entries, *reserved)), None, from_list=True)


def _reserved(absent: Sequence[Record], taken: set[int], ids: _Ids) -> Iterator[Entry]:
    for record in absent:
        number = record.number
        if number and number <= _LARGEST_ADOPTED and number not in taken:
            taken.add(number)
            entry = _entry(record, number, ids.given(record))
            yield entry._replace(state="cancelled")


def _folded(seated: Columnar[Record]) -> list[str]:
    keys, names = seated.column("key"), seated.column("name")
    return [key or fold(name) for key, name in zip(keys, names, strict=True)]


def _registry(entries: Iterable[Entry]) -> Registry:
    return Registry(tuple(sorted(entries, key=attrgetter("number"))))


def _largest_own(own: Iterable[int | None]) -> int:
    return max((number for number in own if number and number <= _LARGEST_ADOPTED), default=0)


def _entry(record: Record, number: int, name_id: str) -> Entry:
    return Entry(number, name_id, record.name, organisation_of(record), record.email)


class _Ids:
    """Slugs that nobody has or had: "anna-mueller", "anna-mueller-2"."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: Counter[str] = Counter()

    def given(self, record: Record) -> str:
        (name_id,) = self.given_to_all([record.key or fold(record.name)])
        return name_id

    def given_to_all(self, names: Sequence[str]) -> list[str]:
        """Give people of these folded names their ids."""
        given = slugs_of_folded(names)
        taken = self._taken
        for at, base in enumerate(given):
            if base in taken:
                given[at] = self._another(base)
            taken.add(given[at])
        return given

    def _another(self, base: str) -> str:
        wanted = base
        while wanted in self._taken:
            self._next[base] = max(2, self._next[base] + 1)
            wanted = f"{base}-{self._next[base]}"
        return wanted
