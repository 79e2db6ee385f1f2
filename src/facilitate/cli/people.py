"""`people`: what a participant list says, and what became of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.intake import Intake
    from facilitate.roster import Participant

SHOWN = ("place", "sector", "function", "first_timer", "leader", "access")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "people",
        N_("Read a participant list and say what became of every row."),
        "facilitate people list.csv",
        "facilitate people list.xlsx --sheet Anmeldungen --column sector=Bereich",
    )(people)


def people(
    file: options.PeopleFile,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    column: options.Column = None,
    keep_staff: options.KeepStaff = False,
    numbers: options.Numbers = None,
    as_json: options.Json = False,
) -> None:
    """Read a list, show its people, keep their numbers, account for every row."""
    from facilitate.cli import output

    intake = options.read_list(file, encoding, delimiter, sheet, column, keep_staff, numbers)
    kept = options.keep_numbers(intake, file, numbers)
    if as_json:
        output.say_json(_as_data(intake))
        output.tell_wrapped(kept)
        return
    _show_table(intake)
    output.tell_findings(intake.findings)
    if intake.changes is not None:
        output.wrapped(intake.changes.sentence())
    output.wrapped(intake.reconciliation.sentence())
    output.tell_wrapped(kept)


def _show_table(intake: Intake) -> None:
    from facilitate.cli import layout, output
    from facilitate.roster import attribute_name
    from facilitate.words import _, listed

    asked = [key for key in SHOWN if key in intake.roster.columns]
    columns = [key for key in asked if any(p.value(key) is not None for p in intake.roster)]
    unknown = [attribute_name(key) for key in asked if key not in columns]
    narrow: list[str] = []
    while columns and layout.least_width(_cells(intake, columns)) > output.width():
        narrow.insert(0, attribute_name(columns.pop()))
    headers, *rows = _cells(intake, columns)
    output.table(headers, rows, right=frozenset({0}))
    output.say()
    if unknown:
        output.wrapped(
            _("Not known of anybody and not shown: {columns}.").format(columns=listed(unknown))
        )
    if narrow:
        output.wrapped(_("Shown in a wider window only: {columns}.").format(columns=listed(narrow)))


def _cells(intake: Intake, columns: list[str]) -> list[list[str]]:
    """Give the header and the rows of the table."""
    from facilitate.roster import attribute_name, value_name
    from facilitate.words import _

    belong = any(p.organisation for p in intake.roster)
    header = [
        _("No."),
        _("Name"),
        *[_("Organisation")][: int(belong)],
        *map(attribute_name, columns),
    ]
    rows = (
        [
            str(p.number),
            _full_name(p),
            *[p.organisation][: int(belong)],
            *(value_name(p.value(key)) for key in columns),
        ]
        for p in intake.roster
    )
    return [header, *rows]


def _full_name(person: Participant) -> str:
    return f"{person.title} {person.name}".strip()


def _as_data(intake: Intake) -> dict[str, Any]:
    from facilitate.cli.output import as_data

    return {
        "source": intake.source,
        "sha256": intake.sha256,
        "people": [
            {
                "number": p.number,
                "id": p.id,
                "name": p.name,
                "title": p.title,
                "email": p.email,
                "attributes": dict(p.attributes),
                "extra": dict(p.extra),
                "row": p.row,
            }
            for p in intake.roster
        ],
        "reconciliation": intake.reconciliation.sentence(),
        "changes": intake.changes.sentence() if intake.changes is not None else None,
        "findings": [as_data(finding) for finding in intake.findings],
    }
