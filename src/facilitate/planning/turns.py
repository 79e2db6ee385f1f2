"""Sessions in order, each with the memory of the others; then improved in turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from facilitate.errors import InfeasibleError
from facilitate.event import Known
from facilitate.grouping.market.problem import CARDS, RANKS, UNSERVED
from facilitate.grouping.problem import REPEATS, THIRDS
from facilitate.planning.alike import alike_from, part_of
from facilitate.planning.choosing import seat_choice
from facilitate.planning.chosen import MISSED
from facilitate.planning.contacts import Mask, newcomers
from facilitate.planning.market import seat_market
from facilitate.planning.memory import DENSE, Memory, met_in
from facilitate.planning.parts import Asked, Rows, Search, Seated
from facilitate.planning.sessions import seat_groups
from facilitate.planning.staying import told_staying
from facilitate.roster import Roster
from facilitate.words import told_apart

PASSES = 4  # through all sessions; the second hardly ever finds anything
ORDER = (UNSERVED, REPEATS, THIRDS, MISSED, RANKS, CARDS)
"""Goals, the most important first; mixing comes after them."""
NOTHING = Seated((), (), (), {}, {})
CALMED = 3  # times every session is looked at again; the third hardly ever finds anything


@dataclass(frozen=True, eq=False)
class Sitting:
    """An event's sessions on their way to a plan: what is asked, who had met, who looks for whom.

    Parameters
    ----------
    asked
        The sessions, in the order of time.
    roster
        Everybody of the event.
    known
        Who had met before the event.
    search
        How to search.
    """

    asked: Sequence[Asked]
    roster: Roster
    known: Iterable[Known]
    search: Search

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Session's id → title; those that share one are numbered."""
        return told_apart((asked.session.id, asked.title) for asked in self.asked)

    def planned(self) -> list[Seated]:
        """Seat the sessions in order, then in turns until none gets better."""
        memory = Memory(self.roster, self.known)
        done: list[Seated] = []
        ahead: dict[int, Seated] = {}
        for at, asked in enumerate(self.asked):
            alike = [] if at in ahead else alike_from(self.asked, at)
            if len(alike) > 1:
                ahead |= self._seat_alike(alike, memory, done)
            if at not in ahead:
                ahead[at] = self._seat(asked, memory, done)
            done.append(ahead[at])
            self._remember(memory, asked, done[-1].rows)
        try:
            self._in_turns(memory, done)
        except KeyboardInterrupt:  # between two searches
            self.search.stop.interrupted = True
        if self.search.stop.interrupted:
            done = [replace(seated, status="interrupted") for seated in done]
        return done

    def _in_turns(self, memory: Memory, done: list[Seated]) -> None:
        """Seat every session again with the memory of all others, until none gets better."""
        meeting = [k for k, asked in enumerate(self.asked) if _meets(asked)]
        for _pass in range(PASSES if len(meeting) > 1 else 0):
            if _at_bounds(done):
                break
            turns = (k for k in meeting if not self.search.stop.over)
            improved = [self._improve(k, memory, done) for k in turns]
            if not any(improved):
                break

    def near(self, kept: Sequence[Rows], touched: frozenset[str]) -> list[Seated]:
        """Seat everybody where they were, but for what has to change or is worth new cards.

        Parameters
        ----------
        kept
            The seating of each session as it was handed out; empty if it had none.
        touched
            Ids of people who get a new card at any rate.
        """
        memory = Memory(self.roster, self.known)
        rows = [self._left(one) for one in kept]
        for asked, there in zip(self.asked, rows, strict=True):
            self._remember(memory, asked, there)
        done = [NOTHING] * len(rows)
        for _pass in range(CALMED):
            before = list(rows)
            for at, asked in enumerate(self.asked):
                changed = touched.union(*map(_moved, kept[:at], rows[:at]))
                changed = changed.union(*map(_moved, kept[at + 1 :], rows[at + 1 :]))
                self._remember(memory, asked, rows[at], -1)
                near = replace(
                    asked, before=rows[at], kept=kept[at], near=bool(kept[at]), touched=changed
                )
                done[at] = self._seat(near, memory, done[:at])
                rows[at] = done[at].rows
                self._remember(memory, asked, rows[at])
            if rows == before or self.search.stop.over:
                break
        return done

    def _left(self, rows: Rows) -> Rows:
        """Give an earlier seating without those who do not come any more."""
        there = set(self.roster.ids)
        return tuple(
            tuple(
                g.model_copy(update={"members": tuple(p for p in g.members if p in there)})
                for g in row
            )
            for row in rows
        )

    def alone(self) -> list[Seated]:
        """Seat every session as if it were the only one."""
        return [self._seat(asked, Memory(self.roster), []) for asked in self.asked]

    def _seat_alike(
        self, alike: Sequence[int], memory: Memory, before: Sequence[Seated]
    ) -> dict[int, Seated]:
        """Seat sessions of one shape as one with all their rotations, then part them."""
        together = [self.asked[at] for at in alike]
        count = sum(asked.rotations for asked in together)
        whole = self._seat(replace(together[0], rotations=count), memory, before)
        parts, first = {}, 0
        for at, asked in zip(alike, together, strict=True):
            rows = whole.rows[first : first + asked.rotations]
            parts[at] = part_of(whole, asked, rows)
            first += asked.rotations
        return parts

    def _improve(self, at: int, memory: Memory, done: list[Seated]) -> bool:
        """Seat one session again with the memory of all others; tell whether it got better."""
        asked = replace(self.asked[at], before=done[at].rows)
        self._remember(memory, asked, done[at].rows, -1)
        again, before = self._seat(asked, memory, done[:at]), done[:at]
        better = self._value(asked, again, memory, before) < self._value(
            asked, done[at], memory, before
        )
        if better:
            done[at] = again
        self._remember(memory, asked, done[at].rows)
        return better

    def _seat(self, asked: Asked, memory: Memory, before: Sequence[Seated]) -> Seated:
        """Seat one session; with others beside it, whatever is told says where it belongs."""
        where = self._titles[asked.session.id] if len(self.asked) > 1 else ""
        try:
            seated = self._seated(asked, memory, before)
        except InfeasibleError as error:
            told = (replace(f, where=f.where or where) for f in error.findings)
            raise InfeasibleError.collecting(told) from error
        found = (*seated.findings, *told_staying(asked, seated.places, seated.rows))
        findings = tuple(replace(f, where=f.where or where) for f in found)
        return replace(seated, findings=findings)

    def _seated(self, asked: Asked, memory: Memory, before: Sequence[Seated]) -> Seated:
        met = memory.among(asked.roster) if asked.method.counts_as_meeting else None
        if not asked.method.grouped:
            return NOTHING
        if asked.method.formation == "choice":
            return seat_choice(asked, met, self.search)
        if asked.method.formation == "market":
            return seat_market(asked, met, self.search)
        return seat_groups(asked, met, self.search, self._newcomers(asked, before))

    def _value(
        self, asked: Asked, seated: Seated, memory: Memory, before: Sequence[Seated]
    ) -> tuple[int, ...]:
        """Whoever waits for a veteran, then everything reached; lower is better."""
        sought = self._newcomers(asked, before)
        waiting = 0
        if sought is not None:
            knowing = {p.id for p, knows in zip(asked.roster, sought[1], strict=True) if knows}
            met = met_by(knowing, [(asked, seated)])
            seeking = (p.id for p, seeks in zip(asked.roster, sought[0], strict=True) if seeks)
            waiting = sum(person not in met for person in seeking)
        again = memory.coincidences(met_in(seated.rows, asked.method.stays_together))
        score = dict(seated.score) | dict(zip((REPEATS, THIRDS), again, strict=True))
        first = [score.pop(goal, 0) for goal in ORDER]
        return (waiting, *first, sum(score.values()))

    def _newcomers(self, asked: Asked, before: Sequence[Seated]) -> tuple[Mask, Mask] | None:
        """First-timers who are there and have met no veteran yet, and the veterans."""
        if not asked.method.counts_as_meeting or len(self.roster) > DENSE:
            return None
        first, veterans = newcomers(asked.roster)
        standing = zip(self.roster, self.roster.values("first_timer"), strict=True)
        knowing = {person.id for person, newly in standing if newly is False}
        met = met_by(knowing, zip(self.asked, before, strict=False))
        seeking = first & np.array([p.id not in met for p in asked.roster], dtype=bool)
        return (seeking, veterans) if seeking.any() and veterans.any() else None

    @staticmethod
    def _remember(memory: Memory, asked: Asked, rows: Rows, sign: int = 1) -> None:
        if _meets(asked):
            memory.add(met_in(rows, asked.method.stays_together), sign)


def met_by(people: set[str], sessions: Iterable[tuple[Asked, Seated]]) -> set[str]:
    """Everybody who sat with one of `people` in a session that counts."""
    return {
        member
        for asked, seated in sessions
        if _meets(asked)
        for row in seated.rows
        for group in row
        if not people.isdisjoint(group.members)
        for member in group.members
    }


def _moved(kept: Rows, rows: Rows) -> set[str]:
    """Tell who sits elsewhere than before, or no longer at all, in any rotation."""
    was, now = (
        {
            (number, person, group.place, group.seats.get(person))
            for number, row in enumerate(seating)
            for group in row
            for person in group.members
        }
        for seating in (kept, rows)
    )
    return {person for _number, person, _place, _seat in was ^ now}


def _meets(asked: Asked) -> bool:
    free = asked.method.formation == "circles" and asked.session.seats == "free"
    return asked.method.grouped and asked.method.counts_as_meeting and not free


def _at_bounds(done: Sequence[Seated]) -> bool:
    """Whether no session can be better, whatever the others are."""
    return all(
        value <= (0 if key in (REPEATS, THIRDS) else seated.bounds.get(key, 0))
        for seated in done
        for key, value in seated.score.items()
    )
