"""Every entry of the data is verified by counting and names its source."""

import numpy as np
import pytest

from facilitate.grouping.designs import library
from facilitate.grouping.designs.design import repeats_nobody
from facilitate.grouping.designs.differences import Steps


@pytest.mark.parametrize("starter", library.starters(), ids=lambda s: f"{s.groups}-{s.size}")
def test_starters(starter: library.Starter) -> None:
    """Developed blocks fill all groups and repeat nobody."""
    seats = starter.seats()
    assert seats.shape == (starter.rotations, starter.groups * starter.size)
    assert all((np.bincount(row) == starter.size).all() for row in seats)
    assert repeats_nobody(seats)
    assert starter.source


@pytest.mark.parametrize("entry", library.arrays(), ids=lambda e: f"{e[0].over.name}-{e[0].size}")
def test_difference_arrays(entry: tuple[Steps, str]) -> None:
    """The differences of any two columns are distinct, and so are those of any two rotations."""
    steps, source = entry
    for array in (steps.array, steps.array.T):
        for i, column in enumerate(array):
            for other in array[:i]:
                assert len(np.unique(steps.over.subtract(column, other))) == len(column)
    assert source


@pytest.mark.parametrize("squares", library.squares(), ids=lambda s: s.groups)
def test_squares(squares: library.Squares) -> None:
    """All groups are full, nobody meets twice, and two of one column never meet."""
    groups, size = squares.groups, squares.size
    assert squares.seats.shape == (groups, groups * size)
    assert (squares.seats[:, :groups] == np.arange(groups)).all()
    for row in squares.seats.reshape(groups, size, groups):
        assert (np.sort(row, axis=1) == np.arange(groups)).all()
    assert repeats_nobody(squares.seats)
    assert squares.source
