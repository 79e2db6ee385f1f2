"""Rows about the same person become one; seats without a row get a record of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from facilitate.roster import Value
from facilitate.words import fold, fold_name

from .names import PersonName
from .people import Fate, Record
from .reconcile import Merge


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
    conflicts
        Attribute and rows where merged rows contradict each other.
    """

    people: tuple[Record, ...]
    absent: tuple[Record, ...]
    duplicates: tuple[Record, ...]
    merges: tuple[Merge, ...]
    conflicts: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(slots=True)
class _Cluster:
    records: list[Record]
    same_email: bool = False
    conflicts: list[str] = field(default_factory=list)


def merge(records: Sequence[Record]) -> Merged:
    """Merge rows about the same person: same folded name and same e-mail or organisation.

    The first row stays; unknown cells are filled from the later ones.
    """
    kept = [r for r in records if r.fate is Fate.KEPT]
    clusters = _clusters(kept)
    people = [_one(cluster) for cluster in clusters]
    return Merged(
        people=tuple(people),
        absent=tuple(r for r in records if r.fate is not Fate.KEPT),
        duplicates=tuple(r for cluster in clusters for r in cluster.records[1:]),
        merges=tuple(
            Merge(tuple(r.row for r in cluster.records), cluster.same_email)
            for cluster in clusters
            if len(cluster.records) > 1
        ),
        conflicts=tuple(
            (name, tuple(r.row for r in cluster.records))
            for cluster in clusters
            for name in dict.fromkeys(cluster.conflicts)
        ),
    )


def same_person_keys(record: Record) -> list[tuple[str, str, str]]:
    """Keys of a record; two records that share one are the same person."""
    name = fold_name(record.person.name)
    organisation = fold(str(record.attributes.get("organisation") or ""))
    keys = [(name, "email", record.email), (name, "organisation", organisation)]
    return [key for key in keys if key[2] and not record.person.nameless]


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
    return replace(
        first,
        person=_named(cluster.records),
        email=next((r.email for r in cluster.records if r.email), ""),
        attributes=attributes,
        extra=extra,
        number=next((r.number for r in cluster.records if r.number is not None), None),
        companions=max(r.companions for r in cluster.records),
        ordered=max(r.ordered for r in cluster.records),
        unpaid=all(r.unpaid for r in cluster.records),
    )


def _named(records: Sequence[Record]) -> PersonName:
    first = records[0].person
    title = next((r.person.title for r in records if r.person.title), "")
    return replace(first, title=title)


def with_companions(people: Sequence[Record]) -> list[Record]:
    """People and, after each, the seats they bring along ("Anna Müller +1").

    An order whose other people have rows of their own brings only the seats beyond these.
    """
    sharing: dict[str, int] = {}
    for record in people:
        sharing[record.email] = sharing.get(record.email, 0) + 1
    told: set[str] = set()
    seats: list[Record] = []
    for record in people:
        others = sharing[record.email] - 1 if record.email else 0
        ordered = 0 if record.email in told else max(0, record.ordered - others)
        if record.email and record.ordered:
            told.add(record.email)
        seats.append(record)
        seats += [_companion(record, at) for at in range(1, record.companions + ordered + 1)]
    return seats


def _companion(record: Record, at: int) -> Record:
    return Record(
        row=record.row,
        fate=Fate.KEPT,
        person=PersonName(f"{record.person.name} +{at}", nameless=True),
        attributes={
            key: value for key, value in record.attributes.items() if key == "organisation"
        },
    )
