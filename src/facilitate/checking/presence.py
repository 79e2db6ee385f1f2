"""Whether those who sit are those who are there, each with an id and a number of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from facilitate.checking.view import View, error, warning
from facilitate.errors import Finding
from facilitate.plan import Plan, Rotation
from facilitate.words import _, did_you_mean, fold

Thing = TypeVar("Thing", bound=Hashable)


def twice(things: Iterable[Thing]) -> list[Thing]:
    """Give what comes more than once."""
    return [thing for thing, count in Counter(things).items() if count > 1]


def check_participants(plan: Plan) -> Iterator[Finding]:
    """Find ids and numbers that two share, and people who are both list and staff."""
    for shared in twice(session.id for session in plan.sessions):
        yield error(
            "session-id-twice",
            _("Two sessions have the id {id}.").format(id=shared),
            _("sessions"),
            _("Give one of them another id."),
        )
    for shared in twice(person.id for person in plan.participants):
        yield error(
            "person-id-twice",
            _("Two people have the id {id}.").format(id=shared),
            _("participants"),
            _("Give one of them another id, here and wherever they sit."),
        )
    for number in twice(person.number for person in plan.participants):
        names = [p.label for p in plan.participants if p.number == number]
        yield error(
            "person-number-twice",
            _("The number {number} is given to {names}.").format(
                number=number, names=", ".join(names)
            ),
            _("participants"),
            _("Give one of them a number that nobody has."),
        )
    staff = {fold(person.name) for person in plan.staff}
    for person in plan.participants:
        if fold(person.name) in staff:
            yield warning(
                "staff-in-list",
                _("{person} runs the event, but stands in the list of people as well.").format(
                    person=person.label
                ),
                _("participants"),
                _("Whoever runs the event takes no seat. Two people of one name are no fault."),
            )


def check_presence(view: View) -> Iterator[Finding]:
    """Check that everybody who is there sits exactly once or sits out, and nobody else does."""
    if not view.spec.grouped:
        yield from _check_nobody_seated(view)
        return
    for person in view.session.absent:
        if person not in view.people:
            yield _unknown(view, person, view.where())
    for rotation in view.session.rotations:
        yield from _check_known(view, rotation)
        yield from _check_everybody(view, rotation)
    yield from _check_pauses(view)


def _check_nobody_seated(view: View) -> Iterator[Finding]:
    if view.session.rotations:
        yield error(
            "seats-without-groups",
            _("“{method}” makes no groups, but the plan seats people.").format(
                method=view.spec.title
            ),
            view.where(),
            _("Take the rotations out of this session."),
        )


def _check_known(view: View, rotation: Rotation) -> Iterator[Finding]:
    staff = {fold(person.name): person.name for person in view.plan.staff}
    sitting = [(p, group.place) for group in rotation.groups for p in group.members]
    for person, place in [*sitting, *((p, None) for p in rotation.sitting_out)]:
        where = view.where(rotation.number, place)
        if person in view.people:
            if person not in view.present:
                yield _absent(view, person, where)
        elif fold(person) in staff:
            yield error(
                "staff-seated",
                _("{name} runs the event and takes no seat.").format(name=staff[fold(person)]),
                where,
                _("Take them out of the group; a topic can name them as its host."),
            )
        else:
            yield _unknown(view, person, where)


def _absent(view: View, person: str, where: str) -> Finding:
    return error(
        "absent-seated",
        _("{person} is not there then, but has a place in the plan.").format(
            person=view.who([person])
        ),
        where,
        _("Take them out here, or out of those who are absent."),
    )


def _unknown(view: View, person: str, where: str) -> Finding:
    return error(
        "person-unknown",
        _("Nobody in the plan has the id {id}.").format(id=person),
        where,
        did_you_mean(person, sorted(view.people)),
    )


def _check_everybody(view: View, rotation: Rotation) -> Iterator[Finding]:
    seats = Counter(person for group in rotation.groups for person in group.members)
    pausing = set(rotation.sitting_out)
    for person in view.people:
        if seats[person] > 1:
            places = [
                view.where(rotation.number, group.place)
                for group in rotation.groups
                for member in group.members
                if member == person
            ]
            yield error(
                "person-sits-twice",
                _("{person} sits in {count} seats at once: {places}.").format(
                    person=view.who([person]), count=seats[person], places="; ".join(places)
                ),
                view.where(rotation.number),
                _("Take all seats but one away."),
            )
        if person in pausing and seats[person]:
            yield error(
                "person-sits-and-pauses",
                _("{person} sits in a group and sits out too.").format(person=view.who([person])),
                view.where(rotation.number),
                _("Take one of the two away."),
            )
        if person in view.present and person not in pausing and not seats[person]:
            yield error(
                "person-without-seat",
                _("{person} has no seat.").format(person=view.who([person])),
                view.where(rotation.number),
                _("Put them into a group, or among those who sit out."),
            )


def _check_pauses(view: View) -> Iterator[Finding]:
    pauses = Counter(
        person
        for rotation in view.session.rotations
        for person in dict.fromkeys(rotation.sitting_out)
        if person in view.present
    )
    most = max(pauses.values(), default=0)
    least = min((pauses[person] for person in view.present), default=0)
    if most - least > 1:
        yield warning(
            "sitting-out-unfair",
            _("{people} sit out {most} times, others {least} times.").format(
                people=view.who(p for p in view.present if pauses[p] == most),
                most=most,
                least=least,
            ),
            view.where(),
            _("Nobody should sit out again before everybody has done so once."),
        )
