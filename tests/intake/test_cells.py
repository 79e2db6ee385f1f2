"""Yes and no, status words, role words, rows in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.intake.cells import (
    is_staff_role,
    names_access,
    said_remark,
    said_rows,
    spans,
    status_of,
    yes_no,
)


@pytest.mark.parametrize(
    ("word", "value"),
    [(w, True) for w in ("ja", "JA", "J", "x", "X", "✓", "✔", "1", "1.0", "wahr", "TRUE", "Yes")]
    + [(w, True) for w in ("ja.", "ja, gern", "Ja!")]
    + [(w, False) for w in ("nein", "Nein", "n", "-", "–", "0", "falsch", "False", "NO", "No.")]
    + [(w, False) for w in ("nein, schon öfter",)]
    + [(w, None) for w in ("", "?", "k.A.", "keine Angabe", "unbekannt", "N/A", "weiß nicht")],
)
def test_yes_no(word: str, value: bool | None) -> None:
    """Every spelling of yes, no and unknown is understood."""
    assert yes_no(word) == (value, True)


@pytest.mark.parametrize("word", ["vielleicht", "ja/nein", "2", "Jana", "Nora", "jain", "…"])
def test_other_answers_are_not_understood(word: str) -> None:
    """What is neither yes nor no is said not to be understood."""
    assert yes_no(word) == (None, False)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("abgesagt", "cancelled"),
        ("STORNIERT!", "cancelled"),
        ("abgesagt am 3.10.", "cancelled"),
        ("Not Attending", "cancelled"),
        ("(Absage)", "cancelled"),
        ("Warteliste", "waiting"),
        ("on waiting list", "waiting"),
        ("ausstehend", "unpaid"),
        ("bezahlt", ""),
        ("Kollege hat abgesagt, sie kommt", ""),
        ("", ""),
    ],
)
def test_status_words(cell: str, status: str) -> None:
    """A status counts when it is the whole text."""
    assert status_of(cell) == status


@pytest.mark.parametrize("role", ["Referent:in", "Referent*innen", "Moderation", "Team", "PRESSE"])
def test_role_words(role: str) -> None:
    """Role words are recognised in their gender forms."""
    assert is_staff_role(role)


@pytest.mark.parametrize("job", ["", "Teamleitung", "Referent für Soziales", "Sozialplanung", "x"])
def test_jobs_are_no_role_words(job: str) -> None:
    """A job that only begins like a role word is none."""
    assert not is_staff_role(job)


def test_access_in_remarks() -> None:
    """A need is a need, unless the remark says that there is none."""
    assert names_access("Rollstuhl, bitte stufenlos")
    assert not names_access("kein Rollstuhl")
    assert names_access("braucht Gebärdendolmetschung")
    assert not names_access("kommt später")


@pytest.mark.parametrize(
    "remark", ["kommt leider nicht", "krank gemeldet", "kommt nicht", "Nimmt nicht teil."]
)
def test_remarks_that_cancel(remark: str) -> None:
    """What people write when they stay away is a cancellation."""
    assert status_of(remark) == "cancelled"
    assert status_of(f"{remark[:-1]} später vielleicht") == ""


@pytest.mark.parametrize(
    "remark",
    [
        "abgesagt (krank)",
        "abgesagt, krank",
        "abgesagt - krank",
        "Abgesagt – krank",
        "abgesagt wegen Krankheit",
        "abgesagt: Termin",
        "storniert (Mail vom 3.5.)",
        "abgemeldet, kommt nicht",
        "hat leider abgesagt, krank",
        "krankgemeldet (Grippe)",
        "cancelled by phone",
        "erkrankt, kommt nicht",
        "leider verhindert, Vertretung folgt",
        "ist leider erkrankt",
        "krank (Grippe)",
        "fällt aus (Grippe)",
        "fällt leider aus",
        "kommt leider nicht, Dienstreise",
        "kann leider nicht kommen, krank",
        "verhindert wegen Bahnstreik",
        "erkrankt, kommt doch nicht",
        "hat am 12.10. abgesagt",
        "12.10.: abgesagt",
        "hat sich am 12. Oktober 2026 per E-Mail abgemeldet",
        "hat gestern telefonisch abgesagt (krank)",
        "wurde am 3.4. storniert",
        "wegen Krankheit abgesagt",
        "krankheitsbedingt abgesagt",
        "has cancelled by phone",
        "nicht da",
        "war leider nicht da",
        "nicht gekommen",
        "fehlt entschuldigt",
        "fehlt (krank)",
        "kann leider nicht",
        "kann leider nicht, Urlaub",
        "abwesend",
        "can't come",
        "cannot attend due to illness",
        "did not show up",
        "hat abgesagt, Ersatz: K Elf",
    ],
)
def test_remarks_that_begin_with_a_cancellation(remark: str) -> None:
    """Whatever reason follows the word, the person does not come."""
    assert said_remark(remark) == "cancelled"


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("Absagemail nicht erhalten", ""),
        ("abgesagt, kommt doch", ""),
        ("abgesagt, dann wieder zugesagt", ""),
        ("hat nicht abgesagt", ""),
        ("nicht abgesagt", ""),
        ("nur Tag 2", ""),
        ("abgesagt?", "perhaps cancelled"),
        ("Kollege hat abgesagt, sie kommt", "perhaps cancelled"),
        ("abgesagt nur für den Nachmittag", "perhaps cancelled"),
        ("abgesagt für Freitag", "perhaps cancelled"),
        ("abgesagt habe ich das Hotel", "perhaps cancelled"),
        ("storniert: Übernachtung", "perhaps cancelled"),
        ("Absage per Mail", "perhaps cancelled"),
        ("hat am 12.10. abgesagt, kommt doch", ""),
        ("Mittagessen fällt aus", ""),
        ("hat am 12.10. abgesagt?", "perhaps cancelled"),
        ("hat am 12.10. den Workshop abgesagt", "perhaps cancelled"),
        ("hat am 12.10. für Tag 2 abgesagt", "perhaps cancelled"),
        ("am Freitag abgesagt", "perhaps cancelled"),
        ("am 12.10. verhindert", "perhaps cancelled"),
        ("Chef hat am 12.10. abgesagt", "perhaps cancelled"),
        ("am 12.10. storniert: Übernachtung", "perhaps cancelled"),
        ("kommt nicht zum Mittagessen", "perhaps cancelled"),
        ("verhindert am Nachmittag", "perhaps cancelled"),
        ("verhindert, Vertretung kommt", "perhaps cancelled"),
        ("Kind krank, kommt später", "perhaps cancelled"),
        ("nicht verhindert", ""),
        ("kann nicht lange stehen", ""),
        ("Foto fehlt noch", ""),
        ("nicht da, nur Tag 2", "perhaps cancelled"),
        ("fehlt am Freitag", "perhaps cancelled"),
        ("nicht da (Freitag)", "perhaps cancelled"),
        ("ab 16 Uhr nicht da", "perhaps cancelled"),
        ("war krank, kommt doch", ""),
        ("Krankenkasse", ""),
    ],
)
def test_remarks_that_only_name_a_cancellation(remark: str, said: str) -> None:
    """What is taken back, in part, or somebody else's cancels nobody."""
    assert said_remark(remark) == said


@given(st.sets(st.integers(1, 60), min_size=1))
def test_spans_name_exactly_the_rows(rows: set[int]) -> None:
    """Runs drawn together stand for the same rows."""
    named: set[int] = set()
    for part in spans(sorted(rows)).split(", "):
        first, _dash, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == rows


def test_rows_in_words() -> None:
    """One row is a row, several are rows."""
    assert said_rows([9]) == "row 9"
    assert said_rows([9, 47, 10, 11]) == "rows 9–11, 47"
