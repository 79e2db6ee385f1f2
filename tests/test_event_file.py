"""Tests of the model of event files, and of its JSON schema."""

from __future__ import annotations

from typing import Any

import pytest

from facilitate.catalogue import data_folder
from facilitate.errors import EventError, Finding
from facilitate.event_file import EventFile
from facilitate.event_schema import event_schema
from facilitate.yaml_source import load_yaml, parse_yaml, validate
from tests.json_schema import faults as schema_faults

RICH = """
event: {title: 2018, days: [2018-11-07, 8.11.2018]}
people:
  file: a.csv
  only: {Ticket: [1, b], Ort: Hannover}
  attendance:
    - {person: 17, days: [2]}
    - {column: T, value: x, sessions: [a]}
venue:
  rooms:
    - {name: A, places: 20, step_free: [1, 2]}
    - {name: B, places: [{id: 1, label: {de: x, en: y}}, {id: z, label: w}], step_free: false}
  staff:
rules:
  mix: [{spread: a}, {no_repeat: true, hard: true, days: [1]}]
  apart: [[1, B], {people: [A, B], sessions: [a]}]
  together:
  at_least: [{column: x, value: ja}, {column: y, value: true}, {column: z, value: 3}]
sessions:
  - {id: a, method: x, start: "9:00", prompts: [a, {de: x, en: y}]}
  - {id: b, method: x, start: 14:30, override: {timing: {intro: 3}}, hosts: {1: 17}}
  - {id: c, method: x, start: 2018-11-08T14:30+01:00}
"""


def _read(text: str) -> EventFile:
    return validate(
        EventFile, parse_yaml(text.encode(), "e.yaml", error=EventError), error=EventError
    )


def _faults(line: str) -> list[Finding]:
    """Give what is wrong with a file that has `line` in addition."""
    text = "event: {title: T}\npeople: {file: a.csv}\nsessions: [{id: a, method: x}]\n"
    key = line.partition(":")[0]
    kept = "".join(f"{known}\n" for known in text.splitlines() if not known.startswith(key))
    with pytest.raises(EventError) as caught:
        _read(kept + line)
    return list(caught.value.findings)


def test_everything_that_may_be_typed() -> None:
    """Numbers stand for names, one word for two languages, and lists may be left empty."""
    event = _read(RICH)
    assert event.event.title == "2018"
    assert event.people.only == {"Ticket": ("1", "b"), "Ort": "Hannover"}
    assert event.rules.together == ()
    assert [count.value for count in event.rules.at_least] == ["ja", True, "3"]
    assert event.sessions[1].hosts == {"1": "17"}


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("event: {title: T, days: [31.2.2018]}", "value-misfit", "31.2.2018"),
        ("event: {title: T, sed: 1}", "key-unknown", "sed"),
        ("sessions: [{id: a, method: x, day: morgen}]", "value-misfit", "morgen"),
        ("sessions: [{id: a, method: x, start: 25:00}]", "value-misfit", "25:00"),
        ("sessions: [{id: a, method: x, start: 2018-02-30 9:00}]", "value-misfit", "02-30"),
        ("sessions: [{id: A b, method: x}]", "value-kind", "A b"),
        ("sessions: []", "value-kind", "sessions"),
        ("rules: {mix: [{spread: a, avoid_same: b}]}", "value-misfit", "exactly one"),
        ("rules: {mix: [{hard: true}]}", "value-misfit", "exactly one"),
        ("rules: {apart: [[1]]}", "value-kind", "2 entries"),
        ("rules: {apart: [3]}", "value-kind", "a list"),
        ("venue: {rooms: [{name: A, places: viele}]}", "value-kind", "whole number"),
        ("people: {file: a, attendance: [{person: 1}]}", "value-misfit", "days"),
        ("people: {file: a, attendance: [{days: [1]}]}", "value-misfit", "person"),
        ("people: {file: a, attendance: [{column: x, days: [1]}]}", "value-misfit", "value"),
    ],
)
def test_what_is_refused(line: str, code: str, said: str) -> None:
    """Each slip is one finding that names what was typed."""
    (found,) = _faults(line)
    assert found.code == code
    assert said in found.message


def test_schema_takes_what_the_model_takes() -> None:
    """Editors accept a file in which everything stands that may be typed."""
    document = parse_yaml(RICH.encode(), "e.yaml", error=EventError)
    assert schema_faults(document.data, event_schema()) == []


def test_schema_takes_the_example() -> None:
    """The example event is right for editors, too."""
    path = data_folder("examples") / "forum-2018" / "event.yaml"
    assert schema_faults(load_yaml(path, error=EventError).data, event_schema()) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"event": {}}, "$.event: required"),
        ({"event": {"title": "T", "language": "fr"}}, "$.event.language: anyOf"),
        ({"sessions": [{"id": "A b", "method": "x"}]}, "$.sessions[0].id: pattern"),
        ({"sessions": []}, "$.sessions: minItems"),
        ({"rools": {}}, "$.rools: unknown"),
        ({"people": {"file": ["a"]}}, "$.people.file: type"),
    ],
)
def test_schema_refuses(change: dict[str, Any], where: str) -> None:
    """Editors point to what is wrong."""
    data = {
        "event": {"title": "T"},
        "people": {"file": "a.csv"},
        "sessions": [{"id": "a", "method": "x"}],
    }
    assert schema_faults(data, event_schema()) == []
    assert schema_faults({**data, **change}, event_schema()) == [where]


def test_every_key_is_described() -> None:
    """Every key of an event file has its meaning in the schema."""
    schema = event_schema()
    bare = [
        f"{name}.{key}"
        for name, part in {"": schema, **schema["$defs"]}.items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description") and name != "Text"
    ]
    assert bare == []
