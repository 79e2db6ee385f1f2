"""The simulation of a plan: many runs of who is there, how long it takes, and who meets whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.errors import UsageError
from facilitate.plan import Plan
from facilitate.simulation.assumptions import Assumptions, usual_assumptions
from facilitate.simulation.baselines import RUNS as BASELINE_RUNS
from facilitate.simulation.baselines import Baselines, baselines
from facilitate.simulation.contacts import facts_of
from facilitate.simulation.measured import Measured
from facilitate.simulation.presence import Presence, Repair, by_remainder_rule, draw_presence
from facilitate.simulation.scene import Scene, scene_of
from facilitate.simulation.streams import Streams
from facilitate.simulation.timing import Draws, Times, draw_times, run_times
from facilitate.simulation.trial import Trial, rehearse
from facilitate.words import _

RUNS = 1000
SEED = 1
FEWEST = 8  # runs that are counted at a time, at least
PORTION = 1 << 18  # people, times words of bits, that are counted at a time
Progress = Callable[[float], None]
"""Told after each portion which part of the work is done, from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Simulation:
    """What may happen in the room, over many runs.

    Every array says its axes and its unit. People are named by their ids, rotations as
    "session number", blocks by the ids of their sessions.

    Parameters
    ----------
    scene
        The plan as numbers.
    runs, seed
        How many runs there were, and the number that chance began with.
    assumptions
        What was assumed.
    came
        Whether somebody came; (run, person).
    contacts, effective
        New people met; in groups larger than a conversation each counts in part; (run, person).
    repeats
        Times somebody met again whom they had met; (run, person).
    met_veteran, met_leader
        Whether somebody met a veteran, and a leader; (run, person).
    mixing
        Attribute → E-I index normalised by chance: 0 as with random groups, 1 if nobody met
        their own kind; (run).
    short, left_short
        Groups below their least size, before and after the moderators act; (run, rotation).
    heard
        Part of those who came that has heard the idea; (run, rotation).
    speaking
        Minutes that somebody speaks; (run, person).
    out
        Rotations without a seat; (run, person).
    began, ended
        Minutes after the plan at which each session begins and ends; (run, block).
    own
        Minutes that each session adds to its lateness; (run, block).
    held
        Whether a rotation takes place; (run, rotation).
    waiting
        Minutes that people wait in changes of places; (run).
    draws
        What chance said about time; for asking what a buffer would buy.
    presence
        Who was there in the first runs; for asking what other ways of grouping would give.
    repair
        What the moderators do about groups in which somebody is missing.
    """

    scene: Scene
    runs: int
    seed: int
    assumptions: Assumptions
    came: Measured
    contacts: Measured
    effective: Measured
    repeats: Measured
    met_veteran: Measured
    met_leader: Measured
    mixing: dict[str, Measured]
    short: Measured
    left_short: Measured
    heard: Measured
    speaking: Measured
    out: Measured
    began: Measured
    ended: Measured
    own: Measured
    held: Measured
    waiting: Measured
    draws: Draws
    presence: Presence
    repair: Repair

    @cached_property
    def baselines(self) -> Baselines:
        """What other ways of grouping would give with the same people missing."""
        return baselines(self.scene, self.presence, self.assumptions, self.seed)

    @property
    def plan(self) -> Plan:
        """The plan that was simulated."""
        return self.scene.plan

    def again(self, assumptions: Assumptions, runs: int | None = None) -> Simulation:
        """Simulate the same once more, with the same chance and other `assumptions`."""
        scene = self.scene
        whole = len(scene.sessions) == len(scene.plan.sessions)
        return simulate(
            scene.plan,
            session=None if whole else scene.sessions[0].id,
            runs=runs or self.runs,
            seed=self.seed,
            assumptions=assumptions,
            repair=self.repair,
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms plans are played through; see `simulate`."""

    session: str | None = None
    runs: int = RUNS
    seed: int = SEED
    assumptions: Assumptions = field(default_factory=usual_assumptions)

    def play(self, plan: Plan, progress: Progress | None = None) -> Simulation:
        """Simulate `plan` on these terms."""
        return simulate(
            plan,
            session=self.session,
            runs=self.runs,
            seed=self.seed,
            assumptions=self.assumptions,
            progress=progress,
        )


def simulate(
    plan: Plan,
    *,
    session: str | None = None,
    runs: int = RUNS,
    seed: int = SEED,
    assumptions: Assumptions | None = None,
    repair: Repair = by_remainder_rule,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate a plan, or one session of it.

    Parameters
    ----------
    plan
        What is to happen.
    session
        Id of the one session to look at; all if left out.
    runs
        How often it is played through.
    seed
        The same seed gives the same numbers, on every machine.
    assumptions
        What is assumed; the usual ones if left out.
    repair
        What the moderators do about groups in which somebody is missing; by default what the
        method's rule for a remainder says.
    progress
        Told now and then which part is done.

    Raises
    ------
    UsageError
        If there is no such session, or no run.
    """
    if runs < 1:
        raise UsageError(
            _("There must be at least 1 run, not {count}.").format(count=runs),
            code="runs-impossible",
            hint=_("For example: --runs 1000"),
        )
    scene = scene_of(plan, session)
    asked = _Asked(scene, runs, seed, assumptions or usual_assumptions(), repair)
    streams = Streams(seed)
    draws = draw_times(scene, asked.assumptions, streams, runs)
    times = run_times(scene.blocks, draws, asked.assumptions)
    words = -(-max(1, scene.people) // 64)
    facts = facts_of(scene)
    portion = max(FEWEST, PORTION // max(1, scene.people * words))
    done: list[tuple[Presence, Trial]] = []
    for begin in range(0, runs, portion):
        held = times.held[begin : begin + portion]
        presence = draw_presence(scene, asked.assumptions, streams, len(held), held)
        done.append(
            (presence, rehearse(scene, presence, asked.assumptions, streams, repair, facts))
        )
        if progress is not None:
            progress(min(runs, begin + portion) / runs)
    return _gathered(asked, done, draws, times)


@dataclass(frozen=True, eq=False, slots=True)
class _Asked:
    """What was asked for."""

    scene: Scene
    runs: int
    seed: int
    assumptions: Assumptions
    repair: Repair


def _gathered(
    asked: _Asked,
    done: list[tuple[Presence, Trial]],
    draws: Draws,
    times: Times,
) -> Simulation:
    scene = asked.scene
    people = {"person": tuple(person.id for person in scene.plan.participants)}
    rotations = {"rotation": tuple(one.label for one in scene.seatings)}
    blocks = {"block": tuple(block.id for block in scene.blocks)}
    trials = [trial for _presence, trial in done]

    def by_person(values: list[npt.NDArray[np.generic]], unit: str) -> Measured:
        return Measured(np.concatenate(values), ("run", "person"), unit, people)

    def by_rotation(values: list[npt.NDArray[np.generic]], unit: str) -> Measured:
        return Measured(np.concatenate(values), ("run", "rotation"), unit, rotations)

    return Simulation(
        scene=scene,
        runs=asked.runs,
        seed=asked.seed,
        assumptions=asked.assumptions,
        came=by_person([presence.came for presence, _trial in done], "yes or no"),
        contacts=by_person([t.met.new for t in trials], "people"),
        effective=by_person([t.met.effective for t in trials], "people"),
        repeats=by_person([t.met.repeats for t in trials], "times"),
        met_veteran=by_person([t.met.veteran for t in trials], "yes or no"),
        met_leader=by_person([t.met.leader for t in trials], "yes or no"),
        mixing={
            name: Measured(np.concatenate([t.mixing[name] for t in trials]), ("run",), "index")
            for name in trials[0].mixing
        },
        short=by_rotation([t.short for t in trials], "groups"),
        left_short=by_rotation([t.left_short for t in trials], "groups"),
        heard=by_rotation([t.heard for t in trials], "share"),
        speaking=by_person([t.speaking for t in trials], "minutes"),
        out=by_person([t.out for t in trials], "rotations"),
        began=Measured(times.began, ("run", "block"), "minutes", blocks),
        ended=Measured(times.ended, ("run", "block"), "minutes", blocks),
        own=Measured(times.own, ("run", "block"), "minutes", blocks),
        held=Measured(times.held, ("run", "rotation"), "yes or no", rotations),
        waiting=Measured(times.waiting, ("run",), "minutes"),
        draws=draws,
        presence=_first(done),
        repair=asked.repair,
    )


def _first(done: list[tuple[Presence, Trial]]) -> Presence:
    """Who was there in the first runs, as many as baselines need."""
    came, there, runs = [], [], 0
    for presence, _trial in done:
        came.append(presence.came)
        there.append(presence.there)
        runs += len(presence.came)
        if runs >= BASELINE_RUNS:
            break
    rows = zip(*there, strict=True)
    return Presence(
        np.concatenate(came)[:BASELINE_RUNS],
        tuple(np.concatenate(row)[:BASELINE_RUNS] for row in rows),
    )
