"""Timetables: nothing overlaps, everything adds up, and as many rotations fit as can."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate import words
from facilitate.clock import MIDNIGHT, parse_start, pinned
from facilitate.errors import InfeasibleError, Level, UsageError
from facilitate.method import Method
from facilitate.timetable import (
    TimedPhase,
    TimedRotation,
    Timetable,
    fit_rotations,
    for_people,
    judge_rotations,
    lay_out,
    minutes_needed,
)
from tests.builders import make_method, make_phase

MINUTES = st.integers(0, 240).map(lambda quarters: quarters / 4) | st.floats(0, 60)


@st.composite
def phases(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw one to four phases, some of them elastic, repeated or chained."""
    count = draw(st.integers(1, 4))
    drawn = []
    for number in range(count):
        minutes = draw(st.integers(1, 40)) / 4
        drawn.append(
            make_phase(
                f"p{number}",
                minutes,
                min=draw(st.floats(0, minutes)),
                repeat=draw(st.integers(1, 3)),
                with_next=draw(st.booleans()) and number < count - 1,
            )
        )
    # phases that run as one round repeat together
    for phase, after in reversed(list(pairwise(drawn))):
        if phase["with_next"]:
            phase["repeat"] = after["repeat"]
    return drawn


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """Draw a method with any timing."""
    timing = {key: draw(MINUTES) for key in ("setup", "intro", "changeover", "harvest", "clearing")}
    return make_method(
        timing=timing | {"phases": draw(phases())}, rotations={"min": 1, "default": 1}
    )


def spans(timetable: Timetable) -> list[tuple[datetime, datetime]]:
    """Give all stages and rotations, as (start, end) in order of time."""
    parts: list[TimedPhase | TimedRotation] = [*timetable.stages, *timetable.rotations]
    return sorted((part.span.start, part.span.end) for part in parts)


STARTS = [
    MIDNIGHT,
    parse_start("2018-11-07 14:30", "Europe/Berlin"),
    parse_start("2018-11-07 23:50", "Europe/Berlin"),
    parse_start("2018-10-28 01:50", "Europe/Berlin"),
    parse_start("2018-03-25 01:50", "Europe/Berlin"),
    parse_start("2018-11-07 14:30", "Asia/Kathmandu"),
]


@given(methods(), st.integers(1, 8), st.sampled_from(STARTS))
def test_nothing_overlaps_and_all_adds_up(method: Method, rotations: int, start: datetime) -> None:
    """Stages and rotations follow each other, and last exactly the minutes that are needed."""
    timetable = lay_out(method, rotations, start)
    for (begin, end), (later, _end) in pairwise(spans(timetable)):
        assert begin < end <= later
    length = timetable.span.end - timetable.span.start
    assert length == timedelta(minutes=minutes_needed(method, rotations))
    assert timetable.span.start == pinned(start)
    assert timetable.span.end == max([end for _start, end in spans(timetable)])


@given(methods(), st.integers(1, 5), st.sampled_from(STARTS))
def test_phases_fill_their_rotation(method: Method, rotations: int, start: datetime) -> None:
    """The phases of a rotation follow each other without gaps from its start to its end."""
    for rotation in lay_out(method, rotations, start).rotations:
        moments = [rotation.span.start]
        for phase in rotation.phases:
            assert phase.span.start == moments[-1]
            moments.append(phase.span.end)
        assert moments[-1] == rotation.span.end


@given(methods(), st.floats(1, 600))
def test_fit_is_maximal(method: Method, minutes: float) -> None:
    """What fits is within the time, and one more is not; the missing minutes are exact."""
    try:
        fit = fit_rotations(method, minutes)
    except InfeasibleError:
        assert minutes_needed(method, 1) > minutes
        return
    assert minutes_needed(method, fit.rotations) == fit.used <= minutes + 1e-6
    assert minutes_needed(method, fit.rotations + 1) > minutes
    assert fit.one_more > 0
    assert fit.spare >= 0


@given(methods(), st.floats(1, 600))
def test_shortening_makes_room_for_one_more(method: Method, minutes: float) -> None:
    """With the shorter phases it names, one rotation more fits, and none is below its least."""
    try:
        fit = fit_rotations(method, minutes)
    except InfeasibleError:
        return
    shorter = {change.phase.id: change.minutes for change in fit.shorter}
    changed = [
        phase.model_copy(update={"minutes": shorter.get(phase.id, phase.minutes)})
        for phase in method.timing.phases
    ]
    timing = method.timing.model_copy(update={"phases": tuple(changed)})
    fits = minutes_needed(method.model_copy(update={"timing": timing}), fit.rotations + 1)
    assert (fits * 60 <= math.floor(minutes * 60 + 1e-6)) == bool(shorter)
    assert all(c.phase.min is None or c.minutes >= c.phase.min - 0.01 for c in fit.shorter)


def test_chained_phases_run_as_one_round() -> None:
    """Choose and talk, three times, is choose, talk, choose, talk, choose, talk."""
    method = make_method(
        timing={
            "phases": [
                make_phase("choose", 1, repeat=3, with_next=True),
                make_phase("talk", 4, repeat=3),
                make_phase("note", 2),
            ]
        }
    )
    rotation = lay_out(method, 1, MIDNIGHT).rotations[0]
    expected = [("choose", 1), ("talk", 1), ("choose", 2), ("talk", 2), ("choose", 3), ("talk", 3)]
    assert [(phase.id, phase.repeat) for phase in rotation.phases] == [*expected, ("note", 1)]
    assert minutes_needed(method, 1) == 17


def test_last_phase_chained_to_nothing_still_runs() -> None:
    """A last phase that says it runs with the next one is not lost."""
    method = make_method(timing={"phases": [make_phase("talk", 4, repeat=2)]})
    last = method.timing.phases[0].model_copy(update={"with_next": True})
    timing = method.timing.model_copy(update={"phases": (last,)})
    assert minutes_needed(method.model_copy(update={"timing": timing}), 1) == 8


def test_stages_of_no_minutes_are_left_out() -> None:
    """Only stages with minutes stand in the timetable, in their order around the rotations."""
    method = make_method(timing={"setup": 5, "harvest": 3, "phases": [make_phase("talk", 10)]})
    timetable = lay_out(method, 2, MIDNIGHT)
    assert [stage.id for stage in timetable.stages] == ["setup", "harvest"]
    assert timetable.stages[1].span.start == timetable.rotations[-1].span.end


def test_no_changeover_after_the_last_rotation() -> None:
    """Between three rotations there are two changeovers."""
    method = make_method(timing={"phases": [make_phase("talk", 10)], "changeover": 2})
    assert minutes_needed(method, 3) == 34


def test_autumn_night_is_an_hour_longer() -> None:
    """Across the end of summer time the clock goes back, but no minute is lost."""
    start = parse_start("2018-10-28 02:30+02:00", "Europe/Berlin")
    method = make_method(timing={"phases": [make_phase("talk", 45)]})
    span = lay_out(method, 1, start).rotations[0].span
    assert span.end.isoformat() == "2018-10-28T02:15:00+01:00"
    assert span.minutes == 45


def test_spring_night_is_an_hour_shorter() -> None:
    """Across the begin of summer time the clock jumps, but no minute is added."""
    start = parse_start("2018-03-25 01:50", "Europe/Berlin")
    method = make_method(timing={"phases": [make_phase("talk", 20)]})
    assert lay_out(method, 1, start).span.end.isoformat() == "2018-03-25T03:10:00+02:00"


def test_fit_tells_what_one_more_costs() -> None:
    """The sentence names the minutes missing, and the shorter phase that would make room."""
    method = make_method(
        timing={
            "setup": 5,
            "phases": [make_phase("talk", 4, min=3, max=6)],
            "changeover": 1,
        },
        rotations={"default": 2},
    )
    assert fit_rotations(method, 23).sentence() == (
        "3 rotations fit and need 19 minutes; 4 minutes to spare. "
        "One more would need 1 minute more; with “talk” of 3.75 instead of 4 minutes it would fit."
    )


def test_fit_that_nothing_stretches() -> None:
    """Where no phase is elastic, only the missing minutes are told."""
    method = make_method(timing={"phases": [make_phase("talk", 10)], "changeover": 2})
    assert fit_rotations(method, 15).sentence() == (
        "1 rotation fits and needs 10 minutes; 5 minutes to spare. "
        "One more would need 7 minutes more."
    )


def test_whether_so_many_fit_is_answered() -> None:
    """Yes with what is to spare, or no with what would help and how many minutes are missing."""
    method = make_method(
        timing={"setup": 5, "phases": [make_phase("talk", 4, min=3)], "changeover": 1},
        rotations={"default": 2},
    )
    yes, just = judge_rotations(method, 3, 23), judge_rotations(method, 3, 19)
    assert (yes.level, yes.code) == (Level.HINT, "rotations-fit")
    told = "Yes, there is time for 3 rotations: all in all it takes 19 minutes of"
    assert (yes.message, yes.hint) == (f"{told} 23 minutes.", "4 minutes to spare.")
    assert (just.message, just.hint) == (f"{told} 19 minutes.", "")
    no = judge_rotations(method, 3, 17)
    assert (no.level, no.code) == (Level.WARNING, "time-too-short")
    assert no.message == (
        "No, there is no time for 3 rotations: all in all it takes 19 minutes, not 17 minutes."
    )
    assert no.hint == (
        "It would fit with “talk” of 3.25 instead of 4 minutes. 2 rotations fit. "
        "2 minutes more would do."
    )
    assert judge_rotations(method, 3, 5).hint == "14 minutes more would do."


def test_fit_keeps_to_what_the_method_allows() -> None:
    """More time than the most rotations need is left over."""
    method = make_method(rotations={"default": 2, "max": 3})
    fit = fit_rotations(method, 500)
    assert (fit.rotations, fit.one_more) == (3, 0)
    assert fit.sentence().endswith("The method allows no more.")


def test_fit_in_german_uses_commas() -> None:
    """German decimals are written with a comma."""
    method = make_method(timing={"phases": [make_phase("talk", 2.5)]})
    words.speak("de")
    assert "2,5" in fit_rotations(method, 3).sentence()


def test_too_little_time_says_how_much_is_needed() -> None:
    """Fewer rotations than the method needs is impossible, with the minutes that would do."""
    method = make_method(
        timing={"setup": 5, "phases": [make_phase("talk", 4, min=2)], "changeover": 1},
        rotations={"min": 2, "default": 2},
    )
    with pytest.raises(InfeasibleError) as raised:
        fit_rotations(method, 12)
    finding = raised.value.findings[0]
    assert finding.code == "time-too-short"
    assert finding.hint == (
        "2 rotations need 14 minutes, set-up and harvest included. "
        "Or: with “talk” of 3 instead of 4 minutes it would fit."
    )
    assert fit_rotations(method, 14).rotations == 2


def test_rotation_without_time_cannot_be_fitted() -> None:
    """If a rotation takes no time, any number would fit: that is said."""
    method = make_method(timing={"phases": [make_phase("talk", 0)]})
    with pytest.raises(UsageError) as raised:
        fit_rotations(method, 10)
    assert raised.value.findings[0].code == "rotation-without-time"


@pytest.mark.parametrize("rotations", [0, -1, 10**9, 10**30])
def test_impossible_numbers_of_rotations(rotations: int) -> None:
    """No rotation, or more than a year of them, is refused at once."""
    with pytest.raises(UsageError) as raised:
        lay_out(make_method(), rotations, MIDNIGHT)
    assert raised.value.findings[0].code == "rotations-impossible"


@given(methods(), st.integers(1, 4), st.sampled_from(STARTS))
def test_people_come_after_setting_up(method: Method, rotations: int, start: datetime) -> None:
    """People are there from the end of setting up to the begin of clearing up."""
    timetable = lay_out(method, rotations, start)
    timing = method.timing
    around = round(timing.setup * 60) + round(timing.clearing * 60)
    assert timetable.people.end - timetable.people.start == (
        timetable.span.end - timetable.span.start - timedelta(seconds=around)
    )


@given(st.floats(0, 10), st.floats(0.01, 20), st.integers(0, 1000))
def test_more_people_need_longer_to_change(minutes: float, more: float, people: int) -> None:
    """The changeover grows with the people, in steps of 15 seconds, and only once."""
    timing = {"phases": [make_phase("talk", 1)], "changeover": minutes, "changeover_per_100": more}
    method = for_people(make_method(timing=timing), people)
    exact = minutes + more * people / 100
    assert exact - 1e-6 <= method.timing.changeover < exact + 0.25 + 1e-6
    assert method.timing.changeover * 4 == round(method.timing.changeover * 4)
    assert for_people(method, people) == method


def test_changeover_that_does_not_grow_stays_as_it_is() -> None:
    """Where a method says nothing about more people, no second is added."""
    method = make_method(timing={"phases": [make_phase("talk", 1)], "changeover": 0.1})
    assert for_people(method, 500) is method
