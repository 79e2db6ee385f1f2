"""Tests of the strokes that pictures are made of."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitate.charts import svg
from facilitate.charts.svg import Drawing
from tests.charts.conftest import SVG, read, texts

HOSTILE = [
    "</text><script>alert(1)</script>",
    '"><image href="https://example.org/x"/>',
    "a & b < c > d ' e",
    "]]>",
    "王小明 O’Brien 👩‍🚒",
]


def picture(text: str) -> str:
    """Draw a picture that says `text` wherever it can."""
    parts = (svg.words(text, 1, 2), svg.tag("g", "", fill=text))
    return Drawing(10, 20, text, text, parts).svg()


@given(st.text() | st.sampled_from(HOSTILE))
def test_words_are_only_words(text: str) -> None:
    """Whatever somebody is called, the picture has the same elements and says the name."""
    drawn = read(picture(text))
    described = ("title", "desc") if text else ("title",)
    assert [part.tag for part in drawn.iter()] == [
        f"{SVG}{name}" for name in ("svg", *described, "rect", "text", "g")
    ]
    shown = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    said = (drawn.findtext(f"{SVG}text") or "").replace("\r\n", "\n").replace("\r", "\n")
    assert said == shown.replace("\r\n", "\n").replace("\r", "\n")


@given(st.floats(-5000, 5000))
def test_coordinates_are_short_and_right(value: float) -> None:
    """A coordinate has at most two decimals and never the sign of a zero."""
    written = svg.place(value)
    assert abs(float(written) - value) <= 0.005001
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", written)
    assert written != "-0"


@given(st.integers(1, 100_000))
def test_scales_are_round_and_reach(most: int) -> None:
    """A scale begins at 0, has even steps, and ends at the largest value or above it."""
    steps = svg.steps(most)
    assert steps[0] == 0
    assert steps[-1] >= most > steps[-2]
    assert len({b - a for a, b in pairwise(steps)}) == 1
    assert len(steps) <= 8


def test_nothing_is_asked_of_the_page() -> None:
    """A picture has a title and a description, and neither styles, ids nor links."""
    drawing = picture("x")
    assert read(drawing).findtext(f"{SVG}title") == "x"
    assert not re.search(r"\b(style|id|href|class)=", drawing)
    assert texts(drawing) == ["x"]


def test_decoration_has_no_name() -> None:
    """A drawing beside words that say all is silent."""
    silent = Drawing(1, 1, "title", "described", ()).svg(decorative=True)
    assert "title" not in silent
    assert "described" not in silent
    assert 'role="presentation"' in silent


def test_the_key_breaks_into_rows() -> None:
    """What does not fit beside the others begins a new row."""
    parts, high = svg.key([("<g/>", "word " * 4)] * 3, 0, 0, 250)
    assert high == 60
    assert len(parts) == 6
