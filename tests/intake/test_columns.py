"""Columns are found by their header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.intake import Intake
from facilitate.intake.columns import PEOPLE, WISHES, Vocabulary, fold_header, lay_out

MEANINGS = {
    "name": [
        "Teilnehmer*in",
        "TeilnehmerIn",
        "Teilnehmer (m/w/d)",
        "Nachname, Vorname",
        "NAME:",
        "Teilnehmende(r)",
        "Vor- und Nachname",
        "What's your name?",
        "Attendee name",
        "Name*",
    ],
    "given": ["Vorname", "First Name", "first_name", "Teilnehmer*innenname: Vorname"],
    "family": ["Familienname", "Surname", "last_name", "Name Teilnehmer*in: Nachname"],
    "email": ["E-Mail", "E\u2011Mail:", "Email Address", "E-Mail-Adresse", "E-Mail\nTeilnehmer*in"],
    "organisation": ["Institution / Träger", "Organisation (Behörde)", "Teilnehmer*innen-Firma"],
    "place": ["PLZ Ort", "Stadt", "Dienstort"],
    "sector": ["Sektor", "Trägerart", "Bereich"],
    "first_timer": [
        "zum ersten Mal dabei?",
        "Erstes Mal beim Forum?",
        "Are you a first-timer?",
        "Nehmen Sie zum ersten Mal teil?",
        "Erstteilnahme",
        "Neu",
    ],
    "veteran": [
        "Waren Sie schon einmal dabei?",
        "schon dabei gewesen",
        "Have you attended before?",
    ],
    "times": ["Anzahl Teilnahmen"],
    "times_before": ["bisherige Teilnahmen", "Wie oft waren Sie schon dabei?"],
    "leader": [
        "Leitungsfunktion",
        "Führungskraft?",
        "Sind Sie in leitender Position tätig?",
        "Leitung (ja/nein)",
    ],
    "access": ["Benötigen Sie einen barrierefreien Zugang?", "Rollstuhl", "Accessibility needs"],
    "status": ["Attendee Status", "Anmeldestatus"],
    "number": ["Nr.", "lfd. Nr.", "#", "Teilnehmer-Nr.", "Teilnehmer*innennummer", "No."],
    "": ["Rechnungsadresse: Firma", "Bestellnummer", "Vegetarisch?", "Name / Institution", "?"],
}


@pytest.mark.parametrize(("field", "header"), [(f, h) for f, hs in MEANINGS.items() for h in hs])
def test_headers(field: str, header: str) -> None:
    """Every header means its field, and those of other things mean none."""
    meant = PEOPLE.meaning(header)
    assert field == (meant[0] if meant else "")


@given(st.text(st.characters(codec="cp1252", exclude_categories=("So", "No", "Sk"))))
def test_folding_is_stable(header: str) -> None:
    """Folding a folded header changes nothing."""
    assert fold_header(fold_header(header)) == fold_header(header)


@given(st.permutations(["Nr", "Vorname", "Name", "Organisation", "Sektor", "E-Mail"]))
def test_positions_do_not_matter(read: Callable[..., Intake], headers: list[str]) -> None:
    """Any order of the columns gives the same person."""
    cells = {"Nr": "7", "Vorname": "Anna", "Name": "Müller", "Organisation": "K", "Sektor": "V"}
    row = [cells.get(header, "a@example.org") for header in headers]
    person = read(";".join(headers) + "\n" + ";".join(row) + "\n").roster.people[0]
    assert (person.number, person.name, person.organisation) == (7, "Anna Müller", "K")


def test_the_more_specific_column_wins_and_the_other_is_named(read: Callable[..., Intake]) -> None:
    """The attendee's address is taken; the buyer's is told as passed over."""
    intake = read("E-Mail;Name;E-Mail Teilnehmer*in\nb@example.org;Anna;a@example.org\n")
    assert intake.roster.people[0].email == "a@example.org"
    passed = [f.message for f in intake.findings if f.code == "column-passed-over"]
    assert passed == [
        "“E-Mail” was not used for email, because “E-Mail Teilnehmer*in” says it better."
    ]


def test_an_empty_column_gives_way(read: Callable[..., Intake]) -> None:
    """Of two columns of one name the filled one is taken."""
    assert read("Name;Company;Company\nAnna;;K\n").roster.people[0].organisation == "K"


def test_blank_and_repeated_headers_stay_apart() -> None:
    """Every column has a name of its own."""
    layout = lay_out(["x", "", "x", "x (2)", ""], [True] * 5, PEOPLE, {})
    assert layout.headers == ("x", "(B)", "x (2)", "x (2) (2)", "(E)")


def test_columns_left_over_are_named_and_kept(read: Callable[..., Intake]) -> None:
    """What has no meaning is told, and stays with the person."""
    intake = read("Name;Vegetarisch;\nAnna;ja;x\n")
    assert dict(intake.roster.people[0].extra) == {"Vegetarisch": "ja", "(C)": "x"}
    assert intake.roster.headers == ("Vegetarisch", "(C)")
    told = [f.message for f in intake.findings if f.code == "columns-not-taken-over"]
    assert told == ["Columns not taken over: “Vegetarisch” and “(C)”."]


@pytest.mark.parametrize(
    ("words", "header", "field"),
    [
        (PEOPLE, "No.", "number"),
        (PEOPLE, "E-mail", "email"),
        (PEOPLE, "Access needs", "access"),
        (PEOPLE, "Role", "function"),
        (WISHES, "No.", "number"),
        (WISHES, "1st wish", "wish"),
        (WISHES, "2nd wish", "wish"),
    ],
)
def test_headers_that_english_advice_names(words: Vocabulary, header: str, field: str) -> None:
    """What a message in English tells to write above a column is understood."""
    meant = words.meaning(header)
    assert meant is not None
    assert meant[0] == field


def test_the_error_without_names_lists_the_headers(read: Callable[..., Intake]) -> None:
    """A list without names says what it has and how to name the column."""
    with pytest.raises(Exception, match="No column with names") as caught:
        read("Wer;Ort\nAnna;K\n")
    hint = caught.value.findings[0].hint
    assert "“Wer”" in hint
    assert "--column" in hint
