"""Lists for the wall: everybody by name, and who sits where by place."""

from __future__ import annotations

from typing import Any

from facilitate import views
from facilitate.agenda import Visit, entries_of
from facilitate.clock import Span
from facilitate.handouts.order import Order, spots
from facilitate.plan import SessionPlan
from facilitate.planned import Namesakes
from facilitate.words import _, short_date, written_date

CROWD = 10  # from here on names of a group stand in columns of their own
MOST_WITH_TASKS = 2  # rotations; beyond, tasks change each time and stand on card and sign


def names_note() -> str:
    """Ask that a list of names stays in the room."""
    return _("Names: please do not photograph or publish")


def names_document(order: Order) -> dict[str, Any]:
    """Give the list by name: a row for each person, a column for each session with places."""
    sessions = [entry.session for entry in entries_of(order.seated)]
    rows = []
    for one in order.everybody:
        visits = {visit.session.id: visit for visit in one.visits}
        rows.append(
            {
                "initial": one.person.initial,
                "name": order.namesakes.titled(one.person, one.person.listed),
                "number": str(one.person.number),
                "cells": [_cell(visits.get(session.id)) for session in sessions],
            }
        )
    return {
        **order.head(_("Who is where"), names_note()),
        "name-title": _("Name"),
        "number-title": _("No."),
        "columns": [
            {"title": s.title, "under": _when(s, order), "rounds": _rounds(s, order)}
            for s in sessions
        ],
        "rows": rows,
    }


def _cell(visit: Visit | None) -> dict[str, str]:
    if visit is None or not visit.turns:
        return {"place": "–"}
    first = visit.turns[0]
    if first.chair is not None and first.chair.circle:
        return {"place": first.mark}
    return {"place": spots(visit)}


def _rounds(session: SessionPlan, order: Order) -> str:
    """Say what several places in a cell are, if there are such: "rotations 1 to 4"."""
    for one in order.everybody:
        for visit in one.visits:
            if visit.session is session and len({turn.spot for turn in visit.turns}) > 1:
                return _("rotations 1 to {last}").format(last=len(session.rotations))
    return ""


def _when(session: SessionPlan, order: Order) -> str:
    start = entries_of([session])[0].people.start
    day = f"{short_date(start.date())} " if start.tzinfo is not None else ""
    return ", ".join(filter(None, (f"{day}{order.clock(start)}", session.room)))


def places_document(order: Order) -> dict[str, Any]:
    """Give the list by place: a table for each session with places."""
    found: dict[str, list[views.RotationView]] = {}
    for view in order.rotations:
        found.setdefault(view.session_id, []).append(view)
    sessions = []
    for entry in entries_of(order.seated):
        session = entry.session
        circles = session.spec.formation == "circles"
        start = entry.people.start
        day = f"{written_date(start.date())}, " if start.tzinfo is not None else ""
        shown = (_circles if circles else _grid)(found[session.id], entry.people, order)
        times = f"{day}{order.from_to(start, entry.people.end)}"
        sessions.append(
            {
                "title": session.title,
                "under": " · ".join(filter(None, (times, session.room))),
                **shown,
            }
        )
    return {
        **order.head(_("Who sits where"), names_note()),
        "place-title": _("Place"),
        "seat-title": _("Seat"),
        "outer-title": _("Outer circle"),
        "inner-title": _("Inner circle"),
        "begin-note": _("Where everybody begins; after each round people move as their card says."),
        "sessions": sessions,
    }


def _grid(rotations: list[views.RotationView], people: Span, order: Order) -> dict[str, Any]:
    places: dict[str, dict[int, views.Seated]] = {}
    labels: dict[str, str] = {}
    for view in rotations:
        for group in view.groups:
            places.setdefault(group.place_id, {})[view.number] = group
            labels[group.place_id] = group.place
    crowd = any(len(group.members) > CROWD for row in places.values() for group in row.values())
    tasks = len(rotations) <= MOST_WITH_TASKS
    return {
        "kind": "crowd" if crowd else "grid",
        "columns": [_round(view, order) for view in rotations]
        if len(rotations) > 1
        else [order.clock(people.start)],
        "rows": [
            {
                "place": labels[place],
                "cells": [
                    _names(row.get(view.number), order.namesakes, tasks=tasks) for view in rotations
                ],
            }
            for place, row in places.items()
        ],
    }


def _round(view: views.RotationView, order: Order) -> str:
    rotation = _("Rotation {number}").format(number=view.number)
    return " · ".join(filter(None, (rotation, order.clock(view.start))))


def _names(group: views.Seated | None, namesakes: Namesakes, *, tasks: bool) -> dict[str, Any]:
    if group is None:
        return {"topic": "", "names": []}
    names = [
        {"name": namesakes.told(member.person), "task": member.task if tasks else ""}
        for member in group.members
    ]
    return {"topic": group.topic, "names": names}


def _circles(rotations: list[views.RotationView], people: Span, order: Order) -> dict[str, Any]:
    """Give the seats of every circle as people sit in the first rotation.

    With free seats both sides are lists without numbers.
    """
    del people
    circles: dict[str, dict[str, dict[int, str]]] = {}
    pairs: dict[tuple[str, int | None], str] = {}
    for group in rotations[0].groups:
        for member in group.members:
            chair = member.chair
            if chair is not None and chair.circle and chair.side:
                side = circles.setdefault(chair.circle, {}).setdefault(chair.side, {})
                side[chair.seat or len(side) + 1] = order.namesakes.told(member.person)
                pairs[chair.circle, chair.seat] = group.place
    numbered = rotations[0].seats_known
    found = []
    for name in sorted(circles):
        outer, inner = (circles[name].get(side, {}) for side in ("outer", "inner"))
        joins = {
            n: _("(joins {place})").format(place=pairs[name, n])
            for n in (outer.keys() ^ inner.keys() if numbered else ())
        }
        rows = [
            [
                str(n) if numbered else "",
                *(side.get(n, joins.get(n, "")) for side in (outer, inner)),
            ]
            for n in sorted(outer.keys() | inner.keys())
        ]
        found.append({"title": _("Circle {name}").format(name=name), "rows": rows})
    return {"kind": "circles", "circles": found}
