"""How many groups, and how large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import InfeasibleError, UsageError
from facilitate.grouping.sizes import Limits, group_sizes

POKER = Limits(3, 4, 6)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (80, (4,) * 20),
        (79, (4,) * 19 + (3,)),
        (81, (4,) * 18 + (3,) * 3),
        (7, (4, 3)),
        (5, (5,)),
        (23, (4,) * 5 + (3,)),
        (500, (4,) * 125),
    ],
)
def test_known_sizes(people: int, expected: tuple[int, ...]) -> None:
    """Sizes worked out by hand."""
    assert group_sizes(people, POKER) == expected


@given(st.integers(6, 500), st.integers(3, 6))
def test_sizes_keep_everybody_inside_the_limits(people: int, size: int) -> None:
    """Sizes sum to the people, larger ones first, and differ by at most one."""
    sizes = group_sizes(people, POKER, size=size)
    assert sum(sizes) == people
    assert sizes == tuple(sorted(sizes, reverse=True))
    assert max(sizes) - min(sizes) <= 1
    assert all(3 <= s <= 6 for s in sizes)


def test_groups_win_over_size() -> None:
    """A number of groups decides alone."""
    assert group_sizes(80, POKER, size=4, groups=16) == (5,) * 16


def test_a_size_that_never_works_is_passed_over() -> None:
    """Eight people in threes would leave a two: they sit in fours instead."""
    assert group_sizes(8, Limits(1, 3, 4, never=(2,))) == (4, 4)


def test_size_outside_the_limits_is_a_usage_error() -> None:
    """A size the method does not allow is refused with its limits."""
    with pytest.raises(UsageError, match="3 to 6"):
        group_sizes(80, POKER, size=8)


@pytest.mark.parametrize("people", [1, 2])
def test_too_few_people_name_the_nearest_number(people: int) -> None:
    """Two people cannot play; three can."""
    with pytest.raises(InfeasibleError) as caught:
        group_sizes(people, POKER)
    assert "3" in caught.value.findings[0].hint


def test_groups_that_do_not_fit_name_those_that_do() -> None:
    """Eighty people at five tables are sixteen each: too many; 14 tables work."""
    with pytest.raises(InfeasibleError) as caught:
        group_sizes(80, POKER, groups=5)
    assert "14" in caught.value.findings[0].hint
