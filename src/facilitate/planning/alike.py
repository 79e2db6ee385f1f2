"""Sessions that differ in nothing but their time: seated as one, then parted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from facilitate.planning.hosts import POLICIES
from facilitate.planning.parts import Asked, Rows, Seated, values_of
from facilitate.planning.sessions import alone_bounds, knows_design, shares_places
from facilitate.rules import AvoidSame, Spread, Values


def alike_from(asked: Sequence[Asked], at: int) -> list[int]:
    """Give the sessions from `at` on that one construction can seat without any repeat.

    They differ in nothing but their time and rotations.
    """
    first = asked[at]
    free = first.method.formation == "tables" and first.method.movement.assigned
    if not free or first.before or any(role.policy in POLICIES for role in first.method.roles):
        return [at]
    alike = [k for k in range(at, len(asked)) if _shape(asked[k]) == _shape(first)]
    if len(alike) > 1 and first.needing and shares_places(first):
        return [at]  # in each of them they can share it with somebody else
    while len(alike) > 1:
        rotations = sum(asked[k].rotations for k in alike)
        if knows_design(replace(first, rotations=rotations)):
            break
        alike.pop()
    return alike


def _shape(asked: Asked) -> tuple[object, ...]:
    session = asked.session
    return (
        asked.method.model_copy(update={"timing": None, "prompts": ()}),
        tuple(asked.rules),
        tuple(asked.roster.ids),
        (session.size, session.groups, session.places, session.hosts),
    )


def part_of(whole: Seated, asked: Asked, rows: Rows) -> Seated:
    """Give one session's part of sessions that were seated as one."""
    values = values_of(asked.roster)
    goals = {rule.key: rule for rule in whole.rules if isinstance(rule, AvoidSame | Spread)}
    score = {
        key: same_pairs(rows, goals[key].attribute, values) if key in goals else whole.score[key]
        for key in whole.score
    }
    bounds = {key: bound for key, bound in alone_bounds(asked).items() if key in score}
    return replace(whole, rows=rows, score=score, bounds=bounds)


def same_pairs(rows: Rows, attribute: str, values: Values) -> int:
    """Count the pairs in one group that share a known value; even groups have the fewest."""
    counts = (
        Counter(value for p in group.members if (value := values[p].get(attribute)) is not None)
        for row in rows
        for group in row
    )
    return sum(count * (count - 1) // 2 for held in counts for count in held.values())
