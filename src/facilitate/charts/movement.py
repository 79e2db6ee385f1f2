"""How people move at the signal, drawn from above; without words, so that it needs no language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, cos, pi, sin

from facilitate.charts import svg
from facilitate.charts.svg import Drawing, Point
from facilitate.plan import SessionPlan
from facilitate.words import _

SIZE, CENTRE = 400.0, 200.0
PAIRS = 8
OUTER, INNER, AISLE = 128.0, 78.0, 168.0


def draw_movement(session: SessionPlan) -> Drawing | None:
    """Draw how people get to their next place; None where nobody moves or nobody is seated."""
    movement = session.spec.movement
    if len(session.rotations) < 2:
        return None
    if movement.ring is not None:
        return draw_ring(movement.ring.outer, movement.ring.inner)
    if movement.next is not None:
        if not movement.next:
            return None
        parts = [*_stations(movement.next)]
    else:
        parts = [*_tables()]
    return _drawing(parts)


def draw_ring(outer: int, inner: int, *, numbered: bool = False) -> Drawing:
    """Draw a double circle from above; a full dot is a chair outside, an empty one inside.

    Parameters
    ----------
    outer, inner
        Seats that each circle moves at the signal, clockwise.
    numbered
        Whether the chairs have their numbers.
    """
    return _drawing([*_chairs(numbered=numbered), *_arrows(outer, inner)])


def _drawing(parts: Sequence[str]) -> Drawing:
    return Drawing(SIZE, SIZE, _("How people move at the signal"), "", tuple(parts))


def _chairs(*, numbered: bool) -> Iterator[str]:
    for seat in range(PAIRS):
        for radius, full in ((OUTER, True), (INNER, False)):
            x, y = _spot(radius, seat / PAIRS)
            yield from _dot((x, y), full=full)
            if numbered:
                ink = svg.PAPER if full else svg.INK
                yield svg.words(str(seat + 1), x, y + 5, size=15, text_anchor="middle", fill=ink)


def _arrows(outer: int, inner: int) -> Iterator[str]:
    for steps, radius in ((outer, AISLE), (inner, INNER - 36)):
        if steps:
            for seat in range(0, PAIRS, min(abs(steps), PAIRS)):
                yield from _arc(radius, seat / PAIRS, steps / PAIRS)


def _arc(radius: float, turn: float, way: float) -> Iterator[str]:
    """Draw an arrow along a circle, a little shorter than its way."""
    sign = 1 if way > 0 else -1
    gap = 0.018 * AISLE / radius * sign
    start, end = _spot(radius, turn + gap), _spot(radius, turn + way - gap)
    sweep = 1 if way > 0 else 0
    path = f"M{_at(start)}A{svg.place(radius)} {svg.place(radius)} 0 0 {sweep} {_at(end)}" + _head(
        end, 2 * pi * (turn + way - gap) + (0 if way > 0 else pi)
    )
    yield from [svg.tag("path", "", {"d": path, **_STROKE})]


def _stations(steps: int) -> Iterator[str]:
    """Draw five stations in a ring, and whole groups that go on."""
    count = 5
    for k in range(count):
        centre = _spot(118, k / count)
        yield from _table(centre)
        for seat in range(4):
            x, y = _around(centre, 36, (seat + 0.5) / 4)
            yield from _dot((x, y), full=True, radius=9)
        yield from _arc(182, (k + 0.06) / count, (steps - 0.12) / count)


def _tables() -> Iterator[str]:
    """Draw four tables, and the people of one who go on to different places."""
    centres = [(110.0, 110.0), (290.0, 110.0), (110.0, 290.0), (290.0, 290.0)]
    for k, centre in enumerate(centres):
        yield from _table(centre, 34)
        for seat in range(4):
            yield from _dot(_around(centre, 54, (seat + 0.5) / 4), full=k == 0, radius=13)
    ways = (
        ((166.0, 84.0), (230.0, 76.0), (200.0, 60.0)),
        ((162.0, 162.0), (236.0, 236.0), (208.0, 190.0)),
        ((84.0, 166.0), (76.0, 230.0), (60.0, 200.0)),
    )
    for start, end, middle in ways:
        angle = _angle(middle, end)
        path = f"M{_at(start)}Q{_at(middle)} {_at(end)}{_head(end, angle)}"
        yield from [svg.tag("path", "", {"d": path, **_STROKE})]


_STROKE: svg.Attributes = {
    "fill": "none",
    "stroke": svg.INK,
    "stroke_width": 4,
    "stroke_linecap": "round",
    "stroke_linejoin": "round",
}


def _angle(start: Point, end: Point) -> float:
    """Give the direction from `start` to `end` as an angle of a turning hand: 0 is to the right."""
    return atan2(end[1] - start[1], end[0] - start[0])


def _head(tip: Point, angle: float) -> str:
    """Draw the head of an arrow that arrives at `tip`; angle 0 points to the right."""
    wings = [(tip[0] - 15 * cos(angle + w), tip[1] - 15 * sin(angle + w)) for w in (-0.5, 0.5)]
    return f"M{_at(wings[0])}L{_at(tip)}L{_at(wings[1])}"


def _dot(at: Point, *, full: bool, radius: float = 18) -> Iterator[str]:
    yield svg.tag(
        "circle",
        cx=at[0],
        cy=at[1],
        r=radius,
        fill=svg.DARK if full else svg.PAPER,
        stroke=svg.DARK,
        stroke_width=3,
    )


def _table(centre: Point, half: float = 20) -> Iterator[str]:
    yield svg.tag(
        "rect",
        x=centre[0] - half,
        y=centre[1] - half,
        width=2 * half,
        height=2 * half,
        rx=6,
        fill=svg.LIGHT,
        stroke=svg.SOFT,
    )


def _spot(radius: float, turn: float) -> Point:
    """Give the point after `turn` turns clockwise, from the top."""
    return _around((CENTRE, CENTRE), radius, turn)


def _around(centre: Point, radius: float, turn: float) -> Point:
    return centre[0] + radius * sin(2 * pi * turn), centre[1] - radius * cos(2 * pi * turn)


def _at(point: Point) -> str:
    return f"{svg.place(point[0])} {svg.place(point[1])}"
