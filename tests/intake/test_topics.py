"""Topics are found by what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.intake import LateCard, TopicIndex

CARDS = TopicIndex(
    [
        LateCard("M1", "Quartier 2030"),
        LateCard("M2", "Pflege: die Lücke"),
        LateCard("M3", "Quartier 2030"),
        LateCard("M12", "Jugend (2)"),
        LateCard("M13", "2030"),
    ]
)
GROUPS = TopicIndex([LateCard("pflege", "Pflege"), LateCard("jugend", "Jugend und Familie")])


def ids(index: TopicIndex, written: str) -> list[str]:
    """Give the ids of what is found."""
    return [topic.id for topic in index.find(written)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("M12", ["M12"]),
        ("m 12", ["M12"]),
        ("12", ["M12"]),
        ("012", ["M12"]),
        ("2.0", ["M2"]),
        ("pflege:  DIE luecke", ["M2"]),
        ("Pflege – die Lücke!", ["M2"]),
        ("M2: Pflege: die Lücke", ["M2"]),
        ("M1: Pflege: die Lücke", []),
        ("Quartier 2030", ["M1", "M3"]),
        ("Quartier 2030 (2)", ["M3"]),
        ("Quartier 2030 (3)", []),
        ("Quartier 2030 (0)", []),
        ("Jugend (2)", ["M12"]),
        ("2030", ["M13"]),
        ("99", []),
        ("A1", []),
        ("", []),
        ("!", []),
    ],
)
def test_a_card_is_found(written: str, found: list[str]) -> None:
    """Id before title; “text (2)” is a title of its own, else the second of that text."""
    assert ids(CARDS, written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [("2", ["jugend"]), ("Pflege", ["pflege"]), ("JUGEND", ["jugend"]), ("3", [])],
)
def test_topics_without_numbers_are_counted(written: str, found: list[str]) -> None:
    """Where ids have no numbers, a number is the place in the order."""
    assert ids(GROUPS, written) == found


@given(st.text(max_size=30))
def test_anything_written_finds_topics_or_nothing(written: str) -> None:
    """No text is an error, and what is found is one of the topics."""
    assert set(CARDS.find(written)) <= set(CARDS.topics)
    CARDS.near(written)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("122", "M12"),
        ("Pfleg die Lücke", "Pflege: die Lücke"),
        ("xyz", ""),
        ("Pflege", "Pflege: die Lücke"),
    ],
)
def test_what_is_near_is_offered(written: str, near: str) -> None:
    """A number offers a number, words offer a title."""
    assert CARDS.near(written) == near
