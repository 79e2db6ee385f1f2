"""Tests of the whole way from an event file to what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.catalogue import data_folder, load_method
from facilitate.errors import EventError
from facilitate.preparing import load_event, read_event_file
from facilitate.words import speak
from tests.preparing.conftest import PEOPLE, Load, Write, session

EVERYTHING = """\
event: {title: Treffen, place: Aue, days: [2018-11-07, 8.11.2018], language: en, seed: 7}
people:
  file: people.csv
  columns: {sector: Sektor}
  only: {Ticket: [Saal, Netz]}
  attendance:
    - {person: 3, days: [2], misses: [kreis]}
    - {column: Sektor, value: Träger, sessions: [runden]}
venue:
  rooms:
    - {name: Saal, places: 4, seats: 6, step_free: [1, 2]}
    - {name: Flur, places: [{id: f1, label: Ecke, seats: 5}, {id: f2, step_free: false}]}
  staff: [{name: Tom Winter, role: speaker}]
rules:
  mix: [{spread: leader, hard: true}, {avoid_same: organisation, sessions: [runden]}]
  apart: [[1, 2], {people: [Cem Kaya, 5], days: [1]}]
  together: [[4, 6]]
  fixed: [{person: 1, place: 2}]
  at_least: [{column: Sektor, value: Träger, count: 1}]
  at_most: [{column: leader, value: true, count: 2}]
  access: [{person: 4, needs: Rampe}]
history: []
sessions:
  - {id: runden, method: tischrunden, start: "14:30", minutes: 60, room: Saal, rotations: 2}
  - id: kreis
    method: kugellager
    day: 2
    start: 9:00
    buffer: 5
    anchor: true
    moderators: [Tom Winter]
    prompts: [Was?, {de: Wie?, en: How?}]
    override: {timing: {intro: 3, phases: [{id: inner-tells, minutes: 2}]}}
  - id: markt
    method: titel-thesen-fragmente
    room: Flur
    topics: [{title: Eins, host: Tom Winter, min: 3, max: 5, place: f1}, {title: Zwei, host: 5}]
"""
SPOTS = [
    found.span() for found in re.finditer(r"(?<=: )[^\n]+|(?<=[\[{ ])[^\s\[\]{}:,]+", EVERYTHING)
]
WORDS = ("null", "[]", "{}", "3", "-1", "true", "x", "[[1]]", "{a}", "1e9", "2018-11-07", "0", "ß")
JUNK = st.sampled_from([*WORDS, "[", "9" * 20, "''", '"', "[1, 2]", "{a: 1}", "id: 3"])


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a folder with the list; methods are loaded once only."""
    folder = tmp_path_factory.mktemp("event")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("facilitate.preparing.methods.load_method", cache(load_method))
        yield folder


def test_everything_together(folder: Path) -> None:
    """A file that uses everything loads, and each session has its method."""
    path = folder / "event.yaml"
    path.write_text(EVERYTHING, encoding="utf-8")
    brief = load_event(path)
    assert brief.folder == folder
    assert [brief.method(s).id for s in brief.event.sessions] == [
        "kugellager" if s.id == "kreis" else s.method for s in brief.event.sessions
    ]
    markt = session(brief, "markt")
    assert [(t.id, t.host, t.place) for t in markt.topics] == [
        ("M1", "Tom Winter", "f1"),
        ("M2", "emil-lund", None),
    ]
    assert session(brief, "runden").absent == ("ben-okoye", "cem-kaya")


@settings(max_examples=100)
@given(st.sampled_from(SPOTS), JUNK)
def test_any_slip_is_told(folder: Path, spot: tuple[int, int], junk: str) -> None:
    """Whatever stands in place of a value, there is an event, or findings with their place."""
    path = folder / "slip.yaml"
    path.write_text(EVERYTHING[: spot[0]] + junk + EVERYTHING[spot[1] :], encoding="utf-8")
    error = _error_of(path)
    assert error is None or all(f.where and f.message for f in error.findings)


def _error_of(path: Path) -> EventError | None:
    """Load an event; give what is wrong with it."""
    try:
        load_event(path)
    except EventError as error:
        return error
    return None


def test_language_of_the_event(write: Write) -> None:
    """Without a language of its own the event speaks the language in use."""
    path = write()
    speak("de")
    assert load_event(path).event.language == "de"
    speak("en")
    assert load_event(path).event.language == "en"


def test_file_that_was_read_before(write: Write) -> None:
    """A file that was read once need not be read again."""
    source = read_event_file(write())
    assert load_event(source).event == load_event(source.path).event


def test_numbers_from_elsewhere(write: Write, tmp_path: Path) -> None:
    """Numbers may be kept in another place than beside the list."""
    path = write()
    kept = tmp_path / "kept.numbers"
    kept.write_text(
        "# facilitate people.numbers 1\nnumber,id,name,organisation,email,state\n"
        "50,ada-winter,Ada Winter,Amt,ada@example.org,active\n",
        encoding="utf-8",
    )
    numbers = {p.name: p.number for p in load_event(path, numbers=kept).roster}
    assert numbers["Ada Winter"] == 50
    assert not (tmp_path / "people.numbers").exists()


def test_example_loads() -> None:
    """The example event is right, and nothing in it is wondered about."""
    brief = load_event(data_folder("examples") / "forum-2018" / "event.yaml")
    assert len(brief.roster) == 80
    groups = session(brief, "arbeitsgruppen")
    assert (len(groups.wishes), len(groups.topics)) == (75, 3)
    assert [f for f in brief.findings if f.level != "hint"] == []


def test_same_every_time(load: Load) -> None:
    """The same files give the same event."""
    assert load().event == load().event
