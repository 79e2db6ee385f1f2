"""How many rotations fit a given time, and what one more would cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from facilitate.clock import seconds
from facilitate.errors import Finding, InfeasibleError, Level, UsageError
from facilitate.method import Method
from facilitate.timetable.elastic import Shortened, shortened, told_minutes, told_shorter
from facilitate.timetable.layout import rotation_seconds, seconds_around, seconds_needed
from facilitate.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Fit:
    """How many rotations fit into a time.

    Parameters
    ----------
    rotations
        The most that fit and that the method allows.
    used
        Minutes they need, with everything around them.
    spare
        Minutes left over.
    one_more
        Minutes missing for one rotation more; 0 if only the method's own limit stops it.
    shorter
        Phases that would have to be shorter for one more to fit; empty if that cannot help.
    """

    rotations: int
    used: float
    spare: float
    one_more: float
    shorter: tuple[Shortened, ...] = ()

    def sentence(self, *, elastic: bool = False) -> str:
        """Say what fits, what is left and what one more would cost.

        Parameters
        ----------
        elastic
            Whether what is left makes phases longer; how much stays is told then when they are.
        """
        if elastic:
            told = ngettext("{count} rotation fits.", "{count} rotations fit.", self.rotations)
            return f"{told.format(count=self.rotations)} {self._more()}"
        fitting = ngettext(
            "{count} rotation fits and needs {used}; {spare} to spare.",
            "{count} rotations fit and need {used}; {spare} to spare.",
            self.rotations,
        ).format(
            count=self.rotations,
            used=told_minutes(self.used),
            spare=told_minutes(self.spare, whole=math.floor),
        )
        return f"{fitting} {self._more()}"

    def _more(self) -> str:
        if not self.one_more:
            return _("The method allows no more.")
        missing = told_minutes(self.one_more)
        if not self.shorter:
            return _("One more would need {missing} more.").format(missing=missing)
        return _("One more would need {missing} more; {shorter} it would fit.").format(
            missing=missing, shorter=told_shorter(self.shorter)
        )


def fit_rotations(method: Method, minutes: float) -> Fit:
    """Find the most rotations of `method` that fit into `minutes`, everything included.

    Raises
    ------
    InfeasibleError
        If fewer fit than the method needs; the hint gives the minutes that would do.
    UsageError
        If a rotation takes no time at all, so that minutes say nothing.
    """
    budget = math.floor(minutes * 60 + 1e-6)
    length, change = rotation_seconds(method), seconds(method.timing.changeover)
    if not length + change:
        raise UsageError(
            _("A rotation of “{method}” takes no time, so any number would fit.").format(
                method=method.title
            ),
            code="rotation-without-time",
            hint=_("Say how many you want: --rotations 3."),
        )
    fitting = max(0, (budget - seconds_around(method) + change) // (length + change))
    if fitting < method.rotations.min:
        raise _too_short(method, budget)
    most = min(fitting, method.rotations.max or fitting)
    used = seconds_needed(method, most)
    missing = max(0, seconds_needed(method, most + 1) - budget)
    return Fit(
        most,
        used / 60,
        (budget - used) / 60,
        missing / 60,
        shortened(method, most + 1, missing),
    )


def judge_rotations(method: Method, rotations: int, minutes: float) -> Finding:
    """Say whether so many rotations fit into `minutes`, everything included, and by how much."""
    budget = math.floor(minutes * 60 + 1e-6)
    needed = seconds_needed(method, rotations)
    count = ngettext("{count} rotation", "{count} rotations", rotations).format(count=rotations)
    names = {
        "count": count,
        "used": told_minutes(needed / 60),
        "minutes": told_minutes(budget / 60, whole=math.floor),
    }
    if needed <= budget:
        spare = told_minutes((budget - needed) / 60, whole=math.floor)
        message = _("Yes, there is time for {count}: all in all it takes {used} of {minutes}.")
        hint = _("{spare} to spare.").format(spare=spare) if budget > needed else ""
        return Finding(Level.HINT, "rotations-fit", message.format(**names), hint=hint)
    message = _("No, there is no time for {count}: all in all it takes {used}, not {minutes}.")
    hints = []
    shorter = shortened(method, rotations, needed - budget)
    if shorter:
        hints.append(_("It would fit {shorter}.").format(shorter=told_shorter(shorter)))
    fitting = next((r for r in range(rotations, 0, -1) if seconds_needed(method, r) <= budget), 0)
    if fitting >= method.rotations.min:
        text = ngettext("{count} rotation fits.", "{count} rotations fit.", fitting)
        hints.append(text.format(count=fitting))
    hints.append(_("{missing} more would do.").format(missing=told_minutes((needed - budget) / 60)))
    return Finding(Level.WARNING, "time-too-short", message.format(**names), hint=" ".join(hints))


def _too_short(method: Method, budget: int) -> InfeasibleError:
    least = method.rotations.min
    needed = seconds_needed(method, least)
    hint = ngettext(
        "{count} rotation needs {needed}, set-up and harvest included.",
        "{count} rotations need {needed}, set-up and harvest included.",
        least,
    ).format(count=least, needed=told_minutes(needed / 60))
    shorter = shortened(method, least, needed - budget)
    if shorter:
        hint += " " + _("Or: {shorter} it would fit.").format(shorter=told_shorter(shorter))
    return InfeasibleError(
        _("“{method}” does not fit into {minutes}.").format(
            minutes=told_minutes(budget / 60), method=method.title
        ),
        code="time-too-short",
        hint=hint,
    )
