"""What one session is planned from, and what comes out before it has its times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from facilitate.errors import Finding
from facilitate.event import Session, Topic
from facilitate.grouping.stopping import Progress, Status, Stop
from facilitate.groups import Group
from facilitate.method import Method
from facilitate.needs import needs_step_free
from facilitate.roster import CANONICAL, Participant, Roster
from facilitate.rules import Breach, NoRepeat, Rule, Values, kept_pairs
from facilitate.timetable import Timetable
from facilitate.venue import Place


@dataclass(frozen=True, slots=True)
class Seating:
    """One rotation before it has its times: what rules must see of it."""

    number: int
    groups: Sequence[Group]


Rows = tuple[Sequence[Group], ...]
"""Groups of each rotation."""


def values_of(people: Iterable[Participant]) -> Values:
    """Give everybody's attributes, as rules want to see them."""
    keys = [(p.id, [*CANONICAL, *p.extra], p) for p in people]
    return {person: {key: p.value(key) for key in names} for person, names, p in keys}


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: seed, clock and who is told."""

    seed: int
    stop: Stop
    progress: Progress | None = None


@dataclass(frozen=True)
class Asked:
    """What one session is planned from.

    Parameters
    ----------
    session
        As the event has it.
    method
        With everything the session changes in it.
    roster
        Those who are there.
    rules
        The event's, then the session's; only about people who are there.
    rotations
        How often everybody is seated.
    needs
        Ids of people with access needs that do not stand in the roster.
    before
        Seating of an earlier plan, to stay near it; empty for none.
    near
        Whether as few cards change as can be; else `before` is only where a search begins.
    kept
        The seating of an earlier plan as it was handed out, whatever was tried since.
    touched
        Ids of people who get a new card at any rate, whatever becomes of this session.
    loose
        Whether a place that is not here may be one of another session.
    timetable
        When everything runs; None as long as that is not decided.
    """

    session: Session
    method: Method
    roster: Roster
    rules: Sequence[Rule]
    rotations: int
    needs: frozenset[str] = frozenset()
    before: Rows = ()
    near: bool = False
    kept: Rows = ()
    touched: frozenset[str] = frozenset()
    loose: bool = False
    timetable: Timetable | None = None

    @property
    def title(self) -> str:
        """What the session is called."""
        return self.session.title or str(self.method.title)

    @cached_property
    def needing(self) -> tuple[str, ...]:
        """Ids of everybody who needs a place without steps, in the order of the list."""
        wants = self.roster.values("access")
        if not self.needs and not any(wants):
            return ()
        needs = zip(self.roster.ids, wants, strict=True)
        return tuple(p for p, need in needs if p in self.needs or needs_step_free(need))


@dataclass(frozen=True, eq=False)
class Seated:
    """Who sits with whom in one session.

    Parameters
    ----------
    rows
        Groups of each rotation.
    places
        All places, in the order of the groups.
    rules
        All rules with their places resolved, the private ones included.
    score, bounds
        Goal → what was reached, and what cannot be beaten.
    findings
        What there is to tell.
    design
        Construction the search began from; empty if it was chance.
    price
        Meetings again that leaving it for the rules cost; None if it was not left.
    status
        Whether the search ended by itself, by the clock, or by Ctrl-C.
    topics
        What could be chosen, as it was resolved.
    """

    rows: Rows
    places: tuple[Place, ...]
    rules: tuple[Rule, ...]
    score: Mapping[str, int]
    bounds: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    design: str = ""
    price: int | None = None
    status: Status = "complete"
    topics: tuple[Topic, ...] = field(default=())


def breaches(
    rule: Rule, rows: Sequence[Sequence[Group]], rules: Iterable[Rule], values: Values
) -> Iterator[Breach]:
    """Find where groups break a rule; whom `rules` keep together may meet in all rotations."""
    found = rule.broken([Seating(number, row) for number, row in enumerate(rows, 1)], values)
    if not isinstance(rule, NoRepeat):
        yield from found
        return
    kept = kept_pairs(rules, {group.place for row in rows for group in row})
    yield from (breach for breach in found if tuple(sorted(breach.people)) not in kept)
