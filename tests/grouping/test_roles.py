"""Roles go round fairly."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.roles import deal


@st.composite
def seatings(draw: st.DrawFn) -> list[list[list[int]]]:
    """Draw a few rotations of groups of at least two."""
    people, rotations = draw(st.integers(2, 15)), draw(st.integers(1, 5))
    size = draw(st.integers(2, 4))
    rows = []
    for _ in range(rotations):
        order = draw(st.permutations(range(people)))
        rows.append([list(order[i : i + size]) for i in range(0, people, size)])
    return rows


@settings(max_examples=80, deadline=None)
@given(seatings())
def test_each_group_gets_one_of_its_own(groups: list[list[list[int]]]) -> None:
    """Every group has exactly one holder, and the holder sits there."""
    dealt = deal(groups, 1, [set() for _ in groups])
    for row, held in zip(groups, dealt, strict=True):
        for members, people in zip(row, held, strict=True):
            assert len(people) == 1
            assert people[0] in members


@settings(max_examples=80, deadline=None)
@given(seatings())
def test_nobody_twice_while_a_neighbour_never(groups: list[list[list[int]]]) -> None:
    """Whoever holds a role twice never sat with somebody who could have taken it instead."""
    dealt = deal(groups, 1, [set() for _ in groups])
    times = Counter(p for row in dealt for people in row for p in people)
    for row, held in zip(groups, dealt, strict=True):
        for members, people in zip(row, held, strict=True):
            assert times[people[0]] <= min(times[p] for p in members) + 1


def test_taken_people_get_none() -> None:
    """Who has another role in a rotation is left out of it."""
    assert deal([[[0, 1]], [[0, 1]]], 1, [{0}, {1}]) == [[[1]], [[0]]]


def test_a_chain_of_swaps_is_found() -> None:
    """A later slot may need an earlier holder to move on: nobody has it twice."""
    groups = [[[0, 1]], [[0, 2]], [[0]]]
    dealt = deal(groups, 1, [set(), set(), set()])
    assert dealt == [[[1]], [[2]], [[0]]]


def test_nobody_free_means_nobody() -> None:
    """A group without anybody free stays without the role."""
    assert deal([[[0]]], 1, [{0}]) == [[[]]]
