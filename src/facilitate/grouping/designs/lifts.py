"""Larger designs from smaller ones: every person becomes a column of people."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.problem import Ints


def lifted(inner: Ints, steps: Steps, inside: Ints | None) -> Ints:
    """Blow up every person of `inner` to a column; columns of one group move by `steps`.

    Two people of different columns meet when the columns' owners meet, and then once. Two of
    one column have not met: `inside` seats every column in rotations of its own.

    Parameters
    ----------
    inner
        A schedule without repeats; shape (rotations, owners).
    steps
        As many columns as a group of `inner` has people.
    inside
        A schedule without repeats for the people of one column, in groups of the same size;
        shape (rotations, people of a column).

    References
    ----------
    Wilson (1974), Constructions and uses of pairwise balanced designs, for inflation by
    transversal designs; Ray-Chaudhuri and Wilson (1971), Solution of Kirkman's schoolgirl
    problem, for the resolvable case.
    """
    order, owners = steps.over.order, inner.shape[1]
    rows = []
    for row in inner:
        column = _rank_in_group(row)
        for move in steps.resting.T:
            block = steps.over.add(np.arange(order)[None, :], move[column][:, None])
            rows.append((row[:, None] * order + block).ravel())
    lifts = np.array(rows, np.int64)
    return lifts if inside is None else np.concatenate([lifts, in_columns(owners, inside)])


def in_columns(owners: int, inside: Ints) -> Ints:
    """Seat every column of people by the same schedule `inside`, each in groups of its own."""
    each = int(inside.max()) + 1
    offset = np.arange(owners)[:, None] * each
    return np.array([(offset + own[None, :]).ravel() for own in inside], np.int64)


def _rank_in_group(row: Ints) -> Ints:
    order = np.argsort(row, kind="stable")
    sizes = np.bincount(row)
    rank = np.empty_like(row)
    rank[order] = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rank
