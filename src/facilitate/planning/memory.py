"""Who has met whom, over all sessions of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from facilitate.event import Known
from facilitate.grouping.problem import Ints
from facilitate.groups import Group
from facilitate.planning.parts import Rows
from facilitate.roster import Roster

DENSE = 5_000  # people up to which every pair is remembered: 200 MB


class Memory:
    """Meetings of each pair of a roster.

    Parameters
    ----------
    roster
        Everybody of the event.
    known
        Who had met before it.
    """

    def __init__(self, roster: Roster, known: Iterable[Known] = ()) -> None:
        self._dense = len(roster) <= DENSE
        self._index = {person.id: i for i, person in enumerate(roster)} if self._dense else {}
        self._met: Ints | None = None
        for pair in known:
            if self._dense and all(p in self._index for p in pair.people):
                self._add([pair.people], pair.times)

    def add(self, rows: Sequence[Sequence[Group]], sign: int = 1) -> None:
        """Remember the meetings of a session; with `sign` -1 forget them."""
        if rows and self._dense:
            self._add((group.members for row in rows for group in row), sign)

    def _add(self, groups: Iterable[Sequence[str]], times: int) -> None:
        if self._met is None:
            self._met = np.zeros((len(self._index),) * 2, np.int64)
        for members in groups:
            here = [self._index[person] for person in members]
            self._met[np.ix_(here, here)] += times
        np.fill_diagonal(self._met, 0)

    def coincidences(
        self, rows: Sequence[Sequence[Group]] = (), kept: Iterable[tuple[str, str]] = ()
    ) -> tuple[int, int]:
        """Count second and third meetings: Σ M(M−1)/2 and Σ M(M−1)(M−2)/6.

        Parameters
        ----------
        rows
            Rotations that come on top of what is remembered.
        kept
            Pairs that rules keep together; they do not count.
        """
        self.add(rows)
        met = np.zeros((1, 1), np.int64) if self._met is None else np.triu(self._met)
        for pair in kept:
            i, j = sorted(self._index[person] for person in pair)
            met[i, j] = 0
        self.add(rows, -1)
        twice = int((met * (met - 1)).sum()) // 2
        return twice, int((met * (met - 1) * (met - 2)).sum()) // 6

    def among(self, roster: Roster) -> Ints | None:
        """Give the meetings among those of `roster`, in its order; None if there are none."""
        if self._met is None or not self._met.any():
            return None
        here = [self._index[person.id] for person in roster]
        return self._met[np.ix_(here, here)]


def met_in(rows: Rows, stays_together: bool) -> Rows:
    """Give the rotations in which people meet: one, if groups stay as they are."""
    return rows[:1] if stays_together else rows
