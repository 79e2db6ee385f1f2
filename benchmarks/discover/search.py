"""Look for designs with more rotations than are known here; can be stopped and resumed.

    python benchmarks/discover/search.py FINDS --groups 14 15 --sizes 5 6 7 --seconds 5

Finds and failures are appended to the file FINDS, one JSON object a line; a shape that failed in
a time is not tried again in the same time. `keep.py` moves the finds into the package. A C
compiler (`cc`) is needed, for this search only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
from shapes import Shape, Twist, UnfitError, bases, entry, moduli, problem_text, times, verified

from facilitate.grouping.designs import max_rotations_bound, most_rotations
from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.designs.library import starter_from

HERE = Path(__file__).parent
Family = Callable[[int, int, int], Iterator[Shape]]


def compiled(folder: str) -> Path:
    """Compile the annealer."""
    program = Path(folder) / "anneal"
    command = ["cc", "-O3", "-march=native", "-o", str(program), str(HERE / "anneal.c"), "-lm"]
    subprocess.run(command, check=True)
    return program


class Finds:
    """What has been found and tried so far, in a file that grows."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.most: dict[tuple[int, int], int] = {}
        self.failed: set[tuple[str, float]] = set()
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                self._note(json.loads(line))

    def add(self, record: dict[str, object]) -> None:
        """Append a record to the file."""
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(record) + "\n")
        self._note(record)

    def _note(self, record: dict) -> None:
        if "failed" in record:
            self.failed.add((record["key"], record["failed"]))
        elif "steps" in record:
            size, rotations = len(record["steps"]), len(record["steps"][0])
            order = int(np.prod(record["over"]))
            for columns, moves in ((size, rotations), (rotations, size)):
                for cut in range(2, min(columns, order) + 1):
                    self._raise(order, cut, moves + _inside(order, cut))
        else:
            self._raise(record["groups"], record["size"], record["rotations"])

    def _raise(self, groups: int, size: int, rotations: int) -> None:
        self.most[groups, size] = max(rotations, self.most.get((groups, size), 0))

    def known(self, groups: int, size: int) -> int:
        """Most rotations known for a cell, here or in the package."""
        return max(most_rotations(groups, size)[0], self.most.get((groups, size), 0))


def _inside(groups: int, size: int) -> int:
    """Rotations that columns of people can have among themselves."""
    return most_rotations(groups // size, size)[0] if groups % size == 0 else 0


def twists(over: tuple[int, ...], size: int) -> Iterator[Twist]:
    """Automorphisms of small order; the trivial one first."""
    yield Twist()
    for power in (3, 2, 4, 5, 6, 7):
        for factor in (1, *_of_order(over, power)):
            for cycle in {power} if factor == 1 else {1, power}:
                if cycle <= size + 1:
                    yield Twist(factor, cycle, 1)
                    yield Twist(factor, cycle, power)


def _of_order(over: tuple[int, ...], power: int) -> list[int]:
    """Factors whose power is the identity, but no lower power is."""
    found = []
    for factor in range(2, int(np.prod(over))):
        images = [1, factor]
        while images[-1] not in images[:-1] and len(images) <= power:
            images.append(times(over, factor, images[-1]))
        if len(images) == power + 1 and images[-1] == 1:
            found.append(factor)
    return found


def array_shapes(groups: int, size: int, above: int) -> Iterator[Shape]:
    """Difference arrays with just more rotations than `above`, rotations in columns aside."""
    wanted = above + 1 - _inside(groups, size)
    for over in moduli(groups):
        for twist in twists(over, size):
            if twist.fixed_cycle == 1:
                power = len(Shape(groups, size, over, 0, 0, 0, twist).twists)
                for rest in (False, True):
                    count = max(wanted - rest, 0) + -max(wanted - rest, 0) % power
                    if 0 < count + rest <= groups and count + rest >= wanted:
                        yield Shape(groups, size, over, 0, 0, count, twist, rest)


def starter_shapes(groups: int, size: int, above: int) -> Iterator[Shape]:
    """Starters with more rotations than `above`: base rotations to develop, and kept ones."""
    people, most = groups * size, max_rotations_bound(groups, size)
    for fixed in range(groups + 1):
        for classes in range(1, 2 * size + 1):
            order = (people - fixed) // classes
            if order < 5 or order * classes + fixed != people:
                continue
            kept = not fixed and classes % size == 0
            for developed in range(1, most // order + 1):
                left = most - developed * order if kept else 0
                for orbits in range(max(0, above + 1 - developed * order), left + 1):
                    if _room(groups, size, order, classes, fixed) >= developed * order + orbits:
                        for twist in twists((order,), classes):
                            yield Shape(groups, size, (order,), fixed, developed, orbits, twist)


def _twisted(
    groups: int, size: int, order: int, fixed: int, developed: int, orbits: int
) -> Iterator[Shape]:
    """All twists over the cyclic group, and over the group of a field."""
    for over in moduli(order):
        if len(over) == 1 or len(set(over)) == 1:
            for twist in twists(over, size + 1):
                yield Shape(groups, size, over, fixed, developed, orbits, twist)


def _room(groups: int, size: int, order: int, classes: int, fixed: int) -> int:
    """Rotations for which there are pairs enough; half turns and fixed pairs cannot be met."""
    people = groups * size
    lost = fixed * (fixed - 1) // 2 + (classes * order // 2 if order % 2 == 0 else 0)
    return (people * (people - 1) // 2 - lost) // (groups * size * (size - 1) // 2)


def attempt(program: Path, shape: Shape, seconds: float, seed: int) -> dict[str, object] | None:
    """Anneal one shape; the entry if it was found, verified by counting."""
    rows = bases(shape)
    done = subprocess.run(
        [str(program), str(seed), str(seconds)],
        input=problem_text(shape, rows),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return None
    found = entry(
        shape, rows, [[int(x) for x in line.split()] for line in done.stdout.splitlines()]
    )
    if "steps" in found:
        seats = Steps(np.array(found["steps"]), shape.abelian, "").seats(shape.rotations)
    else:
        seats = starter_from(found).seats()
    if len(seats) != shape.rotations or not verified(seats, shape.groups, shape.size):
        raise ArithmeticError(f"{shape.key} was reported wrongly")
    return found


FAMILIES: dict[str, Family] = {"arrays": array_shapes, "starters": starter_shapes}


class Search:
    """Tries shapes, cell by cell."""

    def __init__(self, program: Path, finds: Finds, options: argparse.Namespace) -> None:
        self.program, self.finds, self.options = program, finds, options
        self.rng = Random(options.seed)

    def cell(self, groups: int, size: int) -> None:
        """Try shapes for one cell until several in a row have failed."""
        for family in (FAMILIES[name] for name in self.options.families):
            while self.improved(family, groups, size):
                print(f"{groups}-{size}: {self.finds.known(groups, size)} rotations", flush=True)

    def improved(self, family: Family, groups: int, size: int) -> bool:
        """Whether one of the next shapes gives more rotations than are known."""
        known, most = self.finds.known(groups, size), max_rotations_bound(groups, size)
        shapes = [s for s in family(groups, size, known) if s.rotations <= most]
        self.rng.shuffle(shapes)
        plain = self.options.plain_first
        shapes.sort(key=lambda shape: (shape.twist == Twist() and not shape.rest) != plain)
        tries = 0
        for shape in shapes:
            if tries >= self.options.tries:
                break
            if (shape.key, self.options.seconds) in self.finds.failed:
                continue
            try:
                seed = self.rng.randrange(1, 10**6)
                found = attempt(self.program, shape, self.options.seconds, seed)
            except UnfitError:
                continue
            tries += 1
            if found is not None:
                self.finds.add({"key": shape.key, "rotations": shape.rotations, **found})
                return True
            self.finds.add({"key": shape.key, "failed": self.options.seconds})
        return False


def main(arguments: list[str]) -> None:
    """Search the cells asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("finds", type=Path)
    parser.add_argument("--groups", type=int, nargs="+", default=list(range(3, 21)))
    parser.add_argument("--sizes", type=int, nargs="+", default=list(range(3, 13)))
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--tries", type=int, default=8, help="failures in a row before moving on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--plain-first",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="shapes without a twist first; many groups are found sooner with one",
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        search = Search(compiled(folder), Finds(options.finds), options)
        for groups in options.groups:
            for size in options.sizes:
                if size <= groups:
                    search.cell(groups, size)


if __name__ == "__main__":
    main(sys.argv[1:])
