"""A plan as rows: by person, by place, by rotation, and who meets whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from facilitate.errors import RosterError
from facilitate.formation import side_name
from facilitate.groups import Group, Seat
from facilitate.method import Method
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.planned import PlannedPerson
from facilitate.roster import Participant, Roster
from facilitate.words import _, listed

UNNUMBERED = 10**9


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody sits in one rotation.

    Parameters
    ----------
    session, session_id
        Title and id of the session.
    rotation
        Number of the rotation, from 1.
    start, end
        When it runs.
    group
        Where the person sits, with everybody there; None for whoever sits out.
    own
        The person's own seat and task there; None for whoever sits out.
    partners
        Who sits there, too; empty if nobody can know it.
    """

    session: str
    session_id: str
    rotation: int
    start: datetime
    end: datetime
    group: Seated | None = None
    own: Member | None = None
    partners: tuple[PlannedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRun:
    """One person's way through the event."""

    person: PlannedPerson
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody at a place.

    Parameters
    ----------
    person
        Who it is.
    chair
        Circle, side and seat; None at tables.
    role
        Id of the person's task, or empty.
    task
        What the person does there in the language in use, or empty: the role, and those that
        change with each card or turn, with the number of it: "timekeeper and card-giver 1".
    """

    person: PlannedPerson
    chair: Seat | None
    role: str
    task: str

    @property
    def seat(self) -> str:
        """Side and seat in words; empty at tables."""
        if self.chair is None:
            return ""
        parts = [side_name(self.chair.side)] if self.chair.side else []
        if self.chair.seat is not None:
            parts.append(_("seat {seat}").format(seat=self.chair.seat))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Seated:
    """One group: session, rotation, place, topic and who sits there."""

    session: str
    rotation: int
    start: datetime
    end: datetime
    place: str
    place_id: str
    topic: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class RotationView:
    """Everything that happens in one rotation.

    With free seats (not `seats_known`) a group is a whole circle, the same in every rotation.
    """

    session: str
    session_id: str
    number: int
    start: datetime
    end: datetime
    groups: tuple[Seated, ...]
    sitting_out: tuple[PlannedPerson, ...]
    seats_known: bool


@dataclass(frozen=True, slots=True)
class PlaceRun:
    """Everything that happens at one place, rotation after rotation."""

    session: str
    place: str
    groups: tuple[Seated, ...]
    seats_known: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who meets whom: ``counts[i][j]`` is how often people i and j meet; symmetric.

    `people` stand in the order of their numbers.
    """

    people: tuple[PlannedPerson, ...]
    counts: tuple[tuple[int, ...], ...]


def find_person(plan: Plan, named: str) -> PlannedPerson:
    """Find a person of `plan` by number, id, unique name, "name (organisation)" or e-mail.

    Raises
    ------
    RosterError
        If nobody, or more than one, is named so.
    """
    people = tuple(
        Participant(p.id, p.number, p.name, p.title, email=p.email or "", attributes=p.attributes)
        for p in plan.participants
    )
    try:
        return plan.people()[Roster(people).find(named).id]
    except RosterError as error:
        if error.findings[0].code != "person-unknown":
            raise
        raise RosterError(
            _("Nobody in this plan has the name or number “{name}”.").format(name=named),
            code="person-unknown",
            hint=error.findings[0].hint
            or _("Whoever stands in the list but takes no seat, is not in the plan."),
        ) from error


def run_of(plan: Plan, named: str) -> PersonRun:
    """Give the way of one person; see `find_person` for how they may be named."""
    person = find_person(plan, named)
    return next(run for run in by_person(plan) if run.person.id == person.id)


def by_rotation(plan: Plan) -> tuple[RotationView, ...]:
    """Give every rotation with its groups, in the order of time."""
    people = _everybody(plan)
    return tuple(
        RotationView(
            session.title,
            session.id,
            rotation.number,
            rotation.start,
            rotation.end,
            tuple(_seated(session, rotation, group, people, labels) for group in rotation.groups),
            tuple(people[person] for person in rotation.sitting_out),
            session.seating == "numbered",
        )
        for session in plan.sessions
        for labels in (session.place_labels(),)
        for rotation in session.rotations
    )


def by_place(plan: Plan) -> tuple[PlaceRun, ...]:
    """Give every place with its groups, in the order of the plan."""
    found: dict[tuple[str, str], list[Seated]] = {}
    known: dict[str, bool] = {}
    for rotation in by_rotation(plan):
        known[rotation.session] = rotation.seats_known
        for group in rotation.groups:
            found.setdefault((rotation.session, group.place_id), []).append(group)
    return tuple(
        PlaceRun(session, groups[0].place, tuple(groups), known[session])
        for (session, _place), groups in found.items()
    )


def by_person(plan: Plan) -> tuple[PersonRun, ...]:
    """Give everybody's way through the event, in the order of the numbers."""
    people = _everybody(plan)
    stops: dict[str, list[Stop]] = {person: [] for person in people}
    for view in by_rotation(plan):
        for person, stop in _stops(view):
            stops[person].append(stop)
    ordered = sorted(people.values(), key=lambda person: person.number)
    return tuple(PersonRun(person, tuple(stops[person.id])) for person in ordered)


def meeting_matrix(plan: Plan) -> Matrix:
    """Count how often everybody meets everybody; see `Plan.meetings` for what counts."""
    people = tuple(sorted(plan.participants, key=lambda person: person.number))
    index = {person.id: i for i, person in enumerate(people)}
    counts = [[0] * len(people) for _person in people]
    for (first, second), times in plan.meetings().items():
        if first in index and second in index:
            i, j = index[first], index[second]
            counts[i][j] = counts[j][i] = times
    return Matrix(people, tuple(map(tuple, counts)))


def _everybody(plan: Plan) -> dict[str, PlannedPerson]:
    """Everybody in the plan by id; whoever a hand put in without a number, last."""
    known = plan.people()
    strangers = {
        person: PlannedPerson(id=person, number=UNNUMBERED, name=person)
        for session in plan.sessions
        for rotation in session.rotations
        for people in (*(group.members for group in rotation.groups), rotation.sitting_out)
        for person in people
        if person not in known
    }
    return strangers | known


def _stops(view: RotationView) -> Iterator[tuple[str, Stop]]:
    for group in view.groups:
        everybody = tuple(member.person for member in group.members) if view.seats_known else ()
        for at, member in enumerate(group.members):
            others = everybody[:at] + everybody[at + 1 :]
            yield (
                member.person.id,
                Stop(
                    view.session,
                    view.session_id,
                    view.number,
                    view.start,
                    view.end,
                    group,
                    member,
                    others,
                ),
            )
    for person in view.sitting_out:
        yield (
            person.id,
            Stop(view.session, view.session_id, view.number, view.start, view.end),
        )


def _seated(
    session: SessionPlan,
    rotation: Rotation,
    group: Group,
    people: dict[str, PlannedPerson],
    labels: dict[str, str],
) -> Seated:
    tasks = _tasks(session.spec, group)
    return Seated(
        session.title,
        rotation.number,
        rotation.start,
        rotation.end,
        labels.get(group.place, group.place),
        group.place,
        group.topic or "",
        tuple(
            Member(
                people[person],
                group.seats.get(person),
                group.roles.get(person, ""),
                listed(tasks.get(person, [])),
            )
            for person in group.members
        ),
    )


def _tasks(method: Method, group: Group) -> dict[str, list[str]]:
    """Name what people do there: their role, and one that comes round from seat to seat.

    A role that changes with each repeat of a phase is at seat k in repeat k.
    """
    names = {role.id: str(role.name) for role in method.roles}
    tasks = {person: [names.get(role, role)] for person, role in group.roles.items()}
    repeats = max(phase.repeat for phase in method.timing.phases)
    numbered = _("{role}\N{NO-BREAK SPACE}{number}")
    for role in method.roles:
        if role.per == "repeat" and role.id not in group.roles.values():
            for person, chair in group.seats.items():
                if chair.seat is not None and chair.seat <= repeats:
                    said = numbered.format(role=role.name, number=chair.seat)
                    tasks.setdefault(person, []).append(said)
    return tasks
