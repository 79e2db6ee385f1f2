"""Time: how long everything really takes, what is caught up, and what is cut."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.course import Block, Step
from facilitate.simulation.scene import Mask, Scene
from facilitate.simulation.streams import Floats, Streams, exp, log, lognormal, normal, root

Z90 = 1.2815515655446004  # nine out of ten normal numbers are below


@dataclass(frozen=True, eq=False, slots=True)
class Draws:
    """What chance says about time, apart from what is made of it.

    Parameters
    ----------
    delay
        Minutes that each block begins later because people come in; shape (runs, blocks).
    factor
        For each block, how long each step takes, as a multiple of its plan; for a change of
        places, minutes; shape (runs, steps of the block).
    """

    delay: Floats
    factor: tuple[Floats, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Times:
    """What becomes of the timetable.

    Parameters
    ----------
    began, ended
        Minutes after the plan at which each block begins and ends; shape (runs, blocks).
    own
        Minutes that each block adds to its own lateness; shape (runs, blocks).
    held
        Whether each rotation takes place; shape (runs, rotations of all blocks).
    waiting
        Minutes that people wait for the last to be seated; shape (runs,).
    """

    began: Floats
    ended: Floats
    own: Floats
    held: Mask
    waiting: Floats


def draw_times(scene: Scene, assumptions: Assumptions, streams: Streams, runs: int) -> Draws:
    """Draw how long everything takes in `runs` runs."""
    delays, factors = [], []
    for block in scene.blocks:
        u = streams(f"delay {block.id}").uniform(runs)
        delays.append(_delay(u, assumptions) if block.called_in else np.zeros(runs))
        draws = streams(f"length {block.id}").uniform(runs, max(1, len(block.steps)))
        columns = [_factor(step, draws[:, k], assumptions) for k, step in enumerate(block.steps)]
        factors.append(np.column_stack(columns) if columns else np.zeros((runs, 0)))
    return Draws(np.column_stack(delays), tuple(factors))


def _delay(u: Floats, assumptions: Assumptions) -> Floats:
    """Lognormal by its median and the value that nine out of ten do not pass."""
    half, most = assumptions["start_delay"], assumptions["start_delay_p90"]
    if half <= 0 or most <= half:
        return np.full_like(u, half)
    sigma = log(np.array([most / half]))[0] / Z90
    return half * exp(sigma * normal(u))


def _factor(step: Step, u: Floats, assumptions: Assumptions) -> Floats:
    if step.kind == "plenary":
        return lognormal(u, assumptions["plenary_factor"], assumptions["plenary_cv"])
    if step.kind == "talk":
        slowest = slowest_of(u, step.crowd, assumptions["talk_cv"])
        return assumptions["talk_factor"] * slowest
    if step.kind == "change":
        return _change(step, u, assumptions)
    return np.ones_like(u)


def slowest_of(u: Floats, many: int, cv: float) -> Floats:
    """Draw the greatest of `many` lognormal numbers of mean 1, from one uniform number.

    The greatest of m independent numbers is at most x with probability F(x)^m; so the quantile
    of u^(1/m) is such a greatest one.
    """
    return lognormal(root(u, many), 1.0, cv)


def _change(step: Step, u: Floats, assumptions: Assumptions) -> Floats:
    """Minutes until the last one is seated.

    One person needs a lognormal time around a part of the planned changeover; with the crowd the
    slowest gets slower. Whoever has the farthest to go comes on top.
    """
    if not assumptions["changeover_half"]:
        return np.full_like(u, step.minutes)
    walk = step.walk * assumptions["place_spacing"] / assumptions["walking_speed"] / 60
    slowest = slowest_of(u, step.crowd, assumptions["changeover_cv"])
    return usual_change(step, assumptions) * slowest + walk


def usual_change(step: Step, assumptions: Assumptions) -> float:
    """Minutes that one person needs for a change of places on average.

    Half of the people need less than the assumed part of what is planned; 0 stands for exactly
    as planned.
    """
    half, cv = assumptions["changeover_half"] * step.minutes, assumptions["changeover_cv"]
    return half * math.sqrt(1 + cv * cv) if half else step.minutes


def run_times(
    blocks: Sequence[Block],
    draws: Draws,
    assumptions: Assumptions,
    buffers: Sequence[float] | None = None,
) -> Times:
    """Let the blocks run one after the other in all runs at once.

    Parameters
    ----------
    buffers
        Minutes kept free after each block, on top of the plan; all later blocks of that day are
        planned so much later.
    """
    runs = len(draws.delay)
    extra = list(buffers or [0.0] * len(blocks))
    ends: list[Floats] = []
    began, ended, own, held = [], [], [], []
    waiting = np.zeros(runs)
    for at, block in enumerate(blocks):
        earlier = [j for j in range(at) if blocks[j].day == block.day]
        shift = sum(extra[j] for j in earlier)
        ready = np.full(runs, -np.inf)
        for j in earlier:
            if blocks[j].end <= block.start + 1e-6:
                ready = np.maximum(ready, ends[j])
        start = np.maximum(ready, block.start + shift) + draws.delay[:, at]
        later = [b.start for b in blocks if b.day == block.day and b.start >= block.end - 1e-6]
        free = extra[at] + (min(later) - block.end if later else 0.0)
        clock = _Clock(block, shift, start, free, assumptions)
        for k, step in enumerate(block.steps):
            clock.take(step, draws.factor[at][:, k])
        ends.append(clock.now)
        began.append(start - block.start - shift)
        ended.append(clock.now - block.end - shift)
        own.append(ended[-1] - np.maximum(0.0, ready - block.start - shift))
        waiting += clock.waiting
        held += clock.held
    return Times(
        np.column_stack(began),
        np.column_stack(ended),
        np.column_stack(own),
        np.column_stack(held) if held else np.zeros((runs, 0), bool),
        waiting,
    )


class _Clock:
    """One block running in all runs at once."""

    def __init__(
        self, block: Block, shift: float, start: Floats, free: float, assumptions: Assumptions
    ) -> None:
        self.block, self.shift, self.free, self.assumptions = block, shift, free, assumptions
        self.now = start
        self.waiting = np.zeros_like(start)
        self.held: list[Mask] = []
        self.after = [step for step in block.steps if step.rotation < 0]
        self.going = np.ones(len(start), bool)

    def take(self, step: Step, factor: Floats) -> None:
        """Let one step run."""
        if step.rotation >= 0 and self._opens(step):
            self.going = self.going & ~self._too_late(step)
            self.held.append(self.going)
        length = self._length(step, factor)
        if step.rotation >= 0:
            length = np.where(self.going, length, 0.0)
        self.now = self.now + length

    def _opens(self, step: Step) -> bool:
        """Whether a rotation begins with this step; the first one has no change before it."""
        return step.kind == "change" or len(self.held) == step.rotation

    def _late(self, step: Step) -> Floats:
        return np.maximum(0.0, self.now - step.start - self.shift)

    def _too_late(self, step: Step) -> Mask:
        """Whether even with this rotation as the last one the end would be much too late.

        What is free until the next block begins may be used up first.
        """
        if step.rotation < self.block.least_rotations:
            return np.zeros(len(self.now), bool)
        rest = sum(
            self._shortest(one)
            for one in self.block.steps
            if one.rotation == step.rotation or (one.rotation < 0 and one.start > step.start)
        )
        end = self.now + rest - self.block.end - self.shift
        late: Mask = end > self.free + self.assumptions["cut_after"]
        return late

    def _spare(self, step: Step) -> float:
        """Minutes by which a step may be made shorter."""
        if step.kind == "pause":
            return min(step.minutes - step.least, self.assumptions["pause_use"] * step.minutes)
        return self.assumptions["elastic_use"] * (step.minutes - step.least)

    def _shortest(self, step: Step) -> float:
        return step.minutes - self._spare(step)

    def _length(self, step: Step, factor: Floats) -> Floats:
        if step.kind == "change":
            average = usual_change(step, self.assumptions)
            self.waiting = self.waiting + np.where(
                self.going, np.maximum(0.0, factor - average), 0.0
            )
            return factor
        wanted = step.minutes - np.minimum(self._late(step), self._spare(step))
        if step.kind != "talk":
            return wanted * factor
        over = np.minimum(self.assumptions["gong_patience"], np.maximum(0.0, wanted * (factor - 1)))
        return wanted + over


def day_end(blocks: Sequence[Block], day: int) -> int:
    """Index of the block with which `day` ends: the last one that is no break."""
    there = [at for at, block in enumerate(blocks) if block.day == day]
    working = [at for at in there if not blocks[at].pause] or there
    return max(working, key=lambda at: blocks[at].end)
