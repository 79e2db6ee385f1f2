"""Runs one peer on one case, inside an environment that has the peer: seats as JSON.

Started by peers.py as `python peer_runs.py PEER SECONDS ROTATIONS SIZE SIZE …`; only the peer and
the standard library are needed. The peers are used as their documents say.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

Seats = list[list[int]]
TRIAL = 5  # steps from which the speed is measured, so that the others fill the time


class Pace:
    """How many steps a rotation may take, so that all of them together fill the time."""

    def __init__(self, seconds: float, rotations: int, trial: Callable[[int], object]) -> None:
        self.end, self.left = time.monotonic() + seconds, rotations
        self._timed(TRIAL, trial)

    def run(self, search: Callable[[int], Any]) -> Any:
        """Search the next rotation with its share of the steps."""
        share = (self.end - time.monotonic()) / self.left
        self.left -= 1
        return self._timed(max(1, int(share / self.each)), search)

    def _timed(self, steps: int, search: Callable[[int], Any]) -> Any:
        begun = time.monotonic()
        found = search(steps)
        self.each = (time.monotonic() - begun) / steps
        return found


def quench(sizes: list[int], rotations: int, seconds: float) -> Seats:
    """Seat by `quench`: one search for each rotation, with a history of who has met."""
    from quench import Entity, History, Scorer, Slot, Solver, State

    people = [Entity(number) for number in range(sum(sizes))]
    slots = [Slot(number, capacity=size) for number, size in enumerate(sizes)]
    history = History()
    scorer = Scorer([history.as_soft_constraint()])

    def search(steps: int, seed: int = 0) -> State:
        often = steps // 100 + 1
        asked = {"init": "balanced", "iterations": steps, "swap_interval": often}
        return Solver(people, slots, scorer, **asked).solve(seed=seed).best_state

    pace, seats = Pace(seconds, rotations, search), []
    for rotation in range(rotations):
        found = pace.run(partial(search, seed=rotation))
        history.update(found)
        seats.append([int(found[person].id) for person in people])
    return seats


def randomgroups(sizes: list[int], rotations: int, seconds: float) -> Seats:
    """Seat by `randomgroups`: the best of many draws for each rotation, with a history."""
    from randomgroups.create_matching import create_matching

    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "names.csv"
        record = Path(folder) / "updated_matchings_history.csv"
        with names.open("w", encoding="utf-8", newline="") as file:
            rows = [("id", "name", "joins"), *((i, f"P{i}", 1) for i in range(sum(sizes)))]
            csv.writer(file).writerows(rows)

        def draw(draws: int, seed: int = 0) -> dict[str, Any]:
            return create_matching(
                names_path=names,
                matchings_history_path=record if seed else None,
                n_groups=len(sizes),
                n_draws=draws,
                seed=seed,
                output_path=folder,
                overwrite=True,
                return_results=True,
            )

        pace, seats = Pace(seconds, rotations, draw), []
        for rotation in range(rotations):
            found = pace.run(partial(draw, seed=rotation))
            row = [0] * sum(sizes)
            for number, group in enumerate(found["matching"]):
                for person in group.index:
                    row[int(person)] = number
            seats.append(row)
    return seats


def _pair(model: Any, places: list[tuple[list[Any], list[Any]]]) -> Any:
    """Score of a pair by how often it is at one place: 0, 0, 1, 5, 14 and so on."""
    together = []
    for first, second in places:
        both = model.new_bool_var("")
        for here, there in zip(first, second, strict=True):
            model.add_bool_or(both, here.negated(), there.negated())
        together.append(both)
    rotations, met = len(places), sum(together)
    cost = model.new_int_var(0, rotations**3, "")
    for m in range(1, rotations):  # the lines that bear the convex score
        model.add(cost >= (m - 1) * m * (2 * m - 1) // 6 + m * m * (met - m))
    return cost


def ortools(sizes: list[int], rotations: int, seconds: float) -> Seats:
    """Seat by CP-SAT: the textbook model of the social golfer problem, the conflict score least.

    The time is the solver's; what it takes to write the model down comes on top.
    """
    from ortools.sat.python import cp_model

    model, people, groups = cp_model.CpModel(), range(sum(sizes)), range(len(sizes))
    sits = [[[model.new_bool_var("") for _ in groups] for _ in people] for _ in range(rotations)]
    for rotation in range(rotations):
        for person in people:
            model.add_exactly_one(sits[rotation][person])
        for group in groups:
            model.add(sum(sits[rotation][p][group] for p in people) == sizes[group])
    first = [group for group in groups for _ in range(sizes[group])]
    for person in people:
        model.add(sits[0][person][first[person]] == 1)
        for row in sits[1:]:  # something to begin with: everybody stays
            model.add_hint(row[person][first[person]], 1)
    costs = [_pair(model, [(row[i], row[j]) for row in sits]) for i, j in combinations(people, 2)]
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [
        [next(g for g in groups if solver.boolean_value(row[p][g])) for p in people] for row in sits
    ]


PEERS = {"quench": quench, "randomgroups": randomgroups, "ortools": ortools}


if __name__ == "__main__":
    peer, limit, count, *table = sys.argv[1:]
    begin = time.monotonic()
    found_seats = PEERS[peer]([int(size) for size in table], int(count), float(limit))
    print(json.dumps({"seats": found_seats, "seconds": time.monotonic() - begin}))
