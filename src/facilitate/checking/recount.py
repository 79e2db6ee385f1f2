"""What a plan reaches in every goal, and what no plan could beat, by plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitate.checking.counting import mixing, newcomers, repeats
from facilitate.checking.least import mixing_bounds, repeat_bounds
from facilitate.checking.view import View
from facilitate.checking.wishes import wish_bounds, wish_score
from facilitate.plan import Plan

Scores = tuple[dict[str, int], dict[str, int]]


def score(plan: Plan) -> dict[str, int]:
    """Count again what `plan` reaches: goal → cost, over all sessions."""
    return in_all(plan, _views(plan))[0]


def session_score(plan: Plan, session: str) -> dict[str, int]:
    """Count again what one session reaches, meetings in the sessions before it included."""
    return _latest(plan, _until(plan, session))[0]


def bounds(plan: Plan) -> dict[str, int]:
    """Give what no plan of the same group sizes could beat: goal → cost, over all sessions.

    The bounds are right, but need not be reachable.
    """
    return in_all(plan, _views(plan))[1]


def session_bounds(plan: Plan, session: str) -> dict[str, int]:
    """Give what could not be beaten in one session and those before it."""
    return _latest(plan, _until(plan, session))[1]


def in_all(plan: Plan, views: Sequence[View]) -> Scores:
    """Give score and bounds of all sessions."""
    first, bound = newcomers(views)
    return (
        _sorted(repeats(plan, views), first, *map(mixing, views), *map(wish_score, views)),
        _sorted(
            repeat_bounds(plan, views), bound, *map(mixing_bounds, views), *map(wish_bounds, views)
        ),
    )


def one_by_one(plan: Plan, views: Sequence[View]) -> list[Scores]:
    """Give score and bounds of each session, with those before it."""
    return [_latest(plan, views[: at + 1]) for at in range(len(views))]


def _latest(plan: Plan, views: Sequence[View]) -> Scores:
    """Count the last of some sessions; who has met in the others is remembered."""
    latest = views[-1]
    reached = [mixing(latest), wish_score(latest)]
    least = [mixing_bounds(latest), wish_bounds(latest)]
    if latest.meets:
        first, bound = newcomers(views)
        reached += [repeats(plan, views), first]
        least += [repeat_bounds(plan, views), bound]
    return _sorted(*reached), _sorted(*least)


def _views(plan: Plan) -> list[View]:
    return [View(plan, session) for session in plan.sessions]


def _until(plan: Plan, session: str) -> list[View]:
    views = _views(plan)
    return views[: [view.session.id for view in views].index(session) + 1]


def _sorted(*parts: Counter[str]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(sorted(total.items()))
