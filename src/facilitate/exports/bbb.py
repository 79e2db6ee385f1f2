"""Breakout rooms for BigBlueButton: the `groups` parameter of its call `create`."""

from __future__ import annotations

import json
from typing import Any

from facilitate.errors import Finding, Level
from facilitate.exports.exported import Exported, ExportOptions, RosterKey
from facilitate.exports.rooms import (
    BreakoutRoom,
    RoomSet,
    free_seats_findings,
    room_sets,
    sitting_out_findings,
)
from facilitate.exports.texts import labels, plain
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.views import UNNUMBERED
from facilitate.words import _, ngettext


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the files."""
    del options
    return tuple(f"bbb-{each.stem}.json" for each in room_sets(plan))


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give a JSON file for each rotation: a list of groups with id, name and roster."""
    sets = room_sets(plan)
    files = (_file(each, options.roster) for each in sets)
    findings = [*free_seats_findings(sets), *sitting_out_findings(sets)]
    missing = [person for person in plan.participants if not _called(person, options.roster)]
    if missing:
        findings.append(_missing(missing))
    return Exported(dict(zip(names(plan, options), files, strict=True)), tuple(findings))


def _file(each: RoomSet, key: RosterKey) -> bytes:
    rooms = sorted(each.rooms, key=lambda room: room.number)
    groups = [_group(room, key) for room in rooms]
    return (json.dumps(groups, ensure_ascii=False, indent=1) + "\n").encode()


def _group(room: BreakoutRoom, key: RosterKey) -> dict[str, Any]:
    roster = [said for person in room.people if (said := _called(person, key))]
    return {"id": str(room.number), "name": room.name, "roster": roster}


def _called(person: PlannedPerson, key: RosterKey) -> str:
    """Give what a conference knows the person by; empty if the plan does not say it."""
    if key == "number" and person.number != UNNUMBERED:
        return str(person.number)
    return plain(person.email or "" if key == "email" else person.id)


def _missing(people: list[PlannedPerson]) -> Finding:
    message = ngettext(
        "{count} person has no e-mail address and is in no room: {people}.",
        "{count} people have no e-mail address and are in no room: {people}.",
        len(people),
    )
    return Finding(
        Level.WARNING,
        "export-no-email",
        message.format(count=len(people), people=labels(people)),
        hint=_("Add the addresses to the list and plan again, or place these people by hand."),
    )
