"""Whom a movement brings together again: counted by hand, by formula and by trying."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import Finding, Level
from facilitate.method_lint import judge
from facilitate.movement_lint import first_repeat, partners_before_repeat
from tests.builders import make_method, make_ring_method


def ring(outer: int, inner: int, **changes: Any) -> list[Finding]:
    """Judge a ring of at most 30 people and 6 rotations."""
    movement = {"ring": {"outer": outer, "inner": inner}}
    return list(
        judge(make_ring_method(**({"movement": movement, "rotations": {"default": 6}} | changes)))
    )


def tables(shifts: list[int], rotations: int = 3, **changes: Any) -> list[Finding]:
    """Judge tables whose seats move by `shifts`."""
    size = len(shifts)
    group = {"min": 2, "ideal": size, "max": size}
    return list(
        judge(
            make_method(
                movement={"shifts": shifts},
                group=group,
                rotations={"default": rotations},
                **changes,
            )
        )
    )


@given(st.integers(1, 40), st.integers(1, 40))
def test_the_formula_agrees_with_walking(seats: int, shift: int) -> None:
    """n/gcd(n, s) is what somebody counts who walks the ring."""
    opposite = [change * shift % seats for change in range(seats + 1)]
    walked = next(at for at in count(1) if opposite[at] == opposite[0])
    assert partners_before_repeat(seats, shift) == walked


@pytest.mark.parametrize(
    ("pairs", "one", "two", "three"),
    [
        (6, 6, 3, 2),
        (8, 8, 4, 8),
        (10, 10, 5, 10),
        (12, 12, 6, 4),
        (13, 13, 13, 13),
        (14, 14, 7, 14),
        (15, 15, 15, 5),
        (20, 20, 10, 20),
    ],
)
def test_partners_of_known_rings(pairs: int, one: int, two: int, three: int) -> None:
    """One circle by one seat, both against each other, and two against one."""
    assert [partners_before_repeat(pairs, shift) for shift in (1, 2, 3)] == [one, two, three]


@pytest.mark.parametrize(("outer", "inner"), [(1, 0), (0, 1), (-1, 0), (2, 1)])
def test_a_ring_of_one_seat_is_no_finding(outer: int, inner: int) -> None:
    """Whichever circle moves, and wherever to."""
    assert ring(outer, inner) == []


def test_circles_against_each_other_are_told_with_the_arithmetic() -> None:
    """Every even number of pairs comes back at half time."""
    (finding,) = ring(1, -1)
    assert (finding.level, finding.code, finding.where) == (
        Level.WARNING,
        "ring-repeats",
        "movement.ring",
    )
    assert "8 pairs and 2 seats: 8/gcd(8, 2) = 4 different partners" in finding.message
    assert "6 rotations" in finding.message
    assert "12 pairs" not in finding.message
    assert "7 pairs" not in finding.message


def test_few_rotations_make_the_same_ring_harmless() -> None:
    """Two rotations never bring anybody back: two seats on is somebody else."""
    assert ring(1, -1, rotations={"default": 2}, circles={"max_people": 30})[0].code
    assert ring(1, -1, rotations={"default": 2}, circles={"max_people": 6}) != []
    assert ring(1, -1, rotations={"default": 3}, circles={"max_people": 6}) == []


def test_many_circle_sizes_are_not_all_listed() -> None:
    """A long list ends."""
    (finding,) = ring(3, -3, circles={"max_people": 200})
    assert finding.message.endswith("and so on.")


def test_a_ring_that_stands_still_is_an_error() -> None:
    """Both circles moving alike keep every pair together."""
    (finding,) = ring(1, 1)
    assert (finding.level, finding.code) == (Level.ERROR, "ring-stands-still")


def test_more_rotations_than_seats_are_told() -> None:
    """The largest circle must have enough pairs."""
    codes = [f.code for f in ring(1, 0, circles={"max_people": 10})]
    assert codes == ["ring-too-small"]
    assert ring(1, 0, circles={"max_people": 12}) == []
    assert ring(1, 0, circles={"max_people": 11}) == []


@pytest.mark.parametrize(
    ("count_", "change"),
    [(4, 2), (6, 3), (8, 4), (9, 9), (10, 5), (12, 6), (15, 15), (20, 10), (7, 7), (11, 11)],
)
def test_stay_left_right_repeats_as_known(count_: int, change: int) -> None:
    """Tables of 3: even numbers of tables repeat at half time."""
    assert first_repeat(count_, (0, 1, -1), count_) == change


@pytest.mark.parametrize(("count_", "change"), [(20, 5), (16, 4), (12, 3), (7, 7)])
def test_five_roles_repeat_as_known(count_: int, change: int) -> None:
    """Tables of 5: safe only for numbers divisible by neither 2 nor 3."""
    assert first_repeat(count_, (0, 1, -1, 2, -2), count_) == change


@given(st.integers(2, 8), st.lists(st.integers(-3, 3), min_size=2, max_size=4), st.integers(1, 8))
def test_trying_agrees_with_the_arithmetic_of_seats(
    count_: int, shifts: list[int], most: int
) -> None:
    """Two seats meet again when the tables divide the changes times their difference.

    From one table on they meet at the start; from others later, and again one period on.
    """
    pairs = [abs(a - b) for at, a in enumerate(shifts) for b in shifts[:at]]
    periods = [partners_before_repeat(count_, difference) for difference in pairs]
    expected = min(periods) if min(periods) <= most else None
    assert first_repeat(count_, shifts, most) == expected


def test_stay_left_right_at_six_tables_is_a_finding() -> None:
    """The third change, in rotation 4, brings people together again."""
    (hint,) = tables([0, 1, -1], rotations=3, groups=6)
    assert (hint.level, hint.code) == (Level.HINT, "shifts-repeat")
    assert "6 tables: in rotation 4" in hint.message
    (warning,) = tables([0, 1, -1], rotations=4, groups=6)
    assert warning.level is Level.WARNING


def test_stay_left_right_at_seven_tables_is_none() -> None:
    """An odd number of tables of 3 is safe."""
    assert tables([0, 1, -1], rotations=7, groups=7) == []


def test_open_table_counts_are_looked_through() -> None:
    """Where the method leaves the number open, the failing ones are named."""
    (finding,) = tables([0, 1, -1], rotations=4)
    assert "4 tables: in rotation 3; 6 tables: in rotation 4" in finding.message
    assert "5 tables" not in finding.message


def test_every_seat_needs_its_movement() -> None:
    """More people at a table than movements is an error."""
    group = {"min": 2, "ideal": 3, "max": 4}
    method = make_method(movement={"shifts": [0, 1, -1]}, group=group, groups=7)
    assert [(f.level, f.code) for f in judge(method)] == [(Level.ERROR, "shifts-too-few")]
