"""What is meant by the answers to the questions of `new`."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate import clock
from facilitate.catalogue import load_method
from facilitate.cli.starting import BREAK, Answers, Block, together_in
from facilitate.errors import UsageError
from facilitate.event import Session
from facilitate.event_file import RoomPart
from facilitate.intake.cells import yes_no
from facilitate.intake.columns import PEOPLE, fold_header
from facilitate.method import Method
from facilitate.planning.beforehand import refuse_beforehand
from facilitate.preparing.places import places_of
from facilitate.roster import TEXTS, YES_NO, Roster, Value
from facilitate.rules import Apart, Rule, Together
from facilitate.typed import TO, split_start
from facilitate.words import _

WHOLE = ("kugellager", "pause", "tischrunden")
"""Methods of an event to begin with."""
_ENDINGS = (".yaml", ".yml")
_AT_TABLES = ("tables", "market", "stations")
_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_TABLES = frozenset({"tisch", "tische", "tischen", "table", "tables"})
_OF_SEATS = frozenset({"x", "×", "*", "mal", "times", "by", "mit", "with", "of", "à", "je", "zu"})
_SEATS = frozenset(
    {"platz", "plätze", "plätzen", "stühle", "stühlen", "seat", "seats", "chairs", "each", ",", "."}
)
_MOST_TABLES, _MOST_SEATS = 9_999, 999
_MIXABLE = ("sector", "function", "place", "first_timer", "leader")
_MOST_VALUES = 12  # a column with more is no group that could be mixed
_LONGEST = 60  # letters; a longer answer is a remark
_FIGURE = re.compile(r"[\d\s.,:/+€-]{3,}")  # a date, an amount, a telephone; no "group 2"
_WISH = re.compile(r"wunsch|wuensch|\bwahl\b|\bwish|\bchoice")


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


def times(begun: Sequence[Block], typed: str) -> tuple[str, tuple[Block, ...]]:
    """Understand begin and end, and share the time out.

    Raises
    ------
    UsageError
        If it is no time, or too short.
    """
    if not typed:
        return "", tuple(begun)
    day, times = split_start(typed)
    if day:
        clock.parse_day(day)
    begin, *rest = map(clock.parse_time_of_day, TO.split(times, maxsplit=1))
    minutes = clock.minutes_between(begin, rest[0]) if rest else None
    return day, _shared_out(begun, f"{begin:%H:%M}", minutes)


def _shared_out(begun: Sequence[Block], start: str, minutes: float | None) -> tuple[Block, ...]:
    """Share the time out evenly, with a break between."""
    grouped = [block for block in begun if block.grouped]
    each = None
    if minutes is not None:
        each = (minutes - BREAK * (len(begun) - len(grouped))) // max(1, len(grouped))
        if each <= 0:
            raise UsageError(
                _("That is too short for {count} sessions.").format(count=len(begun)),
                code="event-too-short",
                hint=_("Give a later end, or begin again with one method."),
            )
    first, *others = (replace(block, minutes=each if block.grouped else BREAK) for block in begun)
    return replace(first, start=start), *others


def blocks(methods: Sequence[Wanted]) -> tuple[Block, ...]:
    """Make a session of each method; only breaks know their time."""
    return tuple(
        Block(
            id=wanted.method.id,
            method=wanted.named,
            minutes=None if wanted.method.grouped else BREAK,
            room=wanted.at_tables,
            pairs=wanted.method.formation == "circles",
            grouped=wanted.method.grouped,
        )
        for wanted in methods
    )


def tables(typed: str) -> tuple[int | None, int | None]:
    """Understand "20x6" or "20 tables with 6 seats".

    Raises
    ------
    UsageError
        If it is neither one number nor two that can only mean this.
    """
    if not typed:
        return None, None
    words = _WORD.findall(typed.casefold())
    at = [k for k, word in enumerate(words) if word.isdecimal()]
    numbers = [int(words[k]) for k in at]
    between = set(words[at[0] : at[-1]]) if at else set()
    known = _TABLES | _OF_SEATS | _SEATS | {words[k] for k in at}
    clear = len(at) == 1 or (len(at) == 2 and between & (_TABLES | _OF_SEATS))
    limits = zip(numbers, (_MOST_TABLES, _MOST_SEATS), strict=False)
    if not clear or not known.issuperset(words) or not all(0 < n <= most for n, most in limits):
        raise UsageError(
            _("“{text}” is no number of tables.").format(text=typed),
            code="tables-not-understood",
            hint=_("Write 20, or 20x6 for 6 seats at each of 20 tables."),
        )
    return numbers[0], numbers[1] if len(numbers) == 2 else None


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
        if not _says_something_else(header)
        and _are_groups([v for person in roster if (v := person.value(header)) is not None])
    ]
    return list(dict.fromkeys([*known, *own]))


def _says_something_else(header: str) -> bool:
    """Tell whether a header is that of remarks, wishes, payments and the like."""
    meant = PEOPLE.meaning(header)
    other = meant is not None and meant[0] not in (*TEXTS, *YES_NO, "category")
    return other or bool(_WISH.search(fold_header(header)))


def _are_groups(values: Sequence[Value]) -> bool:
    """Tell whether answers part people in groups: a few short ones that several people give."""
    told = Counter(str(value) for value in values)
    plain = all(len(v) <= _LONGEST and "@" not in v and not _FIGURE.fullmatch(v) for v in told)
    return (
        plain
        and 1 < len(told) <= _MOST_VALUES
        and 2 * sum(count for count in told.values() if count > 1) > len(values)
    )


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


def refuse_impossible(answers: Answers, methods: Sequence[Wanted], roster: Roster) -> Answers:
    """Refuse answers with which no session could be planned; give them back otherwise.

    Raises
    ------
    FacilitateError
        If time, tables or rules leave no way.
    """
    together = together_in(answers.blocks)
    for block, wanted in zip(answers.blocks, methods, strict=True):
        if not wanted.method.grouped:
            continue
        rules: list[Rule] = [Apart(people=_ids(roster, pair)) for pair in answers.apart]
        if block.id in together:
            rules += [Together(people=_ids(roster, people)) for people in answers.together]
        room = RoomPart(name=block.id, places=answers.tables, seats=answers.seats)
        session = Session(
            id=block.id,
            method=block.method,
            minutes=block.minutes,
            places=places_of(room, wanted.method),
            rules=tuple(rules),
        )
        refuse_beforehand(session, wanted.method, roster)
    return answers


def _ids(roster: Roster, numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(roster.find(number).id for number in numbers)


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
    named = [name for name in names if name.strip()]
    people = [roster.find(name) for name in named] if len(named) > 1 else []
    numbers = tuple(dict.fromkeys(str(person.number) for person in people))
    if len(numbers) < 2:
        raise UsageError(
            _("“{text}” does not name two people.").format(text=part),
            code="people-too-few",
            hint=_("Write 17;23 for people who never sit together, 17+23 for those who do."),
        )
    return numbers
