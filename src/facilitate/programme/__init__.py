"""When every session of an event runs: anchors stay, elastic phases give way, clashes are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitate.errors import UsageError
from facilitate.programme.blocks import Block, Programme, TimedSession
from facilitate.programme.clashes import find_clashes
from facilitate.programme.placing import Placed, place
from facilitate.programme.rebuilding import tell_rebuilding
from facilitate.programme.telling import tell
from facilitate.timetable import lay_out
from facilitate.words import _

__all__ = ["Block", "Programme", "TimedSession", "lay_out_event"]


def lay_out_event(blocks: Sequence[Block], *, people: int, days: Sequence[date] = ()) -> Programme:
    """Lay out all sessions of an event.

    A session with a start begins then: people sit down, having been set up before. Without one it
    follows the session before it, after that one's buffer, at the next full minute. If what
    comes before runs late, a start that is no anchor is put off; before an anchor all elastic
    phases become shorter, evenly, but none shorter than it may. A session that says how many
    minutes it has keeps to them: its elastic phases are made shorter or longer, and a pause is
    exactly as long. In one room, or where no rooms are named, setting up waits until the session
    before is cleared away; a pause needs no room.

    Parameters
    ----------
    blocks
        The sessions in order, each with its method and rotations.
    people
        How many there are in the whole event; tells which sessions share somebody.
    days
        Days of the event; empty if they are not known.

    Returns
    -------
    The times of every session, with the method whose phases have these times, and what there is
    to tell. An error among the findings means that somebody would have to be in two places.

    Raises
    ------
    UsageError
        If a session takes longer than a year, or some starts have a time zone and others none.
    """
    _refuse_mixed(blocks)
    placed = place(blocks, people)
    timed = tuple(map(_timed, placed))
    known = {(early.block.session.id, p.block.session.id) for p in placed for early in p.behind}
    told = (*tell(placed), *find_clashes(timed, people, days, known), *tell_rebuilding(timed))
    return Programme(timed, told)


def _refuse_mixed(blocks: Sequence[Block]) -> None:
    starts = [block.session.start for block in blocks if block.session.start is not None]
    if len({start.tzinfo is None for start in starts}) > 1:
        raise UsageError(
            _("Some times have a time zone and others have none."),
            code="times-mixed",
            hint=_("Give every session its day, or none."),
        )


def _timed(placed: Placed) -> TimedSession:
    timetable = lay_out(placed.method, placed.block.rotations, placed.start)
    return TimedSession(placed.block.session, placed.method, timetable, placed.spare / 60)
