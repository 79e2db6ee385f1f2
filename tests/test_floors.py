"""Imports go downwards only, and the terminal stays in the command line."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import facilitate

SOURCE = Path(facilitate.__file__).parent
FLOORS = {
    1: {"columnar", "drafts", "errors", "words", "files", "formulas", "alphabet"},
    2: {
        "parts",
        "json_pieces",
        "groups",
        "planned",
        "formation",
        "method",
        "roster",
        "clock",
        "moments",
        "needs",
        "venue",
    },
    3: {
        "event",
        "event_file",
        "event_schema",
        "typed",
        "rules",
        "plan",
        "catalogue",
        "yaml_source",
        "validation",
        "private",
        "method_lint",
        "movement_lint",
        "yaml_document",
    },
    4: {"intake", "grouping", "programme", "timetable"},
    5: {"planning", "checking", "collecting", "preparing"},
    6: {"agenda", "charts", "exports", "handouts", "page", "simulation", "summary", "views"},
    7: {"cli", "__main__"},
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
MODULES = sorted(SOURCE.rglob("*.py"))
TERMINAL = {"rich", "typer"}


def room_of(path: Path) -> str:
    """Name the room a module belongs to; the package's own door belongs to none."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


@cache
def imports_of(path: Path) -> set[str]:
    """List the dotted names a module imports, relative ones made absolute."""
    package = ["facilitate", *path.relative_to(SOURCE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found |= {name, *(f"{name}.{alias.name}" for alias in node.names)}
    return found


def rooms_imported(path: Path) -> set[str]:
    """List our own rooms that a module imports from."""
    names = (name.split(".") for name in imports_of(path) if name.startswith("facilitate."))
    return {parts[1] for parts in names if parts[1] in FLOOR}


def test_every_room_has_a_floor() -> None:
    """No module stands outside the house."""
    assert {room_of(path) for path in MODULES} - {"__init__"} == set(FLOOR)


def test_imports_go_down() -> None:
    """A room imports from lower floors, or from its own floor without circles."""
    above = {
        f"{path.relative_to(SOURCE)} imports {other}"
        for path in MODULES
        for other in rooms_imported(path)
        if (room := room_of(path)) != "__init__" and FLOOR[other] > FLOOR[room]
    }
    assert above == set()


def test_no_circles_between_rooms() -> None:
    """Rooms of one floor do not import each other in a circle."""
    arrows: dict[str, set[str]] = {room: set() for room in FLOOR}
    for path in MODULES:
        if (room := room_of(path)) in FLOOR:
            arrows[room] |= rooms_imported(path) - {room}
    while arrows:
        leaves = {room for room, targets in arrows.items() if not targets & arrows.keys()}
        assert leaves, f"a circle among {sorted(arrows)}"
        arrows = {room: targets for room, targets in arrows.items() if room not in leaves}


def test_terminal_lives_in_the_command_line() -> None:
    """Nothing but the command line knows rich and typer."""
    elsewhere = {
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in MODULES
        for name in imports_of(path)
        if room_of(path) != "cli" and name.split(".")[0] in TERMINAL
    }
    assert elsewhere == set()


def test_checking_shares_nothing_with_the_engine() -> None:
    """What judges a plan imports none of what made it."""
    for path in (SOURCE / "checking").rglob("*.py"):
        assert rooms_imported(path).isdisjoint({"grouping", "planning"})
    assert rooms_imported(SOURCE / "rules.py").isdisjoint({"grouping", "planning"})
