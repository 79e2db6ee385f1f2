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
    )(simulate)


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
    details: Annotated[
        bool,
        typer.Option("--details", help=N_("Show all figures and all assumptions, too.")),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Simulate a plan and give four plain answers."""
    from facilitate.cli import rehearsal

    asked = rehearsal.Asked(session, runs, seed, tuple(assume or ()))
    rehearsal.tell_one(plans[0], asked, details=details, as_json=as_json)
