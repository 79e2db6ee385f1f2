"""Whether sessions, stages, rotations and phases follow each other without overlapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from facilitate.checking.view import View, error, warning
from facilitate.clock import pinned, zone
from facilitate.errors import Finding, UsageError
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan
from facilitate.words import _, clock, did_you_mean

Timed = PhaseTimes | Rotation | SessionPlan
STAGES = ("setup", "intro", "harvest", "clearing")


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that has a start and an end, and where it stands in the plan."""

    start: datetime
    end: datetime
    where: str


def check_times(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    """Check all times of a plan."""
    timed = []
    for view in views:
        yield from _check_numbers(view)
        yield from _check_phase_names(view)
        if len({moment.tzinfo is None for moment in _moments(view)}) > 1:
            yield error(
                "times-mixed",
                _("Some times have a time zone and others have none."),
                view.where(),
                _("Write all of them in one way: 2018-11-07T14:30:00+01:00, or 00:05:00."),
            )
        else:
            yield from _check_session(view)
            timed.append(view)
    clocked = [view for view in timed if view.session.start.tzinfo is not None]
    yield from _check_zone(plan, clocked)


def _moments(view: View) -> Iterator[datetime]:
    session = view.session
    phases = [phase for rotation in session.rotations for phase in rotation.phases]
    parts: list[Timed] = [session, *session.stages, *session.rotations, *phases]
    for part in parts:
        yield from (part.start, part.end)


def _slot(part: Timed, where: str) -> Slot:
    return Slot(pinned(part.start), pinned(part.end), where)


def _check_numbers(view: View) -> Iterator[Finding]:
    numbers = [rotation.number for rotation in view.session.rotations]
    if numbers != list(range(1, len(numbers) + 1)):
        yield error(
            "rotation-numbers",
            _("The rotations are numbered {numbers}, not 1 to {count} in order.").format(
                numbers=", ".join(map(str, numbers)), count=len(numbers)
            ),
            view.where(),
        )


def _check_phase_names(view: View) -> Iterator[Finding]:
    known = [phase.id for phase in view.spec.timing.phases]
    for rotation in view.session.rotations:
        for phase in rotation.phases:
            if phase.id not in known:
                yield _unknown(phase, view.where(rotation.number), known)
    inside = STAGES if view.spec.grouped else (*STAGES, *known)
    for stage in view.session.stages:
        if stage.id not in inside:
            yield _unknown(stage, view.where(), inside)


def _unknown(phase: PhaseTimes, where: str, known: Sequence[str]) -> Finding:
    return error(
        "phase-unknown",
        _("There is no phase {phase}.").format(phase=phase.id),
        where,
        did_you_mean(phase.id, known),
    )


def _check_session(view: View) -> Iterator[Finding]:
    session = view.session
    whole = _slot(session, view.where())
    stages = [_slot(s, f"{session.title}, {s.id}") for s in session.stages]
    rotations = [_slot(r, view.where(r.number)) for r in session.rotations]
    yield from _check_forward([whole])
    yield from _check_inside(whole, [*stages, *rotations])
    yield from _check_apart([*stages, *rotations])
    for earlier, later in pairwise(rotations):
        if later.start < earlier.start:
            yield error("times-order", _("It begins before the one before it."), later.where)
    for rotation, outer in zip(session.rotations, rotations, strict=True):
        phases = [_slot(p, f"{outer.where}, {p.id} {p.repeat}") for p in rotation.phases]
        yield from _check_inside(outer, phases)
        yield from _check_apart(phases)


def _check_inside(outer: Slot, parts: Sequence[Slot]) -> Iterator[Finding]:
    yield from _check_forward(parts)
    for part in parts:
        if part.start < outer.start or part.end > outer.end:
            yield error(
                "times-outside",
                _("{times} is not inside {outer}.").format(times=_span(part), outer=_span(outer)),
                part.where,
            )


def _check_forward(slots: Iterable[Slot]) -> Iterator[Finding]:
    for slot in slots:
        if slot.start >= slot.end:
            yield error(
                "times-backwards",
                _("It ends at {end}, but begins at {start}.").format(
                    start=clock(slot.start), end=clock(slot.end)
                ),
                slot.where,
                _("The end must be later than the start."),
            )


def _check_apart(slots: Iterable[Slot]) -> Iterator[Finding]:
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.end))
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            yield error(
                "times-overlap",
                _("It begins at {start}, before {earlier} ends at {end}.").format(
                    start=clock(later.start), earlier=earlier.where, end=clock(earlier.end)
                ),
                later.where,
            )


def _span(slot: Slot) -> str:
    return f"{clock(slot.start)}–{clock(slot.end)}"


def _check_zone(plan: Plan, clocked: Sequence[View]) -> Iterator[Finding]:
    if plan.timezone is None:
        return
    try:
        place = zone(plan.timezone)
    except UsageError as unknown:
        finding = unknown.findings[0]
        yield error(finding.code, finding.message, "timezone", finding.hint)
        return
    for view in clocked:
        foreign = [m for m in _moments(view) if _there(m, place).utcoffset() != m.utcoffset()]
        if foreign:
            yield warning(
                "times-offset",
                _("{moment} is not the time of {zone}; there it is {right}.").format(
                    moment=foreign[0].isoformat(),
                    zone=plan.timezone,
                    right=_there(foreign[0], place).isoformat(),
                ),
                view.where(),
            )


def _there(moment: datetime, place: ZoneInfo) -> datetime:
    try:
        return moment.astimezone(place)
    except OverflowError:  # the first or last day that a calendar has
        return moment
