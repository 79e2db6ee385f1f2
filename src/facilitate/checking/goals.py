"""Whether goals are reached, and where they are missed although they need not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.checking.counting import (
    FIRST_TIMER,
    NO_VETERAN,
    REPEATS,
    THIRDS,
    counted,
    goals,
    known_before,
    meetings,
    waiting,
)
from facilitate.checking.recount import Scores
from facilitate.checking.view import (
    EXAMPLES,
    View,
    error,
    for_example,
    remark,
    unavoidable,
    warning,
)
from facilitate.checking.wishes import check_wishes
from facilitate.errors import Finding
from facilitate.plan import Plan
from facilitate.roster import attribute_name, value_name
from facilitate.rules import AvoidSame, Breach, NoRepeat, Pair, Rule, Spread
from facilitate.words import _, listed, ngettext, quoted

Uneven = tuple[View, Spread, str, bool]
"""A session, a goal, how uneven it is in words, and whether others outrank it."""


def check_goals(
    plan: Plan, views: Sequence[View], each: Sequence[Scores], whole: Scores
) -> Iterator[Finding]:
    """Check the goals of all sessions; those made hard must be kept everywhere.

    Parameters
    ----------
    each, whole
        Score and bounds of each session and of all, as counted here.
    """
    yield from _check_attributes(plan, views)
    if _never_again(views):
        yield from _check_hard_repeats(views)
    else:
        yield from _check_repeats(plan, views, whole)
    told: set[str] = set()
    uneven: dict[str, list[Uneven]] = {}
    for at, (view, (reached, least)) in enumerate(zip(views, each, strict=True)):
        yield from _check_mixing(plan, view, (reached, least), uneven)
        yield from check_wishes(view, reached, least)
        sought = NO_VETERAN in view.session.score  # earlier versions led nobody to a veteran
        if sought and reached.get(NO_VETERAN, 0) > least.get(NO_VETERAN, 0):
            yield from _without_veteran(views[: at + 1], least[NO_VETERAN], told)
    yield from (_uneven(key, sessions) for key, sessions in uneven.items())


def _check_mixing(
    plan: Plan, view: View, counts: Scores, uneven: dict[str, list[Uneven]]
) -> Iterator[Finding]:
    _reached, least = counts
    for key, rule in sorted(goals(view).items()):
        breaches = list(rule.broken(view.counted, plan.values()))
        if rule.hard:
            yield from (_broken(view, rule, breach) for breach in breaches)
        elif isinstance(rule, AvoidSame):
            yield from _missed_same(view, rule, breaches, least[key])
        else:
            yield from _missed_spread(view, rule, breaches, counts, uneven)


def _check_attributes(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    known = {key for p in plan.participants for key, v in p.attributes.items() if v is not None}
    rules = dict.fromkeys((*plan.rules, *(rule for view in views for rule in view.session.rules)))
    unknown = dict.fromkeys(
        rule.attribute
        for rule in rules
        if isinstance(rule, AvoidSame | Spread) and rule.attribute not in known
    )
    for attribute in unknown:
        yield warning(
            "rule-attribute-unknown",
            _("Nobody's {attribute} is known, so the rule about it does nothing.").format(
                attribute=attribute_name(attribute)
            ),
            _("rules"),
        )


def _never_again(views: Sequence[View]) -> bool:
    """Whether nobody may meet the same person twice in all the sessions."""
    meeting = [view for view in views if view.meets]
    return bool(meeting) and all(
        any(isinstance(rule, NoRepeat) and rule.hard for rule in view.rules) for view in meeting
    )


def _check_repeats(plan: Plan, views: Sequence[View], whole: Scores) -> Iterator[Finding]:
    reached, least = whole
    least = least | {  # whoever planned it may have proven more
        key: max(least.get(key, 0), plan.bounds.get(key, 0)) for key in (REPEATS, THIRDS)
    }
    here = meetings(views)
    met = here + known_before(plan, views)
    again = [pair for pair, times in sorted(met.items()) if times > 1 and here[pair]]
    if not again:
        return
    often = [pair for pair in again if met[pair] > 2]
    message = ngettext("{pairs} pair meets again", "{pairs} pairs meet again", len(again))
    told = f"{message.format(pairs=len(again))}."
    if often:
        told = _("{pairs}, {often} of them three times or more.").format(
            pairs=message.format(pairs=len(again)), often=len(often)
        )
    avoidable = any(reached[key] > least[key] for key in (REPEATS, THIRDS))
    could = len(counted(views)) > 2 or bool(plan.known)
    proven = _certainly(reached[REPEATS], least[REPEATS], often=bool(often), could=could)
    worst = sorted(again, key=lambda pair: -met[pair])[:EXAMPLES]
    yield (warning if avoidable else remark)(
        "no-repeat",
        f"{told} {proven}",
        "",
        for_example([_pair(views, pair, met[pair] > here[pair]) for pair in worst]),
    )


def _certainly(reached: int, least: int, *, often: bool, could: bool) -> str:
    """Say what is proven of meetings again, if somebody meets three times, or could."""
    if reached > least > 1 and often:
        return _("Not all of it can be avoided.")
    if reached > least > 1 and could:
        return _("Without anybody meeting three times it takes at least {count} pairs.").format(
            count=least
        )
    return unavoidable(reached, least) or _("Whether it could be less is not proven.")


def _check_hard_repeats(views: Sequence[View]) -> Iterator[Finding]:
    for pair, times in sorted(meetings(views).items()):
        if times > 1:
            yield error(
                "no-repeat",
                _("They meet {times} times, but nobody may meet twice.").format(times=times),
                _pair(views, pair),
            )


def _pair(views: Sequence[View], pair: Pair, knew: bool = False) -> str:
    """Name a pair and where it meets: "17 Anna Müller and 4 Bo Li (Rotation 1, table 3; …)"."""
    met: dict[tuple[View, str], list[int]] = {}
    for view in views:
        for rotation in view.counted if view.meets else ():
            for group in rotation.groups:
                if set(pair) <= set(group.members):
                    met.setdefault((view, group.place), []).append(rotation.number)
    places = [view.where_in(numbers, place) for (view, place), numbers in met.items()]
    before = [_("before the event")] if knew else []
    return f"{views[0].who(pair)} ({'; '.join([*before, *places])})"


def _without_veteran(views: Sequence[View], bound: int, told: set[str]) -> Iterator[Finding]:
    """Name first-timers who still wait for a veteran; who has been named is not named again."""
    people = waiting(views)
    if set(people) <= told:
        return
    told.update(people)
    message = ngettext(
        "{count} first-timer has met nobody who knows the event.",
        "{count} first-timers have met nobody who knows the event.",
        len(people),
    ).format(count=len(people))
    yield warning(
        "no-veteran",
        f"{message} {unavoidable(len(people), bound)}".strip(),
        views[-1].where(),
        for_example([views[-1].who([person]) for person in people]),
    )


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
        f"{view.who(breach.people)} ({view.spot(breach.rotation, breach.place)})"
        for breach in breaches
    ]
    yield (remark if count == bound or _wishes_first(view) else warning)(
        rule.key, f"{message} {unavoidable(count, bound)}".strip(), view.where(), for_example(cases)
    )


def _missed_spread(
    view: View,
    rule: Spread,
    breaches: Sequence[Breach],
    counts: Scores,
    uneven: dict[str, list[Uneven]],
) -> Iterator[Finding]:
    """Remark on an uneven spread; note it in `uneven` where it had to give way or is slight."""
    (reached, least), key = counts, rule.key
    rows = _yes_in_groups(view, rule)
    as_even_as_can_be = bool(rows) and all(max(row) - min(row) < 2 for row in rows)
    if reached[key] == least[key] or as_even_as_can_be:
        return
    told = (
        _("{least} to {most} with “yes” in a group").format(
            least=min(map(min, rows)), most=max(map(max, rows))
        )
        if rows
        else ""
    )
    outranked = _wishes_first(view) or _led_to_veterans(view, rule, reached)
    if outranked or not breaches:
        uneven.setdefault(key, []).append((view, rule, told, outranked))
        return
    values = view.values(rule.attribute)
    cases = [
        _("{place} has {count} with {value}").format(
            place=view.spot(breach.rotation, breach.place),
            count=len(breach.people),
            value=quoted(value_name(values[breach.people[0]])),
        )
        for breach in breaches
    ]
    message = (
        _("{attribute} is not spread quite evenly: {counts}.")
        if told
        else _("{attribute} is not spread quite evenly.")
    )
    yield remark(
        key,
        message.format(attribute=attribute_name(rule.attribute), counts=told),
        view.where(),
        for_example(cases),
    )


def _yes_in_groups(view: View, rule: Spread) -> list[list[int]]:
    """How many in each group have a yes, rotation by rotation; empty unless it is yes or no."""
    values = view.values(rule.attribute)
    if not all(isinstance(value, bool) for value in values.values()):
        return []
    return [
        [sum(values.get(person) is True for person in group.members) for group in rotation.groups]
        for rotation in view.counted
        if rotation.groups
    ]


def _uneven(key: str, sessions: Sequence[Uneven]) -> Finding:
    """Tell once of all sessions in which an attribute is not spread quite evenly."""
    told = [
        f"{view.where()} ({counts})" if counts else view.where()
        for view, _rule, counts, _outranked in sessions
    ]
    outranked = any(outranked for *_rest, outranked in sessions)
    return remark(
        key,
        _("{attribute} is not spread quite evenly: {sessions}.").format(
            attribute=attribute_name(sessions[0][1].attribute), sessions=listed(told)
        ),
        "",
        _("Wishes, and meeting somebody who knows the event, come first.") if outranked else "",
    )


def _wishes_first(view: View) -> bool:
    """Whether people follow their wishes, which outrank who sits with whom."""
    return view.spec.formation in ("market", "choice") and bool(view.session.wishes)


def _led_to_veterans(view: View, rule: Spread, reached: dict[str, int]) -> bool:
    """Whether pairs are uneven only because every first-timer was led to a veteran."""
    pairs = view.spec.sizing.ideal == 2
    return rule.attribute == FIRST_TIMER and pairs and reached.get(NO_VETERAN) == 0
