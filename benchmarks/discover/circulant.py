"""Find difference arrays in which every rotation is the one before, moved on by a column.

    python benchmarks/discover/circulant.py FINDS --over 3 6 --order 13 --border

Column c of people moves by f(c - r) in rotation r, both modulo the order. All differences of
columns are then distinct if, for every d but 0, f(i + d) - f(i) takes no value twice. With --bases
there are several such f, and as many times the rotations; together they may take no value twice.
If the f themselves take no value twice either (--border), one more column that rests and one more
rotation in which nobody moves are won. With --turn and --factor only such f are tried that have
f(turn·i) = factor·f(i). The find is appended to the file FINDS; `keep.py` moves it into the
package.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

import numpy as np
from shapes import times, verified

from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.designs.fields import Abelian

PATIENCE = 20_000  # values tried before a search begins anew; grows by a third each time


Place = tuple[int, int]  # which f, and its argument
Taken = list[tuple[int, int]]  # distance of two columns, 0 to the one that rests, and difference


class Search:
    """Gives values to f, one orbit of multiplying by `turn` after the other, and takes back.

    Parameters
    ----------
    over
        The group of the values.
    order
        Number of columns, and of rotations of each f.
    bases
        How many f there are.
    border
        Whether they may take no value twice.
    turn, factor
        What f(turn·i) = factor·f(i) is asked for; 1 and 1 for nothing.
    """

    def __init__(
        self,
        over: Abelian,
        order: int,
        *,
        bases: int = 1,
        border: bool = False,
        turn: int = 1,
        factor: int = 1,
    ) -> None:
        values = range(over.order)
        self.order, self.bases, self.border, self.values = order, bases, border, values
        self.minus = [
            [int(over.subtract(np.array(a), np.array(b))) for b in values] for a in values
        ]
        self.factor = [times(over.moduli, factor, value) for value in values]
        self.orbits = [
            [(base, i) for i in orbit] for base in range(bases) for orbit in self._orbits(turn)
        ]
        self.f: dict[Place, int] = {}
        self.taken: list[set[int]] = [set() for _ in range(order)]

    def _orbits(self, turn: int) -> list[list[int]]:
        orbits: list[list[int]] = []
        for start in range(self.order):
            if not any(start in orbit for orbit in orbits):
                orbit = [start]
                while orbit[-1] * turn % self.order != start:
                    orbit.append(orbit[-1] * turn % self.order)
                orbits.append(orbit)
        return orbits

    def run(self, rng: Random) -> list[list[int]] | None:
        """Search until every f is found, or until all are gone through."""
        patience = PATIENCE
        while True:
            first, *rest = self.orbits
            rng.shuffle(rest)
            rest.sort(key=len, reverse=True)
            self.left = patience
            if self._fill([first, *rest], rng):
                return [[self.f[base, i] for i in range(self.order)] for base in range(self.bases)]
            if self.left:
                return None
            patience += patience // 3

    def _fill(self, orbits: list[list[Place]], rng: Random) -> bool:
        if not orbits:
            return True
        choices = list(self.values) if self.f or len(orbits[0]) > 1 else [0]
        for value in rng.sample(choices, len(choices)):
            if not self.left:
                return False
            self.left -= 1
            taken = self._put(orbits[0], value)
            if taken is None:
                continue
            if self._fill(orbits[1:], rng):
                return True
            self._undo(orbits[0], taken)
        return False

    def _put(self, orbit: list[Place], value: int) -> Taken | None:
        """Give values to an orbit; the differences that this takes, or None if it cannot be."""
        taken: Taken = []
        for place in orbit:
            for d, difference in self._differences(place, value):
                if difference in self.taken[d]:
                    self._undo(orbit, taken)
                    return None
                self.taken[d].add(difference)
                taken.append((d, difference))
            self.f[place] = value
            value = self.factor[value]
        if value != self.f[orbit[0]]:
            self._undo(orbit, taken)
            return None
        return taken

    def _differences(self, place: Place, value: int) -> Taken:
        base, i = place
        found = [(0, value)] if self.border else []
        for (other, k), its in self.f.items():
            if other == base:
                found.append(((i - k) % self.order, self.minus[value][its]))
                found.append(((k - i) % self.order, self.minus[its][value]))
        return found

    def _undo(self, orbit: list[Place], taken: Taken) -> None:
        for d, difference in taken:
            self.taken[d].remove(difference)
        for place in orbit:
            self.f.pop(place, None)


def array(over: Abelian, f: list[list[int]], *, border: bool) -> list[list[int]]:
    """Give the steps of every column in every rotation."""
    order = len(f[0])
    if not border:
        return [[one[(c - r) % order] for one in f for r in range(order)] for c in range(order)]
    unused = np.array(min(set(range(over.order)).difference(*f)))
    moved = [[int(over.subtract(np.array(value), unused)) for value in one] for one in f]
    inner = [[*row, 0] for row in array(over, moved, border=False)]
    return [*inner, [0] * (order * len(f) + 1)]


def main(arguments: list[str]) -> None:
    """Append the find, if there is one; with a border if one is possible."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("finds", type=Path)
    parser.add_argument("--over", type=int, nargs="+", default=[3, 6])
    parser.add_argument("--order", type=int, default=13)
    parser.add_argument("--bases", type=int, default=1)
    parser.add_argument("--border", action="store_true")
    parser.add_argument("--turn", type=int, default=1)
    parser.add_argument("--factor", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    over, border = Abelian(tuple(options.over)), options.border
    search = Search(
        over,
        options.order,
        bases=options.bases,
        border=border,
        turn=options.turn,
        factor=options.factor,
    )
    f = search.run(Random(options.seed))
    if f is None:
        raise SystemExit(f"no such array of order {options.order} over {over.name}")
    steps = array(over, f, border=border)
    found = Steps(np.array(steps), over, "")
    if not verified(found.seats(found.rotations), over.order, found.size):
        raise ArithmeticError("the array repeats a pair")
    source = "search of circulant arrays, benchmarks/discover"
    with options.finds.open("a", encoding="utf-8") as out:
        find = {"over": options.over, "steps": steps, "source": source}
        out.write(json.dumps({"key": "circulant", "rotations": found.rotations, **find}) + "\n")
    print(f"{over.name}: {found.size} columns, {found.rotations} rotations")


if __name__ == "__main__":
    main(sys.argv[1:])
