"""A plan that changes no more of an earlier one than it must."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from facilitate.errors import Finding, Level
from facilitate.grouping.costs import recount
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.running import Result
from facilitate.plan import Plan
from facilitate.planning.repairing import GRAVE, Score
from facilitate.rules import goal_name
from facilitate.words import _, ngettext

MOST = 1_200  # people up to which seats are taken back one by one


def taken_back(problem: Problem, result: Result, before: Ints, *, mixing: bool = True) -> Result:
    """Take back every exchange against the seats `before` that no goal needs.

    Parameters
    ----------
    before
        Group of each person in each rotation; shape (rotations, people).
    mixing
        Whether goals of mixing are among them; else they may fall back to what they were before.
    """
    if result.position is not None or problem.people > MOST:
        return result
    old = recount(problem, before)
    most = result.score if mixing else eased(result.score, old)
    if not _worse(old, most):
        return replace(result, seats=before, score=old)
    seats = brought_back(result.seats, before, partial(recount, problem), most)
    return replace(result, seats=seats, score=recount(problem, seats))


def eased(score: Score, before: Score) -> Score:
    """Let goals that are not grave be as they were before, if that was worse."""
    return {
        goal: value if goal in GRAVE else max(value, before.get(goal, value))
        for goal, value in score.items()
    }


def brought_back(
    seats: Ints,
    before: Ints,
    score: Callable[[Ints], Score],
    most: Score,
    *,
    alone: bool = False,
) -> Ints:
    """Bring people back to where they were, as long as no goal exceeds the `most` it may be.

    Parameters
    ----------
    alone
        Whether somebody may come back without another one leaving.
    """
    for rotation, i, j in _differing(seats, before, alone=alone):
        there = before[rotation, i]
        if seats[rotation, i] == there or (i != j and seats[rotation, j] != there):
            continue
        tried = seats.copy()
        tried[rotation, j] = seats[rotation, i]
        tried[rotation, i] = there
        if not _worse(score(tried), most):
            seats = tried
    return seats


def _worse(score: Score, than: Score) -> bool:
    return any(score[goal] > value for goal, value in than.items())


def _differing(seats: Ints, before: Ints, *, alone: bool) -> Iterator[tuple[int, int, int]]:
    """Give the exchanges that could bring somebody back to where they were."""
    for rotation, (now, then) in enumerate(zip(seats, before, strict=True)):
        changed = np.flatnonzero(now != then)
        for i in changed.tolist():
            for j in changed[now[changed] == then[i]].tolist():
                yield rotation, i, j
            if alone:
                yield rotation, i, i


def better_anew(near: Plan, anew: Plan) -> list[Finding]:
    """Tell what a plan made anew would reach that one near the earlier plan does not."""
    better = [
        f"{goal_name(goal)}: {anew.score[goal]} ({value})"
        for goal, value in near.score.items()
        if anew.score.get(goal, value) < value
    ]
    if not better:
        return []
    message = _("Planned anew instead of near the earlier plan, less would be missed – {goals}.")
    return [
        Finding(
            Level.HINT,
            "better-anew",
            message.format(goals="; ".join(better)),
            hint=_("Without --keep you get that plan; nearly everybody then needs a new card."),
        )
    ]


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
