"""Whether everybody sits exactly once, at a place that there is, in a group that works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from facilitate.checking.view import SeenGroup, View, error, warning
from facilitate.errors import Finding
from facilitate.plan import Group, Plan, Rotation
from facilitate.words import _, did_you_mean, ngettext

Thing = TypeVar("Thing", bound=Hashable)


def check_participants(plan: Plan) -> Iterator[Finding]:
    """Find ids and numbers that two people, or two sessions, share."""
    for shared in _twice(session.id for session in plan.sessions):
        yield error(
            "session-id-twice",
            _("Two sessions have the id {id}.").format(id=shared),
            _("sessions"),
            _("Give one of them another id."),
        )
    for shared in _twice(person.id for person in plan.participants):
        yield error(
            "person-id-twice",
            _("Two people have the id {id}.").format(id=shared),
            _("participants"),
            _("Give one of them another id, here and wherever they sit."),
        )
    for number in _twice(person.number for person in plan.participants):
        names = [p.label for p in plan.participants if p.number == number]
        yield error(
            "person-number-twice",
            _("The number {number} is given to {names}.").format(
                number=number, names=", ".join(names)
            ),
            _("participants"),
            _("Give one of them a number that nobody has."),
        )


def check_seating(view: View) -> Iterator[Finding]:
    """Check who sits where in every rotation of a session."""
    for rotation in view.session.rotations:
        yield from _check_people(view, rotation)
        yield from _check_places(view, rotation)
        for group in rotation.groups:
            yield from _check_seats(view, rotation.number, group)
    for seen in view.rotations:
        if not view.in_circles:
            for present in seen.groups:
                yield from _check_size(view, seen.number, present)
            yield from _check_evenness(view, seen.number, seen.groups)
    yield from _check_pauses(view)


def _check_people(view: View, rotation: Rotation) -> Iterator[Finding]:
    sitting = [(p, group.place) for group in rotation.groups for p in group.members]
    for person, place in [*sitting, *((p, None) for p in rotation.sitting_out)]:
        if person not in view.people:
            yield error(
                "person-unknown",
                _("Nobody in the plan has the id {id}.").format(id=person),
                view.where(rotation.number, place),
                did_you_mean(person, sorted(view.people)),
            )
    seats = Counter(person for person, _place in sitting)
    for person in view.people:
        pauses = rotation.sitting_out.count(person)
        if seats[person] > 1:
            places = [view.where(rotation.number, at) for p, at in sitting if p == person]
            yield error(
                "person-sits-twice",
                _("{person} sits in {count} seats at once: {places}.").format(
                    person=view.who([person]), count=seats[person], places="; ".join(places)
                ),
                view.where(rotation.number),
                _("Take all seats but one away."),
            )
        if pauses and seats[person]:
            yield error(
                "person-sits-and-pauses",
                _("{person} sits in a group and sits out too.").format(person=view.who([person])),
                view.where(rotation.number),
                _("Take one of the two away."),
            )
        if not pauses and not seats[person]:
            yield error(
                "person-without-seat",
                _("{person} has no seat.").format(person=view.who([person])),
                view.where(rotation.number),
                _("Put them into a group, or among those who sit out."),
            )


def _check_places(view: View, rotation: Rotation) -> Iterator[Finding]:
    known = {place.id for place in view.session.places}
    for group in rotation.groups:
        if group.place not in known:
            yield error(
                "place-unknown",
                _("There is no place {place}.").format(place=group.place),
                view.where(rotation.number, group.place),
                did_you_mean(group.place, sorted(known)),
            )
    shared = view.in_circles and view.numbered  # there chairs, not places, hold one person each
    for place in () if shared else _twice(group.place for group in rotation.groups):
        yield error(
            "place-twice",
            _("Two groups sit at one place."),
            view.where(rotation.number, place),
            _("Give each group a place of its own."),
        )


def _check_seats(view: View, number: int, group: Group) -> Iterator[Finding]:
    for person in group.seats:
        if person not in group.members:
            yield error(
                "seat-without-member",
                _("{person} has a seat here, but is not in the group.").format(
                    person=view.who([person])
                ),
                view.where(number, group.place),
                _("Take the seat away, or put them into the group."),
            )
    taken = ((s.circle, s.side, s.seat) for s in group.seats.values() if s.seat is not None)
    for _circle, _side, seat in () if view.in_circles else _twice(taken):
        yield error(
            "seat-twice",
            _("Seat {seat} is given to two people.").format(seat=seat),
            view.where(number, group.place),
        )


def _check_size(view: View, number: int, group: SeenGroup) -> Iterator[Finding]:
    allowed, size = view.spec.sizing, len(group.members)
    if allowed.min <= size <= allowed.max and size not in allowed.never:
        return
    yield error(
        "group-size",
        ngettext("{size} person sits here.", "{size} people sit here.", size).format(size=size),
        view.where(number, group.place),
        _("“{method}” works with {min} to {max} in a group{never}.").format(
            method=view.spec.title,
            min=allowed.min,
            max=allowed.max,
            never="".join(_(", but not with {size}").format(size=s) for s in allowed.never),
        ),
    )


def _check_evenness(view: View, number: int, groups: Iterable[SeenGroup]) -> Iterator[Finding]:
    sizes = sorted(len(group.members) for group in groups)
    if sizes and sizes[-1] - sizes[0] > 1 and not view.spec.sizing.never:
        yield warning(
            "sizes-uneven",
            _("The groups have {least} to {most} people; a difference of 1 would do.").format(
                least=sizes[0], most=sizes[-1]
            ),
            view.where(number),
        )


def _check_pauses(view: View) -> Iterator[Finding]:
    pauses = Counter(
        person
        for rotation in view.session.rotations
        for person in dict.fromkeys(rotation.sitting_out)
        if person in view.people
    )
    most = max(pauses.values(), default=0)
    if most - min((pauses[person] for person in view.people), default=0) > 1:
        yield warning(
            "sitting-out-unfair",
            _("{people} sit out {most} times, others {least} times.").format(
                people=view.who(p for p in view.people if pauses[p] == most),
                most=most,
                least=min(pauses[person] for person in view.people),
            ),
            view.where(),
            _("Nobody should sit out again before everybody has done so once."),
        )


def _twice(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing, count in Counter(things).items() if count > 1]
