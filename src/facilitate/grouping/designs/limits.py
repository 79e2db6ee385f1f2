"""How many rotations without a repeat there can be at most, as far as that is proven."""

from __future__ import annotations

PROVEN = {
    (4, 3): 4,  # no nearly Kirkman triple system of order 12: Kotzig and Rosa (1974)
    (5, 4): 5,  # exhaustive search; no resolvable design of type 2^10 in fours
    (6, 6): 3,  # no two orthogonal Latin squares of order 6: Tarry (1900)
    (10, 10): 8,  # no plane of order 10 (Lam et al. 1989), so at most 6 squares (Bruck 1963)
}
"""(groups, size) → proven maximum or bound below the counting bound."""


def max_rotations_bound(groups: int, size: int) -> int:
    """Give a number of rotations that no schedule without repeats exceeds.

    Everybody meets size - 1 new people each time; and in a second rotation the people of one
    group must all go to different groups, so that there must be at least `size` of them.

    Parameters
    ----------
    groups, size
        At least 1 group, of at least 2 people.
    """
    if size > groups:
        return 1
    counting = (groups * size - 1) // (size - 1)
    return min(counting, PROVEN.get((groups, size), counting))
