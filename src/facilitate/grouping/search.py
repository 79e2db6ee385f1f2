"""Swap search: the best of all swaps of a rotation at once, with a tabu memory."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from facilitate.grouping.assignment import put_back, sample
from facilitate.grouping.costs import Change, Costs
from facilitate.grouping.problem import Ints
from facilitate.grouping.seating import Seating
from facilitate.grouping.stopping import Stop
from facilitate.grouping.tabu import NEVER, Aspiration, Improvement, Tabu

TENURE = (1, 5)  # steps, counted over all rotations; measured on tight and on loose cases
KICK_AFTER = 1500  # steps without an improvement
PUT_BACK, KICKS = 20, 5


def improve(
    costs: Costs, seats: Ints, rng: Random, stop: Stop, patience: int, target: Change
) -> Iterator[Improvement]:
    """Improve a seating by swaps inside single rotations; yields every better seating.

    Each step draws a rotation and makes the best of all its swaps that is not tabu. Where that
    leads nowhere for long, people are taken out of every group at once and put back optimally.

    Parameters
    ----------
    costs
        Goals as weights, with `span` 1.
    seats
        Where to start; shape (rotations, people).
    patience
        Steps without an improvement after which to give up.
    target
        Values that cannot be beaten.
    """
    seating = Seating(costs, seats)
    best, best_seats = seating.values, seats.copy()
    yield Improvement(best, best_seats)
    memory = Tabu(rng, (*seats.shape, costs.problem.groups), TENURE)
    since = 0
    while best > target and since < patience and not stop.now():
        since += 1
        if since % KICK_AFTER == 0:
            seating = Seating(costs, best_seats)
            _leave(seating, rng)
        elif not _step(seating, memory, rng, best):
            return
        if seating.values < best:
            best, best_seats, since = seating.values, seating.seats.copy(), 0
            yield Improvement(best, best_seats)


def _step(seating: Seating, memory: Tabu, rng: Random, best: Change) -> bool:
    """Make the best swap of some rotation that is not tabu; tell whether there is any swap."""
    number = int(rng.random() * len(seating.seats))
    swaps = seating.swaps(number)
    if swaps.least.min() >= NEVER:  # one group only: nobody can be swapped
        return False
    aspiration = Aspiration(seating.costs, seating.values, best)
    i, j, change = memory.choose(
        number, swaps.table, seating.seats[number], aspiration, swaps.least
    )
    seating.apply(number, i, j, change)
    return True


def _leave(seating: Seating, rng: Random) -> None:
    """Leave a valley that the memory alone does not: put people back, then swap by chance.

    People taken out of every group at once find ways that no single swap does. If that gains
    nothing, it has at least led to an equal seating, from which the swaps by chance begin.
    """
    before = seating.values
    for _ in range(PUT_BACK):
        number = int(rng.random() * len(seating.seats))
        put_back(seating, number, sample(seating, number, rng))
    if seating.values == before:
        _kick(seating, rng)


def _kick(seating: Seating, rng: Random) -> None:
    """Make a few random swaps."""
    rotations, people = seating.seats.shape
    for _ in range(KICKS):
        number, i, j = (int(rng.random() * limit) for limit in (rotations, people, people))
        if seating.seats[number, i] != seating.seats[number, j]:
            seating.apply(number, i, j, seating.change(number, i, j))
