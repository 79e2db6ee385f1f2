"""An earlier seating with as few new cards as what has happened allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facilitate.grouping.calming import Handed, Mask, Positions, Stalls, Tables, calmed
from facilitate.grouping.costs import Costs, recount
from facilitate.grouping.designs import Design
from facilitate.grouping.labels import Labelling
from facilitate.grouping.market import Market
from facilitate.grouping.problem import BROKEN, Ints, Problem
from facilitate.grouping.running import Result
from facilitate.grouping.stopping import Stop
from facilitate.groups import Ids
from facilitate.planning import layouts
from facilitate.planning.circles import Circles, FreeCircles
from facilitate.planning.layouts import Layout, Stations
from facilitate.planning.parts import Asked, Rows

MOST = 1_200  # people up to whom every exchange is looked at


def calm_groups(asked: Asked, layout: Layout, problem: Problem, stop: Stop) -> Result | None:
    """Seat circles, tables or stations near an earlier seating; None if that cannot be."""
    if not asked.before or isinstance(layout, FreeCircles) or problem.people > MOST:
        return None
    movement = _movement(layout)
    if movement is not None:
        return _positions(asked, layout, movement, problem, stop)
    start = layout.start(asked.before, asked.roster.ids)
    if start is None:
        return None
    assert isinstance(layout, layouts.Tables)
    kept = asked.kept or asked.before
    kept = kept[:1] if isinstance(layout, Stations) else kept
    handed = Handed(
        away_from(kept, [p.id for p in layout.places], asked.roster.ids), _touched(asked)
    )
    seats = calmed(Tables(Costs(problem), start), handed, stop)
    return Result(seats, None, recount(problem, seats), {}, "", "complete")


def calm_market(
    asked: Asked, market: Market, cards: Ints, seats: Ints, places: Sequence[str], stop: Stop
) -> Ints | None:
    """Seat a market near an earlier seating; None if that cannot be.

    Parameters
    ----------
    cards
        Card at each place, -1 for none; shape (rotations, places).
    seats
        Earlier place of each person, -1 for nowhere; shape (rotations, people).
    places
        Ids of the places.
    """
    if market.people > MOST:
        return None
    handed = Handed(
        away_from(asked.kept or asked.before, places, asked.roster.ids), _touched(asked)
    )
    for row, running, away in zip(seats, cards, handed.away, strict=True):
        if not _filled(market, row, running, away, handed):
            return None
    return calmed(Stalls(market, cards, seats), handed, stop)


def _filled(market: Market, row: Ints, running: Ints, away: Ints, handed: Handed) -> bool:
    """Seat whoever has no place, then bring enough people to every stall; tell whether it works."""
    sizes = np.bincount(row[row >= 0], minlength=len(running))
    giving = np.zeros(market.people, bool)
    for card in running[running >= 0].tolist():
        giving[list(market.givers[card])] = True

    def take(person: int, stall: int) -> None:
        if row[person] >= 0:
            sizes[row[person]] -= 1
        row[person] = stall
        sizes[stall] += 1

    for person in np.flatnonzero(row < 0).tolist():
        open_ = np.flatnonzero((sizes > 0) & (sizes < market.rooms))
        if not len(open_):
            return False
        take(person, int(open_[sizes[open_].argmin()]))
    cost = handed.touched * -1 + giving * market.people
    for stall in np.flatnonzero((sizes > 0) & (sizes < market.minimum)).tolist():
        while sizes[stall] < market.minimum:
            able = np.flatnonzero((sizes[row] > market.minimum) & ~giving & (row != stall))
            if not len(able):
                return False
            take(int(able[(cost + away[:, stall])[able].argmin()]), stall)
    return True


def away_from(kept: Rows, places: Sequence[str], ids: Sequence[str]) -> Ints:
    """Tell which places are not those handed out; shape (rotations, people, places).

    Whoever had none can sit anywhere.
    """
    index = {place: g for g, place in enumerate(places)}
    person = {p: i for i, p in enumerate(ids)}
    away = np.zeros((len(kept), len(ids), len(places)), np.int64)
    for row, there in zip(kept, away, strict=True):
        for group in row:
            for i in (person[p] for p in group.members if p in person):
                there[i] = 1
                if group.place in index:
                    there[i, index[group.place]] = 0
    return away


def handed_topics(asked: Asked, then: Ints, topics: int) -> Handed:
    """Tell which topics are not those handed out.

    Parameters
    ----------
    then
        Topic of each person as handed out, -1 for none or one that does not run any more; shape
        (rotations, people). Whoever has one of these gets a new card at any rate.
    """
    away = (then[:, :, None] >= 0) & (then[:, :, None] != np.arange(topics))
    return Handed(away.astype(np.int64), _touched(asked) | (then < 0).any(axis=0))


def _touched(asked: Asked) -> Mask:
    return np.array([person in asked.touched for person in asked.roster.ids], bool)


# --- movements ----------------------------------------------------------------------------------


def _movement(layout: Layout) -> Design | None:
    if isinstance(layout, Circles):
        return layout.rings.design
    return layout.movement if isinstance(layout, layouts.Tables) else None


def _positions(
    asked: Asked, layout: Layout, movement: Design, problem: Problem, stop: Stop
) -> Result:
    """Let everybody begin where they began, or where most of their seats are the same."""
    ids = Ids(asked.roster.ids)
    now = away = _away_from_seats(asked.before, layout, movement, ids)
    if asked.kept:
        away = _away_from_seats(asked.kept, layout, movement, ids)
    handed = Handed(away[None], _touched(asked))
    labelling = Labelling(Costs(problem, span=problem.rotations), movement.seats)
    state = Positions(labelling, _nearest(now))
    position = calmed(state, handed, stop)[0]
    seats = labelling.seating(position)
    score = recount(problem, seats)
    score[BROKEN] += problem.misplaced(position)
    return Result(seats, position, score, {}, "", "complete")


def _away_from_seats(rows: Rows, layout: Layout, movement: Design, ids: Ids) -> Ints:
    """Count the rotations in which each position sits elsewhere; shape (people, positions)."""
    people = movement.seats.shape[1]
    person = {p: i for i, p in enumerate(ids)}
    everybody = Ids([str(p) for p in range(people)])
    standing = Result(movement.seats, np.arange(people), {}, {}, "", "complete")
    away = np.zeros((len(ids), people), np.int64)
    for rotation, row in enumerate(rows):
        seen: dict[object, int] = {}
        at = np.full(people, -1, np.int64)  # number of the seat of each position
        for group in layout.groups(standing, rotation, everybody):
            for member in group.members:
                seat = (group.place, group.seats.get(member))
                at[int(member)] = seen.setdefault(seat, len(seen))
        for group in row:
            for member in group.members:
                if member in person:
                    seat = (group.place, group.seats.get(member))
                    away[person[member]] += np.not_equal(at, seen.get(seat, -1))
    return away


def _nearest(away: Ints) -> Ints:
    """Give everybody a position of their own, the nearest first; shape (people,)."""
    people = len(away)
    position = np.full(people, -1, np.int64)
    taken = np.zeros(people, bool)
    known = np.any(away, axis=1)
    order = np.argsort(
        np.where(known[:, None], away, away.max(initial=0) + 1), axis=None, kind="stable"
    )
    for flat in order.tolist():
        i, p = divmod(flat, people)
        if position[i] < 0 and not taken[p]:
            position[i], taken[p] = p, True
    return position
