"""Who is there when: from the event file, and from remarks in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from facilitate.clock import day_in
from facilitate.event_file import Attendance
from facilitate.parts import KeyPath
from facilitate.preparing.attendees import Attendees, meant
from facilitate.preparing.desk import Desk
from facilitate.preparing.schedule import Schedule
from facilitate.roster import Participant
from facilitate.words import _, fold, listed, ngettext, quoted

Present = dict[str, frozenset[str]]
"""Person's id → ids of the sessions they come to; who is not in it comes to all."""
_MOST_SHOWN = 8
_REMARK = re.compile(
    r"(?:komme?t? )?(?P<how>nur|only|ab|from|bis|until|ohne|nicht|without|not)"
    r"(?: am| an| on| den| dem| the)* (?P<when>.+?)(?: da| dabei| anwesend| there)?"
)
_BETWEEN = re.compile(r" ?(?:,|\+|&|/|\bund\b|\band\b) ?")
_DAY_WORD = re.compile(r"(?:tage?|days?) (?=\d)|(?<=\d)[.] ?(?:tage?|day)$|(?<=\d) ?tag$")
_COUNTED = re.compile(r"(?:tage?|days?) \d")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.?")
_WEEKDAYS = (
    ("montag", "mo", "monday", "mon"),
    ("dienstag", "di", "tuesday", "tue"),
    ("mittwoch", "mi", "wednesday", "wed"),
    ("donnerstag", "do", "thursday", "thu"),
    ("freitag", "fr", "friday", "fri"),
    ("samstag", "sa", "saturday", "sat", "sonnabend"),
    ("sonntag", "so", "sunday", "sun"),
)


def absences(
    entries: Sequence[Attendance], attendees: Attendees, schedule: Schedule, desk: Desk
) -> Mapping[str, tuple[str, ...]]:
    """Find who is missing in each session.

    An entry about a person counts before one about a column, and that before a remark.

    Returns
    -------
    Session's id → ids of those who are not there, in the order of the list.
    """
    columns = [entry.column for entry in entries if entry.column is not None]
    present = _by_remark(attendees, schedule, columns)
    by_column, by_person = _by_entries(entries, attendees, schedule, desk)
    remarked = {p: text for p, (text, _s) in present.items() if p not in by_column | by_person}
    _tell_remarks(remarked, attendees, desk)
    comes: Present = {p: sessions for p, (_text, sessions) in present.items()}
    comes |= by_column | by_person
    return {
        slot.id: tuple(
            p.id for p in attendees.roster if p.id in comes and slot.id not in comes[p.id]
        )
        for slot in schedule.slots
    }


def _by_entries(
    entries: Sequence[Attendance], attendees: Attendees, schedule: Schedule, desk: Desk
) -> tuple[Present, Present]:
    """Who comes when by columns, and by entries about single people."""
    everything = frozenset(slot.id for slot in schedule.slots)
    comes: tuple[Present, Present] = {}, {}
    misses: tuple[Present, Present] = {}, {}
    for at, entry in enumerate(entries):
        path: KeyPath = ("people", "attendance", at)
        single = entry.person is not None
        named = frozenset(schedule.sessions(desk, (*path, "sessions"), entry.sessions))
        named |= frozenset(schedule.on_days(desk, (*path, "days"), entry.days))
        missed = frozenset(schedule.sessions(desk, (*path, "misses"), entry.misses))
        for person in _people_of(entry, path, attendees, desk):
            if entry.sessions or entry.days:
                comes[single][person] = comes[single].get(person, frozenset()) | named
            misses[single][person] = misses[single].get(person, frozenset()) | missed
    by_column, by_person = (
        {p: comes[kind].get(p, everything) - misses[kind][p] for p in misses[kind]}
        for kind in (False, True)
    )
    return by_column, by_person


def _people_of(entry: Attendance, path: KeyPath, attendees: Attendees, desk: Desk) -> Iterator[str]:
    if entry.person is not None:
        person = attendees.find(desk, (*path, "person"), entry.person)
        yield from () if person is None else (person,)
        return
    paths = ((*path, "column"), (*path, "value"))
    value = meant(attendees, desk, paths, entry.column or "", entry.value or "")
    if value is not None:
        yield from (person.id for person in attendees.roster if value.of(person))


def _by_remark(
    attendees: Attendees, schedule: Schedule, columns: Sequence[str]
) -> dict[str, tuple[str, frozenset[str]]]:
    """Person's id → remark, and the sessions it leaves."""
    spoken_for = set(map(fold, columns))
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for person in attendees.roster if schedule.days else ():
        for text in _remarks(person, spoken_for):
            days = days_meant(text, schedule.days)
            if days is not None:
                sessions = frozenset(s.id for s in schedule.slots if s.day in days)
                found[person.id] = (text, sessions)
                break
    return found


def _remarks(person: Participant, spoken_for: set[str]) -> Iterator[str]:
    return (text for header, text in person.extra.items() if fold(header) not in spoken_for)


def _tell_remarks(remarked: Mapping[str, str], attendees: Attendees, desk: Desk) -> None:
    if not remarked:
        return
    people = [p for p in attendees.roster if p.id in remarked]
    said = [f"{p.label} {quoted(remarked[p.id])}" for p in people[:_MOST_SHOWN]]
    if len(people) > _MOST_SHOWN:
        said.append(_("{count} more").format(count=len(people) - _MOST_SHOWN))
    desk.hint(
        ("people",),
        "attendance-from-list",
        ngettext(
            "{count} person is there for a part only, as the list says: {people}.",
            "{count} people are there for a part only, as the list says: {people}.",
            len(people),
        ).format(count=len(people), people=listed(said)),
        _("If that is not meant, say it under “people”, “attendance”."),
    )


def days_meant(text: str, days: Sequence[date]) -> frozenset[date] | None:
    """Find the days of the event that a remark such as "nur Tag 2" or "ab 8.11." leaves.

    Returns
    -------
    None if the whole remark is not such a text, or names no day of the event.
    """
    found = _REMARK.fullmatch(fold(text).rstrip("!"))
    if not found:
        return None
    parts = _BETWEEN.split(found["when"])
    counted = _COUNTED.match(parts[0]) is not None
    parts = [f"tag {part}" if counted and part.isdecimal() else part for part in parts]
    named = [_day(part, days) for part in parts]
    known = [day for day in named if day is not None]
    if len(known) < len(named):
        return None
    how = found["how"]
    if how in ("ab", "from"):
        return frozenset(day for day in days if day >= min(known))
    if how in ("bis", "until"):
        return frozenset(day for day in days if day <= max(known))
    return frozenset(known) if how in ("nur", "only") else frozenset(days) - set(known)


def _day(text: str, days: Sequence[date]) -> date | None:
    plain = text.strip()
    number = _DAY_WORD.sub("", plain).strip(" .")
    if number != plain and number.isdecimal():
        return days[int(number) - 1] if 1 <= int(number) <= len(days) else None
    whole = day_in(plain.replace(" ", "-")) or day_in(plain)
    if whole is not None:
        return whole if whole in days else None
    short = _WITHOUT_YEAR.fullmatch(plain)
    same = [
        day
        for day in days
        if (short and (day.day, day.month) == (int(short[1]), int(short[2])))
        or plain in _WEEKDAYS[day.weekday()]
    ]
    return same[0] if len(same) == 1 else None
