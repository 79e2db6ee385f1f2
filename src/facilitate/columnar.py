"""Long sequences of alike things, kept column by column."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress
from operator import attrgetter, lt
from typing import Any, Generic, TypeVar, overload

Thing_co = TypeVar("Thing_co", covariant=True)
Made = TypeVar("Made", bound=tuple[Any, ...])
Column = Sequence[Any]
_FEW = 8  # one of so many is picked out sooner than all others are left out


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
        if isinstance(other, Columnar) and other.names == self.names:
            pairs = zip(self.columns, other.columns, strict=True)
            return all(list(mine) == list(theirs) for mine, theirs in pairs)
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
        at = [*compress(range(len(self)), chosen)]
        if len(at) == len(self):
            return self
        if len(at) * _FEW < len(self):
            return self.at(at)
        return self._of([_where(values, chosen) for values in self.columns])

    def ordered(self, by: str) -> Columnar[Thing_co]:
        """Give the things in the order of one column, which holds nothing twice."""
        values = self.column(by)
        if all(map(lt, values, values[1:])):
            return self
        return self.at(sorted(range(len(self)), key=values.__getitem__))

    def at(self, positions: Sequence[int]) -> Columnar[Thing_co]:
        """Give some of the things, or all in another order."""
        return self._of([[*map(values.__getitem__, positions)] for values in self.columns])

    def _of(self, columns: Sequence[Column]) -> Columnar[Thing_co]:
        return Columnar(self.make, self.names, columns)


class Shared(Sequence[Any]):
    """A column in which many rows have the same value, each kept once.

    Parameters
    ----------
    kinds
        The values; each stands in some row.
    which
        Index in `kinds` for each row.
    """

    __slots__ = ("kinds", "which")

    def __init__(self, kinds: Sequence[Any], which: array[int]) -> None:
        self.kinds, self.which = kinds, which

    def __len__(self) -> int:
        return len(self.which)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        found = self.which[at]
        return (
            self.kinds[found] if isinstance(found, int) else [*map(self.kinds.__getitem__, found)]
        )

    def __iter__(self) -> Iterator[Any]:
        return map(self.kinds.__getitem__, self.which)

    def where(self, chosen: Iterable[object]) -> Shared:
        """Give the rows beside which something true stands."""
        return _shared(self.kinds, array("q", compress(self.which, chosen)))

    def edited(self, others: Mapping[int, Any]) -> Shared:
        """Give other values to some rows."""
        which = self.which[:]
        for kind, at in enumerate(others, start=len(self.kinds)):
            which[at] = kind
        return _shared([*self.kinds, *others.values()], which)


def _shared(kinds: Sequence[Any], which: array[int]) -> Shared:
    """Keep only those values that stand in some row."""
    left = sorted(set(which))
    if len(left) == len(kinds):
        return Shared(kinds, which)
    number = {kind: at for at, kind in enumerate(left)}
    return Shared([kinds[kind] for kind in left], array("q", map(number.__getitem__, which)))


def shared(values: Column) -> Shared:
    """Keep each object once of a column that may hold it many times."""
    if isinstance(values, Shared):
        return values
    kinds = {id(value): value for value in values}
    number = {identity: at for at, identity in enumerate(kinds)}
    return Shared([*kinds.values()], array("q", map(number.__getitem__, map(id, values))))


def mapped(values: Column, change: Callable[[Any], Any]) -> Shared:
    """Change each object of a column, those that are the same only once."""
    found = shared(values)
    return Shared([*map(change, found.kinds)], found.which)


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
        new = zip(*others.values(), strict=True)
        columns = [
            _edited(values, dict(zip(others, theirs, strict=True)))
            for values, theirs in zip(things.columns, new, strict=True)
        ]
        things = Columnar(things.make, things.names, columns)
    left = set(without)
    return things.where(at not in left for at in range(len(things))) if left else things


def _where(values: Column, chosen: Sequence[object]) -> Column:
    return values.where(chosen) if isinstance(values, Shared) else [*compress(values, chosen)]


def _edited(values: Column, others: Mapping[int, Any]) -> Column:
    if isinstance(values, Shared):
        return values.edited(others)
    found = list(values)
    for at, other in others.items():
        found[at] = other
    return found


def column(things: Sequence[Any], name: str) -> Column:
    """Give an attribute of all things; they may be kept in columns."""
    return things.column(name) if isinstance(things, Columnar) else [*map(attrgetter(name), things)]


def _fields(kind: type[Made]) -> Sequence[str]:
    return kind._fields  # type: ignore[attr-defined, no-any-return]  # of every named tuple
