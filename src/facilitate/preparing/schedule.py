"""The days and begins of all sessions, from what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from facilitate import clock
from facilitate.clock import day_in
from facilitate.event_file import EventDraft, SessionPart
from facilitate.parts import KeyPath
from facilitate.preparing.desk import Desk
from facilitate.typed import number_of_day, split_start
from facilitate.words import _, did_you_mean, listed, typed_date


@dataclass(frozen=True, slots=True)
class Slot:
    """A session and when it begins.

    Parameters
    ----------
    part
        As it was typed.
    path
        Where it stands.
    day
        None where the event has no dates.
    start
        With its time zone, or a time of day where the event has no dates; None if it follows
        the session before.
    """

    part: SessionPart
    path: KeyPath
    day: date | None
    start: datetime | None

    @property
    def id(self) -> str:
        """Short name of the session."""
        return self.part.id


@dataclass(frozen=True, slots=True)
class Schedule:
    """All sessions in order, and the days of the event.

    Parameters
    ----------
    days
        In their order; those of the sessions where the event names none.
    slots
        Sessions in the order of the file.
    uncertain
        Whether the days have faults of their own, so that no day is called unknown.
    unsure_ids
        Ids as they were typed, of sessions with faults, too.
    """

    days: tuple[date, ...]
    slots: tuple[Slot, ...]
    uncertain: bool
    unsure_ids: frozenset[str]

    def sessions(self, desk: Desk, path: KeyPath, named: Sequence[str]) -> tuple[str, ...]:
        """Find the ids of the sessions named in the list at `path`."""
        known = [slot.id for slot in self.slots]
        for at, name in enumerate(named):
            if name not in known and name not in self.unsure_ids:
                desk.fault(
                    (*path, at),
                    "session-unknown",
                    _("There is no session “{id}”.").format(id=name),
                    did_you_mean(name, known)
                    or _("There are: {names}.").format(names=", ".join(known)),
                )
        return tuple(name for name in known if name in named)

    def on_days(self, desk: Desk, path: KeyPath, typed: Sequence[str]) -> tuple[str, ...]:
        """Find the ids of the sessions on the days in the list at `path`."""
        found = {self.day(desk, (*path, at), text) for at, text in enumerate(typed)}
        return tuple(slot.id for slot in self.slots if slot.day in found - {None})

    def day(self, desk: Desk, path: KeyPath, typed: str) -> date | None:
        """Find a day of the event; None, and a fault, if it is none."""
        if self.uncertain:
            return None
        number = number_of_day(typed)
        if number is not None and number <= len(self.days):
            return self.days[number - 1]
        found = day_in(typed)
        if found in self.days:
            return found
        days = listed(list(map(typed_date, self.days)))
        desk.fault(
            path,
            "day-unknown",
            _("“{day}” is no day of the event.").format(day=typed),
            _("Its days are {days}.").format(days=days)
            if days
            else _("Write its days under “event”: {example}.").format(example="days: [2018-11-07]"),
        )
        return None


def lay_out_days(draft: EventDraft, desk: Desk) -> Schedule:
    """Find the day and the begin of every session."""
    typed = draft.event.days if draft.event else ()
    days = tuple(sorted({day for text in typed if (day := day_in(text))}))
    unsure = draft.event is None or desk.is_faulty("event", "days")
    plain = Schedule(days or _said(draft.sessions), (), unsure, frozenset())
    zone = draft.event.timezone if draft.event else clock.DEFAULT_ZONE
    if desk.attempt(("event", "timezone"), partial(clock.zone, zone)) is None:
        zone = clock.DEFAULT_ZONE
    slots: list[Slot] = []
    for at, part in enumerate(draft.sessions):
        slots.append(_slot(part, ("sessions", at), plain, zone, slots, desk))
    _refuse_twins(slots, desk)
    ids = desk.typed_anywhere("sessions", "id")
    return Schedule(plain.days, tuple(slots), plain.uncertain, ids)


def _said(sessions: Iterable[SessionPart]) -> tuple[date, ...]:
    """Days that sessions name, where the event names none."""
    texts = (t for s in sessions for t in (s.day or "", split_start(s.start or "")[0]))
    return tuple(sorted({day for text in texts if (day := day_in(text))}))


def _slot(
    part: SessionPart, path: KeyPath, days: Schedule, zone: str, before: Sequence[Slot], desk: Desk
) -> Slot:
    day = _day_of(part, path, days, before, desk)
    start = None
    lost = day is None and part.day is not None  # its day is a fault already
    if part.start is not None and not lost:
        start = _moment(part.start, day, (*path, "start"), zone, desk)
    elif part.day and day and before and day != before[-1].day:
        desk.fault(
            (*path, "day"),
            "start-missing",
            _("“{id}” is the first session of its day and needs a start time.").format(id=part.id),
            _("For example: {example}").format(example='start: "09:00"'),
        )
    last = next((slot.start for slot in reversed(before) if slot.start), None)
    if not days.uncertain and _is_before(start, last):
        desk.fault(
            (*path, "start"),
            "sessions-out-of-order",
            _("“{id}” begins before the session above it.").format(id=part.id),
            _("Put the sessions in the order of time; on the next day, say it: {example}.").format(
                example="day: 2"
            ),
        )
    return Slot(part, path, day, start)


def _is_before(one: datetime | None, other: datetime | None) -> bool:
    """Compare what can be compared: with a date or without."""
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return False
    return clock.pinned(one) < clock.pinned(other)


def _day_of(
    part: SessionPart, path: KeyPath, days: Schedule, before: Sequence[Slot], desk: Desk
) -> date | None:
    in_start = split_start(part.start or "")[0]
    day = days.day(desk, (*path, "day"), part.day) if part.day else None
    if in_start:
        said = days.day(desk, (*path, "start"), in_start)
        if day and said and day != said:
            desk.fault(
                (*path, "start"),
                "day-contradicts",
                _("“day” and “start” name different days."),
                _("Write the day only once."),
            )
        day = said or day
    if day is None and not part.day and not in_start:
        day = before[-1].day if before else next(iter(days.days), None)
    return day


def _moment(typed: str, day: date | None, path: KeyPath, zone: str, desk: Desk) -> datetime | None:
    said, time = split_start(typed)
    if day is None:
        if said:
            return None  # its day is a fault already
        return clock.time_of_day(clock.parse_time_of_day(time))
    text = typed if said else f"{day.isoformat()} {time}"
    return desk.attempt(path, partial(clock.parse_start, text, zone))


def _refuse_twins(slots: Sequence[Slot], desk: Desk) -> None:
    ids = [slot.id for slot in slots]
    for at, slot in enumerate(slots):
        if slot.id in ids[:at]:
            desk.fault(
                (*slot.path, "id"),
                "session-twice",
                _("The id “{id}” stands twice.").format(id=slot.id),
                _("Give one of the two sessions another id."),
            )
