"""The rows of a list to records: what each row says, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from facilitate.roster import CANONICAL, TEXTS, Value
from facilitate.words import fold

from .cells import is_staff_role, names_access, said_remark, said_status, status_of, yes_no
from .columns import Layout
from .memo import Memo
from .names import (
    PersonName,
    address,
    family_half,
    from_halves,
    from_parts,
    given_half,
    title_of,
)
from .people import NOTHING, Doubt, Fate, Record, Said, own_columns
from .table import Row

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
_NAMING = ("given", "family", "name", "title", "email", "number")
_BLANK = ("",)
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
    if not filled[0][0].isalnum() and is_empty(row):
        return None if person.nameless else Fate.SEPARATOR
    if len([cell for cell in filled if cell[0].isalpha()]) < 2:  # else two are no figures
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
    fate = _closing(row.cells[at])
    if fate is None:
        return None
    beside = (
        layout.cell(row.cells, name)
        for name in _ABOUT_A_PERSON
        if layout.columns.get(name, at) != at
    )
    if any(not (_FIGURE.fullmatch(c) or _TOTAL_FIRST.fullmatch(fold(c))) for c in beside):
        return None
    return fate


def _closing(cell: str) -> Fate | None:
    first = fold(cell)
    if _TOTAL_FIRST.fullmatch(first):
        return Fate.TOTAL
    return Fate.NOTE if _FOOTNOTE.fullmatch(first) else None


class Reader:
    """Reads the rows of one block of a list.

    Parameters
    ----------
    layout
        What the columns mean.
    staff_block
        Whether the rows stand under a heading such as “Host Details”.
    keep_staff
        Whether role words are to be passed over.
    """

    def __init__(self, layout: Layout, *, staff_block: bool, keep_staff: bool) -> None:
        self._layout = layout
        self._staff_block = staff_block
        self._keep_staff = keep_staff
        self._width = len(layout.headers)
        self._naming = itemgetter(*(layout.columns.get(name, -1) for name in _NAMING))
        telling = sorted({at for name, at in layout.columns.items() if name not in _NAMING})
        self._telling = itemgetter(-1, -1, *telling)
        self._own = [(layout.headers[at], at) for at in own_columns(layout)]
        self._said: dict[tuple[str, ...], Said] = {}
        self._givens, self._families = Memo(given_half), Memo(family_half)
        self._opens = Memo(_opens_a_person)

    def read(self, rows: Iterable[Row]) -> Iterator[Record | Fate]:
        """Give what each row says about a person, or why it is about nobody."""
        naming, telling, own, opens = self._naming, self._telling, self._own, self._opens
        for row in rows:
            missing = self._width - len(row.cells)
            cells = (*row.cells, *_BLANK) if missing <= 0 else (*row.cells, *_BLANK * (missing + 1))
            given, family, whole, title, email, number = naming(cells)
            if given and family:
                halves = self._givens[given], self._families[family]
                person = from_halves(given, family, *halves)
            else:
                person = from_parts(given, family, whole)
            if title or not person.key:
                person = _titled(person, title)
            if not (person.key and opens[cells[0] or next(filter(None, cells))]):
                fate = dismissed(row, self._layout, person)
                if fate is not None:
                    yield fate
                    continue
                if not person.name:
                    person = person._replace(name="N.N.", nameless=True, key="")
            tells = telling(cells)
            said = self._said.get(tells) or self._said.setdefault(tells, self._tell(cells))
            extra = {header: cells[at] for header, at in own if cells[at]} if own else NOTHING
            mail = (address(email) if email else "") or person.email
            own_number = _number(number) if number else None
            parts = (row.number, person, said, mail, extra, own_number, person.companions)
            yield tuple.__new__(Record, parts)  # there are a million; half the constructor's time

    def _tell(self, cells: Sequence[str]) -> Said:
        layout = self._layout
        attributes, doubts = _attributes(cells, layout)
        remark, status = layout.cell(cells, "remark"), _status(cells, layout)
        said = said_remark(remark)
        if said in ("cancelled", "waiting"):
            status, remark = status or said, ""
        if names_access(remark):
            attributes["access"] = attributes.get("access") or remark
            remark = ""
        role = (
            "" if self._keep_staff else _role(cells, layout) or ("-" if self._staff_block else "")
        )
        return Said(
            fate=Fate(status) if status else Fate.STAFF if role else Fate.KEPT,
            attributes={
                key: attributes[key] for key in CANONICAL if attributes.get(key) not in ("", None)
            },
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


def _titled(read: PersonName, title: str) -> PersonName:
    """Give a name its title from a cell of its own; what is only signs is no name."""
    called = (title_of(title) if title else "") or read.title
    name = read.name
    if called == read.title and (read.nameless or name[:1].isalnum()):
        return read
    bare = not read.nameless and _SEPARATOR.fullmatch(name)
    return read._replace(name="" if bare else name, title=called, key="" if bare else read.key)


def _opens_a_person(first: str) -> bool:
    """Tell whether the first filled cell is nothing that only closes a list."""
    return first.isdecimal() or _closing(first) is None


def _number(cell: str) -> int | None:
    text = cell.removesuffix(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _further(cell: str) -> int:
    """Seats beyond the first that an order brings; more than 99 is a price or a year."""
    count = _number(cell)
    return count - 1 if count and count <= 99 else 0


def _attributes(cells: Sequence[str], layout: Layout) -> tuple[dict[str, Value], list[Doubt]]:
    values: dict[str, Value] = {}
    doubts: list[Doubt] = []
    for name in TEXTS:
        if name in layout.columns:
            values[name] = _text(name, layout.cell(cells, name), layout)
    for name, read in (("first_timer", _first_timer), ("leader", _leader)):
        value, doubt = read(cells, layout)
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


def _leader(cells: Sequence[str], layout: Layout) -> tuple[bool | None, list[Doubt]]:
    return _answer(cells, layout, "leader")


def _first_timer(cells: Sequence[str], layout: Layout) -> tuple[bool | None, list[Doubt]]:
    """From the column itself, its opposite, or a count of participations."""
    doubts: list[Doubt] = []
    for name in ("first_timer", "veteran"):
        if name in layout.columns:
            value, doubt = _answer(cells, layout, name)
            if value is not None:
                return (value if name == "first_timer" else not value), []
            doubts += doubt
    for name, most in (("times", 1), ("times_before", 0)):
        cell = layout.cell(cells, name)
        count = _number(cell)
        if count is not None:
            return count <= most, []
        if cell:
            doubts.append(Doubt(layout.header(name), cell))
    return None, doubts


def _answer(cells: Sequence[str], layout: Layout, name: str) -> tuple[bool | None, list[Doubt]]:
    cell = layout.cell(cells, name)
    value, understood = yes_no(cell)
    if understood:
        return value, []
    if name == "first_timer" and _FIRST.match(fold(cell)):
        return True, []
    return None, [Doubt(layout.header(name), cell)]


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
