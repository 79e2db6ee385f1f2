"""A session on its way to its place: how long it is, how short it can be, when it would begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from facilitate.clock import MIDNIGHT, pinned, seconds
from facilitate.method import Method
from facilitate.programme.blocks import Block
from facilitate.timetable.elastic import deepest, shrunk, squeezed, stretched
from facilitate.timetable.layout import for_people, phase_counts, seconds_needed


@dataclass(eq=False)
class Item:
    """A session that is being placed; times are seconds since the beginning of the count.

    Parameters
    ----------
    block
        What is placed.
    usual
        Its method, with the lengths that the session's minutes gave to its phases.
    given
        Seconds that people have by these minutes; None if the session says none.
    wish
        When people would begin; None if it follows the session before it.
    less
        Seconds taken off every elastic phase.
    begin
        When people begin.
    lengths
        Known lengths, by what was taken off.
    """

    block: Block
    usual: Method
    given: int | None
    wish: int | None
    less: int = 0
    begin: int = 0
    lengths: dict[int, int] = field(default_factory=dict)

    @property
    def method(self) -> Method:
        """The method with the lengths that its phases have now."""
        return squeezed(self.usual, self.less) if self.less else self.usual

    @cached_property
    def setup(self) -> int:
        """Seconds of setting up."""
        return seconds(self.usual.timing.setup)

    @cached_property
    def clearing(self) -> int:
        """Seconds of clearing up."""
        return seconds(self.usual.timing.clearing)

    @cached_property
    def buffer(self) -> int:
        """Seconds that stay free after it."""
        return seconds(self.block.session.buffer)

    @property
    def length(self) -> int:
        """Seconds that people are there."""
        if self.less not in self.lengths:
            self.lengths[self.less] = _length(self.method, self.block.rotations)
        return self.lengths[self.less]

    @property
    def spare(self) -> int:
        """Seconds left of the session's minutes; negative if they are too few."""
        return 0 if self.given is None else self.given - self.length

    @property
    def left(self) -> int:
        """When people leave."""
        return self.begin + self.length

    @property
    def end(self) -> int:
        """When people are free again, with the minutes that the session asked for."""
        return max(self.left, self.begin + (self.given or 0))

    @property
    def cleared(self) -> int:
        """When the room is free again."""
        return self.left + self.clearing

    @property
    def anchored(self) -> bool:
        """Whether its begin is known and never moves."""
        return self.block.session.anchor and self.wish is not None

    @property
    def elastic(self) -> bool:
        """Whether an anchor may make it shorter still."""
        return self.given is None and self.less < deepest(self.usual)


def as_item(block: Block) -> Item:
    """Make a block ready to be placed: with its own changeover, minutes and start."""
    method = for_people(block.method, block.people)
    session, setup = block.session, seconds(method.timing.setup)
    given = None if session.minutes is None or block.whole else seconds(session.minutes)
    wish = None if session.start is None else _since(session.start)
    if wish is not None and block.whole:
        wish += setup
    if wish is not None and session.start is not None and session.start.tzinfo is None:
        wish = max(wish, setup)  # nothing is before 00:00
    usual = method if given is None else _fitted(method, block.rotations, given)
    return Item(block, usual, given, wish)


def _fitted(method: Method, rotations: int, given: int) -> Method:
    """Make elastic phases so long that people are there for the seconds `given`."""
    missing = _length(method, rotations) - given
    if missing < 0:
        method = stretched(method, rotations, -missing)
    elif missing:
        method = shrunk(method, rotations, missing)
    return _pause_of(method, rotations, given) if method.formation == "pause" else method


def _pause_of(method: Method, rotations: int, given: int) -> Method:
    """Make a pause exactly as long as it was said to be, whatever its limits."""
    phase, times = max(phase_counts(method), key=lambda counted: counted[0].minutes)
    length = seconds(phase.minutes) + given - _length(method, rotations)
    if rotations * times > 1 or length <= 0:
        return method
    minutes = length / 60
    fitting = {
        "minutes": minutes,
        "min": None if phase.min is None else min(phase.min, minutes),
        "max": None if phase.max is None else max(phase.max, minutes),
    }
    phases = tuple(
        p.model_copy(update=fitting) if p.id == phase.id else p for p in method.timing.phases
    )
    timing = method.timing.model_copy(update={"phases": phases})
    return method.model_copy(update={"timing": timing})


def _length(method: Method, rotations: int) -> int:
    around = seconds(method.timing.setup) + seconds(method.timing.clearing)
    return seconds_needed(method, rotations) - around


def _since(moment: datetime) -> int:
    """Seconds from the beginning of the count: 1970, or 00:00 where there is no clock."""
    if moment.tzinfo is None:
        return (moment - MIDNIGHT) // timedelta(seconds=1)
    return int(pinned(moment).timestamp())
