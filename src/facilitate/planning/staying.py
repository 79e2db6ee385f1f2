"""Who stays at one place: people with access needs, and whoever always sits with one who stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitate.errors import Finding, InfeasibleError, Level
from facilitate.planning.hosts import Kept
from facilitate.planning.layouts import Stations, Tables
from facilitate.planning.parts import Asked, Rows
from facilitate.rules import Apart, Rule, Together, joined
from facilitate.venue import Place
from facilitate.words import _, listed, ngettext


def kept_step_free(
    asked: Asked, layout: Tables, rules: Sequence[Rule], pinned: Mapping[str, int]
) -> list[Kept]:
    """Keep those with access needs at one place without steps; the others come to them.

    Parameters
    ----------
    rules
        All rules of the session: who sits together or apart is given places to match.
    pinned
        Person's id → the only group they can sit at.

    Raises
    ------
    InfeasibleError
        If no place is reached without steps.
    """
    needing = [person for person in asked.needing if person not in pinned]
    if not needing or (_go_on(asked, layout) and not _only_behind_steps(layout.places)):
        return []
    if _only_behind_steps(layout.places):
        raise InfeasibleError(
            _("No place can be reached without steps, but somebody needs one."),
            code="access-impossible",
            hint=_("Choose another room, or say which of its places are step-free."),
        )
    homes = _Homes(
        [group for group, place in enumerate(layout.places) if place.step_free],
        _seats_that_stay(layout, pinned),
        frozenset(pair for r in rules if isinstance(r, Apart) for pair in _pairs(r.people)),
        dict(pinned),
    )
    wanted = _known_places(asked, layout.places)
    units = joined(
        [*((person,) for person in needing), *(r.people for r in rules if isinstance(r, Together))]
    )
    of = {person: frozenset(people) for people in units for person in people}
    kept = []
    for unit in dict.fromkeys(of[person] for person in needing):
        group = homes.choose(unit, wanted)
        people = [person for person in needing if person in unit]
        kept += [Kept(None, person, group) for person in people if group is not None]
    return kept


def kept_together(rules: Sequence[Rule], at: Mapping[str, int]) -> list[Kept]:
    """Keep whoever always sits together with somebody who stays.

    Parameters
    ----------
    at
        Person → group, of everybody who sits there in all rotations.
    """
    kept = []
    for people in joined(rule.people for rule in rules if isinstance(rule, Together)):
        groups = {at[person] for person in people if person in at}
        if len(groups) == 1:
            group = groups.pop()
            kept += [Kept(None, person, group) for person in sorted(people - at.keys())]
    return kept


@dataclass
class _Homes:
    """Places that are given away one by one: the emptiest first, nobody with whom they must not.

    Parameters
    ----------
    free
        Groups at places without steps.
    seats
        Group → seats in which people stay.
    apart
        Pairs who never sit together.
    at
        Person → group, of whoever has one.
    """

    free: Sequence[int]
    seats: dict[int, int]
    apart: Collection[frozenset[str]]
    at: dict[str, int]
    taken: dict[int, int] = field(default_factory=dict)

    def choose(self, unit: frozenset[str], wanted: Mapping[str, int]) -> int | None:
        """Give people who sit together a place: their own before the emptiest."""
        named = {self.at[person] for person in unit if person in self.at}
        before = {wanted[person] for person in unit if person in wanted}
        able = [group for group in self.free if self.seats[group] > 0]
        if not able:
            return None
        group = min(
            able,
            key=lambda g: (
                g not in named,
                self._is_with_an_opponent(unit, g),
                self.seats[g] < len(unit),
                g not in before,
                self.taken.get(g, 0),
                g,
            ),
        )
        self.seats[group] -= len(unit)
        self.taken[group] = self.taken.get(group, 0) + 1
        self.at |= dict.fromkeys(unit, group)
        return group

    def _is_with_an_opponent(self, unit: frozenset[str], group: int) -> bool:
        there = [person for person, at in self.at.items() if at == group]
        return any(frozenset((p, other)) in self.apart for p in unit for other in there)


def _pairs(people: Sequence[str]) -> Iterator[frozenset[str]]:
    return (frozenset((p, q)) for at, p in enumerate(people) for q in people[:at])


def _go_on(asked: Asked, layout: Tables) -> bool:
    """Whether every group goes on from place to place."""
    return isinstance(layout, Stations) and bool(asked.method.movement.next)


def _only_behind_steps(places: Sequence[Place]) -> bool:
    return not any(place.step_free for place in places)


def _seats_that_stay(layout: Tables, pinned: Mapping[str, int]) -> dict[int, int]:
    """Count the seats of each group in which somebody can stay, but for those given away."""
    groups = len(layout.places)
    if layout.movement is not None:
        rows = layout.movement.seats
        staying = rows[0][(rows == rows[0]).all(axis=0)]
        seats = np.bincount(staying, minlength=groups).tolist()
    else:
        fewest = layout.sizes().min(axis=0).tolist()
        seats = [*fewest, *[0] * (groups - len(fewest))]  # a station too many has no group
    for group in pinned.values():
        seats[group] -= 1
    return dict(enumerate(seats))


def _known_places(asked: Asked, places: Sequence[Place]) -> dict[str, int]:
    """Person → group of the place they host, or had in an earlier plan."""
    at = {place.id: group for group, place in enumerate(places)}
    before = next(iter(asked.kept or asked.before), ())
    had = {p: at[group.place] for group in before if group.place in at for p in group.members}
    return had | {host: at[place] for place, host in asked.session.hosts.items() if place in at}


def told_staying(asked: Asked, places: Sequence[Place], rows: Rows) -> Iterator[Finding]:
    """Tell who with access needs keeps which place, and who has to change it, and why."""
    if not asked.needing or asked.method.formation == "circles":
        return
    sits: dict[str, dict[str, None]] = {person: {} for person in asked.needing}
    for row in rows:
        for group in row:
            for person in sits.keys() & set(group.members):
                sits[person][group.place] = None
    people = [person for person in asked.roster if person.id in sits]
    named = {place.id: str(place.label) for place in places}
    steep = {place.id for place in places if not place.step_free}
    behind = [p.label for p in people if steep & sits[p.id].keys()]
    if behind:
        yield _warning(
            "access-behind-steps",
            _("{people}: a place that is not reached without steps.").format(people=listed(behind)),
            _("Choose another room, or help in time."),
        )
    moving = [p.label for p in people if len(sits[p.id]) > 1]
    if moving:
        yield _moving(asked, moving)
    staying = [p for p in people if len(sits[p.id]) == 1]
    if staying and len(rows) > 1 and not steep:  # else somebody has looked at the steps
        yield _staying([(p.number, p.label, named[next(iter(sits[p.id]))]) for p in staying])


def _moving(asked: Asked, people: Sequence[str]) -> Finding:
    because = {
        "stations": _("groups go on from place to place"),
        "choice": _("every topic has its place"),
        "market": _("every card has its place, and wishes lead there"),
    }
    return _warning(
        "access-moves",
        ngettext(
            "{people} has access needs and has to change places here: {reason}.",
            "{people} have access needs and have to change places here: {reason}.",
            len(people),
        ).format(
            people=listed(people),
            reason=because.get(asked.method.formation, _("the movement takes everybody along")),
        ),
        _("Help with the way, or choose a method in which people can stay, such as tischrunden."),
    )


def _staying(people: Sequence[tuple[int, str, str]]) -> Finding:
    number, _label, place = people[0]
    return Finding(
        Level.HINT,
        "access-kept",
        ngettext(
            "One person has access needs and keeps one place: {people}.",
            "{count} people have access needs and keep one place each: {people}.",
            len(people),
        ).format(count=len(people), people=listed([f"{label} ({at})" for _n, label, at in people])),
        hint=_(
            "See that one gets there without steps, or name another place: --fixed "
            '"{number};{place}", in an event file “fixed” under “rules”.'
        ).format(number=number, place=place),
    )


def _warning(code: str, message: str, hint: str) -> Finding:
    return Finding(Level.WARNING, code, message, hint=hint)
