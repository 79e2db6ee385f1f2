"""The model of ``event.yaml``, exactly as it is typed: names of people, columns, places, days."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Tag, model_validator

from facilitate.clock import DEFAULT_ZONE
from facilitate.parts import Identifier, MisfitError, Part
from facilitate.private import Access, Who, as_text
from facilitate.typed import Date, Day, Length, Name, Names, Start, Words, either, none_as
from facilitate.words import _


class _Scoped(Part):
    sessions: Names = Field((), description="Ids of the sessions it holds in; all if left out")
    days: Annotated[tuple[Day, ...], none_as(tuple)] = Field(
        (), description="Days it holds on: dates, or 1 for the first day"
    )


class EventPart(Part):
    """What the event is called, and where and when it takes place."""

    title: str = Field(min_length=1, description="What the event is called")
    place: str = Field("", description="Town or house")
    days: Annotated[tuple[Date, ...], none_as(tuple)] = Field(
        (), description="Its days, such as 2018-11-07 or 7.11.2018"
    )
    language: Literal["de", "en"] | None = Field(
        None, description="Language of what is printed; that of the computer if left out"
    )
    timezone: str = Field(DEFAULT_ZONE, description="IANA time zone of the clocks there")
    seed: int = Field(
        1, ge=0, lt=2**63, description="Number the search begins with; another gives another plan"
    )


class Attendance(Part):
    """Who is there only for a part: one person, or all with a value in a column of the list."""

    person: Who | None = Field(None, description="Number, name, or e-mail of one person")
    column: Name | None = Field(None, description="Column of the list, together with value")
    value: Name | None = Field(None, description="What stands in that column")
    days: Annotated[tuple[Day, ...], none_as(tuple)] = Field(
        (), description="Days they are there: dates, or 1 for the first day"
    )
    sessions: Names = Field((), description="Ids of the sessions they come to")
    misses: Names = Field((), description="Ids of the sessions they miss")

    @model_validator(mode="after")
    def _who_and_when(self) -> Self:
        if (self.person is None) == (self.column is None) or (
            (self.column is None) != (self.value is None)
        ):
            raise MisfitError(((), _("Give either person, or column together with value.")))
        if not (self.days or self.sessions or self.misses):
            raise MisfitError(((), _("Say when they are there: days, sessions or misses.")))
        return self


class PeoplePart(Part):
    """The participant list, and who of it is there when."""

    file: Name = Field(description="The list: CSV or Excel, beside the event file")
    columns: Annotated[dict[str, Name], none_as(dict)] = Field(
        {}, description="Which column means what: sector: Bereich"
    )
    sheet: str | None = Field(None, description="Sheet of an Excel workbook")
    encoding: str | None = Field(None, description="Character set of the list, such as cp1252")
    delimiter: str | None = Field(None, description="Sign between columns: ; , or tab")
    keep_staff: bool = Field(False, description="Speakers, moderators and the team take seats, too")
    only: Annotated[
        dict[
            Name,
            Annotated[
                Annotated[tuple[Name, ...], Tag("list")] | Annotated[Name, Tag("word")],
                either("word", "list"),
            ],
        ],
        none_as(dict),
    ] = Field({}, description="Only people with this value in this column: Ticket: Vor Ort")
    attendance: Annotated[tuple[Attendance, ...], none_as(tuple)] = Field(
        (), description="Who is there only for some days or sessions"
    )


class PlacePart(Part):
    """One place of a room: a table, a stall, a working group's corner."""

    id: Name = Field(description="Short name, such as t1")
    label: Words | None = Field(None, description="What it is called; its id if left out")
    seats: int | None = Field(None, ge=1, description="How many can sit there")
    step_free: bool = Field(True, description="Whether it is reached without steps")


class RoomPart(Part):
    """A room and its places."""

    name: Name = Field(description="What it is called; sessions name it")
    places: (
        Annotated[
            Annotated[tuple[PlacePart, ...], Tag("list")]
            | Annotated[Annotated[int, Field(ge=1, le=5000)], Tag("word")],
            either("word", "list"),
        ]
        | None
    ) = Field(None, description="How many places it has, or a list of them")
    seats: int | None = Field(None, ge=1, description="How many can sit at each place")
    step_free: Annotated[
        Annotated[tuple[Name, ...], Tag("list")] | Annotated[bool, Tag("word")],
        either("word", "list"),
    ] = Field(True, description="Whether it is reached without steps, or which places of it are")


class StaffPart(Part):
    """Somebody who runs the event and takes no seat."""

    name: Name = Field(description="Name as it is shown")
    role: Literal["moderator", "speaker", "team"] = Field("moderator", description="What they do")


class VenuePart(Part):
    """The rooms, and the people who run the event."""

    rooms: Annotated[tuple[RoomPart, ...], none_as(tuple)] = Field((), description="All rooms")
    staff: Annotated[tuple[StaffPart, ...], none_as(tuple)] = Field(
        (), description="Moderators, speakers and the team; they take no seats"
    )


class MixPart(_Scoped):
    """A goal of mixing; exactly one of spread, avoid_same and no_repeat."""

    spread: Name | None = Field(None, description="Column that is spread evenly over the groups")
    avoid_same: Name | None = Field(
        None, description="Column of which no two with the same value sit together"
    )
    no_repeat: Literal[True] | None = Field(None, description="Nobody meets anybody twice")
    hard: bool = Field(False, description="Whether it is a must, not a goal")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(kind is not None for kind in (self.spread, self.avoid_same, self.no_repeat)) != 1:
            raise MisfitError(((), _("Give exactly one of spread, avoid_same and no_repeat.")))
        return self


class PeopleRule(_Scoped):
    """Several people a rule is about."""

    people: tuple[Who, ...] = Field(min_length=2, description="Two people or more")


Several = Annotated[
    Annotated[PeopleRule, Tag("keys")]
    | Annotated[Annotated[tuple[Who, ...], Field(min_length=2)], Tag("list")],
    either("list", "keys"),
]
"""People in brackets, or with the sessions or days the rule holds in."""


class FixedPart(_Scoped):
    """Somebody who always sits at one place."""

    person: Who = Field(description="Who stays")
    place: Name = Field(description="Where: a place's name, number or id; or a circle's letter")


class CountPart(_Scoped):
    """How many people with a value sit in every group."""

    column: Name = Field(description="Column of the list")
    value: bool | Annotated[Name, BeforeValidator(as_text)] = Field(
        description="Value that is counted; yes and no for such columns"
    )
    count: int = Field(1, ge=1, description="How many in each group")


class RulesPart(Part):
    """What holds for all sessions, or for those that a rule names."""

    mix: Annotated[tuple[MixPart, ...], none_as(tuple)] = Field((), description="Goals of mixing")
    apart: Annotated[tuple[Several, ...], none_as(tuple)] = Field(
        (), description="People who never sit together; better in the private file"
    )
    together: Annotated[tuple[Several, ...], none_as(tuple)] = Field(
        (), description="People who always sit together"
    )
    fixed: Annotated[tuple[FixedPart, ...], none_as(tuple)] = Field(
        (), description="Who always sits at the same place"
    )
    at_least: Annotated[tuple[CountPart, ...], none_as(tuple)] = Field(
        (), description="What must be in every group, such as one who knows the event"
    )
    at_most: Annotated[tuple[CountPart, ...], none_as(tuple)] = Field(
        (), description="What must not come together in one group too often"
    )
    access: Annotated[tuple[Access, ...], none_as(tuple)] = Field(
        (), description="Who needs a place without steps; better in the private file"
    )


class TopicPart(Part):
    """Something people can choose: a working group, or a card of the market."""

    id: Name | None = Field(None, description="Short name; M1, M2, … if left out")
    title: Name = Field(description="What it is about")
    kind: str = Field("", description="Title, thesis, fragment; or empty")
    host: Who | None = Field(None, description="Participant or speaker who leads it")
    min: int | None = Field(None, ge=1, description="Fewest people")
    max: int | None = Field(None, ge=1, description="Most people")
    place: Name | None = Field(
        None, description="Place of the room where it must be; else the wishes decide"
    )
    withdrawn: bool = Field(False, description="Whether it was taken back and does not run")
    beside: Name | None = Field(None, description="A similar one it may share a place with")


def _titled(value: object) -> object:
    """Take a plain word for the title of a topic."""
    return {"title": value} if isinstance(value, str) else value


_Topic = Annotated[TopicPart, BeforeValidator(_titled, json_schema_input_type=TopicPart | str)]
"""A topic with its keys, or nothing but its title."""


class SessionPart(Part):
    """One block of the programme."""

    id: Identifier = Field(description="Short name, unique in the event")
    method: Name = Field(description="Method's id or name, or a method file beside the event file")
    title: str = Field("", description="What it is called; the method's title if left out")
    day: Day | None = Field(
        None, description="A date, or 2 for the second day; that of the session before if left out"
    )
    start: Start | None = Field(
        None, description="When it begins: 14:30; after the session before if left out"
    )
    minutes: Length | None = Field(None, description="Time for everything: 90, or 1:30")
    anchor: bool = Field(False, description="Whether its begin can never move")
    buffer: Length = Field(0, description="Minutes kept free after it")
    room: str = Field("", description="Name of its room")
    moderators: Names = Field((), description="Names of those who run it")
    rotations: int | None = Field(None, ge=1, le=500, description="How often people are seated")
    groups: int | None = Field(None, ge=1, le=100_000, description="Number of groups")
    size: int | None = Field(None, ge=2, le=100_000, description="People in one group")
    seats: Literal["numbered", "free"] = Field(
        "numbered", description="In circles: every seat named, or only the side"
    )
    prompts: Annotated[tuple[Words, ...], none_as(tuple)] = Field(
        (), description="Questions, one for each rotation, instead of the method's"
    )
    topics: Annotated[tuple[_Topic, ...], none_as(tuple)] = Field(
        (), description="What can be chosen: titles, or titles with more keys"
    )
    hosts: Annotated[dict[Name, Who], none_as(dict)] = Field(
        {}, description="Place → participant who stays there"
    )
    offers: Name | None = Field(
        None,
        description="File with the cards people offer; its columns: E-Mail, Nr or Name (who), "
        "Text, and Art (the kind) if wanted",
    )
    wishes: Name | None = Field(None, description="File with the wishes of the people")
    own_mix: bool = Field(True, description="Whether the method's own mixing goals apply")
    override: Annotated[dict[str, Any], none_as(dict)] = Field(
        {}, description="Any part of the method that is different here; parts by their id"
    )


class EventDraft(Part):
    """An event file of which parts may be missing, because they were wrong."""

    schema_: Literal["facilitate-event/1"] = Field(
        "facilitate-event/1", alias="schema", description="Version of this format"
    )
    event: EventPart | None = Field(None, description="What, where and when")
    people: PeoplePart | None = Field(None, description="The participant list")
    venue: Annotated[VenuePart, none_as(VenuePart)] = Field(
        VenuePart(), description="Rooms and the people who run the event"
    )
    rules: Annotated[RulesPart, none_as(RulesPart)] = Field(
        RulesPart(), description="What is to be kept"
    )
    private: Name | None = Field(
        None, description="File with private rules; private.yaml beside it if that is there"
    )
    history: Names = Field((), description="Earlier plan files: who has met before")
    sessions: tuple[SessionPart, ...] = Field((), description="The programme in order of time")


class EventFile(EventDraft):
    """An event: its people, place, rules and sessions, in one file."""

    event: EventPart = Field(description="What, where and when")
    people: PeoplePart = Field(description="The participant list")
    sessions: tuple[SessionPart, ...] = Field(
        min_length=1, description="The programme in order of time"
    )
