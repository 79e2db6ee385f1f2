"""Who must not meet: taken from options and private.yaml, kept beside the plan only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from facilitate.cli.orders import Seats, people_of
from facilitate.errors import FacilitateError, Finding, Level, UsageError
from facilitate.intake import Intake, Named, PeopleIndex
from facilitate.private import Access, PrivateRules, read_private, resolve, write_private
from facilitate.roster import Roster
from facilitate.rules import Apart, Rule
from facilitate.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Gathered:
    """All private rules with ids, and what is to be told about them.

    Parameters
    ----------
    waiting
        Rules of the options in which somebody takes no seat now: whole, by number or name, to be
        kept for the day on which that person comes after all, and the ids of the others.
    """

    private: PrivateRules
    findings: tuple[Finding, ...]
    waiting: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """Give the apart rules for planning."""
        left = (people for _whole, people in self.waiting if len(people) > 1)
        return tuple(Apart(people=people) for people in (*self.private.apart, *left))

    def needs(self) -> frozenset[str]:
        """Give the ids of those with access needs, for planning."""
        return frozenset(need.person for need in self.private.access if need.step_free)

    def told(self) -> str:
        """Count the apart rules without saying who or why; empty if there is none."""
        known = set(map(frozenset, self.private.apart))
        count = len(known) + sum(frozenset(people) not in known for _whole, people in self.waiting)
        if not count:
            return ""
        return ngettext(
            "{count} rule about people who never sit together is kept in private.yaml beside it, "
            "not in the plan.",
            "{count} rules about people who never sit together are kept in private.yaml beside "
            "it, not in the plan.",
            count,
        ).format(count=count)


def gather(options: Sequence[str], intake: Intake, folders: Iterable[Path]) -> Gathered:
    """Gather the apart rules of the options and of ``private.yaml`` in each of the `folders`.

    Whoever takes no seat, or in a ``private.yaml`` is not known, is told; the rules hold for
    the others.

    Raises
    ------
    UsageError
        If an option names somebody unknown, or either names somebody by what several people
        are called; all of them are told.
    PlanError
        If a private.yaml is wrong.
    """
    roster, index = intake.roster, PeopleIndex(intake.roster, intake.roster.gone)
    apart: dict[frozenset[str], tuple[str, ...]] = {}
    access: dict[str, Access] = {}
    findings: dict[Finding, None] = {}
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        found, told = resolve(
            read_private(folder) or PrivateRules(), roster, partial(_why_absent, index=index)
        )
        apart |= {frozenset(people): people for people in found.apart}
        access |= {need.person: need for need in found.access}
        findings |= dict.fromkeys(told)
    unclear = [finding for finding in findings if finding.code != "person-unknown"]
    if unclear:
        raise UsageError.collecting(unclear)
    seats = Seats(roster)
    waiting = []
    for text, people in _named(options, seats):
        whole = _whole(text, roster)
        if len(whole) > len(people):
            waiting.append((whole, people))
        else:
            apart.setdefault(frozenset(people), people)
    private = PrivateRules(apart=tuple(apart.values()), access=tuple(access.values()))
    told_of = (*map(_skipped, findings), *seats.passed_over)
    return Gathered(private, told_of, tuple(waiting))


def _whole(text: str, roster: Roster) -> tuple[str, ...]:
    """Name everybody in "A;B;C" by number, whoever takes no seat and has none by name."""
    named: dict[str, None] = {}
    for name in people_of("--apart", text):
        gone = roster.left_out(name)
        try:
            number: int | None = roster.find(name).number
        except FacilitateError:
            number = None if gone is None else gone.number
        named[str(number or (gone and gone.name) or name)] = None
    return tuple(named)


def _skipped(finding: Finding) -> Finding:
    left_out = _("The private rules hold without them.")
    message = f"{finding.message} {left_out}"
    return replace(finding, level=Level.WARNING, message=message)


def _why_absent(name: str, index: PeopleIndex) -> str:
    named = Named(number=name) if name.isdecimal() else Named(email=name, name=name)
    gone = index.absent(named)
    if gone is None:
        return ""
    return _("{name} takes no seat: {reason}.").format(name=gone.name or name, reason=gone.reason)


def keep(gathered: Gathered, folder: Path, roster: Roster) -> None:
    """Write the private rules into `folder`, by number, where they are not there yet."""
    if not gathered.private.apart and not gathered.private.access and not gathered.waiting:
        return
    there, _told = resolve(read_private(folder) or PrivateRules(), roster)
    known = {frozenset(people) for people in there.apart}
    needing = {need.person for need in there.access}
    number = {person.id: str(person.number) for person in roster}
    new = PrivateRules(
        apart=tuple(
            tuple(number[person] for person in people)
            for people in gathered.private.apart
            if frozenset(people) not in known
        )
        + tuple(whole for whole, _people in gathered.waiting),
        access=tuple(
            need.model_copy(update={"person": number[need.person]})
            for need in gathered.private.access
            if need.person not in needing
        ),
    )
    if new.apart or new.access:
        everybody = (*roster.gone, *roster)
        write_private(folder, new, {str(one.number): one.name for one in everybody})


def _named(options: Sequence[str], seats: Seats) -> list[tuple[str, tuple[str, ...]]]:
    """Give what was typed, and the ids of those among it who take a seat."""
    found: list[tuple[str, tuple[str, ...]]] = []
    findings: list[Finding] = []
    for text in options:
        try:
            found.append((text, seats.find_all("--apart", text)))
        except FacilitateError as error:
            findings += error.findings
    if findings:
        raise UsageError.collecting(findings)
    return found
