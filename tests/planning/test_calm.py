"""Whoever is not touched by what happened keeps the card."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.calming import CARD, SEAT, WORTH, Handed, Tables, calmed
from facilitate.grouping.costs import Costs, recount
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, Problem
from facilitate.grouping.stopping import Stop
from facilitate.groups import Group
from facilitate.planning.calm import away_from

SIZES = np.full((3, 6), 4, np.int64)


def seating(seed: int) -> Ints:
    """Seat 24 people at 6 tables in 3 rotations, by chance."""
    rng, rows = Random(seed), []
    for _rotation in range(3):
        row = [g for g in range(6) for _ in range(4)]
        rng.shuffle(row)
        rows.append(row)
    return np.array(rows, np.int64)


def handed(seats: Ints, touched: list[int]) -> Handed:
    """Hand out a seating; some people get a new card at any rate."""
    groups = np.arange(6)
    away = (seats[:, :, None] != groups[None, None, :]).astype(np.int64)
    return Handed(away, np.isin(np.arange(seats.shape[1]), touched))


def value(problem: Problem, before: Ints, seats: Ints, touched: list[int]) -> int:
    """Count from nothing what is missed and what changes."""
    score, changed = recount(problem, seats), before != seats
    cards = [p for p in np.flatnonzero(changed.any(axis=0)) if p not in touched]
    missed = sum(WORTH[goal] * score[goal] for goal in (BROKEN, REPEATS, THIRDS))
    return missed + CARD * len(cards) + SEAT * int(changed.sum())


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 10**6),
    st.lists(st.integers(0, 23), min_size=2, max_size=5, unique=True),
    st.lists(st.integers(0, 23), max_size=6, unique=True),
)
def test_every_change_is_worth_its_cards(seed: int, apart: list[int], touched: list[int]) -> None:
    """All rules are kept, tables stay as large, and no single exchange back would be better."""
    before = seating(seed)
    pairs = tuple((i, j) for i in sorted(apart) for j in sorted(apart) if i < j)
    problem = Problem(SIZES, apart=pairs)
    after = calmed(Tables(Costs(problem), before), handed(before, touched), Stop())
    assert recount(problem, after)[BROKEN] == 0
    assert (np.sort(after, axis=1) == np.sort(before, axis=1)).all()
    reached = value(problem, before, after, touched)
    assert reached <= value(problem, before, before, touched)
    for rotation, i in np.argwhere(after != before):
        for j in np.flatnonzero(after[rotation] == before[rotation, i]):
            tried = after.copy()
            tried[rotation, [i, j]] = tried[rotation, [j, i]]
            assert value(problem, before, tried, touched) >= reached


def test_one_meeting_again_is_not_worth_two_cards() -> None:
    """Two who meet again stay; they part if both get new cards anyway, or a rule asks for it."""
    seats = np.array([[0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 1, 2]])
    sizes = np.full((2, 3), 2, np.int64)

    def after(touched: list[int], apart: tuple[tuple[int, int], ...] = ()) -> int:
        away = (seats[:, :, None] != np.arange(3)).astype(np.int64)
        hand = Handed(away, np.isin(np.arange(6), touched))
        state = Tables(Costs(Problem(sizes, apart=apart)), seats)
        return int((calmed(state, hand, Stop()) != seats).sum())

    assert after([]) == 0
    assert after([0, 1, 2, 3]) == 2
    assert after([], ((0, 1),)) == 4


def test_a_stop_leaves_the_seats() -> None:
    """Ctrl-C and the clock end it between two steps."""
    before = seating(1)
    stop = Stop()
    stop.interrupted = True
    problem = Problem(SIZES, apart=((0, 1), (2, 3)))
    assert (calmed(Tables(Costs(problem), before), handed(before, []), stop) == before).all()


def test_a_place_that_is_gone_is_away_from_all() -> None:
    """Whoever had no card can sit anywhere; whose table is gone sits elsewhere at any rate."""
    rows = ((Group(place="a", members=("p", "q")), Group(place="x", members=("r",))),)
    away = away_from(rows, ["a", "b"], ["p", "r", "new"])
    assert away.tolist() == [[[0, 1], [1, 1], [0, 0]]]
