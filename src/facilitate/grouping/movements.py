"""Movement rules that people can follow without a list: every seat moves some tables on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
import numpy.typing as npt

from facilitate.grouping.bounds import balanced
from facilitate.words import _, listed, ngettext

Shifts = tuple[int, ...]
Table = npt.NDArray[np.bool_]

BUDGET = 2_000_000  # comparisons for an alternating rule, about a second
WIDEST = 100  # tables up to which alternating rules are searched: tables² moves to choose from


@dataclass(frozen=True, slots=True)
class Rule:
    """What every seat does at a change.

    Parameters
    ----------
    tables
        Number of tables, in a circle.
    moves
        Tables that each seat moves on, negative for back; one row for every change alike, two
        rows that alternate: one for the first, third, fifth … change, one for the others.
    """

    tables: int
    moves: tuple[Shifts, ...]

    def stops(self, rotations: int) -> list[Shifts]:
        """Tables that each seat has moved in all, per rotation; the first is 0 for all."""
        stops = [(0,) * len(self.moves[0])]
        for change in range(rotations - 1):
            move = self.moves[change % len(self.moves)]
            stops.append(tuple((a + b) % self.tables for a, b in zip(stops[-1], move, strict=True)))
        return stops

    def sentence(self) -> str:
        """Say the rule as it is read aloud."""
        if len(self.moves) == 1:
            return _sentence(self.moves[0])
        odd, even = map(_sentence, self.moves)
        return _(
            "At the 1st, 3rd, 5th … change: {odd} At the 2nd, 4th, 6th … change: {even}"
        ).format(odd=odd, even=even)


@dataclass(frozen=True)
class MovementAnswer:
    """The best movement rule for some tables, seats and rotations.

    Parameters
    ----------
    tables, seats, rotations
        What was asked for: `tables` in a circle with `seats` people each.
    shifts
        The best rule that is the same at every change: tables that seat k moves on. No other
        such rule has fewer repeats.
    repeats
        What it costs: Σ M(M-1)/2 over all pairs of people, M how often they meet.
    pairs_again
        Pairs of people who meet more than once under it.
    most_rotations
        The most rotations that any such rule can have without a repeat.
    alternating
        A rule of two alternating moves without a repeat, if `shifts` has some and one was found.
    longest
        Without `alternating`: the longest rule without a repeat that was found, and its rotations.
    exhaustive
        Whether "there is no rule" is proven, for alternating rules too.
    """

    tables: int
    seats: int
    rotations: int
    shifts: Shifts
    repeats: int
    pairs_again: int
    most_rotations: int
    alternating: tuple[Shifts, Shifts] | None = None
    longest: tuple[Rule, int] | None = None
    exhaustive: bool = True

    @cached_property
    def rule(self) -> Rule:
        """The rule to follow: the alternating one where only that has no repeat."""
        return Rule(self.tables, self.alternating or (self.shifts,))

    @property
    def without_repeat(self) -> bool:
        """Whether nobody meets anybody twice under `rule`."""
        return self.alternating is not None or not self.repeats


def find_movement(tables: int, seats: int, rotations: int, budget: int = BUDGET) -> MovementAnswer:
    """Find the movement rule with the fewest repeats, small steps first.

    Rules that are the same at every change need no search. Two people whose seats move d tables
    apart meet in rotations r < r' only if `tables` divides (r' - r)·d; for every r' - r that
    asks how evenly the shifts are spread over the remainders modulo
    tables / gcd(tables, r' - r), and neighbouring numbers are spread evenly modulo everything.
    So -1, 0, 1, 2 and the like are best for every number of tables, seats and rotations.
    Where that is not enough, two alternating moves are searched.

    Parameters
    ----------
    tables, rotations
        At least 1.
    seats
        Of each table, at least 2.
    budget
        Comparisons in the search for an alternating rule, and in that for the longest one.

    Raises
    ------
    ValueError
        If a number is too small.
    """
    if tables < 1 or seats < 2 or rotations < 1:
        raise ValueError("a movement needs a table, two seats and a rotation")
    repeats, again = _cost(tables, seats, rotations)
    most = most_rotations(tables, seats)
    shifts = tuple(_nearest(k) for k in range(seats))
    if not repeats:
        return MovementAnswer(tables, seats, rotations, shifts, 0, 0, most)
    found, left = _alternating(tables, seats, rotations, budget)
    longest = None if found else _longest(tables, seats, rotations, most, budget)
    return MovementAnswer(
        tables, seats, rotations, shifts, repeats, again, most, found, longest, left > 0
    )


def most_rotations(tables: int, seats: int) -> int:
    """Most rotations without a repeat under any rule that is the same at every change.

    The shifts must differ modulo tables / h for every divisor h of `tables` below the number of
    rotations: the smallest divisor h with h·seats > tables ends it.
    """
    return next(h for h in range(1, tables + 1) if tables % h == 0 and h * seats > tables)


def _nearest(k: int) -> int:
    """Give the number k of the smallest ones: 0, 1, -1, 2, -2 and so on."""
    return (k + 1) // 2 if k % 2 else -(k // 2)


def _cost(tables: int, seats: int, rotations: int) -> tuple[int, int]:
    """Repeats, and pairs of people who meet again, under neighbouring shifts."""
    repeats = sum(
        (rotations - apart) * tables * balanced(seats, tables // gcd(tables, apart))
        for apart in range(1, rotations)
    )
    again = 0
    for difference in range(1, seats):
        order = tables // gcd(tables, difference)
        again += (seats - difference) * tables * max(0, min(order, rotations - order))
    return repeats, again


def _longest(
    tables: int, seats: int, below: int, most: int, budget: int
) -> tuple[Rule, int] | None:
    """Find the longest rule without a repeat for less than `below` rotations; None for one."""
    best = (Rule(tables, (tuple(_nearest(k) for k in range(seats)),)), most)
    for rotations in range(most + 1, below):
        found, budget = _alternating(tables, seats, rotations, budget)
        if found is None:
            break
        best = (Rule(tables, found), rotations)
    return best if best[1] > 1 else None


def _alternating(
    tables: int, seats: int, rotations: int, budget: int
) -> tuple[tuple[Shifts, Shifts] | None, int]:
    """Search two alternating moves without a repeat; gives what is left of `budget`, too.

    Two seats repeat no pair if their distances in all rotations are distinct modulo `tables`.
    Only the difference of their moves matters, so the first seat may stay. With nothing left,
    "none" is not proven.
    """
    if rotations > tables or seats > tables:  # more distances than remainders
        return None, budget
    if tables > WIDEST or not budget:
        return None, 0
    search = _Search(_distinct(tables, rotations), seats, budget)
    chosen = search.extend([(0, 0)], _by_size(search.fits))
    if chosen is None:
        return None, search.budget
    odd, even = zip(*([_signed(step, tables) for step in move] for move in chosen), strict=True)
    return (odd, even), search.budget


def _distinct(tables: int, rotations: int) -> Table:
    """Whether moves that differ by (a, b) never bring two people together twice."""
    a, b = np.ogrid[:tables, :tables]
    distances = np.array([((r + 1) // 2 * a + r // 2 * b) % tables for r in range(rotations)])
    distances.sort(axis=0)
    return np.asarray((distances[1:] != distances[:-1]).all(axis=0))


def _by_size(fits: Table) -> list[tuple[int, int]]:
    tables = len(fits)

    def size(move: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
        steps = [min(step, tables - step) for step in move]
        return max(steps), sum(steps), move

    return sorted(((int(a), int(b)) for a, b in np.argwhere(fits)), key=size)


def _signed(step: int, tables: int) -> int:
    return step - tables if step > tables // 2 else step


class _Search:
    """Adds seat by seat a move that fits all earlier ones; counts what it compares."""

    def __init__(self, fits: Table, seats: int, budget: int) -> None:
        self.fits, self.seats, self.budget = fits, seats, budget

    def extend(
        self, chosen: list[tuple[int, int]], left: list[tuple[int, int]]
    ) -> list[tuple[int, int]] | None:
        """Complete `chosen` from the moves `left`, which fit it; None if that cannot be."""
        if len(chosen) == self.seats:
            return chosen
        tables = len(self.fits)
        for k, (a, b) in enumerate(left):
            if len(chosen) + len(left) - k < self.seats or not self.budget:
                return None
            self.budget = max(0, self.budget - len(left) + k)
            fitting = [
                (x, y) for x, y in left[k + 1 :] if self.fits[(x - a) % tables, (y - b) % tables]
            ]
            found = self.extend([*chosen, (a, b)], fitting)
            if found is not None:
                return found
        return None


def _sentence(move: Shifts) -> str:
    text = listed([_clause(seat, step) for seat, step in enumerate(move, 1)])
    return _("{sentence}.").format(sentence=text[:1].upper() + text[1:])


def _clause(seat: int, step: int) -> str:
    if step == 0:
        return _("seat {seat} stays").format(seat=seat)
    count = abs(step)
    if step > 0:
        text = ngettext(
            "seat {seat} moves {count} table on", "seat {seat} moves {count} tables on", count
        )
    else:
        text = ngettext(
            "seat {seat} moves {count} table back", "seat {seat} moves {count} tables back", count
        )
    return text.format(seat=seat, count=count)
