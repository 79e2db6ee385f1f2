"""Tests of calendars: what another library reads is what the plan says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from facilitate.agenda import entries_of
from facilitate.agenda.personal import itineraries
from facilitate.clock import parse_start
from facilitate.errors import PlanError
from facilitate.exports.calendar import MOST_BYTES, event_calendar_text, person_calendar_text
from facilitate.exports.calendar_short import _cut, _duration
from facilitate.exports.texts import file_stem
from facilitate.plan import Plan
from tests.builders import edit, edit_group, make_circle_plan, make_plan
from tests.test_agenda import forum, ungrouped

TWO = make_plan(
    [[[1, 2], [3, 4]], [[1, 3], [2, 4]]],
    start=parse_start("2018-11-07 14:30", "Europe/Berlin"),
    timezone="Europe/Berlin",
    place="Hannover",
)


def read(text: str) -> Any:
    """Read a calendar with vobject, which otherwise keeps the zones of calendars read before."""
    kept: dict[str, Any] = vobject.icalendar.__dict__["__tzidMap"]
    for zone in kept.keys() - {"UTC"}:
        del kept[zone]
    return vobject.readOne(text)


def personal(plan: Plan, number: int, *, compact: bool = False) -> str:
    """Give the calendar text of the person with this number."""
    person = next(p for p in itineraries(plan) if p.person.number == number)
    return person_calendar_text(plan, person, compact=compact)


def long_plan(sessions: int, title: str, days: int = 3) -> Plan:
    """Make a plan of so many sessions at tables, each with this title, on so many days."""
    made = []
    for number in range(sessions):
        hour, third = divmod(number // days, 3)
        start = f"2018-11-{7 + number % days:02d} {8 + hour:02d}:{20 * third:02d}"
        one = make_plan(
            [[[1, 2], [3, 4]], [[1, 3], [2, 4]]], start=parse_start(start, "Europe/Berlin")
        )
        made.append(
            one.sessions[0].model_copy(update={"id": f"s{number}", "title": title, "room": title})
        )
    return TWO.model_copy(update={"sessions": tuple(made)})


def test_read_back_by_another_library() -> None:
    """Times, titles, places and zone are read by vobject as the plan has them."""
    calendar = read(personal(TWO, 1))
    [event] = calendar.vevent_list
    assert event.dtstart.value == TWO.sessions[0].start
    assert event.dtend.value == TWO.sessions[0].end
    assert event.dtstart.value.tzinfo.utcoffset(event.dtstart.value) == timedelta(hours=1)
    assert event.summary.value == "First session"
    assert event.location.value == "table 1, Hannover"
    assert event.description.value.startswith("14:30 table 1\n14:42 table 1")
    assert calendar.vtimezone.tzid.value == "Europe/Berlin"


def test_places_that_change_are_listed() -> None:
    """The first place stands as the location, all of them with their times below."""
    [event] = read(personal(TWO, 2)).vevent_list
    assert event.location.value == "table 1 …, Hannover"
    assert event.description.value.splitlines()[:2] == ["14:30 table 1", "14:42 table 2"]


def test_sitting_out_absent_and_unplaced() -> None:
    """Who sits out reads so, whoever the plan forgot is sent to the moderators, no absent one."""
    start = parse_start("2018-11-07 14:30", "Europe/Berlin")
    plan = edit_group(make_plan([[[1, 2], [3, 4, 5]]], start=start), 1, "t2", members=("p3",))
    plan = edit(plan, absent=("p5",))
    rotation = plan.sessions[0].rotations[0].model_copy(update={"sitting_out": ("p4",)})
    plan = edit(plan, rotations=(rotation,))
    assert "LOCATION:sits out" in personal(plan, 4)
    assert personal(plan, 5) == ""
    assert personal(plan, 5, compact=True) == ""
    lost = edit(plan, absent=())
    assert "LOCATION:please see the moderators" in personal(lost, 5)


def test_whole_event_has_every_session_once() -> None:
    """The event's calendar has each session, pauses too, and names nobody."""
    plan = forum()
    text = event_calendar_text(plan)
    events = read(text).vevent_list
    assert [event.summary.value for event in events] == [
        entry.session.title for entry in entries_of(plan.sessions)
    ]
    assert not any(person.name in text for person in plan.participants)


def test_same_bytes_and_stable_names() -> None:
    """Twice the same bytes; a later session keeps its UID; two people never share one."""
    assert personal(TWO, 1) == personal(TWO, 1)
    first, second = (set(_uids(personal(TWO, number))) for number in (1, 2))
    assert not first & second
    later = edit(TWO, start=TWO.sessions[0].start + timedelta(hours=1))
    assert set(_uids(personal(later, 1))) == first


def _uids(text: str) -> list[str]:
    return [str(event["uid"]) for event in icalendar.Calendar.from_ical(text).walk("VEVENT")]


def test_no_partner_and_no_address() -> None:
    """Calendars are copied to servers: they name neither partners nor addresses."""
    people = tuple(p.model_copy(update={"email": "secret@example.org"}) for p in TWO.participants)
    text = personal(TWO.model_copy(update={"participants": people}), 1)
    assert "Person" not in text
    assert "secret" not in text


def test_without_dates() -> None:
    """A plan without a clock says what to do."""
    with pytest.raises(PlanError) as error:
        event_calendar_text(make_plan([[[1, 2]]]))
    assert error.value.findings[0].code == "calendar-without-dates"
    assert "--start" in error.value.findings[0].hint


def test_without_sessions() -> None:
    """A plan without sessions gives no text, for an empty calendar is none."""
    assert event_calendar_text(TWO.model_copy(update={"sessions": ()})) == ""


def test_zone_is_left_out_where_there_is_none() -> None:
    """Without a zone, and in UTC, times are in UTC."""
    for zone in (None, "UTC"):
        text = event_calendar_text(TWO.model_copy(update={"timezone": zone}))
        assert "DTSTART:20181107T133000Z" in text
        assert "VTIMEZONE" not in text


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("day", ["2024-03-31 08:00", "2024-10-27 08:00", "2024-12-31 23:50"])
def test_every_moment_is_the_same_in_every_zone(zone: str, day: str) -> None:
    """On days on which the clocks change, and at the end of a year, other readers agree."""
    start = parse_start(day, zone)
    plan = make_plan([[[1, 2]], [[1, 2]]], start=start, timezone=zone)
    text = event_calendar_text(plan)
    [seen] = read(text).vevent_list
    [also] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    for moment in (seen.dtstart.value, also["dtstart"].dt):
        assert moment.astimezone(UTC) == start.astimezone(UTC)


def test_grammar() -> None:
    """Lines end with CRLF, have at most 75 octets, and unfold to what was meant."""
    title = "Ärger, „Öl“; \\ und 王小明 🎉 " * 5
    text = event_calendar_text(edit(TWO, title=title))
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert read(text).vevent.summary.value == title


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)


@given(TEXTS, TEXTS)
def test_any_title_is_read_back(title: str, room: str) -> None:
    """Whatever a title and a room are called, the long form gives them back."""
    text = event_calendar_text(edit(TWO, title=title, room=room))
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["summary"] == title
    assert event["location"] == f"{room}, Hannover"


@given(st.integers(1, 40), TEXTS, st.integers(1, 5))
def test_short_form_is_short_and_valid(sessions: int, title: str, days: int) -> None:
    """However many sessions and however long their titles: at most 800 bytes, and readable."""
    text = personal(long_plan(sessions, title, days), 2, compact=True)
    assert len(text.encode()) <= MOST_BYTES
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert events
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(e) for e in events)
    assert all(("DTEND" in e) != ("DURATION" in e) for e in events)
    assert all(e.end >= e.start for e in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(not event["dtstart"].dt.utcoffset() for event in events)


TITLE = "Wie viel Beteiligung verträgt die Planung? Gespräche 2018 ff"


def test_fifteen_sessions_with_long_titles() -> None:
    """15 sessions with titles of 60 letters do not fit one by one: one entry lists them all."""
    assert len(TITLE) == 60
    plan = long_plan(15, TITLE)
    assert len(read(personal(plan, 2)).vevent_list) == 15
    short = personal(plan, 2, compact=True)
    assert len(short.encode()) <= MOST_BYTES
    [event] = read(short).vevent_list
    assert event.dtstart.value == plan.sessions[0].start
    lines = event.description.value.splitlines()
    assert lines[4:6] == ["09:20 Wie viel… table 1 …", "8.11. 08:00 Wie viel… table 1 …"]
    assert len(lines) == 15


def test_five_sessions_are_five_entries() -> None:
    """Five sessions have an entry each, with their times, a part of the title, and the place."""
    plan = long_plan(5, TITLE)
    text = personal(plan, 2, compact=True)
    assert len(text.encode()) <= MOST_BYTES
    found = [(event["summary"], event.start, event.end) for event in _events(text)]
    assert found == [
        ("Wie viel Beteiligu… table 1 …", session.start, session.end)
        for session in sorted(plan.sessions, key=lambda session: session.start)
    ]


def _events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@given(st.integers(0, 3 * 24 * 3600))
def test_lengths_are_read_back(seconds: int) -> None:
    """The length that stands for an end is read as just that by another library."""
    lasts = timedelta(seconds=seconds)
    assert icalendar.vDuration.from_ical(_duration(lasts)) == lasts


def test_texts_are_cut_between_words() -> None:
    """A text that is too long ends with a whole word if that leaves most of it, else in a word."""
    assert _cut("Arbeitsgruppen mit den Vortragenden", 30) == "Arbeitsgruppen mit den…"
    assert _cut("Arbeitsgruppen mit den Vortragenden", 22) == "Arbeitsgruppen mit…"
    assert _cut("Sozialplanungspoker", 12) == "Sozialpla…"
    assert _cut("Die Sozialplanung", 12) == "Die Sozia…"


def test_a_later_edition_replaces_an_earlier_one() -> None:
    """The number of every entry grows with the edition; nothing else in the text changes."""
    texts = [event_calendar_text(TWO, edition=edition) for edition in (1, 2, 10)]
    assert [[event["sequence"] for event in _events(text)] for text in texts] == [[0], [1], [9]]
    assert texts[2].replace("SEQUENCE:9", "SEQUENCE:0") == texts[0]
    person = itineraries(TWO)[0]
    assert "SEQUENCE:1\r\n" in person_calendar_text(TWO, person, edition=2)


@pytest.mark.parametrize("sessions", [5, 6, 9, 12, 15])
def test_the_place_can_always_be_read(sessions: int) -> None:
    """However many sessions: titles are cut before places are."""
    text = personal(long_plan(sessions, TITLE), 2, compact=True)
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("table 1 …") == sessions


def test_nine_sessions_are_listed_day_by_day() -> None:
    """Somewhat fewer sessions are one entry for each day."""
    events = read(personal(long_plan(9, TITLE), 2, compact=True)).vevent_list
    assert [event.dtstart.value for event in events] == [
        datetime(2018, 11, day, 7, tzinfo=UTC) for day in (7, 8, 9)
    ]
    for event in events:
        times = [line.split()[0] for line in event.description.value.splitlines()]
        assert times == ["08:00", "08:20", "08:40"]


def test_short_form_keeps_an_entry_per_session_where_it_can() -> None:
    """Pauses go first, then sessions without a place of one's own."""
    seated = TWO.sessions[0]
    talk = ungrouped("talk", "plenary", "2018-11-07 09:00", room="Hall")
    pauses = tuple(
        ungrouped(f"pause{hour}", "pause", f"2018-11-08 {hour:02d}:00") for hour in range(9, 13)
    )
    few = TWO.model_copy(update={"sessions": (seated, talk)})
    assert _titles(personal(few, 1, compact=True)) == ["Talk", "First session"]
    more = TWO.model_copy(update={"sessions": (seated, talk, *pauses)})
    assert _titles(personal(more, 1, compact=True)) == ["Talk", "First session"]


def _titles(text: str) -> list[str]:
    return [event.summary.value for event in read(text).vevent_list]


def test_circles() -> None:
    """In circles the side and the seat are named; with free seats no seat is."""
    start = parse_start("2018-11-07 14:30", "Europe/Berlin")
    plan = make_circle_plan([6], 2, start=start, timezone="Europe/Berlin")
    assert read(personal(plan, 4)).vevent.location.value == "Inner circle A, seat 1"


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Łukasz Wałęsa", "lukasz-walesa"), ("Işıl Yıldız", "isil-yildiz"), ("Đoko Þór", "doko-thor")],
)
def test_file_names_keep_every_letter(name: str, stem: str) -> None:
    """A stroke or a missing dot costs nobody a letter of their name."""
    assert file_stem("017", name) == f"017-{stem}"
