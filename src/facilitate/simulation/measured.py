"""Arrays that say what they are: named axes and a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """Numbers with the names of their axes and their unit.

    Parameters
    ----------
    values
        The numbers.
    axes
        Name of each axis, e.g. ``("run", "person")``.
    unit
        What is counted: people, minutes, share, times, yes or no.
    labels
        Axis → name of each place on it, where there are names: ids of people, of sessions.
    """

    values: npt.NDArray[Any]
    axes: tuple[str, ...]
    unit: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.values.ndim != len(self.axes):
            raise ValueError(f"{self.values.ndim} axes but names {self.axes}")
        for axis, names in self.labels.items():
            if self.values.shape[self.axes.index(axis)] != len(names):
                raise ValueError(f"{len(names)} labels for axis {axis!r}")

    def at(self, **places: str | int) -> Measured:
        """Give the part at one place of some axes, by label or number: ``at(block="poker")``."""
        index: list[slice | int] = [slice(None)] * len(self.axes)
        for axis, place in places.items():
            where = self.labels[axis].index(place) if isinstance(place, str) else place
            index[self.axes.index(axis)] = where
        left = tuple(axis for axis in self.axes if axis not in places)
        labels = {axis: names for axis, names in self.labels.items() if axis in left}
        return Measured(np.asarray(self.values[tuple(index)]), left, self.unit, labels)
