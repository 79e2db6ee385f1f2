"""How many rotations a session has."""

from __future__ import annotations

from math import gcd

from facilitate.clock import after
from facilitate.errors import Finding, Level, UsageError
from facilitate.event import Session
from facilitate.grouping.rings import circle_sizes
from facilitate.method import Method
from facilitate.timetable import fit_rotations, for_people, judge_rotations, minutes_needed
from facilitate.words import _, clock, ngettext


def rotations_of(session: Session, method: Method, people: int) -> tuple[int, list[Finding]]:
    """Decide how often everybody is seated, and tell why.

    Raises
    ------
    UsageError
        If the method does not allow as many.
    InfeasibleError
        If the time is too short for the fewest it needs.
    """
    if not method.grouped:
        return 0, []
    method = for_people(method, people)
    if session.rotations is None:
        return _chosen_rotations(session, method, people)
    most = method.rotations.max
    if session.rotations < method.rotations.min or (most and session.rotations > most):
        raise UsageError(
            _("{method} takes {least} to {most} rotations, not {count}.").format(
                method=method.title,
                least=method.rotations.min,
                most=most or _("any number of"),
                count=session.rotations,
            ),
            code="rotations-not-allowed",
            where="rotations",
            hint=_("Choose another number, or another method."),
        )
    if session.minutes is None or not session.whole:
        return session.rotations, []
    return session.rotations, [judge_rotations(method, session.rotations, session.minutes)]


def _chosen_rotations(session: Session, method: Method, people: int) -> tuple[int, list[Finding]]:
    """Take as many rotations as fit or the method suggests, and no more than partners."""
    wanted, findings = method.rotations.default, []
    if session.minutes is not None:
        fit = fit_rotations(method, _budget(session, method))
        wanted = fit.rotations
        findings.append(
            Finding(Level.HINT, "rotations-fit", fit.sentence(elastic=not session.whole))
        )
    partners = _partners(session, method, people)
    few = partners is not None and method.rotations.min <= partners < wanted
    if partners is None or not few:
        return wanted, findings or _until(session, method, wanted)
    return partners, [
        *_until(session, method, partners),
        Finding(
            Level.HINT,
            "rotations-by-partners",
            ngettext(
                "There is {count} partner for each in the smallest circle, so there is "
                "{count} rotation.",
                "There are {count} partners for each in the smallest circle, so there are "
                "{count} rotations.",
                partners,
            ).format(count=partners),
            hint=_("With --rotations you can have more; partners then come back."),
        ),
    ]


def _until(session: Session, method: Method, rotations: int) -> list[Finding]:
    """Say how many rotations there are where no end was said, and when that ends."""
    if session.start is None or session.minutes is not None or not session.whole:
        return []
    end = after(session.start, minutes_needed(method, rotations))
    usual = ngettext(
        "No end was said: {count} rotation is planned, until {time}.",
        "No end was said: {count} rotations are planned, until {time}.",
        rotations,
    ).format(count=rotations, time=clock(end))
    way_out = _(
        "With {to} or {minutes} there are as many as fit, with {count} as many as you say."
    ).format(to="--to", minutes="--minutes", count="--rotations")
    return [Finding(Level.HINT, "rotations-usual", usual, hint=way_out)]


def _partners(session: Session, method: Method, people: int) -> int | None:
    """Partners in the smallest circle before the first comes back; None without circles."""
    ring, circles = method.movement.ring, method.circles
    if ring is None or circles is None or people < 4 * (session.groups or 1):
        return None
    sizes = circle_sizes(people, circles.max_people, session.groups)
    return min(size // 2 // gcd(size - size // 2, ring.shift) for size in sizes)


def _budget(session: Session, method: Method) -> float:
    """Minutes there are, setting up and clearing up included."""
    assert session.minutes is not None
    around = 0.0 if session.whole else method.timing.setup + method.timing.clearing
    return session.minutes + around
