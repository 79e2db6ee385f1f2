"""What random grouping would reach, by closed formulae instead of simulation."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RandomGrouping:
    """What is expected if everybody sits at random in every rotation.

    Parameters
    ----------
    different
        Different people whom one person meets, on average.
    again
        Pairs that meet more than once, on average.
    """

    different: float
    again: float


def random_grouping(people: int, rotations: Sequence[Sequence[int]]) -> RandomGrouping:
    """Work out the expectation for `people` and the group sizes of each of the `rotations`.

    Two given people meet in a rotation with probability p = Σ s(s−1) / n(n−1), independently
    of other rotations; the number of their meetings is Poisson-binomial.
    """
    if people < 2:
        return RandomGrouping(0.0, 0.0)
    pairs = math.comb(people, 2)
    counted = [Counter(sizes) for sizes in rotations]  # few sizes stand for a crowd's groups
    chances = [sum(math.comb(s, 2) * times for s, times in c.items()) / pairs for c in counted]
    never, once = 1.0, 0.0
    for p in chances:
        never, once = never * (1 - p), once * (1 - p) + never * p
    return RandomGrouping((people - 1) * (1 - never), pairs * max(0.0, 1 - never - once))
