"""Why it cannot be: by counting where counting shows it, else the rules that clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from facilitate.errors import FacilitateError, Finding, InfeasibleError, Level
from facilitate.grouping.wishes.problem import Wishes
from facilitate.words import _, listed, ngettext

Rules = list[tuple[str, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot all be kept, none of which could be left out of the proof.

    Parameters
    ----------
    apart, fixed, barred
        As in `Wishes`.
    needing
        People who cannot sit where steps lead to.
    """

    apart: tuple[tuple[int, int], ...] = ()
    fixed: tuple[tuple[int | None, int, int], ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    needing: tuple[int, ...] = ()


class WishesImpossibleError(InfeasibleError):
    """Nobody can choose like this: which sizes or rules are in the way.

    Attributes
    ----------
    clash
        The rules in the way, for whoever knows the names; empty if sizes alone are.
    """

    clash: Clash = Clash()

    @classmethod
    def over(cls, clash: Clash, findings: Iterable[Finding]) -> WishesImpossibleError:
        """Make an error about `clash`; there must be a finding."""
        error = cls("", code="")
        error.findings = tuple(findings)
        error.args = (error.findings[0].message,)
        error.clash = clash
        return error

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling with the clash."""
        return type(self).over, (self.clash, self.findings)


def arithmetic(wishes: Wishes) -> None:
    """Refuse what counting alone shows to be impossible.

    Raises
    ------
    WishesImpossibleError
        With everything that was found, in one sentence each.
    """
    findings = [*_sizes(wishes), *_topics(wishes), *_seats(wishes)]
    if findings:
        barred = set(wishes.barred)
        fixed = tuple(seat for seat in wishes.fixed if seat[1:] in barred)
        clash = Clash(fixed=fixed, barred=tuple(sorted({seat[1:] for seat in fixed})))
        raise WishesImpossibleError.over(clash, findings)


def clashing(wishes: Wishes, possible: Callable[[Wishes], bool]) -> FacilitateError:
    """Find rules that cannot all be kept, as few as leaving out one after the other shows.

    Parameters
    ----------
    possible
        Whether there is a seating under other rules.
    """
    rules: Rules = [
        *(("apart", pair) for pair in wishes.apart),
        *(("barred", pair) for pair in wishes.barred),
        *(("fixed", seat) for seat in wishes.fixed),
        *(("needing", (person,)) for person in (wishes.rooms.needing if wishes.rooms else ())),
    ]
    width = len(rules)
    while width:
        start = 0
        while start < len(rules):
            fewer = rules[:start] + rules[start + width :]
            if possible(_under(wishes, fewer)):
                start += width
            else:
                rules = fewer
        width //= 2
    kept = _under(wishes, rules)
    needing = kept.rooms.needing if kept.rooms else ()
    clash = Clash(kept.apart, kept.fixed, kept.barred, needing)
    return WishesImpossibleError.over(clash, [_clash_finding(clash)])


def _under(wishes: Wishes, rules: Rules) -> Wishes:
    def of(name: str) -> tuple[Any, ...]:
        return tuple(rule for kind, rule in rules if kind == name)

    rooms = wishes.rooms
    if rooms is not None:
        rooms = replace(rooms, needing=tuple(person for (person,) in of("needing")))
    return replace(wishes, apart=of("apart"), fixed=of("fixed"), barred=of("barred"), rooms=rooms)


def _clash_finding(clash: Clash) -> Finding:
    parts = []
    if clash.apart:
        text = ngettext(
            "{count} pair to keep apart", "{count} pairs to keep apart", len(clash.apart)
        )
        parts.append(text.format(count=len(clash.apart)))
    if clash.fixed:
        text = ngettext("{count} fixed seat", "{count} fixed seats", len(clash.fixed))
        parts.append(text.format(count=len(clash.fixed)))
    if clash.barred:
        text = ngettext("{count} barred topic", "{count} barred topics", len(clash.barred))
        parts.append(text.format(count=len(clash.barred)))
    if clash.needing:
        text = ngettext(
            "{count} person who needs a place without steps",
            "{count} people who need a place without steps",
            len(clash.needing),
        )
        parts.append(text.format(count=len(clash.needing)))
    if not parts:
        return _finding(
            "wishes-sizes",
            _("The minimum and maximum of the topics leave no way to seat everybody."),
            _("Let smaller or larger groups be."),
        )
    if clash.needing:
        return _finding(
            "wishes-rules",
            _("This cannot all be kept in these rooms: {rules}.").format(rules=listed(parts)),
            _("Choose more or larger rooms without steps, or leave out a rule."),
        )
    return _finding(
        "wishes-rules",
        _("These rules cannot all be kept together: {rules}.").format(rules=listed(parts)),
        _("Leave any one of them out, or let the groups be larger."),
    )


def not_found() -> FacilitateError:
    """Give the error of a search that ended before there was any seating."""
    return WishesImpossibleError.over(
        Clash(),
        [
            _finding(
                "wishes-not-found",
                _("No way to keep all rules was found; whether there is one is not known."),
                _("Leave out a rule, or let the groups be larger."),
            )
        ],
    )


def _finding(code: str, message: str, hint: str = "") -> Finding:
    return Finding(Level.ERROR, code, message, hint=hint)


def _sizes(wishes: Wishes) -> Iterator[Finding]:
    n, topics = wishes.people, wishes.topics
    room, need = wishes.holding, int(wishes.minimum.sum())
    if n > room:
        seats = int(wishes.maximum.max())
        yield _finding(
            "wishes-too-few-seats",
            _("{topics} topics with at most {seats} seats hold {room} of {people} people.").format(
                topics=topics, seats=seats, room=room, people=n
            ),
            _("Offer more topics, or let the groups be larger."),
        )
    elif n < need and not wishes.may_close:
        least = int(wishes.minimum.max())
        yield _finding(
            "wishes-too-few-people",
            _(
                "{topics} topics with at least {least} people each need {need} people; "
                "there are {people}."
            ).format(topics=topics, least=least, need=need, people=n),
            _("Offer fewer topics, or let the groups be smaller."),
        )
    elif wishes.may_close and not _some_fit(wishes):
        yield _finding(
            "wishes-sizes",
            _(
                "However many topics run, {people} people do not fill them: "
                "each takes its minimum to its maximum of people."
            ).format(people=n),
            _("Let smaller or larger groups be."),
        )


def _some_fit(wishes: Wishes) -> bool:
    """Whether some topics can take everybody: all crowds they can take, counted up."""
    can = np.zeros(wishes.people + 1, bool)
    can[0] = True
    for least, most in zip(wishes.minimum.tolist(), wishes.maximum.tolist(), strict=True):
        with_it = can.copy()
        for size in range(max(1, least), min(most, wishes.people) + 1):
            with_it[size:] |= can[: len(can) - size]
        can = with_it
    return bool(can[-1])


def _topics(wishes: Wishes) -> Iterator[Finding]:
    """Check that everybody has enough different topics to choose from."""
    left = wishes.allowed.sum(axis=1)
    short = [p for p in wishes.guests if left[p] < wishes.turns(p)]
    if short and wishes.rotations > wishes.topics:
        yield _finding(
            "wishes-too-few-topics",
            _(
                "{rotations} rotations without the same topic twice need {rotations} topics; "
                "there are {topics}."
            ).format(rotations=wishes.rotations, topics=wishes.topics),
            _("Have fewer rotations, or offer more topics."),
        )
    elif short:
        text = ngettext(
            "For {count} person the rules leave fewer topics than rotations.",
            "For {count} people the rules leave fewer topics than rotations.",
            len(short),
        )
        yield _finding("wishes-barred", text.format(count=len(short)))


def _seats(wishes: Wishes) -> Iterator[Finding]:
    """Check the fixed seats against each other, the sizes and the other rules."""
    taken: Counter[tuple[int, int]] = Counter()
    seat: dict[tuple[int, int], set[int]] = {}
    for rotation, person, topic in set(wishes.fixed):
        for r in range(wishes.rotations) if rotation is None else (rotation,):
            if topic not in (here := seat.setdefault((person, r), set())):
                here.add(topic)
                taken[topic, r] += 1
    if any(len(topics) > 1 for topics in seat.values()) or _twice(wishes):
        yield _finding(
            "wishes-fixed-twice", _("Somebody is fixed to two places at once, or twice to one.")
        )
    over = sorted({t for (t, _r), count in taken.items() if count > wishes.maximum[t]})
    if over:
        count = max(count for (t, _r), count in taken.items() if t == over[0])
        text = ngettext(
            "{count} person is fixed to topic {number}, which has room for {seats}.",
            "{count} people are fixed to topic {number}, which has room for {seats}.",
            count,
        )
        seats = int(wishes.maximum[over[0]])
        yield _finding(
            "wishes-fixed-too-many", text.format(count=count, number=over[0] + 1, seats=seats)
        )
    barred = set(wishes.barred)
    if any((person, topic) in barred for _rotation, person, topic in wishes.fixed):
        yield _finding(
            "wishes-fixed-barred", _("Somebody is fixed to a topic that is barred for them.")
        )
    if any(
        seat.get((i, r), set()) & seat.get((j, r), set())
        for i, j in wishes.apart
        for r in range(wishes.rotations)
    ):
        yield _finding("wishes-fixed-apart", _("Two people to keep apart are fixed to one topic."))


def _twice(wishes: Wishes) -> bool:
    return any(len(set(s.values())) < len(s) for s in wishes.set_seats.values())
