"""`show`, `timetable` and `check`: what is in a plan, when it runs, and whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.plan import Plan
    from facilitate.preparing import Brief

RULE_BROKEN = 4
VIEWS = ("rotation", "place", "person", "matrix", "contacts", "mixing")
READERS = ("participants", "moderators", "rooms")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    command(
        app,
        "show",
        N_("Show who sits where, who meets whom, and how groups are mixed; also as pictures."),
        "facilitate show plan.json --by place",
        "facilitate show plan.json --person 17",
        "facilitate show plan.json --by matrix --svg matrix.svg",
    )(show)
    command(
        app,
        "timetable",
        N_("Show when everything runs: for participants, moderators or rooms."),
        "facilitate timetable plan.json",
        "facilitate timetable plan.json --for moderators --day 2018-11-08",
    )(timetable)
    command(
        app,
        "check",
        N_("Check a plan, also one edited by hand; every broken rule is told."),
        "facilitate check plan.json",
        "facilitate check plan.json --event event.yaml",
        "facilitate check plan.json --private private.yaml",
    )(check)


def show(
    plan: options.PlanFile,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="|".join(VIEWS),
            help=N_(
                "In which order; by rotation if left out. The matrix shows who meets whom, "
                "contacts how many each, mixing how groups are made up."
            ),
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar=N_("NAME"), help=N_("Only this person: number or name.")),
    ] = None,
    attribute: Annotated[
        str | None,
        typer.Option(
            "--attribute",
            metavar=N_("NAME"),
            help=N_("By which attribute --by mixing tells groups, e.g. sector."),
        ),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg",
            metavar=N_("FILE"),
            help=N_("Write matrix, contacts or mixing as a picture to this file."),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace the picture if it is there."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Show a plan in one of its orders."""
    from facilitate.cli import pictures, tables
    from facilitate.cli.view_data import say_view
    from facilitate.files import refuse_early
    from facilitate.plan import read_plan

    order = options.one_of("--by", by or ("rotation" if person is None else "person"), VIEWS)
    pictures.refuse(order, attribute, svg, person)
    if svg is not None:
        refuse_early([svg], overwrite=force)
    loaded = read_plan(plan)
    if svg is not None:
        pictures.write(loaded, order, attribute, svg, force=force)
    elif as_json:
        say_view(loaded, order, attribute if order == "mixing" else person)
    elif order == "mixing":
        pictures.show_mixing(loaded, attribute)
    elif order == "contacts":
        pictures.show_contacts(loaded)
    elif order == "matrix":
        tables.show_matrix(loaded, person)
    elif person is not None:
        tables.show_one(loaded, person, order)
    else:
        {
            "rotation": tables.show_rotations,
            "place": tables.show_places,
            "person": tables.show_people,
        }[order](loaded)


def timetable(
    plan: options.PlanFile,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="|".join(READERS),
            help=N_(
                "For whom: participants see the sessions, moderators every minute with what to "
                "say, rooms what must stand there and when."
            ),
        ),
    ] = "participants",
    day: Annotated[
        str | None,
        typer.Option(
            "--day", metavar=N_("DAY"), help=N_("Only this day: 2018-11-08, or 2 for the second.")
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Show when everything runs, for one of three readers."""
    from facilitate.agenda import find_day
    from facilitate.cli import running
    from facilitate.plan import read_plan

    order = options.one_of("--for", reader, READERS)
    loaded = read_plan(plan)
    say = running.say_timetable if as_json else running.show_timetable
    say(loaded, order, None if day is None else find_day(loaded, day))


def check(
    plan: options.PlanFile,
    private: Annotated[
        Path | None,
        typer.Option(
            "--private",
            metavar=N_("FILE"),
            help=N_(
                "Who must not meet; private.yaml beside the plan, and the one of the event, "
                "if left out."
            ),
        ),
    ] = None,
    event: Annotated[
        Path | None,
        typer.Option(
            "--event",
            metavar=N_("FILE"),
            help=N_(
                "The event file; tells what has changed in it since the plan was made. Its rules "
                "are checked, too, where it lies unchanged beside the plan."
            ),
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Check a plan against all its rules; a broken one gives exit code 4."""
    from facilitate.checking import check as check_plan
    from facilitate.checking import check_against, check_unwritten_rules
    from facilitate.cli import output
    from facilitate.errors import PlanError
    from facilitate.plan import read_plan
    from facilitate.private import PrivateRules, read_private
    from facilitate.words import _
    from facilitate.yaml_source import validate

    loaded = read_plan(plan)
    brief = _event_of(loaded, plan, event)
    if private is not None:
        rules: PrivateRules | None = validate(PrivateRules, private, error=PlanError)
    else:
        rules = read_private(plan.parent)
    known = PrivateRules() if brief is not None and rules is None else rules
    found = [*check_plan(loaded, known)]
    if brief is not None:
        found += check_unwritten_rules(loaded, brief.event, brief.inputs.needs)
    if event is not None and brief is not None:
        found += check_against(loaded, brief.event, brief.roster)
    findings = tuple(dict.fromkeys(found))
    if as_json:
        output.say_json([output.as_data(finding) for finding in findings])
    else:
        for finding in sorted(findings, key=lambda f: output.GRAVITY[f.level]):
            output.say(output.finding_text(finding))
        output.wrapped(_checked(loaded))
        output.say(output.count_of(findings))
    if any(finding.level == "error" for finding in findings):
        if not as_json:
            output.tell(_("The plan breaks a rule."))
        raise typer.Exit(RULE_BROKEN)


def _event_of(plan: Plan, path: Path, named: Path | None) -> Brief | None:
    """Load the event that is named, or the one beside the plan that it was made from."""
    from facilitate.errors import FacilitateError
    from facilitate.preparing import event_beside, load_event

    if named is not None:
        return load_event(named)
    source = event_beside(plan, path.parent)
    try:
        return None if source is None else load_event(source)
    except FacilitateError:  # its list or its wishes are not here: the plan is checked without
        return None


def _checked(plan: Plan) -> str:
    from facilitate.words import _, ngettext

    rotations = sum(len(session.rotations) for session in plan.sessions)
    return _(
        "Checked: {people}, {rotations}; who sits where, group sizes, times and rules."
    ).format(
        people=ngettext("{count} person", "{count} people", len(plan.participants)).format(
            count=len(plan.participants)
        ),
        rotations=ngettext("{count} rotation", "{count} rotations", rotations).format(
            count=rotations
        ),
    )
