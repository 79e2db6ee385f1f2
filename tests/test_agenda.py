"""The programme as participants, moderators and rooms see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from facilitate import agenda
from facilitate.clock import parse_start
from facilitate.errors import UsageError
from facilitate.groups import Seat
from facilitate.method import Material, Method
from facilitate.plan import PhaseTimes, Plan, SessionPlan
from facilitate.timetable import TimedPhase, lay_out
from tests.builders import (
    TEXT,
    edit,
    edit_group,
    make_circle_plan,
    make_method,
    make_phase,
    make_plan,
    make_ring_method,
)
from tests.checking import cases

FIRST, SECOND = date(2018, 11, 7), date(2018, 11, 8)
CHAIR = {"item": {"de": "Stuhl", "en": "Chair"}, "per": "person"}
SHEET = {"item": {"de": "Bogen", "en": "Sheet"}, "per": "group", "count": 2}
SIGN = {"item": {"de": "Schild", "en": "Sign"}, "per": "circle"}
GONG = {"item": {"de": "Gong", "en": "Gong"}}


def ungrouped(name: str, formation: str, start: str, **more: Any) -> SessionPlan:
    """Make a session in which the plan seats nobody; its phases stand among its stages."""
    method = make_method(
        id=name,
        title={"de": f"{name} de", "en": name.title()},
        formation=formation,
        group=None,
        movement={"next": 0},
        rotations={"default": 1},
        timing={"setup": 5, "phases": [make_phase("talk", 30, say=TEXT, record=TEXT)]},
        materials=[CHAIR],
    )
    times = lay_out(method, 1, parse_start(start, "Europe/Berlin"))
    stages = [*times.stages, *times.rotations[0].phases]
    return SessionPlan(
        id=name,
        method=method.id,
        title=name.title(),
        start=times.span.start,
        end=times.span.end,
        spec=method,
        stages=tuple(map(_times, stages)),
        **more,
    )


def _times(timed: TimedPhase) -> PhaseTimes:
    return PhaseTimes(id=timed.id, start=timed.span.start, end=timed.span.end)


def talks() -> Method:
    """Make rounds at tables with everything that a moderator says and does."""
    return make_method(
        timing={
            "setup": 5,
            "intro": 3,
            "phases": [make_phase("ask", 4, repeat=2, say=TEXT), make_phase("note", 2.5)],
            "changeover": 1,
            "warning": 1,
            "harvest": 2,
            "clearing": 4,
        },
        prompts=[{"de": "Warum?", "en": "Why?"}, {"de": "Wie?", "en": "How?"}],
        materials=[CHAIR, SHEET, GONG],
        spoken={
            "welcome": TEXT,
            "begin": {"de": "{prompt}", "en": "Round {rotation} of {rotations}: {prompt}"},
            "warning": {"de": "Gleich!", "en": "Soon!"},
            "change": {"de": "Weiter!", "en": "On!"},
            "harvest": {"de": "Was war?", "en": "What was it?"},
            "close": {"de": "Danke!", "en": "Thanks!"},
        },
    )


def forum() -> Plan:
    """Make two days: rounds and a pause on the first, a lecture on the second."""
    tables = [[[1, 2, 3], [4, 5]], [[1, 4], [2, 3, 5]]]
    plan = make_plan(tables, method=talks(), start=parse_start("2018-11-07 14:25", "Europe/Berlin"))
    plan = edit(plan, room="Saal", moderators=("Ada Roth", "Bo Binder"))
    others = (
        ungrouped("lecture", "plenary", "2018-11-08 08:55", room="Saal", absent=("p5",)),
        ungrouped("coffee", "pause", "2018-11-07 13:55", room="Foyer"),
    )
    return plan.model_copy(update={"sessions": (*plan.sessions, *others)})


def test_days_and_sessions_in_order() -> None:
    """Participants see the days and their sessions in order, when they must be there."""
    days = agenda.days_of(forum())
    assert [day.day for day in days] == [FIRST, SECOND]
    rows = [
        (f"{e.people.start:%H:%M:%S}", f"{e.people.end:%H:%M:%S}", e.session.title, e.what)
        for day in days
        for e in day.entries
    ]
    assert rows == [
        ("14:00:00", "14:30:00", "Coffee", ""),
        ("14:30:00", "14:57:00", "First session", "Rounds, 2 rotations of 10.5 min"),
        ("09:00:00", "09:30:00", "Lecture", ""),
    ]


def test_rotations_of_different_length() -> None:
    """Where rotations differ in length, only their number is told."""
    plan = forum()
    [first, second] = plan.sessions[0].rotations
    longer = first.model_copy(update={"start": first.phases[0].end})
    plan = edit(plan, rotations=(longer, second))
    assert agenda.entries_of(plan.sessions[:1])[0].what == "Rounds, 2 rotations"


@pytest.mark.parametrize(
    ("named", "day"), [("2018-11-08", SECOND), ("8.11.2018", SECOND), ("1", FIRST), ("2", SECOND)]
)
def test_one_day(named: str, day: date) -> None:
    """A day is found by its date or its number, and everything else left out."""
    plan = forum()
    assert agenda.find_day(plan, named) == day
    assert [found.day for found in agenda.days_of(plan, day)] == [day]
    assert {run.people.start.date() for run in agenda.run_sheet(plan, day)} == {day}
    assert {room.day for room in agenda.rooms_of(plan, day)} == {day}


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("0", "day-unknown"),
        ("3", "day-unknown"),
        ("9" * 5000, "day-unknown"),
        ("2018-11-09", "day-unknown"),
        ("Tuesday", "day-not-understood"),
        ("", "day-not-understood"),
    ],
)
def test_no_such_day(named: str, code: str) -> None:
    """A day on which nothing happens is refused, with the days that there are."""
    with pytest.raises(UsageError) as raised:
        agenda.find_day(forum(), named)
    finding = raised.value.findings[0]
    assert finding.code == code
    assert finding.hint


def test_days_of_a_plan_without_a_clock() -> None:
    """Without dates there is one day without a name, and none to choose."""
    plan = make_plan([[[1, 2], [3, 4]]])
    assert [day.day for day in agenda.days_of(plan)] == [None]
    with pytest.raises(UsageError) as raised:
        agenda.find_day(plan, "1")
    assert "no dates" in raised.value.findings[0].hint


def test_run_sheet_minute_by_minute() -> None:
    """Moderators see every step in order: what happens, what to say, and when to signal."""
    [run] = [run for run in agenda.run_sheet(forum()) if run.session.id == "first"]
    steps = [(f"{s.start:%H:%M:%S}", s.kind, s.what, s.say, s.signal) for s in run.steps]
    assert steps[:9] == [
        ("14:25:00", "setup", "Setting up", "", False),
        ("14:30:00", "intro", "Introduction", "English", False),
        ("14:33:00", "rotation", "Rotation 1", "Round 1 of 2: Why?", False),
        ("14:33:00", "phase", "ask 1", "English", False),
        ("14:37:00", "phase", "ask 2", "", True),
        ("14:41:00", "phase", "note", "", True),
        ("14:42:30", "warning", "1 minute left", "Soon!", True),
        ("14:43:30", "change", "Changing places", "On!", True),
        ("14:44:30", "rotation", "Rotation 2", "Round 2 of 2: How?", False),
    ]
    assert [(s.kind, s.what, s.say) for s in run.steps[-3:]] == [
        ("harvest", "Harvest", "What was it?"),
        ("close", "Close", "Thanks!"),
        ("clearing", "Clearing up", ""),
    ]


def test_steps_are_in_order_of_time() -> None:
    """No step begins before the one above it."""
    for run in agenda.run_sheet(forum()):
        starts = [step.start for step in run.steps]
        assert starts == sorted(starts)


def test_run_sheet_of_a_lecture() -> None:
    """Phases of a session without groups have their words and notes, too."""
    [run] = agenda.run_sheet(forum(), SECOND)
    assert [(s.kind, s.what, s.say, s.note) for s in run.steps] == [
        ("setup", "Setting up", "", "English"),
        ("phase", "talk", "English English English", "English"),
    ]


def test_run_sheet_of_neighbours() -> None:
    """Where neighbours talk in several rounds, each has its question, and changes are called."""
    method = make_method(
        **{
            "formation": "self",
            "group": None,
            "movement": {"next": 0},
            "timing": {
                "intro": 1,
                "phases": [make_phase("talk", 2), make_phase("share", 1)],
                "changeover": 1,
            },
            "prompts": [{"de": "Warum?", "en": "Why?"}, {"de": "Wie?", "en": "How?"}],
            "spoken": {
                "welcome": TEXT,
                "begin": {"de": "x", "en": "{rotation} of {rotations}: {prompt}"},
                "change": {"de": "Weiter!", "en": "On!"},
            },
        }
    )
    times = lay_out(method, 2, parse_start("2018-11-07 9:00", "Europe/Berlin"))
    stages = [*times.stages, *(phase for timed in times.rotations for phase in timed.phases)]
    plan = edit(make_plan([[[1, 2]]]), spec=method, rotations=(), stages=tuple(map(_times, stages)))
    [run] = agenda.run_sheet(plan)
    assert [(f"{s.start:%M}–{s.end:%M}", s.kind, s.say) for s in run.steps] == [
        ("00–01", "intro", "English"),
        ("01–03", "phase", "1 of 2: Why?"),
        ("03–04", "phase", ""),
        ("04–05", "change", "On!"),
        ("05–07", "phase", "2 of 2: How?"),
        ("07–08", "phase", ""),
    ]


@pytest.mark.parametrize(
    ("begin", "sheet", "said"),
    [
        (
            "Please begin.",
            "",
            ["Please begin. The question: Why?", "Please begin. The question: How?"],
        ),
        ("{prompt} Please begin.", "", ["Why? Please begin.", "How? Please begin."]),
        ("Please begin.", "questions", ["Please begin."] * 2),
    ],
)
def test_every_question_is_read_out(begin: str, sheet: str, said: list[str]) -> None:
    """The question of each rotation is read out once, but not if it lies there on cards."""
    method = make_method(
        prompts=[{"de": "Warum?", "en": "Why?"}, {"de": "Wie?", "en": "How?"}],
        spoken={"welcome": TEXT, "begin": {"de": begin, "en": begin}, "change": TEXT},
        materials=[{**CHAIR, "sheet": sheet}] if sheet else [CHAIR],
    )
    [run] = agenda.run_sheet(make_plan([[[1, 2]], [[1, 2]]], method=method))
    assert [step.say for step in run.steps if step.kind == "rotation"] == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(0.5, "½ minute left"), (1, "1 minute left"), (2, "2 minutes left")]
)
def test_time_left_as_one_says_it(minutes: float, said: str) -> None:
    """Half a minute is no "0.5 min", and one minute is no "minutes"."""
    method = make_method(
        timing={"phases": [make_phase("talk", 5)], "warning": minutes},
        spoken={"welcome": TEXT, "begin": TEXT, "warning": TEXT, "change": TEXT},
    )
    [run] = agenda.run_sheet(make_plan([[[1, 2]]], method=method))
    assert [step.what for step in run.steps if step.kind == "warning"] == [said]


def test_a_warning_is_no_second_signal() -> None:
    """Where the last phase begins just then it is no warning; its own words are said, if any."""
    for words, said in ((TEXT, "English"), (None, "Soon!")):
        method = make_method(
            timing={
                "phases": [make_phase("talk", 5), make_phase("end", 2, say=words)],
                "warning": 2,
            },
            spoken={
                "welcome": TEXT,
                "begin": TEXT,
                "warning": {"de": "Gleich!", "en": "Soon!"},
                "change": TEXT,
            },
        )
        [run] = agenda.run_sheet(make_plan([[[1, 2]]], method=method))
        assert [s.kind for s in run.steps if s.start == run.steps[-1].start] == ["phase"]
        assert (run.steps[-1].what, run.steps[-1].say) == ("end", said)


def test_words_name_the_minutes_there_are() -> None:
    """A phase that was shortened is announced with the minutes it has."""
    words = {"de": "Sie haben {minutes}.", "en": "You have {minutes}."}
    method = make_method(timing={"phases": [make_phase("talk", 10, say=words)]})
    plan = make_plan([[[1, 2]]], method=method)
    [rotation] = plan.sessions[0].rotations
    [phase] = rotation.phases
    short = phase.model_copy(update={"end": phase.start + timedelta(minutes=5)})
    plan = edit(plan, rotations=(rotation.model_copy(update={"phases": (short,)}),))
    [run] = agenda.run_sheet(plan)
    assert run.steps[-1].say == "You have 5 minutes."


def test_what_is_for_a_group_waits_at_every_place() -> None:
    """Places that are used in different rotations all need their sign."""
    sign = {"item": {"de": "Schild", "en": "Sign"}, "per": "group"}
    plan = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]], method=make_method(materials=[sign]))
    [session] = plan.sessions
    last = session.rotations[1].groups[1].model_copy(update={"place": "t9"})
    second = session.rotations[1].model_copy(
        update={"groups": (session.rotations[1].groups[0], last)}
    )
    plan = edit(plan, rotations=(session.rotations[0], second))
    assert agenda.run_sheet(plan)[0].materials == ("3 × Sign",)


def test_a_break_ends() -> None:
    """What is said when people come back in is the end of the break, not its close."""
    coffee = ungrouped("coffee", "pause", "2018-11-07 13:55")
    spoken = coffee.spec.spoken.model_copy(update={"close": coffee.spec.title})
    spec = coffee.spec.model_copy(update={"spoken": spoken})
    plan = forum().model_copy(update={"sessions": (coffee.model_copy(update={"spec": spec}),)})
    [run] = agenda.run_sheet(plan)
    assert run.steps[-1].what == "End of the break"


def test_phase_put_in_by_hand() -> None:
    """A phase that the method does not know keeps its id."""
    plan = forum()
    rotation = plan.sessions[0].rotations[0]
    chat = rotation.phases[0].model_copy(update={"id": "chat"})
    plan = edit(plan, rotations=(rotation.model_copy(update={"phases": (chat,)}),))
    [run] = [run for run in agenda.run_sheet(plan) if run.session.id == "first"]
    assert "chat" in [step.what for step in run.steps]


def test_rooms_day_by_day() -> None:
    """Each room has its days in order, with what must stand there."""
    rooms = agenda.rooms_of(forum())
    assert [(room.room, room.day) for room in rooms] == [
        ("Foyer", FIRST),
        ("Saal", FIRST),
        ("Saal", SECOND),
    ]
    block = rooms[1].blocks[0]
    assert block.setup is not None
    assert block.clearing is not None
    assert (block.setup.minutes, block.people.minutes, block.clearing.minutes) == (5, 27, 4)
    assert (block.present, block.layout) == (5, "English")
    assert block.furniture == ("2 places: 2 × 3 seats",)
    assert block.materials == ("5 × Chair", "4 × Sheet", "1 × Gong")


def test_rooms_without_groups() -> None:
    """A lecture needs a chair for everybody who is there; a pause no layout."""
    foyer, _saal, lecture = agenda.rooms_of(forum())
    assert lecture.blocks[0].materials == ("4 × Chair",)
    assert (lecture.blocks[0].furniture, lecture.blocks[0].clearing) == ((), None)
    assert foyer.blocks[0].layout == ""


def test_speakers_need_a_chair() -> None:
    """Whoever leads a working group without being a participant is counted with those there."""
    chairs = Material.model_validate({"item": {"de": "Stuhl", "en": "Chair"}, "per": "person"})
    plan = cases.choice()
    led = tuple(
        t.model_copy(update={"host": "Dr. Gast"} if t.id == "b" else {}) for t in cases.TOPICS
    )
    spec = plan.sessions[0].spec.model_copy(update={"materials": (chairs,)})
    [room] = agenda.rooms_of(edit(plan, topics=led, spec=spec))
    assert room.blocks[0].furniture == ("2 places: 2 × 5 seats",)
    assert room.blocks[0].materials == ("10 × Chair",)


def test_seats_without_a_circle() -> None:
    """Seats that a hand wrote without a circle count as places."""
    plan = edit_group(make_plan([[[1, 2], [3, 4]]]), 1, "t1", seats={"p1": Seat(seat=1)})
    [room] = agenda.rooms_of(plan)
    assert room.blocks[0].furniture == ("2 places: 2 × 2 seats",)


def test_steps_without_words() -> None:
    """Where the method warns nobody, no warning stands in the run sheet."""
    [run] = agenda.run_sheet(make_plan([[[1, 2], [3, 4]]]))
    assert [step.kind for step in run.steps] == ["rotation", "phase"]


def test_at_the_change_the_third_chair_goes_back() -> None:
    """Of whoever faces nobody the run sheet speaks at every change of an odd circle alone."""
    said = {"de": "t", "en": "Whoever faces nobody joins a pair."}
    spoken = {"welcome": TEXT, "begin": TEXT, "change": {"de": "c", "en": "Goodbye."}}
    method = make_ring_method(spoken=spoken | {"trio": said})
    for people, left_over in ((9, True), (8, False)):
        [run] = agenda.run_sheet(make_circle_plan([people], 3, method=method))
        changes = [step for step in run.steps if step.kind == "change"]
        assert {"puts their chair back" in step.note for step in changes} == {left_over}
        words = f"Goodbye. {said['en']}" if left_over else "Goodbye."
        assert {step.say for step in changes} == {words}


def test_with_free_seats_no_card_names_a_pair() -> None:
    """In an odd circle with free seats whoever faces nobody joins a pair nearby."""
    for people, told in ((9, True), (8, False)):
        plan = edit(make_circle_plan([people], 3), seating="free")
        [run] = agenda.run_sheet(plan)
        changes = [step for step in run.steps if step.kind == "change"]
        assert {step.say.endswith("joins a pair nearby.") for step in changes} == {told}
        assert {step.note for step in changes} == {""}


def test_rooms_of_circles() -> None:
    """In circles the chairs of each side are counted; who joins a pair has a chair outside."""
    plan = make_circle_plan([6, 7], 2)
    spec = plan.sessions[0].spec.model_validate(
        plan.sessions[0].spec.model_dump(by_alias=True) | {"materials": [SIGN]}
    )
    [room] = agenda.rooms_of(edit(plan, spec=spec))
    assert room.room == ""
    assert room.blocks[0].furniture == (
        "Circle A: 3 chairs outside, 3 inside",
        "Circle B: 4 chairs outside, 3 inside",
    )
    assert room.blocks[0].materials == ("2 × Sign",)
