"""What is meant by the answers to the questions of `new`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitate import clock
from facilitate.catalogue import load_method
from facilitate.cli.starting import BREAK, Block
from facilitate.errors import UsageError
from facilitate.intake.cells import yes_no
from facilitate.method import Method
from facilitate.roster import Roster
from facilitate.typed import parse_day, split_start
from facilitate.words import _

WHOLE = ("kugellager", "pause", "tischrunden")
"""Methods of an event to begin with."""
_ENDINGS = (".yaml", ".yml")
_AT_TABLES = ("tables", "market", "stations")
_TO = re.compile(r"\s*(?:-|–|\bbis\b|\bto\b)\s*")
_TABLES = re.compile(r"([1-9]\d{0,3})(?:\D+([1-9]\d{0,2}))?\D*")
_MIXABLE = ("sector", "function", "place", "first_timer", "leader")
_MOST_VALUES = 12  # a column with more is no group that could be mixed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A method, and how the event file names it."""

    method: Method
    named: str

    @property
    def at_tables(self) -> bool:
        """Whether a room with places is of use."""
        return self.method.formation in _AT_TABLES


def methods(directory: Path, typed: str | None) -> tuple[Wanted, ...]:
    """Load the one method, or those of a whole event."""
    loaded = [(name, load_method(name)) for name in ((typed,) if typed else WHOLE)]
    return tuple(
        Wanted(method, beside(Path(name), directory) if name.endswith(_ENDINGS) else method.id)
        for name, method in loaded
    )


def beside(file: Path, directory: Path) -> str:
    """Name a file as seen from the folder of the event."""
    try:
        return Path(os.path.relpath(file, directory)).as_posix()
    except ValueError:  # on another drive of Windows
        return str(file.resolve())


def times(methods: Sequence[Wanted], typed: str) -> tuple[str, tuple[Block, ...]]:
    """Understand begin and end, and share the time out.

    Raises
    ------
    UsageError
        If it is no time, or too short.
    """
    if not typed:
        return "", blocks(methods)
    day, times = split_start(typed)
    if day and parse_day(day) is None:
        raise UsageError(
            _("“{text}” is no date; write it like 2018-11-07 or 7.11.2018.").format(text=day),
            code="day-not-understood",
        )
    begin, *rest = map(clock.parse_time_of_day, _TO.split(times, maxsplit=1))
    minutes = clock.minutes_between(begin, rest[0]) if rest else None
    return day, blocks(methods, f"{begin:%H:%M}", minutes)


def blocks(
    methods: Sequence[Wanted], start: str = "", minutes: float | None = None
) -> tuple[Block, ...]:
    """Share the time out evenly, with a break between."""
    grouped = [wanted for wanted in methods if wanted.method.grouped]
    each = None
    if minutes is not None:
        each = (minutes - BREAK * (len(methods) - len(grouped))) // max(1, len(grouped))
        if each <= 0:
            raise UsageError(
                _("That is too short for {count} sessions.").format(count=len(methods)),
                code="event-too-short",
                hint=_("Give a later end, or begin again with one method."),
            )
    return tuple(
        Block(
            id=wanted.method.id,
            method=wanted.named,
            start=start if at == 0 else "",
            minutes=each if wanted.method.grouped else BREAK,
            room=wanted.at_tables,
            pairs=wanted.method.formation == "circles",
        )
        for at, wanted in enumerate(methods)
    )


def tables(typed: str) -> tuple[int | None, int | None]:
    """Understand "20x6" or "20 tables with 6 seats".

    Raises
    ------
    UsageError
        If there is no number.
    """
    if not typed:
        return None, None
    found = _TABLES.fullmatch(typed)
    if not found:
        raise UsageError(
            _("“{text}” is no number of tables.").format(text=typed),
            code="tables-not-understood",
            hint=_("Write 20, or 20x6 for 6 seats at each of 20 tables."),
        )
    return int(found[1]), int(found[2]) if found[2] else None


def yes(typed: str) -> bool:
    """Understand yes or no, in both languages; nothing typed is yes."""
    answer = yes_no(typed)[0] if typed else True
    if answer is None:
        raise UsageError(
            _("“{text}” is neither yes nor no.").format(text=typed),
            code="answer-not-understood",
            hint=_("Type yes or no; Enter means yes."),
        )
    return answer


def columns(roster: Roster) -> list[str]:
    """Headers of the columns that people can be mixed by."""
    known = [roster.columns[key] for key in _MIXABLE if key in roster.columns]
    own = [
        header
        for header in roster.headers
        if 1 < len({person.value(header) for person in roster} - {None}) <= _MOST_VALUES
    ]
    return list(dict.fromkeys([*known, *own]))


def chosen(columns: Sequence[str], typed: str) -> tuple[str, ...]:
    """Understand which of the numbered columns are ticked.

    Raises
    ------
    UsageError
        If a number is none of them.
    """
    words = [word for word in re.split(r"[\s,;]+", typed) if word]
    wrong = [w for w in words if not (w.isdecimal() and 1 <= int(w) <= len(columns))]
    if wrong:
        raise UsageError(
            _("“{text}” is none of the numbers.").format(text=wrong[0]),
            code="number-not-listed",
            hint=_("Write numbers from 1 to {count} with blanks between.").format(
                count=len(columns)
            ),
        )
    return tuple(dict.fromkeys(columns[int(word) - 1] for word in words))


_People = tuple[tuple[str, ...], ...]


def pairs(roster: Roster, typed: str) -> tuple[_People, _People]:
    """Understand "17;23, 4+5": who must not, and who must sit together, by their numbers.

    Raises
    ------
    UsageError
        If fewer than two people are named.
    RosterError
        If somebody is not in the list.
    """
    apart: list[tuple[str, ...]] = []
    together: list[tuple[str, ...]] = []
    for part in filter(None, map(str.strip, typed.split(","))):
        sign, kind = ("+", together) if "+" in part else (";", apart)
        kind.append(_numbers(roster, part, part.split(sign)))
    return tuple(apart), tuple(together)


def _numbers(roster: Roster, part: str, names: Iterable[str]) -> tuple[str, ...]:
    people = [roster.find(name) for name in names if name.strip()]
    numbers = tuple(dict.fromkeys(str(person.number) for person in people))
    if len(numbers) < 2:
        raise UsageError(
            _("“{text}” does not name two people.").format(text=part),
            code="people-too-few",
            hint=_("Write 17;23 for people who never sit together, 17+23 for those who do."),
        )
    return numbers
