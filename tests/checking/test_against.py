"""A plan and its event: sessions, people, beginnings and rules that must be the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from facilitate.checking import check_against
from facilitate.event import Event, Session
from facilitate.plan import PhaseTimes, Plan
from facilitate.roster import Participant, Roster
from facilitate.rules import (
    Apart,
    AtLeast,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
)
from tests.builders import edit
from tests.checking.cases import (
    CARDS,
    NOON,
    TABLES,
    TOPICS,
    WISHES,
    choice,
    event,
    market,
    places,
    tables,
    ungrouped,
)

PLAN = event(ungrouped("plenary"), tables(TABLES[:2]))


def asked(**second: Any) -> Event:
    """Ask for a plenary and for table rounds at one."""
    hour = timedelta(hours=1)
    return Event(
        title="E",
        rules=second.pop("everywhere", ()),
        sessions=(
            Session(id="s0", method="open", start=NOON, anchor=True),
            Session.model_validate(
                {"id": "s1", "method": "rounds", "start": NOON + hour, "rotations": 2} | second
            ),
        ),
    )


def found(plan: Plan, wanted: Event, roster: Roster | None = None) -> set[tuple[str, str]]:
    """Give all findings as (level, code)."""
    return {(str(f.level), f.code) for f in check_against(plan, wanted, roster)}


def test_topics_that_changed_since() -> None:
    """A topic that is gone, renamed or led by somebody else is told; the same one is not."""
    plan = event(ungrouped("plenary"), choice())
    same, other = TOPICS
    for topics, told in (
        (TOPICS, []),
        ((same,), ["The event no longer offers “Bbb”."]),
        ((same, other.model_copy(update={"title": "Bbc"})), ["“Bbb” is now called “Bbc”."]),
        ((same, other.model_copy(update={"host": "Bea"})), ["“Bbb” is now led by Bea."]),
    ):
        wanted = asked(topics=topics, rotations=1, wishes=dict(plan.sessions[1].wishes))
        found = [f.message for f in check_against(plan, wanted) if f.code == "topic-differs"]
        assert found == told


def test_a_topic_that_nobody_leads_now() -> None:
    """A topic whose host was taken back is said to have none."""
    same, other = TOPICS
    led = choice(topics=(same, other.model_copy(update={"host": "p9"})))
    plan = event(ungrouped("plenary"), led)
    wanted = asked(topics=TOPICS, rotations=1, wishes=dict(plan.sessions[1].wishes))
    found = [f.message for f in check_against(plan, wanted) if f.code == "topic-differs"]
    assert found == ["Nobody leads “Bbb” now."]


def test_the_plan_of_the_event() -> None:
    """Nothing to say."""
    assert found(PLAN, asked()) == set()


@pytest.mark.parametrize(
    ("level", "code", "changes"),
    [
        ("error", "rotations-differ", {"rotations": 3}),
        ("error", "absent-seated", {"absent": ("p1",)}),
        ("error", "anchor-moved", {"start": NOON, "anchor": True}),
        ("warning", "start-moved", {"start": NOON}),
        ("warning", "wishes-differ", {"wishes": {"p1": ("a",)}}),
        ("warning", "room-differs", {"room": "Attic"}),
        ("warning", "title-differs", {"title": "Walk"}),
        ("warning", "moderators-differ", {"moderators": ("Ilse Kruse",)}),
        ("error", "place-gone", {"places": places(4, 4)}),
        ("error", "place-smaller", {"places": places(4, 2, 4)}),
        ("error", "person-missing", {"wishes": {"px": ("a",)}}),
        ("error", "person-missing", {"everywhere": (Together(people=("p1", "px")),)}),
        ("error", "person-missing", {"everywhere": (Fixed(person="px", place="t1"),)}),
        ("error", "rule-missing", {"rules": (Together(people=("p1", "p2")),)}),
        ("error", "rule-missing", {"everywhere": (AtLeast(attribute="sector", value="a"),)}),
        ("error", "rule-missing", {"everywhere": (NoRepeat(hard=True),)}),
        ("warning", "rule-missing", {"everywhere": (Spread(attribute="sector"),)}),
        ("error", "together", {"rules": (Together(people=("p1", "p2")),)}),
        ("error", "apart", {"everywhere": (Apart(people=("p1", "p2")),)}),
        ("error", "fixed", {"rules": (Fixed(person="p2", place="t1"),)}),
        ("error", "at-least:sector=a", {"rules": (AtLeast(attribute="sector", value="a"),)}),
    ],
)
def test_what_differs_is_found(level: str, code: str, changes: dict[str, Any]) -> None:
    """Each difference, and each rule of the event that the plan breaks."""
    assert (level, code) in found(PLAN, asked(**changes))


KEPT: list[Rule] = [
    Apart(people=("p1", "p9")),
    Fixed(person="p1", place="t1"),
    Fixed(person="p1", place="t9"),
]


@pytest.mark.parametrize("rule", KEPT)
def test_what_the_plan_keeps_unasked_is_fine(rule: Rule) -> None:
    """Rules that never stand in a plan, or stand there otherwise, are checked by the seats."""
    assert found(PLAN, asked(everywhere=(rule,))) == set()


def test_rules_that_stand_in_the_plan() -> None:
    """In the whole plan or in the session; as far as people are there; mixing in its words."""
    goal = AvoidSame(attribute="organisation")
    both = (goal, NoRepeat())
    assert found(PLAN.model_copy(update={"rules": both}), asked(everywhere=both)) == set()
    own = (*PLAN.sessions[:1], PLAN.sessions[1].model_copy(update={"rules": both}))
    assert found(PLAN.model_copy(update={"sessions": own}), asked(rules=both)) == set()
    trio = Together(people=("p1", "p4", "p9"))
    cut = PLAN.sessions[1].model_copy(
        update={"absent": ("p9",), "rules": (Together(people=("p1", "p4")),)}
    )
    away = PLAN.model_copy(update={"sessions": (PLAN.sessions[0], cut)})
    assert ("error", "rule-missing") not in found(away, asked(rules=(trio,), absent=("p9",)))


def test_rules_with_nothing_to_do() -> None:
    """Fewer than two of those who belong together are there; no meetings, no repeats."""
    alone = Together(people=("p8", "p9"))
    without = [[[1, 2, 3], [4, 5, 6], [7, 8]], [[1, 4, 7], [2, 5, 8], [3, 6]]]
    there = event(ungrouped("plenary"), edit(tables(without), absent=("p9",)))
    people = PLAN.participants
    plan = there.model_copy(update={"participants": people})
    assert found(plan, asked(rules=(alone,), absent=("p9",))) == set()
    spec = PLAN.sessions[1].spec.model_copy(update={"counts_as_meeting": False})
    large = PLAN.sessions[1].model_copy(update={"spec": spec})
    plan = PLAN.model_copy(update={"sessions": (PLAN.sessions[0], large)})
    assert found(plan, asked(everywhere=(NoRepeat(),))) == set()


def test_sessions_that_are_missing_or_others() -> None:
    """A session of the event must be there; one of the plan alone is a warning."""
    less = PLAN.model_copy(update={"sessions": PLAN.sessions[:1]})
    assert found(less, asked()) == {("error", "session-missing")}
    renamed = PLAN.sessions[1].model_copy(update={"id": "s9"})
    other = PLAN.model_copy(update={"sessions": (PLAN.sessions[0], renamed)})
    assert found(other, asked()) == {("error", "session-missing"), ("warning", "session-other")}


def test_an_anchor_holds_for_people_or_for_setting_up() -> None:
    """What the event calls the start is when people begin; or else when setting up does."""
    begin = PLAN.sessions[1].start
    setup = PhaseTimes(id="setup", start=begin, end=begin + timedelta(minutes=10))
    around = PLAN.sessions[1].model_copy(update={"stages": (setup,)})
    plan = PLAN.model_copy(update={"sessions": (PLAN.sessions[0], around)})
    for minutes, kept in ((0, True), (10, True), (5, False)):
        wanted = asked(anchor=True, start=begin + timedelta(minutes=minutes))
        assert (("error", "anchor-moved") not in found(plan, wanted)) == kept


def test_what_has_no_start_cannot_be_moved() -> None:
    """No start was asked for, or the plan has no clock."""
    assert found(PLAN, asked(start=None, anchor=True)) == set()
    assert found(PLAN, asked(start=NOON.replace(tzinfo=None))) == set()


def test_people_of_the_list() -> None:
    """With the list of people, everybody of it must be in the plan, and nobody else."""
    people = [Participant(p.id, p.number, p.name) for p in PLAN.participants]
    assert found(PLAN, asked(), Roster(tuple(people))) == set()
    late = Participant("late", 99, "Late Comer")
    assert found(PLAN, asked(), Roster((*people, late))) == {("error", "person-missing")}
    assert found(PLAN, asked(), Roster(tuple(people[1:]))) == {("warning", "person-extra")}


def test_cards_that_were_taken_back_since() -> None:
    """A card that runs in the plan but was withdrawn afterwards is an error."""
    plan = market()
    session = Session(id="first", method="market", topics=CARDS, wishes=WISHES, rotations=2)
    assert found(plan, Event(title="E", sessions=(session,))) == set()
    gone = tuple(
        topic.model_copy(update={"withdrawn": True}) if topic.id == "M1" else topic
        for topic in CARDS
    )
    later = session.model_copy(update={"topics": gone})
    assert found(plan, Event(title="E", sessions=(later,))) == {("error", "card-withdrawn")}
