"""The figures of a plan as sentences; the mathematics apart from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitate.plan import Plan, SessionPlan
from facilitate.rules import goal_name
from facilitate.summary.figures import Figures, Meetings, SessionFigures
from facilitate.summary.mixing import mixing_lines
from facilitate.summary.wishes import wish_lines, without_wish
from facilitate.words import _, decimal, listed, ngettext


def summary_lines(plan: Plan, figures: Figures) -> tuple[str, ...]:
    """Say in human words what `plan` reached; one sentence or two a line."""
    lines: list[str] = []
    several = len(figures.sessions) > 1
    titles = plan.titles()
    for session in figures.sessions:
        lines += _session(session, titles[session.session.id])
        own = [*wish_lines(session.session), *_price(session.session)]
        if several:
            own += mixing_lines(plan, session, asked_only=not session.session.counts)
        lines += [f"– {line}" for line in own] if several else own
    lines += _meetings(plan, figures.meetings)
    if not several:
        for session in figures.sessions:
            lines += mixing_lines(plan, session)
    lines += _status(plan)
    return tuple(lines)


def detail_lines(plan: Plan, figures: Figures) -> tuple[str, ...]:
    """Give the mathematics of `plan`: coincidences, bounds, designs, seed."""
    lines = [_("Seed: {seed}").format(seed=plan.seed)]
    if figures.meetings is not None:
        lines.append(
            _("Coincidences: Σ M(M−1)/2 = {second}, Σ M(M−1)(M−2)/6 = {third}").format(
                second=figures.meetings.coincidences, third=figures.meetings.thirds
            )
        )
    for key, reached in plan.score.items():
        lines.append(f"{goal_name(key)} [{key}]: {reached} – {_against(reached, plan, key)}")
    for session in plan.sessions:
        if session.start_design:
            lines.append(
                _("{session}: the search began from {design}.").format(
                    session=session.title, design=session.start_design
                )
            )
        if session.design_price:
            lines.append(_price_of(session))
        lines += filter(None, [without_wish(plan, session)])
    return tuple(lines)


def _against(reached: int, plan: Plan, key: str) -> str:
    bound = plan.bounds.get(key)
    if bound is None:
        return _("no bound is known")
    if reached == bound:
        return _("optimal: fewer is impossible")
    return _("{above} above the bound {bound}").format(above=reached - bound, bound=bound)


def _session(figures: SessionFigures, title: str) -> Iterator[str]:
    session = figures.session
    count = len(figures.sizes)
    rotations = ngettext("{count} rotation", "{count} rotations", count).format(count=count)
    yield f"{title}: {rotations}, {_grouped(figures)}."
    if figures.trios:
        yield _trio(figures)
    if figures.sitting_out:
        yield ngettext(
            "In each rotation {count} person sits out.",
            "In each rotation up to {count} people sit out.",
            figures.sitting_out,
        ).format(count=figures.sitting_out)
    if session.spec.formation == "market" and figures.topics and not session.topics:
        yield _topics(figures.topics, figures.stalls)


def _topics(topics: int, stalls: int) -> str:
    if topics == stalls:
        return _("Every stall has a card from an offer.")
    return _(
        "{topics} of {stalls} stalls have a card from an offer; the others find one themselves."
    ).format(topics=topics, stalls=stalls)


def _grouped(figures: SessionFigures) -> str:
    if figures.circles:
        return ngettext(
            "{count} circle of {sizes} people",
            "{count} circles of {sizes} people",
            len(figures.circles),
        ).format(count=len(figures.circles), sizes=listed(list(map(str, figures.circles))))
    first = figures.sizes[0]
    word = _group_word(figures.session.spec.formation, len(first))
    sizes = Counter(size for rotation in figures.sizes for size in rotation)
    if len(sizes) == 1:
        return word.format(count=len(first), size=first[0])
    if all(rotation == first for rotation in figures.sizes):
        parts = [f"{number}\u00a0×\u00a0{size}" for size, number in Counter(first).items()]
        return word.format(count=len(first), size=f"{first[-1]}–{first[0]}") + (
            f" ({', '.join(parts)})"
        )
    return word.format(count=len(first), size=f"{min(sizes)}–{max(sizes)}")


def _group_word(formation: str, count: int) -> str:
    if formation == "market":
        return ngettext("{count} stall of {size}", "{count} stalls of {size}", count)
    return ngettext("{count} group of {size}", "{count} groups of {size}", count)


def _trio(figures: SessionFigures) -> str:
    trios = ngettext(
        "{count} trio in each rotation, because somebody is left over",
        "{count} trios in each rotation, because somebody is left over",
        figures.trios,
    ).format(count=figures.trios)
    if not figures.trio_twice:
        return _("{trios}; nobody is in it twice.").format(trios=trios)
    return ngettext(
        "{trios}; {count} person is in it more than once.",
        "{trios}; {count} people are in it more than once.",
        figures.trio_twice,
    ).format(trios=trios, count=figures.trio_twice)


def _meetings(plan: Plan, met: Meetings | None) -> Iterator[str]:
    if met is None:
        if any(session.seating == "free" for session in plan.sessions):
            yield _("With free seats nobody can know beforehand who meets whom.")
        return
    yield _different(met)
    yield _again(plan, met)
    different = decimal(met.chance.different)
    people = ngettext("{count} different person", "{count} different people", _plural(different))
    yield _("Random grouping would give {people} and {again}.").format(
        people=people.format(count=different), again=_pairs_again(decimal(met.chance.again))
    )


def _different(met: Meetings) -> str:
    if met.least == met.most:
        told = ngettext(
            "Everybody meets {count} different person",
            "Everybody meets {count} different people",
            met.least,
        ).format(count=met.least)
    else:
        told = _(
            "Everybody meets between {least} and {most} different people, half of them at least "
            "{median}"
        ).format(least=met.least, most=met.most, median=met.median)
    if met.possible is None:
        return f"{told}."
    if met.least == met.possible:
        return _("{told} (more is impossible).").format(told=told)
    return _("{told} (at most {count} would be possible).").format(told=told, count=met.possible)


def _pairs_again(count: str) -> str:
    return ngettext(
        "{count} pair that meets again", "{count} pairs that meet again", _plural(count)
    ).format(count=count)


def _plural(count: str) -> int:
    """Give what decides singular or plural of a number as it is written."""
    return 1 if count == "1" else 2


def _again(plan: Plan, met: Meetings) -> str:
    bound = plan.bounds.get("no-repeat")
    left_out = uncounted(plan)
    if not met.again:
        return never_twice(plan)
    pairs = ngettext("{count} pair meets again", "{count} pairs meet again", met.again)
    told = pairs.format(count=met.again) + (f" ({left_out})" if left_out else "")
    if met.repeated > met.again:
        told = _("{pairs}, {count} times in all").format(pairs=told, count=met.repeated)
    reached = plan.score.get("no-repeat") if plan.known else met.coincidences
    if reached == bound:
        return _("{pairs}; with these numbers and rules this cannot be avoided.").format(pairs=told)
    if not bound or plan.known:  # the bound counts history, the pairs do not
        return _("{pairs}; whether it could be less is not proven.").format(pairs=told)
    # Σ M(M−1)/2 is at most R/2 of Σ (M−1): nobody meets more often than there are R rotations
    least = max(met.forced, -(-2 * bound // met.rotations))
    if met.repeated == met.again and least < bound:
        return _(
            "{pairs}; without anybody meeting three times it takes at least {count} pairs."
        ).format(pairs=told, count=bound)
    return ngettext(
        "{pairs}; at least {count} meeting again cannot be avoided.",
        "{pairs}; at least {count} meetings again cannot be avoided.",
        least,
    ).format(pairs=told, count=least)


def never_twice(plan: Plan) -> str:
    """Say that nobody meets again, and where that is not counted."""
    left_out = uncounted(plan)
    if not left_out:
        return _("Nobody meets the same person twice.")
    return _("Nobody meets the same person twice ({left_out}).").format(left_out=left_out)


def uncounted(plan: Plan) -> str:
    """Name the sessions in which people are seated, but meetings are not counted."""
    named = plan.titles()
    titles = [named[s.id] for s in plan.sessions if s.rotations and not s.counts]
    if not titles:
        return ""
    return _("not counted: {sessions}").format(sessions=listed(titles))


def _price(session: SessionPlan) -> Iterator[str]:
    """Say what the rules cost where a seating without repeats was known."""
    if session.design_price:
        yield _(
            "{session}: in itself it could do without any pair meeting again; no way was found to "
            "do so and to keep all rules."
        ).format(session=session.title)


def _price_of(session: SessionPlan) -> str:
    return ngettext(
        "{session}: leaving the {design} cost {count} meeting again.",
        "{session}: leaving the {design} cost {count} meetings again.",
        session.design_price or 0,
    ).format(session=session.title, design=session.start_design, count=session.design_price)


def _status(plan: Plan) -> Iterator[str]:
    if plan.status == "stopped-by-time":
        yield _("The search was stopped by the time limit; with more time it may find better.")
    elif plan.status == "interrupted":
        yield _("The search was interrupted; this is the best plan it had found until then.")
