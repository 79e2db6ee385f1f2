"""How far the collecting is."""

from __future__ import annotations

from facilitate.collecting import Desk, standing_of
from facilitate.event import Topic
from facilitate.intake import Collection
from facilitate.roster import Roster
from tests.collecting.conftest import Typed


def test_who_is_missing(desk: Desk, typed: Typed) -> None:
    """Slips, empty ones included, and signatures count; who is away is not waited for."""
    standing = standing_of(desk, typed("1 4", "2 0", "M5: 3 4"))
    assert standing.people == 29
    assert [person.number for person in standing.missing] == list(range(5, 30))
    assert "4 of 29 people are in." in list(standing.lines())


def test_which_cards_have_too_few(desk: Desk, typed: Typed) -> None:
    """A card needs its fewest people, the giver's seat aside; dots count, withdrawn cards not."""
    state = typed("17 4", "18 4", "19 5", "M6=2", "withdraw M7", "+ Neu", "M13: 20 21")
    short = {topic.id: count for topic, count in standing_of(desk, state).short}
    assert "M4" not in short
    assert "M6" not in short
    assert "M7" not in short
    assert short["M5"] == 1
    assert short["M13"] == 2  # nobody is known to bring it: three others are needed


def test_dots_alone_wait_for_nobody(desk: Desk, typed: Typed) -> None:
    """While there are only dots, nobody is called missing; with the first slip they are."""
    alone = list(standing_of(desk, typed("M4=3", "M5=8")).lines())
    assert alone[0].startswith("11 dots are in")
    assert not [line for line in alone if line.startswith("Missing")]
    both = list(standing_of(desk, typed("M4=3", "1 5")).lines())
    assert both[1] == "1 of 29 people are in."


def test_a_topic_may_have_its_own_minimum() -> None:
    """A topic’s own minimum goes before the method’s; a speaker takes no seat."""
    topic = Topic(id="a", title="A", min=7, host="Prof. Erdacht")
    assert Desk(Roster(()), (topic,), least=3).needed(topic) == 7


def test_all_are_in(desk: Desk, typed: Typed) -> None:
    """When all is well, one line says so."""
    given = tuple(t for t in desk.given if t.id in ("M1", "M2"))
    full = Desk(desk.roster, given, 3, desk.away)
    state = typed("M1: " + " ".join(map(str, range(2, 30))), "M2: 1 3")
    assert list(standing_of(full, state).lines()) == ["29 of 29 people are in."]


def test_long_lists_are_cut(desk: Desk) -> None:
    """Many cards are named by the first, and the number of the others."""
    more = tuple(Topic(id=f"M{k}", title=f"Karte {k}") for k in range(13, 31))
    lines = list(standing_of(Desk(desk.roster, desk.given + more), Collection()).lines())
    assert any("… and 18 more" in line for line in lines)
