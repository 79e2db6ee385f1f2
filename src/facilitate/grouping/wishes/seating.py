"""From counts to seats: who of equals gets what, and in which rotation."""

from __future__ import annotations

from collections import Counter
from typing import cast

import numpy as np

from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Stop
from facilitate.grouping.wishes.linear import Floats, Linear, Solver, tie_breaker
from facilitate.grouping.wishes.model import Model
from facilitate.grouping.wishes.patterns import unlisted

Choices = dict[int, list[int]]
Desk = tuple[int, int]  # a topic, and which bundle of as many seats as there are rotations
Mine = dict[int, list[Desk | None]]
Theirs = dict[Desk, list[int | None]]


def seating(model: Model, solution: Floats) -> Ints | None:
    """Seat everybody as the `solution` of `model` says.

    Returns
    -------
    Topic of each person in each rotation; shape (rotations, people). None if the counts of
    unlisted topics cannot be dealt out, because too many of the people left listed them.
    """
    wishes = model.wishes
    values = np.rint(solution).astype(np.int64)
    seats = np.full((wishes.rotations, wishes.people), -1, np.int64)
    for person, topic in wishes.hosts.items():
        seats[:, person] = topic
    for (person, topic, rotation), column in model.seats.items():
        if values[column]:
            seats[rotation, person] = topic
    choices, free = _dealt(model, values)
    if not _fill(model, values, choices, free):
        return None
    rows = _dealt_to_rotations(model, values, choices)
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


def _ranges(model: Model, values: Ints, topic: int) -> list[tuple[int, int]]:
    """Fewest and most of the merged people at `topic` in each rotation; in `sums` over all."""
    least, most = model.wishes.room(topic)
    if model.grain == "sums":
        runs = int(values[model.open[topic, 0]])
        return [(least * runs, most * runs)]
    ranges = []
    for rotation in range(model.wishes.rotations):
        runs = int(values[model.open[topic, rotation]])
        columns = (model.seats.get((p, topic, rotation)) for p in model.seated)
        here = sum(int(values[column]) for column in columns if column is not None)
        ranges.append((max(0, least * runs - here), most * runs - here))
    return ranges


def _fill(model: Model, values: Ints, choices: Choices, free: dict[int, int]) -> bool:
    """Deal unlisted topics to those who have rotations left: a flow, so whole by itself."""
    waiting = [person for person, left in free.items() if left]
    if not waiting:
        return True
    linear = Linear()
    places: dict[int, list[int]] = {topic: [] for topic in range(model.wishes.topics)}
    arcs: list[tuple[int, int]] = []
    for person in waiting:
        here = []
        for topic in unlisted(model.wishes, person):
            here.append(linear.column(1))
            places[topic].append(here[-1])
            arcs.append((person, topic))
        linear.row(free[person], free[person], [(column, 1) for column in here])
    for topic, columns in places.items():
        taken = sum(topic in listed for listed in choices.values())
        low, high = map(sum, zip(*_ranges(model, values, topic), strict=True))
        linear.row(low - taken, high - taken, [(column, 1) for column in columns])
    solver = Solver(linear, Stop(), whole=False)
    solver.costs(tie_breaker(len(arcs)))
    if solver.run() != "solved":
        return False
    for arc in np.flatnonzero(solver.solution > 0.5).tolist():
        person, topic = arcs[arc]
        choices[person].append(topic)
    return True


def _dealt_to_rotations(model: Model, values: Ints, choices: Choices) -> Choices | None:
    """Give every choice its rotation: evenly, or around the seats of the others."""
    if model.grain == "sums" or not choices:
        return coloured(choices, model.wishes.rotations)
    rotations = range(model.wishes.rotations)
    linear = Linear()
    column = {
        (person, topic, rotation): linear.column(1)
        for person, topics in choices.items()
        for topic in topics
        for rotation in rotations
    }
    for person, topics in choices.items():
        for topic in topics:
            linear.row(1, 1, [(column[person, topic, r], 1) for r in rotations])
        for rotation in rotations:
            linear.row(1, 1, [(column[person, t, rotation], 1) for t in topics])
    for topic in range(model.wishes.topics):
        takers = [person for person, topics in choices.items() if topic in topics]
        for rotation, (low, high) in enumerate(_ranges(model, values, topic)):
            linear.row(low, high, [(column[p, topic, rotation], 1) for p in takers])
    solver = Solver(linear, Stop(), whole=True)
    solver.costs(tie_breaker(solver.columns) * model.preferences.any())
    solver.run()
    if not solver.found:
        return None
    taken = solver.solution > 0.5
    rows = {person: [-1] * model.wishes.rotations for person in choices}
    for (person, topic, rotation), k in column.items():
        if taken[k]:
            rows[person][rotation] = topic
    return rows


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
