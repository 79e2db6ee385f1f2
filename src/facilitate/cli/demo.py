"""`demo`: the built-in forum of three days, planned and shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.plan import Plan

MARKER = ".facilitate-demo"
PLAN = "plan.json"
SHOWN = 3  # groups of a rotation that are printed
NAMED = 4  # people of a group, of whom there may be thirty
NEXT = (
    "show {plan} --person 17",
    "show {plan} --by matrix",
    "timetable {plan} --for moderators",
    "check {plan}",
    "print {plan} -o {folder}/print",
    "page {plan} -o {folder}/page.html",
    "simulate {plan}",
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "demo",
        N_("Plan the built-in event – three days, 80 people – and show the result."),
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
    """Plan the forum of the examples, show it and keep it."""
    from facilitate.catalogue import data_folder
    from facilitate.cli import output, running
    from facilitate.cli.event_plan import plan_of
    from facilitate.intake import write_numbers
    from facilitate.preparing import load_event
    from facilitate.words import _

    _claim(directory)
    _copy(data_folder("examples") / "forum-2018", directory)
    brief = load_event(directory / "event.yaml")
    write_numbers(brief.intake, directory / "people.numbers")
    output.wrapped(brief.intake.reconciliation.sentence())
    plan = plan_of(brief)
    plan.write(directory / PLAN, overwrite=True)
    _show(plan)
    running.show_timetable(plan)
    output.tell(_("The event, its list and its plan are in {folder}.").format(folder=directory))
    output.tell(_("Next:"))
    for words in NEXT:
        output.tell("  facilitate " + words.format(plan=directory / PLAN, folder=directory))


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


def _copy(source: Path, directory: Path) -> None:
    from facilitate.files import read_bytes, write_atomically

    for path in sorted(source.iterdir()):
        if path.suffix in {".csv", ".yaml"}:
            write_atomically(directory / path.name, read_bytes(path), overwrite=True)


def _show(plan: Plan) -> None:
    from facilitate.cli import output
    from facilitate.summary import count_up, summary_lines
    from facilitate.words import _, clock, ngettext

    output.say()
    output.heading(plan.title)
    for line in summary_lines(plan, count_up(plan)):
        output.wrapped(line)
    output.say()
    people = plan.people()
    for session in plan.sessions:
        if not session.rotations:
            continue
        output.say(session.title)
        labels = session.place_labels()
        rows = []
        for rotation in session.rotations:
            seen = [
                f"{labels[group.place]}: {_some([people[p].label for p in group.members])}"
                for group in rotation.groups[:SHOWN]
            ]
            left = len(rotation.groups) - len(seen)
            more = ngettext("{count} more group", "{count} more groups", left).format(count=left)
            time = f"{clock(rotation.start)}–{clock(rotation.end)}"
            rows.append([str(rotation.number), time, " | ".join(seen), more if left else ""])
        output.table([_("Rotation"), _("Time"), _("Who sits there"), ""], rows)
        output.say()


def _some(names: list[str]) -> str:
    from facilitate.words import _

    left = len(names) - NAMED
    more = _("{count} more").format(count=left)
    return ", ".join([*names[:NAMED], more] if left > 1 else names)
