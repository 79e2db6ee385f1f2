"""Cards and labels of the methods: decks, questions, offers, numbers for chairs and floors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from facilitate.agenda.furniture import most_at, people_there
from facilitate.agenda.turns import side_words
from facilitate.event import Topic
from facilitate.handouts.copies import Sets
from facilitate.handouts.order import Order
from facilitate.handouts.room import circles_of
from facilitate.method import Material
from facilitate.plan import SessionPlan
from facilitate.words import _

BLANK_OFFERS = 8
Label = dict[str, Any]


def label(big: str = "", *, top: str = "", text: str = "", foot: str = "") -> Label:
    """Make a label: something `big`, or a `text` to read; `top` and `foot` are small."""
    return {"big": big, "top": top, "text": text, "foot": foot}


def circle_signs(order: Order) -> list[Label]:
    """Give a sign for each circle of each session."""
    return [
        label(letter, top=session.title, text=_("Circle {name}").format(name=letter))
        for session in order.seated
        for letter in circles_of(session)
    ]


def chair_labels(order: Order) -> list[Label]:
    """Give a number for each chair of the circles, one circle after the other."""
    found = []
    for session in order.seated:
        if session.seating == "numbered":
            for letter, sides in circles_of(session).items():
                for side in ("outer", "inner"):
                    for seat in range(1, sides.get(side, 0) + 1):
                        said = label(f"{letter} {seat}", top=session.title, text=side_words(side))
                        found.append(said | {"ring": side})
    return found


def floor_labels(order: Order) -> list[Label]:
    """Give a large number for each place that is marked on the floor."""
    found = []
    for session, _need in needing(order, "floor"):
        labels = session.place_labels()
        for place in most_at(session):
            found.append(label(labels.get(place, place), top=session.title))
    return found


def decks(order: Order, *, scaled: bool = False) -> Iterator[Sets]:
    """Give the decks of cards; `scaled` are those that a scale to be folded can stand for."""
    for session, need in needing(order, "deck"):
        if scaled == (len(_values(need)) > 1):
            cards = tuple(label(value, top=session.title) for value in need.values)
            yield Sets(session.title, cards, times(order, session, need))


def scales(order: Order) -> Iterator[Sets]:
    """Give a strip for each deck with numbers: folded at one's value, it saves the cards."""
    how = _("Fold here at your value, and keep it covered until all show theirs.")
    for session, need in needing(order, "deck"):
        values = _values(need)
        if len(values) > 1:
            strip = {**label(top=session.title, text=how), "scale": values}
            yield Sets(session.title, (strip,), times(order, session, need))


def _values(need: Material) -> list[str]:
    return [value for value in need.values if value.isdecimal()]


def questions(order: Order) -> Iterator[Sets]:
    """Give the piles of question cards."""
    for session, need in needing(order, "questions"):
        prompts = [str(prompt) for prompt in session.spec.prompts]
        pile = tuple(
            label(text=prompt, top=session.title, foot=f"{at}/{len(prompts)}")
            for at, prompt in enumerate(prompts, 1)
        )
        yield Sets(session.title, pile, times(order, session, need))


def offers(order: Order) -> list[Label]:
    """Give a card for each offer of a market, with its number, and empty ones for new offers."""
    found = []
    for session in order.seated:
        if session.spec.formation == "market":
            for topic in running(session.topics):
                giver = order.host_name(topic.host or "")
                top = " · ".join(filter(None, (topic.id, topic.kind)))
                found.append(label(text=topic.title, top=top, foot=giver))
            empty = label(top=_("Title, thesis or fragment"), foot=_("Name"))
            found += [{**empty, "lines": 3}] * BLANK_OFFERS
    return found


def seat_tickets(order: Order) -> list[Label]:
    """Give a ticket for each free seat at a card, where nobody's own wishes are known.

    Dots tell which cards run when, not who wants them: whoever takes a ticket has the seat.
    """
    found = []
    for session in order.seated:
        if session.spec.formation != "market" or session.wishes:
            continue
        places = session.place_labels()
        for rotation in session.rotations:
            for group in rotation.groups:
                cards = [t for t in session.topics if group.card in {t.id, t.beside}]
                free = set(group.members) - {card.host for card in cards}
                when = _("Rotation {number}").format(number=rotation.number)
                where = places.get(group.place, group.place)
                top = " · ".join(
                    filter(None, (group.card, when, order.clock(rotation.start), where))
                )
                for seat in range(1, len(free) + 1):
                    foot = _("Seat {seat} of {count}").format(seat=seat, count=len(free))
                    found.append(label(text=group.topic or where, top=top, foot=foot))
    return found


def running(topics: Iterable[Topic]) -> list[Topic]:
    """Leave out what was taken back."""
    return [topic for topic in topics if not topic.withdrawn]


def needing(order: Order, sheet: str) -> Iterator[tuple[SessionPlan, Material]]:
    """Find the sessions whose method asks for a `sheet` of this kind."""
    for session in order.seated:
        for need in session.spec.materials:
            if need.sheet == sheet:
                yield session, need


def times(order: Order, session: SessionPlan, need: Material) -> int:
    """Count how often something is needed that is counted per person, group, circle or session."""
    if need.per == "person":
        return need.count * people_there(order.plan, session)
    if need.per == "group":
        return need.count * len(most_at(session))
    return need.count * (max(1, len(circles_of(session))) if need.per == "circle" else 1)
