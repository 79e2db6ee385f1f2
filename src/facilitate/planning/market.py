"""The market: cards and people become numbers, and the answer becomes stalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from facilitate.errors import InfeasibleError
from facilitate.grouping.market import Market, MarketResult, Quota, solve_market
from facilitate.grouping.market.counting import recount
from facilitate.grouping.market.problem import RANKS, UNSERVED
from facilitate.grouping.problem import BROKEN, Ints
from facilitate.grouping.sizes import Limits, group_sizes
from facilitate.groups import Group
from facilitate.planning.calm import calm_market
from facilitate.planning.cards import Cards
from facilitate.planning.carrying import carried
from facilitate.planning.compiling import Task, compile_task, rules_of
from facilitate.planning.feasibility import refuse_impossible
from facilitate.planning.forewarnings import forewarnings
from facilitate.planning.layouts import Tables, table_places
from facilitate.planning.market_outcome import outcome
from facilitate.planning.parts import Asked, Rows, Search, Seated
from facilitate.planning.stalls import Needs, placed, with_roles
from facilitate.rules import AtLeast, AtMost, Spread
from facilitate.venue import Place
from facilitate.words import _, ngettext

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
    rules = rules_of(asked, layout)
    task = compile_task(rules, layout, asked, (), met)
    refuse_impossible(task, layout)
    needs = Needs(task, places)
    market = _market(asked, cards, task, needs)
    start = _start(asked, cards, places)
    calm = _calm(asked, market, start, places, search) if asked.near else None
    result = _solved(market, search, calm or start, settled=calm is not None)
    if result is None:
        raise _no_room(asked, places)
    if result.score[BROKEN]:
        raise _not_found(result)
    rows = _rows(asked, cards, result, needs, stay=calm is not None)
    rows = with_roles(asked.method, rows, cards)
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


_Stalls = tuple[Ints, Ints]  # card at each place and place of each person, in each rotation


def _solved(
    market: Market, search: Search, start: _Stalls | None, *, settled: bool
) -> MarketResult | None:
    if start is not None and not settled and not _keeps_rules(market, start):
        start = None
    return solve_market(
        market,
        seed=search.seed,
        stop=search.stop,
        progress=search.progress,
        start=start,
        settled=settled,
    )


def _calm(
    asked: Asked, market: Market, start: _Stalls | None, places: Sequence[Place], search: Search
) -> _Stalls | None:
    """Give an earlier seating with as few changes as can be; None if it does not fit any more."""
    if start is None:
        return None
    cards, seats = start
    found = calm_market(asked, market, cards, seats, [p.id for p in places], search.stop)
    calm = None if found is None else (cards, found)
    return calm if calm is not None and _keeps_rules(market, calm) else None


def _keeps_rules(market: Market, stalls: _Stalls) -> bool:
    cards, seats = stalls
    return bool((seats >= 0).all()) and not recount(market, cards, seats)[BROKEN]


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


def _start(asked: Asked, cards: Cards, places: Sequence[Place]) -> _Stalls | None:
    """Give cards and seats of an earlier plan, -1 where there is none."""
    at = {place.id: k for k, place in enumerate(places)}
    if not asked.before or len(asked.before) != asked.rotations:
        return None
    running = np.full((asked.rotations, len(places)), -1, np.int64)
    seats = np.full((asked.rotations, len(asked.roster)), -1, np.int64)
    for r, row in enumerate(asked.before):
        for group in row:
            here = [cards.index[person] for person in group.members if person in cards.index]
            if group.place in at and here:
                seats[r, here] = at[group.place]
                if group.card is not None:
                    running[r, at[group.place]] = cards.at.get(group.card, -1)
    return running, seats


def _rows(asked: Asked, cards: Cards, result: MarketResult, needs: Needs, *, stay: bool) -> Rows:
    """Give the groups of each rotation, in the order of the places; they `stay` where they are.

    Whoever has access needs keeps the first place as far as all groups find one.
    """
    ids = asked.roster.ids
    rows: list[tuple[Group, ...]] = []
    at = {place.id: k for k, place in enumerate(needs.places)}
    needing, homes = set(asked.needing), dict[int, int]()
    for running, seats in zip(result.cards.tolist(), result.seats, strict=True):
        groups = [(card, np.flatnonzero(seats == k).tolist()) for k, card in enumerate(running)]
        used = [k for k, (_card, people) in enumerate(groups) if people]
        row = placed([groups[k] for k in used], cards, ids, needs, used if stay else (), homes)
        for group in row if needing else ():
            for person in needing & set(group.members):
                homes.setdefault(cards.index[person], at[group.place])
        rows.append(row)
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
