"""The room of a session: what planning knows of any formation, and tables and stations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from facilitate.errors import InfeasibleError, RosterError
from facilitate.grouping.designs import Design
from facilitate.grouping.problem import Ints, by_group
from facilitate.grouping.running import Result
from facilitate.groups import Group, Ids, PlainGroups
from facilitate.method import Method
from facilitate.parts import unchecked
from facilitate.venue import Place
from facilitate.words import _, did_you_mean, fold, listed

CROWD = 5_000  # people from which groups are made only when they are looked at


class Layout(Protocol):
    """What planning must know of a formation in one session."""

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order of the engine's groups."""

    def sizes(self) -> Ints:
        """Seats per group; shape (rotations, groups)."""

    def pin(self, named: str) -> Pin:
        """Find the place somebody is fixed to."""

    def groups(self, result: Result, rotation: int, ids: Ids) -> Sequence[Group]:
        """Give the groups of one rotation (from 0); person i of the engine is ``ids[i]``."""

    def start(self, rows: Sequence[Sequence[Group]], ids: Sequence[str]) -> Ints | None:
        """Give seats, or positions of a movement, as near to `rows` as these people allow."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place somebody is fixed to.

    Parameters
    ----------
    place
        Id of the place, or the letter of a whole circle.
    group
        Group of the engine; None where starting positions are restricted instead.
    positions
        Positions of the movement that are allowed; None where a group is given.
    """

    place: str
    group: int | None = None
    positions: frozenset[int] | None = None


@dataclass(frozen=True)
class Tables:
    """Tables or stalls, each a place of its own.

    Parameters
    ----------
    group_sizes
        Seats of each table, larger ones first.
    movement
        Who goes where, if it is not free.
    as_before
        Seats of each table in each rotation, where they follow an earlier seating.
    """

    method: Method
    group_sizes: tuple[int, ...]
    rotations: int
    movement: Design | None = None
    places: tuple[Place, ...] = ()
    as_before: tuple[tuple[int, ...], ...] = ()

    def sizes(self) -> Ints:
        """Seats per group; shape (rotations, groups)."""
        if self.as_before:
            return np.array(self.as_before, np.int64)
        if self.movement is None:
            return np.array([self.group_sizes] * self.rotations, np.int64)
        groups = len(self.group_sizes)
        return np.array([np.bincount(row, minlength=groups) for row in self.movement.seats])

    def pin(self, named: str) -> Pin:
        """Find a table by id, number or label."""
        for index, place in enumerate(self.places):
            if fold(named) in (
                place.id,
                str(index + 1),
                fold(place.label.de),
                fold(place.label.en),
            ):
                return Pin(place.id, group=index)
        raise unknown_place(named, self.places)

    def groups(self, result: Result, rotation: int, ids: Ids) -> Sequence[Group]:
        """Give the groups of one rotation, members in the order of the list."""
        row = result.seats[rotation]
        ends = [0, *np.bincount(row, minlength=len(self.places)).cumsum().tolist()]
        seated = by_group(row)
        groups = PlainGroups(self._place_ids, ids, seated, ends)
        return groups if len(ids) > CROWD else tuple(groups)

    @cached_property
    def _place_ids(self) -> list[str]:
        return [place.id for place in self.places]

    def start(self, rows: Sequence[Sequence[Group]], ids: Sequence[str]) -> Ints | None:
        """Seat everybody where they were; who is new, where a seat is free."""
        if self.movement is not None or len(rows) != self.rotations:
            return None
        index = {place.id: g for g, place in enumerate(self.places)}
        return np.array(
            [
                _repaired(row, index, ids, sizes)
                for row, sizes in zip(rows, self.sizes().tolist(), strict=True)
            ],
            dtype=np.int64,
        )


@dataclass(frozen=True)
class Stations(Tables):
    """Groups that stay as they are and go on from place to place; there may be spare places."""

    def sizes(self) -> Ints:
        """Seats per group, in one row: the groups are made once."""
        return np.array([self.group_sizes], np.int64)

    def groups(self, result: Result, rotation: int, ids: Ids) -> Sequence[Group]:
        """Give the groups of one rotation where they are then, in the order of the places."""
        step, row = self.method.movement.next or 0, result.seats[0]
        at = {(g + step * rotation) % len(self.places): g for g in range(len(self.group_sizes))}
        return tuple(
            Group(
                place=self.places[place].id,
                members=tuple(ids[i] for i in np.flatnonzero(row == at[place]).tolist()),
            )
            for place in sorted(at)
        )

    def start(self, rows: Sequence[Sequence[Group]], ids: Sequence[str]) -> Ints | None:
        """Seat everybody in the group they were in."""
        index = {place.id: g for g, place in enumerate(self.places[: len(self.group_sizes)])}
        return np.array([_repaired(rows[0], index, ids, self.group_sizes)], dtype=np.int64)


def _too_small(given: Sequence[Place], least: int) -> str:
    """Say which places hold no group of `least` people, and what to do."""
    small = [f"{p.label} ({p.seats})" for p in given if p.seats is not None and p.seats < least]
    way_out = _("Choose another room, or other groups with “size” or “groups”.")
    if not small:
        return way_out
    told = _(
        "Groups differ by one person at most, so each place needs {least} seats. Too small for "
        "that: {places}."
    )
    return told.format(least=least, places=listed(small)) + " " + way_out


def table_places(
    method: Method, given: Sequence[Place], sizes: Sequence[int], *, spare: bool = False
) -> tuple[Place, ...]:
    """Give a place to each group, larger groups where more can sit.

    Parameters
    ----------
    given
        Places of the room; empty for as many as needed, with numbers.
    sizes
        People in each group, larger ones first.
    spare
        Whether places without a group are kept, as stations are.

    Raises
    ------
    InfeasibleError
        If there are too few places, or they are too small.
    """
    if not given:
        letter, name = ("s" if method.formation == "market" else "t"), method.room.place
        de, en = name.de, name.en
        label, place = unchecked(name), unchecked(Place(id=letter, label=name))
        return tuple(
            place({"id": f"{letter}{k}", "label": label({"de": f"{de} {k}", "en": f"{en} {k}"})})
            for k in range(1, len(sizes) + 1)
        )
    roomy = sorted(given, key=lambda place: -(place.seats or 10**9))[: len(sizes)]
    if len(roomy) < len(sizes) or any(
        place.seats is not None and place.seats < size
        for place, size in zip(roomy, sizes, strict=True)
    ):
        raise InfeasibleError(
            _("{method}: {groups} groups of up to {size} do not fit the {places} places.").format(
                method=method.title, groups=len(sizes), size=max(sizes), places=len(given)
            ),
            code="places-too-few",
            hint=_too_small(given, min(sizes)),
        )
    if len(set(sizes)) == 1:  # then the order of the room is kept
        fitting = [p for p in given if p.seats is None or p.seats >= sizes[0]]
        return tuple(fitting if spare else fitting[: len(sizes)])
    return (*roomy, *(p for p in given if spare and p not in roomy))


def _repaired(
    row: Sequence[Group], index: Mapping[str, int], ids: Sequence[str], sizes: Sequence[int]
) -> list[int]:
    """Give the group of each person, as in `row` where there is room."""
    was = {p: index[g.place] for g in row if g.place in index for p in g.members}
    free, seats = list(sizes), []
    for person in ids:
        group = was.get(person, -1)
        seats.append(group if group >= 0 and free[group] else -1)
        if seats[-1] >= 0:
            free[group] -= 1
    for at, group in enumerate(seats):
        if group < 0:
            seats[at] = max(range(len(free)), key=free.__getitem__)
            free[seats[at]] -= 1
    return seats


def unknown_place(named: str, places: Sequence[Place], more: str = "") -> RosterError:
    """Make the error for a place that is not there; `more` says what else can be named."""
    labels = [str(place.label) for place in places]
    hint = did_you_mean(named, labels) or _("There are {first} to {last}.").format(
        first=labels[0], last=labels[-1]
    )
    return RosterError(
        _("There is no place “{place}”.").format(place=named),
        code="place-unknown",
        where="fixed",
        hint=f"{hint} {more}".strip(),
    )
