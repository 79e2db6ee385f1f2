"""Measures the choice of topics by wish: what is reached, whether it is proven, seconds.

Run with `python benchmarks/wishes.py`, `--write` to keep it in wishes.md. Topics are wanted by
some more than by others; one in ten people hands in no list, everybody else one of six wishes.
Processor seconds stand beside the clock's, since other programs may share the machine.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from random import Random

import numpy as np

from facilitate.grouping.wishes import Wishes, solve_wishes
from facilitate.grouping.wishes.rooms import Rooms

SEEDS = range(3)
WISHES = 6
HEAD = ("choice", "seed", "losses", "proven", "seconds", "processor", "how")


@dataclass(frozen=True)
class Case:
    """A crowd, its topics, and how many may sit at one."""

    people: int
    topics: int
    rotations: int
    least: int
    most: int
    rules: bool = False
    rooms: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        rules = ", hosts and pairs apart" if self.rules else ""
        if self.rooms:
            rules += f", rooms for {', '.join(map(str, self.rooms))} to be given"
        return (
            f"{self.people} people x {self.topics} topics x {self.rotations}, "
            f"{self.least}-{self.most} each{rules}"
        )


CASES = (
    Case(80, 20, 3, 3, 5),
    Case(80, 20, 3, 3, 5, rules=True),
    Case(500, 40, 3, 8, 16),
    Case(500, 40, 3, 8, 16, rules=True),
    Case(80, 20, 3, 3, 6, rooms=(3, 4, 5, 6)),
    Case(500, 40, 3, 8, 20, rooms=(8, 12, 16, 20)),
)


def made_up(case: Case, seed: int) -> Wishes:
    """Make up the lists of wishes."""
    rng = Random(seed)
    weights = list(accumulate(1 / (4 + topic) for topic in range(case.topics)))
    ranks = np.full((case.people, case.topics), -1, np.int64)
    for person in range(case.people):
        if rng.random() < 0.1:
            continue
        chosen: list[int] = []
        while len(chosen) < WISHES:
            topic = rng.choices(range(case.topics), cum_weights=weights)[0]
            if topic not in chosen:
                chosen.append(topic)
        ranks[person, chosen] = range(WISHES)
    every = np.ones(case.topics, np.int64)
    hosts = tuple((None, topic, topic) for topic in range(case.topics // 4))
    pairs = tuple((p, p + 1) for p in range(case.topics, case.topics + 20, 2))
    rooms = None
    if case.rooms:
        seats = np.array([case.rooms[at % len(case.rooms)] for at in range(case.topics)])
        holds, usual = np.tile(seats, (case.topics, 1)), np.arange(case.topics)
        rooms = Rooms(tuple(range(case.topics)), holds, usual, np.zeros(case.topics, np.bool_))
    return Wishes(
        ranks,
        case.least * every,
        case.most * every,
        case.rotations,
        fixed=hosts if case.rules else (),
        apart=pairs if case.rules else (),
        rooms=rooms,
    )


def measured(case: Case, seed: int) -> tuple[str, ...]:
    """Solve one case."""
    wishes = made_up(case, seed)
    begun, busy = time.perf_counter(), time.process_time()
    result = solve_wishes(wishes)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    lost = np.bincount(result.losses)
    told = ", ".join(f"{count} lose {loss}" for loss, count in enumerate(lost) if loss and count)
    proven = "yes" if result.optimal else f"gap {100 * result.gap:.1f} %"
    return (
        case.name,
        str(seed),
        told or "nobody loses",
        proven,
        f"{seconds:.2f}",
        f"{busy:.2f}",
        result.status,
    )


def main() -> None:
    """Print the table, and keep it if asked."""
    rows = [HEAD, ("---",) * len(HEAD)]
    solve_wishes(made_up(CASES[0], 99))  # loads what is loaded once
    for case in CASES:
        for seed in SEEDS:
            rows.append(measured(case, seed))
            print(rows[-1], flush=True)
    text = (
        f"# Topics by wish\n\n{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{sys.version.split()[0]}, HiGHS {version('highspy')}. Written by "
        "`benchmarks/wishes.py`.\nLosses are ranks lost against the own best, the worst-off "
        "first.\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"
    )
    if "--write" in sys.argv:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
