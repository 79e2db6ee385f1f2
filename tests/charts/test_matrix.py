"""Tests of the picture of who meets whom."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from facilitate.charts import draw_matrix, svg
from facilitate.views import Matrix
from facilitate.words import speak
from tests.builders import make_people
from tests.charts.conftest import SVG, read, texts

RUN = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")
LEFT, TOP = 40.0, 30.0


def matrix(people: int, meetings: dict[tuple[int, int], int]) -> Matrix:
    """Make a matrix of `people` in which the pairs meet so often."""
    counts = [[0] * people for _person in range(people)]
    for (i, j), times in meetings.items():
        counts[i][j] = counts[j][i] = times
    return Matrix(make_people(people), tuple(map(tuple, counts)))


def seen(drawing: str, shade: str, people: int) -> set[tuple[int, int]]:
    """Read back from the picture which spots are filled with `shade`."""
    cell = min(16.0, max(1.0, 640 / people))
    found = set()
    for path in read(drawing).iter(f"{SVG}path"):
        if path.get("stroke") == shade:
            for x, y, wide in RUN.findall(path.get("d") or ""):
                row = int((float(y) - TOP) / cell)
                first, count = round((float(x) - LEFT) / cell), round(float(wide) / cell)
                found |= {(row, first + k) for k in range(count)}
    return found


@given(st.integers(2, 120), st.data())
def test_every_pair_is_drawn(people: int, data: st.DataObject) -> None:
    """From the picture every meeting can be read back, once or more than once."""
    pairs = st.tuples(st.integers(0, people - 1), st.integers(0, people - 1))
    drawn = data.draw(st.dictionaries(pairs.filter(lambda p: p[0] < p[1]), st.integers(1, 3)))
    drawing = draw_matrix(matrix(people, drawn)).svg()
    both = {(i, j, n) for (a, b), n in drawn.items() for i, j in ((a, b), (b, a))}
    assert seen(drawing, svg.MIDDLE, people) == {(i, j) for i, j, n in both if n == 1}
    assert seen(drawing, svg.INK, people) == {(i, j) for i, j, n in both if n > 1}


def test_what_is_said() -> None:
    """Numbers stand at the edges, repeats carry their count, and a sentence sums up."""
    drawing = draw_matrix(matrix(4, {(0, 1): 1, (1, 2): 3})).svg()
    said = texts(drawing)
    assert said.count("4") == 2
    assert said.count("3") == 4  # the person, across and down, and the meetings of a pair, twice
    assert "2 of 6 pairs meet. 1 pair meets more than once." in said
    assert "Person" not in drawing


def test_german() -> None:
    """The picture speaks the language in use."""
    speak("de")
    assert "1 von 1 Paaren treffen sich." in texts(draw_matrix(matrix(2, {(0, 1): 1})).svg())


def test_a_thousand_people() -> None:
    """A crowd of 1000 with 20 meetings each fits into 600 kB, and its labels are few."""
    pairs = {(i, (i + step * step) % 1000): 1 for i in range(1000) for step in range(2, 12)}
    drawing = draw_matrix(matrix(1000, {(min(p), max(p)): 1 for p in pairs})).svg()
    assert len(drawing) < 600_000
    assert 20 < len(texts(drawing)) < 150


def test_nobody() -> None:
    """An empty plan has an empty picture."""
    assert "0 of 0 pairs meet." in texts(draw_matrix(Matrix((), ())).svg())
