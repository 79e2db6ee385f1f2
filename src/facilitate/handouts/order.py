"""What is asked of the printer, and what all sheets of it share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

from facilitate import views
from facilitate.agenda import Itinerary, Turn, Visit, itineraries
from facilitate.clock import MIDNIGHT
from facilitate.plan import Plan, SessionPlan
from facilitate.planned import Namesakes, PlannedPerson
from facilitate.words import _, clock

Paper = Literal["a4", "letter"]
Told = TypeVar("Told")
SPARES = 4


@dataclass(frozen=True)
class Order:
    """A plan to print.

    Parameters
    ----------
    plan
        What is printed.
    edition
        What stands on every sheet: "Edition 2, 5.11. 18:10".
    paper
        ``a4`` or ``letter``.
    large
        Whether cards are set in large print, 14 points and more.
    spares
        How many cards keep a place for whoever comes unannounced.
    """

    plan: Plan
    edition: str
    paper: Paper = "a4"
    large: bool = False
    spares: int = SPARES

    @cached_property
    def everybody(self) -> tuple[Itinerary, ...]:
        """Everybody's programme, in alphabetical order."""
        return tuple(
            sorted(
                itineraries(self.plan),
                key=lambda one: (one.person.sorted_by, one.person.number),
            )
        )

    @cached_property
    def _told(self) -> dict[tuple[str, str], Any]:
        return {}

    def once(self, what: str, who: str, tell: Callable[[], Told]) -> Told:
        """Give `what` is told of a person; it is told once, and stands on several sheets."""
        if (what, who) not in self._told:
            self._told[what, who] = tell()
        found: Told = self._told[what, who]
        return found

    @cached_property
    def timed(self) -> bool:
        """Whether it is known when the event begins; else times count from nought."""
        return any(session.start != MIDNIGHT for session in self.plan.sessions[:1])

    def clock(self, moment: datetime) -> str:
        """Say when something begins: "15:00"; nothing where it is not known."""
        return clock(moment) if self.timed else ""

    def from_to(self, start: datetime, end: datetime) -> str:
        """Say from when to when something is: "15:00–15:32"; nothing where it is not known."""
        return f"{clock(start)}–{clock(end)}" if self.timed else ""

    @cached_property
    def namesakes(self) -> Namesakes:
        """Who shares a name with somebody, and is told apart by the number."""
        return Namesakes(self.plan.participants)

    def host_name(self, host: str) -> str:
        """Name a host who is given by id, if they take part, or else by name."""
        person = self._people.get(host)
        return host if person is None else self.namesakes.told(person)

    @cached_property
    def _people(self) -> Mapping[str, PlannedPerson]:
        return self.plan.people()

    @cached_property
    def rotations(self) -> tuple[views.RotationView, ...]:
        """Every rotation with its groups, in the order of time."""
        return views.by_rotation(self.plan)

    @cached_property
    def seated(self) -> tuple[SessionPlan, ...]:
        """Sessions in which the plan seats people."""
        return tuple(session for session in self.plan.sessions if session.rotations)

    def head(self, title: str, notice: str = "") -> dict[str, Any]:
        """Give what every sheet says: event, title, edition, pages."""
        return {
            "event": self.plan.title,
            "title": f"{title} · {self.plan.title}",
            "title-short": title,
            "edition": self.edition,
            "paper": self.paper,
            "notice": notice,
            "page-of": _("Page {page} of {pages}"),
        }


def spots(visit: Visit | None) -> str:
    """Say in one line where somebody sits, rotation after rotation: "Table 7 · 18 · 9".

    Where there are places of other kinds, too, each is named whole: "Balcony 1 · Balcony 2",
    for a "2" alone may be a table there. No line begins with a dot: it stays with what is before.
    """
    if visit is None:
        return ""
    found = [turn.spot for turn in visit.turns]
    if len(set(found)) < 2:
        return "".join(found[:1])
    kinds = {_kind(label) for label in visit.session.place_labels().values()}
    said = _without_kind(found) if len(kinds) == 1 else [*map(_unbroken, found)]
    return "\N{NO-BREAK SPACE}· ".join(said)


def lasting_task(turns: Sequence[Turn]) -> str:
    """Give the task that somebody has all the time; nothing where it changes."""
    tasks = {turn.task for turn in turns}
    return tasks.pop() if len(tasks) == 1 else ""


def _without_kind(found: Sequence[str]) -> list[str]:
    """Leave out what kind of place it is where the first one says it: "Table 7", "18", "9"."""
    kind = _kind(found[0])
    if kind and all(_kind(spot) == kind for spot in found):
        return [found[0], *(spot.rpartition(" ")[2] for spot in found[1:])]
    return list(found)


def _unbroken(spot: str) -> str:
    """Keep a number on the line of its kind."""
    kind, _blank, number = spot.rpartition(" ")
    return f"{kind}\N{NO-BREAK SPACE}{number}" if kind and number.isdecimal() else spot


def _kind(spot: str) -> str:
    """Give what kind of place it is: "Table" of "Table 7"; nothing where it has a name."""
    return spot.rpartition(" ")[0]
