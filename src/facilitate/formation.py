"""How a method groups people and moves them: sizes, circles, movement, rotations."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from facilitate.parts import Faults, MisfitError, Part
from facilitate.words import _

Formation = Literal["plenary", "pause", "self", "circles", "tables", "stations", "market", "choice"]
UNGROUPED = ("plenary", "pause", "self")  # formations in which the plan seats nobody
Side = Literal["outer", "inner"]


class GroupSize(Part):
    """How many people sit together in one group."""

    min: int = Field(ge=2, description="Fewest people in a group")
    ideal: int = Field(ge=2, description="Best number of people")
    max: int = Field(ge=2, description="Most people in a group")
    never: tuple[int, ...] = Field((), description="Sizes inside the limits that do not work")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min <= self.ideal <= self.max:
            raise MisfitError(
                (
                    (),
                    _("The sizes must grow from min over ideal to max, not {sizes}.").format(
                        sizes=f"{self.min}, {self.ideal}, {self.max}"
                    ),
                )
            )
        if self.ideal in self.never:
            raise MisfitError((("never",), _("The ideal size cannot be one that never works.")))
        return self

    @property
    def sizes(self) -> tuple[int, ...]:
        """All sizes a group may have, from small to large."""
        return tuple(size for size in range(self.min, self.max + 1) if size not in self.never)


class Circles(Part):
    """How a crowd is divided into double circles."""

    max_people: int = Field(ge=4, description="People in one double circle, at most")
    even: bool = Field(True, description="Even sizes; one odd circle only if the crowd is odd")
    fixed: Side = Field("inner", description="The circle that stays seated")


class Ring(Part):
    """Signed steps per change in seats, clockwise as seen from above."""

    outer: int = Field(description="Seats the outer circle moves, clockwise seen from above")
    inner: int = Field(description="Seats the inner circle moves, clockwise seen from above")

    @property
    def shift(self) -> int:
        """Seats by which the circles move against each other at each change."""
        return self.outer - self.inner


class Movement(Part):
    """How people get from one rotation to the next; exactly one kind."""

    assigned: bool = Field(False, description="The plan names everybody's next place")
    ring: Ring | None = Field(None, description="Two circles that move against each other")
    shifts: tuple[int, ...] | None = Field(
        None, description="Seat k of every table moves shifts[k] tables on", min_length=2
    )
    next: int | None = Field(
        None, ge=0, description="Groups stay together and go this many places on; 0: they stay"
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = (self.assigned, self.ring, self.shifts, self.next)
        if sum(kind is not None and kind is not False for kind in kinds) != 1:
            raise MisfitError(((), _("Give exactly one of assigned, ring, shifts and next.")))
        return self


class Rotations(Part):
    """How often people change."""

    min: int = Field(1, ge=1, description="Fewest that make sense")
    default: int = Field(ge=1, description="How many, if nobody says another number")
    max: int | None = Field(None, ge=1, description="Most that make sense")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.default < self.min or (self.max is not None and self.default > self.max):
            raise MisfitError(
                (("default",), _("The default number of rotations must lie between min and max."))
            )
        return self


class Mix(Part):
    """A goal the method itself asks for, where the list has the column; exactly one kind."""

    spread: str | None = Field(None, description="Column that is spread evenly over the groups")
    avoid_same: str | None = Field(
        None, description="Column of which no two with the same value sit together"
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.spread is None) == (self.avoid_same is None):
            raise MisfitError(((), _("Give exactly one of spread and avoid_same.")))
        return self


def formation_faults(
    formation: Formation, group: GroupSize | None, circles: Circles | None, movement: Movement
) -> Faults:
    """Find what a formation needs and was not given, or was given and does not need."""
    grouped = formation not in UNGROUPED
    if grouped != (group is not None):
        message = (
            _("The formation “{formation}” needs the sizes of its groups: {example}.")
            if grouped
            else _("The formation “{formation}” makes no groups; leave “{key}” out: {example}.")
        )
        example = "group: {min: 3, ideal: 4, max: 6}"
        yield (
            ("formation",),
            message.format(formation=formation, key="group", example=example),
        )
    if formation == "stations" and movement.next is None:
        yield (
            ("movement",),
            _("At stations groups go on: {example}.").format(example="next: 1"),
        )
    if formation in ("market", "choice") and not movement.assigned:
        yield (
            ("movement",),
            _("Where people follow their wishes, the plan names the places: {example}.").format(
                example="assigned: true"
            ),
        )
    ring = movement.ring is not None
    if (formation == "circles") != ring:
        yield (
            ("movement",),
            _("The formation “circles” and a ring movement need each other."),
        )
    elif ring and circles is None:
        yield (
            ("formation",),
            _("Circles need to know how many people one takes: {example}.").format(
                example="circles: {max_people: 30}"
            ),
        )


def side_name(side: Side) -> str:
    """Name a side in words."""
    return _("outer circle") if side == "outer" else _("inner circle")
