"""What a row says beside the name: attributes, status, role, remark, further seats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitate.roster import CANONICAL, TEXTS, Value
from facilitate.words import fold

from .cells import (
    beside_answer,
    is_no_organisation,
    is_staff_role,
    leads,
    names_access,
    names_substitute,
    said_remark,
    said_status,
    status_of,
    yes_no,
)
from .columns import PEOPLE, Layout
from .dismissing import SEPARATOR
from .people import Doubt, Fate, Said

PLAIN_TEXTS = ("organisation", "place", "sector")
"""Attributes that are what their cell says, whatever stands beside it."""
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}[- ])?\d{4,5}\s+(?=\D)")
STAFF_HEADERS = frozenset(
    ("rolle", "role", "funktion", "function", "kategorie", "category", "status")
)
_FIRST = re.compile(
    r"(?:ich )?(?:bin )?(?:zum |das )?(?:1\.?|erste[ns]?) mal|erstmal[si]|erst ?teiln|erstbesuch"
    r"|first|neu\b|neuling|noch nie"
)
_AGAIN = re.compile(
    r"(?:war |bin |ich )*(?:schon|bereits)\b|wiederh|mehrfach|mehrmals|zum (?:[2-9]|\d\d)\.? mal"
    r"|zum (?:zweiten|dritten|vierten|wiederholten) mal|stammgast|alter hase|returning|again"
    r"|(?:been|attended) before"
)


def said_in(
    cells: Sequence[str], layout: Layout, *, staff_block: bool = False, keep_staff: bool = False
) -> Said:
    """Read what the cells of a row say beside name, address and number.

    Parameters
    ----------
    cells
        The cells of the row.
    layout
        What the columns mean.
    staff_block
        Whether the row stands under a heading such as “Host Details”.
    keep_staff
        Whether role words are to be passed over.
    """
    attributes, doubts = _attributes(cells, layout)
    remark, status = layout.cell(cells, "remark"), _status(cells, layout)
    said = said_remark(remark)
    if said in ("cancelled", "waiting"):
        status, remark = status or said, remark if names_substitute(remark) else ""
    if names_access(remark):
        attributes["access"] = attributes.get("access") or remark
        remark = ""
    diet = layout.cell(cells, "diet")
    if names_access(diet):
        attributes["access"] = "; ".join(filter(None, (str(attributes.get("access") or ""), diet)))
    role = "" if keep_staff else _role(cells, layout) or ("-" if staff_block else "")
    return Said(
        fate=Fate(status) if status else Fate.STAFF if role else Fate.KEPT,
        attributes=_known(attributes),
        ordered=_further(layout.cell(cells, "quantity")),
        remark=remark,
        unpaid=_unpaid(cells, layout),
        special=yes_no(layout.cell(cells, "special"))[0] is True,
        role=role,
        doubts=tuple(doubts),
    )


def with_texts(said: Said, texts: Mapping[str, Value]) -> Said:
    """Give what a row says that has these plain texts beside all else in `said`."""
    return replace(said, attributes=_known({**said.attributes, **texts}))


def _known(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {key: attributes[key] for key in CANONICAL if attributes.get(key) not in ("", None)}


def number_in(cell: str) -> int | None:
    """Read a whole number below a thousand million; None if the cell is none."""
    text = cell.removesuffix(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _further(cell: str) -> int:
    """Seats beyond the first that an order brings; more than 99 is a price or a year."""
    count = number_in(cell)
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
    return _access(cell, layout) if name == "access" else text_in(name, cell)


def text_in(name: str, cell: str) -> str:
    """Read an attribute that is what its cell says; empty where that is nothing."""
    if name == "place":
        return _POSTCODE.sub("", cell)
    nothing = SEPARATOR.fullmatch(cell) or (name == "organisation" and is_no_organisation(cell))
    return "" if nothing else cell


def _access(cell: str, layout: Layout) -> str:
    """Give what somebody needs: what the cell says, or the header where it only says yes."""
    wanted, understood = yes_no(cell)
    said = beside_answer(cell)
    if names_access(said):
        return cell
    if understood:
        header = layout.header("access") if wanted else ""
        return f"{header}: {cell}" if header and any(map(str.isalpha, said)) else header
    return "" if fold(cell).strip(". ") in _NO_NEEDS else cell


_NO_NEEDS = frozenset(("kein bedarf", "keine besonderheiten", "keiner", "nicht noetig", "no needs"))


def _leader(cells: Sequence[str], layout: Layout) -> tuple[bool | None, list[Doubt]]:
    value, doubts = _answer(cells, layout, "leader")
    if doubts and names_functions(layout):
        return leads(layout.cell(cells, "leader")), []
    return value, doubts


def names_functions(layout: Layout) -> bool:
    """Tell whether leaders are read from a column of functions, as somebody asked."""
    meant = PEOPLE.meaning(layout.header("leader")) if "leader" in layout.columns else None
    return meant is not None and meant[0] == "function"


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
        count = number_in(cell)
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
    if name in ("first_timer", "veteran"):
        said = fold(cell)
        for words, first in ((_FIRST, True), (_AGAIN, False)):
            if words.match(said):
                return first == (name == "first_timer"), []
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
    if "function" in layout.columns and fold(layout.header("function")) in STAFF_HEADERS:
        names.append("function")
    for name in names:
        cell = layout.cell(cells, name)
        if is_staff_role(cell):
            return cell
    return ""
