"""A plan played through many times before it happens: who is there, how long, who meets whom."""

from facilitate.simulation.answers import Answer, Answers, answer, percent, said
from facilitate.simulation.assumptions import Assumption, Assumptions, usual_assumptions
from facilitate.simulation.figures import Figures, figures
from facilitate.simulation.intervals import Estimate, runs_needed
from facilitate.simulation.measured import Measured
from facilitate.simulation.presence import Repair, by_remainder_rule
from facilitate.simulation.running import RUNS, SEED, Simulation, simulate

__all__ = [
    "RUNS",
    "SEED",
    "Answer",
    "Answers",
    "Assumption",
    "Assumptions",
    "Estimate",
    "Figures",
    "Measured",
    "Repair",
    "Simulation",
    "answer",
    "by_remainder_rule",
    "figures",
    "percent",
    "runs_needed",
    "said",
    "simulate",
    "usual_assumptions",
]
