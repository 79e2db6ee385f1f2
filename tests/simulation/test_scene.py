"""Tests of a plan as numbers: steps, crowds, walks, speaking time, who is known to be away."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from facilitate.plan import Plan
from facilitate.simulation.scene import scene_of
from tests.builders import edit, make_method, make_phase, make_plan, make_role
from tests.simulation.conftest import lectures


def test_steps_follow_one_another(tables: Plan) -> None:
    """Introduction, rotations with changes between them, harvest: without a gap or an overlap."""
    (block,) = scene_of(tables).blocks
    kinds = [step.kind for step in block.steps]
    assert kinds == ["plenary", *["talk", "change"] * 3, "talk", "plenary"]
    for one, other in zip(block.steps, block.steps[1:], strict=False):
        assert one.start + one.minutes == pytest.approx(other.start)
    assert block.end - block.start == pytest.approx(5 + 4 * 10 + 3 * 2 + 5)
    assert [step.least for step in block.steps if step.kind == "talk"] == [6] * 4


def test_how_far_people_walk() -> None:
    """Three tables stand in a square of two by two: from the first to the third it is one place."""
    near = make_plan([[[1, 2], [3, 4], [5, 6]], [[1, 2], [3, 4], [6, 5]]])
    far = make_plan([[[1, 2], [3, 4], [5, 6]], [[5, 2], [3, 4], [1, 6]]])
    change = next(step for step in scene_of(far).blocks[0].steps if step.kind == "change")
    assert (change.crowd, change.walk) == (2, pytest.approx(1.0))
    stays = next(step for step in scene_of(near).blocks[0].steps if step.kind == "change")
    assert (stays.crowd, stays.walk) == (1, 0.0)


def test_a_role_speaks_alone() -> None:
    """Minutes of a role belong to whoever has it, others are shared by the group."""
    method = make_method(
        roles=[make_role("giver")],
        timing={"phases": [make_phase("case", 4, speaker="giver"), make_phase("talk", 6)]},
    )
    plan = make_plan([[[1, 2], [3, 4]]], method=method)
    groups = tuple(
        group.model_copy(update={"roles": {group.members[0]: "giver"}})
        for group in plan.sessions[0].rotations[0].groups
    )
    rotation = plan.sessions[0].rotations[0].model_copy(update={"groups": groups})
    (seating,) = scene_of(edit(plan, rotations=(rotation,))).seatings
    assert seating.speaking.tolist() == [4, 0, 4, 0]
    assert seating.shared == 6


def test_whoever_is_away_is_known() -> None:
    """People who are absent from a session have no seat, and that is no missing seat."""
    plan = edit(make_plan([[[1, 2, 3]]]), absent=("p3",))
    (seating,) = scene_of(plan).seatings
    assert seating.away.tolist() == [False, False, True]


def test_days_and_who_is_called_in() -> None:
    """The first block of a day, and one after a gap, calls people in; others do not."""
    blocks = scene_of(lectures([30, 30])).blocks
    assert [block.called_in for block in blocks] == [True, False]
    assert [block.called_in for block in scene_of(lectures([30, 30], gap=6)).blocks] == [True] * 2


def test_summer_time_is_no_delay() -> None:
    """A session across the change of the clocks is as long as it is."""
    start = datetime(2018, 10, 28, 1, 50, tzinfo=ZoneInfo("Europe/Berlin"))
    block = scene_of(make_plan([[[1, 2]]] * 3, start=start)).blocks[0]
    assert block.end - block.start == pytest.approx(3 * 10 + 2 * 2)


def test_unknown_values() -> None:
    """An unknown value is neither one kind nor another."""
    plan = make_plan([[[1, 2, 3]]], attributes={1: {"sector": "A"}, 2: {"sector": "B"}})
    assert scene_of(plan).codes("sector").tolist() == [0, 1, -1]
