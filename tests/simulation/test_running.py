"""Tests of whole simulations: the same seed the same bytes, baselines as they must be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from facilitate.errors import UsageError
from facilitate.plan import Plan
from facilitate.simulation import running
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.measured import Measured
from facilitate.simulation.presence import as_planned
from facilitate.simulation.running import Simulation, simulate
from facilitate.summary import random_grouping

CALM = usual_assumptions().without_chance()
ARRAYS = ("came", "contacts", "effective", "repeats", "heard", "short", "ended", "held", "speaking")


def all_bytes(simulation: Simulation) -> list[bytes]:
    """Give the bytes of all arrays."""
    return [getattr(simulation, name).values.tobytes() for name in ARRAYS]


def test_same_seed_same_bytes(tables: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same bytes, also if the runs are taken in other portions."""
    first = all_bytes(simulate(tables, runs=60, seed=7))
    monkeypatch.setattr(running, "PORTION", 40 * 13)
    assert all_bytes(simulate(tables, runs=60, seed=7)) == first
    assert all_bytes(simulate(tables, runs=60, seed=8)) != first


def test_more_runs_begin_alike(tables: Plan) -> None:
    """The first runs of a longer simulation are those of a shorter one."""
    few, many = simulate(tables, runs=20), simulate(tables, runs=50)
    assert (few.contacts.values == many.contacts.values[:20]).all()


def test_variants_share_their_chance(tables: Plan) -> None:
    """With more no-shows those who were missing are missing still."""
    few = simulate(tables, runs=50, assumptions=CALM.but(no_show=0.1)).came.values
    many = simulate(tables, runs=50, assumptions=CALM.but(no_show=0.2)).came.values
    assert (many <= few).all()
    assert many.sum() < few.sum()


def test_random_baseline_is_exact(tables: Plan) -> None:
    """Random regrouping gives what the closed formula expects."""
    random = simulate(tables, runs=200, assumptions=CALM).baselines.random
    exact = random_grouping(40, [[4] * 10] * 4)
    assert abs(random.new.mean() - exact.different) < 4 * random.new.std() / math.sqrt(200 * 10)
    again = 40 * (12 - exact.different) / 2
    assert abs(random.repeats.mean() - again) < 4 * random.repeats.std() / math.sqrt(200)


def test_other_baselines_are_exact(tables: Plan) -> None:
    """Staying gives the table's other people, mingling half of 14, the bound 4 times 3."""
    beside = simulate(tables, runs=3, assumptions=CALM).baselines
    assert set(beside.staying.new.tolist()) == {3}
    assert beside.mingling == 7
    assert beside.bound == 12


def test_the_door_for_a_replanner(tables: Plan) -> None:
    """Whatever is given as repair decides who sits where."""
    assumed = CALM.but(no_show=0.3)
    left = simulate(tables, runs=50, assumptions=assumed, repair=as_planned)
    mended = simulate(tables, runs=50, assumptions=assumed)
    assert (left.left_short.values == left.short.values).all()
    assert mended.left_short.values.sum() < left.left_short.values.sum()
    assert left.again(assumed, 50).left_short.values.sum() == left.left_short.values.sum()


def test_speaking_is_shared(tables: Plan) -> None:
    """Four people share each table's ten minutes, four times."""
    result = simulate(tables, runs=1, assumptions=CALM)
    assert np.allclose(result.speaking.values, 4 * 10 / 4)


def test_sides_speak_in_turn(ring: Plan) -> None:
    """In circles everybody is heard; nobody sits out."""
    result = simulate(ring, runs=1, assumptions=CALM)
    assert np.allclose(result.speaking.values, 5 * 10 / 2)
    assert result.out.values.sum() == 0


def test_one_session(tables: Plan) -> None:
    """A session is named by its id; an unknown one is told with what there is."""
    assert simulate(tables, session="first", runs=2).contacts.values.shape == (2, 40)
    with pytest.raises(UsageError, match="no session “frist”"):
        simulate(tables, session="frist")
    with pytest.raises(UsageError, match="at least 1 run"):
        simulate(tables, runs=0)


def test_progress_is_told(tables: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress grows to 1."""
    monkeypatch.setattr(running, "PORTION", 40 * 10)
    told: list[float] = []
    simulate(tables, runs=30, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_arrays_have_names(tables: Plan) -> None:
    """Axes and units are named, and a part is found by its label."""
    result = simulate(tables, runs=5)
    assert result.contacts.axes == ("run", "person")
    assert result.contacts.unit == "people"
    mine = result.contacts.at(person="p7")
    assert mine.axes == ("run",)
    assert (mine.values == result.contacts.values[:, 6]).all()
    assert result.heard.at(run=0, rotation="first 2").values.ndim == 0


def test_misnamed_arrays_are_refused() -> None:
    """Axes that do not fit the numbers are a programmer's mistake."""
    with pytest.raises(ValueError, match="axes"):
        Measured(np.zeros(3), ("run", "person"), "people")
    with pytest.raises(ValueError, match="labels"):
        Measured(np.zeros(3), ("person",), "people", {"person": ("a",)})
