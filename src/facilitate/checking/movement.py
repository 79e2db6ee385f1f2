"""Whether people sit where the movement takes them: rings of chairs, and tables by seat.

Chairs of a circle are numbered clockwise as seen from above, from 1, and outer chair k faces
inner chair k. A ring step of +1 leads from chair k to chair k + 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.checking.view import SeenGroup, SeenRotation, View, error, remark, warning
from facilitate.errors import Finding
from facilitate.groups import Seat
from facilitate.method import Side
from facilitate.words import _, listed, ngettext


@dataclass(frozen=True, slots=True)
class Sides:
    """How many chairs one circle has on each side."""

    circle: str
    moving: int
    fixed: int

    @property
    def people(self) -> int:
        """People in the circle."""
        return self.moving + self.fixed


def check_movement(view: View) -> Iterator[Finding]:
    """Check chairs, circles and steps of a session whose people move by a rule."""
    if view.in_circles:
        yield from _check_circles(view)
    elif view.spec.movement.shifts is not None:
        yield from _check_shifts(view, view.spec.movement.shifts)


def circle_sides(view: View, rotation: SeenRotation) -> list[Sides]:
    """Count the people on both sides of every circle, in order of the circles."""
    counts = Counter(
        (seat.circle, seat.side)
        for group in rotation.groups
        for seat in group.seats.values()
        if seat.circle is not None
    )
    moving, fixed = moving_side(view), fixed_side(view)
    circles = sorted({circle for circle, _side in counts if circle is not None})
    return [Sides(c, counts[c, moving], counts[c, fixed]) for c in circles]


def fixed_side(view: View) -> Side:
    """Tell which circle stays seated."""
    return view.spec.circles.fixed if view.spec.circles else "inner"


def moving_side(view: View) -> Side:
    """Tell which circle moves."""
    return "outer" if fixed_side(view) == "inner" else "inner"


def _check_circles(view: View) -> Iterator[Finding]:
    sound = True
    for rotation in view.rotations:
        faults = list(_check_chairs(view, rotation))
        sound = sound and not faults
        yield from faults
    if not view.rotations:
        return
    yield from _check_circle_sizes(view)
    if sound:
        yield from _check_steps(view)
        yield from _check_trios(view)


def _check_chairs(view: View, rotation: SeenRotation) -> Iterator[Finding]:
    sides: dict[str | None, Sides] = {s.circle: s for s in circle_sides(view, rotation)}
    taken: Counter[tuple[str | None, Side | None, int]] = Counter()
    for group in rotation.groups:
        bare = [p for p in group.members if not _whole(view, group.seats.get(p))]
        for person in bare:
            yield error(
                "seat-missing",
                _("The plan does not say on which seat of which circle {person} sits.").format(
                    person=view.who([person])
                ),
                view.where(rotation.number, group.place),
            )
        taken.update((s.circle, s.side, s.seat or 0) for s in group.seats.values())
        if view.numbered and not bare:
            yield from _check_pair(view, rotation.number, group, sides)
    for circle in sides.values():
        yield from _check_balance(view, rotation.number, circle, taken)


def _whole(view: View, seat: Seat | None) -> bool:
    if seat is None or seat.circle is None or seat.side is None:
        return False
    return seat.seat is not None or not view.numbered


def _seats(group: SeenGroup) -> Sequence[Seat]:
    return [group.seats[p] for p in group.members]


def _check_pair(
    view: View, number: int, group: SeenGroup, sides: Mapping[str | None, Sides]
) -> Iterator[Finding]:
    """Check that two people face each other; who faces nobody may join them."""
    seats = _seats(group)
    facing = [seat for seat in seats if not _alone(view, seat, sides)]
    where = view.where(number, group.place)
    if len(facing) != 2 or len(seats) > 3:
        yield error(
            "group-size",
            ngettext("{size} person sits here.", "{size} people sit here.", len(seats)).format(
                size=len(seats)
            ),
            where,
            _("Two face each other; only who faces nobody in an odd circle may join a pair."),
        )
    elif len({(s.circle, s.seat) for s in facing}) > 1 or len({s.side for s in facing}) < 2:
        yield error(
            "not-facing",
            _("{people} do not face each other.").format(people=view.who(group.members)),
            where,
            _("Partners have the same seat number, one in the outer and one in the inner circle."),
        )
    elif len({seat.circle for seat in seats}) > 1:
        yield error(
            "not-facing",
            _("{people} sit in different circles.").format(people=view.who(group.members)),
            where,
        )


def _alone(view: View, seat: Seat, sides: Mapping[str | None, Sides]) -> bool:
    """Whether nobody sits opposite: the last chair of the moving side of an odd circle."""
    circle = sides[seat.circle]
    return bool(circle.people % 2 and seat.side == moving_side(view) and seat.seat == circle.moving)


def _check_balance(
    view: View, number: int, circle: Sides, taken: Counter[tuple[str | None, Side | None, int]]
) -> Iterator[Finding]:
    if circle.moving - circle.fixed not in (0, 1):
        yield error(
            "circle-unbalanced",
            _("Circle {circle} has {moving} moving and {fixed} fixed seats.").format(
                circle=circle.circle, moving=circle.moving, fixed=circle.fixed
            ),
            view.where(number),
            _("Both need the same number; in an odd circle the moving side has one more."),
        )
    if not view.numbered:
        return
    for side, count in ((moving_side(view), circle.moving), (fixed_side(view), circle.fixed)):
        missing = [k for k in range(1, count + 1) if not taken[circle.circle, side, k]]
        doubled = [k for k in range(1, count + 1) if taken[circle.circle, side, k] > 1]
        if missing or doubled:
            yield error(
                "seat-twice" if doubled else "seat-empty",
                _("Circle {circle}, {side}: seats {seats} are {state}.").format(
                    circle=circle.circle,
                    side=side_name(side),
                    seats=", ".join(map(str, doubled or missing)),
                    state=_("given to two people") if doubled else _("empty"),
                ),
                view.where(number),
                _("The seats are numbered from 1 to {count}, one for each person.").format(
                    count=count
                ),
            )


def side_name(side: Side) -> str:
    """Name a side in words."""
    return _("outer circle") if side == "outer" else _("inner circle")


def _check_circle_sizes(view: View) -> Iterator[Finding]:
    circles = circle_sides(view, view.rotations[0])
    most = view.spec.circles.max_people if view.spec.circles else 0
    for circle in circles:
        if circle.people > most:
            yield error(
                "circle-size",
                _("Circle {circle} has {count} people; {most} are the most.").format(
                    circle=circle.circle, count=circle.people, most=most
                ),
                view.where(1),
                _("Make one circle more."),
            )
    odd = [circle.circle for circle in circles if circle.people % 2]
    if len(odd) > 1 and view.spec.circles and view.spec.circles.even:
        yield warning(
            "circles-odd",
            _("The circles {circles} have an odd number of people.").format(circles=", ".join(odd)),
            view.where(1),
            _("At most one circle has to be odd, and only if the number of all people is."),
        )


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
