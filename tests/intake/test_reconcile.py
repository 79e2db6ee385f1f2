"""Rows about the same person, and the account of all rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitate.intake import Fate, Intake, Reconciliation


def test_same_name_and_organisation_are_one(read: Callable[..., Intake]) -> None:
    """Spelling does not matter; unknown cells are filled from the later row."""
    intake = read(
        "Name;Organisation;Leitung;E-Mail\n"
        "Dr. Jörg Müller-Lüdenscheidt;Stadt Köln;;\n"
        "joerg mueller luedenscheidt;STADT KÖLN;ja;j@example.org\n"
    )
    (person,) = intake.roster.people
    assert (person.name, person.title) == ("Jörg Müller-Lüdenscheidt", "Dr.")
    assert (person.value("leader"), person.email) == (True, "j@example.org")
    assert intake.reconciliation.sentence() == (
        "2 rows below the header: 1 person, "
        "1 duplicate (rows 2 and 3: same name, same organisation)"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "Anna Müller;K;a@example.org\nAnna Müller;L;b@example.org\n",
        "Anna Müller;;\nAnna Müller;;\n",
        "Anna Müller;K;\nAnna Müller;;b@example.org\n",
    ],
)
def test_a_name_alone_is_not_enough(read: Callable[..., Intake], rows: str) -> None:
    """Two people of one name are kept and told."""
    intake = read(f"Name;Organisation;E-Mail\n{rows}")
    assert len(intake.roster) == 2
    assert [p.id for p in intake.roster] == ["anna-mueller", "anna-mueller-2"]
    assert "namesakes" in [f.code for f in intake.findings]


def test_an_address_alone_is_not_enough(read: Callable[..., Intake]) -> None:
    """Two names with one address are two people."""
    intake = read("Name;E-Mail\nAnna Müller;a@example.org\nBernd Müller;a@example.org\n")
    assert len(intake.roster) == 2
    assert "namesakes" not in [f.code for f in intake.findings]


def test_of_a_crowd_some_namesakes_are_named_and_all_counted(
    read: Callable[..., Intake],
) -> None:
    """A hundred names of several people are told one by one, the others as a number."""
    rows = "".join(f"Anna M{at};\nAnna M{at};\n" for at in range(103))
    found = [f.message for f in read(f"Name;Ort\n{rows}").findings if f.code == "namesakes"]
    assert len(found) == 101
    assert "“Anna M99”" in found[-2]
    assert found[-1].startswith("3 more names")


def test_a_third_row_can_join_two(read: Callable[..., Intake]) -> None:
    """Rows that a later one shows to be one person are merged."""
    intake = read("Name;Firma;E-Mail\nAnna;K;\nAnna;;a@example.org\nAnna;K;a@example.org\n")
    assert len(intake.roster) == 1
    assert intake.reconciliation.merges[0].rows == (2, 3, 4)


def test_contradictions_are_told(read: Callable[..., Intake]) -> None:
    """Where merged rows differ in yes and no, the first one counts and it is told."""
    intake = read("Name;Firma;Leitung\nAnna;K;ja\nAnna;K;nein\n")
    assert intake.roster.people[0].value("leader") is True
    assert "duplicate-differs" in [f.code for f in intake.findings]


def test_a_long_account() -> None:
    """Every fate has its words, and people in the singular."""
    account = Reconciliation(
        1, (), {fate: (at + 2,) for at, fate in enumerate(f for f in Fate)}, (), 0
    )
    assert account.sentence() == (
        "11 rows below the header: 1 person, 1 cancelled (row 3), 1 on the waiting list (row 4), "
        "1 duplicate (), 1 with a role and no seat (row 6), 1 without a name (row 7), "
        "1 note (row 8), 1 repeated header (row 9), 1 separator (row 10), 1 blank, 1 total"
    )
