"""Whether roles are known, held by members, filled, and taken in turns; and cards with a giver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from facilitate.checking.view import EXAMPLES, View, error, warning
from facilitate.errors import Finding
from facilitate.groups import Group
from facilitate.method import Role
from facilitate.words import _, did_you_mean, ngettext


def check_roles(view: View) -> Iterator[Finding]:
    """Check the roles and the cards of a session."""
    planned = {r for rotation in view.session.rotations for g in rotation.groups for r in _held(g)}
    for rotation in view.session.rotations:
        for group in rotation.groups:
            yield from _check_group(view, rotation.number, group)
            yield from _check_counts(view, rotation.number, group, planned)
            yield from _check_card(view, rotation.number, group)
    for role in view.spec.roles:
        if role.policy == "rotate" and role.id in planned:
            yield from _check_turns(view, role)
    yield from _check_named_cards(view)


def _held(group: Group) -> list[str]:
    return list(group.roles.values())


def _check_group(view: View, number: int, group: Group) -> Iterator[Finding]:
    known = [role.id for role in view.spec.roles]
    for person, role in group.roles.items():
        if role not in known:
            yield error(
                "role-unknown",
                _("“{method}” has no role {role}.").format(method=view.spec.title, role=role),
                view.where(number, group.place),
                did_you_mean(role, known),
            )
        if person not in group.members:
            yield error(
                "role-without-member",
                _("{person} has the role {role}, but is not in the group.").format(
                    person=view.who([person]), role=_name(view, role)
                ),
                view.where(number, group.place),
                _("Give the role to somebody who sits here."),
            )


def _name(view: View, role: str) -> str:
    return next((str(known.name) for known in view.spec.roles if known.id == role), role)


def _check_counts(view: View, number: int, group: Group, planned: set[str]) -> Iterator[Finding]:
    held = Counter(_held(group))
    wanted = [role for role in view.spec.roles if role.id in planned]
    enough = len(group.members) >= sum(role.count for role in wanted)
    for role in wanted:
        most = role.count * (_repeats(view) if role.per == "repeat" else 1)
        missing = role.policy == "rotate" and enough and held[role.id] < role.count
        if held[role.id] > most or missing:
            yield warning(
                "role-count",
                ngettext(
                    "{held} person has the role {role} here; it should be {count}.",
                    "{held} people have the role {role} here; it should be {count}.",
                    held[role.id],
                ).format(held=held[role.id], role=role.name, count=role.count),
                view.where(number, group.place),
            )


def _repeats(view: View) -> int:
    return max(phase.repeat for phase in view.spec.timing.phases)


def _check_turns(view: View, role: Role) -> Iterator[Finding]:
    """Find who has a role again while somebody else is still a turn behind."""
    turns: Counter[str] = Counter(dict.fromkeys(view.present, 0))
    ahead: dict[str, int] = {}
    avoidable = False
    for rotation in view.session.rotations:
        holders = [
            (person, group)
            for group in rotation.groups
            for person, held in group.roles.items()
            if held == role.id and person in turns
        ]
        turns.update(person for person, _group in holders)
        for person, group in holders:
            if turns[person] > min(turns.values()) + 1:
                ahead.setdefault(person, rotation.number)
                free = [p for p in group.members if p in turns and p not in group.roles]
                avoidable |= any(turns[p] < turns[person] - 1 for p in free)
    fair = max(turns.values()) - min(turns.values()) < 2  # in the end
    if ahead and avoidable and not fair:
        yield _again(view, role, ahead)


def _again(view: View, role: Role, ahead: Mapping[str, int]) -> Finding:
    return warning(
        "role-again",
        ngettext(
            "{count} person is {role} again before everybody else has been.",
            "{count} people are {role} again before everybody else has been.",
            len(ahead),
        ).format(count=len(ahead), role=role.name),
        view.where(),
        _("For example: {cases}.").format(cases=_cases(view, ahead)),
    )


def _cases(view: View, ahead: Mapping[str, int]) -> str:
    """Name the first few people, and when."""
    cases = list(ahead.items())[:EXAMPLES]
    return "; ".join(f"{view.who([person])} ({view.spot(number)})" for person, number in cases)


def _givers(view: View, group: Group) -> tuple[str, ...]:
    offered = {role.id for role in view.spec.roles if role.policy == "offer"}
    return tuple(sorted(p for p, role in group.roles.items() if role in offered))


def _check_card(view: View, number: int, group: Group) -> Iterator[Finding]:
    """Find a card without its giver, where the method has a role for that."""
    offered = [role for role in view.spec.roles if role.policy == "offer"]
    if group.topic and offered and not _givers(view, group):
        yield warning(
            "card-without-giver",
            _("Nobody here has the role {role} for the card “{card}”.").format(
                role=offered[0].name, card=group.topic
            ),
            view.where(number, group.place),
            _("Whoever has offered a card sits where it is discussed."),
        )


def _check_named_cards(view: View) -> Iterator[Finding]:
    """Find cards without an id that run twice, known by their text and giver."""
    if view.spec.formation != "market":
        return
    runs: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for rotation in view.session.rotations:
        for group in rotation.groups:
            if group.topic and group.card is None:  # cards with an id: see `check_cards`
                where = view.where(rotation.number, group.place)
                runs[group.topic, _givers(view, group)].append(where)
    for card, places in runs.items():
        if len(places) > 1:
            yield warning(
                "card-twice",
                _("The card “{card}” is discussed more than once.").format(card=card[0]),
                "; ".join(places),
            )
