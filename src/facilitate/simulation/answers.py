"""The four answers a facilitator asks for, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facilitate.simulation.figures import Figures, figures
from facilitate.simulation.intervals import Estimate, runs_needed
from facilitate.simulation.judging import (
    Missing,
    Verdict,
    fewer_leaders,
    judge_contacts,
    judge_missing,
    judge_reached,
    judge_time,
)
from facilitate.simulation.running import Simulation
from facilitate.words import _, decimal, minute, ngettext, quoted

NO_BREAK = "\u00a0"  # a blank at which no line is broken
FEWER_RUNS = 200  # for what stands beside the answers
EFFECTIVE = 0.9  # part of the contacts from which on large groups are not mentioned
MOST_DAYS = 3  # days that are told, the latest ones
MANY_MORE = 1.5  # times as many as assumed, at least, are tried
NAMED = 0.05  # a chance from which on a cause or a cut is worth a sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """One question, its answer in a word, and what it rests on.

    Parameters
    ----------
    id
        ``contacts``, ``veterans``, ``time`` or ``presence``.
    """

    id: str
    question: str
    verdict: Verdict
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """All four answers, the figures behind them, and how far they can be trusted."""

    four: tuple[Answer, ...]
    figures: Figures
    footing: tuple[str, ...]


def answer(simulation: Simulation) -> Answers:
    """Answer the four questions from a simulation."""
    found = figures(simulation)
    missing = if_more_stay_away(simulation) if found.contacts is not None else None
    four = (
        _enough(simulation, found, missing),
        _veterans(simulation, found),
        _on_time(simulation, found),
        _staying_away(simulation, found, missing),
    )
    return Answers(four, found, tuple(_footing(simulation, found)))


def said(verdict: Verdict) -> str:
    """Say a verdict in the language in use."""
    return {
        "yes": _("yes").capitalize() + ".",
        "partly": _("Partly."),
        "no": _("no").capitalize() + ".",
        "unknown": _("Not known."),
    }[verdict]


def percent(share: float) -> str:
    """Write a share as whole percents; what is rare but happens is not called 0 %."""
    if 0 < share < 0.005:
        text = _("< 1 %")
    elif 0.995 < share < 1:
        text = _("> 99 %")
    else:
        text = _("{number} %").format(number=decimal(100 * share, 0))
    return text.replace(" ", NO_BREAK)


def if_more_stay_away(simulation: Simulation, everybody: float | None = None) -> Missing:
    """Play it through again with as many missing as is plausible, and with nobody missing.

    Parameters
    ----------
    everybody
        New people that one meets on average if all come, if that is known already.
    """
    assumed = simulation.assumptions
    usual = assumed["no_show"]
    share = min(1.0, max(MANY_MORE * usual, assumed.known["no_show"].range[1]))
    runs = min(FEWER_RUNS, simulation.runs)
    more = simulation.again(assumed.but(no_show=share), runs)
    if everybody is None:
        everybody = float(simulation.again(assumed.without_chance(), 1).contacts.values.mean())
    came = more.came.values
    return Missing(
        share=share,
        everybody=everybody,
        contacts=float((more.contacts.values * came).sum() / max(1, came.sum())),
        again=float(more.repeats.values.sum() / 2 / runs),
        stuck=float((more.left_short.values.sum(axis=1) > 0).mean()),
    )


def _enough(simulation: Simulation, found: Figures, missing: Missing | None) -> Answer:
    contacts, beside = found.contacts, simulation.baselines
    verdict = judge_contacts(contacts, beside.mingling)
    question = _("Enough new people?")
    if contacts is None:
        return Answer("contacts", question, verdict, (_nothing(),))
    parts = [
        _("at random {count}").format(count=decimal(_half(beside.random.new), 0)),
        _("always in one group {count}").format(count=decimal(_half(beside.staying.new), 0)),
        _("free mingling* {count}").format(count=decimal(beside.mingling)),
    ]
    if beside.bound is not None:
        parts.append(_("if nobody is missing at most {count}").format(count=beside.bound))
    sentences = [
        _(
            "Half of them meet {median} new people or more, 95 of 100 at least {low} ({beside})."
        ).format(
            median=decimal(contacts.median, 0),
            low=decimal(contacts.low, 0),
            beside=", ".join(parts),
        )
    ]
    everybody = 0.0 if missing is None else missing.everybody
    if verdict != "yes" and beside.bound is not None and everybody >= beside.bound:
        sentences.insert(0, _("More is impossible with these groups and rotations if all come."))
    if beside.bound is not None and contacts.most.value > beside.bound:
        sentences.append(
            _(
                "Some meet more than {count}: where somebody is missing, groups join and are "
                "larger."
            ).format(count=beside.bound)
        )
    if contacts.effective.value < EFFECTIVE * contacts.average.value:
        sentences.append(
            _("In groups so large each counts in part*: like {effective} of {average}.").format(
                effective=decimal(contacts.effective.value), average=decimal(contacts.average.value)
            )
        )
    return Answer("contacts", question, verdict, tuple(sentences))


def _nothing() -> str:
    return _("Nothing in this plan counts as meeting somebody.")


def _half(values: npt.NDArray[np.int64]) -> float:
    return float(np.percentile(values, 50, method="inverted_cdf")) if values.size else 0.0


def _veterans(simulation: Simulation, found: Figures) -> Answer:
    wanted, random = simulation.assumptions["reached_share"], simulation.baselines.random.leader
    verdict = judge_reached(found.veterans, wanted, found.leaders, random)
    if found.contacts is None:
        sentence = _nothing()
    elif found.veterans is None:
        sentence = _("The list does not say who is there for the first time and who is not.")
    else:
        sentence = _("{share} of the first-timers meet a veteran (at random {random}).").format(
            share=percent(found.veterans.value),
            random=percent(simulation.baselines.random.veteran or 0.0),
        )
    question = _("Do first-timers and veterans meet?")
    return Answer("veterans", question, verdict, (sentence, *_leaders(simulation, found)))


def _leaders(simulation: Simulation, found: Figures) -> Iterator[str]:
    random = simulation.baselines.random.leader
    if found.leaders is not None and random is not None:
        fewer = fewer_leaders(found.leaders, simulation.assumptions["reached_share"], random)
        said_so = (
            _("Only {share} of all meet a leader, fewer than at random ({random}).")
            if fewer
            else _("{share} of all meet a leader (at random {random}).")
        )
        yield said_so.format(share=percent(found.leaders.value), random=percent(random))


def _on_time(simulation: Simulation, found: Figures) -> Answer:
    verdict = judge_time(found.days, simulation.assumptions["risk_accepted"])
    days = sorted(found.days, key=lambda day: -day.end.very_late.value)[:MOST_DAYS]
    days.sort(key=lambda day: day.number)
    chances = [
        _("day {day} {share}").format(day=day.number, share=percent(day.end.very_late.value))
        for day in days
    ]
    ends = [minute(day.end.p90_end) for day in days]
    sentences = [
        _("More than 10 minutes late*: {days}; 9 of 10 times over by {ends}.").format(
            days=", ".join(chances), ends=", ".join(ends)
        )
    ]
    hardest = max(found.days, key=lambda day: day.end.very_late.value)
    late = hardest.end.very_late.value
    if late >= NAMED and hardest.cause is not None and hardest.buffered is not None:
        sentences.append(
            _("Most comes from {session}; 5 minutes free after it: {share}, not {now}.").format(
                session=quoted(hardest.cause.title),
                share=percent(hardest.buffered.value),
                now=percent(late),
            )
        )
    cut = max(found.rotations, key=lambda one: one.cut.value, default=None)
    if cut is not None and cut.cut.value >= NAMED:
        sentences.append(
            _("The last rotation of {session} is cut* with {share}.").format(
                session=quoted(cut.session), share=percent(cut.cut.value)
            )
        )
    return Answer("time", _("On time?"), verdict, tuple(sentences))


def _staying_away(simulation: Simulation, found: Figures, missing: Missing | None) -> Answer:
    verdict = judge_missing(missing, simulation.assumptions["risk_accepted"])
    question = _("And if people stay away?")
    if found.contacts is None or missing is None:
        return Answer("presence", question, verdict, (_nothing(),))
    sentences = [
        _(
            "On average {all} new people if all come, {now} with {share} missing* (pairs that meet "
            "again: {again}), {more} with {high} ({more_again})."
        ).format(
            all=decimal(missing.everybody),
            now=decimal(found.contacts.average.value),
            share=percent(simulation.assumptions["no_show"]),
            more=decimal(missing.contacts),
            high=percent(missing.share),
            again=decimal(found.contacts.again.value, 0),
            more_again=decimal(missing.again, 0),
        )
    ]
    worst = max(found.rotations, key=lambda one: one.short.value / max(1, one.groups))
    if worst.short.value >= 0.05:
        sentences.append(
            _(
                "In {session} {short} of {groups} groups get too small; after the method's rule "
                "for it {left}."
            ).format(
                session=quoted(worst.session),
                short=decimal(worst.short.value),
                groups=worst.groups,
                left=decimal(worst.left_short.value),
            )
        )
    return Answer("presence", question, verdict, tuple(sentences))


def _footing(simulation: Simulation, found: Figures) -> Iterator[str]:
    widest = max((day.end.very_late for day in found.days), key=_half_width)
    runs = ngettext("{count} run", "{count} runs", simulation.runs).format(count=simulation.runs)
    precision = _("{runs}, seed {seed}; percentages ± {error} points, for ± 1 it takes {needed}.")
    yield " ".join(
        [
            precision.format(
                runs=runs,
                seed=simulation.seed,
                error=decimal(100 * _half_width(widest)),
                needed=runs_needed(widest.value, 0.01),
            ),
            _("* rests on assumptions (--details, --assume). What people learn is not simulated."),
        ]
    )


def _half_width(estimate: Estimate) -> float:
    return (estimate.high - estimate.low) / 2
