"""Whether the score and the bounds that a plan states of itself fit its seats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitate.checking.recount import Scores
from facilitate.checking.view import View, warning
from facilitate.errors import Finding
from facilitate.plan import Plan
from facilitate.rules import goal_name
from facilitate.words import _, listed


def check_stated(
    plan: Plan, views: Sequence[View], each: Sequence[Scores], whole: Scores
) -> Iterator[Finding]:
    """Check what the plan states of itself.

    Parameters
    ----------
    each, whole
        Score and bounds of each session and of all, as counted here.
    """
    parts = [
        ((view.session.score, view.session.bounds), counted, view.where())
        for view, (counted, _least) in zip(views, each, strict=True)
    ]
    found: dict[tuple[str, str], list[str]] = {}
    for stated, counted, where in [*parts, ((plan.score, plan.bounds), whole[0], _("score"))]:
        for wrong in _wrong(stated, counted):
            found.setdefault(wrong, []).append(where)
    for code, message in (
        ("score-differs", _("What the plan says it reaches does not fit its seats: {goals}.")),
        ("bound-wrong", _("The plan is better than it says is possible: {goals}.")),
    ):
        goals = {goal: where for (wrong, goal), where in found.items() if wrong == code}
        if goals:
            yield warning(
                code,
                message.format(goals=listed([goal_name(goal) for goal in goals])),
                listed(_parts(goals.values())),
                _("Was it edited by hand?"),
            )


def _wrong(stated: Scores, counted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Give code and goal of whatever was stated wrongly."""
    said, least = stated
    for key, count in counted.items():
        if said.get(key, count) != count:
            yield "score-differs", key
        if least.get(key, 0) > count:
            yield "bound-wrong", key


def _parts(places: Iterable[Sequence[str]]) -> list[str]:
    """Name every part once; that the whole differs too is told only where it alone does."""
    named = list(dict.fromkeys(place for where in places for place in where))
    return [place for place in named if place != _("score")] or named
