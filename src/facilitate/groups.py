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
    """Ids of people or places, and these as they stand in JSON; all rotations share them."""

    @cached_property
    def texts(self) -> Any:
        """All of them; array of shape (ids,)."""
        import numpy as np  # noqa: PLC0415 - most plans are read without

        return np.array([*self], dtype=object)

    @cached_property
    def _lines(self) -> dict[tuple[int, int], tuple[Sequence[str], Any]]:
        return {}

    def lines(self, places: Sequence[str], depth: int) -> Any:
        """Give what is written of groups of these people at `places`, so many blanks deep.

        Returns
        -------
        Lines of JSON with a comma before: of each person, of the head of each group, of the end of
        a group; array of bytes of shape (people + places + 1,). Every line has the room of the
        longest; None if that would be too much.
        """
        known = (id(places), depth)
        if known not in self._lines:  # beside `places`, which must live as long as its number
            self._lines[known] = places, _lines(self, places, "\n" + " " * depth)
        return self._lines[known][1]


def _lines(ids: Ids, places: Sequence[str], line: str) -> Any:
    import numpy as np  # noqa: PLC0415 - most plans are read without

    before, after = f',{line} {{{line}  "place": "', f'",{line}  "members": ['
    last = f'{line}  ],{line}  "roles": {{}},{line}  "seats": {{}}{line} }}'
    parts = (_framed(f',{line}   "', ids, '"'), _framed(before, places, after), [last.encode()])
    if any(part is None for part in parts):
        return None
    return np.concatenate([np.asarray(part) for part in parts])


def _framed(before: str, ids: Sequence[str], after: str) -> Any:
    """Write something before and after each id, in an array of bytes.

    Zeros, which no text in JSON has, fill the room between the id and what is `after`.
    """
    import numpy as np  # noqa: PLC0415 - most plans are read without

    texts: Sequence[str | bytes] = ids
    together = "".join(ids)
    if not together.isascii() or len(quoted(together)) > len(together) + 2:
        texts = [quoted(one)[1:-1].encode() for one in ids]
    width, first = max(map(len, texts), default=0), len(before.encode())
    if width * len(texts) > _WIDEST:
        return None
    found = np.zeros((len(texts), first + max(width, 1) + len(after)), np.uint8)
    found[:, :first] = np.frombuffer(before.encode(), np.uint8)
    found[:, first : -len(after)] = np.array(texts, f"S{max(width, 1)}")[:, None].view(np.uint8)
    found[:, -len(after) :] = np.frombuffer(after.encode(), np.uint8)
    return found.view(f"S{found.shape[1]}")[:, 0]


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

    def json(self, lines: Any, start: int, stop: int, depth: int) -> bytes:
        """Give some of the groups as they stand in a JSON list, of the `lines` of their ids.

        They are gathered by number: to look at each of ten million texts, which are scattered
        over the memory, takes five times as long.
        """
        import numpy as np  # noqa: PLC0415 - most plans are read without

        ends = np.asarray(self.ends[start : stop + 1])
        seated = self.seated[ends[0] : ends[-1]]
        group = np.arange(stop - start)
        first, last = ends[:-1] - ends[0] + 2 * group, ends[1:] - ends[0] + 2 * group + 1
        number = np.full(last[-1] + 1, -1)
        number[first], number[last] = len(self.ids) + start + group, len(lines) - 1
        number[number < 0] = seated
        found = bytearray(len(number) * lines.itemsize)
        np.take(lines, number, out=np.frombuffer(found, lines.dtype), mode="clip")
        letters = np.frombuffer(found, np.uint8).reshape(-1, lines.itemsize)
        letters[0, 0] = letters[first + 1, 0] = 0  # no comma before what comes first
        letters[last[first + 1 == last], : depth + 3] = 0  # nor a line where there is nobody
        return bytes(found.translate(None, b"\0"))


def sizes_of(groups: Sequence[Group]) -> list[int]:
    """Count the people in each group."""
    if isinstance(groups, PlainGroups):
        return groups.sizes
    return [len(group.members) for group in groups]


_LISTING = listing(Group)


def groups_json(groups: Sequence[Group], size: int, depth: int) -> Iterator[bytes]:
    """Give groups, `size` at once, as they stand in a JSON list; see `Writer`."""
    if not isinstance(groups, PlainGroups):
        return _LISTING(groups, size, depth)
    lines = groups.ids.lines(groups.places, depth)
    if lines is None:
        return _LISTING(groups, size, depth)
    return (
        groups.json(lines, at, min(at + size, len(groups)), depth)
        for at in range(0, len(groups), size)
    )


Groups = Annotated[Sequence[Group], *made_late(PlainGroups)]
"""A tuple of groups, or those of a crowd, which are right as they are."""
