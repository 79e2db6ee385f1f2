"""Lexicographic goals: bounds by a chain of linear programs, then one proof in whole numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facilitate.grouping.wishes.linear import SLACK, Floats, Outcome, Solver
from facilitate.grouping.wishes.model import Model
from facilitate.grouping.wishes.watch import Watch

STEEPEST = 30  # halvings of the weights that lead the first solution towards the goals


@dataclass(frozen=True, eq=False)
class Found:
    """What came of a search.

    Parameters
    ----------
    outcome
        ``solved`` with proof, ``impossible`` with proof, or ``stopped``.
    bounds
        Loss → fewest people who lose as much or more, if the graver levels are at their bounds.
    solution
        Best values of the columns, if any were found.
    """

    outcome: Outcome
    bounds: dict[int, int]
    solution: Floats | None


def smallest(model: Model, watch: Watch) -> Found:
    """Make the fewest lose most, then the fewest lose one rank less, and so on."""
    chain = _Chain(model, watch)
    if chain.outcome != "solved":
        return Found(chain.outcome, chain.bounds, None)
    solution = reach(model, chain.bounds, watch, chain.kept)
    if solution is not None:
        return Found("solved", chain.bounds, solution)
    return _by_the_last(model, watch, chain.bounds) or _one_by_one(model, watch, chain.bounds)


def _by_the_last(model: Model, watch: Watch, bounds: dict[int, int]) -> Found | None:
    """Prove all levels at once where only the last of them misses its bound."""
    last = min(bounds, default=0)
    if not last:
        return None
    solver = Solver(model.linear, watch, whole=True)
    for loss in range(last + 1, model.cap + 1):
        solver.at_most(model.losing(loss), bounds.get(loss, 0))
    costs = model.losing(last)
    solver.aims_at(costs, last)
    if solver.run() != "solved":
        return None
    solution = np.rint(solver.solution)
    value = round(float(costs @ solution))
    solver.at_most(costs, value)
    solver.aims_at(model.preferences)
    return _unique(solver, solution, Found("solved", bounds | {last: value}, solution))


def reach(
    model: Model, bounds: dict[int, int], watch: Watch, kept: npt.NDArray[np.bool_] | None = None
) -> Floats | None:
    """Find the one solution at all `bounds` that the tie-breaking costs prefer.

    Parameters
    ----------
    kept
        Columns that may be used; all if left out.
    """
    solver = Solver(model.linear, watch, whole=True)
    if kept is not None:
        solver.forbid(np.flatnonzero(~kept))
    for loss in range(1, model.cap + 1):
        solver.at_most(model.losing(loss), bounds.get(loss, 0))
    solver.costs(model.preferences)
    solver.run()
    return solver.solution if solver.found else None


class _Chain:
    """One linear program per level, each going on from the last one's solution.

    A column whose reduced cost exceeds what is left up to the next whole number cannot be used
    by any whole solution at the bound; the programs get smaller on the way.
    """

    def __init__(self, model: Model, watch: Watch) -> None:
        self.model = model
        self.bounds: dict[int, int] = {}
        self.solver = Solver(model.linear, watch, whole=False)
        self.kept = np.ones(self.solver.columns, bool)
        weights = 2.0 ** np.maximum(model.losses - model.cap, -STEEPEST)
        self.solver.costs(np.where(model.losses > 0, weights, 0.0))
        self.outcome = self.solver.run()
        self.solver.keep_warm()
        loss = model.cap
        while self.outcome == "solved" and loss:
            self._level(loss)
            loss -= 1

    def _level(self, loss: int) -> None:
        costs = self.model.losing(loss)
        if costs @ self.solver.solution < SLACK:
            self._drop(costs > 0)
            return
        self.solver.costs(costs)
        self.outcome = self.solver.run()
        if self.outcome != "solved":
            return
        solution = self.solver.solution
        value = float(costs @ solution)
        self.bounds[loss] = bound = math.ceil(value - SLACK)
        dear = self.solver.reduced_costs > bound - value + SLACK
        self._drop(dear & (solution < SLACK) & (np.array(self.model.linear.lower) == 0))
        self.solver.at_most(costs, bound)

    def _drop(self, columns: npt.NDArray[np.bool_]) -> None:
        self.kept &= ~columns
        self.solver.forbid(np.flatnonzero(columns))


def _one_by_one(model: Model, watch: Watch, known: dict[int, int]) -> Found:
    """Prove level after level in whole numbers; `known` bounds hold up to the first one missed."""
    solver = Solver(model.linear, watch, whole=True)
    bounds: dict[int, int] = {}
    solution: Floats | None = None
    proven = met = True
    for loss in range(model.cap, 0, -1):
        costs = model.losing(loss)
        if solution is None or costs @ solution > 0:
            solver.aims_at(costs, loss)
            if solution is not None:
                solver.begin_at(solution)
            outcome = solver.run()
            if not solver.found:
                ended = solution is None and outcome == "impossible"
                return Found("impossible" if ended else "stopped", bounds or known, solution)
            solution = np.rint(solver.solution)
            proven = proven and outcome == "solved"
            bounds[loss] = max(solver.bound, known.get(loss, 0) if met else 0)
            met = met and costs @ solution == known.get(loss, 0)
        solver.at_most(costs, float(costs @ solution))
    if solution is None:  # nobody can lose anything: whether it is possible is all there is
        outcome = solver.run()
        return Found(outcome, bounds, solver.solution if solver.found else None)
    solver.aims_at(model.preferences)
    return _unique(solver, solution, Found("solved" if proven else "stopped", bounds, solution))


def _unique(solver: Solver, solution: Floats, found: Found) -> Found:
    """Take the one that the tie-breaking costs prefer among all that are as good."""
    solver.begin_at(solution)
    solver.run()
    return Found(found.outcome, found.bounds, solver.solution if solver.found else solution)
