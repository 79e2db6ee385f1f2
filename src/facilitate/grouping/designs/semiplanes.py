"""The elliptic semiplane on 135 points: eleven groups of nine, twelve times."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.problem import Ints

GROUPS, SIZE, ROTATIONS = 11, 9, 12
LINES = (
    ".........000......0..1..0...0.0....01...1...1",
    ".........012........1..1..10....2.2..2...21..",
    ".........021.......1..2..0...0.0.0....02...0.",
    "............020...0..0..1..2....0.2...11...0.",
    "............002.....2..1..0..0.2.1..1...2...0",
    "............200....2..2..2..0.2....1.0...11..",
    "...............0022..1..1....2.0.1...0...20..",
    "...............011..2..0..1.1.2....0..20...0.",
    "...............020.1..0..2.0....0.1.1...0...2",
)
"""Lines 0 to 8: the height in each of the 45 columns of three points, or that none is met.

Every nine lines later the columns are nine further on. Found by benchmarks/discover/semiplane.py.
"""


def semiplane_heights() -> Ints:
    """Give the height of 45 lines in each of 45 columns of points, -1 for none.

    Any two lines meet in three columns, and differ there by 0, 1 and 2, modulo 3. With the lines
    one and two higher these are 135 lines of twelve of the 135 points; lines of one column of
    three never meet, all others meet once, and likewise for points.

    References
    ----------
    Mathon, Divisible semiplanes, in Colbourn and Dinitz (2007), Handbook of Combinatorial Designs,
    chapter VII.3; the columns that each line meets are those of Wallis (1971), Construction of
    strongly regular graphs using affine designs.
    """
    first = np.array([[-1 if sign == "." else int(sign) for sign in line] for line in LINES])
    return np.concatenate([np.roll(first, 9 * turn, axis=1) for turn in range(5)])


def semiplane_seats() -> Ints:
    """Seat 99 people in groups of nine, twelve times; shape (12, 99).

    Three lines of one column, 36 points, are taken away; the people are the other points. All
    other lines lose three points. Those through one of the lost points are a rotation.
    """
    heights = semiplane_heights()
    gone = np.flatnonzero(heights[0] >= 0)
    columns, levels = (side.ravel() for side in np.indices((45, 3)))
    people = ~np.isin(columns, gone)
    columns, levels = columns[people], levels[people]
    rows = []
    for column in gone.tolist():
        lines = np.flatnonzero(heights[:, column] >= 0)[1:]  # but the line taken away
        raised = heights[lines] + (heights[0, column] - heights[lines, column])[:, None]
        on = (heights[lines][:, columns] >= 0) & (raised[:, columns] % 3 == levels)
        rows.append(on.argmax(axis=0))
    return np.array(rows, np.int64)
