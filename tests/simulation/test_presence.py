"""Tests of who is there: rates as assumed, correlation as said, and groups mended by the rule."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.plan import Plan
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.presence import (
    Sat,
    arrival,
    as_planned,
    by_remainder_rule,
    counts_planned,
    draw_presence,
    leaving,
    no_shows,
)
from facilitate.simulation.scene import Scene, scene_of
from facilitate.simulation.streams import Streams
from tests.builders import make_circle_plan, make_method, make_plan

RUNS = 4000
ROWS = st.lists(st.lists(st.booleans(), min_size=20, max_size=20), min_size=1, max_size=4)
CALM = usual_assumptions().without_chance()


def four_sigma(p: float, draws: int) -> float:
    """Four standard errors of a share."""
    return 4 * math.sqrt(p * (1 - p) / draws)


@pytest.mark.parametrize("p", [0.05, 0.17, 0.28])
def test_pair_broken(p: float) -> None:
    """A pair is broken with probability 1 − (1 − p)²."""
    scene = scene_of(make_circle_plan([20, 20], 1))
    assumed = CALM.but(no_show=p, no_show_together=0)
    came = ~no_shows(scene, assumed, Streams(1), RUNS)
    counts = counts_planned(scene.seatings[0], came)
    broken = (counts < 2).mean()
    expected = 1 - (1 - p) ** 2
    assert abs(broken - expected) < four_sigma(expected, RUNS * 20)


@pytest.mark.parametrize("together", [0.0, 0.3, 0.9])
def test_correlation_keeps_the_rate(tables: Plan, together: float) -> None:
    """However strongly colleagues stay away together, each stays away with the same chance."""
    scene = scene_of(tables)
    assumed = CALM.but(no_show=0.2, no_show_together=together)
    missing = no_shows(scene, assumed, Streams(1), RUNS)
    houses = scene.codes("organisation").max() + 1
    assert abs(missing.mean() - 0.2) < 4 * math.sqrt(0.16 / (RUNS * houses))


def test_correlation_is_what_it_says(tables: Plan) -> None:
    """Two people of one organisation are correlated as assumed, others are not."""
    scene = scene_of(tables)
    missing = no_shows(scene, CALM.but(no_show=0.2, no_show_together=0.4), Streams(1), RUNS)
    same = np.corrcoef(missing[:, 0], missing[:, 13])[0, 1]
    other = np.corrcoef(missing[:, 0], missing[:, 1])[0, 1]
    assert abs(same - 0.4) < 4 / math.sqrt(RUNS)
    assert abs(other) < 4 / math.sqrt(RUNS)


def test_lateness() -> None:
    """People are late as often and, on average, as long as assumed."""
    assumed = CALM.but(late_person=0.1, late_minutes=6)
    minutes = arrival(Streams(1)("x").uniform(40_000), assumed)
    late = minutes[minutes > 0]
    assert abs(len(late) / 40_000 - 0.1) < four_sigma(0.1, 40_000)
    assert abs(late.mean() - 6) < 4 * 6 / math.sqrt(len(late))


def test_leaving() -> None:
    """Who leaves does so between two rotations, each as likely; with one rotation nobody can."""
    assumed = CALM.but(drop_out=0.3)
    before = leaving(Streams(1)("x").uniform(40_000), 4, assumed)
    share = [(before == k).mean() for k in range(5)]
    assert share[0] == 0
    assert all(abs(part - 0.1) < four_sigma(0.1, 40_000) for part in share[1:4])
    assert (leaving(Streams(1)("x").uniform(100), 1, assumed) == 1).all()


def test_a_rotation_that_is_cut_seats_nobody(tables: Plan) -> None:
    """Nobody is there for a rotation that does not take place."""
    scene = scene_of(tables)
    held = np.ones((3, 4), bool)
    held[1, 2] = False
    presence = draw_presence(scene, CALM, Streams(1), 3, held)
    assert [int(there.sum()) for there in presence.there] == [120, 120, 80, 120]


def seated(scene: Scene, rotation: int, missing: list[int]) -> list[list[int]]:
    """Mend one rotation with people (by number) missing; give the groups with their people."""
    present = np.ones((1, scene.people), bool)
    present[0, [number - 1 for number in missing]] = False
    groups = by_remainder_rule(scene.seatings[rotation], present)[0]
    return [
        [int(p) + 1 for p in np.flatnonzero(groups == g)]
        for g in range(len(scene.seatings[rotation].places))
    ]


def test_two_left_over_become_a_pair() -> None:
    """In circles two people without a partner sit down with each other."""
    scene = scene_of(make_circle_plan([8], 1))
    assert seated(scene, 0, [1, 6]) == [[2, 5], [], [3, 7], [4, 8]]


def test_one_left_over_joins_a_pair() -> None:
    """In circles one person without a partner makes a trio."""
    scene = scene_of(make_circle_plan([8], 1))
    assert seated(scene, 0, [1]) == [[], [2, 5, 6], [3, 7], [4, 8]]


def test_nobody_changes_the_circle() -> None:
    """Whoever is left over in one circle never joins another one."""
    scene = scene_of(make_circle_plan([8, 8], 1))
    groups = seated(scene, 0, [1, 9])
    assert {p for group in groups[:4] for p in group} == set(range(2, 9))
    assert {p for group in groups[4:] for p in group} == set(range(10, 17))


def test_small_tables_break_up() -> None:
    """People of a table that is too small go to the smallest tables with room."""
    method = make_method(group={"min": 3, "ideal": 4, "max": 5})
    plan = make_plan([[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]], method=method)
    scene = scene_of(plan)
    assert seated(scene, 0, [1, 2, 5]) == [[], [3, 4, 6, 7, 8], [9, 10, 11, 12]]


def test_without_room_people_sit_down_together() -> None:
    """Where the others have no room for all who are left over, these make a table."""
    method = make_method(group={"min": 3, "ideal": 3, "max": 3})
    scene = scene_of(make_plan([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], method=method))
    assert seated(scene, 0, [1]) == [[2, 3], [4, 5, 6], [7, 8, 9]]
    assert seated(scene, 0, [1, 5, 6]) == [[2, 3, 4], [], [7, 8, 9]]


@given(st.data())
def test_mending_loses_nobody(data: st.DataObject) -> None:
    """Whoever is there has one group, sizes stay within the method's, whoever is not has none."""
    size = data.draw(st.sampled_from([2, 4]))
    if size == 2:
        plan = make_circle_plan([12, 8], 2)
    else:
        method = make_method(group={"min": 3, "ideal": 4, "max": 6})
        tables = [list(range(at, at + 4)) for at in range(1, 21, 4)]
        plan = make_plan([tables], method=method)
    scene = scene_of(plan)
    seating = scene.seatings[0]
    present = np.array(
        data.draw(
            st.lists(st.lists(st.booleans(), min_size=20, max_size=20), min_size=1, max_size=4)
        )
    )
    groups = by_remainder_rule(seating, present)
    assert ((groups >= 0) == present).all()
    counts = Sat.of(seating, groups).counts[:, :-1]
    assert counts.sum() == present.sum()
    assert counts.max(initial=0) <= seating.most
    before = counts_planned(seating, present)
    assert (
        ((counts > 0) & (counts < seating.least)).sum(axis=1)
        <= ((before > 0) & (before < seating.least)).sum(axis=1)
    ).all()


@given(ROWS)
def test_counts_two_ways(rows: list[list[bool]]) -> None:
    """People per group are the same counted by seats and by people."""
    seating = scene_of(make_circle_plan([12, 8], 1)).seatings[0]
    present = np.array(rows)
    sat = Sat.of(seating, as_planned(seating, present))
    assert (sat.counts[:, :-1] == counts_planned(seating, present)).all()
    assert (sat.count(present)[:, :-1] == sat.counts[:, :-1]).all()
