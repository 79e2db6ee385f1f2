"""The engine beside its peers: the same cases, the same time, counted by our own counter.

Run with `python benchmarks/peers.py` to print the table, `--write` to keep it in peers.md,
`--seconds 30` for the time that each has for a case. The peers are installed from the package
registry into a folder that is deleted afterwards, each as far as it can be; what is missing is
told in the table's place.

The score is the one that good-enough-golfers publishes, the best known of the open peers: a pair
that has met M times costs 0² + 1² + … + (M-1)². Beside it stands the plain count of the engine,
M(M-1)/2.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from facilitate.grouping.problem import Problem
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Stop

HERE = Path(__file__).parent
GRACE = 300  # seconds that a peer may take beyond its time, to write its model down

PEERS = {
    "quench": "parallel tempering, rotation by rotation with a history",
    "randomgroups": "the best of many draws, rotation by rotation with a history",
    "ortools": "CP-SAT, the textbook model of all rotations at once",
}
"""Package → how it was used."""

MISSING = {
    "good-enough-golfers": "a web page; no package of that name was found",
    "socialgolfer.js": "source only; no package of that name was found",
    "social-golfer": "its documents name a package that the registry does not have",
    "GroupMixer": "no package of that name was found",
    "minizinc": "the package drives a program that has to be installed by hand",
    "hexaly": "the package runs with a licence only",
}
"""Peer → why it is not in the table."""

CASES = {
    "5 groups of 5 x 6": ([5] * 5, 6),
    "8 groups of 4 x 10": ([4] * 8, 10),
    "8 groups of 8 x 9": ([8] * 8, 9),
    "9 groups of 9 x 10": ([9] * 9, 10),
    "10 groups of 8 x 8": ([8] * 10, 8),
    "26 people at 5 tables x 4": ([6, 5, 5, 5, 5], 4),
    "30 people at 5 tables of 6 x 5": ([6] * 5, 5),
    "79 people in fours x 10": ([4] * 19 + [3], 10),
}
"""Case → sizes and rotations."""


@dataclass(frozen=True)
class Run:
    """What came out: seats of every rotation, none if nothing was found, and the seconds."""

    seats: list[list[int]]
    seconds: float

    def told(self, sizes: list[int]) -> str:
        """Give the score, the plain count and the seconds, all counted here."""
        if not self.seats:
            return f"none found, {self.seconds:.0f} s"
        if any(sorted(Counter(row).values()) != sorted(sizes) for row in self.seats):
            return f"other group sizes than asked, {self.seconds:.0f} s"
        met = _meetings(self.seats).values()
        score = sum((m - 1) * m * (2 * m - 1) // 6 for m in met)
        return f"{score} ({sum(m * (m - 1) // 2 for m in met)}), {self.seconds:.1f} s"


def _meetings(seats: list[list[int]]) -> Counter[tuple[int, int]]:
    return Counter(
        pair
        for row in seats
        for group in set(row)
        for pair in combinations([person for person, at in enumerate(row) if at == group], 2)
    )


def ours(sizes: list[int], rotations: int, seconds: float) -> Run:
    """Seat by the engine."""
    begun = time.monotonic()
    result = solve(Problem(np.array([sizes] * rotations)), seed=1, stop=Stop(seconds=seconds))
    return Run(result.seats.tolist(), time.monotonic() - begun)


@cache
def installed(folder: Path, peer: str) -> str:
    """Install a peer into `folder`; gives its version, or nothing if it cannot be had."""
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    if not folder.exists():
        venv.create(folder, with_pip=True)
    if subprocess.run([*pip, "install", "-q", peer], capture_output=True, check=False).returncode:
        return ""
    shown = subprocess.run([*pip, "show", peer], capture_output=True, text=True, check=True)
    told = dict(line.split(": ", 1) for line in shown.stdout.splitlines() if ": " in line)
    return told["Version"]


def theirs(folder: Path, peer: str, sizes: list[int], rotations: int, seconds: float) -> Run:
    """Seat by a peer, in a process of its own."""
    command = [str(folder / "bin" / "python"), str(HERE / "peer_runs.py"), peer]
    command += [str(seconds), str(rotations), *map(str, sizes)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds + GRACE, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Run([], seconds)
    found = json.loads(done.stdout)
    return Run(found["seats"], found["seconds"])


def report(folder: Path, seconds: float) -> Iterator[str]:
    """Give the lines of the table."""
    versions = {peer: installed(folder, peer) for peer in PEERS}
    yield "# The engine beside its peers"
    yield ""
    yield (
        f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{sys.version.split()[0]}. Written by `benchmarks/peers.py`."
    )
    yield (
        f"Each has {seconds:g} s for a case. First the conflict score that good-enough-golfers "
        "publishes, Σ (0² + 1² + … + (M−1)²) over all pairs; in brackets Σ M(M−1)/2; then the time."
    )
    yield "All of it is counted here, from the seats alone."
    yield ""
    peers = [peer for peer in PEERS if versions[peer]]
    yield "| case | facilitate | " + " | ".join(peers) + " |"
    yield "| --- | --- |" + " --- |" * len(peers)
    for name, (sizes, rotations) in CASES.items():
        runs = [ours(sizes, rotations, seconds)]
        runs += [theirs(folder, peer, sizes, rotations, seconds) for peer in peers]
        yield f"| {name} | " + " | ".join(run.told(sizes) for run in runs) + " |"
    yield ""
    for peer, way in PEERS.items():
        yield f"- {peer} {versions[peer] or '(could not be installed)'}: {way}"
    yield ""
    yield "Not in the table:"
    yield ""
    yield from (f"- {peer}: {why}" for peer, why in MISSING.items())


def main() -> None:
    """Print the table, and keep it if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seconds", type=float, default=30)
    chosen = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in report(Path(folder) / "peers", chosen.seconds):
            print(line, flush=True)
            lines.append(line)
    if chosen.write:
        (HERE / "peers.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
