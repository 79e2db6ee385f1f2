"""Working groups by wish: the best choice with proof, then groups even and mixed within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from facilitate.errors import Finding, InfeasibleError
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.running import Result
from facilitate.grouping.solver import solve
from facilitate.grouping.stopping import Status as SearchStatus
from facilitate.grouping.stopping import Stop
from facilitate.grouping.wishes import (
    Assignment,
    Count,
    Earlier,
    Watch,
    Wishes,
    WishesImpossibleError,
    nearest,
    solve_wishes,
)
from facilitate.planning.balancing import Mask, balanced, kept_counts
from facilitate.planning.calm import handed_topics
from facilitate.planning.carrying import carried
from facilitate.planning.chosen import (
    Found,
    about_lists,
    explained,
    fixed_seats,
    judged,
    not_run,
    pairs_of,
    told_full,
)
from facilitate.planning.compiling import Task, compile_task, rules_of
from facilitate.planning.hosts import Kept, host_role, with_hosts
from facilitate.planning.parts import Asked, Rows, Search, Seated, breaches, values_of
from facilitate.planning.roles import deal_roles
from facilitate.planning.topics import Choice, choice_of
from facilitate.roster import Roster
from facilitate.rules import AtLeast, AtMost, Rule
from facilitate.words import _, ngettext

MOST_MIXED = 1_200  # people up to whom groups are mixed pair by pair
TRIED = 24  # places tried for people who stay together


def seat_choice(asked: Asked, met: Ints | None, search: Search) -> Seated:
    """Seat a session in which people follow their wishes.

    Most people get their first wish, then the worst-off lose least; what that leaves open makes
    the groups even and mixes them.

    Parameters
    ----------
    met
        Earlier meetings of each pair; shape (people, people); None for none.

    Raises
    ------
    InfeasibleError
        If the sizes, hosts and rules leave no way; it says which and for whom.
    """
    choice = choice_of(asked)
    kept = [
        Kept(rotation, asked.roster.people[i].id, t, _role(asked))
        for i, t in choice.hosts.items()
        for rotation in range(asked.rotations)
    ]
    rules, stay = rules_of(asked, choice), [(k.rotation, k.person, k.group) for k in kept]

    def compiled(choice: Choice) -> Task:
        return compile_task(rules, choice, asked, stay, met)

    try:
        choice, task, found = _seated(choice, compiled, search)
    except WishesImpossibleError as error:
        raise explained(error, choice) from error
    rows = _rows(choice, found.seats)
    _refuse_broken(task.rules, rows, asked.roster)
    score, bounds = judged(choice, task, found)
    rows = deal_roles(asked.method, rows)
    rows = carried(rows, asked.before) if asked.near else rows
    return Seated(
        rows=with_hosts(rows, kept),
        places=choice.places,
        rules=task.rules,
        score=score,
        bounds=bounds,
        findings=tuple(_told(choice, task, found, search)),
        status=found.status,
        topics=asked.session.topics,
    )


def _told(choice: Choice, task: Task, found: Found, search: Search) -> Iterator[Finding]:
    """Tell about lists, what does not run, and what would serve more people."""
    yield from about_lists(choice)
    yield from not_run(choice, found.seats)

    def seated(wishes: Wishes) -> Ints:
        solved = solve_wishes(wishes)
        return _all_together(wishes, solved, task.problem, replace(search, stop=Stop()))[1].topics

    yield from told_full(choice, found, seated, task)


def _role(asked: Asked) -> str:
    role = host_role(asked.method)
    return role.id if role is not None else ""


def _rows(choice: Choice, seats: Ints) -> Rows:
    ids = choice.asked.roster.ids
    result = Result(seats, None, {}, {}, "", "complete")
    return tuple(choice.groups(result, rotation, ids) for rotation in range(len(seats)))


# --- seats --------------------------------------------------------------------------------------


def _seated(
    choice: Choice, compiled: Callable[[Choice], Task], search: Search
) -> tuple[Choice, Task, Found]:
    """Seat everybody, and settle which topic has which room."""
    task, asked = compiled(choice), choice.asked
    problem = task.problem
    fits = problem.people == int(problem.sizes[0].sum()) == len(asked.roster) and not asked.near
    usual = choice if choice.rooms is None else choice.settled(choice.rooms.usual.tolist())
    if not choice.listed.any() and asked.rotations == 1 and fits and not usual.barred:
        result = solve(problem, seed=search.seed, stop=search.stop, progress=search.progress)
        return usual, task, Found(result.seats, 0, result.status)
    wishes = choice.wishes(fixed_seats(task), pairs_of(problem))
    solved = solve_wishes(wishes, stop=search.stop, progress=search.progress)
    bound = next((level.bound for level in solved.levels if level.goal == "first-wishes"), 0)
    counts = _counts(task.rules, asked.roster)
    before = choice.start(asked.kept, asked.roster.ids) if asked.near else None
    seats = None
    if before is not None:
        handed = handed_topics(asked, before, wishes.topics)
        earlier = Earlier(handed, counts, problem.together, choice.handed_rooms)
        seats = nearest(wishes, earlier, Watch(search.stop))
    near = seats is not None
    if seats is None:
        wishes, solved = _all_together(wishes, solved, problem, search)
        seats = solved.topics
    if wishes.rooms is not None:
        wishes, choice = _in_rooms(wishes, choice, seats, before)
        task = compiled(choice)
        problem = task.problem
    if not near:
        seats = kept_counts(wishes, seats, counts, _loose(wishes, problem))
    loose = _loose(wishes, problem)
    if before is not None:
        loose &= seats != before
    if len(asked.roster) <= MOST_MIXED:
        seats = balanced(wishes, seats, problem, counts, loose)
    return choice, task, Found(seats, bound, _status(solved))


def _in_rooms(
    wishes: Wishes, choice: Choice, seats: Ints, before: Ints | None
) -> tuple[Wishes, Choice]:
    """Settle which topic has which room, so that everybody fits and few who stay must move."""
    assert wishes.rooms is not None
    prices = wishes.rooms.unusual
    for topic, room in choice.handed_rooms.items() if before is not None else ():
        if room >= 0:
            stay = int(((seats == topic) & (before == topic)).sum())
            prices[wishes.rooms.topics.index(topic)] += stay * (wishes.topics + 1)
            prices[wishes.rooms.topics.index(topic), room] -= stay * (wishes.topics + 1)
    rooms = wishes.rooms.for_seats(seats, prices)
    assert rooms is not None
    return wishes.settled(rooms.tolist()), choice.settled(rooms.tolist())


def _status(solved: Assignment) -> SearchStatus:
    return "complete" if solved.status == "stopped-by-steps" else solved.status


def _all_together(
    wishes: Wishes, solved: Assignment, problem: Problem, search: Search
) -> tuple[Wishes, Assignment]:
    for people in problem.together:
        wishes, solved = _together(wishes, solved, people, search)
    return wishes, solved


def _together(
    wishes: Wishes, solved: Assignment, people: Sequence[int], search: Search
) -> tuple[Wishes, Assignment]:
    """Try the topics that `people` may share, the ones they rank best first; take the best."""
    if all((solved.topics[:, p] == solved.topics[:, people[0]]).all() for p in people):
        rows = tuple((r, p, int(row[p])) for r, row in enumerate(solved.topics) for p in people)
        return _with_seats(wishes, rows), solved
    led = {wishes.hosts[p] for p in people if p in wishes.hosts}
    ways: list[tuple[int, ...]] = (
        [(led.pop(),) * wishes.rotations]
        if len(led) == 1
        else [*permutations(range(wishes.topics), wishes.rotations)]
        if not led
        else []
    )
    ways.sort(key=lambda way: sum(int(wishes.costs[p, t]) ** 2 for p in people for t in way))
    best: tuple[tuple[int, ...], Wishes, Assignment] | None = None
    for way in ways[:TRIED]:
        trial = _with_seats(wishes, tuple((r, p, t) for r, t in enumerate(way) for p in people))
        try:
            found = solve_wishes(trial, stop=search.stop)
        except WishesImpossibleError:
            continue
        value = _value(wishes, found.topics)
        if best is None or value < best[0]:
            best = value, trial, found
    if best is None:
        raise _apart_from_each_other(len(people))
    return best[1:]


def _with_seats(wishes: Wishes, seats: Sequence[tuple[int, int, int]]) -> Wishes:
    own = tuple(seat for seat in seats if seat[1] not in wishes.hosts)
    return replace(wishes, fixed=tuple(dict.fromkeys((*wishes.fixed, *own))))


def _value(wishes: Wishes, seats: Ints) -> tuple[int, ...]:
    """Missed first wishes, then the ranks everybody got, the worst first; smaller is better."""
    costs = np.take_along_axis(wishes.costs.T, seats, axis=0)
    free = [p for p in range(wishes.people) if p not in wishes.hosts]
    ranks = sorted((int(costs[:, p].sum()) for p in free), reverse=True)
    return (int((costs[:, free] > 0).all(axis=0).sum()), *ranks)


def _loose(wishes: Wishes, problem: Problem) -> Mask:
    """Give who may be moved: nobody with a seat of their own, and nobody out of a set."""
    loose = np.ones((wishes.rotations, wishes.people), bool)
    for rotation, person, _topic in wishes.fixed:
        loose[slice(None) if rotation is None else rotation, person] = False
    for people in problem.together:
        loose[:, list(people)] = False
    return loose


def _counts(rules: Sequence[Rule], roster: Roster) -> list[Count]:
    found = []
    for rule in rules:
        if isinstance(rule, AtLeast | AtMost):
            holders = np.array([p.value(rule.attribute) == rule.value for p in roster])
            limits = (rule.count, len(roster)) if isinstance(rule, AtLeast) else (0, rule.count)
            found.append(Count(holders, *limits))
    return found


def _refuse_broken(rules: Sequence[Rule], rows: Rows, roster: Roster) -> None:
    values = values_of(roster.people)
    names = {person.id: person.label for person in roster}
    broken = [rule for rule in rules if rule.hard and any(breaches(rule, rows, rules, values))]
    if broken:
        raise InfeasibleError(
            _("No plan was found that keeps this rule: {rule}").format(
                rule=broken[0].sentence(names)
            ),
            code="rules-not-met",
            hint=_("It is not proven that there is none. Leave out one rule, or let sizes vary."),
        )


def _apart_from_each_other(count: int) -> InfeasibleError:
    return InfeasibleError(
        ngettext(
            "{count} person who stays together with others finds no topic for all.",
            "{count} people who stay together find no topic for all of them.",
            count,
        ).format(count=count),
        code="together-impossible",
        hint=_("Let them choose apart in this session, or let groups be larger."),
    )
