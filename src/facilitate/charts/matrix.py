"""Who meets whom, as a picture: everybody across and down, a filled spot for each pair."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.charts import svg
from facilitate.charts.svg import Drawing
from facilitate.views import Matrix
from facilitate.words import _, ngettext

SIDE, LARGEST, SMALLEST = 640.0, 16.0, 1.0
MOST_COUNTS = 400  # spots in which the number of meetings is written


def draw_matrix(matrix: Matrix) -> Drawing:
    """Draw `matrix`; people are named by their numbers alone."""
    people = len(matrix.people)
    cell = min(LARGEST, max(SMALLEST, SIDE / max(people, 1)))
    side, left, top = people * cell, 40.0, 30.0
    once, again = _spots(matrix, 1, 1), _spots(matrix, 2, None)
    sentence = _sentence(matrix, sum(map(len, once)) // 2, sum(map(len, again)) // 2)
    width = max(left + side + 16, 16 + svg.width_of(sentence), 300)
    entries = [(_mark(svg.MIDDLE), _("meet once")), (_mark(svg.INK), _("meet more than once"))]
    key, high = svg.key(entries if any(again) else entries[:1], 16, top + side + 36, width)
    parts = [
        svg.tag("rect", x=left, y=top, width=side, height=side, fill="none", stroke=svg.SOFT),
        *_grid(matrix, cell, left, top),
        *svg.shape(_rows(once, cell, left, top), stroke=svg.MIDDLE, stroke_width=cell),
        *svg.shape(_rows(again, cell, left, top), stroke=svg.INK, stroke_width=cell),
        *_counts(matrix, cell, left, top),
        *svg.shape(
            [f"M{svg.place(left)} {svg.place(top)}l{svg.place(side)} {svg.place(side)}"],
            stroke=svg.SOFT,
            stroke_width=min(1.0, cell / 3),
        ),
        svg.words(sentence, 16, top + side + 24),
        *key,
    ]
    height = top + side + 36 + high + 4
    return Drawing(width, height, _("Who meets whom"), sentence, tuple(parts))


def _sentence(matrix: Matrix, once: int, again: int) -> str:
    people = len(matrix.people)
    pairs = people * (people - 1) // 2
    told = _("{met} of {pairs} pairs meet.").format(met=once + again, pairs=pairs)
    if not again:
        return told
    more = ngettext(
        "{count} pair meets more than once.", "{count} pairs meet more than once.", again
    )
    return f"{told} {more.format(count=again)}"


def _spots(matrix: Matrix, least: int, most: int | None) -> list[list[int]]:
    """List for each row the columns in which so many meetings stand."""
    return [
        [j for j, times in enumerate(row) if times >= least and (most is None or times <= most)]
        for row in matrix.counts
    ]


def _rows(spots: list[list[int]], cell: float, left: float, top: float) -> Iterator[str]:
    """Draw each row as one dashed line: a stroke for each run of neighbours."""
    for row, columns in enumerate(spots):
        middle = svg.place(top + (row + 0.5) * cell)
        for first, count in _runs(columns):
            yield f"M{svg.place(left + first * cell)} {middle}h{svg.place(count * cell)}"


def _runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(columns):
        end = at + 1
        while end < len(columns) and columns[end] == columns[end - 1] + 1:
            end += 1
        yield columns[at], end - at
        at = end


def _grid(matrix: Matrix, cell: float, left: float, top: float) -> Iterator[str]:
    """Draw a line and the number of a person wherever there is room for one."""
    people = len(matrix.people)
    apart = next((n for n in (1, 5, 10, 20, 50, 100, 200, 500) if n * cell >= 14), people)
    side = people * cell
    for at in sorted({0, *range(apart - 1, people, apart)} if people else ()):
        number = str(matrix.people[at].number)
        offset = at * cell
        if at:
            yield svg.line((left + offset, top), (left + offset, top + side))
            yield svg.line((left, top + offset), (left + side, top + offset))
        middle = offset + cell / 2
        yield svg.words(number, left + middle, top - 6, size=10, text_anchor="middle")
        yield svg.words(number, left - 6, top + middle + 3.5, size=10, text_anchor="end")


def _counts(matrix: Matrix, cell: float, left: float, top: float) -> Iterator[str]:
    """Write the number of meetings into the spots of those who meet again, if it can be read."""
    found = [
        (i, j, times)
        for i, row in enumerate(matrix.counts)
        for j, times in enumerate(row)
        if times > 1
    ]
    if cell < 8 or len(found) > MOST_COUNTS:
        return
    for i, j, times in found:
        yield svg.words(
            str(times),
            left + (j + 0.5) * cell,
            top + (i + 0.5) * cell + cell * 0.28,
            size=cell * 0.8,
            text_anchor="middle",
            fill=svg.PAPER,
        )


def _mark(shade: str) -> str:
    return svg.tag("rect", width=12, height=12, fill=shade)
