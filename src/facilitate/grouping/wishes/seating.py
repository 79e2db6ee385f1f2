"""From counts to seats: who of equals gets what, and in which rotation."""

from __future__ import annotations

from collections import Counter
from typing import cast

import numpy as np
import numpy.typing as npt

from facilitate.grouping.problem import Ints
from facilitate.grouping.wishes.linear import INFINITY, Floats, Linear, Solver, tie_breaker
from facilitate.grouping.wishes.model import Model
from facilitate.grouping.wishes.patterns import unlisted
from facilitate.grouping.wishes.problem import Wishes
from facilitate.grouping.wishes.watch import Watch

FEW_NODES = 20  # for a try that mostly succeeds at once, or not at all

Choices = dict[int, list[int]]
Desk = tuple[int, int]  # a topic, and which bundle of as many seats as there are rotations
Mine = dict[int, list[Desk | None]]
Theirs = dict[Desk, list[int | None]]


def seating(model: Model, solution: Floats, watch: Watch) -> Ints | None:
    """Seat everybody as the `solution` of `model` says.

    Returns
    -------
    Topic of each person in each rotation; shape (rotations, people). None if the counts of
    unlisted topics cannot be dealt out, because too many of the people left listed them.
    """
    values = np.rint(solution).astype(np.int64)
    wishes = model.settled(values)
    seats = np.full((wishes.rotations, wishes.people), -1, np.int64)
    for person, topic in wishes.hosts.items():
        seats[:, person] = topic
    for (person, topic, rotation), column in model.seats.items():
        if values[column]:
            seats[rotation, person] = topic
    choices, free = _dealt(model, values)
    if not _fill(model, wishes, values, (choices, free), watch):
        return None
    rows = _dealt_to_rotations(model, wishes, values, choices, watch)
    if rows is None:
        return None
    for person, row in rows.items():
        seats[:, person] = row
    return seats


def _dealt(model: Model, values: Ints) -> tuple[Choices, dict[int, int]]:
    """Deal patterns to people who are alike: the first in the list get the better ones."""
    choices: Choices = {}
    free: dict[int, int] = {}
    for kind, columns in zip(model.kinds, model.chosen, strict=True):
        if kind.people[0] in model.seated:
            continue
        order = sorted(range(len(columns)), key=lambda k: (kind.patterns[k].loss, k))
        dealt = [kind.patterns[k] for k in order for _ in range(values[columns[k]])]
        for person, pattern in zip(kind.people, dealt, strict=True):
            choices[person] = list(pattern.topics)
            free[person] = pattern.free
    return choices, free


def _ranges(model: Model, wishes: Wishes, values: Ints, topic: int) -> list[tuple[int, int]]:
    """Fewest and most of the merged people at `topic` in each rotation; in `sums` over all."""
    least, most = wishes.room(topic)
    if model.grain == "sums":
        runs = int(values[model.open[topic, 0]])
        return [(least * runs, most * runs)]
    ranges = []
    for rotation in range(wishes.rotations):
        runs = int(values[model.open[topic, rotation]])
        columns = (model.seats.get((p, topic, rotation)) for p in model.seated)
        here = sum(int(values[column]) for column in columns if column is not None)
        ranges.append((max(0, least * runs - here), most * runs - here))
    return ranges


def _fill(
    model: Model,
    wishes: Wishes,
    values: Ints,
    dealt: tuple[Choices, dict[int, int]],
    watch: Watch,
) -> bool:
    """Deal unlisted topics to those who have rotations left: a flow, so whole by itself."""
    choices, free = dealt
    waiting = [person for person, left in free.items() if left]
    if not waiting:
        return True
    linear = Linear()
    places: dict[int, list[int]] = {topic: [] for topic in range(wishes.topics)}
    arcs: list[tuple[int, int]] = []
    for person in waiting:
        here = []
        for topic in unlisted(wishes, person):
            here.append(linear.column(1))
            places[topic].append(here[-1])
            arcs.append((person, topic))
        linear.row(free[person], free[person], [(column, 1) for column in here])
    for topic, columns in places.items():
        taken = sum(topic in listed for listed in choices.values())
        low, high = map(sum, zip(*_ranges(model, wishes, values, topic), strict=True))
        linear.row(low - taken, high - taken, [(column, 1) for column in columns])
    solver = Solver(linear, watch, whole=False)
    solver.costs(tie_breaker(len(arcs)))
    if solver.run() != "solved":
        return False
    for arc in np.flatnonzero(solver.solution > 0.5).tolist():
        person, topic = arcs[arc]
        choices[person].append(topic)
    return True


def _dealt_to_rotations(
    model: Model, wishes: Wishes, values: Ints, choices: Choices, watch: Watch
) -> Choices | None:
    """Give every choice its rotation: evenly, or around what the others or closing ask."""
    closing = wishes.may_close and wishes.rotations > 1
    if not choices or (model.grain == "sums" and not closing):
        return coloured(choices, wishes.rotations)
    linear = Linear()
    column = {
        (person, topic, rotation): linear.column(1)
        for person, topics in choices.items()
        for topic in topics
        for rotation in range(wishes.rotations)
    }
    _one_at_a_time(linear, choices, column)
    for topic in range(wishes.topics):
        takers = [person for person, topics in choices.items() if topic in topics]
        rows = [[column[p, topic, r] for p in takers] for r in range(wishes.rotations)]
        if model.grain == "sums":
            _where_it_runs(wishes, linear, topic, rows)
            continue
        for here, (low, high) in zip(rows, _ranges(model, wishes, values, topic), strict=True):
            linear.row(low, high, [(k, 1) for k in here])
    taken = _taken(model, linear, watch)
    if taken is None:
        return None
    dealt = {person: [-1] * wishes.rotations for person in choices}
    for (person, topic, rotation), k in column.items():
        if taken[k]:
            dealt[person][rotation] = topic
    return dealt


def _one_at_a_time(
    linear: Linear, choices: Choices, column: dict[tuple[int, int, int], int]
) -> None:
    """Give everybody each of their choices once, and one in each rotation."""
    for person, topics in choices.items():
        rotations = range(len(topics))
        for topic in topics:
            linear.row(1, 1, [(column[person, topic, r], 1) for r in rotations])
        for rotation in rotations:
            linear.row(1, 1, [(column[person, t, rotation], 1) for t in topics])


def _where_it_runs(wishes: Wishes, linear: Linear, topic: int, rows: list[list[int]]) -> None:
    """Let a topic run or close in each rotation, by the columns of those who sit there."""
    low, high = wishes.room(topic)
    for here in rows:
        runs = linear.column(1, lower=1 if wishes.hosted[topic] else 0)
        linear.row(-INFINITY, 0, [*((k, 1) for k in here), (runs, -high)])
        linear.row(0, INFINITY, [*((k, 1) for k in here), (runs, -low)])
        for k in here:  # needless, but far quicker
            linear.row(-INFINITY, 0, [(k, 1), (runs, -1)])


def _taken(model: Model, linear: Linear, watch: Watch) -> npt.NDArray[np.bool_] | None:
    """Find any solution; where it takes little time, the one that tie-breaking prefers."""
    sums = model.grain == "sums"
    solver = Solver(linear, watch, whole=True, nodes=FEW_NODES if sums else None)
    solver.costs(tie_breaker(solver.columns) * (not sums and model.preferences.any()))
    solver.run()
    return solver.solution > 0.5 if solver.found else None


def coloured(choices: Choices, rotations: int) -> dict[int, list[int]]:
    """Give every choice its rotation: everybody one at a time, every topic evenly.

    Parameters
    ----------
    choices
        Person → topics, as many as there are `rotations`.

    Returns
    -------
    Person → topic in each rotation; the people at a topic differ by at most one between them.

    References
    ----------
    König (1916): the edges of a bipartite graph need as many colours as a node has edges.
    """
    mine: Mine = {person: [None] * rotations for person in choices}
    theirs: Theirs = {}
    taken: Counter[int] = Counter()
    for person in sorted(choices):
        for topic in sorted(choices[person]):
            desk = (topic, taken[topic] // rotations)
            taken[topic] += 1
            theirs.setdefault(desk, [None] * rotations)
            a, b = mine[person].index(None), theirs[desk].index(None)
            _free(mine, theirs, desk, (a, b))
            mine[person][a], theirs[desk][a] = desk, person
    return {person: [desk[0] for desk in row if desk] for person, row in mine.items()}


def _free(mine: Mine, theirs: Theirs, desk: Desk, colours: tuple[int, int]) -> None:
    """Exchange two rotations along the path from `desk`, so that its first one is free.

    The path never ends at the person who waits: it would have to arrive in the rotation in
    which that person is free.
    """
    a, b = colours
    edges: list[tuple[Desk, int, int]] = []
    person = theirs[desk][a]
    while person is not None:
        further = cast("Desk", mine[person][b])  # whoever came before has every rotation filled
        edges += [(desk, person, a), (further, person, b)]
        desk, person = further, theirs[further][a]
    for at, who, colour in edges:
        mine[who][colour] = theirs[at][colour] = None
    for at, who, colour in edges:
        other = b if colour == a else a
        mine[who][other], theirs[at][other] = at, who
