"""Slips, lists under a card and dots: taken, corrected, deleted, shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.collecting.answer import NOTHING, Answer, named_cards, without
from facilitate.collecting.desk import Desk, card_text, cards_text, person_text
from facilitate.event import Topic
from facilitate.intake import Collection
from facilitate.roster import Participant
from facilitate.words import _, ngettext


def take_slip(desk: Desk, state: Collection, person: Participant, written: str) -> Answer:
    """Take the wishes of one person; a slip typed before is replaced."""
    before = state.slips.get(person.id)
    if written in NOTHING:
        return _forget_slip(desk, state, person)
    chosen = [] if written == "0" else desk.cards(written, state)
    topics = list(dict.fromkeys(topic.id for topic in chosen))
    known = desk.topics(state)
    said = [f"{person_text(person)}: {cards_text([known[t] for t in topics])}"]
    if before is not None and before != tuple(topics):
        said.append("  " + _("instead of {cards}").format(cards=named_cards(known, before)))
    said += (f"  {note}" for note in _notes(desk, person, chosen))
    slips = {**state.slips, person.id: tuple(topics)}
    return Answer(
        replace(state, slips=slips, origins=without(state.origins, person.id)), tuple(said)
    )


def _notes(desk: Desk, person: Participant, chosen: Sequence[Topic]) -> Iterator[str]:
    """Say what of the wishes cannot count as it stands."""
    ids = [topic.id for topic in chosen]
    for card in dict.fromkeys(ids):
        if ids.count(card) > 1:
            yield _("{card} stood there twice; it counts once.").format(card=card)
    for topic in chosen:
        if topic.host == person.id:
            yield _("{card} is their own card; they sit there anyway.").format(card=topic.id)
        if topic.withdrawn:
            yield _("{card} does not run.").format(card=topic.id)
    if person.id in desk.away:
        yield _("They are not there then.")


def _forget_slip(desk: Desk, state: Collection, person: Participant) -> Answer:
    before = state.slips.get(person.id)
    if before is None:
        return Answer(
            state, (_("{person}: there was no slip.").format(person=person_text(person)),)
        )
    said = _("{person}: slip deleted; it was {cards}").format(
        person=person_text(person), cards=named_cards(desk.topics(state), before)
    )
    slips, origins = without(state.slips, person.id), without(state.origins, person.id)
    return Answer(replace(state, slips=slips, origins=origins), (said,))


def take_list(desk: Desk, state: Collection, topic: Topic, written: str) -> Answer:
    """Take the list under a card; a list typed before is replaced."""
    people = [] if written in NOTHING else desk.people(written)
    names = {person.id: person.label for person in desk.roster}
    before = state.signed.get(topic.id, ())
    shown = ", ".join(person.label for person in people) or _("nobody")
    said = [f"{card_text(topic)}: {shown}"]
    gone = [person for person in before if person not in {p.id for p in people}]
    if gone:
        left_out = ", ".join(names.get(person, person) for person in gone)
        said.append("  " + _("no longer {people}").format(people=left_out))
    if topic.withdrawn:
        said.append("  " + _("{card} does not run.").format(card=topic.id))
    signed = without(state.signed, topic.id) if not people else dict(state.signed)
    if people:
        signed[topic.id] = tuple(person.id for person in people)
    origins = without(state.origins, topic.id)
    return Answer(replace(state, signed=signed, origins=origins), tuple(said))


def take_dots(desk: Desk, state: Collection, named: str, count: str) -> Answer:
    """Take the number of anonymous dots on a card."""
    topic = desk.topic(named, state)
    before = state.dots.get(topic.id)
    dots = without(state.dots, topic.id)
    said = _("{card}: no dots").format(card=card_text(topic))
    if count != "-":
        dots = {**state.dots, topic.id: int(count)}
        said = ngettext("{card}: {count} dot", "{card}: {count} dots", int(count)).format(
            card=card_text(topic), count=count
        )
    if before is not None and str(before) != count:
        said += " " + _("(it was {count})").format(count=before)
    origins = without(state.origins, topic.id)
    return Answer(replace(state, dots=dots, origins=origins), (said,))


def show_person(desk: Desk, state: Collection, person: Participant) -> Answer:
    """Show what one person wishes and brings."""
    known = desk.topics(state)
    wanted = state.wishes().get(person.id)
    if wanted is None:
        empty = person.id in state.slips
        text = _("an empty slip") if empty else _("nothing so far")
    else:
        text = named_cards(known, wanted)
    own = [topic for topic in known.values() if topic.host == person.id]
    said = [f"{person_text(person)}: {text}"]
    if own:
        said.append("  " + _("brings {cards}").format(cards=cards_text(own)))
    return Answer(state, tuple(said))


def show_card(desk: Desk, state: Collection, topic: Topic) -> Answer:
    """Show who wishes a card."""
    wishes = state.wishes()
    people = [p.label for p in desk.roster if topic.id in wishes.get(p.id, ())]
    said = [
        card_text(topic),
        "  " + _("wished by {people}").format(people=", ".join(people) or _("nobody")),
    ]
    if topic.id in state.dots:
        count = state.dots[topic.id]
        said.append("  " + ngettext("{count} dot", "{count} dots", count).format(count=count))
    if topic.withdrawn:
        said.append("  " + _("{card} does not run.").format(card=topic.id))
    return Answer(state, tuple(said))
