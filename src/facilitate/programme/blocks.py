"""What a programme is laid out from, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from facilitate.clock import Span
from facilitate.errors import Finding
from facilitate.event import Session
from facilitate.method import Method
from facilitate.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Block:
    """One session to be laid out.

    Parameters
    ----------
    session
        With its start, minutes, buffer, room and who runs it.
    method
        With the session's own changes applied.
    rotations
        How many there are.
    people
        How many are there.
    whole
        Whether the session's start is that of setting up, and its minutes were spent on the
        number of rotations; otherwise people begin at the start, and the minutes are theirs.
    """

    session: Session
    method: Method
    rotations: int
    people: int
    whole: bool = False

    @property
    def title(self) -> str:
        """What the session is called."""
        return self.session.title or str(self.method.title)


@dataclass(frozen=True, slots=True)
class TimedSession:
    """When a session runs.

    Parameters
    ----------
    session
        The session.
    method
        Its method, with phases and changeover as long as they are now.
    timetable
        From setting up to clearing up.
    spare
        Minutes left over of those that the session asked for.
    """

    session: Session
    method: Method
    timetable: Timetable
    spare: float

    @property
    def title(self) -> str:
        """What the session is called."""
        return self.session.title or str(self.method.title)

    @property
    def people(self) -> Span:
        """From when to when people are there."""
        return self.timetable.people


@dataclass(frozen=True)
class Programme:
    """The times of all sessions, in the order of the event, and what there is to tell."""

    sessions: tuple[TimedSession, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def by_id(self) -> dict[str, TimedSession]:
        """Session's id → its times."""
        return {timed.session.id: timed for timed in self.sessions}
