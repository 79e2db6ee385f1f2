"""A plan as numbers: who would sit in which group, and what happens when."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.clock import MIDNIGHT, after, pinned
from facilitate.errors import UsageError
from facilitate.method import Phase
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan
from facilitate.words import _, did_you_mean

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
HOSTING = ("host", "host-stays", "host-once")
GAP = 5.0  # minutes between two sessions from which on people have to be called in again


@dataclass(frozen=True, eq=False)
class Seating:
    """One rotation as the plan has it.

    Parameters
    ----------
    session, rotation
        Index of its session among the scene's, and of the rotation in it, from 0.
    label
        Session's id and number of the rotation: "poker 2".
    group
        Group of each person, or -1; shape (people,).
    away
        Who is known not to be there; shape (people,).
    places
        Place's id of each group.
    zone
        Part of the room that people do not leave on the day, e.g. a circle; shape (groups,).
    least, most
        People in a group, at least and at most.
    pairs
        Whether whoever is left over sits down with another one, or with a pair.
    new
        Whether sitting together counts as meeting, and for the first time in groups that stay.
    counted
        Whether sitting together counts as meeting at all.
    carried
        Whether a table remembers, because its host stays.
    speaking
        Minutes that each person speaks, if everybody is there; shape (people,).
    shared
        Minutes that a group shares, each speaking a part of them.
    begin, middle
        Minutes from the session's begin to the begin and the middle of the rotation.
    """

    session: int
    rotation: int
    label: str
    group: Ints
    away: Mask
    places: tuple[str, ...]
    zone: Ints
    least: int
    most: int
    pairs: bool
    new: bool
    counted: bool
    carried: bool
    hosts: Mask
    speaking: npt.NDArray[np.float64]
    shared: float
    begin: float
    middle: float

    @cached_property
    def sizes(self) -> Ints:
        """People in each group as planned; shape (groups,)."""
        return np.bincount(self.group[self.group >= 0], minlength=len(self.places))

    @cached_property
    def seats(self) -> Ints:
        """People who have a seat, group by group."""
        order = np.argsort(self.group, kind="stable")
        return order[self.group[order] >= 0]

    @cached_property
    def begins(self) -> Ints:
        """Where each group begins in `seats`; shape (groups,)."""
        return np.cumsum(self.sizes) - self.sizes


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


@dataclass(frozen=True, eq=False)
class Scene:
    """A plan, or one session of it, as numbers.

    Parameters
    ----------
    plan
        What it was made from.
    sessions
        The sessions looked at, in the order of time.
    seatings
        All their rotations, in order.
    blocks
        All of them as time, in order.
    """

    plan: Plan
    sessions: tuple[SessionPlan, ...]
    seatings: tuple[Seating, ...]
    blocks: tuple[Block, ...]
    _codes: dict[str, Ints] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.plan.participants)

    def codes(self, attribute: str) -> Ints:
        """Give a number to each value of `attribute`; unknown is -1; shape (people,)."""
        if attribute not in self._codes:
            self._codes[attribute] = self._coded(attribute)
        return self._codes[attribute]

    def _coded(self, attribute: str) -> Ints:
        known: dict[object, int] = {}
        found = []
        for person in self.plan.participants:
            value = person.attributes.get(attribute)
            blank = value is None or value == ""
            found.append(-1 if blank else known.setdefault(value, len(known)))
        return np.array(found, np.int64)

    def having(self, attribute: str, value: str | bool) -> Mask:
        """Who has this `value`; shape (people,)."""
        return np.array(
            [person.attributes.get(attribute) == value for person in self.plan.participants], bool
        )

    def days(self) -> tuple[int, ...]:
        """Numbers of the days on which something happens, from 1."""
        return tuple(sorted({block.day for block in self.blocks}))


def scene_of(plan: Plan, session: str | None = None) -> Scene:
    """Make numbers of `plan`, or of one session of it, named by its id.

    Raises
    ------
    UsageError
        If there is no such session.
    """
    chosen = [one for one in plan.sessions if session in (None, one.id)]
    if not chosen:
        ids = [one.id for one in plan.sessions]
        raise UsageError(
            _("There is no session “{session}” in this plan.").format(session=session),
            code="session-unknown",
            hint=did_you_mean(session or "", ids)
            or _("There are: {ids}.").format(ids=", ".join(ids)),
        )
    chosen.sort(key=lambda one: pinned(one.start))
    index = {person.id: at for at, person in enumerate(plan.participants)}
    blocks = _blocks(chosen, index)
    seatings = tuple(
        seating
        for at, one in enumerate(chosen)
        for seating in _seatings(at, one, index, blocks[at])
    )
    return Scene(plan, tuple(chosen), seatings, blocks)


def _seatings(
    at: int, session: SessionPlan, index: dict[str, int], block: Block
) -> Iterator[Seating]:
    places = {place.id: number for number, place in enumerate(session.places)}
    letters: dict[str, int] = {}
    roles = {role.id: role for role in session.spec.roles}
    away = np.array([person in session.absent for person in index], bool)
    stays = any(role.policy in HOSTING for role in roles.values())
    for number, rotation in enumerate(session.rotations):
        groups = sorted(rotation.groups, key=lambda one: places.get(one.place, len(places)))
        group = np.full(len(index), -1)
        hosts = np.zeros(len(index), bool)
        zone = []
        for where, one in enumerate(groups):
            members = [index[person] for person in one.members if person in index]
            group[members] = where
            circle = next((seat.circle for seat in one.seats.values() if seat.circle), "")
            zone.append(letters.setdefault(circle, len(letters)))
            for person, role in one.roles.items():
                if person in index and role in roles and roles[role].policy in HOSTING:
                    hosts[index[person]] = True
        speaking, shared = _speaking(session, rotation, index)
        begin = _minutes(rotation.start) - block.start
        length = _minutes(rotation.end) - _minutes(rotation.start)
        sizing = session.spec.sizing
        sizes = [len(one.members) for one in groups]
        yield Seating(
            session=at,
            rotation=number,
            label=f"{session.id} {rotation.number}",
            group=group,
            away=away,
            places=tuple(one.place for one in groups),
            zone=np.array(zone, np.int64),
            least=min([sizing.min, *sizes]),
            most=max([sizing.max, *sizes]),
            pairs=session.spec.remainder == "trio",
            new=session.counts and (number == 0 or not session.spec.stays_together),
            counted=session.counts,
            carried=stays,
            hosts=hosts,
            speaking=speaking,
            shared=shared,
            begin=begin,
            middle=begin + length / 2,
        )


def _speaking(
    session: SessionPlan, rotation: Rotation, index: dict[str, int]
) -> tuple[npt.NDArray[np.float64], float]:
    """Minutes that each person has alone, and minutes that all of a group share."""
    alone = np.zeros(len(index))
    shared = 0.0
    for phase in session.spec.timing.phases:
        minutes = phase.minutes * phase.repeat
        if phase.speaker == "all":
            shared += minutes
            continue
        for group in rotation.groups:
            if phase.speaker in ("outer", "inner"):
                holders = [p for p, seat in group.seats.items() if seat.side == phase.speaker]
            else:
                holders = [p for p, role in group.roles.items() if role == phase.speaker]
            for person in holders:
                if person in index:
                    alone[index[person]] += minutes / len(holders)
    return alone, shared


def _blocks(sessions: Sequence[SessionPlan], index: dict[str, int]) -> tuple[Block, ...]:
    days = sorted({one.start.date() for one in sessions})
    blocks: list[Block] = []
    for session in sessions:
        steps = tuple(_steps(session, index))
        start = steps[0].start if steps else _minutes(session.start)
        end = steps[-1].start + steps[-1].minutes if steps else _minutes(session.end)
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
                until=after(session.start, end - _minutes(session.start)),
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
        begin, end = _minutes(rotation.start), _minutes(rotation.end)
        if previous is not None:
            left = _minutes(previous.end)
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
    start = _minutes(stages[0].start)
    minutes = _minutes(stages[-1].end) - start
    least = sum(_least(stage, phases) for stage in stages)
    if minutes > 0:
        yield Step(kind, start, minutes, min(minutes, least))


def _least(timed: PhaseTimes, phases: dict[str, Phase]) -> float:
    minutes = _minutes(timed.end) - _minutes(timed.start)
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


def _minutes(moment: datetime) -> float:
    """Minutes since the beginning of the count, in real time."""
    if moment.tzinfo is None:
        return (moment - MIDNIGHT) / timedelta(minutes=1)
    return moment.timestamp() / 60
