"""What no plan of the same group sizes could beat, by plain counting.

References
----------
Gale (1957), Ryser (1957): when a table of zeros and ones has given sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import combinations
from math import comb

from facilitate.checking.chairs import circle_sides
from facilitate.checking.counting import (
    REPEATS,
    THIRDS,
    counted,
    goals,
    kept_pairs,
    known_before,
    value_counts,
)
from facilitate.checking.view import SeenRotation, View
from facilitate.plan import Plan
from facilitate.rules import Pair


def repeat_bounds(plan: Plan, views: Sequence[View]) -> Counter[str]:
    """Second and third meetings that no plan of the same group sizes could avoid."""
    if not counted(views):
        return Counter()
    before = known_before(plan, views)
    kept = kept_pairs(views)
    meant = _meetings_at_least(views, kept) + before.total()
    pairs = comb(len(plan.people()), 2) - len(kept)
    rings = [_ring_bounds(view, kept) for view in views if view.meets]
    pairwise = _overlaps(views, kept) + sum(twice for twice, _thrice in rings)
    pairwise += sum(comb(times, 2) for times in before.values())
    thirds = sum(thrice for _twice, thrice in rings)
    thirds += sum(comb(times, 3) for times in before.values())
    return Counter(
        {
            REPEATS: max(_balanced(meant, pairs, 2), pairwise),
            THIRDS: max(_balanced(meant, pairs, 3), thirds),
        }
    )


def mixing_bounds(view: View) -> Counter[str]:
    """Pairs in one group that share a value, as few as the groups allow."""
    least: Counter[str] = Counter()
    for key, rule in goals(view).items():
        least[key] = 0
        for rotation in view.counted:
            sizes = _room(view, rotation)
            counts = value_counts(view, rotation.people, rule.attribute).values()
            least[key] += _spread_all(counts, sizes)
    return least


def _meetings_at_least(views: Sequence[View], kept: AbstractSet[Pair]) -> int:
    """Meetings of pairs that no rule keeps together, if the rules are kept."""
    total = 0
    for rotation in counted(views):
        total += sum(comb(len(group.members), 2) for group in rotation.groups)
        total -= sum(rotation.people.issuperset(pair) for pair in kept)
    return max(0, total)


def _balanced(total: int, pairs: int, times: int) -> int:
    """Σ C(M, times) over `pairs` that share `total` meetings as evenly as can be."""
    if pairs <= 0:
        return 0
    each, more = divmod(total, pairs)
    return (pairs - more) * comb(each, times) + more * comb(each + 1, times)


def _overlaps(views: Sequence[View], together: AbstractSet[Pair]) -> int:
    """Coincidences forced between every two rotations by the sizes of their groups.

    Two rotations of one ring are left to `_ring_bounds`, which knows their movement.
    """
    rotations = [(view, r) for view in views if view.meets for r in view.counted]
    total = 0
    for (view, earlier), (other, later) in combinations(rotations, 2):
        seated = earlier.people
        if seated != later.people or (view is other and view.in_circles):
            continue
        kept = sum(seated.issuperset(pair) for pair in together)
        total += max(0, overlap_least(_sizes(earlier), _sizes(later)) - kept)
    return total


def _sizes(rotation: SeenRotation) -> tuple[int, ...]:
    return tuple(sorted(len(group.members) for group in rotation.groups))


def _room(view: View, rotation: SeenRotation) -> tuple[int, ...]:
    """How many may sit in each group: as many as do, or, where people choose, everybody."""
    if view.spec.formation not in ("choice", "market"):
        return _sizes(rotation)
    groups = len(rotation.groups)
    if view.spec.formation == "choice":
        groups = max(groups, sum(not topic.withdrawn for topic in view.session.topics))
    return (len(rotation.people),) * groups


def _ring_bounds(view: View, kept: AbstractSet[Pair]) -> tuple[int, int]:
    """Second and third meetings forced by a ring: n/gcd(n, shift) steps lead back."""
    ring = view.spec.movement.ring
    if ring is None or not view.rotations or kept:
        return 0, 0
    twice = thrice = 0
    for circle in circle_sides(view, view.rotations[0]):
        around = max(circle.moving, circle.fixed)
        if circle.moving != circle.fixed and ring.outer and ring.inner:
            continue  # two moving rings of different length shift differently
        offsets = Counter(step * ring.shift % around for step in range(len(view.rotations)))
        pairs = min(circle.moving, circle.fixed)
        twice += pairs * sum(comb(times, 2) for times in offsets.values())
        thrice += pairs * sum(comb(times, 3) for times in offsets.values())
    return twice, thrice


@lru_cache(maxsize=4096)
def spread_least(count: int, sizes: tuple[int, ...]) -> int:
    """Least Σ C(k, 2) when `count` people sit in groups of these sizes, as evenly as can be."""
    cost = level = 0
    while count > 0:
        room = sum(size > level for size in sizes)
        if not room:
            break
        cost += min(count, room) * level
        count -= room
        level += 1
    return cost


@lru_cache(maxsize=4096)
def overlap_least(rows: tuple[int, ...], columns: tuple[int, ...]) -> int:
    """Least Σ x(x − 1)/2 over tables of whole numbers x with these sums of rows and columns.

    The largest of three bounds: each row over the columns, each column over the rows, and what
    a table of zeros and ones has no room for (Gale and Ryser).
    """
    by_row, by_column = _spread_all(rows, columns), _spread_all(columns, rows)
    falling = sorted(rows, reverse=True)
    at_least = Counter(columns)
    reaching, room, filled, left_over = len(columns), 0, 0, 0
    for k, row in enumerate(falling, start=1):
        reaching -= at_least[k - 1]  # columns of k and more people
        room, filled = room + reaching, filled + row
        left_over = max(left_over, filled - room)
    return max(by_row, by_column, left_over)


def _spread_all(counts: Iterable[int], sizes: tuple[int, ...]) -> int:
    """Spread several counts over the same groups, each as if it were alone there."""
    return sum(times * spread_least(count, sizes) for count, times in Counter(counts).items())
