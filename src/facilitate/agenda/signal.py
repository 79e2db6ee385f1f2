"""What to do at the signal, said from one person's own side."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.agenda.turns import Turn
from facilitate.plan import SessionPlan
from facilitate.words import _, ngettext


def instruction(session: SessionPlan, turns: tuple[Turn, ...]) -> str:
    """Say what to do at the signal, from this person's own side."""
    seated = [turn for turn in turns if turn.status == "seated"]
    if not seated:
        return ""
    parts = []
    if session.seating == "free":
        parts.append(_("Take any free chair there."))
    if len(turns) > 1:
        if any(turn.joins for turn in turns[:-1]):
            parts.append(_("After a round of three: first put your chair back at your own seat."))
        parts.append(_movement(session, turns, seated))
    return " ".join(parts)


def _movement(session: SessionPlan, turns: Sequence[Turn], seated: Sequence[Turn]) -> str:
    """Say how to move on; a gong may sound within a round, too, where nobody moves."""
    ring, step = session.spec.movement.ring, session.spec.movement.next
    first = seated[0].chair
    if ring is not None and first is not None and first.side is not None:
        gongs = any(len(rotation.phases) > 1 for rotation in session.rotations)
        return _along_the_ring(ring.model_dump()[first.side], first.side == "outer", gongs=gongs)
    if step:
        return _("When the round ends: go on together with your group.")
    if step == 0:
        return _("You stay in your group.")
    if len({turn.place_id for turn in seated}) > 1 or len(seated) < len(turns):
        return _("When the round ends: on to your next place.")
    if session.spec.formation == "tables" and len({turn.chair for turn in seated}) > 1:
        return _("You stay at this table all the time.")
    return _("You stay here all the time.")


def _along_the_ring(steps: int, outer: bool, *, gongs: bool) -> str:
    """Say how to move; whoever sits outside faces the centre, so clockwise is to the left.

    Where it `gongs` within a round, too, it is said which gong is meant.
    """
    if not steps:
        return _("You stay seated; the next person comes to you.")
    seats = ngettext("one seat", "{count} seats", abs(steps)).format(count=abs(steps))
    clockwise = _("clockwise") if steps > 0 else _("anticlockwise")
    hand = _("to your left") if (steps > 0) == outer else _("to your right")
    words = (
        _("At the gong that ends the round: move {seats} {clockwise}, {hand}.")
        if gongs
        else _("At the gong: move {seats} {clockwise}, {hand}.")
    )
    return words.format(seats=seats, clockwise=clockwise, hand=hand)


def searched(session: SessionPlan) -> bool:
    """Whether everybody has a place of their own to look for in each rotation."""
    movement = session.spec.movement
    return len(session.rotations) > 1 and movement.ring is None and movement.next is None
