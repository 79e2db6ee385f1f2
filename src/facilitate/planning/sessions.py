"""One session: its layout, its search, and what comes out as part of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from facilitate.clock import MIDNIGHT
from facilitate.errors import Finding, InfeasibleError, Level, UsageError
from facilitate.event import Session
from facilitate.grouping.designs import Design, shifting
from facilitate.grouping.problem import Ints
from facilitate.grouping.rings import circle_sizes, rings
from facilitate.grouping.sizes import Limits, group_sizes
from facilitate.grouping.solver import Result, solve, solve_movement, solve_sides
from facilitate.grouping.stopping import Progress, Stop
from facilitate.intake import Offer
from facilitate.method import Method
from facilitate.plan import Group, PhaseTimes, Rotation, SessionPlan
from facilitate.planning.compiling import Extras, Task, compile_task, rules_of
from facilitate.planning.feasibility import forewarnings, refuse_impossible
from facilitate.planning.layouts import Circles, FreeCircles, Layout, Tables, letters
from facilitate.planning.roles import cards_left, deal_roles, deal_stalls
from facilitate.roster import Roster
from facilitate.rules import Fixed, Rule
from facilitate.timetable import TimedPhase, fit_rotations, lay_out
from facilitate.words import _, ngettext

HIDDEN = ("broken",)  # part of every result, but a plan is never given with broken rules


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: seed, clock and who is told."""

    seed: int
    stop: Stop
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What one session is planned from; see `facilitate.planning.Inputs` for offers and needs."""

    session: Session
    method: Method
    roster: Roster
    rules: Sequence[Rule]
    offers: Sequence[Offer]
    needs: frozenset[str]


@dataclass(frozen=True, eq=False)
class PlannedSession:
    """A session's part of the plan, with what the rest of planning needs."""

    plan: SessionPlan
    rules: tuple[Rule, ...]
    result: Result
    findings: tuple[Finding, ...]


def plan_session(asked: Asked, met: Ints | None, search: Search) -> PlannedSession:
    """Plan one session.

    Parameters
    ----------
    met
        Earlier meetings of each pair; shape (people, people); None for none.

    Raises
    ------
    InfeasibleError
        If the rules cannot be kept, or no seating that keeps them was found.
    """
    session, method, roster = asked.session, asked.method, asked.roster
    if not session.own_mix:
        method = method.model_copy(update={"mix": ()})
    rotations, findings = _rotations(session, method, len(roster))
    layout = _layout(session, method, len(roster), rotations)
    own = rules_of(method, asked.rules, roster)
    pinned = {
        r.person: group
        for r in own
        if isinstance(r, Fixed) and (group := layout.pin(r.place).group) is not None
    }
    stalls, left = deal_stalls(asked.offers, rotations, len(layout.places), pinned)
    needs = asked.needs | {person.id for person in roster if person.value("access")}
    task = compile_task(own, layout, method, roster, Extras(stalls, needs, met))
    refuse_impossible(task, layout)
    findings += [*forewarnings(task, layout, method), *cards_left(left)]
    result = _solve(layout, task, search)
    if result.score["broken"]:
        raise _not_found(result)
    ids = [person.id for person in roster]
    groups = deal_roles(method, [layout.groups(result, r, ids) for r in range(rotations)], stalls)
    plan = _assembled(session, method, layout, groups, result)
    return PlannedSession(plan, task.rules, result, tuple(findings))


def _rotations(session: Session, method: Method, people: int) -> tuple[int, list[Finding]]:
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
    if session.minutes is not None:
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
        fit = fit_rotations(method, session.minutes)
        wanted = fit.rotations
        findings.append(Finding(Level.HINT, "rotations-fit", fit.sentence()))
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


def _layout(session: Session, method: Method, people: int, rotations: int) -> Layout:
    if method.formation == "circles":
        return _circles(session, method, people, rotations)
    limits = Limits(method.sizing.min, method.sizing.ideal, method.sizing.max, method.sizing.never)
    shifts = method.movement.shifts
    sizes = group_sizes(
        people,
        limits,
        size=session.size or (len(shifts) if shifts else None),
        groups=session.groups or method.groups,
    )
    if shifts is None:
        return Tables(method, sizes, rotations)
    if max(sizes) > len(shifts) or sum(sizes) < people:
        raise InfeasibleError(
            _("This movement is for tables of {size}, not of {largest}.").format(
                size=len(shifts), largest=max(sizes)
            ),
            code="movement-misfit",
            hint=_("Choose --size {size}, or a method that assigns places.").format(
                size=len(shifts)
            ),
        )
    design = shifting(len(sizes), shifts, rotations)
    return Tables(method, sizes, rotations, Design(design.seats[:, :people], design.name))


def _circles(session: Session, method: Method, people: int, rotations: int) -> Circles:
    ring, circles = method.movement.ring, method.circles
    assert ring is not None
    assert circles is not None
    _refuse_circles(session, people)
    sizes = circle_sizes(people, circles.max_people, session.groups)
    if max(sizes) > circles.max_people:
        raise InfeasibleError(
            _(
                "{people} people in {count} circles: one would have {size}, the most are {most}."
            ).format(people=people, count=len(sizes), size=max(sizes), most=circles.max_people),
            code="circle-too-large",
            where="--groups",
            hint=_("Make at least {count} circles.").format(
                count=len(circle_sizes(people, circles.max_people))
            ),
        )
    steps = (ring.outer, ring.inner) if circles.fixed == "inner" else (ring.inner, ring.outer)
    kind = Circles if session.seats == "numbered" else FreeCircles
    return kind(method, rings(sizes, rotations, steps), steps, letters(len(sizes)))


def _refuse_circles(session: Session, people: int) -> None:
    if session.size not in (None, 2):
        raise UsageError(
            _("In double circles people meet in pairs; --size does not apply."),
            code="size-not-allowed",
            where="--size",
            hint=_("Leave it out; --groups says how many circles there are."),
        )
    fewest = 4 * (session.groups or 1)
    if people < fewest:
        raise InfeasibleError(
            ngettext(
                "{people} person is too few for double circles: {fewest} are needed.",
                "{people} people are too few for double circles: {fewest} are needed.",
                people,
            ).format(people=people, fewest=fewest),
            code="sizes-impossible",
            hint=_("Choose a method at tables, such as tischrunden, or fewer circles."),
        )


def _solve(layout: Layout, task: Task, search: Search) -> Result:
    if isinstance(layout, FreeCircles):
        return solve_sides(
            task.problem,
            layout.sides(),
            seed=search.seed,
            stop=search.stop,
            progress=search.progress,
        )
    movement = layout.rings.design if isinstance(layout, Circles) else None
    if isinstance(layout, Tables):
        movement = layout.movement
    if movement is not None:
        return solve_movement(
            task.problem, movement, seed=search.seed, stop=search.stop, progress=search.progress
        )
    return solve(task.problem, seed=search.seed, stop=search.stop, progress=search.progress)


def _not_found(result: Result) -> InfeasibleError:
    count = result.score["broken"]
    return InfeasibleError(
        ngettext(
            "No plan was found that keeps every rule; the best still breaks {count}.",
            "No plan was found that keeps every rule; the best still breaks them {count} times.",
            count,
        ).format(count=count),
        code="rules-not-met",
        hint=_("It is not proven that there is none. Leave out one rule, or try another --seed."),
    )


def _assembled(
    session: Session,
    method: Method,
    layout: Layout,
    groups: Sequence[Sequence[Group]],
    result: Result,
) -> SessionPlan:
    times = lay_out(method, len(groups), session.start or MIDNIGHT)
    rotations = tuple(
        Rotation(
            number=timed.number,
            start=timed.span.start,
            end=timed.span.end,
            phases=tuple(_phase(p) for p in timed.phases),
            groups=tuple(row),
        )
        for timed, row in zip(times.rotations, groups, strict=True)
    )
    return SessionPlan(
        id=session.id,
        method=method.id,
        title=session.title or str(method.title),
        start=times.span.start,
        end=times.span.end,
        spec=method,
        seating=session.seats if method.formation == "circles" else "numbered",
        stages=tuple(_phase(stage) for stage in times.stages),
        places=layout.places,
        rotations=rotations,
        start_design=result.design,
        score={k: v for k, v in result.score.items() if k not in HIDDEN},
        bounds={k: result.bounds[k] for k in result.score if k not in HIDDEN},
    )


def _phase(timed: TimedPhase) -> PhaseTimes:
    return PhaseTimes(id=timed.id, repeat=timed.repeat, start=timed.span.start, end=timed.span.end)


def meetings_of(result: Result, met: Ints | None, *, counts: bool) -> Ints | None:
    """Earlier meetings after a session, for the sessions that follow."""
    if not counts:
        return met
    people = result.seats.shape[1]
    total = np.zeros((people, people), np.int64) if met is None else met.copy()
    for row in result.seats:
        total += row[:, None] == row[None, :]
    np.fill_diagonal(total, 0)
    return total
