"""What stands in a calendar: entries, made of the programme of everybody or of one person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from facilitate.agenda import Itinerary, Turn, Visit
from facilitate.agenda.days import Entry, entries_of
from facilitate.clock import MIDNIGHT, pinned
from facilitate.errors import PlanError
from facilitate.plan import Plan
from facilitate.words import _, clock


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of a calendar.

    Parameters
    ----------
    uid
        Name that stays the same when the plan changes; it tells nobody's name.
    stamp
        When it was written; the begin of the event, for the same plan gives the same bytes.
    start, end
        When people are there.
    title
        What it is called.
    where
        Place and room, the place first.
    what
        What happens there, line by line; empty if the title says it.
    pause
        Whether it is a break.
    place
        The place of one's own, without the room; empty if there is none.
    """

    uid: str
    stamp: datetime
    start: datetime
    end: datetime
    title: str
    where: str = ""
    what: str = ""
    pause: bool = False
    place: str = ""

    @property
    def seated(self) -> bool:
        """Whether a place of one's own belongs to it."""
        return bool(self.place)


def event_entries(plan: Plan) -> list[CalendarEntry]:
    """Give an entry for each session.

    Raises
    ------
    PlanError
        If the plan has no dates.
    """
    stamp = _stamp(plan)
    return [
        _entry(plan, stamp, entry, entry.session.id, entry.session.room, entry.what)
        for entry in entries_of(plan.sessions)
    ]


def person_entries(plan: Plan, person: Itinerary) -> list[CalendarEntry]:
    """Give an entry for each session that a person attends, with the person's place in it.

    Raises
    ------
    PlanError
        If the plan has no dates.
    """
    stamp = _stamp(plan)
    return [
        _entry(
            plan, stamp, visit.entry, f"{visit.session.id}\n{person.person.id}", *_visited(visit)
        )
        for visit in person.visits
    ]


def _entry(
    plan: Plan, stamp: datetime, entry: Entry, key: str, where: str, what: str, place: str = ""
) -> CalendarEntry:
    session, people = entry.session, entry.people
    return CalendarEntry(
        hashlib.sha256(f"{plan.title}\n{key}".encode()).hexdigest()[:32],
        stamp,
        people.start,
        people.end,
        session.title,
        where,
        what,
        session.spec.formation == "pause",
        place,
    )


def _visited(visit: Visit) -> tuple[str, str, str]:
    """Give place and room, what happens, and the place of one's own.

    That is the place if it is always the same; else what happens tells it line by line.
    """
    room = visit.session.room
    if not visit.turns:
        return room, visit.entry.what, ""
    spots = [turn.where for turn in visit.turns]
    place = spots[0] if len(set(spots)) == 1 else f"{spots[0]} …"
    several = len(spots) > 1
    lines = [
        _line(turn, f"{clock(turn.start)} {spot}" if several else spot)
        for turn, spot in zip(visit.turns, spots, strict=True)
    ]
    what = "\n".join(filter(None, (*lines, visit.instruction)))
    return ", ".join(filter(None, (place, room))), what, place


def _line(turn: Turn, spot: str) -> str:
    return ", ".join(filter(None, (spot, turn.topic, turn.task)))


def _stamp(plan: Plan) -> datetime:
    """Give the begin of the event; refuse a plan without dates."""
    if any(session.start.tzinfo is None for session in plan.sessions):
        raise PlanError(
            _("The plan has no dates, so nothing can be put into a calendar."),
            code="calendar-without-dates",
            hint=_("Plan again and say when it begins: {option}.").format(
                option='--start "2018-11-07 14:30"'
            ),
        )
    return min((pinned(session.start) for session in plan.sessions), default=MIDNIGHT)
