"""An event file in, everything resolved out: people are ids, moments have their time zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitate.errors import Finding
from facilitate.event import Event, Session
from facilitate.event_file import EventDraft
from facilitate.files import AnyPath
from facilitate.intake import Intake
from facilitate.method import Method
from facilitate.planning import Inputs
from facilitate.preparing.attendance import absences
from facilitate.preparing.attendees import read_attendees
from facilitate.preparing.beside import event_beside
from facilitate.preparing.desk import Desk
from facilitate.preparing.doubts import doubt_staff, doubt_steps, doubt_words
from facilitate.preparing.history import known_pairs
from facilitate.preparing.methods import Methods
from facilitate.preparing.places import read_venue
from facilitate.preparing.rules import RuleBook, take_private_file
from facilitate.preparing.schedule import lay_out_days
from facilitate.preparing.sessions import Programming, staff_of
from facilitate.preparing.source import EventSource, read_event_file, salvage
from facilitate.roster import Roster
from facilitate.words import spoken

__all__ = [
    "Brief",
    "EventSource",
    "event_beside",
    "load_event",
    "read_event_file",
]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything an event is planned from.

    Parameters
    ----------
    event
        With all names resolved.
    roster
        Everybody who takes a seat.
    methods
        Session's id → its method, with what the session changes in it.
    inputs
        Hashes of all files read, and the ids of those who need places without steps.
    intake
        The participant list as it was read; its numbers are not stored yet.
    findings
        What is worth knowing; nothing in it stops the work.
    path
        The event file.
    people
        The participant list.
    """

    event: Event
    roster: Roster
    methods: Mapping[str, Method]
    inputs: Inputs
    intake: Intake
    findings: tuple[Finding, ...]
    path: Path
    people: Path

    @property
    def folder(self) -> Path:
        """Folder of the event file."""
        return self.path.parent

    def method(self, session: Session) -> Method:
        """Give the method of `session`."""
        return self.methods[session.id]


def load_event(source: AnyPath | EventSource, *, numbers: AnyPath | None = None) -> Brief:
    """Read an event file and every file it names; nothing is written.

    Parameters
    ----------
    source
        The event file, or what `read_event_file` gave.
    numbers
        File with the numbers given so far; None is ``people.numbers`` beside the list.

    Raises
    ------
    FileError
        If the event file cannot be read.
    EventError
        If something in it, or in a file it names, is wrong; all of it is told, each with file,
        line and column.
    """
    source = source if isinstance(source, EventSource) else read_event_file(Path(source))
    salvaged = salvage(source.document.data)
    desk = Desk(source, salvaged)
    draft = salvaged.draft
    if draft is None:
        desk.findings()
        raise AssertionError(source.path)  # what leaves no draft has faults
    desk.read_as(source.path.name, source.sha256)
    return _resolved(draft, source.path, desk, None if numbers is None else Path(numbers))


def _resolved(draft: EventDraft, path: Path, desk: Desk, numbers: Path | None) -> Brief:
    """Resolve all names; whatever is wrong is raised at the end."""
    attendees = read_attendees(draft.people, desk, numbers)
    schedule = lay_out_days(draft, desk)
    venue = read_venue(draft.venue, desk)
    programming = Programming(schedule, attendees, venue, Methods(desk), desk)
    book = RuleBook(attendees, schedule, programming.seats, desk)
    book.take(draft.rules)
    take_private_file(draft, book, desk)
    rulings = book.rulings()
    entries = draft.people.attendance if draft.people else ()
    missing = absences(entries, attendees, schedule, desk)
    doubt_staff(venue, attendees, desk)
    doubt_steps(schedule, venue, rulings, programming.seats, missing, attendees, desk)
    doubt_words(schedule, programming.seats, desk)
    sessions = programming.sessions(rulings.sessions, missing)
    known = known_pairs(draft.history, attendees, desk)
    findings = desk.findings()
    assert draft.event is not None  # its lack is a fault
    assert attendees.intake is not None
    return Brief(
        event=Event(
            title=draft.event.title,
            place=draft.event.place,
            days=schedule.days,
            language=draft.event.language or ("en" if spoken() == "en" else "de"),
            timezone=draft.event.timezone,
            seed=draft.event.seed,
            staff=staff_of(venue, sessions),
            rules=rulings.everywhere,
            known=known,
            sessions=sessions,
        ),
        roster=attendees.roster,
        methods={session: seats.method for session, seats in programming.seats.items()},
        inputs=Inputs(hashes=desk.hashes, needs=rulings.needs),
        intake=attendees.intake,
        findings=findings,
        path=path,
        people=attendees.path,
    )
