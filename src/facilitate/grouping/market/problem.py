"""What a market is asked, and what was decided, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from facilitate.grouping.problem import Ints
from facilitate.grouping.stopping import Status

Mask = npt.NDArray[np.bool_]

UNSERVED = "unserved"
RANKS = "rank-sum"
CARDS = "cards-left"
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Quota:
    """How many people of a kind every group must have.

    Parameters
    ----------
    kind
        Who is counted; shape (people,).
    least, most
        People of that kind in each group.
    """

    kind: Mask
    least: int
    most: int


@dataclass(frozen=True, eq=False)
class Market:
    """Cards that are offered, people who wish for them, and the stalls there are.

    A card runs once at most, and all its givers sit there. Nobody sits at a card twice.

    Parameters
    ----------
    ranks
        Rank of each card on each list, 0 for the first wish, -1 for not listed; shape
        (people, cards). Ranks of own cards do not count.
    givers
        For each card the people who bring it; empty if whoever brings it takes no seat.
    rotations
        How often everybody is seated.
    seats
        Seats at each place where a stall can be; shape (places,).
    minimum, maximum, ideal
        People at a stall.
    counts
        Whether sitting together is a meeting.
    met
        Earlier meetings of each pair, symmetric; shape (people, people); None for none.
    apart
        Pairs that may never share a stall.
    together
        Sets of people who always share a stall; their pairs never count as repeats.
    avoid, spread
        Goal → value code of each person, -1 for unknown; see `facilitate.grouping.problem`.
    hard
        Goals of `avoid` and `spread` that are a must.
    quotas
        How many of a kind every stall must have.
    barred
        (person, card): who must not sit where.
    worth
        How many cards each card stands for: more than 1 if similar ones share a stall; shape
        (cards,); None if each is one.
    dots
        Marks each card was given; they decide what runs if nobody has a wish; shape (cards,).
    """

    ranks: Ints
    givers: tuple[tuple[int, ...], ...]
    rotations: int
    seats: Ints
    minimum: int = 3
    maximum: int = 5
    ideal: int = 4
    counts: bool = True
    met: Ints | None = None
    apart: tuple[tuple[int, int], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    avoid: Mapping[str, Ints] = field(default_factory=dict)
    spread: Mapping[str, Ints] = field(default_factory=dict)
    hard: frozenset[str] = frozenset()
    quotas: tuple[Quota, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    worth: Ints | None = None
    dots: Ints | None = None

    def __post_init__(self) -> None:
        if self.ranks.shape[1] != len(self.givers):
            raise ValueError("every card needs its givers, be there none")
        if self.rotations < 1 or not 1 <= self.minimum <= self.ideal <= self.maximum:
            raise ValueError("a market needs a rotation, and sizes that grow")
        if any(len(set(g)) != len(g) or len(g) > self.maximum for g in self.givers):
            raise ValueError("the givers of a card must be different people who fit at a stall")

    @property
    def people(self) -> int:
        """Number of people."""
        return int(self.ranks.shape[0])

    @property
    def cards(self) -> int:
        """Number of cards."""
        return len(self.givers)

    @cached_property
    def stalls(self) -> int:
        """Stalls in a rotation, at most."""
        return min(int((self.seats >= self.minimum).sum()), self.people // self.minimum)

    @cached_property
    def rooms(self) -> Ints:
        """Most people of a stall at each place; shape (places,)."""
        return np.minimum(self.seats, self.maximum)

    @cached_property
    def spaces(self) -> Ints:
        """Places that are used, those with the most seats first; shape (stalls,)."""
        return np.argsort(-self.rooms, kind="stable")[: self.stalls]

    @cached_property
    def fewest(self) -> int | None:
        """Fewest stalls that seat everybody; None if no number of stalls does."""
        space = np.cumsum(self.rooms[self.spaces])
        counts = range(1, self.stalls + 1)
        fits = (k for k in counts if k * self.minimum <= self.people <= space[k - 1])
        return next(fits, None)

    @cached_property
    def own(self) -> Mask:
        """Cards that somebody brings; shape (people, cards)."""
        own = np.zeros(self.ranks.shape, bool)
        for card, givers in enumerate(self.givers):
            own[list(givers), card] = True
        return own

    @cached_property
    def shut(self) -> Mask:
        """Cards where somebody can never sit as a guest; shape (people, cards)."""
        shut = self.own.copy()
        for person, card in self.barred:
            shut[person, card] = True
        for i, j in self.apart:
            shut[i] |= self.own[j]
            shut[j] |= self.own[i]
        return shut

    @cached_property
    def wanted(self) -> Mask:
        """Wishes that can be served; shape (people, cards)."""
        return np.asarray((self.ranks >= 0) & ~self.shut)

    @cached_property
    def serves(self) -> Mask:
        """The same with one column more, for a stall without a card; shape (people, cards + 1)."""
        return np.pad(self.wanted, ((0, 0), (0, 1)))

    @cached_property
    def servable(self) -> Mask:
        """People with a wish that can be served; shape (people,)."""
        return np.asarray(self.wanted.any(axis=1))

    @cached_property
    def costs(self) -> Ints:
        """Rank of each card for each person, and of a stall without a card; one column more.

        An unlisted card ranks one behind the last on the list; whoever has no list, and givers
        at their own card, have nothing to lose.
        """
        last = self.ranks.max(axis=1, initial=-1)
        costs = np.repeat(last[:, None] + 1, self.cards + 1, axis=1)
        costs[:, :-1] = np.where(self.ranks >= 0, self.ranks, costs[:, :-1])
        costs[:, :-1][self.own] = 0
        return costs

    @cached_property
    def worths(self) -> Ints:
        """How many cards each card stands for; shape (cards,)."""
        return np.ones(self.cards, np.int64) if self.worth is None else self.worth

    @cached_property
    def joined(self) -> tuple[tuple[int, int], ...]:
        """Pairs (i < j) that are kept together."""
        return tuple((i, j) for people in self.together for i in people for j in people if i < j)


@dataclass(frozen=True, eq=False)
class MarketResult:
    """Which card runs when and where, and who sits there.

    Parameters
    ----------
    cards
        Card at each place, -1 for none; shape (rotations, places).
    seats
        Place of each person; shape (rotations, people).
    score, bounds
        Goal → value reached, and what cannot be beaten while the goals before are as they are;
        equal means optimal. Besides the goals, ``broken`` counts broken rules.
    status
        Whether the search ended by itself, by the clock, or by Ctrl-C.
    """

    cards: Ints
    seats: Ints
    score: dict[str, int]
    bounds: dict[str, int]
    status: Status

    @property
    def optimal(self) -> dict[str, bool]:
        """Goal → whether it is proven that nothing better is possible."""
        return {goal: self.score[goal] == bound for goal, bound in self.bounds.items()}
