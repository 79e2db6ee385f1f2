"""A list as it was read, for those who look it over, and what they tell of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilitate.columnar import Columnar, shared
from facilitate.errors import Finding, Level

from .body import Body
from .cells import said_rows
from .merging import Merged
from .people import Record, Said


@dataclass(frozen=True)
class Read:
    """A list as it was read, for those who look it over.

    Parameters
    ----------
    source
        Name of the file.
    data
        Content of the file.
    body
        The rows below the header.
    merged
        The people after merging.
    seated
        Everybody who takes a seat, companions included.
    """

    source: str
    data: bytes
    body: Body
    merged: Merged
    seated: Columnar[Record]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the rows say beside the names, each once: thousands of rows may say the same."""
        said = shared(self.merged.people.column("said")).kinds
        return (*said, *(record.said for record in self.merged.duplicates))


def warning(read: Read, code: str, message: str, way_out: str = "") -> Finding:
    """Make a warning about the list."""
    return Finding(Level.WARNING, code, message, read.source, way_out)


def hint(read: Read, code: str, message: str, way_out: str = "") -> Finding:
    """Make a hint about the list."""
    return Finding(Level.HINT, code, message, read.source, way_out)


def those(read: Read, wanted: Callable[[Said], bool]) -> list[Record]:
    """People whose row says what is wanted."""
    if not any(map(wanted, read.said)):
        return []
    return [record for record in read.merged.people if wanted(record.said)]


def rows_of(records: Sequence[Record]) -> str:
    """Name the rows of some records."""
    return said_rows([record.row for record in records])
