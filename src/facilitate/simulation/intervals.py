"""How sure a number is: confidence intervals, and how many runs a precision needs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval.

    Parameters
    ----------
    value
        The number itself.
    low, high
        In 95 of 100 simulations the true number lies between such limits. That is the error of
        simulating alone: it says nothing about whether the assumptions are right.
    """

    value: float
    low: float
    high: float

    def data(self) -> dict[str, float | None]:
        """Give it for JSON, to six digits; None where nothing is known."""
        return {"value": _round(self.value), "low": _round(self.low), "high": _round(self.high)}


def probability(hits: npt.NDArray[np.bool_]) -> Estimate:
    """Estimate how likely something is from the runs in which it happened (Wilson's interval)."""
    return wilson(int(hits.sum()), len(hits))


def wilson(hits: int, runs: int) -> Estimate:
    """Wilson's interval; holds for rare and for almost certain things, too."""
    if not runs:
        return Estimate(0.0, 0.0, 1.0)
    p = hits / runs
    scale = 1 + Z95**2 / runs
    middle = (p + Z95**2 / (2 * runs)) / scale
    half = Z95 / scale * math.sqrt(p * (1 - p) / runs + Z95**2 / (4 * runs**2))
    return Estimate(p, min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half)))


def mean(values: npt.NDArray[np.float64]) -> Estimate:
    """Estimate a mean over runs (normal interval)."""
    known = values[~np.isnan(values)]
    if not len(known):
        return Estimate(math.nan, math.nan, math.nan)
    middle = float(known.mean())
    half = Z95 * float(known.std(ddof=1)) / math.sqrt(len(known)) if len(known) > 1 else 0.0
    return Estimate(middle, middle - half, middle + half)


def quantile(values: npt.NDArray[np.float64], share: float) -> Estimate:
    """Estimate a quantile over runs (interval by order statistics, free of any distribution)."""
    ordered = np.sort(values)
    runs = len(ordered)
    half = Z95 * math.sqrt(runs * share * (1 - share))
    low = max(0, math.floor(runs * share - half))
    high = min(runs - 1, math.ceil(runs * share + half))
    at = min(runs - 1, max(0, math.ceil(runs * share) - 1))
    return Estimate(float(ordered[at]), float(ordered[low]), float(ordered[high]))


def runs_needed(share: float, precision: float) -> int:
    """Count the runs after which a probability near `share` is known to ± `precision`."""
    spread = max(share * (1 - share), 1e-4)
    return math.ceil(Z95**2 * spread / precision**2)


def _round(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None
