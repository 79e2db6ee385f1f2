"""Who takes which position of a design: cooling down, with all goals weighing alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
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

HOT, COLD = 1.0, 0.6  # temperatures, in pairs of a kind to be spread
GRAVE = 2  # of these is worth what else is asked of a pair


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


def stages(problem: Problem, stay: Collection[int]) -> Iterator[tuple[Problem, Bools]]:
    """Give what is asked in turn, and which swaps are barred meanwhile; see `cool_labels`.

    First what is to be spread, by swaps of people who differ in it; then everything, by swaps of
    people who do not; then by all swaps. Most swaps are of people who are alike, and would only
    delay the first. People who `stay` never swap.
    """
    kinds = np.array(list(problem.spread.values()), np.int64).reshape(-1, problem.people)
    alike = (kinds[:, :, None] == kinds[:, None, :]).all(axis=0)
    staying = np.isin(np.arange(problem.people), list(stay))
    never = staying[:, None] | staying
    hard = problem.hard & problem.spread.keys()
    spread = replace(problem, apart=(), avoid={}, fixed=(), hard=hard)
    for asked, barred in ((spread, alike | never), (problem, ~alike | never), (problem, never)):
        if not (barred | np.eye(problem.people, dtype=np.bool_)).all():
            yield asked, barred


def cool_labels(
    labelling: Labelling,
    rng: Random,
    stop: Stop,
    steps: int,
    target: Change,
    start: Ints,
    barred: Bools,
) -> Iterator[Improvement]:
    """Search who takes which position of a design; yields every better choice.

    Each step draws one of the swaps by its change and the temperature, which falls evenly. Where
    many groups are to be even in several ways at once, that finds what the best swap of each step
    does not.

    Parameters
    ----------
    labelling
        The design, and a problem without costs of pairs.
    steps
        How many steps to make, unless `target` is reached.
    start
        Position of each person; shape (people,).
    barred
        Pairs of people who may not swap, symmetric; shape (people, people). Among them is everybody
        with a position that meets another one more than once.

    References
    ----------
    Bortz, Kalos and Lebowitz (1975), A new algorithm for Monte Carlo simulation of Ising spin
    systems, for steps that always move.
    """
    costs, position, people = labelling.costs, start.copy(), len(start)
    alike = _Alike(costs.problem, costs.span)
    exchanges = Exchanges(_Once(alike, labelling.seats), position)
    luck, barred = gumbel(rng, NOISE + people**2), barred | np.eye(people, dtype=np.bool_)
    value = least = 0
    best = labelling.tally(position)
    yield Improvement(best, position.copy())
    for step in range(steps):
        if best <= target or stop.now():
            return
        changes = exchanges.table()
        begin, heat = int(rng.random() * NOISE), HOT + (COLD - HOT) * step / steps
        drawn = changes - heat * luck[begin : begin + people**2].reshape(people, people)
        drawn[barred] = NEVER
        i, j = divmod(int(drawn.argmin()), people)
        value += int(changes[i, j])
        position[[i, j]] = position[[j, i]]
        exchanges.swap(i, j)
        if value < least:
            least, values = value, labelling.tally(position)
            if values < best:
                best = values
                yield Improvement(best, position.copy())
