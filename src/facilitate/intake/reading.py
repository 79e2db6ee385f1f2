"""A participant list in, its people and the account of the import out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from facilitate.columnar import Columnar, Shared, column, mapped, tuples
from facilitate.drafts import Draft
from facilitate.errors import Finding, RosterError
from facilitate.files import AnyPath, read_bytes
from facilitate.roster import CANONICAL, Gone, LeftOut, Participant, Roster, Value
from facilitate.words import _, ngettext

from .body import Body, read_body
from .columns import PEOPLE
from .encoding import decode
from .formats import kind_of
from .look_numbers import about_numbers
from .merging import Merged, merge, with_companions
from .numbers import Changes, number_people
from .one_column import as_one_column
from .options import AS_IT_COMES, ListOptions
from .overview import Read
from .people import Fate, Record, fate_word, own_columns
from .reconcile import Reconciliation
from .registry import ACTIVE, FILE_NAME, Entry, Registry, draft_registry, read_registry
from .remarks import remarks
from .spellings import one_spelling
from .table import read_table

_TELLING_ACCESS = frozenset(("access", "remark", "diet"))


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody in the list who takes no seat.

    Parameters
    ----------
    name, email, organisation
        As the list has them.
    number
        The number the person had, or has in the list; None if there is none.
    fate
        Why there is no seat.
    row
        Row in the list, as Excel counts.
    """

    name: str
    email: str
    organisation: str
    number: int | None
    fate: Fate
    row: int

    @property
    def reason(self) -> str:
        """Why there is no seat, in words."""
        return fate_word(self.fate)

    @property
    def listed(self) -> bool:
        """Whether the list has a row about the person: always."""
        return True


@dataclass(frozen=True)
class Intake:
    """A participant list after import.

    Parameters
    ----------
    roster
        Everybody who takes a seat.
    reconciliation
        The account of all rows.
    changes
        What is new against the list read before; None for the first list.
    sha256
        Of the file's bytes.
    source
        Name of the file, without its folder.
    absent
        People in the list who take no seat.
    numbers
        All numbers ever given, this list's included; to be stored by `write_numbers`.
    look
        Looks the list over for `findings`, when they are asked for.
    """

    roster: Roster
    reconciliation: Reconciliation
    changes: Changes | None
    sha256: str
    source: str
    absent: tuple[Absent, ...] = ()
    numbers: Registry = field(default_factory=Registry)
    look: Callable[[], Sequence[Finding]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth knowing; nothing in it stops the work.

        A crowd's list takes seconds to look over, in which the plan is written already.
        """
        return tuple(self.look())


def read_people(
    path: AnyPath, options: ListOptions = AS_IT_COMES, *, numbers: AnyPath | None = None
) -> Intake:
    """Read a participant list; nothing is written.

    Parameters
    ----------
    path
        The list: CSV, XLSX, XLSB or ODS.
    options
        What the list does not say itself.
    numbers
        File with the numbers given so far, which need not exist; None is ``people.numbers``
        beside the list.

    Raises
    ------
    FacilitateError
        If the file cannot be read, or has nobody in it; the way out is said.
    """
    path = Path(path)
    data = read_bytes(path)
    source = shown_name(path)
    chosen = {PEOPLE.canonical(name): header for name, header in options.columns.items()}
    table = read_table(data, source, options, PEOPLE, chosen)
    if table.header < 0 and "name" not in chosen:
        table = as_one_column(table, _text_of(data, source, options), source)
    body = read_body(table, chosen, source, keep_staff=options.keep_staff)
    merged = merge(body.records)
    seated = with_companions(merged.people)
    if not seated:
        raise _nobody(body, merged, source)
    registry = read_registry(numbers_path(path) if numbers is None else Path(numbers))
    numbering = number_people(seated, merged.absent, registry)
    reconciliation = _account(body, merged, len(seated) - len(merged.people))
    read = Read(source, data, body, merged, seated)
    absent = tuple(_absent(record) for record in merged.absent)
    return Intake(
        roster=_roster(body, seated, numbering.seated, (*absent, *_once_here(numbering.registry))),
        reconciliation=reconciliation,
        changes=numbering.changes,
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        absent=absent,
        numbers=numbering.registry,
        look=lambda: (
            *table.findings,
            *remarks(read),
            *about_numbers(read, numbering, registry),
        ),
    )


def _text_of(data: bytes, source: str, options: ListOptions) -> str:
    if kind_of(data, source) == "workbook":
        return ""
    return decode(data, source=source, encoding=options.encoding)


def shown_name(path: Path) -> str:
    """Name of a file without its folder, in characters that can be printed."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def numbers_path(path: Path) -> Path:
    """Where the numbers for the list at `path` are kept: ``people.numbers`` beside it."""
    return path.parent / FILE_NAME


def write_numbers(intake: Intake, path: Path) -> bool:
    """Store the numbers of an import, whole or not at all.

    Parameters
    ----------
    intake
        What `read_people` gave.
    path
        Where to; see `numbers_path`.

    Returns
    -------
    Whether the file changed.

    Raises
    ------
    FacilitateError
        If the file there is damaged, not ours, or holds other people's numbers; it then stays
        as it is.
    """
    draft = draft_numbers(intake, path)
    return draft is not None and bool(draft.keep())


def draft_numbers(intake: Intake, path: Path) -> Draft | None:
    """Begin to store the numbers, as `write_numbers` does; None if there is nothing to store."""
    return draft_registry(intake.numbers, path)


def _nobody(body: Body, merged: Merged, source: str) -> RosterError:
    if merged.absent:
        message = ngettext(
            "Nobody in {file} takes a seat: the only person is cancelled, waiting or staff.",
            "Nobody in {file} takes a seat: all {count} people are cancelled, waiting or staff.",
            len(merged.absent),
        ).format(file=source, count=len(merged.absent))
        hint = _("Look at the columns for status and remarks, or use --keep-staff.")
    else:
        message = _("There is nobody in {file} below the header in row {row}.").format(
            file=source, row=body.header_row
        )
        hint = _("Is it the right sheet, and are the names in the column “{column}”?").format(
            column=_name_header(body)
        )
    return RosterError(message, code="nobody", where=source, hint=hint)


def _name_header(body: Body) -> str:
    layout = body.layout
    return next(layout.header(n) for n in ("name", "family", "given") if n in layout.columns)


def _account(body: Body, merged: Merged, companions: int) -> Reconciliation:
    rows: dict[Fate, list[int]] = {Fate.KEPT: list(merged.people.column("row"))}
    for record in merged.duplicates:
        rows.setdefault(Fate.DUPLICATE, []).append(record.row)
    for record in merged.absent:
        rows.setdefault(record.fate, []).append(record.row)
    for row, fate in body.others.items():
        rows.setdefault(fate, []).append(row)
    ordered = {fate: tuple(sorted(rows[fate])) for fate in Fate if rows.get(fate)}
    return Reconciliation(body.header_row, body.above, ordered, merged.merges, companions)


def _roster(
    body: Body, seated: Columnar[Record], entries: Columnar[Entry], gone: tuple[Gone, ...]
) -> Roster:
    said = mapped(seated.column("said"), attrgetter("attributes"))
    attributes = Shared(one_spelling(said.kinds), said.which)
    people = tuples(
        Participant,
        (
            *(entries.column(name) for name in ("id", "number")),
            *(seated.column(name) for name in ("name", "title", "given", "family", "email")),
            attributes,
            *(seated.column(name) for name in ("extra", "row")),
        ),
    )
    return Roster(people, _columns(body, attributes.kinds), _headers(body), gone)


def _columns(body: Body, attributes: Sequence[Mapping[str, Value]]) -> Mapping[str, str]:
    layout = body.layout
    columns = {name: layout.header(name) for name in CANONICAL if name in layout.columns}
    for other in ("veteran", "times", "times_before"):
        if other in layout.columns:
            columns.setdefault("first_timer", layout.header(other))
    telling = any(block.layout.columns.keys() & _TELLING_ACCESS for block in body.blocks)
    if telling and any("access" in known for known in attributes):
        columns.setdefault("access", "access")
    return {name: columns[name] for name in CANONICAL if name in columns}


def _headers(body: Body) -> tuple[str, ...]:
    names = (block.layout.headers[at] for block in body.blocks for at in own_columns(block.layout))
    return tuple(dict.fromkeys(names))


def _absent(record: Record) -> Absent:
    organisation = str(record.attributes.get("organisation") or "")
    return Absent(record.name, record.email, organisation, record.number, record.fate, record.row)


def _once_here(registry: Registry) -> Iterator[LeftOut]:
    """Give the people who had a number and take no seat in this list."""
    states = column(registry.entries, "state")
    for at in [at for at, state in enumerate(states) if state != ACTIVE]:
        entry = registry.entries[at]
        cancelled = entry.state == "cancelled"
        reason = _("has cancelled") if cancelled else _("no longer in the list")
        yield LeftOut(
            entry.name, entry.email, entry.organisation, entry.number, reason, listed=cancelled
        )
