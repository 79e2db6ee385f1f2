"""Random problems and seatings for the tests of the engine."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
from hypothesis import strategies as st

from facilitate.grouping.problem import Ints, Problem

Partition = tuple[int, ...]


def tables(*sizes: int, rotations: int, **rules: object) -> Problem:
    """Make a problem with the same sizes in every rotation."""
    return Problem(sizes=np.array([sizes] * rotations, np.int64), **rules)  # type: ignore[arg-type]


@st.composite
def problems(draw: st.DrawFn, most: int = 14) -> Problem:
    """Draw a problem of up to `most` people with rules of every kind."""
    groups = draw(st.integers(1, 4))
    sizes = draw(st.lists(st.integers(1, most // groups), min_size=groups, max_size=groups))
    rotations, people = draw(st.integers(1, 4)), sum(sizes)
    pairs = list(combinations(range(people), 2))
    codes = st.lists(st.integers(-1, 3), min_size=people, max_size=people).map(np.array)
    together = draw(st.permutations(range(people)))[:2] if people > 1 else []
    return tables(
        *sizes,
        rotations=rotations,
        counts=draw(st.booleans()),
        met=draw(st.none() | histories(people)),
        apart=tuple(
            draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
        ),
        together=(tuple(together),) if together and draw(st.booleans()) else (),
        fixed=tuple(
            draw(
                st.lists(
                    st.tuples(
                        st.none() | st.integers(0, rotations - 1),
                        st.integers(0, people - 1),
                        st.integers(0, groups - 1),
                    ),
                    max_size=2,
                )
            )
        ),
        avoid={"avoid-same:a": draw(codes)},
        spread={"spread:b": draw(codes), "spread:c": draw(codes)},
        cost=draw(st.none() | histories(people, most=50)),
        hard=frozenset(draw(st.sets(st.sampled_from(["avoid-same:a", "spread:b"])))),
    )


@st.composite
def histories(draw: st.DrawFn, people: int, most: int = 2) -> Ints:
    """Draw earlier meetings or other numbers of pairs, symmetric."""
    cells = st.lists(st.integers(0, most), min_size=people**2, max_size=people**2)
    square = np.triu(np.array(draw(cells), np.int64).reshape(people, people), 1)
    return square + square.T


@st.composite
def seated(draw: st.DrawFn) -> tuple[Problem, Ints]:
    """Draw a problem and some seating of it."""
    problem = draw(problems())
    rows = []
    for sizes in problem.sizes:
        order = np.array(draw(st.permutations(range(problem.people))))
        row = np.empty(problem.people, np.int64)
        row[order] = np.repeat(np.arange(problem.groups), sizes)
        rows.append(row)
    return problem, np.array(rows)


def partitions(sizes: tuple[int, ...]) -> list[Partition]:
    """List all seatings of one rotation, as the group of each person."""
    row = [g for g, size in enumerate(sizes) for _ in range(size)]
    return sorted(set(permutations(row)))
