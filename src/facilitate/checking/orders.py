"""Whether hard rules are kept: together, fixed, apart, how many of a kind, access."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from facilitate.checking.chairs import moving_side
from facilitate.checking.counting import kept_pairs
from facilitate.checking.view import SeenGroup, View, error, remark, warning
from facilitate.errors import Finding
from facilitate.event import Event
from facilitate.needs import needs_step_free
from facilitate.plan import Plan
from facilitate.private import PrivateRules, resolve
from facilitate.rules import Apart, AtLeast, AtMost, Fixed, NoRepeat, Rule, Together
from facilitate.words import _, did_you_mean, listed, ngettext


def check_orders(plan: Plan, views: Sequence[View]) -> Iterator[Finding]:
    """Check the hard rules that stand in the plan, those of single sessions included."""
    for rule in plan.rules:
        yield from _check_names(plan, views, rule)
    for view in views:
        for rule in view.session.rules:
            yield from _check_names(plan, [view], rule)
    for view in views:
        for rule in view.rules:
            yield from check_order(view, rule)
        yield from _check_again_here(plan, view)
        yield from _check_access(view, {p for p in view.people if _needs_access(view, p)})


def check_order(view: View, rule: Rule) -> Iterator[Finding]:
    """Check one hard rule in one session; goals are left to others."""
    if isinstance(rule, Apart):
        yield from _check_apart(view, rule.people)
    elif isinstance(rule, Together):
        yield from _check_together(view, rule)
    elif isinstance(rule, Fixed):
        yield from _check_fixed(view, rule)
    elif isinstance(rule, AtLeast | AtMost):
        yield from _check_count(view, rule)


def _check_names(plan: Plan, views: Sequence[View], rule: Rule) -> Iterator[Finding]:
    if isinstance(rule, Apart):
        yield warning(
            "apart-in-plan",
            _("The plan says who must not meet; whoever reads it can see that."),
            _("rules"),
            _("Move the rule into private.yaml beside the plan."),
        )
    if isinstance(rule, Apart | Together):
        yield from _check_known(plan, rule.people)
    if isinstance(rule, Fixed):
        yield from _check_known(plan, (rule.person,))
        yield from _check_place_known(views, rule)


def _check_again_here(plan: Plan, view: View) -> Iterator[Finding]:
    """Check a session in which nobody may meet twice, where others do not ask for that."""
    asked = any(isinstance(rule, NoRepeat) and rule.hard for rule in view.session.rules)
    if not asked or not view.meets or len(plan.sessions) == 1:
        return
    met: Counter[tuple[str, ...]] = Counter()
    for rotation in view.counted:
        for group in rotation.groups:
            met.update(combinations(sorted(group.members), 2))
    kept = kept_pairs([view])
    for pair, times in sorted(met.items()):
        if times > 1 and pair not in kept:
            yield error(
                "no-repeat",
                _("{people} meet {times} times here, but nobody may meet twice.").format(
                    people=view.who(pair), times=times
                ),
                view.where(),
            )


def _check_count(view: View, rule: AtLeast | AtMost) -> Iterator[Finding]:
    if not view.numbered:
        return  # who comes together is not known
    for breach in rule.broken(view.counted, view.plan.values()):
        yield error(
            rule.key,
            ngettext(
                "{rule} Here is {count}: {people}.",
                "{rule} Here are {count}: {people}.",
                len(breach.people),
            ).format(
                rule=rule.sentence({}),
                count=len(breach.people),
                people=view.who(breach.people) or _("nobody"),
            ),
            view.where(breach.rotation, breach.place),
        )


def check_private(
    plan: Plan, views: Sequence[View], private: PrivateRules | None
) -> Iterator[Finding]:
    """Check the apart and access rules from beside the plan, or say that they are missing."""
    if private is None:
        yield remark(
            "private-missing",
            _(
                "Only the rules in private.yaml (who must not meet; access needs noted only "
                "there) were not checked: there is none beside the plan."
            ),
            "private.yaml",
            _("Where rules stand in the event file: --event {file}.").format(file=made_from[0])
            if (made_from := [name for name in plan.inputs if name.endswith((".yaml", ".yml"))])
            else "",
        )
        return
    rules, unknown = resolve(private, plan.participants)
    may_stay = _("Whoever takes no seat may stay there; the rules hold for the others.")
    yield from (warning(f.code, f.message, f.where, f.hint or may_stay) for f in unknown)
    for view in views:
        for people in rules.apart:
            yield from _check_apart(view, people)
        named = {need.person for need in rules.access if need.step_free}
        yield from _check_access(view, {p for p in named if not _needs_access(view, p)})


def check_unwritten(
    views: Sequence[View], event: Event, needs: AbstractSet[str]
) -> Iterator[Finding]:
    """Check what an event asks for and no plan may say: apart rules, and access needs.

    Parameters
    ----------
    needs
        Ids of everybody of the event who needs a place without steps.
    """
    sessions = {session.id: session.rules for session in event.sessions}
    for view in views:
        for rule in dict.fromkeys((*event.rules, *sessions.get(view.session.id, ()))):
            if isinstance(rule, Apart):
                yield from check_order(view, rule)
        yield from _check_access(
            view, {p for p in view.people if p in needs and not _needs_access(view, p)}
        )


def _check_known(plan: Plan, people: Sequence[str]) -> Iterator[Finding]:
    known = plan.people()
    for person in people:
        if person not in known:
            yield error(
                "rule-person-unknown",
                _("Nobody in the plan has the id {id}.").format(id=person),
                _("rules"),
                did_you_mean(person, sorted(known)),
            )


def _check_place_known(views: Sequence[View], rule: Fixed) -> Iterator[Finding]:
    if not any(view.knows_place(rule.place) for view in views):
        places = sorted({place.id for view in views for place in view.session.places})
        yield error(
            "rule-place-unknown",
            _("There is no place {place}.").format(place=rule.place),
            _("rules"),
            did_you_mean(rule.place, places),
        )


def _check_apart(view: View, people: Sequence[str]) -> Iterator[Finding]:
    for rotation in view.rotations:
        for group in rotation.groups:
            both = [p for p in people if p in group.members]
            if len(both) > 1 and (view.numbered or _opposite(group, both)):
                yield error(
                    "apart",
                    _("{people} sit together, but must not meet.").format(people=view.who(both)),
                    view.where(rotation.number, group.place),
                )


def _opposite(group: SeenGroup, people: Sequence[str]) -> bool:
    """Whether two of the people may come to face each other, where nobody has a number."""
    sides = {group.seats[p].side if p in group.seats else None for p in people}
    return len(sides) > 1 or None in sides


def _check_together(view: View, rule: Together) -> Iterator[Finding]:
    for rotation in view.rotations:
        groups = [g for g in rotation.groups if set(rule.people) & set(g.members)]
        if len(groups) > 1:
            yield error(
                "together",
                _("{people} should sit together, but sit at {places}.").format(
                    people=view.who(rule.people),
                    places=", ".join(view.place(group.place) for group in groups),
                ),
                view.where(rotation.number),
            )
    if view.in_circles and not view.numbered and view.rotations:
        yield error(
            "together",
            _("{people} cannot stay together where everybody moves by themselves.").format(
                people=view.who(rule.people)
            ),
            view.where(),
        )


def _check_fixed(view: View, rule: Fixed) -> Iterator[Finding]:
    if not view.knows_place(rule.place):
        return
    for rotation in view.rotations:
        for group in rotation.groups:
            if rule.person in group.members and not view.placed(group, rule.person, rule.place):
                yield error(
                    "fixed",
                    _("{person} should stay at {place}.").format(
                        person=view.who([rule.person]), place=view.place(rule.place)
                    ),
                    view.where(rotation.number, group.place),
                )


def _needs_access(view: View, person: str) -> bool:
    return needs_step_free(view.people[person].attributes.get("access"))


def _check_access(view: View, people: set[str]) -> Iterator[Finding]:
    """Find who cannot reach a place, or would have to leave it; each is told once in circles."""
    if not view.spec.grouped or not people:
        return
    if view.in_circles:
        yield from _check_moving(view, people) if view.numbered else ()
        return
    yield from _check_changing(view, people)
    steep = {place.id for place in view.session.places if not place.step_free}
    others = [view.place(place.id) for place in view.session.places if place.step_free]
    for rotation in view.rotations:
        for group in rotation.groups:
            for person in group.members:
                if person in people and group.place in steep:
                    yield error(
                        "access",
                        _("{person} cannot sit here.").format(person=view.who([person])),
                        view.where(rotation.number, group.place),
                        _("Possible are {places}.").format(places=listed(others)) if others else "",
                    )


def _check_changing(view: View, people: set[str]) -> Iterator[Finding]:
    """Find who would have to change places; where the method makes them, that is a warning."""
    sits: dict[str, dict[str, int]] = {}
    for rotation in view.rotations:
        for group in rotation.groups:
            for person in people & set(group.members):
                sits.setdefault(person, {}).setdefault(group.place, rotation.number)
    movement = view.spec.movement
    may_stay = view.spec.formation == "tables" and movement.shifts is None and not movement.next
    for person, places in sorted(sits.items()):
        if len(places) > 1:
            place, number = list(places.items())[1]
            yield (error if may_stay else warning)(
                "access-moves",
                _("{person} has access needs, but has to change places.").format(
                    person=view.who([person])
                ),
                view.where(number, place),
                _("Keep them at one place: the others come to them.")
                if may_stay
                else _("The method makes people change; help with the way."),
            )


def _check_moving(view: View, people: set[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for rotation in view.rotations:
        for group in rotation.groups:
            for person, seat in group.seats.items():
                if person in people - told and seat.side == moving_side(view):
                    told.add(person)
                    yield error(
                        "access",
                        _("{person} would have to change seats in every rotation.").format(
                            person=view.who([person])
                        ),
                        view.where(rotation.number, group.place),
                        _("Give them a seat in the circle that does not move."),
                    )
