"""Wishes from a file: one row for each person, one for each wish, or a collection from paper."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.errors import Finding, RosterError
from facilitate.files import read_bytes
from facilitate.roster import Gone, Participant, Roster
from facilitate.words import _, quoted

from .body import Block, split_blocks
from .collected import is_collection, read_collected
from .collection import Collection, is_our_own
from .columns import WISHES, Layout, wish_number
from .dismissing import is_empty
from .options import AS_IT_COMES, ListOptions
from .reading import shown_name
from .table import Row, read_table
from .wish_reader import WishReader

if TYPE_CHECKING:
    from facilitate.event import Topic

_COUNT = re.compile(r"\d{1,4}")
_LAST = 10_000  # rank of a wish whose row names none


@dataclass(frozen=True, slots=True)
class WishLists:
    """Wishes after import.

    Parameters
    ----------
    wishes
        Person's id → ids of topics, the dearest first; only who wishes something.
    dots
        Topic's id → anonymous dots.
    topics
        All topics, with late ones and with what became of them meanwhile.
    findings
        What of the file was not taken over as it stands.
    sha256
        Of the file's bytes.
    source
        Name of the file, without its folder.
    collection
        Slips, lists and dots one by one.
    kept
        Whether ``facilitate wishes`` keeps the file, so that it may be written again.
    """

    wishes: Mapping[str, tuple[str, ...]]
    dots: Mapping[str, int]
    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]
    sha256: str
    source: str
    collection: Collection
    kept: bool


def read_wishes(
    path: Path,
    roster: Roster,
    topics: Sequence[Topic],
    *,
    absent: Sequence[Gone] = (),
    options: ListOptions = AS_IT_COMES,
) -> WishLists:
    """Read ranked wishes.

    People are found by number, else by e-mail if it is unique in the list of people, else by
    name and organisation; topics by number or id, else by title (see `TopicIndex.find`).

    Parameters
    ----------
    path
        The list: wide ("1. Wunsch", "2. Wunsch", …), long (person, card, rank), or what
        ``facilitate wishes`` keeps.
    roster
        Everybody who takes a seat.
    topics
        What can be chosen.
    absent
        People who take no seat; their wishes are left out and told.
    options
        What the list does not say itself.

    Raises
    ------
    FacilitateError
        If the file cannot be read or has no wishes.
    """
    data = read_bytes(path)
    source = shown_name(path)
    if is_our_own(data):
        options = replace(options, encoding="utf-8", delimiter=";")
    chosen = {WISHES.canonical(name): header for name, header in options.columns.items()}
    table = read_table(data, source, options, WISHES, chosen)
    blocks, between = split_blocks(table, WISHES, chosen, source)
    reader = WishReader(roster, topics, absent, source)
    for block in blocks:
        rows = [row for row in block.rows if row.number not in between and not is_empty(row)]
        _read_block(reader, block, rows)
    collection = reader.collection()
    return WishLists(
        wishes=collection.wishes(),
        dots=dict(collection.dots),
        topics=collection.topics(topics),
        findings=(*table.findings, *reader.told()),
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        collection=collection,
        kept=all(is_collection(block.layout) for block in blocks),
    )


def _read_block(reader: WishReader, block: Block, rows: Sequence[Row]) -> None:
    layout = block.layout
    if is_collection(layout):
        read_collected(reader, layout, rows)
        return
    columns = _wish_columns(layout)
    topic = next((name for name in ("topic", "title") if name in layout.columns), "")
    if "rank" in layout.columns and len(columns) == 1 and not topic:
        _read_long(reader, layout, rows, columns[0])
    elif columns:
        for row in rows:
            _read_wide(reader, layout, row, columns)
    elif topic:
        _read_long(reader, layout, rows, layout.columns[topic])
    else:
        raise _no_wishes(layout, reader.source)


def _wish_columns(layout: Layout) -> list[int]:
    """Columns with wishes, the dearest first."""
    taken = {at for name, at in layout.columns.items() if name != "wish"}
    numbered = [
        (number, at)
        for at, header in enumerate(layout.headers)
        if at not in taken and (number := wish_number(header)) is not None
    ]
    return [at for _number, at in sorted(numbered)]


def _no_wishes(layout: Layout, source: str) -> RosterError:
    return RosterError(
        _("No column with wishes was found in {file}.").format(file=source),
        code="wishes-missing",
        where=source,
        hint=_("The list has: {columns}.").format(
            columns=", ".join(quoted(header[:40]) for header in layout.headers[:20])
        )
        + " "
        + _("Name the columns “1st wish”, “2nd wish”, … or have columns for card and rank."),
    )


def _read_wide(reader: WishReader, layout: Layout, row: Row, columns: Sequence[int]) -> None:
    cells = [row.cells[at] for at in columns if at < len(row.cells) and row.cells[at]]
    person = reader.person(row, layout)
    if person is not None:
        reader.slip(person, reader.wanted(cells, row), row)


def _read_long(reader: WishReader, layout: Layout, rows: Sequence[Row], topic: int) -> None:
    """Gather the wishes of each person, by rank and then as they stand."""
    wanted: defaultdict[str, list[tuple[int, Row, str]]] = defaultdict(list)
    people: dict[str, Participant] = {}
    for row in rows:
        person = reader.person(row, layout)
        if person is not None:
            cell = row.cells[topic] if topic < len(row.cells) else ""
            number = _COUNT.search(layout.cell(row.cells, "rank"))
            people[person.id] = person
            wanted[person.id].append((int(number[0]) if number else _LAST, row, cell))
    for person_id, found in wanted.items():
        found.sort(key=lambda wish: wish[0])
        chosen = [topic_id for _rank, row, cell in found for topic_id in reader.wanted([cell], row)]
        reader.slip(people[person_id], chosen, found[0][1])
