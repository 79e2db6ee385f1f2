"""Whether goals are reached, and where they are missed although they need not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.checking.recount import (
    REPEATS,
    THIRDS,
    bounds,
    goals,
    meetings,
    score,
    session_bounds,
    session_score,
)
from facilitate.checking.view import EXAMPLES, View, error, remark, warning
from facilitate.errors import Finding
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.rules import AvoidSame, Breach, NoRepeat, Pair, Rule, Spread, goal_name
from facilitate.words import _, ngettext


def check_goals(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    """Check the goals of all sessions; those made hard must be kept everywhere."""
    yield from _check_attributes(plan)
    if any(isinstance(rule, NoRepeat) and rule.hard for rule in plan.rules):
        yield from _check_hard_repeats(plan, views)
    else:
        yield from _check_repeats(plan, views)
    for view in views:
        reached = session_score(plan, view.session.id)
        least = session_bounds(plan, view.session.id)
        for key, rule in sorted(goals(view).items()):
            breaches = list(rule.broken(view.rotations, plan.values()))
            if rule.hard:
                yield from (_broken(view, rule, breach) for breach in breaches)
            elif isinstance(rule, AvoidSame):
                yield from _missed_same(view, rule, breaches, least[key])
            else:
                yield from _missed_spread(view, rule, breaches, (reached[key], least[key]))


def check_stated(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    """Check the score and the bounds that the plan states of itself."""
    told: set[str] = set()
    for view in views:
        counted = session_score(plan, view.session.id)
        found = _differing(view.session.score, view.session.bounds, counted, view.where())
        for finding in found:
            told.add(finding.message)
            yield finding
    for finding in _differing(plan.score, plan.bounds, score(plan), _("score")):
        if len(views) > 1 or finding.message not in told:  # one session is the whole
            yield finding


def _differing(
    stated: dict[str, int], least: dict[str, int], counted: dict[str, int], where: str
) -> Iterator[Finding]:
    differing = [
        _("{goal}: {stated}, counted {count}").format(
            goal=goal_name(key), stated=stated[key], count=count
        )
        for key, count in counted.items()
        if stated.get(key, count) != count
    ]
    if differing:
        yield warning(
            "score-differs",
            _("What the plan says it reaches does not fit its seats – {goals}.").format(
                goals="; ".join(differing)
            ),
            where,
            _("Was it edited by hand?"),
        )
    for key, count in counted.items():
        if least.get(key, 0) > count:
            yield warning(
                "bound-wrong",
                _("{goal}: the plan says at least {bound}, counted {count}.").format(
                    goal=goal_name(key), bound=least[key], count=count
                ),
                where,
                _("Was it edited by hand?"),
            )


def _check_attributes(plan: Plan) -> Iterator[Finding]:
    known = {key for p in plan.participants for key, v in p.attributes.items() if v is not None}
    for rule in plan.rules:
        if isinstance(rule, AvoidSame | Spread) and rule.attribute not in known:
            yield warning(
                "rule-attribute-unknown",
                _("Nobody's {attribute} is known, so the rule about it does nothing.").format(
                    attribute=attribute_name(rule.attribute)
                ),
                _("rules"),
            )


def _check_repeats(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    reached, least = score(plan), bounds(plan)
    met = meetings(plan, views)
    again = [pair for pair, times in sorted(met.items()) if times > 1]
    if not again:
        return
    unavoidable = reached[REPEATS] == least[REPEATS]
    message = ngettext("{pairs} pair meets again.", "{pairs} pairs meet again.", len(again)).format(
        pairs=len(again)
    )
    yield (remark if unavoidable else warning)(
        REPEATS,
        f"{message} {_counted(reached[REPEATS], least[REPEATS])}".strip(),
        "",
        _for_example([_pair(views, pair) for pair in again[:EXAMPLES]]),
    )
    thrice = [pair for pair in again if met[pair] > 2]
    if thrice and reached[THIRDS] > least[THIRDS]:
        yield warning(
            THIRDS,
            ngettext(
                "{pairs} pair meets three times or more.",
                "{pairs} pairs meet three times or more.",
                len(thrice),
            ).format(pairs=len(thrice)),
            "",
            _for_example([_pair(views, pair) for pair in thrice[:EXAMPLES]]),
        )


def _check_hard_repeats(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    for pair, times in sorted(meetings(plan, views).items()):
        if times > 1:
            yield error(
                REPEATS,
                _("They meet {times} times, but nobody may meet twice.").format(times=times),
                _pair(views, pair),
            )


def _pair(views: Sequence[View], pair: Pair) -> str:
    """Name a pair and where it meets: "17 Anna Müller and 4 Bo Li (Rotation 1, table 3; …)"."""
    places = [
        view.where(rotation.number, group.place)
        for view in views
        if view.session.counts
        for rotation in view.rotations
        for group in rotation.groups
        if set(pair) <= set(group.members)
    ]
    return f"{views[0].who(pair)} ({'; '.join(places)})"


def _counted(count: int, bound: int) -> str:
    if count == bound:
        return _("This cannot be avoided.")
    if not bound:
        return ""
    return _("Counted {count}; at least {bound} cannot be avoided.").format(
        count=count, bound=bound
    )


def _for_example(cases: Sequence[str]) -> str:
    return _("For example: {cases}.").format(cases="; ".join(cases[:EXAMPLES])) if cases else ""


def _broken(view: View, rule: Rule, breach: Breach) -> Finding:
    return error(
        rule.key,
        _("{rule} Here: {people}.").format(rule=rule.sentence({}), people=view.who(breach.people)),
        view.where(breach.rotation, breach.place),
    )


def _missed_same(
    view: View, rule: AvoidSame, breaches: Sequence[Breach], bound: int
) -> Iterator[Finding]:
    count = sum(breach.cost for breach in breaches)
    if not count:
        return
    message = ngettext(
        "{count} pair with the same {attribute} sits together.",
        "{count} pairs with the same {attribute} sit together.",
        count,
    ).format(count=count, attribute=attribute_name(rule.attribute))
    cases = [
        f"{view.who(breach.people)} ({view.where(breach.rotation, breach.place)})"
        for breach in breaches
    ]
    yield (remark if count == bound else warning)(
        rule.key, f"{message} {_counted(count, bound)}".strip(), view.where(), _for_example(cases)
    )


def _missed_spread(
    view: View, rule: Spread, breaches: Sequence[Breach], counts: tuple[int, int]
) -> Iterator[Finding]:
    reached, least = counts
    if reached == least:
        return
    cases = [
        _("{place} has {count} of one kind").format(
            place=view.where(breach.rotation, breach.place), count=len(breach.people)
        )
        for breach in breaches
    ]
    yield (warning if breaches else remark)(
        rule.key,
        _("{attribute} could be spread more evenly: counted {count}, at least {bound}.").format(
            attribute=attribute_name(rule.attribute), count=reached, bound=least
        ),
        view.where(),
        _for_example(cases),
    )
