"""Whether cards and topics run as they may: once, with their giver, in the right size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from facilitate.checking.offer import Offer, offer_of
from facilitate.checking.view import SeenGroup, View, error, warning
from facilitate.errors import Finding
from facilitate.rules import Fixed
from facilitate.words import _, did_you_mean, fold, ngettext, quoted


def check_cards(view: View) -> Iterator[Finding]:
    """Check what is discussed where in a session of wishes."""
    offer = offer_of(view)
    yield from _check_wished(view)
    if offer is None:
        yield from _without_topics(view)
        return
    for rotation in view.rotations:
        for group in rotation.groups:
            yield from _check_topic(offer, rotation.number, group)
    if offer.is_market:
        yield from _check_once(offer)
    else:
        yield from _check_nobody_twice(offer)


def _check_wished(view: View) -> Iterator[Finding]:
    """Find wishes for what the plan does not have; what was withdrawn it still knows."""
    known = [topic.id for topic in view.session.topics]
    unknown: defaultdict[str, list[str]] = defaultdict(list)
    for person, wishes in view.session.wishes.items():
        for wish in dict.fromkeys(wishes):
            if wish not in known:
                unknown[wish].append(person)
    for wish, people in unknown.items():
        yield warning(
            "wish-unknown",
            ngettext(
                "{people} wishes {card}, but the plan has no such card or topic.",
                "{people} wish {card}, but the plan has no such card or topic.",
                len(people),
            ).format(people=view.who(people), card=quoted(wish)),
            view.where(),
            did_you_mean(wish, known),
        )


def _without_topics(view: View) -> Iterator[Finding]:
    for rotation in view.rotations:
        for group in rotation.groups:
            if group.card is not None:
                yield _unknown(view, rotation.number, group, ())


def _check_topic(offer: Offer, number: int, group: SeenGroup) -> Iterator[Finding]:
    view = offer.view
    if group.card is None:
        if not offer.is_market:
            yield warning(
                "topic-missing",
                _("The plan does not say what this group is about."),
                view.where(number, group.place),
            )
        return
    topic = offer.topics.get(group.card)
    if topic is None:
        yield _unknown(view, number, group, tuple(offer.topics))
        return
    where = view.where(number, group.place)
    if topic.withdrawn:
        yield error(
            "card-withdrawn",
            _("{card} was taken back, but runs here.").format(card=_named(offer, group.card)),
            where,
            _("Plan again, so that another one runs instead."),
        )
    elif topic.id not in offer.able:
        yield error(
            "giver-elsewhere",
            _("Whoever brings {card} is not there then.").format(card=_named(offer, group.card)),
            where,
        )
    for host in offer.hosts(group.card):
        if host not in group.members:
            yield error(
                "giver-elsewhere",
                _("{person} brings {card}, but does not sit here.").format(
                    person=view.who([host]), card=_named(offer, group.card)
                ),
                where,
                _("Whoever brings a card, or leads a group, sits where it is discussed."),
            )
    if not offer.is_market and topic.place and fold(topic.place) not in view.names(group.place):
        yield error(
            "topic-misplaced",
            _("{card} should be at {place}.").format(
                card=_named(offer, group.card), place=view.place(topic.place)
            ),
            where,
        )


def _unknown(view: View, number: int, group: SeenGroup, known: tuple[str, ...]) -> Finding:
    return error(
        "card-unknown",
        _("There is no card or topic {card}.").format(card=group.card),
        view.where(number, group.place),
        did_you_mean(group.card or "", known),
    )


def _named(offer: Offer, card: str) -> str:
    """Name a card by its id and its title: M4 “Title”."""
    return f"{card} {quoted(offer.topics[card].title)}"


def _check_once(offer: Offer) -> Iterator[Finding]:
    runs: defaultdict[str, list[str]] = defaultdict(list)
    for rotation in offer.view.rotations:
        for group in rotation.groups:
            stall = offer.stall_of(group)
            if stall is not None:
                runs[stall].append(offer.view.where(rotation.number, group.place))
    for stall, places in runs.items():
        if len(places) > 1:
            yield error(
                "card-twice",
                _("{card} runs more than once.").format(card=_named(offer, stall)),
                "; ".join(places),
                _("Every card is advised on once at most."),
            )


def _check_nobody_twice(offer: Offer) -> Iterator[Finding]:
    """Find who sits at one topic in two rotations, hosts and those fixed to a place aside."""
    view = offer.view
    settled = {rule.person for rule in view.rules if isinstance(rule, Fixed)}
    came: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for rotation in view.rotations:
        for group in rotation.groups:
            stall = offer.stall_of(group)
            for person in group.members if stall is not None else ():
                if person not in settled and person not in offer.hosts(stall or ""):
                    came[person, stall or ""].append(rotation.number)
    for (person, stall), numbers in came.items():
        if len(numbers) > 1:
            yield error(
                "topic-twice",
                _("{person} comes to {card} in rotations {numbers}.").format(
                    person=view.who([person]),
                    card=_named(offer, stall),
                    numbers=", ".join(map(str, numbers)),
                ),
                view.where(),
                _("Nobody should have the same topic twice."),
            )
