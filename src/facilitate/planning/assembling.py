"""A plan put together: people, sessions with their times, scores over the whole event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import comb

from facilitate.clock import MIDNIGHT
from facilitate.columnar import column, mapped
from facilitate.event import Event
from facilitate.grouping.bounds import balanced
from facilitate.grouping.problem import REPEATS, THIRDS
from facilitate.groups import sizes_of
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan
from facilitate.planned import Known, PlannedPerson, planned_people
from facilitate.planning.layouts import CROWD
from facilitate.planning.memory import Memory, met_in
from facilitate.planning.parts import Asked, Seated
from facilitate.planning.turns import met_by
from facilitate.roster import CANONICAL, Roster, Value
from facilitate.rules import Apart, Pair, Rule, kept_pairs
from facilitate.timetable import TimedPhase, lay_out

NO_VETERAN = "no-veteran"
CUMULATIVE = (REPEATS, THIRDS, NO_VETERAN)  # counted with all earlier sessions already


def assemble(
    event: Event,
    roster: Roster,
    asked: Sequence[Asked],
    seated: Sequence[Seated],
    hashes: Mapping[str, str],
) -> Plan:
    """Put a plan together."""
    common = _common(asked, seated)
    scores = scored(event, roster, asked, seated)
    sessions = tuple(
        _session(one, seats, [r for r in _public(seats.rules) if r not in common], score)
        for one, seats, score in zip(asked, seated, scores, strict=True)
    )
    clocked = any(session.start is not None for session in event.sessions)
    return Plan(
        title=event.title,
        place=event.place,
        days=event.days,
        language=event.language,
        timezone=event.timezone if clocked and sessions[0].start.tzinfo else None,
        seed=event.seed,
        status=next((s.status for s in seated if s.status != "complete"), "complete"),
        score=_in_all([session.score for session in sessions]),
        bounds=_in_all([session.bounds for session in sessions]),
        inputs=dict(sorted(hashes.items())),
        rules=tuple(common),
        staff=event.staff,
        known=event.known,
        participants=_participants(roster, [r for s in seated for r in s.rules]),
        sessions=sessions,
    )


def _public(rules: Iterable[Rule]) -> list[Rule]:
    """Each rule once; who must not meet whom never enters the plan."""
    return list(dict.fromkeys(rule for rule in rules if not isinstance(rule, Apart)))


def _common(asked: Sequence[Asked], seated: Sequence[Seated]) -> list[Rule]:
    """Rules that hold wherever people are grouped."""
    grouped = [s for one, s in zip(asked, seated, strict=True) if one.method.grouped]
    if not grouped:
        return []
    return [r for r in _public(grouped[0].rules) if all(r in s.rules for s in grouped)]


def _in_all(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Sum over the sessions; what is counted with all earlier sessions already is taken last."""
    total: Counter[str] = Counter()
    for part in parts:
        for goal, value in part.items():
            total[goal] = value if goal in CUMULATIVE else total[goal] + value
    return dict(total)


Scores = tuple[dict[str, int], dict[str, int]]


def scored(
    event: Event, roster: Roster, asked: Sequence[Asked], seated: Sequence[Seated]
) -> list[Scores]:
    """Score and bounds of every session, counted with all sessions before it."""
    tally = _Tally(event, roster)
    return [tally.after(one, seats) for one, seats in zip(asked, seated, strict=True)]


class _Tally:
    """Counts meetings session by session."""

    def __init__(self, event: Event, roster: Roster) -> None:
        self.roster = roster
        self.memory = Memory(roster, event.known)
        self.least = list(self.memory.coincidences())
        self.known = sum(pair.times for pair in event.known)
        self.meetings = 0
        self.kept: set[Pair] = set()
        self.done: list[tuple[Asked, Seated]] = []
        self.waiting = 0

    def after(self, asked: Asked, seated: Seated) -> Scores:
        """Count one session more."""
        score, bounds = dict(seated.score), dict(seated.bounds)
        if REPEATS in score:
            self._count(asked, seated, score, bounds)
        return score, bounds

    def _count(
        self, asked: Asked, seated: Seated, score: dict[str, int], bounds: dict[str, int]
    ) -> None:
        rows = met_in(seated.rows, asked.method.stays_together)
        self.kept |= kept_pairs(seated.rules, {place.id for place in seated.places})
        self.done.append((asked, seated))
        self.memory.add(rows)
        for at, key in enumerate((REPEATS, THIRDS)):
            self.least[at] += bounds[key]
        for row in rows:
            self.meetings += sum(comb(s, 2) * times for s, times in Counter(sizes_of(row)).items())
            if self.kept:
                there = {person for group in row for person in group.members}
                self.meetings -= sum(there.issuperset(pair) for pair in self.kept)
        if len(self.roster) <= MOST_COUNTED:
            score[REPEATS], score[THIRDS] = self.memory.coincidences(kept=self.kept)
        people = len(self.roster)
        pairs = people * (people - 1) // 2 - len(self.kept)
        shared = balanced(max(0, self.meetings + self.known), pairs)
        bounds[REPEATS], bounds[THIRDS] = max(self.least[0], shared), self.least[1]
        if len(self.roster) <= MOST_COUNTED:
            self._count_newcomers(score, bounds)

    def _count_newcomers(self, score: dict[str, int], bounds: dict[str, int]) -> None:
        """Count first-timers who had a chance to meet a veteran and did not."""
        standing = {p.id: p.value("first_timer") for p in self.roster}
        veterans = {person for person, first in standing.items() if first is False}
        newcomers = {person for person, first in standing.items() if first is True}
        if not veterans or not newcomers:
            return
        came = {p.id for one, _s in self.done for p in one.roster}
        met = met_by(veterans, self.done)
        score[NO_VETERAN] = len((newcomers & came) - met)
        bounds[NO_VETERAN] = max(0, len(newcomers & came) - self._reach(veterans))

    def _reach(self, veterans: set[str]) -> int:
        """First-timers who could have met a veteran by now, at most."""
        reach = 0
        for asked, seated in self.done:
            there = sum(person.id in veterans for person in asked.roster)
            for row in met_in(seated.rows, asked.method.stays_together):
                sizes = sorted(sizes_of(row), reverse=True)
                reach += sum(size - 1 for size in sizes[:there])
        return reach


MOST_COUNTED = 5_000  # people up to which meetings are remembered over sessions


def _participants(roster: Roster, rules: Sequence[Rule]) -> Sequence[PlannedPerson]:
    used = [rule.attribute for rule in rules if hasattr(rule, "attribute")]
    keys = tuple(dict.fromkeys([*(k for k in CANONICAL if k != "status"), *used]))
    values: Sequence[Known]
    if any(key not in CANONICAL for key in keys):
        values = [_known(keys, person.value) for person in roster]
    else:
        attributes = column(roster.people, "attributes")
        values = mapped(attributes, lambda known: _known(keys, known.get))
    fields = ("name", "family", "title", "email")
    names, families, titles, emails = (column(roster.people, name) for name in fields)
    numbers = column(roster.people, "number")
    people = planned_people(
        roster.ids,
        numbers,
        names,
        [family or None for family in families],
        titles,
        [email or None for email in emails],
        values,
    )
    return people if len(people) > CROWD else tuple(people)


def _known(keys: Iterable[str], value_of: Callable[[str], Value]) -> Known:
    found = ((key, value_of(key)) for key in keys)
    return Known((key, value) for key, value in found if value is not None)


def _session(asked: Asked, seated: Seated, own: Sequence[Rule], score: Scores) -> SessionPlan:
    session, method = asked.session, asked.method
    times = asked.timetable or lay_out(method, max(1, len(seated.rows)), MIDNIGHT)
    rotations = tuple(
        Rotation(
            number=timed.number,
            start=timed.span.start,
            end=timed.span.end,
            phases=tuple(map(_phase, timed.phases)),
            groups=row,
        )
        for timed, row in zip(times.rotations, seated.rows, strict=False)
    )
    stages = times.stages
    if not method.grouped:
        stages += tuple(phase for timed in times.rotations for phase in timed.phases)
    return SessionPlan(
        id=session.id,
        method=method.id,
        title=session.title or str(method.title),
        room=session.room,
        anchor=session.anchor,
        moderators=session.moderators,
        start=times.span.start,
        end=times.span.end,
        spec=method,
        seating=session.seats if method.formation == "circles" else "numbered",
        stages=tuple(map(_phase, sorted(stages, key=lambda stage: stage.span.start))),
        places=seated.places,
        rotations=rotations,
        rules=tuple(own),
        absent=session.absent,
        topics=seated.topics,
        wishes=session.wishes,
        start_design=seated.design,
        design_price=seated.price,
        score=score[0],
        bounds=score[1],
    )


def _phase(timed: TimedPhase) -> PhaseTimes:
    return PhaseTimes(id=timed.id, repeat=timed.repeat, start=timed.span.start, end=timed.span.end)
