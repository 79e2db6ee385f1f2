"""`plan`: from a participant list to a plan file and its summary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

SEED = 1  # fixed, so that the same command gives the same plan


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "plan",
        N_("Decide who sits with whom, and write the plan."),
        "facilitate plan event.yaml",
        "facilitate plan list.csv --method kugellager --rotations 6",
        "facilitate plan list.csv --method sozialplanungspoker --minutes 40 --spread leader",
        'facilitate plan list.csv --method tischrunden --size 4 --apart "17;23"',
    )(plan)


def plan(
    people: Annotated[
        Path,
        typer.Argument(
            metavar=N_("EVENT|PEOPLE"),
            show_default=False,
            help=N_("An event file (event.yaml), or a participant list: CSV or Excel (.xlsx)."),
        ),
    ],
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar=N_("ID"),
            help=N_("The method; “facilitate methods list” names them. A method file works, too."),
        ),
    ] = None,
    rotations: Annotated[
        int | None,
        typer.Option("--rotations", metavar=N_("N"), help=N_("How often people change places.")),
    ] = None,
    minutes: Annotated[
        str | None,
        typer.Option(
            "--minutes",
            metavar=N_("TIME"),
            help=N_("Time for everything, e.g. 40 or 1:15; as many rotations as fit."),
        ),
    ] = None,
    begin: Annotated[
        str | None,
        typer.Option("--from", metavar=N_("TIME"), help=N_("When it begins, e.g. 14:30.")),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar=N_("TIME"), help=N_("When it must end, e.g. 15:10.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start", metavar=N_("WHEN"), help=N_("Date and time, e.g. “2018-11-07 14:30”.")
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar=N_("ZONE"),
            help=N_("Time zone of --start; Europe/Berlin if left out."),
        ),
    ] = None,
    size: Annotated[
        int | None, typer.Option("--size", metavar=N_("N"), help=N_("People in one group."))
    ] = None,
    groups: Annotated[
        int | None, typer.Option("--groups", metavar=N_("N"), help=N_("Number of groups."))
    ] = None,
    spread: Annotated[
        list[str] | None,
        typer.Option(
            "--spread",
            metavar=N_("COLUMN"),
            help=N_("Spread this evenly over the groups, e.g. leader. May be repeated."),
        ),
    ] = None,
    avoid_same: Annotated[
        list[str] | None,
        typer.Option(
            "--avoid-same",
            metavar=N_("COLUMN"),
            help=N_("Seat those who share this apart, e.g. organisation. May be repeated."),
        ),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option(
            "--apart",
            metavar='"A;B"',
            help=N_("These never sit together; names or numbers. Kept in private.yaml."),
        ),
    ] = None,
    together: Annotated[
        list[str] | None,
        typer.Option("--together", metavar='"A;B"', help=N_("These always sit together.")),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option(
            "--fixed", metavar=N_('"A;PLACE"'), help=N_("This person always sits at this place.")
        ),
    ] = None,
    hard: Annotated[
        list[str] | None,
        typer.Option(
            "--hard",
            metavar=N_("RULE"),
            help=N_(
                "Make a goal a must: no-repeat, avoid-same:COLUMN or spread:COLUMN. "
                "May be repeated."
            ),
        ),
    ] = None,
    offers: Annotated[
        Path | None,
        typer.Option("--offers", metavar=N_("FILE"), help=N_("Who offers which card (market).")),
    ] = None,
    wishes: Annotated[
        Path | None,
        typer.Option(
            "--wishes", metavar=N_("FILE"), help=N_("Who wants to talk about which card (market).")
        ),
    ] = None,
    seats: Annotated[
        str,
        typer.Option(
            "--seats",
            metavar="numbered|free",
            help=N_("In circles: every seat named, or only circle and side."),
        ),
    ] = "numbered",
    no_mix: Annotated[
        bool, typer.Option("--no-mix", help=N_("Leave the method's own mixing goals out."))
    ] = False,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar=N_("TEXT"), help=N_("What the event is called.")),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar=N_("N"), help=N_("Another number gives another plan; 1 if left out.")
        ),
    ] = SEED,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit", metavar=N_("SECONDS"), help=N_("Stop searching after this time.")
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE"),
            help=N_("Where the plan goes; beside the list under a new name if left out."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace the file of -o if it is there."))
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar=N_("PLAN"),
            help=N_("An earlier plan of this event; as few seats as possible change."),
        ),
    ] = None,
    alone: Annotated[
        bool,
        typer.Option(
            "--alone", help=N_("Show beside it what planning each session alone would give.")
        ),
    ] = False,
    details: Annotated[
        bool, typer.Option("--details", help=N_("Show the mathematics, too."))
    ] = False,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    column: options.Column = None,
    keep_staff: options.KeepStaff = False,
    numbers: options.Numbers = None,
    as_json: options.Json = False,
) -> None:
    """Read the event or the list, plan it, write the plan, say what it reached."""
    from facilitate.cli import event_plan
    from facilitate.cli.making import Target, make
    from facilitate.cli.request import Request
    from facilitate.intake import numbers_path

    request = Request(
        method=method or "",
        rotations=rotations,
        minutes=minutes,
        begin=begin,
        end=end,
        start=start,
        timezone=timezone,
        size=size,
        groups=groups,
        spread=tuple(spread or ()),
        avoid_same=tuple(avoid_same or ()),
        apart=tuple(apart or ()),
        together=tuple(together or ()),
        fixed=tuple(fixed or ()),
        hard=tuple(hard or ()),
        offers=offers,
        wishes=wishes,
        seats=seats,
        own_mix=not no_mix,
        title=title,
        seed=seed,
        time_limit=time_limit,
    )
    inputs = [numbers or numbers_path(people), *(path for path in (offers, wishes) if path)]
    if Path(request.method).suffix:
        inputs.append(Path(request.method))
    if keep is not None:
        inputs.append(keep)
    target = Target(people, output, force, as_json, details, tuple(inputs))
    target.refuse_early()
    if options.is_event_file(people):
        event_plan.refuse_options(request)
        event_plan.make_event(people, request, target, numbers, keep, alone)
        return
    if alone:
        event_plan.refuse_alone()
    request.check()
    intake = options.read_list(people, encoding, delimiter, sheet, column, keep_staff, numbers)
    make(request, intake, target, numbers, keep)
