"""Offers find their givers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitate.errors import RosterError
from facilitate.intake import Intake, Named, Offer, Offers, PeopleIndex, read_offers, read_people

DATA = Path(__file__).parent.parent / "data"

LIST = (
    "Nr;Name;Firma;E-Mail;Status\n"
    "7;Anna Müller;K;a@example.org;\n"
    "8;Anna Müller;L;b@example.org;\n"
    "9;Carl Koch;L;b@example.org;\n"
    "10;Dora Dietz;L;d@example.org;abgesagt\n"
    "11;Edo Ems;AWO Kreisverband;;\n"
)


@pytest.fixture
def offers(read: Callable[..., Intake], folder: Callable[[], Path]) -> Callable[[str], Offers]:
    """Read offers of the people in `LIST`."""
    intake = read(LIST)

    def reading(text: str) -> Offers:
        path = folder() / "offers.csv"
        path.write_text(text, encoding="utf-8")
        return read_offers(path, intake.roster, absent=intake.absent)

    return reading


@pytest.mark.parametrize(
    ("header", "cells", "giver"),
    [
        ("Nr", "8", "anna-mueller-2"),
        ("Nr", "carl-koch", "carl-koch"),
        ("E-Mail", "A@example.org", "anna-mueller"),
        ("Name", "Koch, Carl", "carl-koch"),
        ("Name;Firma", "Anna Mueller;l", "anna-mueller-2"),
        ("Name;E-Mail", "Anna Müller;b@example.org", "anna-mueller-2"),
        ("Vorname;Nachname;Nr", "Carl;Koch;9", "carl-koch"),
        ("Name", "8", "anna-mueller-2"),
        ("Name", "8 Anna Müller", "anna-mueller-2"),
        ("Name", "9. Carl Koch", "carl-koch"),
        ("Name", "Anna Müller (L)", "anna-mueller-2"),
        ("Name", "Edo Ems (AWO)", "edo-ems"),
    ],
)
def test_givers(offers: Callable[[str], Offers], header: str, cells: str, giver: str) -> None:
    """Number, id, address, name with organisation: each finds its person."""
    read = offers(f"{header};Art;Text\n{cells};These;Mehr\n")
    assert read.offers == (Offer(giver, "These", "Mehr", 2),)


@pytest.mark.parametrize(
    ("header", "cells", "code"),
    [
        ("Nr", "99", "giver-unknown"),
        ("Name", "Carla Kochs", "giver-unknown"),
        ("Name", "Anna Müller", "giver-ambiguous"),
        ("E-Mail", "b@example.org", "giver-ambiguous"),
        ("E-Mail", "d@example.org", "giver-cancelled"),
        ("Name", "Dietz, Dora", "giver-cancelled"),
        ("Nr", "10", "giver-cancelled"),
        ("Name", "10", "giver-cancelled"),
        ("Name", "10 Dora Dietz", "giver-cancelled"),
        ("Name", "Dora Dietz (L)", "giver-cancelled"),
        ("Name", "99", "giver-unknown"),
        ("Name", "9 Anna Müller", "giver-unknown"),
        ("Name", "10 Carl Koch", "giver-unknown"),
        ("Name", "Edo Ems (Caritas)", "giver-unknown"),
    ],
)
def test_cards_without_a_giver(
    offers: Callable[[str], Offers], header: str, cells: str, code: str
) -> None:
    """A card whose giver is not clear is left out and told with its row."""
    read = offers(f"{header};Text\n{cells};Mehr\n")
    assert read.offers == ()
    assert [f.code for f in read.findings] == [code]
    assert read.findings[0].where == "offers.csv, row 2"


def test_the_nearest_name_is_offered(offers: Callable[[str], Offers]) -> None:
    """A mistyped giver is answered with the nearest one."""
    assert "Carl Koch" in offers("Name;Text\nCarl Kock;Mehr\n").findings[0].hint


def test_two_cards_of_one_person_and_an_empty_one(offers: Callable[[str], Offers]) -> None:
    """A person may bring several cards; one without text is told."""
    read = offers("Nr;Text\n7;Eins\n7;\x1b[1mZwei\n\n7;\n")
    assert [offer.text for offer in read.offers] == ["Eins", "Zwei"]
    assert [f.code for f in read.findings] == ["offer-empty"]


def test_a_list_without_texts(offers: Callable[[str], Offers]) -> None:
    """A list without a column of texts says what it has."""
    with pytest.raises(RosterError) as caught:
        offers("Nr;Quatsch\n7;x\n")
    assert caught.value.findings[0].code == "texts-missing"
    assert "“Text”" in caught.value.findings[0].hint


def test_a_list_without_people(offers: Callable[[str], Offers]) -> None:
    """What is advised where nobody is named works: no option reads other lists' columns."""
    with pytest.raises(RosterError) as caught:
        offers("Wer;Text\nCarl Koch;x\n")
    [finding] = caught.value.findings
    assert "Call the column that says who “No.”, “E-mail” or “Name”." in finding.hint
    assert offers("Name;Text\nCarl Koch;x\n").offers == (Offer("carl-koch", "", "x", 2),)


def test_cards_keep_their_numbers(offers: Callable[[str], Offers]) -> None:
    """A card that is left out keeps its number, so that slips mean the cards on the wall."""
    topics = offers("Name;Text\nCarl Koch;A\nDora Dietz;B\nEdo Ems;C\n").topics()
    assert [(t.id, t.title, t.withdrawn) for t in topics] == [
        ("M1", "A", False),
        ("M2", "B", True),
        ("M3", "C", False),
    ]


def test_the_forum_offers(folder: Callable[[], Path]) -> None:
    """All 48 cards find their givers; with the Excel list the cancelled one is withdrawn."""
    for name, count in (("forum-80.csv", 48), ("forum-80-excel.csv", 47)):
        intake = read_people(DATA / name, numbers=folder() / "none")
        read = read_offers(DATA / "offers.csv", intake.roster, absent=intake.absent)
        assert len(read.offers) == count
        assert len(read.findings) == 48 - count


def test_the_index_needs_something_to_go_by(read: Callable[..., Intake]) -> None:
    """Nothing named is nobody."""
    index = PeopleIndex(read(LIST).roster)
    assert index.find(Named()) == ()
    assert index.absent(Named()) is None


def test_a_withdrawn_card_names_giver_and_reason(offers: Callable[[str], Offers]) -> None:
    """Whose card is withdrawn, and why, is said with the name, whatever the row gives."""
    [finding] = offers("E-Mail;Text\nd@example.org;Eins\n").findings
    assert "Dora Dietz" in finding.message
    assert "cancelled" in finding.message
