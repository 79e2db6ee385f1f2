"""Ranked wishes: who gets which topic in which rotation, exactly and fairly."""

from facilitate.grouping.wishes.conflicts import WishesImpossibleError
from facilitate.grouping.wishes.problem import Assignment, Level, Wishes
from facilitate.grouping.wishes.solving import solve_wishes

__all__ = ["Assignment", "Level", "Wishes", "WishesImpossibleError", "solve_wishes"]
