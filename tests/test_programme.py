"""Programmes: anchors stay, elastic phases give way, and what gets in the way is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.clock import MIDNIGHT, parse_start, pinned
from facilitate.errors import Finding, UsageError
from facilitate.event import Session
from facilitate.method import Method, Rotations
from facilitate.programme import Block, Programme, lay_out_event
from facilitate.timetable import lay_out
from facilitate.venue import Place
from tests.builders import TEXT, make_method, make_phase, make_ring_method

DAY = "2018-11-08"
PEOPLE = 12
LECTURE: dict[str, Any] = {"group": None, "movement": {"next": 0}, "rotations": {"default": 1}}


def moment(text: str) -> datetime:
    """Read a time of day of the day of the tests, or a date and time."""
    return parse_start(text if " " in text else f"{DAY} {text}", "Europe/Berlin")


def lecture(minutes: float = 45, **limits: Any) -> Method:
    """Make a plenary of one phase of so many minutes."""
    return make_method(
        **LECTURE, formation="plenary", timing={"phases": [make_phase("talk", minutes, **limits)]}
    )


def pause(minutes: float = 30, **limits: Any) -> Method:
    """Make a pause of so many minutes."""
    return make_method(
        **LECTURE, formation="pause", timing={"phases": [make_phase("rest", minutes, **limits)]}
    )


def rounds(minutes: float = 10, *, least: int = 1, **timing: Any) -> Method:
    """Make rounds at tables, with 5 minutes of set-up and 3 of clearing."""
    limits = {key: timing.pop(key) for key in ("min", "max") if key in timing}
    return make_method(
        rotations={"min": least, "default": 2},
        timing={
            "setup": 5,
            "phases": [make_phase("talk", minutes, **limits)],
            "changeover": 1,
            "clearing": 3,
            **timing,
        },
    )


def block(
    name: str,
    method: Method,
    start: str | None = None,
    *,
    rotations: int = 1,
    whole: bool = False,
    **more: Any,
) -> Block:
    """Make a block of the programme, called `name`."""
    began = None if start is None else moment(start)
    session = Session(id=name, method=method.id, title=name, start=began, **more)
    return Block(session, method, rotations, PEOPLE - len(session.absent), whole)


def laid_out(*blocks: Block, days: Sequence[date] = ()) -> Programme:
    """Lay out blocks for all the people of the tests."""
    return lay_out_event(blocks, people=PEOPLE, days=days)


def times(programme: Programme) -> list[str]:
    """Say from when to when people are there, session by session."""
    return [f"{s.people.start:%H:%M}–{s.people.end:%H:%M}" for s in programme.sessions]


def told(programme: Programme) -> list[tuple[str, str]]:
    """Give level and code of everything that is told."""
    return [(str(finding.level), finding.code) for finding in programme.findings]


def only(programme: Programme) -> Finding:
    """Give the one thing that is told."""
    [finding] = programme.findings
    return finding


@st.composite
def events(draw: st.DrawFn) -> list[Block]:
    """Draw three to seven sessions of a day, some with a start, some of them anchors."""
    blocks = []
    hour = 8
    for number in range(draw(st.integers(3, 7))):
        usual = draw(st.integers(4, 200)) / 4
        limits = {"min": draw(st.floats(0, usual)), "max": usual + draw(st.integers(0, 60))}
        method = draw(st.sampled_from([lecture, pause, rounds]))(usual, **limits)
        start = None
        if hour < 21 and (not number or draw(st.booleans())):
            hour += draw(st.integers(0, 2))
            start = f"{hour}:{draw(st.sampled_from(['00', '30', '45']))}"
            hour += 1
        blocks.append(
            block(
                f"s{number}",
                method,
                start,
                rotations=draw(st.integers(1, 4)) if method.grouped else 1,
                anchor=start is not None and draw(st.booleans()),
                buffer=draw(st.sampled_from([0, 0, 5, 2.5])),
                room=draw(st.sampled_from(["", "Saal", "Foyer"])),
                minutes=draw(st.none() | st.integers(1, 90)),
            )
        )
    return blocks


@given(events())
def test_anchors_never_move(blocks: list[Block]) -> None:
    """People begin at an anchor exactly then, and nowhere before the start that was asked for."""
    for asked, timed in zip(blocks, laid_out(*blocks).sessions, strict=True):
        start = asked.session.start
        if start is not None and asked.session.anchor:
            assert timed.people.start == pinned(start)
        elif start is not None:
            assert timed.people.start >= pinned(start)


@given(events())
def test_nobody_is_in_two_places_untold(blocks: list[Block]) -> None:
    """Sessions of the same people overlap, or change their order, only where an error tells it."""
    programme = laid_out(*blocks)
    spans = [timed.people for timed in programme.sessions]
    overlap = any(one.start < other.end for at, one in enumerate(spans) for other in spans[:at])
    assert overlap == any(level == "error" for level, _code in told(programme))


@given(events())
def test_phases_keep_their_limits(blocks: list[Block]) -> None:
    """No phase is shorter or longer than its limits, but those of pauses with minutes."""
    for asked, timed in zip(blocks, laid_out(*blocks).sessions, strict=True):
        phases = zip(asked.method.timing.phases, timed.method.timing.phases, strict=True)
        for usual, now in phases:
            if asked.method.formation != "pause" or asked.session.minutes is None:
                assert usual.min is not None
                assert usual.max is not None
                assert usual.min - 0.01 <= now.minutes <= usual.max + 0.01
            if asked.session.minutes is None:
                assert now.minutes <= usual.minutes


@given(events())
def test_the_method_tells_the_times(blocks: list[Block]) -> None:
    """A session's method, laid out anew from its start and written to a file, has its times."""
    for asked, timed in zip(blocks, laid_out(*blocks).sessions, strict=True):
        read = Method.model_validate_json(timed.method.model_dump_json())
        begin = timed.timetable.span.start
        assert lay_out(read, asked.rotations, begin) == timed.timetable


@given(events())
def test_buffers_are_kept_or_told(blocks: list[Block]) -> None:
    """Between two sessions lies the buffer of the first, unless an anchor lacks the time."""
    programme = laid_out(*blocks)
    short = {finding.where for finding in programme.findings if finding.code == "time-too-short"}
    for at, later in enumerate(programme.sessions):
        for earlier in programme.sessions[:at]:
            free = earlier.people.end + timedelta(minutes=earlier.session.buffer)
            assert free <= later.people.start or later.title in short


def test_sessions_follow_each_other() -> None:
    """Without a start a session begins when the one before it and its buffer are over."""
    programme = laid_out(
        block("a", lecture(), "9:00", buffer=10),
        block("b", lecture(30)),
        block("c", lecture(30)),
    )
    assert times(programme) == ["09:00–09:45", "09:55–10:25", "10:25–10:55"]
    assert programme.findings == ()


def test_a_start_is_when_people_begin() -> None:
    """Setting up lies before the start, clearing up after people leave."""
    timed = laid_out(block("a", rounds(), "9:00", rotations=2)).sessions[0]
    assert timed.timetable.span.start == moment("8:55")
    assert (timed.people.start, timed.people.end) == (moment("9:00"), moment("9:21"))
    assert timed.timetable.span.end == moment("9:24")


def test_a_whole_session_starts_with_setting_up() -> None:
    """A block that counts as a whole is set up from its start on, and keeps its usual phases."""
    method = rounds(10, min=5, max=30)
    for minutes in (15, 90, None):
        asked = block("a", method, "9:00", rotations=2, whole=True, minutes=minutes)
        timed = laid_out(asked).sessions[0]
        assert timed.timetable == lay_out(method, 2, moment("9:00"))
        assert timed.method is method


def test_starts_that_follow_begin_at_full_minutes() -> None:
    """Nobody is asked to come at half a minute past."""
    programme = laid_out(block("a", lecture(10.25), "9:00"), block("b", lecture()))
    assert programme.sessions[1].people.start == moment("9:11")


def test_setting_up_waits_for_the_same_room() -> None:
    """In one room set-up follows clearing; in another room, or in a pause, it needs no wait."""
    for rooms, begin in ((("Saal", "Saal"), "9:28"), (("", ""), "9:28"), (("A", "B"), "9:20")):
        programme = laid_out(
            block("a", rounds(20), "9:00", room=rooms[0]), block("b", rounds(), room=rooms[1])
        )
        assert programme.sessions[1].people.start == moment(begin)
    programme = laid_out(
        block("a", rounds(20), "9:00"), block("p", pause(10)), block("b", rounds())
    )
    assert programme.sessions[2].people.start == moment("9:30")
    assert programme.findings == ()


def test_late_start_is_put_off_and_told() -> None:
    """A start that is no anchor moves if the session before takes longer."""
    programme = laid_out(block("a", lecture(45, min=20), "9:00"), block("b", lecture(), "9:30"))
    assert times(programme) == ["09:00–09:45", "09:45–10:30"]
    finding = only(programme)
    assert (str(finding.level), finding.code) == ("warning", "session-moved")
    assert finding.message == ("“b” begins at 09:45, not at 09:30: what is before it takes longer.")


def test_elastic_phases_give_way_to_an_anchor() -> None:
    """Before an anchor all elastic phases lose the same, and it is told which."""
    programme = laid_out(
        block("a", lecture(40, min=20), "9:00"),
        block("b", lecture(40, min=20)),
        block("c", pause(), "10:10", anchor=True),
    )
    assert times(programme) == ["09:00–09:35", "09:35–10:10", "10:10–10:40"]
    assert told(programme) == [("hint", "phases-shortened")] * 2
    assert "“talk” of 35 instead of 40 minutes" in programme.findings[0].message


def test_whole_chains_give_way_to_an_anchor() -> None:
    """Sessions that would only begin after the anchor make it late, too."""
    lectures = [block(f"s{i}", lecture(60, min=5), None if i else "9:00") for i in range(6)]
    programme = laid_out(*lectures, block("c", pause(), "10:00", anchor=True))
    assert [timed.people.minutes for timed in programme.sessions] == [10] * 6 + [30]
    assert programme.sessions[5].people.end == moment("10:00")
    programme = laid_out(*lectures, block("c", pause(), "9:20", anchor=True))
    error = next(f for f in programme.findings if f.level == "error")
    assert (error.code, error.where) == ("time-too-short", "c")
    assert "what is before it takes 10 minutes too long" in error.message


def test_only_what_pushes_is_shortened() -> None:
    """A session before a gap keeps its length, for shortening it would help nobody."""
    programme = laid_out(
        block("a", lecture(30, min=10), "9:00"),
        block("b", lecture(40, min=10), "9:45"),
        block("c", pause(), "10:15", anchor=True),
    )
    assert times(programme) == ["09:00–09:30", "09:45–10:15", "10:15–10:45"]


def test_a_session_between_keeps_its_minutes() -> None:
    """A session that says its minutes has them, whatever follows; others give way."""
    programme = laid_out(
        block("a", lecture(40, min=20), "9:00"),
        block("b", lecture(40, min=20), minutes=40),
        block("c", pause(), "10:10", anchor=True),
    )
    assert times(programme) == ["09:00–09:30", "09:30–10:10", "10:10–10:40"]


def test_too_little_time_before_an_anchor() -> None:
    """If no shortening helps, it is said how much is missing, and which rotation to drop."""
    programme = laid_out(
        block("a", rounds(10, min=9, least=2), "9:00", rotations=4),
        block("c", lecture(), "9:30", anchor=True),
    )
    error = next(f for f in programme.findings if f.level == "error")
    assert (error.code, error.where) == ("time-too-short", "c")
    assert error.message == (
        "There is too little time before “c” at 09:30: what is before it takes 9 minutes too long."
    )
    assert error.hint == "With 3 rotations of “a” instead of 4 it would fit."
    assert "sessions-overlap" not in [f.code for f in programme.findings]


def test_too_little_time_without_a_rotation_to_drop() -> None:
    """Where no rotation can go, the way out is told in general."""
    programme = laid_out(
        block("a", rounds(10, least=2), "9:00", rotations=2),
        block("c", lecture(), "9:10", anchor=True),
    )
    error = next(f for f in programme.findings if f.level == "error")
    assert error.hint == "Begin earlier, give it more time, or leave something out."


def test_a_lost_buffer_is_a_warning() -> None:
    """If only the buffer before an anchor is lost, nobody is in two places."""
    programme = laid_out(
        block("a", lecture(60), "9:00", buffer=15), block("c", lecture(), "10:05", anchor=True)
    )
    assert told(programme) == [("warning", "time-too-short")]


def test_minutes_stretch_up_to_the_most() -> None:
    """With more minutes elastic phases grow evenly; what is beyond their most is told."""
    timing = {"phases": [make_phase("talk", 30, max=40), make_phase("ask", 10, max=60)]}
    method = make_method(**LECTURE, formation="plenary", timing=timing)
    timed = laid_out(block("a", method, "9:00", minutes=60)).sessions[0]
    assert [phase.minutes for phase in timed.method.timing.phases] == [40, 20]
    programme = laid_out(block("a", method, "9:00", minutes=120), block("b", lecture()))
    assert only(programme).code == "time-to-spare"
    assert only(programme).message == "“a” has 20 minutes to spare."
    assert programme.sessions[1].people.start == moment("11:00")
    assert programme.sessions[0].spare == 20


@given(minutes=st.integers(9, 100))
def test_minutes_are_kept_exactly(minutes: int) -> None:
    """Phases that run once take exactly the minutes that are said, shorter or longer ones."""
    phases = [
        make_phase("a", 5, min=2, max=15),
        make_phase("b", 20, min=5, max=70),
        make_phase("c", 5, min=2, max=15),
    ]
    method = make_method(**LECTURE, formation="plenary", timing={"phases": phases})
    (timed,) = laid_out(block("a", method, "9:00", minutes=minutes)).sessions
    assert timed.people.minutes == minutes
    assert all(phase.minutes == int(phase.minutes) for phase in timed.method.timing.phases)


def test_without_minutes_nothing_is_stretched() -> None:
    """Time before an anchor stays free, and is told."""
    programme = laid_out(
        block("a", lecture(30, max=90), "9:00"), block("c", pause(), "10:30", anchor=True)
    )
    assert times(programme)[0] == "09:00–09:30"
    assert only(programme).message == "Before “c” at 10:30, 60 minutes are not used."
    assert "“buffer: 60”" in only(programme).hint


@pytest.mark.parametrize(
    ("before", "anchor"),
    [
        ({}, {"start": "9:34"}),
        ({"buffer": 15}, {"start": "9:45"}),
        ({"minutes": 45}, {"start": "9:45"}),
        ({}, {"start": "9:45", "anchor": False}),
        ({}, {"start": "2018-11-09 9:45"}),
        ({"absent": tuple(f"p{i}" for i in range(12))}, {"start": "9:45"}),
    ],
)
def test_time_that_is_meant_to_be_free_is_not_told(
    before: dict[str, Any], anchor: dict[str, Any]
) -> None:
    """Some minutes, a buffer, a start that may move, a night, other people: nothing is unused."""
    there = {"anchor": True, **anchor}
    programme = laid_out(block("a", lecture(30), "9:00", **before), block("c", pause(), **there))
    assert "time-unused" not in {code for _level, code in told(programme)}


def test_one_more_rotation_before_an_anchor() -> None:
    """Whoever has time for one more rotation is told so; setting up in the room is no free time."""
    rotations = [
        block("a", rounds(), "9:00", room="Saal"),
        block("c", pause(), "9:30", anchor=True),
    ]
    assert only(laid_out(*rotations)).hint.startswith("There is time for one more rotation of “a”.")
    full = rounds().model_copy(update={"rotations": Rotations(min=1, default=1, max=1)})
    rotations[0] = block("a", full, "9:00", room="Saal")
    assert only(laid_out(*rotations)).hint.startswith("Give “a” more time")
    busy = laid_out(
        block("a", rounds(), "9:00", room="Saal"),
        block("b", rounds(), "9:22", room="Saal", anchor=True),
    )
    assert told(busy) == []


def test_minutes_that_are_too_few() -> None:
    """Phases shrink to their least; if that is not enough, it is a warning, and time goes on."""
    programme = laid_out(block("a", lecture(45, min=30), "9:00", minutes=20))
    assert times(programme) == ["09:00–09:30"]
    assert only(programme).message == "“a” takes 10 minutes more than its 20 minutes."
    assert str(only(programme).level) == "warning"


@pytest.mark.parametrize("minutes", [5, 30, 75])
def test_a_pause_is_as_long_as_it_says(minutes: float) -> None:
    """Nothing in a pause can be too short or too long."""
    programme = laid_out(block("a", pause(30, min=10, max=60), "9:00", minutes=minutes))
    assert programme.sessions[0].people.minutes == minutes
    assert programme.findings == ()


def test_pause_of_no_minutes_keeps_its_phase() -> None:
    """No minutes at all cannot be; that is told."""
    programme = laid_out(block("a", pause(30, min=10), "9:00", minutes=0))
    assert told(programme) == [("warning", "time-too-short")]


def test_changeover_grows_with_the_people() -> None:
    """The more people change places, the longer it takes; in steps of 15 seconds."""
    method = rounds(10, changeover_per_100=10)
    timed = laid_out(block("a", method, "9:00", rotations=2)).sessions[0]
    assert timed.method.timing.changeover == 2.25
    assert timed.people.minutes == 22.25


def test_first_sessions_end_where_the_first_start_is() -> None:
    """Sessions before the first known start are laid out backwards from it."""
    programme = laid_out(
        block("a", lecture(30)), block("b", lecture(30)), block("c", lecture(), "9:00")
    )
    assert times(programme) == ["08:00–08:30", "08:30–09:00", "09:00–09:45"]


def test_without_any_start_times_count_from_midnight() -> None:
    """Set-up of the first session is at 00:00 where no clock was given."""
    programme = laid_out(block("a", rounds()), block("b", lecture()))
    assert programme.sessions[0].timetable.span.start == MIDNIGHT
    assert times(programme) == ["00:05–00:15", "00:18–01:03"]


def test_set_up_before_the_first_day_is_put_off() -> None:
    """Where times count from 00:00, nothing can be before."""
    session = Session(id="a", method="rounds", start=MIDNIGHT)
    timed = lay_out_event([Block(session, rounds(), 1, 12)], people=12).sessions[0]
    assert timed.timetable.span.start == MIDNIGHT


def test_times_with_and_without_a_zone() -> None:
    """Some sessions on a calendar and some without make no programme."""
    loose = Session(id="b", method="rounds", start=MIDNIGHT)
    with pytest.raises(UsageError) as raised:
        laid_out(block("a", lecture(), "9:00"), Block(loose, lecture(), 1, 12))
    assert raised.value.findings[0].code == "times-mixed"


def test_two_sessions_of_the_same_people() -> None:
    """Two anchors at one time collide; so does one that goes on when an earlier one begins."""
    for other in ("9:30", "9:00"):
        programme = laid_out(
            block("a", lecture(), "9:30", anchor=True), block("b", lecture(), other, anchor=True)
        )
        assert told(programme) == [("error", "sessions-overlap")]
    assert only(programme).message == "“a” begins at 09:30, but “b” goes on until 09:45."
    assert (
        told(
            laid_out(
                block("a", lecture(), "9:30", anchor=True),
                block("b", lecture(), "8:00", anchor=True),
            )
        )
        == []
    )


def test_sessions_at_once_for_different_people() -> None:
    """Two sessions may run at once if nobody is expected in both; one person is enough not to."""
    half = tuple(f"p{i}" for i in range(6))
    rest = tuple(f"p{i}" for i in range(6, 12))
    for absent, expected in ((rest, ["09:00–09:45"] * 2), (rest[1:], None)):
        programme = laid_out(
            block("a", lecture(), "9:00", absent=half, room="A"),
            block("b", lecture(), "9:00", absent=absent, room="B"),
        )
        assert (times(programme) == expected) == (expected is not None)
        assert told(programme) == ([] if expected else [("warning", "session-moved")])


def test_room_taken() -> None:
    """Two sessions at once in one room are an error; only set-up in the way is a warning."""
    half = tuple(f"p{i}" for i in range(6))
    rest = tuple(f"p{i}" for i in range(6, 12))
    together = laid_out(
        block("a", lecture(), "9:00", absent=half, room="Saal"),
        block("b", lecture(), "9:30", absent=rest, room="saal"),
    )
    assert told(together) == [("error", "room-taken")]
    narrow = laid_out(
        block("a", rounds(), "9:00", room="Saal"), block("b", rounds(), "9:12", room="Saal")
    )
    assert told(narrow) == [("warning", "room-taken")]
    assert only(narrow).message == ("Saal: “b” needs it from 09:07, but “a” until 09:13.")
    wide = laid_out(
        block("a", rounds(), "9:00", room="Saal"), block("b", rounds(), "9:18", room="Saal")
    )
    assert told(wide) == []


def circles(**timing: Any) -> Method:
    """Make double circles that count no minutes for setting up."""
    return make_ring_method(timing={"phases": [make_phase("talk", 10)], **timing})


def test_no_time_to_rebuild_a_room() -> None:
    """Circles become tables in no time, or in too little; a buffer or a pause gives it."""
    plain = rounds(setup=0, clearing=0)

    def line(first: Method, **more: Any) -> Programme:
        return laid_out(
            block("a", first, "9:00", room="Saal", **more), block("b", plain, room="saal")
        )

    short = only(line(circles()))
    assert (str(short.level), short.code, short.where) == ("hint", "room-to-rebuild", "b")
    assert short.message == (
        "saal: before “b” it must be rebuilt (circles of chairs → tables); no time is left."
    )
    assert short.hint == "Have a break between them, or say “buffer: 5” for “a”."
    some = only(line(circles(clearing=1), buffer=3))
    assert "in only 2 minutes" in some.message
    assert "“buffer: 6”" in some.hint
    assert "Or let the room stand like that" in only(line(lecture(30))).hint
    assert told(line(circles(), buffer=5)) == []
    assert told(line(rounds())) == []
    between = (block("p", pause(5)), block("b", plain, room="Saal"))
    assert told(laid_out(block("a", circles(), "9:00", room="Saal"), *between)) == []


def test_rooms_that_need_not_be_rebuilt() -> None:
    """Other rooms, time to set up, and a plenary among the tables leave nothing to tell."""
    plain = rounds(setup=0, clearing=0)
    elsewhere = (block("a", circles(), "9:00", room="Foyer"), block("b", plain, room="Saal"))
    assert told(laid_out(*elsewhere)) == []
    counted = (block("a", circles(), "9:00", room="Saal"), block("b", rounds(), room="Saal"))
    assert told(laid_out(*counted)) == []
    among = [("a", plain), ("b", lecture()), ("c", plain), ("d", lecture())]
    first, *others = (block(name, method, room="Saal") for name, method in among)
    assert told(laid_out(first, *others)) == []
    last = block("e", circles(), room="Saal")
    assert "(tables → circles of chairs)" in only(laid_out(first, *others, last)).message


def test_setting_up_in_the_pause() -> None:
    """A room may be set up while people have their pause in it."""
    programme = laid_out(
        block("p", pause(30), "9:00", room="Saal"), block("b", rounds(), "9:30", room="Saal")
    )
    assert told(programme) == []


def test_moderator_elsewhere() -> None:
    """Who runs two sessions at once is told, also a speaker who leads a topic."""
    half = tuple(f"p{i}" for i in range(6))
    rest = tuple(f"p{i}" for i in range(6, 12))
    topic = {"id": "W1", "title": "Kita", "host": "Bo Binder"}
    other = block("b", lecture(), "9:30", absent=rest, moderators=("bo binder", "Ada Roth"))
    programme = laid_out(block("a", lecture(), "9:00", absent=half, topics=(topic,)), other)
    assert told(programme) == [("warning", "moderator-elsewhere")]
    assert only(programme).message == "bo binder is needed in “a” and in “b” at 09:30."
    later = laid_out(
        block("a", lecture(), "9:00", moderators=("Ada Roth",)),
        block("b", lecture(), "9:45", moderators=("Ada Roth",)),
    )
    assert told(later) == []


def places(count: int, seats: int | None = None) -> tuple[Place, ...]:
    """Make places, each with so many seats."""
    made = ({"id": f"t{i}", "label": TEXT, "seats": seats} for i in range(1, count + 1))
    return tuple(map(Place.model_validate, made))


@pytest.mark.parametrize(
    ("more", "short"),
    [
        ({"places": places(3)}, False),
        ({"places": places(2)}, True),
        ({"places": places(3), "groups": 4}, True),
        ({"places": places(4, 3)}, False),
        ({"places": places(3, 3)}, True),
        ({"places": places(3), "size": 3}, True),
        ({"places": places(4), "size": 3}, False),
        ({}, False),
    ],
)
def test_places_for_all_groups(more: dict[str, Any], short: bool) -> None:
    """Fewer places than groups, or fewer seats than people, is an error."""
    programme = laid_out(block("a", rounds(), "9:00", **more))
    assert told(programme) == ([("error", "place-too-few")] if short else [])


def test_day_that_is_none_of_the_event() -> None:
    """A session on another day than those of the event is told."""
    days = [date(2018, 11, 7), date(2018, 11, 8)]
    fine = laid_out(block("a", lecture(), "9:00"), days=days)
    assert told(fine) == []
    wrong = laid_out(block("a", lecture(), "2018-11-09 9:00"), days=days)
    assert told(wrong) == [("warning", "day-not-of-event")]
    assert "Friday, 9 November 2018" in only(wrong).message


def test_past_midnight() -> None:
    """A session that goes on past midnight is told; one that ends then is not."""
    assert told(laid_out(block("a", lecture(60), "23:00"))) == []
    late = laid_out(block("a", lecture(60), "23:30"), block("b", lecture(30)))
    assert told(late) == [("hint", "runs-past-midnight")]
    assert late.sessions[1].people.start == moment("2018-11-09 00:30")


def test_event_over_the_end_of_summer_time() -> None:
    """Over the last weekend of October every session begins when the wall clock says."""
    programme = laid_out(
        block("a", rounds(), "2018-10-27 20:00"),
        block("b", rounds(), "2018-10-28 9:00", anchor=True),
    )
    begins = [timed.people.start.isoformat() for timed in programme.sessions]
    assert begins == ["2018-10-27T20:00:00+02:00", "2018-10-28T09:00:00+01:00"]
    assert only(programme).message == (
        "Before Sunday, 28 October 2018, 09:00, the clocks go back by 60 minutes."
    )


def test_night_of_changed_clocks() -> None:
    """A night of talks across the change loses and gains no minute."""
    programme = laid_out(
        block("a", lecture(90), "2018-10-28 1:30"), block("b", lecture(90)), block("c", lecture(30))
    )
    assert [timed.people.minutes for timed in programme.sessions] == [90, 90, 30]
    begins = [timed.people.start.isoformat()[11:] for timed in programme.sessions]
    assert begins == ["01:30:00+02:00", "02:00:00+01:00", "03:30:00+01:00"]
    spring = laid_out(block("a", lecture(90), "2018-03-25 1:30"), block("b", lecture()))
    assert spring.sessions[1].people.start.isoformat() == "2018-03-25T04:00:00+02:00"
    assert told(spring) == [("hint", "clocks-change")]


def test_sessions_are_found_by_id() -> None:
    """A programme gives the times of a session by its id."""
    programme = laid_out(block("a", lecture(), "9:00"), block("b", lecture()))
    assert programme.by_id["b"] is programme.sessions[1]
