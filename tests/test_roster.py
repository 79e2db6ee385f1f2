"""Naming one person of a roster."""

from __future__ import annotations

import pytest

from facilitate.errors import RosterError
from facilitate.roster import Participant, Roster, needs_step_free

ROSTER = Roster(
    (
        Participant("anna-mueller", 17, "Anna Müller", attributes={"organisation": "Amt"}),
        Participant("bo-li", 4, "Bo Li"),
        Participant("cem-mueller", 5, "Cem Müller"),
        Participant("annalena-maurer", 6, "Annalena Maurer"),
    )
)


@pytest.mark.parametrize(
    "named", ["17", "anna-mueller", "Anna Mueller", "ANNA MÜLLER", "Anna Müller (Amt)"]
)
def test_ways_to_name_somebody(named: str) -> None:
    """Number, id, name in any spelling, and name with organisation lead to one person."""
    assert ROSTER.find(named).number == 17


@pytest.mark.parametrize(
    ("named", "numbers"),
    [("Müller", ["17", "5"]), ("Li", ["4"]), ("Frau Li", ["4"]), ("Anna", ["17"])],
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


@pytest.mark.parametrize(
    ("need", "step_free"),
    [
        ("Rollstuhl", True),
        ("Barrierefreiheit", True),
        ("Rollator und Hörschleife", True),
        ("kann schlecht stehen", True),
        ("Gebärdendolmetschung", False),
        ("Hoerschleife", False),
        ("", False),
        (None, False),
    ],
)
def test_which_needs_ask_for_no_steps(need: str | None, step_free: bool) -> None:
    """Signing and hearing need no place without steps; what is not known as such does."""
    assert needs_step_free(need) is step_free


def test_columns_offered_are_columns_of_the_list() -> None:
    """A need told in a remark makes no column that an error may offer."""
    roster = Roster((), {"access": "access", "place": "Ort"}, ("Ort", "Bemerkung"))
    with pytest.raises(RosterError) as caught:
        roster.attribute("Alter")
    assert caught.value.findings[0].hint == "The list has: Ort, Bemerkung."
