"""What became of the wishes: who got which, and which cards run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitate.plan import Plan, SessionPlan
from facilitate.words import _, listed, ngettext


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of the wishes of one session.

    Parameters
    ----------
    best
        Rank of the dearest wish that each person with a list got, from 0, as it was written; None
        if they got none → how many people.
    gone
        People whose wishes were all withdrawn.
    lists
        People with a list.
    without
        People who are there without one.
    leading
        People who lead a group of their own, and so have no choice; they count nowhere else.
    cards, run
        Topics that were not withdrawn, and those that run.
    unserved
        Ids of those who got none of their wishes.
    """

    best: dict[int | None, int]
    gone: int
    lists: int
    without: int
    leading: int
    cards: int
    run: int
    unserved: tuple[str, ...] = ()


def chosen(session: SessionPlan) -> Chosen | None:
    """Count what became of the wishes; None if nothing could be chosen."""
    if not session.topics or not session.rotations:
        return None
    got: dict[str, set[str]] = {}
    shared = {topic.id: {topic.id} for topic in session.topics}
    for topic in session.topics:
        if topic.beside in shared:
            shared[topic.beside] |= shared[topic.id]
            shared[topic.id] |= shared[topic.beside]
    run: set[str] = set()
    for rotation in session.rotations:
        for group in rotation.groups:
            here = shared.get(group.card or "", set())
            run |= here
            for person in group.members:
                got.setdefault(person, set()).update(here)
    best: Counter[int | None] = Counter()
    unserved = []
    gone = 0
    choosing = session.spec.formation == "choice"
    known = {topic.id for topic in session.topics}
    withdrawn = {topic.id for topic in session.topics if choosing and topic.withdrawn}
    leading = {t.host for t in session.topics if choosing and not t.withdrawn} & got.keys()
    for person, cards in got.items():
        wishes = [wish for wish in session.wishes.get(person, ()) if wish in known]
        if wishes and person not in leading:
            gone += withdrawn.issuperset(wishes)
            rank = next((rank for rank, wish in enumerate(wishes) if wish in cards), None)
            best[rank] += 1
            unserved += [person] if rank is None else []
    return Chosen(
        best=dict(best),
        gone=gone,
        lists=sum(best.values()),
        without=len(got) - sum(best.values()) - len(leading),
        leading=len(leading),
        cards=sum(not topic.withdrawn for topic in session.topics),
        run=len(run),
        unserved=tuple(unserved),
    )


def wish_lines(session: SessionPlan) -> Iterator[str]:
    """Say what became of the wishes of a session."""
    counted = chosen(session)
    if counted is None:
        return
    if session.spec.formation == "market":
        yield ngettext(
            "{run} of {count} card runs.", "{run} of {count} cards run.", counted.cards
        ).format(run=counted.run, count=counted.cards)
    if counted.lists:
        yield _served(counted)
    if counted.without and counted.lists:
        yield ngettext(
            "{count} person without a list fills the groups.",
            "{count} people without a list fill the groups.",
            counted.without,
        ).format(count=counted.without)
    if counted.leading and counted.lists:
        yield ngettext(
            "{count} person leads a group and so has no choice.",
            "{count} people lead a group each and so have no choice.",
            counted.leading,
        ).format(count=counted.leading)


def without_wish(plan: Plan, session: SessionPlan) -> str:
    """Name everybody who got none of their wishes; empty if nobody."""
    counted = chosen(session)
    if counted is None or not counted.unserved:
        return ""
    people = plan.people()
    who = sorted((people[p] for p in counted.unserved if p in people), key=lambda p: p.number)
    return ngettext(
        "{session}: {people} gets none of their wishes.",
        "{session}: {people} get none of their wishes.",
        len(who),
    ).format(session=plan.titles()[session.id], people=listed([person.label for person in who]))


def _served(counted: Chosen) -> str:
    names = {0: _("the first wish"), 1: _("the second wish"), 2: _("the third wish")}
    parts = [
        _("{count} {wish}").format(
            count=count, wish=names.get(rank, _("a later wish of their list"))
        )
        for rank, count in sorted(_grouped(counted).items())
    ]
    text = ngettext(
        "Of {count} person with wishes get: {parts}.",
        "Of {count} people with wishes get: {parts}.",
        counted.lists,
    ).format(count=counted.lists, parts=listed(parts))
    none = counted.best.get(None, 0)
    if none:
        text += " " + ngettext(
            "{count} person gets none of their wishes.",
            "{count} people get none of their wishes.",
            none,
        ).format(count=none)
    if counted.gone:
        text += " " + ngettext(
            "{count} of them wished only what was withdrawn.",
            "{count} of them wished only what was withdrawn.",
            counted.gone,
        ).format(count=counted.gone)
    return text


def _grouped(counted: Chosen) -> dict[int, int]:
    """Count the wishes that were got; from the fourth on in one."""
    found: Counter[int] = Counter()
    for rank, count in counted.best.items():
        if rank is not None:
            found[min(rank, 3)] += count
    return dict(found)
