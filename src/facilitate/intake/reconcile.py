"""The account of an import: every row below the header is kept, merged or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitate.words import _, listed, ngettext

from .cells import said_rows
from .people import Fate


@dataclass(frozen=True, slots=True)
class Merge:
    """Rows that are the same person.

    Parameters
    ----------
    rows
        The row kept and those merged into it.
    same_email
        Whether the e-mail is the same; else the organisation is.
    """

    rows: tuple[int, ...]
    same_email: bool

    def sentence(self) -> str:
        """Say which rows, and why they are one person."""
        rows = listed([str(row) for row in self.rows])
        if self.same_email:
            return _("rows {rows}: same name, same e-mail").format(rows=rows)
        return _("rows {rows}: same name, same organisation").format(rows=rows)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The account of an import.

    Parameters
    ----------
    header_row
        Row of the header, as Excel counts; 0 if there is none and every row is a name.
    above
        Rows above the header.
    rows
        Fate → rows; every row below the header stands under exactly one.
    merges
        Which rows are the same person.
    companions
        Seats without a row of their own ("+1").
    """

    header_row: int
    above: tuple[int, ...]
    rows: Mapping[Fate, tuple[int, ...]]
    merges: tuple[Merge, ...] = ()
    companions: int = 0

    @property
    def total(self) -> int:
        """How many rows stand below the header."""
        return sum(map(len, self.rows.values()))

    @property
    def people(self) -> int:
        """How many people take a seat."""
        return self.count(Fate.KEPT) + self.companions

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return len(self.rows.get(fate, ()))

    def sentence(self) -> str:
        """Account for all rows in one sentence."""
        below = ngettext(
            "{count} row below the header", "{count} rows below the header", self.total
        )
        every = ngettext("{count} row", "{count} rows", self.total)
        head = (below if self.header_row else every).format(count=self.total)
        return f"{head}: {', '.join(self._parts())}"

    def _parts(self) -> Iterable[str]:
        yield self._people()
        for fate, said in (
            (Fate.CANCELLED, _cancelled),
            (Fate.WAITING, _waiting),
            (Fate.DUPLICATE, _duplicates),
            (Fate.STAFF, _staff),
            (Fate.NAMELESS, _nameless),
            (Fate.NOTE, _notes),
            (Fate.HEADING, _headings),
            (Fate.SEPARATOR, _separators),
        ):
            if self.count(fate):
                detail = said_rows(self.rows[fate])
                if fate is Fate.DUPLICATE:
                    detail = "; ".join(merge.sentence() for merge in self.merges)
                yield f"{said(self.count(fate))} ({detail})"
        if self.count(Fate.BLANK):
            yield _("{count} blank").format(count=self.count(Fate.BLANK))
        if self.count(Fate.TOTAL):
            yield ngettext("{count} total", "{count} totals", self.count(Fate.TOTAL)).format(
                count=self.count(Fate.TOTAL)
            )

    def _people(self) -> str:
        said = ngettext("{count} person", "{count} people", self.people).format(count=self.people)
        if not self.companions:
            return said
        return f"{said} " + ngettext(
            "(with {count} seat more than rows)",
            "(with {count} seats more than rows)",
            self.companions,
        ).format(count=self.companions)


def _cancelled(count: int) -> str:
    return ngettext("{count} cancelled", "{count} cancelled", count).format(count=count)


def _waiting(count: int) -> str:
    return ngettext("{count} on the waiting list", "{count} on the waiting list", count).format(
        count=count
    )


def _duplicates(count: int) -> str:
    return ngettext("{count} duplicate", "{count} duplicates", count).format(count=count)


def _staff(count: int) -> str:
    return ngettext(
        "{count} with a role and no seat", "{count} with a role and no seat", count
    ).format(count=count)


def _nameless(count: int) -> str:
    return ngettext("{count} without a name", "{count} without a name", count).format(count=count)


def _notes(count: int) -> str:
    return ngettext("{count} note", "{count} notes", count).format(count=count)


def _headings(count: int) -> str:
    return ngettext("{count} repeated header", "{count} repeated headers", count).format(
        count=count
    )


def _separators(count: int) -> str:
    return ngettext("{count} separator", "{count} separators", count).format(count=count)
