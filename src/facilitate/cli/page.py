"""`page`: one file for projector and reception desk that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "page",
        N_("Make a page for projector and reception desk: countdown, places, no network."),
        "facilitate page plan.json -o page.html",
        "facilitate page plan.json -o page.html --language en",
    )(page)


def page(
    plan: options.PlanFile,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar=N_("FILE"), help=N_("Where to write it: page.html.")
        ),
    ] = Path("page.html"),
    private: Annotated[
        bool,
        typer.Option(
            "--private",
            help=N_("With pictures of mixing by attributes: a copy for moderators only."),
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace the file if it is there."))
    ] = False,
) -> None:
    """Write the page of a plan."""
    from facilitate.cli import output
    from facilitate.files import write_atomically
    from facilitate.page import build_page
    from facilitate.plan import read_plan
    from facilitate.words import _, spoken, suggest

    loaded = read_plan(plan)
    suggest(loaded.language)
    text = build_page(loaded, language=spoken(), private=private)
    write_atomically(out, text, overwrite=force)
    output.tell(_("The page is in {file}. Open it in a browser.").format(file=out))
    output.tell_wrapped(
        _("It shows what is known about people: for moderators only.")
        if private
        else _("The names on it are for this event only; do not publish it.")
    )
