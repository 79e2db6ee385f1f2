"""Groups that stay together, and hosts who stay at their places."""

from __future__ import annotations

import pytest

from facilitate.checking import check, score
from tests.builders import edit, edit_group
from tests.checking.cases import NOTHING_PRIVATE, TABLES, codes, hosted, places, staying, told

FIRST, SECOND, THIRD = [1, 2, 3], [4, 5, 6], [7, 8, 9]
ROUND = [[FIRST, SECOND, THIRD], [THIRD, FIRST, SECOND], [SECOND, THIRD, FIRST]]
BACK = [[FIRST, SECOND, THIRD], [SECOND, THIRD, FIRST]]


def test_groups_go_on_together() -> None:
    """One station on each time; they have met only once, and mixing counts once."""
    assert told(staying(1, ROUND)) == set()
    assert score(staying(1, ROUND)) == {"no-repeat": 0, "no-repeat-3": 0}
    assert told(staying(0, [ROUND[0]] * 3)) == set()


def test_groups_may_skip_stations_that_are_spare() -> None:
    """With four stations and three groups, one is empty each time."""
    spare = staying(1, [ROUND[0]] * 2, places=places(9, 9, 9, 9))
    moved = {"t1": "t2", "t2": "t3", "t3": "t4"}
    rotation = spare.sessions[0].rotations[1]
    groups = tuple(g.model_copy(update={"place": moved[g.place]}) for g in rotation.groups)
    second = rotation.model_copy(update={"groups": groups})
    plan = edit(spare, rotations=(spare.sessions[0].rotations[0], second))
    assert told(plan) == set()


@pytest.mark.parametrize(
    ("code", "step", "seatings"),
    [
        ("group-changed", 1, [ROUND[0], [[7, 8, 3], [1, 2, 9], SECOND]]),
        ("group-changed", 0, [ROUND[0], [[1, 2, 9], SECOND, [7, 8, 3]]]),
        ("moved-wrong", 1, BACK),
        ("moved-wrong", 0, ROUND[:2]),
        ("station-twice", 1, [*ROUND, ROUND[0]]),
        ("station-twice", 1, [ROUND[0], ROUND[0]]),
    ],
)
def test_planted_error_on_the_way(code: str, step: int, seatings: list[list[list[int]]]) -> None:
    """Who leaves the group, a group at the wrong place, and a station seen twice are found."""
    assert code in codes(staying(step, seatings))


def test_who_changed_groups_is_named_once() -> None:
    """The larger part of a group stays it; the one who came from elsewhere is named."""
    swapped = [ROUND[0], [[7, 8, 3], [1, 2, 9], SECOND], [SECOND, [7, 8, 3], [1, 2, 9]]]
    found = [f for f in check(staying(1, swapped), NOTHING_PRIVATE) if f.code == "group-changed"]
    assert [f.message.partition(" has")[0] for f in found] == ["3 Person 3", "9 Person 9"]


MOVED = [*TABLES[:2], [[4, 5, 9], [2, 6, 7], [3, 1, 8]]]
HOSTS = [
    ("host", [(1, 5, 9)] * 3, [[FIRST, SECOND, THIRD], [[1, 4, 7], [2, 5, 8], [3, 6, 9]]]),
    ("host-stays", [(0, 0, 0), (1, 5, 9)], TABLES[:2]),
    (
        "host-once",
        [(0, 0, 0), (1, 5, 9), (4, 2, 3)],
        [*TABLES[:2], [[4, 5, 9], [2, 6, 7], [3, 1, 8]]],
    ),
]


@pytest.mark.parametrize(("policy", "hosts", "seatings"), HOSTS)
def test_hosts_who_stay(
    policy: str, hosts: list[tuple[int, ...]], seatings: list[list[list[int]]]
) -> None:
    """All the time, from the first rotation on, or for one rotation."""
    plan = hosted(policy, hosts[: len(seatings)], seatings)
    assert codes(plan) == set()
    assert codes(plan, "warning") & {"host-missing", "host-again", "role-count"} == set()


@pytest.mark.parametrize(("policy", "hosts", "seatings"), HOSTS)
def test_a_host_who_was_not_there_before(
    policy: str, hosts: list[tuple[int, ...]], seatings: list[list[list[int]]]
) -> None:
    """Whoever hosts a place sat there before; a stranger in the role is an error."""
    plan = hosted(policy, hosts[: len(seatings)], seatings)
    assert "host-moved" in codes(edit_group(plan, 2, "t1", roles={"p7": "host"}))


@pytest.mark.parametrize(("policy", "hosts", "seatings"), HOSTS)
def test_a_place_without_its_host(
    policy: str, hosts: list[tuple[int, ...]], seatings: list[list[list[int]]]
) -> None:
    """Nobody to tell the newcomers what was said is a warning."""
    plan = hosted(policy, hosts[: len(seatings)], seatings)
    assert ("warning", "host-missing") in told(edit_group(plan, 2, "t1", roles={}))


def test_host_once_is_once() -> None:
    """The same person twice is a warning, though they sat there before."""
    again = [*TABLES[:2], [[1, 5, 9], [2, 6, 7], [3, 4, 8]]]
    plan = hosted("host-once", [(0, 0, 0), (1, 5, 9), (1, 2, 3)], again)
    assert ("warning", "host-again") in told(plan)


def test_without_hosts_nobody_is_missed() -> None:
    """A plan that names no host at all leaves it to the groups."""
    assert told(hosted("host", [(0, 0, 0)] * 2, TABLES[:2])) == set()
