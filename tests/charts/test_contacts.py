"""Tests of contacts for each person, counted and drawn."""

from __future__ import annotations

import re

from facilitate.charts import contacts_of, contacts_sentence, draw_contacts, svg
from facilitate.views import meeting_matrix
from tests.charts.conftest import SVG, read, texts
from tests.charts.test_matrix import matrix
from tests.cli.conftest import six_people


def test_counted() -> None:
    """The fewest come first; who is met twice is one person, met again."""
    contacts = contacts_of(meeting_matrix(six_people()))
    told = [(c.person.number, c.different, c.again) for c in contacts]
    assert told == [(1, 3, 1), (2, 3, 1), (5, 3, 1), (6, 3, 1), (3, 4, 0), (4, 4, 0)]


def test_columns_are_as_high_as_contacts() -> None:
    """Every column of the picture is as high as its number of people; repeats are darker."""
    contacts = contacts_of(matrix(4, {(0, 1): 1, (0, 2): 2, (1, 2): 1}))
    drawing = draw_contacts(contacts, possible=3).svg()
    unit = 220 / 3
    heights = {
        path.get("fill"): [
            round(-float(v) / unit) for v in re.findall(r"v(-[\d.]+)", path.get("d") or "")
        ]
        for path in read(drawing).iter(f"{SVG}path")
    }
    assert heights[svg.MIDDLE] == [2, 2, 2]  # the first has a column of no height
    assert heights[svg.INK] == [1, 1]
    assert "more is impossible: 3" in texts(drawing)
    assert "of these more than once" in texts(drawing)


def test_sentences() -> None:
    """One sentence for an even plan, another one for an uneven one, one for nobody."""
    even = contacts_of(matrix(2, {(0, 1): 1}))
    assert contacts_sentence(even) == "Everybody meets 1 different person."
    uneven = contacts_of(matrix(10, {(0, k): 1 for k in range(1, 3)}))
    assert "fewest for number 4, 5, 6, 7, 8, 9…." in contacts_sentence(uneven)
    assert contacts_sentence(()) == "Nobody is in this plan."
    assert contacts_sentence(()) in texts(draw_contacts(()).svg())
