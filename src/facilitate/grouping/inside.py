"""Rules kept inside a design: who takes which place, in rings where people have to stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from random import Random

import numpy as np

from facilitate.grouping import designs
from facilitate.grouping.cooling import cool_labels, stages
from facilitate.grouping.costs import Change, Costs, recount
from facilitate.grouping.designs import Design
from facilitate.grouping.labels import Labelling, relabel
from facilitate.grouping.problem import REPEATS, Ints
from facilitate.grouping.running import Run, target_of
from facilitate.grouping.serving import best_rows
from facilitate.grouping.tabu import Improvement
from facilitate.grouping.turning import Turning, arranged, turn

TRIES, TURNED = 3, 2  # rings that turn, and their steps in times the patience of the search
COOLED = 2  # steps of cooling who takes which place, likewise
TURNS = 3  # of choosing labels and rotations of a design


def inside_designs(run: Run, design: Design) -> Iterator[tuple[Improvement, str]]:
    """Seat everybody within designs, each with its name: in rings where people have to stay."""
    problem = run.problem
    bare = replace(problem, apart=(), avoid={}, spread={}, hard=frozenset())
    turning = arranged(bare) if problem.joined or problem.fixed else None
    if turning is None:
        pool, inside = _within(run, design)
        yield inside, pool.name
    else:
        for inside in _turned(run, turning):
            yield inside, f"rings of {problem.rotations} that turn"


def _turned(run: Run, turning: Turning) -> Iterator[Improvement]:
    """Seat people in rings that turn; the rules are kept by who takes which place."""
    problem, everybody = run.problem, np.arange(run.problem.people)
    held = {*chain(*problem.joined), *(person for _when, person, _group in problem.fixed)}
    for more in reversed(range(TRIES)):
        seats = run.last(turn(turning, run.rng, run.stop, TURNED * run.patience))
        if recount(turning.problem, seats)[REPEATS] == 0 or not more or run.stop.over:
            yield _cooled(run, seats, everybody, held)


def _cooled(run: Run, seats: Ints, start: Ints, stay: Collection[int] = ()) -> Improvement:
    """Let people change places in a seating until the rules are kept; gives the seating."""
    problem, found = run.problem, [start]
    for stage in stages(problem, stay):
        target = target_of(stage.asked, run.bounds, problem.rotations)
        steps = COOLED * run.patience
        cooling = cool_labels(stage, seats, run.rng, run.stop, steps, target, found[-1])
        found.append(run.last(better.found for better in cooling))
    strict = Labelling(Costs(problem, span=problem.rotations), seats)
    start = min(found, key=strict.tally)
    target = target_of(problem, run.bounds, problem.rotations)
    seats = strict.seating(labelled(run, strict, target, start).found)
    return Improvement(Costs(problem).tally(seats), seats)


def _within(run: Run, design: Design) -> tuple[Design, Improvement]:
    """Choose labels and rotations of a design by turns, as long as that makes it better."""
    problem = run.problem
    pool = designs.roomy(problem.sizes[0], problem.rotations, Random(run.seed), design.name)
    if pool is None:
        pool = design
    costs = Costs(problem, span=problem.rotations)
    rows = list(range(problem.rotations))
    target = target_of(problem, run.bounds, problem.rotations)
    best = labelled(run, Labelling(costs, pool.seats[rows]), target)
    for _turn in range(TURNS):
        chosen = best_rows(problem, pool.seats[:, best.found], rows)
        if chosen == rows or best.values <= target or run.stop.over:
            break
        better = labelled(run, Labelling(costs, pool.seats[chosen]), target, best.found)
        if better.values >= best.values:
            break
        rows, best = chosen, better
    seats = pool.seats[rows]
    held = problem.joined or problem.fixed or problem.cost is not None  # what no place can serve
    if best.values > target and not held and not run.stop.over:
        return pool, _cooled(run, seats, best.found)
    seats = seats[:, best.found]
    return pool, Improvement(Costs(problem).tally(seats), seats)


def labelled(
    run: Run, labelling: Labelling, target: Change, start: Ints | None = None
) -> Improvement:
    """Choose who takes which position, by tabu search from `start` or by chance."""
    return run.follow(relabel(labelling, run.rng, run.stop, run.patience, target, start))
