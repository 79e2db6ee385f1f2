"""`new`: an event file to begin with, from a few questions."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.cli.asking import Begun

EVENT = "event.yaml"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "new",
        N_("Begin an event: at most eight questions, then a commented event.yaml."),
        "facilitate new my-event",
        "facilitate new my-event --people list.csv --no-questions",
    )(new)


def new(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar=N_("DIR"), show_default=False, help=N_("Folder of the event; made if missing.")
        ),
    ],
    people: Annotated[
        Path | None,
        typer.Option(
            "--people",
            metavar=N_("FILE"),
            help=N_(
                "The participant list; else it is asked for, or, without questions, the "
                "newest one in the folder of the event or this one is taken."
            ),
        ),
    ] = None,
    method: Annotated[
        str | None,
        typer.Option(
            "--method", metavar=N_("ID"), help=N_("The only method; without it a whole event.")
        ),
    ] = None,
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help=N_("Ask nothing, write a starting point."))
    ] = False,
) -> None:
    """Ask, write the event file and what goes with it, say what to do next."""
    from facilitate.cli import asking

    _refuse_files(directory)
    ask = not no_questions and on_a_terminal()
    begin = asking.with_questions if ask else asking.without_questions
    begun = begin(directory, people, method)
    _write(directory, begun)
    _tell_next(directory, begun)
    if begun.plan_now:
        _plan(directory)


def on_a_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def _refuse_files(directory: Path) -> None:
    """Refuse to write over anything, before anything is asked.

    Raises
    ------
    FileError
        If the folder is a file, or an event is there already.
    """
    from facilitate.errors import FileError
    from facilitate.private import FILE
    from facilitate.words import _

    if directory.exists() and not directory.is_dir():
        raise FileError(
            _("{file} is a file, not a folder.").format(file=directory),
            code="new-folder-is-file",
            where=str(directory),
            hint=_("Choose another name for the folder."),
        )
    for name in (EVENT, FILE):
        if (directory / name).exists():
            raise _there(directory / name)


def _there(path: Path) -> Exception:
    from facilitate.errors import FileError
    from facilitate.words import _

    return FileError(
        _("{file} is already there.").format(file=path),
        code="new-file-there",
        where=str(path),
        hint=_("Choose another folder; nothing was changed."),
    )


def _write(directory: Path, begun: Begun) -> None:
    """Write everything; the event file last, so that an event is whole or not there.

    Raises
    ------
    FileError
        If something is there already, or cannot be written.
    """
    from facilitate.cli.asking import LIST
    from facilitate.cli.starting import SCHEMA, event_text, people_text
    from facilitate.errors import FileError
    from facilitate.event_schema import event_schema
    from facilitate.files import write_atomically
    from facilitate.words import _

    people = begun.people or directory / LIST
    if begun.people is None and people.exists():
        raise _there(people)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            _("{folder} cannot be made: {reason}.").format(folder=directory, reason=error.strerror),
            code="new-folder-impossible",
            where=str(directory),
            hint=_("Choose another place for the folder."),
        ) from error
    if begun.people is None:
        write_atomically(people, people_text(), overwrite=False)
    _write_private(directory, begun, people)
    if not (directory / SCHEMA).exists():
        schema = json.dumps(event_schema(), ensure_ascii=False, indent=1) + "\n"
        write_atomically(directory / SCHEMA, schema, overwrite=False)
    write_atomically(directory / EVENT, event_text(begun.answers), overwrite=False)


def _write_private(directory: Path, begun: Begun, people: Path) -> None:
    """Keep who must not meet apart from the event; rules name numbers, so they are kept, too."""
    from facilitate.cli import output
    from facilitate.private import PrivateRules, write_private

    answers = begun.answers
    if answers.apart:
        write_private(directory, PrivateRules(apart=answers.apart), answers.names)
    if answers.apart or answers.together:
        output.tell_wrapped(options.keep_numbers(begun.intake, people, None))


def _tell_next(directory: Path, begun: Begun) -> None:
    from facilitate.cli import output
    from facilitate.cli.asking import LIST
    from facilitate.words import _

    event = shlex.quote(str(directory / EVENT))
    output.tell_wrapped(_("The event is in {file}; every line can be changed.").format(file=event))
    if begun.people is None:
        invented = _("{file} has invented people. Your own: facilitate new FOLDER --people FILE")
        output.tell_wrapped(invented.format(file=shlex.quote(str(directory / LIST))))
    output.tell(_("Next:"))
    output.tell(f"  facilitate plan {event}")
    if _can_do_without(begun):
        output.tell(_("The same without an event file:"))
        output.tell(f"  {_plan_command(directory, begun)}")


def _can_do_without(begun: Begun) -> bool:
    """Tell whether options say the same: in an event rooms have places, and times are people's."""
    answers = begun.answers
    return len(answers.blocks) == 1 and not answers.blocks[0].start and answers.tables is None


def _plan_command(directory: Path, begun: Begun) -> str:
    """Give the command that plans the one session of these answers."""
    from facilitate.cli.asking import LIST

    answers = begun.answers
    (block,) = answers.blocks
    words = ["facilitate", "plan", str(begun.people or directory / LIST)]
    words += ["--method", block.method]
    words += [word for column in answers.spread for word in ("--spread", column)]
    words += [word for column in answers.avoid_same for word in ("--avoid-same", column)]
    words += [word for people in answers.apart for word in ("--apart", ";".join(people))]
    words += [word for people in answers.together for word in ("--together", ";".join(people))]
    return shlex.join(words)


def _plan(directory: Path) -> None:
    from facilitate.cli.app import main
    from facilitate.words import spoken

    raise typer.Exit(main(["--language", spoken(), "plan", str(directory / EVENT)]))
