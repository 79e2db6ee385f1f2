"""Whether groups sit at places that there are, with room for them, in sizes that work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitate.checking.chairs import circle_sides
from facilitate.checking.presence import twice
from facilitate.checking.view import EXAMPLES, SeenGroup, SeenRotation, View, error, warning
from facilitate.errors import Finding
from facilitate.groups import Group
from facilitate.plan import Rotation
from facilitate.words import _, did_you_mean, ngettext


def check_seating(view: View) -> Iterator[Finding]:
    """Check places, seats and sizes in every rotation of a session."""
    if not view.spec.grouped:
        return
    for rotation in view.session.rotations:
        yield from _check_places(view, rotation)
        for group in rotation.groups:
            yield from _check_seats(view, rotation.number, group)
    for seen in view.rotations:
        for present in seen.groups:
            yield from _check_room(view, seen.number, present)
            if not view.in_circles:
                yield from _check_size(view, seen.number, present)
        if not view.in_circles and view.spec.formation not in ("market", "choice"):
            yield from _check_evenness(view, seen.number, seen.groups)
    for rotation, seen in zip(view.session.rotations, view.rotations, strict=True):
        yield from _check_left_out(view, rotation.sitting_out, seen)


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
    for place in () if shared else twice(group.place for group in rotation.groups):
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
    for _circle, _side, seat in () if view.in_circles else twice(taken):
        yield error(
            "seat-twice",
            _("Seat {seat} is given to two people.").format(seat=seat),
            view.where(number, group.place),
        )


def _check_room(view: View, number: int, group: SeenGroup) -> Iterator[Finding]:
    place = view.places.get(group.place)
    size = len(group.members)
    if place is not None and place.seats is not None and size > place.seats:
        yield error(
            "place-too-full",
            ngettext(
                "{size} people sit here, but there is {seats} seat.",
                "{size} people sit here, but there are {seats} seats.",
                place.seats,
            ).format(size=size, seats=place.seats),
            view.where(number, group.place),
            _("Seat somebody elsewhere, or swap with a smaller group."),
        )
    elif place is not None and size == place.seats and group.card in view.speakers:
        yield warning(
            "place-full",
            _("All {seats} seats are taken; none is left for {speaker}.").format(
                seats=size, speaker=view.speakers[group.card]
            ),
            view.where(number, group.place),
            _("Bring one more chair, or plan again: a speaker is given a seat."),
        )


def _limits(view: View, group: SeenGroup) -> tuple[int, int]:
    """Fewest and most people of a group; a topic that people choose may have its own."""
    sizing = view.spec.sizing
    topic = next((topic for topic in view.session.topics if topic.id == group.card), None)
    if topic is None or view.spec.formation != "choice":
        return sizing.min, sizing.max
    least = sizing.min if topic.min is None else topic.min
    return least, max(sizing.max, least) if topic.max is None else topic.max


def _check_size(view: View, number: int, group: SeenGroup) -> Iterator[Finding]:
    size, never = len(group.members), view.spec.sizing.never
    least, most = _limits(view, group)
    if least <= size <= most and size not in never:
        return
    yield error(
        "group-size",
        ngettext("{size} person sits here.", "{size} people sit here.", size).format(size=size),
        view.where(number, group.place),
        _("“{method}” works with {min} to {max} in a group{never}.").format(
            method=view.spec.title,
            min=least,
            max=most,
            never="".join(_(", but not with {size}").format(size=s) for s in never),
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


def _check_left_out(view: View, pausing: Iterable[str], seen: SeenRotation) -> Iterator[Finding]:
    """Find who sits out though there is room; where all groups are full, somebody has to."""
    out = [p for p in dict.fromkeys(pausing) if p in view.present and p not in seen.people]
    free = (_free_circles if view.in_circles else _free_places)(view, seen, len(out))
    if free:
        yield warning(
            "sitting-out-needless",
            ngettext(
                "{people} sits out, though there is room.",
                "{people} sit out, though there is room.",
                len(out),
            ).format(people=view.who(out)),
            view.where(seen.number),
            _("There is room here: {places}").format(
                places="; ".join(free[:EXAMPLES]) + (" …" if len(free) > EXAMPLES else ".")
            ),
        )


def _free_places(view: View, seen: SeenRotation, count: int) -> list[str]:
    """Give places where some of `count` people could join a group, or be one of their own."""
    groups = list(seen.groups)
    if view.spec.formation != "choice":  # there the place goes with the topic
        taken = {group.place for group in groups}
        groups += [SeenGroup(place, (), {}) for place in view.places if place not in taken]
    return [view.place(group.place) for group in groups if _joined(view, group, count)]


def _free_circles(view: View, seen: SeenRotation, count: int) -> list[str]:
    """Give circles that some of `count` people could join; one left over makes a trio."""
    most = view.spec.circles.max_people if view.spec.circles else 0
    trios = view.spec.sizing.max > 2
    return [
        _("Circle {name}").format(name=circle.circle)
        for circle in circle_sides(view, seen)
        if any(
            people <= most and (trios or people % 2 == 0)
            for people in range(circle.people + 1, circle.people + count + 1)
        )
    ]


def _joined(view: View, group: SeenGroup, count: int) -> bool:
    """Whether up to `count` people more make a size that works, and that has the seats."""
    least, most = _limits(view, group)
    place, size = view.places.get(group.place), len(group.members)
    if place is not None and place.seats is not None:
        most = min(most, place.seats - (group.card in view.speakers))
    return any(
        least <= size + more <= most and size + more not in view.spec.sizing.never
        for more in range(1, count + 1)
    )
