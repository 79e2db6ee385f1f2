"""Measures what the README promises: figures reached on the example list, and seconds.

Run with `make bench`. Prints a table with date and machine; nothing here is asserted in a test.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

LISTS = Path(__file__).parents[1] / "tests" / "data"
FORUM = LISTS / "forum-80.csv"
RUNS = 5
Plan = dict[str, list[dict[str, list[dict[str, list[dict[str, list[str]]]]]]]]


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    value: str


def facilitate(*arguments: str, folder: Path, seed: str = "0") -> float:
    """Run the command in `folder`; gives seconds of wall clock."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "FACILITATE_LANGUAGE": "en"}
    command = [str(Path(sys.executable).with_name("facilitate")), *arguments]
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def middle(run: Callable[[], float]) -> str:
    """Run several times; gives least, median and most seconds."""
    times = sorted(run() for _ in range(RUNS))
    return f"{times[0]:.2f} / {statistics.median(times):.2f} / {times[-1]:.2f} s"


def planned(folder: Path, people: Path, *arguments: str) -> Plan:
    """Plan and read the file back as plain JSON."""
    facilitate("plan", str(people), *arguments, "-o", "plan.json", "--force", folder=folder)
    plan: Plan = json.loads((folder / "plan.json").read_text("utf-8"))
    return plan


def meetings(plan: Plan) -> Counter[tuple[str, ...]]:
    """Count how often each pair meets, from the file alone."""
    return Counter(
        pair
        for session in plan["sessions"]
        for rotation in session["rotations"]
        for group in rotation["groups"]
        for pair in combinations(sorted(group["members"]), 2)
    )


def mixing(plan: Plan, attribute: str, value: object) -> str:
    """Give least and most holders of a value in a group."""
    people = {p["id"]: p["attributes"].get(attribute) for p in plan["participants"]}  # type: ignore[index]
    counts = [
        sum(people[m] == value for m in group["members"])
        for session in plan["sessions"]
        for rotation in session["rotations"]
        for group in rotation["groups"]
    ]
    return f"{min(counts)}-{max(counts)}"


def same_organisation(plan: Plan) -> int:
    """Count pairs of one organisation in one group."""
    people = {p["id"]: p["attributes"].get("organisation") for p in plan["participants"]}  # type: ignore[index]
    return sum(n for (a, b), n in meetings(plan).items() if people[a] == people[b])


def tables(folder: Path) -> Iterator[Figure]:
    """Measure tables: sozialplanungspoker x 5 and tischrunden x 10."""
    for method, rotations in (("sozialplanungspoker", "5"), ("tischrunden", "10")):
        arguments = ("--method", method, "--rotations", rotations)
        plan = planned(folder, FORUM, *arguments)
        yield Figure(
            f"80 people, {method}, 20 tables of 4 x {rotations}: pairs that meet again; same "
            "organisation; leaders and first-timers per table",
            f"{sum(n > 1 for n in meetings(plan).values())}; {same_organisation(plan)}; "
            f"{mixing(plan, 'leader', value=True)} and {mixing(plan, 'first_timer', value=True)}",
        )
        yield Figure(
            f"the whole command for {rotations} rotations",
            middle(
                lambda a=arguments: facilitate(  # type: ignore[misc]
                    "plan", str(FORUM), *a, "-o", "p.json", "--force", folder=folder
                )
            ),
        )


def circles(folder: Path) -> Iterator[Figure]:
    """Measure circles of 80 and 79 people."""
    for people in (80, 79):
        file = folder / f"list-{people}.csv"
        lines = FORUM.read_text("utf-8").splitlines()[: people + 1]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        plan = planned(folder, file, "--method", "kugellager", "--rotations", "6")
        met = meetings(plan)
        partners = Counter(p for pair in met for p in pair)
        trios = [
            [g["members"] for g in r["groups"] if len(g["members"]) == 3]
            for r in plan["sessions"][0]["rotations"]
        ]
        most = max(Counter(p for row in trios for t in row for p in t).values(), default=0)
        yield Figure(
            f"kugellager, {people} people x 6: partners; pairs again; same organisation; trios a "
            "rotation; most trios of one person",
            f"{min(partners.values())}-{max(partners.values())}; "
            f"{sum(n > 1 for n in met.values())}; {same_organisation(plan)}; "
            f"{[len(row) for row in trios]}; {most}",
        )


def many(folder: Path) -> Iterator[Figure]:
    """Measure 500 people in fives x 6."""
    file = folder / "many.csv"
    rows = [f"Person {i},Amt {i % 90},{'ja' if i % 4 else 'nein'}" for i in range(500)]
    file.write_text("\n".join(["Name,Organisation,Erstteilnahme", *rows]) + "\n", "utf-8")
    arguments = ("--method", "tischrunden", "--size", "5", "--rotations", "6")
    plan = planned(folder, file, *arguments)
    yield Figure(
        "500 people, tables of 5 x 6: pairs that meet again; same organisation; first-timers",
        f"{sum(n > 1 for n in meetings(plan).values())}; {same_organisation(plan)}; "
        f"{mixing(plan, 'first_timer', value=True)}",
    )
    yield Figure(
        "the whole command for 500 people",
        middle(
            lambda: facilitate(
                "plan", str(file), *arguments, "-o", "p.json", "--force", folder=folder
            )
        ),
    )


def start_up(folder: Path) -> Iterator[Figure]:
    """Measure help, and what the bare import loads."""
    yield Figure("python itself", middle(lambda: _python("pass")))
    yield Figure("facilitate --help", middle(lambda: facilitate("--help", folder=folder)))
    yield Figure(
        "facilitate plan --help", middle(lambda: facilitate("plan", "--help", folder=folder))
    )
    heavy = "import facilitate,sys; print({'rich','numpy','typer','pydantic'} & set(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, check=True
    )
    yield Figure("heavy modules loaded by `import facilitate`", loaded.stdout.strip())


def _python(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def reproducible(folder: Path) -> Iterator[Figure]:
    """Compare the bytes of two processes with different hash seeds."""
    texts = []
    for seed in ("1", "4711"):
        facilitate(
            *("plan", str(FORUM), "--method", "sozialplanungspoker", "--seed", "7"),
            *("-o", f"p{seed}.json"),
            folder=folder,
            seed=seed,
        )
        texts.append((folder / f"p{seed}.json").read_bytes())
    yield Figure("same seed, two hash seeds: same bytes", str(texts[0] == texts[1]))


def main() -> None:
    """Print all figures."""
    print(
        f"{date.today()}, {platform.platform()}, {os.cpu_count()} cores, {sys.version.split()[0]}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for measure in (start_up, tables, circles, many, reproducible):
            for figure in measure(folder):
                print(f"{figure.what}: {figure.value}", flush=True)


if __name__ == "__main__":
    main()
