"""What can be counted in a plan: meetings, mixing, evenness, sizes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_high

import numpy as np

from facilitate.columnar import column
from facilitate.groups import Group, PlainGroups, sizes_of
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.summary.chance import RandomGrouping, random_grouping
from facilitate.summary.seated import Mask, Numbers, Seated, Standing


@dataclass(frozen=True, slots=True)
class Meetings:
    """Whom everybody meets, over all sessions in which that is known.

    Parameters
    ----------
    least, median, most
        Different people whom one person meets; at least half of them meet `median` or more.
    possible
        Different people whom anybody could meet at most with these group sizes; None where
        trios beside pairs leave that open.
    again, repeated
        Pairs that meet more than once, and their meetings after the first; pairs that a rule
        keeps together are left out.
    forced
        Meetings after the first that there are at least: there are more meetings than pairs.
    rotations
        Rotations in which meetings count.
    coincidences, thirds
        Σ M(M−1)/2 and Σ M(M−1)(M−2)/6 over pairs that meet M times.
    chance
        What random grouping would reach with the same sizes.
    """

    least: int
    median: int
    most: int
    possible: int | None
    again: int
    repeated: int
    forced: int
    rotations: int
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
    alike
        Other attributes that are to differ in a group → pairs in one group that share a value.
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
    alike: dict[str, int]
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
    numbers = Numbers(column(plan.participants, "id"))
    held = [session for session in plan.sessions if session.rotations]
    seated = {session.id: Seated.of(numbers, session.rotations) for session in held}
    known = Standing(column(plan.participants, "attributes"))
    sessions = tuple(_session(session, seated[session.id], plan, known) for session in held)
    return Figures(_meetings(plan, seated), sessions)


def _meetings(plan: Plan, seated: Mapping[str, Seated]) -> Meetings | None:
    counted = [session for session in plan.sessions if session.counts and session.rotations]
    if not counted:
        return None
    met = Seated.joined(
        [
            seated[session.id]
            if len(session.counted_rotations) == len(session.rotations)
            else Seated.of(seated[session.id].numbers, session.counted_rotations)
            for session in counted
        ]
    )
    different = met.different().tolist()
    kept = plan.together_pairs()
    times = met.times_again(but=kept).tolist()
    rotations = [rotation for session in counted for rotation in session.rotations]
    people = len(plan.participants)
    turns = sum(len(session.counted_rotations) for session in counted)
    trios = any(_trios(session, rotation) for session in counted for rotation in session.rotations)
    return Meetings(
        least=min(different),
        median=median_high(different),
        most=max(different),
        possible=None if trios else min(people - 1, sum(map(_possible, counted))),
        again=len(times),
        repeated=sum(times) - len(times),
        forced=max(0, met.meetings - len(kept) * (turns - 1) - math.comb(people, 2)),
        rotations=turns,
        coincidences=sum(math.comb(meetings, 2) for meetings in times),
        thirds=sum(math.comb(meetings, 3) for meetings in times),
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


def _session(session: SessionPlan, seated: Seated, plan: Plan, known: Standing) -> SessionFigures:
    keys = [key.partition(":") for key in {**plan.score, **session.score}]
    spread = [attribute for goal, _colon, attribute in keys if goal == "spread"]
    differ = [attribute for goal, _colon, attribute in keys if goal == "avoid-same"]
    named = session.seating == "numbered"
    yes_no = [a for a in spread if _is_yes_no(known, a)]
    return SessionFigures(
        session=session,
        sizes=tuple(_sizes(rotation.groups) for rotation in session.rotations),
        circles=_circles(session.rotations[0]),
        colleagues=_colleagues(seated, known) if named else None,
        alike={
            a: seated.alike(seated.codes(known, a))
            for a in differ
            if a != "organisation" and named and plan.participants
        },
        without_leader=_without_leader(session, seated, known) if named else None,
        without_veteran=_without_veteran(session, seated, known) if named else None,
        unmet_first_timers=_unmet(seated, known) if named else None,
        evenness=tuple(_evenness(a, seated, known) for a in yes_no) if named else (),
        uneven={
            a: seated.uneven(seated.codes(known, a))
            for a in spread
            if a not in yes_no and plan.participants
        },
        trios=max(len(_trios(session, rotation)) for rotation in session.rotations),
        trio_twice=_trio_twice(session),
        sitting_out=max(len(rotation.sitting_out) for rotation in session.rotations),
        topics=sum(g.topic is not None for r in session.rotations for g in _special(r)),
        stalls=sum(len(rotation.groups) for rotation in session.rotations),
    )


def _sizes(groups: Sequence[Group]) -> tuple[int, ...]:
    return tuple(sorted(sizes_of(groups), reverse=True))


def _special(rotation: Rotation) -> Sequence[Group]:
    """Give the groups that may have more than members."""
    return () if isinstance(rotation.groups, PlainGroups) else rotation.groups


def _circles(rotation: Rotation) -> tuple[int, ...]:
    people = Counter(
        seat.circle for group in _special(rotation) for seat in group.seats.values() if seat.circle
    )
    return tuple(people[circle] for circle in sorted(people))


def _is_yes_no(known: Standing, attribute: str) -> bool:
    return any(isinstance(value, bool) for value in known.values(attribute))


def _colleagues(seated: Seated, known: Standing) -> int | None:
    if not any(known.values("organisation")):
        return None
    return seated.alike(seated.codes(known, "organisation"))


def _without_leader(session: SessionPlan, seated: Seated, known: Standing) -> Lacking | None:
    leaders = seated.having(known, "leader", True)
    if not leaders.any() or session.spec.sizing.ideal < 3:
        return None
    there = int(leaders.sum())
    return Lacking(
        count=int((seated.holders(leaders) == 0).sum()),
        groups=len(seated.sizes),
        unavoidable=sum(max(0, len(r.groups) - there) for r in session.rotations),
    )


def _without_veteran(session: SessionPlan, seated: Seated, known: Standing) -> Lacking | None:
    first = seated.having(known, "first_timer", True)
    veterans = seated.having(known, "first_timer", False)
    if not first.any() or not veterans.any() or session.spec.sizing.ideal < 3:
        return None
    return Lacking(
        count=int(((seated.holders(first) > 0) & (seated.holders(veterans) == 0)).sum()),
        groups=len(seated.sizes),
        unavoidable=_veterans_lacking(seated, first, veterans),
    )


def _veterans_lacking(seated: Seated, first: Mask, veterans: Mask) -> int:
    """Count the groups with first-timers that cannot have a veteran, by numbers alone."""
    rotation = seated.rotation
    groups = np.bincount(rotation)
    unknown = np.bincount(rotation, seated.holders(~(first | veterans)))
    there = np.bincount(rotation, seated.holders(veterans))
    smallest = np.full(len(groups), seated.sizes.max(initial=1))
    np.minimum.at(smallest, rotation, seated.sizes)
    # people of unknown standing may fill whole groups, in which no first-timer is alone
    lacking = groups - there - unknown // np.maximum(1, smallest)
    return int(lacking.clip(min=0).sum())


def _unmet(seated: Seated, known: Standing) -> tuple[int, int] | None:
    first = seated.having(known, "first_timer", True)
    veterans = seated.having(known, "first_timer", False)
    if not first.any() or not veterans.any():
        return None
    met = seated.person[(seated.holders(veterans) > 0)[seated.group]]
    count = int(first.sum())
    first[met] = False
    return int(first.sum()), count


def _evenness(attribute: str, seated: Seated, known: Standing) -> Evenness:
    counts = seated.holders(seated.having(known, attribute, True))
    rows = [counts[seated.rotation == r].tolist() for r in range(int(seated.rotation.max()) + 1)]
    even = all(map(_as_even_as_can_be, rows))
    return Evenness(attribute, int(counts.min()), int(counts.max()), even=even)


def _as_even_as_can_be(counts: Sequence[int]) -> bool:
    """Whether no other dealing of as many people to as many groups has fewer pairs in a group."""
    return max(counts) - min(counts) <= 1


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
