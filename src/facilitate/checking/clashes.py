"""Sessions that get into each other's way: the same people, rooms or moderators at one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations, pairwise

from facilitate.checking.view import View, error, warning
from facilitate.clock import pinned
from facilitate.errors import Finding
from facilitate.words import _, clock, fold, listed, ngettext

Span = tuple[datetime, datetime]


def check_clashes(views: Sequence[View]) -> Iterator[Finding]:
    """Check all sessions that have a time of day."""
    clocked = [view for view in views if _clocked(view)]
    for earlier, later in pairwise(clocked):
        if people_span(later)[0] < people_span(earlier)[0]:
            yield warning(
                "sessions-order",
                _("“{title}” stands after “{other}”, but begins before it.").format(
                    title=later.title, other=earlier.title
                ),
                later.where(),
                _("Put the sessions in the order of time: the memory of who met whom follows it."),
            )
    for one, other in combinations(clocked, 2):
        first, second = sorted((one, other), key=lambda view: people_span(view)[0])
        yield from _clash(first, second)


def _clocked(view: View) -> bool:
    stages = [moment for stage in view.session.stages for moment in (stage.start, stage.end)]
    moments = [view.session.start, view.session.end, *stages]
    return all(moment.tzinfo is not None for moment in moments)


def people_span(view: View) -> Span:
    """From when to when people are there: without setting up and clearing up."""
    session = view.session
    at = {stage.id: stage for stage in session.stages}
    start = at["setup"].end if "setup" in at else session.start
    end = at["clearing"].start if "clearing" in at else session.end
    return pinned(start), pinned(end)


def _clash(first: View, second: View) -> Iterator[Finding]:
    together = _overlap(people_span(first), people_span(second))
    if together:
        people = first.present.keys() & second.present.keys()
        if people:
            yield _both(first, second, len(people))
        busy = set(map(fold, _runs(first)))
        names = [name for name in dict.fromkeys(_runs(second)) if fold(name) in busy]
        if names:
            yield _elsewhere(first, second, names)
    whole = _overlap(*((pinned(v.session.start), pinned(v.session.end)) for v in (first, second)))
    if whole and _same_room(first, second):
        yield _room_taken(first, second, together)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _runs(view: View) -> list[str]:
    """Name who runs a session: moderators, and speakers who lead a topic."""
    hosts = (topic.host for topic in view.session.topics if not topic.withdrawn)
    return [*view.session.moderators, *(h for h in hosts if h and h not in view.people)]


def _same_room(first: View, second: View) -> bool:
    if "pause" in (first.spec.formation, second.spec.formation):
        return False  # a room can be set up while people have a break in it
    return fold(first.session.room) == fold(second.session.room) != ""


def _both(first: View, second: View, count: int) -> Finding:
    return error(
        "times-overlap",
        ngettext(
            "It begins at {start}, before {earlier} ends at {end}; {count} person is in both.",
            "It begins at {start}, before {earlier} ends at {end}; {count} people are in both.",
            count,
        ).format(
            start=clock(people_span(second)[0]),
            earlier=first.where(),
            end=clock(people_span(first)[1]),
            count=count,
        ),
        second.where(),
        _("If they are for different people, say for each who is absent."),
    )


def _elsewhere(first: View, second: View, names: Sequence[str]) -> Finding:
    return warning(
        "moderator-elsewhere",
        ngettext(
            "{names} is needed in “{first}” and in “{second}” at {time}.",
            "{names} are needed in “{first}” and in “{second}” at {time}.",
            len(names),
        ).format(
            names=listed(names),
            first=first.title,
            second=second.title,
            time=clock(people_span(second)[0]),
        ),
        second.where(),
        _("Choose another start, or somebody else."),
    )


def _room_taken(first: View, second: View, together: bool) -> Finding:
    return (error if together else warning)(
        "room-taken",
        _("{room}: “{second}” needs it from {begin}, but “{first}” until {end}.").format(
            room=second.session.room,
            second=second.title,
            begin=clock(second.session.start),
            first=first.title,
            end=clock(first.session.end),
        ),
        second.where(),
        _("Choose another room or another start.")
        if together
        else _("Setting up and clearing up are included; a buffer between them would do."),
    )
