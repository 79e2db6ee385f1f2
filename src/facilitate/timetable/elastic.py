"""Phases made shorter or longer, as far as their method allows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.clock import seconds
from facilitate.method import Method, Phase
from facilitate.timetable.layout import STEP, phase_counts
from facilitate.words import _, decimal, listed, ngettext

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Shortened:
    """A phase and the `minutes` it has instead of its usual ones."""

    phase: Phase
    minutes: float


def shortened(method: Method, rotations: int, missing: int) -> tuple[Shortened, ...]:
    """Shorten the elastic phases evenly until `missing` seconds are saved.

    Returns
    -------
    The phases that would be shorter; empty if nothing is missing, or too little can be saved.
    """
    for less in range(STEP, deepest(method) + STEP, STEP) if missing else ():
        new = [(p, length_at(p, less), times) for p, times in phase_counts(method) if _elastic(p)]
        saved = sum((seconds(p.minutes) - length) * times for p, length, times in new)
        if saved * rotations >= missing:
            return tuple(Shortened(phase, length / 60) for phase, length, _times in new)
    return ()


def squeezed(method: Method, less: int) -> Method:
    """Take `less` seconds off every elastic phase, none becoming shorter than it may."""
    return with_lengths(method, {p.id: length_at(p, less) for p in method.timing.phases})


def stretched(method: Method, rotations: int, extra: int) -> Method:
    """Lengthen the elastic phases evenly by at most `extra` seconds in all, none beyond its most.

    They grow by whole minutes as long as that goes; what is left of `extra` goes to the first ones,
    in steps of 15 seconds.
    """
    return with_lengths(method, _in_turn(method, rotations, extra, 1)[0])


def shrunk(method: Method, rotations: int, missing: int) -> Method:
    """Shorten the elastic phases by `missing` seconds in all, none below its least.

    They lose whole minutes in turn as long as that goes, then 15 seconds each. If that does not
    come out even, because a phase is repeated, as little more as can be is saved.
    """
    counts = phase_counts(method)
    lengths, missing = _in_turn(method, rotations, missing, -1)
    while missing > 0:
        able = [(times, phase.id) for phase, times in counts if lengths[phase.id] > _least(phase)]
        if not able:
            break
        times, name = min(able, key=lambda one: one[0])
        lengths[name] -= STEP
        missing -= STEP * times * rotations
    return with_lengths(method, lengths)


def _in_turn(method: Method, rotations: int, amount: int, way: int) -> tuple[dict[str, int], int]:
    """Make the phases longer (`way` 1) or shorter (-1), by `amount` seconds in all at most.

    Gives their lengths by id, and what is left of `amount`.
    """
    counts = phase_counts(method)
    lengths = {phase.id: seconds(phase.minutes) for phase, _times in counts}
    for step in (MINUTE, STEP):
        moving = True
        while moving:
            moving = False
            for phase, times in counts:
                cost, new = step * times * rotations, lengths[phase.id] + way * step
                may = new <= _most(phase) if way > 0 else new >= _least(phase)
                if may and cost <= amount:
                    lengths[phase.id] = new
                    amount -= cost
                    moving = True
    return lengths, amount


def with_lengths(method: Method, lengths: Mapping[str, int]) -> Method:
    """Give `method` with phases of these `lengths`, in seconds by the phase's id."""
    phases = tuple(
        phase
        if lengths[phase.id] == seconds(phase.minutes)
        else phase.model_copy(update={"minutes": _within(phase, lengths[phase.id] / 60)})
        for phase in method.timing.phases
    )
    timing = method.timing.model_copy(update={"phases": phases})
    return method.model_copy(update={"timing": timing})


def changes(usual: Method, now: Method) -> tuple[Shortened, ...]:
    """List the phases that are shorter `now` than they are in the `usual` method."""
    pairs = zip(usual.timing.phases, now.timing.phases, strict=True)
    return tuple(Shortened(was, new.minutes) for was, new in pairs if new.minutes < was.minutes)


def length_at(phase: Phase, less: int) -> int:
    """Seconds of `phase` when all elastic ones are `less` seconds shorter."""
    return max(_least(phase), seconds(phase.minutes) - less)


def deepest(method: Method) -> int:
    """Seconds by which the most elastic phase can be shortened."""
    return max(seconds(phase.minutes) - _least(phase) for phase in method.timing.phases)


def told_shorter(shorter: Sequence[Shortened]) -> str:
    """Say which phases are shorter: "with “talk” of 3.75 instead of 4 minutes"."""
    return _("with {phases}").format(
        phases=listed(
            [
                _("“{phase}” of {minutes} instead of {usual}").format(
                    phase=change.phase.name,
                    minutes=decimal(change.minutes, 2),
                    usual=told_minutes(change.phase.minutes),
                )
                for change in shorter
            ]
        )
    )


def told_minutes(minutes: float, whole: Callable[[float], int] = math.ceil) -> str:
    """Say a length of time, in tenths of a minute rounded by `whole`."""
    tenths = whole(round(minutes * 60) / 6) / 10
    return ngettext("{minutes} minute", "{minutes} minutes", 1 if tenths == 1 else 2).format(
        minutes=decimal(tenths)
    )


def _within(phase: Phase, minutes: float) -> float:
    """Keep to limits that are no whole seconds."""
    shortest = phase.minutes if phase.min is None else phase.min
    longest = phase.minutes if phase.max is None else phase.max
    return min(max(minutes, shortest), longest)


def _elastic(phase: Phase) -> bool:
    return seconds(phase.minutes) > _least(phase)


def _least(phase: Phase) -> int:
    return seconds(phase.minutes if phase.min is None else phase.min)


def _most(phase: Phase) -> int:
    return seconds(phase.minutes if phase.max is None else phase.max)
