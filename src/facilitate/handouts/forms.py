"""Lists and forms to be written on: check-in, sign-up, wishes, harvest, feedback, steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitate import views
from facilitate.agenda import Itinerary
from facilitate.handouts.copies import Sets
from facilitate.handouts.labels import needing, running, times
from facilitate.handouts.order import Order
from facilitate.handouts.wall import names_note
from facilitate.plan import SessionPlan
from facilitate.planned import PlannedPerson
from facilitate.timetable.elastic import told_minutes
from facilitate.words import _, decimal

WALK_INS = 8
LINES = 12  # of a sign-up list whose place has no known number of seats
MOST_LISTED = 8  # topics that fit on a slip
FROM_WHERE = ("organisation", "place", "function", "sector")  # what tells namesakes apart
Form = dict[str, Any]


def check_in(order: Order) -> dict[str, Any]:
    """Give the list for the door: everybody once, a box to tick for each day."""
    days = [f"{day.day}.{day.month}." for day in order.plan.days] or [_("there")]
    told = [_told_apart(order, one.person) for one in order.everybody]
    rows = [
        [str(one.person.number), name, *_boxes(order, one, len(days))]
        for one, name in zip(order.everybody, told, strict=True)
    ]
    rows += [["", "", *[""] * len(days)]] * WALK_INS
    sheet = {
        "title": _("Check-in"),
        "under": order.plan.title,
        "columns": [_("No."), _("Name"), *days],
        "boxes": len(days),
        "tall": False,
        "rows": rows,
    }
    private = any(" · " in name for name in told)
    notice = _("For the desk only: it tells where people come from") if private else names_note()
    return {**order.head(_("Check-in"), notice), "sheets": [sheet]}


def _told_apart(order: Order, person: PlannedPerson) -> str:
    """Give a name as in a list; at the desk namesakes are told apart by where they come from."""
    name = order.namesakes.titled(person, person.listed)
    alike = order.namesakes.of(person)
    for attribute in FROM_WHERE:
        where = {one.attributes.get(attribute) for one in alike}
        own = person.attributes.get(attribute)
        if own and len(where) > 1:
            return f"{name} · {own}"
    return name


def _boxes(order: Order, one: Itinerary, days: int) -> list[str]:
    """Leave a box for each day; a dash where somebody is not there."""
    there = {day.day for day in one.days}
    if not order.plan.days:
        return [""] * days
    return ["" if day in there or not there else "–" for day in order.plan.days]


def sign_up(order: Order, *, full: bool) -> list[dict[str, Any]]:
    """Give a list for each topic that can be chosen, with as many lines as there are seats.

    Parameters
    ----------
    full
        Whether those of sessions are wanted in which everybody has a place; else all others.
    """
    unplaced = {view.session_id for view in order.rotations if view.sitting_out}
    found = []
    for session in order.seated:
        if session.spec.formation == "choice" and full is (session.id not in unplaced):
            seats = {place.id: place.seats for place in session.places}
            labels = session.place_labels()
            for topic in running(session.topics):
                lines = topic.max or seats.get(topic.place or "") or LINES
                where = labels.get(topic.place or "", "")
                found.append(
                    {
                        "title": topic.title,
                        "under": " · ".join(
                            filter(None, (session.title, where, order.host_name(topic.host or "")))
                        ),
                        "columns": ["", _("Name")],
                        "boxes": 0,
                        "tall": True,
                        "rows": [[str(line), ""] for line in range(1, lines + 1)],
                    }
                )
    return found


def wish_slips(order: Order) -> list[Form]:
    """Give a slip for each person and session in which something can be chosen."""
    found = []
    for session in order.seated:
        topics = running(session.topics)
        if topics:
            body = _ranks(session) if len(topics) > MOST_LISTED else _choices(session)
            for one in order.everybody:
                if one.person.id not in session.absent:
                    title = f"{one.person.number} · {one.person.name}"
                    found.append({"title": title, "under": session.title, "blocks": body})
    return found


def _choices(session: SessionPlan) -> list[dict[str, Any]]:
    said = _("Put a 1 before what you would like most, then 2, 3 and so on.")
    lines = [topic.title for topic in running(session.topics)]
    return [{"kind": "text", "text": said}, {"kind": "boxes", "items": lines}]


def _ranks(session: SessionPlan) -> list[dict[str, Any]]:
    del session
    said = _("Write down the numbers of the offers you like, the dearest first.")
    wishes = [_("Wish {number}: No.").format(number=number) for number in range(1, 6)]
    return [{"kind": "text", "text": said}, {"kind": "blanks", "items": wishes}]


def harvest(order: Order) -> list[Form]:
    """Give a sheet for each place where the method has something written down."""
    runs: dict[tuple[str, str], list[views.Seated]] = {}
    for view in order.rotations:
        for group in view.groups:
            runs.setdefault((view.session_id, group.place_id), []).append(group)
    found = []
    for session in order.seated:
        records = [str(phase.record) for phase in session.spec.timing.phases if phase.record]
        places = [key for key in runs if key[0] == session.id]
        for key in places if records and session.spec.formation != "circles" else ():
            blocks: list[dict[str, Any]] = [{"kind": "text", "text": " ".join(records)}]
            for group in runs[key]:
                number = _("Rotation {number}").format(number=group.rotation)
                parts = (number, order.clock(group.start), group.topic)
                blocks.append({"kind": "space", "text": " · ".join(filter(None, parts))})
            title, under = runs[key][0].place, session.title
            found.append({"title": title, "under": under, "blocks": blocks})
    return found


def steps(order: Order) -> Iterator[Sets]:
    """Give the steps of a method with their minutes, as often as it asks for."""
    for session, need in needing(order, "steps"):
        items = []
        for at, phase in enumerate(session.spec.timing.phases, 1):
            minutes = _("{minutes} min").format(minutes=decimal(phase.minutes))
            minutes_said = told_minutes(phase.minutes)
            said = phase.say.filled(minutes=minutes_said) if phase.say else ""
            items.append({"number": str(at), "name": str(phase.name), "minutes": minutes}
                         | {"say": said})  # fmt: skip
        form = {"title": session.title, "under": "", "blocks": [{"kind": "steps", "items": items}]}
        yield Sets(session.title, (form,), times(order, session, need))


def feedback(order: Order) -> Sets:
    """Give the form that everybody gets at the end."""
    scale = {"low": _("not at all"), "high": _("very much"), "steps": 6}
    asked = (
        _("I have met people who will help me in my work."),
        _("I take something home that I will use."),
        _("Times and changes of place worked well."),
    )
    blocks: list[dict[str, Any]] = [{"kind": "scale", "text": text, **scale} for text in asked]
    blocks += [
        {"kind": "lines", "text": _("What was best?"), "count": 3},
        {"kind": "lines", "text": _("What should be different next time?"), "count": 3},
    ]
    form = {"title": _("Your feedback"), "under": order.plan.title, "blocks": blocks}
    return Sets(order.plan.title, (form,), len(order.everybody))


def lists_document(order: Order, title: str, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """Give everything that the template of the lists needs."""
    return {**order.head(title), "sheets": sheets}
