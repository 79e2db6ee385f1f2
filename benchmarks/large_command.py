"""Measures the whole command on invented lists: rows, seconds, memory, size of the plan.

Processor seconds stand beside the clock's, since other programs may share the machine.

Run with `python benchmarks/large_command.py [ROWS …]`. Every list is invented from a seed into a
folder that is thrown away; the plan is people in eights at ten rotations.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SIZES = (10_000, 100_000, 1_000_000)
ORGANISATION = 50  # people of one organisation, on average
ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t")
VOWELS = ("a", "e", "i", "o", "u", "au", "ei", "ö", "ü")
ENDS = ("n", "r", "l", "ck", "mann", "feld", "tner", "ster")
PLAN = ("--method", "tischrunden", "--size", "8", "--rotations", "10", "-o", "plan.json", "--force")


def words(count: int, rng: random.Random) -> list[str]:
    """Invent different words that look like names."""
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = [rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2)))]
        found["".join((*syllables, rng.choice(ENDS))).capitalize()] = None
    return list(found)


def invent(path: Path, rows: int, seed: int = 1) -> None:
    """Write a list of invented people; a few share their name, two in five come first."""
    rng = random.Random(seed)
    given, family = words(800, rng), words(20_000, rng)
    organisations = [f"Stadt {name}" for name in words(max(1, rows // ORGANISATION), rng)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Vorname", "Nachname", "Organisation", "E-Mail", "Erstteilnahme"))
        for row in range(rows):
            answer = "ja" if rng.random() < 0.4 else "nein"
            names = (rng.choice(given), rng.choice(family))
            address = f"p{row}@example.org"
            writer.writerow((*names, rng.choice(organisations), address, answer))


def measure(folder: Path, rows: int, *options: str) -> str:
    """Plan once for an invented list; gives a line of the table."""
    invent(folder / "people.csv", rows)
    command = [str(Path(sys.executable).with_name("facilitate")), "plan", "people.csv", *PLAN]
    environment = os.environ | {"FACILITATE_LANGUAGE": "en"}
    with (folder / "told.txt").open("wb") as told:
        begun = time.perf_counter()
        child = subprocess.Popen(
            [*command, *options], cwd=folder, env=environment, stdout=told, stderr=told
        )
        _pid, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit((folder / "told.txt").read_text("utf-8")[-2000:])
    plan = (folder / "plan.json").stat().st_size
    memory = usage.ru_maxrss * 1024
    return (
        f"| {rows:,} | {' '.join(options)} | {seconds:.1f} s "
        f"| {usage.ru_utime + usage.ru_stime:.1f} s | {memory / 1e9:.2f} GB "
        f"| {plan / 1e6:.0f} MB |"
    )


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}")
    print("\n| rows | options | time | processor | memory | plan |")
    print("| --: | :-- | --: | --: | --: | --: |")
    for rows in sizes:
        for options in (("--no-mix",), ()):
            with tempfile.TemporaryDirectory() as folder:
                print(measure(Path(folder), rows, *options), flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
