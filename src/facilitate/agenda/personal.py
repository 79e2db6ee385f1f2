"""One person's programme: the sessions of each day, turn by turn, and what they miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from facilitate import views
from facilitate.agenda.days import Day, Entry, days_of
from facilitate.agenda.signal import instruction
from facilitate.agenda.turns import Turn
from facilitate.clock import Span
from facilitate.plan import Plan, SessionPlan
from facilitate.planned import PlannedPerson


@dataclass(frozen=True, slots=True)
class Visit:
    """One session as one person lives it.

    Parameters
    ----------
    entry
        The session, when people are there, and what it is in a few words.
    turns
        Where the person sits, rotation after rotation; empty where nobody is seated.
    instruction
        What to do at the signal, from the person's own side; empty if there is nothing to do.
    """

    entry: Entry
    turns: tuple[Turn, ...]
    instruction: str

    @property
    def session(self) -> SessionPlan:
        """The session of the plan."""
        return self.entry.session

    @property
    def people(self) -> Span:
        """From when to when people are there."""
        return self.entry.people

    @property
    def unplaced(self) -> bool:
        """Whether the plan forgot this person in some rotation."""
        return any(turn.status == "unplaced" for turn in self.turns)


@dataclass(frozen=True, slots=True)
class PersonalDay:
    """One person's day; `day` is None where no clock was given."""

    day: date | None
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """One person's programme: the days they attend, and what they miss."""

    person: PlannedPerson
    days: tuple[PersonalDay, ...]
    missed: tuple[SessionPlan, ...]

    @property
    def visits(self) -> tuple[Visit, ...]:
        """All sessions attended, in order of time."""
        return tuple(visit for day in self.days for visit in day.visits)

    @property
    def unplaced(self) -> bool:
        """Whether the plan forgot this person anywhere."""
        return any(visit.unplaced for visit in self.visits)


def itineraries(plan: Plan) -> tuple[Itinerary, ...]:
    """Give everybody's programme, in the order of the numbers."""
    days = days_of(plan)
    return tuple(_itinerary(run, days) for run in views.by_person(plan))


def itinerary_of(plan: Plan, named: str) -> Itinerary:
    """Give one person's programme; see `views.find_person` for how they may be named."""
    return _itinerary(views.run_of(plan, named), days_of(plan))


def _itinerary(run: views.PersonRun, days: Iterable[Day]) -> Itinerary:
    stops: dict[str, dict[int, views.Stop]] = {}
    for stop in run.stops:
        stops.setdefault(stop.session_id, {})[stop.rotation] = stop
    found: list[PersonalDay] = []
    missed: list[SessionPlan] = []
    for day in days:
        visits = []
        for entry in day.entries:
            if run.person.id in entry.session.absent:
                missed.append(entry.session)
            else:
                visits.append(_visit(entry, stops.get(entry.session.id, {})))
        if visits:
            found.append(PersonalDay(day.day, tuple(visits)))
    return Itinerary(run.person, tuple(found), tuple(missed))


def _visit(entry: Entry, stops: dict[int, views.Stop]) -> Visit:
    turns = tuple(_turns(entry.session, stops))
    return Visit(entry, turns, instruction(entry.session, turns))


def _turns(session: SessionPlan, stops: dict[int, views.Stop]) -> Iterator[Turn]:
    duties = {role.id: str(role.task) for role in session.spec.roles}
    for rotation in session.rotations:
        stop = stops.get(rotation.number)
        if stop is None:
            yield Turn(rotation.number, rotation.start, rotation.end, "unplaced")
        elif stop.group is None or stop.own is None:
            yield Turn(rotation.number, rotation.start, rotation.end, "out")
        else:
            yield Turn(
                rotation.number,
                rotation.start,
                rotation.end,
                "seated",
                stop.group.place,
                stop.group.place_id,
                stop.own.chair,
                _joins(stop.own, stop.group),
                stop.group.topic,
                stop.own.role,
                stop.own.task,
                duties.get(stop.own.role, ""),
                stop.partners,
            )


def _joins(own: views.Member, group: views.Seated) -> bool:
    """Whether somebody of a double circle faces nobody: no one else has the same seat."""
    chair = own.chair
    if chair is None or chair.circle is None or chair.seat is None or len(group.members) < 3:
        return False
    others = (member.chair for member in group.members if member is not own)
    return not any(other is not None and other.seat == chair.seat for other in others)
