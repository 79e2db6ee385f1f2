"""Names in every order, with titles, addresses and company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.intake.names import (
    PersonName,
    address,
    from_one_cell,
    from_parts,
    seem_two,
    slug_of_folded,
)
from facilitate.words import fold


@pytest.mark.parametrize(
    ("cell", "title", "name"),
    [
        ("Anna Müller", "", "Anna Müller"),
        ("Müller, Anna", "", "Anna Müller"),
        ("Müller, Anna (Stadt Köln)", "", "Anna Müller (Stadt Köln)"),
        ("Dr. Anna Müller", "Dr.", "Anna Müller"),
        ("Frau Prof. Dr. Anna Müller", "Prof. Dr.", "Anna Müller"),
        ("Müller, Dr. Anna", "Dr.", "Anna Müller"),
        ("Dr. Müller, Anna", "Dr.", "Anna Müller"),
        ("Müller, Anna, M.A.", "M.A.", "Anna Müller"),
        ("Anna Müller, Ph.D.", "Ph.D.", "Anna Müller"),
        ("Anna Müller, Dr.", "Dr.", "Anna Müller"),
        ("Anna Müller M.A.", "M.A.", "Anna Müller"),
        ("Dipl.-Soz. Anna Müller", "Dipl.-Soz.", "Anna Müller"),
        ("Dr.Anna Müller", "Dr.", "Anna Müller"),
        ("Prof. Dr. h.c. Jan von der Heide", "Prof. Dr. h.c.", "Jan von der Heide"),
        ("Drago Profitlich", "", "Drago Profitlich"),
        ("Ma Li", "", "Ma Li"),
        ("Madonna", "", "Madonna"),
        ("Frau Holle", "", "Holle"),
        ("Dr.", "", "Dr."),
    ],
)
def test_whole_names(cell: str, title: str, name: str) -> None:
    """Titles leave the name, and the given name comes first."""
    read = from_one_cell(cell)
    assert (read.title, read.name) == (title, name)


@pytest.mark.parametrize(
    ("cell", "name", "email"),
    [
        ("Anna Müller <A@example.org>", "Anna Müller", "a@example.org"),
        ('"Müller, Anna" <mailto:a@example.org>', "Anna Müller", "a@example.org"),
        ("Anna Müller (a@example.org)", "Anna Müller", "a@example.org"),
        ("a@example.org", "", "a@example.org"),
        ("Anna @ home", "Anna @ home", ""),
    ],
)
def test_addresses_beside_names(cell: str, name: str, email: str) -> None:
    """An address beside a name is the address, not the name."""
    read = from_one_cell(cell)
    assert (read.name, read.email) == (name, email)


@pytest.mark.parametrize(
    "cell",
    [
        *("N.N.", "NN", "n. n.", "+1", "Begleitung", "und Kollegin", "TBA"),
        *("?", "? (Vertretung für Frau Lenz)"),
    ],
)
def test_seats_without_a_name(cell: str) -> None:
    """What only holds a seat is no name."""
    assert from_one_cell(cell).nameless


@pytest.mark.parametrize("cell", ["Nina", "Anna N.", "Gastmann", "Nn Nguyen"])
def test_names_that_look_like_none(cell: str) -> None:
    """A name that begins like a placeholder is a name."""
    assert not from_one_cell(cell).nameless


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("Anna Müller +1", 1),
        ("Anna Müller + 2", 2),
        ("Anna Müller und Begleitung", 1),
        ("Anna Müller mit einer Kollegin", 1),
        ("Anna Müller", 0),
    ],
)
def test_company(cell: str, count: int) -> None:
    """Company is counted and leaves the name."""
    assert from_one_cell(cell) == PersonName("Anna Müller", companions=count)


def test_parts() -> None:
    """Parts are joined; a part that holds the whole name is not doubled."""
    assert from_parts("Dr. Anna", "Müller").title == "Dr."
    assert from_parts("Anna", "Anna Müller").name == "Anna Müller"
    assert from_parts("Anna", "Müller, Anna").name == "Anna Müller"
    assert from_parts("", "Müller").name == "Müller"
    assert from_parts("Anna", "", "Müller").name == "Anna Müller"
    assert from_parts("Günther", "von-der-Heide").name == "Günther von-der-Heide"
    assert from_parts("Eva Maria", "Eva Maria Groß").given == "Eva Maria"


def test_two_people_in_a_cell_are_seen() -> None:
    """Two names in one cell look like two people, a double name does not."""
    assert seem_two(from_one_cell("Anna Müller und Bernd Meyer").name)
    assert not seem_two(from_one_cell("Anna Müller-Lüdenscheidt").name)


@given(st.text())
def test_slugs_are_plain(name: str) -> None:
    """A slug is of small letters, digits and hyphens, and never empty."""
    made = slug_of_folded(fold(name))
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_slugs_spell_umlauts_out() -> None:
    """Umlauts, apostrophes and other scripts give readable or neutral slugs."""
    assert slug_of_folded(fold("Ömer D’Angelo")) == "oemer-dangelo"
    assert slug_of_folded(fold("Søren Weiß-Łukasz"))[:11] == "soeren-weis"
    assert slug_of_folded(fold("日本")) == "person"


def test_addresses() -> None:
    """The first address in a cell counts, in lower case."""
    assert address("mailto:TN@Example.org; b@example.org") == "tn@example.org"
    assert address("tn at example") == ""


@pytest.mark.parametrize(
    ("name", "two"),
    [("Ada und Bo Li", True), ("Max von und zu Hohenlohe", False), ("Ada & Bo Li", True)],
)
def test_two_people_in_one_cell(name: str, two: bool) -> None:
    """Two people in one cell are noticed; a noble name is one person."""
    assert seem_two(from_one_cell(name).name) is two


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("Dipl.-Soz.päd. Krüger, Jörg", "Dipl.-Soz.päd."),
        ("Krüger, Dipl.-Soz.päd. Jörg", "Dipl.-Soz.päd."),
        ("Dipl.-Soz.-Päd. (FH) Jörg Krüger", "Dipl.-Soz.-Päd. (FH)"),
        ("Dipl. Soz.-Päd. Jörg Krüger", "Dipl. Soz.-Päd."),
        ("Dipl.-Verw.wirt Jörg Krüger", "Dipl.-Verw.wirt"),
        ("Dipl.-Ing.Jörg Krüger", "Dipl.-Ing."),
        ("Dipl. Jörg Krüger", "Dipl."),
    ],
)
def test_diplomas_are_titles_as_a_whole(cell: str, title: str) -> None:
    """However a diploma is shortened, nothing of it stays in the name."""
    person = from_one_cell(cell)
    assert (person.name, person.title) == ("Jörg Krüger", title)
