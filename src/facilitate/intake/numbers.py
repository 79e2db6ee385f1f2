"""Numbers and ids that stay with a person from one list to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter

from facilitate.columnar import Columnar, mapped, transposed, tuples
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
    before = {entry.number: entry for entry in registry.entries}
    known, renamed_at = match_people(seated, absent, registry)
    ids = _Ids(entry.id for entry in registry.entries)
    following = count(max(registry.largest, _largest_own((*seated, *absent))) + 1)
    # where the list's own numbers are those that were given, newcomers keep theirs, too
    kept = [record.number == known[at] for at, record in enumerate(seated) if at in known]
    agreed = bool(kept) and all(kept)
    taken = set(before)
    entries: list[Entry] = []
    new: list[Entry] = []
    for at, record in enumerate(seated):
        entry = before.get(known.get(at, 0))
        if entry:
            entries.append(_updated(entry, record))
        else:
            own = record.number if agreed and (record.number or 0) <= _LARGEST_ADOPTED else None
            number = own if own and own not in taken else next(following)
            taken.add(number)
            entries.append(_entry(record, number, ids.given(record)))
            new.append(entries[-1])
    left = {known[at] for at in range(len(seated), len(seated) + len(absent)) if at in known}
    changes = Changes(
        new=tuple(new),
        back=tuple(e for e in entries if e.number in before and not before[e.number].active),
        cancelled=tuple(e for e in registry.entries if e.active and e.number in left),
        gone=_gone(registry, left, entries),
        renamed=tuple(
            Renamed(before[known[at]], entries[at]) for at in renamed_at if at < len(seated)
        ),
    )
    after = before | {entry.number: entry for entry in entries}
    after |= {e.number: e._replace(state="cancelled") for e in changes.cancelled}
    after |= {e.number: e._replace(state="gone") for e in changes.gone}
    return Numbering(transposed(Entry, entries), _registry(after.values()), changes)


def _really_absent(seated: Columnar[Record], absent: Sequence[Record]) -> list[Record]:
    """Leave out rows of people who cancelled once and have a seat in another row."""
    if not absent:
        return []
    present = {key for record in seated for key in same_person_keys(record)}
    return [r for r in absent if present.isdisjoint(same_person_keys(r))]


def _gone(registry: Registry, left: set[int], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    present = left | {entry.number for entry in entries}
    return tuple(e for e in registry.entries if e.active and e.number not in present)


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


def _largest_own(records: Iterable[Record]) -> int:
    own = (record.number or 0 for record in records)
    return max((number for number in own if number <= _LARGEST_ADOPTED), default=0)


def _entry(record: Record, number: int, name_id: str) -> Entry:
    return Entry(number, name_id, record.name, organisation_of(record), record.email)


def _updated(entry: Entry, record: Record) -> Entry:
    number, name_id, _name, organisation, email, _state = entry
    organisation, email = organisation_of(record) or organisation, record.email or email
    return Entry(number, name_id, record.name, organisation, email)


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
