"""Who is there: no-shows, latecomers and drop-outs, and what the moderators do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.scene import Ints, Mask, Scene, Seating
from facilitate.simulation.streams import Floats, Streams, log

Groups = npt.NDArray[np.int64]
"""Group of each person in each run, or -1; shape (runs, people)."""

_Value = TypeVar("_Value", bound=np.generic)


class Repair(Protocol):
    """What is done on the day about groups in which somebody is missing.

    The door for whatever replans: it is called once for each rotation and portion of runs, must
    depend on nothing but what it is given, and may leave whole groups empty.
    """

    def __call__(self, seating: Seating, present: Mask) -> Groups:
        """Seat everybody who is there.

        Parameters
        ----------
        seating
            The rotation as planned.
        present
            Who is there; shape (runs, people).

        Returns
        -------
        Group of each person, -1 for those who are not there or have no seat.
        """
        ...


@dataclass(frozen=True, eq=False, slots=True)
class Presence:
    """Who is there.

    Parameters
    ----------
    came
        Whether somebody came to the event at all; shape (runs, people).
    there
        For each rotation, whether somebody is there; each of shape (runs, people).
    """

    came: Mask
    there: tuple[Mask, ...]


def draw_presence(
    scene: Scene, assumptions: Assumptions, streams: Streams, runs: int, held: Mask
) -> Presence:
    """Draw who is there in `runs` runs.

    Parameters
    ----------
    held
        Whether a rotation takes place; shape (runs, rotations).
    """
    came = ~no_shows(scene, assumptions, streams, runs)
    there: list[Mask] = []
    for at in range(len(scene.sessions)):
        seatings = [one for one in scene.seatings if one.session == at]
        if seatings:
            name = scene.sessions[at].id
            out = _out(seatings, scene.people, name, assumptions, streams, runs)
            there += [came & ~missing for missing in out]
    return Presence(came, tuple(row & held[:, [k]] for k, row in enumerate(there)))


def no_shows(scene: Scene, assumptions: Assumptions, streams: Streams, runs: int) -> Mask:
    """Draw who does not come; shape (runs, people).

    Everybody stays away with the same probability p. With probability √ρ somebody does what
    their organisation has drawn, else what they draw themselves: so two people of one
    organisation are correlated by ρ, and p stays as it is.
    """
    share = assumptions["no_show"]
    organisation = scene.codes("organisation")
    own = streams("no-show").uniform(runs, scene.people)
    follows = streams("no-show follows").uniform(runs, scene.people)
    houses = max(1, int(organisation.max(initial=-1)) + 1)
    house = streams("no-show house").uniform(runs, houses)
    together = (follows < assumptions["no_show_together"] ** 0.5) & (organisation >= 0)
    missing: Mask = np.where(together, house[:, organisation], own) < share
    return missing


def _out(
    seatings: list[Seating],
    people: int,
    name: str,
    assumptions: Assumptions,
    streams: Streams,
    runs: int,
) -> Iterator[Mask]:
    """Tell for each rotation of one session who is late for it, or has left."""
    late = arrival(streams(f"late {name}").uniform(runs, people), assumptions)
    left = leaving(streams(f"leaving {name}").uniform(runs, people), len(seatings), assumptions)
    for number, seating in enumerate(seatings):
        yield (late > seating.middle) | (left <= number) | seating.away


def arrival(u: Floats, assumptions: Assumptions) -> Floats:
    """Minutes after the begin at which people come; 0 for those in time."""
    share, minutes = assumptions["late_person"], assumptions["late_minutes"]
    late = u < share
    found = np.zeros_like(u)
    found[late] = -minutes * log(u[late] / share) if share else 0.0
    return found


def leaving(u: Floats, rotations: int, assumptions: Assumptions) -> Ints:
    """Give the rotation before which somebody leaves, from 1; `rotations` for all who stay."""
    share = assumptions["drop_out"]
    found = np.full(u.shape, rotations)
    leaves = (u < share) & (rotations > 1)
    if share:
        found[leaves] = 1 + (u[leaves] / share * (rotations - 1)).astype(np.int64)
    return found


def as_planned(seating: Seating, present: Mask) -> Groups:
    """Leave everybody where the plan has them."""
    return np.where(present, seating.group, -1)


def counts_planned(seating: Seating, present: Mask) -> Ints:
    """People in each group if nobody moves; shape (runs, groups)."""
    there = present[:, seating.seats].astype(np.int16)
    counts = np.zeros((len(present), len(seating.places)), np.int64)
    taken = np.flatnonzero(seating.sizes)
    if len(taken):
        counts[:, taken] = np.add.reduceat(there, seating.begins[taken], axis=1)
    return counts


@dataclass(frozen=True, eq=False, slots=True)
class Sat:
    """Where people really sat in one rotation.

    Parameters
    ----------
    groups
        Group of each person, or -1; shape (runs, people).
    counts
        People in each group; the last column stands for no group; shape (runs, groups + 1).
    flat
        Where everybody's group is in the ravelled `counts`; shape (runs, people).
    """

    groups: Groups
    counts: Ints
    flat: Ints

    @classmethod
    def of(cls, seating: Seating, groups: Groups) -> Sat:
        """Count the `groups`."""
        runs, width = len(groups), len(seating.places) + 1
        flat = np.where(groups < 0, width - 1, groups)
        flat += (np.arange(runs) * width)[:, None]
        counts = np.bincount(flat.ravel(), minlength=runs * width).reshape(runs, width)
        counts[:, -1] = 0
        return cls(groups, counts, flat)

    def count(self, chosen: Mask) -> Ints:
        """Count those `chosen` in each group; shape (runs, groups + 1)."""
        found = np.bincount(self.flat[chosen], minlength=self.counts.size)
        found = found.reshape(self.counts.shape)
        found[:, -1] = 0
        return found

    def each(self, values: npt.NDArray[_Value]) -> npt.NDArray[_Value]:
        """Give everybody the value of their group; shape (runs, people)."""
        return values.ravel().take(self.flat)


def by_remainder_rule(seating: Seating, present: Mask) -> Groups:
    """Do what the method says about whoever is left over.

    A group below its least size breaks up. Where pairs talk, those left over sit down with one
    another, in the order of their places and within their circle; the last one joins a pair.
    Elsewhere, and for that last one, everybody goes to the smallest group that has room; where
    there is too little room, those left over sit down together.
    """
    groups = as_planned(seating, present)
    counts = counts_planned(seating, present)
    short = (counts > 0) & (counts < seating.least)
    touched = np.flatnonzero(short.any(axis=1))
    for zone in range(int(seating.zone.max(initial=-1)) + 1):
        here = np.flatnonzero(seating.zone == zone)
        rows = touched[short[np.ix_(touched, here)].any(axis=1)]
        if len(rows):
            groups[rows] = _reseated(seating, groups[rows], counts[rows], short[rows], here)
    return groups


def _reseated(seating: Seating, groups: Groups, counts: Ints, short: Mask, here: Ints) -> Groups:
    """Reseat people of groups that are too small, in one zone whose groups are `here`."""
    seats = seating.seats[np.isin(seating.group[seating.seats], here)]  # in the order of places
    waiting = short[:, seating.group[seats]] & (groups[:, seats] >= 0)
    run, at = np.nonzero(waiting)
    person = seats[at]
    rank = np.arange(len(run)) - np.searchsorted(run, run)
    if seating.pairs:
        total = np.bincount(run, minlength=len(groups))[run]
        paired = rank < total // 2 * 2
        first = np.flatnonzero(paired & (rank % 2 == 0))
        groups[run[first + 1], person[first + 1]] = groups[run[first], person[first]]
        counts = counts.copy()
        counts[run[first], groups[run[first], person[first]]] = 2
        left = ~paired
        run, person, rank = run[left], person[left], rank[left] % 2
    _fill(seating, groups, counts, here, run, person)
    return groups


def _fill(
    seating: Seating, groups: Groups, counts: Ints, here: Ints, run: Ints, person: Ints
) -> None:
    """Send each `person` of each `run` to the smallest group with room.

    Where the others have no room for all of them, they sit down together.
    """
    rank = np.arange(len(run)) - np.searchsorted(run, run)
    levels = np.arange(seating.least, seating.most)
    room = counts[:, here]
    opened = (room[:, None, :] >= seating.least) & (room[:, None, :] <= levels[None, :, None])
    slot_run, _level, slot_group = np.nonzero(opened)
    begins = np.searchsorted(slot_run, np.arange(len(groups) + 1))
    waiting = np.bincount(run, minlength=len(groups))
    fits = (waiting <= np.diff(begins))[run]
    chosen = begins[run[fits]] + rank[fits]
    groups[run[fits], person[fits]] = here[slot_group[chosen]]
    run, person, rank = run[~fits], person[~fits], rank[~fits]
    first = np.arange(len(run)) - rank % seating.most  # whose place the others come to
    groups[run, person] = groups[run[first], person[first]]
