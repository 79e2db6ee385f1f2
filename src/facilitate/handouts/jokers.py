"""Places for whoever comes unannounced: where one more fits, rotation after rotation."""

from __future__ import annotations

from dataclasses import dataclass

from facilitate.agenda import Entry, Itinerary, PersonalDay, Turn, Visit, days_of
from facilitate.agenda.personal import instruction
from facilitate.groups import Group
from facilitate.plan import Plan, PlannedPerson, Rotation, SessionPlan
from facilitate.words import _


@dataclass(frozen=True, slots=True)
class Joker:
    """A programme without a person; `number` is what its card shows."""

    number: str
    itinerary: Itinerary


def jokers(plan: Plan, count: int) -> tuple[Joker, ...]:
    """Find places for `count` more people, the smallest groups first.

    Two jokers share a group only where there are fewer groups with room than jokers.
    """
    days = days_of(plan)
    found = []
    for k in range(count):
        person = PlannedPerson(id=f"joker-{k + 1}", number=10**9, name=_("Guest"))
        visits = tuple(
            PersonalDay(
                day.day,
                tuple(_visit(entry, k) for entry in day.entries),
            )
            for day in days
        )
        found.append(Joker(f"J{k + 1}", Itinerary(person, visits, ())))
    return tuple(found)


def _visit(entry: Entry, k: int) -> Visit:
    turns = _turns(entry.session, k)
    return Visit(entry, turns, instruction(entry.session, turns))


def _turns(session: SessionPlan, k: int) -> tuple[Turn, ...]:
    labels = session.place_labels()
    turns, mate = [], ""
    for rotation in session.rotations:
        group = _following(rotation, mate) if session.spec.stays_together else None
        if group is None:
            roomy = _roomy(session, rotation)
            group = roomy[k % len(roomy)] if roomy else None
        if group is None:
            turns.append(Turn(rotation.number, rotation.start, rotation.end, "unplaced"))
            continue
        mate = group.members[0] if group.members else ""
        turns.append(
            Turn(
                rotation.number,
                rotation.start,
                rotation.end,
                "seated",
                labels.get(group.place, group.place),
                group.place,
                topic=group.topic or "",
            )
        )
    return tuple(turns)


def _following(rotation: Rotation, mate: str) -> Group | None:
    return next((group for group in rotation.groups if mate in group.members), None)


def _roomy(session: SessionPlan, rotation: Rotation) -> list[Group]:
    """Give the groups that can take one more, the smallest first."""
    seats = {place.id: place.seats for place in session.places}
    most = session.spec.sizing.max

    def has_room(group: Group) -> bool:
        there = seats.get(group.place)
        fits = session.seating == "free" or len(group.members) < most
        return fits and (there is None or len(group.members) < there)

    return sorted(filter(has_room, rotation.groups), key=lambda group: len(group.members))
