"""HiGHS, asked about some of the cards at a time."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from facilitate.grouping.market.model import MEETING_COSTS, Model
from facilitate.grouping.wishes.linear import INFINITY, SLACK, Floats, as_lp

WHOLE = 0.7  # ranks are whole numbers, and all cards together weigh less than the rest
MOST_ROUNDS = 10  # of cutting planes, after which a run ends: the same on every machine
Two = tuple[int, int]


class Program:
    """HiGHS with one model and one thread; it ends at the root, without a look at the clock.

    References
    ----------
    Huangfu and Hall (2018), Parallelizing the dual revised simplex method.
    """

    def __init__(self, model: Model, *, whole: bool) -> None:
        import highspy  # noqa: PLC0415 - only wishes need it

        self.model = model
        self.known: set[tuple[int, ...]] = set()
        self.rounds = 0
        highs: Any = highspy.Highs
        self.highs = highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", WHOLE),
            ("mip_allow_restart", False),
            ("mip_max_nodes", 1),
            ("mip_heuristic_effort", 0.0),
            ("mip_heuristic_run_feasibility_jump", False),
        ):
            self.highs.setOptionValue(option, value)
        self.solved = highspy.HighsModelStatus.kOptimal
        if whole:
            self.highs.cbMipInterrupt.subscribe(self._look)
        self.highs.passModel(as_lp(highspy, model.linear, model.costs, whole=whole))

    def among(self, now: dict[int, int], free: set[int]) -> Floats | None:
        """Find the best columns when only the cards of `free` may change; None if none is found.

        Parameters
        ----------
        now
            Card that runs → rotation.
        """
        columns, low, high = [], [], []
        for (card, r), column in self.model.runs.items():
            columns.append(column)
            runs = float(now.get(card) == r)
            low.append(0.0 if card in free else runs)
            high.append(1.0 if card in free else runs)
        index = np.array(columns, np.int32)
        self.highs.changeColsBounds(len(index), index, np.array(low), np.array(high))
        self.rounds = 0
        self.highs.run()
        if int(self.highs.getInfo().primal_solution_status) != 2:
            return None
        return np.array(self.highs.getSolution().col_value)

    def _look(self, event: Any) -> None:
        """Count the rounds of a run, and end one that takes too many; the best so far is kept."""
        self.rounds += 1
        event.interrupt(self.rounds > MOST_ROUNDS)

    def forbid_again(self, people: Two, cards: Two) -> bool:
        """Let it cost if two people meet at both of two cards; whether that was new."""
        key = (*people, *cards)
        if key in self.known:
            return False
        self.known.add(key)
        model = self.model
        both = [(person, card) for person in people for card in cards]
        seats = [
            model.seats[person, card, r]
            for person, card in both
            for r in range(model.market.rotations)
            if (person, card, r) in model.seats
        ]
        given = sum(person in model.market.givers[card] for person, card in both)
        self.highs.addCol(MEETING_COSTS, 0.0, 1.0, 0, np.zeros(0, np.int32), np.zeros(0))
        model.prices.append(MEETING_COSTS)
        index = np.array([*seats, len(model.prices) - 1], np.int32)
        value = np.ones(len(index))
        value[-1] = -1.0
        self.highs.addRow(-INFINITY, 3.0 - given, len(index), index, value)
        return True

    def bound(self) -> int | None:
        """Solve the linear program; gives the whole number that cannot be beaten, if it is."""
        self.highs.run()
        if self.highs.getModelStatus() != self.solved:
            return None
        return math.ceil(float(self.highs.getInfo().objective_function_value) - SLACK)
