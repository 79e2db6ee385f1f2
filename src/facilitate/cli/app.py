"""The one boundary between the program and the person: parse, run, say what went wrong."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from typing import Annotated, NoReturn

import typer

from facilitate import __version__
from facilitate.cli import (
    demo,
    export,
    methods,
    movement,
    new,
    page,
    people,
    plan,
    printing,
    schema,
    show,
    simulate,
    wishes,
)
from facilitate.cli.framework import N_, Group, take_out
from facilitate.cli.output import INTERRUPTED, say, tell, tell_findings
from facilitate.cli.usage import Mistyped, explained
from facilitate.errors import FacilitateError, Finding, InfeasibleError, Level
from facilitate.words import _, preferred_language, speak

DONE, OUR_FAULT, BAD_INPUT, IMPOSSIBLE, RULE_BROKEN = range(5)

app = typer.Typer(
    name="facilitate",
    help=N_("Decides who sits with whom: rotations, timetables and checked plans for workshops."),
    epilog="facilitate plan list.csv --method kugellager --rotations 6",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
demo.register(app)
new.register(app)
people.register(app)
app.add_typer(methods.app)
wishes.register(app)
plan.register(app)
show.register(app)
simulate.register(app)
movement.register(app)
printing.register(app)
page.register(app)
export.register(app)
schema.register(app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    arguments
        What stands after the program's name; what was typed if left out.

    Returns
    -------
    The exit code: 0 done, 1 our own fault, 2 bad input, 3 impossible, 4 a plan breaks a rule.
    """
    _never_stumble_over_letters()
    speak(preferred_language(), chosen=False)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # to look for them takes time
    words = list(sys.argv[1:] if arguments is None else arguments)
    return _guarded(words)


def program() -> NoReturn:
    """Run what was typed, and end at once: to take everything apart first helps nobody."""
    gc.disable()  # loading makes many objects and no garbage: a run is a tenth shorter without
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that Ctrl-C could end
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _guarded(words: Sequence[str]) -> int:
    """Run, and turn whatever goes wrong into words and an exit code."""
    debug = "--debug" in words
    try:
        return _run(words)
    except FacilitateError as error:
        tell_findings(_as_typed(finding, words) for finding in error.findings)
        return IMPOSSIBLE if isinstance(error, InfeasibleError) else BAD_INPUT
    except (KeyboardInterrupt, typer.Abort) as ended:
        tell(str(ended) or _("Stopped."))
        return INTERRUPTED
    except BrokenPipeError:
        _forget_the_reader()
        return DONE
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and _is_of_stdout(error):
            _forget_the_reader()
            tell_findings([_not_shown(error)])
            return BAD_INPUT
        _own_fault(error, debug=debug)
        return OUR_FAULT


def _as_typed(finding: Finding, words: Sequence[str]) -> Finding:
    """Name an option as it was typed, where the library names what it was given for."""
    option = f"--{finding.where}"
    typed = {word.partition("=")[0] for word in words}
    return replace(finding, where=option) if option in typed else finding


def _is_of_stdout(error: OSError) -> bool:
    """Tell whether it is our output that cannot be written: files of ours are told by name."""
    from facilitate.files import NO_ROOM

    try:
        sys.stdout.flush()
    except OSError:  # something was left of it
        return True
    return error.errno in NO_ROOM


def _not_shown(error: OSError) -> Finding:
    from facilitate.files import reason_of

    return Finding(
        Level.ERROR,
        "output-not-writable",
        _("The output cannot be written: {reason}.").format(reason=reason_of(error)),
        hint=_("Let it go to another place, or to the screen."),
    )


def _run(words: Sequence[str]) -> int:
    everywhere = take_out(words)
    if everywhere.language:
        speak(everywhere.language)
    group = typer.main.get_command(_only(_named_in(everywhere.arguments)))
    code = DONE
    try:
        with group.make_context("facilitate", list(everywhere.arguments)) as context:
            group.invoke(context)
    except typer.Exit as ended:
        code = ended.exit_code
    except Mistyped as error:
        raise explained(error) from error
    sys.stdout.flush()
    return code


def _named_in(arguments: Sequence[str]) -> str:
    return next((word for word in arguments if not word.startswith("-")), "")


def _only(called: str) -> typer.Typer:
    """Give the program with the options of the `called` command alone: all others cost time.

    Every command keeps its name and purpose, for the list of commands and for near misses.
    """
    whole = copy(app)
    whole.registered_commands = [copy(info) for info in app.registered_commands]
    for info in whole.registered_commands:
        if info.name != called:
            info.callback = _not_called
    return whole


def _not_called() -> None:
    """Stand in for a command of which only name and purpose are needed."""


@app.callback(invoke_without_command=True)
def _facilitate(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=N_("Show the version of the program."))
    ] = False,
) -> None:
    """Without a command: say what is in this folder and what to do next."""
    if version:
        say(f"facilitate {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from facilitate.cli.folder import look_around

        look_around()


def _own_fault(error: Exception, *, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exc()
        return
    tell(
        _("This is our fault, not yours: the program failed ({kind}).").format(
            kind=type(error).__name__
        )
    )
    tell(_("Your files are as they were. The same command with --debug shows where it failed."))


def _never_stumble_over_letters() -> None:
    """Show a question mark where a terminal cannot write a letter, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _forget_the_reader() -> None:
    """Whoever read our output has closed it: nothing is left to say, at exit neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
