"""Who starts where: what a swap changes is what counting from nothing says, swap after swap."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.costs import Costs, added
from facilitate.grouping.labels import Exchanges, Labelling
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.stopping import shuffled
from tests.grouping.problems import seated


@settings(max_examples=60, deadline=None)
@given(seated(), st.integers(0, 2**32))
def test_the_table_of_swaps_stays_true(case: tuple[Problem, Ints], seed: int) -> None:
    """After every swap it is the one made from nothing, and one more swap costs what it says."""
    problem, seats = case
    rng, people = Random(seed), problem.people
    labelling = Labelling(Costs(problem, span=problem.rotations), seats)
    position = np.array(shuffled(people, rng))
    exchanges = Exchanges(labelling, position)
    for _ in range(5):
        i, j = (int(rng.random() * people) for _ in range(2))
        table, before = exchanges.table(), labelling.tally(position)
        position[[i, j]] = position[[j, i]]
        exchanges.swap(i, j)
        assert np.array_equal(exchanges.table(), labelling.changes(position))
        change = labelling.costs.decode(int(table[i, j]))
        assert i == j or labelling.tally(position) == added(before, change)
