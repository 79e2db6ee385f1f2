"""Tests of rooms, places and staff."""

from __future__ import annotations

from facilitate.venue import Staff
from tests.preparing.conftest import Faults, Load, at, codes, session

ROOM = "sessions:\n  - {id: a, method: tischrunden, room: saal}\n"


def test_numbered_places(load: Load) -> None:
    """A number of places gives tables with seats; which are step-free is said by number."""
    brief = load(
        "venue: {rooms: [{name: Saal, places: 3, seats: 6, step_free: [1, Tisch 3]}]}\n",
        sessions=ROOM,
    )
    a = session(brief, "a")
    assert a.room == "Saal"
    assert [(p.id, p.label.de, p.seats, p.step_free) for p in a.places] == [
        ("t1", "Tisch 1", 6, True),
        ("t2", "Tisch 2", 6, False),
        ("t3", "Tisch 3", 6, True),
    ]


def test_named_places(load: Load) -> None:
    """Places of a list keep their ids, labels and seats."""
    brief = load(
        """\
        venue:
          rooms:
            - name: Saal
              seats: 5
              places:
                - {id: f1, label: Fenster, seats: 4}
                - {id: f2, label: {de: Tür, en: Door}, step_free: false}
                - {id: f3}
        """,
        sessions=ROOM,
    )
    assert [(p.id, p.label.en, p.seats, p.step_free) for p in session(brief, "a").places] == [
        ("f1", "Fenster", 4, True),
        ("f2", "Door", 5, False),
        ("f3", "f3", 5, True),
    ]


def test_rooms_without_places(load: Load) -> None:
    """Without places, or in circles, there are as many as needed."""
    sessions = ROOM + "  - {id: b, method: kugellager, room: Halle}\n"
    brief = load("venue: {rooms: [{name: Saal}, {name: Halle, places: 4}]}\n", sessions=sessions)
    assert [s.places for s in brief.event.sessions] == [(), ()]
    assert session(load(sessions=ROOM), "a").room == "saal"


def test_hosts(load: Load) -> None:
    """Hosts are people, their places are ids."""
    sessions = "sessions:\n  - {id: a, method: tischrunden, hosts: {Tisch 1: 3, 2: Ada Winter}}\n"
    assert session(load(sessions=sessions), "a").hosts == {"t1": "cem-kaya", "t2": "ada-winter"}


def test_what_is_not_there(faults: Faults) -> None:
    """Unknown rooms, places and moderators, and things named twice, are told."""
    found = faults(
        """\
        venue:
          rooms:
            - {name: Saal, places: 2, step_free: [3]}
            - {name: SAAL}
            - {name: Flur, places: [{id: x}, {id: x}]}
          staff: [{name: Tom Winter}]
        """,
        sessions="""\
        sessions:
          - {id: a, method: tischrunden, room: Sal}
          - {id: b, method: tischrunden, room: Saal, moderators: [Tom Wintr], hosts: {7: 1}}
        """,
    )
    assert codes(found) == [
        "place-unknown",
        "room-twice",
        "place-id-twice",
        "room-unknown",
        "staff-unknown",
        "place-unknown",
    ]
    assert at(found[0]) == (5, 43)
    assert found[3].hint == "Did you mean “Saal”?"
    assert found[4].hint == "Did you mean “Tom Winter”?"


def test_faulty_places_raise_no_echo(faults: Faults) -> None:
    """While the number of places is wrong, none of them is called unknown."""
    venue = "venue: {rooms: [{name: Saal, places: -2, step_free: [3]}]}\n"
    assert codes(faults(venue)) == ["value-kind"]


def test_staff(load: Load) -> None:
    """Staff is taken as it stands, titles aside; without it, whoever moderates is staff."""
    sessions = "sessions:\n  - {id: a, method: tischrunden, moderators: [Tom Winter]}\n"
    brief = load("venue: {staff: [{name: Dr. Tom Winter, role: team}]}\n", sessions=sessions)
    assert brief.event.staff == (Staff(name="Dr. Tom Winter", role="team"),)
    assert session(brief, "a").moderators == ("Dr. Tom Winter",)
    assert load(sessions=sessions).event.staff == (Staff(name="Tom Winter"),)


def test_keys_without_meaning(faults: Faults) -> None:
    """What means nothing for a method is told, not passed over."""
    sessions = """\
    sessions:
      - {id: a, method: tischrunden, topics: [{title: x}], offers: o.csv, seats: free}
      - {id: b, method: kugellager, hosts: {A: 1}}
    """
    found = [f for f in faults(sessions=sessions) if f.code == "key-without-meaning"]
    assert [at(f)[0] for f in found] == [4, 4, 4, 5]
    assert "arbeitsgruppen" in found[0].hint
    assert "kugellager" in found[2].hint
    assert "world-cafe" in found[3].hint


def test_groups_that_share_a_room_sit_at_tables(load: Load) -> None:
    """Working groups in one room with numbered places sit at tables, else in rooms of their own."""
    venue = "venue: {rooms: [{name: Saal, places: 3}]}\n"
    sessions = "sessions:\n  - {id: a, method: arbeitsgruppen, room: Saal, topics: [Eins, Zwei]}\n"
    made = session(load(venue, sessions=sessions), "a")
    assert [str(place.label) for place in made.places] == ["Table 1", "Table 2", "Table 3"]
    assert [topic.title for topic in made.topics] == ["Eins", "Zwei"]
