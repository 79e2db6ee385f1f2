"""Event and people in, plan out: session by session with the memory of who has met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from facilitate.catalogue import load_method
from facilitate.errors import Finding, InfeasibleError
from facilitate.event import Event
from facilitate.grouping.bounds import balanced
from facilitate.grouping.problem import REPEATS, THIRDS
from facilitate.grouping.stopping import Progress, Stop
from facilitate.intake import Offer
from facilitate.method import Method
from facilitate.plan import Group, Plan, PlannedPerson, SessionPlan
from facilitate.planning.sessions import Asked, PlannedSession, Search, meetings_of, plan_session
from facilitate.roster import CANONICAL, Participant, Roster
from facilitate.rules import (
    Apart,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
    Values,
    joined,
)
from facilitate.words import _

__all__ = ["Inputs", "Planned", "plan_event"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what there is to tell about it."""

    plan: Plan
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What else a plan is made from.

    Parameters
    ----------
    offers
        Session's id → cards offered there.
    hashes
        File name → SHA-256, as written into the plan.
    needs
        Ids of people whose access needs are known, but do not stand in the plan.
    """

    offers: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()


def plan_event(
    event: Event,
    roster: Roster,
    *,
    methods: Callable[[str], Method] = load_method,
    inputs: Inputs | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Planned:
    """Plan all sessions of an event.

    Parameters
    ----------
    methods
        Gives the method of an id.
    time_limit
        Seconds after which to take the best so far; without it the same event and people give
        the same plan, byte for byte.
    progress
        Called at improvements.

    Raises
    ------
    InfeasibleError
        If rules contradict each other or the numbers, or no plan that keeps them was found.
    UsageError
        If a number is one the method does not allow.
    """
    inputs = inputs or Inputs()
    search = Search(event.seed, Stop(time_limit), progress)
    done: list[PlannedSession] = []
    met = None
    for session in event.sessions:
        method = methods(session.method)
        offers = inputs.offers.get(session.id, ())
        task = Asked(session, method, roster, event.rules, offers, inputs.needs)
        done.append(plan_session(task, met, search))
        met = meetings_of(done[-1].result, met, counts=done[-1].plan.counts)
    plan = _joined(event, roster, done, inputs)
    _refuse_broken(plan, done)
    return Planned(plan, tuple(f for session in done for f in session.findings))


def _joined(event: Event, roster: Roster, done: Sequence[PlannedSession], inputs: Inputs) -> Plan:
    rules = _public(rule for session in done for rule in session.rules)
    sessions = tuple(session.plan for session in done)
    clocked = any(session.start is not None for session in event.sessions)
    return Plan(
        title=event.title,
        language=event.language,
        timezone=event.timezone if clocked and sessions[0].start.tzinfo else None,
        seed=event.seed,
        status=next((s.result.status for s in done if s.result.status != "complete"), "complete"),
        score=_in_all([session.score for session in sessions]),
        bounds=_in_all([session.bounds for session in sessions]) | _event_bound(sessions, rules),
        inputs=dict(sorted(inputs.hashes.items())),
        rules=rules,
        participants=tuple(_planned(person, rules) for person in roster),
        sessions=sessions,
    )


def _public(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Each rule once; who must not meet whom never enters the plan."""
    return tuple(dict.fromkeys(rule for rule in rules if not isinstance(rule, Apart)))


def _in_all(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Sum over the sessions; repeats are counted with all earlier sessions already."""
    total: Counter[str] = Counter()
    for part in parts:
        for goal, value in part.items():
            total[goal] = value if goal in (REPEATS, THIRDS) else total[goal] + value
    return dict(total)


def _event_bound(sessions: Sequence[SessionPlan], rules: Sequence[Rule]) -> dict[str, int]:
    """Bound of the repeats over several sessions, whatever the earlier ones had been."""
    counted = [session for session in sessions if session.counts]
    if len(counted) < 2:
        return {}
    people = len({p for s in counted for g in s.rotations[0].groups for p in g.members})
    sizes = [len(g.members) for s in counted for r in s.rotations for g in r.groups]
    pairs = people * (people - 1) // 2
    kept = _kept_pairs(rules)
    meetings = sum(size * (size - 1) // 2 for size in sizes)
    meetings -= kept * sum(len(s.rotations) for s in counted)
    return {REPEATS: balanced(max(0, meetings), pairs - kept), THIRDS: 0}


def _kept_pairs(rules: Sequence[Rule]) -> int:
    """Pairs that may be together all the time, by a rule or by one fixed place."""
    sets = [set(rule.people) for rule in rules if isinstance(rule, Together)]
    at: dict[str, set[str]] = {}
    for rule in rules:
        if isinstance(rule, Fixed):
            at.setdefault(rule.place, set()).add(rule.person)
    united = joined([*sets, *at.values()])
    return sum(len(people) * (len(people) - 1) // 2 for people in united)


def _planned(person: Participant, rules: Sequence[Rule]) -> PlannedPerson:
    used = [r.attribute for r in rules if isinstance(r, Spread | AvoidSame)]
    keys = dict.fromkeys([*(k for k in CANONICAL if k != "status"), *used])
    values = {key: person.value(key) for key in keys}
    return PlannedPerson(
        id=person.id,
        number=person.number,
        name=person.name,
        title=person.title,
        email=person.email or None,
        attributes={key: value for key, value in values.items() if value is not None},
    )


def _refuse_broken(plan: Plan, done: Sequence[PlannedSession]) -> None:
    """Refuse a plan that misses a goal that was made a must."""
    names = {person.id: person.label for person in plan.participants}
    for session in done:
        for rule in session.rules:
            if not rule.hard or (isinstance(rule, NoRepeat) and not session.plan.counts):
                continue
            if _breaks(session, rule, plan.values()):
                raise InfeasibleError(
                    _("No plan was found that keeps this rule: {rule}").format(
                        rule=rule.sentence(names)
                    ),
                    code="rules-not-met",
                    hint=_(
                        "It is not proven that there is none. Leave out one rule, or try another "
                        "--seed."
                    ),
                )


def _breaks(session: PlannedSession, rule: Rule, values: Values) -> bool:
    """Whether a rule is broken; with free seats, opposite sides meet and each side is a group."""
    rotations = session.plan.rotations
    if session.plan.seating == "numbered":
        return any(rule.broken(rotations, values))
    if isinstance(rule, Spread):
        sides = [_sides(group) for group in rotations[0].groups]
        view = rotations[0].model_copy(update={"groups": tuple(s for pair in sides for s in pair)})
        return any(rule.broken([view], values))
    return isinstance(rule, AvoidSame) and session.result.score[rule.key] > 0


def _sides(circle: Group) -> list[Group]:
    return [
        Group(place=f"{circle.place} {side}", members=tuple(people))
        for side in ("inner", "outer")
        if (people := [p for p, seat in circle.seats.items() if seat.side == side])
    ]
