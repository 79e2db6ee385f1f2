"""The market of an event: cards, stalls, roles, and what is said about them."""

from __future__ import annotations

from typing import Any

import pytest

from facilitate.catalogue import load_method
from facilitate.errors import InfeasibleError, RosterError
from facilitate.event import Session, Topic
from facilitate.grouping.market import choosing
from facilitate.grouping.stopping import Stop
from facilitate.groups import Group
from facilitate.parts import Text
from facilitate.planning.market import seat_market
from facilitate.planning.parts import Asked, Search, Seated
from facilitate.roster import Participant, Roster
from facilitate.rules import Apart, AtLeast, AtMost, Fixed, Rule, Together
from facilitate.venue import Place

METHOD = load_method("titel-thesen-fragmente")


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take few steps: what is tested holds after each of them."""
    monkeypatch.setattr(choosing, "STEPS", 3)


def crowd(count: int, **access: bool) -> Roster:
    """Make people p1, p2 …; every third one leads."""
    people = [
        Participant(
            id=f"p{k}",
            number=k,
            name=f"Person {k}",
            attributes={"leader": k % 3 == 0} | ({"access": "yes"} if f"p{k}" in access else {}),
        )
        for k in range(1, count + 1)
    ]
    return Roster(tuple(people), columns={"leader": "Leitung"})


def cards(*hosts: str | None, **more: dict[str, Any]) -> tuple[Topic, ...]:
    """Make the cards M1, M2 … of these hosts; `more` by the card's id."""
    return tuple(
        Topic(id=f"M{k}", title=f"Card {k}", host=host, **more.get(f"M{k}", {}))
        for k, host in enumerate(hosts, start=1)
    )


def market(
    people: int | Roster, topics: tuple[Topic, ...] = (), rules: tuple[Rule, ...] = (), **more: Any
) -> Seated:
    """Seat a market of two rotations, or as many as are asked."""
    roster = crowd(people) if isinstance(people, int) else people
    rotations, before = more.pop("rotations", 2), more.pop("before", ())
    near = more.pop("near", False)
    session = Session(id="market", method=METHOD.id, topics=topics, **more)
    asked = Asked(session, METHOD, roster, rules, rotations, before=before, near=near)
    return seat_market(asked, None, Search(1, Stop()))


def codes(seated: Seated) -> set[str]:
    """Codes of everything that was said."""
    return {finding.code for finding in seated.findings}


def running(seated: Seated) -> dict[str, Group]:
    """Card → group, of all rotations."""
    return {group.card: group for row in seated.rows for group in row if group.card}


def places(count: int, **more: dict[str, Any]) -> tuple[Place, ...]:
    """Make the places s1, s2 …; `more` by id."""
    return tuple(
        Place(id=f"s{k}", label=Text(de=f"Stand {k}", en=f"stall {k}"), **more.get(f"s{k}", {}))
        for k in range(1, count + 1)
    )


def test_cards_run_once_with_their_givers() -> None:
    """Every card runs once; its giver has that role, two others moderate and write."""
    seated = market(12, cards("p1", "p2", "p3", "p4"), wishes={"p5": ("M1", "M2")})
    groups = running(seated)
    assert sorted(groups) == ["M1", "M2", "M3", "M4"]
    for card, group in groups.items():
        giver = f"p{card[1:]}"
        assert group.roles[giver] == "case-giver"
        assert sorted(group.roles.values()) == ["case-giver", "moderator", "scribe"]
        assert list(group.roles) == [p for p in group.members if p in group.roles]
    assert {"p5"} <= set(groups["M1"].members) & set(groups["M2"].members)
    assert seated.score["unserved"] == seated.bounds["unserved"] == 0
    assert seated.score["cards-left"] == 0


def test_roles_rotate() -> None:
    """Nobody moderates twice before everybody who can has done so once."""
    seated = market(12, rotations=3)
    held = [p for row in seated.rows for g in row for p, r in g.roles.items() if r == "moderator"]
    assert len(held) == len(set(held)) == 9


def test_without_cards_groups_have_the_ideal_size() -> None:
    """A market nobody brings a card to has stalls of four, and no word of cards or wishes."""
    seated = market(12)
    assert [len(g.members) for row in seated.rows for g in row] == [4] * 6
    assert not {"cards-left", "unserved", "rank-sum"} & seated.score.keys()
    assert [place.id for place in seated.places] == ["s1", "s2", "s3"]


def test_more_cards_than_stalls() -> None:
    """Cards that do not run are named with their givers, kindly, and nothing is lost."""
    topics = cards(*(f"p{k}" for k in range(1, 9)))
    seated = market(12, topics, dots={"M7": 5, "M8": 9})
    assert len(running(seated)) == 6
    assert {"M7", "M8"} <= running(seated).keys()
    left = next(f for f in seated.findings if f.code == "cards-not-run")
    assert "M5 “Card 5” (5 Person 5)" in left.message or "M5 „Card 5“" in left.message
    assert "more-cards-than-stalls" in codes(seated)
    assert seated.score["cards-left"] == seated.bounds["cards-left"] == 2


def test_too_few_cards() -> None:
    """Stalls without a card are counted, and everybody sits."""
    seated = market(12, cards("p1"), wishes={"p2": ("M1",)})
    assert "stalls-without-card" in codes(seated)
    assert sorted(p for g in seated.rows[0] for p in g.members) == sorted(
        f"p{k}" for k in range(1, 13)
    )


def test_wishes_that_do_not_count() -> None:
    """Own, withdrawn and absent givers' cards are told; the next wish takes their rank."""
    topics = cards("p1", "p2", "away", "p4", M2={"withdrawn": True})
    seated = market(
        12, topics, absent=("away",), wishes={"p1": ("M1", "M2", "M3", "M4"), "p9": ("M3",)}
    )
    assert set(running(seated)) == {"M1", "M4"}
    assert {"wish-for-own-card", "wish-for-withdrawn-card", "card-giver-away"} <= codes(seated)
    assert [topic.withdrawn for topic in seated.topics] == [False, True, True, False]
    assert "p1" in running(seated)["M4"].members
    assert seated.score["unserved"] == 0
    assert seated.score["rank-sum"] == 0


def test_cards_and_people_without_wishes_are_told() -> None:
    """Cards nobody wants and people who want nothing are named as hints."""
    topics = cards("p1", "p2")
    some = market(12, topics, wishes={f"p{k}": ("M1",) for k in range(3, 6)})
    assert {"cards-without-wishes", "people-without-wishes"} <= codes(some)
    everybody = market(12, topics, wishes={f"p{k}": ("M1", "M2") for k in range(1, 13)})
    assert not {"cards-without-wishes", "people-without-wishes"} & codes(everybody)


def test_wishes_that_cannot_all_be_served() -> None:
    """Eleven people wish for one card with four free seats: those who miss it are named."""
    seated = market(12, cards("p1"), wishes={f"p{k}": ("M1",) for k in range(2, 13)})
    assert seated.score["unserved"] == seated.bounds["unserved"] == 7
    assert "wishes-unserved" in codes(seated)


def test_similar_cards_share_a_stall() -> None:
    """A card beside another runs with it: one stall, both texts, both givers."""
    topics = cards("p1", "p2", "p3", M3={"beside": "M1"})
    seated = market(12, topics, wishes={"p5": ("M3", "M1", "M2")})
    group = running(seated)["M1"]
    assert set(running(seated)) == {"M1", "M2"}
    assert group.topic == "Card 1 / Card 3"
    assert {p for p, role in group.roles.items() if role == "case-giver"} == {"p1", "p3"}
    assert "cards-share-a-stall" in codes(seated)
    assert seated.score["cards-left"] == 0
    assert seated.score["rank-sum"] == 1  # the second wish, after one for both cards at once


def test_too_many_givers_do_not_share() -> None:
    """Six similar cards have more givers than seats: five share a stall at most."""
    more: dict[str, dict[str, Any]] = {f"M{k}": {"beside": "M1"} for k in range(2, 7)}
    seated = market(12, cards(*(f"p{k}" for k in range(1, 7)), **more))
    assert all(len(group.members) <= 5 for row in seated.rows for group in row)
    assert len(running(seated)) == 2


def test_a_speaker_takes_no_seat() -> None:
    """The card of somebody who is no participant runs with guests alone."""
    seated = market(12, cards("Dr. Speaker"), wishes={"p1": ("M1",)})
    group = running(seated)["M1"]
    assert "p1" in group.members
    assert "case-giver" not in group.roles.values()


def test_rules_are_kept() -> None:
    """Apart, together, at least and at most hold in every rotation."""
    rules: tuple[Rule, ...] = (
        Apart(people=("p1", "p2")),
        Together(people=("p4", "p5")),
        AtLeast(attribute="leader", value=True),
        AtMost(attribute="leader", value=True, count=2),
    )
    wishes = {"p2": ("M1",), "p4": ("M1",), "p5": ("M2",)}
    seated = market(12, cards("p1", "p7"), rules, wishes=wishes)
    values = {p.id: p.attributes for p in crowd(12)}
    for rule in rules:
        views = [_View(number, row) for number, row in enumerate(seated.rows, start=1)]
        assert not list(rule.broken(views, values))


class _View:
    def __init__(self, number: int, groups: tuple[Group, ...]) -> None:
        self.number, self.groups = number, groups


def test_a_rule_that_cannot_be_kept() -> None:
    """Too few leaders for every stall: an error, not a broken plan."""
    rule = AtLeast(attribute="leader", value=True, count=2)
    with pytest.raises(InfeasibleError):
        market(12, (), (rule,), groups=4)


def test_places_of_the_room() -> None:
    """Seats, steps, fixed people and the place of a card decide where a stall stands."""
    room = places(3, s1={"step_free": False}, s2={"seats": 4}, s3={"seats": 5})
    seated = market(
        crowd(12, p5=True),
        cards("p1", "p2", M2={"place": "s3"}),
        (Fixed(person="p7", place="s1"),),
        places=room,
        wishes={"p3": ("M2",)},
    )
    for row in seated.rows:
        at = {person: group.place for group in row for person in group.members}
        assert at["p5"] != "s1"
        assert at["p7"] == "s1"
        assert all(len(group.members) <= 4 for group in row if group.place == "s2")
    assert running(seated)["M2"].place == "s3"


def test_more_people_in_need_than_places_without_steps() -> None:
    """Three people who need a place without steps share the only one there is."""
    room = places(3, s2={"step_free": False}, s3={"step_free": False})
    seated = market(crowd(12, p1=True, p2=True, p3=True), places=room)
    for row in seated.rows:
        assert {"p1", "p2", "p3"} <= set(next(g for g in row if g.place == "s1").members)


@pytest.mark.parametrize(
    ("room", "code"),
    [
        (places(1), "places-too-few"),
        (places(3, s1={"seats": 3}, s2={"seats": 3}, s3={"seats": 4}), "places-too-few"),
        (places(3, **{f"s{k}": {"step_free": False} for k in (1, 2, 3)}), "access-impossible"),
    ],
)
def test_rooms_that_do_not_do(room: tuple[Place, ...], code: str) -> None:
    """Too few places or seats, or none without steps, is said before any plan."""
    with pytest.raises(InfeasibleError) as caught:
        market(crowd(12, p1=True), places=room)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_stalls_that_find_no_place() -> None:
    """Somebody fixed where there are only three seats, kept together with three others."""
    rules = (Fixed(person="p1", place="s1"), Together(people=("p1", "p2", "p3", "p4")))
    room = places(3, s1={"seats": 3}, s2={"seats": 5}, s3={"seats": 5})
    with pytest.raises(InfeasibleError) as caught:
        market(12, (), rules, places=room)
    assert caught.value.findings[0].code == "stalls-misfit"


def test_an_earlier_seating_is_kept() -> None:
    """Planned again from its own rows, a market does not get worse, and stays where it was."""
    topics = cards("p1", "p2", "p3", "p4")
    wishes = {f"p{k}": ("M1", "M2") for k in range(5, 13)}
    first = market(12, topics, wishes=wishes)
    again = market(12, topics, wishes=wishes, before=first.rows)
    assert again.score["rank-sum"] <= first.score["rank-sum"]
    assert again.score["unserved"] == first.score["unserved"]
    other = market(12, topics, wishes=wishes, before=first.rows[:1])
    assert other.rows == first.rows


def test_a_rule_that_costs_a_rank_changes_few_seats() -> None:
    """Two at one card are parted by one exchange, though wishes are worth less then."""
    topics = cards("p1", "p2", "p3", "p4", "p5", "p6")
    wishes = {f"p{k}": tuple(f"M{(k % 4 + j) % 6 + 1}" for j in range(4)) for k in range(7, 25)}
    first = market(24, topics, wishes=wishes)
    apart = tuple(p for p in running(first)["M4"].members if p in wishes)[:2]
    near = market(24, topics, (Apart(people=apart),), wishes=wishes, before=first.rows, near=True)
    changed = sum(
        len(set(old.members) - set(new.members))
        for before, after in zip(first.rows, near.rows, strict=True)
        for old, new in zip(before, after, strict=True)
    )
    assert near.score["unserved"] == first.score["unserved"] == 0
    assert changed == 2
    assert 0 < near.score["rank-sum"] - first.score["rank-sum"] <= 6


@pytest.mark.parametrize("loose", [True, False])
def test_a_place_of_another_session(loose: bool) -> None:
    """Somebody fixed to a place that is not here is free here, if other sessions may have it."""
    session = Session(id="market", method=METHOD.id)
    rules = (Fixed(person="p1", place="Saal 7"),)
    asked = Asked(session, METHOD, crowd(12), rules, 2, loose=loose)
    if loose:
        seated = seat_market(asked, None, Search(1, Stop()))
        assert not [rule for rule in seated.rules if isinstance(rule, Fixed)]
        return
    with pytest.raises(RosterError, match="Saal 7"):
        seat_market(asked, None, Search(1, Stop()))


def test_many_names_are_shortened() -> None:
    """Of twenty people without a wish, fifteen are named."""
    seated = market(24, cards("p1", "p2"), wishes={f"p{k}": ("M1", "M2") for k in range(3, 7)})
    told = next(f for f in seated.findings if f.code == "people-without-wishes")
    assert "Person 19" in told.message
    assert "Person 23" not in told.message


def test_two_needs_find_two_places() -> None:
    """Groups give way to each other until all stand where they can."""
    room = places(3, s1={"seats": 5}, s2={"seats": 4}, s3={"seats": 3, "step_free": False})
    seated = market(crowd(11, p1=True, p2=True), cards("p4", M1={"place": "s1"}), places=room)
    for row in seated.rows:
        at = {person: group.place for group in row for person in group.members}
        assert "s3" not in (at["p1"], at["p2"])
        assert all(len(g.members) <= {"s1": 5, "s2": 4, "s3": 3}[g.place] for g in row)


def test_access_needs_keep_their_stall() -> None:
    """Cards come to whoever needs a place to stay at, as far as all groups find one."""
    offered = cards("p1", "p2", "p3", "p4", "p5", "p6")
    wishes = {f"p{k}": tuple(f"M{1 + (k + at) % 6}" for at in range(4)) for k in range(7, 16)}
    for k in (7, 10, 12):
        seated = market(crowd(15, **{f"p{k}": True}), offered, wishes=wishes)
        at = {g.place for row in seated.rows for g in row if f"p{k}" in g.members}
        assert len(at) == 1, k
