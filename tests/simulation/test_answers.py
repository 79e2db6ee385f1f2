"""Tests of the four answers: right verdicts, honest figures, twelve lines at most."""

from __future__ import annotations

import numpy as np
import pytest

from facilitate.plan import Plan
from facilitate.simulation.answers import answer, percent, said
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.figures import figures
from facilitate.simulation.intervals import (
    Estimate,
    mean,
    probability,
    quantile,
    runs_needed,
    wilson,
)
from facilitate.simulation.running import simulate
from tests.builders import make_method, make_plan
from tests.simulation.conftest import lectures

CALM = usual_assumptions().without_chance()


def test_without_chance_answers_are_the_plan_s(tables: Plan) -> None:
    """With no chance left the answers tell the plan itself, and nothing is late."""
    found = answer(simulate(tables, runs=3, assumptions=CALM))
    contacts = found.figures.contacts
    assert contacts is not None
    met = tables.meetings()
    counts = sorted(sum(p.id in pair for pair in met) for p in tables.participants)
    assert (contacts.least.value, contacts.most.value) == (counts[0], counts[-1])
    assert contacts.again.value == sum(times - 1 for times in met.values())
    assert all(day.end.late.value == 0 for day in found.figures.days)
    assert found.four[2].verdict == "yes"


def test_a_no_says_where_no_plan_could_do_better() -> None:
    """Too few new people are no fault of a plan that reaches all there can be."""
    best = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]])
    enough = answer(simulate(best, runs=5)).four[0]
    assert (enough.verdict, enough.sentences[0][:18]) == ("no", "More is impossible")
    poor = answer(simulate(make_plan([[[1, 2], [3, 4]]] * 2), runs=5)).four[0]
    assert not any("More is impossible" in sentence for sentence in poor.sentences)


def test_a_plan_without_groups() -> None:
    """Lectures seat nobody: what cannot be known is called so, and time is answered still."""
    found = answer(simulate(lectures([30, 30]), runs=50))
    assert [one.verdict for one in found.four][:2] == ["unknown", "unknown"]
    assert found.four[3].verdict == "unknown"
    assert found.four[2].verdict in ("yes", "partly", "no")


def test_unknown_veterans() -> None:
    """A list that does not say who is new gives no answer about them."""
    plan = make_plan([[[1, 2, 3, 4], [5, 6, 7, 8]]])
    assert answer(simulate(plan, runs=5)).four[1].verdict == "unknown"


def test_the_cause_is_the_block_that_overruns() -> None:
    """Where one block always overruns, it is named, and a buffer after it helps."""
    plan = lectures([30, 100, 30])
    assumed = CALM.but(plenary_factor=1.1, plenary_cv=0.05, elastic_use=0)
    day = figures(simulate(plan, runs=300, assumptions=assumed)).days[0]
    assert day.cause is not None
    assert day.cause.id == "b2"
    assert day.buffered is not None
    assert day.buffered.value < day.end.very_late.value


def test_leaders_who_sit_together_are_named() -> None:
    """Where leaders keep to themselves the answer is no plain yes, and says why."""
    known: dict[int, dict[str, str | bool | None]] = {
        n: {"first_timer": n % 2 == 0, "leader": n <= 4} for n in range(1, 17)
    }
    tables = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
    plan = make_plan([tables], attributes=known)
    simulation = simulate(plan, runs=100, assumptions=CALM)
    [found] = [one for one in answer(simulation).four if one.id == "veterans"]
    assert found.verdict == "partly"
    assert found.sentences[1].startswith(
        "Only 25\u00a0% of all meet a leader, fewer than at random ("
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_percent(share: float, text: str) -> None:
    """What is rare is not called never, and what is almost sure not sure."""
    assert percent(share) == text.replace(" ", "\u00a0")


def test_verdicts_are_said() -> None:
    """Every verdict has a word."""
    assert [said(v) for v in ("yes", "partly", "no", "unknown")] == [
        "Yes.",
        "Partly.",
        "No.",
        "Not known.",
    ]


def test_wilson_s_interval() -> None:
    """The interval is Wilson's, holds at the ends, and shrinks with more runs."""
    some = wilson(8, 100)
    assert (some.value, round(some.low, 4), round(some.high, 4)) == (0.08, 0.0411, 0.15)
    assert wilson(0, 100).low == 0
    assert wilson(0, 100).high > 0
    assert wilson(100, 100).high == 1
    assert wilson(0, 0) == Estimate(0.0, 0.0, 1.0)
    assert probability(np.array([True, False])) == wilson(1, 2)


def test_means_and_quantiles() -> None:
    """Means have a normal interval, quantiles one by order; missing numbers are left out."""
    numbers = np.arange(1, 101, dtype=float)
    middle = mean(numbers)
    assert middle.low < middle.value == 50.5 < middle.high
    nine = quantile(numbers, 0.9)
    assert nine.low < nine.value == 90 < nine.high
    assert mean(np.array([np.nan, 2.0])) == Estimate(2.0, 2.0, 2.0)
    assert np.isnan(mean(np.array([np.nan])).value)
    assert mean(np.array([np.nan])).data()["value"] is None


def test_runs_needed() -> None:
    """A share near one half needs 9,604 runs for ± 1 point, as the textbook says."""
    assert runs_needed(0.5, 0.01) == 9604
    assert runs_needed(0.0, 0.01) < 10


def test_groups_that_count_as_nothing() -> None:
    """Where sitting together is no meeting, contacts are unknown; ideas still get round."""
    method = make_method(counts_as_meeting=False)
    simulation = simulate(make_plan([[[1, 2, 3, 4]]], method=method), runs=20)
    found = answer(simulation)
    assert found.four[0].verdict == "unknown"
    assert "counts as meeting" in found.four[0].sentences[0]
    assert not simulation.contacts.values.any()
    assert simulation.heard.values.mean() > 0.25


def test_whoever_meets_more_than_the_bound_is_explained() -> None:
    """The bound is one of the planned groups: who meets more does so where groups have joined."""
    rows = [[[1, 2], [3, 4], [5, 6], [7, 8]], [[1, 4], [3, 6], [5, 8], [7, 2]]]
    plan = make_plan(rows, method=make_method(group={"min": 2, "ideal": 2, "max": 4}))
    many = answer(simulate(plan, runs=50, assumptions=usual_assumptions().but(no_show=0.3)))
    contacts = many.figures.contacts
    assert contacts is not None
    assert contacts.most.value > 2
    told = " ".join(many.four[0].sentences)
    assert "if nobody is missing at most 2)" in told
    assert "Some meet more than 2: where somebody is missing, groups join" in told
    calm = answer(simulate(plan, runs=3, assumptions=CALM))
    assert calm.figures.contacts is not None
    assert calm.figures.contacts.most.value <= 2
    assert not any("Some meet more" in sentence for sentence in calm.four[0].sentences)
