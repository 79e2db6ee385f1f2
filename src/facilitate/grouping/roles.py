"""Who takes which role: nobody twice before all who may have had it once, as far as possible."""

from __future__ import annotations

from collections.abc import Sequence


def deal(
    groups: Sequence[Sequence[Sequence[int]]],
    count: int,
    taken: Sequence[set[int]],
) -> list[list[list[int]]]:
    """Deal one role in all rotations.

    Each slot (rotation, group) takes `count` people. Slots are filled in the order of time by
    augmenting paths: somebody has the role again only when no dealing of the rotations so far
    gives it to people who have had it less often.

    Parameters
    ----------
    groups
        ``groups[rotation][group]`` lists the people there.
    count
        People per group.
    taken
        ``taken[rotation]``: people who have another role in that rotation and get none.

    Returns
    -------
    ``dealt[rotation][group]``: the people with the role; fewer where nobody is free.

    References
    ----------
    Kuhn (1955), The Hungarian method, for augmenting paths in bipartite graphs.
    """
    matching = _Matching(
        [
            (r, g, [p for p in people if p not in taken[r]])
            for r, row in enumerate(groups)
            for g, people in enumerate(row)
            for _ in range(count)
        ]
    )
    for slot in range(len(matching.slots)):
        for limit in range(matching.least_held() + 1, len(groups) + 1):
            if matching.place(slot, limit, set()):
                break
    dealt: list[list[list[int]]] = [[[] for _ in row] for row in groups]
    for slot, person in sorted(matching.holder.items()):
        rotation, group, _able = matching.slots[slot]
        dealt[rotation][group].append(person)
    return dealt


class _Matching:
    """Slots (rotation, group, who may) and their holders; one slot per person and rotation."""

    def __init__(self, slots: list[tuple[int, int, list[int]]]) -> None:
        self.slots = slots
        self.holder: dict[int, int] = {}
        self.held: dict[int, set[int]] = {p: set() for _r, _g, able in slots for p in able}

    def least_held(self) -> int:
        """Slots of the person who holds the fewest: a lower limit leaves nobody to find."""
        return min((len(slots) for slots in self.held.values()), default=0)

    def place(self, slot: int, limit: int, tried: set[int]) -> bool:
        """Find somebody for `slot` who then holds at most `limit`, moving others on if needed."""
        rotation, _group, able = self.slots[slot]
        free = [p for p in able if p not in tried and not self._busy(p, rotation)]
        for person in free:
            if len(self.held[person]) < limit:
                self._give(slot, person)
                return True
        tried.update(free)
        for person in free:
            for other in sorted(self.held[person]):
                self._take(other, person)
                if self.place(other, limit, tried):
                    self._give(slot, person)
                    return True
                self._give(other, person)
        return False

    def _busy(self, person: int, rotation: int) -> bool:
        return any(self.slots[slot][0] == rotation for slot in self.held[person])

    def _give(self, slot: int, person: int) -> None:
        self.holder[slot] = person
        self.held[person].add(slot)

    def _take(self, slot: int, person: int) -> None:
        del self.holder[slot]
        self.held[person].discard(slot)
