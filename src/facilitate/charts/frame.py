"""A field with a scale on its left, in which columns, bands and lines are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from facilitate.charts import svg
from facilitate.charts.svg import Point

DASHES = ("6 3", "2 2", "8 2 2 2")
LEFT, TOP = 56.0, 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A field.

    Parameters
    ----------
    wide, high
        Its size in pixels.
    first, last
        Numbers at its left and its right edge.
    low, top
        Numbers at its lower and its upper edge.
    """

    wide: float
    high: float
    first: float
    last: float
    low: float
    top: float

    @property
    def bottom(self) -> float:
        """Where its lower edge is."""
        return TOP + self.high

    @property
    def right(self) -> float:
        """Where its right edge is."""
        return LEFT + self.wide

    def across(self, value: float) -> float:
        """Where `value` is, from left to right."""
        return LEFT + (value - self.first) / max(1e-9, self.last - self.first) * self.wide

    def up(self, value: float) -> float:
        """Where `value` is, from top to bottom."""
        return self.bottom - (value - self.low) / max(1e-9, self.top - self.low) * self.high

    def scale(self, values: Iterable[int], unit: str) -> Iterator[str]:
        """Draw a line and a number for each of the `values`."""
        for value in values:
            y = self.up(value)
            ink = svg.GRID if value else svg.SOFT
            yield svg.line((LEFT, y), (self.right, y), stroke=ink)
            text = f"{value} {unit}".replace("-", "−").rstrip()
            yield svg.words(text, LEFT - 8, y + 4, size=11, text_anchor="end")

    def upright(self, value: float, number: int) -> str:
        """Mark `value` by an upright line, the `number`-th of its kind."""
        x = self.across(value)
        return svg.line(
            (x, TOP),
            (x, self.bottom),
            stroke=svg.INK,
            stroke_width=1.5,
            stroke_dasharray=DASHES[number % len(DASHES)],
        )

    def curve(self, values: Sequence[float], *, at: Sequence[float], dash: str = "") -> str:
        """Draw a line through `values`."""
        points = [(self.across(x), self.up(y)) for x, y in zip(at, values, strict=True)]
        dashed: svg.Attributes = {"stroke_dasharray": dash} if dash else {}
        given: svg.Attributes = {
            "d": path(points),
            "fill": "none",
            "stroke": svg.INK,
            "stroke-width": 2.0,
        }
        return svg.tag("path", "", {**given, **dashed})

    def band(
        self, low: Sequence[float], high: Sequence[float], *, at: Sequence[float], fill: str
    ) -> str:
        """Fill what lies between two lines."""
        there = [(self.across(x), self.up(y)) for x, y in zip(at, low, strict=True)]
        back = [(self.across(x), self.up(y)) for x, y in zip(at, high, strict=True)]
        return svg.tag("path", "", {"d": path([*there, *reversed(back)]) + "z", "fill": fill})


def path(points: Sequence[Point]) -> str:
    """Give the stroke through `points`."""
    return "M" + "L".join(f"{svg.place(x)} {svg.place(y)}" for x, y in points)


def reach(least: float, most: float) -> tuple[int, ...]:
    """Give round whole numbers from at most `least` to at least `most`."""
    above = svg.steps(max(1.0, most - min(0.0, least)))
    step = above[1] - above[0]
    low = math.floor(min(0.0, least) / step) * step
    return tuple(range(low, math.ceil(max(most, step) / step) * step + 1, step))
