"""Which place everybody keeps who stays at one: as few pairs as can be always sit together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain, combinations, product
from math import comb
from operator import add

Unit = frozenset[str]
"""People who always sit together."""
Cost = tuple[int, ...]
MOST_TRIED = 20_000  # moves and exchanges up to which places are improved; beyond, they are given
NEAREST = 40  # emptiest places that are looked at for each who needs one


@dataclass(frozen=True)
class Ties:
    """What it costs two people to sit together all the time.

    Parameters
    ----------
    rotations
        How often they meet then; 1 or less if meetings do not count.
    apart
        Pairs who never sit together.
    met
        Pair → how often they have met before.
    values
        Person → values of which no two are to share a group, None for unknown.
    """

    rotations: int
    apart: Collection[Unit] = frozenset()
    met: Mapping[Unit, int] = field(default_factory=dict)
    values: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def between(self, one: Iterable[str], others: Iterable[str]) -> Cost:
        """Broken rules, second and third meetings, and pairs alike, of everybody with everybody."""
        total: Cost = (0, 0, 0, 0)
        for pair in product(one, tuple(others)):
            total = _sum(total, self._cost(*pair))
        return total

    def _cost(self, one: str, other: str) -> Cost:
        pair, own = frozenset((one, other)), self.rotations
        before = self.met.get(pair, 0)
        values = zip(self.values.get(one, ()), self.values.get(other, ()), strict=False)
        return (
            int(pair in self.apart),
            comb(before + own, 2) - comb(before, 2),
            comb(before + own, 3) - comb(before, 3),
            sum(value is not None and value == same for value, same in values),
        )


@dataclass
class Homes:
    """Places for people who stay, of whom each pair at one place meets in every rotation.

    Parameters
    ----------
    free
        Groups at places that may be given away.
    seats
        Group → seats in which people stay, but for those of `residents`.
    residents
        Group → people who stay there at any rate.
    wanted
        Person → group of the place they host, or had before.
    ties
        What it costs two people to share a place.
    loyal
        Whether to keep a place is worth more than whom one meets.
    """

    free: Sequence[int]
    seats: Mapping[int, int]
    residents: Mapping[int, Sequence[str]]
    wanted: Mapping[str, int]
    ties: Ties
    loyal: bool = False

    def given(self, units: Sequence[Unit]) -> dict[Unit, int]:
        """Give each of `units` a place, as far as there are seats; the best first, then in turn."""
        self._at: dict[Unit, int] = {}
        self._there: dict[int, list[Unit]] = {}
        able = [group for group in self.free if self.seats[group] > 0]
        emptiest = [(len(self.residents.get(group, ())), group) for group in able]
        heapify(emptiest)
        for unit in units:
            self._give(unit, emptiest)
        if len(units) * (len(units) + len(able)) <= MOST_TRIED:
            self._improve(able)
        return self._at

    def _give(self, unit: Unit, emptiest: list[tuple[int, int]]) -> None:
        """Give `unit` its own place or one of the emptiest, until one costs nothing."""
        tried = [
            (self._cost(unit, group), group)
            for group in dict.fromkeys(self._own(unit))
            if group in self._able and self._left(group) > 0
        ]
        seen: list[int] = []
        while emptiest and len(seen) < NEAREST and not (tried and not any(min(tried)[0])):
            _load, group = heappop(emptiest)
            seen.append(group)
            tried.append((self._cost(unit, group), group))
        if tried:
            self._move(unit, min(tried)[1])
        for group in seen:
            if self._left(group) > 0:
                heappush(emptiest, (self._people(group), group))

    @cached_property
    def _able(self) -> frozenset[int]:
        return frozenset(self.free)

    @cached_property
    def _home(self) -> dict[str, int]:
        return {p: group for group, people in self.residents.items() for p in people}

    def _own(self, unit: Unit) -> Iterable[int]:
        """Places at which somebody of `unit` stays at any rate, or was before."""
        for person in sorted(unit):
            if person in self._home:
                yield self._home[person]
            if person in self.wanted:
                yield self.wanted[person]

    def _people(self, group: int) -> int:
        units = self._there.get(group, ())
        return len(self.residents.get(group, ())) + sum(map(len, units))

    def _left(self, group: int) -> int:
        return self.seats[group] - sum(map(len, self._there.get(group, ())))

    def _cost(self, unit: Unit, group: int, but: Unit = frozenset()) -> Cost:
        """Say what it costs `unit` to stay at `group`, `but` having left."""
        units = [other for other in self._there.get(group, ()) if other not in (unit, but)]
        others = [p for p in chain(self.residents.get(group, ()), *units) if p not in unit]
        broken, twice, thrice, alike = self.ties.between(unit, others)
        homes = {self._home[person] for person in unit if person in self._home}
        before = {self.wanted[person] for person in unit if person in self.wanted}
        moved = int(bool(before) and group not in before)
        room = self.seats[group] - sum(map(len, units)) - len(unit)
        return (
            int(bool(homes) and group not in homes),
            broken,
            max(0, -room),
            moved * self.loyal,
            twice,
            thrice,
            alike,
            moved,
            len(others),
        )

    def _move(self, unit: Unit, group: int) -> None:
        if unit in self._at:
            self._there[self._at[unit]].remove(unit)
        self._at[unit] = group
        self._there.setdefault(group, []).append(unit)

    def _improve(self, able: Sequence[int]) -> None:
        """Move units, or exchange two, as long as that is better."""
        better = 1
        while better:
            moves = product(tuple(self._at), able)
            better = sum(self._moved(unit, group) for unit, group in moves)
            pairs = combinations(self._at, 2)
            better += sum(self._exchanged(one, other) for one, other in pairs)

    def _moved(self, unit: Unit, group: int) -> bool:
        here = self._at[unit]
        if group == here or self._left(group) <= 0:
            return False
        if self._cost(unit, group) >= self._cost(unit, here):
            return False
        self._move(unit, group)
        return True

    def _exchanged(self, one: Unit, other: Unit) -> bool:
        here, there = self._at[one], self._at[other]
        if here == there:
            return False
        now = _sum(self._cost(one, here), self._cost(other, there))
        then = _sum(self._cost(one, there, other), self._cost(other, here, one))
        if then >= now:
            return False
        self._move(one, there)
        self._move(other, here)
        return True


def fewest_shared(units: int, free: Sequence[int], residents: Mapping[int, Sequence[str]]) -> int:
    """Fewest pairs that always sit together when so many more stay at places, each alone.

    Every one more at a place makes a pair with everybody who stays there, so that each is worth
    the emptiest place there is.
    """
    loads = [len(residents.get(group, ())) for group in free]
    heapify(loads)
    total = 0
    for _unit in range(units if loads else 0):
        load = heappop(loads)
        total += load
        heappush(loads, load + 1)
    return total


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(map(add, one, other))
