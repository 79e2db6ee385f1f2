"""Working groups by wish: first wishes proven, rules kept, the rest mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from operator import gt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.errors import InfeasibleError
from facilitate.event import Session, Topic
from facilitate.grouping.stopping import Progress, Stop
from facilitate.grouping.wishes import Assignment, Wishes, solve_wishes
from facilitate.intake import read_people, read_wishes
from facilitate.planning import choosing
from facilitate.planning.choosing import seat_choice
from facilitate.planning.parts import Asked, Rows, Search, Seated
from facilitate.roster import Participant, Roster
from facilitate.rules import Apart, AtLeast, AtMost, AvoidSame, Fixed, Rule, Spread, Together
from facilitate.venue import Place
from facilitate.words import speak
from tests.builders import make_method, make_role

DATA = Path(__file__).parents[1] / "data"
SEARCH = Search(1, Stop())
Lists = Mapping[int, Sequence[int]]


@pytest.fixture(autouse=True)
def english() -> None:
    """Read messages in English."""
    speak("en")


def crowd(people: int) -> Roster:
    """Make people p1, p2 …; every second one leads, three have one organisation."""
    return Roster(
        tuple(
            Participant(
                f"p{k}",
                k,
                f"Ada Nummer{k}",
                attributes={"leader": k % 2 == 0, "organisation": f"Amt {(k + 2) // 3}"},
            )
            for k in range(1, people + 1)
        ),
        columns={"leader": "Leitung", "organisation": "Amt"},
    )


def topics(count: int, **more: object) -> tuple[Topic, ...]:
    """Make topics t1, t2 …."""
    return tuple(
        Topic.model_validate({"id": f"t{k}", "title": f"Thema {k}", **more})
        for k in range(1, count + 1)
    )


def chosen(
    people: int,
    offered: Sequence[Topic],
    wanted: Lists,
    *rules: Rule,
    rotations: int = 1,
    size: tuple[int, int] = (2, 4),
    before: Rows = (),
    needs: frozenset[str] = frozenset(),
    **session: object,
) -> Seated:
    """Seat people by wishes given as numbers of people and topics."""
    method = make_method(
        formation="choice",
        group={"min": size[0], "ideal": size[1], "max": size[1]},
        counts_as_meeting=False,
        roles=[make_role("host", policy="host"), make_role("scribe")],
    )
    asked = Session.model_validate(
        {
            "id": "ag",
            "method": "ag",
            "topics": tuple(offered),
            "wishes": {f"p{p}": tuple(f"t{t}" for t in ts) for p, ts in wanted.items()},
            **session,
        }
    )
    roster = crowd(people)
    had = {person for row in before for group in row for person in group.members}
    near = {
        "near": bool(before),
        "kept": before,
        "touched": frozenset(set(roster.ids) - had if before else ()),
    }
    return seat_choice(
        Asked(asked, method, roster, rules, rotations, needs, before, **near), None, SEARCH
    )


def at(seated: Seated, rotation: int = 0) -> dict[str, str]:
    """Give the topic of each person."""
    return {p: g.card or "" for g in seated.rows[rotation] for p in g.members}


def sizes(seated: Seated, rotation: int = 0) -> list[int]:
    """Give the size of each group."""
    return [len(group.members) for group in seated.rows[rotation]]


# --- the best choice ----------------------------------------------------------------------------


@st.composite
def small(draw: st.DrawFn) -> tuple[int, Lists]:
    """Draw 4 to 7 people with wishes among three topics."""
    people = draw(st.integers(4, 7))
    lists = st.permutations((1, 2, 3)).flatmap(
        lambda order: st.integers(0, 3).map(lambda n: tuple(order[:n]))
    )
    return people, {p: draw(lists) for p in range(1, people + 1)}


def value(ranks: Sequence[int]) -> tuple[int, list[int]]:
    """Missed first wishes, then the ranks, the worst first."""
    return sum(rank > 0 for rank in ranks), sorted(ranks, reverse=True)


@settings(max_examples=40, deadline=None)
@given(small())
def test_nothing_better_is_possible(case: tuple[int, Lists]) -> None:
    """No seating of the same sizes has more first wishes, or then less for the worst-off."""
    people, wanted = case
    listed = [p for p in wanted if wanted[p]]

    def ranks(where: Mapping[int, int]) -> list[int]:
        return [
            wanted[p].index(where[p]) if where[p] in wanted[p] else len(wanted[p]) for p in listed
        ]

    every = (
        dict(enumerate(seats, start=1))
        for seats in product((1, 2, 3), repeat=people)
        if all(1 <= seats.count(t) <= 4 for t in (1, 2, 3))
    )
    best = min(value(ranks(where)) for where in every)
    seated = chosen(people, topics(3, min=1), wanted)
    found = ranks({int(p[1:]): int(t[1:]) for p, t in at(seated).items()})
    assert value(found) == best
    if listed:
        assert seated.score["missed-first"] == best[0] == seated.bounds["missed-first"]
        assert seated.score["rank-sum"] == sum(found) >= seated.bounds["rank-sum"]


def test_the_forum() -> None:
    """Of 75 lists 56 get their first wish and everybody else the second: proven."""
    roster = read_people(DATA / "forum-80.csv").roster
    offered = tuple(
        Topic(id=name[:4], title=name, min=20, max=34, host="Prof. Erdacht")
        for name in ("Fachverantwortung", "Kommunalpolitik", "Zivilgesellschaft")
    )
    lists = read_wishes(DATA / "wishes.csv", roster, offered)
    method = make_method(
        formation="choice",
        group={"min": 6, "ideal": 25, "max": 40},
        counts_as_meeting=False,
        mix=[{"spread": "first_timer"}],
    )
    session = Session(id="ag", method="ag", topics=offered, wishes=dict(lists.wishes))
    seated = seat_choice(Asked(session, method, roster, (), 1), None, SEARCH)
    assert seated.score["missed-first"] == seated.bounds["missed-first"] == 75 - 56
    assert seated.score["rank-sum"] == seated.bounds["rank-sum"] == 75 - 56
    assert sum(sizes(seated)) == 80
    assert min(sizes(seated)) >= 20
    [twice] = [f.message for f in seated.findings if f.code == "topic-run-twice"]
    assert "56 of 75" in twice
    assert "it would be 62" in twice


@pytest.mark.parametrize("rotations", [1, 2])
def test_ties_make_groups_even_and_mixed(rotations: int) -> None:
    """Who wishes nothing, or nothing that is left, evens sizes and goals out; no rank is lost."""
    wanted = {1: [1], 2: [1], 3: [2]}
    goals = (Spread(attribute="leader"), AvoidSame(attribute="organisation"))
    seated = chosen(12, topics(3), wanted, *goals, rotations=rotations)
    assert seated.score["missed-first"] == 0
    for rotation in range(rotations):
        assert sizes(seated, rotation) == [4, 4, 4]
    assert seated.score["spread:leader"] == seated.bounds["spread:leader"]


def test_bound_of_mixing_holds_for_every_size() -> None:
    """Other sizes than people wished for would mix better: what is unavoidable counts that."""
    wanted = {p: [1] for p in range(1, 13)} | {13: [2], 14: [2], 15: [3], 16: [3]}
    seated = chosen(16, topics(3), wanted, Spread(attribute="leader"), size=(2, 12))
    assert sorted(sizes(seated)) == [2, 2, 12]
    assert seated.score["spread:leader"] == 2 * 15
    assert seated.bounds["spread:leader"] == 2 * 7  # eight of each as 3, 3 and 2; with 12, 2, 2: 8


def test_nobody_wishes() -> None:
    """Without any list groups are even and mixed, and no score of wishes is claimed."""
    seated = chosen(10, topics(3), {}, AvoidSame(attribute="organisation"))
    assert sorted(sizes(seated)) == [3, 3, 4]
    assert dict(seated.score) == {"avoid-same:organisation": 0}


def test_whoever_waits_hears_of_wishes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for the best choice reports to whoever listens to the whole search."""
    told: list[object] = []

    def solved(wishes: Wishes, *, stop: Stop, progress: Progress | None) -> Assignment:
        told.append(progress)
        return solve_wishes(wishes, stop=stop, progress=progress)

    monkeypatch.setattr(choosing, "solve_wishes", solved)
    monkeypatch.setitem(globals(), "SEARCH", replace(SEARCH, progress=print))
    chosen(6, topics(2), {1: (1,)})
    assert told == [print]


def test_nobody_has_a_topic_twice() -> None:
    """In several rotations everybody sees another topic each time, wished or not."""
    for wanted in ({}, {p: [1, 2] for p in range(1, 7)}):
        seated = chosen(9, topics(3), wanted, rotations=3, size=(2, 4))
        for person in at(seated):
            assert len({at(seated, rotation)[person] for rotation in range(3)}) == 3


# --- hosts, rules, places -----------------------------------------------------------------------


def test_hosts_stay_and_lead() -> None:
    """A participant who hosts sits there all the time; a speaker takes no seat."""
    offered = (
        Topic(id="t1", title="Eins", host="p5"),
        Topic(id="t2", title="Zwei", host="Prof. Erdacht"),
    )
    seated = chosen(6, offered, {5: [2], 1: [2]}, rotations=1)
    assert at(seated)["p5"] == "t1"
    assert {p for g in seated.rows[0] for p, role in g.roles.items() if role == "host"} == {"p5"}
    assert seated.score["missed-first"] == 0  # a host's own list does not count


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Apart(people=("p1", "p2")), lambda w: w["p1"] != w["p2"]),
        (Together(people=("p1", "p7", "p8")), lambda w: w["p1"] == w["p7"] == w["p8"]),
        (Fixed(person="p1", place="Thema 3"), lambda w: w["p1"] == "t3"),
        (
            AtLeast(attribute="leader", value=True, count=1),
            lambda w: {w[f"p{k}"] for k in (2, 4, 6, 8)} == {"t1", "t2", "t3"},
        ),
        (
            AtMost(attribute="leader", value=True, count=2),
            lambda w: max(Counter(w[f"p{k}"] for k in (2, 4, 6, 8)).values()) <= 2,
        ),
    ],
    ids=lambda part: getattr(part, "rule", ""),
)
def test_rules_go_before_wishes(rule: Rule, kept: object) -> None:
    """Without a rule the wishes break it; with it they give way, and bounds stay honest."""
    wanted = {1: [1], 2: [1], 4: [1], 6: [1], 7: [2], 8: [2]}
    assert callable(kept)
    assert not kept(at(chosen(8, topics(3), wanted)))
    seated = chosen(8, topics(3), wanted, rule)
    assert kept(at(seated))
    for goal in ("missed-first", "rank-sum"):
        assert seated.score[goal] >= seated.bounds[goal]


def test_together_through_several_rotations() -> None:
    """Who stays together does so in every rotation."""
    seated = chosen(9, topics(3), {1: [1], 2: [2]}, Together(people=("p1", "p2")), rotations=2)
    for rotation in range(2):
        assert at(seated, rotation)["p1"] == at(seated, rotation)["p2"]


@pytest.mark.parametrize(
    ("people", "offered", "rules", "code", "text"),
    [
        (13, topics(3), (), "wishes-too-few-seats", "12 of 13"),
        (8, (), (), "topics-missing", "nothing to choose"),
        (8, topics(2, withdrawn=True), (), "topics-missing", ""),
        (8, topics(2, min=5), (), "topic-too-large", "holds 4"),
        (
            8,
            topics(3),
            [Fixed(person=f"p{k}", place="t1") for k in range(1, 6)],
            "wishes-fixed-too-many",
            "",
        ),
        (
            8,
            topics(2),
            [Apart(people=("p1", "p2", "p3"))],
            "wishes-rules",
            "1 Ada Nummer1 and 2 Ada Nummer2 apart",
        ),
        (
            8,
            (Topic(id="t1", title="1", host="p1"), Topic(id="t2", title="2", host="p2")),
            [Together(people=("p1", "p2"))],
            "together-impossible",
            "",
        ),
    ],
)
def test_what_cannot_be(
    people: int, offered: Sequence[Topic], rules: Sequence[Rule], code: str, text: str
) -> None:
    """Sizes and rules that leave no way are told, with those they are about."""
    topics_with_place = [
        t.model_copy(update={"place": "klein"}) if code == "topic-too-large" else t for t in offered
    ]
    rooms = (
        [
            Place.model_validate({"id": n, "label": {"de": n, "en": n}, "seats": 4})
            for n in ("klein", "gross")
        ]
        if code == "topic-too-large"
        else ()
    )
    if rooms:
        topics_with_place = topics_with_place[:1]
    with pytest.raises(InfeasibleError) as caught:
        chosen(people, topics_with_place, {3: [1]}, *rules, places=rooms)
    first = caught.value.findings[0]
    assert first.code == code
    assert text in f"{first.message} {first.hint}"


def place(name: str, *, step_free: bool = True, seats: int | None = None) -> Place:
    """Make a place."""
    return Place.model_validate(
        {"id": name, "label": {"de": name, "en": name}, "step_free": step_free, "seats": seats}
    )


@pytest.mark.parametrize("own", [True, False])
def test_steps_in_the_way_are_named(own: bool) -> None:
    """Where only steps leave no way, they are the cause that is told, not the sizes of topics."""
    rooms = [place("saal"), place("dach", step_free=False)]
    offered = topics(2)
    if own:
        offered = tuple(
            topic.model_copy(update={"place": room.id})
            for topic, room in zip(offered, rooms, strict=True)
        )
    needs = frozenset({"p1", "p2"})
    with pytest.raises(InfeasibleError) as caught:
        chosen(8, offered, {1: [1]}, Apart(people=("p1", "p2")), needs=needs, places=rooms)
    [finding] = caught.value.findings
    assert "1 Ada Nummer1 and 2 Ada Nummer2 apart" in finding.hint
    assert ("up the steps to “Thema 2”" if own else "2 Ada Nummer2 without steps") in finding.hint
    assert "larger rooms without steps" in finding.hint
    if not own:
        assert "2 people who need a place without steps" in finding.message
    fixed = Fixed(person="p1", place="dach")
    with pytest.raises(InfeasibleError, match="barred") as caught:
        chosen(8, offered, {1: [1]}, fixed, needs=frozenset({"p1"}), places=rooms)
    assert "1 Ada Nummer1 not up the steps to" in caught.value.findings[0].hint


def test_places_and_steps() -> None:
    """Topics go to their own place, else where wishes lead; who needs it sits without steps."""
    rooms = [place("oben", step_free=False), place("saal"), place("dach", step_free=False)]
    offered = (Topic(id="t1", title="1"), Topic(id="t2", title="2", place="saal"))
    seated = chosen(6, offered, {1: [1], 2: [1]}, needs=frozenset({"p1"}), places=rooms)
    assert [group.place for group in seated.rows[0]] == ["oben", "saal"]
    assert (at(seated)["p1"], at(seated)["p2"]) == ("t2", "t1")
    rooms[2] = place("dach")
    seated = chosen(6, offered, {1: [1], 2: [1]}, needs=frozenset({"p1"}), places=rooms)
    assert [group.place for group in seated.rows[0]] == ["dach", "saal"]
    assert (at(seated)["p1"], at(seated)["p2"]) == ("t1", "t1")


# Twelve wish the first topic, which stands in the list before the smallest room.
CROWDED = {p: [1 if p <= 12 else 2 if p <= 18 else 3] for p in range(1, 25)}
ROOMS = [place("kammer", seats=6), place("saal", seats=12), place("halle", seats=12)]


def test_the_most_wanted_topic_has_a_large_room() -> None:
    """Which topic has which room is decided with the wishes, and nobody misses a first wish."""
    seated = chosen(24, topics(3, min=3, max=12), CROWDED, places=ROOMS)
    assert (seated.score["missed-first"], seated.bounds["missed-first"]) == (0, 0)
    assert [g.place for g in seated.rows[0]] == ["saal", "kammer", "halle"]
    assert not [f for f in seated.findings if f.code == "topic-run-twice"]


@pytest.mark.parametrize(
    ("first", "rule"),
    [({"place": "kammer"}, None), ({}, Fixed(person="p1", place="Kammer"))],
)
def test_a_room_that_is_set_stays(first: dict[str, str], rule: Rule | None) -> None:
    """A topic with a place of its own, or to whose place somebody is fixed, stays there."""
    offered = tuple(
        t.model_copy(update=first) if t.id == "t1" else t for t in topics(3, min=3, max=12)
    )
    seated = chosen(24, offered, CROWDED, *[rule] if rule else [], places=ROOMS)
    assert seated.rows[0][0].place == "kammer"
    assert seated.score["missed-first"] == seated.bounds["missed-first"] == 6
    [hint] = [f.message for f in seated.findings if f.code.startswith("topic-r")]
    assert hint.endswith("in a place for 12 instead of 6 at “Thema 1” it would be 24.")


def test_a_topic_that_is_not_full_need_not_run_twice() -> None:
    """Who misses a wish for somebody they stay with is not served by more seats."""
    wanted = {p: [1 + p % 2] for p in range(1, 9)}
    seated = chosen(8, topics(2, max=6), wanted, Together(people=("p1", "p2")))
    assert seated.score["missed-first"] == 1
    assert not [f for f in seated.findings if f.code.startswith("topic-r")]


def test_somebody_fixed_to_a_topic_goes_with_it() -> None:
    """Whoever is fixed to a topic sits in the room that it gets."""
    seated = chosen(24, topics(3, min=3, max=12), CROWDED, Fixed(person="p24", place="Thema 1"))
    assert at(seated)["p24"] == "t1"
    rule = Fixed(person="p24", place="Thema 1")
    seated = chosen(24, topics(3, min=3, max=12), CROWDED, rule, places=ROOMS)
    assert [r.place for r in seated.rules if isinstance(r, Fixed)] == ["saal"]
    assert "p24" in seated.rows[0][0].members


def test_whoever_leads_and_needs_it_gets_a_room_without_steps() -> None:
    """A topic moves where its leader can go, though steps lead to the first free room."""
    rooms = [place("oben", step_free=False), place("saal")]
    offered = (Topic(id="t1", title="1", host="p3"), Topic(id="t2", title="2"))
    seated = chosen(6, offered, {}, needs=frozenset({"p3"}), places=rooms)
    assert {g.card: g.place for g in seated.rows[0]} == {"t1": "saal", "t2": "oben"}


def test_whoever_speaks_takes_a_seat() -> None:
    """A speaker who is not in the list needs one of the seats of the room."""
    rooms = [place("kammer", seats=4), place("saal", seats=4)]
    offered = (Topic(id="t1", title="1", host="Dr. Gast"), Topic(id="t2", title="2"))
    seated = chosen(7, offered, {p: [1] for p in range(1, 5)}, places=rooms)
    assert sizes(seated) == [3, 4]


@st.composite
def roomy(draw: st.DrawFn) -> tuple[int, int, Lists, list[int]]:
    """Draw people, wishes among two or three topics, and rooms of any sizes."""
    people, count = draw(st.integers(4, 6)), draw(st.integers(2, 3))
    lists = {
        p: draw(st.permutations(range(1, count + 1)))[: draw(st.integers(0, count))]
        for p in range(1, people + 1)
    }
    seats = st.lists(st.integers(1, people), min_size=count, max_size=count + 1)
    return people, count, lists, draw(seats)


@given(roomy())
@settings(max_examples=60, deadline=None)
def test_nothing_better_is_possible_in_any_room(case: tuple[int, int, Lists, list[int]]) -> None:
    """Brute force over rooms and seats finds as many first wishes, and no bound is too good."""
    people, count, lists, seats = case
    offered = topics(count, min=1, max=4)
    rooms = [place(f"r{k}", seats=n) for k, n in enumerate(seats)]
    best = None
    for row in product(range(1, count + 1), repeat=people):
        needed = sorted((row.count(t) for t in range(1, count + 1)), reverse=True)
        largest = sorted(seats, reverse=True)
        if needed[-1] < 1 or needed[0] > 4 or any(map(gt, needed, largest)):
            continue
        missed = sum(bool(ts) and row[p - 1] != ts[0] for p, ts in lists.items())
        best = missed if best is None else min(best, missed)
    if best is None:
        with pytest.raises(InfeasibleError):
            chosen(people, offered, lists, places=rooms)
        return
    seated = chosen(people, offered, lists, places=rooms)
    held = {room.id: room.seats or 0 for room in rooms}
    assert len({g.place for g in seated.rows[0]}) == count
    assert all(len(g.members) <= held[g.place] for g in seated.rows[0])
    assert seated.score.get("missed-first", 0) == best
    assert seated.bounds.get("missed-first", 0) == best


@pytest.mark.parametrize(
    ("rooms", "code"),
    [
        ([place("oben", step_free=False), place("dach", step_free=False)], "access-impossible"),
        ([place("saal")], "places-too-few"),
    ],
)
def test_rooms_that_do_not_do(rooms: Sequence[Place], code: str) -> None:
    """No step-free place, or too few places, is impossible."""
    with pytest.raises(InfeasibleError) as caught:
        chosen(6, topics(2), {}, needs=frozenset({"p1"}), places=rooms)
    assert caught.value.findings[0].code == code


def test_too_few_people_for_all_topics() -> None:
    """What finds too few people does not run, and that is said."""
    seated = chosen(6, topics(3, min=3), {1: [1], 2: [1], 3: [2]})
    assert sizes(seated) == [3, 3]
    [finding] = [f for f in seated.findings if f.code == "topics-not-run"]
    assert "Thema 3" in finding.message


def test_wishes_for_what_was_taken_back() -> None:
    """The next wish moves up, and that is told."""
    offered = (*topics(2), Topic(id="t3", title="Weg", withdrawn=True))
    seated = chosen(4, offered, {1: [3, 1], 2: [3, 2], 3: [3]})
    assert (at(seated)["p1"], at(seated)["p2"]) == ("t1", "t2")
    assert seated.score["missed-first"] == 0
    told = {f.code: f.message for f in seated.findings}
    assert "wishes-for-withdrawn" in told
    assert told["people-wished-withdrawn"].startswith("1 person wishes only what was withdrawn")
    assert told["people-without-wishes"].startswith("1 person wishes nothing")


# --- staying near an earlier plan ---------------------------------------------------------------


def test_an_equally_good_plan_stays() -> None:
    """With an earlier seating nobody moves unless it must be."""
    wanted = {p: [1 + p % 3, 1 + (p + 1) % 3] for p in range(1, 10)}
    first = chosen(10, topics(3), wanted)
    where = at(first)
    pair = next(
        (f"p{i}", f"p{j}")
        for i in range(1, 11)
        for j in range(i + 1, 11)
        if where[f"p{i}"] != where[f"p{j}"]
    )
    again = chosen(10, topics(3), wanted, Apart(people=pair), before=first.rows)
    assert at(again) == where
    late = chosen(11, topics(3), wanted, before=first.rows)
    assert {p: t for p, t in at(late).items() if p != "p11"} == where


def left(rows: Rows, *gone: str) -> Rows:
    """Give a seating without some people."""
    return tuple(
        tuple(
            g.model_copy(update={"members": tuple(p for p in g.members if p not in gone)})
            for g in row
        )
        for row in rows
    )


def moved(before: Rows, now: Rows) -> set[tuple[int, str]]:
    """Tell in which rotation who of before and now sits elsewhere."""
    was, are = (
        {(r, p): (g.place, g.card) for r, row in enumerate(rows) for g in row for p in g.members}
        for rows in (before, now)
    )
    return {key for key in was.keys() & are.keys() if was[key] != are[key]}


@pytest.mark.parametrize("rotations", [1, 2])
def test_who_is_not_touched_stays(rotations: int) -> None:
    """Three fall ill and two come: only whoever fills a group that is too small moves."""
    wanted = {p: [1 + p % 4, 1 + (p + 1) % 4] for p in range(1, 40, 2)}
    limits = topics(4, min=9, max=12)
    first = chosen(38, limits, wanted, rotations=rotations, size=(9, 12))
    table = next(g for g in first.rows[0] if g.card == "t1")
    gone = tuple(p for p in table.members if int(p[1:]) % 2)[:3]
    before = left(first.rows, *gone)
    short = sum(max(0, 9 - len(g.members)) for row in before for g in row)
    now = chosen(40, limits, wanted, rotations=rotations, size=(9, 12), before=before)
    there = {p for row in now.rows for g in row for p in g.members}
    assert {"p39", "p40"} <= there
    ill = moved(before, left(now.rows, *gone))
    assert len(ill) <= short, "as many as a group lacks, at the most"


def test_a_first_wish_is_worth_a_card_but_no_other_first_wish() -> None:
    """Somebody without a list makes room for a newcomer's first wish; nobody loses their own."""
    offered = (topics(1, min=2, max=3)[0], topics(2, min=2, max=4)[1])
    lists = {1: [1], 2: [1], 3: [2], 4: [2]}
    first = chosen(6, offered, lists)
    full = next(g for g in first.rows[0] if g.card == "t1")
    free = next(p for p in full.members if p in ("p5", "p6"))
    now = chosen(7, offered, lists | {7: [1]}, before=first.rows)
    assert (at(now)["p7"], moved(first.rows, now.rows)) == ("t1", {(0, free)})
    now = chosen(7, offered, lists | {7: [1], int(free[1:]): [1]}, before=first.rows)
    assert (at(now)["p7"], moved(first.rows, now.rows)) == ("t2", set())


def test_topics_and_tasks_stay_where_they_were() -> None:
    """A topic that is withdrawn leaves the places of the others, and tasks with who had them."""
    wanted = {p: [1 + p % 3] for p in range(1, 10)}
    first = chosen(9, topics(3), wanted)
    fewer = (topics(3)[0].model_copy(update={"withdrawn": True}), *topics(3)[1:])
    before = tuple(tuple(g for g in row if g.card != "t1") for row in first.rows)
    now = chosen(9, fewer, wanted, before=first.rows, size=(2, 5))
    assert not moved(before, now.rows)
    roles = {p: r for g in first.rows[0] if g.card != "t1" for p, r in g.roles.items()}
    assert roles.items() <= {p: r for g in now.rows[0] for p, r in g.roles.items()}.items()


def test_topics_keep_their_rooms() -> None:
    """A withdrawn topic leaves its room empty, unless that is worth the people who would move."""
    rooms = [place("kammer", seats=12), place("saal", seats=12), place("halle", seats=24)]
    offered = topics(3, min=3, max=24)
    first = chosen(24, offered, CROWDED, places=rooms)
    assert [g.place for g in first.rows[0]] == ["kammer", "saal", "halle"]
    fewer = (offered[0].model_copy(update={"withdrawn": True}), *offered[1:])
    now = chosen(24, fewer, CROWDED, places=rooms, before=first.rows)
    assert {g.card: g.place for g in now.rows[0]} == {"t2": "saal", "t3": "halle"}
    assert {p for _r, p in moved(first.rows, now.rows)} == {f"p{p}" for p in range(1, 13)}
    tight = [replaced_seats(room, {"saal": 6}) for room in rooms]
    wanting = CROWDED | {p: [1, 2] for p in range(1, 13)}
    now = chosen(24, fewer, wanting, places=tight, before=first.rows)
    assert {g.card: g.place for g in now.rows[0]}["t2"] == "halle", "eighteen wish it"
    wanting = CROWDED | {1: [1, 2]}
    now = chosen(19, fewer, wanting, places=tight, before=left(first.rows, *gone(19)))
    assert {g.card: g.place for g in now.rows[0]}["t2"] == "saal", "one wish is not worth six"


def replaced_seats(room: Place, seats: Mapping[str, int]) -> Place:
    """Give a place with other seats."""
    return room.model_copy(update={"seats": seats.get(room.id, room.seats)})


def gone(people: int) -> list[str]:
    """Name those of 24 who are not among the first so many."""
    return [f"p{p}" for p in range(people + 1, 25)]


def test_the_same_again() -> None:
    """The same question has the same answer."""
    wanted = {p: [1 + p % 3] for p in range(1, 10)}
    goal = Spread(attribute="leader")
    assert chosen(11, topics(3), wanted, goal).rows == chosen(11, topics(3), wanted, goal).rows
