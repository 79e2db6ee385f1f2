"""Tests of the judging: when an answer is a yes, and when it is not."""

from __future__ import annotations

import pytest

from facilitate.simulation.intervals import Estimate
from facilitate.simulation.judging import judge_contacts, judge_missing, judge_reached


def test_verdicts() -> None:
    """Yes needs 95 of 100, partly half; what is unknown is neither."""
    assert judge_contacts(None, 7) == "unknown"
    assert judge_reached(None, 0.95) == "unknown"
    assert [judge_reached(Estimate(p, p, p), 0.9) for p in (0.95, 0.5, 0.1)] == [
        "yes",
        "partly",
        "no",
    ]
    assert judge_missing(None, 0.1) == "unknown"


@pytest.mark.parametrize(
    ("leaders", "random", "verdict"),
    [
        (Estimate(0.6, 0.58, 0.62), 0.7, "partly"),
        (Estimate(0.6, 0.5, 0.72), 0.7, "yes"),
        (Estimate(0.92, 0.91, 0.93), 0.99, "yes"),
        (Estimate(0.6, 0.58, 0.62), None, "yes"),
        (None, 0.7, "yes"),
    ],
)
def test_leaders_weigh(leaders: Estimate | None, random: float | None, verdict: str) -> None:
    """If all first-timers meet veterans it is a yes, unless leaders are surely met too rarely."""
    assert judge_reached(Estimate(1, 1, 1), 0.9, leaders, random) == verdict
