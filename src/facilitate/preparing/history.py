"""Who has met before: the pairs of earlier plans, found again in this list."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from facilitate.event import Known
from facilitate.files import read_bytes
from facilitate.intake import Named, PeopleIndex
from facilitate.plan import Plan, read_plan
from facilitate.planned import PlannedPerson
from facilitate.preparing.attendees import Attendees
from facilitate.preparing.desk import Desk
from facilitate.rules import Pair
from facilitate.words import _, listed, ngettext

_MOST_SHOWN = 8


def known_pairs(named: Sequence[str], attendees: Attendees, desk: Desk) -> tuple[Known, ...]:
    """Count who met whom in the earlier plans `named`.

    People are found by an e-mail that one person has, else by name and organisation; who is
    not found is told once.
    """
    met: Counter[Pair] = Counter()
    missed: dict[str, None] = {}
    index = PeopleIndex(attendees.roster, attendees.gone)
    for at, name in enumerate(named):
        path = ("history", at)
        file = desk.path_of(name)
        plan = desk.attempt(path, partial(read_plan, file))
        if plan is None or attendees.intake is None:
            continue
        desk.read_as(file.name, hashlib.sha256(read_bytes(file)).hexdigest())
        ids = _ids_now(plan, index, missed)
        met.update(_meetings(plan, ids))
    if missed:
        _tell_missed(tuple(missed), desk)
    return tuple(Known(people=pair, times=times) for pair, times in sorted(met.items()))


def _ids_now(plan: Plan, index: PeopleIndex, missed: dict[str, None]) -> Mapping[str, str]:
    """Id in the earlier plan → id in this list."""
    found: dict[str, str] = {}
    for person in plan.participants:
        same = index.find(_named(person))
        if len(same) == 1:
            found[person.id] = same[0].id
        else:
            missed[person.name] = None
    return found


def _named(person: PlannedPerson) -> Named:
    organisation = str(person.attributes.get("organisation") or "")
    return Named(email=person.email or "", name=person.name, organisation=organisation)


def _meetings(plan: Plan, ids: Mapping[str, str]) -> Counter[Pair]:
    """Pairs of this list that met in the earlier plan, or had met before it."""
    before = plan.meetings()
    before.update({known.people: known.times for known in plan.known})
    met: Counter[Pair] = Counter()
    for (one, other), times in before.items():
        if one in ids and other in ids and ids[one] != ids[other]:
            first, second = sorted((ids[one], ids[other]))
            met[first, second] += times
    return met


def _tell_missed(names: Sequence[str], desk: Desk) -> None:
    shown = list(names[:_MOST_SHOWN])
    if len(names) > _MOST_SHOWN:
        shown.append(_("{count} more").format(count=len(names) - _MOST_SHOWN))
    desk.hint(
        ("history",),
        "history-unmatched",
        ngettext(
            "{count} person of the earlier plans is not in this list: {names}.",
            "{count} people of the earlier plans are not in this list: {names}.",
            len(names),
        ).format(count=len(names), names=listed(shown)),
        _("Found are those with the same e-mail, or the same name and organisation."),
    )
