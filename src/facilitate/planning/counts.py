"""How many rotations a session has."""

from __future__ import annotations

from math import gcd

from facilitate.errors import Finding, Level, UsageError
from facilitate.event import Session
from facilitate.grouping.rings import circle_sizes
from facilitate.method import Method
from facilitate.timetable import fit_rotations, for_people
from facilitate.words import _, ngettext


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
            where="--rotations",
            hint=_("Choose another number, or another method."),
        )
    findings = []
    if session.minutes is not None and session.whole:
        fit = fit_rotations(method, session.minutes)
        if fit.rotations < session.rotations:
            findings.append(
                Finding(
                    Level.WARNING,
                    "time-too-short",
                    ngettext(
                        "Only {fit} rotation fits into {minutes} minutes, not {count}.",
                        "Only {fit} rotations fit into {minutes} minutes, not {count}.",
                        fit.rotations,
                    ).format(
                        fit=fit.rotations, minutes=f"{session.minutes:g}", count=session.rotations
                    ),
                    hint=fit.sentence(),
                )
            )
    return session.rotations, findings


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
    if partners is None or wanted <= partners or partners < method.rotations.min:
        return wanted, findings
    return partners, [
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
        )
    ]


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
