"""How long `facilitate print` takes, and how much memory: the whole command, as it is typed.

The first run of each compiles our modules, as an installer does, and is not counted.

Run with `python benchmarks/handouts.py` to print the table, `--write` to keep it in handouts.md.
The forum is the example that comes with the package; the crowd is invented: six rotations in
eight double circles, five at tables of four, both in the calendar on each card.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.builders import make_circle_plan, make_plan

from facilitate import __version__
from facilitate.clock import parse_start
from facilitate.plan import Plan

ZONE = "Europe/Berlin"
START = parse_start("2018-11-07 09:00", ZONE)
RUNS = 3
ADDITIONS = 10_000_000
NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Run:
    """What one command took."""

    seconds: float
    cores: float
    megabytes: float
    pages: int


def crowd(people: int) -> Plan:
    """Make a plan of a day for so many `people`, a multiple of eight."""
    ring = make_circle_plan([people // 8] * 8, 6, start=START, timezone=ZONE)
    tables = [
        [[(t * 4 + s * (r + 1) * 4 + s) % people + 1 for s in range(4)] for t in range(people // 4)]
        for r in range(5)
    ]
    later = make_plan(tables, start=START + timedelta(hours=3), timezone=ZONE).sessions[0]
    second = later.model_copy(update={"id": "second", "title": "Tables"})
    return ring.model_copy(update={"sessions": (*ring.sessions, second)})


def run(folder: Path, *options: str) -> Run:
    """Print the plan of a folder; give what the quickest of some runs took."""
    pdfs = folder / "print"
    command = [str(Path(sys.executable).with_name("facilitate")), "print", "plan.json", "--force"]
    command += ["-o", pdfs.name, "--stamp", "2018-11-05 18:10", "--language", "de", *options]
    environment = {key: value for key, value in os.environ.items() if key != NOT_COMPILED}
    environment["PYTHONPYCACHEPREFIX"] = str(folder.parent / "compiled")
    runs = []
    for _run in range(RUNS + 1):
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        if status:
            raise SystemExit(f"{' '.join(command)}: {status}")
        pages = sum(_pages(path) for path in pdfs.glob("*.pdf"))
        runs.append(Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, pages))
    return min(runs[1:], key=lambda one: one.seconds)


def _pages(path: Path) -> int:
    from facilitate.handouts.typesetting import Typeset

    return Typeset(path.read_bytes(), standard=True).pages


def rows() -> Iterator[tuple[str, Run]]:
    """Measure each command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = [str(Path(sys.executable).with_name("facilitate")), "demo", "--directory", "forum"]
        subprocess.run(demo, cwd=folder, check=True, capture_output=True)
        yield "forum, 80 people: everything", run(folder / "forum")
        for options in (("--cards",), ("--badges",)):
            crowded = folder / options[0].strip("-")
            crowded.mkdir()
            crowd(1000).write(crowded / "plan.json")
            yield f"1,000 people: `{options[0]}`", run(crowded, *options)


def additions() -> float:
    """Seconds for ten million additions in plain Python: how quick the machine is just now."""
    total, begun = 0, time.process_time()
    for one in range(ADDITIONS):
        total += one
    return time.process_time() - begun


def page(measured: Sequence[tuple[str, Run]], speed: float, busy: float) -> str:
    """Write the page."""
    system = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [
        "# Handouts",
        "",
        f"facilitate {__version__}, {datetime.now(UTC):%Y-%m-%d}, {system}.",
        f"Ten million additions in plain Python took {speed:.1f} s while this was measured, and",
        f"{busy:.1f} other processes wanted the {os.cpu_count()} cores all the time.",
        f"The whole command `facilitate print`, the quickest of {RUNS} runs.",
        "Measured by `python benchmarks/handouts.py --write`.",
        "",
        "| what | seconds | seconds of one core | memory | pages |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {what} | {one.seconds:.1f} | {one.cores:.1f} | {one.megabytes:.0f} MB | {one.pages} |"
        for what, one in measured
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and keep the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the table in handouts.md")
    write = parser.parse_args().write
    busy = os.getloadavg()[0]
    text = page(list(rows()), additions(), busy)
    print(text, end="")
    if write:
        Path(__file__).with_suffix(".md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
