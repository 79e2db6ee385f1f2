"""Check any plan, also one edited by hand, by counting again from what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations

from pydantic import BaseModel

from facilitate.checking.against import against
from facilitate.checking.cards import check_cards
from facilitate.checking.clashes import check_clashes
from facilitate.checking.goals import check_goals
from facilitate.checking.movement import check_movement
from facilitate.checking.orders import check_orders, check_private, check_unwritten
from facilitate.checking.presence import check_participants, check_presence
from facilitate.checking.recount import (
    bounds,
    in_all,
    one_by_one,
    score,
    session_bounds,
    session_score,
)
from facilitate.checking.roles import check_roles
from facilitate.checking.seating import check_seating
from facilitate.checking.stated import check_stated
from facilitate.checking.staying import check_staying
from facilitate.checking.times import check_times
from facilitate.checking.view import View
from facilitate.errors import Finding, Level
from facilitate.event import Event
from facilitate.plan import Plan
from facilitate.private import PrivateRules, resolve
from facilitate.roster import Roster
from facilitate.rules import Apart, Pair, Rule

__all__ = [
    "bounds",
    "check",
    "check_against",
    "check_unwritten_rules",
    "score",
    "session_bounds",
    "session_score",
]

_GRAVEST_FIRST = (Level.ERROR, Level.WARNING, Level.HINT)


def check(
    plan: Plan, private: PrivateRules | Rule | Iterable[Rule] | None = None
) -> tuple[Finding, ...]:
    """Check `plan` against its method, its rules and itself.

    Parameters
    ----------
    plan
        The plan, as planned or as edited.
    private
        Apart and access rules, from beside the plan, or apart rules alone, such as the rules of
        the event (all others stand in the plan); without them a hint says what was not checked.
        Whoever they name is looked up as in an event file.

    Returns
    -------
    What is wrong (error), which goals are missed (warning), and what is worth knowing (hint),
    gravest first. The plan keeps its rules if no finding is an error.
    """
    return _sorted(_findings(plan, _as_private(private)))


def _as_private(
    given: PrivateRules | Rule | Iterable[Rule] | None,
) -> PrivateRules | None:
    if given is None or isinstance(given, PrivateRules):
        return given
    rules = (given,) if isinstance(given, BaseModel) else given
    return PrivateRules(apart=tuple(rule.people for rule in rules if isinstance(rule, Apart)))


def check_seated(plan: Plan) -> tuple[Finding, ...]:
    """Check only whether those who sit are those who are there; `check` checks everything."""
    views = (View(plan, session) for session in plan.sessions)
    return _sorted(finding for view in views for finding in check_presence(view))


def check_against(plan: Plan, event: Event, roster: Roster | None = None) -> tuple[Finding, ...]:
    """Check whether `plan` is a plan of `event`; `check` says whether it is a good one.

    Parameters
    ----------
    event
        What was asked for, with people's ids.
    roster
        Everybody who takes a seat; without it nobody is missed who is in no rule.

    Returns
    -------
    Sessions, people and rules that the plan lacks or has too many, beginnings that moved, and
    rules of the event that it breaks, gravest first.
    """
    return _sorted(against(plan, event, roster))


def check_unwritten_rules(
    plan: Plan, event: Event, needs: AbstractSet[str] = frozenset()
) -> tuple[Finding, ...]:
    """Check `plan` against what its event asks for and no plan may say.

    Parameters
    ----------
    event
        Its apart rules are checked, for all sessions or for some.
    needs
        Ids of people who need places without steps, as the event file or ``private.yaml`` says.
    """
    views = [View(plan, session) for session in plan.sessions]
    return _sorted(check_unwritten(views, event, needs))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: _GRAVEST_FIRST.index(f.level)))


def _apart(plan: Plan, private: PrivateRules | None) -> set[Pair]:
    """Give the pairs who must not meet, by ids."""
    if private is None:
        return set()
    rules, _unknown = resolve(private, plan.participants)
    return {pair for people in rules.apart for pair in combinations(sorted(people), 2)}


def _findings(plan: Plan, private: PrivateRules | None) -> Iterator[Finding]:
    apart = _apart(plan, private)
    views = [View(plan, session, apart) for session in plan.sessions]
    yield from check_participants(plan)
    yield from check_times(plan, views)
    yield from check_clashes(views)
    for view in views:
        yield from check_presence(view)
        yield from check_seating(view)
        yield from check_movement(view)
        yield from check_staying(view)
        yield from check_roles(view)
        yield from check_cards(view)
    yield from check_orders(plan, views)
    yield from check_private(plan, views, private)
    each, whole = one_by_one(plan, views), in_all(plan, views)
    yield from check_goals(plan, views, each, whole)
    yield from check_stated(plan, views, each, whole)
