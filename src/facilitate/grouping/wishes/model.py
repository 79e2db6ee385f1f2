"""The linear model of a choice: patterns per kind of people, seats where rules need them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.linear import (
    INFINITY,
    TIE_WEIGHTS,
    Floats,
    Linear,
    tie_breaker,
)
from facilitate.grouping.wishes.patterns import Kind, kinds, unlisted
from facilitate.grouping.wishes.problem import Wishes

Grain = Literal["sums", "counts", "seats"]
Terms = list[tuple[int, float]]

UNUSUAL = 4 * TIE_WEIGHTS  # so that of equally good choices one with the usual rooms is taken


@dataclass
class Model:
    """Columns by their meaning.

    ``sums`` counts people per topic over all rotations only: nothing a rule of single rotations
    asks is seen, so it is a bound; without such rules it is exact, because any such counts can
    be dealt out to the rotations evenly (König). ``counts`` gives the people of such rules seats
    in rotations and counts the others per rotation: a bound, too, and nearly always met.
    ``seats`` has everybody's seats: exact.

    Parameters
    ----------
    wishes, grain
        What it is made of.
    cap
        Most that anybody loses.
    """

    wishes: Wishes
    grain: Grain
    cap: int
    linear: Linear = field(default_factory=Linear)
    kinds: list[Kind] = field(default_factory=list)
    chosen: list[list[int]] = field(default_factory=list)
    seats: dict[tuple[int, int, int], int] = field(default_factory=dict)
    extra: dict[int, int] = field(default_factory=dict)
    counts: dict[tuple[int, int], int] = field(default_factory=dict)
    open: dict[tuple[int, int], int] = field(default_factory=dict)
    inside: dict[tuple[int, int], int] = field(default_factory=dict)

    @cached_property
    def seated(self) -> frozenset[int]:
        """People with a column per rotation and topic."""
        if self.grain == "sums":
            return frozenset()
        return self.wishes.bound_people if self.grain == "counts" else frozenset(self.wishes.guests)

    @cached_property
    def merged(self) -> tuple[int, ...]:
        """Guests who are only counted."""
        return tuple(p for p in self.wishes.guests if p not in self.seated)

    @cached_property
    def preferences(self) -> Floats:
        """Costs that decide between equally good solutions; shape (columns,).

        None where topics may close in one rotation and run in another: a proof that nothing is
        preferred would take minutes there.
        """
        count = len(self.linear.lower)
        if self.grain != "sums" and self.wishes.may_close and self.wishes.rotations > 1:
            return np.zeros(count)
        costs = tie_breaker(count)
        if self.wishes.rooms is not None:
            for (topic, kind), column in self.inside.items():
                at = self.wishes.rooms.topics.index(topic)
                usual = int(self.wishes.rooms.usual[at]) in self.wishes.rooms.kinds[kind]
                costs[column] = 0 if usual else UNUSUAL
        return costs

    def settled(self, solution: Ints) -> Wishes:
        """Give the question with the rooms that a solution chose for its topics."""
        rooms = self.wishes.rooms
        if rooms is None:
            return self.wishes
        kinds = {topic: k for (topic, k), column in self.inside.items() if solution[column]}
        return self.wishes.settled([rooms.kinds[kinds[topic]][0] for topic in rooms.topics])

    def losing(self, loss: int) -> Floats:
        """Costs that count the people who lose at least `loss`; shape (columns,)."""
        costs = np.zeros(len(self.linear.lower))
        for kind, columns in zip(self.kinds, self.chosen, strict=True):
            for pattern, column in zip(kind.patterns, columns, strict=True):
                costs[column] = pattern.loss >= loss
        return costs

    @cached_property
    def losses(self) -> Floats:
        """Loss of each column's pattern, 0 for other columns; shape (columns,)."""
        losses = np.zeros(len(self.linear.lower))
        for kind, columns in zip(self.kinds, self.chosen, strict=True):
            losses[columns] = [pattern.loss for pattern in kind.patterns]
        return losses


def build(wishes: Wishes, grain: Grain, cap: int, firsts: int = 0) -> Model | None:
    """Build the model; None if somebody cannot be served within `cap`.

    Parameters
    ----------
    firsts
        People who must get their first wish, at least.
    """
    model = Model(wishes, grain, cap)
    model.kinds = kinds(wishes, model.seated, cap)
    if not all(kind.patterns for kind in model.kinds):
        return None
    if wishes.rooms is not None:
        model.inside = wishes.rooms.columns(model.linear.column, model.linear.row)
    totals: dict[int, Terms] = defaultdict(list)
    free: Terms = []
    for kind in model.kinds:
        columns = [model.linear.column(len(kind.people)) for _ in kind.patterns]
        model.chosen.append(columns)
        model.linear.row(len(kind.people), len(kind.people), [(c, 1) for c in columns])
        if kind.people[0] in model.seated:
            _seats(model, kind, columns)
            continue
        for pattern, column in zip(kind.patterns, columns, strict=True):
            for topic in pattern.topics:
                totals[topic].append((column, 1))
            if pattern.free:
                free.append((column, pattern.free))
    _extras(model, totals, free)
    _sizes(model, totals)
    if wishes.may_close:
        _links(model)
    _apart(model)
    _steps(model)
    if firsts:
        model.linear.row(firsts, INFINITY, _first_terms(model))
    return model


def _first_terms(model: Model) -> Terms:
    return [
        (column, 1)
        for kind, columns in zip(model.kinds, model.chosen, strict=True)
        for pattern, column in zip(kind.patterns, columns, strict=True)
        if pattern.first
    ]


def _seats(model: Model, kind: Kind, columns: list[int]) -> None:
    """Give one person a seat in every rotation, as the chosen pattern says."""
    wishes, linear, person = model.wishes, model.linear, kind.people[0]
    set_seats = wishes.set_seats.get(person, {})
    topics = np.flatnonzero(wishes.allowed[person]).tolist()
    spaces = [r for r in range(wishes.rotations) if r not in set_seats]
    for rotation, topic in set_seats.items():
        model.seats[person, topic, rotation] = linear.column(1, lower=1)
    for rotation in spaces:
        for topic in topics:
            model.seats[person, topic, rotation] = linear.column(1)
        linear.row(1, 1, [(model.seats[person, t, rotation], 1) for t in topics])
    others = set(unlisted(wishes, person))
    rest: Terms = []
    for topic in topics:
        taken: Terms = [(model.seats[person, topic, r], 1) for r in spaces]
        if topic in others:
            rest += taken
            linear.row(0, 1, taken)
        else:
            means: Terms = [
                (column, -1)
                for pattern, column in zip(kind.patterns, columns, strict=True)
                if topic in pattern.topics
            ]
            linear.row(0, 0, taken + means)
    patterns = zip(kind.patterns, columns, strict=True)
    linear.row(0, 0, rest + [(column, -pattern.free) for pattern, column in patterns])


def _extras(model: Model, totals: dict[int, Terms], free: Terms) -> None:
    """Count those who get a topic that they did not list; who they are is found later."""
    takers = np.zeros(model.wishes.topics, np.int64)
    for person in model.merged:
        takers[unlisted(model.wishes, person)] += 1
    for topic in np.flatnonzero(takers).tolist():
        model.extra[topic] = column = model.linear.column(int(takers[topic]))
        totals[topic].append((column, 1))
        free.append((column, -1))
    model.linear.row(0, 0, free)


def _sizes(model: Model, totals: dict[int, Terms]) -> None:
    """Keep minimum and maximum in every rotation; in `sums` only over all of them."""
    wishes = model.wishes
    if model.grain != "sums":
        _counts(model, totals)
    for topic in range(wishes.topics):
        if model.grain == "sums":
            sets = sum(list(s.values()).count(topic) for s in wishes.set_seats.values())
            runs = _open_column(model, topic, 0, wishes.rotations)
            _between(model, topic, (runs, wishes.rotations), totals[topic], sets)
            continue
        for rotation in range(wishes.rotations):
            here: Terms = [
                (model.seats[p, topic, rotation], 1)
                for p in sorted(model.seated)
                if (p, topic, rotation) in model.seats
            ]
            if model.merged:
                here.append((model.counts[topic, rotation], 1))
            _between(model, topic, (_open_column(model, topic, rotation, 1), 1), here, 0)


def _between(model: Model, topic: int, running: tuple[int, int], terms: Terms, more: int) -> None:
    """Keep the people of `terms` and `more` between what a topic needs and holds when it runs.

    Parameters
    ----------
    running
        The column that counts how often it runs, and how often at most.
    """
    (runs, times), wishes, linear = running, model.wishes, model.linear
    least, most = wishes.room(topic)
    linear.row(-INFINITY, -more, [*terms, (runs, -most)])
    linear.row(-more, INFINITY, [*terms, (runs, -least)])
    if wishes.rooms is None or topic not in wishes.rooms.topics:
        return
    hosts = int(wishes.hosted[topic])
    space = wishes.rooms.space(model.inside, topic)
    linear.row(-INFINITY, -more, [*terms, *((at, -times * (n - hosts)) for at, n in space)])
    if wishes.may_close and times > 1:  # what a room holds counts only as often as the topic runs
        for at, n in space:
            slack = times * (most + hosts - n)
            linear.row(
                -INFINITY, slack - more, [*terms, (runs, float(hosts - n)), (at, float(slack))]
            )


def _counts(model: Model, totals: dict[int, Terms]) -> None:
    """Spread those who are only counted over the rotations, in numbers."""
    wishes, linear, crowd = model.wishes, model.linear, len(model.merged)
    if not crowd:
        return
    rotations, topics = range(wishes.rotations), range(wishes.topics)
    for topic in topics:
        for rotation in rotations:
            model.counts[topic, rotation] = linear.column(crowd)
        spread: Terms = [(model.counts[topic, r], 1) for r in rotations]
        linear.row(0, 0, spread + [(column, -value) for column, value in totals[topic]])
    for rotation in rotations:
        linear.row(crowd, crowd, [(model.counts[t, rotation], 1) for t in topics])


def _open_column(model: Model, topic: int, rotation: int, times: int) -> int:
    """How often a topic runs: 0 or 1 in a rotation, up to `times` in all."""
    must = not model.wishes.may_close or model.wishes.hosted[topic] > 0
    model.open[topic, rotation] = model.linear.column(times, lower=times if must else 0)
    return model.open[topic, rotation]


def _links(model: Model) -> None:
    """Say of each kind, too, that nobody sits where nothing runs: needless, but far quicker."""
    for (_person, topic, rotation), column in model.seats.items():
        model.linear.row(-INFINITY, 0, [(column, 1), (model.open[topic, rotation], -1)])
    for kind, columns in zip(model.kinds, model.chosen, strict=True):
        if kind.people[0] in model.seated:
            continue
        served: dict[int, Terms] = defaultdict(list)
        for pattern, column in zip(kind.patterns, columns, strict=True):
            for topic in pattern.topics:
                served[topic].append((column, 1))
        for topic, terms in served.items():
            runs = [column for (t, _r), column in model.open.items() if t == topic]
            most = -len(kind.people)
            model.linear.row(-INFINITY, 0, [*terms, *((column, most) for column in runs)])


def _apart(model: Model) -> None:
    for i, j in model.wishes.apart:
        for (person, topic, rotation), column in list(model.seats.items()):
            other = model.seats.get((j, topic, rotation))
            if person == i and other is not None:
                model.linear.row(0, 1, [(column, 1), (other, 1)])


def _steps(model: Model) -> None:
    """Seat whoever needs it only at topics in a room without steps."""
    rooms, wishes = model.wishes.rooms, model.wishes
    if rooms is None or not rooms.needing:
        return
    level = {topic: rooms.level(model.inside, topic) for topic in rooms.topics}
    for _rotation, person, topic in wishes.fixed:
        if person in rooms.needing and topic in level:
            model.linear.row(1, INFINITY, level[topic])
    for (person, topic, _rotation), column in model.seats.items():
        if person in rooms.needing and topic in level:
            model.linear.row(-INFINITY, 0, [(column, 1), *((at, -1) for at, _one in level[topic])])
    if model.grain != "sums":
        return
    for kind, columns in zip(model.kinds, model.chosen, strict=True):
        if kind.people[0] not in rooms.needing:
            continue
        for topic, here in level.items():
            taken: Terms = [
                (column, 1)
                for pattern, column in zip(kind.patterns, columns, strict=True)
                if topic in pattern.topics
            ]
            most = -len(kind.people)
            model.linear.row(-INFINITY, 0, [*taken, *((at, most) for at, _one in here)])
