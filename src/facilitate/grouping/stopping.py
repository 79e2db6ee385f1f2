"""When to stop, what to report on the way, and chance that repeats itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal

Status = Literal["complete", "stopped-by-time", "interrupted"]


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

    Searches that follow one another share it: what ends one ends those after it, too.

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
    interrupted: bool = False

    @property
    def elapsed(self) -> float:
        """Seconds since the begin."""
        return time.monotonic() - self.begun

    @property
    def over(self) -> bool:
        """Whether the clock, when it was last looked at, or Ctrl-C has ended the search."""
        return self.by_clock or self.interrupted

    @property
    def status(self) -> Status:
        """What has ended the search, if anything did before its time."""
        if self.interrupted:
            return "interrupted"
        return "stopped-by-time" if self.by_clock else "complete"

    def now(self) -> bool:
        """Whether the time is up, or Ctrl-C was pressed."""
        if self.seconds is not None and self.elapsed >= self.seconds:
            self.by_clock = True
        return self.over
