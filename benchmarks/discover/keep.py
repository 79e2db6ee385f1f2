"""Move finds of the search into the package's data, as far as they are the best of their kind.

python benchmarks/discover/keep.py FINDS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from shapes import verified

import facilitate.grouping.designs
from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.designs.fields import Abelian
from facilitate.grouping.designs.library import starter_from

DATA = Path(facilitate.grouping.designs.__file__).parent / "data"
ORDER = ("groups", "size", "over", "fixed", "developed", "orbits", "steps", "source")


def read(name: str) -> list[dict]:
    """Read a file of entries."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def write(name: str, entries: list[dict]) -> None:
    """Write a file of entries, one a line."""
    lines = [
        json.dumps({key: entry[key] for key in ORDER if key in entry}, separators=(",", ":"))
        for entry in entries
    ]
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    fresh = DATA / f"{name}.json.new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(DATA / f"{name}.json")


def order(entry: dict) -> int:
    """Order of the group of a difference array."""
    return int(np.prod(entry["over"]))


def sides(entry: dict) -> tuple[int, int]:
    """Smaller and larger side of a difference array."""
    smaller, larger = sorted((len(entry["steps"]), len(entry["steps"][0])))
    return smaller, larger


def best_arrays(entries: list[dict]) -> list[dict]:
    """Keep the arrays that no other one contains, up to exchange of columns and rotations."""
    kept: list[dict] = []
    for entry in sorted(entries, key=lambda e: (order(e), *sides(e)), reverse=True):
        covered = (
            order(other) == order(entry)
            and all(a <= b for a, b in zip(sides(entry), sides(other), strict=True))
            for other in kept
        )
        if not any(covered):
            kept.append(entry)
    return sorted(kept, key=lambda e: (order(e), sides(e)))


def best_starters(entries: list[dict]) -> list[dict]:
    """Keep the starters with most rotations for each number of groups and size."""
    best: dict[tuple[int, int], dict] = {}
    for entry in entries:
        cell = entry["groups"], entry["size"]
        if cell not in best or starter_from(best[cell]).rotations < starter_from(entry).rotations:
            best[cell] = entry
    return [best[cell] for cell in sorted(best)]


def correct(entry: dict) -> bool:
    """Whether an entry is a schedule without repeats, by counting."""
    if "steps" in entry:
        steps = Steps(np.array(entry["steps"]), Abelian(tuple(entry["over"])), "")
        return verified(steps.seats(steps.rotations), steps.over.order, steps.size)
    return verified(starter_from(entry).seats(), entry["groups"], entry["size"])


def main() -> None:
    """Merge the finds of the file named on the command line."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    finds = [record for record in map(json.loads, lines) if "failed" not in record]
    arrays = best_arrays(read("arrays") + [find for find in finds if "steps" in find])
    starters = best_starters(read("starters") + [find for find in finds if "steps" not in find])
    if not all(map(correct, arrays + starters)):
        raise ArithmeticError("a find repeats a pair")
    write("arrays", arrays)
    write("starters", starters)
    print(f"{len(arrays)} difference arrays, {len(starters)} starters")


if __name__ == "__main__":
    main()
