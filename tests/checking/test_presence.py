"""Who is there: absent people, staff, and sessions in which nobody is seated."""

from __future__ import annotations

import pytest

from facilitate.checking.view import View
from facilitate.venue import Staff
from tests.builders import edit, edit_group, edit_rotation
from tests.checking.cases import TABLES, codes, event, tables, told, ungrouped


def test_who_is_absent_needs_no_seat() -> None:
    """Whoever is not there is not missed; whoever is there is."""
    plan = edit_group(tables(TABLES[:1]), 1, "t3", members=("p7", "p8"))
    assert "person-without-seat" in codes(plan)
    assert "person-without-seat" not in codes(edit(plan, absent=("p9",)))


def test_who_is_absent_has_no_seat() -> None:
    """A seat, or a pause, of somebody who is not there is an error."""
    plan = tables(TABLES[:1])
    assert "absent-seated" in codes(edit(plan, absent=("p9",)))
    away = edit(edit_group(plan, 1, "t3", members=("p7", "p8")), absent=("p9",))
    assert "absent-seated" not in codes(away)
    assert "absent-seated" in codes(edit_rotation(away, 1, sitting_out=("p9",)))


def test_sessions_of_one_title_are_told_apart() -> None:
    """Each of two sessions called alike has its number wherever a finding says where."""
    plan = event(tables(), tables(), tables())
    alike = [s.model_copy(update={"title": "Tables"}) for s in plan.sessions[:2]]
    plan = plan.model_copy(update={"sessions": (*alike, plan.sessions[2])})
    views = [View(plan, session) for session in plan.sessions]
    assert [view.where() for view in views] == ["Tables (1)", "Tables (2)", "Session 2"]
    assert views[1].where(1, "t1") == "Tables (2), Rotation 1, table 1"
    assert views[1].where_in([1, 2], "t1") == "Tables (2), Rotations 1 and 2, table 1"


def test_absent_nobody() -> None:
    """An id that nobody has is found among the absent, too."""
    assert "person-unknown" in codes(edit(tables(TABLES[:1]), absent=("px",)))


def test_who_is_absent_skips_no_turn() -> None:
    """Pauses are compared among those who are there."""
    plan = tables([[[2, 3, 4], [5, 6, 7]], [[2, 5, 3], [4, 6, 7]]])
    for number in (1, 2):
        plan = edit_rotation(plan, number, sitting_out=("p1",))
    assert ("warning", "sitting-out-unfair") in told(plan)
    assert ("warning", "sitting-out-unfair") not in told(edit(plan, absent=("p1",)))


def test_staff_take_no_seat() -> None:
    """A moderator in a group is an error; one of the list with the name of one is a warning."""
    staff = (Staff(name="Mara Lindqvist"),)
    plan = tables(TABLES[:1], staff=staff)
    assert codes(plan) == set()
    seated = edit_group(plan, 1, "t1", members=("p1", "p2", "p3", "Mara Lindqvist"))
    assert codes(seated) == {"staff-seated"}
    twin = tables(TABLES[:1], staff=(Staff(name="person 3"),))
    assert ("warning", "staff-in-list") in told(twin)
    assert ("warning", "staff-in-list") not in told(plan)


@pytest.mark.parametrize("formation", ["plenary", "pause", "self"])
def test_sessions_without_groups(formation: str) -> None:
    """They need no seats, may have their phases among the stages, and must not seat anybody."""
    plan = ungrouped(formation)
    assert told(plan) == set()
    assert told(event(plan, tables(), ungrouped("pause"))) == set()
    seated = edit(
        plan, rotations=tables(TABLES[:1]).sessions[0].rotations, end=plan.sessions[0].end
    )
    assert "seats-without-groups" in codes(seated)
