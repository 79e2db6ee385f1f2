"""Find 21 rotations of 17 groups of 5: spreads of lines of the space PG(3,4), each line once.

    python benchmarks/discover/spreads.py FINDS

An automorphism of order 7 moves the lines in orbits of 7. Three spreads that have a line of every
orbit between them are base rotations; HiGHS looks for them as an exact cover. The find is
appended to the file FINDS; `keep.py` moves it into the package.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations, product
from pathlib import Path

import highspy
import numpy as np
from shapes import verified

from facilitate.grouping.designs.fields import Field
from facilitate.grouping.designs.library import starter_from

GROUPS, SIZE, ORDER, BASES = 17, 5, 7, 3
FIELD = Field(2, 2)
Vector = tuple[int, ...]


def times(factor: int, vector: Vector) -> Vector:
    """Multiple of a vector."""
    return tuple(FIELD.multiply(np.array(vector), np.array(factor)).tolist())


def plus(first: Vector, second: Vector) -> Vector:
    """Sum of vectors; subtracting is the same in this field."""
    return tuple(a ^ b for a, b in zip(first, second, strict=True))


def normal(vector: Vector) -> Vector:
    """Multiple of a vector whose first entry besides 0 is 1."""
    lead = next(entry for entry in vector if entry)
    return next(v for v in (times(f, vector) for f in (1, 2, 3)) if v[vector.index(lead)] == 1)


def lines(points: list[Vector]) -> list[frozenset[Vector]]:
    """All lines, as sets of points."""
    return sorted(
        {
            frozenset([a, *(normal(plus(b, times(f, a))) for f in range(4))])
            for a, b in combinations(points, 2)
        },
        key=sorted,
    )


def rotated(point: Vector) -> Vector:
    """Multiply the first three entries by t modulo t^3 + t + 1, seven times the identity."""
    a, b, c, last = point
    return normal((c, a ^ c, b, last))


def orbit(point: Vector) -> list[Vector]:
    """Images of a point one after the other."""
    images = [point]
    while (following := rotated(images[-1])) != point:
        images.append(following)
    return images


def images(line: frozenset[Vector]) -> list[frozenset[Vector]]:
    """Images of a line one after the other."""
    moved = [line]
    while (following := frozenset(map(rotated, moved[-1]))) != line:
        moved.append(following)
    return moved


def cover(points: list[Vector], every: list[frozenset[Vector]]) -> list[list[frozenset[Vector]]]:
    """Spreads that between them have one line of each orbit."""
    orbits = {frozenset(images(line)) for line in every}
    choices = [(base, line) for base in range(BASES) for line in every]
    items = [[(b, line) for line in every if p in line] for b in range(BASES) for p in points]
    items += [[(b, line) for line in o for b in range(BASES)] for o in orbits]
    number = {choice: k for k, choice in enumerate(choices)}
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    variables = [highs.addBinary() for _ in choices]
    for item in sorted(sorted(number[choice] for choice in item) for item in items):
        highs.addConstr(sum(variables[k] for k in item) == 1)
    highs.run()
    chosen = [k for k, value in enumerate(highs.getSolution().col_value) if value > 0.5]
    return [[choices[k][1] for k in chosen if choices[k][0] == base] for base in range(BASES)]


def main() -> None:
    """Append the find to the file named on the command line."""
    points = sorted({normal(v) for v in product(range(4), repeat=4) if any(v)})
    moved = sorted((orbit(p) for p in points), key=lambda o: (len(o) < ORDER, min(o)))
    label: dict[Vector, int] = {}
    for whole in moved:
        if whole[0] not in label:
            label |= {p: len(label) + k for k, p in enumerate(whole)}
    spreads = cover(points, lines(points))
    find = {
        "groups": GROUPS,
        "size": SIZE,
        "over": [ORDER],
        "fixed": 1,
        "developed": [[label[p] for line in spread for p in sorted(line)] for spread in spreads],
        "orbits": [],
        "source": "exact cover of the lines of PG(3,4) by spreads, benchmarks/discover",
    }
    seats = starter_from(find).seats()
    if len(seats) != ORDER * BASES or not verified(seats, GROUPS, SIZE):
        raise ArithmeticError("the spreads repeat a pair")
    with Path(sys.argv[1]).open("a", encoding="utf-8") as out:
        out.write(json.dumps({"key": "spreads", "rotations": len(seats), **find}) + "\n")
    print(f"{GROUPS}-{SIZE}: {len(seats)} rotations")


if __name__ == "__main__":
    main()
