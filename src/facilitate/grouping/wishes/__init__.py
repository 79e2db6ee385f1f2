"""Ranked wishes: who gets which topic in which rotation, exactly and fairly."""

from facilitate.grouping.wishes.conflicts import WishesImpossibleError
from facilitate.grouping.wishes.nearest import Earlier, nearest
from facilitate.grouping.wishes.problem import Assignment, Count, Level, Wishes
from facilitate.grouping.wishes.rooms import Rooms
from facilitate.grouping.wishes.solving import solve_wishes
from facilitate.grouping.wishes.watch import Watch

__all__ = [
    "Assignment",
    "Count",
    "Earlier",
    "Level",
    "Rooms",
    "Watch",
    "Wishes",
    "WishesImpossibleError",
    "nearest",
    "solve_wishes",
]
