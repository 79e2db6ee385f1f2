"""What no plan can beat: lower bounds by counting, for every seating that keeps the rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from facilitate.grouping.designs.limits import max_rotations_bound
from facilitate.grouping.problem import COST, REPEATS, THIRDS, Ints, Problem


def pairs_of(counts: Ints) -> int:
    """Pairs inside groups of these `counts`."""
    return int((counts * (counts - 1) // 2).sum())


def balanced(total: int, parts: int) -> int:
    """Fewest pairs when `total` people are dealt to `parts` groups: as evenly as possible."""
    each, more = divmod(total, parts)
    return (parts - more) * each * (each - 1) // 2 + more * each * (each + 1) // 2


def lower_bounds(problem: Problem) -> dict[str, int]:
    """Bound per goal: no seating that keeps the hard rules has a smaller value.

    Returns
    -------
    Goal → bound, in the units of `facilitate.grouping.costs.recount`.
    """
    bounds = {}
    if problem.counts:
        bounds[REPEATS] = max(_counting(problem), _pigeonhole(problem), _too_many(problem))
        bounds[THIRDS] = _thirds(problem)
    for goal, codes in (*problem.avoid.items(), *problem.spread.items()):
        counts = np.bincount(codes[codes >= 0], minlength=1)
        dealt = sum(balanced(int(c), problem.groups) for c in counts)
        forced = sum(codes[i] == codes[j] >= 0 for i, j in problem.joined)
        bounds[goal] = problem.rotations * max(dealt, int(forced))
    if problem.cost is not None:
        bounds[COST] = sum(_cheapest(problem.cost, int(sizes.min())) for sizes in problem.sizes)
    return bounds


def _cheapest(cost: Ints, size: int) -> int:
    """Least cost of a rotation: everybody beside those who cost them least, half of it each."""
    if size < 2:
        return 0
    others = cost.copy()
    np.fill_diagonal(others, np.iinfo(np.int64).max)
    each = np.partition(others, size - 2, axis=1)[:, : size - 1]
    return -(-int(each.sum()) // 2)


def _meetings(problem: Problem) -> tuple[int, int]:
    """Meetings to place and pairs to place them on, pairs kept together left out."""
    n, joined = problem.people, len(problem.joined)
    meetings = pairs_of(problem.sizes) - problem.rotations * joined
    return max(0, meetings), n * (n - 1) // 2 - joined


def _counting(problem: Problem) -> int:
    """Fewest coincidences when meetings and earlier meetings are dealt evenly to the pairs."""
    meetings, pairs = _meetings(problem)
    if not pairs:
        return 0
    if problem.met is None:
        return balanced(meetings, pairs)
    return _fill(problem, meetings, lambda m: m)


def _thirds(problem: Problem) -> int:
    """Fewest third meetings, Σ M(M-1)(M-2)/6, by the same count."""
    meetings, pairs = _meetings(problem)
    if not pairs:
        return 0
    if problem.met is not None:
        return _fill(problem, meetings, lambda m: m * (m - 1) // 2)
    each, more = divmod(meetings, pairs)
    return (pairs - more) * _choose3(each) + more * _choose3(each + 1)


def _fill(problem: Problem, meetings: int, marginal: Callable[[int], int]) -> int:
    """Deal `meetings` to the pairs met least, on top of history; Σ of the convex cost."""
    met = problem.history()
    upper = met[np.triu_indices(problem.people, 1)]
    levels = np.bincount(upper)
    levels[0] -= len(problem.joined)
    total = sum(int(c) * sum(marginal(m) for m in range(k)) for k, c in enumerate(levels))
    below, level = 0, 0
    while meetings > 0:
        below += int(levels[level]) if level < len(levels) else 0
        dealt = min(meetings, below)
        total += dealt * marginal(level)
        meetings -= dealt
        level += 1
    return total


def _choose3(m: int) -> int:
    return m * (m - 1) * (m - 2) // 6


def _pigeonhole(problem: Problem) -> int:
    """Between any two rotations the overlaps of groups sum to the sizes (exact identity)."""
    rotations, rows = problem.rotations, [tuple(row) for row in problem.sizes.tolist()]
    total = 0
    for later in range(rotations):
        for earlier in range(later):
            total += _overlap(rows[earlier], rows[later])
    return max(0, total - len(problem.joined) * (rotations * (rotations - 1) // 2))


def _too_many(problem: Problem) -> int:
    """Fewest repeats when more rotations are asked than any design can have without one.

    Of any m + 1 rotations, m being the most without a repeat, two repeat a pair; by Turán the
    fewest such couples arise when the rotations fall into m classes as even as possible.
    """
    sizes = np.unique(problem.sizes)
    if len(sizes) > 1 or sizes[0] < 2 or problem.joined:
        return 0
    most = max_rotations_bound(problem.groups, int(sizes[0]))
    return balanced(problem.rotations, most)


@cache
def _overlap(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    """Fewest pairs together in both of two rotations with groups of these sizes."""
    by_row = sum(balanced(size, len(second)) for size in first)
    by_column = sum(balanced(size, len(first)) for size in second)
    return max(by_row, by_column, 0 if _realisable(first, second) else 1)


def _realisable(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Whether some 0/1 table has these row and column sums (Gale 1957, Ryser 1957)."""
    rows = np.cumsum(np.sort(np.array(first))[::-1])
    at_least = np.bincount(np.array(second), minlength=len(first) + 1)[::-1].cumsum()[::-1]
    return bool((rows <= np.cumsum(at_least[1 : len(first) + 1])).all())
