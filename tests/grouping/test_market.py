"""The market: who gives, who sits where, and which card runs when."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitate.grouping.market import Market, MarketResult, Quota, choosing, solve_market
from facilitate.grouping.market.bounds import lower_bounds
from facilitate.grouping.market.counting import recount, tally
from facilitate.grouping.market.search import Found, Search
from facilitate.grouping.market.seating import Seating
from facilitate.grouping.market.seats import seat, without_wishes
from facilitate.grouping.market.steps import look, moves, plays, swaps, take_stall
from facilitate.grouping.market.weights import Weights
from facilitate.grouping.stopping import Report, Stop
from facilitate.grouping.tabu import FORBIDDEN
from tests.grouping.markets import counted, groups_of, made_up, make_market, markets

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take few steps: what is tested holds after each of them."""
    monkeypatch.setattr(choosing, "STEPS", 3)


def solved(market: Market, seed: int = 0) -> MarketResult:
    """Solve a market that must be possible."""
    result = solve_market(market, seed=seed)
    assert result is not None
    return result


@FEW
@given(markets())
def test_every_result_keeps_the_rules(market: Market) -> None:
    """Everybody sits once, sizes fit, cards run once with their givers, bounds are not beaten."""
    result = solve_market(market)
    if result is None:
        assert market.fewest is None
        return
    runs = [card for card in result.cards.ravel().tolist() if card >= 0]
    assert len(runs) == len(set(runs))
    for cards, row, groups in zip(result.cards, result.seats, groups_of(result.seats), strict=True):
        assert sorted(p for group in groups for p in group) == list(range(market.people))
        for group in groups:
            place = int(row[group[0]])
            assert 3 <= len(group) <= min(5, int(market.seats[place]))
            assert cards[place] < 0 or set(market.givers[cards[place]]) <= set(group)
    assert counted(market, result).items() <= result.score.items()
    assert all(result.score[goal] >= bound for goal, bound in result.bounds.items())
    assert result.score["broken"] == 0


@FEW
@given(markets(), st.randoms(use_true_random=False))
def test_every_step_costs_what_the_tables_say(market: Market, rng: Random) -> None:
    """After any step, the values kept up to date equal those counted from nothing."""
    if market.fewest is None:
        return
    weights = Weights(market)
    seating = Seating(weights, *seat(market, without_wishes(market)))
    for _ in range(12):
        r = rng.randrange(market.rotations)
        view, before = look(seating, r), seating.values
        idle = np.flatnonzero(seating.idle())
        tables = [swaps(view), moves(view), *([plays(view, idle)] if len(idle) else [])]
        kind = rng.randrange(len(tables))
        possible = np.argwhere(tables[kind] < FORBIDDEN)
        if not len(possible):
            continue
        row, column = possible[rng.randrange(len(possible))].tolist()
        if kind == 0:
            seating.swap(r, row, column)
        elif kind == 1:
            seating.move(r, row, column)
        else:
            take_stall(seating, r, int(idle[row]), column)
        change = weights.decode(int(tables[kind][row, column]))
        assert seating.values == tuple(b + c for b, c in zip(before, change, strict=True))
        assert seating.values == tally(market, seating.cards, seating.seats)
        assert recount(market, seating.cards, seating.seats)["broken"] == 0


@FEW
@given(st.integers(0, 10_000))
def test_the_best_of_two_stalls_is_found(seed: int) -> None:
    """Six people, three cards, two stalls: as good as the best of all seatings, one by one."""
    market = made_up(6, 3, 2, seed, rotations=1)
    result = solved(market)
    goals = ("unserved", "no-repeat", "rank-sum")
    best = min(_every_score(market))
    assert tuple(result.score[goal] for goal in goals) == best


def _every_score(market: Market) -> list[tuple[int, ...]]:
    found = []
    for first in combinations(range(6), 3):
        seats = np.array([[0 if p in first else 1 for p in range(6)]])
        for cards in permutations((-1, -2, 0, 1, 2), 2):
            row = np.array([[max(card, -1) for card in cards]])
            score = recount(market, row, seats)
            if not score["broken"]:
                found.append((score["unserved"], score["no-repeat"], score["rank-sum"]))
    return found


def test_same_seed_same_seats() -> None:
    """The same market and seed give the same seats, another seed the same quality at least here."""
    market = made_up(16, 8, 4)
    one, two = solved(market, 3), solved(market, 3)
    assert (one.seats == two.seats).all()
    assert (one.cards == two.cards).all()


def test_everybody_is_served_and_nobody_meets_again() -> None:
    """Twenty-four people with four wishes each and earlier meetings: served, without repeats."""
    market = made_up(24, 12, 6)
    result = solved(market)
    assert result.score["unserved"] == 0
    assert result.score["no-repeat"] == result.bounds["no-repeat"] == 0
    assert result.optimal["unserved"]
    assert result.optimal["cards-left"]


def test_without_wishes_dots_decide() -> None:
    """Nobody wishes: the cards with most dots run, spread over both rotations."""
    market = make_market(
        [[]] * 8, [[c] for c in range(6)], 2, seats=[4, 4], dots=np.array([0, 9, 1, 7, 8, 6])
    )
    assert [sorted(row) for row in solved(market).cards.tolist()] == [[1, 3], [4, 5]]


def test_without_dots_the_first_cards_run() -> None:
    """Neither wishes nor dots: cards run in the order they were offered."""
    market = make_market([[]] * 8, [[c] for c in range(6)], 1, seats=[4, 4])
    assert sorted(solved(market).cards.ravel().tolist()) == [0, 1]


def test_too_few_cards_leave_stalls_without_one() -> None:
    """Twelve people, one card: the others sit at stalls without a card."""
    result = solved(make_market([[0]] * 11 + [[]], [[11]], 1, seats=[5] * 4))
    assert sum(card >= 0 for card in result.cards.ravel().tolist()) == 1
    assert result.score["unserved"] == result.bounds["unserved"] == 7


def test_no_cards_at_all_give_groups_of_the_ideal_size() -> None:
    """Without any card people sit in fours."""
    result = solved(make_market([[]] * 12, [], 2, seats=[5] * 4))
    assert [len(g) for row in groups_of(result.seats) for g in row] == [4] * 6


@pytest.mark.parametrize("people", [1, 2, 11])
def test_no_number_of_stalls_fits(people: int) -> None:
    """Fewer than three people, or more than all seats, cannot be seated."""
    assert solve_market(make_market([[]] * people, [], 1, seats=[5, 5])) is None


def test_two_givers_share_a_stall() -> None:
    """A card with two givers has both of them, and counts as two cards."""
    lists = [[0]] * 6 + [[], []]
    market = make_market(lists, [[6, 7], [0]], 1, seats=[5, 5], worth=np.array([2, 1]))
    result = solved(market)
    place = int(np.flatnonzero(result.cards[0] == 0)[0])
    assert (result.seats[0, [6, 7]] == place).all()
    assert result.score["cards-left"] == 0


def test_a_card_of_somebody_without_a_seat() -> None:
    """A speaker's card runs with guests only."""
    result = solved(make_market([[0]] * 4, [[]], 1, seats=[5]))
    assert result.cards.tolist() == [[0]]
    assert result.score["rank-sum"] == 0


def test_rules_between_people() -> None:
    """Apart, together, barred and quotas are kept while the wishes pull the other way."""
    kind = np.array([p < 3 for p in range(12)])
    market = make_market(
        [[0, 1, 2]] * 12,
        [[9], [10], [11]],
        2,
        seats=[5] * 3,
        apart=((0, 1), (9, 3)),
        together=((4, 5),),
        barred=((6, 0),),
        quotas=(Quota(kind, 1, 1),),
    )
    result = solved(market)
    for r, row in enumerate(result.seats):
        assert row[0] != row[1]
        assert row[9] != row[3]
        assert row[4] == row[5]
        assert result.cards[r, row[6]] != 0
        assert np.bincount(row[kind], minlength=3)[np.unique(row)].tolist() == [1, 1, 1]
    assert result.score["broken"] == 0


def test_givers_who_stay_together_do_not_give_at_once() -> None:
    """Two givers who always sit together have their cards in different rotations."""
    market = make_market([[0, 1]] * 6, [[0], [1]], 2, seats=[5, 5], together=((0, 1),))
    result = solved(market)
    assert all(sum(card >= 0 for card in row) <= 1 for row in result.cards.tolist())
    assert result.score["broken"] == 0


def test_a_goal_that_is_a_must() -> None:
    """A hard avoid-same counts as broken where it cannot be kept, and is kept where it can."""
    codes = np.array([0, 0, 1, 1, 2, 2])
    rules = {"avoid": {"avoid-same:x": codes}, "hard": frozenset({"avoid-same:x"})}
    assert solved(make_market([[]] * 6, [], 1, seats=[3, 3], **rules)).score["broken"] == 0
    crowded = make_market([[]] * 6, [], 1, seats=[6], maximum=6, **rules)
    assert solved(crowded).score["broken"] == 3


def test_a_hard_spread_goes_before_wishes() -> None:
    """Leaders are spread although all of them wish for one card."""
    codes = np.array([0, 0, -1, -1, -1, -1])
    lists = [[0], [0], [], [], [], []]
    rules = {"spread": {"spread:x": codes}}
    soft = make_market(lists, [[2], [3]], 1, seats=[3, 3], **rules)
    hard = make_market(lists, [[2], [3]], 1, seats=[3, 3], hard=frozenset(rules["spread"]), **rules)
    assert (solved(soft).score["unserved"], solved(hard).score["unserved"]) == (0, 1)


def test_third_meetings_hurt_more() -> None:
    """Pairs that met twice already are parted rather than two pairs that met once."""
    met = np.zeros((6, 6), np.int64)
    met[0, 1] = met[1, 0] = 3
    result = solved(make_market([[]] * 6, [], 1, seats=[3, 3], met=met))
    assert result.seats[0, 0] != result.seats[0, 1]
    assert result.score["no-repeat-3"] == result.bounds["no-repeat-3"] == 1


def test_sessions_that_do_not_count() -> None:
    """Where sitting together is no meeting, nothing is said about repeats."""
    assert "no-repeat" not in solved(make_market([[0]] * 6, [[0]], 2, counts=False)).score


def test_a_start_is_kept_where_it_is_best() -> None:
    """Seats of an earlier result stay as they are if nothing is better."""
    market = made_up(16, 8, 4)
    first = solved(market)
    again = solve_market(market, seed=9, start=(first.cards, first.seats))
    assert again is not None
    assert tally(market, again.cards, again.seats) <= tally(market, first.cards, first.seats)


def test_the_clock_ends_it() -> None:
    """A time limit gives a seating that keeps the rules, and says so."""
    result = solve_market(made_up(16, 8, 4), stop=Stop(seconds=0.0))
    assert result is not None
    assert result.status == "stopped-by-time"
    assert result.score["broken"] == 0


def test_ctrl_c_keeps_the_best_so_far() -> None:
    """An interruption after the first report gives what was found until then."""
    told: list[Report] = []

    def interrupt(report: Report) -> None:
        told.append(report)
        raise KeyboardInterrupt

    result = solve_market(made_up(16, 8, 4), progress=interrupt)
    assert result is not None
    assert result.status == "interrupted"
    assert told[0].values["rank-sum"] == result.score["rank-sum"]


def test_the_search_respects_locked_cards() -> None:
    """Locked cards stay where they are while people change places."""
    market = made_up(16, 8, 4)
    cards, seats = seat(market, without_wishes(market))
    search = Search(
        Weights(market), Found(tally(market, cards, seats), cards, seats), Random(1), locked=True
    )
    found = list(search.run(50, (0,) * 10))
    assert found
    assert all((better.cards == cards).all() for better in found)


def test_quotas_are_counted_in_every_step() -> None:
    """Steps of a market with quotas, of all kinds, cost what counting from nothing says."""
    base = made_up(12, 6, 3)
    kinds = [np.arange(12) % 3 == 0, np.arange(12) < 2]
    market = replace(base, quotas=(Quota(kinds[0], 1, 5), Quota(kinds[1], 0, 1)))
    cards, seats = seat(market, without_wishes(market))
    weights = Weights(market)
    search = Search(
        weights, Found(tally(market, cards, seats), cards, seats), Random(2), locked=False
    )
    for better in search.run(60, (0,) * 10):
        assert better.values == tally(market, better.cards, better.seats)
    assert search.best.values[0] == 0


def test_unbroken_unserved_before_meetings_before_ranks() -> None:
    """Serving everybody comes first, even if two who have met must meet again for it."""
    met = np.zeros((6, 6), np.int64)
    met[0, 1] = met[1, 0] = 1
    lists = [[], [0], [], [], [], []]
    result = solved(make_market(lists, [[0]], 1, seats=[3, 3], met=met))
    assert (result.score["unserved"], result.score["no-repeat"]) == (0, 1)


def test_bounds_count_meetings_that_must_come_again() -> None:
    """Three people in two rotations meet again in all three pairs, history included."""
    market = make_market([[]] * 3, [], 2, seats=[3], met=np.ones((3, 3), np.int64))
    assert lower_bounds(market)["no-repeat"] == solved(market).score["no-repeat"] == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"givers": ((0,), (1,))},
        {"rotations": 0},
        {"minimum": 6},
        {"givers": ((0, 0),)},
    ],
)
def test_misuse_is_refused(wrong: dict[str, object]) -> None:
    """A market whose parts do not fit together cannot be made."""
    right: dict[str, object] = {
        "ranks": np.zeros((4, 1), np.int64),
        "givers": ((0,),),
        "rotations": 1,
        "seats": np.array([5]),
    }
    with pytest.raises(ValueError, match=r"card|market"):
        Market(**(right | wrong))  # type: ignore[arg-type]
