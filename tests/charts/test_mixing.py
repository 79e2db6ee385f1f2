"""Tests of how groups are mixed by an attribute, counted and drawn."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.charts import attributes_of, draw_mixing, find_attribute, mixing_of, svg
from facilitate.charts.mixing import OTHERS
from facilitate.errors import UsageError
from tests.builders import make_plan
from tests.charts.conftest import SVG, read, texts
from tests.cli.conftest import six_people


def test_counted() -> None:
    """Every group's values are counted, yes before no, unknown last."""
    mixing = mixing_of(six_people(), "leader")
    assert mixing.labels == ("yes", "no", "unknown")
    assert [[g.counts for g in r.groups] for r in mixing.rotations] == [
        [(1, 1, 1), (1, 0, 2)],
        [(2, 1, 0), (0, 0, 3)],
    ]


@given(st.lists(st.sampled_from("abcdefghijk"), min_size=6, max_size=6), st.data())
def test_nobody_is_lost(values: list[str], data: st.DataObject) -> None:
    """The counts of a group add up to its people, in the picture too, whatever the values."""
    count = data.draw(st.integers(1, 6))
    known = {k: {"sector": value} for k, value in enumerate(values[:count], 1)}
    mixing = mixing_of(make_plan([[[1, 2, 3, 4], [5, 6]]], attributes=known), "sector")
    [rotation] = mixing.rotations
    assert [sum(group.counts) for group in rotation.groups] == [4, 2]
    squares: Counter[str] = Counter()
    for path in read(draw_mixing(mixing).svg()).iter(f"{SVG}path"):
        squares["all"] += (path.get("d") or "").count("z")
    assert squares["all"] == 6 + len(mixing.values)  # and one of each in the key


def test_rare_values_are_taken_together() -> None:
    """Of many values the most frequent have a mark each, all others one."""
    known = {k: {"place": f"Town {k // 2}"} for k in range(1, 15)}
    mixing = mixing_of(make_plan([[list(range(1, 15))]], attributes=known), "place")
    assert len(mixing.values) == 6
    assert mixing.values[-1] == OTHERS
    assert sum(mixing.rotations[0].groups[0].counts) == 14
    assert "others" in texts(draw_mixing(mixing).svg())


def test_marks_differ_in_black_and_white() -> None:
    """No two values have the same shade and the same mark."""
    known = {k: {"place": f"Town {k}"} for k in range(1, 7)}
    drawing = draw_mixing(mixing_of(make_plan([[[*range(1, 8)]]], attributes=known), "place")).svg()
    samples = [
        tuple((path.get("fill"), path.get("stroke"), path.get("d")) for path in group)
        for group in read(drawing).iter(f"{SVG}g")
    ]
    assert len(samples) == len(set(samples)) == 7
    plain = [s for s in samples if len(s) == 1]
    assert len({sample[0][0] for sample in plain}) == len(plain) == 3


def test_which_attributes() -> None:
    """Spread on purpose comes first, many values last; needs and what is alike never come."""
    plan = make_plan(
        [[list(range(1, 9))]],
        attributes={
            k: {
                "organisation": f"O{k}",
                "sector": "ab"[k % 2],
                "leader": k > 4,
                "place": "X",
                "access": f"need {k}",
            }
            for k in range(1, 9)
        },
        score={"avoid-same:organisation": 0, "spread:leader": 1},
    )
    assert attributes_of(plan) == ("leader", "sector", "organisation")
    assert find_attribute(plan, None) == "leader"
    assert find_attribute(plan, "Sector") == "sector"
    with pytest.raises(UsageError) as caught:
        find_attribute(plan, "sectro")
    assert caught.value.findings[0].hint == "Did you mean “sector”?"
    with pytest.raises(UsageError, match="knows nothing"):
        find_attribute(make_plan([[[1, 2]]]), None)


def test_it_says_for_whom() -> None:
    """The picture of a private thing says that it is for moderators only."""
    drawing = draw_mixing(mixing_of(six_people(), "organisation")).svg()
    assert "Mixing by “organisation”, for moderators only" in texts(drawing)
    assert svg.DARK in drawing
