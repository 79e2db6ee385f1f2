"""Everybody meets everybody, two at a time: the circle method."""

from __future__ import annotations

import numpy as np

from facilitate.grouping.problem import Ints


def round_robin(people: int) -> Ints:
    """Pair up an even number of people in people - 1 rotations; everybody meets everybody.

    The last person stays; of the others, those at equal distance from the leader face
    each other, and the leader changes.

    References
    ----------
    Kirkman (1847), On a problem in combinations; Lucas (1883), Récréations mathématiques.
    """
    circle = people - 1
    seats = np.empty((circle, people), np.int64)
    for leader in range(circle):
        place = (np.arange(circle) - leader) % circle
        seats[leader, :circle] = np.minimum(place, (circle - place) % circle)
        seats[leader, circle] = 0
    return seats
