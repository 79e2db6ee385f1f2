"""A design with more rotations than asked: which of them serve the rules best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.grouping.costs import Change, Costs, added
from facilitate.grouping.problem import Ints, Problem

Table = Sequence[Sequence[Change]]


def best_rows(problem: Problem, seats: Ints, rows: Sequence[int]) -> list[int]:
    """Choose the rotations of a design that cost least; repeats stay zero whichever they are.

    A design seats nobody together twice, so what its rotations cost adds up, earlier meetings
    included. Where rules are the same in every rotation, the cheapest ones are the best choice;
    else single exchanges improve it as long as they can.

    Parameters
    ----------
    seats
        Group of each person in every rotation there is; shape (at least as many, people).
    rows
        Those taken now, as many as the problem has.

    Returns
    -------
    The rotations to take, in their order; ties go to those of `rows`, then to the first.
    """
    if all(rotation is None for rotation, _person, _group in problem.fixed):
        costs = _costs(problem, seats, 0)
        order = sorted(range(len(seats)), key=lambda k: (costs[k], k not in rows, k))
        return sorted(order[: problem.rotations])
    table = [_costs(problem, seats, slot) for slot in range(problem.rotations)]
    best, value = list(rows), _value(table, rows)
    while True:
        other = min(_exchanges(best, len(seats)), key=lambda taken: _value(table, taken))
        if _value(table, other) >= value:
            return best
        best, value = other, _value(table, other)


def _costs(problem: Problem, seats: Ints, slot: int) -> list[Change]:
    """Cost of every rotation of a design if it is taken as number `slot`."""
    fixed = tuple(
        (None if r is None else 0, person, group)
        for r, person, group in problem.fixed
        if r is None or r == slot
    )
    costs = Costs(replace(problem, sizes=problem.sizes[slot : slot + 1], fixed=fixed))
    return [costs.tally(seats[k : k + 1]) for k in range(len(seats))]


def _value(table: Table, rows: Sequence[int]) -> Change:
    first, *others = (costs[k] for costs, k in zip(table, rows, strict=True))
    total = first
    for cost in others:
        total = added(total, cost)
    return total


def _exchanges(rows: Sequence[int], count: int) -> Iterator[list[int]]:
    """Give every choice with one rotation replaced, or two of them in each other's place."""
    for mine in rows:
        for k in range(count):
            yield [k if row == mine else mine if row == k else row for row in rows]
