"""Lines typed from slips, lists and dots."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.collecting import Desk, take_line
from facilitate.errors import FacilitateError
from facilitate.intake import Collection, LateCard
from tests.collecting.conftest import Typed


def said(desk: Desk, line: str, state: Collection | None = None) -> str:
    """Give what is said back to a line."""
    return "\n".join(take_line(desk, state or Collection(), line).said)


@pytest.mark.parametrize(
    "line",
    [
        "17 4 12 3",
        "17 M4 m12 M3",
        " 17  4,12 , 3 ",
        "17 4;12;3",
        "Ada Nummer17: 4 12 3",
        "Ada Nummer17 4 12 3",
        "p17 M4, M12, M3",
        "17 4 4 12 3",
    ],
)
def test_a_slip(desk: Desk, typed: Typed, line: str) -> None:
    """Person and cards in one line; who it is and what is meant is said back."""
    assert typed(line).slips == {"p17": ("M4", "M12", "M3")}
    answer = said(desk, line)
    assert "17 Ada Nummer17 (Amt 17)" in answer
    assert "M12 “Karte 12”" in answer


def test_a_title_instead_of_numbers(typed: Typed) -> None:
    """One card may be given by its title."""
    assert typed("17 karte 4").slips == {"p17": ("M4",)}


def test_a_later_slip_replaces(desk: Desk, typed: Typed) -> None:
    """A correction says what it replaces; typing the same again says nothing of the kind."""
    state = typed("17 4 12")
    assert "instead of M4 “Karte 4” · M12" in said(desk, "17 9", state)
    assert "instead" not in said(desk, "17 4 12", state)
    assert typed("17 9", state=state).slips == {"p17": ("M9",)}


def test_a_slip_is_deleted_or_empty(desk: Desk, typed: Typed) -> None:
    """“-” deletes, “0” says that nothing is wished."""
    state = typed("17 4", "18 0")
    assert state.slips == {"p17": ("M4",), "p18": ()}
    assert typed("17 -", state=state).slips == {"p18": ()}
    assert "it was M4" in said(desk, "17 -", state)
    assert "no slip" in said(desk, "19 -", state)
    assert "empty slip" in said(desk, "18", state)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("4 4 5", "own card"),
        ("17 4 4", "counts once"),
        ("30 4", "not there"),
        ("17 1", "does not run"),
    ],
)
def test_notes_on_a_slip(desk: Desk, typed: Typed, line: str, note: str) -> None:
    """What cannot count as it stands is said at once."""
    assert note in said(desk, line, typed("withdraw M1"))


@pytest.mark.parametrize("line", ["M4: 17 23 5", "Karte 4: 17, 23, 5", "card 4: 17 23 5 5"])
def test_a_list_under_a_card(desk: Desk, typed: Typed, line: str) -> None:
    """Who signed is kept in order; each signature is a wish."""
    state = typed(line)
    assert state.signed == {"M4": ("p17", "p23", "p5")}
    assert state.wishes()["p23"] == ("M4",)
    assert "no longer 23 Ada Nummer23" in said(desk, "M4: 17 5", state)
    assert typed("M4: -", state=state).signed == {}


@pytest.mark.parametrize("line", ["M4=11", "4 = 11", "Karte 4 = 11"])
def test_dots(desk: Desk, typed: Typed, line: str) -> None:
    """Anonymous dots are counted for a card."""
    state = typed(line)
    assert state.dots == {"M4": 11}
    assert "it was 11" in said(desk, "M4=12", state)
    assert typed("M4=-", state=state).dots == {}


@pytest.mark.parametrize(
    ("line", "card"),
    [
        ('+ 23 These "Ein Text"', LateCard("M13", "Ein Text", "These", "p23")),
        ("+23 Ein Text", LateCard("M13", "Ein Text", "", "p23")),
        ("card „Ein Text“", LateCard("M13", "Ein Text")),
        ('karte "2030 und dann"', LateCard("M13", "2030 und dann")),
        ("+ Fragment", LateCard("M13", "Fragment")),
    ],
)
def test_a_late_card(typed: Typed, line: str, card: LateCard) -> None:
    """A late card gets the next number, and can be wished at once."""
    state = typed(line)
    assert state.late == (card,)
    assert typed("17 13", state=state).slips == {"p17": ("M13",)}
    assert typed("+ Noch eine", state=state).late[1].id == "M14"


def test_twins_are_told(desk: Desk) -> None:
    """A late card with a title that is there already is told."""
    assert "stands on M4" in said(desk, "+ 23 Karte 4")


def test_taking_back(desk: Desk, typed: Typed) -> None:
    """A card is taken back, and brought again."""
    state = typed("17 4", "withdraw M4")
    assert state.withdrawn == ("M4",)
    assert "1 person wished it" in said(desk, "weg 4", typed("17 4"))
    assert "did not run anyway" in said(desk, "withdraw M4", state)
    assert typed("doch M4", state=state).withdrawn == ()


def test_sharing_a_place(typed: Typed) -> None:
    """Similar cards may share a place, or no longer."""
    state = typed("beside M4 M9")
    assert state.beside == {"M4": "M9"}
    assert typed("neben 4 -", state=state).beside == {}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("17", "M4 “Karte 4”"),
        ("Ada Nummer17", "M4 “Karte 4”"),
        ("4", "brings M4"),
        ("M4", "wished by 17 Ada Nummer17"),
        ("M4", "3 dots"),
        ("M5", "nobody"),
        ("18", "nothing so far"),
    ],
)
def test_looking(desk: Desk, typed: Typed, line: str, text: str) -> None:
    """A person or a card alone is shown, and nothing changes."""
    state = typed("17 4", "M4=3")
    assert text in said(desk, line, state)
    assert typed(line, state=state) == state


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("undo", "undo"),
        ("Zurück", "undo"),
        ("?", "status"),
        ("Stand", "status"),
        ("karten", "cards"),
        ("Hilfe", "help"),
        ("fertig", "done"),
        ("merge other.csv", "merge"),
        ("", ""),
        ("# a remark", ""),
    ],
)
def test_orders(desk: Desk, line: str, order: str) -> None:
    """Orders are known in German and English; they change nothing by themselves."""
    answer = take_line(desk, Collection(), line)
    assert (answer.order, answer.state) == (order, Collection())


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("17 4 99", "topic-unknown", "M9"),
        ("17 4 Kate9", "topic-unknown", "Karte 9"),
        ("177 4", "person-unknown", "17 Ada Nummer17"),
        ("99 4", "person-unknown", ""),
        ("4: 17 18", "line-ambiguous", "M4:"),
        ("M4: 17 99", "person-unknown", ""),
        ("31", "person-takes-no-seat", ""),
        ("31 4 5", "person-takes-no-seat", ""),
        ("Ingrid Böhm", "person-takes-no-seat", ""),
        ("Ingrid Böhm 4", "person-takes-no-seat", ""),
        ("M4: 17 31", "person-takes-no-seat", ""),
        ("M99: 17", "person-unknown", ""),
        ("M99=3", "topic-unknown", "M9"),
        ("Nummer", "line-unknown", "17 4 12 33"),
        ("Ada", "person-ambiguous", "1 Ada Nummer1"),
        ("Ada 4 5", "person-ambiguous", "1 Ada Nummer1"),
        ("Ada Numer17 4 5", "person-unknown", "17 Ada Nummer17"),
        ("Zoe 4 5", "line-unknown", "17 4 12 33"),
        ('+ 23 ""', "line-unknown", "+ 23"),
        ("withdraw M99", "topic-unknown", "M9"),
        ("restore M4", "card-not-withdrawn", ""),
        ("beside M4", "line-unknown", "M9"),
        ("beside M4 4", "line-unknown", "M9"),
    ],
)
def test_what_cannot_be_meant(desk: Desk, line: str, code: str, hint: str) -> None:
    """A line that is not understood is refused whole, with the nearest that could be meant."""
    with pytest.raises(FacilitateError) as caught:
        take_line(desk, Collection(), line)
    assert caught.value.findings[0].code == code
    assert hint in caught.value.findings[0].hint


def test_all_faults_of_a_line_at_once(desk: Desk) -> None:
    """Every wrong number of a line is told."""
    with pytest.raises(FacilitateError) as caught:
        take_line(desk, Collection(), "17 98 4 99")
    assert len(caught.value.findings) == 2


_PARTS = st.sampled_from(
    [
        "17",
        "4",
        "M4",
        "M4:",
        "=",
        "-",
        "+",
        "card",
        "withdraw",
        "beside",
        "These",
        '"',
        "merge",
        "?",
    ]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PARTS | st.text(max_size=6), max_size=6).map(" ".join))
def test_anything_typed(desk: Desk, line: str) -> None:
    """Whatever is typed is taken or refused in words, and only known people and cards get in."""
    try:
        state = take_line(desk, Collection(), line).state
    except FacilitateError:
        return
    known = desk.topics(state).keys()
    assert state.slips.keys() <= {person.id for person in desk.roster}
    assert {topic for topics in state.slips.values() for topic in topics} <= known
    assert state.signed.keys() | state.dots.keys() | set(state.withdrawn) <= known
