"""What else could happen: random regrouping, staying in one group, free mingling, the bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.presence import Groups, Presence, Repair, as_planned
from facilitate.simulation.scene import Mask, Scene, Seating
from facilitate.simulation.streams import Floats, Streams
from facilitate.simulation.trial import rehearse
from facilitate.summary import count_up

RUNS = 200  # runs of each baseline at most; it is an average beside the plan


@dataclass(frozen=True, eq=False, slots=True)
class Baseline:
    """What one way of grouping gives with the same people missing.

    Parameters
    ----------
    new
        Different people met of those who came; one number for each of them in each run.
    repeats
        Pairs that meet again; shape (runs,).
    veteran, leader
        Part of the first-timers who meet a veteran; of all, who meet a leader. None if unknown.
    heard
        Part that has heard the idea after each rotation, on average; shape (rotations,).
    """

    new: npt.NDArray[np.int64]
    repeats: Floats
    veteran: float | None
    leader: float | None
    heard: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Baselines:
    """All baselines.

    Parameters
    ----------
    random
        Everybody sits at random in every rotation, in groups of the planned sizes.
    staying
        Everybody stays in their first group of each session.
    mingling
        New people whom free mingling brings, from the literature.
    bound
        Different people whom anybody could meet at most in groups of the planned sizes; where
        somebody is missing, groups may be larger. None if it is not known.
    """

    random: Baseline
    staying: Baseline
    mingling: float
    bound: int | None


def baselines(scene: Scene, presence: Presence, assumptions: Assumptions, seed: int) -> Baselines:
    """Work out all baselines for the runs of `presence`."""
    streams = Streams(seed)
    chosen = [one.id for one in scene.sessions]
    plan = scene.plan
    part = plan.model_copy(
        update={"sessions": tuple(one for one in plan.sessions if one.id in chosen)}
    )
    meetings = count_up(part).meetings
    return Baselines(
        random=_baseline(scene, presence, assumptions, streams, shuffled(streams)),
        staying=_baseline(scene, presence, assumptions, Streams(seed), staying(scene)),
        mingling=mingling(assumptions),
        bound=None if meetings is None else meetings.possible,
    )


def mingling(assumptions: Assumptions) -> float:
    """Give the new people whom one meets at a mixer without any method."""
    return assumptions["mingling_encounters"] * (1 - assumptions["mingling_friends"])


def _baseline(
    scene: Scene, presence: Presence, assumptions: Assumptions, streams: Streams, seat: Repair
) -> Baseline:
    trial = rehearse(scene, presence, assumptions, streams, seat)
    first = scene.having("first_timer", True) & presence.came
    veterans = scene.having("first_timer", False).any()
    leaders = scene.having("leader", True).any()
    came = presence.came
    return Baseline(
        new=trial.met.new[came],
        repeats=trial.met.repeats.sum(axis=1) / 2,
        veteran=_part(trial.met.veteran, first) if veterans and first.any() else None,
        leader=_part(trial.met.leader, came) if leaders else None,
        heard=trial.heard.mean(axis=0),
    )


def _part(reached: Mask, among: Mask) -> float:
    return float((reached & among).sum() / max(1, among.sum()))


def shuffled(streams: Streams) -> Repair:
    """Give a way of seating that regroups everybody at random in every rotation."""

    def seat(seating: Seating, present: Mask) -> Groups:
        order = streams(f"shuffle {seating.label}").uniform(*present.shape)
        order[:, seating.group < 0] = 2.0  # whoever has no seat keeps none
        seated = np.argsort(order, axis=1)
        groups = np.full(present.shape, -1)
        taken = seating.group[np.argsort(seating.group < 0, kind="stable")]
        np.put_along_axis(groups, seated, np.broadcast_to(taken, present.shape), axis=1)
        return np.where(present, groups, -1)

    return seat


def staying(scene: Scene) -> Repair:
    """Give a way of seating that leaves everybody in the first group of each session."""
    first = {one.session: one for one in scene.seatings if one.rotation == 0}

    def seat(seating: Seating, present: Mask) -> Groups:
        return as_planned(first[seating.session], present)

    return seat
