"""Sessions one after the other: where each begins, and how much shorter its phases become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitate.clock import MIDNIGHT, seconds
from facilitate.method import Method
from facilitate.programme.blocks import Block
from facilitate.programme.items import Item, as_item
from facilitate.timetable.layout import STEP, rotation_seconds
from facilitate.words import fold

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a session came to lie.

    Parameters
    ----------
    block
        What was to be placed.
    method
        With the lengths that its phases have now.
    start
        When setting up begins.
    spare
        Seconds left of the session's minutes; negative if they are too few.
    late
        Seconds by which people begin later than the session asked for.
    hurried
        Whether its phases are shorter for the sake of an anchor.
    missing
        Seconds that are missing before this anchor, buffers included.
    behind
        The sessions that run into this anchor, or push those that do.
    overlapping
        Whether people would be in one of those when this anchor begins.
    unused
        Seconds before this anchor in which nobody does anything, buffers left out.
    before
        What ends last before these; None if the anchor is the first of its day.
    """

    block: Block
    method: Method
    start: datetime
    spare: int
    late: int
    hurried: bool
    missing: int = 0
    behind: tuple[Placed, ...] = ()
    overlapping: bool = False
    unused: int = 0
    before: Placed | None = None


def place(blocks: Sequence[Block], people: int) -> tuple[Placed, ...]:
    """Place the sessions in order; see `facilitate.programme.lay_out_event` for how."""
    line = _Line([as_item(block) for block in blocks], people)
    line.settle_all()
    done: list[Placed] = []
    for index, item in enumerate(line.items):
        missing = line.missing(index)
        last = line.last_before(index)
        done.append(
            Placed(
                item.block,
                item.method,
                line.moment(item.begin - item.setup),
                item.spare,
                0 if item.wish is None else max(0, item.begin - item.wish),
                item.less > 0,
                missing,
                tuple(done[j] for j in line.behind(index)) if missing else (),
                missing > 0 and line.overlaps(index),
                0 if last is None else line.unused(last, index),
                None if last is None else done[last],
            )
        )
    return tuple(done)


class _Line:
    """All sessions in order."""

    def __init__(self, items: list[Item], people: int) -> None:
        self.items = items
        blocks = [item.block for item in items]
        self._share = [[shares_people(b, other, people) for other in blocks] for b in blocks]
        self._one_room = [[_one_room(b, other) for other in blocks] for b in blocks]
        starts = [item.block.session.start for item in items]
        self.zone = next((start.tzinfo for start in starts if start is not None), None)
        self._begin_first()

    def settle_all(self) -> None:
        """Place every session, and shorten what stands before an anchor."""
        for index, item in enumerate(self.items):
            self._settle(index)
            while item.anchored and self._free(index) > item.begin and self._shorten(index):
                for earlier in range(index + 1):
                    self._settle(earlier)

    def missing(self, index: int) -> int:
        """Seconds missing before an anchor, buffers included."""
        item = self.items[index]
        late = [
            self.items[j].end + self.items[j].buffer - item.begin
            for j in self._earlier(index)
            if item.anchored and self._share[j][index]
        ]
        return max(0, *late) if late else 0

    def behind(self, index: int) -> list[int]:
        """Sessions that make an anchor late: those too late themselves, and what pushes them."""
        begin = self.items[index].begin
        open_ = [j for j in self._earlier(index) if self._until(j, index, rooms=True) > begin]
        found: set[int] = set()
        while open_:
            j = open_.pop()
            if j not in found:
                found.add(j)
                open_ += self._pushers(j)
        return sorted(found)

    def overlaps(self, index: int) -> bool:
        """Whether people would still be elsewhere when an anchor begins."""
        begin = self.items[index].begin
        return any(
            self.items[j].left > begin for j in self._earlier(index) if self._share[j][index]
        )

    def last_before(self, index: int) -> int | None:
        """Give what people leave last before an anchor, on the same day."""
        begin = self.items[index].begin
        day = self.moment(begin).date()
        before = [
            j
            for j in self._earlier(index)
            if self._share[j][index] and self.moment(self.items[j].begin).date() == day
        ]
        if not self.items[index].anchored or not before:
            return None
        return max(before, key=lambda j: self._until(j, index, rooms=True))

    def unused(self, before: int, index: int) -> int:
        """Seconds between two sessions in which nothing is done, not even in the room."""
        return max(0, self.items[index].begin - self._until(before, index, rooms=True))

    def moment(self, passed: int) -> datetime:
        """Moment that so many seconds of the count stand for."""
        if self.zone is None:
            return MIDNIGHT + timedelta(seconds=passed)
        return datetime.fromtimestamp(passed, self.zone)

    def _begin_first(self) -> None:
        """Let sessions without a start before the first one with a start end there."""
        first = self.items[0]
        known = next((i for i, item in enumerate(self.items) if item.wish is not None), None)
        if known == 0:
            return
        first.wish = 0
        if known is not None:
            for index in range(known):
                self._settle(index)
            wanted = self.items[known].wish
            assert wanted is not None
            first.wish = (wanted - self._free(known)) // MINUTE * MINUTE
        if self.zone is None:  # nothing is before the beginning of the count
            first.wish = max(first.wish, first.setup)

    def _settle(self, index: int) -> None:
        item = self.items[index]
        if item.anchored and item.wish is not None:
            item.begin = item.wish
        elif item.wish is not None:
            item.begin = max(item.wish, _full_minute(self._free(index, rooms=False)))
        else:
            item.begin = _full_minute(self._free(index))

    def _free(self, index: int, *, rooms: bool = True) -> int:
        """When everybody, and where it matters the room, is free for a session."""
        return max((self._until(j, index, rooms) for j in range(index)), default=-(10**15))

    def _until(self, earlier: int, index: int, rooms: bool) -> int:
        """When an earlier session lets a later one begin."""
        before, after = self.items[earlier], self.items[index]
        until = -(10**15)
        follows = after.wish is None and earlier == index - 1
        if follows or self._share[earlier][index]:
            until = before.end + before.buffer
        if rooms and self._one_room[earlier][index]:
            until = max(until, before.cleared + after.setup)
        return until

    def _shorten(self, index: int) -> bool:
        """Take one step off all elastic phases of the sessions that make this anchor late."""
        found = False
        for j in self.behind(index):
            if self.items[j].elastic:
                self.items[j].less += STEP
                found = True
        return found

    def _earlier(self, index: int) -> list[int]:
        """Sessions before one that are meant to begin before it, too."""
        asked, earlier = self.items[0].wish, []
        for j, item in enumerate(self.items[:index]):
            asked = asked if item.wish is None else item.wish
            if asked is not None and asked < self.items[index].begin:
                earlier.append(j)
        return earlier

    def _pushers(self, index: int) -> list[int]:
        item = self.items[index]
        if item.anchored or item.begin == item.wish:
            return []
        rooms = item.wish is None
        return [j for j in range(index) if _full_minute(self._until(j, index, rooms)) == item.begin]


def shares_people(one: Block, other: Block, people: int) -> bool:
    """Whether somebody is expected in both sessions, of `people` in the whole event."""
    away = {*one.session.absent, *other.session.absent}
    return len(away) < people


def _one_room(one: Block, other: Block) -> bool:
    """Whether both need the same room; where none is named there is only one."""
    if "pause" in (one.method.formation, other.method.formation):
        return False
    return fold(one.session.room) == fold(other.session.room)


def saved_by_fewer(method: Method, rotations: int) -> int:
    """Seconds saved by one rotation less; 0 if the method needs them all."""
    if rotations <= method.rotations.min:
        return 0
    return rotation_seconds(method) + seconds(method.timing.changeover)


def _full_minute(passed: int) -> int:
    return -(-passed // MINUTE) * MINUTE
