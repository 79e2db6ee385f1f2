"""A plan as tables with headers, for spreadsheets: by person, by place, and in order of time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from facilitate.agenda import Itinerary, Turn, entries_of
from facilitate.clock import Span
from facilitate.exports.texts import Names, joined, plain
from facilitate.plan import Plan
from facilitate.planned import Namesakes, PlannedPerson
from facilitate.views import UNNUMBERED, by_rotation
from facilitate.words import _, ngettext

EVERYBODY = sys.maxsize
Cell = str | int | date | time | None
"""What stands in a cell: text, a number, a day, a time of day, or nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header; every row has a cell for every header."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def wide_table(plan: Plan, people: Sequence[Itinerary], most: int = EVERYBODY) -> Table:
    """Give a row for each person, with two columns for each rotation: where, and with whom.

    More than `most` partners are counted, not named.
    """
    slots, titles = _slots(plan)
    namesakes = Namesakes(plan.participants)
    pairs = ((title, _("{rotation}: with").format(rotation=title)) for title in titles)
    headers = (_("No."), _("Name"), *(header for pair in pairs for header in pair))
    return Table(headers, tuple(_wide_row(own, slots, most, namesakes) for own in people))


def long_table(people: Sequence[Itinerary], most: int = EVERYBODY) -> Table:
    """Give a row for each person and rotation; more than `most` partners are counted."""
    headers = (
        _("No."),
        _("Name"),
        _("Session"),
        _("Rotation"),
        _("Day"),
        _("From"),
        _("To"),
        _("Room"),
        _("Where"),
        _("Seat"),
        _("Topic"),
        _("Task"),
        _("With"),
    )
    namesakes = Namesakes(own.person for own in people)
    rows = (
        (
            *person_cells(own.person),
            plain(visit.session.title),
            turn.rotation,
            *span_cells(Span(turn.start, turn.end)),
            plain(visit.session.room),
            plain(turn.spot),
            plain(turn.seat),
            plain(turn.topic),
            plain(turn.task),
            _with(turn, most, namesakes),
        )
        for own in people
        for visit in own.visits
        for turn in visit.turns
    )
    return Table(headers, tuple(rows))


def wall_table(plan: Plan, people: Sequence[Itinerary]) -> Table:
    """Give a row for each person in the order of the alphabet, with a column per rotation."""
    slots, headers = _slots(plan)
    rows = []
    for own in sorted(people, key=lambda own: own.person.sorted_by):
        number, _name = person_cells(own.person)
        turns = _turns(own)
        places = (turns.get((session, rotation)) for session, rotation in slots)
        cells = (plain(turn.where) if turn else "" for turn in places)
        rows.append((plain(own.person.listed), number, *cells))
    return Table((_("Name"), _("No."), *headers), tuple(rows))


def places_table(plan: Plan) -> Table:
    """Give a row for each group, in order of time."""
    headers = (
        _("Session"),
        _("Rotation"),
        _("Day"),
        _("From"),
        _("To"),
        _("Place"),
        _("Topic"),
        _("How many"),
        _("Who sits there"),
    )
    rows = (
        (
            plain(view.session),
            view.number,
            *span_cells(Span(view.start, view.end)),
            plain(group.place),
            plain(group.topic),
            len(group.members),
            joined(plain(member.person.label) for member in group.members),
        )
        for view in by_rotation(plan)
        for group in view.groups
    )
    return Table(headers, tuple(rows))


def programme_table(plan: Plan) -> Table:
    """Give a row for each session, as participants read it."""
    headers = (_("Day"), _("From"), _("To"), _("Session"), _("Room"), _("What it is"))
    rows = (
        (
            *span_cells(entry.people),
            plain(entry.session.title),
            plain(entry.session.room),
            plain(entry.what),
        )
        for entry in entries_of(plan.sessions)
    )
    return Table(headers, tuple(rows))


def person_cells(person: PlannedPerson) -> tuple[Cell, Cell]:
    """Give number and name; nothing for the number of whoever has none."""
    return (None if person.number == UNNUMBERED else person.number), plain(person.name)


def span_cells(span: Span) -> tuple[Cell, Cell, Cell]:
    """Give day, begin and end; no day where no clock was given."""
    day = None if span.start.tzinfo is None else span.start.date()
    return day, _time(span.start), _time(span.end)


def _time(moment: datetime) -> time:
    return moment.time().replace(microsecond=0)


def _slots(plan: Plan) -> tuple[list[tuple[str, int]], list[str]]:
    """Give every rotation as session's id and number, and what its column is called."""
    names, slots, headers, titles = Names(), [], [], plan.titles()
    for session in plan.sessions:
        title, alone = titles[session.id], titles[session.id] == session.title
        for rotation in session.rotations:
            slots.append((session.id, rotation.number))
            number = _("Rotation {number}").format(number=rotation.number)
            header = f"{title} {rotation.number}" if alone else f"{title}, {number}"
            headers.append(names.unique(plain(header)))
    return slots, headers


def _turns(own: Itinerary) -> dict[tuple[str, int], Turn]:
    return {(v.session.id, turn.rotation): turn for v in own.visits for turn in v.turns}


def _wide_row(
    own: Itinerary, slots: Iterable[tuple[str, int]], most: int, namesakes: Namesakes
) -> tuple[Cell, ...]:
    turns = _turns(own)
    cells = (cell for slot in slots for cell in _pair(turns.get(slot), most, namesakes))
    return (*person_cells(own.person), *cells)


def _pair(turn: Turn | None, most: int, namesakes: Namesakes) -> Iterator[str]:
    if turn is None:
        yield from ("", "")
    else:
        yield joined((plain(turn.where), plain(turn.topic)), ": ")
        yield _with(turn, most, namesakes)


def _with(turn: Turn, most: int, namesakes: Namesakes) -> str:
    count = len(turn.partners)
    if count > most:
        return ngettext("{count} other", "{count} others", count).format(count=count)
    return joined(plain(namesakes.told(person)) for person in turn.partners)
