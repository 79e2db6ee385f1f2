"""`schema`: the JSON schemas of the files, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

KINDS = ("plan", "method")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "schema",
        N_("Print the JSON schema of plan files or of method files."),
        "facilitate schema plan > plan.schema.json",
        "facilitate schema method",
    )(schema)


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="plan|method", show_default=False, help=N_("Of which kind of file.")
        ),
    ],
) -> None:
    """Print the schema of one kind of file."""
    from facilitate.cli import output
    from facilitate.method import Method
    from facilitate.plan import Plan
    from facilitate.words import _

    wanted = options.one_of(_("The kind of file"), kind, KINDS)
    model = Plan if wanted == "plan" else Method
    output.say_json(model.model_json_schema(by_alias=True))
