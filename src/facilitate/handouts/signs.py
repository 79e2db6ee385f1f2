"""Signs for tables, stalls and rooms: a number that reads from afar, and who sits there when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from facilitate import views
from facilitate.agenda import entries_of
from facilitate.handouts.numerals import number_word
from facilitate.handouts.order import Order
from facilitate.handouts.wall import CROWD
from facilitate.plan import SessionPlan
from facilitate.words import _

_NUMBER = re.compile(r"\d{1,3}(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: its key in the record of editions, and what stands on it."""

    key: str
    data: dict[str, Any]


def signs_of(order: Order) -> Iterator[Sign]:
    """Give the signs of all places, session by session; circles have signs of their own."""
    runs: dict[tuple[str, str], list[views.Seated]] = {}
    for view in order.rotations:
        for group in view.groups:
            runs.setdefault((view.session_id, group.place_id), []).append(group)
    for session in order.seated:
        if session.spec.formation != "circles":
            for place in _in_order(session, runs):
                groups = runs[session.id, place]
                said = _sign(order, session, groups)
                yield Sign(f"{session.id}/{place}", said)


def _in_order(session: SessionPlan, runs: dict[tuple[str, str], list[views.Seated]]) -> list[str]:
    known = {place.id: at for at, place in enumerate(session.places)}
    used = [place for of, place in runs if of == session.id]
    return sorted(used, key=lambda place: known.get(place, len(known)))


def _host(order: Order, session: SessionPlan, groups: list[views.Seated]) -> str:
    """Name who leads the one topic of a place, whether they take a seat there or not."""
    titles = {group.topic for group in groups}
    hosts = {topic.host for topic in session.topics if topic.title in titles and topic.host}
    return order.host_name(hosts.pop()) if len(titles) == len(hosts) == 1 else ""


def _sign(order: Order, session: SessionPlan, groups: list[views.Seated]) -> dict[str, Any]:
    label = groups[0].place
    found = _NUMBER.search(label)
    topics = {group.topic for group in groups}
    one_topic = len(topics) == 1
    people = entries_of([session])[0].people
    times, host = order.from_to(people.start, people.end), _host(order, session, groups)
    return {
        "label": label,
        "numeral": found[0] if found else "",
        "word": number_word(int(found[0])) if found else "",
        "session": session.title,
        "under": ", ".join(filter(None, (times, session.room))),
        "topic": topics.pop() if one_topic else "",
        "host": _("With {host}").format(host=host) if host else "",
        "crowd": any(len(group.members) > CROWD for group in groups),
        "rows": [
            {
                "time": order.clock(group.start if len(groups) > 1 else people.start)
                or _rotation(session, group),
                "topic": "" if one_topic else group.topic,
                "people": [
                    {"number": str(member.person.number), "name": member.person.name}
                    | {"role": member.task}
                    for member in group.members
                ],
            }
            for group in groups
        ],
    }


def _rotation(session: SessionPlan, group: views.Seated) -> str:
    """Name the rotation, where there are several."""
    if len(session.rotations) < 2:
        return ""
    return _("Rotation {number}").format(number=group.rotation)


def signs_document(order: Order, signs: list[Sign]) -> dict[str, Any]:
    """Give everything that the template of the signs needs."""
    return {
        **order.head(_("Signs")),
        "fold": _("Fold here"),
        "signs": [sign.data for sign in signs],
    }
