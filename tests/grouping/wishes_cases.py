"""Small choices of topics, and brute force over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product

import numpy as np
from hypothesis import strategies as st

from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes import Rooms, Wishes


def lists(*rows: tuple[int, ...], topics: int) -> Ints:
    """Make ranks from lists of topics, the first wish first."""
    ranks = np.full((len(rows), topics), -1, np.int64)
    for person, row in enumerate(rows):
        for rank, topic in enumerate(row):
            ranks[person, topic] = rank
    return ranks


def broken(wishes: Wishes, seats: Ints) -> list[str]:
    """Name the rules that a seating breaks, counted anew."""
    faults = []
    for row in seats:
        counts = np.bincount(row, minlength=wishes.topics)
        low = counts < wishes.minimum
        if wishes.may_close:
            low &= counts > 0
        if low.any() or (counts > wishes.maximum).any():
            faults.append("sizes")
    hosts = {p for r, p, _t in wishes.fixed if r is None}
    for person in set(range(wishes.people)) - hosts:
        if len(set(seats[:, person].tolist())) < wishes.rotations:
            faults.append("same topic twice")
    for rotation, person, topic in wishes.fixed:
        rows = seats if rotation is None else seats[rotation : rotation + 1]
        if (rows[:, person] != topic).any():
            faults.append("fixed")
    faults += ["apart" for i, j in wishes.apart if (seats[:, i] == seats[:, j]).any()]
    faults += ["barred" for p, t in wishes.barred if (seats[:, p] == t).any()]
    return faults


def losses_of(wishes: Wishes, seats: Ints) -> list[int]:
    """Count what everybody loses against the first pick in every open rotation."""
    losses = []
    for person in range(wishes.people):
        ranks = wishes.ranks[person].tolist()
        costs = [rank if rank >= 0 else max(ranks) + 1 for rank in ranks]
        set_seats = {r: t for r, p, t in wishes.fixed if p == person}
        if None in set_seats:
            losses.append(0)
            continue
        spaces = [r for r in range(wishes.rotations) if r not in set_seats]
        others = sorted(c for t, c in enumerate(costs) if t not in set_seats.values())
        losses.append(sum(costs[seats[r, person]] for r in spaces) - sum(others[: len(spaces)]))
    return losses


def first_wishes_of(wishes: Wishes, seats: Ints) -> int:
    """Count people who get their first wish without being fixed to it."""
    served = set()
    for (rotation, person), topic in np.ndenumerate(seats):
        is_fixed = {(None, person, topic), (rotation, person, topic)} & set(wishes.fixed)
        if wishes.ranks[person, topic] == 0 and not is_fixed:
            served.add(person)
    return len(served)


def score(wishes: Wishes, seats: Ints) -> tuple[int, ...]:
    """Give what is to be least: the losses, the greatest first."""
    losses = tuple(sorted(losses_of(wishes, seats), reverse=True))
    return (-first_wishes_of(wishes, seats), *losses) if wishes.objective == "first" else losses


def all_seatings(wishes: Wishes) -> Iterator[Ints]:
    """Give every seating that breaks no rule."""
    rows = []
    for rotation in range(wishes.rotations):
        fixed = [(0, p, t) for r, p, t in wishes.fixed if r in {None, rotation}]
        once = replace(wishes, rotations=1, fixed=tuple(fixed))
        choices = product(range(wishes.topics), repeat=wishes.people)
        rows.append([row for row in choices if not broken(once, np.array([row]))])
    for choice in product(*rows):
        seats = np.array(choice, np.int64)
        if not broken(wishes, seats):
            yield seats


@st.composite
def small_wishes(draw: st.DrawFn) -> Wishes:
    """Draw a choice small enough for brute force, with rules of every kind."""
    people, topics, rotations = draw(
        st.sampled_from(
            [(5, 3, 1), (4, 4, 1), (6, 2, 1), (3, 3, 2), (4, 2, 2), (3, 2, 2), (2, 3, 3)]
        )
    )
    rows = [
        tuple(draw(st.permutations(range(topics)))[: draw(st.integers(0, topics))])
        for _ in range(people)
    ]
    sizes = [sorted(draw(st.tuples(*[st.integers(0, people)] * 2))) for _ in range(topics)]
    person, topic = st.integers(0, people - 1), st.integers(0, topics - 1)
    rotation = st.none() | st.integers(0, rotations - 1)
    pairs = st.sampled_from(list(combinations(range(people), 2)))
    return Wishes(
        lists(*rows, topics=topics),
        np.array([least for least, _most in sizes], np.int64),
        np.array([most for _least, most in sizes], np.int64),
        rotations,
        may_close=draw(st.booleans()),
        fixed=tuple(draw(st.lists(st.tuples(rotation, person, topic), max_size=2))),
        apart=tuple(draw(st.lists(pairs, max_size=2))),
        barred=tuple(draw(st.lists(st.tuples(person, topic), max_size=1))),
        objective=draw(st.sampled_from(["fair", "first"])),
    )


def ways_to_room(wishes: Wishes) -> Iterator[tuple[Wishes, dict[int, int]]]:
    """Give the same question for every way to give topics rooms: topic → room."""
    if wishes.rooms is None:
        yield wishes, {}
        return
    needs = 0 if wishes.may_close else wishes.minimum[list(wishes.rooms.topics)]
    for way in permutations(range(wishes.rooms.holds.shape[1]), len(wishes.rooms.topics)):
        holds = wishes.rooms.holds[range(len(way)), way]
        if (holds >= np.maximum(needs, 0)).all():
            yield wishes.settled(way), dict(zip(wishes.rooms.topics, way, strict=True))


@st.composite
def roomy_wishes(draw: st.DrawFn) -> Wishes:
    """Draw a small choice in which some topics may take any of some rooms, large and small."""
    wishes = draw(small_wishes())
    topics = draw(st.permutations(range(wishes.topics)))
    topics = tuple(sorted(topics[: draw(st.integers(1, min(3, wishes.topics)))]))
    spare = draw(st.integers(0, 1))
    seats = [draw(st.integers(1, wishes.people)) for _ in range(len(topics) + spare)]
    holds = np.minimum(wishes.maximum[list(topics), None], np.array(seats)[None, :])
    for at in range(len(topics)):
        if draw(st.integers(0, 5)) == 0:
            holds[at, draw(st.integers(0, len(seats) - 1))] = -1
    steep = np.array([draw(st.booleans()) for _ in seats])
    needing = draw(st.lists(st.integers(0, wishes.people - 1), max_size=2, unique=True))
    rooms = Rooms(topics, holds, np.arange(len(topics)), steep, tuple(needing))
    return replace(wishes, rooms=rooms)
