"""The programme as participants read it: day by day, one line for each session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from facilitate.clock import Span, parse_day, pinned
from facilitate.errors import UsageError
from facilitate.plan import Plan, SessionPlan
from facilitate.words import _, decimal, fold, listed, ngettext


@dataclass(frozen=True, slots=True)
class Entry:
    """One session as participants read it.

    Parameters
    ----------
    session
        The session of the plan.
    people
        From when to when people are there, without setting up and clearing up.
    what
        What it is, in a few words; empty if the title says it.
    """

    session: SessionPlan
    people: Span
    what: str


@dataclass(frozen=True, slots=True)
class Day:
    """All sessions of a day, in order; `day` is None where no clock was given."""

    day: date | None
    entries: tuple[Entry, ...]


def days_of(plan: Plan, day: date | None = None) -> tuple[Day, ...]:
    """Give the programme day by day, or of one day; a session belongs to the day it begins on."""
    found = groupby(entries_of(on_day(plan, day)), key=lambda entry: day_of(entry.session))
    return tuple(Day(at, tuple(entries)) for at, entries in found)


def entries_of(sessions: Sequence[SessionPlan]) -> list[Entry]:
    """Give sessions as participants read them, in order of time."""
    entries = [Entry(session, people_in(session), _what(session)) for session in sessions]
    return sorted(entries, key=lambda entry: (pinned(entry.people.start), pinned(entry.people.end)))


def find_day(plan: Plan, named: str) -> date:
    """Find a day of `plan` by its date or its number, 1 for the first.

    Raises
    ------
    UsageError
        If it is no day, or nothing happens on it.
    """
    days = sorted({day for session in plan.sessions if (day := day_of(session)) is not None})
    if named.strip().isdecimal():
        number = int(named) if len(named) < 5 else 0
        day = days[number - 1] if 0 < number <= len(days) else None
    else:
        day = parse_day(named)
    if day in days:
        return day
    raise UsageError(
        _("There is nothing on day {day}.").format(day=named),
        code="day-unknown",
        where="day",
        hint=_("The plan has these days: {days}.").format(days=listed(list(map(str, days))))
        if days
        else _("The plan has no dates; leave the day out."),
    )


def on_day(plan: Plan, day: date | None) -> tuple[SessionPlan, ...]:
    """Give the sessions that begin on `day`, or all of them."""
    return tuple(s for s in plan.sessions if day is None or day_of(s) == day)


def day_of(session: SessionPlan) -> date | None:
    """Day on which people begin; None where no clock was given."""
    start = people_in(session).start
    return None if start.tzinfo is None else start.date()


def people_in(session: SessionPlan) -> Span:
    """From when to when people are in a session, without setting up and clearing up."""
    setup = [stage.end for stage in session.stages if stage.id == "setup"]
    clearing = [stage.start for stage in session.stages if stage.id == "clearing"]
    return Span(max(setup, default=session.start), min(clearing, default=session.end))


def _what(session: SessionPlan) -> str:
    method, parts = session.spec, []
    if fold(str(method.title)) != fold(session.title):
        parts.append(str(method.title))
    if len(session.rotations) > 1:
        parts.append(_rotations(session))
    return ", ".join(parts)


def _rotations(session: SessionPlan) -> str:
    lengths = {Span(rotation.start, rotation.end).minutes for rotation in session.rotations}
    count = len(session.rotations)
    if len(lengths) != 1:
        return ngettext("{count} rotation", "{count} rotations", count).format(count=count)
    minutes = lengths.pop()
    return _("{count} rotations of {minutes} min").format(count=count, minutes=decimal(minutes))
