"""What can be counted in a plan: meetings, mixing, evenness, sizes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from facilitate.plan import Group, Plan, Rotation, SessionPlan
from facilitate.rules import AvoidSame, Spread, Values
from facilitate.summary.chance import RandomGrouping, random_grouping


@dataclass(frozen=True, slots=True)
class Meetings:
    """Whom everybody meets, over all sessions in which that is known.

    Parameters
    ----------
    least, median, most
        Different people whom one person meets.
    possible
        Different people whom anybody could meet at most with these group sizes; None where
        trios beside pairs leave that open.
    again
        Pairs that meet more than once; pairs that a rule keeps together are left out.
    coincidences, thirds
        Σ M(M−1)/2 and Σ M(M−1)(M−2)/6 over pairs that meet M times.
    chance
        What random grouping would reach with the same sizes.
    """

    least: int
    median: float
    most: int
    possible: int | None
    again: int
    coincidences: int
    thirds: int
    chance: RandomGrouping


@dataclass(frozen=True, slots=True)
class Lacking:
    """Groups that lack somebody: `count` of `groups`; `unavoidable` of them by numbers alone."""

    count: int
    groups: int
    unavoidable: int


@dataclass(frozen=True, slots=True)
class Evenness:
    """How a yes/no attribute is spread: `least` and `most` of those with yes in one group."""

    attribute: str
    least: int
    most: int
    even: bool


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What can be counted in one session.

    Parameters
    ----------
    sizes
        Per rotation the group sizes, largest first.
    circles
        People in each circle, for circles only.
    colleagues
        Pairs of one organisation in one group, over all rotations; None if no list knows.
    without_leader, without_veteran
        Groups without a leader; groups with first-timers and no veteran. None if unknown.
    unmet_first_timers
        First-timers who meet no veteran in the whole session, and how many first-timers there
        are; None if unknown.
    evenness
        Yes/no attributes that are to be spread.
    uneven
        Other attributes that are to be spread → places where they are not even.
    trios, trio_twice
        Trios per rotation beside pairs, at most; people who are in a trio more than once.
    sitting_out
        Most people who sit out in a rotation.
    topics, stalls
        Groups with a card that was offered, and all groups, in the market.
    """

    session: SessionPlan
    sizes: tuple[tuple[int, ...], ...]
    circles: tuple[int, ...]
    colleagues: int | None
    without_leader: Lacking | None
    without_veteran: Lacking | None
    unmet_first_timers: tuple[int, int] | None
    evenness: tuple[Evenness, ...]
    uneven: dict[str, int]
    trios: int
    trio_twice: int
    sitting_out: int
    topics: int
    stalls: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that can be counted in a plan; `meetings` is None if nobody can know them."""

    meetings: Meetings | None
    sessions: tuple[SessionFigures, ...]


def count_up(plan: Plan) -> Figures:
    """Count everything in `plan`, from the plan alone."""
    sessions = tuple(_session(session, plan) for session in plan.sessions if session.rotations)
    return Figures(_meetings(plan), sessions)


def _meetings(plan: Plan) -> Meetings | None:
    counted = [session for session in plan.sessions if session.counts and session.rotations]
    if not counted:
        return None
    met = plan.meetings()
    different = Counter({person.id: 0 for person in plan.participants})
    for pair in met:
        different.update(pair)
    rotations = [rotation for session in counted for rotation in session.rotations]
    people = len(plan.participants)
    trios = any(_trios(session, rotation) for session in counted for rotation in session.rotations)
    return Meetings(
        least=min(different.values()),
        median=median(different.values()),
        most=max(different.values()),
        possible=None if trios else min(people - 1, sum(map(_possible, counted))),
        again=sum(times > 1 for times in met.values()),
        coincidences=sum(math.comb(times, 2) for times in met.values()),
        thirds=sum(math.comb(times, 3) for times in met.values()),
        chance=random_grouping(people, [_sizes(rotation.groups) for rotation in rotations]),
    )


def _possible(session: SessionPlan) -> int:
    """Different people whom one person could meet in `session` at most."""
    by_size = sum(max(_sizes(rotation.groups), default=1) - 1 for rotation in session.rotations)
    if session.spec.formation != "circles":
        return by_size
    sides = Counter(
        (seat.circle, seat.side)
        for group in session.rotations[0].groups
        for seat in group.seats.values()
    )
    return min(by_size, max(sides.values(), default=by_size))


def _session(session: SessionPlan, plan: Plan) -> SessionFigures:
    values = plan.values()
    groups = [group for rotation in session.rotations for group in rotation.groups]
    keys = [key.partition(":") for key in {**plan.score, **session.score}]
    spread = [attribute for goal, _colon, attribute in keys if goal == "spread"]
    known = session.seating == "numbered"
    yes_no = [a for a in spread if _is_yes_no(values, a)]
    return SessionFigures(
        session=session,
        sizes=tuple(_sizes(rotation.groups) for rotation in session.rotations),
        circles=_circles(session.rotations[0]),
        colleagues=_colleagues(session, values) if known else None,
        without_leader=_without_leader(session, values) if known else None,
        without_veteran=_without_veteran(session, values) if known else None,
        unmet_first_timers=_unmet(groups, values) if known else None,
        evenness=tuple(_evenness(a, session, values) for a in yes_no) if known else (),
        uneven={a: _uneven(a, session, values) for a in spread if a not in yes_no and known},
        trios=max(len(_trios(session, rotation)) for rotation in session.rotations),
        trio_twice=_trio_twice(session),
        sitting_out=max(len(rotation.sitting_out) for rotation in session.rotations),
        topics=sum(group.topic is not None for group in groups),
        stalls=len(groups),
    )


def _sizes(groups: Iterable[Group]) -> tuple[int, ...]:
    return tuple(sorted((len(group.members) for group in groups), reverse=True))


def _circles(rotation: Rotation) -> tuple[int, ...]:
    people = Counter(
        seat.circle for group in rotation.groups for seat in group.seats.values() if seat.circle
    )
    return tuple(people[circle] for circle in sorted(people))


def _is_yes_no(values: Values, attribute: str) -> bool:
    return any(isinstance(values[person].get(attribute), bool) for person in values)


def _having(values: Values, attribute: str, wanted: bool) -> frozenset[str]:
    return frozenset(p for p, known in values.items() if known.get(attribute) is wanted)


def _colleagues(session: SessionPlan, values: Values) -> int | None:
    if not any(known.get("organisation") for known in values.values()):
        return None
    rule = AvoidSame(attribute="organisation")
    return sum(1 for _breach in rule.broken(session.rotations, values))


def _without_leader(session: SessionPlan, values: Values) -> Lacking | None:
    leaders = _having(values, "leader", True)
    if not leaders or session.spec.sizing.ideal < 3:
        return None
    return Lacking(
        count=sum(not leaders & set(g.members) for r in session.rotations for g in r.groups),
        groups=sum(len(r.groups) for r in session.rotations),
        unavoidable=sum(max(0, len(r.groups) - len(leaders)) for r in session.rotations),
    )


def _without_veteran(session: SessionPlan, values: Values) -> Lacking | None:
    first = _having(values, "first_timer", True)
    veterans = _having(values, "first_timer", False)
    if not first or not veterans or session.spec.sizing.ideal < 3:
        return None
    return Lacking(
        count=sum(
            bool(first & set(g.members)) and not veterans & set(g.members)
            for r in session.rotations
            for g in r.groups
        ),
        groups=sum(len(r.groups) for r in session.rotations),
        unavoidable=sum(_veterans_lacking(r, first, veterans) for r in session.rotations),
    )


def _veterans_lacking(rotation: Rotation, first: frozenset[str], veterans: frozenset[str]) -> int:
    """Count the groups with first-timers that cannot have a veteran, by numbers alone."""
    seated = {person for group in rotation.groups for person in group.members}
    unknown = len(seated - first - veterans)
    # people of unknown standing may fill whole groups, in which no first-timer is alone
    filled = unknown // min(_sizes(rotation.groups), default=1)
    return max(0, len(rotation.groups) - len(seated & veterans) - filled)


def _unmet(groups: Sequence[Group], values: Values) -> tuple[int, int] | None:
    first = _having(values, "first_timer", True)
    veterans = _having(values, "first_timer", False)
    if not first or not veterans:
        return None
    met = {p for g in groups if veterans & set(g.members) for p in g.members}
    return len(first - met), len(first)


def _evenness(attribute: str, session: SessionPlan, values: Values) -> Evenness:
    having = _having(values, attribute, True)
    rows = [[len(having & set(g.members)) for g in r.groups] for r in session.rotations]
    counts = [count for row in rows for count in row]
    return Evenness(attribute, min(counts), max(counts), even=all(map(_as_even_as_can_be, rows)))


def _as_even_as_can_be(counts: Sequence[int]) -> bool:
    """Whether no other dealing of as many people to as many groups has fewer pairs in a group."""
    return max(counts) - min(counts) <= 1


def _uneven(attribute: str, session: SessionPlan, values: Values) -> int:
    places = {
        (breach.rotation, breach.place)
        for breach in Spread(attribute=attribute).broken(session.rotations, values)
    }
    return len(places)


def _trio_twice(session: SessionPlan) -> int:
    inside = Counter(
        person
        for rotation in session.rotations
        for group in _trios(session, rotation)
        for person in group.members
    )
    return sum(times > 1 for times in inside.values())


def _trios(session: SessionPlan, rotation: Rotation) -> list[Group]:
    if session.spec.formation != "circles" or session.seating == "free":
        return []
    return [group for group in rotation.groups if len(group.members) == 3]
