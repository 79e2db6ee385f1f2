"""The participant list of an event: who takes a seat, and who is meant by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from facilitate.errors import FacilitateError, Finding
from facilitate.event_file import PeoplePart
from facilitate.intake import Intake, ListOptions, Named, PeopleIndex, read_people
from facilitate.intake.cells import yes_no
from facilitate.intake.lookup import Gone
from facilitate.parts import KeyPath
from facilitate.preparing.desk import Desk
from facilitate.roster import YES_NO, Participant, Roster, Value
from facilitate.words import _, did_you_mean, fold, ngettext

_OF_COLUMNS = frozenset({"column-missing", "column-unknown", "names-missing"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody in the list who takes no seat at this event."""

    name: str
    email: str
    organisation: str
    number: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Attendees:
    """The people of an event.

    Parameters
    ----------
    intake
        The list as it was read; None if it could not be, so that nobody is called unknown.
    roster
        Everybody who takes a seat.
    gone
        People in the list, or once in it, who take none.
    path
        The list's file.
    """

    intake: Intake | None
    roster: Roster
    gone: tuple[Gone, ...]
    path: Path

    def find(self, desk: Desk, path: KeyPath, named: str) -> str | None:
        """Find the id of the person `named` at `path`.

        Who is unknown, or cannot be told from others, is a fault; of who is known but takes no
        seat, a warning says why.
        """
        if self.intake is None:
            return None
        try:
            return self.roster.find(named).id
        except FacilitateError as error:
            left = self._gone(named)
            if left is not None and error.findings[0].code == "person-unknown":
                desk.warning(
                    path,
                    "person-takes-no-seat",
                    _("{name} takes no seat: {reason}; the name is passed over here.").format(
                        name=left.name or named, reason=left.reason
                    ),
                )
            else:
                for finding in error.findings:
                    desk.relay(path, finding)
        return None

    def _gone(self, named: str) -> Gone | None:
        who = Named(number=named) if named.isdecimal() else Named(email=named, name=named)
        return PeopleIndex(self.roster, self.gone).absent(who)

    def all_found(self, desk: Desk, path: KeyPath, named: Iterable[str]) -> tuple[str, ...]:
        """Find the ids of all `named` in the list at `path`; each once."""
        found = (self.find(desk, (*path, at), name) for at, name in enumerate(named))
        return tuple(dict.fromkeys(person for person in found if person is not None))


def read_attendees(part: PeoplePart | None, desk: Desk, numbers: Path | None) -> Attendees:
    """Read the participant list; if that is impossible, faults are at the desk.

    Parameters
    ----------
    numbers
        Where the numbers given so far are kept; None for beside the list.
    """
    if part is None:
        return Attendees(None, Roster(()), (), desk.folder)
    path = desk.path_of(part.file)
    options = ListOptions(
        encoding=part.encoding,
        delimiter=part.delimiter,
        sheet=part.sheet,
        columns=part.columns,
        keep_staff=part.keep_staff,
    )
    try:
        intake = read_people(path, options, numbers=numbers)
    except FacilitateError as error:
        for finding in error.findings:
            _relay_about_list(finding, part, path, desk)
        return Attendees(None, Roster(()), (), path)
    desk.read_as(intake.source, intake.sha256)
    return _chosen(part, Attendees(intake, intake.roster, tuple(_all_gone(intake)), path), desk)


def _relay_about_list(finding: Finding, part: PeoplePart, path: Path, desk: Desk) -> None:
    """Note what is wrong with the list where the event file speaks of it."""
    about: KeyPath = ("people", "file")
    if finding.code in _OF_COLUMNS and part.columns:
        about = ("people", "columns")
        for name, header in part.columns.items():
            if header in finding.message or name in finding.message:
                about = ("people", "columns", name)
    elif finding.code == "sheet-unknown":
        about = ("people", "sheet")
    elsewhere = finding.where not in ("", path.name, str(path), "--column")
    desk.relay(about, finding if elsewhere else replace(finding, where=""))


def _all_gone(intake: Intake) -> Iterable[Gone]:
    yield from intake.absent
    for entry in intake.numbers.entries:
        if not entry.active:
            reason = (
                _("has cancelled") if entry.state == "cancelled" else _("no longer in the list")
            )
            yield LeftOut(entry.name, entry.email, entry.organisation, entry.number, reason)


def _chosen(part: PeoplePart, everybody: Attendees, desk: Desk) -> Attendees:
    """Leave out whoever has not one of the values that ``only`` names."""
    kept, understood = list(everybody.roster), True
    for column, typed in part.only.items():
        path: KeyPath = ("people", "only", column)
        values = (typed,) if isinstance(typed, str) else typed
        named = (
            [(path, typed)]
            if isinstance(typed, str)
            else [((*path, at), value) for at, value in enumerate(values)]
        )
        wanted = [meant(everybody, desk, (path, where), column, v) for where, v in named]
        understood = understood and None not in wanted
        kept = [p for p in kept if any(w is not None and w.of(p) for w in wanted)]
    ids = {person.id for person in kept}
    left = [person for person in everybody.roster if person.id not in ids]
    if not understood:
        return everybody
    if not kept:
        desk.fault(
            ("people", "only"),
            "nobody-left",
            _("“only” leaves nobody in the list."),
            _("Leave one of its lines out."),
        )
        return everybody
    if left:
        desk.hint(
            ("people", "only"),
            "people-left-out",
            ngettext(
                "{count} person of the list is left out.",
                "{count} people of the list are left out.",
                len(left),
            ).format(count=len(left)),
        )
    reason = _("left out by “only”")
    gone = tuple(LeftOut(p.name, p.email, p.organisation, p.number, reason) for p in left)
    roster = replace(everybody.roster, people=tuple(kept))
    return replace(everybody, roster=roster, gone=(*everybody.gone, *gone))


@dataclass(frozen=True, slots=True)
class Meant:
    """A value of an attribute, as the list spells it most often."""

    attribute: str
    value: str | bool

    def of(self, person: Participant) -> bool:
        """Whether `person` has it, in whatever spelling."""
        return _same(person.value(self.attribute), self.value)


def meant(
    attendees: Attendees,
    desk: Desk,
    paths: tuple[KeyPath, KeyPath],
    column: str,
    typed: str | bool,
) -> Meant | None:
    """Find the attribute and the value that were typed; None, and a fault, if there are none.

    Parameters
    ----------
    paths
        Where the column and where the value stand.
    """
    if attendees.intake is None:
        return None
    (at_column, at_value), roster = paths, attendees.roster
    attribute = desk.attempt(at_column, lambda: roster.attribute(column))
    if attribute is None:
        return None
    there = Counter(v for p in roster if (v := p.value(attribute)) is not None)
    answer = typed if isinstance(typed, bool) else yes_no(typed)[0]
    if attribute in YES_NO and answer is not None:
        return Meant(attribute, answer)
    found = [v for v, _count in there.most_common() if _same(v, typed)]
    if found:
        return Meant(attribute, found[0])
    spellings = [str(value) for value in there if not isinstance(value, bool)]
    hint = did_you_mean(str(typed), spellings) or _("There are: {values}.").format(
        values=", ".join(spellings[:10] or (_("yes"), _("no")))
    )
    shown = str(typed).lower() if isinstance(typed, bool) else typed
    desk.fault(
        at_value,
        "value-nobody-has",
        _("Nobody in the list has “{value}” in “{column}”.").format(value=shown, column=column),
        hint,
    )
    return None


def _same(value: Value, typed: str | bool) -> bool:
    if value is None:
        return False
    if isinstance(value, bool) or isinstance(typed, bool):
        return value is typed or (isinstance(value, str) and yes_no(value)[0] is typed)
    return fold(value) == fold(typed)
