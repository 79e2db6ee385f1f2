"""Find 10 rotations of 8 groups of 4 by an exact cover, in a few seconds.

    python benchmarks/discover/exact.py FINDS

Everybody meets all but one of the others, so that nothing may be left over but 16 pairs. Two base
rotations are developed modulo 5; a permutation of order 4 keeps both of them. The two have to
cover, exactly once, every orbit of pairs under the group of order 20 that both generate. The find
is appended to the file FINDS; `keep.py` moves it into the package.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from itertools import combinations
from pathlib import Path

from shapes import verified

from facilitate.grouping.designs.library import starter_from

GROUPS, SIZE, ORDER, FIXED = 8, 4, 5, 2
PEOPLE = GROUPS * SIZE
NEXT_CLASS = (1, 2, 3, 0, 5, 4)  # of the class that each class becomes; the fixed points swap
FACTOR = 2  # by which the permutation multiplies inside classes
BASES = ("first", "second")
Permutation = tuple[int, ...]
Block = tuple[int, ...]
Item = tuple[str, int]


def translation() -> Permutation:
    """One step modulo 5 inside every class."""
    moved = [point - point % ORDER + (point + 1) % ORDER for point in range(PEOPLE - FIXED)]
    return (*moved, PEOPLE - 2, PEOPLE - 1)


def twist() -> Permutation:
    """Give the permutation of order 4 that keeps the base rotations."""
    moved = [
        NEXT_CLASS[point // ORDER] * ORDER + point % ORDER * FACTOR % ORDER
        for point in range(PEOPLE - FIXED)
    ]
    return (*moved, PEOPLE - 1, PEOPLE - 2)


def generated(*generators: Permutation) -> set[Permutation]:
    """All products of the generators."""
    found = fresh = {tuple(range(PEOPLE))}
    while fresh:
        products = {tuple(g[x] for x in old) for old in fresh for g in generators}
        fresh = products - found
        found = found | fresh
    return found


def images(block: Block, group: Collection[Permutation]) -> set[Block]:
    """Every block that a group makes of one."""
    return {tuple(sorted(g[point] for point in block)) for g in group}


class Cover:
    """Choices of blocks, and the items that they cover: orbits of pairs, people of a rotation."""

    def __init__(self) -> None:
        self.group = generated(translation(), twist())
        self.keeping = generated(twist())
        self.orbit: dict[Block, int] = {}
        for pair in combinations(range(PEOPLE), 2):
            number = len(self.orbit)
            for image in images(pair, self.group):
                self.orbit.setdefault(image, number)
        self.choices: list[tuple[set[Item], str, set[Block]]] = []
        self._add(2, "apart", self.group)
        for base in BASES:
            self._add(SIZE, base, self.keeping)

    def _add(self, size: int, name: str, keeping: Collection[Permutation]) -> None:
        seen: set[Block] = set()
        for block in combinations(range(PEOPLE), size):
            orbit = images(block, self.group) if block not in seen else set()
            seen |= orbit
            if orbit and self._once(block, len(orbit)):
                for together in self._together(orbit, keeping):
                    people = [point for image in together for point in image]
                    pairs = {("pair", self.orbit[pair]) for pair in combinations(block, 2)}
                    self.choices.append((pairs | {(name, p) for p in people}, name, together))

    def _once(self, block: Block, blocks: int) -> bool:
        """Whether the images of a block repeat no pair."""
        pairs = {self.orbit[pair] for pair in combinations(block, 2)}
        reached = sum(number in pairs for number in self.orbit.values())
        return reached == blocks * len(block) * (len(block) - 1) // 2

    def _together(
        self, orbit: set[Block], keeping: Collection[Permutation]
    ) -> Iterator[set[Block]]:
        """Blocks that one rotation must have together; only disjoint ones."""
        left = set(orbit)
        while left:
            together = images(min(left), keeping)
            left -= together
            disjoint = len({p for block in together for p in block}) == sum(map(len, together))
            if disjoint and len(together) * len(self.group) == len(orbit) * len(keeping):
                yield together

    def solve(self) -> dict[str, list[Block]]:
        """Blocks of the base rotations of the first exact cover; an error if there is none."""
        open_items: dict[Item, set[int]] = {}
        for number, (items, _, _) in enumerate(self.choices):
            for item in items:
                open_items.setdefault(item, set()).add(number)
        chosen = self._search(open_items)
        if chosen is None:
            raise ArithmeticError("there is no exact cover")
        bases: dict[str, list[Block]] = {name: [] for name in BASES}
        for number in chosen:
            _, name, together = self.choices[number]
            bases.setdefault(name, []).extend(sorted(together))
        return bases

    def _search(self, open_items: dict[Item, set[int]]) -> list[int] | None:
        """Cover the item with fewest choices first (Knuth 2000, Dancing links)."""
        if not open_items:
            return []
        hardest = min(open_items, key=lambda item: (len(open_items[item]), item))
        for number in sorted(open_items[hardest]):
            items = self.choices[number][0]
            gone = set().union(*(open_items[item] for item in items))
            left = {i: numbers - gone for i, numbers in open_items.items() if i not in items}
            rest = self._search(left)
            if rest is not None:
                return [number, *rest]
        return None


def main() -> None:
    """Append the find to the file named on the command line."""
    bases = Cover().solve()
    find = {
        "groups": GROUPS,
        "size": SIZE,
        "over": [ORDER],
        "fixed": FIXED,
        "developed": [[point for block in bases[name] for point in block] for name in BASES],
        "orbits": [],
        "source": "exact cover of orbits of pairs, benchmarks/discover",
    }
    seats = starter_from(find).seats()
    if len(seats) != ORDER * len(BASES) or not verified(seats, GROUPS, SIZE):
        raise ArithmeticError("the exact cover repeats a pair")
    with Path(sys.argv[1]).open("a", encoding="utf-8") as out:
        out.write(json.dumps({"key": "exact", "rotations": len(seats), **find}) + "\n")
    print(f"{GROUPS}-{SIZE}: {len(seats)} rotations")


if __name__ == "__main__":
    main()
