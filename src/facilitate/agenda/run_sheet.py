"""The programme as moderators run it: minute by minute, with what to say and when to signal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from facilitate.agenda.days import entries_of, on_day, people_in
from facilitate.agenda.furniture import materials_of
from facilitate.clock import Span
from facilitate.method import Method
from facilitate.parts import Text
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan
from facilitate.timetable.elastic import told_minutes
from facilitate.words import _, decimal, ngettext

BEFORE = ("setup", "intro")
AFTER = ("harvest", "clearing")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the moderator does or says.

    Parameters
    ----------
    kind
        ``setup``, ``intro``, ``rotation``, ``phase``, ``warning``, ``change``, ``harvest``,
        ``clearing`` or ``close``.
    start, end
        From when to when; the same for what takes no time.
    what
        What happens.
    say
        What is read aloud; empty if nothing.
    note
        What to do or to look at; empty if there is nothing.
    signal
        Whether a signal, such as a gong, goes before it.
    """

    kind: str
    start: datetime
    end: datetime
    what: str
    say: str = ""
    note: str = ""
    signal: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One session as moderators run it, with everything that must be there."""

    session: SessionPlan
    people: Span
    materials: tuple[str, ...]
    steps: tuple[Step, ...]


def run_sheet(plan: Plan, day: date | None = None) -> tuple[Run, ...]:
    """Give all sessions, or those of one day, minute by minute."""
    return tuple(
        Run(
            entry.session,
            entry.people,
            materials_of(plan, entry.session),
            tuple(_steps(entry.session)),
        )
        for entry in entries_of(on_day(plan, day))
    )


def _steps(session: SessionPlan) -> Iterator[Step]:
    for stage in session.stages:
        if stage.id in BEFORE:
            yield _stage(session, stage)
    yield from _ungrouped(session)
    for rotation, following in zip_longest(session.rotations, session.rotations[1:]):
        yield from _rotation(session, rotation)
        if following is not None:
            change = _change(session, rotation.number, rotation.end, following.start)
            words = " ".join(filter(None, (change.say, _left_over(session, following))))
            yield replace(change, say=words, note=_back_first(session, rotation))
    after = {stage.id: stage for stage in session.stages if stage.id in AFTER}
    if "harvest" in after:
        yield _stage(session, after["harvest"])
    if session.spec.spoken.close is not None:
        end = people_in(session).end
        what = _("End of the break") if session.spec.formation == "pause" else _("Close")
        yield Step("close", end, end, what, str(session.spec.spoken.close))
    if "clearing" in after:
        yield _stage(session, after["clearing"])


def _ungrouped(session: SessionPlan) -> Iterator[Step]:
    """Give the phases of a session in which nobody is seated; they stand among its stages."""
    phases = [stage for stage in session.stages if stage.id not in (*BEFORE, *AFTER)]
    begins, spoken, number = _rounds(session), session.spec.spoken, 0
    for earlier, phase in zip([None, *phases], phases, strict=False):
        words: list[str] = []
        if phase in begins:
            number += 1
            if earlier is None and all(stage.id != "intro" for stage in session.stages):
                words.append(_text(spoken.welcome))
            words += [_filled(session, number, spoken.begin), _question(session, number)]
            if earlier is not None:
                yield _change(session, number, earlier.end, phase.start)
        step = _phase(session, phase, number, first=True)
        yield replace(step, say=" ".join(filter(None, (*words, step.say))))


def _rounds(session: SessionPlan) -> list[PhaseTimes]:
    """Find the phases with which a rotation begins where nobody is seated."""
    phases = [stage for stage in session.stages if stage.id not in (*BEFORE, *AFTER)]
    return [p for p in phases if (p.id, p.repeat) == (phases[0].id, 1)]


def _stage(session: SessionPlan, stage: PhaseTimes) -> Step:
    names = {
        "setup": _("Setting up"),
        "intro": _("Introduction"),
        "harvest": _("Harvest"),
        "clearing": _("Clearing up"),
    }
    spoken = {"intro": session.spec.spoken.welcome, "harvest": session.spec.spoken.harvest}
    return Step(
        stage.id,
        stage.start,
        stage.end,
        names[stage.id],
        _text(spoken.get(stage.id)),
        str(session.spec.room.layout) if stage.id == "setup" else "",
        signal=stage.id == "harvest" and bool(session.rotations),
    )


def _rotation(session: SessionPlan, rotation: Rotation) -> Iterator[Step]:
    spoken = session.spec.spoken
    words = (
        _filled(session, rotation.number, spoken.begin),
        _question(session, rotation.number),
    )
    yield Step(
        "rotation",
        rotation.start,
        rotation.end,
        _("Rotation {number}").format(number=rotation.number),
        " ".join(filter(None, words)),
    )
    steps = [
        _phase(session, phase, rotation.number, first=not at)
        for at, phase in enumerate(rotation.phases)
    ]
    yield from _warned(session, rotation, steps)


def _warned(session: SessionPlan, rotation: Rotation, steps: list[Step]) -> list[Step]:
    """Put the warning among the phases; where one begins just then, its own words do."""
    minutes, words = session.spec.timing.warning, session.spec.spoken.warning
    if not minutes or words is None:
        return steps
    moment = rotation.end - timedelta(minutes=minutes)
    said = _filled(session, rotation.number, words)
    if any(step.start == moment for step in steps):
        return [replace(s, say=s.say or said) if s.start == moment else s for s in steps]
    warning = Step("warning", moment, moment, _time_left(minutes), said, signal=True)
    return sorted([*steps, warning], key=lambda step: step.start)


def _time_left(minutes: float) -> str:
    if minutes == 0.5:
        return _("½ minute left")
    return ngettext(
        "{minutes} minute left", "{minutes} minutes left", 1 if minutes == 1 else 2
    ).format(minutes=decimal(minutes))


def _phase(session: SessionPlan, phase: PhaseTimes, number: int, *, first: bool) -> Step:
    known = next((p for p in session.spec.timing.phases if p.id == phase.id), None)
    if known is None:
        return Step("phase", phase.start, phase.end, phase.id)
    return Step(
        "phase",
        phase.start,
        phase.end,
        f"{known.name} {phase.repeat}" if known.repeat > 1 else str(known.name),
        _filled(session, number, known.say, phase) if phase.repeat == 1 else "",
        _text(known.record),
        signal=not first,
    )


def _change(session: SessionPlan, number: int, start: datetime, end: datetime) -> Step:
    words = _filled(session, number, session.spec.spoken.change)
    return Step("change", start, end, _("Changing places"), words, signal=True)


def _back_first(session: SessionPlan, rotation: Rotation) -> str:
    """Remind of those who joined a pair: before people move on, each must be at their own seat."""
    if session.seating == "free" or not is_odd(session, rotation):
        return ""
    return _("Whoever joined a pair first puts their chair back at their own seat.")


def _left_over(session: SessionPlan, rotation: Rotation) -> str:
    """Say what whoever faces nobody does; only with numbered seats a card names the pair."""
    if not is_odd(session, rotation):
        return ""
    if session.seating == "free":
        return _("Whoever faces nobody takes the chair along and joins a pair nearby.")
    return _text(session.spec.spoken.trio)


def is_odd(session: SessionPlan, rotation: Rotation) -> bool:
    """Whether somebody in a double circle faces nobody; with free seats a group is a circle."""
    if session.spec.movement.ring is None:
        return False
    sizes = [len(group.members) for group in rotation.groups]
    return any(size % 2 if session.seating == "free" else size > 2 for size in sizes)


def _question(session: SessionPlan, number: int) -> str:
    """Give the question that everybody has in a rotation, if no other words have it."""
    method = session.spec
    prompt = question_for_all(method, number).strip()
    spoken = (method.spoken.begin, *(phase.say for phase in method.timing.phases))
    said = " ".join(_filled(session, number, words) for words in spoken)
    if not prompt or prompt in said:
        return ""
    return _("The question: {prompt}").format(prompt=prompt)


def question_for_all(method: Method, number: int) -> str:
    """Give the question of a rotation; empty where each group draws its own from cards."""
    drawn = any(need.sheet == "questions" for need in method.materials)
    return "" if drawn else _text(method.prompt(number))


def _filled(
    session: SessionPlan, number: int, words: Text | None, phase: PhaseTimes | None = None
) -> str:
    """Put the question, the number of a rotation, and how long it is into what is read aloud."""
    if words is None:
        return ""
    prompt = _text(session.spec.prompt(number))
    rotations = len(session.rotations) or len(_rounds(session))
    known = {"prompt": prompt, "rotation": number, "rotations": rotations}
    if phase is not None:
        known["minutes"] = told_minutes((phase.end - phase.start).total_seconds() / 60)
    return words.filled(**known).strip()


def _text(words: Text | None) -> str:
    return "" if words is None else str(words)
