"""A small event in an empty folder, to be changed line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from facilitate.errors import EventError, Finding
from facilitate.event import Session
from facilitate.preparing import Brief, load_event

PEOPLE = """\
Nr,Name,Organisation,E-Mail,Sektor,Führungskraft,Status,Ticket,Bemerkung
1,Ada Winter,Amt,ada@example.org,Verwaltung,ja,,Saal,
2,Ben Okoye,Amt,ben@example.org,Verwaltung,nein,,Saal,nur Tag 2
3,Cem Kaya,Verein,cem@example.org,Träger,nein,,Saal,
4,Dörte Harms,Verein,doerte@example.org,Träger,ja,,Saal,vegetarisch
5,Emil Lund,Haus,emil@example.org,Träger,nein,,Saal,
6,Fay Stein,Haus,fay@example.org,verwaltung,nein,,Netz,
7,Anna Müller,Kreis,anna@example.org,Träger,nein,,Saal,
8,Anna Müller,Stadt,anna.m@example.org,Träger,nein,,Saal,
9,Gus Weg,Stadt,gus@example.org,Träger,nein,abgesagt,Saal,
"""
HEAD = "event: {title: Treffen, days: [2018-11-07, 2018-11-08], seed: 7}\n"
LIST = "people: {file: people.csv}\n"
SESSIONS = """\
sessions:
  - {id: runden, method: tischrunden, start: "14:30"}
  - {id: morgen, method: tischrunden, day: 2, start: "9:00"}
"""
Write = Callable[..., Path]
Load = Callable[..., Brief]
Faults = Callable[..., list[Finding]]


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> Write:
    """Give a function that writes an event file of these parts, with its list beside it."""
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")

    def write(
        text: str = "", *, head: str = HEAD, people: str = LIST, sessions: str = SESSIONS
    ) -> Path:
        path = tmp_path / "event.yaml"
        path.write_text(head + people + dedent(text) + dedent(sessions), encoding="utf-8")
        return path

    return write


@pytest.fixture(name="load")
def _load(write: Write) -> Load:
    """Give a function that writes and loads an event."""
    return lambda text="", **parts: load_event(write(text, **parts))


@pytest.fixture(name="faults")
def _faults(write: Write) -> Faults:
    """Give a function that writes an event and gives everything that is wrong with it."""

    def faults(text: str = "", **parts: str) -> list[Finding]:
        with pytest.raises(EventError) as caught:
            load_event(write(text, **parts))
        return list(caught.value.findings)

    return faults


def codes(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    """List the codes of findings."""
    return [finding.code for finding in findings]


def session(brief: Brief, name: str) -> Session:
    """Give the session of a brief called `name`."""
    return {each.id: each for each in brief.event.sessions}[name]


def at(finding: Finding) -> tuple[int, int]:
    """Line and column of a finding in the event file."""
    words = finding.where.replace(",", "").split()
    assert finding.where.startswith("/")
    return int(words[-3]), int(words[-1])
