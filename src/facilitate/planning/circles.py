"""The room of a session in double circles: seats, sides and who faces whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.rings import Rings, Spot
from facilitate.grouping.running import Result
from facilitate.groups import Group, Ids, Seat
from facilitate.method import Method, Side, Text
from facilitate.planning.layouts import Pin, unknown_place
from facilitate.venue import Place
from facilitate.words import _, fold, lettered


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
        return tuple(Place(id=i, label=Text(de=f"Paar {i}", en=f"Pair {i}")) for i in ids)

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
            Place(id=i, label=Text(de=f"Kreis {i}", en=f"Circle {i}")) for i in self.letters
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


def letters(count: int) -> tuple[str, ...]:
    """Give the names of `count` circles: A, B, …."""
    return tuple(map(lettered, range(count)))
