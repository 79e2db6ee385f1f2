"""Hard rules of single sessions, how many of a kind, room at places, and access."""

from __future__ import annotations

import pytest

from facilitate.checking import check, check_unwritten_rules
from facilitate.event import Event, Session
from facilitate.plan import Plan
from facilitate.private import Access, PrivateRules
from facilitate.rules import (
    Apart,
    AtLeast,
    AtMost,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
)
from tests.builders import edit, make_circle_plan, make_method
from tests.checking.cases import (
    NOTHING_PRIVATE,
    TABLES,
    codes,
    event,
    places,
    staying,
    tables,
    told,
)

SECTOR = {number: {"sector": "a" if number in (1, 4, 7) else "b"} for number in range(1, 10)}
LEADERS = {number: {"leader": number in (1, 2, 7)} for number in range(1, 10)}


def two(first: tuple[Rule, ...] = (), second: tuple[Rule, ...] = ()) -> Plan:
    """Make two sessions of one rotation each, with rules of their own."""
    return event(
        edit(tables(TABLES[:1]), rules=first), edit(tables(TABLES[1:2], rules=()), rules=second)
    )


SCOPED: list[tuple[str, Rule]] = [
    ("together", Together(people=("p1", "p2"))),
    ("fixed", Fixed(person="p2", place="t1")),
]


@pytest.mark.parametrize(("code", "rule"), SCOPED)
def test_a_rule_of_one_session_holds_only_there(code: str, rule: Rule) -> None:
    """It is kept in the first session and broken in the second."""
    assert codes(two(first=(rule,))) == set()
    assert codes(two(second=(rule,))) == {code}


def test_a_rule_of_one_session_names_people_and_places() -> None:
    """A rule that nobody could keep is found, whatever its scope."""
    assert "rule-person-unknown" in codes(two(second=(Together(people=("p1", "px")),)))
    assert "rule-place-unknown" in codes(two(second=(Fixed(person="p1", place="t9"),)))
    known_elsewhere = event(
        tables(TABLES[:1]), edit(tables(TABLES[1:2]), places=places(9, 9, 9, 9))
    ).model_copy(update={"rules": (Fixed(person="p1", place="t4"),)})
    assert "rule-place-unknown" not in codes(known_elsewhere)
    assert ("warning", "apart-in-plan") in told(two(second=(Apart(people=("p1", "p2")),)))


def test_who_is_absent_breaks_no_rule() -> None:
    """Together holds for those who are there."""
    rule = Together(people=("p1", "p2", "p9"))
    seats = [[[1, 2, 3], [4, 5, 6], [7, 8]]]
    method = make_method(group={"min": 2, "ideal": 3, "max": 4})
    plan = edit(tables(seats, method=method), absent=("p9",), rules=(rule,))
    plan = plan.model_copy(update={"participants": (*plan.participants, tables().participants[8])})
    assert codes(plan) == set()


COUNTS: list[tuple[str, Rule, Rule]] = [
    (
        "at-least:sector=a",
        AtLeast(attribute="sector", value="a"),
        AtLeast(attribute="sector", value="a", count=2),
    ),
    (
        "at-most:sector=a",
        AtMost(attribute="sector", value="a"),
        AtMost(attribute="sector", value="b"),
    ),
    (
        "at-most:leader=true",
        AtMost(attribute="leader", value=True, count=2),
        AtMost(attribute="leader", value=True),
    ),
]


@pytest.mark.parametrize(("key", "kept", "broken"), COUNTS)
def test_how_many_of_a_kind(key: str, kept: Rule, broken: Rule) -> None:
    """At least and at most are errors where they are broken, in the event or in a session."""
    people = {n: SECTOR[n] | LEADERS[n] for n in SECTOR}
    plan = tables(TABLES[:1], attributes=people)
    assert codes(plan.model_copy(update={"rules": (kept,)})) == set()
    found = codes(plan.model_copy(update={"rules": (broken,)}))
    assert {code.partition(":")[0] for code in found} == {key.partition(":")[0]}
    assert codes(edit(plan, rules=(broken,))) == found


def test_how_many_of_a_kind_is_said_in_words() -> None:
    """The rule, how many are here, and who."""
    rule = AtLeast(attribute="sector", value="a", count=2)
    plan = tables(TABLES[:1], attributes=SECTOR, rules=(rule,))
    finding = next(f for f in check(plan, NOTHING_PRIVATE) if f.code == rule.key)
    assert finding.message == (
        "In every group there are at least 2 with sector: a. Here is 1: 1 Person 1."
    )
    assert finding.where == "Rotation 1, table 1"
    nobody = AtLeast(attribute="sector", value="c")
    plan = tables(TABLES[:1], attributes=SECTOR, rules=(nobody,))
    assert "Here are 0: nobody." in next(
        f.message for f in check(plan, NOTHING_PRIVATE) if f.code == nobody.key
    )


def test_kinds_are_not_counted_where_partners_are_not_known() -> None:
    """With free seats nobody knows who comes together."""
    rule = AtMost(attribute="sector", value="b")
    people = {number: {"sector": "b"} for number in range(1, 7)}
    plan = make_circle_plan([6], 1, attributes=people, rules=(rule,))
    assert rule.key in codes(plan)
    assert rule.key not in codes(edit(plan, seating="free"))


def test_goals_of_one_session() -> None:
    """A goal of one session is counted there, and nowhere else."""
    organisations = {1: {"organisation": "x"}, 2: {"organisation": "x"}}
    first = tables(TABLES[:1], attributes=organisations)
    rule = AvoidSame(attribute="organisation")
    once = event(edit(first, rules=(rule,)), tables(TABLES[1:2]))
    other = event(first, edit(tables(TABLES[1:2]), rules=(rule,)))
    assert ("warning", rule.key) in told(once)
    assert ("warning", rule.key) not in told(other)
    unknown = event(edit(first, rules=(Spread(attribute="shoe"),)), tables(TABLES[1:2]))
    assert ("warning", "rule-attribute-unknown") in told(unknown)


def test_nobody_twice_in_one_session() -> None:
    """Hard in one session, it says nothing of the others; hard in all, it says it of all."""
    hard, twice = (NoRepeat(hard=True),), [TABLES[0], TABLES[0]]
    first = tables(TABLES[:1])
    assert "no-repeat" in codes(event(first, edit(tables(twice), rules=hard)))
    assert "no-repeat" not in codes(event(tables(twice), edit(tables(TABLES[1:2]), rules=hard)))
    both = event(edit(first, rules=hard), edit(first, rules=hard))
    assert "no-repeat" in codes(both)
    apart = event(edit(first, rules=hard), edit(tables(TABLES[1:2]), rules=hard))
    assert "no-repeat" not in codes(apart)


def test_a_place_holds_as_many_as_it_has_seats() -> None:
    """One more is an error; a place without a number of seats holds everybody."""
    plan = tables(TABLES[:1])
    assert codes(edit(plan, places=places(3, None, 9))) == set()
    assert codes(edit(plan, places=places(2, None, 9))) == {"place-too-full"}


def test_access_needs_a_place_without_steps() -> None:
    """Known from the list or from the private rules; others may sit anywhere."""
    plan = edit(tables(TABLES[:1], attributes={1: {"access": "Rollstuhl"}}), places=places(9, 9, 9))
    assert codes(plan) == set()
    assert codes(edit(plan, places=places(9, 9, 9, steep=[1]))) == {"access"}
    assert codes(edit(plan, places=places(9, 9, 9, steep=[2]))) == set()
    private = PrivateRules(access=(Access(person="4"),))
    steep = edit(plan, places=places(9, 9, 9, steep=[2]))
    findings = [f for f in check(steep, private) if f.code == "access"]
    assert [f.message for f in findings] == ["4 Person 4 cannot sit here."]
    assert findings[0].hint == "Possible are table 1 and table 3."


def test_groups_that_stay_are_counted_once() -> None:
    """Where groups go on as they are, their mix is not counted again in each rotation."""
    same = {1: {"organisation": "x"}, 2: {"organisation": "x"}}
    rotation = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    plan = staying(0, [rotation] * 3, score={"avoid-same:organisation": 1})
    rule = AvoidSame(attribute="organisation")
    people = tables(TABLES[:1], attributes=same).participants
    ruled = plan.model_copy(update={"rules": (rule,), "participants": people})
    assert ("warning", "score-differs") not in told(ruled)


def test_rules_that_only_the_event_knows() -> None:
    """Apart rules, of all sessions or one, and access needs are checked though not in the plan."""
    plan = two()
    first, second = (session.id for session in plan.sessions)
    rule = Apart(people=("p1", "p2"))  # together in the first session only

    def asked(*rules: Rule, **sessions: tuple[Rule, ...]) -> Event:
        made = [Session(id=s, method="open", rules=r) for s, r in sessions.items()]
        return Event(title="", rules=rules, sessions=tuple(made) or (Session(id="x", method="x"),))

    for event_ in (asked(rule), asked(**{first: (rule,)})):
        assert [f.code for f in check_unwritten_rules(plan, event_)] == ["apart"]
    for event_ in (asked(), asked(**{second: (rule,)}), asked(Together(people=("p1", "p9")))):
        assert check_unwritten_rules(plan, event_) == ()
    steep = edit(tables(TABLES[:1]), places=places(9, 9, 9, steep=[1]))
    assert [f.code for f in check_unwritten_rules(steep, asked(), {"p1"})] == ["access"]
    assert check_unwritten_rules(steep, asked(), {"p4", "nobody"}) == ()
