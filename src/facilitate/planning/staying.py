"""Who stays at one place: people with access needs, and whoever always sits with one who stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from facilitate.errors import Finding, InfeasibleError, Level
from facilitate.grouping.problem import Ints
from facilitate.planning.homes import Homes, Ties, fewest_shared
from facilitate.planning.hosts import Kept, host_role
from facilitate.planning.layouts import Stations, Tables
from facilitate.planning.parts import Asked, Rows
from facilitate.rules import Apart, AvoidSame, Rule, Together, joined
from facilitate.venue import Place
from facilitate.words import _, listed, ngettext


@dataclass(frozen=True, slots=True)
class Staying:
    """Who with access needs keeps which place, and what that cannot but cost.

    Parameters
    ----------
    kept
        Everybody who keeps a place for it.
    shared
        Fewest pairs who sit together in all rotations for it, whoever keeps which place.
    """

    kept: Sequence[Kept] = ()
    shared: int = 0


def kept_step_free(
    asked: Asked,
    layout: Tables,
    rules: Sequence[Rule],
    pinned: Mapping[str, int],
    met: Ints | None = None,
) -> Staying:
    """Keep those with access needs at one place without steps; the others come to them.

    Parameters
    ----------
    rules
        All rules of the session: who sits together or apart is given places to match.
    pinned
        Person's id → the only group they can sit at.
    met
        Earlier meetings; shape (people, people); None for none.

    Raises
    ------
    InfeasibleError
        If no place is reached without steps.
    """
    needing = [person for person in asked.needing if person not in pinned]
    if not needing or (_go_on(asked, layout) and not _only_behind_steps(layout.places)):
        return Staying()
    if _only_behind_steps(layout.places):
        raise InfeasibleError(
            _("No place can be reached without steps, but somebody needs one."),
            code="access-impossible",
            hint=_("Choose another room, or say which of its places are step-free."),
        )
    sets = joined(
        [*((person,) for person in needing), *(r.people for r in rules if isinstance(r, Together))]
    )
    of = {person: frozenset(people) for people in sets for person in people}
    units = list(dict.fromkeys(of[person] for person in needing))
    at = _residents(asked, layout.places, rules, pinned)
    residents: dict[int, list[str]] = {}
    for person, group in at.items():
        residents.setdefault(group, []).append(person)
    inside = {person for unit in units for person in unit}
    free = [group for group, place in enumerate(layout.places) if place.step_free]
    given = Homes(
        free,
        _seats_that_stay(layout, [group for person, group in at.items() if person not in inside]),
        residents,
        _known_places(asked, layout.places),
        _ties(asked, rules, inside.union(at), met),
        loyal=asked.near,
    ).given(units)
    kept = [Kept(None, p, given[of[p]]) for p in needing if of[p] in given]
    if layout.movement is not None or len(given) < len(units):
        return Staying(kept)
    alone = sum(unit.isdisjoint(at) for unit in units)
    return Staying(kept, fewest_shared(alone, free, residents))


def _residents(
    asked: Asked, places: Sequence[Place], rules: Sequence[Rule], pinned: Mapping[str, int]
) -> dict[str, int]:
    """Person → group, of everybody who stays there at any rate: by a rule, or as a named host."""
    index = {place.id: group for group, place in enumerate(places)}
    role = host_role(asked.method)
    stays = role is not None and role.policy != "host-once"
    at = {
        person: index[place]
        for place, person in asked.session.hosts.items()
        if place in index and (stays or person in asked.needing)
    }
    at |= pinned
    return at | {kept.person: kept.group for kept in kept_together(rules, at)}


def _ties(asked: Asked, rules: Sequence[Rule], people: Collection[str], met: Ints | None) -> Ties:
    """Say what it costs those who stay to stay at one place together."""
    known = [(at, person) for at, person in enumerate(asked.roster.ids) if person in people]
    differ = [asked.roster.values(r.attribute) for r in rules if isinstance(r, AvoidSame)]
    before: dict[frozenset[str], int] = {}
    if met is not None:
        before = {
            frozenset((one, other)): int(met[i, j])
            for (i, one), (j, other) in combinations(known, 2)
            if met[i, j]
        }
    return Ties(
        asked.rotations if asked.method.counts_as_meeting else 0,
        frozenset(
            frozenset(pair)
            for rule in rules
            if isinstance(rule, Apart)
            for pair in combinations(rule.people, 2)
        ),
        before,
        {person: [values[at] for values in differ] for at, person in known},
    )


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


def _go_on(asked: Asked, layout: Tables) -> bool:
    """Whether every group goes on from place to place."""
    return isinstance(layout, Stations) and bool(asked.method.movement.next)


def _only_behind_steps(places: Sequence[Place]) -> bool:
    return not any(place.step_free for place in places)


def _seats_that_stay(layout: Tables, taken: Iterable[int]) -> dict[int, int]:
    """Count the seats of each group in which somebody can stay, but for those given away."""
    groups = len(layout.places)
    if layout.movement is not None:
        rows = layout.movement.seats
        staying = rows[0][(rows == rows[0]).all(axis=0)]
        seats = np.bincount(staying, minlength=groups).tolist()
    else:
        fewest = layout.sizes().min(axis=0).tolist()
        seats = [*fewest, *[0] * (groups - len(fewest))]  # a station too many has no group
    for group in taken:
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
