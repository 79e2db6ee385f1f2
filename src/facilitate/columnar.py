"""Long sequences of alike things, kept column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

Thing_co = TypeVar("Thing_co", covariant=True)
Made = TypeVar("Made", bound=tuple[Any, ...])
Column = Sequence[Any]


class Columnar(Sequence[Thing_co], Generic[Thing_co]):
    """Alike things kept column by column, each made when somebody looks at it.

    Of a million people most are never looked at one by one: their names are folded, counted and
    written all at once. To make a million tuples and take them apart again for every step costs
    several times as much as the steps.

    Parameters
    ----------
    make
        Makes a thing of its values, which come as a tuple.
    names
        Name of each column.
    columns
        The values, one sequence for each name, all of one length.
    """

    __slots__ = ("columns", "make", "names")

    def __init__(
        self,
        make: Callable[[tuple[Any, ...]], Thing_co],
        names: Sequence[str],
        columns: Sequence[Column],
    ) -> None:
        self.make, self.names, self.columns = make, names, columns

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, at: int) -> Thing_co: ...

    @overload
    def __getitem__(self, at: slice) -> Columnar[Thing_co]: ...

    def __getitem__(self, at: int | slice) -> Thing_co | Columnar[Thing_co]:
        found = tuple([column[at] for column in self.columns])
        return self.make(found) if isinstance(at, int) else self._of(found)

    def __iter__(self) -> Iterator[Thing_co]:
        return map(self.make, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as all sequences that are compared by content

    def __repr__(self) -> str:
        return repr(tuple(self))

    def column(self, name: str) -> Column:
        """Give the values of one column."""
        return self.columns[self.names.index(name)]

    def where(self, wanted: Iterable[object]) -> Columnar[Thing_co]:
        """Give the things beside which something true stands in `wanted`."""
        chosen = list(wanted)
        if all(chosen):
            return self
        if not any(chosen):
            return self[:0]
        return self._of([[*compress(values, chosen)] for values in self.columns])

    def _of(self, columns: Sequence[Column]) -> Columnar[Thing_co]:
        return Columnar(self.make, self.names, columns)


def tuples(kind: type[Made], columns: Sequence[Column]) -> Columnar[Made]:
    """Give named tuples kept in `columns`, one for each of their fields."""
    # what a named tuple is made of needs no look: half the constructor's time
    return Columnar(partial(tuple.__new__, kind), _fields(kind), columns)


def transposed(kind: type[Made], things: Iterable[Made]) -> Columnar[Made]:
    """Give named tuples kept in columns."""
    columns = list(zip(*things, strict=True))
    return tuples(kind, columns or [()] * len(_fields(kind)))


def joined(kind: type[Made], parts: Sequence[Columnar[Made]]) -> Columnar[Made]:
    """Put sequences of named tuples one behind the other."""
    if len(parts) == 1:
        return parts[0]
    return tuples(
        kind, [[*chain(*(part.column(name) for part in parts))] for name in _fields(kind)]
    )


def edited(
    things: Columnar[Made], others: Mapping[int, Made], without: Iterable[int] = ()
) -> Columnar[Made]:
    """Put `others`, by position, in the place of some things, and leave those `without` out."""
    if others:
        columns = [list(values) for values in things.columns]
        for at, other in others.items():
            for values, value in zip(columns, other, strict=True):
                values[at] = value
        things = Columnar(things.make, things.names, columns)
    left = set(without)
    return things.where(at not in left for at in range(len(things))) if left else things


def column(things: Sequence[Any], name: str) -> Column:
    """Give an attribute of all things; they may be kept in columns."""
    return things.column(name) if isinstance(things, Columnar) else [*map(attrgetter(name), things)]


def _fields(kind: type[Made]) -> Sequence[str]:
    return kind._fields  # type: ignore[attr-defined, no-any-return]  # of every named tuple
