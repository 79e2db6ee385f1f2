"""Crowds too large for a table of all pairs: a design, and who starts where by sampled swaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from facilitate.grouping.designs import Design, shifting
from facilitate.grouping.problem import BROKEN, Ints, Problem, by_group
from facilitate.grouping.stopping import Stop

BATCH = 2_000  # swaps tried at once
IDLE = 30  # batches without a gain after which to give up
WEIGHTS = {BROKEN: 10_000, "avoid": 100, "spread": 1}


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Whom each position sits with, over all rotations.

    Parameters
    ----------
    table
        Positions, shape (positions, rotations x (largest group - 1)); -1 where a group is
        smaller. Memory grows with the meetings, not with the square of the people.
    """

    table: Ints

    @classmethod
    def of(cls, seats: Ints) -> Neighbours:
        """Read them off a design."""
        people = seats.shape[1]
        columns = []
        for row in seats:
            order = by_group(row)
            sizes = np.bincount(row)
            starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            place = np.empty(people, np.int64)
            place[order] = np.arange(people) - np.repeat(starts, sizes)
            for step in range(1, int(sizes.max())):
                other = (place + step) % sizes[row]
                there = order[starts[row] + other]
                columns.append(np.where(step < sizes[row], there, -1))
        shape = (people, 0)
        return cls(np.stack(columns, axis=1) if columns else np.zeros(shape, np.int64))


def by_columns(problem: Problem, rng: Random) -> Ints:
    """Give everybody a first position so that equal values fill whole columns.

    Each group holds one person of every column, so a value that fills whole columns and a part
    of one differs by at most 1 between groups, in every rotation. Organisations that stay inside
    a column never meet at all.

    Returns
    -------
    Position of each person; shape (people,).
    """
    chance = np.array([rng.random() for _ in range(problem.people)])
    order = np.lexsort((chance, *problem.avoid.values(), *problem.spread.values()))
    position = np.empty(problem.people, np.int64)
    position[order] = np.arange(problem.people)
    return position


def columns(sizes: Ints, rotations: int) -> Design:
    """Columns that move on by one more group each, whether or not that repeats a pair."""
    groups, size = len(sizes), int(sizes.max())
    design = shifting(groups, tuple(range(size)), rotations)
    missing = groups * size - int(sizes.sum())
    return Design(np.delete(design.seats, np.arange(groups - missing, groups), axis=1))


def unite(problem: Problem, seats: Ints) -> None:
    """Bring those together who always sit together, in place; this leaves the design."""
    bound = {p for people in problem.together for p in people}
    bound |= {person for _rotation, person, _group in problem.fixed}
    for row in seats:
        for first, *others in problem.together:
            for person in others:
                if row[person] != row[first]:
                    here = np.flatnonzero(row == row[first])
                    free = [p for p in here.tolist() if p not in bound]
                    if free:
                        row[[person, free[0]]] = row[[free[0], person]]


def settle(
    problem: Problem, design: Design, position: Ints, rng: Random, stop: Stop
) -> Iterator[Ints]:
    """Improve who starts where by swaps of two people, tried in batches.

    Repeats stay what the design makes them. Yields the position of each person after every
    batch that helped.
    """
    costs = _Sampled(problem, design, position)
    idle = 0
    while idle < IDLE and not stop.now():
        pairs = np.array([rng.random() for _ in range(2 * BATCH)]) * problem.people
        i, j = costs.candidates(pairs.astype(np.int64).reshape(2, BATCH), rng)
        gains = costs.change(i, j)
        done = False
        for k in np.argsort(gains, kind="stable"):
            if gains[k] >= 0:
                break
            one, two = i[k : k + 1], j[k : k + 1]
            if costs.change(one, two)[0] < 0:
                costs.swap(int(one[0]), int(two[0]))
                done = True
        idle = 0 if done else idle + 1
        if done:
            yield costs.position


class _Sampled:
    """Costs of a few swaps at a time, from neighbours alone."""

    def __init__(self, problem: Problem, design: Design, position: Ints) -> None:
        self.problem, self.seats = problem, design.seats
        self.near = Neighbours.of(design.seats).table
        self.position = position.copy()
        self.person = np.empty_like(position)
        self.person[position] = np.arange(len(position))
        dearest = 0 if problem.cost is None else int(problem.cost.max(initial=0))
        self.broken = WEIGHTS[BROKEN] * (1 + dearest * self.near.shape[1])
        self.codes = [
            (self.broken if goal in problem.hard else WEIGHTS[tier], codes)
            for tier, goals in (("avoid", problem.avoid), ("spread", problem.spread))
            for goal, codes in goals.items()
        ]
        self.apart: dict[int, set[int]] = {}
        for a, b in problem.apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        self.fixed: dict[int, list[tuple[int | None, int]]] = {}
        for rotation, person, group in problem.fixed:
            self.fixed.setdefault(person, []).append((rotation, group))

    def candidates(self, pairs: Ints, rng: Random) -> tuple[Ints, Ints]:
        """Random pairs; half of the first ones are people with rules of their own, if any."""
        i, j = pairs
        special = sorted(self.apart.keys() | self.fixed.keys())
        for k in range(0, len(i) // 2 if special else 0):
            i[k] = special[int(rng.random() * len(special))]
        if self.fixed:  # try the very places they are fixed to
            for k, person in enumerate(sorted(self.fixed)[: len(i)]):
                rotation, group = self.fixed[person][0]
                there = np.flatnonzero(self.seats[rotation or 0] == group)
                i[k], j[k] = person, self.person[there[int(rng.random() * len(there))]]
        return i, j

    def change(self, i: Ints, j: Ints) -> Ints:
        """Cost of swapping i[k] and j[k]; a pair that sits together loses nothing by it."""
        p, q = self.position[i], self.position[j]
        total = self._at(i, q, j, p) + self._at(j, p, i, q) - self._at(i, p, i, p)
        return np.asarray(total - self._at(j, q, j, q), np.int64)

    def _at(self, who: Ints, where: Ints, absent: Ints, instead: Ints) -> Ints:
        """Cost of each of `who` at `where`, with `absent` gone to `instead`."""
        near = self.near[where]
        people = np.where(near >= 0, self.person[near], -1)
        people = np.where(near == instead[:, None], absent[:, None], people)
        cost = np.zeros(len(who), np.int64)
        for weight, codes in self.codes:
            mine = codes[who]
            hit = (codes[people] == mine[:, None]) & (people >= 0) & (mine >= 0)[:, None]
            cost += weight * hit.sum(axis=1)
        if self.problem.cost is not None:
            there = self.problem.cost[who[:, None], people] * (people >= 0)
            cost += WEIGHTS["avoid"] * there.sum(axis=1)
        for k, person in enumerate(who.tolist()):
            if person in self.apart:
                met = self.apart[person]
                cost[k] += self.broken * sum(other in met for other in people[k].tolist())
            for rotation, group in self.fixed.get(person, ()):
                rows = (
                    self.seats[:, where[k]]
                    if rotation is None
                    else self.seats[[rotation], where[k]]
                )
                cost[k] += self.broken * int((rows != group).sum())
        return cost

    def swap(self, i: int, j: int) -> None:
        """Exchange two people."""
        self.position[[i, j]] = self.position[[j, i]]
        self.person[self.position[[i, j]]] = [i, j]
