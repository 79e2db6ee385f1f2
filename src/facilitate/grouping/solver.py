"""Puts it together: a start by construction, a search over its labels, a search beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from random import Random

import numpy as np

from facilitate.grouping import designs, large
from facilitate.grouping.annealing import cool
from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.costs import Change, Costs, recount
from facilitate.grouping.designs import Design
from facilitate.grouping.designs.design import meetings
from facilitate.grouping.inside import inside_designs, labelled
from facilitate.grouping.labels import Labelling, Sides, relabel
from facilitate.grouping.problem import BROKEN, COST, REPEATS, THIRDS, Ints, Problem, same
from facilitate.grouping.running import Result, Run, target_of
from facilitate.grouping.search import improve
from facilitate.grouping.stopping import Progress, Stop, shuffled
from facilitate.grouping.tabu import Improvement

DENSE = 1_200  # people up to which a table of all pairs is kept for each rotation: 12 MB
HASTE = 4  # part of the patience of the search before who takes which place of a design is chosen
SAMPLED = 400  # people from which who starts where is first improved by sampled swaps


def solve(
    problem: Problem,
    *,
    seed: int,
    stop: Stop | None = None,
    progress: Progress | None = None,
    start: Ints | None = None,
) -> Result:
    """Seat everybody freely in every rotation.

    Parameters
    ----------
    problem
        What is asked.
    seed
        The same seed gives the same result (unless the clock stops it).
    stop
        When to stop; by default after a number of steps.
    progress
        Called at improvements.
    start
        Seats to begin from, which the result is never worse than; shape (rotations, people).
    """
    run = Run(problem, seed, stop or Stop(), progress)
    if start is not None and problem.people <= DENSE:
        costs = Costs(problem)
        steps = improve(costs, start, run.rng, run.stop, run.patience, run.target)
        return run.result(_kept(run, costs, run.follow(steps)).found, None, "")
    design = _start(problem, run.rng)
    if problem.people > DENSE:
        return _solve_large(run, design)
    costs = Costs(problem)
    if problem.people > SAMPLED and design.name:
        start = design.seats[:, _settled(run, design)[0]]
    else:
        start = design.seats[:, shuffled(problem.people, run.rng)]
    if design.firm:
        start = _extended(run, start, design.firm)
        design = replace(design, seats=start)
    if problem.rotations == 1 and problem.cost is not None:
        start = run.follow(cool(costs, start, run.rng, run.stop, run.target)).found
        if run.stop.seconds is not None and run.status == "complete":
            run.status = "stopped-by-time"  # the clock told how slowly to cool
    patience = run.patience // HASTE if design.name else run.patience
    best = run.follow(improve(costs, start, run.rng, run.stop, patience, run.target))
    if best.values > run.target and design.name and not run.stop.over:
        return _beyond(run, costs, best, design)
    return run.result(_kept(run, costs, best).found, None, design.name)


def _kept(run: Run, costs: Costs, best: Improvement) -> Improvement:
    """Go on until the rules are kept where the clock came before that."""

    def search(stop: Stop, enough: Change) -> Iterator[Improvement]:
        return improve(costs, best.found, run.rng, stop, run.patience, enough)

    return run.overtime(best, search)


def _extended(run: Run, seats: Ints, firm: int) -> Ints:
    """Search the rotations that a design lacks; its own, the first ones, stay as they are."""
    problem = run.problem
    met = meetings(seats[:firm]) + (0 if problem.met is None else problem.met)
    fixed = tuple(
        (None if r is None else r - firm, person, group)
        for r, person, group in problem.fixed
        if r is None or r >= firm
    )
    rest = replace(problem, sizes=problem.sizes[firm:], met=met, fixed=fixed)
    target = target_of(rest, lower_bounds(rest))
    steps = improve(Costs(rest), seats[firm:], run.rng, run.stop, run.patience, target)
    return np.concatenate([seats[:firm], run.follow(steps).found])


def _beyond(run: Run, costs: Costs, best: Improvement, design: Design) -> Result:
    """Keep the rules within a design as far as that goes, then leave it, if need be."""
    problem = run.problem
    found, inside = [(best, design.name)], []
    for near, name in inside_designs(run, design):
        inside.append(near)
        found.append((near, name))
        if near.values <= run.target or run.stop.over:
            break
    else:
        patience = run.patience // len(inside)
        for near, name in tuple(found):
            steps = improve(costs, near.found, run.rng, run.stop, patience, run.target)
            found.append((run.follow(steps), name))
    best, name = min(found, key=lambda one: one[0].values)
    result = run.result(_kept(run, costs, best).found, None, name)
    score = min((recount(problem, one.found) for one in inside), key=itemgetter(REPEATS))
    if score[REPEATS] >= result.score[REPEATS]:
        return result
    return replace(result, within=score)


def _solve_large(run: Run, design: Design) -> Result:
    """Seat a crowd for which a table of all pairs is too large."""
    problem = run.problem
    position, score = _settled(run, design)
    seats = np.take(design.seats, position, axis=1)
    if problem.together or problem.fixed or score is None:
        large.unite(problem, seats)
        return run.result(seats, None, design.name)
    return Result(seats, None, score, {BROKEN: 0} | run.bounds, design.name, run.status)


def _settled(run: Run, design: Design) -> tuple[Ints, dict[str, int] | None]:
    """Position of each person in a design, by columns and then by sampled swaps.

    The score is given, too, as long as no swap has changed it.
    """
    problem = run.problem
    position = large.by_columns(problem, run.rng)
    counted = recount(problem, np.take(design.seats, position, axis=1))
    score: dict[str, int] | None = counted
    if any(counted[goal] > bound for goal, bound in ({BROKEN: 0} | run.bounds).items()):
        with run.interruptible():
            for better in large.settle(problem, design, position, run.rng, run.stop):
                position, score = better, None
    return position, score


def solve_movement(
    problem: Problem,
    movement: Design,
    *,
    seed: int,
    stop: Stop | None = None,
    progress: Progress | None = None,
    start: Ints | None = None,
) -> Result:
    """Decide who starts where, from the positions `start` on; the `movement` does the rest.

    Meetings that the movement itself repeats are unavoidable: without history they are the bound.
    """
    run = Run(problem, seed, stop or Stop(), progress)
    labelling = Labelling(Costs(problem, span=problem.rotations), movement.seats)
    if problem.met is None and problem.counts and not problem.joined:
        fixed = recount(problem, movement.seats)
        run.bounds |= {goal: fixed[goal] for goal in (REPEATS, THIRDS)}
    run.target = target_of(problem, run.bounds, problem.rotations)
    best = labelled(run, labelling, run.target, start)

    def search(stop: Stop, enough: Change) -> Iterator[Improvement]:
        return relabel(labelling, run.rng, stop, run.patience, enough, best.found)

    best = run.overtime(best, search)
    return run.result(labelling.seating(best.found), best.found, movement.name)


def solve_sides(
    problem: Problem,
    sides: Ints,
    *,
    seed: int,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Result:
    """Decide circle and side only, for circles with free seats.

    Parameters
    ----------
    sides
        Side of a circle of each position, 2·circle or 2·circle + 1; shape (people,).
    """
    problem = replace(problem, hard=problem.hard & problem.avoid.keys())  # even is per side
    run = Run(problem, seed, stop or Stop(), progress)
    opposed = (*problem.avoid, *(() if problem.cost is None else (COST,)))
    run.bounds |= dict.fromkeys(opposed, 0)
    run.target = target_of(problem, run.bounds)
    labelling = Sides(Costs(problem), sides[None, :])
    best = labelled(run, labelling, run.target)
    result = run.result(labelling.seating(best.found), best.found, "")
    opposite = labelling.opposite[np.ix_(best.found, best.found)]
    for goal, codes in problem.avoid.items():
        result.score[goal] = int((opposite * same(codes)).sum()) // 2
    if problem.cost is not None:
        result.score[COST] = int((opposite * problem.cost).sum()) // 2
    beside = _broken_beside(problem, result.seats)
    result.score[BROKEN] += sum(int(opposite[i, j]) for i, j in problem.apart) - beside
    return result


def _broken_beside(problem: Problem, seats: Ints) -> int:
    """Apart pairs on one side of a circle, where they do not meet."""
    return sum(int((seats[:, i] == seats[:, j]).sum()) for i, j in problem.apart)


def _start(problem: Problem, rng: Random) -> Design:
    """Give a construction without repeats if there is one for exactly these groups, else chance."""
    if problem.counts and problem.rotations > 1:
        for known in (designs.for_sizes, designs.partial):
            design = known(problem.sizes[0], problem.rotations, rng)
            if design is not None and np.array_equal(_sizes(design, problem.groups), problem.sizes):
                return design
    if problem.people > DENSE:
        return large.columns(problem.sizes[0], problem.rotations)
    return Design(_by_chance(problem, rng))


def _sizes(design: Design, groups: int) -> Ints:
    return np.array([np.bincount(row, minlength=groups) for row in design.seats])


def _by_chance(problem: Problem, rng: Random) -> Ints:
    rows = []
    for sizes in problem.sizes:
        row = np.empty(problem.people, np.int64)
        row[shuffled(problem.people, rng)] = np.repeat(np.arange(problem.groups), sizes)
        rows.append(row)
    return np.array(rows)
