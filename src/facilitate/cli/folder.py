"""`facilitate` alone: what is in this folder, and what to do next."""

from __future__ import annotations

import shlex
from pathlib import Path

from facilitate.cli import options, output
from facilitate.words import _, ngettext

LISTS = frozenset({".csv", ".tsv", ".xlsx", ".xlsb", ".ods"})
SHOWN = 10


def look_around(folder: Path = Path()) -> None:
    """Say what is in `folder`, and the next command."""
    files = _files(folder)
    plans = [path for path in files if _is_plan(path)]
    events = [path for path in files if _is_event(path)]
    lists = [path for path in files if path.suffix.lower() in LISTS]
    if events:
        _name(ngettext("There is an event here:", "There are events here:", len(events)), events)
    if plans:
        _name(ngettext("There is a plan here:", "There are plans here:", len(plans)), plans)
    if lists:
        _name(ngettext("There is a list here:", "There are lists here:", len(lists)), lists)
    if not events and not plans and not lists:
        output.wrapped(_("There is no participant list and no plan in this folder."))
    output.say()
    output.say(_("Next:"))
    for line, purpose in _next(events, plans, lists):
        output.say(f"  {line}")
        output.wrapped(purpose, indent="      ")


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _is_plan(path: Path) -> bool:
    """Tell a plan by its first bytes: other programs write JSON, too."""
    return path.suffix.lower() == ".json" and b'"facilitate-plan/' in _beginning(path)


def _is_event(path: Path) -> bool:
    """Tell an event file by its schema; methods and private rules are YAML, too."""
    return options.is_event_file(path) and b"facilitate-event/" in _beginning(path)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1000)
    except OSError:
        return b""


def _name(sentence: str, paths: list[Path]) -> None:
    output.say(sentence)
    for path in paths[:SHOWN]:
        output.say(f"  {path.name}")
    if len(paths) > SHOWN:
        output.say("  " + _("… and {count} more").format(count=len(paths) - SHOWN))


def _next(events: list[Path], plans: list[Path], lists: list[Path]) -> list[tuple[str, str]]:
    steps = []
    if plans:
        steps += _with_plan(shlex.quote(_newest(plans).name))
    if events:
        event = shlex.quote(_newest(events).name)
        steps.append((f"facilitate plan {event}", _("plans the whole event")))
    elif lists:
        people = shlex.quote(_newest(lists).name)
        steps += [
            (f"facilitate people {people}", _("shows what the list says")),
            (
                f"facilitate plan {people} --method kugellager",
                _("decides who sits with whom; “facilitate methods list” names other methods"),
            ),
        ]
    if not steps:
        steps = [
            ("facilitate demo", _("shows everything with a built-in list of 80 people")),
            (
                "facilitate people " + _("list.csv"),
                _("reads your list; put it into this folder, as CSV or Excel"),
            ),
            ("facilitate new " + _("my-event"), _("asks a few questions and writes an event")),
        ]
    return [*steps, ("facilitate --help", _("names all commands"))]


def _with_plan(plan: str) -> list[tuple[str, str]]:
    return [
        (f"facilitate show {plan} --by person", _("shows where everybody sits")),
        (
            f"facilitate timetable {plan} --for moderators",
            _("shows when everything runs, with words to say"),
        ),
        (f"facilitate check {plan}", _("checks it, also after changes by hand")),
        (f"facilitate simulate {plan}", _("says what will probably happen in the room")),
        (
            f"facilitate print {plan} -o " + _("to-print"),
            _("makes cards, lists and signs as PDFs"),
        ),
        (
            f"facilitate page {plan} -o " + _("room.html"),
            _("makes the page with the countdown and everybody's place"),
        ),
    ]


def _newest(paths: list[Path]) -> Path:
    return max(paths, key=lambda path: (path.stat().st_mtime, path.name))
