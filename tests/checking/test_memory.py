"""One memory over all sessions: who met whom, before the event too, and first contacts."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.checking import bounds, check, score, session_bounds, session_score
from facilitate.event import Known
from facilitate.plan import Plan
from facilitate.rules import NoRepeat, Spread, Together
from tests.builders import edit, ids, make_circle_plan
from tests.checking.cases import (
    NOTHING_PRIVATE,
    TABLES,
    choice,
    codes,
    event,
    staying,
    tables,
    told,
    ungrouped,
)


def knowing(plan: Plan, *pairs: tuple[int, int, int]) -> Plan:
    """Let pairs of people know each other before the event: (person, person, times)."""
    known = tuple(Known(people=(f"p{i}", f"p{j}"), times=times) for i, j, times in pairs)
    return plan.model_copy(update={"known": known})


def test_meetings_add_up_over_sessions() -> None:
    """The second session counts the first one too; what is no meeting is left out."""
    plan = event(tables(TABLES[:1]), ungrouped("pause"), choice(), tables(TABLES[:1]))
    assert session_score(plan, "s0")["no-repeat"] == 0
    assert "no-repeat" not in session_score(plan, "s1") | session_score(plan, "s2")
    assert session_score(plan, "s3")["no-repeat"] == 9 == score(plan)["no-repeat"]


def test_groups_that_stay_meet_once() -> None:
    """However often they move on together; in the next session it is a meeting again."""
    rotation = TABLES[0]
    moving = staying(0, [rotation] * 3)
    assert score(moving)["no-repeat"] == 0
    assert score(event(moving, tables([rotation])))["no-repeat"] == 9


@pytest.mark.parametrize("times", [1, 2, 3])
def test_who_knows_each_other_has_met_before(times: int) -> None:
    """Earlier meetings count; of pairs who do not meet here they are a constant."""
    met = knowing(tables(), (1, 2, times))
    assert score(met)["no-repeat"] == comb(times + 1, 2)
    assert score(met)["no-repeat-3"] == comb(times + 1, 3)
    assert ("warning", "no-repeat") in told(met)
    finding = next(f for f in check(met, NOTHING_PRIVATE) if f.code == "no-repeat")
    assert "1 Person 1 and 2 Person 2 (before the event; Rotation 1, table 1)" in finding.hint
    apart = knowing(tables(TABLES[:1]), (1, 9, times))
    assert score(apart)["no-repeat"] == comb(times, 2) == bounds(apart)["no-repeat"]
    assert told(apart) == set()


def test_who_knows_each_other_from_elsewhere() -> None:
    """People who are not in the plan, and those kept together, are no repeats."""
    assert score(knowing(tables(), (1, 99, 3)))["no-repeat"] == 0
    together = tables(TABLES[:1], rules=(Together(people=("p1", "p2")),))
    assert score(knowing(together, (1, 2, 3)))["no-repeat"] == 0


def test_nobody_twice_says_nothing_of_last_year() -> None:
    """As a must it is about the plan alone."""
    hard = tables(TABLES[:1], rules=(NoRepeat(hard=True),))
    assert "no-repeat" not in codes(knowing(hard, (1, 2, 2)))


def test_a_rule_of_one_session_keeps_a_pair_out_of_the_count() -> None:
    """Who is kept together in one session may meet in others."""
    rule = (Together(people=("p1", "p2")),)
    plan = event(edit(tables(TABLES[:1]), rules=rule), tables(TABLES[:1]))
    assert score(plan)["no-repeat"] == 8


pair = st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3)).filter(
    lambda known: known[0] < known[1]
)
seating = st.permutations(range(1, 10)).map(lambda p: [list(p[k : k + 3]) for k in (0, 3, 6)])


@settings(max_examples=50)
@given(
    st.lists(pair, max_size=4),
    st.lists(seating, min_size=1, max_size=4),
    st.sets(st.integers(1, 9), max_size=2),
)
def test_bounds_hold_whoever_knows_whom(
    known: list[tuple[int, int, int]], seatings: list[list[list[int]]], away: set[int]
) -> None:
    """In any plan, whoever is absent: no bound above what is reached, in any session."""
    parts = []
    for tables_ in seatings:
        present = [[p for p in table if p not in away] for table in tables_]
        people = tables(TABLES[:1]).participants
        parts.append(_one(present, away).model_copy(update={"participants": people}))
    plan = knowing(event(*parts), *known)
    for session in plan.sessions:
        reached = session_score(plan, session.id)
        least = session_bounds(plan, session.id)
        assert all(least[key] <= reached[key] for key in reached)
    assert all(bounds(plan)[key] <= score(plan)[key] for key in score(plan))


def _one(present: list[list[int]], away: set[int]) -> Plan:
    """Make a session of one rotation."""
    plan = tables(TABLES[:1])
    rotation = plan.sessions[0].rotations[0]
    groups = tuple(
        group.model_copy(update={"members": ids(members)})
        for group, members in zip(rotation.groups, present, strict=True)
    )
    return edit(
        plan,
        rotations=(rotation.model_copy(update={"groups": groups}),),
        absent=ids(sorted(away)),
    )


NEWCOMERS = {number: {"first_timer": number not in (1, 2)} for number in range(1, 10)}


def newcomers(*parts: Plan, stated: bool = True) -> Plan:
    """Make an event of nine people of whom the first two know it."""
    plan = event(*parts)
    people = tables(TABLES[:1], attributes=NEWCOMERS).participants
    sessions = tuple(
        s.model_copy(update={"score": {"no-veteran": session_score_of(plan, people, s.id)}})
        for s in plan.sessions
    )
    made = plan.model_copy(update={"participants": people})
    return made.model_copy(update={"sessions": sessions}) if stated else made


def session_score_of(plan: Plan, people: tuple[object, ...], session: str) -> int:
    """Count first-timers without a veteran."""
    return session_score(plan.model_copy(update={"participants": people}), session)["no-veteran"]


def test_first_contacts_are_counted_from_session_to_session() -> None:
    """Both veterans at one table reach one; in the next session they reach four more."""
    plan = newcomers(tables(TABLES[:1]), tables(TABLES[1:2]))
    assert session_score(plan, "s0")["no-veteran"] == 6  # only p3 sits with them
    assert session_bounds(plan, "s0")["no-veteran"] == 7 - 2 * 2
    assert session_score(plan, "s1")["no-veteran"] == 2  # p4, p7 with p1; p5, p8 with p2
    assert session_bounds(plan, "s1")["no-veteran"] == 0


def test_who_waits_is_told() -> None:
    """A warning with names, once for each who waits; none where it could not be better."""
    plan = newcomers(tables(TABLES[:1]), tables(TABLES[1:2]))
    found = [f for f in check(plan, NOTHING_PRIVATE) if f.code == "no-veteran"]
    assert [f.where for f in found] == ["Session 0"]
    assert found[0].message.startswith("6 first-timers have met nobody who knows the event.")
    assert "At least 3 cannot be avoided" in found[0].message
    assert found[0].hint.startswith("For example: 4 Person 4; 5 Person 5; 6 Person 6")
    good = newcomers(tables([[[1, 3, 4], [2, 5, 6], [7, 8, 9]]]))
    assert ("warning", "no-veteran") not in told(good)
    assert session_score(good, "s0")["no-veteran"] == 3


def test_plans_that_led_nobody_are_not_blamed() -> None:
    """An earlier version's plan, which does not count first contacts, passes."""
    assert ("warning", "no-veteran") not in told(newcomers(tables(TABLES[:1]), stated=False))


def test_large_groups_are_no_contact() -> None:
    """Where sitting together is no meeting, nobody has met a veteran."""
    plan = newcomers(tables(TABLES[:1]))
    other = event(choice(), tables(TABLES[:1])).model_copy(
        update={"participants": plan.participants}
    )
    assert "no-veteran" not in session_score(other, "s0")
    assert session_score(other, "s1")["no-veteran"] == 6


def test_who_is_not_there_does_not_wait() -> None:
    """Whoever has been to no session yet is not counted; nor is who is unknown."""
    plan = newcomers(edit(_one([[1, 2, 3], [4, 5, 6], [7, 8]], {9})))
    assert session_score(plan, "s0")["no-veteran"] == 5
    unknown = tables(TABLES[:1], attributes={1: {"first_timer": False}})
    assert "no-veteran" not in score(unknown)


def pairs(uneven: bool, reached: int) -> Plan:
    """Make a circle of pairs in which first-timers may sit together."""
    people = {n: {"first_timer": n in ((1, 4) if uneven else (1, 2))} for n in range(1, 7)}
    rule = Spread(attribute="first_timer")
    plan = make_circle_plan([6], 3, attributes=people, rules=(rule,))
    return edit(plan, score={"no-veteran": reached})


def test_pairs_may_be_uneven_for_the_sake_of_first_contacts() -> None:
    """If everybody met a veteran, unevenness in pairs is a hint."""
    assert ("hint", "spread:first_timer") in told(pairs(uneven=True, reached=0))
    assert "spread:first_timer" not in {code for _level, code in told(pairs(False, 0))}


def test_larger_groups_have_no_such_excuse() -> None:
    """At tables an uneven spread is told with the tables it is about."""
    people = {n: {"first_timer": n <= 3} for n in range(1, 10)}
    rule = Spread(attribute="first_timer")
    plan = tables(TABLES, attributes=people, rules=(rule,))
    assert session_score(plan, "first")["no-veteran"] == 0
    [finding] = [f for f in check(plan, NOTHING_PRIVATE) if f.code == "spread:first_timer"]
    assert (finding.level, "has 3 with “yes”" in finding.hint) == ("hint", True)
