"""Rooms that stand differently from one session to the next, with no time to rebuild them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from facilitate.clock import Span, pinned
from facilitate.errors import Finding, Level
from facilitate.programme.blocks import TimedSession
from facilitate.timetable.elastic import told_minutes
from facilitate.words import _, fold

REBUILDING = 5.0  # minutes, as our methods at tables and in circles count for setting up
_AS_IT_STANDS = frozenset({"plenary", "self"})  # they take a room as they find it
_ELSEWHERE = frozenset({"pause", "choice"})  # a break needs no room, working groups their own


def tell_rebuilding(sessions: Sequence[TimedSession]) -> Iterator[Finding]:
    """Tell where a room must be set up anew and nobody has the time for it.

    A session that counts minutes for setting up needs these, any other 5. Where no room is named
    there is only one.
    """
    last: dict[str, TimedSession] = {}
    stands: dict[str, str] = {}
    for session in sorted(sessions, key=lambda each: pinned(each.people.start)):
        formation, room = session.method.formation, fold(session.session.room)
        if formation in _ELSEWHERE:
            continue
        before = last.get(room)
        if formation not in _AS_IT_STANDS or before is None:
            if before is not None and stands[room] != formation:
                yield from _told(before, session, stands[room])
            stands[room] = formation
        last[room] = session


def _told(before: TimedSession, after: TimedSession, stands: str) -> Iterator[Finding]:
    needed = after.method.timing.setup or REBUILDING
    cleared, begin = pinned(before.timetable.span.end), pinned(after.people.start)
    if cleared > begin:  # both at once: that is told already
        return
    minutes = Span(cleared, begin).minutes
    if minutes < needed:
        yield _too_short(before, after, stands, minutes, needed)


def _too_short(
    before: TimedSession, after: TimedSession, stands: str, minutes: float, needed: float
) -> Finding:
    message = (
        _("{room}: before “{second}” it must be rebuilt ({now} → {then}) in only {minutes}.")
        if minutes
        else _("{room}: before “{second}” it must be rebuilt ({now} → {then}); no time is left.")
    )
    hint = _("Have a break between them, or say “buffer: {minutes}” for “{first}”.")
    if stands in _AS_IT_STANDS:
        hint += " " + _("Or let the room stand like that from the beginning.")
    return Finding(
        Level.HINT,
        "room-to-rebuild",
        message.format(
            room=after.session.room or _("The room"),
            second=after.title,
            now=_furniture()[stands],
            then=_furniture()[after.method.formation],
            minutes=told_minutes(minutes, whole=math.floor),
        ),
        after.title,
        hint.format(minutes=math.ceil(needed + before.method.timing.clearing), first=before.title),
    )


def _furniture() -> Mapping[str, str]:
    """Name how the room stands in each formation."""
    return {
        "plenary": _("rows of chairs"),
        "self": _("rows of chairs"),
        "circles": _("circles of chairs"),
        "tables": _("tables"),
        "stations": _("stations"),
        "market": _("stalls"),
    }
