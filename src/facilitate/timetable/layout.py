"""When every rotation and phase of one session runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitate.clock import Span, after, pinned, seconds
from facilitate.errors import UsageError
from facilitate.method import Method, Phase
from facilitate.words import _

LONGEST = int(timedelta(days=366).total_seconds())
STEP = 15  # seconds: a change of length that a moderator can still keep in mind


@dataclass(frozen=True, slots=True)
class TimedPhase:
    """When one phase, or one stage around the rotations, runs.

    Parameters
    ----------
    id
        Id of a phase of the method; or ``setup``, ``intro``, ``harvest``, ``clearing``.
    repeat
        Which repeat of the phase in its rotation, from 1.
    span
        From when to when.
    """

    id: str
    repeat: int
    span: Span


@dataclass(frozen=True, slots=True)
class TimedRotation:
    """When one rotation runs; `number` counts from 1."""

    number: int
    span: Span
    phases: tuple[TimedPhase, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """When everything in a session runs: what is before and after, and the rotations between."""

    span: Span
    stages: tuple[TimedPhase, ...]
    rotations: tuple[TimedRotation, ...]

    @property
    def people(self) -> Span:
        """From when to when people are there: without setting up and clearing up."""
        at = {stage.id: stage.span for stage in self.stages}
        return Span(
            at["setup"].end if "setup" in at else self.span.start,
            at["clearing"].start if "clearing" in at else self.span.end,
        )


def for_people(method: Method, people: int) -> Method:
    """Give `method` with the time that so many `people` need to change places.

    The minutes that 100 people more would add are counted for `people`, rounded up to 15
    seconds, and added to the changeover; nothing is left to be added later.
    """
    timing = method.timing
    if not timing.changeover_per_100:
        return method
    exact = timing.changeover + timing.changeover_per_100 * people / 100
    steps = math.ceil(round(exact * 60 / STEP, 6))
    timing = timing.model_copy(update={"changeover": steps * STEP / 60, "changeover_per_100": 0})
    return method.model_copy(update={"timing": timing})


def lay_out(method: Method, rotations: int, start: datetime) -> Timetable:
    """Lay out a session of `method` from `start` on.

    Parameters
    ----------
    method
        Whose phases, changeover and stages are timed; those of 0 minutes are left out. See
        `for_people` for a changeover that depends on their number.
    rotations
        How many there are.
    start
        When setting up begins, with its time zone, or a time of day on `clock.MIDNIGHT`.

    Returns
    -------
    The timetable, in whole seconds; moments carry the offset from UTC that holds then.

    Raises
    ------
    UsageError
        If there is no rotation, or the whole takes longer than a year.
    """
    seconds_needed(method, rotations)  # refuses what no calendar holds
    clock = _Clock(start)
    timing = method.timing
    stages = [*clock.stage("setup", timing.setup), *clock.stage("intro", timing.intro)]
    rounds = []
    for number in range(1, rotations + 1):
        begin = clock.now
        phases = tuple(_phases(method, clock))
        rounds.append(TimedRotation(number, clock.since(begin), phases))
        if number < rotations:
            clock.pass_by(timing.changeover)
    stages += [*clock.stage("harvest", timing.harvest), *clock.stage("clearing", timing.clearing)]
    return Timetable(clock.since(0), tuple(stages), tuple(rounds))


def minutes_needed(method: Method, rotations: int) -> float:
    """Minutes a session takes: set-up, introduction, rotations, changes, harvest, clearing."""
    return seconds_needed(method, rotations) / 60


def seconds_needed(method: Method, rotations: int) -> int:
    """Whole seconds a session takes; see `minutes_needed`.

    Raises
    ------
    UsageError
        If there is no rotation, or the whole takes longer than a year.
    """
    if rotations < 1:
        raise UsageError(
            _("There must be at least 1 rotation, not {count}.").format(count=rotations),
            code="rotations-impossible",
            hint=_("For example: --rotations 3."),
        )
    changes = (rotations - 1) * seconds(method.timing.changeover)
    total = seconds_around(method) + rotations * rotation_seconds(method) + changes
    if total > LONGEST:
        raise UsageError(
            _("{count} rotations would take longer than a year.").format(count=rotations),
            code="rotations-impossible",
            hint=_("Choose a smaller number, or shorter phases."),
        )
    return total


def seconds_around(method: Method) -> int:
    """Seconds of everything that runs once: set-up, introduction, harvest, clearing."""
    timing = method.timing
    return sum(map(seconds, (timing.setup, timing.intro, timing.harvest, timing.clearing)))


def rotation_seconds(method: Method) -> int:
    """Seconds of one rotation, without the change after it."""
    return sum(seconds(phase.minutes) * times for phase, times in phase_counts(method))


def phase_counts(method: Method) -> list[tuple[Phase, int]]:
    """Every phase and how often it runs in one rotation."""
    return [(phase, _repeats(chain)) for chain in _chains(method) for phase in chain]


class _Clock:
    """Seconds gone by since `start`, and the moments they stand for."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.now = 0

    def pass_by(self, minutes: float) -> Span:
        begin = self.now
        self.now += seconds(minutes)
        return self.since(begin)

    def stage(self, name: str, minutes: float, repeat: int = 1) -> Iterator[TimedPhase]:
        if seconds(minutes):
            yield TimedPhase(name, repeat, self.pass_by(minutes))

    def since(self, begin: int) -> Span:
        return Span(self._moment(begin), self._moment(self.now))

    def _moment(self, passed: int) -> datetime:
        return pinned(after(self.start, passed / 60))


def _phases(method: Method, clock: _Clock) -> Iterator[TimedPhase]:
    for chain in _chains(method):
        for repeat in range(1, _repeats(chain) + 1):
            for phase in chain:
                yield from clock.stage(phase.id, phase.minutes, repeat)


def _chains(method: Method) -> Iterator[list[Phase]]:
    """Group the phases that repeat together as one round."""
    chain: list[Phase] = []
    for phase in method.timing.phases:
        chain.append(phase)
        if not phase.with_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _repeats(chain: list[Phase]) -> int:
    return max(phase.repeat for phase in chain)
