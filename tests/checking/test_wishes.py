"""Wishes counted again: who got none, who not the first, the ranks, the cards that are left."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.checking import check, session_bounds, session_score
from facilitate.event import Topic
from facilitate.plan import Plan
from facilitate.private import PrivateRules
from tests.builders import edit
from tests.checking.cases import (
    CARDS,
    NOTHING_PRIVATE,
    TOPICS,
    choice,
    codes,
    market,
    places,
    told,
)

WISHED = ("unserved", "rank-sum", "missed-first", "cards-left")


def wished(plan: Plan) -> dict[str, int]:
    """Give what was counted about wishes."""
    return {k: v for k, v in session_score(plan, "first").items() if k in WISHED}


def bound(plan: Plan) -> dict[str, int]:
    """Give the bounds of what was counted about wishes."""
    return {k: v for k, v in session_bounds(plan, "first").items() if k in WISHED}


def test_a_market_is_counted() -> None:
    """p2 gives a card in one rotation; p9 wishes what is withdrawn, unknown, and does not run."""
    assert wished(market()) == {"unserved": 1, "rank-sum": 0 + 1 + 1 + 2, "cards-left": 1}
    assert bound(market()) == {"unserved": 0, "rank-sum": 0 + 1 + 1 + 1, "cards-left": 0}


def test_the_own_card_is_no_wish() -> None:
    """It is neither counted nor missed; the next wish takes its rank."""
    own = {"p2": ("M4", "M1")}
    assert wished(market(wishes=own)) == {"unserved": 0, "rank-sum": 0, "cards-left": 1}


def test_without_lists_only_cards_are_counted() -> None:
    """Nobody wishes anything: nobody is unserved."""
    assert wished(market(wishes={})) == {"cards-left": 1}
    assert wished(market(wishes={"p1": ("M6",)})) == {"cards-left": 1}
    assert wished(choice(wishes={})) == {}


def test_cards_that_share_a_stall_are_one_wish() -> None:
    """Who wishes one of them is served by the other; both run."""
    beside = tuple(
        t.model_copy(update={"host": "p3", "beside": "M1"}) if t.id == "M7" else t for t in CARDS
    )
    plan = market(topics=beside, wishes={"p2": ("M7",)})
    assert wished(plan) == {"unserved": 0, "rank-sum": 0, "cards-left": 0}


def test_a_card_whose_giver_is_away_cannot_be_wished() -> None:
    """Then it does not count as left over, either."""
    plan = market(absent=("p5",), wishes={"p9": ("M7",)})
    assert wished(plan) == {"cards-left": 0}


def test_more_cards_than_stalls() -> None:
    """What has no stall in any rotation cannot be avoided."""
    more = (*CARDS, Topic(id="M8", title="Eight"), Topic(id="M9", title="Nine"))
    assert bound(market(topics=more))["cards-left"] == 2
    small = market(topics=more, places=places(2, 9, 9))
    assert bound(small)["cards-left"] == 4


def test_a_choice_is_counted() -> None:
    """Seven want five seats: two miss their first wish, and both cannot be spared it."""
    assert wished(choice()) == {"missed-first": 2, "rank-sum": 2}
    assert bound(choice()) == {"missed-first": 2, "rank-sum": 2}
    assert bound(choice(places=places(4, 9)))["missed-first"] == 3


def test_whoever_leads_a_topic_has_no_list() -> None:
    """The host's own list does not count."""
    led = (TOPICS[0], TOPICS[1].model_copy(update={"host": "p6"}))
    assert wished(choice(topics=led)) == {"missed-first": 1, "rank-sum": 1}


def test_what_is_not_on_the_list_ranks_behind_it() -> None:
    """One behind the last; a withdrawn topic moves the others up."""
    assert wished(choice(wishes={"p8": ("a",)})) == {"missed-first": 1, "rank-sum": 1}
    gone = (*TOPICS, Topic(id="c", title="C", withdrawn=True))
    assert wished(choice(topics=gone, wishes={"p8": ("c", "b")})) == {
        "missed-first": 0,
        "rank-sum": 0,
    }


def test_missed_wishes_are_warnings_unless_unavoidable() -> None:
    """With count and bound; the plan's own bound may be the better one."""
    assert ("warning", "unserved") in told(market())
    assert ("hint", "unserved") in told(market(bounds={"unserved": 1}))
    assert ("hint", "missed-first") in told(choice())
    assert "missed-first" in codes(choice(wishes={"p9": ("a",), "p1": ("b",)}), "warning")
    finding = next(f for f in check(choice(), NOTHING_PRIVATE) if f.code == "missed-first")
    assert finding.message == "2 people do not get their first wish. This cannot be avoided."
    assert finding.hint == "For example: 6 Person 6; 7 Person 7."
    assert {f for f in told(choice(wishes={"p1": ("a",)})) if f[1] in WISHED} == set()


def test_cards_left_are_named() -> None:
    """Kindly, as a hint."""
    finding = next(f for f in check(market(), NOTHING_PRIVATE) if f.code == "cards-left")
    assert (str(finding.level), finding.message) == ("hint", "1 card does not run: M7 “Seven”.")


def test_ranks_above_their_bound_are_worth_knowing() -> None:
    """Meetings come first, so this is no more than a hint; at the bound nothing is said."""
    assert ("hint", "rank-sum") in told(market())
    assert ("hint", "rank-sum") not in told(market(bounds={"rank-sum": 4}))


def test_stated_wishes_are_counted_again() -> None:
    """A score that does not fit the seats is told."""
    right = edit(market(), score=wished(market()))
    assert ("warning", "score-differs") not in told(right)
    assert ("warning", "score-differs") in told(edit(market(), score={"unserved": 0}))


def test_mixing_gives_way_to_wishes() -> None:
    """Where people follow their wishes, an uneven mix is a hint; elsewhere a warning."""
    rule: dict[str, Any] = {"rule": "avoid-same", "attribute": "organisation"}
    plan = choice().model_copy(
        update={
            "participants": tuple(
                p.model_copy(update={"attributes": {"organisation": "x" if p.number < 3 else p.id}})
                for p in choice().participants
            )
        }
    )
    ruled = Plan.model_validate(plan.model_dump() | {"rules": [rule]})
    assert ("hint", "avoid-same:organisation") in told(ruled)
    assert ("warning", "avoid-same:organisation") in told(edit(ruled, wishes={}))


def test_whom_one_must_not_meet_cannot_be_wished() -> None:
    """With the private rules a card of somebody to keep apart counts as no wish to be served."""
    plan = market(wishes={"p9": ("M7",)}, score={"unserved": 0})
    assert "unserved" in {f.code for f in check(plan, NOTHING_PRIVATE)}
    private = PrivateRules(apart=(("9", "5"),))
    assert {"unserved", "score-differs"} & {f.code for f in check(plan, private)} == set()


cards = st.lists(st.sampled_from(["M1", "M2", "M3", "M4", "M5", "M7"]), max_size=4, unique=True)
people = st.sampled_from([f"p{number}" for number in range(1, 10)])


@settings(max_examples=60)
@given(st.dictionaries(people, cards.map(tuple)))
def test_bounds_hold_in_any_market(wishes: dict[str, tuple[str, ...]]) -> None:
    """Whatever people wish: no bound above what is reached, and ranks no worse than all lists."""
    plan = market(wishes=wishes)
    reached, least = wished(plan), bound(plan)
    assert reached.keys() == least.keys()
    assert all(least[key] <= reached[key] for key in reached)
    assert reached.get("unserved", 0) <= sum(bool(listed) for listed in wishes.values())
    assert reached.get("rank-sum", 0) <= 2 * sum(map(len, wishes.values()))


topics = st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True)


@settings(max_examples=60)
@given(st.dictionaries(people, topics.map(tuple)))
def test_bounds_hold_in_any_choice(wishes: dict[str, tuple[str, ...]]) -> None:
    """Whatever people wish: no bound above what is reached."""
    reached, least = wished(choice(wishes=wishes)), bound(choice(wishes=wishes))
    assert all(least[key] <= reached[key] for key in reached)
