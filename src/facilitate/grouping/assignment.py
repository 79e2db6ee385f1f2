"""One person out of every group, all put back optimally: an assignment problem."""

from __future__ import annotations

from random import Random

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.seating import Seating

ROOM = 2**59  # what sums over all groups may reach, so that shortest paths stay in 64 bits
FAR = 2**62


def put_back(seating: Seating, rotation: int, people: Ints) -> None:
    """Take one person out of every group and put them back where it costs least.

    The order of the goals is kept exactly: a sum over all groups never outweighs a goal that is
    more important. Goals too many for one integer are left out from the least important; then
    only a true gain is taken. So a seating never gets worse; of equal ones another may be taken.

    Parameters
    ----------
    seating
        Changed by swaps.
    rotation
        The one rotation to change.
    people
        One person of each group that takes part, in any order.

    References
    ----------
    Kuhn (1955), The Hungarian method for the assignment problem.
    """
    row = seating.seats[rotation]
    groups = row[people]
    costs = seating.group[rotation][groups][:, people].T - seating.pair[rotation][people][:, people]
    weighed, everything = _weighed(seating, costs - costs.diagonal()[:, None])
    places = cheapest(weighed)
    gain = -int(weighed[range(len(people)), places].sum())
    if gain == 0 and not everything:
        return
    for place, person in zip(groups[places], people, strict=True):
        if row[person] != place:
            there = int(people[row[people] == place][0])
            change = seating.change(rotation, int(person), there)
            seating.apply(rotation, int(person), there, change)


def _weighed(seating: Seating, changes: Ints) -> tuple[Ints, bool]:
    """Weigh the tiers anew, for sums over all groups; and whether every tier has a weight."""
    total, weight = np.zeros_like(changes), ROOM
    bases = []
    for part in seating.costs.decode(changes):
        most = int(np.abs(part).max()) * len(changes)
        bases.append((part, 2 * most + 1))
    for part, base in bases:
        weight //= base
        if not weight:
            return total, False
        total += weight * part
    return total, True


def cheapest(costs: Ints) -> Ints:
    """Assign every row a column of its own at the least sum, by shortest augmenting paths.

    Parameters
    ----------
    costs
        Shape (n, n); sums of 2n entries fit into 64 bits.

    Returns
    -------
    Column of each row.

    References
    ----------
    Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear
    assignment problems.
    """
    n = len(costs)
    price = costs.min(axis=0)
    owner = np.full(n, -1)
    for row in range(n):
        _augment(costs, row, price, owner)
    columns = np.empty(n, np.int64)
    columns[owner] = np.arange(n)
    return columns


def _augment(costs: Ints, row: int, price: Ints, owner: Ints) -> None:
    """Give one more row a column, moving the others where that is cheapest."""
    n = len(costs)
    from_row = np.full(n, row)
    distance = costs[row] - price
    open_to = np.ones(n, np.bool_)
    while True:
        column = int(np.where(open_to, distance, FAR).argmin())
        open_to[column] = False
        if owner[column] < 0:
            break
        next_row = int(owner[column])
        reduced = costs[next_row] - price
        through = distance[column] + reduced - reduced[column]
        closer = open_to & (through < distance)
        distance[closer] = through[closer]
        from_row[closer] = next_row
    settled = ~open_to
    price[settled] += distance[settled] - distance[column]
    while True:
        taker = int(from_row[column])
        before = np.flatnonzero(owner == taker)
        owner[column] = taker
        if taker == row:
            return
        column = int(before[0])


def sample(seating: Seating, rotation: int, rng: Random) -> Ints:
    """Draw one person out of every group."""
    keys = [rng.random() for _ in range(seating.seats.shape[1])]
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__))
    first = np.unique(seating.seats[rotation, order], return_index=True)[1]
    return np.asarray(order[np.sort(first)], np.int64)
