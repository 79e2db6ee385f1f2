"""What came of a choice: goals with their bounds, what to tell, and why it could not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from facilitate.errors import FacilitateError, Finding, InfeasibleError, Level
from facilitate.grouping.bounds import lower_bounds
from facilitate.grouping.costs import recount
from facilitate.grouping.market.problem import RANKS
from facilitate.grouping.partners import sets_kept
from facilitate.grouping.problem import Ints, Problem
from facilitate.grouping.stopping import Status
from facilitate.grouping.wishes import Wishes, WishesImpossibleError
from facilitate.planning.compiling import Task
from facilitate.planning.spots import holds
from facilitate.planning.topics import Choice
from facilitate.rules import AtLeast, AtMost
from facilitate.words import _, listed, ngettext, quoted

MISSED = "missed-first"
MOST_TWICE = (300, 12)  # people and topics up to which running one twice is tried


@dataclass(frozen=True, eq=False)
class Found:
    """Seats of everybody, and what was proven about them."""

    seats: Ints
    firsts: int
    status: Status


def fixed_seats(task: Task) -> list[tuple[int | None, int, int]]:
    """Say who sits where; somebody with one place for all rotations is as good as a host."""
    seats: dict[tuple[int, int], set[int | None]] = {}
    for rotation, person, topic in task.problem.fixed:
        seats.setdefault((person, topic), set()).add(rotation)
    always = set(range(task.problem.rotations))
    found: list[tuple[int | None, int, int]] = []
    for (person, topic), when in seats.items():
        single = [rotation for rotation in when if rotation is not None]
        all_the_time = len(single) < len(when) or set(single) >= always
        rotations: list[int | None] = [None] if all_the_time else [*sorted(single)]
        found += [(rotation, person, topic) for rotation in rotations]
    return found


def pairs_of(problem: Problem) -> Ints:
    """Give the pairs that never share a group; shape (pairs, 2)."""
    return np.array(problem.apart, np.int64).reshape(-1, 2)


def judged(choice: Choice, task: Task, found: Found) -> tuple[dict[str, int], dict[str, int]]:
    """Give every goal's value and bound."""
    seats, problem = found.seats, task.problem
    sizes = np.array([np.bincount(row, minlength=problem.groups) for row in seats])
    actual = replace(problem, sizes=sizes)
    counted = {rule.key for rule in task.rules if isinstance(rule, AtLeast | AtMost)}
    shown = recount(actual, seats)
    known = _bounds(problem)
    score = {key: n for key, n in shown.items() if key != "broken" and key not in counted}
    bounds = {key: known.get(key, 0) for key in score}
    if choice.listed.any():
        score = wished(choice, seats) | score
        bounds = _least(choice, task, found) | bounds
    return score, bounds


def _bounds(problem: Problem) -> dict[str, int]:
    """Give what no choice beats, however many sit where.

    Of mixing a topic may have everybody, and of meetings there are fewest in even groups.
    """
    wide = np.full_like(problem.sizes, problem.people)
    bounds = lower_bounds(replace(problem, sizes=wide, counts=False))
    if not problem.counts:
        return bounds
    each, more = divmod(problem.people, problem.groups)
    even = np.full_like(problem.sizes, each)
    even[:, :more] += 1
    kept = tuple(tuple(sorted(people)) for people in sets_kept(problem))
    plain = Problem(even, together=kept)
    return bounds | lower_bounds(plain)


def ranks_of(choice: Choice, seats: Ints) -> Ints:
    """Rank of what everybody with a list got; shape (rotations, people with a list)."""
    wishes = choice.wishes((), _pairs_of_nobody())
    return np.take_along_axis(wishes.costs.T, seats, axis=0)[:, choice.listed]


def _pairs_of_nobody() -> Ints:
    return np.empty((0, 2), np.int64)


def wished(choice: Choice, seats: Ints) -> dict[str, int]:
    """Count missed first wishes, and the ranks of what everybody with a list got."""
    ranks = ranks_of(choice, seats)
    return {MISSED: int((ranks > 0).all(axis=0).sum()), RANKS: int(ranks.sum())}


def _least(choice: Choice, task: Task, found: Found) -> dict[str, int]:
    """Give what cannot be beaten: the first wishes proven, and one rank for each one missed."""
    always = {p for rotation, p, _topic in fixed_seats(task) if rotation is None}
    bound = sum(np.flatnonzero(choice.listed) == p for p in always)
    free = ~np.asarray(bound, bool) if always else np.ones(int(choice.listed.sum()), bool)
    ranks = ranks_of(choice, found.seats)
    set_ranks = ranks[:, ~free]
    missed = max(0, int(free.sum()) - found.firsts)
    rotations = len(found.seats)
    best = rotations * (rotations - 1) // 2 * int(free.sum())
    return {
        MISSED: missed + int((set_ranks > 0).all(axis=0).sum()),
        RANKS: best + rotations * missed + int(set_ranks.sum()),
    }


def about_lists(choice: Choice) -> Iterator[Finding]:
    """Tell who has no list, and which wishes count for nothing."""
    wanted = choice.asked.session.wishes
    there = [p for p in wanted if p in choice.index]
    lists = [p for p in there if wanted[p] and choice.index[p] not in choice.hosts]
    free = len(choice.index) - len(lists) - len(choice.hosts)
    if there and free:
        yield Finding(
            Level.HINT,
            "people-without-wishes",
            ngettext(
                "{count} person wishes nothing and helps to even the groups out.",
                "{count} people wish nothing and help to even the groups out.",
                free,
            ).format(count=free),
        )
    lost_all = len(lists) - int(choice.listed.sum())
    if lost_all:
        yield Finding(
            Level.HINT,
            "people-wished-withdrawn",
            ngettext(
                "{count} person wishes only what was withdrawn, and is seated as if without "
                "wishes.",
                "{count} people wish only what was withdrawn, and are seated as if without wishes.",
                lost_all,
            ).format(count=lost_all),
            hint=_("Ask them what they would like now, or tell them kindly."),
        )
    gone = {t.id: t.title for t in choice.asked.session.topics if t.withdrawn}
    lost = {t for p in there for t in choice.asked.session.wishes[p] if t in gone}
    if lost:
        yield Finding(
            Level.HINT,
            "wishes-for-withdrawn",
            _("Not running: {topics}; the next wish counts instead.").format(
                topics=listed([quoted(gone[t]) for t in gone if t in lost])
            ),
        )


def not_run(choice: Choice, seats: Ints) -> Iterator[Finding]:
    """Tell kindly what found too few people."""
    used = set(np.unique(seats).tolist())
    idle = [topic.title for t, topic in enumerate(choice.topics) if t not in used]
    if idle:
        yield Finding(
            Level.WARNING,
            "topics-not-run",
            _("There are too few people for every topic; these do not run: {topics}.").format(
                topics=listed(idle)
            ),
            hint=_("Let groups be smaller, or keep these topics for the next time."),
        )


def told_full(
    choice: Choice, found: Found, seated: Callable[[Wishes], Ints], task: Task
) -> Iterator[Finding]:
    """Tell how many more would get their first wish in a larger room, or if a topic ran twice.

    Parameters
    ----------
    choice
        With rooms settled.
    seated
        Seats people by other wishes.
    """
    people, topics = len(choice.index), len(choice.topics)
    small = people <= MOST_TWICE[0] and topics <= MOST_TWICE[1]
    if not small or choice.asked.rotations > 1 or not choice.listed.any():
        return
    firsts = np.where(choice.listed, (choice.ranks == 0).argmax(axis=1), -1)
    missed = np.bincount(firsts[choice.listed & (found.seats[0] != firsts)], minlength=topics)
    missed[np.bincount(found.seats[0], minlength=topics) < choice.maximum] = 0
    if not missed.any():
        return
    wanted, lists = int(missed.argmax()), int(choice.listed.sum())
    topic, most = choice.topics[wanted], int(choice.maximum[wanted])
    larger = holds(choice.asked, topic, choice.places[wanted].model_copy(update={"seats": None}))
    maximum = choice.maximum.copy()
    maximum[wanted] = larger if larger > most else 2 * most
    wishes = replace(choice.wishes(fixed_seats(task), pairs_of(task.problem)), maximum=maximum)
    more, now = (wished(choice, seats)[MISSED] for seats in (seated(wishes), found.seats))
    if more < now:
        yield Finding(
            Level.HINT,
            "topic-room-small" if larger > most else "topic-run-twice",
            (
                _(
                    "{count} of {lists} with a choice get their first wish; in a place for {most} "
                    "instead of {least} at “{topic}” it would be {more}."
                )
                if larger > most
                else _(
                    "{count} of {lists} with a choice get their first wish; if “{topic}” ran "
                    "twice, it would be {more}."
                )
            ).format(
                count=lists - now,
                lists=lists,
                topic=topic.title,
                most=larger,
                least=most,
                more=lists - more,
            ),
        )


def explained(error: WishesImpossibleError, choice: Choice) -> FacilitateError:
    """Say for whom, where rules of people or steps are in the way."""
    clash, people = error.clash, choice.asked.roster.people
    needing = {p for p, person in enumerate(people) if person.id in choice.asked.needing}
    steps = [(p, t) for p, t in clash.barred if p in needing and not choice.places[t].step_free]
    named = [
        *(
            _("{first} and {second} apart").format(first=people[i].label, second=people[j].label)
            for i, j in clash.apart
        ),
        *(
            _("{person} at “{topic}”").format(person=people[p].label, topic=choice.topics[t].title)
            for _rotation, p, t in clash.fixed
        ),
        *(
            _("{person} not at “{topic}”").format(
                person=people[p].label, topic=choice.topics[t].title
            )
            for p, t in clash.barred
            if (p, t) not in steps
        ),
        *(
            _("{person} not up the steps to “{topic}”").format(
                person=people[p].label, topic=choice.topics[t].title
            )
            for p, t in steps
        ),
        *(_("{person} without steps").format(person=people[p].label) for p in clash.needing),
    ]
    about = _("They are: {rules}.").format(rules=listed(named[:12])) if named else ""
    rooms = _("Choose more or larger rooms without steps, or leave out a rule.") if steps else ""
    return InfeasibleError.collecting(
        replace(f, hint=f"{about} {rooms or f.hint}".strip()) for f in error.findings
    )
