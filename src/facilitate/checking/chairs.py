"""Who sits on which chair of a double circle, rotation by rotation.

Chairs of a circle are numbered clockwise as seen from above, from 1, and outer chair k faces
inner chair k.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.checking.view import SeenGroup, SeenRotation, View, error, warning
from facilitate.errors import Finding
from facilitate.formation import Side, side_name
from facilitate.groups import Seat
from facilitate.words import _, ngettext


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


def check_chairs(view: View, rotation: SeenRotation) -> Iterator[Finding]:
    """Check that everybody has a chair of their own, and two face each other."""
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
                ngettext(
                    "Circle {circle}, {side}: seat {seats} is {state}.",
                    "Circle {circle}, {side}: seats {seats} are {state}.",
                    len(doubled or missing),
                ).format(
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


def check_circle_sizes(view: View) -> Iterator[Finding]:
    """Check that no circle is too large, and only one is odd."""
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
