"""Spans of time, and how dates, times and lengths are written and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from facilitate.errors import UsageError
from facilitate.words import _, decimal, did_you_mean

MIDNIGHT = datetime(1, 1, 1)  # offsets from here stand for "no clock given"
DEFAULT_ZONE = "Europe/Berlin"
MONTHS, NOON = 12, 12
_TIME_OF_DAY = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?)?"
    r"(?:\s*Uhr|\s*(?P<half>[ap])\.?m\b\.?)?"
)
_TIME = re.compile(_TIME_OF_DAY, re.ASCII | re.IGNORECASE)
DATE = (
    r"(?:(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4})"
    r"|(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<y3>\d{4}))"
)
"""A date in all ways in which it may be written, as a part of a regular expression."""
_DATE = re.compile(DATE, re.ASCII)
_DATE_TIME = re.compile(
    rf"{DATE}(?:T|,?\s+){_TIME_OF_DAY}(?P<offset>Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = r"\d{1,6}(?:[.,]\d{1,6})?"
_LENGTH = re.compile(
    rf"(?P<minutes>{_NUMBER})\s*(?:m|min|minutes?|minuten?|['’′])?\.?"
    rf"|(?P<hours>{_NUMBER})\s*(?:h|hours?|std|stunden?)\.?(?:\s*(?P<rest>[0-5]?\d)\s*(?:m|min)?\.?)?"
    r"|(?P<whole>\d{1,2}):(?P<part>[0-5]\d)(?:\s*(?:h|std)\.?)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; `end` is not part of it."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> float:
        """Length in minutes of real time."""
        return (pinned(self.end) - pinned(self.start)) / timedelta(minutes=1)


def zone(name: str) -> ZoneInfo:
    """Find the IANA time zone `name`.

    Raises
    ------
    UsageError
        If there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            _("There is no time zone “{zone}”.").format(zone=name),
            code="zone-unknown",
            hint=did_you_mean(name, sorted(available_timezones())),
        ) from error


def after(moment: datetime, minutes: float) -> datetime:
    """Moment `minutes` of real time later, right across a change to summer time."""
    delta = timedelta(seconds=seconds(minutes))
    if moment.tzinfo is None:
        return moment + delta
    utc = ZoneInfo("UTC")
    return (moment.astimezone(utc) + delta).astimezone(moment.tzinfo)


def pinned(moment: datetime) -> datetime:
    """Pin `moment` to its offset from UTC.

    Moments of one zone are compared by the clock on the wall, which goes back in autumn; pinned
    ones are in their true order. A moment without a zone stays as it is.
    """
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset), fold=0)


def seconds(minutes: float) -> int:
    """Whole seconds in `minutes`."""
    return round(minutes * 60)


def parse_start(text: str, zone_name: str) -> datetime:
    """Read when something begins: "2018-11-07 14:30", "7.11.2018 14:30", or ISO 8601 with a T.

    Raises
    ------
    UsageError
        If it is no date and time, or the clocks are set forward or back just then.
    """
    found = _DATE_TIME.fullmatch(text.strip())
    local = found and _local(found)
    if not found or local is None:
        raise UsageError(
            _("“{text}” is no date and time.").format(text=text),
            code="start-not-understood",
            hint=_start_hint(text),
        )
    place = zone(zone_name)
    if found["offset"]:
        moment = datetime.fromisoformat(local.isoformat() + found["offset"].upper())
        return moment.astimezone(place)
    return _settled(local.replace(tzinfo=place), text, zone_name)


def parse_day(text: str) -> date:
    """Read a day: "2018-11-07" or "7.11.2018".

    Raises
    ------
    UsageError
        If it is none.
    """
    day = day_in(text)
    if not day:
        raise UsageError(
            _("“{text}” is no day.").format(text=text),
            code="day-not-understood",
            hint=two_days(text) or _("Write it like 2018-11-07 or 7.11.2018."),
        )
    return day


def day_in(text: str) -> date | None:
    """Read a day as `parse_day` does; None if it is none."""
    found = _DATE.fullmatch(text.strip())
    return _date(found) if found else None


def two_days(text: str) -> str:
    """Say which two days “03/04/2027” can be, and how to write them; empty for anything else."""
    found = _DATE.match(text.strip())
    if found is None or found["y3"] is None:
        return ""
    year, one, other = (int(found[key]) for key in ("y3", "one", "other"))
    if not (0 < one <= MONTHS and 0 < other <= MONTHS and one != other):
        return ""
    return _("“{text}” can be two days: write {first} or {second}.").format(
        text=found[0], first=f"{year}-{other:02}-{one:02}", second=f"{year}-{one:02}-{other:02}"
    )


def parse_time_of_day(text: str) -> time:
    """Read a time of day: "14:30", "14.30 Uhr", "9".

    Raises
    ------
    UsageError
        If it is none.
    """
    found = _TIME.fullmatch(text.strip())
    moment = found and _time(found)
    if not moment:
        raise UsageError(
            _("“{text}” is no time of day.").format(text=text),
            code="time-not-understood",
            hint=_("Write it like 14:30, from 0:00 to 23:59."),
        )
    return moment


def parse_minutes(text: str) -> float:
    """Read a length of time in minutes: "40", "1,5", "90 min", "1:15" or "1 h 15".

    Raises
    ------
    UsageError
        If it is none, is not more than 0, or is longer than a day.
    """
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise UsageError(
            _("“{text}” is no number of minutes.").format(text=text),
            code="minutes-not-understood",
            hint=_("Write it like 40, 40 min or 1:15."),
        )
    hours = found["hours"] or found["whole"] or "0"
    rest = found["rest"] or found["part"] or found["minutes"] or "0"
    minutes = float(hours.replace(",", ".")) * 60 + float(rest.replace(",", "."))
    if not 0 < minutes <= 24 * 60:
        raise UsageError(
            _("{text} cannot be: the time must be more than 0 minutes and at most a day.").format(
                text=text
            ),
            code="minutes-impossible",
            hint=_("Write it like 40, 40 min or 1:15."),
        )
    return minutes


def time_of_day(moment: time) -> datetime:
    """Turn a time of day without a date into a moment of a plan without a clock."""
    return datetime.combine(MIDNIGHT, moment)


def minutes_between(begin: time, end: time) -> float:
    """Minutes from one time of day to a later one.

    Raises
    ------
    UsageError
        If `end` is not later.
    """
    if end <= begin:
        raise UsageError(
            _("{end} is not later than {begin}.").format(
                begin=f"{begin:%H:%M}", end=f"{end:%H:%M}"
            ),
            code="time-backwards",
            hint=_("Past midnight, give the date and the length: {options}.").format(
                options=f'--start "2018-11-07 {begin:%H:%M}" --minutes 90'
            ),
        )
    return Span(time_of_day(begin), time_of_day(end)).minutes


def _local(found: re.Match[str]) -> datetime | None:
    day, moment = _date(found), _time(found)
    return None if day is None or moment is None else datetime.combine(day, moment)


def _date(found: re.Match[str]) -> date | None:
    year, month, day = (found["y1"], found["m1"], found["d1"])
    if year is None:
        year, month, day = (found["y2"], found["m2"], found["d2"])
    if year is None:  # 28/03/2027 and 03/28/2027 can only be one day, 03/04/2027 two
        year, *parts = (found[key] for key in ("y3", "one", "other"))
        month, day = sorted(parts, key=int)
        if month != day and int(day) <= MONTHS:
            return None
    if not 1900 <= int(year) < 3000:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    if found["half"]:  # 12 am is midnight, 12 pm is noon
        if not 0 < hour <= NOON:
            return None
        hour = hour % NOON + NOON * (found["half"].lower() == "p")
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None


def _start_hint(text: str) -> str:
    found = _TIME.fullmatch(text.strip())
    if found and _time(found):
        return _("The date is missing: “2018-11-07 14:30”. Without a date use --from and --to.")
    return two_days(text) or _("Write it like “2018-11-07 14:30” or “7.11.2018 14:30”.")


def _settled(moment: datetime, text: str, zone_name: str) -> datetime:
    """Refuse what the clock on the wall skips or shows twice (PEP 495)."""
    first, second = (pinned(moment.replace(fold=fold)) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return moment
    if first > second:
        raise UsageError(
            _("{text} does not exist in {zone}: the clocks go forward then.").format(
                text=text, zone=zone_name
            ),
            code="start-skipped",
            hint=_("Choose a time {minutes} minutes later.").format(
                minutes=decimal(Span(second, first).minutes, 0)
            ),
        )
    raise UsageError(
        _("{text} comes twice in {zone}: the clocks go back then.").format(
            text=text, zone=zone_name
        ),
        code="start-twice",
        hint=_("Say which: {first} or {second}.").format(
            first=first.isoformat(), second=second.isoformat()
        ),
    )
