"""Whether people sit where the movement takes them: rings of chairs, and tables by seat.

A ring step of +1 leads from chair k to chair k + 1, clockwise as seen from above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from facilitate.checking.chairs import (
    Sides,
    check_chairs,
    check_circle_sizes,
    circle_sides,
    moving_side,
)
from facilitate.checking.view import SeenRotation, View, error, remark, warning
from facilitate.errors import Finding
from facilitate.formation import side_name
from facilitate.groups import Seat
from facilitate.words import _, listed, ngettext


def check_movement(view: View) -> Iterator[Finding]:
    """Check chairs, circles and steps of a session whose people move by a rule."""
    if view.in_circles:
        yield from _check_circles(view)
    elif view.spec.movement.shifts is not None:
        yield from _check_shifts(view, view.spec.movement.shifts)


def _check_circles(view: View) -> Iterator[Finding]:
    sound = True
    for rotation in view.rotations:
        faults = list(check_chairs(view, rotation))
        sound = sound and not faults
        yield from faults
    if not view.rotations:
        return
    yield from check_circle_sizes(view)
    if sound:
        yield from _check_steps(view)
        yield from _check_trios(view)


def _check_steps(view: View) -> Iterator[Finding]:
    """Follow everybody from the first rotation on; each person is told once."""
    circles = circle_sides(view, view.rotations[0])
    sizes: dict[str | None, Sides] = {circle.circle: circle for circle in circles}
    first = _chairs(view.rotations[0])
    wrong: set[str] = set()
    for steps, rotation in enumerate(view.rotations):
        for person, seat in _chairs(rotation).items():
            if person in wrong or person not in first:
                continue
            due = _due(view, first[person], steps, sizes)
            if due != seat:
                wrong.add(person)
                yield _strayed(view, rotation.number, person, (seat, due))


def _chairs(rotation: SeenRotation) -> dict[str, Seat]:
    return {p: seat for group in rotation.groups for p, seat in group.seats.items()}


def _due(view: View, seat: Seat, steps: int, sizes: Mapping[str | None, Sides]) -> Seat:
    ring = view.spec.movement.ring
    if seat.seat is None or ring is None:
        return seat
    circle = sizes[seat.circle]
    around = circle.moving if seat.side == moving_side(view) else circle.fixed
    step = ring.outer if seat.side == "outer" else ring.inner
    return seat.model_copy(update={"seat": (seat.seat - 1 + steps * step) % around + 1})


def _strayed(view: View, number: int, person: str, seats: tuple[Seat, Seat]) -> Finding:
    found, due = (_chair(seat) for seat in seats)
    return error(
        "moved-wrong",
        _("{person} sits at {found}, but the movement leads to {due}.").format(
            person=view.who([person]), found=found, due=due
        ),
        view.where(number),
        _("Where somebody starts decides all their seats: plan again instead of moving one."),
    )


def _chair(seat: Seat) -> str:
    name = _("circle {circle}, {side}").format(
        circle=seat.circle, side=side_name(seat.side or "outer")
    )
    return (
        name
        if seat.seat is None
        else _("{circle}, seat {seat}").format(circle=name, seat=seat.seat)
    )


def _check_trios(view: View) -> Iterator[Finding]:
    often: defaultdict[str, list[int]] = defaultdict(list)
    for rotation in view.rotations:
        for group in rotation.groups:
            if view.numbered and len(group.members) == 3:
                for person in group.members:
                    often[person].append(rotation.number)
    again = {person: numbers for person, numbers in often.items() if len(numbers) > 1}
    odd = [c.people for c in circle_sides(view, view.rotations[0]) if c.people % 2]
    small = any(people < max(27, 3 * len(view.rotations)) for people in odd)
    if again:
        told = [
            _("{person} (rotations {numbers})").format(
                person=view.who([person]), numbers=listed([*map(str, numbers)])
            )
            for person, numbers in again.items()
        ]
        yield (remark if small else warning)(
            "trio-twice",
            ngettext(
                "{count} person sits in a group of three more than once: {people}.",
                "{count} people sit in a group of three more than once: {people}.",
                len(again),
            ).format(count=len(again), people=listed(told)),
            view.where(),
            _("In a small circle there is often no other way.") if small else "",
        )


def _check_shifts(view: View, shifts: Sequence[int]) -> Iterator[Finding]:
    """Follow everybody round the tables: always the same step, and one the method has."""
    order = {place.id: index for index, place in enumerate(view.session.places)}
    start: dict[str, int] = {}
    steps: dict[str, set[int]] = {}
    for changes, rotation in enumerate(view.rotations):
        for group in rotation.groups:
            for person in group.members if group.place in order else ():
                here = order[group.place]
                first = start.setdefault(person, here)
                possible = steps.setdefault(person, _steps(group.seats.get(person), shifts))
                left = {s for s in possible if (first + changes * s - here) % len(order) == 0}
                if possible and not left:
                    yield error(
                        "moved-wrong",
                        _("{person} sits here, but no movement of the method leads here.").format(
                            person=view.who([person])
                        ),
                        view.where(rotation.number, group.place),
                        _("Where somebody starts decides all their seats: plan again."),
                    )
                steps[person] = left


def _steps(seat: Seat | None, shifts: Sequence[int]) -> set[int]:
    """Tables that somebody moves on by, as far as their seat says it."""
    if seat is None or seat.seat is None:
        return set(shifts)
    return set(shifts[seat.seat - 1 : seat.seat])
