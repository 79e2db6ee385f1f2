"""The market: cards and people become numbers, and the answer becomes stalls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from facilitate.errors import InfeasibleError, RosterError
from facilitate.grouping.market import Market, MarketResult, Quota, solve_market
from facilitate.grouping.market.counting import recount
from facilitate.grouping.market.problem import RANKS, UNSERVED
from facilitate.grouping.problem import BROKEN, Ints
from facilitate.grouping.sizes import Limits, group_sizes
from facilitate.planning.cards import Cards
from facilitate.planning.compiling import Task, compile_task, rules_of
from facilitate.planning.feasibility import forewarnings, refuse_impossible
from facilitate.planning.layouts import Tables, table_places
from facilitate.planning.market_outcome import outcome
from facilitate.planning.nearness import brought_back, eased
from facilitate.planning.parts import Asked, Rows, Search, Seated
from facilitate.planning.repairing import (
    carried,
    change_seats,
    graded,
    meeting_again,
    mended,
    near_enough,
    no_worse,
    won_back,
)
from facilitate.planning.stalls import Needs, placed, with_roles
from facilitate.rules import AtLeast, AtMost, Fixed, Rule, Spread
from facilitate.venue import Place
from facilitate.words import _, ngettext

ANEW = 3  # tries to be as good as an earlier plan that cannot stay
WISHES = (UNSERVED, RANKS)  # goals of people with lists
CARDS = "cards-left"


def seat_market(asked: Asked, met: Ints | None, search: Search) -> Seated:
    """Choose the cards of a market, and seat everybody at them.

    Parameters
    ----------
    met
        Earlier meetings of each pair; shape (people, people); None for none.

    Raises
    ------
    InfeasibleError
        If the numbers, the places or the rules leave no way.
    """
    cards = Cards(asked.session, asked.roster, asked.method.sizing.max)
    places = _places(asked)
    layout = Tables(asked.method, _even(len(asked.roster), places, asked), asked.rotations)
    layout = replace(layout, places=places)
    rules = _placed(rules_of(asked.method, asked.rules, asked.roster), layout, asked)
    task = compile_task(rules, layout, asked, (), met)
    refuse_impossible(task, layout)
    needs = Needs(task, places)
    market = _market(asked, cards, task, needs)
    earlier = _start(asked, cards, places, market)
    result = _solved(market, search, earlier)
    if asked.near and earlier is not None and result is not None and not earlier.settled:
        result = _as_good(market, search, earlier, result)
    if result is None:
        raise _no_room(asked, places)
    if asked.again and earlier is not None:
        kept = _start(replace(asked, before=asked.kept), cards, places, market)
        result = _brought_back(market, result, kept or earlier)
    if result.score[BROKEN]:
        raise _not_found(result)
    rows = with_roles(asked.method, _rows(asked, cards, result, needs), cards)
    rows = carried(rows, asked.before) if asked.near else rows
    shown = _shown(result, cards)
    return Seated(
        rows=rows,
        places=places,
        rules=task.rules,
        score={goal: result.score[goal] for goal in shown},
        bounds={goal: result.bounds[goal] for goal in shown},
        findings=(
            *forewarnings(task, layout, asked),
            *cards.findings(),
            *outcome(cards, market, result),
        ),
        status=result.status,
        topics=cards.topics,
    )


@dataclass(frozen=True, eq=False)
class _Earlier:
    """Cards and seats of an earlier plan, mended; what they reached; whether they may stay so."""

    start: tuple[Ints, Ints]
    reached: dict[str, int]
    settled: bool


def _solved(market: Market, search: Search, earlier: _Earlier | None = None) -> MarketResult | None:
    return solve_market(
        market,
        seed=search.seed,
        stop=search.stop,
        progress=search.progress,
        start=earlier.start if earlier else None,
        settled=earlier is not None and earlier.settled,
    )


def _as_good(market: Market, search: Search, earlier: _Earlier, near: MarketResult) -> MarketResult:
    """Seat anew, a few times, until it is as good as the earlier plan; else take the best."""
    best = near
    for more in range(ANEW):
        if no_worse(best.score, earlier.reached) or search.stop.now():
            break
        found = _solved(market, replace(search, seed=search.seed + more))
        if found is not None and graded(found.score) < graded(best.score):
            best = found
    return best


def _brought_back(market: Market, result: MarketResult, earlier: _Earlier) -> MarketResult:
    """Bring people back to their seats of an earlier plan, where nothing grave needs the others."""
    score = partial(recount, market, result.cards)
    ranks = max(result.score[RANKS], earlier.reached[RANKS])
    most = {**eased(result.score, earlier.reached), RANKS: ranks}
    seats = brought_back(result.seats, earlier.start[1], score, most, alone=True)
    return replace(result, seats=seats, score=score(seats))


def _places(asked: Asked) -> tuple[Place, ...]:
    """Give the places where stalls can be: those of the room, or as many as sizes ask for."""
    session, method = asked.session, asked.method
    sizing, groups = method.sizing, session.groups or method.groups
    if session.places:
        roomy = sorted(session.places, key=lambda place: -(place.seats or sizing.max))[:groups]
        return tuple(place for place in session.places if place in roomy)
    limits = Limits(sizing.min, sizing.ideal, sizing.max, sizing.never)
    sizes = group_sizes(len(asked.roster), limits, size=session.size, groups=groups)
    return table_places(method, (), sizes)


def _even(people: int, places: Sequence[Place], asked: Asked) -> tuple[int, ...]:
    """Give sizes as even as can be, one for each place that is used."""
    count = max(1, min(len(places), people // asked.method.sizing.min))
    return tuple((people + count - 1 - k) // count for k in range(count))


def _placed(rules: Sequence[Rule], layout: Tables, asked: Asked) -> list[Rule]:
    """Leave out who is fixed to a place that another session has."""
    found = []
    for rule in rules:
        if isinstance(rule, Fixed) and asked.loose:
            try:
                layout.pin(rule.place)
            except RosterError:
                continue
        found.append(rule)
    return found


def _market(asked: Asked, cards: Cards, task: Task, needs: Needs) -> Market:
    sizing, problem = asked.method.sizing, task.problem
    spread = {rule.key for rule in task.rules if isinstance(rule, Spread)}
    goals = problem.avoid.keys() | spread
    return Market(
        ranks=cards.ranks,
        givers=cards.givers,
        rotations=asked.rotations,
        seats=np.array([place.seats or sizing.max for place in needs.places], np.int64),
        minimum=sizing.min,
        maximum=sizing.max,
        ideal=sizing.ideal if asked.session.size is None else asked.session.size,
        counts=problem.counts,
        met=problem.met,
        apart=(*problem.apart, *needs.apart),
        together=needs.together,
        avoid=problem.avoid,
        spread={key: codes for key, codes in problem.spread.items() if key in spread},
        hard=problem.hard & goals,
        quotas=_quotas(task, sizing.max),
        worth=np.array([len(topics) for topics in cards.stalls], np.int64),
        dots=cards.dots,
    )


def _quotas(task: Task, most: int) -> tuple[Quota, ...]:
    return tuple(
        Quota(
            np.array([p.value(rule.attribute) == rule.value for p in task.people], bool),
            rule.count if isinstance(rule, AtLeast) else 0,
            rule.count if isinstance(rule, AtMost) else most,
        )
        for rule in task.rules
        if isinstance(rule, AtLeast | AtMost)
    )


def _start(asked: Asked, cards: Cards, places: Sequence[Place], market: Market) -> _Earlier | None:
    """Give cards and seats of an earlier plan, if they still fit."""
    at = {place.id: k for k, place in enumerate(places)}
    groups = [(r, group) for r, row in enumerate(asked.before) for group in row]
    if len(asked.before) != asked.rotations or any(group.place not in at for _r, group in groups):
        return None
    running = np.full((asked.rotations, len(places)), -1, np.int64)
    seats = np.full((asked.rotations, len(asked.roster)), -1, np.int64)
    for r, group in groups:
        if group.card is not None:
            running[r, at[group.place]] = cards.at.get(group.card, -1)
        here = [cards.index[person] for person in group.members if person in cards.index]
        seats[r, here] = at[group.place]
    if (seats < 0).any():
        return None
    found = _mended(market, running, seats, asked.again) if asked.near else seats
    if found is None or (after := recount(market, running, found))[BROKEN]:
        return None
    reached = recount(market, running, seats)
    stays = asked.near and near_enough(after, reached, int((found != seats).sum()))
    return _Earlier((running, found), reached, stays)


def _mended(market: Market, running: Ints, seats: Ints, again: int) -> Ints | None:
    """Part those who must not share a stall, or meet again, by as few exchanges as can be."""

    def parted(state: Ints) -> Iterator[tuple[int, int]]:
        for rotation, row in enumerate(state):
            for i, j in market.apart:
                if row[i] == row[j]:
                    yield from ((rotation, i), (rotation, j))

    score = partial(recount, market, running)
    found = mended(seats, score, parted, change_seats)
    if found is None:
        return None
    return won_back(found, score, partial(meeting_again, market.met), again)


def _rows(asked: Asked, cards: Cards, result: MarketResult, needs: Needs) -> Rows:
    """Give the groups of each rotation, in the order of the places."""
    ids = asked.roster.ids
    rows = []
    for running, seats in zip(result.cards.tolist(), result.seats, strict=True):
        groups = [(card, np.flatnonzero(seats == k).tolist()) for k, card in enumerate(running)]
        rows.append(placed([g for g in groups if g[1]], cards, ids, needs))
    return tuple(rows)


def _shown(result: MarketResult, cards: Cards) -> list[str]:
    """Give the goals that mean something here, in their order."""
    hidden = {BROKEN}
    if not (cards.ranks >= 0).any():
        hidden |= set(WISHES)
    if not cards.stalls:
        hidden.add(CARDS)
    return [goal for goal in result.score if goal not in hidden]


def _no_room(asked: Asked, places: Sequence[Place]) -> InfeasibleError:
    sizing = asked.method.sizing
    return InfeasibleError(
        ngettext(
            "{people} people do not fit {places} place in groups of {least} to {most}.",
            "{people} people do not fit {places} places in groups of {least} to {most}.",
            len(places),
        ).format(people=len(asked.roster), places=len(places), least=sizing.min, most=sizing.max),
        code="places-too-few",
        hint=_("Choose another room, or add places."),
    )


def _not_found(result: MarketResult) -> InfeasibleError:
    count = result.score[BROKEN]
    return InfeasibleError(
        ngettext(
            "No plan was found that keeps every rule; the best still breaks {count}.",
            "No plan was found that keeps every rule; the best still breaks them {count} times.",
            count,
        ).format(count=count),
        code="rules-not-met",
        hint=_("It is not proven that there is none. Leave out one rule, or try another --seed."),
    )
