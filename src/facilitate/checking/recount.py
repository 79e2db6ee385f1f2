"""What a plan reaches in every goal, and what no plan could beat, by plain counting.

References
----------
Gale (1957), Ryser (1957): when a table of zeros and ones has given sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from math import comb

from facilitate.checking.movement import circle_sides
from facilitate.checking.view import SeenRotation, View
from facilitate.method import Method
from facilitate.plan import Plan
from facilitate.rules import AvoidSame, Pair, Spread

REPEATS, THIRDS = "no-repeat", "no-repeat-3"


def score(plan: Plan) -> dict[str, int]:
    """Count again what `plan` reaches: goal → cost, over all sessions."""
    views = _views(plan)
    return _sorted(_repeats(plan, views), *map(_mixing, views))


def session_score(plan: Plan, session: str) -> dict[str, int]:
    """Count again what one session reaches, meetings in the sessions before it included."""
    views = _until(plan, session)
    repeats = _repeats(plan, views) if views[-1].session.counts else Counter[str]()
    return _sorted(repeats, _mixing(views[-1]))


def bounds(plan: Plan) -> dict[str, int]:
    """Give what no plan of the same group sizes could beat: goal → cost, over all sessions.

    The bounds are right, but need not be reachable.
    """
    views = _views(plan)
    return _sorted(_repeat_bounds(plan, views), *map(_mixing_bounds, views))


def session_bounds(plan: Plan, session: str) -> dict[str, int]:
    """Give what could not be beaten in one session and those before it."""
    views = _until(plan, session)
    repeats = _repeat_bounds(plan, views) if views[-1].session.counts else Counter[str]()
    return _sorted(repeats, _mixing_bounds(views[-1]))


def goals(view: View) -> dict[str, AvoidSame | Spread]:
    """Mixing goals of a session: all of the plan but those that only another method asks for."""
    if not view.numbered:
        return {}
    own = _asked(view.spec)
    others = set().union(*(_asked(session.spec) for session in view.plan.sessions)) - own
    known = {a for p in view.plan.participants for a, v in p.attributes.items() if v is not None}
    return {
        rule.key: rule
        for rule in view.plan.rules
        if isinstance(rule, AvoidSame | Spread)
        and rule.attribute in known
        and (rule.key not in others or rule.key in view.session.score)
    }


def _asked(method: Method) -> set[str]:
    spread = {Spread(attribute=mix.spread).key for mix in method.mix if mix.spread}
    avoid = {AvoidSame(attribute=mix.avoid_same).key for mix in method.mix if mix.avoid_same}
    return spread | avoid


def meetings(plan: Plan, views: Sequence[View]) -> Counter[Pair]:
    """How often each pair meets, sorted by id; pairs kept together are left out."""
    together = plan.together_pairs()
    met: Counter[Pair] = Counter()
    for rotation in _counted(views):
        for group in rotation.groups:
            met.update(combinations(sorted(group.members), 2))
    return Counter({pair: times for pair, times in met.items() if pair not in together})


def _views(plan: Plan) -> list[View]:
    return [View(plan, session) for session in plan.sessions]


def _counted(views: Sequence[View]) -> list[SeenRotation]:
    return [r for view in views if view.session.counts for r in view.rotations]


def _until(plan: Plan, session: str) -> list[View]:
    views = _views(plan)
    return views[: [view.session.id for view in views].index(session) + 1]


def _sorted(*parts: Counter[str]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(sorted(total.items()))


def _repeats(plan: Plan, views: Sequence[View]) -> Counter[str]:
    if not _counted(views):
        return Counter()
    met = meetings(plan, views).values()
    return Counter(
        {REPEATS: sum(comb(times, 2) for times in met), THIRDS: sum(comb(t, 3) for t in met)}
    )


def _mixing(view: View) -> Counter[str]:
    reached: Counter[str] = Counter()
    for key, rule in goals(view).items():
        reached[key] = sum(
            comb(count, 2)
            for rotation in view.rotations
            for group in rotation.groups
            for count in value_counts(view, group.members, rule.attribute).values()
        )
    return reached


def value_counts(view: View, people: Iterable[str], attribute: str) -> Counter[str | bool]:
    """How many of the people have each known value."""
    values = (view.people[p].attributes.get(attribute) for p in people)
    return Counter(value for value in values if value is not None)


def _repeat_bounds(plan: Plan, views: Sequence[View]) -> Counter[str]:
    if not _counted(views):
        return Counter()
    meant = _meetings_at_least(plan, views)
    pairs = comb(len(plan.people()), 2) - len(plan.together_pairs())
    rings = [_ring_bounds(plan, view) for view in views if view.session.counts]
    pairwise = _overlaps(plan, views) + sum(twice for twice, _thrice in rings)
    return Counter(
        {
            REPEATS: max(_balanced(meant, pairs, 2), pairwise),
            THIRDS: max(_balanced(meant, pairs, 3), sum(thrice for _twice, thrice in rings)),
        }
    )


def _mixing_bounds(view: View) -> Counter[str]:
    least: Counter[str] = Counter()
    for key, rule in goals(view).items():
        least[key] = 0
        for rotation in view.rotations:
            sizes = _sizes(rotation)
            counts = value_counts(view, rotation.people(), rule.attribute).values()
            least[key] += sum(spread_least(count, sizes) for count in counts)
    return least


def _meetings_at_least(plan: Plan, views: Sequence[View]) -> int:
    """Meetings of pairs that no rule keeps together, if the rules are kept."""
    together = plan.together_pairs()
    total = 0
    for rotation in _counted(views):
        seated = rotation.people()
        total += sum(comb(len(group.members), 2) for group in rotation.groups)
        total -= sum(seated.issuperset(pair) for pair in together)
    return max(0, total)


def _balanced(total: int, pairs: int, times: int) -> int:
    """Σ C(M, times) over `pairs` that share `total` meetings as evenly as can be."""
    if pairs <= 0:
        return 0
    each, more = divmod(total, pairs)
    return (pairs - more) * comb(each, times) + more * comb(each + 1, times)


def _overlaps(plan: Plan, views: Sequence[View]) -> int:
    """Coincidences forced between every two rotations by the sizes of their groups.

    Two rotations of one ring are left to `_ring_bounds`, which knows their movement.
    """
    counted = [(view, r) for view in views if view.session.counts for r in view.rotations]
    together = plan.together_pairs()
    total = 0
    for (view, earlier), (other, later) in combinations(counted, 2):
        seated = earlier.people()
        if seated != later.people() or (view is other and view.in_circles):
            continue
        kept = sum(seated.issuperset(pair) for pair in together)
        total += max(0, overlap_least(_sizes(earlier), _sizes(later)) - kept)
    return total


def _sizes(rotation: SeenRotation) -> tuple[int, ...]:
    return tuple(sorted(len(group.members) for group in rotation.groups))


def _ring_bounds(plan: Plan, view: View) -> tuple[int, int]:
    """Second and third meetings forced by a ring: n/gcd(n, shift) steps lead back."""
    ring = view.spec.movement.ring
    if ring is None or not view.rotations or plan.together_pairs():
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
    by_row = sum(spread_least(size, columns) for size in rows)
    by_column = sum(spread_least(size, rows) for size in columns)
    falling = sorted(rows, reverse=True)
    left_over = max(
        sum(falling[:k]) - sum(min(column, k) for column in columns)
        for k in range(len(falling) + 1)
    )
    return max(by_row, by_column, left_over)
