"""Linear models with whole numbers, and HiGHS, which solves them."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from facilitate.grouping.wishes.problem import LOSS
from facilitate.grouping.wishes.watch import Watch

if TYPE_CHECKING:
    from facilitate.grouping.problem import Ints

Outcome = Literal["solved", "impossible", "stopped"]
Floats = npt.NDArray[np.float64]

NODES = 20_000  # of a branch-and-bound tree: an end that does not look at the clock
WORK = 2_000_000  # nodes times columns: fewer nodes where each takes longer
TICK = 0.05  # seconds between two looks at a run
GRACE = 0.5  # seconds that a run gets to end after Ctrl-C
SLACK = 1e-6
INFINITY = math.inf
TIE_WEIGHTS = 1 << 20


@dataclass
class Linear:
    """Columns with bounds, and rows low ≤ Σ coefficient·column ≤ high."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def column(self, upper: float, lower: float = 0) -> int:
        """Add a column; gives its index."""
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        """Add a row of (column, coefficient)."""
        for column, coefficient in terms:
            self.index.append(column)
            self.value.append(coefficient)
        self.low.append(low)
        self.high.append(high)
        self.start.append(len(self.index))


class Solver:
    """HiGHS with one model, one thread and no word to the terminal.

    References
    ----------
    Huangfu and Hall (2018), Parallelizing the dual revised simplex method.
    """

    def __init__(
        self, linear: Linear, watch: Watch, *, whole: bool, nodes: int | None = None
    ) -> None:
        import highspy  # noqa: PLC0415 - only wishes need it

        self.watch, self.columns = watch, len(linear.lower)
        self.aim = 0
        self.left_alone = False
        self.news: tuple[float, float] | None = None
        self.states = highspy.HighsModelStatus
        highs: Any = highspy.Highs
        self.highs = highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.99),
            ("mip_max_nodes", min(NODES, WORK // max(1, self.columns)) if nodes is None else nodes),
            ("presolve", "on" if whole else "off"),
        ):
            self.highs.setOptionValue(option, value)
        self.highs.passModel(as_lp(highspy, linear, np.zeros(self.columns), whole=whole))

    def keep_warm(self) -> None:
        """Go on from the last solution when only the costs change."""
        self.highs.setOptionValue("simplex_strategy", 4)  # primal: it is feasible already

    def costs(self, costs: Floats) -> None:
        """Set what is to be minimal; shape (columns,)."""
        self.highs.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), costs)

    def aims_at(self, costs: Floats, loss: int = 0) -> None:
        """Set what is to be minimal, and whose loss that counts, for the reports on the way."""
        self.costs(costs)
        self.aim = loss

    def forbid(self, columns: Ints) -> None:
        """Set `columns` to zero."""
        zeros = np.zeros(len(columns))
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), zeros, zeros)

    def at_most(self, costs: Floats, most: float) -> None:
        """Demand that Σ costs·columns is at most `most`."""
        index = np.flatnonzero(costs).astype(np.int32)
        self.highs.addRow(-INFINITY, most, len(index), index, costs[index])

    def begin_at(self, solution: Floats) -> None:
        """Tell a solution that is known."""
        import highspy  # noqa: PLC0415 - only wishes need it

        known = highspy.HighsSolution()
        known.col_value = solution.tolist()
        self.highs.setSolution(known)

    def run(self) -> Outcome:
        """Solve it; with a time limit only as long as that lasts, and until Ctrl-C."""
        if self.watch.now():
            return "stopped"
        if math.isfinite(self.watch.left):
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + self.watch.left)
        self._attend()
        if self.watch.now():
            return "stopped"
        state = self.highs.getModelStatus()
        if state == self.states.kOptimal:
            return "solved"
        if state in {self.states.kInfeasible, self.states.kUnboundedOrInfeasible}:
            return "impossible"
        return "stopped"

    def _attend(self) -> None:
        """Let HiGHS run in a thread of its own, so that Ctrl-C and reports need not wait for it.

        HiGHS asks seldom whether to end and looks at its time limit often: so Ctrl-C does both.
        """
        self.highs.cbMipInterrupt.subscribe(self._hear)
        self.highs.cbSimplexInterrupt.subscribe(self._hear)
        runner = threading.Thread(target=self.highs.run, daemon=True)
        wait: Callable[[], None] = runner.start
        while (runner.ident is None or runner.is_alive()) and not self._overdue():
            try:
                wait()
                wait = partial(runner.join, TICK)
                self._tell()
            except KeyboardInterrupt:
                self.watch.interrupt()
                self.highs.setOptionValue("time_limit", 0.0)
        if runner.is_alive():
            self.left_alone = True
            return
        self.highs.cbMipInterrupt.unsubscribe(self._hear)
        self.highs.cbSimplexInterrupt.unsubscribe(self._hear)

    def _overdue(self) -> bool:
        """Whether HiGHS does not listen though Ctrl-C was pressed; then it is left to itself."""
        ended = self.watch.ended
        return bool(ended) and time.monotonic() - ended[0] > GRACE

    def _hear(self, event: Any) -> None:
        if self.watch.interrupted:
            event.interrupt()
        if self.aim:
            self.news = (event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    def _tell(self) -> None:
        news, self.news = self.news, None
        if news is not None:
            self.watch.tell(f"{LOSS}-{self.aim}", *news)

    @property
    def found(self) -> bool:
        """Whether there is a solution, the best or not."""
        return not self.left_alone and int(self.highs.getInfo().primal_solution_status) == 2

    @property
    def solution(self) -> Floats:
        """Values of the columns."""
        return np.array(self.highs.getSolution().col_value)

    @property
    def reduced_costs(self) -> Floats:
        """What one more of each column would cost at least."""
        return np.array(self.highs.getSolution().col_dual)

    @property
    def bound(self) -> int:
        """Whole number below which no whole solution can be."""
        bound = self.highs.getInfo().mip_dual_bound
        return math.ceil(bound - SLACK) if math.isfinite(bound) else 0


def tie_breaker(count: int) -> Floats:
    """Costs that hardly ever let two solutions be equal, the same on every machine.

    References
    ----------
    Mulmuley, Vazirani and Vazirani (1987), Matching is as easy as matrix inversion.
    """
    rng = Random(count)
    return np.array([float(int(rng.random() * TIE_WEIGHTS)) for _ in range(count)])


def as_lp(highspy: Any, linear: Linear, costs: Floats, *, whole: bool) -> Any:
    """Write a program as HiGHS reads it; `costs` of each column, shape (columns,)."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(linear.lower), len(linear.low)
    lp.col_cost_ = costs
    lp.col_lower_, lp.col_upper_ = _floats(linear.lower), _floats(linear.upper)
    lp.row_lower_, lp.row_upper_ = _floats(linear.low), _floats(linear.high)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(linear.start, np.int32)
    lp.a_matrix_.index_ = np.array(linear.index, np.int32)
    lp.a_matrix_.value_ = _floats(linear.value)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    return lp


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, np.float64)
