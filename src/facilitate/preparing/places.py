"""The places of a session's room, and what is meant by a place's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitate.event_file import PlacePart, RoomPart, VenuePart
from facilitate.method import Method
from facilitate.parts import KeyPath, Text
from facilitate.planning.layouts import table_places
from facilitate.preparing.desk import Desk
from facilitate.venue import Place, Staff
from facilitate.words import _, did_you_mean, fold, fold_name

_AT_TABLES = frozenset({"tables", "stations", "market", "choice"})
_CIRCLE_OR_CHAIR = re.compile(r"(?:circle |kreis |pair |paar )?[a-z]{1,2}\d{0,3}")
TABLE = Text(de="Tisch", en="Table")
_LAST_NUMBER = re.compile(r"[1-9]\d{0,3}$")


@dataclass(frozen=True, slots=True)
class Venue:
    """Rooms and staff as they were typed.

    Parameters
    ----------
    rooms
        Name, folded → the room and where it stands.
    staff
        Who runs the event, in the order of the file.
    """

    rooms: Mapping[str, tuple[RoomPart, KeyPath]]
    staff: tuple[Staff, ...]

    def room(self, desk: Desk, path: KeyPath, named: str) -> RoomPart | None:
        """Find a room; without any room in the file every name will do."""
        if not self.rooms:
            return None
        if fold(named) in self.rooms:
            return self.rooms[fold(named)][0]
        names = [room.name for room, _path in self.rooms.values()]
        desk.fault(
            path,
            "room-unknown",
            _("There is no room “{room}”.").format(room=named),
            did_you_mean(named, names) or _("There are: {names}.").format(names=", ".join(names)),
        )
        return None

    def spelt(self, named: str) -> str:
        """Name of a room as it is spelt where its places stand."""
        known = self.rooms.get(fold(named))
        return known[0].name if known else named

    def member(self, named: str) -> str | None:
        """Name of the moderator or speaker `named`, as the file has it first."""
        wanted = fold_name(named)
        return next((each.name for each in self.staff if fold_name(each.name) == wanted), None)

    def moderator(self, desk: Desk, path: KeyPath, named: str) -> str:
        """Find a moderator; without any staff in the file every name will do."""
        found = self.member(named)
        if found is None and self.staff:
            names = [each.name for each in self.staff]
            desk.fault(
                path,
                "staff-unknown",
                _("“{name}” is not among the staff.").format(name=named),
                did_you_mean(named, names)
                or _("Add the name under “venue”, “staff”. There are: {names}.").format(
                    names=", ".join(names)
                ),
            )
        return found or named


def read_venue(part: VenuePart, desk: Desk) -> Venue:
    """Take rooms and staff; what stands twice is a fault."""
    rooms: dict[str, tuple[RoomPart, KeyPath]] = {}
    for at, room in enumerate(part.rooms):
        path: KeyPath = ("venue", "rooms", at)
        if fold(room.name) in rooms:
            desk.fault(
                (*path, "name"),
                "room-twice",
                _("There are two rooms “{room}”.").format(room=room.name),
                _("Give one of them another name."),
            )
        rooms.setdefault(fold(room.name), (room, path))
        _check_places(room, path, desk)
    staff = tuple(Staff(name=each.name, role=each.role) for each in part.staff)
    return Venue(rooms, staff)


def _check_places(room: RoomPart, path: KeyPath, desk: Desk) -> None:
    named = room.places if isinstance(room.places, tuple) else ()
    ids = [place.id for place in named]
    for at, place in enumerate(ids):
        if place in ids[:at]:
            desk.fault(
                (*path, "places", at, "id"),
                "place-id-twice",
                _("There are two places “{place}” in {room}.").format(place=place, room=room.name),
                _("Give one of them another id."),
            )
    if not isinstance(room.step_free, tuple) or desk.is_faulty(*path, "places"):
        return
    count = len(named) if named else room.places if isinstance(room.places, int) else 0
    for at, text in enumerate(room.step_free):
        if _is_place(text, named, count):
            continue
        desk.fault(
            (*path, "step_free", at),
            "place-unknown",
            _("There is no place “{place}” in {room}.").format(place=text, room=room.name),
            _("Its places are 1 to {count}.").format(count=count)
            if count
            else _("Say first which places it has: {example}.").format(example="places: 20"),
        )


def _is_place(text: str, named: Sequence[PlacePart], count: int) -> bool:
    if any(_called(place, text) for place in named):
        return True
    number = _number(text)
    return number is not None and number <= count and (not named or text.isdecimal())


def _number(text: str) -> int | None:
    """Give the number at the end of a place's name."""
    found = _LAST_NUMBER.search(text.strip())
    return int(found[0]) if found else None


def _called(place: PlacePart, text: str) -> bool:
    labels = [place.id, *_label(place, place.id).model_dump().values()]
    return fold(text) in map(fold, labels)


def _label(place: PlacePart, otherwise: str) -> Text:
    if isinstance(place.label, Text):
        return place.label
    return Text(de=place.label or otherwise, en=place.label or otherwise)


def places_of(room: RoomPart | None, method: Method) -> tuple[Place, ...]:
    """Give the places of a room for a method; none where there can be as many as needed."""
    if room is None or room.places is None or method.formation not in _AT_TABLES:
        return ()
    if isinstance(room.places, int):
        plain = table_places(_inside(method), (), [1] * room.places)
        return tuple(
            place.model_copy(update={"seats": room.seats, "step_free": _step_free_number(room, at)})
            for at, place in enumerate(plain, 1)
        )
    return tuple(
        Place(
            id=place.id,
            label=_label(place, place.id),
            seats=place.seats or room.seats,
            step_free=place.step_free
            and _step_free(room, str(at), place.id, *_label(place, place.id).model_dump().values()),
        )
        for at, place in enumerate(room.places, 1)
    )


def _inside(method: Method) -> Method:
    """Call groups that meet in rooms of their own by tables where they share a room."""
    if method.formation != "choice":
        return method
    return method.model_copy(update={"room": method.room.model_copy(update={"place": TABLE})})


def _step_free_number(room: RoomPart, number: int) -> bool:
    if isinstance(room.step_free, bool):
        return room.step_free
    return number in map(_number, room.step_free)


def _step_free(room: RoomPart, *names: str) -> bool:
    if isinstance(room.step_free, bool):
        return room.step_free
    return bool({fold(text) for text in room.step_free} & set(map(fold, names)))


def place_called(named: str, method: Method, places: Sequence[Place]) -> str | None:
    """Find the place `named` among those of a session.

    Returns
    -------
    Its id, that of a numbered table where places are made with the groups, or the name of a circle
    or chair as it was typed; None if the session has no such place.
    """
    wanted = fold(named)
    if places:
        for at, place in enumerate(places, 1):
            if wanted in (fold(place.id), str(at), fold(place.label.de), fold(place.label.en)):
                return place.id
        return None
    if method.formation == "circles":
        return named if _CIRCLE_OR_CHAIR.fullmatch(wanted) else None
    if method.formation not in _AT_TABLES:
        return None
    letter = "s" if method.formation == "market" else "t"
    ahead = {"", letter}
    ahead |= {f"{fold(name)} " for name in (method.room.place.de, method.room.place.en)}
    number = _LAST_NUMBER.search(wanted)
    if number and wanted[: number.start()] in ahead:
        return f"{letter}{int(number[0])}"
    return None
