"""The rooms of a session: places, sizes and movement for each formation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from facilitate.errors import InfeasibleError, RosterError
from facilitate.grouping.designs import Design
from facilitate.grouping.problem import Ints, by_group
from facilitate.grouping.rings import Rings, Spot
from facilitate.grouping.running import Result
from facilitate.groups import Group, Ids, PlainGroups, Seat
from facilitate.method import Method, Side, Text
from facilitate.parts import unchecked
from facilitate.venue import Place
from facilitate.words import _, did_you_mean, fold

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


@dataclass(frozen=True)
class Circles:
    """Double circles with numbered seats: places are the seats of the circle that stays."""

    method: Method
    rings: Rings
    steps: tuple[int, int]
    letters: tuple[str, ...] = field(default=())

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Pairs, named by circle and seat: B3."""
        ids = [f"{self.letters[circle]}{seat + 1}" for circle, seat in self.rings.pairs]
        return tuple(Place(id=i, label=Text(de=f"Paar {i}", en=f"pair {i}")) for i in ids)

    def sizes(self) -> Ints:
        """Seats per pair; shape (rotations, pairs)."""
        pairs = len(self.rings.pairs)
        return np.array([np.bincount(r, minlength=pairs) for r in self.rings.design.seats])

    def pin(self, named: str) -> Pin:
        """Find a circle, or a seat of the circle that stays."""
        wanted = fold(named).split(" ")[-1]
        still = [
            (f"{self.letters[s.circle]}{s.seat + 1}", s, p)
            for p, s in enumerate(self.rings.spots)
            if not s.moving
        ]
        in_circle = [p for _id, s, p in still if fold(self.letters[s.circle]) == wanted]
        if in_circle:
            return Pin(wanted.upper(), positions=frozenset(in_circle))
        for place_id, _spot, position in still:
            if fold(place_id) == wanted:
                return Pin(place_id, positions=frozenset({position}))
        raise unknown_place(
            named,
            self.places,
            _("A circle (“A”) or a chair of the circle that stays (“A3”) can be named, too."),
        )

    def groups(self, result: Result, rotation: int, ids: Ids) -> Sequence[Group]:
        """Pairs of one rotation: the one who stays first, then who comes, then who joins."""
        assert result.position is not None
        row = result.seats[rotation]
        groups = []
        for g, place in enumerate(self.places):
            people = sorted(
                np.flatnonzero(row == g).tolist(), key=lambda i: self._rank(result, i, rotation, g)
            )
            seats = {ids[i]: self._seat(result, i, rotation) for i in people}
            groups.append(Group(place=place.id, members=tuple(ids[i] for i in people), seats=seats))
        return tuple(groups)

    def _rank(self, result: Result, person: int, rotation: int, pair: int) -> tuple[bool, bool]:
        spot = self._spot(result, person)
        here = self._seat(result, person, rotation).seat
        return spot.moving, here != self.rings.pairs[pair][1] + 1

    def _spot(self, result: Result, person: int) -> Spot:
        assert result.position is not None
        return self.rings.spots[int(result.position[person])]

    def _seat(self, result: Result, person: int, rotation: int) -> Seat:
        assert result.position is not None
        spot = self._spot(result, person)
        seat = self.rings.seat_at(int(result.position[person]), rotation, self.steps)
        return Seat(circle=self.letters[spot.circle], side=self.side(spot), seat=seat + 1)

    def start(self, rows: Sequence[Sequence[Group]], ids: Sequence[str]) -> Ints | None:
        """Let everybody begin where they began; who is new, where a seat is free."""
        places = {
            (self.letters[spot.circle], self.side(spot), spot.seat + 1): p
            for p, spot in enumerate(self.rings.spots)
        }
        was = {
            person: places.get((seat.circle or "", seat.side or "outer", seat.seat or 0), -1)
            for group in rows[0]
            for person, seat in group.seats.items()
        }
        position = [was.get(person, -1) for person in ids]
        free = sorted(set(range(len(ids))) - set(position), reverse=True)
        return np.array([p if p >= 0 else free.pop() for p in position], np.int64)

    def side(self, spot: Spot) -> Side:
        """Outer or inner."""
        assert self.method.circles is not None
        other: Side = "outer" if self.method.circles.fixed == "inner" else "inner"
        return other if spot.moving else self.method.circles.fixed


@dataclass(frozen=True)
class FreeCircles(Circles):
    """Double circles with free seats: only circle and side are given."""

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Whole circles."""
        return tuple(
            Place(id=i, label=Text(de=f"Kreis {i}", en=f"circle {i}")) for i in self.letters
        )

    def sides(self) -> Ints:
        """Side of a circle of each position: 2·circle, or 2·circle + 1 for the moving one."""
        return np.array([2 * s.circle + int(s.moving) for s in self.rings.spots], np.int64)

    def sizes(self) -> Ints:
        """Seats per side, in one row: shape (1, 2 x circles)."""
        return np.bincount(self.sides())[None, :].astype(np.int64)

    def groups(self, result: Result, rotation: int, ids: Ids) -> Sequence[Group]:
        """Whole circles, the side that stays first; the same in every rotation."""
        del rotation
        groups = []
        for circle, place in enumerate(self.places):
            spots = {i: self._spot(result, i) for i in range(len(ids))}
            people = sorted(
                (i for i, spot in spots.items() if spot.circle == circle),
                key=lambda i: (spots[i].moving, i),
            )
            seats = {ids[i]: Seat(circle=place.id, side=self.side(spots[i])) for i in people}
            groups.append(Group(place=place.id, members=tuple(seats), seats=seats))
        return tuple(groups)


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
            hint=_("Choose another room, or other groups with “size” or “groups”."),
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


def letters(count: int) -> tuple[str, ...]:
    """Give A, B, …, Z, AA, AB, … as spreadsheets count columns."""
    names = []
    for number in range(1, count + 1):
        name, rest = "", number
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(ord("A") + digit) + name
        names.append(name)
    return tuple(names)


def unknown_place(named: str, places: Sequence[Place], more: str = "") -> RosterError:
    """Make the error for a place that is not there; `more` says what else can be named."""
    labels = [str(place.label) for place in places]
    hint = did_you_mean(named, labels) or _("There are {first} to {last}.").format(
        first=labels[0], last=labels[-1]
    )
    return RosterError(
        _("There is no place “{place}”.").format(place=named),
        code="place-unknown",
        where="--fixed",
        hint=f"{hint} {more}".strip(),
    )
