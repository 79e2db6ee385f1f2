"""What is unavoidable, though nothing forbids to plan, said before any search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from facilitate.errors import Finding, Level
from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.costs import nobody_meets_again
from facilitate.grouping.designs import most_rotations
from facilitate.grouping.problem import REPEATS, Problem
from facilitate.method import Method
from facilitate.planning.circles import Circles
from facilitate.planning.compiling import Task
from facilitate.planning.layouts import Layout, Tables
from facilitate.planning.parts import Asked
from facilitate.words import _, ngettext


def forewarnings(task: Task, layout: Layout, asked: Asked) -> Iterator[Finding]:
    """Tell what no seating can reach, though nothing forbids to plan."""
    yield from _scarce(task)
    yield from _early_return(layout, asked.method)
    if task.shared:
        yield _sharing(task.shared)
    elif task.own_bounds.get(REPEATS, 0):  # other sessions may still change
        yield Finding(
            Level.HINT,
            "repeats-unavoidable",
            _("It is unavoidable that people meet again, whoever sits where."),
            hint=without_repeat(task, layout)
            or _("Fewer rotations, or smaller groups, leave room for new faces."),
        )


def _sharing(pairs: int) -> Finding:
    return Finding(
        Level.HINT,
        "places-shared",
        ngettext(
            "At least {count} pair sits together in every rotation: more people keep a place, for "
            "access needs or because they are fixed to it, than there are places for them.",
            "At least {count} pairs sit together in every rotation: more people keep a place, for "
            "access needs or because they are fixed to it, than there are places for them.",
            pairs,
        ).format(count=pairs),
        hint=_("Name more places without steps, or fix people to others."),
    )


def _scarce(task: Task) -> Iterator[Finding]:
    """Say whom there are too few of for every group to have one."""
    groups, sizes = task.problem.groups, sorted(task.problem.sizes[0].tolist(), reverse=True)
    sought: tuple[tuple[str, bool, str], ...] = (
        ("first_timer", False, _("veterans")),
        ("leader", True, _("leaders")),
    )
    spread = {getattr(rule, "attribute", "") for rule in task.rules if rule.rule == "spread"}
    for attribute, value, called in sought:
        if attribute not in spread:
            continue
        known = [person.value(attribute) for person in task.people]
        count, others = known.count(value), known.count(not value)
        if 0 < count < groups:
            reached = sum(size - 1 for size in sizes[:count])  # at most, in one rotation
            rotations = -(-others // max(1, reached))
            if rotations <= task.problem.rotations:
                continue
            yield Finding(
                Level.HINT,
                "too-few-for-every-group",
                _("{groups} groups cannot each have one of {count} {called}.").format(
                    groups=groups, count=count, called=called
                ),
                hint=ngettext(
                    "It takes at least {rotations} rotation until everybody else has met one.",
                    "It takes at least {rotations} rotations until everybody else has met one.",
                    rotations,
                ).format(rotations=rotations),
            )


def _early_return(layout: Layout, method: Method) -> Iterator[Finding]:
    if not isinstance(layout, Circles) or method.movement.ring is None:
        return
    rotations = len(layout.rings.design.seats)
    smallest = min(Counter(circle for circle, _seat in layout.rings.pairs).values())
    if abs(method.movement.ring.shift) == 1 and rotations > smallest:
        yield Finding(
            Level.WARNING,
            "circle-too-small",
            ngettext(
                "A circle of {pairs} pair brings partners back after {pairs} rotation.",
                "A circle of {pairs} pairs brings partners back after {pairs} rotations.",
                smallest,
            ).format(pairs=smallest),
            hint=ngettext(
                "Plan at most {pairs} rotation, or fewer circles.",
                "Plan at most {pairs} rotations, or fewer circles.",
                smallest,
            ).format(pairs=smallest)
            if len(layout.letters) > 1
            else ngettext(
                "Plan at most {pairs} rotation, or choose a method at tables.",
                "Plan at most {pairs} rotations, or choose a method at tables.",
                smallest,
            ).format(pairs=smallest),
        )


def without_repeat(task: Task, layout: Layout) -> str:
    """Say how many rotations work without a repeat, as far as that is known or can be bounded."""
    problem = task.problem
    if problem.met is not None or problem.joined:
        return ""
    known = _known_without_repeat(problem, layout)
    if 2 <= known < problem.rotations:  # a first rotation is not worth a word
        return _("With these groups, {count} rotations are known to repeat nobody.").format(
            count=known
        )
    most = next(
        (r for r in range(problem.rotations - 1, 1, -1) if _may_repeat_nobody(problem, r)), 0
    )
    if known or not most:
        return ""
    return _(
        "With these groups at most {count} rotations can repeat nobody; whether so many do is not "
        "proven. Try fewer until a plan is found."
    ).format(count=most)


def _known_without_repeat(problem: Problem, layout: Layout) -> int:
    """Count the rotations that a construction or the movement itself seats without a repeat."""
    if isinstance(layout, Circles):
        seats = layout.rings.design.seats
        first = (r for r in range(len(seats), 1, -1) if nobody_meets_again(seats[:r]))
        return next(first, 0)
    sizes = set(problem.sizes.ravel().tolist())
    if not isinstance(layout, Tables) or layout.movement is not None or len(sizes) > 1:
        return 0
    return most_rotations(problem.groups, sizes.pop())[0]


def _may_repeat_nobody(problem: Problem, rotations: int) -> bool:
    fewer = replace(problem, sizes=problem.sizes[:rotations], fixed=())
    return not lower_bounds(fewer).get(REPEATS, 0)
