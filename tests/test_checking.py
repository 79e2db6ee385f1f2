"""Checking: a good plan passes, and every kind of error that is planted into it is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from facilitate.checking import bounds, check, score, session_bounds, session_score
from facilitate.clock import MIDNIGHT
from facilitate.errors import Finding, Level
from facilitate.groups import Group, Seat
from facilitate.plan import PhaseTimes, Plan
from facilitate.private import Access, PrivateRules
from facilitate.rules import Apart, AvoidSame, Fixed, NoRepeat, Rule, Spread, Together
from tests.builders import (
    edit,
    edit_group,
    edit_rotation,
    ids,
    make_circle_plan,
    make_method,
    make_phase,
    make_plan,
    make_ring_method,
    make_role,
)

NOTHING_PRIVATE = PrivateRules()
BERLIN = ZoneInfo("Europe/Berlin")
TABLES = [
    [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    [[1, 4, 7], [2, 5, 8], [3, 6, 9]],
    [[1, 5, 9], [2, 6, 7], [3, 4, 8]],
]
HOSTS = [(2, 4, 9), (7, 5, 3), (1, 6, 8)]
SPEC = {"group": {"min": 3, "ideal": 3, "max": 4}, "roles": [make_role("host")]}
Edit = Callable[[Plan], Plan]


def tables(seatings: list[list[list[int]]] = TABLES, **more: Any) -> Plan:
    """Nine people at three tables, three times: no pair twice, everybody host once."""
    plan = make_plan(seatings, method=make_method(**(SPEC | more.pop("spec", {}))), **more)
    for number, hosts in enumerate(HOSTS[: len(seatings)], 1):
        for table, host in enumerate(hosts, 1):
            plan = edit_group(plan, number, f"t{table}", roles={f"p{host}": "host"})
    return plan


def circles(**more: Any) -> Plan:
    """Twelve people in two circles of six, three rotations: nobody meets anyone twice."""
    return make_circle_plan([6, 6], 3, **more)


def findings(plan: Plan, private: PrivateRules | None = NOTHING_PRIVATE) -> set[tuple[str, str]]:
    """Give all findings as (level, code)."""
    return {(str(finding.level), finding.code) for finding in check(plan, private)}


def first(plan: Plan, code: str, private: PrivateRules | None = NOTHING_PRIVATE) -> Finding:
    """Give the first finding called `code`."""
    return next(finding for finding in check(plan, private) if finding.code == code)


@pytest.mark.parametrize(
    "plan",
    [
        tables(),
        circles(),
        make_circle_plan([26, 26, 28], 6),
        tables(start=datetime(2018, 10, 28, 2, 50, tzinfo=BERLIN), timezone="Europe/Berlin"),
        edit(circles(), seating="free"),
    ],
)
def test_good_plan_has_no_finding(plan: Plan) -> None:
    """Plans that keep everything pass without a word; free seats too, where sides stay."""
    assert findings(plan) == set()


def swap(number: int, one: str, other: str) -> Edit:
    """Make an edit that lets two people change places in one rotation, seats and roles too."""

    def edited(plan: Plan) -> Plan:
        def turned(person: str) -> str:
            return {one: other, other: one}.get(person, person)

        groups = tuple(
            g.model_copy(
                update={
                    "members": tuple(map(turned, g.members)),
                    "seats": {turned(p): seat for p, seat in g.seats.items()},
                    "roles": {turned(p): role for p, role in g.roles.items()},
                }
            )
            for g in plan.sessions[0].rotations[number - 1].groups
        )
        return edit_rotation(plan, number, groups=groups)

    return edited


def members(number: int, place: str, *numbers: int) -> Edit:
    """Make an edit that puts other people at a place."""
    return lambda plan: edit_group(plan, number, place, members=ids(numbers))


def group(number: int, place: str, /, **fields: Any) -> Edit:
    """Make an edit of a group."""
    return lambda plan: edit_group(plan, number, place, **fields)


def rotation(number: int, /, **fields: Any) -> Edit:
    """Make an edit of a rotation."""
    return lambda plan: edit_rotation(plan, number, **fields)


def person(index: int, /, **fields: Any) -> Edit:
    """Make an edit of a participant."""

    def edited(plan: Plan) -> Plan:
        people = list(plan.participants)
        people[index] = people[index].model_copy(update=fields)
        return plan.model_copy(update={"participants": tuple(people)})

    return edited


def session(**fields: Any) -> Edit:
    """Make an edit of the session."""
    return lambda plan: edit(plan, **fields)


def at(minutes: float) -> datetime:
    """Give a time so many minutes after the begin."""
    return MIDNIGHT + timedelta(minutes=minutes)


def reordered(plan: Plan) -> Plan:
    """Put the last rotation first."""
    one, two, three = plan.sessions[0].rotations
    return edit(plan, rotations=(three, one, two))


def twice(plan: Plan) -> Plan:
    """Write the session a second time."""
    return plan.model_copy(update={"sessions": plan.sessions * 2})


SEAT = Seat(circle="A", side="outer", seat=1)
TABLE_ERRORS = [
    ("person-id-twice", person(1, id="p1")),
    ("person-number-twice", person(1, number=1)),
    ("session-id-twice", twice),
    ("person-unknown", group(1, "t1", members=("p1", "p2", "px"))),
    ("person-unknown", rotation(1, sitting_out=("px",))),
    ("person-sits-twice", members(1, "t1", 1, 2, 3, 4)),
    ("person-sits-twice", members(1, "t1", 1, 2, 3, 3)),
    ("person-sits-and-pauses", rotation(1, sitting_out=("p1",))),
    ("person-without-seat", members(1, "t1", 1, 2)),
    ("place-unknown", group(1, "t1", place="t9")),
    ("place-twice", group(1, "t1", place="t2")),
    ("seat-without-member", group(1, "t1", seats={"p9": SEAT})),
    ("seat-twice", group(1, "t1", seats={"p1": Seat(seat=1), "p2": Seat(seat=1)})),
    ("group-size", members(1, "t1", 1, 2)),
    ("role-unknown", group(1, "t1", roles={"p1": "hots"})),
    ("role-without-member", group(1, "t1", roles={"p9": "host"})),
    ("rotation-numbers", rotation(2, number=3)),
    ("rotation-numbers", reordered),
    ("phase-unknown", rotation(1, phases=(PhaseTimes(id="tlak", start=at(0), end=at(1)),))),
    ("phase-unknown", session(stages=(PhaseTimes(id="tea", start=at(10), end=at(11)),))),
    ("times-mixed", session(start=datetime(2018, 1, 1, tzinfo=BERLIN))),
    ("times-backwards", rotation(1, end=at(0))),
    ("times-backwards", session(end=at(0))),
    ("times-outside", session(end=at(30))),
    ("times-outside", rotation(1, start=at(3), phases=tables().sessions[0].rotations[0].phases)),
    ("times-overlap", rotation(1, end=at(13))),
    ("times-overlap", session(stages=(PhaseTimes(id="setup", start=at(5), end=at(8)),))),
    ("times-order", reordered),
]


@pytest.mark.parametrize(("code", "edited"), TABLE_ERRORS)
def test_planted_error_at_tables(code: str, edited: Edit) -> None:
    """Every kind of broken rule at tables is an error with a place."""
    assert ("error", code) in findings(edited(tables()))
    assert first(edited(tables()), code).where


def chair(number: int, place: str, who: int, /, **fields: Any) -> Edit:
    """Make an edit of somebody's chair."""

    def edited(plan: Plan) -> Plan:
        seats = next(
            g.seats for g in plan.sessions[0].rotations[number - 1].groups if g.place == place
        )
        new = seats[f"p{who}"].model_copy(update=fields)
        return edit_group(plan, number, place, seats=seats | {f"p{who}": new})

    return edited


THREE_CHAIRS = {
    "p1": Seat(circle="A", side="outer", seat=1),
    "p4": Seat(circle="A", side="inner", seat=1),
    "p2": Seat(circle="A", side="outer", seat=2),
}
CIRCLE_ERRORS = [
    ("seat-missing", group(1, "A1", seats={})),
    ("seat-missing", chair(1, "A1", 1, seat=None)),
    ("seat-twice", chair(1, "A1", 1, seat=2)),
    ("seat-empty", chair(1, "A1", 1, seat=7)),
    ("circle-unbalanced", chair(1, "A1", 1, side="inner")),
    ("not-facing", chair(1, "A1", 1, seat=2)),
    ("not-facing", chair(1, "A1", 1, side="inner")),
    ("not-facing", chair(1, "A1", 1, circle="B")),
    ("group-size", members(1, "A1", 1)),
    ("group-size", group(1, "A1", members=ids([1, 4, 2]), seats=THREE_CHAIRS)),
    ("moved-wrong", swap(2, "p1", "p2")),
    ("moved-wrong", swap(1, "p1", "p2")),
    ("moved-wrong", swap(3, "p4", "p5")),
    ("moved-wrong", swap(3, "p1", "p7")),
]


@pytest.mark.parametrize(("code", "edited"), CIRCLE_ERRORS)
def test_planted_error_in_circles(code: str, edited: Edit) -> None:
    """Every kind of broken rule in circles is an error with a place."""
    assert ("error", code) in findings(edited(circles()))
    assert first(edited(circles()), code).where


def test_seats_are_counted_in_words() -> None:
    """One seat is empty, several are; each is named with its circle and side."""
    finding = first(chair(1, "A1", 1, seat=7)(circles()), "seat-empty")
    assert finding.message == "Circle A, outer circle: seat 1 is empty."
    edited = chair(1, "A2", 2, seat=7)(chair(1, "A1", 1, seat=8)(circles()))
    assert first(edited, "seat-empty").message == "Circle A, outer circle: seats 1, 2 are empty."


def test_finding_names_people_and_place() -> None:
    """A finding says where and who, by number and name, in the reader's words."""
    finding = first(members(2, "t3", 3, 6, 9, 1)(tables()), "person-sits-twice")
    assert finding.where == "Rotation 2"
    assert finding.message == (
        "1 Person 1 sits in 2 seats at once: Rotation 2, table 1; Rotation 2, table 3."
    )
    assert finding.hint


def test_session_is_named_where_there_are_several() -> None:
    """With two sessions, every place begins with the session's title."""
    plan = members(1, "t1", 1, 2)(tables())
    other = plan.sessions[0].model_copy(update={"id": "second", "title": "Second"})
    both = plan.model_copy(update={"sessions": (*plan.sessions, other)})
    wheres = {f.where for f in check(both, NOTHING_PRIVATE) if f.code == "group-size"}
    assert wheres == {"First session, Rotation 1, table 1", "Second, Rotation 1, table 1"}


def test_circle_too_large() -> None:
    """More people in a circle than the method allows is an error."""
    method = make_ring_method(circles={"max_people": 4})
    assert ("error", "circle-size") in findings(circles(method=method))


def test_two_odd_circles() -> None:
    """Two odd circles are a warning: one would do; one is none."""
    assert ("warning", "circles-odd") in findings(make_circle_plan([7, 7], 1))
    assert findings(make_circle_plan([7, 8], 1)) == set()


def test_trio_twice() -> None:
    """In a group of three twice: a warning where there are enough people, else a hint."""
    assert ("warning", "trio-twice") in findings(make_circle_plan([27], 6))
    assert ("hint", "trio-twice") in findings(make_circle_plan([7], 3))
    assert findings(make_circle_plan([27], 1)) == set()


def test_odd_one_joins_one_pair_only() -> None:
    """Who faces nobody sits with one pair; a pair that lends a chair is no trio."""
    plan = make_circle_plan([7], 1)
    assert findings(plan) == set()
    lone = next(g for g in plan.sessions[0].rotations[0].groups if len(g.members) == 3)
    alone = tuple(p for p in lone.members if lone.seats[p].seat == 4)
    apart = edit_group(plan, 1, lone.place, members=alone, seats={alone[0]: lone.seats[alone[0]]})
    assert ("error", "group-size") in findings(apart)


def test_odd_one_stays_in_their_circle() -> None:
    """Who faces nobody joins a pair of their own circle."""
    plan = make_circle_plan([7, 7], 1)
    trios = [g for g in plan.sessions[0].rotations[0].groups if len(g.members) == 3]
    lone = [next(p for p in g.members if g.seats[p].seat == 4) for g in trios]
    for trio, own, other in ((trios[0], *lone), (trios[1], *reversed(lone))):
        seats = {p: s for p, s in trio.seats.items() if p != own}
        seats[other] = Seat(circle="B" if other == lone[1] else "A", side="outer", seat=4)
        plan = edit_group(plan, 1, trio.place, members=tuple(seats), seats=seats)
    assert first(plan, "not-facing").message.endswith("sit in different circles.")


def test_session_without_rotations() -> None:
    """A session that seats nobody has nothing to check but its times."""
    assert findings(edit(circles(), rotations=())) == set()
    assert findings(edit(tables(), rotations=())) == set()


def test_free_seats_keep_circle_and_side() -> None:
    """Without numbers, circle and side must be given and stay."""
    plan = edit(circles(), seating="free")
    assert ("error", "moved-wrong") in findings(swap(2, "p1", "p7")(plan))
    assert ("error", "moved-wrong") in findings(swap(2, "p1", "p4")(plan))
    assert ("error", "seat-missing") in findings(group(1, "A1", seats={})(plan))


def shifting(rotations: list[list[list[int]]], seated: bool = True) -> Plan:
    """Make a plan where seat 1 stays, seat 2 moves one table on and seat 3 one table back."""
    plan = make_plan(rotations, method=make_method(movement={"shifts": [0, 1, -1]}))
    for number, seating in enumerate(rotations if seated else [], 1):
        for table, people in enumerate(seating, 1):
            seats = {f"p{p}": Seat(seat=seat) for seat, p in enumerate(people, 1)}
            plan = edit_group(plan, number, f"t{table}", seats=seats)
    return plan


@pytest.mark.parametrize("seated", [True, False])
def test_tables_that_shift(seated: bool) -> None:
    """Stay, one on, one back is followed by seat, or by each person's own step."""
    good = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 8, 6], [4, 2, 9], [7, 5, 3]]]
    # one on and one back are the same table for three tables in two steps, so a third is needed
    assert findings(shifting(good, seated)) == set()
    third = [[1, 5, 9], [4, 8, 3], [7, 2, 6]]
    assert ("error", "moved-wrong") not in findings(shifting([*good, third], seated))
    wrong = [[1, 5, 9], [4, 2, 3], [7, 8, 6]]
    assert ("error", "moved-wrong") in findings(shifting([*good, wrong], seated))


def test_sizes_should_be_even() -> None:
    """Tables of 2 and 4 are a warning, tables of 3 and 4 are none."""
    method = make_method(group={"min": 2, "ideal": 3, "max": 4})
    assert ("warning", "sizes-uneven") in findings(
        make_plan([[[1, 2, 3, 4], [5, 6]]], method=method)
    )
    assert findings(make_plan([[[1, 2, 3, 4], [5, 6, 7]]], method=method)) == set()


def test_size_that_never_works() -> None:
    """A size inside the limits may still be one that never works; gaps excuse uneven sizes."""
    method = make_method(group={"min": 2, "ideal": 4, "max": 4, "never": [3]})
    assert ("error", "group-size") in findings(make_plan([[[1, 2, 3], [4, 5]]], method=method))
    assert findings(make_plan([[[1, 2, 3, 4], [5, 6]]], method=method)) == set()


@pytest.mark.parametrize(("pauses", "unfair"), [((1, 2), False), ((1, 1), True)])
def test_sitting_out_is_shared(pauses: tuple[int, int], unfair: bool) -> None:
    """Nobody sits out twice while others never do."""
    seats = [[[2, 3, 4], [5, 6, 7]], [[1, 3, 4], [5, 6, 7]]]
    if unfair:
        seats[1] = [[2, 5, 3], [4, 6, 7]]
    plan = make_plan([[[1, 2, 3], [4, 5, 6, 7]], *seats], method=make_method(**SPEC))
    for number, who in enumerate(pauses, 2):
        plan = edit_rotation(plan, number, sitting_out=(f"p{who}",))
    assert (("warning", "sitting-out-unfair") in findings(plan)) == unfair


def test_role_goes_round() -> None:
    """Host again before everybody has been is a warning; in another rotation order it is none."""
    plan = group(2, "t2", roles={"p2": "host"})(tables())
    assert ("warning", "role-again") in findings(plan)
    assert "2 Person 2 (Rotation 2)" in first(plan, "role-again").hint


def test_role_that_evens_out_is_fair() -> None:
    """Host again too early, but in the end all equally often: nothing to tell."""
    pairs = [[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]], [[1, 2], [3, 4]]]
    plan = make_plan(pairs, method=make_method(roles=[make_role("host")]))
    for number, hosts in enumerate([(1, 3), (1, 2), (4, 3), (2, 4)], 1):
        for table, host in enumerate(hosts, 1):
            plan = edit_group(plan, number, f"t{table}", roles={f"p{host}": "host"})
    assert "role-again" not in {code for _level, code in findings(plan)}
    assert ("warning", "role-again") in findings(group(4, "t2", roles={"p3": "host"})(plan))


def test_role_again_where_nobody_else_could_is_fair() -> None:
    """Everybody else at the table has been before, or has another task: nothing to tell."""
    roles = [make_role("host"), make_role("scribe")]
    pairs = [[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]]]
    plan = make_plan(pairs, method=make_method(roles=roles))
    for number, hosts in enumerate([(1, 3), (1, 4), (4, 3)], 1):
        for table, host in enumerate(hosts, 1):
            other = next(p for p in pairs[number - 1][table - 1] if p != host)
            held = {f"p{host}": "host", f"p{other}": "scribe"}
            plan = edit_group(plan, number, f"t{table}", roles=held)
    assert "role-again" not in {code for _level, code in findings(plan)}
    free = group(3, "t2", roles={"p3": "host"})(plan)
    assert ("warning", "role-again") in findings(free)


@pytest.mark.parametrize("roles", [{}, {"p1": "host", "p2": "host"}])
def test_role_is_held_by_as_many_as_it_needs(roles: dict[str, str]) -> None:
    """Nobody, or two people, with a role for one is a warning."""
    assert ("warning", "role-count") in findings(group(1, "t1", roles=roles)(tables()))


def test_role_of_repeats_may_be_held_by_several() -> None:
    """A role that changes with every card may be given to one person per card."""
    spec = {
        "roles": [make_role("host", per="repeat")],
        "timing": {"phases": [make_phase("talk", 5, repeat=2)]},
    }
    plan = group(1, "t1", roles={"p1": "host", "p2": "host"})(tables(spec=spec))
    assert ("warning", "role-count") not in findings(plan)


def market(**topics: str) -> Plan:
    """Make a market with cards at places of the first two rotations, e.g. ``t1_2="Title"``."""
    plan = tables(
        spec={"formation": "market", "roles": [make_role("giver", policy="offer")]},
    )
    for number in (1, 2, 3):
        for place in ("t1", "t2", "t3"):
            topic = topics.get(f"{place}_{number}")
            roles = {f"p{HOSTS[number - 1][int(place[1]) - 1]}": "giver"} if topic else {}
            plan = edit_group(plan, number, place, topic=topic, roles=roles)
    return plan


def test_card_has_its_giver() -> None:
    """A card without anybody who offered it is a warning."""
    plan = market(t1_1="Title")
    assert findings(plan) == set()
    assert ("warning", "card-without-giver") in findings(group(1, "t1", roles={})(plan))


def test_card_runs_once() -> None:
    """The same card of the same giver twice is a warning; of another giver it is another card."""
    assert findings(market(t1_1="Title", t1_2="Title")) == set()
    again = group(2, "t2", topic="Title", roles={"p2": "giver"})(market(t1_1="Title"))
    assert ("warning", "card-twice") in findings(again)


def test_sessions_do_not_overlap() -> None:
    """Two sessions at one time are an error; one after the other they are none."""
    start = datetime(2018, 11, 7, 14, 30, tzinfo=BERLIN)
    early, late = (
        tables(start=start + timedelta(hours=hours)).sessions[0].model_copy(update={"id": name})
        for hours, name in ((0, "a"), (3, "b"))
    )
    plan = tables(start=start, timezone="Europe/Berlin", rules=(NoRepeat(),))
    clash = plan.model_copy(update={"sessions": (*plan.sessions, early)})
    assert ("error", "times-overlap") in findings(clash)
    follow = plan.model_copy(update={"sessions": (early, late)})
    assert ("error", "times-overlap") not in findings(follow)


def test_times_belong_to_the_zone() -> None:
    """Offsets that the zone does not have are a warning; an unknown zone is an error."""
    start = datetime(2018, 11, 7, 14, 30, tzinfo=BERLIN)
    assert ("warning", "times-offset") in findings(tables(start=start, timezone="Asia/Tokyo"))
    assert ("error", "zone-unknown") in findings(tables(start=start, timezone="Europe/Berlinn"))
    ancient = datetime(1, 1, 1, tzinfo=BERLIN)
    assert ("error", "times-outside") in findings(
        edit(tables(start=start, timezone="America/New_York"), end=ancient, start=ancient)
    )


HARD_RULES: list[tuple[str, Rule, Rule]] = [
    ("together", Together(people=("p1", "p2")), Together(people=("p1", "p4"))),
    ("fixed", Fixed(person="p1", place="t1"), Fixed(person="p2", place="t1")),
    ("fixed", Fixed(person="p1", place="Tisch 1"), Fixed(person="p2", place="table 1")),
    ("apart", Apart(people=("p1", "p9")), Apart(people=("p1", "p2"))),
]


@pytest.mark.parametrize(("code", "kept", "broken"), HARD_RULES)
def test_hard_rule(code: str, kept: Rule, broken: Rule) -> None:
    """Every hard rule passes when it is kept and is an error when it is not."""
    seats = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2, 5], [4, 3, 8], [7, 6, 9]]]
    assert ("error", code) not in findings(tables(seats, rules=(kept,)))
    seats[1] = [[1, 5, 3], [4, 2, 8], [7, 6, 9]]
    assert ("error", code) in findings(tables(seats, rules=(broken,)))


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("rule-person-unknown", Together(people=("p1", "px"))),
        ("rule-person-unknown", Fixed(person="px", place="t1")),
        ("rule-place-unknown", Fixed(person="p1", place="t99")),
    ],
)
def test_rule_about_nobody(code: str, rule: Rule) -> None:
    """A rule that names an unknown person or place is an error: nobody could keep it."""
    assert ("error", code) in findings(tables(rules=(rule,)))


def test_rule_about_an_unknown_column() -> None:
    """A goal about what nobody has told is a warning."""
    plan = tables(rules=(Spread(attribute="shoe"),))
    assert ("warning", "rule-attribute-unknown") in findings(plan)


def test_fixed_in_circles() -> None:
    """Fixed to a circle or to a chair that does not move."""
    for place in ("A", "A1"):
        assert findings(circles(rules=(Fixed(person="p4", place=place),))) == set()
    for place in ("B", "A2"):
        assert ("error", "fixed") in findings(circles(rules=(Fixed(person="p4", place=place),)))


def test_apart_rule_gives_itself_away() -> None:
    """Who must not meet does not belong into the plan; that is a warning."""
    assert ("warning", "apart-in-plan") in findings(tables(rules=(Apart(people=("p1", "p2")),)))


def test_private_rules_are_missed() -> None:
    """Without private rules a hint says what was not checked."""
    assert findings(tables(), None) == {("hint", "private-missing")}
    assert first(tables(), "private-missing", None).message.startswith("Only the rules in private")


def test_private_apart() -> None:
    """People who must not meet, named by number or name, are found together."""
    broken = PrivateRules(apart=(("1", "Person 2"),))
    assert first(tables(), "apart", broken).where == "Rotation 1, table 1"
    once = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    assert findings(tables(once), PrivateRules(apart=(("1", "4"),))) == set()


def test_apart_rules_go_where_private_rules_go() -> None:
    """One apart rule, several, or all rules of an event check the same as a private file."""
    plan = tables()
    together = plan.sessions[0].rotations[0].groups[0].members[:2]
    apart = Apart(people=together)
    wanted = check(plan, PrivateRules(apart=(together,)))
    assert [f.code for f in wanted if f.code == "apart"]
    assert check(plan, apart) == check(plan, (apart,)) == check(plan, [NoRepeat(), apart]) == wanted


def test_private_rule_about_nobody() -> None:
    """A private rule with an unknown name is a warning, for it protects nobody."""
    assert ("warning", "person-unknown") in findings(tables(), PrivateRules(apart=(("1", "99"),)))


def test_apart_in_circles_with_free_seats() -> None:
    """Without numbers, people who must not meet may not be on opposite sides of one circle."""
    groups = []
    for circle, outer, inner in (("A", (1, 2, 3), (4, 5, 6)), ("B", (7, 8, 9), (10, 11, 12))):
        seats = {p: Seat(circle=circle, side="outer") for p in ids(outer)}
        seats |= {p: Seat(circle=circle, side="inner") for p in ids(inner)}
        groups.append(Group(place=f"{circle}1", members=tuple(seats), seats=seats))
    plan = edit_rotation(edit(make_circle_plan([6, 6], 1), seating="free"), 1, groups=tuple(groups))
    for other in ("2", "7", "10"):
        assert findings(plan, PrivateRules(apart=(("1", other),))) == set()
    assert ("error", "apart") in findings(plan, PrivateRules(apart=(("1", "4"),)))
    together = plan.model_copy(update={"rules": (Together(people=("p1", "p4")),)})
    assert ("error", "together") in findings(together)


def test_access_keeps_the_place() -> None:
    """At tables whoever needs access and is sent to another one is an error."""
    stays = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]
    plan = make_plan(stays, attributes={1: {"access": "Rollstuhl"}})
    assert check(plan, NOTHING_PRIVATE) == ()
    plan = make_plan(stays, attributes={2: {"access": "Rollstuhl"}})
    assert findings(plan) == {("error", "access-moves")}
    assert first(plan, "access-moves").message.startswith("2 Person 2 has access needs")
    assert findings(plan, PrivateRules(access=(Access(person="2"),))) == {("error", "access-moves")}


def test_access_keeps_the_seat() -> None:
    """In circles, who needs access sits where nobody moves; known from list or private rules."""
    assert findings(circles(attributes={4: {"access": "Rollstuhl"}, 1: {"access": False}})) == set()
    assert ("error", "access") in findings(circles(attributes={1: {"access": True}}))
    private = PrivateRules(access=(Access(person="1"), Access(person="4")))
    assert [f.code for f in check(circles(), private)] == ["access"]
    assert findings(edit(circles(), seating="free"), private) == set()


def test_repeats_are_a_warning_with_count_and_bound() -> None:
    """Pairs that meet again without need are a warning; hard they are errors."""
    seats = [TABLES[0], TABLES[0]]
    finding = first(tables(seats), "no-repeat")
    assert finding.level == Level.WARNING
    assert finding.message == "9 pairs meet again. Whether it could be less is not proven."
    assert "1 Person 1 and 2 Person 2 (Rotations 1 and 2, table 1)" in finding.hint
    hard = [f for f in check(tables(seats, rules=(NoRepeat(hard=True),))) if f.code == "no-repeat"]
    assert {f.level for f in hard} == {Level.ERROR}
    assert len(hard) == 9
    assert findings(tables(rules=(NoRepeat(hard=True),))) == set()


def test_unavoidable_repeats_are_a_hint() -> None:
    """Four people in pairs have three partners; a fourth rotation must repeat."""
    pairs = [[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]], [[1, 2], [3, 4]]]
    finding = first(make_plan(pairs), "no-repeat")
    assert finding.level == Level.HINT
    assert finding.message == "2 pairs meet again. This cannot be avoided."
    worse = make_plan([*pairs[:2], *pairs[:2]])
    assert first(worse, "no-repeat").message == (
        "4 pairs meet again. Without anybody meeting three times it takes at least 2 pairs."
    )


def test_who_meets_three_times_is_told_with_the_others() -> None:
    """One finding names pairs that meet again, those most often first; avoidable is a warning."""
    wide = make_method(group={"min": 9, "ideal": 9, "max": 9})
    everybody = first(make_plan([[list(range(1, 10))]] * 3, method=wide), "no-repeat")
    assert everybody.level == Level.HINT
    seats = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 4, 9], [2, 5, 3], [7, 8, 6]]]
    plan = make_plan([*seats, [[1, 5, 6], [2, 4, 9], [7, 8, 3]]])
    finding = first(plan, "no-repeat")
    assert finding.level == Level.WARNING
    met = plan.meetings()
    again, often = (sum(times > least for times in met.values()) for least in (1, 2))
    assert finding.message.startswith(f"{again} pairs meet again, {often} of them three times")
    assert "(Rotations 1, 2 and 3, table 3)" in finding.hint.partition(";")[0]
    assert [f.code for f in check(plan)].count("no-repeat") == 1


def test_pairs_kept_together_are_no_repeats() -> None:
    """Who always sits together leaves the count."""
    seats = [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]
    plan = make_plan(seats, rules=(Together(people=("p1", "p2")), Together(people=("p3", "p4"))))
    assert findings(plan) == set()
    assert score(plan)["no-repeat"] == 0


def test_method_that_counts_no_meetings() -> None:
    """Where sitting together is no meeting, nothing is counted."""
    plan = make_plan([TABLES[0]] * 2, method=make_method(counts_as_meeting=False))
    assert findings(plan) == set()
    assert score(plan) == {}


def test_avoid_same_is_a_warning_or_unavoidable() -> None:
    """Two of one kind together: avoidable, unavoidable, and forbidden."""
    rule = AvoidSame(attribute="organisation")
    two = {1: {"organisation": "a"}, 2: {"organisation": "a"}}
    finding = first(tables(TABLES[:1], rules=(rule,), attributes=two), "avoid-same:organisation")
    assert finding.level == Level.WARNING
    assert finding.hint == "For example: 1 Person 1 and 2 Person 2 (Rotation 1, table 1)."
    five = {number: {"organisation": "a"} for number in (1, 2, 4, 5, 7)}
    finding = first(tables(TABLES[:1], rules=(rule,), attributes=five), "avoid-same:organisation")
    assert finding.level == Level.HINT
    hard = AvoidSame(attribute="organisation", hard=True)
    assert ("error", "avoid-same:organisation") in findings(tables(rules=(hard,), attributes=five))
    none = {1: {"organisation": "a"}, 4: {"organisation": "a"}}
    assert findings(tables(TABLES[:1], rules=(hard,), attributes=none)) == set()
    assert findings(tables(TABLES[:1], rules=(rule,), attributes=none)) == set()


def test_an_uneven_spread_claims_no_better_one() -> None:
    """Three leaders at one table is a hint, one at each is none; hard it is an error."""
    together = {number: {"leader": True} for number in (1, 2, 3)}
    spread = {number: {"leader": True} for number in (1, 4, 7)}
    rule, hard = Spread(attribute="leader"), Spread(attribute="leader", hard=True)
    finding = first(tables(TABLES[:1], rules=(rule,), attributes=together), "spread:leader")
    assert finding.level == Level.HINT
    assert finding.message == "leader is not spread quite evenly: 0 to 3 with “yes” in a group."
    assert "Rotation 1, table 1 has 3 with “yes”" in finding.hint
    assert findings(tables(TABLES[:1], rules=(rule,), attributes=spread)) == set()
    assert ("error", "spread:leader") in findings(
        tables(TABLES[:1], rules=(hard,), attributes=together)
    )


def test_leaders_as_even_as_can_be_are_no_remark() -> None:
    """One leader or two in each group is even, as the summary says, though others are unknown."""
    known = {1: {"leader": True}, 4: {"leader": True}, 7: {"leader": True}}
    others = {number: {"leader": False} for number in (2, 3)}
    plan = tables(TABLES[:1], rules=(Spread(attribute="leader"),), attributes=known | others)
    assert findings(plan) == set()


def test_spread_over_uneven_groups_is_only_a_hint() -> None:
    """Even between groups of one size, but not the least sum: worth knowing, no more."""
    leaders = {number: {"leader": True} for number in (1, 2, 3)}
    plan = make_plan(
        [[[1, 2, 3, 4], [5, 6, 7]]], rules=(Spread(attribute="leader"),), attributes=leaders
    )
    assert findings(plan) == {("hint", "spread:leader")}


def test_stated_score_is_counted_again() -> None:
    """A score or bound that does not fit the seats is a warning, in the plan and in a session."""
    counted = {"no-repeat": 0, "no-repeat-3": 0}
    assert findings(tables(score=counted, bounds=counted)) == set()
    assert ("warning", "score-differs") in findings(tables(score={"no-repeat": 3}))
    assert ("warning", "bound-wrong") in findings(tables(bounds={"no-repeat": 3}))
    assert ("warning", "score-differs") in findings(edit(tables(), score={"no-repeat": 3}))
    assert first(tables(score={"no-repeat": 3}), "score-differs").message == (
        "What the plan says it reaches does not fit its seats: meetings again."
    )


def two_sessions(**more: Any) -> Plan:
    """Two sessions with the same seats; the second one's method asks to mix leaders."""
    plan = tables(TABLES[:1], **more)
    method = make_method(**SPEC, mix=[{"spread": "leader"}])
    other = plan.sessions[0].model_copy(update={"id": "second", "spec": method})
    return plan.model_copy(update={"sessions": (*plan.sessions, other)})


def test_meetings_are_remembered_from_session_to_session() -> None:
    """A second session counts the meetings of the first one too."""
    plan = two_sessions()
    assert session_score(plan, "first")["no-repeat"] == 0
    assert session_score(plan, "second")["no-repeat"] == 9 == score(plan)["no-repeat"]
    assert session_bounds(plan, "second") == bounds(plan)


def test_goal_of_one_method_is_not_asked_of_another() -> None:
    """What only the second method asks for is counted in the second session only."""
    leaders = {number: {"leader": True} for number in (1, 2)}
    plan = two_sessions(rules=(Spread(attribute="leader"),), attributes=leaders)
    assert "spread:leader" not in session_score(plan, "first")
    assert session_score(plan, "second")["spread:leader"] == 1 == score(plan)["spread:leader"]


def test_gravest_comes_first() -> None:
    """Errors come before warnings, and those before hints."""
    plan = members(1, "t1", 1, 2)(tables(score={"no-repeat": 3}))
    levels = [finding.level for finding in check(plan)]
    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) == set(Level)


def test_a_wrong_score_is_told_once() -> None:
    """With one session, what the plan says of all and of the session is told once."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 2], [3, 4]]])
    wrong = edit(plan, score={"no-repeat": 7}).model_copy(update={"score": {"no-repeat": 7}})
    assert [f.code for f in check(wrong)].count("score-differs") == 1
    only_whole = plan.model_copy(update={"score": {"no-repeat": 7}})
    assert [f.where for f in check(only_whole) if f.code == "score-differs"] == ["score"]
    both = edit(two_sessions(score={"no-repeat": 3}), score={"no-repeat": 3})
    told = [f.where for f in check(both) if f.code == "score-differs"]
    assert told == ["First session (1)"]


def test_all_wrong_scores_are_one_warning() -> None:
    """Goals whose scores differ are told in one warning, by their names in words."""
    wrong = tables(score={"no-repeat": 3, "no-repeat-3": 2})
    told = [f.message for f in check(wrong, NOTHING_PRIVATE) if f.code == "score-differs"]
    assert len(told) == 1
    assert told[0].endswith("does not fit its seats: meetings again and third meetings.")


def test_attributes_are_named_in_words() -> None:
    """A message names an attribute as the tables do, not by its key."""
    plan = tables(rules=(Spread(attribute="first_timer"),))
    assert first(plan, "rule-attribute-unknown").message.startswith("Nobody's first time is known")
