"""The participant list of an event: who takes a seat, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from facilitate.errors import FacilitateError, Finding
from facilitate.event_file import PeoplePart
from facilitate.intake import Intake, ListOptions, read_people, same_value, value_meant
from facilitate.parts import KeyPath
from facilitate.preparing.desk import Desk
from facilitate.roster import Gone, LeftOut, Participant, Roster, passed_over
from facilitate.words import _, fold, ngettext, quoted

_OF_COLUMNS = frozenset({"column-missing", "column-unknown", "names-missing"})
_WHO = frozenset({"number", "name", "given", "family", "email"})  # what people are known by


@dataclass(frozen=True, slots=True)
class Attendees:
    """The people of an event.

    Parameters
    ----------
    intake
        The list as it was read; None if it could not be, so that nobody is called unknown.
    roster
        Everybody who takes a seat.
    path
        The list's file.
    unsure
        Names of columns, folded, whose meaning is a fault already; they are not called unknown.
    """

    intake: Intake | None
    roster: Roster
    path: Path
    unsure: frozenset[str] = frozenset()

    @property
    def gone(self) -> tuple[Gone, ...]:
        """People in the list, or once in it, who take no seat."""
        return self.roster.gone

    def attribute(self, desk: Desk, path: KeyPath, column: str) -> str | None:
        """Find the attribute that `column` means; None, and a fault, if there is none."""
        if self.intake is None or fold(column) in self.unsure:
            return None
        return desk.attempt(path, partial(self.roster.attribute, column))

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
            left = self.roster.left_out(named)
            if left is not None and error.findings[0].code == "person-takes-no-seat":
                desk.warning(path, "person-takes-no-seat", passed_over(left, named))
            else:
                for finding in error.findings:
                    desk.relay(path, finding)
        return None

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
        return Attendees(None, Roster(()), desk.folder)
    path, columns = desk.path_of(part.file), dict(part.columns)
    while True:
        try:
            intake = read_people(path, _options(part, columns), numbers=numbers)
            break
        except FacilitateError as error:
            wrong = {_relay_about_list(f, part, path, desk) for f in error.findings} & {*columns}
            if not wrong or wrong & _WHO:
                return Attendees(None, Roster(()), path)
            for name in wrong:  # the rest of the list can still be looked at
                del columns[name]
    desk.read_as(intake.source, intake.sha256)
    lost = part.columns.keys() - columns.keys()
    unsure = frozenset(fold(word) for name in lost for word in (name, part.columns[name]))
    read = Attendees(intake, intake.roster, path, unsure)
    return _chosen(part, read, desk)


def _options(part: PeoplePart, columns: Mapping[str, str]) -> ListOptions:
    return ListOptions(
        encoding=part.encoding,
        delimiter=part.delimiter,
        sheet=part.sheet,
        columns=columns,
        keep_staff=part.keep_staff,
    )


def _relay_about_list(finding: Finding, part: PeoplePart, path: Path, desk: Desk) -> str:
    """Note what is wrong with the list where the event file speaks of it.

    Returns
    -------
    The name under ``columns`` that it is about; empty if it is about something else.
    """
    about: KeyPath = ("people", "file")
    column = ""
    if finding.code in _OF_COLUMNS and part.columns:
        about = ("people", "columns")
        for name, header in part.columns.items():
            if quoted(header) in finding.message or quoted(name) in finding.message:
                about, column = ("people", "columns", name), name
    elif finding.code == "sheet-unknown":
        about = ("people", "sheet")
    elsewhere = finding.where not in ("", path.name, str(path), "column")
    desk.relay(about, finding if elsewhere else replace(finding, where=""))
    return column


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
    roster = replace(everybody.roster, people=tuple(kept), gone=(*everybody.gone, *gone))
    return replace(everybody, roster=roster)


@dataclass(frozen=True, slots=True)
class Meant:
    """A value of an attribute, as the list spells it most often."""

    attribute: str
    value: str | bool

    def of(self, person: Participant) -> bool:
        """Whether `person` has it, in whatever spelling."""
        return same_value(person.value(self.attribute), self.value)


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
    (at_column, at_value), roster = paths, attendees.roster
    attribute = attendees.attribute(desk, at_column, column)
    if attribute is None:
        return None
    value = desk.attempt(at_value, partial(value_meant, roster, attribute, typed, column))
    return None if value is None else Meant(attribute, value)
