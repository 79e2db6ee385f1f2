"""One rotation with costs of pairs: cooling down, each person choosing among all swaps at once."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from random import Random

import numpy as np
import numpy.typing as npt

from facilitate.grouping.costs import AVOID, Change, Costs, added
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import Improvement

HOT, COLD = 0.57, 0.15  # temperatures, in spreads of what a person's whole group costs them
SWEEPS = 300  # of one cooling, unless a clock says how long it may take
COOLING = 0.9  # of the time; the rest is for what follows
NOISE = 2**15  # numbers drawn once; a choice begins anywhere among them


class Row:
    """The one rotation under change; a step costs about as much as there are people.

    Attributes
    ----------
    row
        Group of each person.
    values
        Value of every tier.
    pair
        Cost of each pair for sharing a group; shape (people, people).
    group
        Cost of each person in each group; shape (groups, people).
    own
        Cost of each person where they are.
    """

    def __init__(self, costs: Costs, row: Ints) -> None:
        self.costs, self.pair = costs, costs.static
        if costs.problem.counts:
            met = costs.problem.history()
            self.pair = self.pair + costs.countable * costs.marginal(met)
        self.seat(row)

    def seat(self, row: Ints) -> None:
        """Begin anew from the group of each person."""
        self.row = row.copy()
        self.values: Change = self.costs.tally(row[None, :])
        groups = np.arange(self.costs.problem.groups)
        self.group = (groups[:, None] == row).astype(np.int64) @ self.pair
        if self.costs.places is not None:
            self.group += self.costs.places[0].T
        self.own = self.group[row, np.arange(len(row))]

    def changes(self, person: int) -> Ints:
        """Weighted change of each swap of one person; 0 inside the group, where none is made."""
        here = self.row[person]
        change = self.group[:, person].take(self.row)
        change -= self.own
        change += self.group[here]
        change -= self.own[person]
        change -= self.pair[person]
        change -= self.pair[person]
        change[self.row == here] = 0
        return np.asarray(change, np.int64)

    def swap(self, i: int, j: int, change: int) -> None:
        """Exchange two people of different groups."""
        a, b = self.row[i], self.row[j]
        moved = self.pair[i] - self.pair[j]
        self.group[a] -= moved
        self.group[b] += moved
        self.own -= moved * (self.row == a)
        self.own += moved * (self.row == b)
        self.row[i], self.row[j] = b, a
        self.own[i], self.own[j] = self.group[b, i], self.group[a, j]
        self.values = added(self.values, self.costs.decode(change))


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
    state = Row(costs, seats[0])
    best = state.values
    yield Improvement(best, seats.copy())
    unit = _unit(costs.problem) * costs.weights[AVOID]
    draws = [(1 + int(rng.random() * 2**30)) / (2**30 + 1) for _ in range(NOISE + len(state.row))]
    noise = -np.log(-np.log(draws))
    done, share = 0, 0.0
    while share < 1 and best > target and not stop.now():
        _sweep(state, unit * (HOT + (COLD - HOT) * share), noise, rng)
        done += 1
        share = done / SWEEPS if stop.seconds is None else stop.elapsed / (COOLING * stop.seconds)
        if state.values < best:
            best = state.values
            yield Improvement(best, state.row[None, :].copy())


def _unit(problem: Problem) -> float:
    """Spread of what a whole group costs one person."""
    if problem.cost is None:
        return 0.0
    return float(problem.cost.std()) * sqrt(int(problem.sizes.max()))


def _sweep(state: Row, heat: float, noise: npt.NDArray[np.float64], rng: Random) -> None:
    """Let everybody in turn swap with somebody, or nobody."""
    people = len(state.row)
    for i in range(people):
        change = state.changes(i)
        begin = int(rng.random() * NOISE)
        worth = change - heat * noise[begin : begin + people]
        j = int(worth.argmin())
        if state.row[j] != state.row[i]:
            state.swap(i, j, int(change[j]))
