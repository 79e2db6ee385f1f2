"""Find square difference arrays over a cyclic group of odd order by going through all of a kind.

    python benchmarks/discover/symmetric.py FINDS --order 15 --size 5

Column 0 of people rests, column 1 moves by r in rotation r, and every other one by f(r) with
f(-r) = -f(r), where f(r) - r takes every value too. Of all such f, some are chosen whose
differences take every value. The find is appended to the file FINDS; `keep.py` moves it into the
package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from shapes import verified

from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.designs.fields import Abelian

Half = tuple[int, ...]  # f(1), …, f((order - 1)/2)


def distinct(values: list[int], order: int) -> bool:
    """Whether values and their negatives are all different, and not zero."""
    return len({v % order for v in values} | {-v % order for v in values}) == 2 * len(values)


def halves(order: int, start: Half = ()) -> Iterator[Half]:
    """All f that are possible, by their values for half of the elements."""
    if len(start) == order // 2:
        yield start
        return
    for value in range(1, order):
        longer = (*start, value)
        moved = [f - r for r, f in enumerate(longer, 1)]
        if distinct(list(longer), order) and distinct(moved, order):
            yield from halves(order, longer)


def compatible(first: Half, second: Half, order: int) -> bool:
    """Whether the differences of two f take every value."""
    return distinct([a - b for a, b in zip(first, second, strict=True)], order)


def chosen(count: int, candidates: list[Half], order: int) -> list[Half] | None:
    """Choose `count` candidates of which each two are compatible; None if there are none."""
    if not count:
        return []
    for place, first in enumerate(candidates):
        others = [f for f in candidates[place + 1 :] if compatible(first, f, order)]
        rest = chosen(count - 1, others, order)
        if rest is not None:
            return [first, *rest]
    return None


def main(arguments: list[str]) -> None:
    """Append the find, if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("finds", type=Path)
    parser.add_argument("--order", type=int, default=15)
    parser.add_argument("--size", type=int, default=5)
    options = parser.parse_args(arguments)
    order, size = options.order, options.size
    rows = chosen(size - 2, list(halves(order)), order)
    if rows is None:
        raise SystemExit(f"no such array of {size} columns over Z{order}")
    full = [[0, *half, *(-f % order for f in reversed(half))] for half in rows]
    steps = [[0] * order, list(range(order)), *full]
    array = Steps(np.array(steps), Abelian((order,)), "")
    if not verified(array.seats(order), order, size):
        raise ArithmeticError("the array repeats a pair")
    source = "search of symmetric columns, benchmarks/discover"
    with options.finds.open("a", encoding="utf-8") as out:
        find = {"over": [order], "steps": steps, "source": source}
        out.write(json.dumps({"key": "symmetric", "rotations": order, **find}) + "\n")
    print(f"{order}-{size}: {order} rotations")


if __name__ == "__main__":
    main(sys.argv[1:])
