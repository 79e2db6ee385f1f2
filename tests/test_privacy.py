"""What is private in a plan reaches nothing that is handed to others."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import reference

from facilitate.cli.app import main
from facilitate.clock import parse_start
from facilitate.event import Known, Topic
from facilitate.handouts import typesetting
from facilitate.plan import Plan
from facilitate.private import Access, PrivateRules, write_private
from facilitate.rules import AtLeast, AvoidSame, Spread, Together
from tests.builders import make_circle_plan, make_method, make_plan, make_role

MARK = "xqz"
PLANTED = {
    "attribute": f"{MARK}-attribute",
    "value": f"{MARK}-value",
    "organisation": f"{MARK}-organisation",
    "access": f"{MARK}-access",
    "status": f"{MARK}-status",
    "email": f"{MARK}-email",
    "wish": f"{MARK}-wish",
    "input": f"{MARK}-input",
    "hash": f"{MARK}-hash",
    "need": f"{MARK}-need",
}
PUBLIC: dict[str, tuple[str, ...]] = {
    "by rotation": ("show", "plan.json"),
    "by place": ("show", "plan.json", "--by", "place"),
    "by person": ("show", "plan.json", "--by", "person"),
    "one person": ("show", "plan.json", "--person", "1"),
    "matrix": ("show", "plan.json", "--by", "matrix"),
    "contacts": ("show", "plan.json", "--by", "contacts"),
    "rotation as data": ("show", "plan.json", "--json"),
    "place as data": ("show", "plan.json", "--by", "place", "--json"),
    "person as data": ("show", "plan.json", "--by", "person", "--json"),
    "matrix as data": ("show", "plan.json", "--by", "matrix", "--json"),
    "contacts as data": ("show", "plan.json", "--by", "contacts", "--json"),
    "matrix drawn": ("show", "plan.json", "--by", "matrix", "--svg", "matrix.svg"),
    "contacts drawn": ("show", "plan.json", "--by", "contacts", "--svg", "contacts.svg"),
    "programme": ("timetable", "plan.json"),
    "programme as data": ("timetable", "plan.json", "--json"),
    "rooms": ("timetable", "plan.json", "--for", "rooms"),
    "rooms as data": ("timetable", "plan.json", "--for", "rooms", "--json"),
    "csv": ("export", "plan.json", "--format", "csv"),
    "xlsx": ("export", "plan.json", "--format", "xlsx"),
    "ics": ("export", "plan.json", "--format", "ics"),
    "bbb": ("export", "plan.json", "--format", "bbb"),
    "text": ("export", "plan.json", "--format", "text"),
    "json": ("export", "plan.json", "--format", "json"),
    "simulation": ("simulate", "plan.json", "--runs", "20", "--details"),
    "simulation as data": ("simulate", "plan.json", "--runs", "20", "--json"),
    "simulation as page": ("simulate", "plan.json", "--runs", "20", "--html", "sim.html"),
    "simulation on paper": ("simulate", "plan.json", "--runs", "20", "--pdf", "sim.pdf"),
    "page": ("page", "plan.json", "-o", "page.html"),
    "cards": ("print", "plan.json", "-o", "out", "--cards", "--stamp", "2018-11-05 18:10"),
    "large cards": ("print", "plan.json", "-o", "out", "--cards", "--large"),
    "badges": ("print", "plan.json", "-o", "out", "--badges"),
    "wall lists": ("print", "plan.json", "-o", "out", "--wall"),
    "signs": ("print", "plan.json", "-o", "out", "--signs"),
    "materials": ("print", "plan.json", "-o", "out", "--materials"),
}
"""Everything that others may see → the command that makes it."""
REPORTED = frozenset({"attribute", "value", "organisation", "status"})
ALLOWED: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "zoom": (("export", "plan.json", "--format", "zoom"), frozenset({"email"})),
    "bbb by address": (
        ("export", "plan.json", "--format", "bbb", "--roster", "email"),
        frozenset({"email"}),
    ),
    "mixing": (
        ("show", "plan.json", "--by", "mixing", "--attribute", PLANTED["attribute"]),
        frozenset({"attribute", "value"}),
    ),
    "report": (("print", "plan.json", "-o", "out", "--report"), REPORTED),
    "run sheet": (("print", "plan.json", "-o", "out", "--runsheet"), frozenset({"need", "access"})),
}
"""What is made for somebody who may know more → the command, and what it may hold."""
OWN = {
    "demo": "makes invented people",
    "new": "writes an event file",
    "people": "is the moderator's view of the list",
    "wishes": "is the moderator's view of wishes",
    "plan": "writes the plan itself",
    "check": "judges rules for those who made them",
    "calibrate": "learns from the moderators' own records",
    "movement": "reads no plan",
    "schema": "reads no plan",
    "methods": "reads no plan",
}
"""Command → why it is for the moderators alone."""


def secret_plan() -> Plan:
    """Make a plan with a mark in every private field."""
    start = parse_start("2018-11-07 14:30", "Europe/Berlin")
    told: dict[str, str | bool | None] = {
        PLANTED["attribute"]: PLANTED["value"],
        "organisation": PLANTED["organisation"],
        "access": PLANTED["access"],
        "status": PLANTED["status"],
    }
    rules = (
        AvoidSame(attribute="organisation"),
        Spread(attribute=PLANTED["attribute"]),
        AtLeast(attribute=PLANTED["attribute"], value=PLANTED["value"], count=1),
        Together(people=("p1", "p2")),
    )
    plan = make_plan(
        [[[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 2, 5, 6], [3, 4, 7, 8]]],
        method=make_method(roles=[make_role("host")]),
        attributes={number: told if number % 2 else {} for number in range(1, 9)},
        start=start,
        timezone="Europe/Berlin",
        language="en",
        rules=rules,
        known=(Known(people=("p1", "p3")),),
        inputs={f"{PLANTED['input']}.csv": PLANTED["hash"]},
        score={f"spread:{PLANTED['attribute']}": 1},
        bounds={f"spread:{PLANTED['attribute']}": 1},
    )
    people = tuple(
        person.model_copy(update={"email": f"{PLANTED['email']}{person.number}@example.org"})
        for person in plan.participants
    )
    wished = Topic(id=PLANTED["wish"], title=PLANTED["wish"], host="p4", withdrawn=True)
    first = plan.sessions[0].model_copy(
        update={
            "rules": rules,
            "absent": (),
            "topics": (wished,),
            "wishes": {"p1": (PLANTED["wish"],)},
            "score": plan.score,
            "bounds": plan.bounds,
        }
    )
    circles = make_circle_plan([8], 2, start=parse_start("2018-11-07 16:30", "Europe/Berlin"))
    second = circles.sessions[0].model_copy(update={"id": "circles", "title": "Circles"})
    return plan.model_copy(update={"participants": people, "sessions": (first, second)})


@pytest.fixture(name="run")
def _run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Give a function that runs a command and gives all that came out: screen, files, sheets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACILITATE_LANGUAGE", "en")
    plan = secret_plan()
    plan.write(Path("plan.json"))
    rules = PrivateRules(
        apart=(("p1", "p5"),), access=(Access(person="p2", needs=PLANTED["need"]),)
    )
    write_private(Path(), rules, {})
    printed: list[str] = []
    compile_sheet = typesetting._compile

    def watched(template: str, inputs: dict[str, str], **more: Any) -> bytes:
        printed.append(inputs["data"])
        return compile_sheet(template, inputs, **more)

    monkeypatch.setattr(typesetting, "_compile", watched)

    def run(*words: str) -> str:
        before = set(Path().rglob("*"))
        assert main(list(words)) == 0, capsys.readouterr().err
        said = capsys.readouterr()
        made = sorted(path for path in set(Path().rglob("*")) - before if path.is_file())
        return "\n".join((said.out, said.err, *printed, *map(_content, made)))

    return run


def _content(path: Path) -> str:
    """Give everything in a file, and its name."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(data))
        data = b"\n".join(parts.read(name) for name in parts.namelist())
    return f"{path}\n{data.decode('utf-8', 'replace')}"


def leaked(text: str) -> set[str]:
    """Name the private fields whose marks stand in `text`, however they are spelt."""
    plain = re.sub(r"[\s\-_]|\r\n |\\u002d|%2d", "", text.lower())
    return {field for field, mark in PLANTED.items() if mark.replace("-", "") in plain} | (
        {"some mark"} if MARK in plain else set()
    )


def test_everything_is_planted(run: Callable[..., str]) -> None:
    """The plan and what stands beside it hold every mark: the tests below can fail."""
    text = "".join(_content(path) for path in Path().iterdir())
    assert leaked(text) == {*PLANTED, "some mark"}
    assert run is not None


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_private_is_handed_out(name: str, run: Callable[..., str]) -> None:
    """No mark of any private field stands in what others may see."""
    words = PUBLIC[name]
    if not is_there(words):
        pytest.skip("this command is not there yet")
    text = run(*words)
    assert len(text) > 60, "something came out"
    assert leaked(text) == set()


def is_there(words: tuple[str, ...]) -> bool:
    """Whether there is such a command with all these options."""
    page = _commands().partition(f"## facilitate {words[0]}\n")[2]
    text = page.partition("\n## ")[0]
    return bool(text) and all(word in text for word in words if word.startswith("--"))


@cache
def _commands() -> str:
    return reference.commands_page()


@pytest.mark.parametrize("name", ALLOWED)
def test_what_may_hold_more_holds_no_more(name: str, run: Callable[..., str]) -> None:
    """What is made for somebody who may know more holds just that; so marks are found at all."""
    words, allowed = ALLOWED[name]
    assert leaked(run(*words)) - {"some mark"} == allowed


def test_every_command_is_judged() -> None:
    """A new command is public, or there is a reason why it is not."""
    public = {words[0] for words in PUBLIC.values()} | {w[0] for w, _all in ALLOWED.values()}
    known = {command.split()[0] for command in reference.commands()}
    assert known <= public | OWN.keys()


def test_every_sheet_is_judged(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every template of a printed sheet is set by one of the commands above."""
    used: set[str] = set()
    compile_sheet = typesetting._compile

    def watched(template: str, inputs: dict[str, str], **more: Any) -> bytes:
        used.add(template)
        return compile_sheet(template, inputs, **more)

    monkeypatch.setattr(typesetting, "_compile", watched)
    kinds = {words[4] for words in _sheets() if is_there(words)}
    run("print", "plan.json", "-o", "out", *sorted(kinds))
    run(*PUBLIC["simulation on paper"])
    known = {path.stem for path in typesetting.TEMPLATES.glob("*.typ")} - {"style"}
    assert known == used


def _sheets() -> Iterator[tuple[str, ...]]:
    """Give the commands that print."""
    yield from (words for words in PUBLIC.values() if words[0] == "print")
    yield from (words for words, _allowed in ALLOWED.values() if words[0] == "print")
