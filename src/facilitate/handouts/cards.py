"""Everybody's card and badge: name, number, the whole programme, what to do at the signal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from facilitate.agenda import Itinerary, Turn, Visit, along
from facilitate.handouts.jokers import jokers
from facilitate.handouts.order import Order, spots
from facilitate.handouts.qr import Code, qr_code
from facilitate.words import _, clock, listed, ngettext, written_date

JOKERS = 4
MEASURED = 6  # cards that are measured to find the size of the letters
BLANKS = 2
NARROWEST = 18  # millimetres of a code
A6_LINES = 17  # more do not fit on a card of this size in a size that reads well
CalendarText = Callable[[Itinerary], str]


def card_data(itinerary: Itinerary, number: str = "") -> dict[str, Any]:
    """Give what stands on one card; `number` instead of the person's own."""
    person = itinerary.person
    named = " ".join(part for part in (person.title, person.name) if part)
    note = ""
    if itinerary.unplaced:
        note = _("Please see the moderators: the plan has no place for you yet.")
    elif itinerary.missed:
        titles = listed([session.title for session in itinerary.missed])
        note = _("Not there: {sessions}.").format(sessions=titles)
    return {
        "kind": "person",
        "number": number or str(person.number),
        "name": named,
        "under": "",
        "days": [
            {
                "label": "" if day.day is None else written_date(day.day),
                "visits": [_visit(visit) for visit in day.visits],
            }
            for day in itinerary.days
        ],
        "note": note,
        "alarm": itinerary.unplaced,
    }


def _visit(visit: Visit) -> dict[str, Any]:
    grouped = bool(visit.turns)
    return {
        "time": clock(visit.people.start),
        "title": visit.session.title,
        "room": visit.session.room,
        "quiet": not grouped,
        "rows": [_row(run, visit) for run in along(visit.turns)],
        "instruction": visit.instruction,
    }


def _row(run: Sequence[Turn], visit: Visit) -> dict[str, str]:
    first = run[0]
    return {
        "time": clock(first.start) if len(visit.turns) > 1 else "",
        "place": first.spot,
        "seat": first.seat,
        "role": first.task,
        "topic": first.topic,
    }


def people_cards(
    people: Iterable[Itinerary],
    calendar: CalendarText | None,
    known: Mapping[str, dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """Give the cards of `people`, each with its own calendar as a QR code.

    `known` is what stands on cards, by the person's id, where that has been told already.
    """
    return [_with_code(_said(one, known), one, calendar) for one in people]


def _said(one: Itinerary, known: Mapping[str, dict[str, Any]] | None) -> dict[str, Any]:
    return (known or {}).get(one.person.id) or card_data(one)


def spare_cards(order: Order) -> list[dict[str, Any]]:
    """Give cards for who comes unannounced: some with places, some to be written on."""
    spare = []
    for joker in jokers(order.plan, JOKERS) if order.seated else ():
        card = card_data(joker.itinerary, joker.number)
        under = _("A place for whoever comes unannounced; write the name on the card.")
        spare.append(
            {
                **card,
                "kind": "joker",
                "name": "",
                "under": under,
                "note": "",
            }
        )
    blank = {"kind": "blank", "number": "", "name": "", "under": _("Name"), "days": []}
    spare += [{**blank, "note": "", "alarm": False}] * BLANKS
    return spare


def _with_code(
    card: dict[str, Any], itinerary: Itinerary, calendar: CalendarText | None
) -> dict[str, Any]:
    text = calendar(itinerary) if calendar is not None else ""
    return {**card, "code": qr_code(text)} if text else card


def cards_document(order: Order, cards: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give everything that the template of the cards needs."""
    return {
        **order.head(_("Cards")),
        "size": _size(order, cards),
        "qr-alt": _("QR code with this programme for a calendar"),
        "qr-hint": _(
            "Your programme for your phone’s calendar: point the camera here. Nothing is sent."
        ),
        "samples": _longest(cards),
        **_with_pictures("cards", cards),
    }


def _with_pictures(key: str, things: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give `things` with the number of the picture of their code, and the pictures."""
    pictures: list[bytes] = []
    found = []
    for thing in things:
        code: Code | None = thing.get("code")
        said = {name: value for name, value in thing.items() if name != "code"}
        if code is not None:
            found.append({**said, "qr": len(pictures), "qr-width": _width(code)})
            pictures.append(code.png)
        else:
            found.append({**said, "qr": None, "qr-width": 0})
    return {key: found, "pictures": pictures}


def _width(code: Code) -> float:
    return round(max(code.width, NARROWEST), 2)


def _longest(things: Sequence[dict[str, Any]]) -> list[int]:
    """Find the few with most text: the size of the letters that fits them fits all."""
    length = {k: len(str({**one, "code": ""})) for k, one in enumerate(things)}
    return sorted(length, key=lambda k: (-length[k], k))[:MEASURED]


def _size(order: Order, cards: Sequence[dict[str, Any]]) -> str:
    if order.large:
        return "large"
    longest = max((_lines(card) for card in cards), default=0)
    return "a6" if longest <= A6_LINES else "a5"


def _lines(card: dict[str, Any]) -> int:
    """About how many lines a card has."""
    lines = 2 if card["note"] else 0
    for day in card["days"]:
        lines += bool(day["label"])
        for visit in day["visits"]:
            rows = sum(1 + bool(row["topic"]) for row in visit["rows"])
            lines += 1 + rows + bool(visit["instruction"])
    return lines


def badges_document(
    order: Order,
    people: Iterable[Itinerary],
    known: Mapping[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Give everything that the template of the badge backs needs."""
    several = len(order.plan.days) > 1
    badges = [_badge(one, _said(one, known), several=several) for one in people]
    return {**order.head(_("Badge backs")), "samples": _longest(badges), "badges": badges}


def _badge(itinerary: Itinerary, card: dict[str, Any], *, several: bool) -> dict[str, Any]:
    rows = []
    for visit in itinerary.visits:
        if visit.turns:
            start = visit.people.start
            day = f"{_weekday(start)} " if several and start.tzinfo is not None else ""
            first = visit.turns[0]
            seat = first.seat if first.chair is not None and first.chair.circle else ""
            roles = sorted({turn.task for turn in visit.turns if turn.task})
            rows.append(
                {
                    "time": f"{day}{clock(start)}",
                    "title": visit.session.title,
                    "place": ", ".join(filter(None, (spots(visit.turns), seat))),
                    "role": listed(roles),
                }
            )
    return {"number": card["number"], "name": card["name"], "rows": rows, "note": card["note"]}


def _weekday(moment: Any) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[moment.weekday()]


def count_of_cards(count: int) -> str:
    """Say how many cards there are."""
    return ngettext("{count} card", "{count} cards", count).format(count=count)


def count_of_badges(count: int) -> str:
    """Say how many badge backs there are."""
    return ngettext("{count} badge back", "{count} badge backs", count).format(count=count)
