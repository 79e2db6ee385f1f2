"""Roles and seats of an earlier plan stay with whoever stays at a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from facilitate.groups import Group
from facilitate.planning.parts import Rows

T = TypeVar("T")


def carried(rows: Rows, before: Rows) -> Rows:
    """Leave roles and seats of an earlier plan with whoever stays; who comes takes what is free."""
    if len(rows) != len(before):
        return rows
    return tuple(
        tuple(_carried(group, {g.place: g for g in old}.get(group.place)) for group in row)
        for row, old in zip(rows, before, strict=True)
    )


def _carried(group: Group, old: Group | None) -> Group:
    if old is None or old.card != group.card:
        return group
    gone = [person for person in old.members if person not in group.members]
    come = [person for person in group.members if person not in old.members]
    heir = dict(zip(gone, come, strict=False))
    stay = [heir.get(person, person) for person in old.members]
    members = tuple(p for p in dict.fromkeys((*stay, *come)) if p in group.members)
    roles = {heir.get(person, person): role for person, role in old.roles.items()}
    seats = {heir.get(person, person): seat for person, seat in old.seats.items()}
    update: dict[str, object] = {"roles": _dealt(group.roles, roles, members)}
    if any(seat.circle for seat in group.seats.values()):  # these follow from the movement
        return group.model_copy(update=update)
    update |= {"members": members, "seats": _dealt(group.seats or seats, seats, members)}
    return group.model_copy(update=update)


def _dealt(needed: Mapping[str, T], had: Mapping[str, T], members: Sequence[str]) -> dict[str, T]:
    """Give what is needed to those who had it, and what is left to who comes, then to others."""
    left = list(needed.values())
    holds: dict[str, T] = {}
    for person in members:
        if person in had and had[person] in left:
            holds[person] = had[person]
            left.remove(had[person])
    free = sorted((p for p in members if p not in holds), key=lambda p: p in had)
    holds |= dict(zip(free, left, strict=False))
    return {person: holds[person] for person in members if person in holds}
