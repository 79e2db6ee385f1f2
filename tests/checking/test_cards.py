"""Cards and topics: each runs once, with its giver, where and as large as it may."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitate.checking import check
from facilitate.event import Topic
from facilitate.plan import Plan
from facilitate.rules import Fixed
from tests.builders import edit, edit_group, ids
from tests.checking.cases import (
    CARDS,
    NOTHING_PRIVATE,
    TOPICS,
    choice,
    codes,
    market,
    places,
    run_card,
    told,
)

Edit = Callable[[Plan], Plan]


def test_a_good_market_and_a_good_choice_have_no_errors() -> None:
    """Cards with their givers, topics with people enough."""
    good = market(wishes={"p2": ("M1",)})
    assert codes(good) == codes(good, "warning") == set()
    assert codes(choice()) == codes(choice(), "warning") == set()


@pytest.mark.parametrize(
    ("plan", "unknown"),
    [
        (market(), ["9 Person 9 wishes “M9”, but the plan has no such card or topic."]),
        (market(wishes={"p9": ("M6", "M7")}), []),  # M6 was taken back
        (
            choice(wishes={"p1": ("z", "a"), "p2": ("b", "z")}),
            [
                "1 Person 1 and 2 Person 2 wish “z”, but the plan has no such card or topic.",
            ],
        ),
        (choice(), []),
        (
            choice(
                topics=(*TOPICS, Topic(id="z", title="Z", withdrawn=True)), wishes={"p1": ("z",)}
            ),
            [],
        ),
    ],
)
def test_a_wish_for_what_there_is_not(plan: Plan, unknown: list[str]) -> None:
    """Who wishes what the plan does not have is named, once for each; withdrawn is no error."""
    found = [f for f in check(plan, NOTHING_PRIVATE) if f.code == "wish-unknown"]
    assert [f.message for f in found] == unknown
    assert {f.where for f in found} <= {plan.sessions[0].title}


def group(number: int, place: str, /, **fields: object) -> Edit:
    """Make an edit of a group."""
    return lambda plan: edit_group(plan, number, place, **fields)


MARKET_ERRORS: list[tuple[str, Edit]] = [
    ("card-unknown", group(2, "t1", card="M99")),
    ("card-unknown", lambda plan: edit(plan, topics=())),
    ("card-twice", lambda plan: run_card(plan, 2, "t1", "M1")),
    ("card-twice", lambda plan: run_card(plan, 2, "t1", "M2")),
    ("giver-elsewhere", group(2, "t1", card="M5")),
    ("giver-elsewhere", lambda plan: run_card(plan, 2, "t1", "M7")),
    ("giver-elsewhere", lambda plan: edit(plan, absent=("p1",))),
    ("card-withdrawn", lambda plan: run_card(plan, 2, "t3", "M6")),
]


@pytest.mark.parametrize(("code", "planted"), MARKET_ERRORS)
def test_planted_error_in_a_market(code: str, planted: Edit) -> None:
    """Every kind of broken rule about cards is found."""
    assert code in codes(planted(market()))


def test_similar_cards_share_a_stall() -> None:
    """Then the card at the stall stands for both, and all its givers must sit there."""
    beside = tuple(
        topic.model_copy(update={"beside": "M1"}) if topic.id == "M7" else topic for topic in CARDS
    )
    assert "giver-elsewhere" in codes(market(topics=beside))  # p5 brings M7, and sits elsewhere
    with_both = tuple(
        topic.model_copy(update={"host": "p3", "beside": "M1"}) if topic.id == "M7" else topic
        for topic in CARDS
    )
    assert codes(market(topics=with_both)) == set()
    again = run_card(market(topics=with_both), 2, "t1", "M7")
    assert "card-twice" in codes(again)


def test_too_many_givers_share_no_stall() -> None:
    """Four have room at a stall; the fifth similar card stays a card of its own."""
    beside = tuple(Topic(id=f"N{k}", title="N", host=f"p{k}", beside="M1") for k in (5, 6, 8, 9))
    findings = check(market(topics=(*CARDS, *beside)), NOTHING_PRIVATE)
    missed = {f.message.partition(" brings")[0] for f in findings if f.code == "giver-elsewhere"}
    assert missed == {"5 Person 5", "6 Person 6", "8 Person 8"}


CHOICE_ERRORS: list[tuple[str, Edit]] = [
    ("group-size", group(1, "t1", members=ids([1, 2, 3, 4, 5, 6]))),
    ("group-size", group(1, "t2", members=ids([8, 9]))),
    ("card-unknown", group(1, "t2", card="c")),
    ("topic-misplaced", lambda plan: edit(plan, topics=(TOPICS[0], _moved(TOPICS[1], "t9")))),
    ("giver-elsewhere", lambda plan: edit(plan, topics=(_led(TOPICS[0], "p9"), TOPICS[1]))),
    ("card-withdrawn", lambda plan: edit(plan, topics=(TOPICS[0], _withdrawn(TOPICS[1])))),
    ("place-too-full", lambda plan: edit(plan, places=places(4, 9))),
]


def test_a_speaker_needs_a_seat() -> None:
    """A room full of participants has no seat left for whoever leads the topic from outside."""
    led = (_led(TOPICS[0], "Dr. Gast"), TOPICS[1])
    for seats, said in ((5, {"All 5 seats are taken; none is left for Dr. Gast."}), (6, set())):
        findings = check(choice(topics=led, places=places(seats, 9)), NOTHING_PRIVATE)
        assert {f.message for f in findings if f.code == "place-full"} == said


def _moved(topic: Topic, place: str) -> Topic:
    return topic.model_copy(update={"place": place})


def _led(topic: Topic, host: str) -> Topic:
    return topic.model_copy(update={"host": host})


def _withdrawn(topic: Topic) -> Topic:
    return topic.model_copy(update={"withdrawn": True})


@pytest.mark.parametrize(("code", "planted"), CHOICE_ERRORS)
def test_planted_error_in_a_choice(code: str, planted: Edit) -> None:
    """Sizes, places and hosts of topics are checked."""
    assert code in codes(planted(choice()))


def test_topics_may_be_kept_as_they_say() -> None:
    """A host of the staff takes no seat, a host of the list sits there, labels name places."""
    led = (_led(TOPICS[0], "Jens Okafor"), _led(TOPICS[1], "p9"))
    assert codes(choice(topics=led, places=places(5, 4))) == set()
    labelled = (_moved(TOPICS[0], "Tisch 1"), _moved(TOPICS[1], "table 2"))
    assert codes(choice(topics=labelled)) == set()


def test_a_group_of_a_choice_has_a_topic() -> None:
    """Without one nobody knows what the group is about."""
    assert ("warning", "topic-missing") in told(group(1, "t1", card=None)(choice()))


TWICE = [[[1, 2, 3, 4, 5], [6, 7, 8, 9]], [[6, 7, 8, 9, 5], [1, 2, 3, 4]]]
ONCE = [[[1, 2, 3, 4], [5, 6, 7, 8]], [[5, 6, 7, 8], [1, 2, 3, 4]]]


def test_nobody_has_a_topic_twice() -> None:
    """The same topic in two rotations is an error, but for its host and who is fixed there."""
    assert "topic-twice" in codes(choice(TWICE))
    assert codes(choice(ONCE)) == set()
    assert codes(choice(TWICE, topics=(_led(TOPICS[0], "p5"), TOPICS[1]))) == set()
    assert codes(choice(TWICE, rules=(Fixed(person="p5", place="t1"),))) == set()
    assert codes(choice(TWICE, rules=(Fixed(person="p5", place="Aaa"),))) == set()
    assert "fixed" in codes(choice(TWICE, rules=(Fixed(person="p5", place="b"),)))
