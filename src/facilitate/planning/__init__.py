"""Event and people in, plan out: session by session with the memory of who has met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitate.catalogue import load_method
from facilitate.errors import Finding, InfeasibleError, Level, RosterError
from facilitate.event import Event, Session
from facilitate.grouping.stopping import Progress, Stop
from facilitate.groups import Group
from facilitate.method import Method
from facilitate.plan import Plan
from facilitate.planning.assembling import assemble
from facilitate.planning.counts import rotations_of
from facilitate.planning.layouts import unknown_place
from facilitate.planning.naming import resolved
from facilitate.planning.nearness import tell_changed, tell_worse
from facilitate.planning.parts import Asked, Rows, Search, Seated, Seating, breaches, values_of
from facilitate.planning.turns import Sitting
from facilitate.programme import Block, lay_out_event
from facilitate.roster import Roster
from facilitate.rules import Apart, AvoidSame, Fixed, NoRepeat, Rule, Spread, Together, Values
from facilitate.words import _, listed

__all__ = ["Inputs", "Planned", "plan_event"]

NOT_FOUND = "rules-not-met"  # no seating was found, though nothing proves that there is none


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
    hashes
        File name → SHA-256, as written into the plan.
    needs
        Ids of people whose access needs are known, but do not stand in the plan.
    keep
        An earlier plan; as few cards as possible change.
    alone
        Whether every session is planned as if it were the only one, for comparison.
    """

    hashes: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    keep: Plan | None = None
    alone: bool = False


def plan_event(
    event: Event,
    roster: Roster,
    *,
    methods: Callable[[Session], Method] | None = None,
    inputs: Inputs | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Planned:
    """Plan all sessions of an event.

    Parameters
    ----------
    event
        People are named in it by number, id, unique name, "name (organisation)" or e-mail, columns
        by attribute or by the list's own header, as in an event file.
    roster
        Everybody who takes a seat.
    methods
        Gives the method of a session, with what the session changes in it; by default the one of
        the catalogue, or of a method file whose path the session names.
    time_limit
        Seconds after which to take the best so far; without it the same event and people give
        the same plan, byte for byte.
    progress
        Called at improvements.

    Raises
    ------
    EventError
        If somebody, a column, a value or a topic that the event names is not there, or cannot be
        told from others; all of it is told at once.
    InfeasibleError
        If rules contradict each other or the numbers, or no plan that keeps them was found.
    UsageError
        If a number is one the method does not allow.
    KeyboardInterrupt
        If Ctrl-C came before there was a plan that keeps all rules.
    """
    stop = Stop(time_limit)
    try:
        return _planned(event, roster, methods or _by_name, inputs or Inputs(), stop, progress)
    except InfeasibleError as error:
        if stop.interrupted and all(finding.code == NOT_FOUND for finding in error.findings):
            raise KeyboardInterrupt(
                _("Stopped before a plan was found that keeps all rules.")
            ) from error
        raise


def _planned(
    event: Event,
    roster: Roster,
    methods: Callable[[Session], Method],
    inputs: Inputs,
    stop: Stop,
    progress: Progress | None,
) -> Planned:
    event, named = resolved(event, roster)
    asked, findings = _asked(event, roster, methods, inputs.needs)
    findings = [*named, *findings]
    programme = lay_out_event([_block(one) for one in asked], people=len(roster), days=event.days)
    _refuse_clashes(programme.findings)
    findings += programme.findings
    asked = [
        replace(one, method=timed.method, timetable=timed.timetable)
        for one, timed in zip(asked, programme.sessions, strict=True)
    ]
    search = Search(event.seed, stop, progress)
    sitting = Sitting(asked, roster, event.known, search)
    seated = _seated(sitting, inputs)
    _refuse_unknown_places(event, seated)
    plan = assemble(event, roster, asked, seated, inputs.hashes)
    if inputs.keep is not None:
        findings += [*tell_worse(inputs.keep, plan), tell_changed(inputs.keep, plan)]
    _refuse_broken(plan, asked, seated)
    return Planned(plan, (*findings, *_told_once(f for s in seated for f in s.findings)))


def _seated(sitting: Sitting, inputs: Inputs) -> list[Seated]:
    """Seat everybody: near an earlier plan, each session alone, or all of them together."""
    if inputs.keep is None:
        return sitting.alone() if inputs.alone else sitting.planned()
    keep = inputs.keep
    kept = [_rows(keep, one) for one in sitting.asked]
    new = {person.id for person in sitting.roster} - {p.id for p in keep.participants}
    try:
        near = sitting.near(kept, frozenset(new))
    except InfeasibleError as error:
        if any(finding.code != NOT_FOUND for finding in error.findings):
            raise
        return sitting.planned()
    began = {session.id: session.start_design for session in keep.sessions}
    return [
        replace(seats, design=began.get(one.session.id, seats.design))
        for one, seats in zip(sitting.asked, near, strict=True)
    ]


def _told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell what holds in several sessions once, and in which."""
    places: dict[Finding, list[str]] = {}
    for finding in findings:
        places.setdefault(replace(finding, where=""), []).append(finding.where)
    for finding, where in places.items():
        yield replace(finding, where=listed(list(dict.fromkeys(where))))


def _block(asked: Asked) -> Block:
    session, rotations = asked.session, max(1, asked.rotations)
    return Block(session, asked.method, rotations, len(asked.roster), whole=session.whole)


def _refuse_clashes(findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if errors:
        raise InfeasibleError.collecting(errors)


def _by_name(session: Session) -> Method:
    return load_method(session.method)


def _asked(
    event: Event,
    roster: Roster,
    methods: Callable[[Session], Method],
    needs: frozenset[str],
) -> tuple[list[Asked], list[Finding]]:
    """Say of each session what is asked there."""
    asked: list[Asked] = []
    findings: list[Finding] = []
    chosen = [(session, methods(session)) for session in event.sessions]
    _refuse_empty(roster, chosen)
    for session, base in chosen:
        method = base if session.own_mix else base.model_copy(update={"mix": ()})
        there = _present(roster, session)
        rotations, told = rotations_of(session, method, len(there))
        loose = len(event.sessions) > 1
        title = session.title or str(method.title)
        findings += [replace(one, where=one.where or title) for one in told] if loose else told
        rules = _rules_there([*event.rules, *session.rules], there)
        asked.append(Asked(session, method, there, rules, rotations, needs, loose=loose))
    return asked, findings


def _refuse_empty(roster: Roster, chosen: Sequence[tuple[Session, Method]]) -> None:
    """Refuse sessions in which everybody is to have a place, and nobody is there."""
    findings = [
        Finding(
            Level.ERROR,
            "nobody-there",
            _("Nobody is there for “{session}”.").format(session=session.title or method.title),
            session.id,
            _("Look at who is absent then, or leave the session out."),
        )
        for session, method in chosen
        if method.grouped and not len(_present(roster, session))
    ]
    if findings:
        raise InfeasibleError.collecting(findings)


def _present(roster: Roster, session: Session) -> Roster:
    if not session.absent:
        return roster
    gone = set(session.absent)
    return replace(roster, people=tuple(p for p in roster if p.id not in gone))


def _rules_there(rules: Sequence[Rule], roster: Roster) -> list[Rule]:
    """Give the rules as far as they are about people who are there."""
    there = set(roster.ids) if rules else set()
    found: list[Rule] = []
    for rule in rules:
        if isinstance(rule, Apart | Together):
            people = tuple(person for person in rule.people if person in there)
            if len(people) == len(rule.people):
                found.append(rule)
            elif len(people) > 1:
                found.append(rule.model_copy(update={"people": people}))
        elif not isinstance(rule, Fixed) or rule.person in there:
            found.append(rule)
    return found


def _refuse_unknown_places(event: Event, seated: Sequence[Seated]) -> None:
    """Refuse a place that no session has."""
    fixed = {rule.person for seats in seated for rule in seats.rules if isinstance(rule, Fixed)}
    places = [place for seats in seated for place in seats.places]
    findings = [
        finding
        for rule in event.rules
        if isinstance(rule, Fixed) and rule.person not in fixed and places
        for finding in unknown_place(rule.place, places).findings
    ]
    if findings:
        raise RosterError.collecting(findings)


def _rows(plan: Plan, asked: Asked) -> Rows:
    """Give the seating of a session in an earlier plan; empty if it had none."""
    for session in plan.sessions:
        if session.id == asked.session.id and len(session.rotations) == asked.rotations:
            return tuple(rotation.groups for rotation in session.rotations)
    return ()


def _refuse_broken(plan: Plan, asked: Sequence[Asked], seated: Sequence[Seated]) -> None:
    """Refuse a plan that misses a goal that was made a must."""
    for one, seats in zip(asked, seated, strict=True):
        musts = [rule for rule in seats.rules if rule.hard]
        if not one.method.counts_as_meeting:
            musts = [rule for rule in musts if not isinstance(rule, NoRepeat)]
        values = values_of(one.roster) if musts else {}
        for rule in musts:
            if _breaks(one, seats, rule, values):
                names = {person.id: person.label for person in plan.participants}
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


def _breaks(asked: Asked, seated: Seated, rule: Rule, values: Values) -> bool:
    """Whether a rule is broken; with free seats, opposite sides meet and each side is a group."""
    rows = seated.rows[:1] if asked.method.stays_together else seated.rows
    if asked.session.seats == "numbered" or asked.method.formation != "circles":
        return any(breaches(rule, rows, seated.rules, values))
    if isinstance(rule, Spread):
        sides = tuple(side for circle in rows[0] for side in _sides(circle))
        return any(rule.broken([Seating(1, sides)], values))
    return isinstance(rule, AvoidSame) and seated.score[rule.key] > 0


def _sides(circle: Group) -> list[Group]:
    return [
        Group(place=f"{circle.place} {side}", members=tuple(people))
        for side in ("inner", "outer")
        if (people := [p for p, seat in circle.seats.items() if seat.side == side])
    ]
