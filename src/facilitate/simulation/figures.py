"""What a simulation comes to: numbers with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from facilitate.clock import after
from facilitate.simulation.intervals import Estimate, mean, probability, quantile
from facilitate.simulation.running import Simulation
from facilitate.simulation.streams import Floats
from facilitate.simulation.timing import day_end, run_times

LATE, VERY_LATE = 5.0, 10.0  # minutes
BUFFER = 5.0  # minutes, of which is told what they would buy
_Numbers = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Contacts:
    """New people met by those who came.

    Parameters
    ----------
    low, median, high
        Over all people of all runs: five of a hundred meet fewer than `low`, five more than
        `high`.
    least, most
        What the person with the fewest, and with the most, meets; averaged over the runs.
    average, effective
        What one person meets on average; the same where in groups larger than a conversation
        each counts in part.
    again
        Pairs that meet again.
    alone
        People who came and meet nobody.
    """

    low: float
    median: float
    high: float
    least: Estimate
    most: Estimate
    average: Estimate
    effective: Estimate
    again: Estimate
    alone: Estimate


@dataclass(frozen=True, slots=True)
class Late:
    """How late one session ends.

    Parameters
    ----------
    id, title, planned
        Which one, and when it ends as planned.
    late, very_late
        How likely it ends more than 5, and more than 10 minutes late.
    median, p90
        Minutes after the plan; in nine cases of ten it is no later than `p90`.
    p90_end
        The same as a time of day.
    own
        Minutes that it adds to what it takes over from the sessions before it, on average.
    """

    id: str
    title: str
    planned: datetime
    late: Estimate
    very_late: Estimate
    median: float
    p90: Estimate
    p90_end: datetime
    own: Estimate


@dataclass(frozen=True, slots=True)
class Day:
    """How late a day ends.

    Parameters
    ----------
    number
        Which day, from 1.
    end
        Its last session that is no break.
    cause
        The session that adds most where the day ends late; None if it never does.
    buffered
        How likely the day ends more than 10 minutes late, with 5 minutes kept free after that
        session.
    """

    number: int
    end: Late
    cause: Late | None
    buffered: Estimate | None


@dataclass(frozen=True, slots=True)
class Seated:
    """How groups fare in one rotation: groups planned, and how many become too small."""

    label: str
    session: str
    groups: int
    short: Estimate
    left_short: Estimate
    cut: Estimate
    heard: Estimate


@dataclass(frozen=True, slots=True)
class Fair:
    """What the one who has least, those in the middle and the one who has most get.

    Each is an average over the runs in which somebody came.
    """

    contacts: tuple[float, float, float]
    speaking: tuple[float, float, float]
    out: tuple[float, float, float]
    hosting: tuple[float, float, float]
    waiting: Estimate


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a simulation comes to; None where nobody can know it."""

    came: Estimate
    contacts: Contacts | None
    veterans: Estimate | None
    leaders: Estimate | None
    mixing: dict[str, Estimate]
    days: tuple[Day, ...]
    blocks: tuple[Late, ...]
    rotations: tuple[Seated, ...]
    fair: Fair | None


def figures(simulation: Simulation) -> Figures:
    """Work out everything that is told about a simulation."""
    scene, came = simulation.scene, simulation.came.values
    first = scene.having("first_timer", True)
    veterans = bool(scene.having("first_timer", False).any() and first.any())
    counts = any(seating.counted for seating in scene.seatings)
    blocks = tuple(_late(simulation, at) for at in range(len(scene.blocks)))
    return Figures(
        came=mean(came.sum(axis=1).astype(float)),
        contacts=_contacts(simulation) if counts else None,
        veterans=_reached(simulation.met_veteran.values, came & first)
        if veterans and counts
        else None,
        leaders=_reached(simulation.met_leader.values, came)
        if counts and scene.having("leader", True).any()
        else None,
        mixing={name: mean(one.values) for name, one in simulation.mixing.items()}
        if counts
        else {},
        days=tuple(_day(simulation, day, blocks) for day in scene.days()),
        blocks=blocks,
        rotations=tuple(_seated(simulation, k) for k in range(len(scene.seatings))),
        fair=_fair(simulation) if scene.seatings else None,
    )


def _contacts(simulation: Simulation) -> Contacts:
    came, new = simulation.came.values, simulation.contacts.values
    people = np.maximum(1, came.sum(axis=1))
    low, median, high = np.percentile(new[came], [5, 50, 95], method="inverted_cdf").tolist()
    return Contacts(
        low=low,
        median=median,
        high=high,
        least=mean(np.where(came, new, 10**6).min(axis=1).astype(float)),
        most=mean(np.where(came, new, 0).max(axis=1).astype(float)),
        average=mean((new * came).sum(axis=1) / people),
        effective=mean((simulation.effective.values * came).sum(axis=1) / people),
        again=mean(simulation.repeats.values.sum(axis=1) / 2),
        alone=mean((came & (new == 0)).sum(axis=1).astype(float)),
    )


def _reached(reached: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> Estimate:
    """Part of those `among` whom it `reached`, run by run."""
    number = among.sum(axis=1)
    return mean((reached & among).sum(axis=1)[number > 0] / number[number > 0])


def _late(simulation: Simulation, at: int) -> Late:
    block, ended = simulation.scene.blocks[at], simulation.ended.values[:, at]
    p90 = quantile(ended, 0.9)
    return Late(
        id=block.id,
        title=block.title,
        planned=block.until,
        late=probability(is_late(ended, LATE)),
        very_late=probability(is_late(ended, VERY_LATE)),
        median=float(np.median(ended)),
        p90=p90,
        p90_end=after(block.until, p90.value),
        own=mean(simulation.own.values[:, at]),
    )


def is_late(minutes: Floats, limit: float) -> npt.NDArray[np.bool_]:
    """Whether it is more than `limit` minutes late; a thousandth of a second is no delay."""
    late: npt.NDArray[np.bool_] = minutes > limit + 1e-5
    return late


def _day(simulation: Simulation, day: int, blocks: tuple[Late, ...]) -> Day:
    scene = simulation.scene
    last = day_end(scene.blocks, day)
    late = is_late(simulation.ended.values[:, last], LATE)
    there = [at for at in range(last + 1) if scene.blocks[at].day == day]
    if not late.any():
        return Day(day, blocks[last], None, None)
    own = simulation.own.values[late].mean(axis=0)
    cause = max(there, key=lambda at: (round(float(own[at]), 9), -at))
    return Day(day, blocks[last], blocks[cause], with_buffer(simulation, cause, last))


def with_buffer(simulation: Simulation, at: int, last: int, minutes: float = BUFFER) -> Estimate:
    """Tell how likely block `last` ends 10 minutes late with `minutes` kept free after `at`.

    A buffer after the last block moves nothing but the end itself.
    """
    buffers = [0.0] * len(simulation.scene.blocks)
    buffers[at] = minutes
    times = run_times(simulation.scene.blocks, simulation.draws, simulation.assumptions, buffers)
    ended = times.ended[:, last] - (minutes if at == last else 0.0)
    return probability(is_late(ended, VERY_LATE))


def _seated(simulation: Simulation, k: int) -> Seated:
    seating = simulation.scene.seatings[k]
    return Seated(
        label=seating.label,
        session=simulation.scene.sessions[seating.session].title,
        groups=len(seating.places),
        short=mean(simulation.short.values[:, k].astype(float)),
        left_short=mean(simulation.left_short.values[:, k].astype(float)),
        cut=probability(~simulation.held.values[:, k]),
        heard=mean(simulation.heard.values[:, k]),
    )


def _fair(simulation: Simulation) -> Fair:
    came = simulation.came.values
    times = np.maximum(1, came.sum(axis=0))
    hosting = sum(seating.hosts.astype(float) for seating in simulation.scene.seatings)

    def spread(values: _Numbers) -> tuple[float, float, float]:
        return _spread((values * came).sum(axis=0) / times)

    return Fair(
        contacts=spread(simulation.contacts.values),
        speaking=spread(simulation.speaking.values),
        out=spread(simulation.out.values),
        hosting=_spread(np.asarray(hosting)),
        waiting=mean(simulation.waiting.values),
    )


def _spread(values: Floats) -> tuple[float, float, float]:
    return float(values.min()), float(np.median(values)), float(values.max())
