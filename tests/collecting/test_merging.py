"""Two laptops' entries become one."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.collecting import Desk, merged
from facilitate.intake import Collection
from tests.collecting.conftest import Typed

_slips = st.dictionaries(
    st.sampled_from(["p17", "p18", "p19"]), st.sampled_from([("M1",), ("M2", "M3"), ()])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_slips, _slips)
def test_nothing_is_lost(
    desk: Desk, mine: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]]
) -> None:
    """Everybody of both is there; own slips stay, each contradiction is told; twice is once."""
    state, other = Collection(slips=mine), Collection(slips=theirs)
    answer = merged(desk, state, other, "b.csv")
    assert answer.state.slips == theirs | mine
    told = sum("stays" in line for line in answer.said)
    assert told == sum(mine[p] != theirs[p] for p in mine.keys() & theirs.keys())
    assert merged(desk, answer.state, other, "b.csv").state == answer.state


def test_lists_and_dots_too(desk: Desk, typed: Typed) -> None:
    """Lists and dots follow the same rule as slips."""
    mine = typed("M4: 17 18", "M5=3")
    answer = merged(desk, mine, typed("M4: 19", "M5=4", "M6=1", "M7: 20"), "b.csv")
    assert answer.state.signed == {"M4": ("p17", "p18"), "M7": ("p20",)}
    assert answer.state.dots == {"M5": 3, "M6": 1}
    assert sum("stays" in line for line in answer.said) == 2


def test_what_came_from_a_file_follows_it(desk: Desk, typed: Typed) -> None:
    """Corrections and deletions of the other laptop are taken over; own corrections stay."""
    first = merged(desk, Collection(), typed("17 4", "18 5", "19 6"), "b.csv").state
    corrected = typed("19 7", state=first)
    again = merged(desk, corrected, typed("17 9", "19 6"), "b.csv")
    assert again.state.slips == {"p17": ("M9",), "p19": ("M7",)}
    assert any("19 Ada Nummer19" in line and "stays" in line for line in again.said)


def test_late_cards_of_both(desk: Desk, typed: Typed) -> None:
    """A card both have is one; another one with a taken number gets the next, its wishes, too."""
    mine = typed("+ 17 Eins")
    other = typed("+ 18 Zwei", "+ 17 Eins", "19 13 14", "withdraw M13", "M13: 20", "beside 13 2")
    answer = merged(desk, mine, other, "b.csv")
    assert [(card.id, card.title) for card in answer.state.late] == [
        ("M13", "Eins"),
        ("M14", "Zwei"),
    ]
    assert answer.state.slips == {"p19": ("M14", "M13")}
    assert answer.state.signed == {"M14": ("p20",)}
    assert answer.state.withdrawn == ("M14",)
    assert answer.state.beside == {"M14": "M2"}
    assert any("“Zwei” is M14 here, not M13" in line for line in answer.said)
