"""One person's calendar in few bytes, for the QR code on a card."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from facilitate.exports.calendar_entries import CalendarEntry
from facilitate.exports.calendar_text import calendar_text, entry_lines, in_utc
from facilitate.plan import Plan
from facilitate.words import clock

MOST_BYTES = 800
"""What a small QR code can carry and a telephone still reads."""
_LENGTHS = (60, 40, 30, 24, 20, 16)
_LEAST = 6
_FEWEST_BYTES = 116  # of an entry without any text
_WORD = 0.6  # of a text that is cut: so much of it must be left if it ends with a whole word


def short_text(plan: Plan, entries: Sequence[CalendarEntry]) -> str:
    """Give the fullest calendar of `entries` that has at most `MOST_BYTES` bytes."""
    for fewer, shortest in _choices(entries):
        if len(fewer) * _FEWEST_BYTES > MOST_BYTES:
            continue
        if _size(_short(fewer, shortest, described=False)) > MOST_BYTES:
            continue
        whole = len(fewer) * _FEWEST_BYTES + sum(len(entry.what) for entry in fewer)
        tries = [(length, False) for length in _LENGTHS]
        if whole <= MOST_BYTES:
            tries.insert(0, (_LENGTHS[0], True))
        texts = (_short(fewer, length, described=described) for length, described in tries)
        return next(text for text in texts if _size(text) <= MOST_BYTES)
    return _tight(fewer) or _listed(plan, entries)


def _tight(entries: Sequence[CalendarEntry]) -> str:
    """Give an entry for each session without a line that is not needed; empty if too long."""
    if len(entries) * _FEWEST_BYTES > MOST_BYTES:
        return ""
    for length in (*_LENGTHS, 14, 12, 10):
        worded = ((entry, (_together(entry, length), "", "")) for entry in entries)
        text = _text(worded, lambda entry: f"DURATION:{_duration(entry.end - entry.start)}")
        if _size(text) <= MOST_BYTES:
            return text
    return ""


def _together(entry: CalendarEntry, length: int) -> str:
    """Name session and place in one; a place is of more use than a title."""
    place = _cut(entry.place, 2 * length - _LEAST)
    return f"{_cut(entry.title, 2 * length - len(place.encode()))} {place}".strip()


def _duration(lasts: timedelta) -> str:
    """Write a length as iCalendar does: "PT1H20M"."""
    minutes, seconds = divmod(round(lasts.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = (f"{hours}H" if hours else "", f"{minutes}M" if minutes or (hours and seconds) else "")
    return "PT" + "".join(parts) + (f"{seconds}S" if seconds or not (hours or minutes) else "")


def _size(text: str) -> int:
    return len(text.encode())


def _choices(
    entries: Sequence[CalendarEntry],
) -> Iterator[tuple[Sequence[CalendarEntry], int]]:
    """Give what to try in turn, each with the shortest title that is still worth it."""
    yield entries, 24
    yield [entry for entry in entries if not entry.pause] or entries, 20
    yield [entry for entry in entries if entry.seated] or entries, _LENGTHS[-1]


def _listed(plan: Plan, entries: Sequence[CalendarEntry]) -> str:
    """Give an entry for each day, else one for all, that lists what happens."""
    days = [list(day) for _day, day in groupby(entries, key=lambda e: e.start.date())]
    for parts, lengths in (
        (days, (*_LENGTHS, 12, 10, 9, 8)),
        ([entries], (*_LENGTHS, 12, 9, _LEAST)),
    ):
        for length in lengths:
            text = _lists(plan, parts, length)
            if _size(text) <= MOST_BYTES:
                return text
    kept = entries
    while _size(text) > MOST_BYTES:
        kept = kept[:-1]
        text = _lists(plan, [kept], _LEAST, more="\n…")
    return text


def _lists(
    plan: Plan, parts: Sequence[Sequence[CalendarEntry]], length: int, more: str = ""
) -> str:
    joined = [_joined(plan, part, length, more) for part in parts]
    return _short(joined, 30, described=True)


def _joined(plan: Plan, entries: Sequence[CalendarEntry], length: int, more: str) -> CalendarEntry:
    """Make one entry of several that lists them."""
    first = entries[0].start.date()
    lines = []
    for entry in entries:
        day = "" if entry.start.date() == first else f"{entry.start.day}.{entry.start.month}. "
        lines.append(f"{day}{clock(entry.start)} {_together(entry, length)}")
    return replace(
        entries[0],
        end=max(entry.end for entry in entries),
        title=plan.title,
        where="",
        what="\n".join(lines) + more,
    )


def _short(entries: Sequence[CalendarEntry], length: int, *, described: bool) -> str:
    worded = (
        (
            entry,
            (_cut(entry.title, length), _cut(entry.where, length), entry.what if described else ""),
        )
        for entry in entries
    )
    return _text(worded, lambda entry: f"DTEND:{in_utc(entry.end)}")


def _text(
    worded: Iterable[tuple[CalendarEntry, tuple[str, str, str]]],
    end: Callable[[CalendarEntry], str],
) -> str:
    """Write entries, each with what it is called, where it is, and what happens there."""
    lines = ["PRODID:f"]
    for entry, texts in worded:
        times = (f"DTSTART:{in_utc(entry.start)}", end(entry))
        lines += entry_lines(_brief(entry.uid), entry.stamp, times, texts)
    return calendar_text(lines)


def _brief(uid: str) -> str:
    """Say the first 36 bits of a name in six letters."""
    return urlsafe_b64encode(bytes.fromhex(uid[:10]))[:6].decode()


def _cut(text: str, most: int) -> str:
    """Shorten `text` to at most so many bytes, between words or letters; an ellipsis says so."""
    if len(text.encode()) <= most:
        return text
    room = most - len("…".encode())
    kept = text.encode()[:room].decode(errors="ignore")
    words = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    if len(words.encode()) >= _WORD * room:
        kept = words
    return kept.rstrip(" ,.…\u200d") + "…"
