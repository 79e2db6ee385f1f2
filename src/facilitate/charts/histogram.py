"""How often each number comes up, as columns, with a second distribution beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitate.charts import svg
from facilitate.charts.frame import DASHES, LEFT, Frame
from facilitate.charts.svg import Drawing
from facilitate.words import decimal

WIDE, HIGH = 640.0, 200.0


@dataclass(frozen=True, slots=True)
class Histogram:
    """What a histogram shows.

    Parameters
    ----------
    title, description, unit
        What it is about, what is to be seen, and what is counted along its foot.
    shares
        Part of all for 0, 1, 2, …
    named
        What these are called.
    beside
        The same for what stands beside it, drawn as a line of steps; may be empty.
    beside_named
        What these are called.
    marks
        Numbers that are marked by an upright line, with what they mean.
    """

    title: str
    description: str
    unit: str
    shares: Sequence[float]
    named: str
    beside: Sequence[float] = ()
    beside_named: str = ""
    marks: Sequence[tuple[float, str]] = ()


def draw_histogram(data: Histogram) -> Drawing:
    """Draw a column for each number that comes up."""
    used = [k for rows in (data.shares, data.beside) for k, part in enumerate(rows) if part > 0]
    first = min([*used, *(int(value) for value, _name in data.marks)], default=0)
    last = max([*used, *(int(value) for value, _name in data.marks)], default=0)
    scale = svg.steps(100 * max([0.01, *data.shares, *data.beside]))
    frame = Frame(WIDE, HIGH, first - 0.5, last + 0.5, 0, scale[-1])
    explained, high = svg.key(_entries(data), 16, frame.bottom + 48, frame.right)
    parts = [
        *frame.scale(scale, "%"),
        *svg.shape(_columns(data.shares, frame), fill=svg.MIDDLE),
        *_steps(data.beside, frame, first, last),
        *(frame.upright(value, at) for at, (value, _name) in enumerate(data.marks)),
        *_numbers(first, last, frame),
        svg.words(data.unit, LEFT, frame.bottom + 34, size=11, fill=svg.SOFT),
        *explained,
    ]
    height = frame.bottom + 48 + high + 6
    return Drawing(frame.right + 24, height, data.title, data.description, tuple(parts))


def _columns(shares: Sequence[float], frame: Frame) -> Iterator[str]:
    for k, part in enumerate(shares):
        if part > 0:
            left, right = frame.across(k - 0.42), frame.across(k + 0.42)
            top = frame.up(100 * part)
            yield svg.box(left, frame.bottom, right - left, top - frame.bottom)


def _steps(shares: Sequence[float], frame: Frame, first: int, last: int) -> Iterator[str]:
    if not shares:
        return
    xs, ys = [], []
    for k in range(first, last + 1):
        part = 100 * shares[k] if k < len(shares) else 0.0
        xs += [k - 0.5, k + 0.5]
        ys += [part, part]
    yield frame.curve(ys, at=xs)


def _entries(data: Histogram) -> Iterator[tuple[str, str]]:
    yield svg.tag("rect", width=12, height=12, fill=svg.MIDDLE), data.named
    if data.beside:
        yield svg.line((0, 6), (12, 6), stroke=svg.INK, stroke_width=2), data.beside_named
    for number, (value, name) in enumerate(data.marks):
        dash = DASHES[number % len(DASHES)]
        mark = svg.line((6, 0), (6, 12), stroke=svg.INK, stroke_width=1.5, stroke_dasharray=dash)
        yield mark, f"{name}: {decimal(value)}"


def _numbers(first: int, last: int, frame: Frame) -> Iterator[str]:
    columns = last - first + 1
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000, 10**6) if n * WIDE >= 24 * columns)
    for k in range(first, last + 1):
        if k % every == 0:
            x = frame.across(k)
            yield svg.words(str(k), x, frame.bottom + 16, size=11, text_anchor="middle")
