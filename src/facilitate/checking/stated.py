"""Whether the score and the bounds that a plan states of itself fit its seats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from facilitate.checking.recount import Scores
from facilitate.checking.view import View, warning
from facilitate.errors import Finding
from facilitate.plan import Plan
from facilitate.rules import goal_name
from facilitate.words import _


def check_stated(
    plan: Plan, views: Sequence[View], each: Sequence[Scores], whole: Scores
) -> Iterator[Finding]:
    """Check what the plan states of itself.

    Parameters
    ----------
    each, whole
        Score and bounds of each session and of all, as counted here.
    """
    told: set[str] = set()
    for view, (counted, _least) in zip(views, each, strict=True):
        stated = view.session.score, view.session.bounds
        for finding in _differing(stated, counted, view.where()):
            told.add(finding.message)
            yield finding
    for finding in _differing((plan.score, plan.bounds), whole[0], _("score")):
        if len(views) > 1 or finding.message not in told:  # one session is the whole
            yield finding


def _differing(stated: Scores, counted: Mapping[str, int], where: str) -> Iterator[Finding]:
    said, least = stated
    differing = [
        _("{goal}: {stated}, counted {count}").format(
            goal=goal_name(key), stated=said[key], count=count
        )
        for key, count in counted.items()
        if said.get(key, count) != count
    ]
    if differing:
        yield warning(
            "score-differs",
            _("What the plan says it reaches does not fit its seats – {goals}.").format(
                goals="; ".join(differing)
            ),
            where,
            _("Was it edited by hand?"),
        )
    for key, count in counted.items():
        if least.get(key, 0) > count:
            yield warning(
                "bound-wrong",
                _("{goal}: the plan says at least {bound}, counted {count}.").format(
                    goal=goal_name(key), bound=least[key], count=count
                ),
                where,
                _("Was it edited by hand?"),
            )
