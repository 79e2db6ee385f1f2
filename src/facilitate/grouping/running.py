"""One run of the search: its clock, its reports, its best so far, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.costs import TIERS, Change, Costs, recount
from facilitate.grouping.problem import BROKEN, COST, REPEATS, THIRDS, Ints, Problem
from facilitate.grouping.stopping import Progress, Report, Status, Stop
from facilitate.grouping.tabu import FORBIDDEN, Improvement

WORK = 30_000_000  # entries of swap tables looked at without an improvement: about a second
Search = Callable[[Stop, Change], Iterator[Improvement]]
"""Goes on until it is stopped or the values are as good as asked."""
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


class Run:
    """One run: the clock, the reports, and the best so far."""

    def __init__(self, problem: Problem, seed: int, stop: Stop, progress: Progress | None) -> None:
        self.problem, self.stop, self.progress = problem, stop, progress
        self.seed, self.rng = seed, Random(seed)
        self.bounds = lower_bounds(problem)
        self.target = target_of(problem, self.bounds)
        self.patience = steps_for(problem.people) if stop.steps is None else stop.steps
        self.status: Status = "complete"

    def follow(self, improvements: Iterator[Improvement]) -> Improvement:
        """Follow a search to its end, the clock's end or Ctrl-C; gives its best."""
        best = next(improvements)
        with self.interruptible():
            self._tell(best)
            for best in improvements:
                self._tell(best)
        return best

    def overtime(self, best: Improvement, search: Search) -> Improvement:
        """Go on after the clock's end until the rules are kept, for no more steps than else.

        A plan that breaks rules is none: what is short of time is all that comes after them.
        """
        least = self.target[0]
        if self.stop.interrupted or not self.stop.by_clock or best.values[0] <= least:
            return best
        return self.follow(search(Stop(), (least, *(FORBIDDEN for _tier in self.target[1:]))))

    def last(self, search: Iterator[Ints]) -> Ints:
        """Follow a search for a part of what is asked, of which nobody is told; gives its best."""
        best = next(search)
        with self.interruptible():
            for better in search:
                best = better
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
            self.stop.interrupted = True
        if self.stop.over:
            self.status = self.stop.status

    def result(self, seats: Ints, position: Ints | None, design: str) -> Result:
        """Count again what was found; what stands in the movement's rules counts, too."""
        score = recount(self.problem, seats)
        if position is not None:
            score[BROKEN] += self.problem.misplaced(position)
        return Result(seats, position, score, {BROKEN: 0} | self.bounds, design, self.status)


def target_of(problem: Problem, bounds: dict[str, int], span: int = 1) -> Change:
    """Values of the tiers at which nothing can be better."""
    hard = Costs(problem, span).hard_part(bounds)
    soft = [
        sum(bounds[goal] for goal in goals if goal not in problem.hard)
        for goals in (problem.avoid, problem.spread)
    ]
    soft[0] += bounds.get(COST, 0)
    return (hard, bounds.get(REPEATS, 0), bounds.get(THIRDS, 0), *soft)


def steps_for(people: int) -> int:
    """Give the steps to wait for an improvement; small and large crowds take alike long."""
    return max(FEWEST_STEPS, min(MOST_STEPS, WORK // people**2))
