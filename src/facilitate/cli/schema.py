"""`schema`: the JSON schemas of the files, for editors and other programs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

KINDS = ("event", "plan", "public", "method")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "schema",
        N_("Print the JSON schema of event files, plans, public plans or method files."),
        "facilitate schema event > event.schema.json",
        "facilitate schema plan > plan.schema.json",
        "facilitate schema method",
    )(schema)


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="event|plan|public|method",
            show_default=False,
            help=N_("Of which kind of file."),
        ),
    ],
) -> None:
    """Print the schema of one kind of file."""
    from facilitate.cli import output
    from facilitate.words import _

    wanted = options.one_of(_("The kind of file"), kind, KINDS)
    output.say_json(_schema_of(wanted))


def _schema_of(kind: str) -> dict[str, Any]:
    if kind == "event":
        from facilitate.event_schema import event_schema

        return event_schema()
    if kind == "plan":
        from facilitate.plan import Plan

        return Plan.model_json_schema(by_alias=True)
    if kind == "public":
        from facilitate.exports.public import PublicPlan

        return PublicPlan.model_json_schema(by_alias=True)
    from facilitate.method import Method

    return Method.model_json_schema(by_alias=True)
