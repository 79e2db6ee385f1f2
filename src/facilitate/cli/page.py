"""`page`: one file for projector and reception desk that needs no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

_OTHERS = frozenset((".csv", ".tsv", ".xlsx", ".xlsb", ".ods", ".json", ".yaml", ".numbers"))

if TYPE_CHECKING:
    from facilitate.plan import Plan


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
    printed: Annotated[
        Path | None,
        typer.Option(
            "--printed",
            metavar=N_("FOLDER"),
            help=N_(
                "Where “facilitate print” put its PDFs; the page then says which edition it "
                "shows. The page's own folder if left out."
            ),
        ),
    ] = None,
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
    from facilitate.cli.freshness import tell_doubts
    from facilitate.errors import UsageError
    from facilitate.files import refuse_early, write_atomically
    from facilitate.page import build_page
    from facilitate.plan import read_plan
    from facilitate.words import _, spoken, suggest

    if out.suffix.lower() in _OTHERS:
        raise UsageError(
            _("“{file}” cannot be the page: its ending is that of a list or a plan.").format(
                file=out.name
            ),
            code="page-not-html",
            hint=_("Give it a name that ends in .html; nothing was written."),
        )
    loaded = read_plan(plan)
    refuse_early([out], overwrite=force)
    suggest(loaded.language)
    tell_doubts(loaded, plan)
    edition = _edition(loaded, printed or out.parent)
    text = build_page(loaded, language=spoken(), edition=edition, private=private)
    write_atomically(out, text, overwrite=force)
    output.tell(_("The page is in {file}. Open it in a browser.").format(file=out))
    output.tell_wrapped(
        _("It shows what is known about people: for moderators only.")
        if private
        else _("The names on it are for this event only; do not publish it.")
    )


def _edition(plan: Plan, folder: Path) -> Callable[[], str] | None:
    """Give what says the edition that was printed of this very plan; warn if it was another."""
    from datetime import datetime

    from facilitate.cli import output
    from facilitate.errors import Finding, Level
    from facilitate.handouts.edition import edition_of, read_edition
    from facilitate.words import _

    record = read_edition(folder)
    if record is None:
        return None
    if edition_of(plan, record, datetime.min, stamped=False) == record:
        return lambda: record.label
    output.tell_finding(
        Finding(
            Level.WARNING,
            "page-other-edition",
            _("What was printed last ({edition}) is another plan than the page shows.").format(
                edition=record.label
            ),
            str(folder),
            _(
                "If this plan is the newer one, print what has changed: facilitate print … "
                "--outdated. If it is the older one, make the page of the newer one."
            ),
        )
    )
    return None
