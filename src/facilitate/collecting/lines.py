"""One line that somebody types: what is meant, what changes, and what is said back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from facilitate.collecting.answer import Answer, Order
from facilitate.collecting.cards import add_late, put_beside, restore, withdraw
from facilitate.collecting.desk import Desk
from facilitate.collecting.entries import (
    show_card,
    show_person,
    take_dots,
    take_list,
    take_slip,
)
from facilitate.errors import RosterError, UsageError
from facilitate.intake import Collection
from facilitate.intake.cleaning import clean
from facilitate.words import _, fold

WORDS: Mapping[str, tuple[str, ...]] = {
    "undo": ("undo", "u", "zurueck", "rueckgaengig"),
    "status": ("status", "?", "stand"),
    "cards": ("cards", "karten", "topics", "themen"),
    "help": ("help", "h", "hilfe", "??"),
    "done": ("done", "fertig", "ende", "quit", "q", "exit"),
    "merge": ("merge", "dazu"),
    "card": ("card", "karte", "+"),
    "withdraw": ("withdraw", "weg", "zurueckziehen"),
    "restore": ("restore", "doch"),
    "beside": ("beside", "neben"),
}
"""Order → words for it, folded."""
_ORDERS = {word: order for order, words in WORDS.items() for word in words}
_ALONE: tuple[Order, ...] = ("undo", "status", "cards", "help", "done")
_CARD_BEFORE = re.compile(r"(?:karte|card)\s+(?=\S+\s*[:=])", re.IGNORECASE)
_DOTS = re.compile(r"(\S.*?)\s*=\s*(\d{1,4}|-)")
_UNDER = re.compile(r"(\S[^:]*?)\s*:\s*(.*)")
_NAME_AND_CARDS = re.compile(r"(\D.*?)\s+(m?\d+(?:[\s,;]+m?\d+)*|-)", re.IGNORECASE)


_CHANGES: Mapping[str, Callable[[Desk, Collection, str], Answer]] = {
    "card": add_late,
    "withdraw": withdraw,
    "restore": restore,
    "beside": put_beside,
}


def take_line(desk: Desk, state: Collection, line: str) -> Answer:
    """Understand a line.

    Parameters
    ----------
    desk
        People and cards.
    state
        The collection before it.
    line
        As typed: "17 4 12 33", "M4: 17 23 41", "M4=11", "17 -", "withdraw M4" and the like.

    Raises
    ------
    FacilitateError
        If it cannot be understood, with everything that is wrong; nothing is taken then.
    """
    text = clean(line)
    if not text or text.startswith("#"):
        return Answer(state)
    if text.startswith("+") and not text.startswith("+ "):
        text = f"+ {text[1:]}"
    first, _blank, rest = text.partition(" ")
    order = _ORDERS.get(first if first in ("+", "?", "??") else fold(first), "")
    if not rest and (alone := next((each for each in _ALONE if each == order), None)):
        return Answer(state, order=alone)
    if order == "merge" and rest:
        return Answer(state, order="merge", argument=rest)
    if order in _CHANGES and rest and not _CARD_BEFORE.match(text):
        return _CHANGES[order](desk, state, rest)
    return _entry(desk, state, text)


def _entry(desk: Desk, state: Collection, text: str) -> Answer:
    """Take wishes, a list or dots."""
    text, named_card = _CARD_BEFORE.subn("", text, count=1)
    dots = _DOTS.fullmatch(text)
    if dots:
        return take_dots(desk, state, dots[1], dots[2])
    first, _blank, rest = text.partition(" ")
    under = _UNDER.fullmatch(text)
    if under and named_card:
        return take_list(desk, state, desk.topic(under[1], state), under[2])
    if under and not (first.isdecimal() and " " in under[1]):
        return _under(desk, state, under[1], under[2])
    if first.isdecimal() or "@" in first:
        person = desk.person(first)
        return take_slip(desk, state, person, rest) if rest else show_person(desk, state, person)
    if desk.is_topic(text, state):
        return show_card(desk, state, desk.topic(text, state))
    return _by_name(desk, state, text)


def _by_name(desk: Desk, state: Collection, text: str) -> Answer:
    """Take a slip of somebody named, or show it."""
    slip = _NAME_AND_CARDS.fullmatch(text)
    try:
        if slip:
            return take_slip(desk, state, desk.person(slip[1]), slip[2])
        return show_person(desk, state, desk.roster.find(text))
    except RosterError as error:
        if error.findings[0].code != "person-unknown" or (slip and error.findings[0].hint):
            raise
    raise UsageError(
        _("“{line}” is not understood.").format(line=text),
        code="line-unknown",
        hint=_("Type the person’s number and the cards: 17 4 12 33. “help” shows all."),
    )


def _under(desk: Desk, state: Collection, left: str, right: str) -> Answer:
    """Take what stands behind a colon: people under a card, or cards of somebody named."""
    if left.isdecimal():
        raise UsageError(
            _("Is {number} a card or a person?").format(number=left),
            code="line-ambiguous",
            hint=_("For a list under a card type M{number}: …; for a person {number} … .").format(
                number=left
            ),
        )
    if desk.is_topic(left, state):
        return take_list(desk, state, desk.topic(left, state), right)
    return take_slip(desk, state, desk.person(left), right)
