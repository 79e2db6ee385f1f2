"""Breakout rooms for Zoom: one CSV file for each rotation, with people's e-mail addresses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from facilitate.errors import Finding, Level
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.rooms import (
    RoomSet,
    free_seats_findings,
    room_sets,
    sitting_out_findings,
)
from facilitate.exports.texts import labels
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.words import _, ngettext

HEADER = ("Pre-assign Room Name", "Email Address")
"""What Zoom's own template says; it accepts nothing else."""
MOST_ROOMS, MOST_PEOPLE = 100, 1000
OLD_ROOMS, OLD_PEOPLE = 50, 200
_ADDRESS = re.compile(
    r"[^\s@,;:<>()\"'`=+\-＝＋－＠\x00-\x1f][^\s@,;:<>()\"\x00-\x1f]*@[^\s@,;:<>()\"]+\.\w+"
)


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the files."""
    del options
    return tuple(f"zoom-{each.stem}.csv" for each in room_sets(plan))


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give a CSV file for each rotation; whoever cannot be in one is named."""
    sets = room_sets(plan)
    seated = _seated(sets)
    refused, shared = _refused(seated), _shared(seated)
    left_out = {p.id for p in refused} | {p.id for people in shared for p in people[1:]}
    files = (_file(each, left_out) for each in sets)
    return Exported(
        dict(zip(names(plan, options), files, strict=True)),
        (
            *_address_findings(refused, shared),
            *_limits(sets),
            *free_seats_findings(sets),
            *sitting_out_findings(sets),
            *_advice(len(sets)),
        ),
    )


def _seated(sets: Sequence[RoomSet]) -> list[PlannedPerson]:
    """Give everybody who is in some room, in the order of their numbers."""
    people = {p.id: p for each in sets for room in each.rooms for p in room.people}
    return sorted(people.values(), key=lambda person: person.number)


def _file(each: RoomSet, left_out: set[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for room in sorted(each.rooms, key=lambda room: room.number):
        for person in room.people:
            if person.id not in left_out:
                writer.writerow((room.name, person.email))
    return text.getvalue().encode()


def _refused(people: Sequence[PlannedPerson]) -> list[PlannedPerson]:
    """Give those without an address, or with one that is none or could be a formula."""
    return [person for person in people if not _ADDRESS.fullmatch(person.email or "")]


def _shared(people: Sequence[PlannedPerson]) -> list[list[PlannedPerson]]:
    """Give those who have one address together: Zoom can put it into one room only."""
    by_address: dict[str, list[PlannedPerson]] = {}
    for person in people:
        if person.email:
            by_address.setdefault(person.email.casefold(), []).append(person)
    return [sharing for sharing in by_address.values() if len(sharing) > 1]


def _address_findings(
    refused: Sequence[PlannedPerson], shared: Sequence[Sequence[PlannedPerson]]
) -> Iterator[Finding]:
    hint = _("Add the addresses to the list and plan again, or place these people by hand.")
    if refused:
        message = ngettext(
            "{count} person has no e-mail address that Zoom could use: {people}.",
            "{count} people have no e-mail address that Zoom could use: {people}.",
            len(refused),
        ).format(count=len(refused), people=labels(refused))
        yield Finding(Level.WARNING, "zoom-no-email", message, hint=hint)
    for people in shared:
        message = _("One e-mail address stands for {people}; only the first is in the files.")
        yield Finding(
            Level.WARNING,
            "zoom-email-shared",
            message.format(people=labels(people)),
            hint=hint,
        )


def _limits(sets: Sequence[RoomSet]) -> Iterator[Finding]:
    """Say whether Zoom has room for the largest rotation."""
    largest = max(sets, key=lambda each: (_size(each)[1] > MOST_PEOPLE, *_size(each)))
    rooms, people = _size(largest)
    if rooms > MOST_ROOMS or people > MOST_PEOPLE:
        yield Finding(
            Level.WARNING,
            "zoom-too-many",
            _("{rooms} rooms with {people} people: Zoom takes at most {most} and {all}.").format(
                rooms=rooms, people=people, most=MOST_ROOMS, all=MOST_PEOPLE
            ),
            largest.title,
            _("Plan with larger groups, or divide people into several meetings."),
        )
    elif rooms > OLD_ROOMS or people > OLD_PEOPLE:
        yield Finding(
            Level.HINT,
            "zoom-maybe-too-many",
            _(
                "{rooms} rooms with {people} people: some accounts take only {most} and {all}."
            ).format(rooms=rooms, people=people, most=OLD_ROOMS, all=OLD_PEOPLE),
            largest.title,
            _("Upload the file once as a trial, well before the event."),
        )


def _size(each: RoomSet) -> tuple[int, int]:
    """Count rooms and people."""
    return len(each.rooms), sum(len(room.people) for room in each.rooms)


def _advice(count: int) -> Iterator[Finding]:
    yield Finding(
        Level.HINT,
        "zoom-addresses",
        _("These files hold e-mail addresses, which no other export does: keep them to yourself."),
    )
    if count > 1:
        yield Finding(
            Level.HINT,
            "zoom-one-set",
            _("Zoom keeps one set of rooms for a meeting: each upload replaces the one before."),
            hint=_("Upload the next file in the break before its rotation."),
        )
