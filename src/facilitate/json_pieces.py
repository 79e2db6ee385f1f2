"""JSON piece by piece: the long lists of a model are never a text as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from facilitate.parts import Part

_BATCH = 512  # entries written at once; of more, the first are no longer near at hand

Writer = Callable[[Sequence[Any], int, int], Iterator[bytes]]
"""Gives entries, so many at once, as they stand in a JSON list with indents of one blank: without
its brackets, and so many blanks deeper than in a list that stands alone."""

Long = Mapping[type[Part], Mapping[str, Writer | None]]
"""Model → its lists that may be long, in their order, and what writes their entries.

Without a writer the entries are models that have long lists themselves. What a writer writes
has no fractions: these may be spelt in another way.
"""


def listing(part: type[Part]) -> Writer:
    """Give a writer of entries that are all of one model."""

    @cache  # made when first needed: few commands write
    def adapter() -> TypeAdapter[list[Any]]:
        return TypeAdapter(list[part])  # type: ignore[valid-type]

    def write(entries: Sequence[Any], size: int, depth: int) -> Iterator[bytes]:
        for at in range(0, len(entries), size):
            some = list(entries[at : at + size])
            found = adapter().dump_json(some, indent=1, by_alias=True, exclude_none=True)
            yield _indented(found.removeprefix(b"[").removesuffix(b"\n]"), depth)

    return write


def json_pieces(part: Part, long: Long) -> Iterator[bytes]:
    """Give the JSON of `part` as its plain dump would be, with indents of one blank.

    Parameters
    ----------
    part
        A model of a type in `long`.
    long
        Which lists are written piece by piece.
    """
    frame = _frame(part, long).model_dump(mode="json", by_alias=True, exclude_none=True)
    yield from _pieces(part, frame, long, 0)


def _frame(part: Part, long: Long) -> Part:
    """Give `part` without the entries that a writer writes."""
    lists = long[type(part)]
    return part.model_copy(
        update={
            name: () if writer else tuple(_frame(entry, long) for entry in getattr(part, name))
            for name, writer in lists.items()
        }
    )


def _pieces(part: Part, frame: dict[str, Any], long: Long, depth: int) -> Iterator[bytes]:
    lists = long[type(part)]
    data = frame | {name: [] for name in lists}
    rest = _indented(json.dumps(data, ensure_ascii=False, indent=1).encode(), depth)
    for name, writer in lists.items():
        # inside a text a line break is written as \\n, so only the part's own key begins a line
        before, _empty, rest = rest.partition(f'\n{" " * (depth + 1)}"{name}": []'.encode())
        yield before + f'\n{" " * (depth + 1)}"{name}": ['.encode()
        entries: Sequence[Any] = getattr(part, name)
        if writer is not None:
            for at, some in enumerate(writer(entries, _BATCH, depth + 1)):
                yield b"," if at else b""
                yield some
        else:
            for at, entry in enumerate(entries):
                yield _indented(b",\n" if at else b"\n", depth + 2)
                yield from _pieces(entry, frame[name][at], long, depth + 2)
        yield _indented(b"\n]", depth + 1) if entries else b"]"
    yield rest


def _indented(text: bytes, depth: int) -> bytes:
    return text.replace(b"\n", b"\n" + b" " * depth)
