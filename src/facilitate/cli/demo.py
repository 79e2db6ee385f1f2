"""`demo`: the built-in forum list planned with three methods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.intake import Intake
    from facilitate.plan import Plan

MARKER = ".facilitate-demo"
METHODS = ("kugellager", "sozialplanungspoker", "titel-thesen-fragmente")
SHOWN = 3  # groups of a rotation that are printed


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "demo",
        N_("Plan the built-in list of 80 people with three methods, and show the result."),
        "facilitate demo",
    )(demo)


def demo(
    directory: Annotated[
        Path,
        typer.Option(
            "--directory",
            metavar=N_("DIR"),
            help=N_("Where to; facilitate-demo if left out."),
        ),
    ] = Path("facilitate-demo"),
) -> None:
    """Plan, show and keep the three methods of the forum."""
    from facilitate.catalogue import data_folder
    from facilitate.cli import output
    from facilitate.intake import numbers_path, read_people, write_numbers
    from facilitate.words import _

    _claim(directory)
    people = _copy(data_folder("examples") / "forum-2018", directory)
    intake = read_people(people)
    write_numbers(intake, numbers_path(people))
    output.wrapped(intake.reconciliation.sentence())
    plans = [(method, _planned(method, intake, directory)) for method in METHODS]
    for method, plan in plans:
        path = directory / f"{method}.plan.json"
        plan.write(path, overwrite=True)
        _show(plan)
    _show_pictures([plan for _method, plan in plans])
    output.tell(_("The list and the three plans are in {folder}.").format(folder=directory))
    output.tell(_("Next:"))
    output.tell(f"  facilitate show {directory / METHODS[0]}.plan.json --person 17")
    output.tell(f"  facilitate timetable {directory / METHODS[1]}.plan.json")


def _claim(directory: Path) -> None:
    """Make the folder and mark it as ours.

    Raises
    ------
    FileError
        If it is there, has files in it and no mark of ours, or cannot be made.
    """
    from facilitate.errors import FileError
    from facilitate.files import write_atomically
    from facilitate.words import _

    if directory.exists() and not directory.is_dir():
        raise FileError(
            _("{file} is a file, not a folder.").format(file=directory),
            code="demo-folder-is-file",
            where=str(directory),
            hint=_("Choose another folder with --directory."),
        )
    if directory.exists() and not (directory / MARKER).exists() and any(directory.iterdir()):
        raise FileError(
            _("{folder} is there already and not from an earlier demo.").format(folder=directory),
            code="demo-folder-foreign",
            where=str(directory),
            hint=_("Nothing was changed. Choose another folder with --directory."),
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            _("{folder} cannot be made: {reason}.").format(folder=directory, reason=error.strerror),
            code="demo-folder-impossible",
            where=str(directory),
            hint=_("Choose another folder with --directory."),
        ) from error
    text = _("This folder was made by “facilitate demo”; the next demo rewrites its files.")
    write_atomically(directory / MARKER, text + "\n", overwrite=True)


def _copy(source: Path, directory: Path) -> Path:
    from facilitate.files import read_bytes, write_atomically

    for name in ("participants.csv", "offers.csv"):
        write_atomically(directory / name, read_bytes(source / name), overwrite=True)
    return directory / "participants.csv"


def _planned(method: str, intake: Intake, directory: Path) -> Plan:
    from facilitate.catalogue import load_method
    from facilitate.cli.progress import watching
    from facilitate.cli.request import Request
    from facilitate.planning import Inputs, plan_event

    spec = load_method(method)
    market = spec.formation == "market"
    request = Request(
        method, start="2018-11-07 14:30", offers=directory / "offers.csv" if market else None
    )
    offers = request.read_offers(intake)
    inputs = Inputs(
        offers=offers.by_session(method),
        hashes={intake.source: intake.sha256, **offers.inputs},
    )
    with watching() as progress:
        return plan_event(
            request.event(spec, intake.roster, ()),
            intake.roster,
            methods=lambda _named: spec,
            inputs=inputs,
            progress=progress,
        ).plan


def _show(plan: Plan) -> None:
    from facilitate.cli import output
    from facilitate.summary import count_up, summary_lines
    from facilitate.words import _, clock, ngettext

    output.say()
    output.heading(plan.title)
    for line in summary_lines(plan, count_up(plan)):
        output.wrapped(line)
    output.say()
    for session in plan.sessions:
        labels, people = session.place_labels(), plan.people()
        rows = []
        for rotation in session.rotations:
            seen = [
                f"{labels[group.place]}: {', '.join(people[p].label for p in group.members)}"
                for group in rotation.groups[:SHOWN]
            ]
            left = len(rotation.groups) - len(seen)
            more = ngettext("{count} more group", "{count} more groups", left).format(count=left)
            time = f"{clock(rotation.start)}–{clock(rotation.end)}"
            rows.append([str(rotation.number), time, " | ".join(seen), more if left else ""])
        output.table([_("Rotation"), _("Time"), _("Who sits there"), ""], rows)


def _show_pictures(plans: list[Plan]) -> None:
    from facilitate.cli import output, running, tables
    from facilitate.words import _

    output.say()
    running.show_timetable(plans[0])
    output.heading(_("Who meets whom: {session}").format(session=plans[1].title))
    tables.show_matrix(plans[1])
    output.say()
