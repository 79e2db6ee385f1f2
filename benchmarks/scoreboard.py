"""The scoreboard of the engine: known cells, tight cases, rules on top, large crowds.

Run with `python benchmarks/scoreboard.py` to print it, `--write` to keep it in scoreboard.md,
`--only WORDS` to measure the cases with these words in their name, and keep their rows alone.
Each case runs in a process of its own, so that its memory is its own. Processor seconds stand
beside the clock's, since other programs may share the machine.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from facilitate.grouping.costs import Costs
from facilitate.grouping.problem import REPEATS, Problem
from facilitate.grouping.seating import Seating
from facilitate.grouping.solver import solve

HERE = Path(__file__).parent
Row = tuple[str, str, str, str, str, str, str]
HEAD: Row = ("case", "repeats left", "bound", "seconds", "processor", "MB", "how")


@dataclass(frozen=True)
class Case:
    """A problem with a name."""

    name: str
    make: Callable[[], Problem]


def tables(sizes: list[int], rotations: int, **rules: object) -> Problem:
    """Make a problem with the same sizes in every rotation."""
    return Problem(sizes=np.array([sizes] * rotations), **rules)  # type: ignore[arg-type]


def in_fours(people: int) -> list[int]:
    """Sizes of tables of four, the last ones of three."""
    groups = -(-people // 4)
    return [4] * (people - 3 * groups) + [3] * (4 * groups - people)


def forum_rules() -> dict[str, object]:
    """Rules of every kind for 80 people: 40 organisations, leaders, first-timers, pairs, places."""
    with (HERE.parent / "tests/data/forum-80.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    leaders = np.array([row["Führungskraft"] == "ja" for row in rows], np.int64)
    first = np.array([row["Erstteilnahme"] == "ja" for row in rows], np.int64)
    return {
        "avoid": {"organisations": np.arange(80) % 40},
        "spread": {"leaders": leaders, "first-timers": first},
        "hard": frozenset(["organisations", "leaders", "first-timers"]),
        "apart": tuple((i, i + 41) if i < 38 else (0, 79) for i in range(0, 20, 2)),
        "together": ((20, 33), (50, 75)),
        "fixed": ((None, 60, 0), (None, 61, 5), (None, 62, 9)),
    }


def cells() -> Iterator[Case]:
    """Every cell of the table of best known rotations."""
    with (HERE / "best_known_rounds.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            groups, size = int(row["groups"]), int(row["size"])
            rotations = int(row["best_known_rounds"])
            yield Case(
                f"{groups} groups of {size} x {rotations}",
                partial(tables, [size] * groups, rotations),
            )


def others() -> Iterator[Case]:
    """Tight, uneven, ruled and large cases."""
    yield Case("80 people, 10 tables of 8 x 8", partial(tables, [8] * 10, 8))
    yield Case("26 people at 5 tables x 4", partial(tables, [6, 5, 5, 5, 5], 4))
    yield Case("30 people at 5 tables of 6 x 5", partial(tables, [6] * 5, 5))
    yield Case("24 people at 4 tables of 6 x 4", partial(tables, [6] * 4, 4))
    for people in (78, 79, 81, 83):
        yield Case(f"{people} people in fours x 10", partial(tables, in_fours(people), 10))
    yield Case("80 people x 4 x 10, all rules", partial(tables, [4] * 20, 10, **forum_rules()))
    yield Case("80 people x 8 x 5, all rules", partial(tables, [8] * 10, 5, **forum_rules()))
    yield Case("1,000 people in eights x 10", partial(tables, [8] * 125, 10))
    yield Case("10,000 people in eights x 10", partial(tables, [8] * 1250, 10))
    yield Case(
        "10,000 in eights x 10, one attribute spread",
        partial(tables, [8] * 1250, 10, spread={"a": np.arange(10_000) * 7 % 10 // 8}),
    )
    yield Case("1,000,000 people in eights x 10", partial(tables, [8] * 125_000, 10))


def run(case: Case) -> Row:
    """Solve one case and tell what came out."""
    problem = case.make()
    begun, busy = time.perf_counter(), time.process_time()
    result = solve(problem, seed=1)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    missed = {
        goal: f"{value} (bound {result.bounds[goal]})"
        for goal, value in result.score.items()
        if goal != REPEATS and value > result.bounds[goal]
    }
    how = result.design or "search"
    if missed:
        how += "; " + ", ".join(f"{goal} {told}" for goal, told in missed.items())
    return (
        case.name,
        str(result.score[REPEATS]),
        str(result.bounds[REPEATS]),
        f"{seconds:.2f}",
        f"{busy:.2f}",
        str(megabytes),
        how,
    )


def alone(case: Case) -> Row:
    """Run a case in a process of its own."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(run, (case,))


def swap_speed() -> str:
    """Measure swap evaluations a second at 200 people."""
    problem = tables([8] * 25, 6)
    rng = Random(1)
    rows = [np.array(sorted(range(200), key=lambda _: rng.random())) % 25 for _ in range(6)]
    seating = Seating(Costs(problem), np.array(rows))
    begun, steps = time.process_time(), 400
    for step in range(steps):
        swaps = seating.swaps(step % 6)
        i = int(swaps.least.argmin())
        j = int(swaps.table[i].argmin())
        seating.apply(step % 6, i, j, int(swaps.least[i]))
    rate = steps * 200 * 199 / 2 / (time.process_time() - begun)
    return (
        f"Swap evaluations a processor second at 200 people, 25 tables: {rate / 1e6:.0f} million."
    )


def again(words: str) -> None:
    """Measure some cases again, and keep their rows if asked."""
    kept = (HERE / "scoreboard.md").read_text("utf-8").splitlines()
    for case in (*cells(), *others()):
        if words in case.name:
            row = "| " + " | ".join(alone(case)) + " |"
            print(row, flush=True)
            kept = [row if line.startswith(f"| {case.name} |") else line for line in kept]
    if "--write" in sys.argv:
        (HERE / "scoreboard.md").write_text("\n".join(kept) + "\n", "utf-8")


def main() -> None:
    """Print the scoreboard, and keep it if asked."""
    if "--only" in sys.argv:
        again(sys.argv[sys.argv.index("--only") + 1])
        return
    rows = [HEAD, ("---",) * len(HEAD)]
    lines = [
        "# Scoreboard of the engine",
        "",
        f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{sys.version.split()[0]}, numpy {np.__version__}. Written by `benchmarks/scoreboard.py`.",
        "Where other programs share the machine, the clock's seconds hold waiting; processor "
        "seconds do not.",
        "",
    ]
    for case in (*cells(), *others()):
        rows.append(alone(case))
        print(rows[-1], flush=True)
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    known = rows[2:56]
    solved = sum(int(row[0].rsplit(" x ")[1]) for row in known[:45] if row[1] == "0")
    lines += ["", f"Rotations without a repeat in the 45 cells up to 10 groups: {solved} of 389."]
    lines += ["", swap_speed()]
    print("\n".join(lines[-3:]))
    if "--write" in sys.argv:
        (HERE / "scoreboard.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
