"""Groups that are kept as numbers are the groups they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitate import groups
from facilitate.groups import Group, Ids, PlainGroups, Seat, groups_json, sizes_of
from facilitate.plan import Plan, Rotation
from facilitate.summary import count_up
from tests.builders import make_plan

IDS = st.lists(st.text(max_size=8), max_size=8, unique=True)
GIVEN = st.tuples(IDS, st.lists(st.integers(0, 3), max_size=8))


def kept(ids: list[str], sizes: list[int]) -> tuple[PlainGroups, tuple[Group, ...]]:
    """Seat people in groups of these sizes, as long as there are people: as numbers, and made."""
    ends = [0]
    for size in sizes:
        ends.append(min(len(ids), ends[-1] + size))
    seated = np.arange(len(ids))[::-1].copy()
    places = [f"t{at}" for at in range(len(sizes))]
    made = tuple(
        Group(place=place, members=tuple(ids[person] for person in seated[start:end]))
        for place, start, end in zip(places, ends, ends[1:], strict=False)
    )
    return PlainGroups(places, Ids(ids), seated[: ends[-1]], ends), made


@given(GIVEN)
@example((['a"b', "c\\d", "e\n"], [2, 0, 1]))
def test_plain_groups_are_groups(drawn: tuple[list[str], list[int]]) -> None:
    """Looked at one by one, in slices, counted or written, they equal groups that were made."""
    plain, made = kept(*drawn)
    assert plain == made
    assert list(plain) == list(made)
    assert sizes_of(plain) == sizes_of(made)
    assert [plain[at] for at in range(-len(made), len(made))] == [*made, *made]
    for start in range(len(made) + 1):
        assert plain[start : start + 2] == made[start : start + 2]
        assert list(groups_json(plain[start:], 2, 3)) == list(groups_json(made[start:], 2, 3))


def test_very_long_ids_are_written_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a table of all lines would be too large, the same is written without."""
    plain, made = kept(["a", "b" * 40, "c"], [2, 1])
    monkeypatch.setattr(groups, "_WIDEST", 50)
    assert plain.ids.lines(plain.places, 3) is None
    assert list(groups_json(plain, 2, 3)) == list(groups_json(made, 2, 3))


@given(GIVEN)
def test_other_groups_are_not_equal(drawn: tuple[list[str], list[int]]) -> None:
    """One group more, or a role in one of them, makes a difference."""
    plain, made = kept(*drawn)
    assert plain != (*made, Group(place="x", members=()))
    for at, group in enumerate(made):
        other = group.model_copy(update={"roles": {"p": "host"}, "seats": {"p": Seat(seat=1)}})
        assert plain != (*made[:at], other, *made[at + 1 :])


def test_nothing_beyond_the_last() -> None:
    """As in any sequence, there is no group behind the last, and no step but one."""
    plain, _made = kept(["a", "b"], [2])
    with pytest.raises(IndexError):
        plain[1]
    with pytest.raises(ValueError, match="2"):
        plain[::2]


def test_a_plan_with_plain_groups_is_the_plan() -> None:
    """A plan of groups kept as numbers has the same file and the same figures."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5, 3], [6]]])
    ids = [person.id for person in plan.participants]
    session = plan.sessions[0]
    rotations = tuple(
        Rotation(**(dict(rotation) | {"groups": as_numbers(rotation, ids)}))
        for rotation in session.rotations
    )
    assert all(isinstance(rotation.groups, PlainGroups) for rotation in rotations)
    crowd: Plan = plan.model_copy(
        update={"sessions": (session.model_copy(update={"rotations": rotations}),)}
    )
    assert crowd == plan
    assert crowd.to_json() == plan.to_json()
    assert crowd.model_dump(mode="json") == plan.model_dump(mode="json")
    assert crowd.model_dump_json() == plan.model_dump_json()
    assert count_up(crowd).meetings == count_up(plan).meetings
    assert crowd.meetings() == plan.meetings()


def as_numbers(rotation: Rotation, ids: list[str]) -> PlainGroups:
    """Keep the groups of a rotation as numbers."""
    seated = [ids.index(person) for group in rotation.groups for person in group.members]
    ends = np.cumsum([0, *sizes_of(rotation.groups)]).tolist()
    return PlainGroups([group.place for group in rotation.groups], Ids(ids), np.array(seated), ends)
