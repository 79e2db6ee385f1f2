"""One person's way through an event of several sessions, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.agenda import Itinerary, Turn, Visit
from facilitate.cli import output
from facilitate.words import _, clock, ngettext, written_date

MOST_NAMED = 8  # partners who are named; a working group is more than a circle of talk


def show_days(itinerary: Itinerary) -> None:
    """Show every session of a person with its time and room, and where they sit in it."""
    for day in itinerary.days:
        if day.day is not None:
            output.heading(written_date(day.day))
        rows = [row for visit in day.visits for row in _rows(visit)]
        headers = [_("Time"), _("Session"), _("Place"), _("Topic"), _("Task"), _("With")]
        filled = [k for k in range(len(headers)) if any(row[k] for row in rows)]
        output.table(
            [headers[k] for k in filled],
            ([row[k] for k in filled] for row in rows),
            whole=frozenset({0}),
        )
        output.say()
    if itinerary.missed:
        titles = ", ".join(session.title for session in itinerary.missed)
        output.wrapped(_("Not there: {sessions}.").format(sessions=titles))


def _rows(visit: Visit) -> Iterator[list[str]]:
    session = visit.session
    time = f"{clock(visit.people.start)}–{clock(visit.people.end)}"
    if len(visit.turns) == 1:
        yield [time, session.title, *_details(visit.turns[0])]
        return
    yield [time, session.title, session.room, "", "", ""]
    for turn in visit.turns:
        number = _("rotation {number}").format(number=turn.rotation)
        yield [f"  {clock(turn.start)}–{clock(turn.end)}", f"  {number}", *_details(turn)]


def _details(turn: Turn) -> list[str]:
    return [turn.where, turn.topic, turn.task, _with(turn)]


def _with(turn: Turn) -> str:
    count = len(turn.partners)
    if count > MOST_NAMED:
        return ngettext("{count} other", "{count} others", count).format(count=count)
    return ", ".join(person.label for person in turn.partners)
