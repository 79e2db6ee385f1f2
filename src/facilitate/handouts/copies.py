"""Sheets that are all alike: few originals, and how many times each is to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from facilitate.words import _

MOST_PAPER = 1.25  # so much more of it is worth sets that lie in order after cutting
Piece = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sets:
    """Pieces that belong together, a deck or a pile, and how many `times` they are needed."""

    title: str
    pieces: tuple[Piece, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Originals:
    """Pieces to be set, and how many `times` the whole file is to be printed."""

    title: str
    pieces: tuple[Piece, ...]
    times: int


def originals(found: Iterable[Sets], on_sheet: int) -> list[Originals]:
    """Lay sets side by side, with so many pieces on a sheet; what is over is left to the copier.

    Of sets that are copied each place on the sheet holds a whole set, piece after piece on the
    sheets that follow: copies laid upon each other and cut give set after set. What is not
    copied comes first, in one file.
    """
    laid = [_laid(one, on_sheet) for one in found if one.pieces and one.times]
    single = tuple(piece for one in laid if one.times == 1 for piece in one.pieces)
    copied = [one for one in laid if one.times > 1]
    return [*([Originals("", single, 1)] if single else []), *copied]


def _laid(one: Sets, on_sheet: int) -> Originals:
    each = ceil(len(one.pieces) * one.times / on_sheet)
    times = ceil(one.times / on_sheet)
    if times > 1 and len(one.pieces) * times <= MOST_PAPER * each:
        return Originals(one.title, one.pieces * on_sheet, times)
    return Originals(one.title, one.pieces * one.times, 1)


def note(pages: int, times: int) -> str:
    """Say on the sheet itself how often to print it; empty for once, ``{page}`` is left open."""
    if times == 1:
        return ""
    if pages == 1:
        return _("Original: print {times} times").format(times=times)
    return _("Original {page} of {pages}: print all {times} times, collated").format(
        page="{page}", pages=pages, times=times
    )
