"""The best choice of topics, level by level, with proof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Stop
from facilitate.grouping.wishes.conflicts import arithmetic, clashing, not_found
from facilitate.grouping.wishes.levels import reach, smallest
from facilitate.grouping.wishes.model import Grain, build
from facilitate.grouping.wishes.polish import polished
from facilitate.grouping.wishes.problem import FIRST, LOSS, Assignment, Status, Wishes, judged
from facilitate.grouping.wishes.seating import seating

POLISH = 0.5  # of the time limit, after it
FIRST_CAP = 8  # ranks lost that the first attempt allows for; doubled until it is possible


def solve_wishes(wishes: Wishes, *, stop: Stop | None = None) -> Assignment:
    """Give everybody their topics: the worst-off first, then the next, so the sum is least, too.

    Loss is the sum of ranks beyond the own best. First as few people as possible lose the most,
    then as few as possible one rank less, and so on. The same input gives the same seating.

    Parameters
    ----------
    wishes
        What is asked.
    stop
        When to stop; by default after a number of steps. A limit in seconds is followed by at
        most half as much to polish what is not proven.

    Raises
    ------
    WishesImpossibleError
        If there is no such seating, or none was found; says which sizes or rules are in the way.
    """
    stop = stop or Stop()
    arithmetic(wishes)
    fallback = _any_seating(wishes)
    bounds: dict[tuple[str, int], int] = {}
    firsts = 0
    if wishes.objective == "first":
        firsts, bounds[FIRST, 0] = _most_first(wishes, fallback, stop)
    search = _Search(wishes, stop, firsts)
    search.run()
    bounds |= {(LOSS, loss): bound for loss, bound in search.bounds.items()}
    seats = search.seats
    if seats is None:
        more = None if stop.seconds is None else stop.seconds * POLISH
        seats = polished(wishes, fallback, Stop(more))
    result = judged(wishes, seats, bounds, "complete")
    if result.optimal:
        return result
    status: Status = "stopped-by-time" if stop.by_clock else "stopped-by-steps"
    return replace(result, status=status)


def _any_seating(wishes: Wishes) -> Ints:
    """Find any seating that keeps the rules, or say why there is none."""

    def run(other: Wishes) -> _Search:
        nobody_wishes = np.full_like(other.ranks, -1)
        search = _Search(replace(other, ranks=nobody_wishes, objective="fair"), Stop())
        search.run()
        return search

    search = run(wishes)
    if search.impossible:
        raise clashing(wishes, lambda other: not run(other).impossible)
    if search.seats is None:
        raise not_found()
    return search.seats


def _most_first(wishes: Wishes, fallback: Ints, stop: Stop) -> tuple[int, int]:
    """Most people with their first wish, and the bound: lists of one wish tell both."""
    only_first = replace(wishes, ranks=np.where(wishes.ranks > 0, -1, wishes.ranks))
    search = _Search(only_first, stop)
    search.run()
    seats = fallback if search.seats is None else search.seats
    bounds = {(LOSS, loss): bound for loss, bound in search.bounds.items()}
    result = judged(replace(only_first, objective="fair"), seats, bounds, "complete")
    missed = sum(level.value - level.bound for level in result.levels)
    return result.first_wishes, result.first_wishes + missed


class _Search:
    """One search for the best seating.

    Parameters
    ----------
    firsts
        People who must get their first wish, at least.

    Attributes
    ----------
    seats
        The best seating found; shape (rotations, people).
    bounds
        Loss → fewest people who lose as much, if the graver levels are at their bounds.
    impossible
        Whether it is proven that there is no seating.
    """

    def __init__(self, wishes: Wishes, stop: Stop, firsts: int = 0) -> None:
        self.wishes, self.stop, self.firsts = wishes, stop, firsts
        self.seats: Ints | None = None
        self.bounds: dict[int, int] = {}
        self.impossible = False

    def run(self) -> None:
        """Count over all rotations first: that is a bound, and often the whole answer."""
        proven = self._smallest("sums")
        if self.impossible or self.seats is not None:
            return
        if proven and self._at_the_bounds("counts"):
            return
        proven = self._smallest("counts")
        if self.impossible or self.seats is not None:
            return
        if proven and self._at_the_bounds("seats"):
            return
        self._smallest("seats")

    def _exact(self, grain: Grain) -> bool:
        """Whether a solution, if it can be seated, is what is looked for."""
        once = self.wishes.rotations == 1
        plain = not self.wishes.bound_people and (once or not self.wishes.may_close)
        return grain != "sums" or plain

    def _at_the_bounds(self, grain: Grain) -> bool:
        """Look for a seating of finer grain that is as good as the coarse one."""
        cap = max((loss for loss, bound in self.bounds.items() if bound), default=0)
        model = build(self.wishes, grain, cap, self.firsts)
        solution = None if model is None else reach(model, self.bounds, self.stop)
        if model is not None and solution is not None:
            self.seats = seating(model, solution)
        return self.seats is not None

    def _smallest(self, grain: Grain) -> bool:
        """Look for the best in one model, allowing for greater losses until it is possible."""
        most = int(self.wishes.costs.max()) * self.wishes.rotations
        cap = min(FIRST_CAP, most)
        while True:
            model = build(self.wishes, grain, cap, self.firsts)
            found = None if model is None else smallest(model, self.stop)
            if found is not None and found.outcome != "impossible":
                break
            if cap == most:
                self.impossible = True
                return False
            cap = min(2 * cap, most)
        if found.outcome == "solved" or not self.bounds:
            self.bounds = found.bounds
        if self._exact(grain) and model is not None and found.solution is not None:
            self.seats = seating(model, found.solution)
        return found.outcome == "solved"
