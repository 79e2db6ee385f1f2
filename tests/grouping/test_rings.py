"""Double circles: sizes, who faces whom, and the trio."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import gcd

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.rings import Rings, circle_sizes, rings


def meetings(ring: Rings) -> Counter[tuple[int, int]]:
    """Count how often two positions share a pair."""
    met: Counter[tuple[int, int]] = Counter()
    for row in ring.design.seats:
        for pair in range(len(ring.pairs)):
            met.update(combinations(np.flatnonzero(row == pair).tolist(), 2))
    return met


def trios(ring: Rings) -> list[list[int]]:
    """List the people of every trio."""
    return [
        np.flatnonzero(row == pair).tolist()
        for row in ring.design.seats
        for pair in range(len(ring.pairs))
        if (row == pair).sum() == 3
    ]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (80, (26, 26, 28)),
        (79, (26, 26, 27)),
        (81, (26, 27, 28)),
        (30, (30,)),
        (31, (15, 16)),
        (61, (20, 20, 21)),
        (7, (7,)),
        (4, (4,)),
    ],
)
def test_known_sizes(people: int, expected: tuple[int, ...]) -> None:
    """Sizes worked out by hand."""
    assert circle_sizes(people, 30) == expected


@given(st.integers(4, 600), st.integers(4, 40))
def test_sizes_keep_everybody_and_at_most_one_is_odd(people: int, most: int) -> None:
    """Circles hold everybody, none is too large, one is odd only if the crowd is."""
    sizes = circle_sizes(people, most)
    assert sum(sizes) == people
    assert max(sizes) <= most
    assert sum(size % 2 for size in sizes) == people % 2
    assert max(sizes) - min(sizes) <= 2


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 15), st.integers(1, 12), st.integers(1, 4))
def test_partners_come_back_after_n_by_gcd(pairs: int, rotations: int, step: int) -> None:
    """A ring of n pairs with relative shift s has n/gcd(n, s) different partners."""
    ring = rings([2 * pairs], rotations, (step, 0))
    partners = {pair for pair in meetings(ring) if 0 in pair}
    assert len(partners) == min(rotations, pairs // gcd(pairs, step))


@pytest.mark.parametrize("pairs", range(6, 16))
def test_odd_circle_repeats_nobody(pairs: int) -> None:
    """With 6 to 15 pairs and 6 rotations nobody meets anyone twice, trio included."""
    ring = rings([2 * pairs + 1], 6, (1, 0))
    assert max(meetings(ring).values()) == 1
    assert len(trios(ring)) == 6


@pytest.mark.parametrize("people", [27, 29])
def test_from_27_people_nobody_is_in_a_trio_twice(people: int) -> None:
    """Six trios of six times three different people."""
    members = Counter(p for trio in trios(rings([people], 6, (1, 0))) for p in trio)
    assert max(members.values()) == 1


@given(st.integers(4, 31), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_everybody_is_in_one_pair_or_one_trio(people: int, rotations: int) -> None:
    """Groups have two people; three once per rotation if the circle is odd."""
    ring = rings([people], rotations, (1, 0))
    for row in ring.design.seats:
        counts = np.bincount(row, minlength=len(ring.pairs))
        assert sorted(counts.tolist()) == [2] * (people // 2 - people % 2) + [3] * (people % 2)


def test_seats_move_as_the_steps_say() -> None:
    """The fixed circle stays, the moving one goes round and comes back to its first seat."""
    ring = rings([6], 3, (1, 0))
    fixed, moving = 0, 5
    assert [ring.seat_at(fixed, r, (1, 0)) for r in range(3)] == [0, 0, 0]
    assert [ring.seat_at(moving, r, (1, 0)) for r in range(3)] == [2, 0, 1]
