"""Sessions of one shape: seated as one where a construction is known for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from facilitate.event import Session
from facilitate.method import Method
from facilitate.planning.alike import alike_from
from facilitate.planning.parts import Asked
from facilitate.rules import AvoidSame, NoRepeat
from tests.builders import make_method
from tests.planning.test_event import CAFE, TABLES, crowd, planned

STATIONS = make_method(id="stations", formation="stations", movement={"next": 1})


def asked(rotations: int, method: Method = TABLES, **session: object) -> Asked:
    """Ask for 16 people at tables of four, which five rotations seat without a repeat."""
    one = Session.model_validate({"id": "s", "method": method.id, "size": 4, **session})
    return Asked(one, method, crowd(16), one.rules, rotations)


@pytest.mark.parametrize(
    ("sessions", "alike"),
    [
        ([asked(2), asked(3)], [0, 1]),
        ([asked(2), asked(2, size=3), asked(3)], [0, 2]),
        ([asked(2), asked(2), asked(2)], [0, 1]),
        ([asked(2), asked(4)], [0]),
        ([asked(2), asked(2, rules=(NoRepeat(hard=True),))], [0]),
        ([asked(2, CAFE), asked(2, CAFE)], [0]),
        ([asked(2, STATIONS), asked(2, STATIONS)], [0]),
    ],
)
def test_sessions_of_one_shape(sessions: Sequence[Asked], alike: list[int]) -> None:
    """As many as one construction seats; other sizes, rules and hosts make another shape."""
    assert alike_from(sessions, 0) == alike


def test_parts_of_one_construction() -> None:
    """Two sessions take their rotations from one construction, so that nobody meets twice."""
    plan = planned(crowd(16), (TABLES, {"rotations": 2}), (TABLES, {"rotations": 3})).plan
    first, second = plan.sessions
    assert first.start_design == second.start_design != ""
    assert [len(first.rotations), len(second.rotations)] == [2, 3]
    assert plan.score["no-repeat"] == 0


def test_each_part_has_its_own_score() -> None:
    """What is parted again is counted for each session, as any seating is."""
    rule = AvoidSame(attribute="leader")
    sessions = [(TABLES, {"rotations": 2}), (TABLES, {"rotations": 3})]
    plan = planned(crowd(16), *sessions, rules=(rule,), limit=1).plan  # any will do
    for session in plan.sessions:
        breaches = list(rule.broken(session.rotations, plan.values()))
        assert session.score[rule.key] == len(breaches) > 0
