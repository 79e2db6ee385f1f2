"""What the models of our files are made of: texts in two languages, and other plain parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
)

from facilitate.words import spoken

KeyPath = tuple[str | int, ...]
"""Keys and list indices that lead to a part of a file."""
Faults = Iterator[tuple[KeyPath, str]]
"""What is the matter, and where."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Minutes = Annotated[float, Field(ge=0, le=24 * 60)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class MisfitError(ValueError):
    """Parts that are right each for itself but do not fit together.

    Parameters
    ----------
    faults
        For each: the path from the part that was checked, and what is the matter.
    """

    def __init__(self, *faults: tuple[KeyPath, str]) -> None:
        super().__init__(" ".join(message for _path, message in faults))
        self.faults = faults


class Part(BaseModel):
    """Base of all parts: frozen, and unknown keys are refused; numbers may stand for text."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        coerce_numbers_to_str=True,
        defer_build=True,  # most parts are read within another: a quarter second of each command
    )


SomePart = TypeVar("SomePart", bound=Part)


def unchecked(pattern: SomePart) -> Callable[[dict[str, Any]], SomePart]:
    """Give a maker of parts like `pattern` from values that are known to be right.

    It equals the model's own constructor where nothing is wrong, but takes a tenth of its time:
    a crowd's plan has millions of parts. Values that are not given are those of `pattern`.
    """
    kind = type(pattern)
    usual = pattern.__dict__
    hidden = [
        (getattr(BaseModel, name).__set__, getattr(pattern, name))
        for name in BaseModel.__slots__
        if name != "__dict__"
    ]
    new, give = kind.__new__, object.__setattr__

    def make(values: dict[str, Any]) -> SomePart:
        part = new(kind)
        give(part, "__dict__", values if len(values) == len(usual) else {**usual, **values})
        for hide, value in hidden:
            hide(part, value)
        return part

    return make


def made_late(kind: type) -> tuple[WrapValidator, WrapSerializer]:
    """Say for a field with a tuple of parts that one of `kind`, which makes them late, may stay.

    What it holds is right as it is.
    """

    def check(value: Any, usual: ValidatorFunctionWrapHandler) -> Any:
        return value if isinstance(value, kind) else tuple(usual(value))

    def dump(parts: Iterable[Any], usual: SerializerFunctionWrapHandler) -> Any:
        return usual(tuple(parts))

    return WrapValidator(check), WrapSerializer(dump)


class Text(Part):
    """The same words in German and English."""

    de: str = Field(min_length=1, description="German")
    en: str = Field(min_length=1, description="English")

    def __str__(self) -> str:
        """Give the text in the language in use."""
        return self.en if spoken() == "en" else self.de

    def filled(self, **values: object) -> str:
        """Give the text in the language in use, with ``{name}`` replaced by its value.

        What has no value stays as it stands; values are never read as placeholders again.
        """
        return PLACEHOLDER.sub(lambda m: str(values.get(m[1].strip(), m[0])), str(self))


class Source(Part):
    """Where a method, or a part of it, is described."""

    key: str = Field(description="Key in the bibliography, e.g. unibw-kugellager")
    title: str = Field(description="Title of the page, book or article")
    author: str = Field("", description="Who wrote it")
    year: int | None = Field(None, description="When it appeared")
    address: str = Field("", description="Web address, if there is one")
    taken: str = Field("", description="What was taken from it")


class Material(Part):
    """A thing needed, and how many of it."""

    item: Text = Field(description="What is needed")
    per: Literal["person", "group", "circle", "session"] = Field(
        "session", description="For whom or what it is counted"
    )
    count: int = Field(1, ge=1, description="How many of it")
    sheet: Literal["deck", "questions", "steps", "floor"] | None = Field(
        None,
        description="What “print” makes of it: deck: cards with `values`; questions: a card for "
        "each prompt; steps: the phases with their minutes; floor: a large number",
    )
    values: tuple[str, ...] = Field(
        (), description="What stands on the cards of a deck; coffee is drawn as a cup"
    )


class Room(Part):
    """How the room must look."""

    layout: Text = Field(description="How chairs and tables stand")
    place: Text = Field(
        Text(de="Platz", en="Place"), description="What one place is called: Tisch, Kreis, Stand"
    )
    square_metres_per_person: float | None = Field(
        None, gt=0, description="Floor space in square metres"
    )


class Spoken(Part):
    """What the moderator reads aloud; {prompt}, {rotation} and {rotations} are filled in."""

    welcome: Text = Field(description="At the beginning")
    begin: Text | None = Field(
        None, description="At the start of each rotation; needed where the plan seats people"
    )
    warning: Text | None = Field(None, description="Some minutes before the end of a rotation")
    change: Text | None = Field(
        None,
        description="At the signal: goodbye, then the movement, then greeting; needed where the "
        "plan seats people",
    )
    trio: Text | None = Field(
        None, description="After `change`, where somebody faces nobody in the rotation that begins"
    )
    harvest: Text | None = Field(None, description="When results are collected")
    close: Text | None = Field(None, description="At the end")


class Card(Part):
    """What stands on the card; {name}, {number}, {place} and {seat} are filled in."""

    text: Text = Field(description="On every card")
    outer: Text | None = Field(None, description="For the outer circle, in its own left and right")
    inner: Text | None = Field(None, description="For the inner circle, in its own left and right")
    trio: Text | None = Field(None, description="For whoever faces nobody in a rotation")
    roles_note: Text | None = Field(None, description="About the roles")
