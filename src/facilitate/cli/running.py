"""The timetable on the screen: for participants, moderators and rooms."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitate import agenda
from facilitate.cli import output
from facilitate.clock import MIDNIGHT, Span
from facilitate.moments import write_moment
from facilitate.plan import PhaseTimes, Plan, SessionPlan
from facilitate.words import _, clock, listed, minute, ngettext, quoted, written_date

INSIDE = ("phase", "warning")  # belong to the rotation above them


def show_timetable(plan: Plan, reader: str = "participants", day: date | None = None) -> None:
    """Show when everything runs.

    Parameters
    ----------
    reader
        ``participants`` see the sessions of each day, ``moderators`` what to do and say minute by
        minute, ``rooms`` what must stand in each room and when.
    day
        Only this day; all if left out.
    """
    shown = {"participants": _show_days, "moderators": _show_runs, "rooms": _show_rooms}
    shown[reader](plan, day)


def say_timetable(plan: Plan, reader: str = "participants", day: date | None = None) -> None:
    """Write the same as JSON; see `show_timetable`."""
    if reader == "rooms":
        output.say_json([_room_data(room) for room in agenda.rooms_of(plan, day)])
    elif reader == "moderators":
        output.say_json([_run_data(run) for run in agenda.run_sheet(plan, day)])
    else:
        entries = agenda.entries_of(agenda.on_day(plan, day))
        output.say_json([_entry_data(plan, entry) for entry in entries])


def _show_days(plan: Plan, day: date | None) -> None:
    for number, today in enumerate(agenda.days_of(plan, day)):
        if number:
            output.say()
        if today.day is None:
            _say_no_clock(today.entries[0].session)
        else:
            output.heading(written_date(today.day))
        rows = [
            (
                _minutes_only(entry.people),
                entry.session.title,
                entry.session.room,
                entry.what,
            )
            for entry in today.entries
        ]
        headers = (_("Time"), _("Session"), _("Room"), _("What it is"))
        columns = [i for i in range(len(headers)) if any(row[i] for row in rows)]
        output.table(
            [headers[i] for i in columns],
            ([row[i] for i in columns] for row in rows),
            whole=frozenset({0}),
        )
    output.tell(_("With --for moderators you see every minute, with the words to say."))


def _show_runs(plan: Plan, day: date | None) -> None:
    for number, run in enumerate(agenda.run_sheet(plan, day)):
        session, start = run.session, run.people.start
        today = "" if start.tzinfo is None else written_date(start)
        parts = [session.title, session.room, today, _exactly(session)]
        output.heading(", ".join(part for part in parts if part))
        if not number:
            _say_no_clock(session)
        if session.moderators:
            output.wrapped(_("Run by: {names}").format(names=listed(session.moderators)))
        if run.materials:
            needed = _("Needed: {things}").format(things="; ".join(run.materials))
            output.wrapped(needed, hanging="  ")
        _show_steps(run)
        output.say()


def _show_steps(run: agenda.Run) -> None:
    times = [_exactly(step) for step in run.steps]
    width = max(map(len, times), default=0) + 2
    for time, step in zip(times, run.steps, strict=True):
        inside = "  " if step.kind in INSIDE and run.session.rotations else ""
        what = _("Signal: {what}").format(what=step.what) if step.signal else step.what
        output.say(f"{time:<{width}}{inside}{what}")
        for words in (step.note, quoted(step.say) if step.say else ""):
            if words:
                output.wrapped(words, indent=" " * width)


def _show_rooms(plan: Plan, day: date | None) -> None:
    for room in agenda.rooms_of(plan, day):
        name = room.room or _("Room not named")
        output.heading(name if room.day is None else f"{name}, {written_date(room.day)}")
        if room.day is None:
            _say_no_clock(room.blocks[0].session)
        for block in room.blocks:
            _show_block(block)
        output.say()


def _show_block(block: agenda.RoomBlock) -> None:
    title = block.session.title
    people = ngettext("{count} person", "{count} people", block.present).format(count=block.present)
    lines = [(block.people, f"{title}, {people}")]
    if block.setup is not None:
        lines.insert(0, (block.setup, _("Setting up: {title}").format(title=title)))
    if block.clearing is not None:
        lines.append((block.clearing, _("Clearing up: {title}").format(title=title)))
    width = max(len(_exactly(span)) for span, _text in lines) + 2
    for span, text in lines:
        output.say(f"{_exactly(span):<{width}}{text}")
        if span is block.people:
            for line in filter(None, (block.layout, *block.furniture, *block.materials)):
                output.wrapped(line, indent=" " * width)


def _say_no_clock(first: SessionPlan) -> None:
    if first.start == MIDNIGHT:
        output.wrapped(_("No clock was given: all times count from the beginning."))


def _exactly(part: Any) -> str:
    """Write times to the second; what takes no time has only one."""
    begin, end = clock(part.start), clock(part.end)
    return begin if part.start == part.end else f"{begin}–{end}"


def _minutes_only(span: Span) -> str:
    """Write times as participants need them, to the nearest minute."""
    return f"{minute(span.start)}–{minute(span.end)}"


def _span(part: Any) -> dict[str, str]:
    return {"start": write_moment(part.start), "end": write_moment(part.end)}


def _entry_data(plan: Plan, entry: agenda.Entry) -> dict[str, Any]:
    session = entry.session
    return {
        "session": session.id,
        "title": session.title,
        "room": session.room,
        "what": entry.what,
        "formation": session.spec.formation,
        "moderators": session.moderators,
        "timezone": plan.timezone,
        **_span(session),
        "people": _span(entry.people),
        "stages": [_phase_data(stage) for stage in session.stages],
        "rotations": [
            {
                "number": rotation.number,
                **_span(rotation),
                "phases": [_phase_data(phase) for phase in rotation.phases],
            }
            for rotation in session.rotations
        ],
    }


def _phase_data(phase: PhaseTimes) -> dict[str, Any]:
    return {"id": phase.id, "repeat": phase.repeat, **_span(phase)}


def _run_data(run: agenda.Run) -> dict[str, Any]:
    session = run.session
    return {
        "session": session.id,
        "title": session.title,
        "room": session.room,
        "moderators": session.moderators,
        **_span(session),
        "people": _span(run.people),
        "materials": run.materials,
        "steps": [
            {
                "kind": step.kind,
                **_span(step),
                "what": step.what,
                "say": step.say or None,
                "note": step.note or None,
                "signal": step.signal,
            }
            for step in run.steps
        ],
    }


def _room_data(room: agenda.RoomDay) -> dict[str, Any]:
    return {
        "room": room.room,
        "day": None if room.day is None else room.day.isoformat(),
        "blocks": [
            {
                "session": block.session.id,
                "title": block.session.title,
                "people": block.present,
                "setup": None if block.setup is None else _span(block.setup),
                **_span(block.people),
                "clearing": None if block.clearing is None else _span(block.clearing),
                "layout": block.layout,
                "places": block.furniture,
                "materials": block.materials,
            }
            for block in room.blocks
        ],
    }
