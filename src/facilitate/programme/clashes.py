"""Sessions that get into each other's way: people, rooms, places and those who run them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

from facilitate.clock import Span, pinned
from facilitate.errors import Finding, Level
from facilitate.programme.blocks import TimedSession
from facilitate.words import _, clock, fold, listed, ngettext, written_date


def find_clashes(
    sessions: Sequence[TimedSession],
    people: int,
    days: Sequence[date],
    known: Collection[tuple[str, str]] = (),
) -> Iterator[Finding]:
    """Tell where sessions get into each other's way.

    Parameters
    ----------
    sessions
        All sessions with their times.
    people
        How many there are in the whole event.
    days
        Days of the event; empty if they are not known.
    known
        Ids of two sessions each whose overlap is told already.
    """
    for one, other in combinations(sessions, 2):
        yield from _clash(one, other, people, known)
    for session in sessions:
        yield from _too_few_places(session, people)
        yield from _wrong_day(session, days)
        yield from _past_midnight(session)
    yield from _changed_clocks(sessions)


def _clash(
    one: TimedSession, other: TimedSession, people: int, known: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    first, second = sorted((one, other), key=lambda session: pinned(session.people.start))
    busy = set(map(fold, _staff(first))) & set(map(fold, _staff(second)))
    if _overlap(first.people, second.people):
        if (one.session.id, other.session.id) in known:
            return
        away = {*first.session.absent, *second.session.absent}
        if len(away) < people:
            yield _both(first, second)
            return
        if busy:
            names = [name for name in _staff(second) if fold(name) in busy]
            yield _elsewhere(first, second, names)
    if _same_room(first, second) and _overlap(first.timetable.span, second.timetable.span):
        yield _room_taken(first, second)


def _both(first: TimedSession, second: TimedSession) -> Finding:
    return Finding(
        Level.ERROR,
        "sessions-overlap",
        _("“{title}” begins at {start}, but “{first}” goes on until {end}.").format(
            title=second.title,
            start=clock(second.people.start),
            first=first.title,
            end=clock(first.people.end),
        ),
        second.title,
        _("Choose another start; or, if they are for different people, say who is not there."),
    )


def _elsewhere(first: TimedSession, second: TimedSession, names: Sequence[str]) -> Finding:
    return Finding(
        Level.WARNING,
        "moderator-elsewhere",
        ngettext(
            "{names} is needed in “{first}” and in “{second}” at {time}.",
            "{names} are needed in “{first}” and in “{second}” at {time}.",
            len(names),
        ).format(
            names=listed(names),
            first=first.title,
            second=second.title,
            time=clock(second.people.start),
        ),
        second.title,
        _("Choose another start, or somebody else."),
    )


def _room_taken(first: TimedSession, second: TimedSession) -> Finding:
    ends, begins = first.timetable.span.end, second.timetable.span.start
    together = _overlap(first.people, second.people)
    return Finding(
        Level.ERROR if together else Level.WARNING,
        "room-taken",
        _("{room}: “{second}” needs it from {begin}, but “{first}” until {end}.").format(
            room=second.session.room,
            second=second.title,
            begin=clock(begins),
            first=first.title,
            end=clock(ends),
        ),
        second.title,
        _("Choose another room or another start.")
        if together
        else _("Setting up and clearing up are included; a buffer between them would do."),
    )


def _too_few_places(session: TimedSession, people: int) -> Iterator[Finding]:
    places = session.session.places
    method, present = session.method, people - len(set(session.session.absent))
    if not places or not method.grouped or method.formation == "circles":
        return
    size, most = session.session.size, method.sizing.max
    groups = present // size if size else math.ceil(present / most)
    groups = max(groups, session.session.groups or 0)
    open_end = method.formation == "choice"  # topics say themselves how many they take
    seats = sum(place.seats or (present if open_end else most) for place in places)
    room = session.session.room or _("the room")
    if groups > len(places) and method.formation in ("tables", "stations"):
        message = _("{groups} groups need a place, but {room} has {count}.").format(
            groups=groups, room=room, count=len(places)
        )
    elif seats < present:
        message = _("{people} people need a seat, but {room} has {seats}.").format(
            people=present, room=room, seats=seats
        )
    else:
        return
    yield Finding(
        Level.ERROR,
        "place-too-few",
        message,
        session.title,
        _("Add places or seats, choose another room, or make larger groups."),
    )


def _wrong_day(session: TimedSession, days: Sequence[date]) -> Iterator[Finding]:
    start = session.people.start
    if days and start.tzinfo is not None and start.date() not in days:
        yield Finding(
            Level.WARNING,
            "day-not-of-event",
            _("“{title}” is on {day}, which is no day of the event.").format(
                title=session.title, day=written_date(start.date())
            ),
            session.title,
            _("The days of the event are {days}.").format(
                days=listed([written_date(day) for day in days])
            ),
        )


def _past_midnight(session: TimedSession) -> Iterator[Finding]:
    span = session.people
    if span.start.tzinfo is not None and span.end.date() > span.start.date():
        if span.end.time().isoformat() == "00:00:00":
            return
        yield Finding(
            Level.HINT,
            "runs-past-midnight",
            _("“{title}” goes on past midnight, until {end}.").format(
                title=session.title, end=clock(span.end)
            ),
            session.title,
        )


def _changed_clocks(sessions: Sequence[TimedSession]) -> Iterator[Finding]:
    """Say that the clocks change during the event: somebody will be an hour early or late."""
    clocked = sorted(pinned(s.people.start) for s in sessions if s.people.start.tzinfo is not None)
    offsets = [moment.utcoffset() for moment in clocked]
    for index in range(1, len(clocked)):
        now, before = offsets[index], offsets[index - 1]
        if now is None or before is None or now == before:
            continue
        minutes = round(abs((now - before).total_seconds()) / 60)
        message = (
            _("Before {day}, {time}, the clocks go forward by {minutes} minutes.")
            if now > before
            else _("Before {day}, {time}, the clocks go back by {minutes} minutes.")
        )
        moment = clocked[index]
        yield Finding(
            Level.HINT,
            "clocks-change",
            message.format(day=written_date(moment.date()), time=clock(moment), minutes=minutes),
            hint=_("All times are right; remind everybody."),
        )


def _staff(session: TimedSession) -> list[str]:
    """Name who runs a session: moderators, and speakers who lead a topic of it."""
    hosts = [topic.host for topic in session.session.topics if topic.host and not topic.withdrawn]
    return [*session.session.moderators, *hosts]


def _same_room(first: TimedSession, second: TimedSession) -> bool:
    if "pause" in (first.method.formation, second.method.formation):
        return False  # a room can be set up for what comes while people have a break in it
    rooms = {fold(first.session.room), fold(second.session.room)}
    return len(rooms) == 1 and rooms != {""}


def _overlap(one: Span, other: Span) -> bool:
    return pinned(one.start) < pinned(other.end) and pinned(other.start) < pinned(one.end)
