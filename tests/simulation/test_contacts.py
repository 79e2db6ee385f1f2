"""Tests of contacts: bits count as sets do, and chance mixes as chance should."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.plan import Plan
from facilitate.rules import Together
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.baselines import shuffled
from facilitate.simulation.contacts import Kind, bits_of, counted, mixing, single_bits
from facilitate.simulation.presence import Presence
from facilitate.simulation.running import simulate
from facilitate.simulation.scene import scene_of
from facilitate.simulation.streams import Streams
from facilitate.simulation.trial import rehearse
from tests.builders import make_plan
from tests.simulation.conftest import random_tables

CALM = usual_assumptions().without_chance()


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_bits_count_people(chosen: list[bool]) -> None:
    """A set of people as bits has as many as were chosen, whatever their number."""
    mask = np.array(chosen)
    assert int(counted(bits_of(mask))) == sum(chosen)
    alone = single_bits(len(chosen))
    assert (np.bitwise_or.reduce(alone[:, mask], axis=1) == bits_of(mask)).all()


@pytest.mark.parametrize(("people", "size", "rotations"), [(40, 4, 5), (70, 5, 4), (130, 10, 3)])
def test_without_chance_contacts_are_the_plan_s(people: int, size: int, rotations: int) -> None:
    """With no chance left everybody meets exactly whom the plan says, and again as often."""
    plan = make_plan(random_tables(people, size, rotations))
    result = simulate(plan, runs=2, assumptions=CALM)
    met = plan.meetings()
    for at, person in enumerate(plan.participants):
        mine = [times for pair, times in met.items() if person.id in pair]
        assert result.contacts.values[:, at].tolist() == [len(mine)] * 2
        assert result.repeats.values[:, at].tolist() == [sum(mine) - len(mine)] * 2


def test_kept_together_is_no_meeting_again() -> None:
    """A pair that a rule keeps together counts once, as in the plan."""
    tables = [[[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 2, 5, 6], [3, 4, 7, 8]]]
    plan = make_plan(tables, rules=(Together(people=("p1", "p2")),))
    result = simulate(plan, runs=1, assumptions=CALM)
    again = sum(times - 1 for times in plan.meetings().values())
    assert result.repeats.values.sum() / 2 == again


def test_whoever_is_known_is_not_new() -> None:
    """People who had met before the event are no new contacts."""
    known = ({"people": ("p1", "p2")},)
    plan = make_plan([[[1, 2, 3], [4, 5, 6]]]).model_copy(update={"known": ()})
    plan = Plan.model_validate(plan.model_dump(by_alias=True, mode="json") | {"known": known})
    result = simulate(plan, runs=1, assumptions=CALM)
    assert result.contacts.values[0].tolist() == [1, 1, 2, 2, 2, 2]


def test_large_groups_count_in_part() -> None:
    """In a group of seven each of six partners counts as 3/6; in a group of four in full."""
    large = simulate(make_plan([[list(range(1, 8))]]), runs=1, assumptions=CALM)
    small = simulate(make_plan([[[1, 2, 3, 4]]]), runs=1, assumptions=CALM)
    assert large.effective.values[0].tolist() == pytest.approx([3.0] * 7)
    assert small.effective.values[0].tolist() == pytest.approx([3.0] * 4)


def test_random_groups_mix_like_chance(tables: Plan) -> None:
    """With random groups the normalised E-I index is 0 in expectation, for every attribute."""
    scene = scene_of(tables)
    runs = 3000
    came = np.ones((runs, scene.people), bool)
    presence = Presence(came, tuple(came for _ in scene.seatings))
    trial = rehearse(scene, presence, CALM, Streams(1), shuffled(Streams(1)))
    assert set(trial.mixing) == {"organisation", "sector", "first_timer", "leader"}
    for values in trial.mixing.values():
        assert abs(values.mean()) < 4 * values.std() / math.sqrt(runs)


def test_mixing_at_its_ends() -> None:
    """Only external contacts give 1; two kinds that never meet give less than chance."""
    kind = Kind.of(np.array([0, 0, 1, 1]))
    came = np.ones((1, 4), bool)
    alone = single_bits(4)
    apart = alone[:, None, [2, 3, 0, 1]]
    within = alone[:, None, [1, 0, 3, 2]]
    assert mixing(apart, came, kind).tolist() == pytest.approx([1.0])
    chance = 1 - 4 / 12
    assert mixing(within, came, kind).tolist() == pytest.approx(
        [(-1 - (2 * chance - 1)) / (2 - 2 * chance)]
    )
