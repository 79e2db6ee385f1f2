"""One person's calendar in few bytes, for the QR code on a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from facilitate.exports.calendar_entries import CalendarEntry
from facilitate.exports.calendar_text import calendar_text, entry_lines, in_utc
from facilitate.plan import Plan
from facilitate.words import clock

MOST_BYTES = 800
"""What a small QR code can carry and a telephone still reads."""
_LENGTHS = (60, 40, 30, 24, 20, 16)
_LEAST = 6
_FEWEST_BYTES = 126  # of an entry without any text


def short_text(plan: Plan, entries: Sequence[CalendarEntry]) -> str:
    """Give the fullest calendar of `entries` that has at most `MOST_BYTES` bytes."""
    for fewer, shortest in _choices(entries):
        if len(fewer) * _FEWEST_BYTES > MOST_BYTES:
            continue
        if _size(_short(fewer, shortest, described=False)) > MOST_BYTES:
            continue
        tries = ((_LENGTHS[0], True), *((length, False) for length in _LENGTHS))
        texts = (_short(fewer, length, described=described) for length, described in tries)
        return next(text for text in texts if _size(text) <= MOST_BYTES)
    return _listed(plan, entries)


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
    for parts, lengths in ((days, (*_LENGTHS, 12)), ([entries], (*_LENGTHS, 12, 9, _LEAST))):
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
        where = f" {_cut(entry.where, length)}" if entry.seated else ""
        lines.append(f"{day}{clock(entry.start)} {_cut(entry.title, length)}{where}")
    return replace(
        entries[0],
        end=max(entry.end for entry in entries),
        title=plan.title,
        where="",
        what="\n".join(lines) + more,
    )


def _short(entries: Sequence[CalendarEntry], length: int, *, described: bool) -> str:
    lines = ["PRODID:f"]
    for entry in entries:
        shortened = replace(
            entry,
            uid=entry.uid[:8],
            title=_cut(entry.title, length),
            where=_cut(entry.where, length),
            what=entry.what if described else "",
        )
        lines += entry_lines(
            shortened, (f"DTSTART:{in_utc(entry.start)}", f"DTEND:{in_utc(entry.end)}")
        )
    return calendar_text(lines)


def _cut(text: str, most: int) -> str:
    """Shorten `text` to at most so many bytes, between letters; an ellipsis says so."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - len("…".encode())].decode(errors="ignore")
    return kept.rstrip(" ,.\u200d") + "…"
