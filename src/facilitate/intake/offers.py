"""Offers for a market or a consultation: who brings which card."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.errors import Finding, Level, RosterError
from facilitate.files import AnyPath, read_bytes
from facilitate.roster import Gone, Roster
from facilitate.words import _, did_you_mean, quoted

from .body import split_blocks
from .columns import OFFERS, Layout
from .dismissing import closing, is_empty
from .lookup import PeopleIndex, named_in
from .options import AS_IT_COMES, ListOptions
from .reading import shown_name
from .table import Row, read_table

if TYPE_CHECKING:
    from facilitate.event import Topic


@dataclass(frozen=True, slots=True)
class Offer:
    """A card that somebody brings.

    Parameters
    ----------
    giver
        Id of the person.
    kind
        "Titel", "These", "Fragment", as the list calls it; may be empty.
    text
        What stands on the card.
    row
        Row in the list, as Excel counts.
    """

    giver: str
    kind: str
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class Offers:
    """A list of offers after import.

    Parameters
    ----------
    offers
        All cards whose giver takes a seat, in row order.
    findings
        Cards that were left out, and why.
    sha256
        Of the file's bytes.
    source
        Name of the file, without its folder.
    withdrawn
        Cards of people who take no seat or are not known, in row order; nobody is their giver.
    """

    offers: tuple[Offer, ...]
    findings: tuple[Finding, ...]
    sha256: str
    source: str
    withdrawn: tuple[Offer, ...] = ()

    def topics(self) -> tuple[Topic, ...]:
        """Give the cards as topics M1, M2, … in row order.

        A card without a giver keeps its number, so that the others keep theirs, and does not run.
        """
        from facilitate.event import Topic  # noqa: PLC0415 - only where cards are chosen

        rows = sorted((*self.offers, *self.withdrawn), key=lambda offer: offer.row)
        return tuple(
            Topic(
                id=f"M{number}",
                title=offer.text,
                kind=offer.kind,
                host=offer.giver or None,
                withdrawn=not offer.giver,
            )
            for number, offer in enumerate(rows, start=1)
        )


def read_offers(
    path: AnyPath,
    roster: Roster,
    options: ListOptions = AS_IT_COMES,
    *,
    absent: Sequence[Gone] = (),
) -> Offers:
    """Read a list of offers.

    Givers are found by number, else by e-mail if it is unique in the list of people, else by
    name and organisation.

    Parameters
    ----------
    path
        The list, with one column that says who, one with the text and, if wanted, the kind.
    roster
        Everybody who takes a seat.
    options
        What the list does not say itself.
    absent
        People who take no seat; their cards are left out.

    Raises
    ------
    FacilitateError
        If the file cannot be read or has no column with texts.
    """
    path = Path(path)
    data = read_bytes(path)
    source = shown_name(path)
    chosen = {OFFERS.canonical(name): header for name, header in options.columns.items()}
    table = read_table(data, source, options, OFFERS, chosen)
    blocks, between = split_blocks(table, OFFERS, chosen, source)
    index = PeopleIndex(roster, absent)
    offers: list[Offer] = []
    withdrawn: list[Offer] = []
    findings = list(table.findings)
    for block in blocks:
        if "text" not in block.layout.columns:
            raise _no_texts(block.layout, source)
        for row in block.rows:
            if row.number in between or is_empty(row) or closing(row, block.layout):
                continue
            read = _offer(row, block.layout, index, source)
            if isinstance(read, Offer):
                offers.append(read)
            else:
                findings.append(read)
                withdrawn += _without_giver(row, block.layout)
    sha256 = hashlib.sha256(data).hexdigest()
    return Offers(tuple(offers), tuple(findings), sha256, source, tuple(withdrawn))


def _without_giver(row: Row, layout: Layout) -> list[Offer]:
    """Keep the text of a card, so that the cards after it keep their numbers."""
    text = layout.cell(row.cells, "text")
    return [Offer("", layout.cell(row.cells, "kind"), text, row.number)] if text else []


def _no_texts(layout: Layout, source: str) -> RosterError:
    return RosterError(
        _("No column with the texts of the offers was found in {file}.").format(file=source),
        code="texts-missing",
        where=source,
        hint=_("The list has: {columns}.").format(
            columns=", ".join(quoted(header[:40]) for header in layout.headers[:20])
        )
        + " "
        + _("Call the column that has the texts “Text”."),
    )


def _offer(row: Row, layout: Layout, index: PeopleIndex, source: str) -> Offer | Finding:
    named = named_in(row.cells, layout)
    where = _("{file}, row {row}").format(file=source, row=row.number)
    text = layout.cell(row.cells, "text")
    found = index.find(named)
    if len(found) == 1 and text:
        return Offer(found[0].id, layout.cell(row.cells, "kind"), text, row.number)
    if len(found) == 1:
        return Finding(
            Level.WARNING,
            "offer-empty",
            _("{name} has no text for the card.").format(name=found[0].label),
            where,
        )
    if found:
        return Finding(
            Level.WARNING,
            "giver-ambiguous",
            _("“{name}” can be {candidates}; the card “{text}” is left out.").format(
                name=named.shown,
                candidates=", ".join(person.label for person in found[:8]),
                text=text,
            ),
            where,
            _("Write the person’s number into a column “No.”."),
        )
    gone = index.absent(named)
    if gone is not None:
        return Finding(
            Level.WARNING,
            "giver-cancelled",
            _("{name} takes no seat: {reason}; the card “{text}” is left out.").format(
                name=gone.name or named.shown, reason=gone.reason, text=text
            ),
            where,
        )
    return Finding(
        Level.WARNING,
        "giver-unknown",
        _("“{name}” is nobody in the list of people; the card “{text}” is left out.").format(
            name=named.shown, text=text
        ),
        where,
        did_you_mean(named.shown, index.spellings()) if index.may_suggest() else "",
    )
