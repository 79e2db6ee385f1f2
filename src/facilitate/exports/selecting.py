"""A part of a plan: some sessions, one rotation."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.errors import UsageError
from facilitate.plan import Plan, SessionPlan
from facilitate.words import _, did_you_mean, fold, listed, quoted


def only(plan: Plan, sessions: Sequence[str] = (), rotation: int | None = None) -> Plan:
    """Give `plan` with nothing but the named sessions, and nothing but one of their rotations.

    Parameters
    ----------
    sessions
        Ids or titles; all sessions if none is named.
    rotation
        Number of the rotation, from 1; all if None.

    Raises
    ------
    UsageError
        If there is no such session, or none of them has that rotation.
    """
    kept = plan.sessions
    if sessions:
        wanted = {session.id for named in sessions for session in _named(plan, named)}
        kept = tuple(session for session in plan.sessions if session.id in wanted)
    if rotation is not None:
        kept = _with_rotation(kept, rotation)
    return plan if kept is plan.sessions else plan.model_copy(update={"sessions": kept})


def _named(plan: Plan, named: str) -> list[SessionPlan]:
    by_id = [session for session in plan.sessions if session.id == named]
    found = by_id or [s for s in plan.sessions if fold(s.title) == fold(named)]
    if found:
        return found
    known = [name for session in plan.sessions for name in (session.id, session.title)]
    raise UsageError(
        _("The plan has no session “{session}”.").format(session=named),
        code="session-unknown",
        where="session",
        hint=did_you_mean(named, known)
        or _("It has: {sessions}.").format(sessions=listed([s.id for s in plan.sessions])),
    )


def _with_rotation(sessions: Sequence[SessionPlan], number: int) -> tuple[SessionPlan, ...]:
    kept = []
    for session in sessions:
        rotations = tuple(r for r in session.rotations if r.number == number)
        if rotations:
            kept.append(session.model_copy(update={"rotations": rotations}))
    if kept:
        return tuple(kept)
    most = max((r.number for s in sessions for r in s.rotations), default=0)
    named = listed([quoted(session.title) for session in sessions])
    raise UsageError(
        _("There is no rotation {number} in {sessions}.").format(number=number, sessions=named),
        code="rotation-unknown",
        where="rotation",
        hint=_("Its rotations go from 1 to {count}.").format(count=most) if most else "",
    )
