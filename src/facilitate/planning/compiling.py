"""Rules about people become the numbers of a grouping problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import comb

import numpy as np

from facilitate.errors import RosterError
from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.problem import REPEATS, THIRDS, Ints, Problem
from facilitate.planning.circles import Circles, FreeCircles
from facilitate.planning.layouts import Layout, Pin
from facilitate.planning.parts import Asked
from facilitate.roster import Participant, Roster
from facilitate.rules import (
    Apart,
    AtLeast,
    AtMost,
    AvoidSame,
    Fixed,
    NoRepeat,
    Rule,
    Spread,
    Together,
    joined,
)

Stay = tuple[int | None, str, int]
"""Rotation or None for all, person's id, group."""

_GOALS = AvoidSame | Spread | AtLeast | AtMost


@dataclass(frozen=True, eq=False)
class Task:
    """One session, ready for the engine.

    Parameters
    ----------
    problem
        What the engine is asked; person i is ``people[i]``.
    rules
        All rules with their places resolved, the private ones included.
    pins
        Person's id → place they are fixed to.
    needs
        Ids of people with access needs; in circles they sit in the circle that stays.
    free
        The same without history, and before anybody was given a place for access needs.
    shared
        Fewest pairs who sit together in all rotations for access needs.
    """

    problem: Problem
    people: Sequence[Participant]
    rules: tuple[Rule, ...]
    pins: Mapping[str, Pin]
    needs: tuple[str, ...]
    free: Problem
    shared: int = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Person's id → number and name."""
        return {person.id: person.label for person in self.people}

    @cached_property
    def own_bounds(self) -> dict[str, int]:
        """Goal → what no seating can beat, whoever has met before or keeps a place for needs."""
        bounds = lower_bounds(self.free)
        for key, times in ((REPEATS, 2), (THIRDS, 3)):
            if key in bounds and self.shared:
                always = self.shared * comb(self.free.rotations, times)
                bounds[key] = max(bounds[key], always)
        return bounds


def rules_of(asked: Asked, layout: Layout) -> list[Rule]:
    """Rules of a session: the event's, then what its method asks for where the list knows it.

    Whoever is fixed to a place that another session has, is left out.
    """
    found = [rule for rule in asked.rules if not (asked.loose and _elsewhere(rule, layout))]
    if asked.method.counts_as_meeting and not any(isinstance(r, NoRepeat) for r in found):
        found.append(NoRepeat())
    keys = {rule.key for rule in found}
    for mix in asked.method.mix:
        attribute = mix.spread or mix.avoid_same or ""
        own: Rule = Spread(attribute=attribute) if mix.spread else AvoidSame(attribute=attribute)
        if attribute in asked.roster.columns and own.key not in keys:
            found.append(own)
    return found


def _elsewhere(rule: Rule, layout: Layout) -> bool:
    """Whether somebody is fixed to a place that is not here."""
    if not isinstance(rule, Fixed):
        return False
    try:
        layout.pin(rule.place)
    except RosterError:
        return True
    return False


def compile_task(
    rules: Sequence[Rule],
    layout: Layout,
    asked: Asked,
    kept: Sequence[Stay] = (),
    met: Ints | None = None,
    needing: Sequence[Stay] = (),
    shared: int = 0,
) -> Task:
    """Turn rules into a problem.

    Parameters
    ----------
    rules
        All rules of the session.
    kept
        Who stays where beside the rules.
    met
        Earlier meetings; shape (people, people); None for none.
    needing
        Who was given a place for access needs, and those always with them.
    shared
        Fewest pairs who sit together in all rotations for access needs.
    """
    roster = asked.roster
    named = (
        any(hasattr(r, "person") or hasattr(r, "people") for r in rules) or kept or asked.needing
    )
    index = {person: i for i, person in enumerate(roster.ids)} if named else {}
    pins = {r.person: layout.pin(r.place) for r in rules if isinstance(r, Fixed)}
    resolved = tuple(
        r.model_copy(update={"place": layout.pin(r.place).place}) if isinstance(r, Fixed) else r
        for r in rules
    )
    pinned = tuple((None, index[p], pin.group) for p, pin in pins.items() if pin.group is not None)
    given, firm = (
        tuple((r, index[p], group) for r, p, group in stays if p not in pins)
        for stays in (needing, kept)
    )
    fixed = (*pinned, *given, *firm)
    problem = Problem(
        sizes=layout.sizes(),
        counts=asked.method.counts_as_meeting and not isinstance(layout, FreeCircles),
        met=met,
        apart=_apart(resolved, index),
        together=tuple(_together(resolved, index, fixed)),
        fixed=fixed,
        avoid=_coded(resolved, AvoidSame, roster),
        spread=_coded(resolved, Spread, roster) | _counted(resolved, roster),
        hard=frozenset(r.key for r in resolved if isinstance(r, _GOALS) and r.hard),
        barred=_barred(layout, pins, asked.needing, index),
    )
    fixed = (*pinned, *firm)
    together = tuple(_together(resolved, index, fixed))
    free = replace(problem, met=None, fixed=fixed, together=together)
    return Task(problem, roster.people, resolved, pins, asked.needing, free, shared)


def _together(
    rules: Sequence[Rule],
    index: Mapping[str, int],
    fixed: Sequence[tuple[int | None, int, int]],
) -> Iterator[tuple[int, ...]]:
    """Give who sits together, but for those whom one fixed place keeps together anyway.

    To move two of them there one by one would break one rule for the other.
    """
    at = {person: group for rotation, person, group in fixed if rotation is None}
    for people in joined(rule.people for rule in rules if isinstance(rule, Together)):
        members = tuple(sorted(index[person] for person in people))
        if len({at.get(member, -1 - member) for member in members}) > 1:
            yield members


def _counted(rules: Sequence[Rule], roster: Roster) -> dict[str, Ints]:
    """Give who counts for a rule on numbers: spread evenly, no group has too few or too many."""
    return {
        rule.key: np.array([0 if v == rule.value else -1 for v in roster.values(rule.attribute)])
        for rule in rules
        if isinstance(rule, AtLeast | AtMost)
    }


def _apart(rules: Sequence[Rule], index: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    pairs = {
        (min(i, j), max(i, j))
        for rule in rules
        if isinstance(rule, Apart)
        for i in (index[p] for p in rule.people)
        for j in (index[p] for p in rule.people)
        if i != j
    }
    return tuple(sorted(pairs))


def _coded(
    rules: Sequence[Rule], kind: type[AvoidSame] | type[Spread], roster: Roster
) -> dict[str, Ints]:
    coded = {}
    for rule in rules:
        if isinstance(rule, kind):
            values = roster.values(rule.attribute)
            known = sorted({str(v) for v in set(values) if v is not None})
            code = {value: i for i, value in enumerate(known)}
            coded[rule.key] = np.array([-1 if v is None else code[str(v)] for v in values])
    return coded


def _barred(
    layout: Layout, pins: Mapping[str, Pin], needs: Sequence[str], index: Mapping[str, int]
) -> Ints | None:
    allowed = {p: pin.positions for p, pin in pins.items() if pin.positions is not None}
    if isinstance(layout, Circles) and needs:
        staying = frozenset(p for p, spot in enumerate(layout.rings.spots) if not spot.moving)
        allowed = dict.fromkeys(needs, staying) | allowed
    if not allowed:
        return None
    barred = np.zeros((len(index),) * 2, np.int64)
    for person, positions in allowed.items():
        barred[index[person], :] = 1
        barred[index[person], sorted(positions)] = 0
    return barred
