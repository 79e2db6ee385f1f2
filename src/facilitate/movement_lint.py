"""Judges a movement: whom it brings together again, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import gcd

from facilitate.errors import Finding, Level
from facilitate.method import Method
from facilitate.words import _, ngettext

MOST_TABLES = 20  # table counts looked at where the method leaves them open
_MOST_SHOWN = 6


def judge_movement(method: Method) -> Iterator[Finding]:
    """Find what the movement of `method` leads to: people who meet again early."""
    yield from _judge_ring(method)
    yield from _judge_shifts(method)


def partners_before_repeat(seats: int, shift: int) -> int:
    """Count the different partners in a ring before the first one comes back.

    Parameters
    ----------
    seats
        Seats of the circle that moves; with an odd number of people one more than the other's.
    shift
        Seats by which the circles move against each other at each change.

    Returns
    -------
    ``seats / gcd(seats, shift)``: the order of `shift` in the whole numbers modulo `seats`.
    """
    return seats // gcd(seats, shift)


def first_repeat(tables: int, shifts: Iterable[int], most: int) -> int | None:
    """Find by trying the change after which two people sit together for the second time.

    Parameters
    ----------
    tables
        Number of tables, in a ring.
    shifts
        Tables by which each seat moves on at each change.
    most
        Changes to try.

    Returns
    -------
    Number of the change, from 1; None if nobody meets twice in `most` changes.
    """
    people = [(table, shift) for table in range(tables) for shift in shifts]
    met: set[tuple[int, int]] = set()
    for change in range(most + 1):
        at_table: dict[int, list[int]] = {}
        for person, (start, shift) in enumerate(people):
            at_table.setdefault((start + change * shift) % tables, []).append(person)
        pairs = {pair for group in at_table.values() for pair in combinations(group, 2)}
        if pairs & met:
            return change
        met |= pairs
    return None


def _judge_ring(method: Method) -> Iterator[Finding]:
    ring, circles, rotations = method.movement.ring, method.circles, method.rotations.default
    if ring is None or circles is None:
        return
    if ring.shift == 0:
        yield Finding(
            Level.ERROR,
            "ring-stands-still",
            _("Both circles move the same way, so everybody keeps the same partner."),
            "movement.ring",
            _("Let one circle stay: {example}.").format(example="ring: {outer: 1, inner: 0}"),
        )
        return
    most = (circles.max_people + 1) // 2
    if rotations > most:
        yield Finding(
            Level.WARNING,
            "ring-too-small",
            _(
                "A circle of {people} people has {seats} pairs, too few for {count} rotations."
            ).format(people=circles.max_people, seats=most, count=rotations),
            "rotations.default",
            _("At most {count} rotations bring new partners.").format(count=most),
        )
    yield from _partners_back(ring.shift, range(rotations, most + 1), rotations)


def _partners_back(shift: int, seats: Iterable[int], rotations: int) -> Iterator[Finding]:
    step = abs(shift)
    short = [n for n in seats if partners_before_repeat(n, step) < rotations]
    if not short:
        return
    shown = short[:_MOST_SHOWN]
    sums = [
        _(
            "{pairs} pairs and {step} seats: "
            "{pairs}/gcd({pairs}, {step}) = {partners} different partners"
        ).format(pairs=n, step=step, partners=partners_before_repeat(n, step))
        for n in shown
    ]
    if len(short) > len(shown):
        sums.append(_("and so on"))
    yield Finding(
        Level.WARNING,
        "ring-repeats",
        ngettext(
            "Partners come back early, for there is {count} rotation: {sums}.",
            "Partners come back early, for there are {count} rotations: {sums}.",
            rotations,
        ).format(count=rotations, sums="; ".join(sums)),
        "movement.ring",
        _("Let one circle move one seat and the other stay: that never brings anybody back early."),
    )


def _judge_shifts(method: Method) -> Iterator[Finding]:
    shifts = method.movement.shifts
    if shifts is None:
        return
    if len(shifts) < method.sizing.max:
        yield Finding(
            Level.ERROR,
            "shifts-too-few",
            _(
                "A table may have {people} people, but only {count} of them are told to move."
            ).format(people=method.sizing.max, count=len(shifts)),
            "movement.shifts",
            _("Give one number for each seat, or lower the largest size."),
        )
    counts = range(2, MOST_TABLES + 1) if method.groups is None else (method.groups,)
    changes = {tables: first_repeat(tables, shifts, tables) for tables in counts}
    early = {tables: c for tables, c in changes.items() if c is not None and c < tables}
    if not early:
        return
    level = (
        Level.WARNING
        if any(change < method.rotations.default for change in early.values())
        else Level.HINT
    )
    told = ", ".join(map(str, shifts))
    yield Finding(
        level, "shifts-repeat", _shifts_message(told, early), "movement.shifts", _shifts_way_out()
    )


def _shifts_message(shifts: str, early: Mapping[int, int]) -> str:
    sums = [
        _("{tables} tables: in rotation {rotation}").format(tables=tables, rotation=change + 1)
        for tables, change in early.items()
    ]
    return _(
        "Where the seats move {shifts} tables on, people meet again before everybody has been "
        "at every table ({sums})."
    ).format(shifts=shifts, sums="; ".join(sums))


def _shifts_way_out() -> str:
    return _("Say “assigned: true” instead: then the plan finds everybody a new table.")
