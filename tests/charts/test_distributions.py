"""Tests of histograms and fans: columns as high as their share, bands where they belong."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from facilitate.charts.fan import Fan, draw_fan
from facilitate.charts.frame import TOP, Frame, reach
from facilitate.charts.histogram import HIGH, Histogram, draw_histogram


def histogram(**changes: object) -> Histogram:
    """Make a histogram of three numbers."""
    data: dict[str, object] = {
        "title": "Titel <b>",
        "description": "what is seen",
        "unit": "people",
        "shares": [0, 0.25, 0.5, 0.25],
        "named": "with this plan",
    }
    return Histogram(**(data | changes))  # type: ignore[arg-type]


def test_columns_are_as_high_as_their_share() -> None:
    """A column of 50 % is twice as high as one of 25 %."""
    text = draw_histogram(histogram()).svg()
    heights = [abs(float(h)) for h in re.findall(r"v(-?[\d.]+)h-", text)]
    assert heights[1] == pytest.approx(2 * heights[0])
    assert max(heights) <= HIGH
    assert "Titel &lt;b&gt;" in text


def test_marks_and_what_stands_beside_it() -> None:
    """Marks and the second distribution are explained in words and widen the field."""
    drawing = draw_histogram(
        histogram(beside=[0.5, 0.5], beside_named="at random", marks=[(7.0, "at most")])
    )
    text = drawing.svg()
    assert "at random" in text
    assert "at most: 7" in text
    assert ">7<" in text


def test_an_empty_histogram() -> None:
    """Nothing to show is drawn as nothing."""
    assert "<svg" in draw_histogram(histogram(shares=[])).svg()


def test_many_numbers_are_not_all_written() -> None:
    """Where columns are narrow only some numbers are written."""
    text = draw_histogram(histogram(shares=[0.005] * 200)).svg()
    assert ">100<" in text
    assert ">101<" not in text


def fan(**changes: object) -> Fan:
    """Make a fan of four steps."""
    data: dict[str, object] = {
        "title": "Time",
        "description": "what is seen",
        "unit": "min",
        "steps": ["one", "two", "three", "a very long name of a step that has no room at all"],
        "middle": [0, 2, 1, 3],
        "outer": ([-4, -2, -3, 0], [5, 9, 6, 12]),
        "inner": ([-1, 0, -1, 1], [2, 4, 3, 6]),
        "named": ("middle", "half", "most"),
    }
    return Fan(**(data | changes))  # type: ignore[arg-type]


def test_a_fan_has_its_bands() -> None:
    """Two bands and a line; negative numbers have a scale, long names are shortened."""
    text = draw_fan(fan()).svg()
    assert text.count("<path") == 3
    assert "−5 min" in text
    assert "…" in text


def test_a_new_day_breaks_the_line() -> None:
    """Where something new begins, line and bands are broken; a single step is seen as well."""
    text = draw_fan(fan(breaks=[3], beside=[([1, 1, 1, 1], "beside")])).svg()
    assert text.count("<path") == 8
    assert "beside" in text


@pytest.mark.parametrize(("least", "most"), [(0, 0), (-3, 18), (0.2, 97), (-0.4, 0.3), (-50, -2)])
def test_a_scale_reaches(least: float, most: float) -> None:
    """A scale holds both ends and 0, in even steps."""
    values = reach(least, most)
    assert values[0] <= min(0, least)
    assert values[-1] >= max(0, most)
    assert 0 in values
    assert len({b - a for a, b in pairwise(values)}) == 1


def test_a_frame_maps_its_corners() -> None:
    """The lowest number lies at the bottom, the highest at the top."""
    frame = Frame(100, 50, 0, 10, -5, 5)
    assert frame.up(-5) == frame.bottom
    assert frame.up(5) == TOP
    assert frame.across(10) == frame.right
