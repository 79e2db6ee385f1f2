"""What no plan can beat: lower bounds by counting, for every seating that keeps the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from facilitate.grouping.designs.limits import max_rotations_bound
from facilitate.grouping.partners import Partners, sets_kept
from facilitate.grouping.problem import COST, REPEATS, THIRDS, Ints, Problem

CROWD = 600  # people up to whom rules are counted pair by pair
Sizes = tuple[int, ...]


def pairs_of(counts: Ints) -> int:
    """Pairs inside groups of these `counts`."""
    return int(_twos(counts).sum())


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
    bounds = {
        goal: _mixing(problem, codes)
        for goal, codes in (*problem.avoid.items(), *problem.spread.items())
    }
    if problem.counts:
        bounds |= _meeting(problem, bounds)
    if problem.cost is not None:
        bounds[COST] = sum(_cheapest(problem.cost, int(sizes.min())) for sizes in problem.sizes)
    return bounds


def _mixing(problem: Problem, codes: Ints) -> int:
    """Fewest pairs of one code in a group, in all rotations, each code dealt evenly."""
    counts = np.bincount(codes[codes >= 0], minlength=1)
    kinds = Counter(counts.tolist())
    total = 0
    for rotation, sizes in enumerate(_rows(problem)):
        total += sum(often * _dealt(count, sizes) for count, often in kinds.items())
        loads: dict[int, list[int]] = {}
        for kept in sets_kept(problem, rotation):
            for code, load in Counter(codes[sorted(kept)].tolist()).items():
                if code >= 0 and load > 1:
                    loads.setdefault(code, []).append(load)
        for code, united in loads.items():
            count = int(counts[code])
            total += max(0, _laden(count, united, len(sizes)) - _dealt(count, sizes))
    return total


@cache
def _dealt(count: int, sizes: Sizes) -> int:
    """Fewest pairs when `count` people are dealt to groups that have so many seats."""
    cost = 0
    for level, room in enumerate(_rooms(sizes)):
        cost += min(count, room) * level
        count = max(0, count - room)
    return cost


@cache
def _rooms(sizes: Sizes) -> Sizes:
    """Count the groups that have a first seat, a second, a third and so on."""
    return tuple(np.bincount(sizes)[::-1].cumsum()[::-1][1:].tolist())


def _laden(count: int, loads: Sequence[int], groups: int) -> int:
    """Fewest pairs when some of `count` people come in sets, which fill so much of a group each.

    Two sets in one group are never better than in two: exchange the smaller one with as many of
    the other group, or with all there are, and the counts are as even as before or more so. Sets
    beyond the number of groups are let go.
    """
    kept = sorted(loads, reverse=True)[:groups]
    cost, left, level = pairs_of(np.array(kept)), count - sum(kept), 0
    while left > 0:
        room = groups - sum(load > level for load in kept)
        cost += min(left, room) * level
        left -= room
        level += 1
    return cost


def _cheapest(cost: Ints, size: int) -> int:
    """Least cost of a rotation: everybody beside those who cost them least, half of it each."""
    if size < 2:
        return 0
    others = cost.copy()
    np.fill_diagonal(others, np.iinfo(np.int64).max)
    each = np.partition(others, size - 2, axis=1)[:, : size - 1]
    return -(-int(each.sum()) // 2)


def _meeting(problem: Problem, mixing: dict[str, int]) -> dict[str, int]:
    """Bounds of meetings again: of each way of counting the one that gives most."""
    meetings = pairs_of(problem.sizes) - problem.rotations * len(problem.joined)
    pairs = problem.people * (problem.people - 1) // 2 - len(problem.joined)
    forced = {
        REPEATS: max(
            _evenly(meetings, pairs, 2),
            _pigeonhole(problem),
            _too_many(problem),
        ),
        THIRDS: max(_evenly(meetings, pairs, 3), _threefold(problem)),
    }
    if problem.met is not None:
        upper = np.triu(problem.history(), 1)
        forced[REPEATS] += int(_twos(upper).sum())
        forced[THIRDS] += int(_threes(upper).sum())
    distinct = [c for goal, c in problem.avoid.items() if goal in problem.hard and not mixing[goal]]
    told = problem.met is not None or problem.apart or problem.fixed or distinct
    if told and problem.people <= CROWD:
        partners = Partners(problem, tuple(distinct))
        for goal, total in ((REPEATS, _twos), (THIRDS, _threes)):
            forced[goal] = max(forced[goal], partners.fewest(max(0, meetings), total))
    return forced


def _twos(count: Ints) -> Ints:
    return count * (count - 1) // 2


def _threes(count: Ints) -> Ints:
    return count * (count - 1) * (count - 2) // 6


def _evenly(meetings: int, pairs: int, times: int) -> int:
    """Fewest second or third meetings when meetings are dealt evenly to the pairs."""
    if pairs <= 0 or meetings <= 0:
        return 0
    each, more = divmod(meetings, pairs)
    return (pairs - more) * comb(each, times) + more * comb(each + 1, times)


def _pigeonhole(problem: Problem) -> int:
    """Between any two rotations the overlaps of groups sum to the sizes (exact identity).

    Of people whom rules keep together, the pairs do not count; or all but one are left out.
    """
    joined, spare = len(problem.joined), _spare(problem)
    rows, total = Counter(_rows(problem)), 0
    for first, second in combinations_with_replacement(rows, 2):
        times = rows[first] * (rows[second] if first != second else rows[first] - 1)
        least = max(_overlap(first, second) - joined, _overlap(first, second, spare))
        total += least * (times if first != second else times // 2)
    return total


def _threefold(problem: Problem) -> int:
    """Fewest third meetings: of each three rotations, a group is dealt to pairs of groups."""
    cells, joined, spare = problem.groups**2, len(problem.joined), _spare(problem)
    least = {
        row: max(_fewer(row, cells, 0) - joined, _fewer(row, cells, spare))
        for row in set(_rows(problem))
    }
    ordered = sorted(least[row] for row in _rows(problem))
    return sum(value * comb(rank, 2) for rank, value in enumerate(ordered))


def _spare(problem: Problem) -> int:
    """People beyond the first of each set that is kept together."""
    return sum(len(kept) - 1 for kept in sets_kept(problem))


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


def _rows(problem: Problem) -> list[Sizes]:
    return [tuple(row) for row in problem.sizes.tolist()]


@cache
def _overlap(first: Sizes, second: Sizes, spare: int = 0) -> int:
    """Fewest pairs together in both of two rotations with groups of these sizes."""
    by_row = _fewer(first, len(second), spare)
    by_column = _fewer(second, len(first), spare)
    return max(by_row, by_column, _crowding(first, second) - spare)


@cache
def _fewer(sizes: Sizes, parts: int, spare: int) -> int:
    """Fewest pairs when each group is dealt to `parts`, `spare` people left out for the best."""
    if not spare:
        return sum(balanced(size, parts) for size in sizes)
    others = sorted(number // parts for size in sizes for number in range(size))
    return sum(others[: max(0, len(others) - spare)])


def _crowding(first: Sizes, second: Sizes) -> int:
    """People for whom a 0/1 table with these sums has no room (Gale 1957, Ryser 1957)."""
    rows = np.cumsum(np.sort(np.array(first))[::-1])
    room = np.cumsum([*_rooms(second), *[0] * len(first)][: len(first)])
    return max(0, int((rows - room).max()))
