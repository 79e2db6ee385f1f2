"""A plan: who sits where in every rotation; reading and writing the plan file."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    Field,
    ValidationError,
)

from facilitate.columnar import Columnar, column
from facilitate.drafts import Draft
from facilitate.errors import Finding, Level, PlanError
from facilitate.event import Known, Seats, Topic
from facilitate.files import AnyPath, draft, read_bytes, write_atomically
from facilitate.groups import Group, Groups, groups_json
from facilitate.json_pieces import Long, json_pieces, listing
from facilitate.method import Identifier, Method
from facilitate.moments import Moment
from facilitate.parts import Part
from facilitate.planned import PlannedPeople, PlannedPerson, people_json
from facilitate.rules import Pair, Rule, Values, kept_pairs
from facilitate.validation import Fault, KeyPath, faults_of, shown
from facilitate.venue import Place, Staff
from facilitate.words import _, told_apart

FORMAT = "facilitate-plan/1"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SUSPECT = re.compile(_CONTROL.pattern + r"|\\[^nt\"/\\]")
"""A control character in JSON as it is, or any letter that is written as an escape."""


class PhaseTimes(Part):
    """When one phase or stage runs."""

    id: str = Field(description="Id of a phase; or setup, intro, harvest, clearing")
    repeat: int = Field(1, ge=1, description="Which repeat of the phase, from 1")
    start: Moment = Field(description="When it begins")
    end: Moment = Field(description="When it ends")


class Rotation(Part):
    """One seating: everybody has one place until the next signal."""

    number: int = Field(ge=1, description="From 1")
    start: Moment = Field(description="When it begins")
    end: Moment = Field(description="When it ends, without the change of places")
    phases: tuple[PhaseTimes, ...] = Field((), description="When each phase runs")
    groups: Groups = Field(description="Who sits together")
    sitting_out: tuple[str, ...] = Field((), description="Ids of those who have no place this time")


class SessionPlan(Part):
    """One session: the method as it was resolved, its times and its rotations."""

    id: str = Field(description="Short name, unique in the plan")
    method: Identifier = Field(description="Method's id")
    title: str = Field(description="What it is called")
    room: str = Field("", description="Where it takes place")
    anchor: bool = Field(False, description="Whether its begin can never move")
    moderators: tuple[str, ...] = Field((), description="Names of those who run it")
    start: Moment = Field(description="When it begins, setting up included")
    end: Moment = Field(description="When it ends, clearing up included")
    spec: Method = Field(description="The whole method as it was resolved")
    seating: Seats = Field(
        "numbered", description="numbered: every seat is named; free: only circle and side"
    )
    stages: tuple[PhaseTimes, ...] = Field(
        (), description="When setup, intro, harvest and clearing run"
    )
    places: tuple[Place, ...] = Field((), description="All places")
    rotations: tuple[Rotation, ...] = Field((), description="All rotations, in order")
    rules: tuple[Rule, ...] = Field((), description="Rules of this session alone")
    absent: tuple[str, ...] = Field((), description="Ids of those who are not there then")
    topics: tuple[Topic, ...] = Field((), description="What could be chosen, run or not")
    wishes: dict[str, tuple[str, ...]] = Field(
        {}, description="Person's id → ids of topics, the dearest first"
    )
    start_design: str = Field("", description="Construction the search began from")
    design_price: int | None = Field(
        None, description="Meetings again that leaving the construction for the rules cost"
    )
    score: dict[str, int] = Field({}, description="Goal → what was reached")
    bounds: dict[str, int] = Field({}, description="Goal → what cannot be beaten")

    @property
    def counts(self) -> bool:
        """Whether who sits together is known, and counts as a meeting."""
        return self.spec.counts_as_meeting and self.seating == "numbered"

    @property
    def counted_rotations(self) -> tuple[Rotation, ...]:
        """Rotations in which people meet; groups that stay together meet only once."""
        return self.rotations[:1] if self.spec.stays_together else self.rotations

    def speakers(self) -> dict[str, str]:
        """Card → who leads that working group without being a participant; they sit there, too."""
        if self.spec.formation != "choice":
            return {}
        groups = [group for rotation in self.rotations for group in rotation.groups]
        known = {person for group in groups for person in group.members} | {*self.absent}
        hosts = ((topic.id, topic.host) for topic in self.topics if not topic.withdrawn)
        return {card: host for card, host in hosts if host is not None and host not in known}

    def place_labels(self) -> dict[str, str]:
        """Place's id → label in the language in use."""
        return {place.id: str(place.label) for place in self.places}


Status = Literal["complete", "stopped-by-time", "interrupted"]


class Plan(Part):
    """The plan file: self-contained, so every command that takes a plan needs nothing else."""

    format: Literal["facilitate-plan/1"] = Field(
        "facilitate-plan/1", description="Version of this format"
    )
    title: str = Field(description="What the event is called")
    language: Literal["de", "en"] = Field("de", description="Language of the event")
    place: str = Field("", description="Town or house")
    days: tuple[date, ...] = Field((), description="Days of the event")
    timezone: str | None = Field(None, description="IANA zone; null where no clock was given")
    seed: int = Field(
        description="Number that the search began with; the same seed gives the same plan"
    )
    status: Status = Field(
        "complete", description="Whether the search ran to its end or was stopped"
    )
    score: dict[str, int] = Field({}, description="Goal → what was reached, over all sessions")
    bounds: dict[str, int] = Field({}, description="Goal → what cannot be beaten")
    inputs: dict[str, str] = Field({}, description="File name → SHA-256 of its bytes")
    rules: tuple[Rule, ...] = Field((), description="All rules but apart and access")
    staff: tuple[Staff, ...] = Field((), description="Who runs the event and takes no seat")
    known: tuple[Known, ...] = Field((), description="Who had met before the event")
    participants: PlannedPeople = Field(description="Everybody who takes a seat")
    sessions: tuple[SessionPlan, ...] = Field(description="All sessions, in order")

    def people(self) -> dict[str, PlannedPerson]:
        """Id → person."""
        return {person.id: person for person in self.participants}

    def titles(self) -> dict[str, str]:
        """Session's id → title; those that share one are numbered: "Tables (2)"."""
        return told_apart((session.id, session.title) for session in self.sessions)

    def values(self) -> Values:
        """Id → attribute → value."""
        people = self.participants
        return dict(zip(column(people, "id"), column(people, "attributes"), strict=True))

    def together_pairs(self) -> set[Pair]:
        """Pairs that rules of the event or of a session where people meet keep together."""
        pairs: set[Pair] = set()
        for session in self.sessions:
            if session.counts:
                places = {place.id for place in session.places}
                pairs |= kept_pairs([*self.rules, *session.rules], places)
        return pairs

    def meetings(self) -> Counter[Pair]:
        """How often each pair of ids, sorted, meets; pairs kept together count once.

        Groups that do not count as meetings, and circles with free seats, are left out.
        """
        met: Counter[Pair] = Counter()
        for group in self.counted_groups():
            met.update(combinations(sorted(group.members), 2))
        for pair in self.together_pairs() & met.keys():
            met[pair] = 1
        return met

    def counted_groups(self) -> Iterator[Group]:
        """Go through the groups whose people meet each other."""
        for session in self.sessions:
            if session.counts:
                for rotation in session.counted_rotations:
                    yield from rotation.groups

    def digest(self) -> str:
        """Give the SHA-256 of the plan file: another plan has another one."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Give the text of the plan file; the same plan gives the same bytes."""
        return b"".join(self.pieces()).decode()

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes of the plan file piece by piece; a crowd's plan has gigabytes."""
        yield from json_pieces(self, _LONG)
        yield b"\n"

    def write(self, path: AnyPath, *, overwrite: bool = False) -> None:
        """Write the plan file; see `write_atomically` for what it refuses."""
        write_atomically(Path(path), self.pieces(), overwrite=overwrite)

    def draft(self, path: AnyPath, *, overwrite: bool = False) -> Draft:
        """Begin to write the plan file, which takes a crowd a while, beside other work."""
        crowd = isinstance(self.participants, Columnar)
        return draft(Path(path), self.pieces(), overwrite=overwrite, beside=crowd)


_LONG: Long = {
    Plan: {"participants": people_json, "sessions": None},
    SessionPlan: {"places": listing(Place), "rotations": None},
    Rotation: {"groups": groups_json},
}


def read_plan(path: AnyPath) -> Plan:
    """Read a plan file.

    Raises
    ------
    FileError
        If the file cannot be read.
    PlanError
        If it is no plan file, or one of its parts is wrong; all of them are told.
    """
    path = Path(path)
    raw = read_bytes(path)
    try:
        text = raw.decode(json.detect_encoding(raw), "surrogatepass")
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise PlanError(
            _("{file} is no plan file, or a slip of the keyboard broke it.").format(file=path.name),
            code="plan-not-json",
            where=_("{file}, line {line}, column {column}").format(
                file=path.name, line=line, column=column
            ),
            hint=_("A plan is written by “facilitate plan”, usually as plan.json."),
        ) from error
    _refuse_other_formats(data, path)
    if _SUSPECT.search(text):
        _refuse_control_characters(data, path)
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        faults = faults_of(error, Plan, data)
        raise PlanError.collecting(_finding(fault, path) for fault in faults) from error


def _refuse_other_formats(data: Any, path: Path) -> None:
    found = data.get("format") if isinstance(data, Mapping) else None
    if found != FORMAT:
        raise PlanError(
            _("{file} is no plan file: its format is {found}, not {wanted}.").format(
                file=path.name, found=json.dumps(found), wanted=FORMAT
            ),
            code="plan-format",
            where=str(path),
            hint=_("A plan is written by “facilitate plan”, usually as plan.json."),
        )


def _refuse_control_characters(data: Any, path: Path) -> None:
    """Refuse what no keyboard types: it could steer the terminal that shows the plan."""
    parts: list[tuple[KeyPath, Any]] = [((), data)]
    faults = []
    while parts:
        where, part = parts.pop()
        if isinstance(part, dict):
            parts += [((*where, key), value) for key, value in part.items()]
            parts += [((*where, shown(key)), key) for key in part]
        elif isinstance(part, list):
            parts += [((*where, index), value) for index, value in enumerate(part)]
        elif isinstance(part, str) and _CONTROL.search(part):
            message = _("There is an invisible control character in this text.")
            faults.append(Fault(where, "plan-control-character", message))
    if faults:
        raise PlanError.collecting(_finding(fault, path) for fault in reversed(faults))


def _finding(fault: Fault, path: Path) -> Finding:
    where = ".".join(_CONTROL.sub("", str(part)) for part in fault.path)
    hint = fault.hint or _("Undo the last change by hand, or plan again.")
    return Finding(
        Level.ERROR, fault.code, fault.message, f"{path.name}: {where}".rstrip(": "), hint
    )
