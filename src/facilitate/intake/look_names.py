"""Who is in a list: namesakes, people without a name, lost letters, roles, shared addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import not_

from facilitate.errors import Finding
from facilitate.words import _, fold, ngettext

from .cells import enumerated, in_place_of, is_staff_role, said_rows
from .formats import kind_of
from .merging import called, repeated
from .names import seem_two
from .overview import Read, hint, rows_of, those, warning
from .people import Fate, Record
from .telling import STAFF_HEADERS

_MOST = 100  # names told one by one; a crowd has thousands that several people bear
_WORD = re.compile(r"[^\W\d_]{3}")
_LOST = re.compile(r"\?\w|\w\?")


def namesakes(read: Read) -> Iterator[Finding]:
    """Tell of several people of one name."""
    way_out = _(
        "If it is one person, delete a row, or give both the same e-mail or organisation. If not, "
        "a second first name or an initial tells them apart on cards and lists; else their numbers "
        "do."
    )
    for records in read.merged.namesakes[:_MOST]:
        told = _("{count} people are called “{name}” ({rows}); all of them are kept.").format(
            count=len(records), name=records[0].name, rows=rows_of(records)
        )
        yield warning(read, "namesakes", told, way_out)
    left = len(read.merged.namesakes) - _MOST
    if left > 0:
        told = ngettext(
            "{count} more name is that of several people; all of them are kept.",
            "{count} more names are those of several people each; all of them are kept.",
            left,
        ).format(count=left)
        yield warning(read, "namesakes", told, way_out)


def nameless(read: Read) -> Iterator[Finding]:
    """Tell of people without a name: left out, or a seat kept for them."""
    left = [row for row, fate in read.body.others.items() if fate is Fate.NAMELESS]
    if left:
        yield warning(
            read,
            "name-missing",
            _("Without a name and left out: {rows}.").format(rows=said_rows(left)),
            _("Write a name, or N.N., if somebody is coming."),
        )
    seats = list(read.seated.where(read.seated.column("nameless")))
    if seats:
        yield warning(
            read,
            "seat-without-name",
            ngettext(
                "{count} seat is kept for somebody without a name: {names}.",
                "{count} seats are kept for people without a name: {names}.",
                len(seats),
            ).format(
                count=len(seats),
                names=_told(seats),
            ),
            _("Write the names into the list when they are known."),
        )


def lost_letters(read: Read) -> Iterator[Finding]:
    """Tell of names with a question mark; in text a letter was lost, a workbook loses none."""
    names = read.seated.column("name")
    lost = list(read.seated.where("?" in name and _LOST.search(name) for name in names))
    if lost and kind_of(read.data, read.source) == "workbook":
        yield warning(
            read,
            "name-unsure",
            _("A question mark stands in the name: {names}.").format(names=_told(lost)),
            _(
                "Whoever is not sure to come takes a seat like everybody else; write “cancelled” "
                "or “waiting list” into a column for the status if they shall not. Else take the "
                "question mark away: cards and signs say it, too."
            ),
        )
    elif lost:
        yield warning(
            read,
            "letter-lost",
            _("A question mark stands where a letter of the name should be: {names}.").format(
                names=_told(lost)
            ),
            _(
                "The list was saved in a character set without that letter. Save the original "
                "again as “CSV UTF-8” or .xlsx, or write the names right; else cards and signs "
                "say “?”, too."
            ),
        )


def _told(records: Sequence[Record]) -> str:
    return enumerated(
        [_("“{value}” in row {row}").format(value=r.name, row=r.row) for r in records]
    )


def two_in_one(read: Read) -> Iterator[Finding]:
    """Tell of rows that look as if they held several people."""
    people = read.merged.people
    for record in people.where(map(not_, people.column("key"))):
        if seem_two(record.name):
            yield warning(
                read,
                "two-in-one-row",
                _("Row {row} may hold several people, but takes one seat: “{name}”.").format(
                    row=record.row, name=record.name
                ),
                _("Give each person a row."),
            )


def stand_ins(read: Read) -> Iterator[Finding]:
    """Tell of names that say for whom somebody comes: cards and signs would say so, too."""
    found = list(read.seated.where(in_place_of(read.seated.column("name"))))
    if found:
        yield warning(
            read,
            "name-stands-in",
            ngettext(
                "Is that one name? It says for whom somebody comes: {names}.",
                "Are these names? They say for whom somebody comes: {names}.",
                len(found),
            ).format(names=_told(found)),
            _(
                "Cards, signs and lists will say it like this. Write only the name of whoever "
                "comes; whoever stays away needs no row."
            ),
        )


def of_one_case(read: Read) -> Iterator[Finding]:
    """Tell of names in capitals, or without any: they stand like this wherever people read them."""
    names = read.seated.column("name")
    nameless = read.seated.column("nameless")
    found = list(
        read.seated.where(
            (name.isupper() or name.islower()) and not held and bool(_WORD.search(name))
            for name, held in zip(names, nameless, strict=True)
        )
    )
    if found:
        yield hint(
            read,
            "name-of-one-case",
            ngettext(
                "A name is written in capitals or small letters alone: {names}.",
                "Names are written in capitals or small letters alone: {names}.",
                len(found),
            ).format(names=_told(found)),
            _("Cards, signs and lists will say them like this; write them as usual in the list."),
        )


def staff_left_out(read: Read) -> Iterator[Finding]:
    """Tell who takes no seat because of a role."""
    staff = [record for record in read.merged.absent if record.fate is Fate.STAFF]
    if staff:
        said = [f"{r.name} ({r.said.role})" if r.said.role != "-" else r.name for r in staff]
        yield hint(
            read,
            "staff-without-seat",
            _("No seat, because of their role: {names} ({rows}).").format(
                names=enumerated(said), rows=rows_of(staff)
            ),
            _("With --keep-staff they take a seat like everybody."),
        )


def staff_with_seat(read: Read) -> Iterator[Finding]:
    """Tell who has a role word for a job, and so takes a seat."""
    layout = read.body.layout
    if "function" not in layout.columns or fold(layout.header("function")) in STAFF_HEADERS:
        return
    seated = those(read, lambda said: is_staff_role(str(said.attributes.get("function") or "")))
    if seated:
        said = [f"{record.name} ({record.attributes['function']})" for record in seated]
        yield warning(
            read,
            "staff-with-seat",
            _("“{column}” may name a job, so they take a seat: {names} ({rows}).").format(
                column=layout.header("function"), names=enumerated(said), rows=rows_of(seated)
            ),
            _("Whoever only speaks or helps: write “speaker” into a column “Role”."),
        )


def came_back(read: Read) -> Iterator[Finding]:
    """Tell who is left out in one row and takes a seat in another."""
    absent = read.merged.absent
    seated = {called(record): record.row for record in (read.merged.people if absent else ())}
    for record in absent:
        row = seated.get(called(record))
        if row and not record.nameless:
            yield hint(
                read,
                "absent-and-present",
                _("“{name}” is left out in row {row}, but takes a seat in row {other}.").format(
                    name=record.name, row=record.row, other=row
                ),
            )


def shared_addresses(read: Read) -> Iterator[Finding]:
    """Tell of people who share an e-mail address."""
    people = read.merged.people
    emails = people.column("email")
    twice = repeated(emails) - {""}
    by_address: dict[str, list[Record]] = {}
    for record in people.where(email in twice for email in emails) if twice else ():
        by_address.setdefault(record.email, []).append(record)
    shared = [record for records in by_address.values() for record in records]
    if shared:
        yield hint(
            read,
            "email-shared",
            _("{count} people share an e-mail address with others ({rows}).").format(
                count=len(shared), rows=rows_of(shared)
            ),
            _("It is probably that of the person who signed them up; nobody was merged for it."),
        )
