"""When to stop, what to report on the way, and chance that repeats itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random


def shuffled(count: int, rng: Random) -> list[int]:
    """Numbers below `count` in random order, the same for a seed on every Python version."""
    keys = [rng.random() for _ in range(count)]
    return sorted(range(count), key=keys.__getitem__)


@dataclass(frozen=True, slots=True)
class Report:
    """How far the search is.

    Parameters
    ----------
    seconds
        Since it began.
    values, bounds
        Goal or tier → best value so far, and what cannot be beaten.
    """

    seconds: float
    values: Mapping[str, int]
    bounds: Mapping[str, int]


Progress = Callable[[Report], None]


@dataclass
class Stop:
    """Counts steps, and looks at the clock only if a time limit was given.

    Parameters
    ----------
    seconds
        Time limit; None for none, so that the same input gives the same plan.
    steps
        Steps without an improvement to wait; None for as many as the size of the crowd asks.
    """

    seconds: float | None = None
    steps: int | None = None
    begun: float = field(default_factory=time.monotonic)
    by_clock: bool = False

    @property
    def elapsed(self) -> float:
        """Seconds since the begin."""
        return time.monotonic() - self.begun

    def now(self) -> bool:
        """Whether the time is up."""
        if self.seconds is not None and self.elapsed >= self.seconds:
            self.by_clock = True
        return self.by_clock
