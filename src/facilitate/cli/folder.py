"""`facilitate` alone: what is in this folder, and what to do next."""

from __future__ import annotations

import shlex
from pathlib import Path

from facilitate.cli import output
from facilitate.words import _, ngettext

LISTS = frozenset({".csv", ".tsv", ".xlsx", ".xlsb", ".ods"})
SHOWN = 10


def look_around(folder: Path = Path()) -> None:
    """Say what is in `folder`, and the next command."""
    files = _files(folder)
    plans = [path for path in files if _is_plan(path)]
    lists = [path for path in files if path.suffix.lower() in LISTS]
    if plans:
        _name(ngettext("There is a plan here:", "There are plans here:", len(plans)), plans)
    if lists:
        _name(ngettext("There is a list here:", "There are lists here:", len(lists)), lists)
    if not plans and not lists:
        output.wrapped(_("There is no participant list and no plan in this folder."))
    output.say()
    output.say(_("Next:"))
    for line, purpose in _next(plans, lists):
        output.say(f"  {line}")
        output.wrapped(purpose, indent="      ")


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _is_plan(path: Path) -> bool:
    """Tell a plan by its first bytes: other programs write JSON, too."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as file:
            return b'"facilitate-plan/' in file.read(200)
    except OSError:
        return False


def _name(sentence: str, paths: list[Path]) -> None:
    output.say(sentence)
    for path in paths[:SHOWN]:
        output.say(f"  {path.name}")
    if len(paths) > SHOWN:
        output.say("  " + _("… and {count} more").format(count=len(paths) - SHOWN))


def _next(plans: list[Path], lists: list[Path]) -> list[tuple[str, str]]:
    steps = []
    if plans:
        plan = shlex.quote(_newest(plans).name)
        steps += [
            (f"facilitate show {plan} --by person", _("shows where everybody sits")),
            (
                f"facilitate timetable {plan} --for moderators",
                _("shows when everything runs, with words to say"),
            ),
            (f"facilitate check {plan}", _("checks it, also after changes by hand")),
        ]
    if lists:
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
        ]
    return [*steps, ("facilitate --help", _("names all commands"))]


def _newest(paths: list[Path]) -> Path:
    return max(paths, key=lambda path: (path.stat().st_mtime, path.name))
