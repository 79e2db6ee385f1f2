"""Groups as diverse as possible: the engine beside the iterated maxima search of Lai and Hao 2016.

Run with `python benchmarks/mdgp.py` to print the table, `--write` to keep it in mdgp.md,
`--seconds 7` for the time the engine has; the peer has ten times as much, by the same clock. A C
compiler (`cc`) is needed for the peer (ims.c). There are `--instances` of each size, drawn by the
seeds 1, 2, …

Lai and Hao (2016), Iterated maxima search for the maximally diverse grouping problem, European
Journal of Operational Research 254. Written from memory of the paper, without its code: maxima
searches (local search by the first swap that helps; weak perturbation by the best of a sample of
swaps; until no gain) with strong perturbations between them. Also from memory: the depth of a
maxima search 5 up to 400 people, else 3; weak strength 3; samples as large as the crowd; strong
strength 1.0 or 1.5 times people / groups, below and above 400.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from facilitate.grouping.problem import COST, Ints, Problem
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop

HERE = Path(__file__).parent
SHAPES = ((120, 10), (240, 12), (480, 20))
MOST = 100
TIMES = 10


def distances(people: int, seed: int) -> Ints:
    """Draw a distance from 0 to 100 for each pair."""
    rng = Random(seed)
    table = np.zeros((people, people), np.int64)
    for i in range(people):
        for j in range(i):
            table[i, j] = table[j, i] = int(rng.random() * (MOST + 1))
    return table


def ours(table: Ints, groups: int, seconds: float) -> tuple[int, float]:
    """Diversity the engine finds, and the seconds it took."""
    size = len(table) // groups
    problem = Problem(np.array([[size] * groups]), counts=False, cost=MOST - table)
    begun = time.perf_counter()
    result = solve(problem, seed=1, stop=Stop(seconds=seconds))
    pairs = groups * size * (size - 1) // 2
    return MOST * pairs - result.score[COST], time.perf_counter() - begun


def theirs(program: Path, table: Ints, groups: int, seconds: float) -> int:
    """Diversity that iterated maxima search finds."""
    rows = "\n".join(" ".join(map(str, row)) for row in table.tolist())
    done = subprocess.run(
        [str(program), "1", str(seconds)],
        input=f"{len(table)} {groups}\n{rows}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def main() -> None:
    """Print the table, and keep it if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seconds", type=float, default=7)
    parser.add_argument("--instances", type=int, default=3)
    chosen = parser.parse_args()
    lines = [
        "# Groups as diverse as possible",
        "",
        f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{sys.version.split()[0]}, numpy {np.__version__}. Written by `benchmarks/mdgp.py`.",
        f"The engine has {chosen.seconds:g} s, iterated maxima search (in C) {TIMES} times that.",
        "",
        "A gap below zero: the engine is ahead.",
        "",
        "| people | groups | seed | ours | seconds | iterated maxima search | gap |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "ims"
        command = ["cc", "-O3", "-march=native", "-o", str(program), str(HERE / "ims.c")]
        subprocess.run(command, check=True)
        for (people, groups), seed in product(SHAPES, range(1, chosen.instances + 1)):
            table = distances(people, seed)
            value, seconds = ours(table, groups, chosen.seconds)
            peer = theirs(program, table, groups, TIMES * chosen.seconds)
            gap = f"{100 * (peer - value) / peer:.2f} %"
            cells = (people, groups, seed, f"{value:,}", f"{seconds:.1f}", f"{peer:,}", gap)
            lines.append("| " + " | ".join(map(str, cells)) + " |")
            print(lines[-1], flush=True)
    if chosen.write:
        (HERE / "mdgp.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
