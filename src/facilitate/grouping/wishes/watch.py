"""The clock, Ctrl-C and reports on the way, for a choice that asks HiGHS many times."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from facilitate.grouping.stopping import Progress, Report, Stop

LEAST = 0.4  # seconds that what has to be done gets at any rate


@dataclass
class Watch:
    """Ends everything that waits for HiGHS.

    Parameters
    ----------
    stop
        The time limit, if any.
    progress
        Called at news.
    share
        Share of the time limit that may be used up now; what follows gets the rest.
    late
        Whether the clock has ended anything.
    ended
        When Ctrl-C was pressed, by the monotonic clock; shared with spare watches.
    """

    stop: Stop = field(default_factory=Stop)
    progress: Progress | None = None
    share: float = 1.0
    late: bool = False
    ended: list[float] = field(default_factory=list)

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C was pressed, while this or a spare one was watching, or before."""
        return bool(self.ended) or self.stop.interrupted

    def interrupt(self) -> None:
        """Note that Ctrl-C was pressed."""
        self.ended.append(time.monotonic())

    @property
    def left(self) -> float:
        """Seconds left; infinite without a limit."""
        if self.stop.seconds is None:
            return math.inf
        return self.share * self.stop.seconds - self.stop.elapsed

    def now(self) -> bool:
        """Whether to end."""
        ended = self.left <= 0 or self.stop.now()
        self.late = self.late or ended
        return ended or self.interrupted

    def tell(self, goal: str, value: float, bound: float) -> None:
        """Report the best value of a goal so far, and what cannot be beaten; infinite: unknown."""
        if self.progress is not None:
            values = {goal: round(value)} if math.isfinite(value) else {}
            bounds = {goal: math.ceil(bound - 1e-6)} if math.isfinite(bound) else {}
            self.progress(Report(self.stop.elapsed, values, bounds))

    def spare(self, part: float = 1.0) -> Watch:
        """Give the watch of what has to be done to have a seating at all, however late it is.

        Parameters
        ----------
        part
            Of the time left that it may take.
        """
        if not self.interrupted and self.stop.seconds is None:
            return Watch(ended=self.ended)
        if self.interrupted:
            return Watch(Stop(LEAST))
        return Watch(Stop(max(LEAST, part * self.left)), ended=self.ended)
