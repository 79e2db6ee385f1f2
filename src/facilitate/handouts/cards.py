"""Everybody's card and badge: name, number, the whole programme, what to do at the signal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from facilitate.agenda import Itinerary, Turn, Visit, along
from facilitate.agenda.signal import searched
from facilitate.alphabet import initial
from facilitate.handouts.edition import Size
from facilitate.handouts.jokers import Joker, blank_programme, jokers
from facilitate.handouts.order import Order, lasting_task, spots
from facilitate.views import UNNUMBERED
from facilitate.words import _, clock, listed, minute, ngettext, written_date

if TYPE_CHECKING:
    from facilitate.handouts.qr import Code

MEASURED = 4  # cards that are measured to find the size of the letters
BLANKS = 2
NARROWEST = 18  # millimetres of a code
A6_LINES = 17  # more do not fit on a card of this size in a size that reads well


def card_data(itinerary: Itinerary, number: str = "", *, timed: bool = True) -> dict[str, Any]:
    """Give what stands on one card; `number` instead of the person's own.

    Where it is not `timed`, for nobody knows when the event begins, rounds are numbered.
    """
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
        "number": number or (str(person.number) if person.number < UNNUMBERED else "–"),
        "name": named,
        "under": "",
        "days": [
            {
                "label": "" if day.day is None else written_date(day.day),
                "visits": [_visit(visit, timed=timed) for visit in day.visits],
                "end": minute(max(visit.people.end for visit in day.visits)) if timed else "",
                "end-title": _("End"),
            }
            for day in itinerary.days
        ],
        "note": note,
        "alarm": itinerary.unplaced,
    }


def _visit(visit: Visit, *, timed: bool) -> dict[str, Any]:
    grouped = bool(visit.turns)
    return {
        "time": clock(visit.people.start) if timed else "",
        "title": visit.session.title,
        "room": visit.session.room,
        "quiet": not grouped,
        "rows": _rows(visit, timed=timed),
        "blanks": _blanks(visit),
        "instruction": visit.instruction,
    }


def _blanks(visit: Visit) -> int:
    """Count the places to be written on the card of a guest: one, or one for each rotation."""
    rotations = len(visit.session.rotations)
    return 0 if visit.turns else rotations if searched(visit.session) else min(rotations, 1)


def _rows(visit: Visit, *, timed: bool) -> list[dict[str, str]]:
    runs = along(visit.turns)
    told = timed or len(runs) > 1
    return [
        _row(
            run,
            _when(run[0], visit, timed=timed) if told else "",
            stays=k > 0 and _stays(runs[k - 1][-1], run[0]),
        )
        for k, run in enumerate(runs)
    ]


def _when(turn: Turn, visit: Visit, *, timed: bool) -> str:
    """Say when a line of several begins; by the number of the round where no clock is known."""
    if len(visit.turns) < 2:
        return ""
    return clock(turn.start) if timed else f"{turn.rotation}."


def _stays(before: Turn, turn: Turn) -> bool:
    """Whether somebody is told the table where they sit already."""
    circling = turn.chair is not None and bool(turn.chair.circle)
    seated = before.status == turn.status == "seated"
    return seated and not circling and before.place_id == turn.place_id


def _row(run: Sequence[Turn], when: str, *, stays: bool) -> dict[str, str]:
    first = run[0]
    return {
        "time": when,
        "place": first.spot,
        "stay": _("(stay)") if stays else "",
        "seat": first.seat,
        "role": first.task,
        "topic": first.topic,
    }


def card_of(order: Order, one: Itinerary) -> dict[str, Any]:
    """Give what stands on the card of one person."""
    return order.once("card", one.person.id, lambda: card_data(one, timed=order.timed))


def code_of(order: Order, one: Itinerary) -> Code | None:
    """Draw the person's own calendar; None where the plan has no dates."""
    if not any(session.start.tzinfo is not None for session in order.plan.sessions):
        return None
    # loaded while typst sets what needs no codes
    from facilitate.exports.calendar import person_calendar_text  # noqa: PLC0415
    from facilitate.handouts.qr import qr_code  # noqa: PLC0415

    return order.once(
        "code", one.person.id, lambda: qr_code(person_calendar_text(order.plan, one, compact=True))
    )


def people_cards(
    order: Order, people: Iterable[Itinerary], *, codes: bool = True
) -> list[dict[str, Any]]:
    """Give the cards of `people`, each with its own calendar as a QR code if `codes`."""
    return [
        {**card_of(order, one), "code": code_of(order, one) if codes else None} for one in people
    ]


def spare_cards(order: Order) -> list[dict[str, Any]]:
    """Give cards for who comes unannounced: some with places, some to be written on."""
    programme = blank_programme(order.plan)
    days = card_data(programme, timed=order.timed)["days"] if order.seated else []
    return [*joker_cards(order), *[{**_blank(), "days": days}] * BLANKS]


def joker_cards(order: Order) -> list[dict[str, Any]]:
    """Give the cards that keep a place free; without a place in every rotation they are blank."""

    def tell() -> list[dict[str, Any]]:
        return [
            _joker_card(one, timed=order.timed)
            for one in (jokers(order.plan, order.spares) if order.seated else ())
        ]

    return order.once("jokers", "", tell)


def _joker_card(joker: Joker, *, timed: bool) -> dict[str, Any]:
    if joker.itinerary is None:
        note = _("Please see the moderators: no place is free in every rotation.")
        return {**_blank(), "number": joker.number, "note": note}
    under = _("A place for whoever comes unannounced; write the name on the card.")
    card = card_data(joker.itinerary, joker.number, timed=timed)
    return {**card, "kind": "joker", "name": "", "under": under, "note": ""}


def _blank() -> dict[str, Any]:
    return {
        "kind": "blank",
        "number": "",
        "name": "",
        "under": _("Name"),
        "days": [],
        "note": "",
        "alarm": False,
    }


def fullest_cards(order: Order) -> list[dict[str, Any]]:
    """Give those of everybody's cards that say most; what a single card is measured by."""
    told = [card_of(order, one) for one in order.everybody]
    fullest = {*_most(told, lambda card: len(str(card))), *_most(told, _lines)}
    return people_cards(order, (order.everybody[at] for at in sorted(fullest)))


def cards_document(
    order: Order,
    cards: Sequence[dict[str, Any]],
    of: Sequence[dict[str, Any]] = (),
    size: Size | None = None,
) -> dict[str, Any]:
    """Give everything that the template of the cards needs.

    `of` is the whole stack, or those in it that say most, where `cards` are those of one file:
    all have the same size.
    """
    return {
        **order.head(_("Cards")),
        "size": size or size_of(order, of or cards),
        "qr-alt": _("QR code with this programme for a calendar"),
        "qr-hint": _(
            "Your programme for your phone’s calendar: point the camera here. Nothing is sent."
        ),
        **_with_pictures("cards", cards, of or cards),
    }


def _with_pictures(
    key: str, things: Sequence[dict[str, Any]], of: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Give `things` with the number of the picture of their code, and the pictures.

    Those of all that say most are `samples`: the size of the letters that fits them fits all.
    """
    pictures: list[bytes] = []
    found = []
    for thing in things:
        code: Code | None = thing.get("code")
        found.append(_drawn(thing, len(pictures)))
        if code is not None:
            pictures.append(code.png)
    samples = [_drawn(thing, 0) for thing in _longest(of)]
    return {key: found, "samples": samples, "codes": pictures}


def _drawn(thing: dict[str, Any], picture: int) -> dict[str, Any]:
    code: Code | None = thing.get("code")
    said = {name: value for name, value in thing.items() if name != "code"}
    if code is None:
        return {**said, "qr": None, "qr-width": 0}
    return {**said, "qr": picture, "qr-width": _width(code)}


def _width(code: Code) -> float:
    return round(max(code.width, NARROWEST), 2)


def _longest(things: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Find the few with most text."""
    return [things[k] for k in _most(things, lambda one: len(str({**one, "code": ""})))]


def _most(things: Sequence[dict[str, Any]], measure: Callable[[dict[str, Any]], int]) -> list[int]:
    """Find where the few stand of which there is most."""
    measured = [measure(one) for one in things]
    return sorted(range(len(things)), key=lambda k: (-measured[k], k))[:MEASURED]


def size_of(order: Order, cards: Iterable[dict[str, Any]], before: Size | None = None) -> Size:
    """Find the size in which all `cards` can be read.

    A stack that had large cards `before` keeps them, for single ones must fit into it.
    """
    if order.large:
        return "large"
    longest = max((_lines(card) for card in cards), default=0)
    return "a5" if longest > A6_LINES or before == "a5" else "a6"


def _lines(card: dict[str, Any]) -> int:
    """About how many lines a card has."""
    lines = 2 if card["note"] else 0
    for day in card["days"]:
        lines += bool(day["label"])
        for visit in day["visits"]:
            rows = sum(1 + bool(row["topic"]) for row in visit["rows"])
            lines += 1 + rows + bool(visit["instruction"])
    return lines


def people_badges(order: Order, people: Iterable[Itinerary]) -> list[dict[str, Any]]:
    """Give the badge backs of `people`, with the same code as on their cards."""
    several = len(order.plan.days) > 1
    return [{**_badge(order, one, several=several), "code": code_of(order, one)} for one in people]


def badges_document(
    order: Order, badges: Sequence[dict[str, Any]], of: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Give everything that the template of the badge backs needs; see `cards_document`."""
    return {
        **order.head(_("Badge backs")),
        "qr-alt": _("QR code with this programme for a calendar"),
        **_with_pictures("badges", badges, of or badges),
    }


def _badge(order: Order, itinerary: Itinerary, *, several: bool) -> dict[str, Any]:
    card = card_of(order, itinerary)
    rows = []
    for visit in itinerary.visits:
        if visit.turns:
            start = visit.people.start
            day = f"{_weekday(start)} " if several and start.tzinfo is not None else ""
            first = visit.turns[0]
            seat = first.seat if first.chair is not None and first.chair.circle else ""
            rows.append(
                {
                    "time": f"{day}{clock(start)}" if order.timed else "",
                    "title": visit.session.title,
                    "place": spots(visit),
                    "role": lasting_task(visit.turns),
                    "seat": seat,
                }
            )
    return {"number": card["number"], "name": card["name"], "rows": rows, "note": card["note"]}


def _weekday(moment: Any) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[moment.weekday()]


def count_of_cards(count: int) -> str:
    """Say how many cards there are."""
    return ngettext("{count} card", "{count} cards", count).format(count=count)


def letters_of(cards: Sequence[dict[str, Any]], *, whole: bool) -> str:
    """Say which letters of the alphabet some of the cards are: ", A–G"; nothing of a `whole`."""
    found = [initial(card["name"]) for card in cards if card["name"]]
    if whole or not found:
        return ""
    return f", {found[0]}–{found[-1]}"


def count_of_badges(count: int) -> str:
    """Say how many badge backs there are."""
    return ngettext("{count} badge back", "{count} badge backs", count).format(count=count)
