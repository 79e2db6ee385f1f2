"""What is worth knowing about a list: unknown answers, namesakes, remarks, columns left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilitate.columnar import Columnar, shared
from facilitate.errors import Finding, Level
from facilitate.roster import YES_NO, attribute_name, needs_step_free
from facilitate.words import _, listed, ngettext, quoted

from .body import Body
from .cells import certainty, enumerated, said_remark, said_rows
from .columns import Layout
from .merging import Merged, called, repeated
from .names import seem_two
from .people import Fate, Record, Said, own_columns
from .table import longer

_MOST = 100  # names told one by one; a crowd has thousands that several people bear
_LOST = re.compile(r"\?\w|\w\?")
_UNDERSTOOD = frozenset(
    (
        "status",
        "attending",
        "cancelled",
        "waiting",
        "paid",
        "quantity",
        "remark",
        "veteran",
        "times",
        "times_before",
    )
)


@dataclass(frozen=True)
class Read:
    """A list as it was read, for those who look it over.

    Parameters
    ----------
    source
        Name of the file.
    body
        The rows below the header.
    merged
        The people after merging.
    seated
        Everybody who takes a seat, companions included.
    """

    source: str
    body: Body
    merged: Merged
    seated: Columnar[Record]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the rows say beside the names, each once: thousands of rows may say the same."""
        said = shared(self.merged.people.column("said")).kinds
        return (*said, *(record.said for record in self.merged.duplicates))


def remarks(read: Read) -> list[Finding]:
    """Tell findings about the content of a list, the graver ones first."""
    found = [finding for look in _LOOKS for finding in look(read)]
    return sorted(found, key=lambda finding: finding.level is Level.HINT)


def _warning(read: Read, code: str, message: str, hint: str = "") -> Finding:
    return Finding(Level.WARNING, code, message, read.source, hint)


def _hint(read: Read, code: str, message: str, hint: str = "") -> Finding:
    return Finding(Level.HINT, code, message, read.source, hint)


def _those(read: Read, wanted: Callable[[Said], bool]) -> list[Record]:
    """People whose row says what is wanted."""
    if not any(map(wanted, read.said)):
        return []
    return [record for record in read.merged.people if wanted(record.said)]


def _rows(records: Sequence[Record]) -> str:
    return said_rows([record.row for record in records])


def _doubts(read: Read) -> Iterator[Finding]:
    by_header: dict[str, list[str]] = {}
    doubtful = any(said.doubts for said in read.said)
    for record in read.merged.people if doubtful else ():
        for doubt in record.said.doubts:
            said = _("“{value}” in row {row}").format(value=doubt.value[:40], row=record.row)
            by_header.setdefault(doubt.header, []).append(said)
    for header, values in by_header.items():
        yield _warning(
            read,
            "answer-not-understood",
            _("“{column}”: neither yes nor no: {values}.").format(
                column=header, values=enumerated(values)
            ),
            _("Write ja or nein; until then the answer counts as unknown."),
        )


def _statuses(read: Read) -> Iterator[Finding]:
    layout = read.body.layout
    for name in ("status", "attending"):
        if name not in layout.columns:
            continue
        header = layout.header(name)
        by_kind: dict[str, dict[str, list[int]]] = {"unknown": {}, "unsure": {}, "known": {}}
        for record in read.merged.people:
            own = record.attributes.get(name) if name == "status" else record.extra.get(header)
            cell = str(own or "")
            by_kind[certainty(cell)].setdefault(cell[:40], []).append(record.row)
        if by_kind["unknown"]:
            yield _warning(
                read,
                "status-not-understood",
                _("“{column}”: not understood, and kept with a seat: {values}.").format(
                    column=header, values=_with_rows(by_kind["unknown"])
                ),
                _("Whoever is not coming: write “abgesagt” or “Warteliste” there."),
            )
        if by_kind["unsure"]:
            yield _hint(
                read,
                "status-unsure",
                _("“{column}”: not sure to come, and kept with a seat: {values}.").format(
                    column=header, values=_with_rows(by_kind["unsure"])
                ),
            )


def _with_rows(values: dict[str, list[int]]) -> str:
    return enumerated([f"{quoted(value)} ({said_rows(rows)})" for value, rows in values.items()])


def _unknown(read: Read) -> Iterator[Finding]:
    columns = read.body.layout.columns
    sources = {"first_timer": ("first_timer", "veteran", "times", "times_before")}
    for name in YES_NO:
        if not any(source in columns for source in sources.get(name, (name,))):
            continue
        if len(read.seated) == len(read.merged.people) and all(
            said.attributes.get(name) is not None for said in read.said
        ):
            continue
        unknown = [record for record in read.seated if record.said.attributes.get(name) is None]
        if unknown:
            yield _warning(
                read,
                "answer-unknown",
                ngettext(
                    "{attribute} is unknown for {count} person ({rows}).",
                    "{attribute} is unknown for {count} people ({rows}).",
                    len(unknown),
                ).format(attribute=attribute_name(name), count=len(unknown), rows=_rows(unknown)),
                _("An empty cell is not a no: fill in ja or nein where you know it."),
            )


def _namesakes(read: Read) -> Iterator[Finding]:
    hint = _("If it is one person, give both rows the same e-mail or organisation.")
    for records in read.merged.namesakes[:_MOST]:
        told = _("{count} people are called “{name}” ({rows}); all of them are kept.").format(
            count=len(records), name=records[0].name, rows=_rows(records)
        )
        yield _warning(read, "namesakes", told, hint)
    left = len(read.merged.namesakes) - _MOST
    if left > 0:
        told = ngettext(
            "{count} more name is that of several people; all of them are kept.",
            "{count} more names are those of several people each; all of them are kept.",
            left,
        ).format(count=left)
        yield _warning(read, "namesakes", told, hint)


def _conflicts(read: Read) -> Iterator[Finding]:
    for name, rows in read.merged.conflicts:
        yield _warning(
            read,
            "duplicate-differs",
            _("{rows} are one person but differ in {attribute}; the first one counts.").format(
                rows=said_rows(rows), attribute=attribute_name(name)
            ),
        )


def _nameless(read: Read) -> Iterator[Finding]:
    left = [row for row, fate in read.body.others.items() if fate is Fate.NAMELESS]
    if left:
        yield _warning(
            read,
            "name-missing",
            _("Without a name and left out: {rows}.").format(rows=said_rows(left)),
            _("Write a name, or N.N., if somebody is coming."),
        )
    seats = list(read.seated.where(read.seated.column("nameless")))
    if seats:
        yield _warning(
            read,
            "seat-without-name",
            ngettext(
                "{count} seat is kept for somebody without a name: {names}.",
                "{count} seats are kept for people without a name: {names}.",
                len(seats),
            ).format(
                count=len(seats),
                names=enumerated(
                    [_("“{value}” in row {row}").format(value=r.name, row=r.row) for r in seats]
                ),
            ),
            _("Write the names into the list when they are known."),
        )


def _lost_letters(read: Read) -> Iterator[Finding]:
    names = read.seated.column("name")
    lost = list(read.seated.where("?" in name and _LOST.search(name) for name in names))
    if lost:
        yield _warning(
            read,
            "letter-lost",
            _("A question mark stands where a letter of the name should be: {names}.").format(
                names=enumerated(
                    [_("“{value}” in row {row}").format(value=r.name, row=r.row) for r in lost]
                )
            ),
            _(
                "The list was saved in a character set without that letter. Save the original "
                "again as “CSV UTF-8” or .xlsx, or write the names right; else cards and signs "
                "say “?”, too."
            ),
        )


def _two_in_one(read: Read) -> Iterator[Finding]:
    people = read.merged.people
    for record in people.where(not key for key in people.column("key")):
        if seem_two(record.name):
            yield _warning(
                read,
                "two-in-one-row",
                _("Row {row} may hold several people, but takes one seat: “{name}”.").format(
                    row=record.row, name=record.name
                ),
                _("Give each person a row."),
            )


def _staff(read: Read) -> Iterator[Finding]:
    staff = [record for record in read.merged.absent if record.fate is Fate.STAFF]
    if staff:
        said = [f"{r.name} ({r.said.role})" if r.said.role != "-" else r.name for r in staff]
        yield _hint(
            read,
            "staff-without-seat",
            _("No seat, because of their role: {names} ({rows}).").format(
                names=enumerated(said), rows=_rows(staff)
            ),
            _("With --keep-staff they take a seat like everybody."),
        )


def _came_back(read: Read) -> Iterator[Finding]:
    absent = read.merged.absent
    seated = {called(record): record.row for record in (read.merged.people if absent else ())}
    for record in absent:
        row = seated.get(called(record))
        if row and not record.nameless:
            yield _hint(
                read,
                "absent-and-present",
                _("“{name}” is left out in row {row}, but takes a seat in row {other}.").format(
                    name=record.name, row=record.row, other=row
                ),
            )


def _unpaid(read: Read) -> Iterator[Finding]:
    unpaid = _those(read, lambda said: said.unpaid)
    if unpaid:
        yield _hint(
            read,
            "unpaid-kept",
            ngettext(
                "{count} person has not paid yet and is kept ({rows}).",
                "{count} people have not paid yet and are kept ({rows}).",
                len(unpaid),
            ).format(count=len(unpaid), rows=_rows(unpaid)),
        )


def _texts(read: Read) -> Iterator[Finding]:
    remarked = any(said.remark for said in read.said)
    for record in (*read.merged.people, *read.merged.duplicates) if remarked else ():
        if record.said.remark:
            yield _remark(read, record)
    helped = _those(read, lambda said: bool(_help(said)))
    if helped:
        yield _hint(
            read,
            "needs-noted",
            _("Needs that ask for no place without steps: {needs}.").format(
                needs=enumerated(
                    [
                        _("{name} ({need}, row {row})").format(
                            name=r.name, need=_help(r.said)[:80], row=r.row
                        )
                        for r in helped
                    ]
                )
            ),
            _("They fix nobody to a place; the moderators’ sheets name them."),
        )
    special = _those(read, lambda said: said.special)
    if special:
        yield _hint(
            read,
            "special-attention",
            _("“{column}” is marked in {rows}; this changes nothing by itself.").format(
                column=read.body.layout.header("special"), rows=_rows(special)
            ),
            _("If it is about step-free access, write that into a column “Barrierefreiheit”."),
        )


def _remark(read: Read, record: Record) -> Finding:
    row, name, text = record.row, record.name, record.said.remark
    if said_remark(text) == "perhaps cancelled":
        return _warning(
            read,
            "remark-perhaps-cancelled",
            _("Row {row}, {name}: “{remark}”; {name} stays in the list and takes a seat.").format(
                row=row, name=name, remark=text[:200]
            ),
            _("If {name} is not coming, begin the remark with “abgesagt”.").format(name=name),
        )
    said = _("Row {row}, {name}: “{remark}”.")
    return _hint(read, "remark", said.format(row=row, name=name, remark=text[:200]))


def _help(said: Said) -> str:
    """Give what somebody needs, if it is no matter of steps."""
    need = said.attributes.get("access")
    return "" if needs_step_free(need) else str(need or "")


def _shared_addresses(read: Read) -> Iterator[Finding]:
    people = read.merged.people
    emails = people.column("email")
    twice = repeated(emails) - {""}
    by_address: dict[str, list[Record]] = {}
    for record in people.where(email in twice for email in emails) if twice else ():
        by_address.setdefault(record.email, []).append(record)
    shared = [record for records in by_address.values() for record in records]
    if shared:
        yield _hint(
            read,
            "email-shared",
            _("{count} people share an e-mail address with others ({rows}).").format(
                count=len(shared), rows=_rows(shared)
            ),
            _("It is probably that of the person who signed them up; nobody was merged for it."),
        )


def _columns(read: Read) -> Iterator[Finding]:
    layout = read.body.layout
    passed = dict(layout.passed_over)
    for header, name in passed.items():
        yield _hint(
            read,
            "column-passed-over",
            _("“{column}” was not used for {name}, because “{better}” says it better.").format(
                column=header, name=attribute_name(name), better=_better(layout, name)
            ),
        )
    understood = {at for name, at in layout.columns.items() if name in _UNDERSTOOD}
    left = [
        layout.headers[at]
        for at in own_columns(layout)
        if at not in understood and layout.headers[at] not in passed
    ]
    if left:
        yield _hint(
            read,
            "columns-not-taken-over",
            _("Columns not taken over: {columns}.").format(
                columns=listed([quoted(header) for header in left])
            ),
            _("Rules may use them by their header; --column says what one of them means."),
        )


def _better(layout: Layout, name: str) -> str:
    return layout.header("family" if name == "name" and name not in layout.columns else name)


def _ragged(read: Read) -> Iterator[Finding]:
    for block in read.body.blocks:
        width = len(block.layout.headers)
        for row in longer(block.rows, width):
            surplus = [cell for cell in row.cells[width:] if cell]
            if surplus and row.number not in read.body.others:
                yield _warning(
                    read,
                    "row-too-long",
                    _("Row {row} has more cells than the header; not read: {cells}.").format(
                        row=row.number, cells=enumerated([quoted(cell[:40]) for cell in surplus])
                    ),
                    _("Perhaps a sign between columns stands inside a cell without quotes."),
                )


_LOOKS = (
    _doubts,
    _statuses,
    _unknown,
    _namesakes,
    _conflicts,
    _nameless,
    _lost_letters,
    _two_in_one,
    _ragged,
    _came_back,
    _staff,
    _unpaid,
    _shared_addresses,
    _texts,
    _columns,
)
