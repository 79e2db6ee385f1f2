"""What is told before any search, though nothing forbids to plan."""

from __future__ import annotations

import pytest

from facilitate.errors import InfeasibleError
from facilitate.roster import Participant, Roster
from facilitate.rules import Fixed, NoRepeat, Rule, Spread, Together
from facilitate.words import speak
from tests.planning.test_planning import crowd, planned


@pytest.fixture(autouse=True)
def english() -> None:
    """Read messages in English."""
    speak("en")


def with_needs(*numbers: int) -> Roster:
    """Make eight people, some of whom need a place without steps."""
    return Roster(
        tuple(
            Participant(f"p{i}", i, f"Person {i}", attributes={"access": "wheelchair"})
            if i in numbers
            else Participant(f"p{i}", i, f"Person {i}")
            for i in range(1, 9)
        ),
        columns={"access": "Bedarf"},
    )


def hints(roster: Roster, method: str, *rules: Rule, **session: object) -> dict[str, str]:
    """Give what is told of a session: code → message and hint."""
    found = planned(roster, method, *rules, **session).findings
    return {one.code: f"{one.message} {one.hint}" for one in found}


def test_whoever_would_move_with_access_needs_is_named() -> None:
    """At tables all are named who need to stay; one is shown how to be kept at a place."""
    told = hints(with_needs(2, 5), "tischrunden", size=4, rotations=2)["access-not-fixed"]
    assert told.startswith("2 people have access needs and would move")
    assert "2 Person 2 and 5 Person 5" in told
    assert '--fixed "2;Table 1"' in told


@pytest.mark.parametrize(
    ("method", "rules", "session"),
    [
        ("tischrunden", (), {"size": 4, "rotations": 1}),
        ("tischrunden", (Fixed(person="p2", place="1"),), {"size": 4, "rotations": 2}),
        ("kugellager", (), {"rotations": 2}),
    ],
)
def test_nobody_is_named_who_stays(
    method: str, rules: tuple[Rule, ...], session: dict[str, object]
) -> None:
    """Whoever sits once, is fixed to a place, or in a circle that stays, need not be kept."""
    assert "access-not-fixed" not in hints(with_needs(2), method, *rules, **session)


@pytest.mark.parametrize(("rotations", "told"), [(2, True), (3, False)])
def test_rotations_until_everybody_has_met_one(rotations: int, *, told: bool) -> None:
    """53 people in pairs and one trio: 13 leaders meet at most 14 others, 40 in three rotations."""
    found = hints(crowd(53), "kugellager", Spread(attribute="leader"), rotations=rotations)
    assert ("too-few-for-every-group" in found) is told
    assert not told or "at least 3 rotations" in found["too-few-for-every-group"]


@pytest.mark.parametrize(
    ("people", "rules", "session", "hint"),
    [
        (80, (), {"rotations": 30}, "26 rotations are known to repeat nobody"),
        (10, (), {"size": 3, "rotations": 6}, "at most 5 rotations can repeat nobody"),
        (8, (), {"size": 4, "rotations": 5}, "Plan fewer rotations or smaller groups"),
        (80, (Together(people=("p1", "p2")),), {"rotations": 30}, "Plan fewer rotations"),
    ],
)
def test_the_way_out_of_repeats(
    people: int, rules: tuple[Rule, ...], session: dict[str, object], hint: str
) -> None:
    """The hint names rotations that are known to do, or may do; else what helps at any rate."""
    with pytest.raises(InfeasibleError) as caught:
        planned(crowd(people), "tischrunden", NoRepeat(hard=True), *rules, **session)
    (finding,) = caught.value.findings
    assert finding.code == "repeats-impossible"
    assert hint in finding.hint
