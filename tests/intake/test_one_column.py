"""Lists that are nothing but names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import FacilitateError, Level
from facilitate.intake import Intake, read_people

NAMES = ["Anna Müller", "Ömer Koch", "Paula von Reich"]
LISTED = "\n".join(NAMES)


def _names(intake: Intake) -> list[str]:
    return [person.name for person in intake.roster]


def _said(intake: Intake) -> list[tuple[str, Level]]:
    return [(f.code, f.level) for f in intake.findings if f.code.startswith("one-column")]


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
@pytest.mark.parametrize(
    "text",
    [
        LISTED,
        f"\n\n{LISTED}\n\n",
        "- Anna Müller\n- Ömer Koch\n- Paula von Reich",
        "Müller, Anna\nKoch, Ömer\nvon Reich, Paula",
        "1. Anna Müller\n2. Ömer Koch\n\n3. Paula von Reich\nSumme: 3",
        "1\tAnna Müller\n2\tÖmer Koch\n3\tPaula von Reich",
    ],
)
def test_names_without_a_heading(read: Callable[..., Intake], text: str, name: str) -> None:
    """Every line is a person, and it is said that there was no heading."""
    intake = read(text, name=name)
    assert _names(intake) == NAMES
    assert _said(intake) == [("one-column-no-heading", Level.HINT)]
    assert intake.reconciliation.sentence().partition(":")[0].endswith(("rows", "row"))


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Gästeliste", Level.HINT),
        ("Wer kommt am 12.10.?", Level.HINT),
        ("Unsere Gäste", Level.HINT),
        ("Vorstand", Level.WARNING),
        ("Quartier Nord\n", Level.WARNING),
    ],
)
def test_a_heading_nobody_knows(read: Callable[..., Intake], heading: str, level: Level) -> None:
    """A first line unlike the others is no person; the less sure that is, the louder it is said."""
    intake = read(f"{heading}\n{LISTED}\n")
    assert _names(intake) == NAMES
    assert _said(intake) == [("one-column-heading", level)]


def test_a_known_header_needs_no_guess(read: Callable[..., Intake]) -> None:
    """Under “Teilnehmer” nothing is guessed, and so nothing is said."""
    intake = read(f"Teilnehmer\n{LISTED}\n", name="list.txt")
    assert (_names(intake), _said(intake)) == (NAMES, [])


def test_numbers_before_names_are_kept(read: Callable[..., Intake]) -> None:
    """A number that stands before each name is that of the person."""
    intake = read("4. Anna Müller\n7) Ömer Koch\n9 Eva Hahn\n", name="list.txt")
    assert [(p.number, p.name) for p in intake.roster] == [
        (4, "Anna Müller"),
        (7, "Ömer Koch"),
        (9, "Eva Hahn"),
    ]


@pytest.mark.parametrize("text", ["\0\rA", "\r\rA\r", "-\nA\n"])
def test_lines_with_next_to_nothing(read: Callable[..., object], text: str) -> None:
    """A first line without a letter is no reason to break."""
    with suppress(FacilitateError):
        read(text)


def test_a_column_of_names_in_a_workbook(workbook: Callable[..., Path]) -> None:
    """A sheet with nothing but names is such a list, too."""
    path = workbook(Tabelle1=[[], *([None, name] for name in NAMES)])
    assert _names(read_people(path)) == NAMES


@pytest.mark.parametrize(
    "text",
    [
        "Anna Müller, Caritas\nÖmer Koch, AWO\nEva Hahn, Diakonie\n",
        "Anna,Müller\nÖmer,Koch\nEva,Hahn\n",
        "Anna Müller;Köln\nÖmer Koch;Bonn\n",
        "Liebe Kolleginnen und Kollegen,\n\nwir laden Sie herzlich zu unserem Forum ein.\n"
        "Bitte melden Sie sich bis zum 3. Mai an.\n\nIhre Moderation\n",
        "17\n4\n9\n",
    ],
)
def test_other_texts_stay_refused(read: Callable[..., Intake], text: str) -> None:
    """What might be two columns, or no names at all, is asked about, with the way out."""
    with pytest.raises(FacilitateError, match="No column with names") as caught:
        read(text)
    assert "above them, such as “Name”" in str(caught.value.findings[0].hint)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Anna", "Ömer", "Eva"]), st.sampled_from(["Hahn", "Łoś", "Ng"])),
        min_size=2,
        unique=True,
    )
)
def test_nobody_gets_lost(read: Callable[..., Intake], pairs: list[tuple[str, str]]) -> None:
    """With a header or without, the same people are read."""
    text = "\n".join(map(" ".join, pairs))
    assert _names(read(text)) == _names(read(f"Name\n{text}"))
