"""When every rotation and phase of a session runs, and how many rotations fit a given time."""

from facilitate.timetable.elastic import Shortened
from facilitate.timetable.fitting import Fit, fit_rotations, judge_rotations
from facilitate.timetable.layout import (
    STEP,
    TimedPhase,
    TimedRotation,
    Timetable,
    for_people,
    lay_out,
    minutes_needed,
)

__all__ = [
    "STEP",
    "Fit",
    "Shortened",
    "TimedPhase",
    "TimedRotation",
    "Timetable",
    "fit_rotations",
    "for_people",
    "judge_rotations",
    "lay_out",
    "minutes_needed",
]
