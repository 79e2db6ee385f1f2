"""Rows about the same person become one; seats without a row get a record of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, count
from typing import TypeVar

from facilitate.columnar import Columnar, edited, mapped, shared, transposed
from facilitate.roster import Value
from facilitate.words import fold_name, fold_organisation

from .people import Fate, Record, Said
from .reconcile import Merge

_Value = TypeVar("_Value", bound=Hashable)
_CROWD = 50_000  # values from which on it is worth to look at their hashes first


@dataclass(frozen=True, slots=True)
class Merged:
    """The people of a list after merging.

    Parameters
    ----------
    people
        Records that take a seat, in row order.
    absent
        Records about people without a seat: cancelled, waiting, staff.
    duplicates
        Rows merged into others.
    merges
        Which rows are the same person.
    namesakes
        Records that take a seat, by folded names that several of them have.
    conflicts
        Attribute and rows where merged rows contradict each other.
    """

    people: Columnar[Record]
    absent: tuple[Record, ...]
    duplicates: tuple[Record, ...]
    merges: tuple[Merge, ...]
    namesakes: tuple[tuple[Record, ...], ...] = ()
    conflicts: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(slots=True)
class _Cluster:
    records: list[Record]
    same_email: bool = False
    conflicts: list[str] = field(default_factory=list)


def merge(records: Columnar[Record]) -> Merged:
    """Merge rows about the same person: same folded name and same e-mail or organisation.

    The first row stays; unknown cells are filled from the later ones.
    """
    seated = mapped(records.column("said"), lambda said: said.fate is Fate.KEPT)
    kept = records.where(seated)
    namesakes = _namesakes(kept)
    clusters = _clusters(list(namesakes.values()))
    at_row = {record.row: at for at, record in namesakes.items()}
    whole = {at_row[cluster.records[0].row]: _one(cluster) for cluster in clusters}
    later = [r for cluster in clusters for r in cluster.records[1:]]
    merged = {at: record for at, record in whole.items() if record is not namesakes[at]}
    return Merged(
        people=edited(kept, merged, without=[at_row[r.row] for r in later]),
        absent=tuple(records.where(not seat for seat in seated)) if not all(seated) else (),
        duplicates=tuple(later),
        merges=tuple(
            Merge(tuple(r.row for r in cluster.records), cluster.same_email)
            for cluster in clusters
            if len(cluster.records) > 1
        ),
        namesakes=tuple(_alike(whole.values())),
        conflicts=tuple(
            (name, tuple(r.row for r in cluster.records))
            for cluster in clusters
            for name in dict.fromkeys(cluster.conflicts)
        ),
    )


def _namesakes(kept: Columnar[Record]) -> dict[int, Record]:
    """Give the records whose folded name others have; whoever has another is nobody else."""
    names = all_called(kept)
    alike = repeated(names)
    if not alike:
        return {}
    found = list(map(alike.__contains__, names))
    return dict(zip(compress(count(), found), kept.where(found), strict=True))


def repeated(values: Iterable[_Value]) -> set[_Value]:
    """Give the values that come more than once."""
    known = list(values)
    found = _surely_alone_aside(known) if len(known) > _CROWD else known
    seen: set[_Value] = set()
    add = seen.add
    return {value for value in found if value in seen or add(value)}


def _surely_alone_aside(values: Sequence[_Value]) -> Iterator[_Value]:
    """Leave out the values whose hash no other has: to sort a crowd's takes a third of a set."""
    import numpy as np  # noqa: PLC0415 - most lists are read without

    hashes = np.fromiter(map(hash, values), np.int64, len(values))
    ordered = np.sort(hashes)
    alike = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    last = np.searchsorted(alike, hashes, "right") - 1  # a third of the time of `isin`
    return compress(values, alike[last] == hashes if len(alike) else ())


def _alike(people: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    by_name: dict[str, list[Record]] = {}
    for record in people:
        if not record.nameless:
            by_name.setdefault(called(record), []).append(record)
    return (tuple(records) for records in by_name.values() if len(records) > 1)


def called(record: Record) -> str:
    """Give the folded name of a record, without titles."""
    return record.key or fold_name(record.name)


def all_called(records: Columnar[Record]) -> list[str]:
    """Give the folded names of all records, as `called` does."""
    keys, names = records.column("key"), records.column("name")
    return [key or fold_name(name) for key, name in zip(keys, names, strict=True)]


def same_person_keys(record: Record) -> list[tuple[str, str, str]]:
    """Keys of a record; two records that share one are the same person."""
    name = called(record)
    organisation = fold_organisation(str(record.attributes.get("organisation") or ""))
    keys = [(name, "email", record.email), (name, "organisation", organisation)]
    return [key for key in keys if key[2] and not record.nameless]


def _clusters(kept: Sequence[Record]) -> list[_Cluster]:
    """Group records; a later row can show that two earlier groups are one person."""
    by_key: dict[tuple[str, str, str], int] = {}
    parent: list[int] = list(range(len(kept)))
    by_email = set()

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at, record in enumerate(kept):
        for key in same_person_keys(record):
            first = by_key.setdefault(key, at)
            low, high = sorted((root(first), root(at)))
            parent[high] = low
            if first != at and key[1] == "email":
                by_email.add(first)
    clusters: dict[int, _Cluster] = {}
    for at, record in enumerate(kept):
        clusters.setdefault(root(at), _Cluster([])).records.append(record)
    for at in by_email:
        clusters[root(at)].same_email = True
    return list(clusters.values())


def _one(cluster: _Cluster) -> Record:
    first, *later = cluster.records
    if not later:
        return first
    attributes: dict[str, Value] = dict(first.attributes)
    extra = dict(first.extra)
    for record in later:
        for name, value in record.attributes.items():
            known = attributes.setdefault(name, value)
            if isinstance(known, bool) and known != value:
                cluster.conflicts.append(name)
        for header, text in record.extra.items():
            extra.setdefault(header, text)
    return first._replace(
        title=next((r.title for r in cluster.records if r.title), ""),
        said=replace(
            first.said,
            attributes=attributes,
            ordered=max(r.said.ordered for r in cluster.records),
            unpaid=all(r.said.unpaid for r in cluster.records),
        ),
        email=next((r.email for r in cluster.records if r.email), ""),
        extra=extra,
        number=next((r.number for r in cluster.records if r.number is not None), None),
        companions=max(r.companions for r in cluster.records),
    )


def with_companions(people: Columnar[Record]) -> Columnar[Record]:
    """People and, after each, the seats they bring along ("Anna Müller +1").

    An order whose other people have rows of their own brings only the seats beyond these.
    """
    ordering = any(said.ordered for said in shared(people.column("said")).kinds)
    if not ordering and not any(people.column("companions")):
        return people
    sharing = Counter(record.email for record in people)
    told: set[str] = set()
    seats: list[Record] = []
    for record in people:
        others = sharing[record.email] - 1 if record.email else 0
        ordered = 0 if record.email in told else max(0, record.said.ordered - others)
        if record.email and record.said.ordered:
            told.add(record.email)
        seats.append(record)
        seats += [_companion(record, at) for at in range(1, record.companions + ordered + 1)]
    return transposed(Record, seats)


def _companion(record: Record, at: int) -> Record:
    return Record(
        row=record.row,
        name=f"{record.name} +{at}",
        nameless=True,
        said=Said(
            Fate.KEPT,
            {key: value for key, value in record.attributes.items() if key == "organisation"},
        ),
    )
