"""Designs kept as data: starter blocks, difference arrays and orthogonal Latin squares."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from facilitate.grouping.designs.differences import Steps
from facilitate.grouping.designs.fields import Abelian
from facilitate.grouping.problem import Ints


@dataclass(frozen=True, eq=False)
class Starter:
    """Blocks whose translates under an abelian group are a schedule without repeats.

    Points are class·order + element, then the fixed points, which never move.

    Parameters
    ----------
    groups, size
        Groups of a rotation and people in each.
    over
        The group that translates.
    fixed
        Number of fixed points.
    developed
        Base rotations, all points in the order of their groups; each translate is a rotation.
    orbits
        Blocks one after the other; their translates together are one rotation.
    source
        Where it comes from.
    """

    groups: int
    size: int
    over: Abelian
    fixed: int
    developed: tuple[tuple[int, ...], ...]
    orbits: tuple[tuple[int, ...], ...]
    source: str

    @property
    def rotations(self) -> int:
        """Rotations without a repeat."""
        return len(self.developed) * self.over.order + len(self.orbits)

    @property
    def name(self) -> str:
        """What it is called."""
        people = self.groups * self.size
        if self.rotations * (self.size - 1) == people - 1:
            kind = "Kirkman triple system" if self.size == 3 else "resolvable block design"
            return f"{kind} of order {people}"
        if self.size == 3 and self.rotations * 2 == people - 2:
            return f"nearly Kirkman triple system of order {people}"
        return f"starter blocks over {self.over.name}"

    def seats(self) -> Ints:
        """Group of every point in every rotation."""
        order, people = self.over.order, self.groups * self.size
        elements = np.arange(order)
        rows = []
        for base in self.developed:
            group = np.empty(people, np.int64)
            group[list(base)] = np.arange(people) // self.size
            rows += [group[self._translated(-g)] for g in elements.tolist()]
        for base in self.orbits:
            row = np.empty(people, np.int64)
            for place, point in enumerate(base):
                translates = point // order * order + self.over.add(
                    elements, np.array(point % order)
                )
                row[translates] = place // self.size * order + elements
            rows.append(row)
        return np.array(rows)

    def _translated(self, shift: int) -> Ints:
        """Point that each point becomes when every moving point is translated by `shift`."""
        order, people = self.over.order, self.groups * self.size
        points = np.arange(people)
        moving = points < people - self.fixed
        element = points % order
        by = np.array(abs(shift))
        moved = self.over.subtract(element, by) if shift < 0 else self.over.add(element, by)
        return np.where(moving, points - element + moved, points)


@dataclass(frozen=True, eq=False)
class Squares:
    """Orthogonal Latin squares that no difference array gives.

    Position i·groups + j is person j of column i; two of one column never meet.

    Parameters
    ----------
    groups, size
        Order of the squares, and one more than their number.
    seats
        Group of each position in each rotation; column 0 rests; shape (groups, positions).
    source
        Where they come from.
    """

    groups: int
    size: int
    seats: Ints
    source: str

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.size - 1} orthogonal Latin squares of order {self.groups}"


def _entries(name: str) -> list[dict[str, Any]]:
    file = resources.files("facilitate.grouping.designs") / "data" / f"{name}.json"
    entries: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return entries


@cache
def starters() -> tuple[Starter, ...]:
    """Give all starters kept as data."""
    return tuple(starter_from(entry) for entry in _entries("starters"))


def starter_from(entry: dict[str, Any]) -> Starter:
    """Read one entry of the data."""
    return Starter(
        entry["groups"],
        entry["size"],
        Abelian(tuple(entry["over"])),
        entry["fixed"],
        tuple(tuple(base) for base in entry["developed"]),
        tuple(tuple(base) for base in entry["orbits"]),
        entry["source"],
    )


@cache
def arrays() -> tuple[tuple[Steps, str], ...]:
    """Give all difference arrays kept as data, each with its source."""
    return tuple((_steps(entry), str(entry["source"])) for entry in _entries("arrays"))


def _steps(entry: dict[str, Any]) -> Steps:
    over = Abelian(tuple(entry["over"]))
    return Steps(np.array(entry["steps"]), over, f"difference array over {over.name}")


@cache
def squares() -> tuple[Squares, ...]:
    """Give all orthogonal Latin squares kept as data, a digit base 36 for each seat."""
    return tuple(
        Squares(
            entry["groups"],
            entry["size"],
            np.array([[int(digit, 36) for digit in row] for row in entry["rotations"]]),
            entry["source"],
        )
        for entry in _entries("squares")
    )
