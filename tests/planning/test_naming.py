"""People, columns, values and topics that an event made in Python names as a file does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate import load_event, plan_event
from facilitate.catalogue import data_folder
from facilitate.errors import EventError
from facilitate.event import Event, Known, Session, Topic
from facilitate.planning.naming import resolved
from facilitate.roster import LeftOut, Participant, Roster
from facilitate.rules import Apart, AtLeast, AtMost, AvoidSame, Fixed, NoRepeat, Spread, Together
from facilitate.venue import Staff
from facilitate.words import speak

PEOPLE = tuple(
    Participant(
        f"p-{i}",
        i,
        f"Person {letter}",
        email=f"{letter}@x.example",
        attributes={"organisation": f"Org {i % 2}", "first_timer": i % 2 == 0},
        extra={"Farbe": "rot" if i % 2 else "blau"},
    )
    for i, letter in enumerate("abcdefgh", 1)
)
GONE = LeftOut("Gustav Gone", "gone@x.example", "", 99, "cancelled")
ROSTER = Roster(PEOPLE, {"organisation": "Firma"}, ("Farbe",), (GONE,))


def event(*rules: Any, **session: Any) -> Event:
    """Make an event with one session at tables."""
    made = Session(id="s", method="tischrunden", **session)
    return Event(title="T", rules=rules, sessions=(made,))


def spellings(person: Participant) -> list[str]:
    """Give all ways to name somebody."""
    turned = f"{person.name} ({person.organisation})"
    return [person.id, str(person.number), person.name, person.name.upper(), person.email, turned]


@given(st.data())
def test_however_people_are_named_the_rules_are_the_same(data: st.DataObject) -> None:
    """Number, id, name, e-mail or name with organisation: the resolved event is that of ids."""

    def named(person: Participant) -> str:
        return data.draw(st.sampled_from(spellings(person)))

    a, b, c = data.draw(st.permutations(PEOPLE))[:3]

    def made(x: str, y: str, z: str) -> Event:
        return Event(
            title="T",
            rules=(Apart(people=(x, y)), Together(people=(y, z)), NoRepeat()),
            known=(Known(people=(x, z)),),
            sessions=(
                Session(
                    id="s",
                    method="arbeitsgruppen",
                    rules=(Fixed(person=x, place="t1"),),
                    absent=(y,),
                    hosts={"t2": z},
                    wishes={x: ("M1",)},
                    topics=(Topic(id="M1", title="One", host=z),),
                ),
            ),
        )

    found, told = resolved(made(named(a), named(b), named(c)), ROSTER)
    wanted = made(a.id, b.id, c.id)
    known = (Known(people=(min(a.id, c.id), max(a.id, c.id))),)
    assert found == wanted.model_copy(update={"known": known})
    assert told == ()


def test_an_apart_rule_by_number_is_kept() -> None:
    """Two who sit together without the rule never do with it, named by number."""
    free = plan_event(event(rotations=2, size=4), ROSTER).plan
    x, y, *_others = free.sessions[0].rotations[0].groups[0].members
    number = {p.id: str(p.number) for p in PEOPLE}
    kept = plan_event(event(Apart(people=(number[x], number[y])), rotations=2, size=4), ROSTER).plan
    groups = [set(g.members) for r in kept.sessions[0].rotations for g in r.groups]
    assert not any({x, y} <= group for group in groups)


def test_columns_and_values_by_their_own_names() -> None:
    """Headers become attributes, values are spelt as in the list; what somebody has will do."""
    rules = (
        Spread(attribute="firma"),
        AvoidSame(attribute="farbe"),
        Spread(attribute="first_timer"),
        AtLeast(attribute="Farbe", value="ROT"),
        AtMost(attribute="first_timer", value="ja", count=3),
    )
    found, _told = resolved(event(*rules), ROSTER)
    assert [
        (r.attribute, getattr(r, "value", None)) for r in found.rules if hasattr(r, "attribute")
    ] == [
        ("organisation", None),
        ("Farbe", None),
        ("first_timer", None),
        ("Farbe", "rot"),
        ("first_timer", True),
    ]


def test_everything_wrong_is_told_at_once() -> None:
    """Every fault has its place in the event; nothing is planned."""
    speak("en")
    faulty = event(
        Apart(people=("zzz", "1")),
        Spread(attribute="nosuch"),
        Together(people=("1", "Person A")),
        AtLeast(attribute="Farbe", value="lila"),
        rules=(Fixed(person="77", place="t1"),),
        absent=("nobody",),
        hosts={"t1": "nobody@x.example"},
        topics=(Topic(id="M1", title="One", host="88"),),
        wishes={"1": ("M1", "Two"), "Person": ("One",)},
    )
    with pytest.raises(EventError) as caught:
        plan_event(faulty, ROSTER)
    assert [(f.where, f.code) for f in caught.value.findings] == [
        ("rules[0]", "person-unknown"),
        ("rules[1]", "column-unknown"),
        ("rules[2]", "person-named-twice"),
        ("rules[3]", "value-nobody-has"),
        ("sessions[0].rules[0]", "person-unknown"),
        ("sessions[0].absent", "person-unknown"),
        ("sessions[0].topics['M1'].host", "person-unknown"),
        ("sessions[0].hosts['t1']", "person-unknown"),
        ("sessions[0].wishes['1']", "topic-unknown"),
        ("sessions[0].wishes", "person-ambiguous"),
    ]


def test_who_takes_no_seat_is_passed_over_and_told() -> None:
    """A rule about somebody who has cancelled holds for the others, and says so."""
    found, told = resolved(
        event(Apart(people=("1", "2", "99")), Together(people=("3", "99"))), ROSTER
    )
    assert found.rules == (Apart(people=("p-1", "p-2")),)
    assert [f.code for f in told] == ["person-takes-no-seat"] * 2


def test_speakers_lead_topics_by_name() -> None:
    """A name that is not in the list, or is one of the staff, stays a speaker's."""
    topics = (
        Topic(id="M1", title="x", host="Dr. Else Where"),
        Topic(id="M2", title="y", host="Person a"),
    )
    made = event(topics=topics).model_copy(update={"staff": (Staff(name="Person a"),)})
    found, _told = resolved(made, ROSTER)
    assert found.sessions[0].topics == topics


def test_an_event_file_is_resolved_already() -> None:
    """What `load_event` gives stays as it is."""
    brief = load_event(data_folder("examples") / "forum-2018" / "event.yaml")
    assert resolved(brief.event, brief.roster) == (brief.event, ())
