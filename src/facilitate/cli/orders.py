"""Rules as they are typed, made into rules about the people of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from facilitate.errors import FacilitateError, Finding, Level, UsageError
from facilitate.roster import Roster, passed_over
from facilitate.rules import AvoidSame, Fixed, NoRepeat, Rule, Spread, Together
from facilitate.words import _, did_you_mean

GOALS = ("no-repeat", "avoid-same", "spread")


@dataclass(frozen=True, slots=True)
class Orders:
    """What --spread, --avoid-same, --together, --fixed and --hard say."""

    spread: tuple[str, ...] = ()
    avoid_same: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """Rules, and who is named in them and takes no seat."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]


def rules_of(orders: Orders, roster: Roster) -> Ordered:
    """Make the rules; a goal that is a must, too, stands once.

    Whoever takes no seat is passed over and told.

    Raises
    ------
    UsageError
        If somebody or a column is not in the list; everything is told at once.
    """
    seats = Seats(roster)
    attempts: list[Callable[[], Rule | None]] = [
        *(partial(_spread, text, roster) for text in orders.spread),
        *(partial(_avoid_same, text, roster) for text in orders.avoid_same),
        *(partial(_together, text, seats) for text in orders.together),
        *(partial(_fixed, text, seats) for text in orders.fixed),
        *(partial(_must, text, roster) for text in orders.hard),
    ]
    rules: dict[str, Rule] = {}
    findings: list[Finding] = []
    for attempt in attempts:
        try:
            rule = attempt()
        except FacilitateError as error:
            findings += error.findings
        else:
            if rule is not None:
                rules[rule.model_dump_json(exclude={"hard"})] = rule
    if findings:
        raise UsageError.collecting(findings)
    return Ordered(tuple(rules.values()), tuple(seats.passed_over))


def people_of(option: str, text: str) -> tuple[str, ...]:
    """Take "A;B;C" apart.

    Raises
    ------
    UsageError
        If fewer than two people are named.
    """
    names = tuple(name.strip() for name in text.split(";") if name.strip())
    if len(names) < 2:
        raise UsageError(
            _("{option} needs two people or more, not “{text}”.").format(option=option, text=text),
            code="people-too-few",
            hint=_('Names or numbers with a semicolon between them: {option} "17;23"').format(
                option=option
            ),
        )
    return names


class Seats:
    """Finds who is named in options, and remembers whoever takes no seat."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self.passed_over: dict[Finding, None] = {}

    def find(self, option: str, text: str, name: str) -> str | None:
        """Find the id of the person called `name` in `text`; None if that person takes no seat.

        Raises
        ------
        UsageError
            If the person is unknown or named ambiguously.
        """
        try:
            return self._roster.find(name).id
        except FacilitateError as error:
            gone = self._roster.left_out(name)
            if gone is None or error.findings[0].code != "person-takes-no-seat":
                raise UsageError.collecting(_at(option, text, f) for f in error.findings) from error
            if not gone.listed:  # the number is typed now: it may be meant for another list
                way_out = _("“facilitate people” shows the numbers of this list.")
                raise UsageError.collecting(
                    _at(option, text, replace(f, hint=way_out)) for f in error.findings
                ) from error
            told = Finding(Level.WARNING, "person-takes-no-seat", passed_over(gone, name))
            self.passed_over[_at(option, text, told)] = None
            return None

    def find_all(self, option: str, text: str) -> tuple[str, ...]:
        """Find the ids of the people in "A;B;C" who take a seat.

        Raises
        ------
        UsageError
            If somebody is unknown, named ambiguously, or named twice; all are told.
        """
        found: list[str | None] = []
        findings: list[Finding] = []
        for name in people_of(option, text):
            try:
                found.append(self.find(option, text, name))
            except FacilitateError as error:
                findings += error.findings
        seated = tuple(person for person in found if person is not None)
        if not findings and len(set(seated)) < len(seated):
            raise UsageError(
                _("{option} names one person twice: “{text}”.").format(option=option, text=text),
                code="person-named-twice",
            )
        if findings:
            raise UsageError.collecting(findings)
        return seated


def _at(option: str, text: str, finding: Finding) -> Finding:
    where = f'{option} "{text}"'
    return Finding(finding.level, finding.code, finding.message, where, finding.hint)


def _spread(text: str, roster: Roster, *, hard: bool = False) -> Rule:
    return Spread(attribute=roster.attribute(text), hard=hard)


def _avoid_same(text: str, roster: Roster, *, hard: bool = False) -> Rule:
    return AvoidSame(attribute=roster.attribute(text), hard=hard)


def _together(text: str, seats: Seats) -> Rule | None:
    people = seats.find_all("--together", text)
    return Together(people=people) if len(people) > 1 else None


def _fixed(text: str, seats: Seats) -> Rule | None:
    name, place = person_and_place(text)
    person = seats.find("--fixed", text, name)
    return None if person is None else Fixed(person=person, place=place)


def person_and_place(text: str) -> tuple[str, str]:
    """Take "A;place" apart.

    Raises
    ------
    UsageError
        If it is not one person and one place.
    """
    name, _semicolon, place = (part.strip() for part in text.partition(";"))
    if not name or not place or ";" in place:
        raise UsageError(
            _("--fixed needs one person and one place, not “{text}”.").format(text=text),
            code="fixed-not-understood",
            hint=_('For example: --fixed "17;1" for number 17 at table 1.'),
        )
    return name, place


def _must(text: str, roster: Roster) -> Rule:
    goal, _colon, column = (part.strip() for part in text.partition(":"))
    if goal == "no-repeat" and not column:
        return NoRepeat(hard=True)
    if goal == "avoid-same" and column:
        return _avoid_same(column, roster, hard=True)
    if goal == "spread" and column:
        return _spread(column, roster, hard=True)
    nearest = "" if goal in GOALS else did_you_mean(goal, GOALS)
    raise UsageError(
        _("--hard cannot be “{text}”.").format(text=text),
        code="goal-unknown",
        hint=nearest or _("Possible: no-repeat, avoid-same:COLUMN, spread:COLUMN."),
    )
