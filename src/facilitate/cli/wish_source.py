"""Where wishes are collected from: the session of an event, or a list and its cards."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitate.cli import options, output
from facilitate.collecting import Desk
from facilitate.errors import FacilitateError, Level, UsageError
from facilitate.event import Session, Topic
from facilitate.files import write_atomically
from facilitate.intake import (
    Collection,
    Intake,
    WishLists,
    format_collection,
    read_offers,
    read_wishes,
)
from facilitate.preparing import Brief, load_event, read_event_file
from facilitate.roster import Gone, Roster
from facilitate.words import _, did_you_mean

WISHED = ("market", "choice")
MARKET = "titel-thesen-fragmente"
MARKET_LEAST = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Everything there is to begin with.

    Parameters
    ----------
    desk
        People and cards.
    title
        What is wished for.
    path
        Where the collection is kept.
    start
        What the collection begins with if there is none yet.
    advice
        What to do with the file at the end.
    command
        How to plan with it.
    absent
        People who take no seat.
    """

    desk: Desk
    title: str
    path: Path
    start: Collection
    advice: str
    command: str
    absent: tuple[Gone, ...]


def from_list(
    people: Path, intake: Intake, cards: Path, kept: Path | None, least: int | None
) -> Source:
    """Take people and cards from two lists; cards get the numbers M1, M2, … in row order."""
    offers = read_offers(cards, intake.roster, absent=intake.roster.gone)
    output.tell_findings(offers.findings)
    path = kept or people.with_name(f"{people.stem}.wishes.csv")
    words = ["facilitate", "plan", str(people), "--method", MARKET, "--offers", str(cards)]
    return Source(
        desk=Desk(intake.roster, offers.topics(), least or MARKET_LEAST),
        title=cards.stem,
        path=path,
        start=Collection(),
        advice="",
        command=shlex.join([*words, "--wishes", str(path)]),
        absent=intake.roster.gone,
    )


def from_event(
    file: Path,
    named: str | None,
    kept: Path | None,
    least: int | None,
    numbers: Path | None,
    *,
    create: bool,
) -> Source:
    """Take people and topics from an event.

    Parameters
    ----------
    create
        Whether files may be written: everybody's numbers, and the file of wishes that the event
        names, if it is not there yet.

    Raises
    ------
    FacilitateError
        If the event has faults, or it is not clear which session is meant.
    """
    typed = _typed_wishes(read_event_file(file).document.data)
    wanted = named if named is not None or len(typed) != 1 else next(iter(typed))
    brief = _load(file, typed.get(wanted or "", ""), numbers, create=create)
    session = _session(brief, named)
    if create:
        options.keep_numbers(brief.intake, brief.people, numbers)
    output.tell_findings(f for f in brief.findings if f.level is not Level.HINT)
    own = typed.get(session.id, "")
    before = _kept_before(file.parent / own, brief.roster, session.topics) if own else None
    usable = before is None or before.kept
    path = kept or file.parent / (own if own and usable else f"{session.id}.wishes.csv")
    start = Collection() if before is None else before.collection
    if before is not None and not before.kept:
        start = replace(start, origins=dict.fromkeys(start.slips, before.source))
    method = brief.methods[session.id]
    given = _before_collecting(session.topics, start)
    return Source(
        desk=Desk(brief.roster, given, least or method.sizing.min, frozenset(session.absent)),
        title=session.title or str(method.title),
        path=path,
        start=start,
        advice="" if file.parent / own == path else _advice(file, session, path),
        command=shlex.join(["facilitate", "plan", str(file)]),
        absent=brief.intake.roster.gone,
    )


def _advice(file: Path, session: Session, path: Path) -> str:
    return _("In {event}, session “{session}”, write: wishes: {file}").format(
        event=file.name, session=session.id, file=path.name
    )


def _typed_wishes(data: Any) -> dict[str, str]:
    """Session's id → file of wishes, as the event file has them."""
    sessions = data.get("sessions") if isinstance(data, dict) else None
    return {
        str(part["id"]): part["wishes"]
        for part in (sessions if isinstance(sessions, list) else ())
        if isinstance(part, dict) and "id" in part and isinstance(part.get("wishes"), str)
    }


def _load(file: Path, wishes: str, numbers: Path | None, *, create: bool) -> Brief:
    """Read the event; a file of wishes that it names and that is not there yet is begun."""
    path = file.parent / wishes
    begun = create and bool(wishes) and not path.exists()
    if begun:
        write_atomically(path, format_collection(Collection(), Roster(()), ()), overwrite=False)
    try:
        return load_event(file, numbers=numbers)
    except FacilitateError:
        if begun:
            path.unlink()
        raise


def _session(brief: Brief, named: str | None) -> Session:
    wished = [s for s in brief.event.sessions if brief.methods[s.id].formation in WISHED]
    found = [s for s in wished if named in (None, s.id)]
    if len(found) == 1:
        return found[0]
    ids = [session.id for session in wished]
    known = _("There are: {sessions}.").format(sessions=", ".join(ids) or "–")
    if named is None:
        raise UsageError(
            _("Which session is wished for?"),
            code="session-missing",
            where="--session",
            hint=known,
        )
    raise UsageError(
        _("There is no session “{session}” that people wish for.").format(session=named),
        code="session-unknown",
        where="--session",
        hint=did_you_mean(named, ids) or known,
    )


def _kept_before(path: Path, roster: Roster, topics: Sequence[Topic]) -> WishLists | None:
    return read_wishes(path, roster, topics) if path.exists() else None


def _before_collecting(topics: Sequence[Topic], state: Collection) -> tuple[Topic, ...]:
    """Give the topics as they were before anything was collected."""
    late = {card.id for card in state.late}
    return tuple(
        topic.model_copy(
            update={
                "withdrawn": topic.withdrawn and topic.id not in state.withdrawn,
                "beside": None if topic.id in state.beside else topic.beside,
            }
        )
        for topic in topics
        if topic.id not in late
    )
