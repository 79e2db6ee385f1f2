"""The public plan: who sits where, for other programs, and nothing that is private."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from facilitate.agenda import people_in
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.texts import plain
from facilitate.groups import Group, Seat
from facilitate.moments import Moment
from facilitate.parts import Part
from facilitate.plan import Plan, Rotation, SessionPlan


class PublicPerson(Part):
    """Somebody who takes a seat."""

    id: str = Field(description="Short name made of the name")
    number: int = Field(description="Short number, as on the cards")
    name: str = Field(description="Given name first, without titles")
    title: str = Field("", description="Dr., Prof. Dr., or empty")


class PublicPlace(Part):
    """Where a group sits."""

    id: str = Field(description="Short name, used in groups")
    label: str = Field(description="What it is called, in the language of the export")


class PublicGroup(Part):
    """The people together in one rotation."""

    place: str = Field(description="Place's id")
    topic: str | None = Field(None, description="What they talk about")
    members: tuple[str, ...] = Field(description="People's ids")
    tasks: dict[str, str] = Field({}, description="Person's id → what their task is called")
    seats: dict[str, Seat] = Field({}, description="Person's id → seat")


class PublicRotation(Part):
    """One seating: everybody has one place until the next signal."""

    number: int = Field(ge=1, description="From 1")
    start: Moment = Field(description="When it begins")
    end: Moment = Field(description="When it ends, without the change of places")
    groups: tuple[PublicGroup, ...] = Field(description="Who sits together")
    sitting_out: tuple[str, ...] = Field((), description="Ids of those who have no place this time")


class PublicSession(Part):
    """One block of the programme."""

    id: str = Field(description="Short name, unique in the plan")
    title: str = Field(description="What it is called")
    method: str = Field(description="What its method is called, in the language of the export")
    room: str = Field("", description="Where it takes place")
    start: Moment = Field(description="When people begin")
    end: Moment = Field(description="When people leave")
    seats: Literal["numbered", "free"] = Field(
        "numbered", description="free: groups are whole circles, and every chair is right"
    )
    places: tuple[PublicPlace, ...] = Field((), description="All places")
    rotations: tuple[PublicRotation, ...] = Field((), description="All rotations, in order")


class PublicPlan(Part):
    """A plan without attributes, rules, wishes, addresses, or anything else that is private."""

    format: Literal["facilitate-public/1"] = Field(
        "facilitate-public/1", description="Version of this format"
    )
    title: str = Field(description="What the event is called")
    language: Literal["de", "en"] = Field(description="Language of the event")
    place: str = Field("", description="Town or house")
    days: tuple[date, ...] = Field((), description="Days of the event")
    timezone: str | None = Field(None, description="IANA zone; null where no clock was given")
    participants: tuple[PublicPerson, ...] = Field(description="Everybody, in order of numbers")
    sessions: tuple[PublicSession, ...] = Field(description="All sessions, in order")


_FILE = "plan-public.json"


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the only file."""
    del plan, options
    return (_FILE,)


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give one JSON file with the public plan."""
    del options
    text = public_plan(plan).model_dump_json(indent=1)
    return Exported({_FILE: f"{text}\n".encode()})


def public_plan(plan: Plan) -> PublicPlan:
    """Take over from `plan` what everybody may see, and nothing else."""
    people = sorted(plan.participants, key=lambda person: person.number)
    return PublicPlan(
        title=plain(plan.title),
        language=plan.language,
        place=plain(plan.place),
        days=plan.days,
        timezone=plan.timezone,
        participants=tuple(
            PublicPerson(
                id=plain(person.id),
                number=person.number,
                name=plain(person.name),
                title=plain(person.title),
            )
            for person in people
        ),
        sessions=tuple(map(_session, plan.sessions)),
    )


def _session(session: SessionPlan) -> PublicSession:
    there = people_in(session)
    tasks = {role.id: str(role.name) for role in session.spec.roles}
    return PublicSession(
        id=plain(session.id),
        title=plain(session.title),
        method=plain(str(session.spec.title)),
        room=plain(session.room),
        start=there.start,
        end=there.end,
        seats=session.seating,
        places=tuple(
            PublicPlace(id=plain(place.id), label=plain(str(place.label)))
            for place in session.places
        ),
        rotations=tuple(_rotation(rotation, tasks) for rotation in session.rotations),
    )


def _rotation(rotation: Rotation, tasks: dict[str, str]) -> PublicRotation:
    return PublicRotation(
        number=rotation.number,
        start=rotation.start,
        end=rotation.end,
        groups=tuple(_group(group, tasks) for group in rotation.groups),
        sitting_out=tuple(map(plain, rotation.sitting_out)),
    )


def _group(group: Group, tasks: dict[str, str]) -> PublicGroup:
    return PublicGroup(
        place=plain(group.place),
        topic=plain(group.topic) if group.topic else None,
        members=tuple(map(plain, group.members)),
        tasks={plain(who): plain(tasks.get(role, role)) for who, role in group.roles.items()},
        seats={plain(who): seat for who, seat in group.seats.items()},
    )
