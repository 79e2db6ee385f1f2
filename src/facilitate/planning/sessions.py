"""Circles, tables and stations: the layout, the search, and who sits where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from facilitate.errors import InfeasibleError
from facilitate.grouping.costs import recount
from facilitate.grouping.designs import Design, for_sizes
from facilitate.grouping.problem import BROKEN, REPEATS, THIRDS, Ints
from facilitate.grouping.running import Result
from facilitate.grouping.solver import solve, solve_movement, solve_sides
from facilitate.groups import Ids
from facilitate.planning.calm import calm_groups
from facilitate.planning.carrying import carried
from facilitate.planning.circles import Circles, FreeCircles
from facilitate.planning.compiling import Stay, Task, compile_task, rules_of
from facilitate.planning.contacts import Mask, introduce
from facilitate.planning.feasibility import refuse_impossible
from facilitate.planning.forewarnings import forewarnings
from facilitate.planning.hosts import Kept, kept_hosts, with_hosts
from facilitate.planning.layouts import Layout, Stations, Tables
from facilitate.planning.nearness import taken_back
from facilitate.planning.parts import Asked, Rows, Search, Seated, breaches, values_of
from facilitate.planning.roles import deal_roles
from facilitate.planning.rooms import room_of
from facilitate.planning.staying import Staying, kept_step_free, kept_together
from facilitate.rules import AtLeast, AtMost, Fixed
from facilitate.words import _, ngettext

HIDDEN = (BROKEN,)  # part of every result, but a plan is never given with broken rules
MOST_INTRODUCED = 1_200  # people up to which first-timers are led to veterans one by one


def seat_groups(
    asked: Asked, met: Ints | None, search: Search, newcomers: tuple[Mask, Mask] | None = None
) -> Seated:
    """Seat one session of circles, tables or stations.

    Parameters
    ----------
    met
        Earlier meetings of each pair; shape (people, people); None for none.
    newcomers
        First-timers who have met no veteran yet, and veterans; None if nobody is sought.

    Raises
    ------
    InfeasibleError
        If the rules cannot be kept, or no seating that keeps them was found.
    """
    layout, task, kept = _prepared(asked, met)
    refuse_impossible(task, layout)
    result = calm_groups(asked, layout, task.problem, search.stop) if asked.near else None
    if result is None or _broken(result, task, _rows(asked, layout, result)):
        result = _searched(asked, layout, task, search, newcomers)
    rows = _rows(asked, layout, result)
    _refuse_broken(result, task, rows)
    rows = deal_roles(asked.method, rows)
    rows = carried(rows, asked.before) if asked.near else rows
    bounds = _own_bounds(task, layout)
    musts = {rule.key for rule in task.rules if isinstance(rule, AtLeast | AtMost)}
    shown = [key for key in result.score if key not in HIDDEN and key not in musts]
    return Seated(
        rows=with_hosts(rows, kept),
        places=layout.places,
        rules=task.rules,
        score={key: result.score[key] for key in shown},
        bounds={key: bounds.get(key, 0) for key in shown},
        findings=tuple(forewarnings(task, layout, asked)),
        design=result.design,
        price=result.price,
        status=result.status,
    )


def _searched(
    asked: Asked,
    layout: Layout,
    task: Task,
    search: Search,
    newcomers: tuple[Mask, Mask] | None,
) -> Result:
    """Search, from an earlier seating on if there is one; then lead first-timers to veterans."""
    start = _start(asked, layout)
    result = _solve(layout, task, search, start)
    if start is not None:
        result = taken_back(task.problem, result, start)
    if (
        newcomers is not None
        and not isinstance(layout, FreeCircles)
        and len(asked.roster) <= MOST_INTRODUCED
    ):
        result = introduce(task.problem, result, *newcomers)
    return result


def _rows(asked: Asked, layout: Layout, result: Result) -> Rows:
    ids = Ids(asked.roster.ids)
    return tuple(layout.groups(result, rotation, ids) for rotation in range(asked.rotations))


def refuse_unseatable(asked: Asked) -> None:
    """Refuse people, rules and places that no seating can bring together, before any search.

    Raises
    ------
    InfeasibleError
        With every contradiction that was found, for whom, and the way out.
    """
    layout, task, _kept = _prepared(asked, None)
    refuse_impossible(task, layout)


def alone_bounds(asked: Asked) -> dict[str, int]:
    """Give what no seating of this session can beat, whoever has met before."""
    layout, task, _kept = _prepared(asked, None)
    return {key: bound for key, bound in _own_bounds(task, layout).items() if key not in HIDDEN}


def shares_places(asked: Asked) -> bool:
    """Whether some of those who keep a place for their needs cannot but share one all the time."""
    _layout, task, _kept = _prepared(asked, None)
    return task.shared > 0


def knows_design(asked: Asked) -> bool:
    """Whether a construction without repeats is known for these tables and rotations."""
    layout = room_of(asked)
    sizes = layout.sizes()
    return for_sizes(sizes[0], len(sizes), Random(0)) is not None


def _prepared(asked: Asked, met: Ints | None) -> tuple[Layout, Task, list[Kept]]:
    """Lay out the room, and turn the rules into a problem."""
    layout = room_of(asked)
    rules = rules_of(asked, layout)
    pinned = {
        r.person: group
        for r in rules
        if isinstance(r, Fixed) and (group := layout.pin(r.place).group) is not None
    }
    needing, given, kept = Staying(), [], []
    if isinstance(layout, Tables):
        needing = kept_step_free(asked, layout, rules, pinned, met)
        at = {k.person: k.group for k in needing.kept}
        given = [*needing.kept, *kept_together(rules, pinned | at)]
    if isinstance(layout, Tables) and not isinstance(layout, Stations):
        taken = pinned | {k.person: k.group for k in given}
        kept = kept_hosts(asked, layout.places, taken, min(layout.group_sizes))
    task = compile_task(
        rules, layout, asked, _stays(kept), met, needing=_stays(given), shared=needing.shared
    )
    return layout, task, kept


def _stays(kept: Sequence[Kept]) -> list[Stay]:
    return [(k.rotation, k.person, k.group) for k in kept]


def _start(asked: Asked, layout: Layout) -> Ints | None:
    """Give the seats of an earlier plan as a place to start from."""
    if not asked.before:
        return None
    return layout.start(asked.before, asked.roster.ids)


def _solve(layout: Layout, task: Task, search: Search, start: Ints | None) -> Result:
    seed, stop, progress = search.seed, search.stop, search.progress
    if isinstance(layout, FreeCircles):
        return solve_sides(task.problem, layout.sides(), seed=seed, stop=stop, progress=progress)
    movement = _movement(layout)
    if movement is not None:
        return solve_movement(
            task.problem, movement, seed=seed, stop=stop, progress=progress, start=start
        )
    return solve(task.problem, seed=seed, stop=stop, progress=progress, start=start)


def _movement(layout: Layout) -> Design | None:
    """Give the seats of each position where people move by a rule."""
    if isinstance(layout, Circles):
        return layout.rings.design
    return layout.movement if isinstance(layout, Tables) else None


def _own_bounds(task: Task, layout: Layout) -> dict[str, int]:
    """Give the bounds as if nobody had met before; what all sessions share is added later."""
    alone = replace(task.problem, met=None)
    bounds = {BROKEN: 0} | task.own_bounds
    if isinstance(layout, FreeCircles):
        return bounds | dict.fromkeys(alone.avoid, 0)
    moves = _movement(layout)
    if moves is not None and alone.counts and not alone.joined:
        moved = recount(alone, moves.seats)
        bounds |= {goal: moved[goal] for goal in (REPEATS, THIRDS)}
    return bounds


def _refuse_broken(result: Result, task: Task, rows: Rows) -> None:
    count = _broken(result, task, rows)
    if count:
        raise _not_found(count)


def _broken(result: Result, task: Task, rows: Rows) -> int:
    count = result.score[BROKEN]
    if count and any(isinstance(rule, AtLeast | AtMost) for rule in task.rules):
        count = _breaches(result, task, rows)  # uneven is not yet broken
    return count


def _breaches(result: Result, task: Task, rows: Rows) -> int:
    values = values_of(task.people)
    musts = [rule for rule in task.rules if rule.hard]
    broken = sum(1 for rule in musts for _b in breaches(rule, rows, task.rules, values))
    misplaced = 0 if result.position is None else task.problem.misplaced(result.position)
    away = sum(
        int(result.seats[r, person] != group)
        for rotation, person, group in task.problem.fixed
        for r in (range(len(rows)) if rotation is None else (rotation,))
    )
    return broken + misplaced + away


def _not_found(count: int) -> InfeasibleError:
    return InfeasibleError(
        ngettext(
            "No plan was found that keeps every rule; the best still breaks {count}.",
            "No plan was found that keeps every rule; the best still breaks them {count} times.",
            count,
        ).format(count=count),
        code="rules-not-met",
        hint=_("It is not proven that there is none. Leave out one rule, or try another --seed."),
    )
