"""How people of different kinds sit together, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.summary.figures import Evenness, Lacking, SessionFigures
from facilitate.words import _, ngettext

COLLEAGUES = "avoid-same:organisation"
_SLIGHT = 2  # a greater difference between groups is plainly uneven


def mixing_lines(plan: Plan, figures: SessionFigures, *, asked_only: bool = False) -> Iterator[str]:
    """Say how people of different kinds sit together in one session.

    Parameters
    ----------
    asked_only
        Whether to tell nothing but what was asked for.
    """
    session = figures.session
    score, bounds = session.score or plan.score, session.bounds or plan.bounds
    told = not asked_only or COLLEAGUES in score
    if figures.colleagues is not None and told:
        yield _colleagues(figures.colleagues, bounds.get(COLLEAGUES, 0))
    for attribute, pairs in figures.alike.items():
        yield _alike(attribute, pairs, bounds.get(f"avoid-same:{attribute}", 0))
    for evenness in figures.evenness:
        key = f"spread:{evenness.attribute}"
        yield _evenness(evenness, best=key in score and score[key] == bounds.get(key))
    for attribute, uneven in figures.uneven.items():
        key = f"spread:{attribute}"
        yield _spread(attribute, uneven, best=key in score and score[key] == bounds.get(key))
    if asked_only:
        return
    if figures.without_leader is not None and figures.without_leader.count:
        yield _lacking(figures.without_leader, _("no leader"))
    if figures.without_veteran is not None:
        yield _veterans(figures.without_veteran)
    elif figures.unmet_first_timers is not None:
        yield _unmet(*figures.unmet_first_timers)


def _colleagues(pairs: int, bound: int) -> str:
    if not pairs:
        return _("No two of one organisation sit together.")
    told = ngettext(
        "{count} time two of one organisation sit together",
        "{count} times two of one organisation sit together",
        pairs,
    ).format(count=pairs)
    return _beside(told, pairs, bound)


def _alike(attribute: str, pairs: int, bound: int) -> str:
    name = attribute_name(attribute)
    if not pairs:
        return _("No two with the same “{attribute}” sit together.").format(attribute=name)
    told = ngettext(
        "{count} time two with the same “{attribute}” sit together",
        "{count} times two with the same “{attribute}” sit together",
        pairs,
    ).format(count=pairs, attribute=name)
    return _beside(told, pairs, bound)


def _beside(told: str, reached: int, bound: int) -> str:
    """Set what was reached beside what cannot be avoided."""
    if reached == bound:
        return _("{times}; with these numbers this cannot be avoided.").format(times=told)
    if bound:
        return _("{times}; at least {bound} cannot be avoided.").format(times=told, bound=bound)
    return f"{told}."


def _evenness(evenness: Evenness, *, best: bool) -> str:
    who = {"first_timer": _("First-timers"), "leader": _("Leaders")}.get(
        evenness.attribute,
        _("People with “{attribute}: yes”").format(attribute=attribute_name(evenness.attribute)),
    )
    least, most = evenness.least, evenness.most
    if least == most:
        counts = str(least)
    elif most == least + 1:
        counts = _("{least} or {most}").format(least=least, most=most)
    else:
        counts = _("{least} to {most}").format(least=least, most=most)
    if evenness.even or best:
        return _("{who} in each group: {counts}, as even as it gets.").format(
            counts=counts, who=who
        )
    if most > least + _SLIGHT:
        return _("{who} in each group: {counts}; uneven.").format(counts=counts, who=who)
    return _("{who} in each group: {counts}; not quite even.").format(counts=counts, who=who)


def _spread(attribute: str, uneven: int, *, best: bool) -> str:
    name = attribute_name(attribute)
    if not uneven:
        return _("“{attribute}” is spread evenly over the groups.").format(attribute=name)
    told = ngettext(
        "“{attribute}” is spread evenly but for {count} group.",
        "“{attribute}” is spread evenly but for {count} groups.",
        uneven,
    ).format(attribute=name, count=uneven)
    if best:
        return _("{told} With these numbers it gets no more even.").format(told=told)
    return told


def _lacking(lacking: Lacking, whom: str) -> str:
    told = ngettext(
        "{count} of {groups} groups has {whom}",
        "{count} of {groups} groups have {whom}",
        lacking.count,
    ).format(count=lacking.count, groups=lacking.groups, whom=whom)
    if lacking.count == lacking.unavoidable:
        return _("{told}; with these numbers this cannot be avoided.").format(told=told)
    if lacking.unavoidable:
        return _("{told}; at least {bound} cannot be avoided.").format(
            told=told, bound=lacking.unavoidable
        )
    return f"{told}."


def _veterans(lacking: Lacking) -> str:
    if not lacking.count:
        return _("Every first-timer always sits with somebody who knows the event.")
    return _lacking(lacking, _("first-timers but nobody who knows the event"))


def _unmet(unmet: int, first_timers: int) -> str:
    if not unmet:
        return _("Every first-timer meets somebody who knows the event.")
    return _("{met} of {all} first-timers meet somebody who knows the event.").format(
        met=first_timers - unmet, all=first_timers
    )
