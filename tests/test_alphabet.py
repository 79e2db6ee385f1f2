"""Names in the order of a German dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("name", "family", "listed", "under"),
    [
        ("Gabriel García Márquez", "García Márquez", "García Márquez, Gabriel", "G"),
        ("Ana María de la Cruz Gómez", "de la Cruz Gómez", "de la Cruz Gómez, Ana María", "C"),
        ("Liz St. John", "St. John", "St. John, Liz", "S"),
        ("Mai Nguyen Thi", "Nguyen Thi", "Nguyen Thi, Mai", "N"),
        ("Anna Müller (Vertretung)", "Müller", "Müller, Anna (Vertretung)", "M"),
        ("? (Vertretung für Frau Lenz)", None, "? (Vertretung für Frau Lenz)", "V"),
        ("Anna Müller (Gast)", None, "Müller, Anna (Gast)", "M"),
        ("Mai Nguyen Thi", "Other", "Thi, Mai Nguyen", "T"),
    ],
)
def test_the_list_knows_the_family_name(
    name: str, family: str | None, listed: str, under: str
) -> None:
    """What the list says is not guessed; brackets are no family name."""
    assert family_first(name, family) == listed
    assert initial(name, family) == under


@given(st.lists(st.text("ab vondel", min_size=1), min_size=1, max_size=4), st.integers(0, 3))
def test_no_word_is_lost(words: list[str], count: int) -> None:
    """Whatever is known, a listed name has all words of the name."""
    name = " ".join(" ".join(words).split())
    family = " ".join(name.split()[-count:]) if count else None
    assert sorted(family_first(name, family).replace(",", "").split()) == sorted(name.split())


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
    assert initial("🎉") == "#"
