"""The people together in one rotation; a crowd's groups are numbers until somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from json.encoder import encode_basestring as quoted
from operator import sub
from typing import TYPE_CHECKING, Annotated, Any, overload

from pydantic import Field

from facilitate.json_pieces import listing
from facilitate.method import Side
from facilitate.parts import Part, made_late, unchecked

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


_WIDEST = 1 << 28  # bytes for the lines of all ids, where each has the room of the longest


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
        import numpy as np  # noqa: PLC0415 - most plans are read without

        return np.array([*self], dtype=object)

    @cached_property
    def lines(self) -> Any:
        """All of them as lines of JSON with a comma before; array of bytes of shape (people,).

        Every line has the room of the longest; None if that would be too much.
        """
        import numpy as np  # noqa: PLC0415 - most plans are read without

        lines = [f",\n   {quoted(name_id)}".encode() for name_id in self]
        return np.array(lines) if max(map(len, lines), default=0) * len(lines) <= _WIDEST else None


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
        """Give the same bytes as the groups of a list that is dumped with indents of one blank.

        They are gathered by number: to look at each of ten million texts, which are scattered
        over the memory, takes five times as long.
        """
        import numpy as np  # noqa: PLC0415 - most plans are read without

        if not self.places:
            return b"[]"
        lines = self.ids.lines
        heads = [
            f',\n {{\n  "place": {quoted(place)},\n  "members": ['.encode() for place in self.places
        ]
        tail = b'\n  ],\n  "roles": {},\n  "seats": {}\n }'
        width = max(lines.itemsize, len(tail), *map(len, heads))
        ends, group = np.asarray(self.ends), np.arange(len(self))
        first, last = ends[:-1] + 2 * group, ends[1:] + 2 * group + 1
        found = np.zeros(last[-1] + 1, dtype=f"S{width}")
        member = np.ones(len(found), dtype=bool)
        member[first] = member[last] = False
        found[first], found[last], found[member] = heads, tail, lines[self.seated]
        letters = found.view(np.uint8).reshape(-1, width)
        letters[0, 0] = letters[first + 1, 0] = 0  # no comma before what comes first
        letters[last[first + 1 == last], :3] = 0  # nor a line where there is nobody
        return b"[" + letters.tobytes().translate(None, b"\0") + b"\n]"


def sizes_of(groups: Sequence[Group]) -> list[int]:
    """Count the people in each group."""
    if isinstance(groups, PlainGroups):
        return groups.sizes
    return [len(group.members) for group in groups]


_LISTING = listing(Group)


def groups_json(groups: Sequence[Group], size: int) -> Iterator[bytes]:
    """Give groups, `size` at once, as lists in JSON with indents of one blank."""
    if not isinstance(groups, PlainGroups) or groups.ids.lines is None:
        return _LISTING(groups, size)
    return (groups[at : at + size].json() for at in range(0, len(groups), size))


Groups = Annotated[Sequence[Group], *made_late(PlainGroups)]
"""A tuple of groups, or those of a crowd, which are right as they are."""
