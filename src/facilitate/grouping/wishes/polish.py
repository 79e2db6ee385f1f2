"""A good choice without proof: one rotation after the other made as good as the others allow."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.linear import INFINITY, Linear, Solver
from facilitate.grouping.wishes.problem import Wishes, judged
from facilitate.grouping.wishes.watch import Watch

SWEEPS = 2  # through all rotations; a third one hardly ever finds anything


def polished(wishes: Wishes, seats: Ints, watch: Watch) -> Ints:
    """Improve `seats`, which keep all rules, where the search for the best ended too early."""
    for _sweep in range(SWEEPS):
        for rotation in range(wishes.rotations):
            if watch.now():
                return seats
            better = _rotation(wishes, seats, rotation, watch)
            if better is not None and _losses(wishes, better) < _losses(wishes, seats):
                seats = better
    return seats


def _losses(wishes: Wishes, seats: Ints) -> list[int]:
    losses = judged(wishes, seats, {}, "complete").losses
    return sorted(losses.tolist(), reverse=True)


def _rotation(wishes: Wishes, seats: Ints, rotation: int, watch: Watch) -> Ints | None:
    """Seat one rotation anew; losing twice as much weighs four times as much."""
    linear, others = Linear(), np.delete(seats, rotation, axis=0)
    losses = judged(wishes, seats, {}, "complete").losses
    columns: dict[tuple[int, int], int] = {}
    costs: list[float] = []
    for person in wishes.guests:
        if rotation in wishes.set_seats.get(person, {}):
            topics = [int(seats[rotation, person])]
        else:
            topics = np.flatnonzero(wishes.allowed[person]).tolist()
        spent = int(losses[person] - wishes.costs[person, seats[rotation, person]])
        mine = [topic for topic in topics if topic not in others[:, person]]
        for topic in mine:
            columns[person, topic] = linear.column(1)
            costs.append(float(max(0, spent + int(wishes.costs[person, topic])) ** 2))
        linear.row(1, 1, [(columns[person, topic], 1) for topic in mine])
    costs += _rules(wishes, linear, columns)
    solver = Solver(linear, watch, whole=True)
    solver.costs(np.array(costs))
    solver.run()
    if not solver.found:
        return None
    better, chosen = seats.copy(), solver.solution > 0.5
    for (person, topic), column in columns.items():
        if chosen[column]:
            better[rotation, person] = topic
    return better


def _rules(wishes: Wishes, linear: Linear, columns: dict[tuple[int, int], int]) -> list[float]:
    """Keep sizes and pairs apart; gives the costs of the columns it adds."""
    for topic in range(wishes.topics):
        must = not wishes.may_close or wishes.hosted[topic] > 0
        runs = linear.column(1, lower=1 if must else 0)
        least, most = wishes.room(topic)
        here = [(column, 1.0) for (_p, t), column in columns.items() if t == topic]
        linear.row(-INFINITY, 0, [*here, (runs, -most)])
        linear.row(0, INFINITY, [*here, (runs, -least)])
    for i, j in wishes.apart:
        for topic in range(wishes.topics):
            if (i, topic) in columns and (j, topic) in columns:
                linear.row(0, 1, [(columns[i, topic], 1), (columns[j, topic], 1)])
    return [0.0] * wishes.topics
