"""What the engine is asked: people, sizes, rotations and rules as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

REPEATS = "no-repeat"
THIRDS = "no-repeat-3"
COST = "cost"
BROKEN = "broken"


@dataclass(frozen=True, eq=False)
class Problem:
    """A grouping problem in indices; it knows no names, no clock and no files.

    Parameters
    ----------
    sizes
        Seats of each group in each rotation; shape (rotations, groups). Each row sums to the
        number of people.
    counts
        Whether sitting together is a meeting.
    met
        Earlier meetings of each pair, symmetric; shape (people, people); None for none.
    apart
        Pairs that may never share a group.
    together
        Sets of people who always share a group; their pairs never count as repeats.
    fixed
        (rotation or None for all, person, group): where somebody must sit.
    avoid
        Goal → value code of each person, -1 for unknown; two of one code should not share a
        group.
    spread
        Goal → value code of each person, -1 for unknown; every code is spread evenly.
    hard
        Goals of `avoid` and `spread` that count like broken rules.
    cost
        What it costs each pair to share a group once: symmetric, from 0; shape (people, people),
        the diagonal does not count. As important as `avoid`: costs and pairs to avoid add up. So
        "rather not together" is a cost, and groups as diverse as possible (the maximally diverse
        grouping problem) are those of least cost if a pair costs the greatest distance less its
        own.
    barred
        Positions of a movement where somebody must not start: 0/1, shape (people, positions).
    """

    sizes: Ints
    counts: bool = True
    met: Ints | None = None
    apart: tuple[tuple[int, int], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    fixed: tuple[tuple[int | None, int, int], ...] = ()
    avoid: Mapping[str, Ints] = field(default_factory=dict)
    spread: Mapping[str, Ints] = field(default_factory=dict)
    hard: frozenset[str] = frozenset()
    cost: Ints | None = None
    barred: Ints | None = None

    @cached_property
    def people(self) -> int:
        """Number of people."""
        return int(self.sizes[0].sum())

    @property
    def rotations(self) -> int:
        """How often everybody is seated."""
        return len(self.sizes)

    @property
    def groups(self) -> int:
        """Number of groups in a rotation."""
        return int(self.sizes.shape[1])

    @cached_property
    def joined(self) -> frozenset[tuple[int, int]]:
        """Pairs (i < j) that rules keep together, by name or by one fixed place."""
        sets = [*self.together, *_fixed_together(self.fixed)]
        return frozenset((i, j) for people in sets for i in people for j in people if i < j)

    def misplaced(self, position: Ints) -> int:
        """Count the people whose starting position is barred for them."""
        if self.barred is None:
            return 0
        return int(self.barred[np.arange(len(position)), position].sum())

    def history(self) -> Ints:
        """Earlier meetings as a matrix, zeros if there were none; pairs kept together aside."""
        met = np.zeros((self.people,) * 2, np.int64) if self.met is None else self.met.copy()
        for i, j in self.joined:
            met[i, j] = met[j, i] = 0
        return met


def _fixed_together(fixed: tuple[tuple[int | None, int, int], ...]) -> list[list[int]]:
    always: dict[int, list[int]] = {}
    for rotation, person, group in fixed:
        if rotation is None:
            always.setdefault(group, []).append(person)
    return list(always.values())


def by_group(row: Ints) -> Ints:
    """Order people by their group, those of one group as they come; shape (people,).

    The same as a stable `argsort` of `row`, in a sixth of its time: numpy sorts numbers many at
    once, but not their positions.
    """
    people = len(row)
    keys = row.astype(np.int64) * people + np.arange(people)
    keys.sort()
    return np.asarray(keys % people if people else keys, np.int64)


def same(codes: Ints) -> Ints:
    """Pairs with the same known code: 0/1, shape (people, people), zero on the diagonal."""
    matrix = (codes[:, None] == codes[None, :]) & (codes >= 0)[:, None]
    np.fill_diagonal(matrix, val=False)
    return np.asarray(matrix, np.int64)
