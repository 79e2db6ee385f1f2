"""Names in the order of a German dictionary."""

from __future__ import annotations

import pytest

from facilitate.alphabet import alphabetical, family_first, initial


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Jana Roth", "Roth, Jana"),
        ("Wolfgang von der Heide", "von der Heide, Wolfgang"),
        ("Karl-Heinz Dietrich", "Dietrich, Karl-Heinz"),
        ("Madonna", "Madonna"),
        ("王小明", "王小明"),
        ("von Arnim", "Arnim, von"),
        ("Dieter D’Angelo", "D’Angelo, Dieter"),
        ("", ""),
    ],
)
def test_family_first(name: str, listed: str) -> None:
    """The family name comes first, with its particles, and nothing is lost."""
    assert family_first(name) == listed


def test_order_of_dictionaries() -> None:
    """DIN 5007-1: umlauts are their vowels, ß is ss, and particles come last."""
    names = [
        "Zoe Zwirn",
        "Öznur Abel",
        "Anna Müller",
        "Bea Muller",
        "Cem Mueller",
        "Ida Groß",
        "Ina Grossmann",
        "Ute von der Heide",
        "Ali Heide",
    ]
    assert sorted(names, key=alphabetical) == [
        "Öznur Abel",
        "Ida Groß",
        "Ina Grossmann",
        "Ali Heide",
        "Ute von der Heide",
        "Cem Mueller",
        "Anna Müller",
        "Bea Muller",
        "Zoe Zwirn",
    ]
    assert initial("Ömer von Äthel") == "A"
