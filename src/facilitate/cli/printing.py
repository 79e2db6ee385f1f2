"""`print`: everything that people hold in their hands, as PDFs in the order of printing."""

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
        "print",
        N_("Print cards, lists and signs: PDFs in the order of printing, ready to be cut."),
        "facilitate print plan.json -o print",
        "facilitate print plan.json -o print --cards --large",
        "facilitate print plan.json -o print --changed",
        "facilitate print plan.json -o print --outdated",
        "facilitate print plan.json -o print --person 17",
    )(print_)


def print_(
    plan: options.PlanFile,
    folder: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FOLDER"),
            show_default=False,
            help=N_("Where the PDFs go; made if it is not there."),
        ),
    ],
    cards: Annotated[
        bool, typer.Option("--cards", help=N_("Only what is named: everybody's card."))
    ] = False,
    badges: Annotated[
        bool, typer.Option("--badges", help=N_("Backs of name badges, 90 × 55 mm."))
    ] = False,
    wall: Annotated[
        bool, typer.Option("--wall", help=N_("Lists for the wall, by name and by place."))
    ] = False,
    signs: Annotated[
        bool, typer.Option("--signs", help=N_("Signs for tables, stalls and rooms, to be folded."))
    ] = False,
    runsheet: Annotated[
        bool,
        typer.Option("--runsheet", help=N_("Every minute for those who moderate, with the room.")),
    ] = False,
    materials: Annotated[
        bool,
        typer.Option("--materials", help=N_("What the methods need: sets of cards, lists, forms.")),
    ] = False,
    report: Annotated[
        bool,
        typer.Option(
            "--report", help=N_("What the plan reaches, in sentences and pictures; only if said.")
        ),
    ] = False,
    large: Annotated[
        bool, typer.Option("--large", help=N_("Cards in large print: 14 points and more."))
    ] = False,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person",
            metavar=N_("NAME"),
            help=N_("Only this person's card: number or name. May be said several times."),
        ),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed", help=N_("Only cards and signs that say something new since the last time.")
        ),
    ] = False,
    outdated: Annotated[
        bool,
        typer.Option(
            "--outdated",
            help=N_("All that was handed out and is not right any more; replaces those PDFs."),
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--everything",
            help=N_("Also materials that are left out because others do, e.g. sets of cards."),
        ),
    ] = False,
    spares: Annotated[
        int | None,
        typer.Option(
            "--spares",
            metavar="N",
            min=0,
            max=99,
            show_default=False,
            help=N_("How many spare cards keep a free place; 4, or as many as handed out before."),
        ),
    ] = None,
    letter: Annotated[
        bool, typer.Option("--letter", help=N_("US Letter paper instead of A4."))
    ] = False,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--stamp",
            metavar=N_("TIME"),
            help=N_("Date and time of this edition; now if left out: “2018-11-05 18:10”."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace PDFs that are there."))
    ] = False,
) -> None:
    """Print what people hold in their hands."""
    from threading import Thread

    from facilitate.handouts.typesetting import warm_up

    Thread(target=warm_up).start()  # typst leaves Python free, to load all that is to come
    from facilitate.cli.handing_out import Asked, hand_out

    kinds = {
        "cards": cards,
        "badges": badges,
        "wall": wall,
        "signs": signs,
        "runsheet": runsheet,
        "materials": materials,
        "report": report,
    }
    hand_out(
        plan,
        Asked(
            folder=folder,
            kinds=tuple(kind for kind, wanted in kinds.items() if wanted),
            people=tuple(person or ()),
            large=large,
            changed=changed or outdated,
            outdated=outdated,
            everything=everything,
            spares=spares,
            paper="letter" if letter else "a4",
            stamp=stamp,
            force=force or outdated,
        ),
    )
