"""The best choice of topics, level by level, with proof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Progress, Stop
from facilitate.grouping.wishes.conflicts import arithmetic, clashing, not_found
from facilitate.grouping.wishes.levels import reach, smallest
from facilitate.grouping.wishes.linear import Floats
from facilitate.grouping.wishes.model import Grain, Model, build
from facilitate.grouping.wishes.polish import polished
from facilitate.grouping.wishes.problem import FIRST, LOSS, Assignment, Status, Wishes, judged
from facilitate.grouping.wishes.seating import seating
from facilitate.grouping.wishes.watch import Watch

SEARCH = 0.6  # of the time limit; the rest is to polish what is not proven
TRY = 0.25  # of the time left, for a try at seats that may not be there
FIRST_CAP = 8  # ranks lost that the first attempt allows for; doubled until it is possible
MOST_TRIED = 2_000  # people x rotations^2 up to which topics that may close are dealt out at once
MOST_SEATS = 25_000  # people x topics x rotations up to which everybody's seats are one model


def solve_wishes(
    wishes: Wishes, *, stop: Stop | None = None, progress: Progress | None = None
) -> Assignment:
    """Give everybody their topics: the worst-off first, then the next worse off, to the end.

    Loss is the sum of ranks beyond the own best. First as few people as possible lose the most,
    then as few as possible one rank less, and so on. The same input gives the same seating.
    Ctrl-C gives the best seating found so far; before there is any, it is passed on.

    Parameters
    ----------
    wishes
        What is asked.
    stop
        When to stop; by default after a number of steps. A limit in seconds is for all of it,
        unless it takes longer to find any seating that keeps the rules.
    progress
        Called with news of the people who lose as much as ``loss-2`` or whatever it is about.

    Raises
    ------
    WishesImpossibleError
        If there is no such seating, or none was found; says which sizes or rules are in the way.
    """
    watch = Watch(stop or Stop(), progress, SEARCH)
    arithmetic(wishes)
    fallback = _any_seating(wishes, watch)
    bounds: dict[tuple[str, int], int] = {}
    seats = None
    try:
        seats = _searched(wishes, fallback, watch, bounds)
        if seats is None:
            watch.share = 1.0
            fallback = polished(_roomed(wishes, fallback), fallback, watch)
    except KeyboardInterrupt:
        watch.interrupt()
    watch.stop.interrupted = watch.interrupted
    result = judged(wishes, fallback if seats is None else seats, bounds, "complete")
    if result.optimal:
        return result
    late: Status = "stopped-by-time" if watch.late else "stopped-by-steps"
    return replace(result, status="interrupted" if watch.interrupted else late)


def _roomed(wishes: Wishes, seats: Ints) -> Wishes:
    """Give topics rooms in which everybody fits who sits there."""
    rooms = None if wishes.rooms is None else wishes.rooms.for_seats(seats)
    return wishes if rooms is None else wishes.settled(rooms.tolist())


def _searched(
    wishes: Wishes, fallback: Ints, watch: Watch, bounds: dict[tuple[str, int], int]
) -> Ints | None:
    """Search for the best; puts into `bounds` what cannot be beaten."""
    firsts = 0
    if wishes.objective == "first":
        firsts, bounds[FIRST, 0] = _most_first(wishes, fallback, watch)
    search = _Search(wishes, watch, firsts)
    search.run()
    bounds |= {(LOSS, loss): bound for loss, bound in search.bounds.items()}
    return search.seats


def _any_seating(wishes: Wishes, watch: Watch) -> Ints:
    """Find any seating that keeps the rules, or say why there is none."""
    unhurried = Watch(ended=watch.ended)

    def run(other: Wishes) -> _Search:
        nobody_wishes = np.full_like(other.ranks, -1)
        search = _Search(replace(other, ranks=nobody_wishes, objective="fair"), unhurried)
        search.run()
        if search.watch.interrupted:
            raise KeyboardInterrupt
        return search

    search = run(wishes)
    if search.impossible:
        raise clashing(wishes, lambda other: not run(other).impossible)
    if search.seats is None:
        raise not_found()
    return search.seats


def _most_first(wishes: Wishes, fallback: Ints, watch: Watch) -> tuple[int, int]:
    """Most people with their first wish, and the bound: lists of one wish tell both."""
    only_first = replace(wishes, ranks=np.where(wishes.ranks > 0, -1, wishes.ranks))
    search = _Search(only_first, watch)
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

    def __init__(self, wishes: Wishes, watch: Watch, firsts: int = 0) -> None:
        self.wishes, self.watch, self.firsts = wishes, watch, firsts
        self.seats: Ints | None = None
        self.bounds: dict[int, int] = {}
        self.impossible = False
        self.sums: tuple[Model, Floats] | None = None

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
        if self.wishes.ranks.size * self.wishes.rotations > MOST_SEATS:
            self._dealt_out()
            return
        if proven and self._at_the_bounds("seats"):
            return
        self._smallest("seats")

    def _exact(self, grain: Grain) -> bool:
        """Whether a solution, if it can be seated, is what is looked for."""
        return grain != "sums" or not self.wishes.bound_people

    def _at_once(self) -> bool:
        """Whether sums are dealt to rotations in no time; if topics close, only few are."""
        closing = self.wishes.may_close and self.wishes.rotations > 1
        return not closing or self.wishes.people * self.wishes.rotations**2 <= MOST_TRIED

    def _dealt_out(self) -> None:
        """Try to deal the sums out to rotations."""
        if self.sums is not None:
            part = TRY if self.wishes.may_close else 1.0
            self.seats = seating(*self.sums, self.watch.spare(part))

    def _at_the_bounds(self, grain: Grain) -> bool:
        """Look for a seating of finer grain that is as good as the coarse one."""
        if self.watch.now():
            return False
        cap = max((loss for loss, bound in self.bounds.items() if bound), default=0)
        model = build(self.wishes, grain, cap, self.firsts)
        solution = None if model is None else reach(model, self.bounds, self.watch)
        if model is not None and solution is not None:
            self.seats = seating(model, solution, self.watch.spare())
        return self.seats is not None

    def _smallest(self, grain: Grain) -> bool:
        """Look for the best in one model, allowing for greater losses until it is possible."""
        most = int(self.wishes.costs.max()) * self.wishes.rotations
        cap = min(FIRST_CAP, most)
        while True:
            if self.watch.now():
                return False
            model = build(self.wishes, grain, cap, self.firsts)
            found = None if model is None else smallest(model, self.watch)
            if found is not None and found.outcome != "impossible":
                break
            if cap == most:
                self.impossible = True
                return False
            cap = min(2 * cap, most)
        if found.outcome == "solved" or not self.bounds:
            self.bounds = found.bounds
        if not self._exact(grain) or model is None or found.solution is None:
            return found.outcome == "solved"
        if grain != "sums":
            self.seats = seating(model, found.solution, self.watch.spare())
            return found.outcome == "solved"
        self.sums = model, found.solution
        if self._at_once():
            self._dealt_out()
        return found.outcome == "solved"
