"""A plan as numbers: who would sit in which group, and what happens when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.clock import pinned
from facilitate.errors import UsageError
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.simulation.course import Block, blocks_of, in_minutes
from facilitate.words import _, did_you_mean

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
HOSTING = ("host", "host-stays", "host-once")


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
    blocks = blocks_of(chosen, index)
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
        begin = in_minutes(rotation.start) - block.start
        length = in_minutes(rotation.end) - in_minutes(rotation.start)
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
