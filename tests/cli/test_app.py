"""Tests of the boundary: languages, help, exit codes, and what goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import facilitate
from facilitate.cli import folder as folder_command
from tests.cli.conftest import Run

COMMANDS = [
    (),
    ("demo",),
    ("people",),
    ("plan",),
    ("show",),
    ("timetable",),
    ("check",),
    ("methods",),
    ("methods", "list"),
    ("methods", "show"),
    ("methods", "check"),
    ("methods", "schema"),
]


def test_version(run: Run) -> None:
    """The version is one line on stdout."""
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"facilitate {facilitate.__version__}\n")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...], run: Run) -> None:
    """Help says what the command does, and shows a whole command line."""
    ran = run(*words, "--help")
    assert ran.code == 0
    assert ran.out.startswith("Usage: facilitate")
    assert "Example:" in ran.out or words == ("methods",)
    assert "--language de|en" in ran.out


@pytest.mark.parametrize("words", [("--help",), ("plan", "--help")], ids=" ".join)
def test_help_golden(words: tuple[str, ...], run: Run, snapshot: SnapshotAssertion) -> None:
    """The help texts stay as they were read and approved."""
    assert run(*words).out == snapshot


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_in_german(words: tuple[str, ...], run: Run) -> None:
    """The flag is understood before and after the command."""
    before, after = (
        run("--language", "de", *words, "--help"),
        run(*words, "--help", "--language=de"),
    )
    assert (before.code, before.out) == (after.code, after.out)


def test_language_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a flag the environment decides; the flag wins over it."""
    german = run("--language", "de")
    monkeypatch.setenv("FACILITATE_LANGUAGE", "de")
    assert run().out == german.out
    assert "no participant list" in run("--language", "en").out


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("plna",), "There is no command “plna”.", "Did you mean “plan”?"),
        (("zzz",), "There is no command “zzz”.", "All commands: demo, new, people"),
        (("methods", "lits"), "There is no command “lits”.", "Did you mean “list”?"),
        (("methods",), "A command is missing after “facilitate methods”.", "list, show"),
        (("plan", "x.csv", "--metod", "k"), "There is no option --metod.", "“--method”"),
        (("show", "p.json", "--zzzzzz"), "There is no option --zzzzzz.", "show --help"),
        (("plan",), "PEOPLE is missing.", "facilitate plan --help"),
        (("plan", "a", "b"), "This is one word too many: b.", "quotation marks"),
        (("plan", "a", "--size", "x"), "--size cannot be understood", "a whole number"),
        (("plan", "a", "--time-limit", "x"), "--time-limit cannot be understood", "a number"),
        (("plan", "a", "--size"), "--size needs a value after it.", "--help"),
        (("--language", "fr"), "“fr” is not a language", "--language de"),
        (("--language",), "“” is not a language", "--language de"),
        (("show", "p.json", "--json=x"), "--json takes no value.", "Leave out the ="),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_mistyped(words: tuple[str, ...], message: str, hint: str, run: Run) -> None:
    """What cannot be meant ends in one message with a way out, exit code 2."""
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert message in ran.err
    assert hint in ran.err
    assert ran.err.count("Error:") == 1


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("plan list.csv --method tischrunden -o -", "--output"),
        ("people -", "PEOPLE"),
        ("print plan.json -o -", "--output"),
        ("show plan.json --by matrix --svg -", "--svg"),
        ("export - --format json -o -", "PLAN"),
        ("calibrate record.csv -", "RECORD..."),
    ],
)
def test_no_file_is_called_dash(words: str, what: str, run: Run) -> None:
    """Where another program means a pipe or the screen, it is said that there is none."""
    ran = run(*words.split())
    assert ran.code == 2
    assert f"Error: “-” cannot be {what}: nothing is read from a pipe" in " ".join(ran.err.split())
    assert not Path("-").exists()


def test_own_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of ours is one friendly message, exit code 1, and no traceback."""
    monkeypatch.setattr(folder_command, "look_around", lambda: 1 / 0)
    ran = run()
    assert ran.code == 1
    assert "our fault" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" not in ran.both


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("words", [("methods", "list"), ("--version",)])
def test_output_that_cannot_be_written(words: tuple[str, ...]) -> None:
    """A full disk behind our output is told as no fault of ours, whether we say much or little."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "facilitate", "--language", "en", *words]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(
        "Error: The output cannot be written: no room is left on the disk."
    )
    assert "our fault" not in ran.stderr
    assert "Exception" not in ran.stderr


def test_debug_shows_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --debug the same failure shows its traceback."""
    monkeypatch.setattr(folder_command, "look_around", lambda: 1 / 0)
    assert "ZeroDivisionError" in run("--debug").err


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends quietly with exit code 130."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_command, "look_around", interrupt)
    ran = run()
    assert (ran.code, ran.err) == (130, "Stopped.\n")


def _process(*words: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "facilitate", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_a_script_learns_that_it_failed() -> None:
    """Called by its module the program ends with the same exit codes."""
    process = _process("show", "nowhere.json")
    out, err = process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert b"nowhere.json" in err


def test_closed_pipe_is_quiet(plan_file: Path) -> None:
    """A reader who has had enough, like head, is no fault."""
    process = _process("show", plan_file)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


def test_terminal_without_letters(plan_file: Path) -> None:
    """A terminal that knows only ASCII gets question marks instead of a failure."""
    process = _process("show", plan_file, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"?" in out


def test_json_is_utf8_everywhere(plan_file: Path) -> None:
    """JSON stays UTF-8 whatever the terminal speaks."""
    process = _process("timetable", plan_file, "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, _err = process.communicate()
    assert "First session" in out.decode()


def test_double_dash_ends_the_options(run: Run) -> None:
    """Behind -- even --debug is a file name."""
    ran = run("show", "--", "--debug")
    assert ran.code == 2
    assert "no file --debug" in ran.err


def test_help_is_german_throughout(run: Run) -> None:
    """The line of usage, what to give and the examples speak German, too."""
    everything = run("--language", "de", "--help").out
    assert "[OPTIONEN] BEFEHL [ANGABEN]" in everything
    plan = run("--language", "de", "plan", "--help").out
    assert "[OPTIONEN] VERANSTALTUNG|LISTE" in plan
    assert "--output DATEI" in plan
    assert "facilitate plan liste.csv" in plan
    for word in ("[OPTIONS]", "PEOPLE", "FILE", "COLUMN", "list.csv", "TIME", "SECONDS"):
        assert word not in plan


@pytest.mark.parametrize("kind", ["plan", "method"])
def test_schema(kind: str, run: Run) -> None:
    """The JSON schema of plan and method files is printed."""
    schema = json.loads(run("schema", kind).out)
    assert schema["title"] == kind.capitalize()
    assert schema["properties"]["title"]["description"]


def test_schema_of_something_else(run: Run) -> None:
    """Another kind of file has none; what is possible is said."""
    ran = run("schema", "plann")
    assert ran.code == 2
    assert "Did you mean “plan”?" in ran.err
