"""Rules: each finds what breaks it, lets pass what keeps it, and says itself in a sentence."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilitate.plan import Plan
from facilitate.rules import (
    Apart,
    AtLeast,
    AtMost,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
    joined,
)
from tests.builders import ids, make_plan

TWO_TABLES = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]
SECTORS = {1: {"sector": "a"}, 2: {"sector": "a"}, 3: {"sector": "b"}, 4: {"sector": None}}


def breaches(rule: Rule, plan: Plan) -> list[tuple[int, str, tuple[str, ...], int]]:
    """Give all breaches as (rotation, place, people, cost)."""
    found = rule.broken(plan.sessions[0].rotations, plan.values())
    return [(b.rotation, b.place, b.people, b.cost) for b in found]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Apart(people=("p1", "p4")), []),
        (Apart(people=("p1", "p2", "p4")), [(1, "t1", ("p1", "p2"), 1), (2, "t2", ids([2, 4]), 1)]),
        (Together(people=("p1",) * 2), []),
        (Together(people=("p1", "p2")), [(2, "t1", ("p1", "p2"), 1)]),
        (Fixed(person="p1", place="t1"), []),
        (Fixed(person="p2", place="t1"), [(2, "t2", ("p2",), 1)]),
        (NoRepeat(), []),
        (AvoidSame(attribute="sector"), [(1, "t1", ("p1", "p2"), 1)]),
        (AvoidSame(attribute="unknown"), []),
        (Spread(attribute="sector"), [(1, "t1", ("p1", "p2"), 1)]),
        (Spread(attribute="unknown"), []),
        (AtLeast(attribute="sector", value="b", count=1), [(1, "t1", (), 1), (2, "t2", (), 1)]),
        (
            AtLeast(attribute="unknown", value="b"),
            [
                (1, "t1", (), 1),
                (1, "t2", (), 1),
                (2, "t1", (), 1),
                (2, "t2", (), 1),
            ],
        ),
        (AtMost(attribute="sector", value="a", count=2), []),
        (AtMost(attribute="sector", value="a"), [(1, "t1", ("p1", "p2"), 1)]),
        (AtMost(attribute="unknown", value="a"), []),
    ],
)
def test_rule_finds_what_breaks_it(
    rule: Rule, expected: list[tuple[int, str, tuple[str, ...], int]]
) -> None:
    """Every rule passes one seating and fails another, where it should."""
    assert breaches(rule, make_plan(TWO_TABLES, attributes=SECTORS)) == expected


def test_no_repeat_costs_more_each_time() -> None:
    """A second meeting counts one, a third two: together M(M−1)/2."""
    plan = make_plan([[[1, 2], [3, 4]]] * 3)
    assert [cost for *_where, cost in breaches(NoRepeat(), plan)] == [1, 1, 2, 2]


def test_fixed_to_a_circle() -> None:
    """Somebody fixed to circle t sits at t1 or t2, as both belong to it."""
    plan = make_plan(TWO_TABLES)
    assert breaches(Fixed(person="p2", place="t"), plan) == []


def test_spread_compares_groups_of_one_size() -> None:
    """Three of a kind in a five beside one in a three is even; beside one in a five it is not."""
    known = {number: {"leader": True} for number in (1, 2, 3, 6)}
    uneven = make_plan([[[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]], attributes=known)
    even = make_plan([[[1, 2, 3, 4, 5], [6, 7, 8]]], attributes=known)
    assert breaches(Spread(attribute="leader"), uneven) == [(1, "t1", ids([1, 2, 3]), 1)]
    assert breaches(Spread(attribute="leader"), even) == []


@given(st.permutations(range(1, 9)), st.permutations(range(1, 9)))
def test_no_repeat_counts_like_the_meetings(first: list[int], second: list[int]) -> None:
    """The costs of all breaches are the sum of M(M−1)/2 over all pairs."""
    tables = [[p[:4], p[4:]] for p in (first, second)]
    plan = make_plan(tables)
    met: Counter[frozenset[int]] = Counter()
    for seating in tables:
        for table in seating:
            met.update(map(frozenset, combinations(table, 2)))
    expected = sum(times * (times - 1) // 2 for times in met.values())
    assert sum(cost for *_where, cost in breaches(NoRepeat(), plan)) == expected


@pytest.mark.parametrize(
    ("rule", "sentence", "key"),
    [
        (Apart(people=("p1", "p2")), "1 Anna and p2 never sit together.", "apart"),
        (Together(people=("p1", "p2")), "1 Anna and p2 always sit together.", "together"),
        (Fixed(person="p1", place="t1"), "1 Anna stays at table 1.", "fixed"),
        (NoRepeat(), "Nobody meets the same person twice.", "no-repeat"),
        (
            AvoidSame(attribute="sector"),
            "Two with the same Branche do not sit together.",
            "avoid-same:sector",
        ),
        (
            Spread(attribute="sector"),
            "Branche is spread evenly over the groups.",
            "spread:sector",
        ),
        (
            AtLeast(attribute="sector", value="a", count=2),
            "In every group there are at least 2 with Branche: a.",
            "at-least:sector=a",
        ),
        (
            AtMost(attribute="leader", value=True),
            "In no group there are more than 1 with leader: yes.",
            "at-most:leader=true",
        ),
    ],
)
def test_rule_says_itself(rule: Rule, sentence: str, key: str) -> None:
    """Every rule has a sentence with names, and a key for scores."""
    names = {"p1": "1 Anna", "t1": "table 1", "sector": "Branche"}
    assert rule.sentence(names) == sentence
    assert rule.key == key


@pytest.mark.parametrize(
    "data",
    [
        {"rule": "apart", "people": ["p1"]},
        {"rule": "apart", "people": ["p1", "p2"], "hard": False},
        {"rule": "spread"},
        {"rule": "no-repeat", "hrad": True},
        {"rule": "never"},
        {"rule": "at-least", "attribute": "sector"},
        {"rule": "at-most", "attribute": "sector", "value": "a", "count": 0},
        {"rule": "at-most", "attribute": "sector", "value": "a", "hard": False},
    ],
)
def test_half_a_rule_is_refused(data: dict[str, object]) -> None:
    """Too few people, softened hard rules, missing and unknown keys are refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(Rule).validate_python(data)


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=2), max_size=6))
def test_joined_sets_share_nobody(sets: list[frozenset[str]]) -> None:
    """United sets are apart from each other and hold every set whole."""
    united = joined(sets)
    assert all(not first & second for first, second in combinations(united, 2))
    assert all(any(people <= whole for whole in united) for people in sets)
    assert set().union(*united) == set().union(*sets)


def test_numbers_may_stand_for_text() -> None:
    """People and places written as numbers are understood as text."""
    assert Fixed.model_validate({"person": 17, "place": 3}) == Fixed(person="17", place="3")
    assert Together.model_validate({"people": [1, 2]}).people == ("1", "2")


@pytest.mark.parametrize("value", [True, False, "true", "ja", "3"])
def test_a_value_stays_what_it_is(value: str | bool) -> None:
    """Yes and no are no words, and words are no yes or no, even after writing and reading."""
    rule = AtMost(attribute="leader", value=value)
    again: Rule = TypeAdapter(Rule).validate_json(rule.model_dump_json())
    assert isinstance(again, AtMost)
    assert (again.value, type(again.value)) == (value, type(value))
    assert again == rule


def test_a_count_tells_how_many_are_missing_or_too_many() -> None:
    """The cost is the difference, and those who are there are named."""
    plan = make_plan([[[1, 2, 3, 4]]], attributes=SECTORS)
    least = AtLeast(attribute="sector", value="a", count=4)
    most = AtMost(attribute="sector", value="a")
    assert breaches(least, plan) == [(1, "t1", ("p1", "p2"), 2)]
    assert breaches(most, plan) == [(1, "t1", ("p1", "p2"), 1)]
