"""Where to move at the signal, in words that all can read on the wall at once."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.agenda import Turn
from facilitate.agenda.run_sheet import is_odd
from facilitate.plan import Rotation, SessionPlan
from facilitate.words import _, ngettext

MOST_JOINING = 2
HOSTS = ("host", "host-stays", "host-once")


def seat_words(session: SessionPlan) -> str:
    """Say how everybody finds the first place; empty where nobody is seated."""
    if not session.rotations:
        return ""
    if session.seating == "free":
        return _("Your card shows your circle and your side; take any free chair there.")
    return _("Your first place stands on your card.")


def moves(session: SessionPlan) -> list[list[str]]:
    """Say who does what at the signal, as pairs; who is empty where it concerns everybody."""
    if len(session.rotations) < 2:
        return []
    movement = session.spec.movement
    if movement.ring is not None:
        return [
            [_("Inner circle"), along_the_ring(movement.ring.inner, outer=False)],
            [_("Outer circle"), along_the_ring(movement.ring.outer, outer=True)],
        ]
    if movement.next is not None:
        if not movement.next:
            return [["", _("All stay seated.")]]
        return [
            [
                "",
                ngettext(
                    "Each group goes on together, to the next place.",
                    "Each group goes on together, {count} places on.",
                    movement.next,
                ).format(count=movement.next),
            ]
        ]
    hosts = [role for role in session.spec.roles if role.policy in HOSTS]
    return [
        *([str(role.name), _("stays seated")] for role in hosts),
        [_("All others") if hosts else "", _("on to the next place on your card")],
    ]


def joining(session: SessionPlan, rotation: Rotation, turns: Sequence[Turn]) -> str:
    """Say what whoever faces nobody does; empty where everybody faces somebody.

    One or two chairs are named: whoever comes there looks for them on the wall, not on the card.
    """
    if session.seating == "free" and is_odd(session, rotation):
        return _("with your chair to a pair nearby")
    if len(turns) > MOST_JOINING:
        return _("with your chair to the pair on your card")
    return "; ".join(f"{turn.chair_mark}: {turn.pair}" for turn in turns)


def along_the_ring(steps: int, *, outer: bool) -> str:
    """Say how a circle moves; who sits outside faces the centre, so clockwise is to the left."""
    if not steps:
        return _("stays seated")
    seats = ngettext("one seat", "{count} seats", abs(steps)).format(count=abs(steps))
    left = _("{seats} to the left") if (steps > 0) == outer else _("{seats} to the right")
    return left.format(seats=seats)
