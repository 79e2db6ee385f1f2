"""The rows of a list to records: what each row says, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from facilitate.roster import CANONICAL, TEXTS, YES_NO, Value
from facilitate.words import _, fold

from .cells import is_staff_role, names_access, said_status, status_of, yes_no
from .columns import Layout
from .names import PersonName, address, from_one_cell, from_parts, title_of
from .table import Row


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
    """A yes/no cell that was not understood: its column, its row and what stands in it."""

    header: str
    row: int
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row that is about a person.

    Parameters
    ----------
    row
        Row as Excel counts.
    fate
        What becomes of it.
    person
        The name in its parts.
    email, attributes, extra
        As in `Participant`.
    number
        The list's own number; None if it has none.
    companions
        Further seats without a name, from the name ("Anna Müller +1").
    ordered
        Further seats that the order has, from its quantity.
    remark
        What the remark says beyond status and access.
    unpaid
        Whether a payment is missing.
    special
        Whether the organiser's system asks for special attention.
    role
        The role word that makes it a row about staff.
    doubts
        Yes/no cells that were not understood.
    """

    row: int
    fate: Fate
    person: PersonName
    email: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    companions: int = 0
    ordered: int = 0
    remark: str = ""
    unpaid: bool = False
    special: bool = False
    role: str = ""
    doubts: tuple[Doubt, ...] = ()


_SEPARATOR = re.compile(r"[-–—_=*.,;:~#+/\\|\s]+")
_TOTAL = re.compile(
    r"(?:(?:summe|gesamt\w*|total|insgesamt|anzahl|sum|zwischensumme|subtotal|gesamtsumme)\b"
    r"[:\s]*(?:teilnehm\w*|personen|people|anzahl|der)?[:\s\w]{0,20}\d*"
    r"|\d+\s*(?:personen|teilnehm\w*|people|participants|anmeldungen))[\s.:]*"
)
_TOTAL_FIRST = re.compile(
    r"(?:(?:zwischen|gesamt)?summe|gesamt(?:zahl|anzahl)?|total|subtotal|insgesamt|anzahl)\b[^,]*"
    r"|\d+ (?:personen|teilnehm\w*|people|participants|anmeldungen|plaetze|gaeste)\b.*"
)
_FOOTNOTE = re.compile(
    r"stand(?::| (?:vom )?\d).*|aenderungen vorbehalten.*"
    r"|(?:seite|page) \d+(?: ?(?:von|of|/) ?\d+)?"
    r"|(?:gedruckt|erstellt|exportiert|ausgedruckt) am .*|(?:printed|exported) on .*"
)
_ABOUT_A_PERSON = ("given", "family", "name", "organisation", "email")
_FIGURE = re.compile(r"[\d.,\s%€]*")
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}[- ])?\d{4,5}\s+(?=\D)")
_BLOCK_OF_STAFF = re.compile(r"(?:co-?)?(?:host|panelist|speaker|staff)s? details?:?", re.I)
_STAFF_HEADERS = frozenset(
    ("rolle", "role", "funktion", "function", "kategorie", "category", "status")
)
_BY_ITS_OWN_NAME = frozenset(
    ("name", "given", "family", "title", "email", "number", *TEXTS, *YES_NO)
)
_FIRST = re.compile(r"(?:zum |das )?erste[ns]? mal|first|neu\b")


def is_empty(row: Row) -> bool:
    """Tell whether a row is blank or only separates others."""
    return all(_SEPARATOR.fullmatch(cell) for cell in row.cells if cell)


def dismissed(row: Row, layout: Layout, person: PersonName) -> Fate | None:
    """Tell why a row, read as being about `person`, is about nobody; None if it is not."""
    filled = [cell for cell in row.cells if cell]
    number = layout.cell(row.cells, "number")
    if not filled or (len(filled) == 1 and number.isdecimal()):
        return Fate.BLANK
    if is_empty(row):
        return None if person.nameless else Fate.SEPARATOR
    words = [cell for cell in filled if not _FIGURE.fullmatch(cell)]
    if len(words) == 1 and _TOTAL.fullmatch(fold(words[0])):
        return Fate.TOTAL
    footer = _footer(row, layout)
    if footer is not None or person.name:
        return footer
    if address(layout.cell(row.cells, "email")):
        return None
    return Fate.NOTE if len(filled) == 1 else Fate.NAMELESS


def _footer(row: Row, layout: Layout) -> Fate | None:
    """Tell whether a row sums up or dates the list: its first words say so, and no others."""
    at = next(at for at, cell in enumerate(row.cells) if cell)
    first = fold(row.cells[at])
    fate = (
        Fate.TOTAL
        if _TOTAL_FIRST.fullmatch(first)
        else Fate.NOTE
        if _FOOTNOTE.fullmatch(first)
        else None
    )
    beside = (
        layout.cell(row.cells, name)
        for name in _ABOUT_A_PERSON
        if layout.columns.get(name, at) != at
    )
    if any(not (_FIGURE.fullmatch(c) or _TOTAL_FIRST.fullmatch(fold(c))) for c in beside):
        return None
    return fate


def record(
    row: Row, layout: Layout, person: PersonName, *, staff_block: bool, keep_staff: bool
) -> Record:
    """Read a row that is about a person.

    Parameters
    ----------
    row
        The row.
    layout
        What its columns mean.
    person
        The name in it, from `name_of`.
    staff_block
        Whether it stands under a heading such as “Host Details”.
    keep_staff
        Whether role words are to be passed over.
    """
    cells = row.cells
    if not person.name:
        person = replace(person, name="N.N.", nameless=True)
    attributes, doubts = _attributes(row, layout)
    remark, status = layout.cell(cells, "remark"), _status(cells, layout)
    said = status_of(remark)
    if said in ("cancelled", "waiting"):
        status, remark = status or said, ""
    if names_access(remark):
        attributes["access"] = attributes.get("access") or remark
        remark = ""
    role = "" if keep_staff else _role(cells, layout) or ("-" if staff_block else "")
    fate = Fate(status) if status else Fate.STAFF if role else Fate.KEPT
    return Record(
        row=row.number,
        fate=fate,
        person=person,
        email=address(layout.cell(cells, "email")) or person.email,
        attributes={
            key: attributes[key] for key in CANONICAL if attributes.get(key) not in ("", None)
        },
        extra=_extra(cells, layout),
        number=_number(layout.cell(cells, "number")),
        companions=person.companions,
        ordered=_further(layout.cell(cells, "quantity")),
        remark=remark,
        unpaid=_unpaid(cells, layout),
        special=yes_no(layout.cell(cells, "special"))[0] is True,
        role=role,
        doubts=tuple(doubts),
    )


def is_staff_block(heading: str) -> bool:
    """Tell whether a heading between rows announces hosts or panelists."""
    return bool(_BLOCK_OF_STAFF.fullmatch(heading))


def name_of(row: Row, layout: Layout) -> PersonName:
    """Read the name in a row from the columns that the list has for it."""
    cells = row.cells
    given, family = layout.cell(cells, "given"), layout.cell(cells, "family")
    whole = layout.cell(cells, "name")
    read = from_parts(given, family, whole) if given or family else from_one_cell(whole)
    title = title_of(layout.cell(cells, "title")) or read.title
    name = "" if _SEPARATOR.fullmatch(read.name) and not read.nameless else read.name
    return PersonName(
        name, title, read.given, read.family, read.email, read.companions, read.nameless
    )


def _number(cell: str) -> int | None:
    text = cell.removesuffix(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _further(cell: str) -> int:
    """Seats beyond the first that an order brings; more than 99 is a price or a year."""
    count = _number(cell)
    return count - 1 if count and count <= 99 else 0


def _attributes(row: Row, layout: Layout) -> tuple[dict[str, Value], list[Doubt]]:
    values: dict[str, Value] = {}
    doubts: list[Doubt] = []
    for name in TEXTS:
        if name in layout.columns:
            values[name] = _text(name, layout.cell(row.cells, name), layout)
    for name, read in (("first_timer", _first_timer), ("leader", _leader)):
        value, doubt = read(row, layout)
        if value is not None:
            values[name] = value
        doubts += doubt
    return values, doubts


def _text(name: str, cell: str, layout: Layout) -> str:
    if name == "place":
        return _POSTCODE.sub("", cell)
    if name == "access":
        wanted, understood = yes_no(cell)
        if understood:
            return layout.header(name) if wanted else ""
        return "" if fold(cell).strip(". ") in _NO_NEEDS else cell
    return "" if _SEPARATOR.fullmatch(cell) else cell


_NO_NEEDS = frozenset(("kein bedarf", "keine besonderheiten", "keiner", "nicht noetig", "no needs"))


def _leader(row: Row, layout: Layout) -> tuple[bool | None, list[Doubt]]:
    return _answer(row, layout, "leader")


def _first_timer(row: Row, layout: Layout) -> tuple[bool | None, list[Doubt]]:
    """From the column itself, its opposite, or a count of participations."""
    doubts: list[Doubt] = []
    for name in ("first_timer", "veteran"):
        if name in layout.columns:
            value, doubt = _answer(row, layout, name)
            if value is not None:
                return (value if name == "first_timer" else not value), []
            doubts += doubt
    for name, most in (("times", 1), ("times_before", 0)):
        cell = layout.cell(row.cells, name)
        count = _number(cell)
        if count is not None:
            return count <= most, []
        if cell:
            doubts.append(Doubt(layout.header(name), row.number, cell))
    return None, doubts


def _answer(row: Row, layout: Layout, name: str) -> tuple[bool | None, list[Doubt]]:
    cell = layout.cell(row.cells, name)
    value, understood = yes_no(cell)
    if understood:
        return value, []
    if name == "first_timer" and _FIRST.match(fold(cell)):
        return True, []
    return None, [Doubt(layout.header(name), row.number, cell)]


def _status(cells: Sequence[str], layout: Layout) -> str:
    said = said_status(layout.cell(cells, "status"))
    if said in ("cancelled", "waiting"):
        return said
    for name in ("cancelled", "waiting"):
        cell = layout.cell(cells, name)
        value, understood = yes_no(cell)
        if value or (not understood and (status_of(cell) == name or re.search(r"\d", cell))):
            return name
    coming = layout.cell(cells, "attending")
    if said_status(coming) or (yes_no(coming)[0] is False and coming not in ("-", "–", "—")):
        return "waiting" if said_status(coming) == "waiting" else "cancelled"
    return ""


def _unpaid(cells: Sequence[str], layout: Layout) -> bool:
    paid = layout.cell(cells, "paid")
    return (
        yes_no(paid)[0] is False
        or status_of(paid) == "unpaid"
        or status_of(layout.cell(cells, "status")) == "unpaid"
    )


def _role(cells: Sequence[str], layout: Layout) -> str:
    """Role word that takes no seat; a job title such as “Referentin” is none."""
    names = ["category", "status", "remark"]
    if "function" in layout.columns and fold(layout.header("function")) in _STAFF_HEADERS:
        names.append("function")
    for name in names:
        cell = layout.cell(cells, name)
        if is_staff_role(cell):
            return cell
    return ""


def _extra(cells: Sequence[str], layout: Layout) -> dict[str, str]:
    return {
        layout.headers[at]: cells[at] for at in own_columns(layout) if at < len(cells) and cells[at]
    }


def own_columns(layout: Layout) -> Iterable[int]:
    """Give the indices of the columns that keep the list's own header."""
    taken = {at for name, at in layout.columns.items() if name in _BY_ITS_OWN_NAME}
    return (at for at in range(len(layout.headers)) if at not in taken)
