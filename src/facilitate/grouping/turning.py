"""Seatings that turn: people in rings, each of whom takes the next one's place at every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np

from facilitate.grouping.annealing import NOISE, Floats, gumbel
from facilitate.grouping.partners import sets_kept
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.stopping import Stop, shuffled
from facilitate.grouping.tabu import NEVER

PEOPLE = (20, 240)  # fewer are searched through at once, more take too long
HOT, COLD = 0.5, 0.3  # temperatures, in classes of pairs that meet once more
FEWEST_TURNS = 3  # rotations; in two, pairs of a ring would all meet again


@dataclass(frozen=True, eq=False)
class Turning:
    """People who stay at their table, and the others in rings of one person a rotation.

    At every change each person of a ring takes the place that the one before had. So pairs that
    turn into one another meet alike: who meets whom is decided by one rotation, and what is
    even there is even always, where people of a ring are alike.

    Parameters
    ----------
    problem
        What is asked.
    resting
        Person → table, for those who stay.
    rings
        The others; as many in each ring as there are rotations.
    """

    problem: Problem
    resting: Mapping[int, int]
    rings: tuple[tuple[int, ...], ...]

    @cached_property
    def turned(self) -> Ints:
        """Who sits in each rotation where a person sat in the first; shape (rotations, people)."""
        after = np.arange(self.problem.people)
        for ring in self.rings:
            after[list(ring)] = ring[1:] + ring[:1]
        rows = [np.arange(self.problem.people)]
        for _ in range(self.problem.rotations - 1):
            rows.append(after[rows[-1]])
        return np.array(rows)

    @cached_property
    def classes(self) -> Ints:
        """Number of what each pair turns into; shape (people, people), symmetric."""
        people = self.problem.people
        pairs = np.arange(people**2).reshape(people, people)
        pairs = np.minimum(pairs, pairs.T)
        least = np.min([pairs[np.ix_(row, row)] for row in self.turned], axis=0)
        return np.unique(least, return_inverse=True)[1].reshape(people, people)

    def seats(self, first: Ints) -> Ints:
        """Group of each person in every rotation; shape (rotations, people)."""
        seats = np.empty(self.turned.shape, np.int64)
        np.put_along_axis(seats, self.turned, np.broadcast_to(first, seats.shape), axis=1)
        return seats


def arranged(problem: Problem) -> Turning | None:
    """Give rings of people; whom rules keep together or at a table stays there, a set a table.

    As many others stay as are left over. None if that does not fit, or if rules differ between
    the rotations.
    """
    fixed = {person: group for when, person, group in problem.fixed if when is None}
    plain = problem.counts and problem.met is None and problem.cost is None
    steady = len(fixed) == len(problem.fixed) and (problem.sizes == problem.sizes[0]).all()
    if not (plain and steady and PEOPLE[0] <= problem.people <= PEOPLE[1]):
        return None
    sets = [sorted(kept) for kept in sets_kept(problem)]
    sets += [[person] for person in fixed if not any(person in kept for kept in sets)]
    kept = {person for people in sets for person in people}
    others, count = [p for p in range(problem.people) if p not in kept], problem.rotations
    left = len(others) % count
    resting = _tables(problem, [*sets, *([person] for person in others[:left])], fixed)
    rings = tuple(tuple(others[k : k + count]) for k in range(left, len(others), count))
    if count < FEWEST_TURNS or not rings or resting is None:
        return None
    return Turning(problem, resting, rings)


def _tables(
    problem: Problem, sets: list[list[int]], fixed: Mapping[int, int]
) -> dict[int, int] | None:
    """Give each set a table of its own; None if there are too few or too small ones."""
    given = [{fixed[person] for person in people if person in fixed} for people in sets]
    taken = set().union(*given)
    free = [group for group in range(problem.groups) if group not in taken]
    tables = [min(groups) if groups else free.pop(0) if free else -1 for groups in given]
    fits = all(len(p) <= problem.sizes[0, t] for p, t in zip(sets, tables, strict=True))
    if len(set(tables)) < len(tables) or -1 in tables or not fits:
        return None
    return {person: t for people, t in zip(sets, tables, strict=True) for person in people}


def turn(turning: Turning, rng: Random, stop: Stop, steps: int) -> Iterator[Ints]:
    """Search a seating that turns in which nobody meets twice; yields every better one.

    Only meetings count, for all other rules are about who takes which place. Each step draws one
    of all swaps by its change and the temperature, which falls evenly.

    Parameters
    ----------
    steps
        How many steps to make, if pairs meet again until then.

    References
    ----------
    Bortz, Kalos and Lebowitz (1975), A new algorithm for Monte Carlo simulation of Ising spin
    systems, for steps that always move.
    """
    weighing = _Weighing(turning)
    row = _begin(turning, rng)
    least = np.inf
    luck = gumbel(rng, NOISE + weighing.swaps)
    for step in range(steps):
        value, changes = weighing.changes(row)
        if value < least:
            least = value
            yield turning.seats(row)
        if value == 0 or stop.now():
            return
        begin, heat = int(rng.random() * NOISE), HOT + (COLD - HOT) * step / steps
        changes -= heat * luck[begin : begin + weighing.swaps].reshape(changes.shape)
        i, j = divmod(int(changes.argmin()), changes.shape[1])
        a, b = weighing.movers[i], weighing.movers[j]
        row[[a, b]] = row[[b, a]]


def _begin(turning: Turning, rng: Random) -> Ints:
    """Seat those who stay at their tables, and the others by chance."""
    problem = turning.problem
    row = np.full(problem.people, -1, np.int64)
    for person, group in turning.resting.items():
        row[person] = group
    room = problem.sizes[0] - np.bincount(row[row >= 0], minlength=problem.groups)
    inside = [person for ring in turning.rings for person in ring]
    row[np.array(inside)[shuffled(len(inside), rng)]] = np.repeat(np.arange(problem.groups), room)
    return row


class _Weighing:
    """How many pairs of a first rotation meet again, and what each swap changes of it.

    A set of people who stay together counts as the first of them; those who move come first.
    """

    def __init__(self, turning: Turning) -> None:
        problem = turning.problem
        self.movers = np.array([person for ring in turning.rings for person in ring])
        inside, sets = len(self.movers), [sorted(kept) for kept in sets_kept(problem)]
        others = {person for kept in sets for person in kept[1:]}
        stay = [person for person in turning.resting if person not in others]
        self.people = np.array([*self.movers.tolist(), *stay])
        self.swaps, self.inside = inside**2, inside
        self.groups = np.arange(problem.groups)
        self.classes = turning.classes[np.ix_(self.movers, self.people)]
        self.kinds = int(turning.classes.max()) + 1
        self.fixed = _short(turning)[np.ix_(self.movers, self.people)]
        self.once = self.fixed.copy()
        self.once[:, :inside] /= 2
        upper = np.triu(np.ones(self.fixed.shape, np.bool_), 1)
        self.marked = np.where(upper, self.classes, self.kinds).ravel()  # every pair once
        self.range = np.arange(inside)
        np.fill_diagonal(self.fixed, 1)  # evens out that everybody sits beside themselves

    def changes(self, row: Ints) -> tuple[float, Floats]:
        """Value of a rotation, and the change of each swap of two who move; large inside groups.

        Two pairs of one class that part or meet in the same swap are counted as if alone.
        """
        row = row[self.people]
        own = row[: self.inside]
        beside = (own[:, None] == row).astype(float)
        count = np.bincount(self.marked, beside.ravel(), self.kinds + 1)
        count[-1] = 0
        value = float(count @ (count - 1)) / 2 + float(np.vdot(self.once, beside))
        pair = count[self.classes]
        pair += self.fixed
        pair -= beside
        group = pair @ (row[:, None] == self.groups).astype(float)
        moved = group[:, own]
        moved -= group[self.range, own][:, None]
        inner = pair[:, : self.inside]
        change = moved + moved.T
        change -= 2 * inner
        change += NEVER * beside[:, : self.inside]
        return value, change


def _short(turning: Turning) -> Floats:
    """Pairs that turn into themselves half-way round, and so meet again: 0/1, a row a person."""
    people = turning.problem.people
    sizes = np.bincount(turning.classes[np.triu_indices(people, 1)], minlength=people**2)
    short = 2 * sizes[turning.classes] == turning.problem.rotations
    np.fill_diagonal(short, val=False)
    return np.asarray(short, np.float64)
