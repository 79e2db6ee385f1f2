"""`simulate`: what will happen in the room, before it happens."""

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
        "simulate",
        N_("Play a plan through many times: who meets whom, what ends late, who is missing."),
        "facilitate simulate plan.json",
        "facilitate simulate plan.json --session poker --assume no_show=0.15",
        "facilitate simulate plan.json --session poker --vary size=4,5 --vary rotations=2..4",
        "facilitate simulate plan.json --html report.html --pdf report.pdf",
    )(simulate)
    command(
        app,
        "calibrate",
        N_("Learn from your own record how long things take and how many stay away."),
        "facilitate calibrate record.csv",
        "facilitate calibrate record.csv -o ours.yaml",
    )(calibrate)


def simulate(
    plans: Annotated[
        list[Path],
        typer.Argument(
            metavar=N_("PLAN|EVENT..."),
            show_default=False,
            help=N_("A plan, or an event file that is planned first; several are compared."),
        ),
    ],
    session: Annotated[
        str | None,
        typer.Option("--session", metavar="ID", help=N_("Only this session, by its id.")),
    ] = None,
    runs: Annotated[
        int,
        typer.Option("--runs", metavar=N_("N"), help=N_("How often it is played through.")),
    ] = 1000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar=N_("N"), help=N_("Another number gives other chance; 1 if left out.")
        ),
    ] = 1,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar=N_("NAME=VALUE"),
            help=N_("Assume something else, e.g. no_show=0.12, or a file of such. Repeatable."),
        ),
    ] = None,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar=N_("NAME=VALUES"),
            help=N_(
                "Compare variants, e.g. size=4,5,6 or rotations=2..5 or no-show=0..0.3. Repeatable."
            ),
        ),
    ] = None,
    sensitivity: Annotated[
        bool,
        typer.Option("--sensitivity", help=N_("Show which assumption turns which answer, too.")),
    ] = False,
    details: Annotated[
        bool,
        typer.Option("--details", help=N_("Show all figures and all assumptions, too.")),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar=N_("FILE"), help=N_("Write a report with pictures as a web page.")
        ),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", metavar=N_("FILE"), help=N_("Write the same report as a PDF.")),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace the files of --html and --pdf."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Simulate a plan and give four plain answers, or compare several plans or variants."""
    from facilitate.cli import rehearsal

    asked = rehearsal.Asked(session, runs, seed, tuple(assume or ()), tuple(vary or ()))
    show = rehearsal.Show(details, sensitivity, as_json, html, pdf, force)
    asked.check(plans, show)
    if len(plans) == 1 and not asked.vary:
        rehearsal.tell_one(plans[0], asked, show)
        return
    from facilitate.cli import comparison

    if asked.vary:
        comparison.compare_varied(plans[0], asked, show)
    else:
        comparison.compare_several(plans, asked, show)


def calibrate(
    records: Annotated[
        list[Path],
        typer.Argument(
            metavar=N_("RECORD..."),
            show_default=False,
            help=N_(
                "Lists with a line for each session: planned and actual minutes, people expected "
                "and present. CSV or Excel (.xlsx)."
            ),
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE"),
            help=N_("Write the values there, for “simulate --assume FILE”."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace the file of -o if it is there."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Fit assumptions to a record."""
    from facilitate.cli import calibration

    calibration.tell_calibration(records, target, force=force, as_json=as_json)
