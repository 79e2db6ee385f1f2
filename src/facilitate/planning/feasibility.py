"""What is impossible, said before any search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facilitate.errors import Finding, InfeasibleError, Level
from facilitate.grouping.problem import REPEATS
from facilitate.planning.circles import Circles
from facilitate.planning.compiling import Task
from facilitate.planning.forewarnings import without_repeat
from facilitate.planning.layouts import Layout
from facilitate.roster import Participant
from facilitate.rules import Apart, AvoidSame, Fixed, NoRepeat, Together, joined
from facilitate.words import _, listed, ngettext


def refuse_impossible(task: Task, layout: Layout) -> None:
    """Refuse rules that no seating can keep.

    Raises
    ------
    InfeasibleError
        With every contradiction that was found, for whom, and the way out.
    """
    findings = [
        *_contradictions(task),
        *_togetherness(task, layout),
        *_too_many_apart(task),
        *_places(task, layout),
        *_hard_goals(task, layout),
    ]
    if findings:
        raise InfeasibleError.collecting(findings)


def _error(code: str, message: str, hint: str) -> Finding:
    return Finding(Level.ERROR, code, message, "", hint)


def _contradictions(task: Task) -> Iterator[Finding]:
    sets = joined(r.people for r in task.rules if isinstance(r, Together))
    for rule in task.rules:
        if not isinstance(rule, Apart):
            continue
        for people in sets:
            both = [p for p in rule.people if p in people]
            if len(both) > 1:
                yield _error(
                    "together-and-apart",
                    _("{people} are to sit together and apart at the same time.").format(
                        people=listed([task.names[p] for p in both])
                    ),
                    _("Leave out one of the two rules."),
                )
        at = Counter(task.pins[p].place for p in rule.people if p in task.pins)
        for place, count in at.items():
            if count > 1 and _is_group(task, place):
                yield _error(
                    "fixed-and-apart",
                    _("{people} are to sit apart, but are fixed to one place.").format(
                        people=listed([task.names[p] for p in rule.people if p in task.pins])
                    ),
                    _("Fix one of them to another place."),
                )


def _is_group(task: Task, place: str) -> bool:
    return any(pin.place == place and pin.group is not None for pin in task.pins.values())


def _togetherness(task: Task, layout: Layout) -> Iterator[Finding]:
    largest = int(task.problem.sizes.max())
    for people in joined(r.people for r in task.rules if isinstance(r, Together)):
        told = listed([task.names[p] for p in sorted(people)])
        places = {task.pins[p].place for p in people if p in task.pins}
        if isinstance(layout, Circles):
            yield _error(
                "together-too-many",
                _(
                    "{people} cannot always sit together: in circles everybody changes partners."
                ).format(people=told),
                _(
                    "Leave out the rule, or let it hold in other sessions only: in an event file "
                    "with “sessions: [id, id]”."
                ),
            )
        elif len(people) > largest:
            yield _error(
                "together-too-many",
                _("{people} cannot always sit together: a group has {size} seats.").format(
                    people=told, size=largest
                ),
                _("Leave out the rule, or choose larger groups."),
            )
        if len(places) > 1:
            yield _error(
                "together-and-fixed",
                _("{people} are to sit together, but are fixed to different places.").format(
                    people=told
                ),
                _("Fix them to one place, or leave out one of the rules."),
            )


def _too_many_apart(task: Task) -> Iterator[Finding]:
    groups = task.problem.groups
    for rule in task.rules:
        if isinstance(rule, Apart) and len(rule.people) > groups:
            yield _error(
                "apart-too-many",
                _("{count} people are to sit apart, but there are only {groups} groups.").format(
                    count=len(rule.people), groups=groups
                ),
                _("Name fewer people, or make more groups."),
            )


def _places(task: Task, layout: Layout) -> Iterator[Finding]:
    fixed = [r for r in task.rules if isinstance(r, Fixed)]
    twice = {r.person for r in fixed if len({f.place for f in fixed if f.person == r.person}) > 1}
    for person in sorted(twice):
        yield _error(
            "fixed-twice",
            _("{person} is fixed to two places.").format(person=task.names[person]),
            _("Leave one of the two."),
        )
    held = Counter(pin.place for pin in task.pins.values())
    labels = {place.id: str(place.label) for place in layout.places if place.id in held}
    for place, count in sorted(held.items()):
        seats = _seats(task, layout, place)
        if count > seats:
            yield _error(
                "fixed-too-many",
                ngettext(
                    "{count} people are fixed to {place}, which has {seats} seat.",
                    "{count} people are fixed to {place}, which has {seats} seats.",
                    seats,
                ).format(count=count, place=labels.get(place, place), seats=seats),
                _("Fix fewer people there."),
            )
    if isinstance(layout, Circles):
        yield from _still_seats(task, layout)


def _seats(task: Task, layout: Layout, place: str) -> int:
    pin = next(pin for pin in task.pins.values() if pin.place == place)
    if pin.positions is not None:
        return len(pin.positions)
    group = [p.id for p in layout.places].index(place)
    return int(task.problem.sizes[:, group].min())


def _still_seats(task: Task, layout: Circles) -> Iterator[Finding]:
    seats = sum(not spot.moving for spot in layout.rings.spots)
    if len(task.needs) > seats:
        yield _error(
            "access-too-many",
            _("{count} people need a seat that does not move, but there are {seats}.").format(
                count=len(task.needs), seats=seats
            ),
            _("Use a method at tables, such as tischrunden."),
        )


def _hard_goals(task: Task, layout: Layout) -> Iterator[Finding]:
    groups = task.problem.groups
    for rule in task.rules:
        if not rule.hard:
            continue
        if isinstance(rule, NoRepeat) and task.own_bounds.get(REPEATS, 0):
            yield _error(
                "repeats-impossible",
                _("With these groups it cannot be avoided that people meet again."),
                without_repeat(task, layout)
                or _("Plan fewer rotations or smaller groups, or let it be a goal, not a must."),
            )
        if isinstance(rule, AvoidSame):
            for value, count in _counts(rule, task.people).items():
                if count > groups:
                    yield _error(
                        "avoid-same-impossible",
                        _("{value}: {count} people cannot sit in {groups} groups apart.").format(
                            value=value, count=count, groups=groups
                        ),
                        _("Make more groups, or let it be a goal, not a must."),
                    )


def _counts(rule: AvoidSame, people: Sequence[Participant]) -> Mapping[str, int]:
    values = [person.value(rule.attribute) for person in people]
    return Counter(str(v) for v in values if v is not None)
