"""All that the methods of a plan need on paper, as their formations and materials say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from facilitate.handouts import forms, labels
from facilitate.handouts.order import Order
from facilitate.words import _


@dataclass(frozen=True, slots=True)
class Sheets:
    """One file of material: a word for its name, what it is, its template and data."""

    word: str
    what: str
    template: str
    data: dict[str, Any]


def materials_of(order: Order) -> Iterator[Sheets]:
    """Give everything in the order in which it is needed; what no method needs is left out."""
    yield Sheets(_("check-in"), _("The list for the door"), "lists", forms.check_in(order))
    yield from _labels(order)
    lists = forms.sign_up(order)
    if lists:
        what = _("Lists to sign up, with as many lines as seats")
        yield Sheets(_("sign-up"), what, "lists", forms.lists_document(order, _("Sign-up"), lists))
    yield from _forms(order)


def _labels(order: Order) -> Iterator[Sheets]:
    """Give what is cut: a word, what it is, the labels, how many in a row and in a column."""
    for word, title, found, columns, rows in (
        (_("circle-signs"), _("Signs for the circles"), labels.circle_signs(order), 1, 1),
        (_("chair-numbers"), _("Numbers for the chairs"), labels.chair_labels(order), 3, 8),
        (_("floor-numbers"), _("Numbers for the floor"), labels.floor_labels(order), 1, 2),
        (_("card-sets"), _("Sets of cards"), labels.decks(order), 3, 3),
        (_("scales"), _("Scales to be folded, instead of the sets of cards"),
         labels.scales(order), 4, 1),
        (_("questions"), _("Question cards"), labels.questions(order), 2, 4),
        (_("offers"), _("Cards of the market"), labels.offers(order), 2, 4),
        (_("seat-tickets"), _("Tickets for the seats at the cards"),
         labels.seat_tickets(order), 3, 8),
    ):  # fmt: skip
        if found:
            what = f"{title} ({len(found)})"
            data = labels.labels_document(order, title, found, columns, rows)
            yield Sheets(word, what, "labels", data)


def _forms(order: Order) -> Iterator[Sheets]:
    for word, title, found, columns, rows in (
        (_("wish-slips"), _("Slips for wishes"), forms.wish_slips(order), 2, 2),
        (_("steps"), _("The steps and their minutes"), forms.steps(order), 1, 2),
        (_("harvest"), _("Sheets for results"), forms.harvest(order), 1, 1),
        (_("feedback"), _("Feedback"), forms.feedback(order), 1, 2),
    ):
        if found:
            what = f"{title} ({len(found)})"
            data = forms.forms_document(order, title, found, columns, rows)
            yield Sheets(word, what, "forms", data)
