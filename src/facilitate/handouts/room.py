"""The room as it must look, seen from above: drawn from the plan, one picture per session."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, ceil, cos, pi, sin, sqrt

from facilitate.agenda.furniture import most_at
from facilitate.charts.svg import DARK, INK, LIGHT, PAPER, SOFT, Drawing, line, tag, words
from facilitate.plan import SessionPlan
from facilitate.words import _, ngettext

SEAT = 9.0  # radius of a chair with its number
CHAIR = 4.5  # radius of a chair without one
WIDE = 700.0
Circles = dict[str, dict[str, int]]


def draw_room(session: SessionPlan) -> Drawing | None:
    """Draw how chairs and tables stand; None where the session needs none."""
    formation = session.spec.formation
    if formation == "circles":
        return _rings(session)
    if formation == "stations":
        return _stations(session)
    if session.rotations:
        return _tables(session, round_tables=formation in ("market", "choice"))
    return _rows(session) if formation in ("plenary", "self") else None


def circles_of(session: SessionPlan) -> Circles:
    """Circle's letter → side → chairs on it."""
    found: Circles = {}
    for rotation in session.rotations:
        seen: dict[tuple[str, str], int] = {}
        for group in rotation.groups:
            for seat in group.seats.values():
                if seat.circle and seat.side:
                    seen[seat.circle, seat.side] = seen.get((seat.circle, seat.side), 0) + 1
        for (circle, side), chairs in seen.items():
            sides = found.setdefault(circle, {})
            sides[side] = max(sides.get(side, 0), chairs)
    return dict(sorted(found.items()))


def _rings(session: SessionPlan) -> Drawing:
    circles = circles_of(session)
    pairs = max((max(sides.values()) for sides in circles.values()), default=1)
    inner = max(34.0, pairs * 2.25 * SEAT / (2 * pi))
    outer = inner + 3 * SEAT
    around = outer + 2.6 * SEAT
    across = min(3, max(1, len(circles)))
    down = ceil(len(circles) / across)
    parts: list[str] = []
    for at, (letter, sides) in enumerate(circles.items()):
        x, y = around * (1 + 2 * (at % across)), around * (1 + 2 * (at // across))
        parts.append(
            words(letter, x, y + 13, size=38, text_anchor="middle", font_weight="bold", fill=DARK)
        )
        parts += _ring(x, y, outer, sides.get("outer", 0), filled=True)
        parts += _ring(x, y, inner, sides.get("inner", 0), filled=False)
        ring = session.spec.movement.ring
        if ring is not None and len(session.rotations) > 1:
            parts += _turning(x, y, outer + 1.8 * SEAT, ring.outer)
            parts += _turning(x, y, inner - 1.8 * SEAT, ring.inner)
    said = ngettext(
        "{count} double circle from above; dark chairs are the outer circle.",
        "{count} double circles from above; dark chairs are the outer circle.",
        len(circles),
    ).format(count=len(circles))
    return Drawing(2 * around * across, 2 * around * down, _title(session), said, tuple(parts))


def _ring(x: float, y: float, radius: float, chairs: int, *, filled: bool) -> Iterator[str]:
    for seat in range(chairs):
        cx, cy = _spot(x, y, radius, seat / chairs)
        fill, ink = (DARK, PAPER) if filled else (PAPER, INK)
        yield tag("circle", cx=cx, cy=cy, r=SEAT, fill=fill, stroke=DARK, stroke_width=1.2)
        yield words(str(seat + 1), cx, cy + 3.4, size=10, text_anchor="middle", fill=ink)


def _turning(x: float, y: float, radius: float, steps: int) -> Iterator[str]:
    """Draw an arrow along a ring that moves; nothing along one that stays."""
    if not steps:
        return
    begin, end = (0.03, 0.16) if steps > 0 else (0.16, 0.03)
    (x1, y1), (x2, y2) = _spot(x, y, radius, begin), _spot(x, y, radius, end)
    sweep = 1 if steps > 0 else 0
    yield tag(
        "path",
        d=f"M{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 0 {sweep} {x2:.1f} {y2:.1f}",
        fill="none",
        stroke=INK,
        stroke_width=1.6,
    )
    yield _head(x2, y2, 2 * pi * end + (0 if steps > 0 else pi))


def _head(x: float, y: float, direction: float) -> str:
    """Draw the head of an arrow that points along `direction`, 0 to the right, clockwise."""
    corners = [
        (x + size * cos(direction + turn), y + size * sin(direction + turn))
        for turn, size in ((0, 6), (2.5, 6), (-2.5, 6))
    ]
    return tag("polygon", points=" ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners), fill=INK)


def _tables(session: SessionPlan, *, round_tables: bool) -> Drawing:
    most = most_at(session)
    labels = session.place_labels()
    crowd = max(most.values(), default=0) > 12
    cell = 150.0 if crowd else 84.0
    across = min(len(most), max(1, int(WIDE // cell)))
    down = ceil(len(most) / across)
    parts: list[str] = []
    for at, (place, people) in enumerate(most.items()):
        x, y = cell * (at % across + 0.5), cell * (at // across + 0.5)
        label = labels.get(place, place)
        short = label.rpartition(" ")[2] if label.rpartition(" ")[2].isdecimal() else label
        parts += _table(x, y, people, short, large=crowd, round_table=round_tables)
    said = ngettext(
        "{count} place from above, with as many chairs as people sit there at most.",
        "{count} places from above, with as many chairs as people sit there at most.",
        len(most),
    ).format(count=len(most))
    return Drawing(cell * across, cell * down, _title(session), said, tuple(parts))


def _table(
    x: float, y: float, people: int, label: str, *, large: bool, round_table: bool
) -> Iterator[str]:
    radius = 52.0 if large else 19.0
    for seat in range(people):
        cx, cy = _spot(x, y, radius + 9, seat / people)
        yield tag("circle", cx=cx, cy=cy, r=CHAIR, fill=PAPER, stroke=DARK, stroke_width=1.2)
    if round_table:
        yield tag("circle", cx=x, cy=y, r=radius, fill=LIGHT, stroke=DARK, stroke_width=1.2)
    else:
        side = radius * sqrt(2.6)
        yield tag(
            "rect",
            x=x - side / 2,
            y=y - side / 2,
            width=side,
            height=side,
            rx=4,
            fill=LIGHT,
            stroke=DARK,
            stroke_width=1.2,
        )
    size = 16 if len(label) < 4 else min(14.0, 2.6 * radius / len(label))
    yield words(label, x, y + size / 3, size=size, text_anchor="middle", font_weight="bold")
    if large:
        yield words(f"{people}", x, y + size / 3 + 16, size=11, text_anchor="middle", fill=SOFT)


def _stations(session: SessionPlan) -> Drawing:
    most = most_at(session)
    labels = session.place_labels()
    count = max(1, len(most))
    radius = max(90.0, count * 92 / (2 * pi))
    middle = radius + 50
    step = session.spec.movement.next or 0
    parts: list[str] = []
    spots = [_spot(middle, middle, radius, at / count) for at in range(count)]
    for at, (place, people) in enumerate(most.items()):
        x, y = spots[at]
        if step and len(session.rotations) > 1:
            parts += _way((x, y), spots[(at + step) % count], 36)
        label = labels.get(place, place).rpartition(" ")[2]
        parts += _table(x, y, people, label, large=False, round_table=False)
    said = _("Stations from above; the arrows show where each group goes next.")
    return Drawing(2 * middle, 2 * middle, _title(session), said, tuple(parts))


def _way(start: tuple[float, float], end: tuple[float, float], gap: float) -> Iterator[str]:
    (x1, y1), (x2, y2) = start, end
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1.0
    if length <= 2 * gap:
        return
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    tip = (x2 - gap * dx, y2 - gap * dy)
    yield line((x1 + gap * dx, y1 + gap * dy), tip, stroke=INK, stroke_width=1.4)
    yield _head(*tip, atan2(dy, dx))


def _rows(session: SessionPlan) -> Drawing:
    """Draw rows of chairs before a stage; nobody has a place of their own."""
    across, down, gap = 14, 5, 22.0
    parts = [
        tag("rect", x=90, y=8, width=160, height=22, rx=3, fill=LIGHT, stroke=DARK),
        words(_("Stage"), 170, 24, size=12, text_anchor="middle"),
    ]
    for row in range(down):
        for chair in range(across):
            x = 27 + chair * gap
            aisle = 4 if chair >= across // 2 else 0
            parts.append(
                tag(
                    "circle",
                    cx=x + aisle - 2,
                    cy=58 + row * gap,
                    r=CHAIR + 1,
                    fill=PAPER,
                    stroke=DARK,
                    stroke_width=1.2,
                )
            )
    said = _("Rows of chairs before a stage; everybody sits where they like.")
    return Drawing(340, 58 + down * gap, _title(session), said, tuple(parts))


def _title(session: SessionPlan) -> str:
    return _("The room for {session}").format(session=session.title)


def _spot(x: float, y: float, radius: float, turn: float) -> tuple[float, float]:
    """Give the point after `turn` turns clockwise, from the top."""
    return x + radius * sin(2 * pi * turn), y - radius * cos(2 * pi * turn)
