"""Naming one person of a roster."""

from __future__ import annotations

import pytest

from facilitate.errors import RosterError
from facilitate.roster import LeftOut, Participant, Roster

ROSTER = Roster(
    (
        Participant("anna-mueller", 17, "Anna Müller", attributes={"organisation": "Amt"}),
        Participant("bo-li", 4, "Bo Li"),
        Participant("cem-mueller", 5, "Cem Müller"),
        Participant("annalena-maurer", 6, "Annalena Maurer"),
        Participant("ada-von-der-heide", 8, "Ada von der Heide"),
        Participant("eva-schaefer", 9, "Eva Schäfer"),
        Participant("ole-schaefer-braun", 10, "Ole Schäfer-Braun"),
        Participant("udo-boehm", 11, "Udo Böhm"),
        Participant("pia-garcia-lopez", 12, "Pia García López", "", "Pia", "García López"),
    ),
    gone=(
        LeftOut("Ingrid Böhm", "ingrid@example.org", "Amt", 13, "has cancelled"),
        LeftOut("Jan Ohnezahl", "", "", None, "on the waiting list"),
    ),
)


@pytest.mark.parametrize(
    "named", ["17", "anna-mueller", "Anna Mueller", "ANNA MÜLLER", "Anna Müller (Amt)"]
)
def test_ways_to_name_somebody(named: str) -> None:
    """Number, id, name in any spelling, and name with organisation lead to one person."""
    assert ROSTER.find(named).number == 17


@pytest.mark.parametrize(
    ("named", "numbers"),
    [
        ("Müller", ["17", "5"]),
        ("Frau Müller", ["17", "5"]),
        ("Anna", ["17"]),
        ("Bo", ["4"]),
        ("Heide", ["8"]),
        ("Schäfer", ["9", "10"]),
        ("Böhm", ["11"]),
        ("López", ["12"]),
    ],
)
def test_half_a_name_is_not_enough(named: str, numbers: list[str]) -> None:
    """Everybody whose name has these words is listed with the number; nobody is guessed."""
    with pytest.raises(RosterError) as raised:
        ROSTER.find(named)
    [finding] = raised.value.findings
    assert finding.code == "person-ambiguous"
    for person in ROSTER:
        assert (person.label in finding.hint) == (str(person.number) in numbers)
    assert "()" not in finding.hint


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("Li", 4),
        ("Frau Li", 4),
        ("MAURER", 6),
        ("von der Heide", 8),
        ("Schaefer-Braun", 10),
        ("Garcia López", 12),
    ],
)
def test_a_family_name_that_one_person_has(named: str, number: int) -> None:
    """A whole family name is enough where no other name has its words."""
    assert ROSTER.find(named).number == number


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("13", "13 Ingrid Böhm takes no seat: has cancelled."),
        ("ingrid@example.org", "13 Ingrid Böhm takes no seat: has cancelled."),
        ("Ingrid Boehm", "13 Ingrid Böhm takes no seat: has cancelled."),
        ("Jan Ohnezahl", "Jan Ohnezahl takes no seat: on the waiting list."),
    ],
)
def test_who_takes_no_seat_is_known(named: str, said: str) -> None:
    """Whoever cancelled is not called unknown, and no other name is offered."""
    with pytest.raises(RosterError) as raised:
        ROSTER.find(named)
    [finding] = raised.value.findings
    assert (finding.code, finding.message, finding.hint) == ("person-takes-no-seat", said, "")


@pytest.mark.parametrize("named", ["Anna Mueler", "Muller, Anna", "Ana Müller"])
def test_a_slip_names_the_nearest(named: str) -> None:
    """A slip of the finger is answered with the nearest whole name and its number."""
    with pytest.raises(RosterError) as raised:
        ROSTER.find(named)
    [finding] = raised.value.findings
    assert finding.code == "person-unknown"
    assert "17 Anna Müller" in finding.hint


def test_a_stranger_has_no_nearest() -> None:
    """Where nobody is near, nobody is named."""
    with pytest.raises(RosterError) as raised:
        ROSTER.find("Xaver Quast")
    assert raised.value.findings[0].hint == ""


@pytest.mark.parametrize(("named", "said"), [("99", "number 99"), ("a@b.de", "address “a@b.de”")])
def test_nobody_has_it(named: str, said: str) -> None:
    """A number or an address that nobody has is not called a name."""
    with pytest.raises(RosterError) as raised:
        ROSTER.find(named)
    assert said in raised.value.findings[0].message


def test_columns_offered_are_columns_of_the_list() -> None:
    """A need told in a remark makes no column that an error may offer."""
    roster = Roster((), {"access": "access", "place": "Ort"}, ("Ort", "Bemerkung"))
    with pytest.raises(RosterError) as caught:
        roster.attribute("Alter")
    assert caught.value.findings[0].hint == "The list has: Ort, Bemerkung."


def test_a_list_of_names_alone_has_no_columns() -> None:
    """Where there is nothing but names, that is said, in place of an empty list."""
    with pytest.raises(RosterError) as raised:
        Roster((Participant("a", 1, "Anna"),)).attribute("Name")
    assert raised.value.findings[0].hint == "Beside the names there is no column in it."
