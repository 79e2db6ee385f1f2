"""Plans that are simulated, made once."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from facilitate.clock import MIDNIGHT
from facilitate.plan import PhaseTimes, Plan, SessionPlan
from tests.builders import make_circle_plan, make_method, make_phase, make_plan


def random_tables(people: int, size: int, rotations: int, seed: int = 1) -> list[list[list[int]]]:
    """Seat `people` at random at tables of `size`, in each of `rotations`."""
    chance = random.Random(seed)
    seatings = []
    for _rotation in range(rotations):
        order = list(range(1, people + 1))
        chance.shuffle(order)
        seatings.append([order[at : at + size] for at in range(0, people, size)])
    return seatings


@pytest.fixture(name="tables", scope="session")
def _tables() -> Plan:
    """Forty people at ten tables of four, four times; half of them first-timers."""
    known: dict[int, dict[str, str | bool | None]] = {
        n: {
            "first_timer": n % 2 == 0,
            "leader": n % 5 == 0,
            "organisation": f"house {n % 13}",
            "sector": "ABC"[n % 3],
        }
        for n in range(1, 41)
    }
    method = make_method(
        group={"min": 3, "ideal": 4, "max": 6},
        timing={
            "intro": 5,
            "phases": [make_phase("talk", 10, min=6)],
            "changeover": 2,
            "harvest": 5,
        },
    )
    return make_plan(random_tables(40, 4, 4), attributes=known, method=method)


@pytest.fixture(name="ring", scope="session")
def _ring() -> Plan:
    """Two double circles of twenty people each, five rotations."""
    return make_circle_plan([20, 20], 5)


def lectures(minutes: list[float], *, least: float | None = None, gap: float = 0) -> Plan:
    """Make a plan of lectures, one after the other, with `gap` minutes between them."""
    phase = make_phase("talk", 30, min=least) if least is not None else make_phase("talk", 30)
    method = make_method(
        formation="plenary",
        group=None,
        movement={"next": 0},
        rotations={"default": 1},
        counts_as_meeting=False,
        timing={"phases": [phase]},
    )
    sessions, begin = [], MIDNIGHT + timedelta(hours=9)
    for number, length in enumerate(minutes, 1):
        end = begin + timedelta(minutes=length)
        stage = PhaseTimes(id="talk", repeat=1, start=begin, end=end)
        sessions.append(
            SessionPlan(
                id=f"b{number}",
                method=method.id,
                title=f"Block {number}",
                start=begin,
                end=end,
                spec=method,
                stages=(stage,),
            )
        )
        begin = end + timedelta(minutes=gap)
    plan = make_plan([[[1, 2]]])
    return plan.model_copy(update={"sessions": tuple(sessions)})
