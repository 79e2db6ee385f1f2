"""What is told before any search, though nothing forbids to plan."""

from __future__ import annotations

import pytest

from facilitate.errors import InfeasibleError
from facilitate.roster import Roster
from facilitate.rules import NoRepeat, Rule, Spread, Together
from facilitate.words import speak
from tests.planning.test_planning import crowd, planned


@pytest.fixture(autouse=True)
def english() -> None:
    """Read messages in English."""
    speak("en")


def hints(roster: Roster, method: str, *rules: Rule, **session: object) -> dict[str, str]:
    """Give what is told of a session: code → message and hint."""
    found = planned(roster, method, *rules, **session).findings
    return {one.code: f"{one.message} {one.hint}" for one in found}


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
