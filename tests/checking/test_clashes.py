"""Sessions at one time: the same people, rooms and moderators, and the order of sessions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from facilitate.checking import check
from facilitate.event import Topic
from facilitate.plan import Plan
from tests.builders import edit, ids, make_method, make_phase
from tests.checking.cases import (
    NOTHING_PRIVATE,
    TABLES,
    TRIOS,
    choice,
    codes,
    event,
    shifted,
    tables,
    told,
    ungrouped,
)

OTHERS = ids([7, 8, 9])
TIMING = {"setup": 10, "phases": [make_phase("talk", 20)], "clearing": 10}
AROUND = make_method(timing=TIMING, **TRIOS)  # 10 minutes before and after 20 with people


def part(absent: tuple[str, ...] = (), **session: Any) -> Plan:
    """Make a session of one rotation: from 10 to 30 minutes people are there, in 40 in all."""
    return edit(tables(TABLES[:1], method=AROUND), absent=absent, **session)


def test_one_after_the_other() -> None:
    """Sessions that follow each other are fine, even in one room."""
    assert told(event(part(room="Saal"), part(room="Saal")))  # they meet again, but do not clash
    assert codes(event(part(room="Saal"), part(room="Saal"))) == set()


def test_people_cannot_be_in_two_sessions() -> None:
    """The same people at one time is an error; that is told once, with how many there are."""
    clash = event(part(), part(), gap=0.25)
    assert codes(clash) == {"times-overlap"}
    finding = next(f for f in check(clash, NOTHING_PRIVATE) if f.code == "times-overlap")
    assert finding.message == (
        "It begins at 12:25, before Session 0 ends at 12:30; 9 people are in both."
    )
    assert finding.where == "Session 1"


def test_setting_up_needs_no_people() -> None:
    """While one room is set up, people may still be elsewhere."""
    assert codes(event(part(room="A"), part(room="B"), gap=1 / 3)) == set()


def test_different_people_may_be_in_two_sessions() -> None:
    """Those who are not there do not clash."""
    here = part(OTHERS).sessions[0].model_copy(update={"rotations": ()})
    there = part(ids(range(1, 7))).sessions[0].model_copy(update={"rotations": ()})
    plan = event(part(), part(), gap=0)
    spans = [(s.start, s.end, s.stages) for s in plan.sessions]
    sessions = tuple(
        s.model_copy(update={"id": f"s{k}", "start": start, "end": end, "stages": stages})
        for k, (s, (start, end, stages)) in enumerate(zip((here, there), spans, strict=True))
    )
    assert "times-overlap" not in codes(plan.model_copy(update={"sessions": sessions}))
    assert "times-overlap" in codes(plan)


@pytest.mark.parametrize(
    ("gap", "level"), [(0.25, "error"), (1 / 3, "warning"), (0.5, "warning"), (2 / 3, None)]
)
def test_a_room_is_needed_twice(gap: float, level: str | None) -> None:
    """With people in it that is an error; while setting up or clearing up, a warning."""
    plan = event(part(room="Saal"), part(room=" saal "), gap=gap)
    assert {found for found, code in told(plan) if code == "room-taken"} == {level} - {None}


def test_rooms_that_do_not_clash() -> None:
    """Other rooms, no room at all, and a break in the room that is set up."""
    assert "room-taken" not in codes(event(part(room="A"), part(room="B"), gap=0))
    assert "room-taken" not in codes(event(part(), part(), gap=0))
    after = event(edit(ungrouped("pause"), room="A"), part(room="A"), gap=1 / 3)
    assert ("warning", "room-taken") not in told(after)
    before = event(edit(ungrouped("plenary"), room="A"), part(room="A"), gap=1 / 3)
    assert ("warning", "room-taken") in told(before)


def test_nobody_runs_two_sessions_at_once() -> None:
    """A moderator, or a speaker who leads a topic, is needed in two places."""
    twice = event(part(moderators=("Mara",)), part(moderators=("mara", "Theo")), gap=0)
    assert ("warning", "moderator-elsewhere") in told(twice)
    apart = event(part(moderators=("Mara",)), part(moderators=("Theo",)), gap=0)
    assert ("warning", "moderator-elsewhere") not in told(apart)
    later = event(part(moderators=("Mara",)), part(moderators=("Mara",)))
    assert ("warning", "moderator-elsewhere") not in told(later)
    led = (Topic(id="a", title="A", host="Mara"), Topic(id="b", title="B", host="p9"))
    speaker = event(part(moderators=("Mara",)), choice(topics=led), gap=0.25)
    assert ("warning", "moderator-elsewhere") in told(speaker)


def test_sessions_stand_in_the_order_of_time() -> None:
    """The memory of who met whom follows the order in the plan."""
    plan = event(part(), part())
    assert ("warning", "sessions-order") not in told(plan)
    turned = plan.model_copy(update={"sessions": plan.sessions[::-1]})
    assert ("warning", "sessions-order") in told(turned)


def test_sessions_without_a_clock_are_not_compared() -> None:
    """Offsets begin at 00:00 in every session."""
    plan = part(room="Saal")
    second = plan.sessions[0].model_copy(update={"id": "second"})
    both = plan.model_copy(update={"sessions": (plan.sessions[0], second)})
    assert {"times-overlap", "room-taken"} & codes(both) == set()


def test_an_hour_that_comes_twice_is_no_clash() -> None:
    """When the clocks go back, 02:30 comes again an hour later."""
    night = datetime(2018, 10, 28, 2, 10, tzinfo=timezone(timedelta(hours=2)))
    plan = event(part(), part(), start=night)
    winter = timezone(timedelta(hours=1))
    later = shifted(plan.sessions[1], (night + timedelta(hours=1)).astimezone(winter))
    both = plan.model_copy(update={"sessions": (plan.sessions[0], later)})
    assert [s.start.isoformat()[11:] for s in both.sessions] == ["02:10:00+02:00", "02:10:00+01:00"]
    assert codes(both) == set()
