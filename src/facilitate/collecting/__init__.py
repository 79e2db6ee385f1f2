"""Wishes typed from slips, lists and dots: line by line, without losing any."""

from facilitate.collecting.answer import Answer
from facilitate.collecting.desk import Desk
from facilitate.collecting.lines import take_line
from facilitate.collecting.merging import merged
from facilitate.collecting.standing import Standing, standing_of

__all__ = ["Answer", "Desk", "Standing", "merged", "standing_of", "take_line"]
