"""What must stand and lie in a room: places, seats and material, counted for a session."""

from __future__ import annotations

from collections import Counter

from facilitate.plan import Plan, SessionPlan
from facilitate.words import _, listed, ngettext


def materials_of(plan: Plan, session: SessionPlan) -> tuple[str, ...]:
    """Count what is needed, as "80 × Chair": per person, group, circle or once.

    Speakers who lead a working group are people there, too, but get no printed sheet.
    """
    speakers = len(session.speakers())
    counts = {
        "person": people_there(plan, session),
        "group": len(_places(session)) or 1,
        "circle": max(1, len(_circles(session))),
        "session": 1,
    }
    return tuple(
        _("{count} × {item}").format(
            count=need.count
            * (counts[need.per] + speakers * (need.per == "person" and not need.sheet)),
            item=need.item,
        )
        for need in session.spec.materials
    )


def _places(session: SessionPlan) -> set[str]:
    """Give all places where a group sits in some rotation: what is for a group waits there."""
    return {group.place for rotation in session.rotations for group in rotation.groups}


def people_there(plan: Plan, session: SessionPlan) -> int:
    """How many people are expected in a session."""
    seated = [
        sum(len(group.members) for group in rotation.groups) + len(rotation.sitting_out)
        for rotation in session.rotations
    ]
    return max(seated, default=len(plan.participants) - len(session.absent))


def furniture_of(session: SessionPlan) -> tuple[str, ...]:
    """Say which places are needed and how many seats each of them has."""
    if not session.rotations:
        return ()
    circles = _circles(session)
    if circles:
        return tuple(_circle(name, circles[name]) for name in sorted(circles))
    most = most_at(session)
    places = ngettext("{count} place", "{count} places", len(most)).format(count=len(most))
    sizes = Counter(most.values())
    seats = [
        ngettext("{times} × {count} seat", "{times} × {count} seats", size).format(
            times=sizes[size], count=size
        )
        for size in sorted(sizes, reverse=True)
    ]
    return (_("{places}: {seats}").format(places=places, seats=listed(seats)),)


def most_at(session: SessionPlan) -> dict[str, int]:
    """Place's id → most people there in any rotation, speakers included, in their order."""
    most: dict[str, int] = {}
    speakers = session.speakers()
    for rotation in session.rotations:
        for group in rotation.groups:
            people = len(group.members) + (group.card in speakers)
            most[group.place] = max(most.get(group.place, 0), people)
    known = [place.id for place in session.places if place.id in most]
    return {place: most[place] for place in (*known, *(p for p in most if p not in known))}


def _circle(name: str, chairs: Counter[str]) -> str:
    return _("Circle {name}: {outer} chairs outside, {inner} inside").format(
        name=name, outer=chairs["outer"], inner=chairs["inner"]
    )


def _circles(session: SessionPlan) -> dict[str, Counter[str]]:
    """Circle's letter → chairs on each side."""
    found: dict[str, Counter[str]] = {}
    for rotation in session.rotations:
        sides: dict[str, Counter[str]] = {}
        for group in rotation.groups:
            for seat in group.seats.values():
                if seat.circle is not None and seat.side is not None:
                    sides.setdefault(seat.circle, Counter())[seat.side] += 1
        for circle, chairs in sides.items():
            found[circle] = found.get(circle, Counter()) | chairs
    return found
