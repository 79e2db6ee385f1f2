"""The programme as rooms see it: when each is set up, used and cleared, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitate.agenda.days import Entry, day_of, entries_of, on_day
from facilitate.agenda.furniture import furniture_of, materials_of, people_there
from facilitate.clock import Span
from facilitate.plan import Plan, SessionPlan


@dataclass(frozen=True, slots=True)
class RoomBlock:
    """A session in a room.

    Parameters
    ----------
    session
        The session of the plan.
    people
        From when to when people are there.
    present
        How many are expected.
    setup, clearing
        When it is set up and cleared; None if that takes no time.
    layout
        How chairs and tables stand; empty in a pause.
    furniture
        Places and seats, a line each.
    materials
        What else must be there, a line each.
    """

    session: SessionPlan
    people: Span
    present: int
    setup: Span | None
    clearing: Span | None
    layout: str
    furniture: tuple[str, ...]
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomDay:
    """A room on one day; `room` is empty where none is named, `day` None without a clock."""

    room: str
    day: date | None
    blocks: tuple[RoomBlock, ...]


def rooms_of(plan: Plan, day: date | None = None) -> tuple[RoomDay, ...]:
    """Give every room day by day, in the order in which they are first used."""
    found: dict[str, dict[date | None, list[RoomBlock]]] = {}
    for entry in entries_of(on_day(plan, day)):
        days = found.setdefault(entry.session.room, {})
        days.setdefault(day_of(entry.session), []).append(_block(plan, entry))
    return tuple(
        RoomDay(room, at, tuple(blocks))
        for room, days in found.items()
        for at, blocks in days.items()
    )


def _block(plan: Plan, entry: Entry) -> RoomBlock:
    session = entry.session
    at = {stage.id: Span(stage.start, stage.end) for stage in session.stages}
    return RoomBlock(
        session,
        entry.people,
        people_there(plan, session),
        at.get("setup"),
        at.get("clearing"),
        "" if session.spec.formation == "pause" else str(session.spec.room.layout),
        furniture_of(session),
        materials_of(plan, session),
    )
