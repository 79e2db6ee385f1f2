"""Groups as numbers, so that a crowd is counted up as quickly as a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from facilitate.columnar import shared
from facilitate.grouping.costs import FEW, nobody_meets_again
from facilitate.groups import Group, PlainGroups, sizes_of
from facilitate.plan import Rotation
from facilitate.rules import Pair

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Known = Mapping[str, str | bool | None]
"""Attribute → value."""


class Numbers:
    """Who has which number, from 0; people who are not in the list get the next ones.

    Parameters
    ----------
    ids
        Ids of the people in the list.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = tuple(ids)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {person: at for at, person in enumerate(self._ids)}

    def __len__(self) -> int:
        return max(len(self._ids), len(vars(self).get("_at", ())))

    def get(self, person: str) -> int:
        """Give somebody's number; -1 if they have none."""
        return self._at.get(person, -1)

    def of(self, people: Sequence[str]) -> Ints:
        """Give the number of each of some people; shape (people,)."""
        if people == self._ids:  # of a crowd these are the very same texts, and no others
            return np.arange(len(people))
        try:
            return np.fromiter(map(self._at.__getitem__, people), np.int64, len(people))
        except KeyError:  # somebody who is not among the participants
            numbers = [self._at.setdefault(person, len(self._at)) for person in people]
            return np.array(numbers, np.int64)


class Standing:
    """What is known of everybody; thousands may share the same attributes.

    Parameters
    ----------
    known
        Attributes of each person.
    """

    def __init__(self, known: Sequence[Known]) -> None:
        kept = shared(known)
        self._kinds = kept.kinds
        self.which = np.array(kept.which, np.int64)

    def values(self, attribute: str) -> list[str | bool | None]:
        """Give the values that occur, in the order in which `which` numbers them."""
        return [one.get(attribute) for one in self._kinds]


@dataclass(frozen=True, eq=False)
class Seated:
    """Who sits in which group.

    Parameters
    ----------
    numbers
        Who has which number.
    person, group
        Number of the person and of the group for each seat that is taken; shape (seats,).
    sizes
        People in each group; shape (groups,).
    rotation
        Index of each group's rotation; shape (groups,).
    """

    numbers: Numbers
    person: Ints
    group: Ints
    sizes: Ints
    rotation: Ints

    @classmethod
    def of(cls, numbers: Numbers, rotations: Sequence[Rotation]) -> Seated:
        """Give numbers to all groups of `rotations`; who sits there and has none gets the next."""
        shared: dict[int, Ints] = {}
        person = [_people(numbers, rotation.groups, shared) for rotation in rotations]
        sizes = np.array([size for r in rotations for size in sizes_of(r.groups)], np.int64)
        groups = [len(rotation.groups) for rotation in rotations]
        group = np.repeat(np.arange(len(sizes)), sizes)
        rotation = np.repeat(np.arange(len(groups)), groups)
        people = np.concatenate([*person, np.empty(0, np.int64)])
        return cls(numbers, people, group, sizes, rotation)

    @classmethod
    def joined(cls, parts: Sequence[Seated]) -> Seated:
        """Put several into one, all with the same numbers of people."""
        if len(parts) == 1:
            return parts[0]
        before = np.cumsum([0, *(len(part.sizes) for part in parts)])
        rotations = np.cumsum([0, *(int(part.rotation.max(initial=-1)) + 1 for part in parts)])
        return cls(
            parts[0].numbers,
            np.concatenate([part.person for part in parts]),
            np.concatenate([p.group + before[i] for i, p in enumerate(parts)]),
            np.concatenate([part.sizes for part in parts]),
            np.concatenate([p.rotation + rotations[i] for i, p in enumerate(parts)]),
        )

    def codes(self, known: Standing, attribute: str) -> Ints:
        """Give equal values of an attribute equal numbers, -1 if unknown; shape (people,)."""
        code: dict[object, int] = {None: -1}
        found = [code.setdefault(v, len(code) - 1) for v in known.values(attribute)]
        return self._everybody(np.array(found, np.int64)[known.which], -1)

    def having(self, known: Standing, attribute: str, wanted: bool) -> Mask:
        """Tell who has the answer `wanted` to a yes/no attribute; shape (people,)."""
        found = [value is wanted for value in known.values(attribute)]
        return self._everybody(np.array(found, np.bool_)[known.which], False)

    def _everybody(self, found: npt.NDArray[Any], else_: int | bool) -> npt.NDArray[Any]:
        """Append what holds for people who sit somewhere but are not among the participants."""
        return np.pad(found, (0, len(self.numbers) - len(found)), constant_values=else_)

    def holders(self, having: Mask) -> Ints:
        """Count the people of each group for whom `having` is true; shape (groups,)."""
        there = self.group[np.take(having, self.person)]
        return np.bincount(there, minlength=len(self.sizes))

    def alike(self, codes: Ints) -> int:
        """Count the pairs in one group with equal numbers that are known, over all groups."""
        if self.sizes.max(initial=0) > FEW:
            _group, _value, counts = self.per_value(codes)
            return int((counts * (counts - 1) // 2).sum())
        count = 0
        short = codes.astype(np.int32)  # half as much to move, and no more codes than people
        for members in self._by_size():
            here = np.take(short, members)
            for apart in range(1, len(here)):
                same = (here[apart:] == here[:-apart]) & (here[apart:] >= 0)
                count += int(np.count_nonzero(same))
        return count

    def _by_size(self) -> Iterator[Ints]:
        """Give the people of all groups of one size at a time; shape (size, groups)."""
        sizes = np.unique(self.sizes).tolist()
        size_there = np.repeat(self.sizes, self.sizes) if len(sizes) > 1 else None
        for size in (one for one in sizes if one > 1):
            members = self.person if size_there is None else self.person[size_there == size]
            yield np.ascontiguousarray(members.reshape(-1, size).T)

    def per_value(self, codes: Ints) -> tuple[Ints, Ints, Ints]:
        """Give group, value and how many hold it there, for all that occur; shapes (found,)."""
        here = codes[self.person]
        known = here >= 0
        values = int(codes.max(initial=0)) + 1
        found, counts = np.unique(self.group[known] * values + here[known], return_counts=True)
        group, value = np.divmod(found, values)
        return group, value, counts

    def uneven(self, codes: Ints) -> int:
        """Count the groups that have two more of a value than another group of their size."""
        group, value, counts = self.per_value(codes)
        kinds, kind, alike = np.unique(
            np.stack([self.rotation, self.sizes]), axis=1, return_inverse=True, return_counts=True
        )
        del kinds
        cases, case, holding = np.unique(
            kind[group] * (int(codes.max(initial=0)) + 1) + value,
            return_inverse=True,
            return_counts=True,
        )
        least = np.full(len(cases), self.sizes.max(initial=0))
        np.minimum.at(least, case, counts)
        everywhere = holding[case] == alike[kind[group]]
        return len(np.unique(group[counts > np.where(everywhere, least[case], 0) + 1]))

    @property
    def meetings(self) -> int:
        """Meetings of two in all groups together."""
        return int((self.sizes * (self.sizes - 1) // 2).sum())

    @cached_property
    def pairs_again(self) -> tuple[Ints, Ints]:
        """Pairs that meet again, as first x people + second, and how often they meet."""
        seats = self._seats()
        if seats is not None and nobody_meets_again(seats):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        count = len(self.numbers)
        found = [
            np.minimum(here[i], here[j]) * count + np.maximum(here[i], here[j])
            for here in self._by_size()
            for j in range(len(here))
            for i in range(j)
        ]
        pairs = np.concatenate(found) if found else np.empty(0, np.int64)
        del found  # a crowd of a million meets 35 million times
        pairs.sort()
        again, more = np.unique(pairs[1:][pairs[1:] == pairs[:-1]], return_counts=True)
        return again, more + 1

    def _seats(self) -> Ints | None:
        """Give everybody's group in each rotation, from 0; shape (rotations, people).

        None where somebody sits twice in a rotation, or not at all.
        """
        groups = np.bincount(self.rotation)
        seats = np.full((len(groups), len(self.numbers)), -1)
        rotation = self.rotation[self.group]
        there = np.bincount(rotation, minlength=len(groups))
        if not len(groups) or (there != len(self.numbers)).any():
            return None
        before = np.cumsum([0, *groups[:-1]])
        seats[rotation, self.person] = self.group - before[rotation]
        return None if (seats < 0).any() else seats

    def different(self) -> Ints:
        """Count the different people whom each person meets; shape (people,)."""
        count = len(self.numbers)
        met = np.bincount(self.person, (self.sizes - 1)[self.group], minlength=count)
        again, times = self.pairs_again
        for one in np.divmod(again, count):
            met -= np.bincount(one, times - 1, minlength=count)
        return met.astype(np.int64)

    def times_again(self, but: Iterable[Pair] = ()) -> Ints:
        """Give how often each pair meets that meets again; the pairs of `but` are left out."""
        again, times = self.pairs_again
        numbers = (sorted((self.numbers.get(a), self.numbers.get(b))) for a, b in but)
        left_out = [first * len(self.numbers) + second for first, second in numbers if first >= 0]
        return times[~np.isin(again, np.array(left_out, np.int64))]


def _people(numbers: Numbers, groups: Sequence[Group], shared: dict[int, Ints]) -> Ints:
    """Give the number of the person on each seat; shape (seats,).

    `shared` keeps the numbers of people whom all rotations name in one list.
    """
    if not isinstance(groups, PlainGroups):
        return numbers.of([person for group in groups for person in group.members])
    if id(groups.ids) not in shared:
        shared[id(groups.ids)] = numbers.of(groups.ids)
    return shared[id(groups.ids)][groups.seated]
