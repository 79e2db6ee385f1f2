"""Whatever people and events are called: every output takes it as a name, unharmed and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from facilitate.cli.app import main
from facilitate.cli.output import clean
from facilitate.exports import FORMATS, export
from facilitate.formulas import guarded, may_be_guarded, unguarded
from facilitate.handouts import typesetting
from facilitate.plan import Plan
from tests.builders import make_plan
from tests.exports.conftest import four
from tests.hostile import DRAWN, NAMES, everywhere, renamed
from tests.test_privacy import PUBLIC, is_there

Files = dict[str, bytes]
HALF = (len(NAMES) + 1) // 2


def hostile_plan() -> Plan:
    """Make a plan in which everybody has a hostile name."""
    everybody = list(range(1, len(NAMES) + 1))
    tables = [everybody[:HALF], everybody[HALF:]]
    plan = make_plan(
        [tables, [everybody[::2], everybody[1::2]]],
        start=four().sessions[0].start,
        timezone="Europe/Berlin",
        language="en",
    )
    return renamed(plan, *NAMES)


# --- what files of each format say when they are read back -----------------------------------


def _csv_names(files: Files) -> set[str]:
    found = set()
    for data in files.values():
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        found |= {unguarded(row[1]) for row in list(rows)[1:]}
    return found


def _xlsx_names(files: Files) -> set[str]:
    [data] = files.values()
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {str(row[1]) for row in book.get_sheet_by_index(0).to_python()[1:]}


def _text_names(files: Files) -> set[str]:
    [data] = files.values()
    rooms = re.findall(r"^Room \d+: (.*)$", data.decode(), re.M)
    return {name for room in rooms for name in NAMES if name in room}


def _json_names(files: Files) -> set[str]:
    [data] = files.values()
    return {person["name"] for person in json.loads(data)["participants"]}


READERS: dict[str, Callable[[Files], set[str]]] = {
    "csv": _csv_names,
    "xlsx": _xlsx_names,
    "text": _text_names,
    "json": _json_names,
}
"""Format that names people → what reads their names back."""
NAMELESS = {"ics", "zoom", "bbb"}
"""Formats that name nobody: they hold titles, places, ids or addresses."""


def test_every_format_is_read_back() -> None:
    """A new format has a reader here, or names nobody."""
    assert READERS.keys() | NAMELESS == FORMATS.keys()


@pytest.mark.parametrize("plan_format", READERS)
def test_names_come_back_from_files(plan_format: str) -> None:
    """Every hostile name is read back as it was."""
    files = dict(export(hostile_plan(), plan_format).files)
    assert READERS[plan_format](files) == set(NAMES)


@settings(max_examples=15)
@given(names=st.lists(DRAWN, min_size=4, max_size=4, unique=True))
@pytest.mark.parametrize("plan_format", ["csv", "xlsx", "json"])
def test_drawn_names_come_back(plan_format: str, names: list[str]) -> None:
    """Whatever is drawn is read back as it was."""
    files = dict(export(renamed(four(), *names), plan_format).files)
    assert READERS[plan_format](files) == set(names)


@settings(max_examples=15)
@given(text=DRAWN, names=st.lists(DRAWN, min_size=4, max_size=4))
@pytest.mark.parametrize("plan_format", FORMATS)
def test_nothing_breaks_a_format(plan_format: str, text: str, names: list[str]) -> None:
    """Titles, rooms, topics, places and ids of any kind: files with safe names, and no control."""
    plan = everywhere(renamed(four(), *names), text)
    session = plan.sessions[0].model_copy(update={"id": text})
    plan = plan.model_copy(update={"sessions": (session,)})
    for name, data in export(plan, plan_format).files.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+", name)
        if plan_format != "xlsx":
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", data.decode("utf-8-sig"))


@given(text=DRAWN)
def test_titles_come_back_from_calendars_and_rooms(text: str) -> None:
    """A calendar and the groups of a conference give titles and places back."""
    plan = everywhere(four(), text)
    calendar = icalendar.Calendar.from_ical(export(plan, "ics").files["event.ics"])
    [event] = calendar.walk("VEVENT")
    assert event["location"] == f"{text}, {text}"
    groups = json.loads(export(plan, "bbb").files["bbb-1-first-1.json"])
    assert text.lstrip("=+-@＝＋－＠ ").startswith(groups[0]["name"][:40]) or groups[0][
        "name"
    ].startswith("Room")


@given(st.text(max_size=30))
def test_guarding_is_undone(cell: str) -> None:
    """What is guarded is no formula, and the same as before once the guard is off."""
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert may_be_guarded(guarded(cell)) or guarded(cell) == cell


# --- every command that makes something ------------------------------------------------------


@pytest.fixture(name="made")
def _made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, list[Path], list[str]]]:
    """Give a function that runs a command: what it says, the files, the data of printed sheets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACILITATE_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "10000")
    everywhere(hostile_plan(), NAMES[0]).write(Path("plan.json"))
    printed: list[str] = []
    compile_sheet = typesetting._compile

    def watched(template: str, inputs: dict[str, str], **more: Any) -> bytes:
        printed.append(inputs["data"])
        return compile_sheet(template, inputs, **more)

    monkeypatch.setattr(typesetting, "_compile", watched)

    def run(*words: str) -> tuple[str, list[Path], list[str]]:
        before = set(Path().rglob("*"))
        assert main(list(words)) == 0, capsys.readouterr().err
        files = sorted(path for path in set(Path().rglob("*")) - before if path.is_file())
        return capsys.readouterr().out, files, printed

    return run


@pytest.mark.parametrize("name", PUBLIC)
def test_every_command_takes_names_as_names(
    name: str, made: Callable[..., tuple[str, list[Path], list[str]]]
) -> None:
    """Every command succeeds; screens get nothing to obey, files stay inside their folder."""
    words = PUBLIC[name]
    if not is_there(words):
        pytest.skip("this command is not there yet")
    out, files, printed = made(*words)
    if "--json" in words:
        assert json.loads(out)
    else:
        assert out == "\n".join(map(clean, out.split("\n")))
    for path in files:
        assert path.resolve().is_relative_to(Path().resolve())
        if path.suffix in {".html", ".svg"}:
            assert "<script>alert(1)" not in path.read_text(encoding="utf-8")
        if path.suffix == ".svg":
            ET.parse(path)
    for sheet in printed:
        assert json.loads(sheet)


@pytest.mark.parametrize("name", ["by person", "by place", "by rotation"])
def test_screens_show_every_name(
    name: str, made: Callable[..., tuple[str, list[Path], list[str]]]
) -> None:
    """Every name is on the screen, without what would turn the direction of what follows."""
    out, _files, _printed = made(*PUBLIC[name])
    assert [each for each in NAMES if clean(each) not in out] == []


def test_cards_hold_every_name(made: Callable[..., tuple[str, list[Path], list[str]]]) -> None:
    """Every name reaches the cards as data, as it was."""
    _out, _files, printed = made(*PUBLIC["cards"])
    held = json.dumps([json.loads(sheet) for sheet in printed], ensure_ascii=False)
    wanted = [typesetting.printable(each) for each in NAMES]
    assert [each for each in wanted if json.dumps(each, ensure_ascii=False)[1:-1] not in held] == []
