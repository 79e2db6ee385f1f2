"""One battery for every method we ship: complete, cited, in both languages, in time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from facilitate.catalogue import data_folder, examine, load_method_file, names_of
from facilitate.checking import check
from facilitate.clock import MIDNIGHT
from facilitate.errors import Level
from facilitate.event import Event, Session, Topic
from facilitate.method import Method, Text
from facilitate.planning import plan_event
from facilitate.private import PrivateRules
from facilitate.roster import Participant, Roster
from facilitate.timetable import lay_out, minutes_needed
from facilitate.words import fold

FILES = sorted(data_folder("methods").glob("*.yaml"))
DOCS = Path(__file__).parents[1] / "docs"
TRUE_GAPS = {"troika": ["sizes-with-gaps"]}  # five people cannot sit in threes and fours
battery = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def texts(part: object) -> Iterator[Text]:
    """Go through all texts of a method."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for _name, value in part:
            yield from texts(value)
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)


@battery
def test_it_loads_without_findings(path: Path) -> None:
    """Neither error nor warning, no hint but a true one; the file is called like the method."""
    method, findings = examine(path)
    assert method.id == path.stem
    assert [finding.code for finding in findings] == TRUE_GAPS.get(path.stem, [])
    assert all(finding.level is Level.HINT for finding in findings)


@battery
def test_it_says_where_it_comes_from(path: Path) -> None:
    """Sources are in the bibliography; what is no public method shows its assumptions."""
    method = load_method_file(path)
    entries = set(
        re.findall(r"^## (\S+)$", (DOCS / "reference/bibliography.md").read_text("utf-8"), re.M)
    )
    assert {source.key for source in method.sources} <= entries
    assert all(source.taken for source in method.sources)
    assert method.licence_note


@battery
def test_it_speaks_both_languages(path: Path) -> None:
    """Every text differs between German and English, or is a name, and nothing is left blank."""
    for text in texts(load_method_file(path)):
        assert text.de.strip() == text.de != ""
        assert text.en.strip() == text.en != ""
        assert text.de != text.en


@battery
def test_its_german_is_german(path: Path) -> None:
    """No English word has slipped into the German texts, nor the other way round."""
    for text in texts(load_method_file(path)):
        assert not re.search(r"\b(the|your|and|you)\b", text.de), text.de
        assert not re.search(r"\b(der|die|das|und|Sie|ist)\b", text.en), text.en


@battery
def test_it_asks_politely(path: Path) -> None:
    """Everything spoken is complete: from the welcome to the goodbye before each change."""
    method = load_method_file(path)
    assert method.spoken.close
    if not method.grouped:
        return
    assert method.spoken.warning
    assert method.spoken.begin is not None
    assert method.spoken.change is not None
    assert method.card is not None
    assert "erabschieden" in method.spoken.change.de
    assert "egrüßen" in method.spoken.change.de
    assert "goodbye" in method.spoken.change.en
    assert re.search(r"Ihr\w* Name\w*", method.spoken.begin.de)


@battery
def test_its_times_add_up(path: Path) -> None:
    """The declared minutes are those of the timetable, and end within a day."""
    method = load_method_file(path)
    timing, rotations = method.timing, method.rotations.default
    inside = sum(phase.minutes * phase.repeat for phase in timing.phases)
    around = timing.setup + timing.intro + timing.harvest + timing.clearing
    needed = around + rotations * inside + (rotations - 1) * timing.changeover
    assert minutes_needed(method, rotations) == pytest.approx(needed)
    assert lay_out(method, rotations, MIDNIGHT).span.minutes == pytest.approx(needed)
    assert 10 <= needed <= 120


@battery
def test_it_stretches_and_shrinks(path: Path) -> None:
    """Every phase has elastic limits around its minutes."""
    for phase in load_method_file(path).timing.phases:
        assert phase.min is not None
        assert phase.max is not None


@battery
def test_it_can_be_planned(path: Path) -> None:
    """Two dozen people are planned, and an independent check finds no rule broken."""
    method = load_method_file(path)
    people = tuple(
        Participant(f"p{i}", i, f"Person {i}", attributes={"first_timer": i % 3 > 0})
        for i in range(1, 25)
    )
    topics = {"topics": (Topic(id="a", title="A"), Topic(id="b", title="B"))}
    choice = topics if method.formation == "choice" else {}
    session = Session.model_validate({"id": "s", "method": method.id, **choice})
    roster = Roster(people, columns={"first_timer": "Neu"})
    plan = plan_event(
        Event(title="E", sessions=(session,)), roster, methods=lambda _session: method
    ).plan
    assert [f for f in check(plan, PrivateRules()) if f.level is Level.ERROR] == []
    assert bool(plan.sessions[0].rotations) == method.grouped


@battery
def test_it_survives_writing_and_reading(path: Path) -> None:
    """JSON of the method gives the same method."""
    method = load_method_file(path)
    again = Method.model_validate_json(method.model_dump_json(by_alias=True))
    assert again == method


@battery
def test_it_keeps_to_the_schema(path: Path) -> None:
    """The JSON schema knows every key of the file."""
    schema = Method.model_json_schema(by_alias=True)
    data = json.loads(load_method_file(path).model_dump_json(by_alias=True, exclude_none=True))
    unknown = list(outside(data, schema, schema["$defs"]))
    assert unknown == []


def outside(data: Any, schema: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    """Find keys and kinds of `data` that the `schema` does not know."""
    options = [_resolved(option, parts) for option in schema.get("anyOf", [schema])]
    if isinstance(data, dict):
        known: dict[str, Any] = next((o["properties"] for o in options if "properties" in o), {})
        yield from (key for key in data if key not in known)
        for key in data.keys() & known.keys():
            yield from outside(data[key], _resolved(known[key], parts), parts)
    elif isinstance(data, list):
        items = next(o["items"] for o in options if o.get("type") == "array")
        for each in data:
            yield from outside(each, _resolved(items, parts), parts)
    elif not any(_is_of(data, option) for option in options):
        yield str(data)


def _resolved(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    return parts[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def _is_of(data: object, schema: dict[str, Any]) -> bool:
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else [data])
    return data in allowed and isinstance(data, kinds[schema["type"]])


def test_the_schema_check_can_fail() -> None:
    """A key and a value that the schema does not know are found."""
    schema = Method.model_json_schema(by_alias=True)
    data = {"id": 3, "colour": 1, "title": {"fr": "f"}, "formation": "heap"}
    assert sorted(outside(data, schema, schema["$defs"])) == ["3", "colour", "fr", "heap"]


def test_the_outer_circle_is_told_its_own_left() -> None:
    """Whoever faces the centre and moves to their left moves clockwise seen from above."""
    method = load_method_file(data_folder("methods") / "kugellager.yaml")
    ring = method.movement.ring
    assert ring is not None
    assert (ring.outer, ring.inner) == (1, 0)
    assert method.card is not None
    assert method.spoken.change is not None
    assert method.card.outer is not None
    assert method.card.inner is not None
    assert "einen Stuhl nach links" in " ".join(method.card.outer.de.split())
    assert "bleiben die ganze Zeit sitzen" in " ".join(method.card.inner.de.split())
    assert "einen Stuhl nach links" in " ".join(method.spoken.change.de.split())


def test_peer_consultation_keeps_its_order() -> None:
    """Seven steps; the case-giver sits turned away while the others advise."""
    method = load_method_file(data_folder("methods") / "titel-thesen-fragmente.yaml")
    phases = method.timing.phases
    assert [phase.id for phase in phases] == [
        "roles", "case", "key-question", "questions", "advice", "response", "group-harvest",
    ]  # fmt: skip
    away = [phase.id for phase in phases if phase.case_giver == "turned-away"]
    assert away == ["advice"]
    assert sum(phase.minutes for phase in phases) == 25
    assert "vertraulich" in method.spoken.welcome.de


def test_poker_has_questions_enough() -> None:
    """Every question runs from 0 to 100, and there are more than one evening needs."""
    method = load_method_file(data_folder("methods") / "sozialplanungspoker.yaml")
    assert len(method.prompts) >= 8
    assert all("0:" in prompt.de and "100:" in prompt.de for prompt in method.prompts)
    assert all("0:" in prompt.en and "100:" in prompt.en for prompt in method.prompts)


def test_kugellager_fits_forty_minutes_with_six_rotations() -> None:
    """The default is what a slot of 40 minutes holds."""
    method = load_method_file(data_folder("methods") / "kugellager.yaml")
    assert minutes_needed(method, 6) <= 40 < minutes_needed(method, 7)


def test_what_is_not_public_is_marked() -> None:
    """What nobody has published is assumed or of our own; all others have sources."""
    marks = {path.stem: load_method_file(path).provenance for path in FILES}
    assert {name for name, mark in marks.items() if mark == "assumed"} == {
        "sozialplanungspoker",
        "titel-thesen-fragmente",
    }
    assert {name for name, mark in marks.items() if mark == "house"} == {
        "abschluss",
        "arbeitsgruppen",
        "pause",
        "plenum",
        "tischrunden",
        "vortrag",
    }


def test_nobody_is_welcomed_at_the_end() -> None:
    """The closing round has words of its own, and is what "Abschluss" and "closing" stand for."""
    closing = load_method_file(data_folder("methods") / "abschluss.yaml")
    said = " ".join(text.de + text.en for text in texts(closing))
    assert not re.search("willkommen|welcome", said, re.I)
    assert {"Abschluss", "Closing"} <= set(names_of(closing))


def test_every_formation_has_a_method() -> None:
    """Whatever a programme needs stands in the catalogue."""
    formations = {load_method_file(path).formation for path in FILES}
    assert formations == {
        "plenary", "pause", "self", "circles", "tables", "stations", "market", "choice",
    }  # fmt: skip


def test_no_two_methods_share_a_name() -> None:
    """Whatever name is typed leads to one method."""
    owned: dict[str, set[str]] = {}
    for path in FILES:
        for name in names_of(load_method_file(path)):
            owned.setdefault(fold(name), set()).add(path.stem)
    assert {name: ids for name, ids in owned.items() if len(ids) > 1} == {}


def test_hosts_stay_as_their_method_says() -> None:
    """At topic tables hosts stay throughout, in a world café one of the first round stays."""
    policies = {
        path.stem: [role.policy for role in load_method_file(path).roles if "host" in role.policy]
        for path in FILES
    }
    assert policies["thementische"] == ["host"]
    assert policies["world-cafe"] == ["host-stays"]
    assert policies["arbeitsgruppen"] == ["host"]


def test_large_groups_are_no_meetings() -> None:
    """In a working group people do not get to know each other; sizes are those of the forum."""
    method = load_method_file(data_folder("methods") / "arbeitsgruppen.yaml")
    assert not method.counts_as_meeting
    assert (method.sizing.min, method.sizing.ideal, method.sizing.max) == (6, 25, 40)


def test_the_example_of_the_guide_works(tmp_path: Path) -> None:
    """Whoever copies the method of the guide gets one without findings."""
    guide = (DOCS / "howto/add-a-method.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(id: .*?)```", guide, re.S)
    path = tmp_path / "murmelgruppen.yaml"
    path.write_text(block, "utf-8")
    method, findings = examine(path)
    assert (method.id, [f for f in findings if f.level is not Level.HINT]) == ("murmelgruppen", [])
