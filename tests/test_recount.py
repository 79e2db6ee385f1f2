"""Scores and bounds: no bound is above what trying everything reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.checking import bounds, score
from facilitate.checking.least import overlap_least, spread_least
from facilitate.method import Ring
from facilitate.plan import Plan
from facilitate.rules import AvoidSame, Spread, Together
from tests.builders import edit_rotation, make_circle_plan, make_method, make_plan

Seating = tuple[tuple[int, ...], ...]
ANY_SIZE = make_method(group={"min": 2, "ideal": 2, "max": 9})


def seatings(people: Sequence[int], sizes: Sequence[int]) -> Iterator[Seating]:
    """Give every way to seat people in groups of these sizes, groups told apart."""
    if not sizes:
        yield ()
        return
    for group in combinations(people, sizes[0]):
        rest = [person for person in people if person not in group]
        for others in seatings(rest, sizes[1:]):
            yield (group, *others)


def meetings(rotations: Sequence[Seating]) -> Counter[tuple[int, int]]:
    """Count how often each pair meets."""
    met: Counter[tuple[int, int]] = Counter()
    for seating in rotations:
        for group in seating:
            met.update(combinations(group, 2))
    return met


def kept(seating: Seating, pairs: set[tuple[int, int]]) -> bool:
    """Whether every one of the pairs sits together."""
    return all(any(set(pair) <= set(group) for group in seating) for pair in pairs)


def best(rows: Sequence[Sequence[int]], together: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Try everything: least Σ M(M−1)/2 and least Σ M(M−1)(M−2)/6; None if nothing is allowed."""
    choices = []
    for index, sizes in enumerate(rows):
        every = [s for s in seatings(range(1, sum(sizes) + 1), sizes) if kept(s, together)]
        choices.append(every if index or together else every[:1])
    found = [
        (
            sum(comb(times, 2) for times in met.values()),
            sum(comb(times, 3) for times in met.values()),
        )
        for rotations in product(*choices)
        for met in [Counter({p: m for p, m in meetings(rotations).items() if p not in together})]
    ]
    if not found:
        return None
    return min(second for second, _third in found), min(third for _second, third in found)


def some_plan(rows: Sequence[Sequence[int]], together: set[tuple[int, int]]) -> Plan:
    """Make any plan with groups of these sizes."""
    seats = [next(seatings(range(1, sum(sizes) + 1), sizes)) for sizes in rows]
    rules = tuple(Together(people=(f"p{a}", f"p{b}")) for a, b in sorted(together))
    return make_plan([list(map(list, row)) for row in seats], method=ANY_SIZE, rules=rules)


SAME = [
    [(2, 2)] * 2,
    [(2, 2)] * 4,
    [(4,)] * 3,
    [(2, 3)] * 3,
    [(3, 3)] * 2,
    [(3, 3)] * 3,
    [(2, 2, 2)] * 3,
    [(4, 2)] * 3,
    [(3, 2, 1)] * 2,
    [(3, 3, 1)] * 2,
    [(4, 3)] * 2,
    [(2, 2, 3)] * 2,
    [(4, 4)] * 2,
    [(3, 3), (2, 2, 2), (4, 2)],
    [(5, 1), (3, 3), (2, 2, 2)],
]


@pytest.mark.parametrize("rows", SAME)
@pytest.mark.parametrize("together", [set(), {(1, 2)}, {(1, 2), (3, 4)}, {(1, 2), (2, 3)}])
def test_bound_of_repeats_is_never_above_the_best(
    rows: list[tuple[int, ...]], together: set[tuple[int, int]]
) -> None:
    """Of all seatings with these sizes, none has fewer repeats than the bound."""
    closed = together | {(1, 3)} if (2, 3) in together else together
    reached = best(rows, closed)
    if reached is None:
        assert max(map(max, rows)) < 3 or len(rows) > 2
        return
    least = bounds(some_plan(rows, together))
    assert least["no-repeat"] <= reached[0]
    assert least["no-repeat-3"] <= reached[1]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(2, 2)] * 3, 0),
        ([(2, 2)] * 4, 2),
        ([(3, 3)] * 2, 2),
        ([(3, 3, 1)] * 2, 1),
        ([(4, 4)] * 2, 4),
        ([(9,)] * 3, 108),
    ],
)
def test_bound_of_repeats_is_reached_in_known_cases(
    rows: list[tuple[int, ...]], expected: int
) -> None:
    """The bound is not just 0: in small known cases it is the best there is."""
    assert bounds(some_plan(rows, set()))["no-repeat"] == expected


@pytest.mark.parametrize(
    ("people", "sizes", "rotations", "expected"),
    [(26, (5, 5, 5, 5, 6), 4, 6), (30, (6,) * 5, 5, 50), (24, (6,) * 4, 4, 48)],
)
def test_bound_of_repeats_in_published_cases(
    people: int, sizes: tuple[int, ...], rotations: int, expected: int
) -> None:
    """Tight cases: 26 people at 5 tables, 30 at 5, 24 at 4."""
    assert sum(sizes) == people
    assert bounds(some_plan([sizes] * rotations, set()))["no-repeat"] == expected


def values_best(values: Sequence[str | None], sizes: Sequence[int]) -> int:
    """Try everything: least Σ count·(count − 1)/2 over groups and known values."""
    return min(
        sum(
            comb(count, 2)
            for group in seating
            for value, count in Counter(values[p] for p in group).items()
            if value is not None
        )
        for seating in seatings(range(len(values)), sizes)
    )


@given(st.data())
def test_bound_of_mixing_is_never_above_the_best(data: st.DataObject) -> None:
    """Of all seatings, none mixes better than the bound; one value alone reaches it."""
    sizes = data.draw(st.sampled_from([(2, 2), (3, 3), (2, 2, 2), (4, 2), (3, 3, 1), (4, 3), (7,)]))
    kinds = data.draw(st.sampled_from(["a", "ab", "abc"]))
    draw = st.sampled_from([*kinds, None])
    values = data.draw(st.lists(draw, min_size=sum(sizes), max_size=sum(sizes)))
    known = {number: {"kind": value} for number, value in enumerate(values, 1)}
    seats = [list(group) for group in next(seatings(range(1, sum(sizes) + 1), sizes))]
    rules = (AvoidSame(attribute="kind"), Spread(attribute="kind"))
    plan = make_plan([seats] * 2, method=ANY_SIZE, attributes=known, rules=rules)
    least, reached = bounds(plan), values_best(values, sizes)
    if not any(values):
        assert "spread:kind" not in least
        return
    assert least["spread:kind"] == least["avoid-same:kind"] <= 2 * reached
    if len(kinds) == 1:
        assert least["spread:kind"] == 2 * reached


@pytest.mark.parametrize("rotations", range(1, 8))
@pytest.mark.parametrize("circle", [6, 7, 8, 9])
@pytest.mark.parametrize("outer", [1, 2, -3])
def test_bound_of_a_ring(rotations: int, circle: int, outer: int) -> None:
    """In an even circle the movement alone decides; in an odd one joining may add repeats."""
    pairs = circle // 2
    around = circle - pairs
    offsets = Counter(step * outer % around for step in range(rotations))
    expected = sum(pairs * comb(times, 2) for times in offsets.values())
    plan = make_circle_plan([circle], rotations)
    ring = plan.sessions[0].spec.movement.model_copy(
        update={"ring": plan.sessions[0].spec.movement.ring.model_copy(update={"outer": outer})}  # type: ignore[union-attr]
    )
    spec = plan.sessions[0].spec.model_copy(update={"movement": ring})
    session = plan.sessions[0].model_copy(update={"spec": spec})
    assert bounds(plan.model_copy(update={"sessions": (session,)}))["no-repeat"] >= expected
    if outer == 1:
        reached = score(plan)["no-repeat"]
        assert reached >= bounds(plan)["no-repeat"]
        assert circle % 2 or reached == expected


@given(st.data())
def test_score_is_never_below_the_bound(data: st.DataObject) -> None:
    """Whatever the seats, also with people sitting out, the score is at least the bound."""
    people = data.draw(st.integers(4, 12))
    plan = make_plan([[[*range(1, people + 1)], []]] * 3, method=ANY_SIZE)
    kinds = [data.draw(st.sampled_from("abc")) for _ in range(people)]
    participants = tuple(
        p.model_copy(update={"attributes": {"kind": kind}})
        for p, kind in zip(plan.participants, kinds, strict=True)
    )
    plan = plan.model_copy(
        update={"participants": participants, "rules": (Spread(attribute="kind"),)}
    )
    for rotation in plan.sessions[0].rotations:
        tables = [data.draw(st.integers(0, 2)) for _ in range(people)]
        groups = tuple(
            g.model_copy(
                update={
                    "members": tuple(
                        p.id for p, t in zip(plan.participants, tables, strict=True) if t == index
                    )
                }
            )
            for index, g in enumerate(rotation.groups)
        )
        plan = edit_rotation(plan, rotation.number, groups=groups)
    reached, least = score(plan), bounds(plan)
    assert reached.keys() == least.keys() == {"no-repeat", "no-repeat-3", "spread:kind"}
    assert all(reached[goal] >= least[goal] for goal in least)


@given(st.integers(0, 12), st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_spread_least_is_the_least(count: int, sizes: list[int]) -> None:
    """Filling evenly is as good as any filling."""
    fillings = [f for f in product(*(range(size + 1) for size in sizes)) if sum(f) == count]
    if fillings:
        expected = min(sum(comb(k, 2) for k in filling) for filling in fillings)
        assert spread_least(count, tuple(sizes)) == expected


@given(st.permutations(range(7)), st.sampled_from([(3, 3, 1), (2, 2, 3), (4, 3), (5, 1, 1)]))
def test_overlaps_of_any_two_rotations(order: list[int], sizes: tuple[int, ...]) -> None:
    """Two rotations overlap in at least as many pairs as the bound says."""
    starts = [sum(sizes[:k]) for k in range(len(sizes))]
    cuts = [(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    first = [set(range(a, b)) for a, b in cuts]
    second = [set(order[a:b]) for a, b in cuts]
    overlap = sum(comb(len(one & other), 2) for one in first for other in second)
    assert overlap_least(tuple(sorted(sizes)), tuple(sorted(sizes))) <= overlap


SUMS = st.lists(st.integers(0, 8), min_size=1, max_size=6).map(tuple)


@given(SUMS, SUMS)
def test_overlaps_have_the_room_of_ones_and_zeros(
    rows: tuple[int, ...], columns: tuple[int, ...]
) -> None:
    """The bound is the largest of three, each written down here as it is defined."""
    falling = sorted(rows, reverse=True)
    without_room = max(
        sum(falling[:k]) - sum(min(column, k) for column in columns) for k in range(len(rows) + 1)
    )
    by_row = sum(spread_least(row, columns) for row in rows)
    by_column = sum(spread_least(column, rows) for column in columns)
    assert overlap_least(rows, columns) == max(by_row, by_column, without_room)


def test_two_moving_rings_of_different_length() -> None:
    """Where both circles move and one is longer, the bound is weaker, but right."""
    plan = make_circle_plan([7], 5)
    spec = plan.sessions[0].spec
    ring = spec.movement.model_copy(update={"ring": Ring(outer=1, inner=-1)})
    session = plan.sessions[0].model_copy(
        update={"spec": spec.model_copy(update={"movement": ring})}
    )
    least = bounds(plan.model_copy(update={"sessions": (session,)}))
    assert least["no-repeat"] <= bounds(plan)["no-repeat"]


def test_everybody_together_leaves_nothing_to_repeat() -> None:
    """Two people who always sit together cannot repeat, and the bound knows."""
    plan = some_plan([(2,)] * 3, {(1, 2)})
    assert bounds(plan) == score(plan) == {"no-repeat": 0, "no-repeat-3": 0}


def test_more_people_than_seats_cost_nothing_more() -> None:
    """Who finds no seat is no pair; the count ends there."""
    assert spread_least(5, (1, 1)) == 0
