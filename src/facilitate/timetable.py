"""When every rotation and phase runs, and how many rotations fit a given time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitate.clock import Span, after, pinned, seconds
from facilitate.errors import InfeasibleError, UsageError
from facilitate.method import Method, Phase
from facilitate.words import _, decimal, listed, ngettext

LONGEST = int(timedelta(days=366).total_seconds())
STEP = 15  # seconds: a shortening a moderator can still keep in mind


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


@dataclass(frozen=True, slots=True)
class Shortened:
    """A phase and the `minutes` it would have instead of its usual ones."""

    phase: Phase
    minutes: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How many rotations fit into a time.

    Parameters
    ----------
    rotations
        The most that fit and that the method allows.
    used
        Minutes they need, with everything around them.
    spare
        Minutes left over.
    one_more
        Minutes missing for one rotation more; 0 if only the method's own limit stops it.
    shorter
        Phases that would have to be shorter for one more to fit; empty if that cannot help.
    """

    rotations: int
    used: float
    spare: float
    one_more: float
    shorter: tuple[Shortened, ...] = ()

    def sentence(self) -> str:
        """Say what fits, what is left and what one more would cost."""
        fitting = ngettext(
            "{count} rotation fits and needs {used}; {spare} to spare.",
            "{count} rotations fit and need {used}; {spare} to spare.",
            self.rotations,
        ).format(
            count=self.rotations, used=_told(self.used), spare=_told(self.spare, whole=math.floor)
        )
        return f"{fitting} {self._more()}"

    def _more(self) -> str:
        if not self.one_more:
            return _("The method allows no more.")
        missing = _told(self.one_more)
        if not self.shorter:
            return _("One more would need {missing} more.").format(missing=missing)
        return _("One more would need {missing} more; {shorter} it would fit.").format(
            missing=missing, shorter=_with(self.shorter)
        )


def lay_out(method: Method, rotations: int, start: datetime) -> Timetable:
    """Lay out a session of `method` from `start` on.

    Parameters
    ----------
    method
        Whose phases, changeover and stages are timed; those of 0 minutes are left out.
    rotations
        How many there are.
    start
        When the session begins, with its time zone, or a time of day on `clock.MIDNIGHT`.

    Returns
    -------
    The timetable, in whole seconds; moments carry the offset from UTC that holds then.

    Raises
    ------
    UsageError
        If there is no rotation, or the whole takes longer than a year.
    """
    _total(method, rotations)  # refuses what no calendar holds
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
    return _total(method, rotations) / 60


def fit_rotations(method: Method, minutes: float) -> Fit:
    """Find the most rotations of `method` that fit into `minutes`, everything included.

    Raises
    ------
    InfeasibleError
        If fewer fit than the method needs; the hint gives the minutes that would do.
    UsageError
        If a rotation takes no time at all, so that minutes say nothing.
    """
    budget = math.floor(minutes * 60 + 1e-6)
    length, change = _rotation_seconds(method), seconds(method.timing.changeover)
    if not length + change:
        raise UsageError(
            _("A rotation of “{method}” takes no time, so any number would fit.").format(
                method=method.title
            ),
            code="rotation-without-time",
            hint=_("Say how many you want: --rotations 3."),
        )
    fitting = max(0, (budget - _around(method) + change) // (length + change))
    if fitting < method.rotations.min:
        raise _too_short(method, budget)
    most = min(fitting, method.rotations.max or fitting)
    used = _total(method, most)
    missing = max(0, _total(method, most + 1) - budget)
    return Fit(
        most,
        used / 60,
        (budget - used) / 60,
        missing / 60,
        _shortened(method, most + 1, missing),
    )


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


def _times(method: Method) -> list[tuple[Phase, int]]:
    """Every phase and how often it runs in one rotation."""
    return [(phase, _repeats(chain)) for chain in _chains(method) for phase in chain]


def _rotation_seconds(method: Method) -> int:
    return sum(seconds(phase.minutes) * times for phase, times in _times(method))


def _around(method: Method) -> int:
    timing = method.timing
    return sum(map(seconds, (timing.setup, timing.intro, timing.harvest, timing.clearing)))


def _total(method: Method, rotations: int) -> int:
    if rotations < 1:
        raise UsageError(
            _("There must be at least 1 rotation, not {count}.").format(count=rotations),
            code="rotations-impossible",
            hint=_("For example: --rotations 3."),
        )
    changes = (rotations - 1) * seconds(method.timing.changeover)
    total = _around(method) + rotations * _rotation_seconds(method) + changes
    if total > LONGEST:
        raise UsageError(
            _("{count} rotations would take longer than a year.").format(count=rotations),
            code="rotations-impossible",
            hint=_("Choose a smaller number, or shorter phases."),
        )
    return total


def _shortened(method: Method, rotations: int, missing: int) -> tuple[Shortened, ...]:
    """Shorten the elastic phases evenly until `missing` seconds are saved, if they can be."""
    elastic = [
        (phase, times) for phase, times in _times(method) if seconds(phase.minutes) > _least(phase)
    ]
    deepest = max((seconds(phase.minutes) - _least(phase) for phase, _times in elastic), default=0)
    for less in range(STEP, deepest + STEP, STEP) if missing else ():
        new = [
            (phase, max(_least(phase), seconds(phase.minutes) - less)) for phase, _times in elastic
        ]
        saved = sum(
            (seconds(phase.minutes) - length) * times
            for (phase, length), (_phase, times) in zip(new, elastic, strict=True)
        )
        if saved * rotations >= missing:
            return tuple(Shortened(phase, length / 60) for phase, length in new)
    return ()


def _least(phase: Phase) -> int:
    return seconds(phase.minutes if phase.min is None else phase.min)


def _too_short(method: Method, budget: int) -> InfeasibleError:
    least = method.rotations.min
    needed = _total(method, least)
    hint = ngettext(
        "{count} rotation needs {needed}, set-up and harvest included.",
        "{count} rotations need {needed}, set-up and harvest included.",
        least,
    ).format(count=least, needed=_told(needed / 60))
    shorter = _shortened(method, least, needed - budget)
    if shorter:
        hint += " " + _("Or: {shorter} it would fit.").format(shorter=_with(shorter))
    return InfeasibleError(
        _("{minutes} are too short for “{method}”.").format(
            minutes=_told(budget / 60), method=method.title
        ),
        code="time-too-short",
        hint=hint,
    )


def _with(shorter: tuple[Shortened, ...]) -> str:
    return _("with {phases}").format(
        phases=listed(
            [
                _("“{phase}” of {minutes} instead of {usual}").format(
                    phase=change.phase.name,
                    minutes=decimal(change.minutes, 2),
                    usual=_told(change.phase.minutes),
                )
                for change in shorter
            ]
        )
    )


def _told(minutes: float, whole: Callable[[float], int] = math.ceil) -> str:
    tenths = whole(round(minutes * 60) / 6) / 10
    return ngettext("{minutes} minute", "{minutes} minutes", 1 if tenths == 1 else 2).format(
        minutes=decimal(tenths)
    )
