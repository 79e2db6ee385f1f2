"""One person's way through an event of several sessions, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate import views
from facilitate.agenda import days_of
from facilitate.agenda.days import Entry
from facilitate.cli import output
from facilitate.plan import Plan
from facilitate.words import _, clock, ngettext, written_date

MOST_NAMED = 8  # partners who are named; a working group is more than a circle of talk


def show_days(plan: Plan, run: views.PersonRun) -> None:
    """Show every session of a person with its time and room, and where they sit in it."""
    missed = []
    for day in days_of(plan):
        if day.day is not None:
            output.heading(written_date(day.day))
        rows: list[list[str]] = []
        for entry in day.entries:
            if run.person.id in entry.session.absent:
                missed.append(entry.session.title)
                continue
            rows += _rows(entry, run)
        headers = [_("Time"), _("Session"), _("Place"), _("Topic"), _("Task"), _("With")]
        filled = [k for k in range(len(headers)) if any(row[k] for row in rows)]
        output.table(
            [headers[k] for k in filled],
            ([row[k] for k in filled] for row in rows),
            whole=frozenset({0}),
        )
        output.say()
    if missed:
        output.wrapped(_("Not there: {sessions}.").format(sessions=", ".join(missed)))


def _rows(entry: Entry, run: views.PersonRun) -> Iterator[list[str]]:
    session = entry.session
    stops = [s for s in run.stops if s.session_id == session.id]
    time = f"{clock(entry.people.start)}–{clock(entry.people.end)}"
    if len(stops) == 1 and len(session.rotations) == 1:
        yield [time, session.title, *_details(stops[0])]
        return
    yield [time, session.title, session.room, "", "", ""]
    for stop in stops:
        number = _("rotation {number}").format(number=stop.rotation)
        yield [f"  {clock(stop.start)}–{clock(stop.end)}", f"  {number}", *_details(stop)]


def _details(stop: views.Stop) -> list[str]:
    group, own = stop.group, stop.own
    if group is None:
        return [_("sits out"), "", "", ""]
    seat = own.seat if own else ""
    place = ", ".join(part for part in (group.place, seat) if part)
    return [place, group.topic, own.task if own else "", _with(stop)]


def _with(stop: views.Stop) -> str:
    count = len(stop.partners)
    if count > MOST_NAMED:
        return ngettext("{count} other", "{count} others", count).format(count=count)
    return ", ".join(person.label for person in stop.partners)
