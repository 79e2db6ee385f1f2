"""Whether groups that stay together do, and hosts stay at their places as long as they should."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from facilitate.checking.view import View, error, warning
from facilitate.errors import Finding
from facilitate.method import Role
from facilitate.words import _, ngettext

HOSTS = ("host", "host-stays", "host-once")
Held = Mapping[int, Mapping[str, frozenset[str]]]
"""Rotation → place → ids of those who hold a role there."""


def check_staying(view: View) -> Iterator[Finding]:
    """Check groups that go on together from place to place, and hosts."""
    if not view.spec.grouped:
        return
    if view.spec.stays_together:
        faults = list(_check_groups(view))
        yield from faults or _check_stations(view)
    for role in view.spec.roles:
        if role.policy in HOSTS:
            yield from _check_hosts(view, role)


def _check_groups(view: View) -> Iterator[Finding]:
    """Find who has left the group of the first rotation; each is told once."""
    first = view.rotations[0] if view.rotations else None
    own = {p: frozenset(g.members) for g in (first.groups if first else ()) for p in g.members}
    told: set[str] = set()
    for rotation in view.rotations[1:]:
        for group in rotation.groups:
            among = frozenset(group.members)
            parts = {own[p]: p for p in group.members if p in own}
            if len(parts) < 2:
                continue
            most = max(parts, key=lambda part: len(part & among))
            strays = [p for p in group.members if p not in most and p not in told]
            told.update(strays)
            if strays:
                yield error(
                    "group-changed",
                    ngettext(
                        "{people} has left the group, but groups stay as they are.",
                        "{people} have left their groups, but groups stay as they are.",
                        len(strays),
                    ).format(people=view.who(strays)),
                    view.where(rotation.number, group.place),
                )


def _check_stations(view: View) -> Iterator[Finding]:
    """Follow every group: as many places on as the method says, and nowhere twice."""
    order = {place.id: at for at, place in enumerate(view.session.places)}
    step = view.spec.movement.next or 0
    start: dict[str, int] = {}
    seen: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for changes, rotation in enumerate(view.rotations):
        for group in rotation.groups:
            if group.place not in order or not group.members:
                continue
            leader = min(group.members)
            first = start.setdefault(leader, order[group.place])
            where = view.where(rotation.number, group.place)
            before = seen[leader].setdefault(group.place, rotation.number)
            if step and before != rotation.number:
                yield error(
                    "station-twice",
                    _("This group has been here before, in rotation {number}.").format(
                        number=before
                    ),
                    where,
                    _("Every group sees every station once at most."),
                )
            elif order[group.place] != (first + changes * step) % len(order):
                due = view.session.places[(first + changes * step) % len(order)].id
                yield error(
                    "moved-wrong",
                    _("This group should be at {place} now.").format(place=view.place(due)),
                    where,
                    _("Where a group starts decides where it goes: plan again."),
                )


def _check_hosts(view: View, role: Role) -> Iterator[Finding]:
    held = {
        rotation.number: {
            group.place: frozenset(
                p for p, held in group.roles.items() if held == role.id and p in group.members
            )
            for group in rotation.groups
        }
        for rotation in view.session.rotations
    }
    if not any(people for places in held.values() for people in places.values()):
        return
    yield from _check_kept(view, role, held)
    if role.policy == "host-once":
        yield from _check_once(view, role, held)
    if view.spec.formation == "tables":
        yield from _check_missing(view, role, held)


def _check_kept(view: View, role: Role, held: Held) -> Iterator[Finding]:
    """Find hosts who sit elsewhere in a rotation in which they should be at their place."""
    sits = {r.number: {p: g.place for g in r.groups for p in g.members} for r in view.rotations}
    told: set[tuple[str, str, int]] = set()
    for number, places in held.items():
        for place, people in places.items():
            for person in sorted(people):
                for there in _bound_to(role, number, list(held)):
                    at = sits.get(there, {}).get(person)
                    if at is None or at == place or (person, place, there) in told:
                        continue
                    told.add((person, place, there))
                    yield error(
                        "host-moved",
                        _("In rotation {number} {person} is {role} at {place}, not here.").format(
                            number=number,
                            person=view.who([person]),
                            role=role.name,
                            place=view.place(place),
                        ),
                        view.where(there, at),
                        _("Whoever hosts a place was there before, and stays."),
                    )


def _bound_to(role: Role, number: int, rotations: list[int]) -> list[int]:
    """Rotations in which the host of rotation `number` must sit at the same place."""
    if role.policy == "host-once":
        return [other for other in rotations if other == number - 1]
    return [other for other in rotations if other != number]


def _check_once(view: View, role: Role, held: Held) -> Iterator[Finding]:
    turns: defaultdict[str, list[int]] = defaultdict(list)
    for number, places in held.items():
        for people in places.values():
            for person in people:
                turns[person].append(number)
    for person, numbers in sorted(turns.items()):
        if len(numbers) > 1:
            yield warning(
                "host-again",
                _("{person} is {role} in rotations {numbers}; once is enough.").format(
                    person=view.who([person]),
                    role=role.name,
                    numbers=", ".join(map(str, numbers)),
                ),
                view.where(),
            )


def _check_missing(view: View, role: Role, held: Held) -> Iterator[Finding]:
    first = 1 if role.policy == "host" else 2
    for number, places in held.items():
        for place, people in places.items():
            if number >= first and not people:
                yield warning(
                    "host-missing",
                    _("Nobody is {role} here.").format(role=role.name),
                    view.where(number, place),
                )
