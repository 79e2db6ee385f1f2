"""How a list is to be read where it does not say so itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What the person at the laptop says about a list.

    Parameters
    ----------
    encoding
        Character set, such as ``cp1252``; None recognises it. Texts that look destroyed are
        then taken as they are.
    delimiter
        Sign between two columns, such as ``;`` or ``tab``; None recognises it.
    sheet
        Name of the sheet of a workbook; None takes the first one with people.
    columns
        Attribute → header of the list, such as ``{"sector": "Bereich"}``.
    keep_staff
        Whether speakers, moderators and the team take a seat, too.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    keep_staff: bool = False


AS_IT_COMES = ListOptions()
"""Everything is recognised."""
