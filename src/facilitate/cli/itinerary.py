"""One person's way through an event of several sessions, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from facilitate.agenda import Itinerary, Turn, Visit
from facilitate.cli import output
from facilitate.words import _, clock, ngettext, quoted, written_date

MOST_NAMED = 8  # partners who are named; a working group is more than a circle of talk
Line = tuple[str, str]
"""A time, further in for a rotation, and what is then."""


def show_days(itinerary: Itinerary) -> None:
    """Show every session of a person with its time and room, and where they sit in it."""
    for day in itinerary.days:
        if day.day is not None:
            output.heading(written_date(day.day))
        lines = [line for visit in day.visits for line in _lines(visit)]
        column = max((len(time) for time, _text in lines), default=0) + 2
        for time, text in lines:
            output.beside(time.ljust(column), text)
        output.say()
    if itinerary.missed:
        titles = ", ".join(session.title for session in itinerary.missed)
        output.wrapped(_("Not there: {sessions}.").format(sessions=titles))


def _lines(visit: Visit) -> Iterator[Line]:
    session, turns = visit.session, visit.turns
    title = f"{session.title}, {session.room}" if session.room else session.title
    time = _span(visit.people.start, visit.people.end)
    if len(turns) == 1:
        yield time, f"{title}: {_seat(turns[0])}"
        return
    yield time, title
    for turn in turns:
        number = _("Rotation {number}").format(number=turn.rotation)
        yield f"  {_span(turn.start, turn.end)}", f"{number}: {_seat(turn)}"


def _span(start: datetime, end: datetime) -> str:
    return f"{clock(start)}–{clock(end)}"


def _seat(turn: Turn) -> str:
    """Say where, about what, with which task, and with whom."""
    topic = quoted(turn.topic) if turn.topic else ""
    parts: Iterable[str] = (turn.where, topic, turn.task, _with(turn))
    return " · ".join(part for part in parts if part)


def _with(turn: Turn) -> str:
    count = len(turn.partners)
    if count > MOST_NAMED:
        return ngettext("with {count} other", "with {count} others", count).format(count=count)
    names = ", ".join(person.label.replace(" ", output.NO_BREAK) for person in turn.partners)
    return _("with {people}").format(people=names) if names else ""
