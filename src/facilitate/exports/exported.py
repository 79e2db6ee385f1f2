"""What an export is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from facilitate.errors import Finding

Shape = Literal["wide", "long"]
RosterKey = Literal["id", "number", "email"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export may be told; what a format has no use for it does not look at.

    Parameters
    ----------
    shape
        ``csv``: a row for each person (wide), or for each person and rotation (long); None is
        both.
    delimiter
        ``csv``: sign between columns; empty is the one that Excel expects in the language in use.
    roster
        ``bbb``: what a person is called in a roster.
    person
        ``ics``: id of the only person whose calendar is wanted.
    edition
        ``ics``: which edition it is, from 1; entries replace those of an earlier one.
    """

    shape: Shape | None = None
    delimiter: str = ""
    roster: RosterKey = "id"
    person: str | None = None
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Exported:
    """Files with their names, and what there is to say about them.

    Parameters
    ----------
    files
        File name → bytes, in the order in which they are read.
    findings
        What did not fit, and what to know before the files are used.
    """

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()
