"""The people together in one rotation; a crowd's groups are numbers until somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from json.encoder import encode_basestring as quoted
from operator import sub
from typing import TYPE_CHECKING, Annotated, Any, overload

from pydantic import Field, TypeAdapter

from facilitate.method import Side
from facilitate.parts import Part, made_late, unchecked

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


_BETWEEN = ",\n   "


class Seat(Part):
    """Where exactly somebody sits in a group."""

    circle: str | None = Field(None, description="Letter of the double circle")
    side: Side | None = Field(None, description="Outer or inner circle")
    seat: int | None = Field(None, ge=1, description="Number of the chair, from 1")


class Group(Part):
    """The people together in one rotation."""

    place: str = Field(description="Place's id")
    topic: str | None = Field(None, description="What they talk about")
    card: str | None = Field(None, description="Id of that topic, where it could be chosen")
    members: tuple[str, ...] = Field(description="People's ids")
    roles: dict[str, str] = Field({}, description="Person's id → role's id")
    seats: dict[str, Seat] = Field({}, description="Person's id → seat")


_make = unchecked(Group(place="", members=()))


class Ids(tuple[str, ...]):
    """People's ids, and these as they stand in JSON; all rotations of a crowd share them."""

    @cached_property
    def texts(self) -> Any:
        """All of them; array of shape (people,)."""
        return _array(self)

    @cached_property
    def quoted(self) -> Any:
        """All of them in JSON; array of shape (people,)."""
        return _array(map(quoted, self))


def _array(texts: Iterable[str]) -> Any:
    import numpy as np  # noqa: PLC0415 - most plans are read without

    return np.array([*texts], dtype=object)


class PlainGroups(Sequence[Group]):
    """Groups of nothing but a place and its members, made when they are looked at.

    They equal those that ``Group(place=…, members=…)`` makes. A million people in eights at ten
    rotations are 1.25 million groups, most of which nobody ever looks at.

    Parameters
    ----------
    places
        Id of each group's place.
    ids
        Id of each person.
    seated
        Numbers of the people (from 0), group by group; shape (seats,).
    ends
        Where the seats of each group end in `seated`, after a first 0.
    """

    __slots__ = ("ends", "ids", "places", "seated")

    def __init__(self, places: Sequence[str], ids: Ids, seated: Ints, ends: Sequence[int]) -> None:
        self.places, self.ids, self.seated, self.ends = places, ids, seated, ends

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Group: ...

    @overload
    def __getitem__(self, at: slice) -> PlainGroups: ...

    def __getitem__(self, at: int | slice) -> Group | PlainGroups:
        if isinstance(at, int):
            first = range(len(self))[at]
            return next(iter(self[first : first + 1]))
        start, stop, step = at.indices(len(self))
        if step != 1:
            raise ValueError(step)
        ends = self.ends[start : max(start, stop) + 1]
        seated = self.seated[ends[0] : ends[-1]]
        return PlainGroups(
            self.places[start:stop], self.ids, seated, [end - ends[0] for end in ends]
        )

    def __iter__(self) -> Iterator[Group]:
        people = self.ids.texts[self.seated].tolist()
        for place, (start, end) in zip(self.places, pairwise(self.ends), strict=True):
            members = tuple(people[start:end])
            yield _make({"place": place, "members": members, "roles": {}, "seats": {}})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as all sequences that are compared by content

    def __repr__(self) -> str:
        return repr(tuple(self))

    @property
    def sizes(self) -> list[int]:
        """How many people are in each group."""
        return list(map(sub, self.ends[1:], self.ends))

    def json(self) -> bytes:
        """Give the same bytes as the groups of a list that is dumped with indents of one blank."""
        people = self.ids.quoted[self.seated].tolist()
        groups = [
            f' {{\n  "place": {quoted(place)},\n  "members": ['
            + (f"\n   {_BETWEEN.join(people[start:end])}\n  " if start < end else "")
            + '],\n  "roles": {},\n  "seats": {}\n }'
            for place, (start, end) in zip(self.places, pairwise(self.ends), strict=True)
        ]
        return ("[\n" + ",\n".join(groups) + "\n]").encode() if groups else b"[]"


def sizes_of(groups: Sequence[Group]) -> list[int]:
    """Count the people in each group."""
    if isinstance(groups, PlainGroups):
        return groups.sizes
    return [len(group.members) for group in groups]


_DUMPED = TypeAdapter(list[Group])


def groups_json(groups: Sequence[Group]) -> bytes:
    """Give some groups as a list in JSON, with indents of one blank."""
    if isinstance(groups, PlainGroups):
        return groups.json()
    return _DUMPED.dump_json(list(groups), indent=1, by_alias=True, exclude_none=True)


Groups = Annotated[Sequence[Group], *made_late(PlainGroups)]
"""A tuple of groups, or those of a crowd, which are right as they are."""
