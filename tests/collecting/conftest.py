"""A desk with a few people and cards, spoken to in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitate.collecting import Desk, take_line
from facilitate.event import Topic
from facilitate.intake import Collection
from facilitate.roster import LeftOut, Participant, Roster
from facilitate.words import speak

Typed = Callable[..., Collection]


@pytest.fixture(autouse=True)
def english() -> None:
    """Read messages in English."""
    speak("en")


@pytest.fixture
def desk() -> Desk:
    """Give a desk with people 1 to 30 and cards M1 to M12; card k is of person k."""
    people = tuple(
        Participant(f"p{k}", k, f"Ada Nummer{k}", attributes={"organisation": f"Amt {k}"})
        for k in range(1, 31)
    )
    cards = tuple(Topic(id=f"M{k}", title=f"Karte {k}", host=f"p{k}") for k in range(1, 13))
    gone = (LeftOut("Ingrid Böhm", "", "", 31, "has cancelled"),)
    return Desk(Roster(people, gone=gone), cards, least=3, away=frozenset({"p30"}))


@pytest.fixture
def typed(desk: Desk) -> Typed:
    """Give a function that takes lines, from an empty collection or another one."""

    def typing(*lines: str, state: Collection | None = None) -> Collection:
        state = state or Collection()
        for line in lines:
            state = take_line(desk, state, line).state
        return state

    return typing
