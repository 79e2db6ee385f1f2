"""Who takes which position of a design: cooling down, with all goals weighing alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

import numpy as np
import numpy.typing as npt

from facilitate.grouping.annealing import NOISE, gumbel
from facilitate.grouping.costs import AVOID, SPREAD, Change, Costs
from facilitate.grouping.labels import Exchanges, Labelling
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints, Problem
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import NEVER, Improvement

Bools = npt.NDArray[np.bool_]

FEW, ALL = (1.0, 0.6), (2.0, 0.5)  # temperatures of a stage, in pairs of a kind to be spread
GRAVE = 4  # of these is worth what else is asked of a pair


class _Alike(Costs):
    """All goals in one size of weights, so that each may become worse for a while."""

    @cached_property
    def gravity(self) -> int:
        return GRAVE

    @cached_property
    def weights(self) -> dict[str, int]:
        return {BROKEN: 1, REPEATS: GRAVE, THIRDS: 0, AVOID: GRAVE, SPREAD: 1}


class _Once(Labelling):
    """A labelling in which positions meet once, or whoever is there stays."""

    @cached_property
    def layers(self) -> list[tuple[Ints, Ints]]:
        """Positions that meet, and what it costs two people to meet there."""
        return [(np.minimum(self.together, 1), self._meeting_cost(1))]


@dataclass(frozen=True, eq=False)
class Stage:
    """A part of the search for labels.

    Parameters
    ----------
    asked
        What counts meanwhile; without costs of pairs.
    barred
        Pairs of people who may not swap, symmetric; shape (people, people). Everybody is among
        them with a position that meets another one more than once.
    heat
        Temperatures at the beginning and at the end.
    """

    asked: Problem
    barred: Bools
    heat: tuple[float, float]


def stages(problem: Problem, stay: Collection[int]) -> Iterator[Stage]:
    """Give the stages of a search for labels in turn.

    First what is to be spread, by swaps of people who differ in it; then everything, by swaps of
    people who do not, for most swaps are of such people, and would only delay the first; then
    everything by all swaps; at last the musts alone, where there are other goals. People who
    `stay` never swap.
    """
    kinds = np.array(list(problem.spread.values()), np.int64).reshape(-1, problem.people)
    alike = (kinds[:, :, None] == kinds[:, None, :]).all(axis=0)
    staying = np.isin(np.arange(problem.people), list(stay))
    never = staying[:, None] | staying | np.eye(problem.people, dtype=np.bool_)
    hard = problem.hard & problem.spread.keys()
    found = [
        Stage(replace(problem, apart=(), avoid={}, fixed=(), hard=hard), alike | never, FEW),
        Stage(problem, ~alike | never, FEW),
        Stage(problem, never, ALL),
    ]
    if {*problem.avoid, *problem.spread} - problem.hard:
        avoid, spread = (
            {g: c for g, c in goals.items() if g in problem.hard}
            for goals in (problem.avoid, problem.spread)
        )
        found.append(Stage(replace(problem, avoid=avoid, spread=spread), never, FEW))
    return (stage for stage in found if not stage.barred.all())


def cool_labels(
    stage: Stage,
    seats: Ints,
    rng: Random,
    stop: Stop,
    steps: int,
    target: Change,
    start: Ints,
) -> Iterator[Improvement]:
    """Search who takes which position of a design; yields every better choice.

    Each step draws one of the swaps by its change and the temperature, which falls evenly. Where
    many groups are to be even in several ways at once, that finds what the best swap of each step
    does not.

    Parameters
    ----------
    stage
        What counts, and who may swap.
    seats
        Group of each position of the design in each rotation; shape (rotations, positions).
    steps
        How many steps to make, unless `target` is reached.
    start
        Position of each person; shape (people,).

    References
    ----------
    Bortz, Kalos and Lebowitz (1975), A new algorithm for Monte Carlo simulation of Ising spin
    systems, for steps that always move.
    """
    problem, position, people = stage.asked, start.copy(), len(start)
    labelling = Labelling(Costs(problem, problem.rotations), seats)
    exchanges = Exchanges(_Once(_Alike(problem, problem.rotations), seats), position)
    luck, (hot, cold) = gumbel(rng, NOISE + people**2), stage.heat
    value = least = 0
    best = labelling.tally(position)
    yield Improvement(best, position.copy())
    for step in range(steps):
        if best <= target or stop.now():
            return
        changes = exchanges.table()
        begin, heat = int(rng.random() * NOISE), hot + (cold - hot) * step / steps
        drawn = changes - heat * luck[begin : begin + people**2].reshape(people, people)
        drawn[stage.barred] = NEVER
        i, j = divmod(int(drawn.argmin()), people)
        value += int(changes[i, j])
        position[[i, j]] = position[[j, i]]
        exchanges.swap(i, j)
        if value < least:
            least, values = value, labelling.tally(position)
            if values < best:
                best = values
                yield Improvement(best, position.copy())
