"""One rotation with costs of pairs: cooling down, each person choosing among all swaps at once."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from random import Random

import numpy as np
import numpy.typing as npt

from facilitate.grouping.costs import AVOID, Change, Costs
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.seating import Seating
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import Improvement

HOT, COLD = 0.32, 0.12  # temperatures, in spreads of what a person's whole group costs them
SWEEPS = 400  # of one cooling, unless a clock says how long it may take
COOLING = 0.9  # of the time; the rest is for what follows
BLOCK = 2**15  # entries of the table of swaps looked at together
NOISE = 2**15  # numbers drawn once; a choice begins anywhere among them

Floats = npt.NDArray[np.float64]


def cool(
    costs: Costs, seats: Ints, rng: Random, stop: Stop, target: Change
) -> Iterator[Improvement]:
    """Improve a seating of one rotation; yields every better one that a sweep ends with.

    In each sweep everybody in turn draws one of all their swaps, or none, by its change and the
    temperature (a heat bath). The temperature falls evenly, by sweeps, or by the clock if there is
    a time limit.

    Parameters
    ----------
    costs
        Goals as weights, with `span` 1, of a problem with costs of pairs.
    seats
        Where to start; shape (1, people).
    target
        Values that cannot be beaten.

    References
    ----------
    Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing.
    """
    seating = Seating(costs, seats)
    best = seating.values
    yield Improvement(best, seats.copy())
    unit = _unit(costs.problem) * costs.weights[AVOID]
    noise = gumbel(rng, NOISE + BLOCK + costs.problem.people)
    done, share = 0, 0.0
    while share < 1 and best > target and not stop.now():
        _sweep(seating, unit * (HOT + (COLD - HOT) * share), noise, rng)
        done += 1
        share = done / SWEEPS if stop.seconds is None else stop.elapsed / (COOLING * stop.seconds)
        if seating.values < best:
            best = seating.values
            yield Improvement(best, seating.seats.copy())


def gumbel(rng: Random, count: int) -> Floats:
    """Draw noise: the least of changes less heat times noise is drawn as at that temperature.

    References
    ----------
    Gumbel (1954), Statistical theory of extreme values and some practical applications.
    """
    draws = [(1 + int(rng.random() * 2**30)) / (2**30 + 1) for _ in range(count)]
    return np.asarray(-np.log(-np.log(draws)), np.float64)


def _unit(problem: Problem) -> float:
    """Spread of what a whole group costs one person."""
    if problem.cost is None:
        return 0.0
    return float(problem.cost.std()) * sqrt(int(problem.sizes.max()))


def _sweep(seating: Seating, heat: float, noise: Floats, rng: Random) -> None:
    """Let everybody in turn swap with somebody, or nobody.

    The swaps of many people are looked at together, and those of somebody whose group has changed
    meanwhile once more.
    """
    row = seating.seats[0]
    crowd = np.arange(len(row))
    for people in np.array_split(crowd, -(-(len(row) ** 2) // BLOCK)):
        begin = int(rng.random() * NOISE)
        luck = heat * noise[begin : begin + len(people) * len(row)].reshape(-1, len(row))
        chosen = _drawn(seating, people, luck)
        touched: set[int] = set()
        for k in (chosen != people).nonzero()[0].tolist():
            i, j = int(people[k]), int(chosen[k])
            if not touched.isdisjoint((int(row[i]), int(row[j]))):
                j = int(_drawn(seating, people[k : k + 1], luck[k : k + 1])[0])
            if i != j:
                touched.update((int(row[i]), int(row[j])))
                seating.apply(0, i, j, seating.change(0, i, j))


def _drawn(seating: Seating, people: Ints, luck: Floats) -> Ints:
    """Whom each of some people swaps with, the change set against luck; or themselves."""
    change = seating.changes(0, people)
    change[range(len(people)), people] = 0
    return np.asarray((change - luck).argmin(axis=1), np.int64)
