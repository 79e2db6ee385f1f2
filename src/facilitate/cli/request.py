"""What was asked for on the command line, made into an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from facilitate import clock
from facilitate.cli.options import one_of
from facilitate.cli.orders import Orders, people_of, person_and_place
from facilitate.cli.output import clean
from facilitate.errors import FacilitateError, Finding, UsageError
from facilitate.event import Event, Session, Topic
from facilitate.intake import read_offers, read_wishes
from facilitate.rules import Rule
from facilitate.words import _, spoken

if TYPE_CHECKING:
    from facilitate.intake import Intake
    from facilitate.method import Method

MOST_ROTATIONS = 500  # a day of minutes; more is a slip of the finger, and would run for hours
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Offered:
    """Cards that were offered, who wants which, what there is to tell, and the files' hashes."""

    topics: tuple[Topic, ...] = ()
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dots: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, as it was typed."""

    method: str
    rotations: int | None = None
    minutes: str | None = None
    begin: str | None = None
    end: str | None = None
    start: str | None = None
    timezone: str | None = None
    size: int | None = None
    groups: int | None = None
    spread: tuple[str, ...] = ()
    avoid_same: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    offers: Path | None = None
    wishes: Path | None = None
    seats: str = "numbered"
    own_mix: bool = True
    title: str | None = None
    seed: int = 1
    time_limit: float | None = None

    def check(self) -> None:
        """Refuse what cannot be meant, before any file is read.

        Raises
        ------
        UsageError
            With everything that cannot be meant at once.
        """
        findings = dict.fromkeys(
            finding for attempt in self._checks() for finding in _faults(attempt)
        )
        if findings:
            raise UsageError.collecting(findings)

    def load_method(self, people: Path) -> Method:
        """Load the method meant, also from the folder ``methods`` beside the list.

        Raises
        ------
        MethodError
            If there is no such method, or its file has faults.
        UsageError
            If an option means nothing for it.
        """
        from facilitate.catalogue import load_method

        own = people.parent / "methods"
        method = load_method(self.method, (own,) if own.is_dir() else ())
        for option, formation, said in (
            ("--seats free", "circles", self.seats == "free"),
            ("--offers", "market", self.offers is not None),
            ("--wishes", "market", self.wishes is not None),
        ):
            if said and method.formation != formation:
                raise UsageError(
                    _("{option} means nothing for “{method}”.").format(
                        option=option, method=method.title
                    ),
                    code="option-without-meaning",
                    hint=_("Leave it out, or choose another method."),
                )
        return method

    def read_offers(self, intake: Intake) -> Offered:
        """Read the files of offers and wishes, if they were named."""
        if self.offers is None:
            return Offered()
        found = read_offers(self.offers, intake.roster, absent=intake.roster.gone)
        topics = found.topics()
        inputs = {found.source: found.sha256}
        if self.wishes is None:
            return Offered(topics, findings=found.findings, inputs=inputs)
        lists = read_wishes(self.wishes, intake.roster, topics, absent=intake.roster.gone)
        return Offered(
            lists.topics,
            lists.wishes,
            lists.dots,
            (*found.findings, *lists.findings),
            inputs | {lists.source: lists.sha256},
        )

    def event(
        self,
        method: Method,
        rules: Sequence[Rule],
        offered: Offered | None = None,
    ) -> Event:
        """Make the event with its one session."""
        offered = offered or Offered()
        session = Session(
            id=method.id,
            method=method.id,
            title=str(method.title),
            start=self._moment(),
            minutes=self._minutes(),
            whole=True,
            rotations=self.rotations,
            groups=self.groups,
            size=self.size,
            seats=cast("Literal['numbered', 'free']", self.seats),
            own_mix=self.own_mix,
            topics=offered.topics,
            wishes=dict(offered.wishes),
            dots=dict(offered.dots),
        )
        return Event(
            title=clean(self.title or "") or str(method.title),
            language=cast("Literal['de', 'en']", spoken()),
            timezone=self.timezone or clock.DEFAULT_ZONE,
            seed=self.seed,
            rules=tuple(rules),
            sessions=(session,),
        )

    def orders(self) -> Orders:
        """Give the rules as they were typed."""
        return Orders(self.spread, self.avoid_same, self.together, self.fixed, self.hard)

    def _checks(self) -> Iterator[Callable[[], object]]:
        yield self._check_method
        for option, number, least, most in (
            ("--rotations", self.rotations, 1, MOST_ROTATIONS),
            ("--size", self.size, 2, MOST_PEOPLE),
            ("--groups", self.groups, 1, MOST_PEOPLE),
            ("--seed", self.seed, 0, 2**63 - 1),
        ):
            yield partial(_between, option, number, least, most)
        yield self._check_limit
        yield self._check_exclusive
        yield from (
            partial(clock.parse_time_of_day, time) for time in (self.begin, self.end) if time
        )
        yield self._minutes
        yield self._moment
        yield partial(one_of, "--seats", self.seats, ("numbered", "free"))
        yield from (partial(people_of, "--apart", text) for text in self.apart)
        yield from (partial(people_of, "--together", text) for text in self.together)
        yield from (partial(person_and_place, text) for text in self.fixed)

    def _check_method(self) -> None:
        if not self.method:
            raise UsageError(
                _("Which method? --method is missing."),
                code="method-missing",
                hint=_("“facilitate methods list” names them; e.g. --method kugellager"),
            )

    def _check_limit(self) -> None:
        if self.time_limit is not None and not 0 < self.time_limit < float("inf"):
            raise UsageError(
                _("--time-limit must be more than 0 seconds."), code="time-limit-impossible"
            )

    def _check_exclusive(self) -> None:
        given = {
            "--rotations": self.rotations is not None,
            "--minutes": self.minutes is not None,
            "--from": self.begin is not None,
            "--to": self.end is not None,
            "--start": self.start is not None,
            "--groups": self.groups is not None,
            "--size": self.size is not None,
        }
        for one, other in (
            ("--minutes", "--to"),
            ("--start", "--from"),
            ("--start", "--to"),
            ("--groups", "--size"),
        ):
            if given[one] and given[other]:
                raise UsageError(
                    _("{one} and {other} cannot both be said.").format(one=one, other=other),
                    code="options-exclude-each-other",
                    hint=_("Leave one of them out."),
                )
        if self.wishes is not None and self.offers is None:
            raise UsageError(
                _("--wishes needs --offers: which cards there are."),
                code="offers-missing",
                hint=_("For example: --offers offers.csv --wishes wishes.csv"),
            )
        if given["--to"] and not given["--from"]:
            raise UsageError(
                _("--to needs --from before it."),
                code="from-missing",
                hint=_("For example: --from 14:30 --to 15:10"),
            )

    def _minutes(self) -> float | None:
        if self.minutes is not None:
            return clock.parse_minutes(self.minutes)
        if self.begin is None or self.end is None:
            return None
        begin, end = map(clock.parse_time_of_day, (self.begin, self.end))
        return clock.minutes_between(begin, end)

    def _moment(self) -> datetime | None:
        zone = self.timezone or clock.DEFAULT_ZONE
        clock.zone(zone)
        if self.start is not None:
            return clock.parse_start(self.start, zone)
        if self.begin is not None:
            return clock.time_of_day(clock.parse_time_of_day(self.begin))
        return None


def _between(option: str, number: int | None, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        raise UsageError(
            _("{option} cannot be {number}.").format(option=option, number=number),
            code="number-impossible",
            hint=_("It must be {least} at least and {most} at most.").format(
                least=least, most=most
            ),
        )


def _faults(attempt: Callable[[], object]) -> tuple[Finding, ...]:
    try:
        attempt()
    except FacilitateError as error:
        return error.findings
    return ()
