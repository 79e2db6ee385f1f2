"""Rotations as sets of rooms, for video conferences: who is in which room, and who in none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.errors import Finding, Level, PlanError
from facilitate.exports.texts import Names, file_stem, labels, plain
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.views import RotationView, by_rotation
from facilitate.words import _

_FORMULA = "=+-@＝＋－＠ \t\r"


@dataclass(frozen=True, slots=True)
class BreakoutRoom:
    """One group of a rotation.

    Parameters
    ----------
    number
        From 1; a place has the same number in all rotations of its session.
    name
        What the place is called; unique in the rotation, and never a formula.
    topic
        What is talked about there, or empty.
    people
        Who is there.
    """

    number: int
    name: str
    topic: str
    people: tuple[PlannedPerson, ...]


@dataclass(frozen=True, slots=True)
class RoomSet:
    """All rooms of one rotation; `stem` is how a file about it is called."""

    view: RotationView
    stem: str
    rooms: tuple[BreakoutRoom, ...]

    @property
    def title(self) -> str:
        """Session and rotation in words."""
        return _("{session}, rotation {number}").format(
            session=plain(self.view.session), number=self.view.number
        )


def room_sets(plan: Plan) -> tuple[RoomSet, ...]:
    """Give every rotation as a set of rooms.

    Raises
    ------
    PlanError
        If no session of the plan seats anybody.
    """
    places = {s.id: {p.id: at for at, p in enumerate(s.places, 1)} for s in plan.sessions}
    stems, names = _stems(plan), Names()
    found = tuple(
        RoomSet(
            view,
            names.unique(file_stem(stems[view.session_id], view.number)),
            tuple(_rooms(view, places[view.session_id])),
        )
        for view in by_rotation(plan)
    )
    if not found:
        raise PlanError(
            _("Nobody is seated in this plan, so there are no rooms."),
            code="export-no-rooms",
            hint=_("Sessions with circles, tables, stations or groups have rooms."),
        )
    return found


def _stems(plan: Plan) -> dict[str, str]:
    """Session's id → how its files begin: its place in the order, and its id."""
    seated = [session for session in plan.sessions if session.rotations]
    digits = len(str(len(seated)))
    return {s.id: file_stem(f"{at:0{digits}d}", s.id) for at, s in enumerate(seated, 1)}


def _rooms(view: RotationView, numbers: dict[str, int]) -> Iterator[BreakoutRoom]:
    names, most = Names(), max(numbers.values(), default=0)
    for group in view.groups:
        number = numbers.get(group.place_id)
        if number is None:  # a place that a hand put into the plan
            most += 1
            number = most
        name = plain(group.place).lstrip(_FORMULA) or _("Room {number}").format(number=number)
        people = tuple(member.person for member in group.members)
        yield BreakoutRoom(number, names.unique(name), plain(group.topic), people)


def free_seats_findings(sets: tuple[RoomSet, ...]) -> tuple[Finding, ...]:
    """Say in which sessions a room is a whole circle because seats are free."""
    free = dict.fromkeys(each.view.session for each in sets if not each.view.seats_known)
    return tuple(
        Finding(
            Level.HINT,
            "rooms-are-circles",
            _("Seats are free in {session}, so a room is a whole circle.").format(session=session),
        )
        for session in map(plain, free)
    )


def sitting_out_findings(sets: tuple[RoomSet, ...]) -> tuple[Finding, ...]:
    """Say who is in no room."""
    return tuple(
        Finding(
            Level.HINT,
            "rooms-sitting-out",
            _("In no room, for they sit out: {people}.").format(
                people=labels(each.view.sitting_out)
            ),
            each.title,
        )
        for each in sets
        if each.view.sitting_out
    )
