"""A choice near an earlier one: whoever changes must gain what the new cards are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from facilitate.grouping.calming import CARD, SEAT, WORTH, Handed
from facilitate.grouping.market.problem import RANKS, UNSERVED
from facilitate.grouping.market.weights import SIZES
from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.linear import INFINITY, Linear, Solver, tie_breaker
from facilitate.grouping.wishes.problem import Count, Wishes
from facilitate.grouping.wishes.rooms import Terms
from facilitate.grouping.wishes.solving import MOST_SEATS
from facilitate.grouping.wishes.watch import Watch

MOST_TIED = 10_000
"""Columns up to which one of several equally good solutions is chosen; it takes twice the time."""


@dataclass(frozen=True, eq=False)
class Earlier:
    """What was handed out, and what else holds beside wishes.

    Parameters
    ----------
    handed
        Which topics are not those handed out; shape of ``away`` (rotations, people, topics).
    counts
        Rules on numbers.
    together
        Sets of people who share a topic in every rotation.
    rooms
        Topic → the room that was handed out, -1 if the topic cannot have it any more; whoever
        stays at a topic in another room has another seat. Topics left out have their room.
    """

    handed: Handed
    counts: Sequence[Count] = ()
    together: Sequence[Sequence[int]] = ()
    rooms: Mapping[int, int] = field(default_factory=dict)


def nearest(wishes: Wishes, kept: Earlier, watch: Watch) -> Ints | None:
    """Seat everybody where first wishes, ranks, even sizes and cards kept weigh most together.

    A missed first wish weighs as much as somebody not served in a market, ranks lost weigh by
    their square, so that the worst-off come first; the prices are those of `calming`.

    Returns
    -------
    Topic of each person in each rotation; shape (rotations, people). Which rooms topics get is
    decided with it, and found again by `Rooms.for_seats`. None if nothing was found, or there are
    too many people and topics for one model.
    """
    if wishes.ranks.size * wishes.rotations > MOST_SEATS:
        return None
    model = _Model(wishes, kept)
    solver = Solver(model.linear, watch, whole=True)
    costs = np.array(model.costs)
    solver.costs(costs)
    solver.run()
    if not solver.found:
        return None
    solution = np.rint(solver.solution)
    if solver.columns > MOST_TIED:
        return model.seats(solution)
    solver.at_most(costs, float(costs @ solution))
    solver.costs(tie_breaker(solver.columns))
    solver.begin_at(solution)
    solver.run()
    return model.seats(solver.solution if solver.found else solution)


class _Model:
    """A column for each person, topic and rotation, and what they cost."""

    def __init__(self, wishes: Wishes, kept: Earlier) -> None:
        self.wishes, self.kept = wishes, kept
        self.linear = Linear()
        self.costs: list[float] = []
        self.at: dict[tuple[int, int, int], int] = {}
        self.inside: dict[tuple[int, int], int] = {}
        self.moved: dict[int, list[int]] = {}
        self.elsewhere = self._rooms()
        for person in range(wishes.people):
            self._places(person)
            self._card(person)
            self._wishes(person)
        for rotation in range(wishes.rotations):
            for topic in range(wishes.topics):
                self._size(rotation, topic)
        self._pairs()

    def seats(self, solution: np.typing.NDArray[np.float64]) -> Ints:
        """Read the seats from a solution; shape (rotations, people)."""
        seats = np.full((self.wishes.rotations, self.wishes.people), -1, np.int64)
        for (rotation, person, topic), column in self.at.items():
            if solution[column] > 0.5:
                seats[rotation, person] = topic
        return seats

    def _column(self, cost: float, *, upper: float = 1, lower: float = 0) -> int:
        self.costs.append(cost)
        return self.linear.column(upper, lower)

    def _rooms(self) -> dict[int, int]:
        """Give each topic a room; gives the column that tells of a topic that it is another one."""
        rooms = self.wishes.rooms
        if rooms is not None:
            self.inside = rooms.columns(lambda most: self._column(0, upper=most), self.linear.row)
        elsewhere = {}
        for topic, room in self.kept.rooms.items():
            kinds = enumerate(rooms.kinds if rooms is not None else ())
            own = next((self.inside.get((topic, k)) for k, kind in kinds if room in kind), None)
            elsewhere[topic] = column = self._column(0, lower=1 if own is None else 0)
            if own is not None:
                self.linear.row(1, INFINITY, [(column, 1.0), (own, 1.0)])
        return elsewhere

    def _places(self, person: int) -> None:
        """Give somebody one place in every rotation, and no topic twice."""
        wishes, away = self.wishes, self.kept.handed.away
        for rotation in range(wishes.rotations):
            mine = self._open(person, rotation)
            for topic in mine:
                cost = float(SEAT * away[rotation, person, topic])
                self.at[rotation, person, topic] = self._column(cost)
            self.linear.row(1, 1, [(self.at[rotation, person, topic], 1) for topic in mine])
            self._goes_along(person, rotation)
        if wishes.rotations > 1 and person not in wishes.hosts:
            for topic in range(wishes.topics):
                self.linear.row(0, 1, self._terms(person, topic))

    def _goes_along(self, person: int, rotation: int) -> None:
        """Price the other room of a topic at which somebody stays."""
        away = self.kept.handed.away[rotation, person]
        for topic in np.flatnonzero(away == 0).tolist() if away.any() else ():
            seat = self.at.get((rotation, person, topic))
            if seat is not None and topic in self.elsewhere:
                column = self._column(SEAT)
                self.moved.setdefault(person, []).append(column)
                terms = [(seat, 1.0), (self.elsewhere[topic], 1.0), (column, -1.0)]
                self.linear.row(-INFINITY, 1, terms)

    def _open(self, person: int, rotation: int) -> list[int]:
        wishes = self.wishes
        if person in wishes.hosts:
            return [wishes.hosts[person]]
        set_seats = wishes.set_seats.get(person, {})
        if rotation in set_seats:
            return [set_seats[rotation]]
        return np.flatnonzero(wishes.allowed[person]).tolist()

    def _terms(self, person: int, topic: int) -> list[tuple[int, float]]:
        keys = ((rotation, person, topic) for rotation in range(self.wishes.rotations))
        return [(self.at[key], 1.0) for key in keys if key in self.at]

    def _card(self, person: int) -> None:
        """Price the new card of somebody who could else keep the old one."""
        handed = self.kept.handed
        if handed.touched[person]:
            return
        card = self._column(CARD)
        for rotation, away in enumerate(handed.away[:, person]):
            columns = [
                (self.at[rotation, person, topic], -1.0)
                for topic in np.flatnonzero(away).tolist()
                if (rotation, person, topic) in self.at
            ]
            self.linear.row(0, INFINITY, [(card, 1.0), *columns])
        for column in self.moved.get(person, ()):
            self.linear.row(0, INFINITY, [(card, 1.0), (column, -1.0)])

    def _wishes(self, person: int) -> None:
        """Price a missed first wish, and the square of all ranks lost."""
        wishes = self.wishes
        if person in wishes.hosts or wishes.ranks[person].max() < 0:
            return
        first = int((wishes.ranks[person] == 0).argmax())
        missed = self._column(WORTH[UNSERVED])
        self.linear.row(1, INFINITY, [(missed, 1.0), *self._terms(person, first)])
        costs, best = wishes.costs[person], wishes.best(person)
        ranks = [
            (self.at[rotation, person, topic], float(costs[topic]))
            for rotation in range(wishes.rotations)
            if rotation not in wishes.set_seats.get(person, {})
            for topic in self._open(person, rotation)
        ]
        most = wishes.rotations * int(costs.max()) - best
        lost = [(self._column(WORTH[RANKS] * (2 * k - 1)), -1.0) for k in range(1, most + 1)]
        self.linear.row(-INFINITY, best, [*ranks, *lost])

    def _size(self, rotation: int, topic: int) -> None:
        """Keep what a topic needs and holds, evenly, and rules on numbers."""
        wishes = self.wishes
        must = not wishes.may_close or bool(wishes.hosted[topic])
        runs = self._column(0, lower=1 if must else 0)
        here = [
            (column, 1.0)
            for (r, _person, t), column in self.at.items()
            if (r, t) == (rotation, topic)
        ]
        least, most = int(wishes.minimum[topic]), min(int(wishes.maximum[topic]), wishes.people)
        self.linear.row(-INFINITY, 0, [*here, (runs, -float(most))])
        self.linear.row(0, INFINITY, [*here, (runs, -float(least))])
        self._fits(topic, here)
        seats = [(self._column(WORTH[SIZES] * k), -1.0) for k in range(most)]
        self.linear.row(-INFINITY, 0, [*here, *seats])
        for count in self.kept.counts:
            holders = [
                (self.at[rotation, p, topic], 1.0)
                for p in np.flatnonzero(count.holders).tolist()
                if (rotation, p, topic) in self.at
            ]
            self.linear.row(0, INFINITY, [*holders, (runs, -float(count.least))])
            self.linear.row(-INFINITY, count.most, holders)

    def _fits(self, topic: int, here: Terms) -> None:
        """Keep what the room of a topic holds, and whoever needs it out of rooms with steps."""
        rooms = self.wishes.rooms
        if rooms is None or topic not in rooms.topics:
            return
        space = [(at, -float(holds)) for at, holds in rooms.space(self.inside, topic)]
        self.linear.row(-INFINITY, 0, [*here, *space])
        level = [(at, -1.0) for at, _one in rooms.level(self.inside, topic)]
        columns = {column for column, _one in here}
        for (_rotation, person, _topic), column in self.at.items():
            if person in rooms.needing and column in columns:
                self.linear.row(-INFINITY, 0, [(column, 1.0), *level])

    def _pairs(self) -> None:
        """Keep pairs apart, and sets of people together."""
        for first, second in self.wishes.apart:
            for one, other in self._both(first, second):
                self.linear.row(0, 1, [(k, 1.0) for k in (one, other) if k is not None])
        for people in self.kept.together:
            for person in people[1:]:
                for one, other in self._both(people[0], person):
                    terms = [(k, sign) for k, sign in ((one, 1.0), (other, -1.0)) if k is not None]
                    self.linear.row(0, 0, terms)

    def _both(self, first: int, second: int) -> Iterator[tuple[int | None, int | None]]:
        """Give the columns of two people at each topic in each rotation."""
        for rotation in range(self.wishes.rotations):
            for topic in range(self.wishes.topics):
                yield (
                    self.at.get((rotation, first, topic)),
                    self.at.get((rotation, second, topic)),
                )
