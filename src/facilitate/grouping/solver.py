"""Puts it together: a start by construction, a search over its labels, a search beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

import numpy as np

from facilitate.grouping import designs, large
from facilitate.grouping.annealing import cool
from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.costs import TIERS, Change, Costs, recount
from facilitate.grouping.designs import Design
from facilitate.grouping.designs.design import meetings
from facilitate.grouping.labels import Labelling, Sides, relabel
from facilitate.grouping.problem import BROKEN, COST, REPEATS, THIRDS, Ints, Problem, same
from facilitate.grouping.search import improve
from facilitate.grouping.serving import best_rows
from facilitate.grouping.stopping import Progress, Report, Stop, shuffled
from facilitate.grouping.tabu import Improvement

Status = Literal["complete", "stopped-by-time", "interrupted"]
WORK = 30_000_000  # entries of swap tables looked at without an improvement: about a second
DENSE = 1_200  # people up to which a table of all pairs is kept for each rotation: 12 MB
TURNS = 3  # of choosing labels and rotations of a design
SAMPLED = 400  # people from which who starts where is first improved by sampled swaps
FEWEST_STEPS, MOST_STEPS = 300, 8_000


@dataclass(frozen=True, eq=False)
class Result:
    """What the engine found, with what cannot be beaten.

    Parameters
    ----------
    seats
        Group of each person in each rotation; shape (rotations, people).
    position
        Position of each person in the movement; None if everybody is seated freely.
    score, bounds
        Goal → value reached, and its lower bound; equal means optimal.
    design
        Construction the search began from; empty if it was chance.
    status
        Whether the search ended by itself, by the clock, or by Ctrl-C.
    within
        Goal → best value found without leaving the design, if the search left it for the rules'
        sake and that cost meetings again; else None.
    """

    seats: Ints
    position: Ints | None
    score: dict[str, int]
    bounds: dict[str, int]
    design: str
    status: Status
    within: dict[str, int] | None = None

    @property
    def price(self) -> int | None:
        """Meetings again that leaving the design cost; None if it was not left for the rules."""
        return None if self.within is None else self.score[REPEATS] - self.within[REPEATS]


class _Run:
    """One run: the clock, the reports, and the best so far."""

    def __init__(self, problem: Problem, seed: int, stop: Stop, progress: Progress | None) -> None:
        self.problem, self.stop, self.progress = problem, stop, progress
        self.seed, self.rng = seed, Random(seed)
        self.bounds = lower_bounds(problem)
        self.target = _target(problem, self.bounds)
        self.patience = _steps(problem.people) if stop.steps is None else stop.steps
        self.status: Status = "complete"

    def follow(self, improvements: Iterator[Improvement]) -> Improvement:
        """Follow a search to its end, the clock's end or Ctrl-C; gives its best."""
        best = next(improvements)
        with self.interruptible():
            self._tell(best)
            for best in improvements:
                self._tell(best)
        return best

    def _tell(self, best: Improvement) -> None:
        if self.progress is not None:
            values, least = (
                dict(zip(TIERS, tiers, strict=True)) for tiers in (best.values, self.target)
            )
            self.progress(Report(self.stop.elapsed, values, least))

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let Ctrl-C end the search, and note what ended it."""
        try:
            yield
        except KeyboardInterrupt:
            self.status = "interrupted"
            self.stop.by_clock = True
        if self.stop.by_clock and self.status == "complete":
            self.status = "stopped-by-time"


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
    run = _Run(problem, seed, stop or Stop(), progress)
    if start is not None and problem.people <= DENSE:
        steps = improve(Costs(problem), start, run.rng, run.stop, run.patience, run.target)
        return _result(run, run.follow(steps).found, None, "")
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
    best = run.follow(improve(costs, start, run.rng, run.stop, run.patience, run.target))
    if best.values > run.target and design.name and not run.stop.by_clock:
        return _beyond(run, costs, best, design)
    return _result(run, best.found, None, design.name)


def _extended(run: _Run, seats: Ints, firm: int) -> Ints:
    """Search the rotations that a design lacks; its own, the first ones, stay as they are."""
    problem = run.problem
    met = meetings(seats[:firm]) + (0 if problem.met is None else problem.met)
    fixed = tuple(
        (None if r is None else r - firm, person, group)
        for r, person, group in problem.fixed
        if r is None or r >= firm
    )
    rest = replace(problem, sizes=problem.sizes[firm:], met=met, fixed=fixed)
    target = _target(rest, lower_bounds(rest))
    steps = improve(Costs(rest), seats[firm:], run.rng, run.stop, run.patience, target)
    return np.concatenate([seats[:firm], run.follow(steps).found])


def _beyond(run: _Run, costs: Costs, best: Improvement, design: Design) -> Result:
    """Keep the rules within the design as far as that goes, then leave it, if need be."""
    problem = run.problem
    design, inside = _within(run, design)
    again = inside
    if inside.values > run.target and not run.stop.by_clock:
        again = run.follow(
            improve(costs, inside.found, run.rng, run.stop, run.patience, run.target)
        )
    best = min(best, again, key=lambda found: found.values)
    result = _result(run, best.found, None, design.name)
    score = recount(problem, inside.found)
    if score[REPEATS] >= result.score[REPEATS]:
        return result
    return replace(result, within=score)


def _within(run: _Run, design: Design) -> tuple[Design, Improvement]:
    """Choose labels and rotations of a design by turns, as long as that makes it better."""
    problem = run.problem
    pool = designs.roomy(problem.sizes[0], problem.rotations, Random(run.seed), design.name)
    if pool is None:
        pool = design
    costs = Costs(problem, span=problem.rotations)
    rows = list(range(problem.rotations))
    run.target = _target(problem, run.bounds, problem.rotations)
    best = _labelled(run, Labelling(costs, pool.seats[rows]))
    for _turn in range(TURNS):
        chosen = best_rows(problem, pool.seats[:, best.found], rows)
        if chosen == rows or best.values <= run.target or run.stop.by_clock:
            break
        better = _labelled(run, Labelling(costs, pool.seats[chosen]), best.found)
        if better.values >= best.values:
            break
        rows, best = chosen, better
    run.target = _target(problem, run.bounds)
    seats = pool.seats[rows][:, best.found]
    return pool, Improvement(Costs(problem).tally(seats), seats)


def _solve_large(run: _Run, design: Design) -> Result:
    """Seat a crowd for which a table of all pairs is too large."""
    problem = run.problem
    position, score = _settled(run, design)
    seats = design.seats[:, position]
    if problem.together or problem.fixed or score is None:
        large.unite(problem, seats)
        return _result(run, seats, None, design.name)
    return Result(seats, None, score, {BROKEN: 0} | run.bounds, design.name, run.status)


def _settled(run: _Run, design: Design) -> tuple[Ints, dict[str, int] | None]:
    """Position of each person in a design, by columns and then by sampled swaps.

    The score is given, too, as long as no swap has changed it.
    """
    problem = run.problem
    position = large.by_columns(problem, run.rng)
    counted = recount(problem, design.seats[:, position])
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
    run = _Run(problem, seed, stop or Stop(), progress)
    labelling = Labelling(Costs(problem, span=problem.rotations), movement.seats)
    if problem.met is None and problem.counts and not problem.joined:
        fixed = recount(problem, movement.seats)
        run.bounds |= {goal: fixed[goal] for goal in (REPEATS, THIRDS)}
    run.target = _target(problem, run.bounds, problem.rotations)
    best = _labelled(run, labelling, start)
    return _result(run, labelling.seating(best.found), best.found, movement.name)


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
    run = _Run(problem, seed, stop or Stop(), progress)
    opposed = (*problem.avoid, *(() if problem.cost is None else (COST,)))
    run.bounds |= dict.fromkeys(opposed, 0)
    run.target = _target(problem, run.bounds)
    labelling = Sides(Costs(problem), sides[None, :])
    best = _labelled(run, labelling)
    result = _result(run, labelling.seating(best.found), best.found, "")
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


def _labelled(run: _Run, labelling: Labelling, start: Ints | None = None) -> Improvement:
    return run.follow(relabel(labelling, run.rng, run.stop, run.patience, run.target, start))


def _result(run: _Run, seats: Ints, position: Ints | None, design: str) -> Result:
    score = recount(run.problem, seats)
    if position is not None:
        score[BROKEN] += run.problem.misplaced(position)
    return Result(seats, position, score, {BROKEN: 0} | run.bounds, design, run.status)


def _target(problem: Problem, bounds: dict[str, int], span: int = 1) -> Change:
    """Values of the tiers at which nothing can be better."""
    hard = Costs(problem, span).hard_part(bounds)
    soft = [
        sum(bounds[goal] for goal in goals if goal not in problem.hard)
        for goals in (problem.avoid, problem.spread)
    ]
    soft[0] += bounds.get(COST, 0)
    return (hard, bounds.get(REPEATS, 0), bounds.get(THIRDS, 0), *soft)


def _steps(people: int) -> int:
    """Give the steps to wait for an improvement; small and large crowds take alike long."""
    return max(FEWEST_STEPS, min(MOST_STEPS, WORK // people**2))


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
