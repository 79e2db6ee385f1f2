"""Hosts, who stay at a place while the others move on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitate.errors import InfeasibleError
from facilitate.groups import Group
from facilitate.method import Method, Role
from facilitate.planning.parts import Asked, Rows
from facilitate.roster import Participant
from facilitate.venue import Place
from facilitate.words import _, ngettext

POLICIES = ("host", "host-stays", "host-once")


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody kept at a place in one rotation (from 0), or in all if it is None.

    `role` is empty without a task there.
    """

    rotation: int | None
    person: str
    group: int
    role: str = ""


def host_role(method: Method) -> Role | None:
    """Give the role of the hosts, if the method has one."""
    return next((role for role in method.roles if role.policy in POLICIES), None)


def kept_hosts(
    asked: Asked, places: Sequence[Place], pinned: Mapping[str, int], room: int
) -> list[Kept]:
    """Decide who stays at which place, and when.

    Parameters
    ----------
    places
        Places that are used.
    pinned
        Person's id → the only group they can sit at; they become hosts only there.
    room
        Seats of the smallest group.

    Raises
    ------
    InfeasibleError
        If there are fewer people than hosts.
    """
    role = host_role(asked.method)
    if role is None:
        return []
    named = {
        group: asked.session.hosts[place.id]
        for group, place in enumerate(places)
        if place.id in asked.session.hosts
    }
    turns = _turns(role, asked.rotations)
    chosen = _Choice(asked, pinned, set(named.values()))
    kept = []
    for turn, (first, last) in enumerate(turns):
        for group in range(len(places)):
            person = named.get(group) if turn == 0 else None
            person = person or chosen.next(group)
            if person is None:
                raise _too_few(len(turns) * len(places), len(asked.roster))
            kept += [
                Kept(rotation, person, group, role.id if _serves(role, rotation, first) else "")
                for rotation in range(first, last + 1)
            ]
    if room < 2 and kept:
        raise _too_few(len(turns) * len(places), len(asked.roster))
    return kept


def _turns(role: Role, rotations: int) -> list[tuple[int, int]]:
    """First and last rotation in which a host sits at the place."""
    if role.policy == "host-once":
        return [(r - 1, r) for r in range(1, rotations)]
    return [(0, rotations - 1)]


def _serves(role: Role, rotation: int, first: int) -> bool:
    """Whether whoever stays is a host already; of the first rotation one only stays behind."""
    return role.policy == "host" or rotation > first


class _Choice:
    """Hosts in turn: those who know the event first, one of each organisation before a second."""

    def __init__(self, asked: Asked, pinned: Mapping[str, int], taken: set[str]) -> None:
        people = [p for p in asked.roster if p.id not in taken and p.id not in asked.needing]
        self._left = [p for p in _in_turn(people) if p.id not in pinned]
        self._at = {pinned[p.id]: p.id for p in reversed(people) if p.id in pinned}

    def next(self, group: int) -> str | None:
        """Give the next host for `group`; whoever is fixed there comes first."""
        if group in self._at:
            return self._at.pop(group)
        return self._left.pop(0).id if self._left else None


def _in_turn(people: Sequence[Participant]) -> list[Participant]:
    seen: dict[str, int] = {}
    order = []
    for at, person in enumerate(people):
        before = seen.get(person.organisation, 0) if person.organisation else 0
        seen[person.organisation] = before + 1
        order.append((before, person.value("first_timer") is not False, at))
    return [people[at] for _before, _first, at in sorted(order)]


def _too_few(hosts: int, people: int) -> InfeasibleError:
    return InfeasibleError(
        ngettext(
            "{hosts} hosts are needed, but there is {people} person to choose from.",
            "{hosts} hosts are needed, but there are {people} people to choose from.",
            people,
        ).format(hosts=hosts, people=people),
        code="hosts-too-few",
        hint=_("Plan fewer rotations or fewer tables, or let hosts stay all the time."),
    )


def with_hosts(rows: Rows, kept: Sequence[Kept]) -> Rows:
    """Write the hosts' roles into the groups."""
    given = {(k.rotation, k.person): k.role for k in kept if k.role}
    if not given:
        return rows
    return tuple(
        tuple(
            group.model_copy(update={"roles": dict(_roles(group, rotation, given))})
            for group in row
        )
        for rotation, row in enumerate(rows)
    )


def _roles(
    group: Group, rotation: int, given: Mapping[tuple[int | None, str], str]
) -> Iterator[tuple[str, str]]:
    for person in group.members:
        role = given.get((rotation, person)) or group.roles.get(person)
        if role:
            yield person, role
