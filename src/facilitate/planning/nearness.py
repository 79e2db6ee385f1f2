"""A plan that changes no more of an earlier one than it must."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from facilitate.errors import Finding, Level
from facilitate.grouping.costs import recount
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.running import Result
from facilitate.plan import Plan
from facilitate.planning.calm import MOST
from facilitate.rules import goal_name
from facilitate.words import _, ngettext

Score = Mapping[str, int]


def taken_back(problem: Problem, result: Result, before: Ints) -> Result:
    """Take back every exchange against the seats `before` that no goal needs.

    Parameters
    ----------
    before
        Group of each person in each rotation; shape (rotations, people).
    """
    if result.position is not None or problem.people > MOST:
        return result
    old = recount(problem, before)
    if not _worse(old, result.score):
        return replace(result, seats=before, score=old)
    seats = brought_back(result.seats, before, partial(recount, problem), result.score)
    return replace(result, seats=seats, score=recount(problem, seats))


def brought_back(seats: Ints, before: Ints, score: Callable[[Ints], Score], most: Score) -> Ints:
    """Bring people back to where they were, as long as no goal exceeds the `most` it may be."""
    for rotation, i, j in _differing(seats, before):
        there = before[rotation, i]
        if seats[rotation, i] == there or seats[rotation, j] != there:
            continue
        tried = seats.copy()
        tried[rotation, j] = seats[rotation, i]
        tried[rotation, i] = there
        if not _worse(score(tried), most):
            seats = tried
    return seats


def _worse(score: Score, than: Score) -> bool:
    return any(score[goal] > value for goal, value in than.items())


def _differing(seats: Ints, before: Ints) -> Iterator[tuple[int, int, int]]:
    """Give the exchanges that could bring somebody back to where they were."""
    for rotation, (now, then) in enumerate(zip(seats, before, strict=True)):
        changed = np.flatnonzero(now != then)
        for i in changed.tolist():
            for j in changed[now[changed] == then[i]].tolist():
                yield rotation, i, j


def tell_worse(old: Plan, new: Plan) -> list[Finding]:
    """Tell in words what is worse than it was before, because hardly anybody changes seats."""
    then, now = dict(_counted(old)), dict(_counted(new))
    worse = [
        _("{what}: {now} (before {then})").format(what=what, now=count, then=then[what])
        for what, count in now.items()
        if what in then and count > then[what]
    ]
    if not worse:
        return []
    message = _("So that few cards change, this is worse than before – {what}.")
    people = len({person for _session, _rotation, person in changed_seats(old, new)})
    few = 2 * people < len(new.participants)
    return [
        Finding(
            Level.HINT,
            "worse-than-before",
            message.format(what="; ".join(worse)),
            hint=_("Without --keep it may be better; but then nearly everybody needs a new card.")
            if few
            else _("Many need a new card anyway: compare it with a plan made without --keep."),
        )
    ]


def _counted(plan: Plan) -> Iterator[tuple[str, int]]:
    """Count what people notice when it is worse."""
    yield _("pairs that meet again"), sum(times > 1 for times in plan.meetings().values())
    for goal in ("unserved", "missed-first", "cards-left", "no-veteran"):
        if goal in plan.score:
            yield goal_name(goal), plan.score[goal]
    for goal, value in plan.score.items():
        if goal.startswith("avoid-same:"):
            yield goal_name(goal), value
    leaders = {person.id for person in plan.participants if person.attributes.get("leader") is True}
    if leaders:
        yield (
            _("groups without a leader"),
            sum(
                leaders.isdisjoint(group.members)
                for session in plan.sessions
                if session.rotations and session.spec.sizing.ideal > 2  # pairs cannot all have one
                for rotation in session.rotations
                for group in rotation.groups
            ),
        )


def changed_seats(old: Plan, new: Plan) -> set[tuple[str, int, str]]:
    """Give session, rotation and person of everybody of both plans who sits elsewhere now."""
    before, after = _places(old), _places(new)
    return {key for key in before.keys() & after.keys() if before[key] != after[key]}


def tell_changed(old: Plan, new: Plan) -> Finding:
    """Tell how many seats of an earlier plan have changed."""
    shared, changed = _places(old).keys() & _places(new).keys(), changed_seats(old, new)
    people = {person for _session, _rotation, person in changed}
    message = ngettext(
        "{count} of {all} seats of the earlier plan has changed",
        "{count} of {all} seats of the earlier plan have changed",
        len(changed),
    ).format(count=len(changed), all=len(shared))
    whose = ngettext(
        "{message}; {people} person sits elsewhere. Cards change with times, too: {option}.",
        "{message}; {people} people sit elsewhere. Cards change with times, too: {option}.",
        len(people),
    ).format(message=message, people=len(people), option="print --changed")
    return Finding(Level.HINT, "seats-changed", whose)


def _places(plan: Plan) -> dict[tuple[str, int, str], tuple[str, object]]:
    return {
        (session.id, rotation.number, person): (group.place, group.seats.get(person))
        for session in plan.sessions
        for rotation in session.rotations
        for group in rotation.groups
        for person in group.members
    }
