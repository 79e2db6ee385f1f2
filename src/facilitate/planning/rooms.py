"""How many circles, tables or stations a session has, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from operator import ge

from facilitate.errors import InfeasibleError, UsageError
from facilitate.event import Session
from facilitate.grouping.designs import Design, shifting
from facilitate.grouping.rings import circle_sizes, rings
from facilitate.grouping.sizes import Limits, group_sizes
from facilitate.method import Method
from facilitate.planning.circles import Circles, FreeCircles, letters
from facilitate.planning.layouts import Layout, Stations, Tables, table_places
from facilitate.planning.parts import Asked
from facilitate.venue import Place
from facilitate.words import _, ngettext


def room_of(asked: Asked) -> Layout:
    """Lay out circles, tables or stations for everybody who is there.

    Raises
    ------
    InfeasibleError
        If no groups of these people fit the method or the room.
    UsageError
        If a number is one the method does not allow.
    """
    session, method, people = asked.session, asked.method, len(asked.roster)
    if method.formation == "circles":
        return _circles(asked, method, people, asked.rotations)
    limits = Limits(*_limits(method))
    shifts = method.movement.shifts
    sizes = group_sizes(
        people,
        limits,
        size=session.size or (len(shifts) if shifts else None),
        groups=_groups(asked, limits),
    )
    if method.stays_together:
        places = table_places(method, session.places, sizes, spare=True)
        _refuse_return(asked, len(places))
        return Stations(method, sizes, asked.rotations, places=places)
    places = table_places(method, session.places, sizes)
    if shifts is None:
        as_before = _as_before(asked, places, sizes)
        return Tables(method, sizes, asked.rotations, places=places, as_before=as_before)
    if max(sizes) > len(shifts) or sum(sizes) < people:
        raise InfeasibleError(
            _("This movement is for tables of {size}, not of {largest}.").format(
                size=len(shifts), largest=max(sizes)
            ),
            code="movement-misfit",
            hint=_("Choose groups of {size}, or a method that assigns places.").format(
                size=len(shifts)
            ),
        )
    design = shifting(len(sizes), shifts, asked.rotations)
    movement = Design(design.seats[:, :people], design.name)
    return Tables(method, sizes, asked.rotations, movement, places)


def _as_before(
    asked: Asked, places: Sequence[Place], sizes: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """Give the larger sizes to the tables at which most are left of an earlier seating."""
    there = set(asked.roster.ids) if asked.before else set()
    rows = []
    for number, row in enumerate(asked.before):
        left = {g.place: sum(person in there for person in g.members) for g in row}
        turn = number * (len(places) // max(1, len(asked.before)))  # so that extra seats go round
        fuller = sorted(
            range(len(places)),
            key=lambda at: (-left.get(places[at].id, 0), (at - turn) % len(places)),
        )
        sized = dict(zip(fuller, sorted(sizes, reverse=True), strict=True))
        rows.append(tuple(sized[at] for at in range(len(places))))
        if any(p.seats is not None and p.seats < n for p, n in zip(places, rows[-1], strict=True)):
            return ()
    return tuple(rows)


def _refuse_return(asked: Asked, places: int) -> None:
    """Refuse to send a group to a station it has seen."""
    step = asked.method.movement.next or 0
    most = places // gcd(places, step) if step else asked.rotations
    if asked.rotations > most:
        raise InfeasibleError(
            ngettext(
                "After {most} rotation a group would be back at its first station.",
                "After {most} rotations a group would be back at its first station.",
                most,
            ).format(most=most),
            code="stations-too-few",
            hint=_("Plan at most {most} rotations, or more stations.").format(most=most),
        )


def _limits(method: Method) -> tuple[int, int, int, tuple[int, ...]]:
    sizing = method.sizing
    return sizing.min, sizing.ideal, sizing.max, sizing.never


def _groups(asked: Asked, limits: Limits) -> int | None:
    """Give the number of groups asked for, or had before, or that the room allows at most."""
    session, people = asked.session, len(asked.roster)
    wanted = session.groups or asked.method.groups
    if wanted is not None:
        return wanted
    size = session.size or asked.method.sizing.ideal
    if asked.before and _still_fits(asked, limits, size):
        return len(asked.before[0])
    if not session.places:
        return None
    return len(session.places) if -(-people // size) > len(session.places) else None


def _still_fits(asked: Asked, limits: Limits, size: int) -> bool:
    """Whether as many groups as before are right for those who are there now.

    To stay near an earlier plan, one more chair at a table is better than another table.
    """
    groups, people = len(asked.before[0]), len(asked.roster)
    had = max(len(group.members) for row in asked.before for group in row)
    least, most = people // groups, -(-people // groups)
    seats = sorted((p.seats or people for p in asked.session.places), reverse=True)[:groups]
    sizes = [most] * (people % groups) + [least] * (groups - people % groups)
    return (
        limits.allow(least)
        and limits.allow(most)
        and most <= max(size, had) + asked.near
        and (not seats or (len(seats) == groups and all(map(ge, seats, sizes))))
    )


def _circles(asked: Asked, method: Method, people: int, rotations: int) -> Circles:
    session, ring, circles = asked.session, method.movement.ring, method.circles
    assert ring is not None
    assert circles is not None
    _refuse_circles(session, people)
    sizes = _circles_left(asked, circles.max_people) or circle_sizes(
        people, circles.max_people, session.groups
    )
    if max(sizes) > circles.max_people:
        raise InfeasibleError(
            _(
                "{people} people in {count} circles: one would have {size}, the most are {most}."
            ).format(people=people, count=len(sizes), size=max(sizes), most=circles.max_people),
            code="circle-too-large",
            where="groups",
            hint=_("Make at least {count} circles.").format(
                count=len(circle_sizes(people, circles.max_people))
            ),
        )
    steps = (ring.outer, ring.inner) if circles.fixed == "inner" else (ring.inner, ring.outer)
    kind = Circles if session.seats == "numbered" else FreeCircles
    return kind(method, rings(sizes, rotations, steps), steps, letters(len(sizes)))


def _circles_left(asked: Asked, most: int) -> tuple[int, ...]:
    """Give the sizes of as many circles as were handed out, larger ones where most are left.

    None if they would be too large, or so small that partners come back early.
    """
    if not asked.kept or asked.session.groups:
        return ()
    there = set(asked.roster.ids)
    left: dict[str, int] = {}
    for person, seat in (held for group in asked.kept[0] for held in group.seats.items()):
        left[seat.circle or ""] = left.get(seat.circle or "", 0) + (person in there)
    if sorted(left) != sorted(letters(len(left))):
        return ()
    sizes = circle_sizes(len(asked.roster), most, len(left))
    if max(sizes) > most or min(sizes) // 2 < asked.rotations:
        return ()
    names = letters(len(left))
    fuller = sorted(range(len(left)), key=lambda at: (left[names[at]], at))
    sized = dict(zip(fuller, sorted(sizes), strict=True))
    return tuple(sized[at] for at in range(len(sizes)))


def _refuse_circles(session: Session, people: int) -> None:
    if session.size not in (None, 2):
        raise UsageError(
            _("In double circles people meet in pairs; a size does not apply."),
            code="size-not-allowed",
            where="size",
            hint=_("Leave it out; “groups” says how many circles there are."),
        )
    fewest = 4 * (session.groups or 1)
    if people < fewest:
        raise InfeasibleError(
            ngettext(
                "{people} person is too few for double circles: {fewest} are needed.",
                "{people} people are too few for double circles: {fewest} are needed.",
                people,
            ).format(people=people, fewest=fewest),
            code="sizes-impossible",
            hint=_("Choose a method at tables, such as tischrunden, or fewer circles."),
        )
