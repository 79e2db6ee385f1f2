"""Roles and cards: who does what in each group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.errors import Finding, Level
from facilitate.grouping.roles import deal
from facilitate.intake import Offer
from facilitate.method import Method, Role
from facilitate.plan import Group, Seat
from facilitate.planning.compiling import Stall
from facilitate.words import _, listed, quoted

CASE_GIVER = "offer"


def deal_stalls(
    offers: Sequence[Offer], rotations: int, groups: int, pinned: dict[str, int]
) -> tuple[list[Stall], list[Offer]]:
    """Give each offered card a rotation and a place.

    Cards are spread evenly over the rotations in the order they were offered; nobody gives two
    in one rotation.

    Parameters
    ----------
    pinned
        Person's id → the only group they can sit at.

    Returns
    -------
    The cards that run, and those for which there was no place.
    """
    stalls: list[Stall] = []
    left: list[Offer] = []
    free = [list(range(groups)) for _rotation in range(rotations)]
    for offer in offers:
        busy = {stall.rotation for stall in stalls if stall.giver == offer.giver}
        wanted = pinned.get(offer.giver)
        open_for = [
            r for r in range(rotations) if r not in busy and _choice(free[r], wanted) is not None
        ]
        if not open_for:
            left.append(offer)
            continue
        rotation = max(open_for, key=lambda r: (len(free[r]), -r))
        group = _choice(free[rotation], wanted)
        assert group is not None
        free[rotation].remove(group)
        stalls.append(Stall(rotation, group, offer.giver, offer.text))
    return stalls, left


def _choice(free: Sequence[int], wanted: int | None) -> int | None:
    if wanted is None:
        return free[0] if free else None
    return wanted if wanted in free else None


def cards_left(left: Sequence[Offer]) -> Iterable[Finding]:
    """Tell kindly which cards do not run."""
    if left:
        yield Finding(
            Level.WARNING,
            "cards-not-run",
            _("There is no place for these cards: {cards}.").format(
                cards=listed([quoted(offer.text) for offer in left])
            ),
            hint=_("Plan one more rotation, or more groups; or keep them for the next time."),
        )


def deal_roles(
    method: Method, rotations: Sequence[Sequence[Group]], stalls: Sequence[Stall]
) -> list[list[Group]]:
    """Fill in topics, roles and, where a role changes with each card, seats.

    Nobody has a role twice before all who may have had it once, as far as the groups allow.
    """
    ids = sorted({person for row in rotations for group in row for person in group.members})
    index = {person: i for i, person in enumerate(ids)}
    numbered = [[[index[p] for p in group.members] for group in row] for row in rotations]
    given = {(s.rotation, s.group): s for s in stalls}
    roles: list[list[dict[str, str]]] = [[{} for _group in row] for row in rotations]
    taken: list[set[int]] = [set() for _row in rotations]
    offered = [role.id for role in method.roles if role.policy == CASE_GIVER]
    for (r, g), stall in given.items():
        if offered:
            roles[r][g][stall.giver] = offered[0]
            taken[r].add(index[stall.giver])
    for role in method.roles:
        if role.policy == "rotate" and role.per == "rotation":
            for r, row in enumerate(deal(numbered, role.count, taken)):
                for g, people in enumerate(row):
                    roles[r][g] |= {ids[p]: role.id for p in people}
                    taken[r].update(people)
    seats = _seats_by_card(method, rotations, numbered, ids)
    return [
        [
            _completed(group, given.get((r, g)), roles[r][g], seats[r][g])
            for g, group in enumerate(row)
        ]
        for r, row in enumerate(rotations)
    ]


def _completed(
    group: Group, stall: Stall | None, roles: dict[str, str], seats: dict[str, Seat]
) -> Group:
    in_order = {p: roles[p] for p in group.members if p in roles}
    return group.model_copy(
        update={
            "topic": stall.topic if stall else None,
            "roles": in_order,
            "seats": seats or group.seats,
        }
    )


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
