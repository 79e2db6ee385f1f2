"""What can become of a person's wishes: which of them are met, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from facilitate.grouping.wishes.problem import Wishes


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to serve a person.

    Parameters
    ----------
    topics
        Listed topics that the person gets, in some rotation.
    free
        Rotations left for topics that are not listed: to the person they are all alike.
    loss
        Sum of ranks beyond the best possible.
    first
        1 if the first wish is among the topics.
    """

    topics: tuple[int, ...]
    free: int
    loss: int
    first: int


@dataclass(frozen=True, slots=True)
class Kind:
    """People whom nothing tells apart, and all ways to serve one of them."""

    people: tuple[int, ...]
    patterns: tuple[Pattern, ...]


def kinds(wishes: Wishes, single: frozenset[int], cap: int) -> list[Kind]:
    """Sort the guests by their lists.

    Parameters
    ----------
    single
        People who stand alone whatever their list.
    cap
        Ways that lose more are left out.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    for person in wishes.guests:
        key = (
            person if person in single else -1,
            wishes.ranks[person].tobytes(),
            wishes.allowed[person].tobytes(),
            tuple(sorted(wishes.set_seats.get(person, {}).items())),
            wishes.rooms is not None and person in wishes.rooms.needing,
        )
        alike.setdefault(key, []).append(person)
    return [Kind(tuple(group), _patterns(wishes, group[0], cap)) for group in alike.values()]


def unlisted(wishes: Wishes, person: int) -> list[int]:
    """Topics that `person` may get but did not list."""
    return np.flatnonzero(wishes.allowed[person] & (wishes.ranks[person] < 0)).tolist()


def _patterns(wishes: Wishes, person: int, cap: int) -> tuple[Pattern, ...]:
    ranks = wishes.ranks[person]
    turns, others = wishes.turns(person), len(unlisted(wishes, person))
    if ranks.max() < 0:
        return (Pattern((), turns, 0, 0),) if others >= turns else ()
    order = [int(t) for t in np.argsort(ranks, kind="stable") if ranks[t] >= 0]
    listed = [(t, int(ranks[t])) for t in order if wishes.allowed[person, t]]
    most = wishes.best(person) + cap
    behind = int(ranks.max()) + 1
    return tuple(
        Pattern(topics, turns - len(topics), cost - most + cap, int(order[0] in topics[:1]))
        for topics, cost in _choices(listed, turns, behind, most)
        if turns - len(topics) <= others
    )


def _choices(
    listed: list[tuple[int, int]], turns: int, behind: int, most: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Give all choices from `listed` with their sum of ranks, if that is at most `most`."""
    if turns * behind <= most:
        yield (), turns * behind
    if not turns:
        return
    for k, (topic, rank) in enumerate(listed):
        if rank * turns > most:  # all that follow rank behind it
            return
        for topics, cost in _choices(listed[k + 1 :], turns - 1, behind, most - rank):
            yield (topic, *topics), cost + rank
