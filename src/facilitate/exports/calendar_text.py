"""The grammar of iCalendar (RFC 5545): lines, their folding, and what may stand in them.

The library that reads and writes iCalendar takes 1 ms for an entry, half a minute for a
thousand people; what is needed of its grammar takes a few lines. Time zones are its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

_OCTETS = 75
_NAMES = ("SUMMARY", "LOCATION", "DESCRIPTION")
_FORBIDDEN = dict.fromkeys((*range(0x20), 0x7F))
_VALUE = _FORBIDDEN | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_text(lines: Iterable[str]) -> str:
    """Put content lines into a calendar; folded, with CRLF."""
    everything = ("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in everything)


def entry_lines(uid: str, stamp: datetime, times: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Give the content lines of one entry.

    Parameters
    ----------
    times
        The lines of its begin and end.
    texts
        What it is called, where it is, what happens; what is empty is left out.
    """
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{in_utc(stamp)}",
        *times,
        *(f"{name}:{text_value(text)}" for name, text in zip(_NAMES, texts, strict=True) if text),
        "END:VEVENT",
    ]


@lru_cache(maxsize=1024)
def in_utc(moment: datetime) -> str:
    """Write a moment in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text_value(text: str) -> str:
    """Write a text as a value; what iCalendar forbids in it is left out."""
    return text.translate(_VALUE)


def _folded(line: str) -> str:
    """Break a line so that none has more than 75 octets, between letters."""
    octets = line.encode()
    if len(octets) <= _OCTETS:
        return line
    parts, begin, room = [], 0, _OCTETS
    while len(octets) - begin > room:
        end = begin + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a letter
            end -= 1
        parts.append(octets[begin:end])
        begin, room = end, _OCTETS - 1
    return b"\r\n ".join((*parts, octets[begin:])).decode()


@lru_cache(maxsize=8)
def zone_lines(name: str, first: int, last: int) -> tuple[str, ...]:
    """Describe an IANA zone for the years from `first` to `last`."""
    from datetime import date  # noqa: PLC0415

    from icalendar import Timezone  # noqa: PLC0415

    described = Timezone.from_tzid(
        name, first_date=date(first, 1, 1), last_date=date(last + 1, 1, 1)
    )
    described.pop("comment", None)
    return tuple(described.to_ical().decode().strip().split("\r\n"))
