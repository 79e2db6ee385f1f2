"""All that the methods of a plan need on paper, as their formations and materials say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from facilitate.handouts import forms, labels
from facilitate.handouts.copies import Originals, Piece, Sets, note, originals
from facilitate.handouts.order import Order
from facilitate.words import _


@dataclass(frozen=True, slots=True)
class Sheets:
    """One file of material: a word for its name, what it is, its template and data.

    `times` is how often the whole file is to be printed. `spared` is why it is left out unless
    somebody asks for everything; empty for what is needed.
    """

    word: str
    what: str
    template: str
    data: dict[str, Any]
    times: int = 1
    spared: str = ""


def materials_of(order: Order) -> Iterator[Sheets]:
    """Give everything in the order in which it is needed; what no method needs is not there."""
    yield Sheets(_("check-in"), _("The list for the door"), "lists", forms.check_in(order))
    yield from _labels(order)
    for full in (False, True):
        lists = forms.sign_up(order, full=full)
        if lists:
            what = _("Lists to sign up, with as many lines as seats")
            data = forms.lists_document(order, _("Sign-up"), lists)
            yield Sheets(_("sign-up"), what, "lists", data, spared=_seated() if full else "")
    yield from _forms(order)


def _labels(order: Order) -> Iterator[Sheets]:
    """Give what is cut: a word, what it is, the labels, columns and rows, and why it is spared."""
    for word, title, found, columns, rows, *spared in (
        (_("circle-signs"), _("Signs for the circles"), _once(labels.circle_signs(order)), 1, 1),
        (_("chair-numbers"), _("Numbers for the chairs"), _once(labels.chair_labels(order)), 3, 8),
        (_("floor-numbers"), _("Numbers for the floor"), _once(labels.floor_labels(order)), 1, 2),
        (_("card-sets"), _("Sets of cards"), labels.decks(order), 3, 3),
        (_("card-sets"), _("Sets of cards"), labels.decks(order, scaled=True), 3, 3, _folded()),
        (_("scales"), _("Scales to be folded, instead of the sets of cards"),
         labels.scales(order), 4, 1),
        (_("questions"), _("Question cards"), labels.questions(order), 2, 4),
        (_("offers"), _("Cards of the market"), _once(labels.offers(order)), 2, 4),
        (_("seat-tickets"), _("Tickets for the seats at the cards"),
         _once(labels.seat_tickets(order)), 3, 8, _seated()),
    ):  # fmt: skip
        for one in _cut(order, "labels", word, title, found, (columns, rows)):
            yield replace(one, spared="".join(spared))


def _forms(order: Order) -> Iterator[Sheets]:
    for word, title, found, columns, rows, *spared in (
        (_("wish-slips"), _("Slips for wishes"), _once(forms.wish_slips(order)), 2, 2, _seated()),
        (_("steps"), _("The steps and their minutes"), forms.steps(order), 1, 2),
        (_("harvest"), _("Sheets for results"), _once(forms.harvest(order)), 1, 1),
        (_("feedback"), _("Feedback"), [forms.feedback(order)], 1, 2),
    ):
        for one in _cut(order, "forms", word, title, found, (columns, rows)):
            yield replace(one, spared="".join(spared))


def _folded() -> str:
    return _("the scales to be folded take less paper")


def _seated() -> str:
    return _("everybody has a place by the plan")


def _once(pieces: Iterable[Piece]) -> list[Sets]:
    return [Sets("", tuple(pieces))]


def _cut(
    order: Order, template: str, word: str, title: str, found: Iterable[Sets], grid: tuple[int, int]
) -> Iterator[Sheets]:
    """Give a file; one for each session where they are to be printed differently often."""
    columns, rows = grid
    files = originals(found, columns * rows)
    for number, one in enumerate(files, 1):
        data = {
            **order.head(title),
            "columns": columns,
            "rows": rows,
            "note": note(ceil(len(one.pieces) / (columns * rows)), one.times),
            template: list(one.pieces),
        }
        name = word if number == 1 else f"{word}-{number}"
        yield Sheets(name, _what(title, one, len(files)), template, data, one.times)


def _what(title: str, one: Originals, files: int) -> str:
    said = f"{title} · {one.title}" if files > 1 and one.title else title
    return f"{said} ({len(one.pieces) * one.times})"
