"""Records: what a row of a list says about a person, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from facilitate.roster import TEXTS, YES_NO, Value
from facilitate.words import _

from .columns import Layout

NOTHING: Mapping[str, str] = MappingProxyType({})


class Fate(StrEnum):
    """What becomes of a row below the header."""

    KEPT = "kept"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    DUPLICATE = "duplicate"
    STAFF = "staff"
    NAMELESS = "nameless"
    NOTE = "note"
    HEADING = "heading"
    SEPARATOR = "separator"
    BLANK = "blank"
    TOTAL = "total"


def fate_word(fate: Fate) -> str:
    """Say in words why somebody takes no seat."""
    words = {
        Fate.CANCELLED: _("cancelled"),
        Fate.WAITING: _("on the waiting list"),
        Fate.STAFF: _("here in a role"),
    }
    return words.get(fate, _("left out"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A yes/no cell that was not understood: its column and what stands in it."""

    header: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says beside name, address and number; rows with the same cells share one.

    Parameters
    ----------
    fate
        What becomes of the row.
    attributes
        As in `Participant`.
    ordered
        Further seats that the order has, from its quantity.
    remark
        What the remark says beyond status and access; a substitute belongs to it.
    unpaid
        Whether a payment is missing.
    special
        Whether the organiser's system asks for special attention.
    role
        The role word that makes it a row about staff.
    doubts
        Yes/no cells that were not understood.
    """

    fate: Fate
    attributes: Mapping[str, Value] = field(default_factory=dict)
    ordered: int = 0
    remark: str = ""
    unpaid: bool = False
    special: bool = False
    role: str = ""
    doubts: tuple[Doubt, ...] = ()


class Record(NamedTuple):
    """A row that is about a person.

    Parameters
    ----------
    row
        Row as Excel counts.
    name, title, given, family, nameless, key
        As in `PersonName`.
    said
        What else it says.
    email, extra
        As in `Participant`.
    number
        The list's own number; None if it has none.
    companions
        Further seats without a name, from the name ("Anna Müller +1").
    """

    row: int
    name: str
    said: Said
    title: str = ""
    given: str = ""
    family: str = ""
    nameless: bool = False
    key: str = ""
    email: str = ""
    extra: Mapping[str, str] = NOTHING
    number: int | None = None
    companions: int = 0

    @property
    def fate(self) -> Fate:
        """What becomes of the row."""
        return self.said.fate

    @property
    def attributes(self) -> Mapping[str, Value]:
        """Attributes as in `Participant`."""
        return self.said.attributes


_BY_ITS_OWN_NAME = frozenset(
    ("name", "given", "family", "title", "email", "number", *TEXTS, *YES_NO)
)


def own_columns(layout: Layout) -> Iterable[int]:
    """Give the indices of the columns that keep the list's own header."""
    taken = {at for name, at in layout.columns.items() if name in _BY_ITS_OWN_NAME}
    return (at for at in range(len(layout.headers)) if at not in taken)
