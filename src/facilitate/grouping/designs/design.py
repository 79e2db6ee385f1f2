"""What a design is: seats by position, and how to count that nobody meets twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facilitate.grouping.problem import Ints


@dataclass(frozen=True, eq=False)
class Design:
    """A movement rule or construction: who shares a group is decided by the position.

    Parameters
    ----------
    seats
        Group of each position in each rotation; shape (rotations, positions).
    name
        What it is called, for the result; empty if it is just a start.
    firm
        How many rotations, the first ones, are a design, if the others are chance; 0 if all are.
    """

    seats: Ints
    name: str = ""
    firm: int = 0


def meetings(seats: Ints) -> Ints:
    """How often each two positions share a group; symmetric, zeros on the diagonal."""
    met = np.zeros((seats.shape[1],) * 2, np.int64)
    for row in seats:
        met += row[:, None] == row[None, :]
    np.fill_diagonal(met, 0)
    return met


def repeats_nobody(seats: Ints) -> bool:
    """Whether no two positions share a group twice, counted pair by pair."""
    people = seats.shape[1]
    pairs = []
    for row in seats:
        order = np.argsort(row, kind="stable")
        grouped = row[order]
        for apart in range(1, int(np.bincount(row).max(initial=1))):
            same = grouped[apart:] == grouped[:-apart]
            first, second = order[:-apart][same], order[apart:][same]
            pairs.append(np.minimum(first, second) * people + np.maximum(first, second))
    every = np.concatenate(pairs) if pairs else np.zeros(0, np.int64)
    return len(np.unique(every)) == len(every)
