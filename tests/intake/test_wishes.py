"""Wishes are read from any list, and every row is accounted for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.errors import RosterError
from facilitate.event import Topic
from facilitate.intake import (
    Collection,
    Intake,
    LateCard,
    WishLists,
    format_collection,
    read_offers,
    read_people,
    read_wishes,
)
from facilitate.intake.cleaning import clean
from facilitate.words import speak

DATA = Path(__file__).parent.parent / "data"
LIST = (
    "Nr;Name;Firma;E-Mail;Status\n"
    "7;Anna Müller;K;a@example.org;\n"
    "8;Anna Müller;L;b@example.org;\n"
    "9;Carl Koch;L;b@example.org;\n"
    "10;Dora Dietz;L;d@example.org;abgesagt\n"
)
TOPICS = tuple(
    Topic(id=f"M{k}", title=title)
    for k, title in enumerate(("Pflege", "Jugend", "Wohnen, aber wie?", "Pflege"), start=1)
)
Reading = Callable[[str], WishLists]


@pytest.fixture(scope="module")
def intake(read: Callable[..., Intake]) -> Intake:
    """Give the people of `LIST`."""
    return read(LIST)


@pytest.fixture
def wishes(intake: Intake, folder: Callable[[], Path]) -> Reading:
    """Read wishes of these people."""

    def reading(text: str) -> WishLists:
        path = folder() / "wishes.csv"
        path.write_text(text, encoding="utf-8")
        return read_wishes(path, intake.roster, TOPICS, absent=intake.absent)

    return reading


@pytest.mark.parametrize(
    "header",
    [
        "1. Wunsch;2. Wunsch",
        "Wunsch 1;Wunsch 2",
        "Erstwunsch;Zweitwunsch",
        "1st choice;2nd choice",
        "First choice;Second choice",
        "Prio 1;Prio 2",
        "Ihre Wahl [Rang 1];Ihre Wahl [Rang 2]",
        "Erster Wunsch;Zweiter Wunsch",
    ],
)
def test_a_wide_list(wishes: Reading, header: str) -> None:
    """One row for each person, one column for each wish, however they are headed."""
    read = wishes(f"Nr;{header}\n9;M3;Jugend\n")
    assert read.wishes == {"carl-koch": ("M3", "M2")}
    assert read.findings == ()
    assert not read.kept


def test_columns_count_by_their_number(wishes: Reading) -> None:
    """Wishes are ordered by their headers, gaps closed, however many there are."""
    read = wishes("4. Wunsch;Nr;2. Wunsch;1. Wunsch;3. Wunsch\n1;9;;2;3\n")
    assert read.wishes == {"carl-koch": ("M2", "M3", "M1")}


@pytest.mark.parametrize(
    "text",
    [
        "Nr;Karte;Rang\n9;2;2\n8;1;1\n9;3;1\n",
        "Nr;Wunsch;Priorität\n9;2;2.\n8;1;\n9;3;1. Wunsch\n",
        "Nr;Thema\n9;M3\n8;M1\n9;M2\n",
        "Nr;Titel\n9;Wohnen – aber wie\n8;M1\n9;Jugend\n",
    ],
)
def test_a_long_list(wishes: Reading, text: str) -> None:
    """One row for each wish, by rank or else by row."""
    assert wishes(text).wishes == {"carl-koch": ("M3", "M2"), "anna-mueller-2": ("M1",)}


@pytest.mark.parametrize("cell", ["M3, 2", "3/2", "M3; M2; "])
def test_all_wishes_in_one_cell(wishes: Reading, cell: str) -> None:
    """A cell may hold several cards; a title with a comma stays whole."""
    read = wishes(f'Nr;Wünsche\n9;"{cell}"\n7;Wohnen, aber wie?\n')
    assert read.wishes == {"carl-koch": ("M3", "M2"), "anna-mueller": ("M3",)}


@pytest.mark.parametrize(
    ("header", "cells", "code"),
    [
        ("Nr", "99", "wisher-unknown"),
        ("Name", "Anna Müller", "wisher-ambiguous"),
        ("E-Mail", "d@example.org", "wisher-cancelled"),
        ("Nr", "", "wisher-unknown"),
    ],
)
def test_a_row_without_a_person(wishes: Reading, header: str, cells: str, code: str) -> None:
    """Wishes of nobody, of several, or of somebody cancelled are told with their row."""
    read = wishes(f"{header};1. Wunsch\n{cells};Jugend\n")
    assert read.wishes == {}
    assert [(f.code, f.where) for f in read.findings] == [(code, "wishes.csv, row 2")]


@pytest.mark.parametrize("total", ["Summe;9;4;2", "Gesamt: 9;;;", "Anzahl;;9;", "Stand: 3.5.;;;"])
def test_a_total_is_nobodys_wish(wishes: Reading, total: str) -> None:
    """The number in a total is none of a person, whose own wish counts; the row is told."""
    read = wishes(f"Zeit;Name;1. Wunsch;2. Wunsch\n1.4.;Carl Koch;M3;Jugend\n{total}\n")
    assert read.wishes == {"carl-koch": ("M3", "M2")}
    assert [(f.code, f.where) for f in read.findings] == [("wishes-of-nobody", "wishes.csv, row 3")]


@pytest.mark.parametrize(
    ("cells", "wanted", "code"),
    [
        ("Jugent;1", ("M1",), "wish-unknown"),
        ("M2;Jugend", ("M2",), "wish-twice"),
        ("Pflege;2", ("M1", "M2"), "wish-title-twice"),
        ("Pflege (2);2", ("M4", "M2"), ""),
    ],
)
def test_a_doubtful_wish(wishes: Reading, cells: str, wanted: tuple[str, ...], code: str) -> None:
    """What is unknown, double or not clear is told; the other wishes count."""
    read = wishes(f"Nr;1. Wunsch;2. Wunsch\n9;{cells}\n")
    assert read.wishes == {"carl-koch": wanted}
    assert [f.code for f in read.findings] == [code] * bool(code)


def test_the_same_twice_is_told_once_of_all(wishes: Reading) -> None:
    """Where many wish something more than once, one line tells of all of them."""
    read = wishes("Nr;1. Wunsch;2. Wunsch\n9;M2;Jugend\n8;M1;M1\n")
    assert [(f.code, f.where) for f in read.findings] == [("wish-twice", "wishes.csv, rows 2, 3")]
    assert "2 people" in read.findings[0].message
    assert "M2 and M1" in read.findings[0].message


def test_the_nearest_title_is_offered(wishes: Reading) -> None:
    """A mistyped title is answered with the nearest."""
    assert "Jugend" in wishes("Nr;1. Wunsch\n9;Jugent\n").findings[0].hint


def test_a_person_twice(wishes: Reading) -> None:
    """The later row counts, and that is told; the same row again is not."""
    read = wishes("Nr;1. Wunsch\n9;1\n9;2\n8;3\n8;3\n")
    assert read.wishes == {"carl-koch": ("M2",), "anna-mueller-2": ("M3",)}
    assert [f.code for f in read.findings] == ["wishes-replaced"]


def test_an_empty_slip_is_no_wish(wishes: Reading) -> None:
    """Who stands there without a wish is indifferent."""
    read = wishes("Nr;1. Wunsch;2. Wunsch\n9;;\n8;;2\n")
    assert read.wishes == {"anna-mueller-2": ("M2",)}
    assert read.collection.slips["carl-koch"] == ()


def test_a_list_without_wishes(wishes: Reading) -> None:
    """A list without a column of wishes says what it has."""
    with pytest.raises(RosterError) as caught:
        wishes("Nr;Quatsch\n9;x\n")
    assert caught.value.findings[0].code == "wishes-missing"
    assert "Quatsch" in caught.value.findings[0].hint


def test_a_workbook(intake: Intake, workbook: Callable[..., Path]) -> None:
    """Excel files are read like CSV."""
    path = workbook(Wünsche=[["Nr", "1. Wunsch"], [9, 3], [8, "Jugend"]])
    read = read_wishes(path, intake.roster, TOPICS)
    assert read.wishes == {"carl-koch": ("M3",), "anna-mueller-2": ("M2",)}


def test_the_forum(folder: Callable[[], Path]) -> None:
    """All lists for working groups and market are understood without a word."""
    people = read_people(DATA / "forum-80.csv", numbers=folder() / "none")
    groups = [Topic(id=t, title=t) for t in ("Fachverantwortung", "Kommunalpolitik")]
    groups.append(Topic(id="z", title="Zivilgesellschaft"))
    read = read_wishes(DATA / "wishes.csv", people.roster, groups)
    assert (len(read.wishes), read.findings) == (75, ())
    offers = read_offers(DATA / "offers.csv", people.roster)
    cards = [Topic(id=f"M{k}", title=o.text) for k, o in enumerate(offers.offers, start=1)]
    example = Path(__file__).parents[2] / "examples" / "forum-2018" / "market_wishes.csv"
    market = read_wishes(example, people.roster, cards)
    assert market.findings == ()
    assert market.wishes["wiebke-dangelo"] == ("M13", "M24", "M4", "M40")


# --- what is kept of a collection ---------------------------------------------------------------

PEOPLE = ("anna-mueller", "anna-mueller-2", "carl-koch")
CARDS = ("M1", "M2", "M3", "M4", "M5")
_TITLES = st.text(max_size=12).map(clean).filter(bool)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Make collections of the people and cards above, one of them late."""
    ranking = st.permutations(CARDS).map(tuple)
    slips = draw(st.dictionaries(st.sampled_from(PEOPLE), ranking | st.just(()), max_size=3))
    some = st.permutations(PEOPLE).map(tuple)
    return Collection(
        slips=slips,
        signed=draw(st.dictionaries(st.sampled_from(CARDS), some, max_size=3)),
        dots=draw(st.dictionaries(st.sampled_from(CARDS), st.integers(0, 500), max_size=3)),
        late=(LateCard("M5", draw(_TITLES), draw(st.sampled_from(("", "These"))), "carl-koch"),),
        withdrawn=draw(st.sampled_from(((), ("M2",), ("M5", "M1")))),
        beside=draw(st.sampled_from(({}, {"M1": "M5"}))),
        origins=draw(st.sampled_from(({}, dict.fromkeys(slips, "-2.csv")))),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collection=collections(), language=st.sampled_from(["de", "en"]))
def test_a_collection_comes_back(
    intake: Intake, tmp_path: Path, collection: Collection, language: str
) -> None:
    """What is written is read again, in both languages, titles like formulas included."""
    path = tmp_path / "market.wishes.csv"
    speak(language)
    path.write_text(format_collection(collection, intake.roster, TOPICS), encoding="utf-8")
    speak("en")
    read = read_wishes(path, intake.roster, TOPICS)
    assert read.kept
    assert read.findings == ()
    assert read.collection == collection
    assert read.topics == collection.topics(TOPICS)
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for line in path.read_text(encoding="utf-8-sig").splitlines()
        for cell in line.split(";")
    )


def test_slips_come_before_lists() -> None:
    """A signature under a card is a wish behind those of the slip, in the order typed."""
    collection = Collection(
        slips={"a": ("M3",), "b": ()}, signed={"M2": ("a", "c"), "M3": ("a", "b"), "M1": ("c",)}
    )
    assert collection.wishes() == {"a": ("M3", "M2"), "b": ("M3",), "c": ("M2", "M1")}


def test_late_cards_join_the_topics() -> None:
    """Late, withdrawn and similar cards are known to whoever plans."""
    collection = Collection(
        late=(LateCard("M5", "Neu", "These", "carl-koch"),), withdrawn=("M1",), beside={"M2": "M5"}
    )
    first, second, *_rest, last = collection.topics(TOPICS)
    assert (first.withdrawn, second.beside) == (True, "M5")
    assert (last.id, last.title, last.kind, last.host) == ("M5", "Neu", "These", "carl-koch")


HEAD = "Entry;Number;Name;Card;Rank;Dots;Beside;Kind;Title;Source\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("wunsch;9;Carl Koch;M1;1;;;;;", ""),
        ("wish;9;Karla Kochs;M1;1;;;;;", "wisher-renamed"),
        ("wish;99;;M1;1;;;;;", "wisher-unknown"),
        ("wish;9;;M77;1;;;;;", "wish-unknown"),
        ("wisch;9;;M1;1;;;;;", "entry-unknown"),
        ("dots;;;M1;;viele;;;;", "dots-unclear"),
        ("card;9;;M2;;;;;Anders;", "late-card-twice"),
        ("card;9;;;;;;;Anders;", "late-card-empty"),
        ("card;99;;M9;;;;;Anders;", "wisher-unknown"),
        ("withdrawn;;;M77;;;;;;", "wish-unknown"),
        ("beside;;;M1;;;M77;;;", "wish-unknown"),
    ],
)
def test_a_collection_edited_by_hand(wishes: Reading, row: str, code: str) -> None:
    """Each row that is not understood is told; the rest counts."""
    read = wishes(f"{HEAD}{row}\nlist;8;;M2;1;;;;;\n")
    assert [f.code for f in read.findings] == [code] * bool(code)
    assert read.wishes["anna-mueller-2"] == ("M2",)
