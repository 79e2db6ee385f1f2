"""Find the lines of an elliptic semiplane on 135 points, in some seconds.

    pip install python-sat
    python benchmarks/discover/semiplane.py

Points stand in 45 columns of three, one above the other; a line meets twelve columns, each at a
height, and two lines that share columns share three, in which they differ by 0, 1 and 2 modulo 3.
The columns are five affine planes of nine points. Line x of a plane meets, in the plane j further
on, the columns of one line of that plane in direction j, the same ones for all x of one line in
direction j. So any two lines share three columns, whichever lines of the planes are matched; a
solver of satisfiability matches them and finds the heights. What it prints stands in
src/facilitate/grouping/designs/semiplanes.py.
"""

from __future__ import annotations

from itertools import combinations, product

from pysat.solvers import Solver

PLANES, POINTS, HEIGHTS = 5, range(9), range(3)
Number = tuple[object, ...]


def line(direction: int, point: int) -> int:
    """Which of the three lines in a direction (1 to 4) goes through a point of a plane."""
    across, up = divmod(point, 3)
    return (across, up, across + up, across + 2 * up)[direction - 1] % 3


class Puzzle:
    """Clauses about the first plane's lines; those of the others are these, moved on."""

    def __init__(self) -> None:
        self.clauses: list[list[int]] = []
        self._numbers: dict[Number, int] = {}
        for plane in range(1, PLANES):
            self._match(plane)
            self._place(plane)
        for turned in (False, True):
            for first, second in combinations(POINTS, 2):
                self._inside(first, second, turned)
            for apart, first, second in product((1, 2), POINTS, POINTS):
                self._between(apart, first, second, turned)

    def number(self, *name: object) -> int:
        """Variable of a name."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def height(self, plane: int, first: int, second: int, height: int, turned: bool) -> int:
        """Line `first` meets column `second` of a plane at a height; `turned`, column and line."""
        line_and_column = (second, first) if turned else (first, second)
        plane = -plane % PLANES if turned else plane % PLANES
        return self.number("height", plane, *line_and_column, height)

    def _once(self, numbers: list[int]) -> None:
        self.clauses += [[-a, -b] for a, b in combinations(numbers, 2)]

    def _match(self, plane: int) -> None:
        """Match the three lines of a direction with the three lines of the plane further on."""
        for a in range(3):
            for row in (
                [self.number("match", plane, a, b) for b in range(3)],
                [self.number("match", plane, b, a) for b in range(3)],
            ):
                self.clauses.append(row)
                self._once(row)

    def _place(self, plane: int) -> None:
        """Give one height where a line meets a column, and none elsewhere."""
        for first, second in product(POINTS, POINTS):
            met = self.number("match", plane, line(plane, first), line(plane, second))
            heights = [self.height(plane, first, second, h, False) for h in HEIGHTS]
            self.clauses += [[-height, met] for height in heights]
            self.clauses.append([-met, *heights])
            self._once(heights)

    def _inside(self, first: int, second: int, turned: bool) -> None:
        """Two lines of one plane share three columns of one other plane."""
        for plane in range(1, PLANES):
            direction = -plane % PLANES if turned else plane
            if line(direction, first) != line(direction, second):
                continue
            for column, a, b in product(POINTS, HEIGHTS, HEIGHTS):
                differs = self.number("inside", turned, plane, first, second, column, (a - b) % 3)
                at_a = self.height(plane, first, column, a, turned)
                at_b = self.height(plane, second, column, b, turned)
                self.clauses.append([-at_a, -at_b, differs])
            for step in range(3):
                self._once(
                    [
                        self.number("inside", turned, plane, first, second, column, step)
                        for column in POINTS
                    ]
                )

    def _between(self, apart: int, first: int, second: int, turned: bool) -> None:
        """Lines of two planes share a column in each of the three other planes."""
        shared = [plane for plane in range(1, PLANES) if (plane - apart) % PLANES]
        for plane, column, a, b in product(shared, POINTS, HEIGHTS, HEIGHTS):
            differs = self.number("between", turned, apart, first, second, plane, (a - b) % 3)
            at_a = self.height(plane, first, column, a, turned)
            at_b = self.height(plane - apart, second, column, b, turned)
            self.clauses.append([-at_a, -at_b, differs])
        for step in range(3):
            self._once(
                [
                    self.number("between", turned, apart, first, second, plane, step)
                    for plane in shared
                ]
            )

    def solved(self) -> list[str]:
        """Heights of the first plane's lines in all columns, "." where none is met."""
        with Solver(name="cadical153", bootstrap_with=self.clauses) as solver:
            if not solver.solve():
                raise ArithmeticError("there is no such semiplane")
            true = {number for number in solver.get_model() if number > 0}
        return ["." * 9 + "".join(self._sign(x, p, y, true) for p, y in _columns()) for x in POINTS]

    def _sign(self, first: int, plane: int, second: int, true: set[int]) -> str:
        heights = (h for h in HEIGHTS if self.height(plane, first, second, h, False) in true)
        return str(next(heights, "."))


def _columns() -> product[tuple[int, int]]:
    return product(range(1, PLANES), POINTS)


if __name__ == "__main__":
    print("\n".join(Puzzle().solved()))
