"""Choices of topics, judged by counting and by brute force."""

from __future__ import annotations

import _thread
import csv
import pickle
import threading
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitate.grouping.calming import Handed
from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Report, Stop
from facilitate.grouping.wishes import (
    Assignment,
    Count,
    Earlier,
    Wishes,
    WishesImpossibleError,
    levels,
    linear,
    nearest,
    solve_wishes,
    solving,
)
from facilitate.grouping.wishes.conflicts import Clash
from facilitate.grouping.wishes.linear import Floats
from facilitate.grouping.wishes.model import Model, build
from facilitate.grouping.wishes.problem import Objective
from facilitate.grouping.wishes.seating import coloured, seating
from facilitate.grouping.wishes.watch import Watch
from facilitate.words import speak
from tests.grouping.wishes_cases import (
    all_seatings,
    broken,
    first_wishes_of,
    lists,
    losses_of,
    roomy_wishes,
    score,
    small_wishes,
    ways_to_room,
)

DATA = Path(__file__).parents[1] / "data"


def forum() -> Ints:
    """Read the ranks of the forum's 80 people for three working groups."""
    with (DATA / "wishes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    topics = sorted({topic for row in rows for topic in row[1:] if topic})
    wanted = [tuple(topics.index(topic) for topic in row[1:] if topic) for row in rows]
    return lists(*wanted, *[()] * (80 - len(wanted)), topics=3)


def crowd(people: int, topics: int, seed: int) -> Ints:
    """Make lists of three to five wishes, some topics far more wanted than others."""
    rng = Random(seed)
    rows = []
    for _ in range(people):
        keys = sorted(range(topics), key=lambda t: rng.random() ** (1 / (topics - t)), reverse=True)
        rows.append(tuple(keys[: 3 + int(rng.random() * 3)]))
    return lists(*rows, topics=topics)


def alike(topics: int, least: int, most: int) -> tuple[Ints, Ints]:
    """Make the same sizes for all topics."""
    return np.full(topics, least), np.full(topics, most)


def judge(wishes: Wishes) -> None:
    """Compare the seating found with all there are."""
    ways = [once for once, _way in ways_to_room(wishes)]
    scores = [score(way, seats) for way in ways for seats in all_seatings(way)]
    try:
        result = solve_wishes(wishes)
    except WishesImpossibleError:
        assert scores == []
        return
    assert any(broken(way, result.topics) == [] for way in ways)
    if wishes.rooms is not None:
        rooms = wishes.rooms.for_seats(result.topics)
        assert rooms is not None
        assert broken(wishes.settled(rooms.tolist()), result.topics) == []
    assert result.losses.tolist() == losses_of(wishes, result.topics)
    assert result.first_wishes == first_wishes_of(wishes, result.topics)
    assert score(wishes, result.topics) == min(scores)
    assert (result.optimal, result.gap, result.status) == (True, 0.0, "complete")


@given(small_wishes())
@settings(max_examples=60, deadline=None)
def test_nothing_is_better(wishes: Wishes) -> None:
    """Brute force finds no better seating, and none where none is said to be."""
    judge(wishes)


@given(roomy_wishes())
@settings(max_examples=80, deadline=None)
def test_nothing_is_better_in_any_rooms(wishes: Wishes) -> None:
    """Which topic has which room is decided with the wishes: brute force over both agrees."""
    judge(wishes)


@given(small_wishes() | roomy_wishes(), st.data())
@settings(max_examples=50, deadline=None)
def test_nothing_nearer_is_worth_more(wishes: Wishes, data: st.DataObject) -> None:
    """Near an earlier seating brute force finds nothing that is worth more beside its new cards.

    Whoever stays at a topic that gets another room has a new card, too.
    """
    places = st.integers(-1, wishes.topics - 1)
    rows = [[data.draw(places) for _ in range(wishes.people)] for _ in range(wishes.rotations)]
    then = np.array(rows)
    away = (then[:, :, None] >= 0) & (then[:, :, None] != np.arange(wishes.topics))
    touched = np.array([data.draw(st.booleans()) for _ in range(wishes.people)])
    holders = np.array([data.draw(st.booleans()) for _ in range(wishes.people)])
    count = Count(holders, 0, data.draw(st.integers(1, wishes.people)))
    pair = data.draw(st.sampled_from([(), ((0, 1),)]))

    def allowed(seats: Ints) -> bool:
        apart = any((seats[:, i] != seats[:, j]).any() for i, j in pair)
        return not apart and not any(count.missed(row, wishes.topics).any() for row in seats)

    handed, ways = {}, list(ways_to_room(wishes))
    if wishes.rooms is not None:
        most = wishes.rooms.holds.shape[1] - 1
        handed = {topic: data.draw(st.integers(-1, most)) for topic in wishes.rooms.topics}

    def price(seats: Ints, way: dict[int, int]) -> int:
        gone = np.array([way.get(t, -2) != handed.get(t, -2) for t in range(wishes.topics)])
        changed = (then >= 0) & ((then != seats) | gone[seats])
        missed = (wishes.ranks.max(axis=1) >= 0).sum() - first_wishes_of(wishes, seats)
        sizes = [n for row in seats for n in np.bincount(row).tolist()]
        lost = sum(loss * loss for loss in losses_of(wishes, seats))
        new = 12 * (changed.any(axis=0) & ~touched).sum() + 2 * changed.sum()
        return int(50 * missed + 2 * lost + new + sum(n * (n - 1) // 2 for n in sizes))

    seatings = [(seats, way) for once, way in ways for seats in all_seatings(once)]
    assume(seatings)
    prices = [price(seats, way) for seats, way in seatings if allowed(seats)]
    earlier = Earlier(Handed(away.astype(np.int64), touched), [count], pair, handed)
    with pytest.MonkeyPatch.context() as patch:
        module = import_module("facilitate.grouping.wishes.nearest")
        patch.setattr(module, "MOST_TIED", data.draw(st.sampled_from([0, 10_000])))
        seats = nearest(wishes, earlier, Watch())
    if seats is None:
        assert not prices
        return
    holding = [way for once, way in ways if not broken(once, seats)]
    assert holding
    assert allowed(seats)
    assert min(price(seats, way) for way in holding) == min(prices)


@given(small_wishes())
@settings(max_examples=40, deadline=None)
def test_nothing_is_better_than_level_by_level(wishes: Wishes) -> None:
    """Where the chain of linear programs promises too much, the levels are proven one by one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "reach", lambda *_: None)
        judge(wishes)


# The linear programs promise that nobody loses three; once that is missed, what they promise of
# smaller losses holds no longer.
MISSED = Wishes(
    ranks=np.array([[-1, -1, -1, -1], [0, -1, 1, -1], [0, 1, -1, 2], [-1, -1, -1, -1]]),
    minimum=np.array([0, 0, 3, 0]),
    maximum=np.array([0, 0, 3, 2]),
    may_close=True,
    apart=((0, 1),),
)


@pytest.mark.parametrize("objective", ["fair", "first"])
def test_bounds_end_where_one_is_missed(objective: Objective) -> None:
    """A bound that was proven below an unreachable level is not claimed."""
    judge(replace(MISSED, objective=objective))


@given(small_wishes())
@settings(max_examples=40, deadline=None)
def test_nothing_is_better_than_seat_by_seat(wishes: Wishes) -> None:
    """Where counts cannot be seated, everybody's seats are decided at once."""

    def only_seats(model: Model, solution: Floats, watch: Watch) -> Ints | None:
        return seating(model, solution, watch) if model.grain == "seats" else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "seating", only_seats)
        judge(wishes)


def test_out_of_steps() -> None:
    """Without steps there is a seating that keeps the rules, and no proof is claimed."""
    wishes = Wishes(crowd(20, 8, 5), *alike(8, 2, 6), rotations=2, may_close=True)
    best = solve_wishes(wishes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear, "NODES", 0)
        patch.setattr(solving._Search, "run", lambda search: search._smallest("seats"))
        patch.setattr(solving, "_any_seating", lambda *_: best.topics)
        result = solve_wishes(wishes)
    assert broken(wishes, result.topics) == []
    assert result.optimal or result.status == "stopped-by-steps"


@pytest.mark.parametrize(
    ("least", "most", "firsts"), [(26, 27, 49), (20, 30, 52), (20, 34, 56), (12, 40, 62)]
)
@pytest.mark.parametrize("objective", ["fair", "first"])
def test_the_forum_s_working_groups(least: int, most: int, firsts: int, objective: str) -> None:
    """The proven best for 80 people and three groups; everybody else gets their second wish."""
    wishes = Wishes(forum(), *alike(3, least, most))
    result = solve_wishes(replace(wishes, objective=objective))
    assert (result.first_wishes, result.optimal) == (firsts, True)
    assert np.bincount(result.ranks[0] + 1).tolist() == [5, firsts, 75 - firsts]
    assert broken(wishes, result.topics) == []


def test_a_fair_and_quick_market() -> None:
    """80 people, 20 topics of three to five, three rotations: proven, by the first counts."""
    wishes = Wishes(crowd(80, 20, 1), *alike(20, 3, 5), rotations=3)
    result = solve_wishes(wishes)
    assert result.optimal
    assert broken(wishes, result.topics) == []
    assert result.losses.tolist() == losses_of(wishes, result.topics)


def test_rules_on_top_of_a_market() -> None:
    """Hosts, seats fixed in one rotation, pairs apart and topics barred are kept, with proof."""
    wishes = Wishes(
        crowd(40, 10, 2),
        *alike(10, 3, 5),
        rotations=3,
        fixed=((None, 0, 0), (None, 1, 1), (0, 2, 2), (2, 3, 4)),
        apart=((4, 5), (0, 6), (2, 7)),
        barred=((8, 0), (9, 1)),
    )
    result = solve_wishes(wishes)
    assert result.optimal
    assert broken(wishes, result.topics) == []
    assert (result.ranks[:, :2] == -1).all()


def test_topics_may_close() -> None:
    """Two people more than three topics can take leave one topic empty."""
    ranks = lists((0,), (0,), (1,), (1,), (2,), topics=3)
    wishes = Wishes(ranks, *alike(3, 2, 3), may_close=True)
    result = solve_wishes(wishes)
    assert np.bincount(result.topics[0], minlength=3).tolist() in ([3, 2, 0], [2, 3, 0])
    assert result.first_wishes == 4


def test_first_wishes_or_fairness() -> None:
    """More first wishes can cost somebody their last one: the objective decides."""
    ranks = lists((0, 1, 2), (0, 1, 2), (1, 0, 2), topics=3)
    fair = solve_wishes(Wishes(ranks, *alike(3, 0, 1), barred=((2, 2),)))
    assert sorted(fair.losses.tolist()) == [0, 0, 2]
    ranks = lists((0, 1, 2), (0, 2, 1), (1, 0, 2), topics=3)
    fair = solve_wishes(Wishes(ranks, *alike(3, 0, 1), objective="first"))
    assert (fair.first_wishes, sorted(fair.losses.tolist())) == (2, [0, 0, 1])


def test_order_of_rules_does_not_matter() -> None:
    """The optimum is one and the same, whatever the order in which rules are told."""
    wishes = Wishes(crowd(30, 6, 3), *alike(6, 4, 6), rotations=2, apart=((1, 2), (3, 4), (5, 6)))
    one = solve_wishes(wishes)
    other = solve_wishes(replace(wishes, apart=((6, 5), (2, 1), (3, 4))))
    assert one.topics.tolist() == other.topics.tolist()
    assert one.topics.tolist() == solve_wishes(wishes).topics.tolist()


def test_equal_people_in_their_order() -> None:
    """Of people with the same list the first ones get the better seats."""
    result = solve_wishes(Wishes(lists(*[(0, 1)] * 4, topics=2), *alike(2, 2, 2)))
    assert result.topics.tolist() == [[0, 0, 1, 1]]


def test_out_of_time() -> None:
    """Without time there is a seating that keeps the rules, a bound, and no proof."""
    wishes = Wishes(crowd(40, 10, 4), *alike(10, 3, 5), rotations=3, objective="first")
    result = solve_wishes(wishes, stop=Stop(seconds=0))
    assert broken(wishes, result.topics) == []
    assert (result.status, result.optimal) == ("stopped-by-time", False)
    assert 0 < result.gap <= 1


def test_with_time_enough() -> None:
    """A limit that is not reached changes nothing."""
    wishes = Wishes(crowd(40, 10, 4), *alike(10, 3, 5), rotations=3)
    limited = solve_wishes(wishes, stop=Stop(seconds=600))
    assert limited.topics.tolist() == solve_wishes(wishes).topics.tolist()
    assert limited.status == "complete"


def refusal(wishes: Wishes) -> WishesImpossibleError:
    """Give the error of an impossible choice, in English."""
    speak("en")
    with pytest.raises(WishesImpossibleError) as caught:
        solve_wishes(wishes)
    return caught.value


@pytest.mark.parametrize(
    ("wishes", "code", "words"),
    [
        (
            Wishes(forum(), *alike(3, 0, 25)),
            "wishes-too-few-seats",
            "3 topics with at most 25 seats hold 75 of 80 people.",
        ),
        (
            Wishes(forum(), *alike(3, 30, 40)),
            "wishes-too-few-people",
            "3 topics with at least 30 people each need 90 people; there are 80.",
        ),
        (Wishes(forum(), *alike(3, 30, 39), may_close=True), "wishes-sizes", "80 people"),
        (Wishes(forum(), *alike(3, 0, 80), rotations=4), "wishes-too-few-topics", "4 rotations"),
        (
            Wishes(forum(), *alike(3, 0, 80), rotations=3, barred=((0, 0),)),
            "wishes-barred",
            "For 1 person",
        ),
        (
            Wishes(forum(), *alike(3, 0, 80), fixed=((0, 1, 0), (None, 1, 1))),
            "wishes-fixed-twice",
            "two places at once",
        ),
        (
            Wishes(forum(), *alike(3, 0, 80), rotations=2, fixed=((0, 1, 0), (1, 1, 0))),
            "wishes-fixed-twice",
            "twice to one",
        ),
        (
            Wishes(
                forum(),
                np.array([0, 0, 0]),
                np.array([80, 1, 80]),
                fixed=((None, 1, 1), (0, 2, 1)),
            ),
            "wishes-fixed-too-many",
            "2 people are fixed to topic 2, which has room for 1.",
        ),
        (
            Wishes(forum(), *alike(3, 0, 80), fixed=((0, 1, 0),), barred=((1, 0),)),
            "wishes-fixed-barred",
            "barred for them",
        ),
        (
            Wishes(forum(), *alike(3, 0, 80), fixed=((0, 1, 0), (None, 2, 0)), apart=((1, 2),)),
            "wishes-fixed-apart",
            "fixed to one topic",
        ),
    ],
)
def test_counting_shows_why_not(wishes: Wishes, code: str, words: str) -> None:
    """What counting shows to be impossible is said with its numbers."""
    error = refusal(wishes)
    assert error.findings[0].code == code
    assert words in error.findings[0].message


def test_clashing_rules_are_named() -> None:
    """Four people all apart do not fit three topics; the fifth pair is not to blame."""
    four = tuple((i, j) for i in range(4) for j in range(i + 1, 4))
    error = refusal(Wishes(forum(), *alike(3, 0, 80), apart=((7, 8), *four)))
    assert error.clash.apart == four
    assert "6 pairs to keep apart" in error.findings[0].message
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.clash, copy.findings, str(copy)) == (error.clash, error.findings, str(error))


def test_clashing_rules_of_every_kind() -> None:
    """A fixed seat, a barred topic and a pair apart can be in each other's way."""
    wishes = Wishes(
        lists((), (), (), topics=2),
        *alike(2, 1, 2),
        fixed=((0, 0, 0),),
        barred=((1, 1),),
        apart=((0, 1),),
    )
    error = refusal(wishes)
    assert (error.clash.fixed, error.clash.barred, error.clash.apart) == (
        wishes.fixed,
        wishes.barred,
        wishes.apart,
    )
    assert "1 pair to keep apart, 1 fixed seat and 1 barred topic" in error.findings[0].message


def test_sizes_that_no_rotation_fits() -> None:
    """Only one topic takes four, the other two: nobody can change. No rule is to blame."""
    sizes = np.array([4, 2])
    error = refusal(Wishes(lists(*[()] * 4, topics=2), sizes, sizes, 2, may_close=True))
    assert error.findings[0].code == "wishes-sizes"
    assert error.clash == Clash()


def test_a_search_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the steps end before there is any seating, nothing is called impossible."""
    monkeypatch.setattr(solving._Search, "run", lambda _search: None)
    error = refusal(Wishes(forum(), *alike(3, 20, 34)))
    assert error.findings[0].code == "wishes-not-found"


def test_great_losses() -> None:
    """Twelve people want twelve single seats in one order: the last one loses eleven ranks."""
    result = solve_wishes(Wishes(lists(*[tuple(range(12))] * 12, topics=12), *alike(12, 1, 1)))
    assert result.losses.tolist() == list(range(12))
    assert result.optimal


def test_a_list_barred_almost_wholly() -> None:
    """Whoever may only have their last wish gets that."""
    ranks = lists(tuple(range(12)), topics=12)
    barred = tuple((0, topic) for topic in range(11))
    result = solve_wishes(Wishes(ranks, *alike(12, 0, 1), barred=barred))
    assert (result.topics.tolist(), result.losses.tolist()) == ([[11]], [11])


def test_counts_that_cannot_be_seated() -> None:
    """Where other topics run in each rotation, counts alone can mislead: still proven."""
    wishes = Wishes(crowd(8, 5, 0), *alike(5, 2, 4), rotations=2, may_close=True)
    result = solve_wishes(wishes)
    assert broken(wishes, result.topics) == []
    assert result.optimal


def test_unlisted_topics_that_cannot_be_dealt() -> None:
    """Who is left has listed the one topic that still needs people: no seating."""
    wishes = Wishes(lists((2,), (1,), topics=3), np.array([0, 0, 1]), np.array([0, 1, 1]))
    model = build(wishes, "sums", 2)
    assert model is not None
    solution = np.zeros(len(model.linear.lower))
    ways = {
        kind.people[0]: (kind, columns)
        for kind, columns in zip(model.kinds, model.chosen, strict=True)
    }
    for person, topics in ((0, ()), (1, (1,))):
        kind, columns = ways[person]
        chosen = next(k for k, p in enumerate(kind.patterns) if p.topics == topics)
        solution[columns[chosen]] = 1
    solution[list(model.open.values())] = 1
    assert seating(model, solution, Watch()) is None


def tough() -> Wishes:
    """Make a choice whose proof takes minutes: topics may close, and each needs many people."""
    return Wishes(crowd(80, 20, 1), *alike(20, 8, 10), rotations=3, may_close=True)


def interrupted() -> Assignment:
    """Press Ctrl-C at the first news that the solver has; on a slow day there may be none."""
    impatience = threading.Timer(20, _thread.interrupt_main)

    def listen(_report: Report) -> None:
        if not impatience.finished.is_set():
            impatience.cancel()
            _thread.interrupt_main()

    impatience.start()
    try:
        return solve_wishes(tough(), progress=listen)
    finally:
        impatience.cancel()


@pytest.mark.parametrize("grace", [0.5, -1.0])
def test_ctrl_c_while_the_solver_runs(monkeypatch: pytest.MonkeyPatch, grace: float) -> None:
    """Ctrl-C ends the solver, or leaves it alone if it does not listen; the best so far is given.

    It keeps all rules and claims no proof.
    """
    monkeypatch.setattr(linear, "GRACE", grace)
    result = interrupted()
    assert broken(tough(), result.topics) == []
    assert (result.status, result.optimal) == ("interrupted", False)


def test_reports_on_the_way_and_an_end_by_one() -> None:
    """News name the loss they are about; an interrupt at one of them ends the search."""
    heard: list[Report] = []

    def listen(report: Report) -> None:
        heard.append(report)
        raise KeyboardInterrupt

    result = solve_wishes(tough(), progress=listen)
    assert result.status == "interrupted"
    assert {goal for report in heard for goal in (*report.values, *report.bounds)} <= {
        f"loss-{loss}" for loss in range(1, 9)
    }
    assert heard


def test_ctrl_c_before_there_is_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any seating an interrupt is passed on."""

    def interrupted(search: solving._Search) -> None:
        search.watch.interrupt()

    monkeypatch.setattr(solving._Search, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        solve_wishes(Wishes(forum(), *alike(3, 20, 34)))


@pytest.mark.parametrize("topics", [30, 40])
def test_more_topics_than_needed(topics: int) -> None:
    """Of 30 or 40 topics some stay closed; who sits where is proven by counts alone."""
    wishes = Wishes(crowd(80, topics, 1), *alike(topics, 3, 5), rotations=3, may_close=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving._Search, "_at_the_bounds", None)
        result = solve_wishes(wishes)
    assert broken(wishes, result.topics) == []
    assert result.optimal
    assert result.topics.tolist() == solve_wishes(wishes).topics.tolist()


@given(small_wishes())
@settings(max_examples=25, deadline=None)
def test_no_bound_is_too_good_where_seats_are_not_modelled(wishes: Wishes) -> None:
    """Crowds too large for everybody's seats in one model get a true bound, proven or not."""
    try:
        best = solve_wishes(wishes)
    except WishesImpossibleError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "MOST_SEATS", 0)
        patch.setattr(solving, "_any_seating", lambda *_: best.topics)
        result = solve_wishes(wishes)
    assert broken(wishes, result.topics) == []
    reached = {(level.goal, level.loss): level.value for level in best.levels}
    for level in result.levels:
        value = reached.get((level.goal, level.loss), 0)
        assert level.bound >= value if level.goal == "first-wishes" else level.bound <= value


class Countdown(Stop):
    """A clock that runs out after some looks at it."""

    def __init__(self, looks: int) -> None:
        super().__init__(seconds=600)
        self.looks = looks

    def now(self) -> bool:
        """Whether all looks are used up."""
        self.looks -= 1
        self.by_clock = self.looks < 0
        return self.by_clock


@pytest.mark.parametrize("looks", range(1, 14, 2))
def test_time_runs_out_on_the_way(looks: int) -> None:
    """Whenever the time ends, the rules are kept and no bound is above the optimum."""
    rules = {"apart": ((0, 1), (2, 3)), "fixed": ((0, 4, 1),)}
    wishes = replace(Wishes(crowd(20, 6, 7), *alike(6, 2, 4), rotations=2), **rules)
    best = solve_wishes(wishes)
    result = solve_wishes(wishes, stop=Countdown(looks))
    assert broken(wishes, result.topics) == []
    assert result.optimal or result.status == "stopped-by-time"
    assert not result.optimal or sorted(result.losses) == sorted(best.losses)
    for level in result.levels:
        assert level.bound <= int((best.losses >= level.loss).sum())


@given(st.integers(1, 4), st.integers(2, 12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_choices_are_dealt_to_rotations_evenly(rotations: int, people: int, rng: Random) -> None:
    """Everybody gets their topics one at a time, every topic as evenly as numbers allow."""
    choices = {p: rng.sample(range(6), rotations) for p in range(people)}
    rows = coloured(choices, rotations)
    assert {p: sorted(row) for p, row in rows.items()} == {p: sorted(c) for p, c in choices.items()}
    for topic in range(6):
        counts = [sum(row[r] == topic for row in rows.values()) for r in range(rotations)]
        assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rotations": 0}, "need people"),
        ({"minimum": np.array([1])}, "every topic needs"),
        ({"minimum": np.array([3, 0])}, "must lie between"),
        ({"ranks": np.array([[0, 2]])}, "without a gap"),
        ({"ranks": np.array([[0, -2]])}, "without a gap"),
        ({"apart": ((1, 1),)}, "kept apart from themselves"),
    ],
)
def test_misuse(change: dict[str, object], words: str) -> None:
    """What no door lets through is a programmer's mistake."""
    wishes = Wishes(lists((0, 1), (1,), topics=2), *alike(2, 0, 2))
    with pytest.raises(ValueError, match=words):
        replace(wishes, **change)
