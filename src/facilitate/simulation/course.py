"""A plan as time: sessions one after the other, and what happens in each, in minutes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitate.clock import MIDNIGHT, after
from facilitate.method import Phase
from facilitate.plan import PhaseTimes, Rotation, SessionPlan

GAP = 5.0  # minutes between two sessions from which on people have to be called in again


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a session whose length is left to chance.

    Parameters
    ----------
    kind
        ``plenary``: one speaks; ``talk``: groups talk until the gong; ``change``: people change
        places; ``pause``.
    start, minutes
        When it begins as planned, in minutes since the first day's midnight; how long it is.
    least
        Shortest that the method allows.
    rotation
        Index of the rotation it belongs to, from 0; -1 for what is before and after.
    crowd
        Groups that talk at the same time, or people who walk at the same time.
    walk
        Places between the old and the new place of whoever has the farthest to go.
    """

    kind: str
    start: float
    minutes: float
    least: float
    rotation: int = -1
    crowd: int = 1
    walk: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A session as time: when people begin and end as planned, and what happens in between."""

    id: str
    title: str
    day: int
    start: float
    end: float
    anchor: bool
    pause: bool
    called_in: bool
    rotations: int
    least_rotations: int
    steps: tuple[Step, ...]
    until: datetime


def blocks_of(sessions: Sequence[SessionPlan], index: dict[str, int]) -> tuple[Block, ...]:
    """Lay out `sessions`, which follow one another; `index` numbers the people."""
    days = sorted({one.start.date() for one in sessions})
    blocks: list[Block] = []
    for session in sessions:
        steps = tuple(_steps(session, index))
        start = steps[0].start if steps else in_minutes(session.start)
        end = steps[-1].start + steps[-1].minutes if steps else in_minutes(session.end)
        pause = session.spec.formation == "pause"
        day = days.index(session.start.date()) + 1
        before = [b for b in blocks if b.day == day and b.end <= start + 1e-6]
        latest = max(before, key=lambda b: b.end, default=None)
        called = latest is None or latest.pause or start - latest.end >= GAP
        blocks.append(
            Block(
                id=session.id,
                title=session.title,
                day=day,
                start=start,
                end=end,
                anchor=session.anchor,
                pause=pause,
                called_in=called and not pause,
                rotations=len(session.rotations),
                least_rotations=session.spec.rotations.min,
                steps=steps,
                until=after(session.start, end - in_minutes(session.start)),
            )
        )
    return tuple(blocks)


def _steps(session: SessionPlan, index: dict[str, int]) -> Iterator[Step]:
    phases = {phase.id: phase for phase in session.spec.timing.phases}
    stages = [stage for stage in session.stages if stage.id not in ("setup", "clearing")]
    before = [stage for stage in stages if stage.id != "harvest"]
    kind = "pause" if session.spec.formation == "pause" else "plenary"
    yield from _merged(kind, before, phases)
    previous: Rotation | None = None
    for number, rotation in enumerate(session.rotations):
        begin, end = in_minutes(rotation.start), in_minutes(rotation.end)
        if previous is not None:
            left = in_minutes(previous.end)
            crowd, walk = _walk(session, previous, rotation)
            yield Step("change", left, begin - left, begin - left, number, crowd, walk)
        least = sum(_least(timed, phases) for timed in rotation.phases)
        minutes = end - begin
        groups = max(1, len(rotation.groups))
        yield Step("talk", begin, minutes, min(minutes, least), number, groups)
        previous = rotation
    yield from _merged("plenary", [s for s in stages if s.id == "harvest"], phases)


def _merged(kind: str, stages: Sequence[PhaseTimes], phases: dict[str, Phase]) -> Iterator[Step]:
    """One step of all `stages` that follow one another."""
    if not stages:
        return
    start = in_minutes(stages[0].start)
    minutes = in_minutes(stages[-1].end) - start
    least = sum(_least(stage, phases) for stage in stages)
    if minutes > 0:
        yield Step(kind, start, minutes, min(minutes, least))


def _least(timed: PhaseTimes, phases: dict[str, Phase]) -> float:
    minutes = in_minutes(timed.end) - in_minutes(timed.start)
    phase = phases.get(timed.id)
    return minutes if phase is None or phase.min is None else min(minutes, phase.min)


def _walk(session: SessionPlan, before: Rotation, after: Rotation) -> tuple[int, float]:
    """How many people change places, and how many places the farthest has to go."""
    if session.spec.formation == "circles":
        moving = sum(len(group.members) for group in after.groups) // 2
        return max(1, moving), 0.0
    order = {place.id: at for at, place in enumerate(session.places)}
    side = max(1, math.isqrt(max(1, len(order) - 1)) + 1)
    was = {person: group.place for group in before.groups for person in group.members}
    moving, far = 0, 0.0
    for group in after.groups:
        for person in group.members:
            one, other = order.get(was.get(person, "")), order.get(group.place)
            if one is None or other is None or one == other:
                continue
            moving += 1
            far = max(far, math.hypot(one % side - other % side, one // side - other // side))
    return max(1, moving), far


def in_minutes(moment: datetime) -> float:
    """Minutes since the beginning of the count, in real time."""
    if moment.tzinfo is None:
        return (moment - MIDNIGHT) / timedelta(minutes=1)
    return moment.timestamp() / 60
