"""What there is to tell about sessions that were put off, shortened, or do not fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from facilitate.clock import after, seconds
from facilitate.errors import Finding, Level
from facilitate.programme.placing import Placed, saved_by_fewer
from facilitate.timetable.elastic import changes, told_minutes, told_shorter
from facilitate.timetable.layout import rotation_seconds
from facilitate.words import _, clock, ngettext

WORTH_TELLING = 60  # seconds to spare; less is nobody's concern
WORTH_USING = 300  # seconds before an anchor; less is welcome to everybody


def tell(line: Sequence[Placed]) -> Iterator[Finding]:
    """Say what became of every session that is not as it was asked for."""
    for placed in line:
        if placed.missing:
            yield _anchor_missed(placed)
        if placed.before is not None and placed.unused >= WORTH_USING:
            yield _unused(placed, placed.before)
        if placed.late and not placed.block.session.anchor:
            yield _moved(placed)
        if placed.spare < 0:
            yield _too_long(placed)
        elif placed.spare >= WORTH_TELLING:
            yield _to_spare(placed)
        if placed.hurried:
            yield _hurried(placed)


def _anchor_missed(placed: Placed) -> Finding:
    message = _(
        "There is too little time before “{anchor}” at {time}: what is before it takes {missing} "
        "too long."
    ).format(
        anchor=placed.block.title,
        time=clock(_people(placed)),
        missing=told_minutes(placed.missing / 60),
    )
    level = Level.ERROR if placed.overlapping else Level.WARNING
    return Finding(
        level,
        "time-too-short",
        message,
        placed.block.title,
        _way_out(placed.behind, placed.missing),
    )


def _way_out(behind: Sequence[Placed], missing: int) -> str:
    """Name the sessions that would give the time with fewer rotations."""
    offers = []
    for early in behind:
        saved = saved_by_fewer(early.method, early.block.rotations)
        fewer = early.block.rotations - math.ceil(missing / saved) if saved else 0
        if fewer >= early.method.rotations.min:
            offers.append(
                ngettext(
                    "With {fewer} rotation of “{title}” instead of {count} it would fit.",
                    "With {fewer} rotations of “{title}” instead of {count} it would fit.",
                    fewer,
                ).format(fewer=fewer, title=early.block.title, count=early.block.rotations)
            )
    return " ".join(offers) or _("Begin earlier, give it more time, or leave something out.")


def _unused(placed: Placed, before: Placed) -> Finding:
    message = _("Before “{anchor}” at {time}, {minutes} are not used.").format(
        anchor=placed.block.title,
        time=clock(_people(placed)),
        minutes=told_minutes(placed.unused / 60, whole=math.floor),
    )
    hint = _("Give “{title}” more time, or keep it free on purpose: “buffer: {minutes}” there.")
    if _room_for_one_more(before, placed.unused):
        hint = _("There is time for one more rotation of “{title}”.") + " " + hint
    buffer = before.block.session.buffer + placed.unused // 60
    return Finding(
        Level.HINT,
        "time-unused",
        message,
        placed.block.title,
        hint.format(title=before.block.title, minutes=f"{buffer:g}"),
    )


def _room_for_one_more(placed: Placed, free: int) -> bool:
    method, most = placed.method, placed.method.rotations.max
    if not method.grouped or (most is not None and placed.block.rotations >= most):
        return False
    return 0 < rotation_seconds(method) + seconds(method.timing.changeover) <= free


def _moved(placed: Placed) -> Finding:
    begin = _people(placed)
    return Finding(
        Level.WARNING,
        "session-moved",
        _("“{title}” begins at {begin}, not at {wish}: what is before it takes longer.").format(
            title=placed.block.title,
            begin=clock(begin),
            wish=clock(begin - timedelta(seconds=placed.late)),
        ),
        placed.block.title,
        _("With “anchor: true” its begin stays, and what is before it becomes shorter."),
    )


def _too_long(placed: Placed) -> Finding:
    given = seconds(placed.block.session.minutes or 0) / 60
    return Finding(
        Level.WARNING,
        "time-too-short",
        _("“{title}” takes {missing} more than its {given}.").format(
            title=placed.block.title,
            missing=told_minutes(-placed.spare / 60),
            given=told_minutes(given),
        ),
        placed.block.title,
        _way_out([placed], -placed.spare),
    )


def _to_spare(placed: Placed) -> Finding:
    return Finding(
        Level.HINT,
        "time-to-spare",
        _("“{title}” has {spare} to spare.").format(
            title=placed.block.title, spare=told_minutes(placed.spare / 60, whole=math.floor)
        ),
        placed.block.title,
    )


def _hurried(placed: Placed) -> Finding:
    return Finding(
        Level.HINT,
        "phases-shortened",
        _("So that the next anchor can begin in time, “{title}” is shorter: {phases}.").format(
            title=placed.block.title,
            phases=told_shorter(changes(placed.block.method, placed.method)),
        ),
        placed.block.title,
    )


def _people(placed: Placed) -> datetime:
    return after(placed.start, placed.method.timing.setup)
