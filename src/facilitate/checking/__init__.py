"""Check any plan, also one edited by hand, by counting again from what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.checking.goals import check_goals, check_stated
from facilitate.checking.movement import check_movement
from facilitate.checking.orders import check_orders, check_private
from facilitate.checking.recount import bounds, score, session_bounds, session_score
from facilitate.checking.roles import check_roles
from facilitate.checking.seating import check_participants, check_seating
from facilitate.checking.times import check_times
from facilitate.checking.view import View
from facilitate.errors import Finding, Level
from facilitate.plan import Plan
from facilitate.private import PrivateRules

__all__ = ["bounds", "check", "score", "session_bounds", "session_score"]

_GRAVEST_FIRST = (Level.ERROR, Level.WARNING, Level.HINT)


def check(plan: Plan, private: PrivateRules | None = None) -> tuple[Finding, ...]:
    """Check `plan` against its method, its rules and itself.

    Parameters
    ----------
    plan
        The plan, as planned or as edited.
    private
        Apart and access rules, from beside the plan; without them a hint says what was not
        checked.

    Returns
    -------
    What is wrong (error), which goals are missed (warning), and what is worth knowing (hint),
    gravest first. The plan keeps its rules if no finding is an error.
    """
    return tuple(sorted(_findings(plan, private), key=lambda f: _GRAVEST_FIRST.index(f.level)))


def _findings(plan: Plan, private: PrivateRules | None) -> Iterator[Finding]:
    views = [View(plan, session) for session in plan.sessions]
    yield from check_participants(plan)
    yield from check_times(plan, views)
    for view in views:
        yield from check_seating(view)
        yield from check_movement(view)
        yield from check_roles(view)
    yield from check_orders(plan, views)
    yield from check_private(plan, views, private)
    yield from check_goals(plan, views)
    yield from check_stated(plan, views)
