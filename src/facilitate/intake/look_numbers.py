"""What a list says about the numbers that people have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.columnar import column
from facilitate.errors import Finding
from facilitate.words import _, ngettext

from .numbers import Numbering
from .overview import Read, hint, warning
from .registry import FILE_NAME, GONE, Registry

_FEW = 10  # whoever shares fewer than one in so many is hardly the same list
_MANY = 5  # people numbered before from whom on another list is told every time


def _still_here(numbering: Numbering, registry: Registry) -> tuple[int, int]:
    """Count who was numbered before, and who of them has a seat in this list.

    Where all the people of this list have numbers, it is not the first time that it is read: then
    those count who were numbered before the last one who is gone.
    """
    seated: Sequence[int] = numbering.seated.column("number")
    new = 0 if numbering.changes is None else len(numbering.changes.new)
    if (len(seated) - new) * _FEW < len(seated):
        return len(registry.entries), len(seated) - new
    numbers, states = (column(numbering.registry.entries, name) for name in ("number", "state"))
    if GONE not in states:
        return 0, 0
    gone = [number for number, state in zip(numbers, states, strict=True) if state == GONE]
    still = sum(number <= max(gone) for number in seated)
    return (len(gone) + still, still) if len(gone) + still >= _MANY else (0, 0)


def about_numbers(read: Read, numbering: Numbering, registry: Registry) -> Iterator[Finding]:
    """Tell of numbers in the list that are not taken over, and of those of another list."""
    own = read.seated.column("number")
    if numbering.changes is None:
        if any(own) and not numbering.from_list:
            yield hint(
                read,
                "numbers-not-taken-over",
                _("The list’s own numbers are incomplete or repeated; new ones were given."),
            )
        return
    before, shared = _still_here(numbering, registry)
    if before and (shared * _FEW < min(len(read.seated), before) or not shared):
        yield _of_another_list(read, before, shared)
    others = sum(
        number is not None and number != given
        for number, given in zip(own, numbering.seated.column("number"), strict=True)
    )
    if others:
        told = ngettext(
            "{count} person has another number in the list; the one given first stays.",
            "{count} people have other numbers in the list; those given first stay.",
            others,
        ).format(count=others)
        yield hint(read, "numbers-differ", told)


def _of_another_list(read: Read, before: int, shared: int) -> Finding:
    nobody = _("Nobody of the {count} people numbered before is in this list.")
    few = ngettext(
        "Of the {count} people numbered before only {shared} is in this list.",
        "Of the {count} people numbered before only {shared} are in this list.",
        shared,
    )
    return warning(
        read,
        "numbers-other-list",
        (few if shared else nobody).format(count=before, shared=shared),
        _(
            "{file} keeps the numbers that stand on cards: nobody loses one, and newcomers "
            "are counted on from there. If this is another event, or a wrong list was read "
            "before, give this list numbers of its own with {option}, or a folder of its "
            "own."
        ).format(file=FILE_NAME, option="--numbers other.numbers"),
    )
