"""Naming one person of a roster."""

from __future__ import annotations

import pytest

from facilitate.errors import RosterError
from facilitate.roster import Participant, Roster

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
