"""Event and people in, plan out: the three methods on the real list, and everything impossible."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.catalogue import load_method
from facilitate.checking import check
from facilitate.errors import FacilitateError, InfeasibleError, Level, UsageError
from facilitate.event import Event, Session, Topic
from facilitate.intake import read_people
from facilitate.method import Method
from facilitate.plan import Plan, SessionPlan
from facilitate.planning import Inputs, Planned, plan_event
from facilitate.planning.beforehand import refuse_beforehand
from facilitate.roster import Participant, Roster
from facilitate.rules import Apart, AvoidSame, Fixed, NoRepeat, Rule, Spread, Together
from facilitate.words import speak

FORUM = Path(__file__).parents[1] / "data" / "forum-80.csv"
METHODS = ("kugellager", "sozialplanungspoker", "titel-thesen-fragmente", "tischrunden")


@pytest.fixture(autouse=True)
def english() -> None:
    """Read messages in English."""
    speak("en")


@pytest.fixture(scope="module")
def forum() -> Roster:
    """Give the 80 people of the forum."""
    return read_people(FORUM).roster


def crowd(people: int, organisations: int = 10_000) -> Roster:
    """Make a roster of numbered people."""
    return Roster(
        tuple(
            Participant(
                f"p{i}",
                i,
                f"Person {i}",
                attributes={"organisation": f"Amt {i % organisations}", "leader": i % 4 == 0},
            )
            for i in range(1, people + 1)
        ),
        columns={"organisation": "Amt", "leader": "Leitung"},
    )


def planned(roster: Roster, method: str, *rules: Rule, **session: object) -> Planned:
    """Plan one session."""
    one = Session.model_validate({"id": "s", "method": method, **session})
    return plan_event(Event(title="Test", seed=1, rules=rules, sessions=(one,)), roster)


def only(plan: Plan) -> SessionPlan:
    """Give the single session of a plan."""
    (session,) = plan.sessions
    return session


def errors(plan: Plan) -> list[str]:
    """List the codes of broken rules and missed goals that `check` finds."""
    return [f.code for f in check(plan) if f.level is not Level.HINT]


@pytest.mark.parametrize(
    ("method", "rotations"),
    [("sozialplanungspoker", 5), ("tischrunden", 10), ("titel-thesen-fragmente", 3)],
)
def test_tables_of_the_forum(forum: Roster, method: str, rotations: int) -> None:
    """Nobody meets twice, leaders and first-timers are even, no colleagues share a table."""
    plan = planned(forum, method, rotations=rotations).plan
    assert max(plan.meetings().values()) == 1
    assert plan.score == plan.bounds
    assert plan.score["avoid-same:organisation"] == 0
    for attribute in ("leader", "first_timer"):
        rule = Spread(attribute=attribute)
        assert list(rule.broken(only(plan).rotations, plan.values())) == []
    assert errors(plan) == []


def test_circles_of_the_forum(forum: Roster) -> None:
    """Circles of 26, 26 and 28; six different partners each, none from one's organisation."""
    plan = planned(forum, "kugellager", rotations=6).plan
    met = plan.meetings()
    assert max(met.values()) == 1
    assert set(Counter(p for pair in met for p in pair).values()) == {6}
    circles = Counter(
        seat.circle for g in only(plan).rotations[0].groups for seat in g.seats.values()
    )
    assert circles == {"A": 26, "B": 26, "C": 28}
    assert plan.score["avoid-same:organisation"] == 0
    assert errors(plan) == []


def test_an_odd_circle_has_one_trio_a_rotation(forum: Roster) -> None:
    """With 79 people nobody is in a trio twice and no pair meets twice."""
    plan = planned(Roster(forum.people[:79], forum.columns), "kugellager", rotations=6).plan
    trios = [[g.members for g in r.groups if len(g.members) == 3] for r in only(plan).rotations]
    assert [len(row) for row in trios] == [1] * 6
    assert max(Counter(p for row in trios for trio in row for p in trio).values()) == 1
    assert max(plan.meetings().values()) == 1
    assert errors(plan) == []


def test_whoever_needs_access_stays_seated(forum: Roster) -> None:
    """In circles, people with access needs sit in the circle that does not move."""
    plan = planned(forum, "kugellager").plan
    needy = [p.id for p in forum if p.value("access")]
    sides = {g.seats[p].side for g in only(plan).rotations[0].groups for p in needy if p in g.seats}
    assert needy
    assert sides == {"inner"}


def test_free_seats_keep_colleagues_on_one_side(forum: Roster) -> None:
    """With free seats people of one organisation are never on opposite sides of a circle."""
    plan = planned(forum, "kugellager", seats="free").plan
    sides: dict[tuple[object, ...], set[str]] = {}
    for group in only(plan).rotations[0].groups:
        for person, seat in group.seats.items():
            key = (group.place, plan.people()[person].attributes["organisation"])
            sides.setdefault(key, set()).add(str(seat.side))
    assert all(len(found) == 1 for found in sides.values())
    assert plan.meetings() == {}
    assert errors(plan) == []


@pytest.mark.parametrize("seed", [1, 2, 12])
def test_free_seats_keep_people_apart_by_sides(forum: Roster, seed: int) -> None:
    """Who must not meet is never on opposite sides; the same side or another circle will do."""
    apart = Apart(people=tuple(p.id for p in forum.people[:3]))
    session = Session(id="s", method="kugellager", seats="free")
    event = Event(title="T", seed=seed, rules=(apart,), sessions=(session,))
    plan = plan_event(event, forum).plan
    seats = [
        g.seats[p] for g in only(plan).rotations[0].groups for p in apart.people if p in g.seats
    ]
    by_circle = {(s.circle, s.side) for s in seats}
    assert len({circle for circle, _side in by_circle}) == len(by_circle)


def test_free_seats_with_a_must(forum: Roster) -> None:
    """Made a must, colleagues apart and leaders even over the sides are kept with free seats."""
    rules = (AvoidSame(attribute="organisation", hard=True), Spread(attribute="leader", hard=True))
    plan = planned(forum, "kugellager", *rules, seats="free").plan
    assert plan.score["avoid-same:organisation"] == 0


def test_circles_that_are_too_large_are_refused() -> None:
    """Two circles for 78 people would hold 38 and 40: the method allows 30."""
    impossible("circle-too-large", crowd(78), "kugellager", groups=2)


def test_private_needs_stay_out_of_the_plan() -> None:
    """Access needs given beside the list keep somebody seated, and do not stand in the plan."""
    session = Session(id="s", method="kugellager")
    event = Event(title="T", seed=1, sessions=(session,))
    inputs = Inputs(needs=frozenset({"p3"}))
    plan = plan_event(event, crowd(24), inputs=inputs).plan
    sides = {g.seats["p3"].side for g in only(plan).rotations[0].groups if "p3" in g.seats}
    assert sides == {"inner"}
    assert "access" not in plan.people()["p3"].attributes


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("people", [7, 23, 79, 80, 81])
def test_every_method_takes_any_number_of_people(method: str, people: int) -> None:
    """Sizes stay within the method's limits, and the plan breaks no rule."""
    plan = planned(crowd(people), method).plan
    sizes = {len(g.members) for r in only(plan).rotations for g in r.groups}
    limits = load_method(method).group
    assert limits.min <= min(sizes) <= max(sizes) <= limits.max
    assert not [f for f in check(plan) if f.level is Level.ERROR]


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 30), st.sampled_from(METHODS), st.integers(1, 4), st.integers(0, 9))
def test_a_plan_is_right_or_refused(people: int, method: str, rotations: int, seed: int) -> None:
    """Any crowd gives a plan without errors, or an error with a way out."""
    session = Session(id="s", method=method, rotations=rotations)
    event = Event(title="Test", seed=seed, sessions=(session,))
    try:
        findings = check(plan_event(event, crowd(people, 7), time_limit=0.05).plan)
    except FacilitateError as error:
        refused = error.findings
        assert refused
        assert all(f.message and f.hint for f in refused)
    else:
        assert not [f for f in findings if f.level is Level.ERROR]


def test_rules_are_kept_and_private_ones_left_out(forum: Roster) -> None:
    """Apart, together and fixed hold; who must not meet does not stand in the plan."""
    ids = [person.id for person in forum]
    rules: list[Rule] = [
        Apart(people=(ids[0], ids[1])),
        Together(people=(ids[2], ids[40])),
        Fixed(person=ids[5], place="Tisch 3"),
        AvoidSame(attribute="sector"),
    ]
    plan = planned(forum, "tischrunden", *rules, rotations=4).plan
    rotations = only(plan).rotations
    assert all(list(r.broken(rotations, plan.values())) == [] for r in rules[:2])
    assert all(ids[5] in r.groups[2].members for r in rotations)
    assert {r.rule for r in plan.rules} == {
        "together",
        "fixed",
        "avoid-same",
        "spread",
        "no-repeat",
    }
    assert "apart" not in plan.to_json()


def test_a_seat_or_a_circle_can_be_fixed(forum: Roster) -> None:
    """In circles people are fixed to a circle, or to a seat of the circle that stays."""
    first, second = forum.people[0].id, forum.people[1].id
    rules = (Fixed(person=first, place="Kreis B"), Fixed(person=second, place="Paar C4"))
    for rotation in only(planned(forum, "kugellager", *rules).plan).rotations:
        at = {p: g.place for g in rotation.groups for p in g.members}
        assert at[first].startswith("B")
        assert at[second] == "C4"


def impossible(
    code: str, roster: Roster, method: str, *rules: Rule, **session: object
) -> FacilitateError:
    """Expect one finding with `code`, and a way out."""
    with pytest.raises(InfeasibleError) as caught:
        planned(roster, method, *rules, **session)
    assert code in [f.code for f in caught.value.findings]
    assert all(f.hint for f in caught.value.findings)
    return caught.value


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("together-and-apart", [Apart(people=("p1", "p2")), Together(people=("p1", "p2"))]),
        ("together-too-many", [Together(people=tuple(f"p{i}" for i in range(1, 8)))]),
        (
            "together-and-fixed",
            [
                Together(people=("p1", "p2")),
                Fixed(person="p1", place="1"),
                Fixed(person="p2", place="2"),
            ],
        ),
        ("apart-too-many", [Apart(people=tuple(f"p{i}" for i in range(1, 8)))]),
        (
            "fixed-and-apart",
            [
                Apart(people=("p1", "p2")),
                Fixed(person="p1", place="1"),
                Fixed(person="p2", place="1"),
            ],
        ),
        ("fixed-twice", [Fixed(person="p1", place="1"), Fixed(person="p1", place="2")]),
        ("fixed-too-many", [Fixed(person=f"p{i}", place="1") for i in range(1, 6)]),
        ("avoid-same-impossible", [AvoidSame(attribute="leader", hard=True)]),
    ],
)
def test_contradictions_are_told_before_searching(code: str, rules: list[Rule]) -> None:
    """Rules that no seating can keep are refused with the reason."""
    impossible(code, crowd(24), "tischrunden", *rules)


def test_a_must_without_repeats_is_refused_when_the_bound_says_so() -> None:
    """Seven people in three rotations must meet again: as a must that is impossible."""
    impossible("repeats-impossible", crowd(7), "tischrunden", NoRepeat(hard=True), rotations=3)


@pytest.mark.parametrize(("people", "size", "rotations"), [(22, 4, 12), (23, 5, 9), (31, 6, 8)])
def test_the_most_rotations_without_repeats_are_told(
    people: int, size: int, rotations: int
) -> None:
    """What is told is not refused beforehand, and one rotation more is."""
    method = load_method("tischrunden")
    rules = (NoRepeat(hard=True),)

    def refused(count: int) -> str:
        session = Session(id="s", method=method.id, rotations=count, size=size, rules=rules)
        try:
            refuse_beforehand(session, method, crowd(people))
        except InfeasibleError as error:
            return error.findings[0].hint
        return ""

    told = re.search(r"at most (\d+) rotations", refused(rotations))
    assert told is not None
    assert not refused(int(told[1]))
    assert refused(int(told[1]) + 1)


def test_pairs_cannot_be_kept_together() -> None:
    """In double circles nobody stays beside anybody, not even in the trio of an odd one."""
    for people in (24, 25):
        together = Together(people=("p1", "p2"))
        error = impossible("together-too-many", crowd(people), "kugellager", together)
        assert "everybody changes partners" in error.findings[0].message
        assert "sessions: [id, id]" in error.findings[0].hint


def test_faults_name_what_was_given_not_options() -> None:
    """From Python an event has sizes and rotations, no options of a command."""
    for method, asked in (("tischrunden", {"size": 99}), ("kugellager", {"rotations": 1})):
        with pytest.raises(UsageError) as caught:
            planned(crowd(12), method, **asked)
        assert [f.where for f in caught.value.findings] == [*asked]


def test_too_few_people_for_circles() -> None:
    """Three people make no double circle."""
    impossible("sizes-impossible", crowd(3), "kugellager")


def test_too_many_people_who_must_not_move() -> None:
    """More access needs than seats that stay are refused."""
    people = tuple(
        Participant(f"p{i}", i, f"Person {i}", attributes={"access": "Rollstuhl"})
        for i in range(1, 9)
    )
    impossible("access-too-many", Roster(people, {"access": "Bedarf"}), "kugellager", rotations=2)


@pytest.mark.parametrize(
    ("method", "options", "code"),
    [
        ("kugellager", {"rotations": 1}, "rotations-not-allowed"),
        ("kugellager", {"size": 4}, "size-not-allowed"),
        ("sozialplanungspoker", {"size": 9}, "size-not-allowed"),
    ],
)
def test_numbers_the_method_does_not_allow(method: str, options: dict[str, int], code: str) -> None:
    """Sizes and rotations outside the method's limits are usage errors."""
    with pytest.raises(UsageError) as caught:
        planned(crowd(24), method, **options)
    assert caught.value.findings[0].code == code


def test_unknown_place_names_the_nearest() -> None:
    """A table that is not there is an error with what there is."""
    with pytest.raises(FacilitateError, match="Tisch 99"):
        planned(crowd(24), "tischrunden", Fixed(person="p1", place="Tisch 99"))


def test_offered_cards_seat_their_givers(forum: Roster) -> None:
    """Each card runs once at most, its giver sits there and has that role."""
    cards = tuple(
        Topic(id=f"M{p.number}", title=f"Karte {p.number}", kind="These", host=p.id)
        for p in forum.people[:44]
    )
    session = Session(id="s", method="titel-thesen-fragmente", rotations=2, topics=cards)
    event = Event(title="Test", seed=1, sessions=(session,))
    result = plan_event(event, forum)
    topics = [
        (g.topic, [p for p, role in g.roles.items() if role == "case-giver"])
        for r in only(result.plan).rotations
        for g in r.groups
        if g.topic
    ]
    by_text = {card.title: card.host for card in cards}
    assert len(topics) == len({topic for topic, _givers in topics}) == 40
    assert all(givers == [by_text[topic]] for topic, givers in topics)
    assert "cards-not-run" in [f.code for f in result.findings]
    assert errors(result.plan) == []


def test_minutes_decide_the_rotations(forum: Roster) -> None:
    """Given minutes, as many rotations fit as the whole time allows, and one more is priced."""
    result = planned(forum, "kugellager", minutes=40, whole=True)
    session = only(result.plan)
    assert (session.end - session.start).total_seconds() <= 40 * 60
    assert "rotations-fit" in [f.code for f in result.findings]


def test_scarce_people_are_named_before_searching(forum: Roster) -> None:
    """27 groups cannot each have one of 24 veterans: said as a hint, with the arithmetic."""
    found = planned(forum, "tischrunden", rotations=1, groups=27).findings
    messages = [f.message for f in found]
    assert "27 groups cannot each have one of 24 veterans." in messages
    assert "27 groups cannot each have one of 22 leaders." in messages


def test_unavoidable_repeats_are_called_unavoidable() -> None:
    """Seven people in three rotations: nine coincidences at least."""
    found = planned(crowd(7), "tischrunden", rotations=3).findings
    assert "repeats-unavoidable" in [f.code for f in found]


def test_small_circle_is_a_warning() -> None:
    """Eight people have four partners to offer, not six."""
    found = planned(crowd(8), "kugellager", rotations=6).findings
    assert "circle-too-small" in [f.code for f in found]


@pytest.mark.parametrize("minutes", [None, 60])
def test_rotations_end_before_partners_come_back(minutes: int | None) -> None:
    """Eight people have four partners: without a number of rotations there are four."""
    result = planned(crowd(8), "kugellager", minutes=minutes)
    assert len(only(result.plan).rotations) == 4
    assert max(result.plan.meetings().values()) == 1
    assert "rotations-by-partners" in [f.code for f in result.findings]


def test_same_seed_same_bytes(forum: Roster) -> None:
    """Two plans from one seed are equal byte for byte; another seed differs."""
    texts = [
        plan_event(
            Event(title="T", seed=s, sessions=(Session(id="s", method="tischrunden"),)), forum
        ).plan.to_json()
        for s in (4, 4, 5)
    ]
    assert texts[0] == texts[1] != texts[2]


def test_sessions_remember_who_has_met(forum: Roster) -> None:
    """Two sessions of one event: nobody met in the first meets again in the second."""
    sessions = (
        Session(id="a", method="kugellager", rotations=6),
        Session(id="b", method="sozialplanungspoker", rotations=3),
    )
    plan = plan_event(Event(title="T", seed=1, sessions=sessions), forum).plan
    assert max(plan.meetings().values()) == 1


def test_roles_go_round(forum: Roster) -> None:
    """At the poker tables nobody keeps time twice in three rotations: 60 slots, 80 people."""
    plan = planned(forum, "sozialplanungspoker", rotations=3).plan
    times = Counter(
        p
        for r in only(plan).rotations
        for g in r.groups
        for p, role in g.roles.items()
        if role == "timekeeper"
    )
    assert sum(times.values()) == 60
    assert max(times.values()) == 1


def test_a_movement_by_shifts_is_planned_as_ruled() -> None:
    """Stay, left, right at five tables of three: a movement, and nobody meets twice."""
    base = load_method("tischrunden").model_dump(by_alias=True, mode="json")
    base |= {"id": "schieben", "movement": {"shifts": [0, 1, -1]}, "rotations": {"default": 3}}
    base["group"] = {"min": 3, "ideal": 3, "max": 3}
    method = Method.model_validate(base)
    session = Session(id="s", method="schieben")
    event = Event(title="T", seed=1, sessions=(session,))
    plan = plan_event(event, crowd(15), methods=lambda _session: method).plan
    assert max(plan.meetings().values()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Vorname,Nachname\nMai,Nguyen Thi\nLiz,St. John\n",
        'Name\n"Nguyen Thi, Mai"\n"St. John, Liz"\n',
    ],
)
def test_the_list_s_family_names_reach_the_plan(text: str, tmp_path: Path) -> None:
    """Whether in a column of their own or before a comma; the plan sorts by them."""
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    roster = read_people(path).roster
    event = Event(title="T", sessions=(Session(id="s", method="plenum"),))
    people = plan_event(event, roster).plan.participants
    assert [p.family for p in people][:2] == ["Nguyen Thi", "St. John"]
    assert [p.listed for p in sorted(people, key=lambda p: p.sorted_by)][-2:] == [
        "Nguyen Thi, Mai",
        "St. John, Liz",
    ]
