"""An event: its sessions in order, the people who run it, and the rules they keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from facilitate.method import Minutes, Part
from facilitate.parts import MisfitError
from facilitate.rules import Rule
from facilitate.venue import Place, Staff
from facilitate.words import _

Seats = Literal["numbered", "free"]


class Topic(Part):
    """Something people can choose: a working group, or a card of the market."""

    id: str = Field(min_length=1, description="Short name; cards are M1, M2, …")
    title: str = Field(min_length=1, description="What it is about")
    kind: str = Field("", description="Title, thesis, fragment; or empty")
    host: str | None = Field(
        None, description="Id of the participant, or name of the speaker, who leads it"
    )
    min: int | None = Field(None, ge=1, description="Fewest people, its host included if seated")
    max: int | None = Field(None, ge=1, description="Most people, its host included if seated")
    place: str | None = Field(None, description="Id of the place where it must be")
    withdrawn: bool = Field(False, description="Whether it was taken back and does not run")
    beside: str | None = Field(None, description="Id of a similar one it may share a place with")


class Session(Part):
    """One block of the programme: a method applied at a time.

    Everything in it is resolved: people are ids, moments have their time zone.
    """

    id: str = Field(description="Short name, unique in the event")
    method: str = Field(description="Id of a method of the catalogue, or path of a method file")
    title: str = Field("", description="What it is called; the method's title if empty")
    start: datetime | None = Field(None, description="When people begin; before it is set up")
    minutes: Minutes | None = Field(None, description="Time that people have")
    whole: bool = Field(
        False, description="Whether start and minutes include setting up and clearing up"
    )
    anchor: bool = Field(False, description="Whether its begin can never move")
    buffer: Minutes = Field(0, description="Minutes kept free after it")
    room: str = Field("", description="Name of its room")
    places: tuple[Place, ...] = Field((), description="Its places; empty: as many as needed")
    moderators: tuple[str, ...] = Field((), description="Names of those who run it")
    rotations: int | None = Field(None, ge=1, description="How often people are seated")
    groups: int | None = Field(None, ge=1, description="Number of groups")
    size: int | None = Field(None, ge=2, description="People in one group")
    seats: Seats = Field("numbered", description="In circles: every seat named, or only the side")
    own_mix: bool = Field(True, description="Whether the method's own mixing goals apply")
    rules: tuple[Rule, ...] = Field((), description="Rules of this session alone")
    absent: tuple[str, ...] = Field((), description="Ids of those who are not there then")
    topics: tuple[Topic, ...] = Field((), description="What can be chosen")
    wishes: dict[str, tuple[str, ...]] = Field(
        {}, description="Person's id → ids of topics, the dearest first"
    )
    dots: dict[str, int] = Field({}, description="Topic's id → anonymous dots it was given")
    hosts: dict[str, str] = Field({}, description="Place's id → id of the participant who stays")


class Known(Part):
    """Two people who met before the event."""

    people: tuple[str, str] = Field(description="Ids, sorted")
    times: int = Field(1, ge=1, description="How often")


class Event(Part):
    """What is to be planned."""

    title: str
    place: str = ""
    days: tuple[date, ...] = ()
    language: Literal["de", "en"] = "de"
    timezone: str = "Europe/Berlin"
    seed: int = Field(0, ge=0, lt=2**63)
    staff: tuple[Staff, ...] = ()
    rules: tuple[Rule, ...] = ()
    known: tuple[Known, ...] = ()
    sessions: tuple[Session, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        faults = tuple(self._twice())
        if faults:
            raise MisfitError(*faults)
        return self

    def _twice(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        ids = [session.id for session in self.sessions]
        for at, name in enumerate(ids):
            if name in ids[:at]:
                yield (
                    ("sessions", at, "id"),
                    _("The id “{id}” stands twice.").format(id=name),
                )
