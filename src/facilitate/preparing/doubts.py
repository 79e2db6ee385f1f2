"""What is right by itself, but probably not meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facilitate.catalogue import load_method, names_of
from facilitate.event_file import RoomPart
from facilitate.method import Method
from facilitate.needs import needs_step_free
from facilitate.preparing.attendees import Attendees
from facilitate.preparing.desk import Desk
from facilitate.preparing.places import Venue
from facilitate.preparing.rules import Rulings, Seats
from facilitate.preparing.schedule import Schedule
from facilitate.words import _, fold, fold_name

_PLENARIES = ("plenum", "vortrag", "abschluss")  # nobody is seated; what they differ in is words
_WORD = r"\w+"


def doubt_staff(venue: Venue, attendees: Attendees, desk: Desk) -> None:
    """Warn about staff who seem to take a seat as well."""
    seated = {fold_name(person.name): person for person in attendees.roster}
    for at, member in enumerate(venue.staff):
        person = seated.get(fold_name(member.name))
        if person is not None:
            desk.warning(
                ("venue", "staff", at, "name"),
                "staff-has-seat",
                _("{person} is among the staff, but takes a seat, too.").format(
                    person=person.label
                ),
                _("If that is one person, mark the role in the list, or leave the name out here."),
            )


def doubt_steps(
    schedule: Schedule,
    venue: Venue,
    rulings: Rulings,
    seats: Mapping[str, Seats],
    missing: Mapping[str, tuple[str, ...]],
    attendees: Attendees,
    desk: Desk,
) -> None:
    """Warn about rooms behind steps, where no plan of places can help."""
    needing = rulings.needs | {p.id for p in attendees.roster if needs_step_free(p.value("access"))}
    for slot in schedule.slots:
        known = venue.rooms.get(fold(slot.part.room))
        if known is None or not needing - set(missing.get(slot.id, ())):
            continue
        by_places = slot.id in seats and seats[slot.id].places
        if not by_places and _behind_steps(known[0]):
            desk.warning(
                (*slot.path, "room"),
                "room-behind-steps",
                _("{room} is not reached without steps, but somebody who comes needs that.").format(
                    room=known[0].name
                ),
                _("Choose another room, or help in time."),
            )


def _behind_steps(room: RoomPart) -> bool:
    return room.step_free is False or room.step_free == ()


def doubt_words(schedule: Schedule, seats: Mapping[str, Seats], desk: Desk) -> None:
    """Tell of a plenary whose title promises other words than its method has."""
    for slot in schedule.slots:
        if slot.id not in seats or not slot.part.title or "spoken" in slot.part.override:
            continue
        method = seats[slot.id].method
        if method.id not in _PLENARIES or _is_called(method, slot.part.title):
            continue
        for other in map(load_method, _PLENARIES):
            if _is_called(other, slot.part.title):
                desk.hint(
                    (*slot.path, "method"),
                    "title-of-another-method",
                    _("“{title}” sounds like “{other}”, but “{method}” has other words.").format(
                        title=slot.part.title, other=other.id, method=method.id
                    ),
                    _("Write “method: {other}”, or let it be if its words are not meant.").format(
                        other=other.id
                    ),
                )
                break


def _is_called(method: Method, title: str) -> bool:
    words = f" {' '.join(re.findall(_WORD, fold(title)))} "
    return any(f" {fold(name)} " in words for name in names_of(method))
