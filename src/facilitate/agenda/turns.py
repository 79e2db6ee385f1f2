"""One rotation as one person lives it, and which of them a card says in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from facilitate.groups import Seat
from facilitate.planned import PlannedPerson
from facilitate.words import _

Status = Literal["seated", "out", "unplaced"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One rotation as one person lives it.

    Parameters
    ----------
    rotation
        Number of the rotation, from 1.
    start, end
        When it runs.
    status
        ``seated``; ``out`` for whoever sits out; ``unplaced`` for whom the plan forgot.
    place, place_id
        Label and id of the place; empty for who is not seated.
    chair
        Circle, side and seat; None where the plan names none.
    joins
        Whether the person faces nobody and joins the pair at `place`.
    topic
        What is talked about there, or empty.
    role, task, duty
        The person's role: its id, what it is called, and what it asks for; or empty.
    partners
        Who sits there, too; empty if nobody can know it.
    """

    rotation: int
    start: datetime
    end: datetime
    status: Status
    place: str = ""
    place_id: str = ""
    chair: Seat | None = None
    joins: bool = False
    topic: str = ""
    role: str = ""
    task: str = ""
    duty: str = ""
    partners: tuple[PlannedPerson, ...] = ()

    @property
    def spot(self) -> str:
        """Where the person sits, without the seat: "Table 7", or "Outer circle B"."""
        if self.status == "out":
            return _("sits out")
        if self.status == "unplaced":
            return _("please see the moderators")
        if self.chair is not None and self.chair.circle and self.chair.side:
            outer = self.chair.side == "outer"
            side = _("Outer circle {circle}") if outer else _("Inner circle {circle}")
            return side.format(circle=self.chair.circle)
        return self.place

    @property
    def seat(self) -> str:
        """Which seat there, and whom to join: "seat 7"; empty if every seat is right.

        Chairs at tables have no numbers: the seat there says who deals when, and the task says so.
        """
        parts = []
        if self.chair is not None and self.chair.circle and self.chair.seat is not None:
            parts.append(_("seat {seat}").format(seat=self.chair.seat))
        if self.joins:
            parts.append(self.pair)
        return ", ".join(parts)

    @property
    def pair(self) -> str:
        """Which pair is joined by whoever faces nobody: "with your chair to pair B4"."""
        return _("with your chair to {place}").format(place=self.place) if self.joins else ""

    @property
    def mark(self) -> str:
        """Where the person sits, as it stands on the chair: "B 7 outer", "Table 7"."""
        chair = self.chair
        if self.status != "seated" or chair is None or not chair.circle or not chair.side:
            return self.spot
        if self.joins:
            return _("{mark}, to {place}").format(mark=self.chair_mark, place=self.place)
        return self.chair_mark

    @property
    def chair_mark(self) -> str:
        """What stands on the chair: "B 7 outer"; empty where chairs have no marks."""
        chair = self.chair
        if chair is None or not chair.circle or not chair.side:
            return ""
        return chair_mark(chair.circle, chair.seat, chair.side)

    @property
    def where(self) -> str:
        """Where the person sits, in words: "Table 7, seat 3", "Outer circle B, seat 7"."""
        return ", ".join(part for part in (self.spot, self.seat) if part)


def along(turns: Iterable[Turn]) -> tuple[tuple[Turn, ...], ...]:
    """Put turns together that a card says in one line.

    These are turns on one side of one circle, and all of a session spent at one place. Whoever
    comes back to a table, or stays there for a while, has a line for each rotation; so has a turn
    with a task or a topic of its own.
    """
    all_turns = tuple(turns)
    if len({_line(turn) for turn in all_turns}) == 1:
        return (all_turns,)
    return tuple(
        tuple(run)
        for _key, run in groupby(
            all_turns, key=lambda turn: (_line(turn), 0 if _circling(turn) else turn.rotation)
        )
    )


def _circling(turn: Turn) -> bool:
    return turn.chair is not None and bool(turn.chair.circle)


def _line(turn: Turn) -> tuple[object, ...]:
    chair = turn.chair
    if chair is not None and chair.circle:
        place: tuple[object, ...] = (chair.circle, chair.side)
    else:
        place = (turn.place_id,)
    return (turn.status, place, turn.rotation if turn.joins else 0, turn.topic, turn.task)


def chair_mark(circle: str, seat: int | None, side: str) -> str:
    """Say which chair of a double circle it is, in a few letters: "B 7 outer"."""
    return " ".join(filter(None, (circle, str(seat or ""), side_words(side))))


def side_words(side: str) -> str:
    """Say on which side of a double circle a chair stands, in one word."""
    return _("outer") if side == "outer" else _("inner")
