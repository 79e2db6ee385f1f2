"""Roles: who does what in each group, and on which seat."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.grouping.roles import deal
from facilitate.groups import Group, Seat
from facilitate.method import Method, Role
from facilitate.planning.parts import Rows


def deal_roles(method: Method, rows: Rows) -> Rows:
    """Deal the roles that go round and, where a role changes with each card, the seats.

    Nobody has a role twice before all who may have had it once, as far as the groups allow;
    whoever has a role in a rotation already gets no other.
    """
    by_card = any(role.per == "repeat" for role in method.roles)
    if not by_card and not any(map(_by_turns, method.roles)):
        return rows
    ids = sorted({person for row in rows for group in row for person in group.members})
    index = {person: i for i, person in enumerate(ids)}
    numbered = [[[index[p] for p in group.members] for group in row] for row in rows]
    roles = [[dict(group.roles) for group in row] for row in rows]
    taken = [{index[p] for group in row for p in group.roles} for row in rows]
    for role in filter(_by_turns, method.roles):
        for r, row in enumerate(deal(numbered, role.count, taken)):
            for g, people in enumerate(row):
                roles[r][g] |= {ids[p]: role.id for p in people}
                taken[r].update(people)
    seats = _seats_by_card(method, rows, numbered, ids)
    return tuple(
        tuple(_completed(group, roles[r][g], seats[r][g]) for g, group in enumerate(row))
        for r, row in enumerate(rows)
    )


def _by_turns(role: Role) -> bool:
    return role.policy == "rotate" and role.per == "rotation"


def _completed(group: Group, roles: dict[str, str], seats: dict[str, Seat]) -> Group:
    in_order = {p: roles[p] for p in group.members if p in roles}
    return group.model_copy(update={"roles": in_order, "seats": seats or group.seats})


def _seats_by_card(
    method: Method,
    rotations: Sequence[Sequence[Group]],
    numbered: list[list[list[int]]],
    ids: Sequence[str],
) -> list[list[dict[str, Seat]]]:
    """Seats 1, 2, … at each table: the holder of card k sits on seat k, fairly over rotations."""
    by_card: list[Role] = [role for role in method.roles if role.per == "repeat"]
    if not by_card:
        return [[{} for _group in row] for row in rotations]
    cards = max(phase.repeat for phase in method.timing.phases)
    dealt = deal(numbered, cards, [set() for _row in rotations])
    return [
        [
            {
                ids[p]: Seat(seat=k)
                for k, p in enumerate(
                    [*dealt[r][g], *(p for p in people if p not in dealt[r][g])], start=1
                )
            }
            for g, people in enumerate(row)
        ]
        for r, row in enumerate(numbered)
    ]
