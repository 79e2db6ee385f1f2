"""The timetable on the screen: times, and what the moderator reads aloud."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from facilitate import clock as clocks
from facilitate.cli import output
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan, write_moment
from facilitate.words import _, clock, decimal, quoted

BEFORE = ("setup", "intro")


def show_timetable(plan: Plan) -> None:
    """Show when everything runs, with the words that are read aloud."""
    for session in plan.sessions:
        output.heading(_title(session))
        if session.start == clocks.MIDNIGHT:
            output.wrapped(_("No clock was given: all times count from the beginning."))
        stages = [stage for stage in session.stages if stage.id in BEFORE]
        for stage in stages:
            _show_stage(session, stage)
        for number, rotation in enumerate(session.rotations):
            following = session.rotations[number + 1 : number + 2]
            _show_rotation(session, rotation, following[0] if following else None)
        for stage in session.stages:
            if stage.id not in BEFORE:
                _show_stage(session, stage)
        if session.spec.spoken.close is not None:
            _aloud(str(session.spec.spoken.close))
        output.say()


def say_timetable(plan: Plan) -> None:
    """Write all times as JSON."""
    output.say_json(
        [
            {
                "session": session.id,
                "title": session.title,
                "timezone": plan.timezone,
                **_span(session),
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
            for session in plan.sessions
        ]
    )


def _title(session: SessionPlan) -> str:
    day = "" if session.start.year == clocks.MIDNIGHT.year else f"{session.start:%d.%m.%Y}, "
    return f"{session.title}, {day}{clock(session.start)}–{clock(session.end)}"


def _show_stage(session: SessionPlan, stage: PhaseTimes) -> None:
    names = {
        "setup": _("Setting up"),
        "intro": _("Introduction"),
        "harvest": _("Harvest"),
        "clearing": _("Clearing up"),
    }
    _line(stage, names.get(stage.id, stage.id))
    spoken = {"intro": session.spec.spoken.welcome, "harvest": session.spec.spoken.harvest}
    if stage.id == "setup":
        output.wrapped(str(session.spec.room.layout), indent=_INDENT)
    words = spoken.get(stage.id)
    if words is not None:
        _aloud(str(words))


def _show_rotation(session: SessionPlan, rotation: Rotation, following: Rotation | None) -> None:
    _line(rotation, _("Rotation {number}").format(number=rotation.number))
    spoken = session.spec.spoken
    _aloud(_filled(session, rotation, spoken.begin))
    for phase in rotation.phases:
        _line(phase, _phase_name(session, phase), indent="  ")
        words = _words_of(session, phase) if phase.repeat == 1 else ""
        if words:
            _aloud(_filled(session, rotation, words))
    _show_warning(session, rotation)
    if following is not None:
        change = clocks.Span(rotation.end, following.start)
        _line(change, _("Changing places"))
        _aloud(_filled(session, rotation, spoken.change))


def _filled(session: SessionPlan, rotation: Rotation, words: object) -> str:
    """Put this rotation's question and number into what is read aloud."""
    filling = {
        "{prompt}": str(session.spec.prompt(rotation.number) or ""),
        "{rotation}": str(rotation.number),
        "{rotations}": str(len(session.rotations)),
    }
    text = str(words)
    for placeholder, value in filling.items():
        text = text.replace(placeholder, value)
    return text.strip()


def _show_warning(session: SessionPlan, rotation: Rotation) -> None:
    minutes = session.spec.timing.warning
    if minutes and session.spec.spoken.warning is not None:
        moment = rotation.end - timedelta(minutes=minutes)
        signal = _("Signal: {minutes} min left").format(minutes=decimal(minutes))
        output.say(f"{clock(moment):<{len(_INDENT)}}  {signal}")
        _aloud(_filled(session, rotation, session.spec.spoken.warning))


def _phase_name(session: SessionPlan, phase: PhaseTimes) -> str:
    known = {known.id: known for known in session.spec.timing.phases}
    if phase.id not in known:
        return phase.id
    name = str(known[phase.id].name)
    return f"{name} {phase.repeat}" if known[phase.id].repeat > 1 else name


def _words_of(session: SessionPlan, phase: PhaseTimes) -> str:
    found = [known.say for known in session.spec.timing.phases if known.id == phase.id]
    return str(found[0]) if found and found[0] is not None else ""


_INDENT = " " * 13


def _line(span: Any, text: str, indent: str = "") -> None:
    output.say(f"{clock(span.start)}–{clock(span.end)}  {indent}{text}")


def _aloud(words: str) -> None:
    output.wrapped(quoted(words), indent=_INDENT)


def _span(part: Any) -> dict[str, str]:
    return {"start": write_moment(part.start), "end": write_moment(part.end)}


def _phase_data(phase: PhaseTimes) -> dict[str, Any]:
    return {"id": phase.id, "repeat": phase.repeat, **_span(phase)}
