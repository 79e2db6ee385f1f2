"""Cards that come late, are taken back, or share a place."""

from __future__ import annotations

from dataclasses import replace

from facilitate.collecting.answer import NOTHING, Answer, without
from facilitate.collecting.desk import Desk, card_text, person_text
from facilitate.errors import UsageError
from facilitate.event import Topic
from facilitate.intake import Collection, LateCard
from facilitate.words import _, fold, ngettext

KINDS = ("titel", "these", "fragment", "title", "thesis")
QUOTES = "\"'“”„‟«»‚‘’"


def add_late(desk: Desk, state: Collection, written: str) -> Answer:
    """Take a late card: giver's number if there is one, kind if it is one, title."""
    giver = None
    first, _blank, rest = written.partition(" ")
    if first.isdecimal() and rest:
        giver = desk.person(first)
        written = rest
    kind, _blank, title = written.partition(" ")
    if fold(kind) not in KINDS or not title.strip(QUOTES + " "):
        kind, title = "", written
    title = title.strip(QUOTES + " ")
    if not title:
        raise UsageError(
            _("The card has no title."),
            code="line-unknown",
            hint=_("Type + 23 These Title, with the number of whoever brings it."),
        )
    card = LateCard(desk.next_id(state), title, kind, giver.id if giver else "")
    said = [card_text(Topic(id=card.id, title=title))]
    if giver is None:
        said.append("  " + _("Nobody is known to bring it; a group will find its own way."))
    else:
        said.append("  " + _("brought by {person}").format(person=person_text(giver)))
    twins = [t.id for t in desk.topics(state).values() if fold(t.title) == fold(title)]
    if twins:
        said.append("  " + _("The same title stands on {card}.").format(card=", ".join(twins)))
    return Answer(replace(state, late=(*state.late, card)), tuple(said))


def withdraw(desk: Desk, state: Collection, written: str) -> Answer:
    """Take a card back: it keeps its number and does not run."""
    topic = desk.topic(written, state)
    if topic.withdrawn:
        return Answer(state, (_("{card} did not run anyway.").format(card=card_text(topic)),))
    wanting = sum(topic.id in topics for topics in state.wishes().values())
    said = ngettext(
        "{card} is taken back; {count} person wished it.",
        "{card} is taken back; {count} people wished it.",
        wanting,
    ).format(card=card_text(topic), count=wanting)
    return Answer(replace(state, withdrawn=(*state.withdrawn, topic.id)), (said,))


def restore(desk: Desk, state: Collection, written: str) -> Answer:
    """Let a card run that was taken back here."""
    topic = desk.topic(written, state)
    if topic.id not in state.withdrawn:
        raise UsageError(
            _("{card} was not taken back here.").format(card=card_text(topic)),
            code="card-not-withdrawn",
        )
    left = tuple(card for card in state.withdrawn if card != topic.id)
    said = _("{card} runs after all.").format(card=card_text(topic))
    return Answer(replace(state, withdrawn=left), (said,))


def put_beside(desk: Desk, state: Collection, written: str) -> Answer:
    """Let a card share a place with a similar one, or no longer."""
    first, _blank, second = written.partition(" ")
    topic = desk.topic(first, state)
    if second in NOTHING:
        said = _("{card} needs a place of its own again.").format(card=card_text(topic))
        return Answer(replace(state, beside=without(state.beside, topic.id)), (said,))
    other = desk.topic(second, state) if second else topic
    if other.id == topic.id:
        raise UsageError(
            _("Two cards are needed."), code="line-unknown", hint=_("Type beside M4 M9.")
        )
    said = _("{card} may share a place with {other}.").format(
        card=card_text(topic), other=card_text(other)
    )
    return Answer(replace(state, beside={**state.beside, topic.id: other.id}), (said,))
