"""Mends a seating that breaks a rule by exchanging as few people as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, Problem
from facilitate.groups import Group
from facilitate.planning.parts import Rows

GRAVE = (BROKEN, UNSERVED, REPEATS, THIRDS, RANKS, CARDS)
"""Goals that a mended seating may not miss by more than before."""
WON_BACK = 4  # exchanges to win back what keeping the rules cost
Score = Mapping[str, int]


def mended(
    seats: Ints,
    score: Callable[[Ints], Score],
    breaches: Callable[[Ints], Iterator[tuple[int, int]]],
    exchanged: Callable[[Ints, int, int, int], Ints],
) -> Ints | None:
    """Exchange people one by one until no rule is broken, each time the exchange that costs least.

    If that costs something grave, those who had to move are exchanged on, a few times, to win it
    back.

    Parameters
    ----------
    seats
        A seating, or the positions of a movement.
    score
        Gives the value of every goal, broken rules among them.
    breaches
        Gives rotation and person of whoever breaks a rule.
    exchanged
        Seats, rotation and two people → the seats when they have changed places.

    Returns
    -------
    None if no single exchange gets nearer to keeping the rules.
    """
    before, reached = seats, score(seats)
    now = graded(reached)
    while now[0]:
        value, found = _best(seats, breaches(seats), score, exchanged)
        if value[0] >= now[0]:
            return None
        now, seats = value, found
    rotations = len(seats) if seats.ndim > 1 else 1
    for _step in range(WON_BACK):
        if no_worse(score(seats), reached):
            break
        moved = np.flatnonzero((np.atleast_2d(seats) != np.atleast_2d(before)).any(axis=0))
        those = ((rotation, int(person)) for rotation in range(rotations) for person in moved)
        value, found = _best(seats, those, score, exchanged)
        if value >= now:
            break
        now, seats = value, found
    return seats


def won_back(
    seats: Ints,
    score: Callable[[Ints], Score],
    again: Callable[[Ints], Iterator[tuple[int, int]]],
    count: int,
) -> Ints:
    """Exchange people who meet again, each time the exchange that saves most, until enough do not.

    Parameters
    ----------
    again
        Gives rotation and person of whoever meets somebody again.
    count
        Meetings again to save.
    """
    now = graded(score(seats))
    wanted = score(seats).get(REPEATS, 0) - count
    for _step in range(count):
        if score(seats).get(REPEATS, 0) <= wanted:
            break
        value, found = _best(seats, again(seats), score, change_seats)
        if value >= now:
            break
        now, seats = value, found
    return seats


def meeting_again(met: Ints | None, seats: Ints) -> Iterator[tuple[int, int]]:
    """Give rotation and person of whoever meets somebody again, earlier meetings included."""
    beside = seats[:, :, None] == seats[:, None, :]
    often = beside.sum(axis=0) + (0 if met is None else met)
    np.fill_diagonal(often, 0)
    for rotation, row in enumerate(beside & (often > 1)):
        for person in np.flatnonzero(row.any(axis=1)).tolist():
            yield rotation, person


def _best(
    seats: Ints,
    those: Iterator[tuple[int, int]],
    score: Callable[[Ints], Score],
    exchanged: Callable[[Ints, int, int, int], Ints],
) -> tuple[tuple[int, ...], Ints]:
    """Give the best exchange of one of `those` with anybody, or none; the first of equals."""
    best = graded(score(seats)), seats
    for rotation, i in dict.fromkeys(those):
        for j in range(seats.shape[-1]):
            tried = exchanged(seats, rotation, i, j)
            value = graded(score(tried))
            if value < best[0]:
                best = value, tried
    return best


def no_worse(score: Score, than: Score) -> bool:
    """Whether all grave goals but broken rules are reached as well."""
    return all(score.get(goal, 0) <= than.get(goal, 0) for goal in GRAVE[1:])


def near_enough(score: Score, than: Score, changed: int) -> bool:
    """Whether all grave goals are reached as well, but for a rank for each seat that changed."""
    return no_worse({**score, RANKS: score.get(RANKS, 0) - changed}, than)


def graded(score: Score) -> tuple[int, ...]:
    """Give the grave goals in their order, then all others together; lower is better."""
    rest = sum(value for goal, value in score.items() if goal not in GRAVE)
    return (*(score.get(goal, 0) for goal in GRAVE), rest)


def breaches_of(problem: Problem, seats: Ints) -> Iterator[tuple[int, int]]:
    """Give rotation and person of whoever sits with, without or where they must not."""
    for rotation, row in enumerate(seats):
        for i, j in problem.apart:
            if row[i] == row[j]:
                yield from ((rotation, i), (rotation, j))
        for i, j in sorted(problem.joined):
            if row[i] != row[j]:
                yield from ((rotation, i), (rotation, j))
        for when, person, group in problem.fixed:
            if when in (None, rotation) and row[person] != group:
                yield rotation, person
        for goal in sorted(problem.hard & problem.avoid.keys()):
            codes = problem.avoid[goal]
            alike = (row[:, None] == row[None, :]) & (codes[:, None] == codes[None, :])
            alike &= (codes >= 0)[:, None]
            for person in np.flatnonzero(alike.sum(axis=1) > 1).tolist():
                yield rotation, person


def change_seats(seats: Ints, rotation: int, i: int, j: int) -> Ints:
    """Let two people change places in one rotation."""
    after = seats.copy()
    after[rotation, [i, j]] = after[rotation, [j, i]]
    return after


def change_positions(position: Ints, _rotation: int, i: int, j: int) -> Ints:
    """Let two people change places in a movement, and so in every rotation."""
    after = position.copy()
    after[[i, j]] = after[[j, i]]
    return after


def carried(rows: Rows, before: Rows) -> Rows:
    """Leave roles and seats of an earlier plan with whoever stays; who comes takes what is free."""
    if len(rows) != len(before):
        return rows
    return tuple(
        tuple(_carried(group, {g.place: g for g in old}.get(group.place)) for group in row)
        for row, old in zip(rows, before, strict=True)
    )


def _carried(group: Group, old: Group | None) -> Group:
    if old is None or len(old.members) != len(group.members) or old.card != group.card:
        return group
    gone = [person for person in old.members if person not in group.members]
    come = [person for person in group.members if person not in old.members]
    heir = dict(zip(gone, come, strict=True))
    members = tuple(heir.get(person, person) for person in old.members)
    roles = {heir.get(person, person): role for person, role in old.roles.items()}
    seats = {heir.get(person, person): seat for person, seat in old.seats.items()}
    return group.model_copy(update={"members": members, "roles": roles, "seats": seats})
