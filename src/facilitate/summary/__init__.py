"""What a plan reached, in human words."""

from facilitate.summary.chance import RandomGrouping, random_grouping
from facilitate.summary.figures import Figures, count_up
from facilitate.summary.sentences import detail_lines, never_twice, summary_lines

__all__ = [
    "Figures",
    "RandomGrouping",
    "count_up",
    "detail_lines",
    "never_twice",
    "random_grouping",
    "summary_lines",
]
