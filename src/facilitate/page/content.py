"""What a page tells of a plan: sessions, what happens second by second, and everybody's places.

Nothing but names, numbers and places is taken from the people: attributes, addresses, needs and
rules stay in the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from facilitate.agenda import Itinerary, Run, Step, Turn, Visit, itineraries, run_sheet
from facilitate.agenda.run_sheet import question_for_all
from facilitate.agenda.signal import searched
from facilitate.clock import MIDNIGHT
from facilitate.page.moving import joining, moves, seat_words
from facilitate.plan import Plan
from facilitate.planned import Namesakes
from facilitate.views import UNNUMBERED
from facilitate.words import written_date

SHOWN = ("intro", "phase", "change", "harvest")
"""Kinds of steps that are projected; setting up and clearing up are not for all."""
SOON = 15  # seconds before a signal inside a rotation that has no warning of its own


def content_of(plan: Plan) -> dict[str, Any]:
    """Give everything that the page tells, in the language in use."""
    runs = run_sheet(plan)
    at = {run.session.id: number for number, run in enumerate(runs)}
    own = itineraries(plan)
    left_over = _left_over(own)
    namesakes = Namesakes(plan.participants)
    return {
        "title": plan.title,
        "sessions": [_session(run, left_over[run.session.id]) for run in runs],
        "parts": [part for number, run in enumerate(runs) for part in _parts(run, number)],
        "people": [_person(itinerary, at, namesakes) for itinerary in own],
        "board": _board(own, namesakes),
    }


def _left_over(own: Sequence[Itinerary]) -> dict[str, dict[int, list[Turn]]]:
    """Find who faces nobody in a double circle, session by session and rotation by rotation."""
    found: dict[str, dict[int, list[Turn]]] = defaultdict(dict)
    for visit in (visit for itinerary in own for visit in itinerary.visits):
        for turn in visit.turns:
            if turn.joins:
                found[visit.session.id].setdefault(turn.rotation, []).append(turn)
    return found


def _session(run: Run, left_over: dict[int, list[Turn]]) -> dict[str, Any]:
    session, start = run.session, run.people.start
    return {
        "title": session.title,
        "room": session.room,
        "day": written_date(start.date()) if start.tzinfo is not None else "",
        "start": seconds(start),
        "end": seconds(run.people.end),
        "rotations": len(session.rotations),
        "turns": [seconds(rotation.start) for rotation in session.rotations],
        "seat": seat_words(session),
        "search": searched(session),
        "moves": moves(session),
        "joins": [
            joining(session, rotation, left_over.get(rotation.number, ()))
            for rotation in session.rotations
        ],
        "close": str(session.spec.spoken.close or ""),
    }


def _parts(run: Run, number: int) -> Iterator[dict[str, Any]]:
    """Go through what is projected; each part ends with a signal."""
    rotation = 0
    warnings: dict[int, tuple[datetime, str]] = {}
    for step in run.steps:
        if step.kind == "rotation":
            rotation += 1
        elif step.kind == "warning":
            warnings[rotation] = (step.start, step.say)
    rotation = 0
    for step in run.steps:
        rotation += step.kind == "rotation"
        if step.kind in SHOWN and step.end > step.start:
            inside = 0 if step.kind in ("intro", "harvest") else rotation
            yield _part(run, number, step, inside, warnings.get(inside))


def _part(
    run: Run, number: int, step: Step, rotation: int, warning: tuple[datetime, str] | None
) -> dict[str, Any]:
    method, lasts = run.session.spec, seconds(step.end) - seconds(step.start)
    last = rotation and step.end == run.session.rotations[rotation - 1].end
    warn, words = min(SOON, lasts // 4), ""
    if warning is not None and last and step.kind == "phase":
        warn, words = min(lasts, seconds(step.end) - seconds(warning[0])), warning[1]
    elif method.formation in ("plenary", "pause"):
        warn = min(120, lasts // 4)
    asking = step.kind == "phase" and rotation
    return {
        "session": number,
        "kind": step.kind,
        "rotation": rotation + (step.kind == "change"),
        "title": step.what,
        "start": seconds(step.start),
        "lasts": lasts,
        "warn": warn,
        "warning": words,
        "prompt": question_for_all(method, rotation) if asking else "",
    }


def _person(itinerary: Itinerary, at: dict[str, int], namesakes: Namesakes) -> list[Any]:
    """Give number or 0, name, where they sit in which session, and which ones they miss."""
    person = itinerary.person
    return [
        0 if person.number == UNNUMBERED else person.number,
        namesakes.titled(person),
        [
            [at[visit.session.id], _lines(visit), visit.instruction]
            for visit in itinerary.visits
            if visit.turns
        ],
        [at[session.id] for session in itinerary.missed],
    ]


def _board(own: Sequence[Itinerary], namesakes: Namesakes) -> list[list[Any]]:
    """Give everybody in the order of a list: whose programme, name, and letter to find it by."""
    people = [one.person for one in own]
    names = [(person.sorted_by, number) for number, person in enumerate(people)]
    return [
        [
            number,
            namesakes.told(people[number], people[number].listed),
            people[number].initial,
        ]
        for _key, number in sorted(names)
    ]


def _lines(visit: Visit) -> list[list[Any]]:
    """Give first and last rotation, place, topic, task, and what the board says of the place.

    The board says place and seat apart under a heading, and both in a few letters beside a name.
    It is one line while they stay the same. The board needs a seat only where it is in a circle.
    """
    lines = []
    for said, turns in groupby(visit.turns, key=_said):
        same = list(turns)
        lines.append([same[0].rotation, same[-1].rotation, *said])
    return lines


def _said(turn: Turn) -> tuple[str, ...]:
    circle = turn.chair is not None and turn.chair.circle
    return turn.where, turn.topic, turn.task, turn.spot, turn.seat if circle else "", turn.mark


def seconds(moment: datetime) -> int:
    """Give seconds since 1970, or since the begin where no clock was given."""
    if moment.tzinfo is None:
        return round((moment - MIDNIGHT).total_seconds())
    return round(moment.timestamp())
