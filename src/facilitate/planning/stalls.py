"""Where each stall of a market stands, and who does what there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from types import MappingProxyType

from facilitate.errors import InfeasibleError
from facilitate.groups import Group
from facilitate.method import Method
from facilitate.planning.cards import Cards
from facilitate.planning.compiling import Task
from facilitate.planning.parts import Rows
from facilitate.planning.roles import deal_roles
from facilitate.rules import joined
from facilitate.venue import Place
from facilitate.words import _

OFFERED = "offer"


@dataclass(frozen=True, eq=False)
class Needs:
    """Who has to sit where: people fixed to a place, and those who need one without steps.

    Parameters
    ----------
    task
        With its rules and pins.
    places
        Where stalls can be.
    """

    task: Task
    places: tuple[Place, ...]

    @cached_property
    def pins(self) -> dict[int, int]:
        """Person → place."""
        index = {person.id: i for i, person in enumerate(self.task.people)}
        return {
            index[person]: pin.group
            for person, pin in self.task.pins.items()
            if pin.group is not None
        }

    @cached_property
    def needing(self) -> tuple[int, ...]:
        """People who need a place without steps, if there are others at all."""
        if all(place.step_free for place in self.places):
            return ()
        if not any(place.step_free for place in self.places):
            raise InfeasibleError(
                _("No place can be reached without steps, but somebody needs one."),
                code="access-impossible",
                hint=_("Choose another room, or say which of its places are step-free."),
            )
        return tuple(i for i, p in enumerate(self.task.people) if p.id in self.task.needs)

    @cached_property
    def together(self) -> tuple[tuple[int, ...], ...]:
        """People who share a stall: by a rule, by one fixed place, or for want of other places."""
        if not self.task.needs and not self.pins and not self.task.problem.together:
            return ()
        at: dict[int, list[int]] = {}
        for person, place in self.pins.items():
            at.setdefault(place, []).append(person)
        free = [k for k, place in enumerate(self.places) if place.step_free]
        if len(self.needing) > len(free):
            for number, person in enumerate(self.needing):
                at.setdefault(free[number % len(free)], []).append(person)
        named = ({str(p) for p in people} for people in (*self.task.problem.together, *at.values()))
        united = joined(named)
        return tuple(tuple(sorted(map(int, people))) for people in united if len(people) > 1)

    @cached_property
    def apart(self) -> tuple[tuple[int, int], ...]:
        """Pairs who cannot share a stall: fixed to different places, or one where steps lead."""
        pinned = sorted(self.pins)
        steep = [i for i in pinned if not self.places[self.pins[i]].step_free]
        return (
            *((i, j) for i, j in combinations(pinned, 2) if self.pins[i] != self.pins[j]),
            *((i, j) for i, j in product(steep, self.needing) if j not in self.pins),
        )

    def allowed(self, members: Sequence[int], wanted: str | None) -> list[int]:
        """Give the places where these people can sit, the one their card wants first."""
        pinned = {self.pins[i] for i in members if i in self.pins}
        steps = any(i in self.needing for i in members)
        able = [
            k
            for k, place in enumerate(self.places)
            if (place.seats is None or place.seats >= len(members))
            and (place.step_free or not steps)
            and pinned <= {k}
        ]
        return sorted(able, key=lambda k: self.places[k].id != wanted)


def placed(
    groups: Sequence[tuple[int, list[int]]],
    cards: Cards,
    ids: Sequence[str],
    needs: Needs,
    stay: Sequence[int] = (),
    homes: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Group, ...]:
    """Give each group of one rotation a place: cards in their order, as far as all fit.

    Parameters
    ----------
    groups
        Card, -1 for none, and people.
    stay
        The place at which each group would stay; empty if any will do.
    homes
        Person → the place they keep as far as all groups find one.

    Raises
    ------
    InfeasibleError
        If the groups do not all find a place that suits them.

    References
    ----------
    Kuhn (1955), The Hungarian method, for augmenting paths.
    """
    order = sorted(range(len(groups)), key=lambda at: (groups[at][0] < 0, groups[at]))
    in_order = [groups[at] for at in order]
    options = []
    for at, (card, people) in zip(order, in_order, strict=True):
        wanted = next((t.place for t in cards.stalls[card] if t.place), None) if card >= 0 else None
        able = needs.allowed(people, wanted)
        options.append(sorted(able, key=lambda k: k != stay[at]) if stay else able)
    at_home = [
        next(([homes[i]] for i in people if homes.get(i) in able), able)
        for able, (_card, people) in zip(options, in_order, strict=True)
    ]
    taken = _matched(at_home) or _matched(options)
    if taken is None:
        raise InfeasibleError(
            _("The groups do not all find a place that is large enough and can be reached."),
            code="stalls-misfit",
            hint=_("Choose another room, or fix fewer people to places."),
        )
    made = []
    for place, group in sorted(taken.items()):
        card, people = in_order[group]
        made.append(
            Group(
                place=needs.places[place].id,
                topic=cards.title(card) if card >= 0 else None,
                card=cards.stalls[card][0].id if card >= 0 else None,
                members=tuple(ids[i] for i in people),
            )
        )
    return tuple(made)


def _matched(options: Sequence[Sequence[int]]) -> dict[int, int] | None:
    """Give place → group, each group at one of its options; None if that is impossible."""
    taken: dict[int, int] = {}
    for group in sorted(range(len(options)), key=lambda g: (len(options[g]), g)):
        if not _find(group, options, taken, set()):
            return None
    return taken


def _find(
    group: int, options: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]
) -> bool:
    """Find a place for a group, moving others on if needed."""
    for place in options[group]:
        if place not in taken:
            taken[place] = group
            return True
    for place in options[group]:
        if place not in seen:
            seen.add(place)
            if _find(taken[place], options, taken, seen):
                taken[place] = group
                return True
    return False


def with_roles(method: Method, rows: Rows, cards: Cards) -> Rows:
    """Say who gives the case, and deal the other tasks."""
    offered = next((role.id for role in method.roles if role.policy == OFFERED), None)
    if offered is None:
        return deal_roles(method, rows)
    given = tuple(
        tuple(
            group.model_copy(update={"roles": dict.fromkeys(cards.givers_at(group), offered)})
            for group in row
        )
        for row in rows
    )
    return deal_roles(method, given)
