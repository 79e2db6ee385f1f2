"""Rows about nobody: blank ones, separators, totals, footnotes, headings of staff."""

from __future__ import annotations

import re

from facilitate.words import fold

from .columns import Layout
from .names import PersonName, address
from .people import Fate
from .table import Row

SEPARATOR = re.compile(r"[-–—_=*.,;:~#+/\\|\s]+")
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
_BLOCK_OF_STAFF = re.compile(r"(?:co-?)?(?:host|panelist|speaker|staff)s? details?:?", re.I)


def is_empty(row: Row) -> bool:
    """Tell whether a row is blank or only separates others."""
    return all(SEPARATOR.fullmatch(cell) for cell in row.cells if cell)


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
    footer = closing(row, layout)
    if footer is not None or person.name:
        return footer
    if address(layout.cell(row.cells, "email")):
        return None
    return Fate.NOTE if len(filled) == 1 else Fate.NAMELESS


def closing(row: Row, layout: Layout) -> Fate | None:
    """Tell whether a row sums up or dates a list: its first words say so, and no others.

    The same for every kind of list: what is a total among people is none of their wishes, either.
    """
    at = next((at for at, cell in enumerate(row.cells) if cell), None)
    fate = None if at is None else _closing(row.cells[at])
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


def opens_a_person(first: str) -> bool:
    """Tell whether the first filled cell is nothing that only closes a list."""
    return first.isdecimal() or _closing(first) is None


def is_staff_block(heading: str) -> bool:
    """Tell whether a heading between rows announces hosts or panelists."""
    return bool(_BLOCK_OF_STAFF.fullmatch(heading))
