"""Tests of time: lognormal lengths, the slowest of many, catching up, buffers and cuts."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from facilitate.plan import Plan
from facilitate.simulation.assumptions import Assumptions, usual_assumptions
from facilitate.simulation.course import Block
from facilitate.simulation.scene import scene_of
from facilitate.simulation.streams import Streams
from facilitate.simulation.timing import Times, day_end, draw_times, run_times, slowest_of
from tests.simulation.conftest import lectures

RUNS = 4000
CALM = usual_assumptions().without_chance()
RIGID = CALM.but(elastic_use=0, pause_use=0)


def times_of(
    plan: Plan, assumed: Assumptions, buffers: list[float] | None = None
) -> tuple[tuple[Block, ...], Times]:
    """Run a plan's timetable."""
    scene = scene_of(plan)
    draws = draw_times(scene, assumed, Streams(1), RUNS)
    return scene.blocks, run_times(scene.blocks, draws, assumed, buffers)


def lognormal_below(x: float, mean: float, cv: float) -> float:
    """Probability that a lognormal number is at most x."""
    variance = math.log(1 + cv * cv)
    z = (math.log(x / mean) + variance / 2) / math.sqrt(variance)
    return statistics.NormalDist().cdf(z)


def test_without_chance_all_is_as_planned(tables: Plan, ring: Plan) -> None:
    """With no chance left nothing is late, nothing is cut, and nobody waits."""
    for plan in (tables, ring, lectures([30, 45], gap=10)):
        _blocks, times = times_of(plan, CALM)
        assert np.abs(times.began).max() < 1e-6
        assert np.abs(times.ended).max() < 1e-6
        assert times.held.all()
        assert np.abs(times.waiting).max(initial=0) < 1e-6


@pytest.mark.parametrize("limit", [2.0, 6.0, 12.0])
def test_one_lecture_is_lognormal(limit: float) -> None:
    """One block ends more than so many minutes late as the lognormal says."""
    _blocks, times = times_of(lectures([60]), RIGID.but(plenary_cv=0.15, plenary_factor=1.05))
    expected = 1 - lognormal_below(60 + limit, 60 * 1.05, 0.15)
    late = (times.ended[:, 0] > limit).mean()
    assert abs(late - expected) < 4 * math.sqrt(expected * (1 - expected) / RUNS)


@pytest.mark.parametrize("many", [1, 5, 40])
def test_the_slowest_of_many(many: int) -> None:
    """The slowest of m parallel groups is done by x with probability F(x)^m."""
    drawn = slowest_of(Streams(1)("x").uniform(RUNS), many, 0.2)
    for x in (1.0, 1.2, 1.5):
        expected = lognormal_below(x, 1.0, 0.2) ** many
        assert abs((drawn <= x).mean() - expected) < 4 * math.sqrt(0.25 / RUNS)


def test_makespan_of_a_session(tables: Plan) -> None:
    """The gong waits for the slowest of ten tables; four rotations add up."""
    assumed = RIGID.but(talk_cv=0.2, gong_patience=600, cut_after=600)
    blocks, times = times_of(tables, assumed)
    chance = Streams(1)("length first").uniform(RUNS, len(blocks[0].steps))
    talks = [k for k, step in enumerate(blocks[0].steps) if step.kind == "talk"]
    late = sum(np.maximum(0, 10 * (slowest_of(chance[:, k], 10, 0.2) - 1)) for k in talks)
    assert np.allclose(times.ended[:, 0], late)


def test_patience_ends(tables: Plan) -> None:
    """The gong waits no longer than the moderator does."""
    _blocks, times = times_of(tables, RIGID.but(talk_cv=0.5, gong_patience=0.5))
    assert times.ended.max() == pytest.approx(4 * 0.5)


def test_changes_grow_with_the_crowd(tables: Plan) -> None:
    """Forty people take longer to change than ten; whoever walks far comes on top."""
    small = slowest_of(Streams(1)("x").uniform(RUNS), 10, 0.4).mean()
    assert slowest_of(Streams(1)("x").uniform(RUNS), 40, 0.4).mean() > 1.2 * small
    walking = RIGID.but(changeover_half=0.5, changeover_cv=0)
    near = times_of(tables, walking.but(place_spacing=0))[1].ended.mean()
    far = times_of(tables, walking.but(place_spacing=6))[1].ended.mean()
    assert far > near


def test_lateness_is_carried_and_buffers_take_it() -> None:
    """What the first block is late, the second begins late; a gap takes it up."""
    assumed = RIGID.but(plenary_cv=0.2)
    _blocks, tight = times_of(lectures([60, 30]), assumed)
    assert np.allclose(tight.began[:, 1], np.maximum(0, tight.ended[:, 0]))
    _blocks, loose = times_of(lectures([60, 30], gap=15), assumed)
    assert np.allclose(loose.began[:, 1], np.maximum(0, loose.ended[:, 0] - 15))


def test_a_buffer_is_a_gap() -> None:
    """Five minutes free after a block are as good as a gap that was planned."""
    assumed = RIGID.but(plenary_cv=0.2)
    _blocks, bought = times_of(lectures([60, 30]), assumed, [5.0, 0.0])
    _blocks, planned = times_of(lectures([60, 30], gap=4.99), assumed)
    assert np.allclose(bought.ended[:, 1], planned.ended[:, 1], atol=0.011)


def test_elastic_phases_catch_up() -> None:
    """A late moderator shortens as far as the method allows, and no further."""
    assumed = RIGID.but(plenary_factor=1.5)
    _blocks, stiff = times_of(lectures([30, 30], least=30), assumed)
    _blocks, soft = times_of(lectures([30, 30], least=20), assumed.but(elastic_use=1))
    assert stiff.ended[0].tolist() == pytest.approx([15, 30])
    assert soft.ended[0].tolist() == pytest.approx([15, 15 + (20 * 1.5 - 30)])


def test_rotations_are_cut(tables: Plan) -> None:
    """When the end would be much too late, the last rotations fall out, never the first."""
    late = RIGID.but(plenary_factor=6, cut_after=10, talk_cv=0)
    _blocks, times = times_of(tables, late)
    assert times.held[:, 0].all()
    assert not times.held[:, 3].any()
    assert (np.diff(times.held.astype(int), axis=1) <= 0).all()
    _blocks, free = times_of(tables, late, [60.0] * len(tables.sessions))
    assert free.held.all(), "time that is free anyway is used up first"


def test_coming_in_takes_time() -> None:
    """People come in after a gap: half by the median, nine of ten by the other value."""
    assumed = RIGID.but(start_delay=3, start_delay_p90=10)
    _blocks, times = times_of(lectures([30]), assumed)
    assert abs((times.began[:, 0] > 3).mean() - 0.5) < 4 * math.sqrt(0.25 / RUNS)
    assert abs((times.began[:, 0] > 10).mean() - 0.1) < 4 * math.sqrt(0.09 / RUNS)


def test_a_day_ends_with_work() -> None:
    """A day ends with its last block that is no break."""
    blocks = scene_of(lectures([30, 30, 30])).blocks
    assert day_end(blocks, 1) == 2


def test_breaks_give_way() -> None:
    """A break may be made shorter by the assumed part, but not below the method's least."""
    plan = lectures([30, 30, 30], least=25)
    pause = plan.sessions[1].spec.model_copy(update={"formation": "pause"})
    sessions = (
        plan.sessions[0],
        plan.sessions[1].model_copy(update={"spec": pause}),
        plan.sessions[2],
    )
    plan = plan.model_copy(update={"sessions": sessions})
    assumed = CALM.but(plenary_factor=2, elastic_use=0, pause_use=0.5)
    _blocks, times = times_of(plan, assumed)
    assert times.ended[0].tolist() == pytest.approx([30, 25, 55])
    _blocks, times = times_of(plan, assumed.but(pause_use=0.1))
    assert times.ended[0].tolist() == pytest.approx([30, 27, 57])


def test_a_delay_without_spread() -> None:
    """Where the median is as late as nine of ten, everybody is exactly so late."""
    _blocks, times = times_of(lectures([30]), RIGID.but(start_delay=5, start_delay_p90=5))
    assert np.allclose(times.began, 5)
