"""Whole events: several sessions with one memory, hosts, stations, and who is there when."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from facilitate import check, planning
from facilitate.catalogue import load_method
from facilitate.errors import FacilitateError, InfeasibleError, Level
from facilitate.event import Event, Known, Session
from facilitate.grouping.stopping import Progress, Report, Stop
from facilitate.intake import read_people
from facilitate.method import Method
from facilitate.parts import Text
from facilitate.plan import Plan
from facilitate.planning import Inputs, Planned, plan_event, turns
from facilitate.planning.contacts import newcomers, waiting
from facilitate.planning.nearness import changed_seats
from facilitate.private import Access, PrivateRules
from facilitate.roster import Participant, Roster
from facilitate.rules import Apart, AtLeast, AtMost, Fixed, NoRepeat, Rule, Spread, Together
from facilitate.venue import Place
from facilitate.words import speak
from tests.builders import make_method, make_ring_method

TABLES = make_method(id="tables")
CAFE = make_method(
    id="cafe",
    roles=[
        {
            "id": "host",
            "name": {"de": "Gastgeber:in", "en": "host"},
            "task": {"de": "Bleiben.", "en": "Stay."},
            "policy": "host-stays",
        }
    ],
)
RING = make_ring_method()
STATIONS = make_method(id="stations", formation="stations", movement={"next": 1})
BREAK = make_method(
    id="break", formation="pause", group=None, movement={"next": 0}, rotations={"default": 1}
)


@pytest.fixture(autouse=True)
def english() -> None:
    """Speak English in all tests here."""
    speak("en")


@pytest.fixture
def forum() -> Roster:
    """Read the forum's people."""
    return read_people(Path("tests/data/forum-80.csv")).roster


def crowd(people: int) -> Roster:
    """Make people of whom every third knows the event and every fourth leads."""
    return Roster(
        tuple(
            Participant(
                f"p{i}",
                i,
                f"Person {i}",
                attributes={"first_timer": i % 3 > 0, "leader": i % 4 == 0},
            )
            for i in range(1, people + 1)
        ),
        columns={"first_timer": "Neu", "leader": "Leitung"},
    )


def planned(
    roster: Roster,
    *sessions: tuple[Method, dict[str, Any]],
    inputs: Inputs | None = None,
    progress: Progress | None = None,
    limit: float | None = None,
    **event: Any,
) -> Planned:
    """Plan sessions of these methods."""
    made = tuple(
        Session(id=f"s{k}", method=method.id, **options)
        for k, (method, options) in enumerate(sessions, start=1)
    )
    methods = {session.id: method for session, (method, _o) in zip(made, sessions, strict=True)}
    return plan_event(
        Event(title="T", seed=1, sessions=made, **event),
        roster,
        methods=lambda session: methods[session.id],
        inputs=inputs,
        progress=progress,
        time_limit=limit,
    )


def again(plan: Plan) -> int:
    """Count how often somebody meets somebody again."""
    return sum(times - 1 for times in plan.meetings().values())


def test_of_several_sessions_each_is_named() -> None:
    """How many rotations fit is said with the session they are in; of a single one it is clear."""
    quick = make_method(id="quick", group={"min": 2, "ideal": 4, "max": 4})
    asked = (quick, {"minutes": 30.0, "title": "Markt"})
    for others, where in (((), ""), (((quick, {"rotations": 1}),), "Markt")):
        told = planned(crowd(8), asked, *others).findings
        assert [f.where for f in told if f.code == "rotations-fit"] == [where]


def test_nobody_meets_twice_over_three_sessions(forum: Roster) -> None:
    """A contact of the first session counts in the second and the third."""
    plan = planned(
        forum,
        (RING, {"rotations": 6}),
        (TABLES, {"rotations": 3, "size": 4}),
        (TABLES, {"rotations": 2, "size": 4}),
    ).plan
    assert again(plan) == 0
    assert plan.score["no-repeat"] == plan.bounds["no-repeat"] == 0


def test_planning_jointly_beats_planning_alone() -> None:
    """Sessions that know nothing of each other bring people together again."""
    sessions = [(TABLES, {"rotations": 3, "size": 4}) for _ in range(3)]
    together = planned(crowd(40), *sessions).plan
    alone = planned(crowd(40), *sessions, inputs=Inputs(alone=True)).plan
    assert together.score["no-repeat"] < alone.score["no-repeat"]


def test_sessions_are_improved_in_turns() -> None:
    """Where repeats cannot be avoided, the last session does not bear them all."""
    sessions = [(TABLES, {"rotations": 3, "size": 4}) for _ in range(3)]
    plan = planned(crowd(24), *sessions).plan
    assert plan.bounds["no-repeat"] <= plan.score["no-repeat"]
    met = Counter(plan.meetings().values())
    assert max(met) <= 2


def test_ctrl_c_ends_the_search_of_all_sessions() -> None:
    """Whoever presses it once need not press it for every session; all are seated."""
    sessions = [(TABLES, {"rotations": 3, "size": 4}) for _ in range(3)]
    told: list[Report] = []

    def interrupt_once(report: Report) -> None:
        told.append(report)
        if len(told) == 1:
            raise KeyboardInterrupt

    plan = planned(crowd(24), *sessions, progress=interrupt_once).plan
    assert plan.status == "interrupted"
    assert [len(session.rotations) for session in plan.sessions] == [3, 3, 3]
    assert len(told) <= 3 * len(sessions)  # where each search begins, and nothing better


def test_ctrl_c_between_two_searches_keeps_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was seated stays, even if no search hears it."""
    sessions = [(TABLES, {"rotations": 3, "size": 4}) for _ in range(3)]

    def interrupt(*_arguments: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(turns.Sitting, "_improve", interrupt)
    plan = planned(crowd(24), *sessions).plan
    assert plan.status == "interrupted"


def test_ctrl_c_before_all_rules_are_kept_is_called_so() -> None:
    """What was broken when Ctrl-C came is no fault of the rules."""

    def interrupt(report: Report) -> None:
        if report.values["broken"]:
            raise KeyboardInterrupt

    rules = (Apart(people=tuple(f"p{k}" for k in range(1, 7))),)
    sessions = [(TABLES, {"rotations": 3, "size": 4}) for _ in range(2)]
    with pytest.raises(KeyboardInterrupt, match="Stopped before a plan"):
        planned(crowd(24), *sessions, rules=rules, progress=interrupt)
    once = (TABLES, {"rotations": 1, "size": 4})
    assert planned(crowd(24), once, rules=rules).plan.status == "complete"


def test_who_had_met_before_is_kept_from_meeting_again() -> None:
    """History counts as meetings that were."""
    known = tuple(Known(people=tuple(sorted((f"p{i}", f"p{i + 1}")))) for i in range(1, 24, 2))
    plan = planned(crowd(24), (TABLES, {"rotations": 2, "size": 4}), known=known).plan
    assert all(pair.people not in plan.meetings() for pair in known)
    assert plan.score["no-repeat"] == 0


def test_a_pause_is_in_the_plan_without_groups() -> None:
    """Sessions without groups have times and no rotations."""
    plan = planned(crowd(8), (BREAK, {}), (TABLES, {"size": 4})).plan
    assert plan.sessions[0].rotations == ()
    assert plan.sessions[0].end > plan.sessions[0].start


def test_whoever_is_away_is_not_seated() -> None:
    """Who is absent in one session sits in the other."""
    once = {"size": 4, "rotations": 1}
    plan = planned(crowd(13), (TABLES, once | {"absent": ("p3",)}), (TABLES, once)).plan
    seated = [
        {p for r in session.rotations for g in r.groups for p in g.members}
        for session in plan.sessions
    ]
    assert "p3" not in seated[0]
    assert "p3" in seated[1]
    assert plan.sessions[0].absent == ("p3",)


@pytest.mark.parametrize("method", [TABLES, CAFE, RING, STATIONS])
def test_nobody_is_there(method: Method) -> None:
    """A session without anybody is told by its title; a break does not need people."""
    gone = {"absent": tuple(f"p{i}" for i in range(1, 9))}
    with pytest.raises(InfeasibleError, match="Nobody is there for “Rounds”") as told:
        planned(crowd(8), (method, gone), (TABLES, {"size": 4}), (BREAK, gone))
    assert [finding.code for finding in told.value.findings] == ["nobody-there"]
    with pytest.raises(InfeasibleError, match="Nobody is there"):
        plan_event(Event(title="E", sessions=(Session(id="a", method="kugellager"),)), Roster(()))


def test_rules_of_a_session_hold_there_alone() -> None:
    """A rule with a scope is in the plan of its session, and kept there."""
    rule = Together(people=("p1", "p2", "p3"))
    once = {"size": 4, "rotations": 1}
    plan = planned(crowd(16), (TABLES, once), (TABLES, once | {"rules": (rule,)})).plan
    assert rule in plan.sessions[1].rules
    assert rule not in (*plan.rules, *plan.sessions[0].rules)
    assert list(rule.broken(plan.sessions[1].rotations, {})) == []


def test_private_rules_of_a_session_stay_out_of_the_plan() -> None:
    """Who must not meet whom is kept and not told."""
    rule = Apart(people=("p1", "p2"))
    plan = planned(crowd(12), (TABLES, {"size": 4, "rules": (rule,)})).plan
    assert list(rule.broken(plan.sessions[0].rotations, {})) == []
    assert "apart" not in plan.to_json()


@pytest.mark.parametrize("kind", [AtLeast, AtMost])
def test_numbers_in_every_group(kind: type[AtLeast | AtMost]) -> None:
    """At least one veteran, or at most two leaders, sit in each group."""
    rule = (
        AtLeast(attribute="first_timer", value=False)
        if kind is AtLeast
        else AtMost(attribute="leader", value=True, count=2)
    )
    plan = planned(crowd(24), (TABLES, {"size": 4, "rotations": 3}), rules=(rule,)).plan
    assert list(rule.broken(plan.sessions[0].rotations, plan.values())) == []
    assert rule.key not in plan.score


@pytest.mark.parametrize(
    "rule",
    [
        AtLeast(attribute="first_timer", value=False, count=2),
        AtMost(attribute="first_timer", value=True, count=1),
    ],
)
def test_numbers_that_cannot_be_are_refused(rule: AtLeast | AtMost) -> None:
    """Too few, or too many, for the groups there are."""
    with pytest.raises(InfeasibleError):
        planned(crowd(24), (TABLES, {"size": 4, "own_mix": False}), rules=(rule,))


def test_a_place_of_another_session_is_no_error() -> None:
    """Somebody fixed to a table sits anywhere in a circle; a place nobody has is told."""
    fixed = Fixed(person="p5", place="table 2")
    plan = planned(crowd(12), (RING, {"rotations": 2}), (TABLES, {"size": 4}), rules=(fixed,)).plan
    group = next(g for g in plan.sessions[1].rotations[0].groups if "p5" in g.members)
    assert group.place == "t2"
    wrong = Fixed(person="p5", place="table 9")
    with pytest.raises(FacilitateError, match="table 9"):
        planned(crowd(12), (RING, {"rotations": 2}), (TABLES, {"size": 4}), rules=(wrong,))


def test_first_timers_meet_somebody_who_knows_the_event(forum: Roster) -> None:
    """In the first session that makes it possible, everybody new meets somebody who is not."""
    plan = planned(forum, (RING, {"rotations": 6}), (TABLES, {"rotations": 2})).plan
    assert plan.sessions[0].score["no-veteran"] == 0
    first = {p.id for p in forum if p.value("first_timer") is True}
    known = {p.id for p in forum if p.value("first_timer") is False}
    met = {p for pair in _pairs(plan, 0) if known & set(pair) for p in pair}
    assert first <= met


def test_no_first_contact_is_given_up_for_later_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions improved in turns may not leave somebody new waiting who had met a veteran."""
    monkeypatch.setattr(planning, "Stop", partial(Stop, steps=200))  # many turns, short searches
    later = [(TABLES, {"rotations": 3, "size": 4})] * 3
    plan = planned(crowd(36), (RING, {"rotations": 3}), *later).plan
    assert plan.sessions[0].score["no-veteran"] == 0


def test_what_holds_in_several_sessions_is_told_once() -> None:
    """A finding names all the sessions it is about."""
    sessions = [(TABLES, {"rotations": 3, "size": 4, "title": t}) for t in ("First", "Second")]
    found = planned(crowd(7), *sessions).findings
    (told,) = (f for f in found if f.code == "repeats-unavoidable")
    assert told.where == "First and Second"


def _pairs(plan: Plan, session: int) -> list[tuple[str, str]]:
    return [
        pair
        for rotation in plan.sessions[session].rotations
        for group in rotation.groups
        for pair in combinations(group.members, 2)
    ]


def test_waiting_counts_who_sits_with_no_veteran() -> None:
    """Those who share no group with a veteran in any rotation wait."""
    first, veterans = newcomers(crowd(6))
    seats = np.array([[0, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1]])
    assert waiting(seats, first, veterans).tolist() == [True, True, False, True, False, False]


def test_stations_keep_groups_and_move_them_on() -> None:
    """Groups stay as they are, and see another place in each rotation."""
    plan = planned(crowd(16), (STATIONS, {"rotations": 3, "size": 4})).plan
    rows = plan.sessions[0].rotations
    groups = [{frozenset(g.members) for g in row.groups} for row in rows]
    assert groups[0] == groups[1] == groups[2]
    for group in groups[0]:
        seen = [g.place for row in rows for g in row.groups if frozenset(g.members) == group]
        assert len(set(seen)) == 3
    assert again(plan) == 0


def test_more_rotations_than_stations_are_refused() -> None:
    """Nobody comes to a station twice."""
    with pytest.raises(FacilitateError, match="station"):
        planned(crowd(16), (STATIONS, {"rotations": 5, "size": 4}))


@pytest.mark.parametrize("policy", ["host", "host-stays", "host-once"])
def test_hosts_stay(policy: str) -> None:
    """Hosts are at their place as their rule says, and have the role."""
    role = CAFE.roles[0].model_copy(update={"policy": policy})
    cafe = CAFE.model_copy(update={"roles": (role,)})
    plan = planned(crowd(24), (cafe, {"rotations": 3, "size": 4})).plan
    rows = plan.sessions[0].rotations
    hosts = [
        {g.place: p for g in row.groups for p, held in g.roles.items() if held == "host"}
        for row in rows
    ]
    seats = [{p: g.place for g in row.groups for p in g.members} for row in rows]
    served = [rows[0].number] if policy == "host" else []
    for r, row in enumerate(hosts[1:] if not served else hosts, start=0 if served else 1):
        assert len(row) == 6
        for place, person in row.items():
            assert seats[max(0, r - 1)][person] == place
    if policy == "host-once":
        people = [p for row in hosts for p in row.values()]
        assert len(set(people)) == len(people) == 12
    else:
        assert hosts[1] == hosts[2]
    assert again(plan) == 0


def test_named_hosts_are_at_their_place() -> None:
    """Who was named for a place is its host."""
    role = CAFE.roles[0].model_copy(update={"policy": "host"})
    cafe = CAFE.model_copy(update={"roles": (role,)})
    plan = planned(crowd(16), (cafe, {"rotations": 2, "hosts": {"t2": "p7"}})).plan
    for rotation in plan.sessions[0].rotations:
        assert rotation.groups[1].roles["p7"] == "host"


def places(*step_free: bool, seats: int = 5) -> tuple[Place, ...]:
    """Make places of a room."""
    return tuple(
        Place(id=f"t{k}", label=Text(de=f"Tisch {k}", en=f"table {k}"), seats=seats, step_free=free)
        for k, free in enumerate(step_free, start=1)
    )


def test_whoever_needs_it_sits_without_steps() -> None:
    """People with access needs stay at a place they can reach; the others come to them."""
    room = places(False, True, False, True)
    plan = planned(
        crowd(16),
        (TABLES, {"rotations": 3, "size": 4, "places": room}),
        inputs=Inputs(needs=frozenset({"p1", "p2"})),
    ).plan
    for person in ("p1", "p2"):
        at = {g.place for r in plan.sessions[0].rotations for g in r.groups if person in g.members}
        assert len(at) == 1
        assert at <= {"t2", "t4"}
    with pytest.raises(InfeasibleError, match="steps"):
        planned(
            crowd(16),
            (TABLES, {"size": 4, "places": places(False, False, False, False)}),
            inputs=Inputs(needs=frozenset({"p1"})),
        )


def homes(planned_: Planned, *people: str) -> list[set[str]]:
    """Give all places at which each of the people sits in the first session."""
    rotations = planned_.plan.sessions[0].rotations
    return [{g.place for r in rotations for g in r.groups if p in g.members} for p in people]


@pytest.mark.parametrize(
    "room", [(), places(True, True, True, True), places(True, True, False, True)]
)
def test_whoever_needs_it_keeps_one_place(room: tuple[Place, ...]) -> None:
    """With a room or without, whatever is known of its steps; and check agrees."""
    needs = frozenset({"p1", "p2", "p3"})
    made = planned(
        crowd(16), (CAFE, {"rotations": 3, "size": 4, "places": room}), inputs=Inputs(needs=needs)
    )
    assert [len(at) for at in homes(made, *sorted(needs))] == [1, 1, 1]
    assert [f.code for f in made.findings if f.code.startswith("access")] == (
        [] if any(not place.step_free for place in room) else ["access-kept"]
    )
    private = PrivateRules(access=tuple(Access(person=person) for person in needs))
    assert not [f for f in check(made.plan, private) if f.code.startswith("access")]


@pytest.mark.parametrize("method", [CAFE, load_method("kugellager"), load_method("tischrunden")])
def test_rules_are_kept_however_short_the_time(method: Method) -> None:
    """What the clock cuts short is all that comes after the rules."""
    needs = frozenset({"p1", "p2", "p3"})
    rules = (Apart(people=("p4", "p5")), Apart(people=("p6", "p7", "p8")))
    made = planned(
        crowd(16), (method, {"rotations": 3}), inputs=Inputs(needs=needs), rules=rules, limit=1e-6
    )
    private = PrivateRules(
        apart=tuple(rule.people for rule in rules),
        access=tuple(Access(person=person) for person in needs),
    )
    assert not [f for f in check(made.plan, private) if f.level is Level.ERROR]


def test_places_are_kept_beside_other_rules() -> None:
    """Who hosts, is fixed, sits together or apart, or sat somewhere before, stays right there."""
    needs = frozenset({"p1", "p2", "p3", "p4"})
    rules = (
        Together(people=("p1", "p9")),
        Fixed(person="p9", place="t4"),
        Apart(people=("p2", "p3")),
    )
    session = {"rotations": 3, "size": 4, "places": places(True, True, False, True)}
    made = planned(
        crowd(16),
        (CAFE, session | {"hosts": {"t1": "p4"}}),
        inputs=Inputs(needs=needs),
        rules=rules,
    )
    one, two, three, four = homes(made, "p1", "p2", "p3", "p4")
    assert (one, four) == ({"t4"}, {"t1"})
    assert two != three
    assert two | three <= {"t1", "t2", "t4"}
    again = planned(
        crowd(16),
        (CAFE, session),
        inputs=Inputs(needs=needs - {"p4"}, keep=made.plan),
        rules=rules[:2],
    )
    assert homes(again, "p1", "p2", "p3") == [one, two, three]


def test_whoever_stays_shares_a_place_with_as_few_as_can_be() -> None:
    """Nobody shares a place with guests without need, which is proven, and why is told."""
    needs = frozenset({"p1", "p2", "p3"})
    rules = tuple(Fixed(person=f"p{k + 20}", place=f"t{k}") for k in (1, 2))
    room = places(True, True, False, False, False, False)
    made = planned(
        crowd(24),
        (TABLES, {"rotations": 2, "size": 4, "places": room}),
        (TABLES, {"rotations": 2, "size": 4, "places": room}),
        inputs=Inputs(needs=needs),
        rules=rules,
    )
    shared = 1 + 1 + 2  # at two places with a guest each: 2 at one, and 1 at the other
    told = [f for f in made.findings if f.code == "places-shared"]
    assert [f.message.startswith(f"At least {shared} pairs sit together") for f in told] == [True]
    assert made.plan.score["no-repeat"] >= made.plan.bounds["no-repeat"] == 2 * shared
    stays = {*needs, "p21", "p22"}
    always = [
        {pair for pair in combinations(sorted(stays), 2) if session_meets(made, at, pair) == 2}
        for at in (0, 1)
    ]
    assert list(map(len, always)) == [shared, shared]


def session_meets(made: Planned, at: int, pair: tuple[str, str]) -> int:
    """Count the rotations of one session in which a pair shares a group."""
    return sum(
        set(pair) <= set(group.members)
        for rotation in made.plan.sessions[at].rotations
        for group in rotation.groups
    )


def test_whoever_has_to_move_on_is_told_of() -> None:
    """Where groups go from station to station nobody can stay: planning and check say so."""
    needs, steep = frozenset({"p1"}), places(True, False, True, True)
    made = planned(
        crowd(16), (STATIONS, {"rotations": 4, "places": steep}), inputs=Inputs(needs=needs)
    )
    told = [f for f in made.findings if f.code.startswith("access")]
    assert [f.code for f in told] == ["access-behind-steps", "access-moves"]
    assert "from place to place" in told[1].message
    found = check(made.plan, PrivateRules(access=(Access(person="p1"),)))
    assert {(str(f.level), f.code) for f in found} >= {
        ("warning", "access-moves"),
        ("error", "access"),
    }


def test_together_at_a_fixed_place() -> None:
    """Somebody who always sits with a person who is fixed is fixed there, too."""
    rules = (Together(people=("p5", "p11")), Fixed(person="p11", place="t3"))
    made = planned(crowd(24), (TABLES, {"rotations": 3, "groups": 6}), rules=rules)
    assert homes(made, "p5", "p11") == [{"t3"}, {"t3"}]


def test_the_room_limits_the_groups() -> None:
    """There are no more groups than places, and no more people than seats."""
    plan = planned(crowd(18), (TABLES, {"size": 4, "places": places(True, True, True, True)})).plan
    assert [len(g.members) for g in plan.sessions[0].rotations[0].groups] == [5, 5, 4, 4]
    with pytest.raises(InfeasibleError, match="seat"):
        planned(crowd(18), (TABLES, {"places": places(True, True, True, True, seats=4)}))


def test_the_same_event_keeps_its_plan() -> None:
    """Planning again beside the earlier plan changes nothing."""
    sessions = [(BREAK, {}), (RING, {"rotations": 3}), (TABLES, {"rotations": 3, "size": 4})]
    first = planned(crowd(24), *sessions).plan
    second = planned(crowd(24), *sessions, inputs=Inputs(keep=first))
    assert second.plan.sessions == first.sessions
    changed = next(f for f in second.findings if f.code == "seats-changed")
    assert changed.message.startswith("0 of 144")


def test_one_rule_more_changes_few_seats() -> None:
    """A new rule moves those it must, not everybody."""
    sessions = [(TABLES, {"rotations": 3, "size": 4})]
    first = planned(crowd(40), *sessions).plan
    together = first.sessions[0].rotations[0].groups[0].members[:2]
    rules = (Apart(people=together),)
    again_ = planned(crowd(40), *sessions, rules=rules).plan
    near = planned(crowd(40), *sessions, rules=rules, inputs=Inputs(keep=first)).plan
    assert near.score == again_.score
    assert _changed(first, near) < _changed(first, again_)
    assert _changed(first, near) <= 4


def test_a_new_rule_leaves_other_sessions_alone() -> None:
    """Two who sit opposite are parted by one exchange; nobody meets again in a later session."""
    sessions = [(RING, {"rotations": 3}), (TABLES, {"rotations": 3, "size": 4})]
    first = planned(crowd(40), *sessions).plan
    rules = (Apart(people=first.sessions[0].rotations[0].groups[0].members[:2]),)
    near = planned(crowd(40), *sessions, rules=rules, inputs=Inputs(keep=first)).plan
    assert again(near) == again(first) == 0
    assert _changed(first, near) == 2 * 3
    assert [r.groups for r in near.sessions[1].rotations] == [
        r.groups for r in first.sessions[1].rotations
    ]


def test_who_misses_a_circle_moves_few() -> None:
    """Most stay in a circle that gets smaller, and whom it brings together again part later."""
    sessions: list[tuple[Method, dict[str, Any]]] = [
        (RING, {"rotations": 3}),
        (TABLES, {"rotations": 3, "size": 4}),
    ]
    first = planned(crowd(40), *sessions).plan
    late = [(RING, {"rotations": 3, "absent": ("p1", "p2", "p5")}), sessions[1]]
    near = planned(crowd(40), *late, inputs=Inputs(keep=first)).plan
    assert again(near) == 0
    assert len(changed_seats(first, near)) < 25


def test_who_falls_ill_closes_no_table() -> None:
    """As long as the groups are no smaller than allowed, there are as many as before."""
    sessions = [(TABLES, {"rotations": 3, "size": 5})]
    first = planned(crowd(41), *sessions).plan
    left = Roster(crowd(41).people[:-2])
    near = planned(left, *sessions, inputs=Inputs(keep=first)).plan
    assert len(near.sessions[0].rotations[0].groups) == 9
    assert len(planned(left, *sessions).plan.sessions[0].rotations[0].groups) == 8
    gone = {"p40", "p41"}
    seats = [
        {
            (r.number, p): g.place
            for r in plan.sessions[0].rotations
            for g in r.groups
            for p in g.members
            if p not in gone
        }
        for plan in (first, near)
    ]
    assert sum(seats[0][key] != seats[1][key] for key in seats[0]) <= 6


def test_what_other_sessions_may_still_change_is_not_called_unavoidable() -> None:
    """That two have met twice elsewhere is no proof that anybody must meet again here."""
    known = (Known(people=("p1", "p2"), times=2),)
    found = planned(crowd(40), (TABLES, {"rotations": 3, "size": 4}), known=known)
    assert "repeats-unavoidable" not in {finding.code for finding in found.findings}
    alone = planned(crowd(8), (TABLES, {"rotations": 6, "size": 4}))
    assert "repeats-unavoidable" in {finding.code for finding in alone.findings}


def _changed(old: Plan, new: Plan) -> int:
    seats = [
        {
            (r.number, p): g.place
            for r in plan.sessions[0].rotations
            for g in r.groups
            for p in g.members
        }
        for plan in (old, new)
    ]
    return sum(seats[0][key] != seats[1][key] for key in seats[0])


def test_even_spread_over_an_event() -> None:
    """A goal of the whole event is a rule of the plan, once."""
    rule = Spread(attribute="leader")
    plan = planned(crowd(16), (TABLES, {}), (TABLES, {}), rules=(rule,)).plan
    assert plan.rules.count(rule) == 1
    assert all(rule not in session.rules for session in plan.sessions)


@pytest.mark.parametrize("beside", [(), (AtMost(attribute="leader", value=True, count=3),)])
def test_never_again_but_for_those_who_stay_together(beside: tuple[Rule, ...]) -> None:
    """That nobody meets again is a must that those kept together do not break; check agrees."""
    rules = (NoRepeat(hard=True), Together(people=("p1", "p2")), *beside)
    plan = planned(crowd(12), (TABLES, {"size": 3, "rotations": 2}), rules=rules).plan
    assert plan.meetings()[("p1", "p2")] == 1
    assert set(plan.meetings().values()) == {1}
    assert "no-repeat" not in {finding.code for finding in check(plan)}


def test_tables_that_are_too_small_are_named() -> None:
    """Groups are even: tables with fewer seats than the least group needs are told by name."""
    room = tuple(
        Place(id=f"t{k}", label=Text(de=f"Tisch {k}", en=f"Table {k}"), seats=seats)
        for k, seats in enumerate((7, 6, 3), start=1)
    )
    with pytest.raises(InfeasibleError) as told:
        planned(crowd(15), (TABLES, {"size": 5, "places": room}))
    (finding,) = told.value.findings
    assert finding.code == "places-too-few"
    assert "each place needs 5 seats. Too small for that: Table 3 (3)." in finding.hint
