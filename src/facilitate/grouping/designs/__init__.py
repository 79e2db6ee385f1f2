"""Seatings known to repeat no pair, made by arithmetic or kept as data."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.designs.choice import most_rotations
from facilitate.grouping.designs.design import Design
from facilitate.grouping.designs.differences import shift_rotations, shift_steps
from facilitate.grouping.designs.fitting import for_sizes, partial, roomy
from facilitate.grouping.designs.limits import max_rotations_bound

__all__ = [
    "Design",
    "cyclic_shift",
    "for_sizes",
    "max_rotations_bound",
    "most_rotations",
    "partial",
    "roomy",
    "shifting",
]


def cyclic_shift(groups: int, size: int, rotations: int) -> Design | None:
    """Column i moves i groups on at each change; None if that repeats a pair.

    Position i·groups + j starts in group j; column 0 never moves. Two of columns i, i' meet
    again after r changes if and only if `groups` divides r·(i - i').

    References
    ----------
    Folklore; the transversal designs of Bose, Shrikhande and Parker (1960) begin here.
    """
    if size > 1 and rotations > shift_rotations(groups, size):
        return None
    return Design(shift_steps(groups, size, rotations).seats(rotations), "cyclic shift")


def shifting(groups: int, shifts: tuple[int, ...], rotations: int) -> Design:
    """Seat k of every group moves ``shifts[k]`` groups on: stay, left, right and the like."""
    array = np.outer(np.array(shifts), np.arange(rotations)) % groups
    seats = (np.arange(groups)[None, None, :] + array.T[:, :, None]) % groups
    return Design(seats.reshape(rotations, -1).astype(np.int64), "")
