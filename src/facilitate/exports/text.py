"""Rooms as plain text, for placing people by hand: "Room 1: Ana, Sam"."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.clock import Span
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.rooms import BreakoutRoom, RoomSet, free_seats_findings, room_sets
from facilitate.exports.texts import joined, plain
from facilitate.plan import Plan
from facilitate.planned import Namesakes
from facilitate.words import _, clock, fold, written_date

_FILE = "plan.txt"


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the only file."""
    del plan, options
    return (_FILE,)


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give one text file with all rotations, in order of time."""
    del options
    sets = room_sets(plan)
    namesakes = Namesakes(plan.participants)
    text = "\n".join(line for each in sets for line in _lines(each, namesakes))
    return Exported({_FILE: text.encode()}, free_seats_findings(sets))


def _lines(each: RoomSet, namesakes: Namesakes) -> Iterator[str]:
    span = Span(each.view.start, each.view.end)
    day = "" if span.start.tzinfo is None else written_date(span.start)
    heading = joined((each.title, day, f"{clock(span.start)}–{clock(span.end)}"))
    yield heading
    yield "-" * len(heading)
    yield from (_room(room, namesakes) for room in sorted(each.rooms, key=lambda r: r.number))
    if each.view.sitting_out:
        people = joined(plain(namesakes.told(person)) for person in each.view.sitting_out)
        yield _("sits out") + ": " + people
    yield ""


def _room(room: BreakoutRoom, namesakes: Namesakes) -> str:
    names = joined(plain(namesakes.told(person)) for person in room.people)
    line = _("Room {number}: {names}").format(number=room.number, names=names)
    told = fold(room.name).split()[-1:] == [str(room.number)]
    remark = joined(("" if told else room.name, room.topic))
    return f"{line} ({remark})" if remark else line
