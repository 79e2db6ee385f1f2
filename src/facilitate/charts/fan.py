"""A fan: how something develops, its middle as a line and how far it may spread as bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from facilitate.charts import svg
from facilitate.charts.frame import DASHES, TOP, Frame, reach
from facilitate.charts.svg import Drawing

WIDE, HIGH = 640.0, 220.0


@dataclass(frozen=True, slots=True)
class Fan:
    """What a fan shows, step by step.

    Parameters
    ----------
    title, description
        What it is about, and what is to be seen.
    unit
        Of the numbers, as "min" or "%".
    steps
        Names of the steps.
    middle
        Half of the runs lie below.
    outer, inner
        Lower and upper edges of the wide band and of the narrow one.
    named
        What the line, the narrow and the wide band mean.
    beside
        Further lines, each with what it means.
    breaks
        Steps before which something new begins, as a day.
    """

    title: str
    description: str
    unit: str
    steps: Sequence[str]
    middle: Sequence[float]
    outer: tuple[Sequence[float], Sequence[float]]
    inner: tuple[Sequence[float], Sequence[float]]
    named: tuple[str, str, str]
    beside: Sequence[tuple[Sequence[float], str]] = ()
    breaks: Sequence[int] = ()


def draw_fan(data: Fan) -> Drawing:
    """Draw the line and its bands; the names of the steps stand below as numbers with a key."""
    lines = [data.middle, *data.outer, *data.inner, *(line for line, _name in data.beside)]
    scale = reach(min(min(line) for line in lines), max(max(line) for line in lines))
    frame = Frame(WIDE, HIGH, -0.5, len(data.steps) - 0.5, scale[0], scale[-1])
    names, under = _names(data.steps, frame)
    explained, high = svg.key(_entries(data), 16, frame.bottom + under + 14, frame.right)
    parts = [
        *frame.scale(scale, data.unit),
        *_pieces(data, frame),
        *(_break(frame, at) for at in data.breaks),
        *names,
        *explained,
    ]
    height = frame.bottom + under + 14 + high + 6
    return Drawing(frame.right + 24, height, data.title, data.description, tuple(parts))


def _pieces(data: Fan, frame: Frame) -> Iterator[str]:
    """Draw bands and lines, broken where something new begins."""
    edges = [0, *data.breaks, len(data.steps)]
    for begin, end in pairwise(edges):
        if begin < end:
            yield from _piece(data, frame, begin, end)


def _piece(data: Fan, frame: Frame, begin: int, end: int) -> Iterator[str]:
    at: list[float] = [float(k) for k in range(begin, end)]
    part = slice(begin, end)
    if end - begin == 1:  # a single step is as wide as half a step, else it could not be seen
        at = [begin - 0.25, begin + 0.25]

    def cut(line: Sequence[float]) -> list[float]:
        chosen = list(line[part])
        return chosen * 2 if len(chosen) == 1 else chosen

    yield frame.band(cut(data.outer[0]), cut(data.outer[1]), at=at, fill=svg.LIGHT)
    yield frame.band(cut(data.inner[0]), cut(data.inner[1]), at=at, fill=svg.MIDDLE)
    for number, (line, _name) in enumerate(data.beside):
        yield frame.curve(cut(line), at=at, dash=DASHES[number % len(DASHES)])
    yield frame.curve(cut(data.middle), at=at)


def _break(frame: Frame, at: int) -> str:
    x = frame.across(at - 0.5)
    return svg.line((x, TOP), (x, frame.bottom), stroke=svg.SOFT, stroke_dasharray="1 3")


def _names(steps: Sequence[str], frame: Frame) -> tuple[list[str], float]:
    """Write the names of the steps aslant, and give the room they need."""
    shown = [_fitting(name, frame.across(k) - 4) for k, name in enumerate(steps)]
    longest = max((svg.width_of(name, 11) for name in shown), default=0.0)
    parts = []
    for k, name in enumerate(shown):
        x, y = frame.across(k) + 4, frame.bottom + 14
        turn = f"rotate(-40 {svg.place(x)} {svg.place(y)})"
        parts.append(svg.words(name, x, y, size=11, text_anchor="end", transform=turn))
    return parts, longest * 0.64 + 18


def _fitting(name: str, room: float) -> str:
    """Shorten `name` so that aslant it takes no more than `room` to the left."""
    most = min(38, int(room / (11 * svg.WIDTH_OF_A_LETTER * 0.77)))
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _entries(data: Fan) -> Iterator[tuple[str, str]]:
    middle, inner, outer = data.named
    yield svg.line((0, 6), (12, 6), stroke=svg.INK, stroke_width=2), middle
    yield svg.tag("rect", width=12, height=12, fill=svg.MIDDLE), inner
    yield svg.tag("rect", width=12, height=12, fill=svg.LIGHT, stroke=svg.GRID), outer
    for number, (_line, name) in enumerate(data.beside):
        dash = DASHES[number % len(DASHES)]
        mark = svg.line((0, 6), (12, 6), stroke=svg.INK, stroke_width=2, stroke_dasharray=dash)
        yield mark, name
