"""A workshop method as data: how it groups people, moves them, times them and speaks to them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from facilitate.formation import (
    UNGROUPED,
    Circles,
    Formation,
    GroupSize,
    Mix,
    Movement,
    Ring,
    Rotations,
    Side,
    formation_faults,
)
from facilitate.parts import (
    Card,
    Faults,
    Identifier,
    KeyPath,
    Material,
    Minutes,
    MisfitError,
    Part,
    Room,
    Source,
    Spoken,
    Text,
)
from facilitate.words import _

__all__ = [
    "CARD_PLACEHOLDERS",
    "PHASE_PLACEHOLDERS",
    "SPOKEN_PLACEHOLDERS",
    "Card",
    "Circles",
    "Formation",
    "GroupSize",
    "Identifier",
    "Material",
    "Method",
    "Minutes",
    "Mix",
    "Movement",
    "Part",
    "Phase",
    "Ring",
    "Role",
    "Room",
    "Rotations",
    "Side",
    "Source",
    "Spoken",
    "Text",
    "Timing",
]

SPOKEN_PLACEHOLDERS = ("prompt", "rotation", "rotations")
PHASE_PLACEHOLDERS = (*SPOKEN_PLACEHOLDERS, "minutes")
CARD_PLACEHOLDERS = ("name", "number", "place", "seat")


class Phase(Part):
    """One part of a rotation, with its minutes and who speaks."""

    id: Identifier = Field(description="Short name, used in timetables")
    name: Text = Field(description="What it is called")
    minutes: Minutes = Field(description="How long it takes")
    min: Minutes | None = Field(None, description="Shortest that still works")
    max: Minutes | None = Field(None, description="Longest that makes sense")
    repeat: int = Field(1, ge=1, description="How often it runs in a rotation, e.g. cards")
    with_next: bool = Field(
        False, description="Repeats together with the phase after it, as one round"
    )
    speaker: str = Field("all", description="all, outer, inner, or a role's id")
    say: Text | None = Field(None, description="What the moderator reads aloud")
    case_giver: Literal["present", "turned-away", "out"] | None = Field(
        None, description="Where the case-giver is meanwhile: present, turned-away or out"
    )
    record: Text | None = Field(None, description="What is written down, and by whom")

    @model_validator(mode="after")
    def _elastic(self) -> Self:
        shortest = self.minutes if self.min is None else self.min
        longest = self.minutes if self.max is None else self.max
        if not shortest <= self.minutes <= longest:
            raise MisfitError((("minutes",), _("The minutes must lie between min and max.")))
        return self


class Timing(Part):
    """Minutes around and inside the rotations."""

    setup: Minutes = Field(0, description="Placing chairs and tables")
    intro: Minutes = Field(0, description="Explaining the method")
    phases: tuple[Phase, ...] = Field(
        min_length=1, description="What happens in one rotation, in order"
    )
    changeover: Minutes = Field(0, description="From one place to the next, goodbye included")
    changeover_per_100: Minutes = Field(
        0, description="Minutes that 100 people more add to each changeover"
    )
    warning: Minutes = Field(0, description="Before the end of a rotation")
    harvest: Minutes = Field(0, description="Collecting in the plenary")
    clearing: Minutes = Field(0, description="Putting chairs and tables back")


Policy = Literal["rotate", "volunteer", "offer", "host", "host-stays", "host-once"]


class Role(Part):
    """A task that somebody in each group takes."""

    id: Identifier = Field(description="Short name, used in plans")
    name: Text = Field(description="What it is called")
    task: Text = Field(description="What to do")
    count: int = Field(1, ge=1, description="People per group")
    per: Literal["rotation", "repeat"] = Field(
        "rotation", description="Changes with the rotation, or with each repeat of a phase"
    )
    policy: Policy = Field(
        "rotate",
        description="rotate: by the plan, fairly; volunteer: found in the group; "
        "offer: who has offered a card, else found in the group; host: stays at one place all "
        "the time; host-stays: one of the first rotation stays; host-once: one of each rotation "
        "stays for the next",
    )


class Method(Part):
    """A reusable spec in ``methods/*.yaml``."""

    schema_: Literal["facilitate-method/1"] = Field(
        "facilitate-method/1", alias="schema", description="Version of this format"
    )
    id: Identifier = Field(description="Short name, as typed after --method")
    title: Text = Field(description="What the method is called")
    aliases: tuple[str, ...] = Field((), description="Other names it is found by")
    summary: Text = Field(description="What it is, in a sentence or two")
    provenance: Literal["sourced", "house", "assumed"] = Field(
        description="sourced: from the literature; house: of our own; assumed: as we suppose it"
    )
    sources: tuple[Source, ...] = Field((), description="Where it is described")
    assumptions: tuple[Text, ...] = Field((), description="What was assumed, each visible")
    licence_note: str = Field("", description="What the sources allow")
    formation: Formation = Field(
        description="plenary: everybody listens; pause: nothing is planned; self: neighbours talk; "
        "circles: two facing rings; tables: groups; stations: groups that go from place to place; "
        "market: groups around a card; choice: groups by wish"
    )
    group: GroupSize | None = Field(
        None, description="People in one group; not for plenary, pause and self"
    )
    circles: Circles | None = Field(
        None, description="How double circles are made; for the formation circles"
    )
    groups: int | None = Field(None, ge=1, description="Number of groups, where it is fixed")
    movement: Movement = Field(
        Movement(next=0), description="How people get to their next place; without it they stay"
    )
    rotations: Rotations = Field(Rotations(default=1), description="How often people change")
    remainder: Literal["spread", "trio"] = Field(
        "spread", description="spread: sizes differ by one; trio: whoever is left joins a pair"
    )
    counts_as_meeting: bool = Field(
        True, description="Whether sitting together counts as having met"
    )
    mix: tuple[Mix, ...] = Field((), description="Goals of the method itself")
    timing: Timing = Field(description="What happens when")
    roles: tuple[Role, ...] = Field((), description="Tasks in each group")
    room: Room = Field(description="How the room must look")
    materials: tuple[Material, ...] = Field((), description="What is needed")
    prompts: tuple[Text, ...] = Field(
        (), description="Questions, one for each rotation; they begin anew when all were used"
    )
    spoken: Spoken = Field(description="What the moderator reads aloud")
    card: Card | None = Field(
        None, description="What stands on everybody's card; needed where the plan seats people"
    )

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        faults = (
            *formation_faults(self.formation, self.group, self.circles, self.movement),
            *_text_faults(self),
            *_provenance_faults(self),
            *_double_ids(self),
            *_phase_faults(self),
        )
        if faults:
            raise MisfitError(*faults)
        return self

    @property
    def grouped(self) -> bool:
        """Whether the plan says who sits with whom."""
        return self.formation not in UNGROUPED

    @property
    def sizing(self) -> GroupSize:
        """People in one group; `ValueError` where the plan makes no groups."""
        if self.group is None:
            raise ValueError(self.id)
        return self.group

    @property
    def stays_together(self) -> bool:
        """Whether groups stay as they are, so that people meet once however often they move."""
        return self.movement.next is not None

    def role(self, role_id: str) -> Role:
        """Give the role called `role_id`; `KeyError` if there is none."""
        return {role.id: role for role in self.roles}[role_id]

    def prompt(self, rotation: int) -> Text | None:
        """Give the question for `rotation`, from 1; they begin anew when all were used."""
        return self.prompts[(rotation - 1) % len(self.prompts)] if self.prompts else None


def _text_faults(method: Method) -> Faults:
    """Find texts that are missing although the plan seats people, who must hear and read them."""
    texts: tuple[tuple[KeyPath, object], ...] = (
        (("spoken", "begin"), method.spoken.begin),
        (("spoken", "change"), method.spoken.change),
        (("card",), method.card),
    )
    for path, text in texts if method.grouped else ():
        if text is None:
            yield (
                path[:-1],
                _("“{key}” is missing: it is needed where the plan seats people.").format(
                    key=path[-1]
                ),
            )


def _provenance_faults(method: Method) -> Faults:
    if method.provenance == "sourced" and not method.sources:
        yield ("provenance",), _("Who says “sourced” must name at least one source.")
    if method.provenance == "assumed" and not method.assumptions:
        yield ("provenance",), _("Who says “assumed” must name what was assumed.")


def _double_ids(method: Method) -> Faults:
    lists: tuple[tuple[KeyPath, tuple[str, ...]], ...] = (
        (("roles",), tuple(role.id for role in method.roles)),
        (("timing", "phases"), tuple(phase.id for phase in method.timing.phases)),
    )
    for path, ids in lists:
        for at, name in enumerate(ids):
            if name in ids[:at]:
                yield (*path, at, "id"), _("The id “{id}” stands twice.").format(id=name)


def _phase_faults(method: Method) -> Faults:
    phases = method.timing.phases
    speakers = ("all", "outer", "inner", *(role.id for role in method.roles))
    for at, phase in enumerate(phases):
        here = ("timing", "phases", at)
        if phase.speaker not in speakers:
            yield (
                (*here, "speaker"),
                _("There is no role “{role}” that could speak. There are: {known}.").format(
                    role=phase.speaker, known=", ".join(speakers)
                ),
            )
        after = phases[at + 1] if at + 1 < len(phases) else None
        if phase.with_next and (after is None or after.repeat != phase.repeat):
            yield (
                (*here, "with_next"),
                _("A phase that runs with the next one needs a next one that repeats as often."),
            )
