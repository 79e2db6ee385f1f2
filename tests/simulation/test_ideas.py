"""Tests of how an idea spreads: against the exact recursion, and with tables that remember."""

from __future__ import annotations

import math

import numpy as np
import pytest

from facilitate.plan import Plan
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.baselines import shuffled
from facilitate.simulation.ideas import expected_next, spread_recursion
from facilitate.simulation.presence import Presence, as_planned
from facilitate.simulation.running import simulate
from facilitate.simulation.scene import scene_of
from facilitate.simulation.streams import Streams
from facilitate.simulation.trial import rehearse
from tests.builders import make_method, make_plan, make_role
from tests.simulation.conftest import random_tables

CALM = usual_assumptions().without_chance()
RUNS = 2000


def spread(people: int, size: int, rotations: int, hearing: float) -> np.ndarray:
    """Count who has heard it after each random rotation; shape (runs, rotations)."""
    scene = scene_of(make_plan(random_tables(people, size, rotations)))
    came = np.ones((RUNS, people), bool)
    presence = Presence(came, tuple(came for _ in range(rotations)))
    trial = rehearse(scene, presence, CALM.but(hearing=hearing), Streams(1), shuffled(Streams(1)))
    return trial.heard * people


@pytest.mark.parametrize(("size", "hearing"), [(2, 1.0), (4, 1.0), (4, 0.5), (8, 0.5)])
def test_random_groups_follow_the_recursion(size: int, hearing: float) -> None:
    """From each number who know it, the next one is on average what the exact formula says."""
    people = 80
    heard = spread(people, size, 5, hearing)
    before = np.column_stack([np.ones(RUNS), heard[:, :-1]]).round().astype(int)
    exact = np.vectorize(lambda known: expected_next(known, people, size, hearing))(before)
    error = heard - exact
    assert np.all(np.abs(error.mean(axis=0)) < 4 * error.std(axis=0) / math.sqrt(RUNS) + 1e-9)


def test_recursion_by_hand() -> None:
    """One who knows it and surely tells reaches the whole group of four; nobody is lost."""
    assert expected_next(1, 80, 4, 1.0) == pytest.approx(4)
    assert expected_next(80, 80, 4, 0.3) == pytest.approx(80)
    assert spread_recursion(80, 4, 2, 1.0)[:2] == [1.0, pytest.approx(4)]


def test_nobody_tells_without_hearing() -> None:
    """With chance 0 the idea stays with whoever brought it."""
    plan = make_plan(random_tables(20, 4, 3))
    result = simulate(plan, runs=5, assumptions=CALM.but(hearing=0, idea_people=3))
    assert np.allclose(result.heard.values, 3 / 20)


def test_an_idea_at_a_table() -> None:
    """An idea that begins at a table is known by all of it at once."""
    plan = make_plan(random_tables(20, 4, 1))
    result = simulate(plan, runs=5, assumptions=CALM.but(hearing=0, idea_at_table=1))
    assert np.allclose(result.heard.values, 4 / 20)


def host_plan() -> Plan:
    """Make a plan in which table 1 is talked at by other people in each rotation."""
    method = make_method(roles=[make_role("host", policy="host")])
    return make_plan([[[1, 2], [3, 4]], [[3, 4], [1, 2]]], method=method)


def test_tables_remember() -> None:
    """Where hosts stay, an idea waits at its table for those who come next."""
    assumed = CALM.but(hearing=1, table_memory=1)
    kept = simulate(host_plan(), runs=50, assumptions=assumed)
    lost = simulate(host_plan(), runs=50, assumptions=assumed.but(table_memory=0))
    assert kept.heard.values[:, 1].tolist() == [1.0] * 50
    assert lost.heard.values[:, 1].tolist() == [0.5] * 50


def test_the_idea_comes_with_the_first_people(tables: Plan) -> None:
    """If nobody is there in the first rotation, somebody of the next one brings it."""
    scene = scene_of(tables)
    came = np.ones((3, 40), bool)
    nobody = np.zeros((3, 40), bool)
    presence = Presence(came, (nobody, came, came, came))
    trial = rehearse(scene, presence, CALM.but(hearing=0), Streams(1), as_planned)
    assert np.allclose(trial.heard, [[0, 1 / 40, 1 / 40, 1 / 40]] * 3)
