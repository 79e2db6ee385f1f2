"""Who meets whom: sets of people as bits, so that all runs are counted at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from facilitate.simulation.presence import Sat
from facilitate.simulation.scene import Ints, Mask, Scene, Seating

Bits = npt.NDArray[np.uint64]
"""Sets of people; the first axis counts words of 64 bits, one bit for each person."""

MIXED = ("organisation", "sector", "first_timer", "leader", "function", "place")
"""Attributes whose mixing is worked out, where the list knows at least two values."""


def bits_of(chosen: Mask) -> Bits:
    """Give the set of all people who are `chosen`; shape (..., people) becomes (words, ...)."""
    words = -(-chosen.shape[-1] // 64)
    padded = np.zeros((*chosen.shape[:-1], words * 64), bool)
    padded[..., : chosen.shape[-1]] = chosen
    packed = np.packbits(padded, axis=-1, bitorder="little").view("<u8").astype(np.uint64)
    return np.ascontiguousarray(np.moveaxis(packed, -1, 0))


def single_bits(people: int) -> Bits:
    """Give for each person the set of that person alone; shape (words, people)."""
    alone = np.zeros((-(-people // 64), people), np.uint64)
    who = np.arange(people)
    alone[who // 64, who] = np.uint64(1) << (who % 64).astype(np.uint64)
    return alone


def counted(bits: Bits) -> Ints:
    """Count the people in each set; shape (words, ...) becomes (...)."""
    # Three times as fast as summing in 64 bits, and counted again with every rotation.
    total: Ints = np.bitwise_count(bits).sum(axis=0, dtype=np.uint32).astype(np.int64)
    return total


@dataclass(frozen=True, eq=False)
class Met:
    """What became of the contacts in some runs; all arrays have the shape (runs, people).

    Parameters
    ----------
    new
        Different people met who were not known before.
    effective
        The same, but in groups larger than a conversation each counts in part.
    repeats
        Times somebody was met again.
    veteran, leader
        Whether a veteran, and whether a leader was met.
    together
        Whom everybody met; shape (words, runs, people).
    """

    new: Ints
    effective: npt.NDArray[np.float64]
    repeats: Ints
    veteran: Mask
    leader: Mask
    together: Bits


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """An attribute by which people mix.

    Parameters
    ----------
    known
        Whose value is known; shape (people,).
    alike
        For each person the set of those with the same value; shape (words, people).
    everybody
        The set of all whose value is known; shape (words,).
    order, begins
        People by value, and where each value begins.
    """

    known: Mask
    alike: Bits
    everybody: Bits
    order: Ints
    begins: Ints

    @classmethod
    def of(cls, codes: Ints) -> Kind:
        """Prepare an attribute from a number for each person's value; -1 is unknown."""
        known = codes >= 0
        order = np.argsort(codes, kind="stable")[np.count_nonzero(~known) :]
        begins = np.flatnonzero(np.diff(codes[order], prepend=-1))
        alone = single_bits(len(codes))
        alike = np.zeros_like(alone)
        for begin, end in pairwise([*begins.tolist(), len(order)]):
            same = order[begin:end]
            alike[:, same] = np.bitwise_or.reduce(alone[:, same], axis=1)[:, None]
        return cls(known, alike, bits_of(known), order, begins)


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """What is known of the people of a scene, as sets.

    Parameters
    ----------
    alone
        Each person alone; shape (words, people).
    acquainted, kept
        Whom everybody had met before, and with whom a rule keeps them together; None if nobody.
    veterans, leaders
        All of them; shape (words,).
    kinds
        Attributes by which people mix.
    """

    alone: Bits
    acquainted: Bits | None
    kept: Bits | None
    veterans: Bits
    leaders: Bits
    kinds: dict[str, Kind]


def facts_of(scene: Scene) -> Facts:
    """Find out what is known of the people of a scene."""
    return Facts(
        alone=single_bits(scene.people),
        acquainted=pair_bits(scene, {pair.people for pair in scene.plan.known}),
        kept=pair_bits(scene, scene.plan.together_pairs()),
        veterans=bits_of(scene.having("first_timer", False)),
        leaders=bits_of(scene.having("leader", True)),
        kinds={
            name: Kind.of(scene.codes(name))
            for name in MIXED
            if len(np.unique(scene.codes(name)[scene.codes(name) >= 0])) > 1
        },
    )


@dataclass(eq=False)
class Counter:
    """Counts contacts rotation by rotation.

    Parameters
    ----------
    facts
        What is known of the people.
    runs
        How many runs are counted at once.
    conversation
        People who hold one conversation.
    """

    facts: Facts
    runs: int
    conversation: float
    met: Bits = field(init=False)

    def __post_init__(self) -> None:
        self.alone = self.facts.alone
        words, people = self.alone.shape
        # Everybody has met themselves: so nobody has to be left out of each of their groups.
        self.met = np.broadcast_to(self.alone[:, None], (words, self.runs, people)).copy()
        self.effective = np.zeros((self.runs, people))
        self.repeats = np.zeros((self.runs, people), np.int64)
        self.counts = np.zeros((self.runs, people), np.int64)
        self.counts_new = self.counts

    def add(self, seating: Seating, sat: Sat) -> None:
        """Count one rotation by where people really sat."""
        if not seating.counted:
            return
        sets = self._sets(seating, sat)
        if seating.new and self.facts.kept is not None:
            mates = np.stack([sat.each(word) for word in sets])
            self.repeats -= counted(mates & self.met & self.facts.kept[:, None])
        for met, word in zip(self.met, sets, strict=True):
            np.bitwise_or(met, sat.each(word), out=met)
        counts = counted(self.met) - 1
        size = sat.counts - 1
        if seating.new:
            self.repeats += sat.each(np.maximum(0, size)) - (counts - self.counts)
        before = self.facts.acquainted
        new = counts if before is None else counted(self.met & ~before[:, None]) - 1
        share = np.minimum(1.0, (self.conversation - 1) / np.maximum(1, size))
        self.effective += (new - self.counts_new) * sat.each(share)
        self.counts, self.counts_new = counts, new

    def _sets(self, seating: Seating, sat: Sat) -> Bits:
        """Who sits in each group; shape (words, runs, groups + 1)."""
        words = len(self.alone)
        sets = np.zeros((words, *sat.counts.shape), np.uint64)
        stays = sat.groups[:, seating.seats] == seating.group[seating.seats]
        for seat in range(int(seating.sizes.max(initial=0))):
            where = np.flatnonzero(seating.sizes > seat)
            at = seating.begins[where] + seat
            who = seating.seats[at]
            bit = self.alone[who // 64, who]
            sets[who // 64, :, where] |= np.where(stays[:, at], bit, np.uint64(0)).T
        run, who = np.nonzero((sat.groups >= 0) & (sat.groups != seating.group))
        np.bitwise_or.at(sets, (who // 64, run, sat.groups[run, who]), self.alone[who // 64, who])
        return sets

    def result(self) -> Met:
        """Give what was counted."""
        veterans, leaders = self.facts.veterans, self.facts.leaders
        together = self.met & ~self.alone[:, None]
        return Met(
            new=self.counts_new,
            effective=self.effective,
            repeats=self.repeats,
            veteran=np.asarray((together & veterans[:, None, None]).any(axis=0)),
            leader=np.asarray((together & leaders[:, None, None]).any(axis=0)),
            together=together,
        )


def pair_bits(scene: Scene, pairs: set[tuple[str, str]]) -> Bits | None:
    """Give for each person the set of those they make a pair with; None without any pair."""
    index = {person.id: at for at, person in enumerate(scene.plan.participants)}
    alone = single_bits(scene.people)
    found = np.zeros_like(alone)
    for one, other in sorted(pairs):
        if one in index and other in index:
            found[:, index[one]] |= alone[:, index[other]]
            found[:, index[other]] |= alone[:, index[one]]
    return found if found.any() else None


def below_least(seating: Seating, counts: Ints) -> Ints:
    """Count the groups in which somebody sits, but fewer than are needed; shape (runs,)."""
    short: Ints = ((counts > 0) & (counts < seating.least)).sum(axis=1)
    return short


def mixing(together: Bits, came: Mask, kind: Kind) -> npt.NDArray[np.float64]:
    """Work out how much people of different kinds mixed, set against chance; shape (runs,).

    The E-I index is (external − internal) / (external + internal) contacts. With random groups
    each contact is external with the probability e that two people of known kind differ, so the
    expectation is 2e − 1, and (EI − (2e − 1)) / (1 − (2e − 1)) is 0 for chance and 1 if all
    contacts are external. Pairs who met several times count once; without contacts it is NaN.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51, 123-140.
    """
    inside = counted(together & kind.alike[:, None]).sum(axis=1)
    total = counted(together & kind.everybody[:, None, None])[:, kind.known].sum(axis=1)
    there = came[:, kind.order].astype(np.int64)
    number = np.add.reduceat(there, kind.begins, axis=1)
    people = number.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        external = 1 - (number * (number - 1)).sum(axis=1) / (people * (people - 1))
        index = 1 - 2 * inside / total
        result: npt.NDArray[np.float64] = (index - (2 * external - 1)) / (2 - 2 * external)
    return result
