"""Tests of the score in human words."""

from __future__ import annotations

from itertools import combinations, permutations, product
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.checking import check
from facilitate.event import Known, Topic
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.rules import Together
from facilitate.summary import (
    count_up,
    detail_lines,
    random_grouping,
    summary_lines,
)
from tests.builders import (
    edit,
    edit_group,
    edit_rotation,
    make_circle_plan,
    make_method,
    make_plan,
    make_ring_method,
)
from tests.checking import cases

Seating = list[list[int]]


@st.composite
def seatings(draw: st.DrawFn) -> list[Seating]:
    """Draw 1 to 4 rotations of 6 to 9 people at tables of 3 or so."""
    people = draw(st.integers(6, 9))
    rotations = []
    for _rotation in range(draw(st.integers(1, 4))):
        order = draw(st.permutations(range(1, people + 1)))
        rotations.append([list(order[i::3]) for i in range(3)])
    return rotations


def said(plan: Plan) -> str:
    """Give the summary as one text."""
    return "\n".join(summary_lines(plan, count_up(plan)))


def details(plan: Plan) -> str:
    """Give the mathematics as one text."""
    return "\n".join(detail_lines(plan, count_up(plan)))


@given(seatings())
def test_meetings_are_a_recount(rotations: list[Seating]) -> None:
    """Different people and pairs that meet again are those of a recount with sets."""
    met = count_up(make_plan(rotations)).meetings
    people = sorted(person for table in rotations[0] for person in table)
    times = [
        sum({a, b} <= set(table) for tables in rotations for table in tables)
        for a, b in combinations(people, 2)
    ]
    different = [
        len({b for tables in rotations for table in tables if a in table for b in table} - {a})
        for a in people
    ]
    assert met is not None
    half = max(
        count for count in different if 2 * sum(d >= count for d in different) >= len(people)
    )
    assert (met.least, met.median, met.most) == (min(different), half, max(different))
    assert met.again == sum(m > 1 for m in times)
    assert met.coincidences == sum(m * (m - 1) // 2 for m in times)
    assert met.thirds == sum(m * (m - 1) * (m - 2) // 6 for m in times)
    assert met.possible is not None
    assert met.most <= met.possible


@pytest.mark.parametrize(("people", "size"), [(4, 2), (5, 2), (5, 3)])
def test_random_grouping_is_exact(people: int, size: int) -> None:
    """The closed formulae give what going through all seatings gives."""
    seated = {
        frozenset([frozenset(order[:size]), frozenset(order[size:])])
        for order in permutations(range(people))
    }
    different, again = [], []
    for first, second in product(seated, repeat=2):
        times = [
            sum({a, b} <= group for rotation in (first, second) for group in rotation)
            for a, b in combinations(range(people), 2)
        ]
        different.append(2 * sum(m > 0 for m in times) / people)
        again.append(sum(m > 1 for m in times))
    chance = random_grouping(people, [[size, people - size]] * 2)
    assert chance.different == pytest.approx(mean(different))
    assert chance.again == pytest.approx(mean(again))


def test_random_grouping_of_nobody() -> None:
    """One person meets nobody, at random or not."""
    assert random_grouping(1, [[1]]) == random_grouping(0, [])


@given(st.integers(2, 60), st.integers(2, 8), st.integers(1, 8))
def test_random_grouping_stays_possible(people: int, size: int, rotations: int) -> None:
    """Nobody can meet more people than there are, nor more than sit beside them."""
    sizes = [min(size, people - first) for first in range(0, people, size)]
    chance = random_grouping(people, [sizes] * rotations)
    assert 0 <= chance.different <= min(people - 1, rotations * (size - 1)) + 1e-9
    assert chance.again >= 0


def test_no_repeats() -> None:
    """A plan without repeats says so, and that more is impossible."""
    text = said(make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]]]))
    assert "First session: 3 rotations, 2 groups of 2." in text
    assert "Everybody meets 3 different people (more is impossible)." in text
    assert "Nobody meets the same person twice." in text
    assert "Random grouping would give 2.1 different people" in text


def test_repeats_beside_their_bound() -> None:
    """Repeats are told beside what cannot be avoided; unavoidable ones are called so."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]])
    assert "2 pairs meet again; whether it could be less is not proven." in said(plan)
    bound = plan.model_copy(update={"bounds": {"no-repeat": 1}})
    assert "2 pairs meet again; at least 1 meeting again cannot be avoided." in said(bound)
    proven = plan.model_copy(update={"bounds": {"no-repeat": 2}})
    assert "2 pairs meet again; with these numbers and rules this cannot be avoided." in said(
        proven
    )
    assert "between 3 and 4 different people, half of them at least 3" in said(plan)


def test_meetings_again_are_told_as_one_counts_them() -> None:
    """Who meets four times meets three times again; the bound is one of such meetings, too."""
    rows = [[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]], [[1, 2, 5], [3, 4, 6]]]
    plan = make_plan(rows).model_copy(update={"bounds": {"no-repeat": 4}})
    again = [times - 1 for times in plan.meetings().values() if times > 1]
    assert max(again) == 2
    assert (
        f"{len(again)} pairs meet again, {sum(again)} times in all; at least 3 meetings again "
        "cannot be avoided." in said(plan)
    )
    fewer = make_plan([*rows[:2], [[1, 3, 5], [2, 4, 6]]])
    fewer = fewer.model_copy(update={"bounds": {"no-repeat": 4}})
    assert set(fewer.meetings().values()) == {1, 2}
    told = "6 pairs meet again; without anybody meeting three times it takes at least 4 pairs."
    assert told in said(fewer)


@given(seatings(), st.booleans())
def test_no_plan_has_fewer_meetings_again_than_are_forced(
    rotations: list[Seating], together: bool
) -> None:
    """There are at least so many as there are more meetings than pairs, whoever is kept."""
    rules = (Together(people=("p1", "p2")),) if together else ()
    met = count_up(make_plan(rotations, rules=rules)).meetings
    assert met is not None
    assert met.forced <= met.repeated


def test_all_meetings_again_that_are_forced_are_told() -> None:
    """Five people in five rotations have twice as many meetings as there are pairs."""
    trios = [(3, 4, 5), (1, 3, 4), (2, 4, 5), (1, 3, 5), (1, 4, 5)]
    rows = [[list(trio), sorted({1, 2, 3, 4, 5} - set(trio))] for trio in trios]
    plan = make_plan(rows).model_copy(update={"bounds": {"no-repeat": 10}})
    assert "10 times in all; at least 10 meetings again cannot be avoided." in said(plan)


def test_together_in_one_session_is_no_repeat() -> None:
    """A rule of one session about who sits together holds for what is counted of the event."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]])
    (session,) = plan.sessions
    rules = (Together(people=("p1", "p2")), Together(people=("p5", "p6")))
    alone = session.model_copy(update={"rules": rules})
    before = session.model_copy(update={"id": "k", "rotations": (), "places": ()})
    both = plan.model_copy(update={"sessions": (before, alone)})
    assert "Nobody meets the same person twice." in said(both)


def test_what_is_not_counted_is_named() -> None:
    """Beside groups in which meetings do not count, nobody is said never to meet again."""
    plan = make_plan([[[1, 2], [3, 4]]])
    (counted,) = plan.sessions
    spec = counted.spec.model_copy(update={"counts_as_meeting": False})
    groups = counted.model_copy(update={"id": "big", "title": "Working groups", "spec": spec})
    both = plan.model_copy(update={"sessions": (counted, groups)})
    text = said(both)
    assert "Nobody meets the same person twice (not counted: Working groups)." in text


def test_together_is_no_repeat() -> None:
    """Those who shall sit together count once, and are no repeat."""
    plan = make_plan(
        [[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]],
        rules=(Together(people=("p1", "p2")), Together(people=("p5", "p6"))),
    )
    assert "Nobody meets the same person twice." in said(plan)


def test_sizes_in_words() -> None:
    """Equal, nearly equal and changing sizes are told."""
    nearly = make_plan([[[1, 2, 3], [4, 5, 6], [7, 8]]])
    assert "1 rotation, 3 groups of 2–3 (2 × 3, 1 × 2)." in said(nearly).replace("\u00a0", " ")
    changing = make_plan([[[1, 2, 3], [4, 5]], [[1, 2, 3, 4], [5, 6]]])
    assert "2 rotations, 2 groups of 2–4." in said(changing)


def test_market() -> None:
    """In the market stalls are counted, and cards from offers."""
    method = make_method(formation="market")
    plan = make_plan([[[1, 2, 3], [4, 5, 6]]], method=method)
    assert "2 stalls of 3" in said(plan)
    assert "offer" not in said(plan)
    one = edit_group(plan, 1, "t1", topic="Pflege")
    assert "1 of 2 stalls have a card from an offer; the others find one" in said(one)
    both = edit_group(one, 1, "t2", topic="Kita")
    assert "Every stall has a card from an offer." in said(both)


def test_sitting_out() -> None:
    """Whoever sits out is counted."""
    plan = edit_rotation(make_plan([[[1, 2], [3, 4]]]), 1, sitting_out=("p5",))
    assert "1 person sits out" in said(plan)


def test_circles_and_trio() -> None:
    """Circles are told by their people, trios with who is in one more than once."""
    assert "2 rotations, 2 circles of 6 and 8 people." in said(make_circle_plan([6, 8], 2))
    assert "1 circle of 6 people" in said(make_circle_plan([6], 2))
    odd = said(make_circle_plan([7], 1))
    assert "1 trio in each rotation, because somebody is left over; nobody is in it twice." in odd
    assert "Everybody meets between 1 and 2 different people, half of them at least 1." in odd
    twice = make_plan([[[1, 2, 3], [4, 5]], [[1, 2, 3], [4, 5]]], method=make_ring_method())
    assert "3 people are in it more than once." in said(twice)
    assert "2 groups of 2–3" in said(twice)


def test_small_circle_meets_the_other_side_only() -> None:
    """In a circle nobody can meet more people than sit on the other side."""
    met = count_up(make_circle_plan([4], 2)).meetings
    assert met is not None
    assert (met.least, met.possible) == (2, 2)


def test_free_seats() -> None:
    """With free seats nothing is claimed about meetings, colleagues or leaders."""
    plan = edit(
        make_circle_plan([6], 2, attributes={1: {"organisation": "Amt", "leader": True}}),
        seating="free",
    )
    text = said(plan)
    assert "With free seats nobody can know beforehand who meets whom." in text
    assert "organisation" not in text
    assert count_up(plan).meetings is None


def test_groups_that_are_no_meetings() -> None:
    """Where a method does not count meetings, none are told."""
    method = make_method(counts_as_meeting=False)
    plan = make_plan([[[1, 2], [3, 4]]], method=method)
    assert count_up(plan).meetings is None
    assert "meet" not in said(plan)


def test_colleagues() -> None:
    """Colleagues at one table are counted, beside what cannot be avoided."""
    same = {1: {"organisation": "Amt"}, 2: {"organisation": "Amt"}, 3: {"organisation": "Verein"}}
    plan = make_plan([[[1, 2], [3, 4]]], attributes=same)
    assert "1 time two of one organisation sit together." in said(plan)
    for bound, words in ((1, "this cannot be avoided"), (0, "together.")):
        known = edit(plan, bounds={"avoid-same:organisation": bound})
        assert words in said(known)
    apart = make_plan([[[1, 3], [2, 4]]], attributes=same)
    assert "No two of one organisation sit together." in said(apart)
    twice = make_plan([[[1, 2], [3, 4]], [[1, 2], [3, 4]]], attributes=same)
    assert "2 times two of one organisation sit together; at least 1 cannot be avoided." in said(
        edit(twice, bounds={"avoid-same:organisation": 1})
    )
    assert "organisation" not in said(make_plan([[[1, 2], [3, 4]]]))


@pytest.mark.parametrize(
    ("leaders", "words"),
    [
        ((1, 4), "Leaders in each group: 1, as even as it gets."),
        ((1,), "Leaders in each group: 0 or 1, as even as it gets."),
        ((1, 2, 3), "Leaders in each group: 0 to 3; uneven."),
        ((1, 2), "Leaders in each group: 0 to 2; not quite even."),
    ],
)
def test_evenness(leaders: tuple[int, ...], words: str) -> None:
    """How many leaders sit in a group is told, and whether that is even."""
    known = {i: {"leader": i in leaders} for i in range(1, 7)}
    plan = make_plan([[[1, 2, 3], [4, 5, 6]]], attributes=known, score={"spread:leader": 0})
    assert words in said(plan)


def test_evenness_of_other_columns() -> None:
    """Columns of words are even or not; yes/no columns of one's own have their header."""
    sectors = {1: {"sector": "A"}, 2: {"sector": "A"}, 3: {"sector": "B"}, 4: {"sector": "B"}}
    score = {"spread:sector": 0}
    uneven = make_plan([[[1, 2], [3, 4]]], attributes=sectors, score=score)
    assert "“sector” is spread evenly but for 2 groups." in said(uneven)
    even = make_plan([[[1, 3], [2, 4]]], attributes=sectors, score=score)
    assert "“sector” is spread evenly over the groups." in said(even)
    own = {1: {"Vegan": True}, 3: {"Vegan": False}}
    vegan = make_plan([[[1, 2], [3, 4]]], attributes=own, score={"spread:Vegan": 0})
    assert "People with “Vegan: yes” in each group: 0 or 1" in said(vegan)


def test_every_goal_of_mixing_is_told_beside_its_bound() -> None:
    """What was asked is told: other columns that are to differ, and where no more is possible."""
    groups = {i: {"Vorjahr": "A" if i < 4 else "B"} for i in range(1, 7)}
    tables, score = [[[1, 2, 4], [3, 5, 6]]], {"avoid-same:Vorjahr": 2, "spread:Vorjahr": 2}
    plan = make_plan(tables, attributes=groups, score=score)
    assert "2 times two with the same “Vorjahr” sit together." in said(plan)
    known = edit(plan, bounds={"avoid-same:Vorjahr": 2, "spread:Vorjahr": 2})
    assert "sit together; with these numbers this cannot be avoided." in said(known)
    mixed = {i: {"Vorjahr": str(i)} for i in range(1, 7)}
    assert "No two with the same “Vorjahr” sit together." in said(
        make_plan(tables, attributes=mixed, score={"avoid-same:Vorjahr": 0})
    )
    uneven = make_plan([[[1, 2, 3], [4, 5, 6]]], attributes=groups, score={"spread:Vorjahr": 6})
    assert "for 2 groups." in said(uneven)
    best = edit(uneven, bounds={"spread:Vorjahr": 6})
    assert "for 2 groups. With these numbers it gets no more even." in said(best)


def test_goals_where_meetings_do_not_count() -> None:
    """Beside other sessions, too, a session of working groups tells what was asked of it."""
    known = {i: {"organisation": "Amt", "leader": i == 1, "Vorjahr": "A"} for i in range(1, 7)}
    plan = make_plan([[[1, 2, 3], [4, 5, 6]]], attributes=known)
    uncounted = make_method(counts_as_meeting=False)
    first = plan.sessions[0]
    groups = first.model_copy(
        update={"id": "ag", "spec": uncounted, "score": {"avoid-same:Vorjahr": 6}}
    )
    told = said(plan.model_copy(update={"sessions": (first, groups)}))
    assert told.count("two of one organisation") == told.count("no leader") == 1
    assert "6 times two with the same “Vorjahr” sit together." in told


def test_tables_without_a_leader() -> None:
    """Tables without a leader are counted; too few leaders are called unavoidable."""
    tables = [[[1, 2, 3], [4, 5, 6]]]
    one = make_plan(tables, attributes={1: {"leader": True}})
    assert "1 of 2 groups has no leader; with these numbers this cannot be avoided." in said(one)
    two = make_plan(tables, attributes={1: {"leader": True}, 2: {"leader": True}})
    assert "1 of 2 groups has no leader." in said(two)
    all_have = make_plan(tables, attributes={1: {"leader": True}, 4: {"leader": True}})
    assert "no leader" not in said(all_have)
    three = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    bound = make_plan(three, attributes={1: {"leader": True}, 2: {"leader": True}})
    assert "2 of 3 groups have no leader; at least 1 cannot be avoided." in said(bound)


def test_first_timers_and_veterans() -> None:
    """First-timers without a veteran are counted; unknown is neither."""
    tables = [[[1, 2, 3], [4, 5, 6]]]
    known = {i: {"first_timer": i not in (1, 2)} for i in range(1, 7)}
    lonely = "1 of 2 groups has first-timers but nobody who knows the event."
    assert lonely in said(make_plan(tables, attributes=known))
    spread = known | {2: {"first_timer": True}, 4: {"first_timer": False}}
    assert "Every first-timer always sits with somebody" in said(
        make_plan(tables, attributes=spread)
    )
    few = known | {2: {"first_timer": True}}
    assert "this cannot be avoided" in said(make_plan(tables, attributes=few))
    unknown = {1: {"first_timer": False}, 2: {"first_timer": True}}
    assert "Every first-timer always sits" in said(make_plan(tables, attributes=unknown))


def test_first_timers_in_pairs() -> None:
    """In pairs it is told how many first-timers meet somebody who knows the event."""
    method = make_method(group={"min": 2, "ideal": 2, "max": 2})
    known = {1: {"first_timer": False}, 2: {"first_timer": True}, 3: {"first_timer": True}}
    plan = make_plan([[[1, 2], [3, 4]]], method=method, attributes=known)
    assert "1 of 2 first-timers meet somebody who knows the event." in said(plan)
    both = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]], method=method, attributes=known)
    assert "Every first-timer meets somebody who knows the event." in said(both)


@pytest.mark.parametrize(
    ("status", "words"),
    [("complete", ""), ("stopped-by-time", "time limit"), ("interrupted", "interrupted")],
)
def test_status(status: str, words: str) -> None:
    """A search that did not run to its end says so."""
    plan = make_plan([[[1, 2], [3, 4]]], status=status)
    assert words in said(plan)
    assert ("search" in said(plan)) == bool(words)


def test_short() -> None:
    """Without details the summary of one session has at most twelve lines."""
    known = {i: {"first_timer": i > 3, "leader": i < 3, "organisation": "Amt"} for i in range(1, 7)}
    plan = make_plan(
        [[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]],
        attributes=known,
        score={"spread:leader": 9, "spread:first_timer": 9},
        status="interrupted",
    )
    assert len(summary_lines(plan, count_up(plan))) <= 12


def test_details() -> None:
    """The details name coincidences, bounds per goal, the design and the seed."""
    plan = edit(
        make_plan(
            [[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]],
            seed=7,
            score={
                "no-repeat": 2,
                "no-repeat-3": 0,
                "avoid-same:organisation": 3,
                "spread:leader": 1,
                "new-goal": 1,
            },
            bounds={"no-repeat": 2, "no-repeat-3": 0, "avoid-same:organisation": 1},
        ),
        start_design="cyclic shift",
    )
    text = details(plan)
    assert "Seed: 7" in text
    assert "Σ M(M−1)/2 = 2, Σ M(M−1)(M−2)/6 = 0" in text
    assert "meetings again [no-repeat]: 2 – optimal" in text
    assert "third meetings [no-repeat-3]: 0 – optimal" in text
    assert (
        "same organisation in one group [avoid-same:organisation]: 3 – 2 above the bound 1" in text
    )
    assert "even spread of leader [spread:leader]: 1 – no bound is known" in text
    assert "new-goal [new-goal]" in text
    assert "First session: the search began from cyclic shift." in text
    free = edit(make_circle_plan([6], 2), seating="free")
    assert "Σ" not in details(free)


def test_the_price_of_leaving_a_design() -> None:
    """What the rules cost is said in plain words; the construction and the price with details."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]])
    left = edit(plan, start_design="affine plane of order 9", design_price=10)
    told = "\n".join(summary_lines(left, count_up(left)))
    assert "it could do without any pair meeting again; no way was found" in told
    assert "affine" not in told
    bound = left.model_copy(update={"score": {"no-repeat": 2}, "bounds": {"no-repeat": 2}})
    assert "with these numbers and rules this cannot" in said(bound)
    assert "leaving the affine plane of order 9 cost 10 meetings again." in details(left)
    assert "could do without" not in "\n".join(summary_lines(plan, count_up(plan)))
    assert "leaving the" not in details(plan)


def test_own_columns_keep_their_header() -> None:
    """Canonical attributes have words; columns of one's own keep their header."""
    assert attribute_name("first_timer") == "first time"
    assert attribute_name("Lieblingsfarbe") == "Lieblingsfarbe"


@given(seatings())
def test_read_plans_are_counted_like_made_ones(rotations: list[Seating]) -> None:
    """It makes no difference whether ids are the same strings or only equal ones."""
    plan = make_plan(rotations)
    again = Plan.model_validate_json(plan.to_json())
    assert count_up(again).meetings == count_up(plan).meetings
    assert said(again) == said(plan)


def test_people_of_several_sessions() -> None:
    """Meetings are counted over all sessions, groups of one included."""
    plan = make_plan([[[1, 2, 3], [4]], [[1, 2], [3, 4]]])
    second = plan.sessions[0].model_copy(update={"id": "second"})
    met = count_up(plan.model_copy(update={"sessions": (*plan.sessions, second)})).meetings
    assert met is not None
    assert (met.again, met.coincidences, met.thirds) == (4, 9, 4)
    assert (met.least, met.most) == (1, 3)


def test_hosts_of_groups_have_no_choice() -> None:
    """Whoever leads a group is told apart: summary and check count the same people."""
    led = tuple(t.model_copy(update={"host": "p1"} if t.id == "b" else {}) for t in cases.TOPICS)
    plan = cases.choice(([[2, 3, 4, 5], [1, 6, 7, 8, 9]],), topics=led)
    text = said(plan)
    assert "Of 7 people with wishes get: 5 the first wish and 2 the second wish." in text
    assert "1 person without a list fills the groups." in text
    assert "1 person leads a group and so has no choice." in text
    missed = next(f.message for f in check(plan) if f.code == "missed-first")
    assert missed.startswith("2 people do not get their first wish.")


def test_wishes_are_told_as_they_were_written() -> None:
    """What was withdrawn is no wish fulfilled, and whoever wished nothing else is told apart."""
    gone = Topic(id="c", title="Weg", withdrawn=True)
    lists = cases.LISTS | {"p2": ("c", "a"), "p3": ("c",)}
    topics = (*cases.TOPICS, gone)
    plan = cases.choice(([[2, 3, 4, 5], [1, 6, 7, 8, 9]],), topics=topics, wishes=lists)
    text = said(plan)
    assert "Of 8 people with wishes get: 3 the first wish and 4 the second wish." in text
    assert "1 person gets none of their wishes." in text
    assert "1 of them wished only what was withdrawn." in text
    named = [line for line in detail_lines(plan, count_up(plan)) if "none of their wishes" in line]
    assert [line.partition(": ")[2] for line in named] == ["3 Person 3 gets none of their wishes."]
    missed = next(f.message for f in check(plan) if f.code == "missed-first")
    assert missed.startswith("3 people do not get their first wish of what runs.")


def test_bound_that_counts_history_is_not_set_beside_pairs() -> None:
    """With earlier meetings the bound counts them, too: it is told only when it is met."""
    twice = [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]
    known = (Known(people=("p1", "p3")), Known(people=("p2", "p4")))
    plan = make_plan(twice).model_copy(
        update={"known": known, "bounds": {"no-repeat": 1}, "score": {"no-repeat": 2}}
    )
    assert "2 pairs meet again; whether it could be less is not proven." in said(plan)
    met = plan.model_copy(update={"bounds": {"no-repeat": 2}})
    assert "2 pairs meet again; with these numbers and rules this cannot be avoided." in said(met)
