"""Whether a session can be planned at all, said before any search."""

from __future__ import annotations

from facilitate.errors import InfeasibleError, Level
from facilitate.event import Session
from facilitate.method import Method
from facilitate.planning.counts import rotations_of
from facilitate.planning.parts import Asked
from facilitate.planning.sessions import refuse_unseatable
from facilitate.programme import Block, lay_out_event
from facilitate.roster import Roster

_SEATED_BY_RULES = ("circles", "tables", "stations")  # others depend on what can be chosen there


def refuse_beforehand(session: Session, method: Method, roster: Roster) -> None:
    """Refuse a session that cannot be planned with these people: time, room and rules.

    What can be chosen in working groups or a market is not looked at.

    Raises
    ------
    InfeasibleError
        If the time, the places or the rules leave no way.
    UsageError
        If a number is one the method does not allow.
    """
    people = len(roster)
    rotations, _told = rotations_of(session, method, people)
    block = Block(session, method, max(1, rotations), people)
    findings = lay_out_event([block], people=people).findings
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if errors:
        raise InfeasibleError.collecting(errors)
    if method.formation in _SEATED_BY_RULES:
        refuse_unseatable(Asked(session, method, roster, session.rules, rotations))
