"""The formats there are, and the one way to write a plan in any of them."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any

from facilitate.errors import UsageError
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.texts import control_findings
from facilitate.plan import Plan
from facilitate.words import _, did_you_mean, listed

FORMATS = MappingProxyType(
    {
        "csv": "csv_files",
        "xlsx": "workbook",
        "ics": "ics",
        "zoom": "zoom",
        "bbb": "bbb",
        "text": "text",
        "json": "public",
    }
)
"""Name of a format → the module here whose `write` makes it; loaded when it is needed."""


def names(plan: Plan, format_name: str, options: ExportOptions | None = None) -> tuple[str, ...]:
    """Name the files that `export` gives, without making them; see there."""
    found: tuple[str, ...] = _module(format_name).names(plan, options or ExportOptions())
    return found


def export(plan: Plan, format_name: str, options: ExportOptions | None = None) -> Exported:
    """Write `plan` for another program.

    Parameters
    ----------
    plan
        The whole plan, or a part of it; see `only`.
    format_name
        One of `FORMATS`.
    options
        What the format is told; see `ExportOptions`.

    Returns
    -------
    The files with their bytes, none of them written yet, and what there is to say about them.
    The same plan, options and language give the same bytes.

    Raises
    ------
    UsageError
        If there is no such format.
    PlanError
        If the plan has nothing for this format.
    """
    made: Exported = _module(format_name).write(plan, options or ExportOptions())
    return Exported(made.files, (*control_findings(plan), *made.findings))


def _module(format_name: str) -> Any:
    if format_name not in FORMATS:
        raise UsageError(
            _("There is no format “{format}”.").format(format=format_name),
            code="export-format-unknown",
            where="format",
            hint=did_you_mean(format_name, FORMATS)
            or _("Possible: {allowed}.").format(allowed=listed(list(FORMATS))),
        )
    return import_module(f"facilitate.exports.{FORMATS[format_name]}")
