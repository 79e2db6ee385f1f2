"""One person's programme: where to be, when, with which task, and what to do at the signal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from facilitate import views
from facilitate.agenda.days import Day, Entry, days_of
from facilitate.clock import Span
from facilitate.groups import Seat
from facilitate.plan import Plan, SessionPlan
from facilitate.planned import PlannedPerson
from facilitate.words import _, ngettext

Status = Literal["seated", "out", "unplaced"]


def chair_mark(circle: str, seat: int | None, side: str) -> str:
    """Say which chair of a double circle it is, in a few letters: "B 7 outer"."""
    return " ".join(filter(None, (circle, str(seat or ""), side_words(side))))


def side_words(side: str) -> str:
    """Say on which side of a double circle a chair stands, in one word."""
    return _("outer") if side == "outer" else _("inner")


@dataclass(frozen=True, slots=True)
class Turn:
    """One rotation as one person lives it.

    Parameters
    ----------
    rotation
        Number of the rotation, from 1.
    start, end
        When it runs.
    status
        ``seated``; ``out`` for whoever sits out; ``unplaced`` for whom the plan forgot.
    place, place_id
        Label and id of the place; empty for who is not seated.
    chair
        Circle, side and seat; None where the plan names none.
    joins
        Whether the person faces nobody and joins the pair at `place`.
    topic
        What is talked about there, or empty.
    role, task, duty
        The person's role: its id, what it is called, and what it asks for; or empty.
    partners
        Who sits there, too; empty if nobody can know it.
    """

    rotation: int
    start: datetime
    end: datetime
    status: Status
    place: str = ""
    place_id: str = ""
    chair: Seat | None = None
    joins: bool = False
    topic: str = ""
    role: str = ""
    task: str = ""
    duty: str = ""
    partners: tuple[PlannedPerson, ...] = ()

    @property
    def spot(self) -> str:
        """Where the person sits, without the seat: "Table 7", or "outer circle B"."""
        if self.status == "out":
            return _("sits out")
        if self.status == "unplaced":
            return _("please see the moderators")
        if self.chair is not None and self.chair.circle and self.chair.side:
            outer = self.chair.side == "outer"
            side = _("outer circle {circle}") if outer else _("inner circle {circle}")
            return side.format(circle=self.chair.circle)
        return self.place

    @property
    def seat(self) -> str:
        """Which seat there, and whom to join: "seat 7"; empty if every seat is right.

        Chairs at tables have no numbers: the seat there says who deals when, and the task says so.
        """
        parts = []
        if self.chair is not None and self.chair.circle and self.chair.seat is not None:
            parts.append(_("seat {seat}").format(seat=self.chair.seat))
        if self.joins:
            parts.append(_("with your chair to {place}").format(place=self.place))
        return ", ".join(parts)

    @property
    def mark(self) -> str:
        """Where the person sits, as it stands on the chair: "B 7 outer", "Table 7"."""
        chair = self.chair
        if self.status != "seated" or chair is None or not chair.circle or not chair.side:
            return self.spot
        found = chair_mark(chair.circle, chair.seat, chair.side)
        if self.joins:
            return _("{mark}, to {place}").format(mark=found, place=self.place)
        return found

    @property
    def where(self) -> str:
        """Where the person sits, in words: "Table 7, seat 3", "outer circle B, seat 7"."""
        return ", ".join(part for part in (self.spot, self.seat) if part)


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


def instruction(session: SessionPlan, turns: tuple[Turn, ...]) -> str:
    """Say what to do at the signal, from this person's own side."""
    seated = [turn for turn in turns if turn.status == "seated"]
    if not seated:
        return ""
    parts = []
    if session.seating == "free":
        parts.append(_("Take any free chair there."))
    if len(turns) > 1:
        if any(turn.joins for turn in turns[:-1]):
            parts.append(_("After a round of three: first put your chair back at your own seat."))
        parts.append(_movement(session, turns, seated))
    return " ".join(parts)


def _movement(session: SessionPlan, turns: Sequence[Turn], seated: Sequence[Turn]) -> str:
    """Say how to move on; a gong may sound within a round, too, where nobody moves."""
    ring, step = session.spec.movement.ring, session.spec.movement.next
    first = seated[0].chair
    if ring is not None and first is not None and first.side is not None:
        gongs = any(len(rotation.phases) > 1 for rotation in session.rotations)
        return _along_the_ring(ring.model_dump()[first.side], first.side == "outer", gongs=gongs)
    if step:
        return _("When the round ends: go on together with your group.")
    if step == 0:
        return _("You stay in your group.")
    if len({turn.place_id for turn in seated}) > 1 or len(seated) < len(turns):
        return _("When the round ends: on to your next place.")
    if session.spec.formation == "tables" and len({turn.chair for turn in seated}) > 1:
        return _("You stay at this table all the time.")
    return _("You stay here all the time.")


def searched(session: SessionPlan) -> bool:
    """Whether everybody has a place of their own to look for in each rotation."""
    movement = session.spec.movement
    return len(session.rotations) > 1 and movement.ring is None and movement.next is None


def _along_the_ring(steps: int, outer: bool, *, gongs: bool) -> str:
    """Say how to move; whoever sits outside faces the centre, so clockwise is to the left.

    Where it `gongs` within a round, too, it is said which gong is meant.
    """
    if not steps:
        return _("You stay seated; the next person comes to you.")
    seats = ngettext("one seat", "{count} seats", abs(steps)).format(count=abs(steps))
    clockwise = _("clockwise") if steps > 0 else _("anticlockwise")
    hand = _("to your left") if (steps > 0) == outer else _("to your right")
    words = (
        _("At the gong that ends the round: move {seats} {clockwise}, {hand}.")
        if gongs
        else _("At the gong: move {seats} {clockwise}, {hand}.")
    )
    return words.format(seats=seats, clockwise=clockwise, hand=hand)


def along(turns: Iterable[Turn]) -> tuple[tuple[Turn, ...], ...]:
    """Put turns together that a card says in one line.

    These are turns on one side of one circle, and all of a session spent at one place. Whoever
    comes back to a table, or stays there for a while, has a line for each rotation; so has a turn
    with a task or a topic of its own.
    """
    all_turns = tuple(turns)
    if len({_line(turn) for turn in all_turns}) == 1:
        return (all_turns,)
    return tuple(
        tuple(run)
        for _key, run in groupby(
            all_turns, key=lambda turn: (_line(turn), 0 if _circling(turn) else turn.rotation)
        )
    )


def _circling(turn: Turn) -> bool:
    return turn.chair is not None and bool(turn.chair.circle)


def _line(turn: Turn) -> tuple[object, ...]:
    chair = turn.chair
    if chair is not None and chair.circle:
        place: tuple[object, ...] = (chair.circle, chair.side)
    else:
        place = (turn.place_id,)
    return (turn.status, place, turn.rotation if turn.joins else 0, turn.topic, turn.task)
