"""A plan as iCalendar text (RFC 5545): one person's days, the whole event, and a short form.

The same plan gives the same bytes: nothing in them comes from the clock. Only what a calendar
needs is in it; other people's names are not, for calendars are copied to servers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from facilitate.agenda.personal import Itinerary
from facilitate.clock import zone
from facilitate.exports.calendar_entries import CalendarEntry, event_entries, person_entries
from facilitate.exports.calendar_short import MOST_BYTES, short_text
from facilitate.exports.calendar_text import (
    calendar_text,
    entry_lines,
    in_utc,
    text_value,
    zone_lines,
)
from facilitate.plan import Plan

__all__ = ["MOST_BYTES", "event_calendar_text", "person_calendar_text"]
_MAKER = "-//facilitate//facilitate//DE"


def event_calendar_text(plan: Plan, *, edition: int = 1) -> str:
    """Give the programme of the event for everybody; empty if the plan has no sessions.

    Parameters
    ----------
    edition
        Which edition it is, from 1; a calendar takes a later one for a change of its entries.

    Raises
    ------
    PlanError
        If the plan has no dates.
    """
    return _text(plan, event_entries(plan), edition)


def person_calendar_text(
    plan: Plan, person: Itinerary, *, compact: bool = False, edition: int = 1
) -> str:
    """Give the sessions that a person attends, with the places; empty if there are none.

    Parameters
    ----------
    compact
        At most `MOST_BYTES` bytes, for a QR code. What does not fit is left out in this order:
        the places of later rotations, the ends of long titles, pauses, sessions without a place
        of one's own; then session and place become one line, and a length stands for the end,
        which makes room for five sessions. If there is still too much, a day is one entry that
        lists its sessions.
    edition
        Which edition it is, from 1; the compact form has no room for it.

    Raises
    ------
    PlanError
        If the plan has no dates.
    """
    entries = person_entries(plan, person)
    if compact and entries:
        return short_text(plan, entries)
    return _text(plan, entries, edition)


def _text(plan: Plan, entries: Sequence[CalendarEntry], edition: int) -> str:
    if not entries:
        return ""
    named = plan.timezone is not None and plan.timezone != "UTC"
    lines = [f"PRODID:{_MAKER}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{text_value(plan.title)}"]
    if plan.timezone is not None and named:
        years = sorted(moment.year for entry in entries for moment in (entry.start, entry.end))
        zone(plan.timezone)
        lines += zone_lines(plan.timezone, years[0], years[-1])
    for entry in entries:
        where = ", ".join(filter(None, (entry.where, plan.place)))
        times = (
            f"SEQUENCE:{edition - 1}",
            f"DTSTART{_moment(plan, entry.start)}",
            f"DTEND{_moment(plan, entry.end)}",
        )
        uid = f"{entry.uid}@facilitate.invalid"
        lines += entry_lines(uid, entry.stamp, times, (entry.title, where, entry.what))
    return calendar_text(lines)


def _moment(plan: Plan, moment: datetime) -> str:
    """Write a moment with its zone, or in UTC if the plan has none."""
    if plan.timezone is None or plan.timezone == "UTC":
        return f":{in_utc(moment)}"
    local = moment.astimezone(zone(plan.timezone))
    return f";TZID={plan.timezone}:{local:%Y%m%dT%H%M%S}"
