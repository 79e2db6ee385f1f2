"""Tests of who keeps which place: no pair shares one without need, against brute force."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from facilitate.planning.homes import Homes, Ties, Unit, fewest_shared

ROTATIONS = 3


@st.composite
def rooms(draw: st.DrawFn) -> tuple[list[Unit], Homes]:
    """Draw people who stay alone or in pairs, places with or without others, and who has met."""
    free = list(range(draw(st.integers(1, 4))))
    sizes = draw(st.lists(st.sampled_from((1, 1, 1, 2)), min_size=1, max_size=4))
    names = iter("abcdefgh")
    units = [frozenset(next(names) for _n in range(size)) for size in sizes]
    residents = {g: [f"r{g}{k}" for k in range(draw(st.integers(0, 2)))] for g in free}
    people = [p for unit in (*units, *residents.values()) for p in unit]
    pairs = [frozenset(pair) for pair in combinations(people, 2)]
    met = draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 3))) if pairs else {}
    return units, Homes(free, dict.fromkeys(free, 20), residents, {}, Ties(ROTATIONS, met=met))


def shared(homes: Homes, at: dict[Unit, int]) -> int:
    """Count second meetings of pairs who stay at one place, who sit there by rules apart."""
    total = 0
    for unit, group in at.items():
        others = [*homes.residents[group]]
        total += 2 * homes.ties.between(unit, others)[1]
        total += sum(homes.ties.between(unit, v)[1] for v in at if v != unit and at[v] == group)
    return total // 2


@given(rooms())
def test_places_cost_as_little_as_any(room: tuple[list[Unit], Homes]) -> None:
    """Nobody can move or change places for fewer meetings again."""
    units, homes = room
    at = homes.given(units)
    assert set(at) == set(units)
    for unit, group in product(units, homes.free):
        assert shared(homes, at | {unit: group}) >= shared(homes, at)
    for one, other in combinations(units, 2):
        assert shared(homes, at | {one: at[other], other: at[one]}) >= shared(homes, at)


@given(rooms())
def test_fewest_shared_is_a_bound(room: tuple[list[Unit], Homes]) -> None:
    """However places are given, no fewer pairs share one; who stays alone reaches the bound."""
    units, homes = room
    plain = Homes(homes.free, homes.seats, homes.residents, {}, Ties(2))
    ways = product(homes.free, repeat=len(units))
    best = min(shared(plain, dict(zip(units, way, strict=True))) for way in ways)
    bound = fewest_shared(len(units), homes.free, homes.residents)
    assert bound <= best
    if all(len(unit) == 1 for unit in units):
        assert bound == best == shared(plain, plain.given(units))


def test_seats_rules_and_habits_decide_places() -> None:
    """No place is overfull, opponents part, colleagues share nothing, and the loyal stay."""
    one, two, three = (frozenset(name) for name in "abc")
    ties = Ties(2, apart={frozenset("ax")}, values={"b": ["Acme"], "y": ["Acme"]})
    homes = Homes([0, 1, 2], {0: 1, 1: 1, 2: 1}, {0: ["x"], 1: ["y"]}, {}, ties)
    assert homes.given([three, two, one]) == {three: 2, two: 0, one: 1}
    assert Homes([0], {0: 1}, {}, {}, Ties(2)).given([one, two]) == {one: 0}
    for loyal in (True, False):
        met = Ties(2, met={frozenset("ax"): 1})
        homes = Homes([0, 1], {0: 2, 1: 2}, {0: ["x"], 1: ["y"]}, {"a": 0}, met, loyal=loyal)
        assert homes.given([one]) == {one: 0 if loyal else 1}


def test_a_crowd_gets_places_one_each() -> None:
    """Thousands are given the emptiest places, without trying every way."""
    units = [frozenset([f"p{k}"]) for k in range(3_000)]
    free = list(range(4_000))
    residents = {g: ["host"] for g in range(500)}
    at = Homes(free, dict.fromkeys(free, 4), residents, {}, Ties(2)).given(units)
    assert len(set(at.values())) == 3_000
    assert min(at.values()) == 500
