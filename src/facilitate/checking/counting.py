"""Meetings, mixing and first contacts of a plan, counted from who sits with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb

from facilitate.checking.view import SeenRotation, View
from facilitate.method import Method
from facilitate.plan import Plan
from facilitate.rules import AvoidSame, Pair, Spread
from facilitate.rules import kept_pairs as pairs_kept

REPEATS, THIRDS, NO_VETERAN = "no-repeat", "no-repeat-3", "no-veteran"
FIRST_TIMER = "first_timer"


def goals(view: View) -> dict[str, AvoidSame | Spread]:
    """Mixing goals of a session: all of the plan but those that only another method asks for."""
    if not view.numbered or not view.rotations:
        return {}
    own = _asked(view.spec) | {rule.key for rule in view.session.rules}
    others = set().union(*(_asked(session.spec) for session in view.plan.sessions)) - own
    known = {a for p in view.plan.participants for a, v in p.attributes.items() if v is not None}
    return {
        rule.key: rule
        for rule in view.rules
        if isinstance(rule, AvoidSame | Spread)
        and rule.attribute in known
        and (rule.key not in others or rule.key in view.session.score)
    }


def _asked(method: Method) -> set[str]:
    spread = {Spread(attribute=mix.spread).key for mix in method.mix if mix.spread}
    avoid = {AvoidSame(attribute=mix.avoid_same).key for mix in method.mix if mix.avoid_same}
    return spread | avoid


def mixing(view: View) -> Counter[str]:
    """Pairs in one group that share a value: goal → how many."""
    reached: Counter[str] = Counter()
    for key, rule in goals(view).items():
        reached[key] = sum(
            comb(count, 2)
            for rotation in view.counted
            for group in rotation.groups
            for count in value_counts(view, group.members, rule.attribute).values()
        )
    return reached


def value_counts(view: View, people: Iterable[str], attribute: str) -> Counter[str | bool]:
    """How many of the people have each known value."""
    known = view.values(attribute)
    return Counter(value for p in people if (value := known.get(p)) is not None)


def counted(views: Iterable[View]) -> list[SeenRotation]:
    """Rotations of all sessions in which people meet."""
    return [rotation for view in views if view.meets for rotation in view.counted]


def kept_pairs(views: Iterable[View]) -> set[Pair]:
    """Pairs that rules keep together, by name or by one fixed place, where people meet."""
    return {
        pair
        for view in views
        if view.meets
        for pair in pairs_kept(view.rules, {place.id for place in view.session.places})
    }


def meetings(views: Sequence[View]) -> Counter[Pair]:
    """How often each pair meets, sorted by id; pairs kept together are left out."""
    met: Counter[Pair] = Counter()
    for rotation in counted(views):
        for group in rotation.groups:
            met.update(combinations(sorted(group.members), 2))
    for pair in kept_pairs(views):
        met.pop(pair, None)
    return met


def known_before(plan: Plan, views: Sequence[View]) -> Counter[Pair]:
    """How often pairs of the plan had met before the event; pairs kept together are left out."""
    people, kept = plan.people(), kept_pairs(views)
    before: Counter[Pair] = Counter()
    for known in plan.known:
        first, second = sorted(known.people)
        if first in people and second in people and (first, second) not in kept:
            before[first, second] += known.times
    return before


def repeats(plan: Plan, views: Sequence[View]) -> Counter[str]:
    """Second and third meetings, those before the event included."""
    if not counted(views):
        return Counter()
    met = meetings(views)
    met.update(known_before(plan, views))
    return Counter(
        {
            REPEATS: sum(comb(times, 2) for times in met.values()),
            THIRDS: sum(comb(times, 3) for times in met.values()),
        }
    )


def waiting(views: Sequence[View]) -> list[str]:
    """First-timers who have been where people meet, and have met no veteran in any session."""
    veterans, first_timers = _standing(views, False), _standing(views, True)
    met: set[str] = set()
    for rotation in counted(views):
        for group in rotation.groups:
            if not veterans.isdisjoint(group.members):
                met.update(group.members)
    came = {person for view in views if view.meets for person in view.present}
    lacking = (first_timers & came) - met
    return [person for person in views[-1].people if person in lacking]


def newcomers(views: Sequence[View]) -> tuple[Counter[str], Counter[str]]:
    """Count first-timers without a veteran so far, and how many could not be spared that.

    In a rotation each of the veterans who are there reaches at most one group, and there
    everybody but one.
    """
    if not any(view.meets for view in views):
        return Counter(), Counter()
    veterans, first_timers = _standing(views, False), _standing(views, True)
    if not veterans or not first_timers:
        return Counter(), Counter()
    reach = 0
    for view in views if veterans else ():
        there = len(veterans & view.present.keys())
        for rotation in view.counted if view.meets else ():
            sizes = sorted((len(group.members) for group in rotation.groups), reverse=True)
            reach += sum(size - 1 for size in sizes[:there])
    came = {person for view in views if view.meets for person in view.present}
    return (
        Counter({NO_VETERAN: len(waiting(views))}),
        Counter({NO_VETERAN: max(0, len(first_timers & came) - reach)}),
    )


def _standing(views: Sequence[View], first: bool) -> set[str]:
    """Ids of those of whom it is known that they come for the first time, or do not."""
    people = views[-1].people if views else {}
    return {p for p, person in people.items() if person.attributes.get(FIRST_TIMER) is first}
