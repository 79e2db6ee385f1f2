"""The plan file written piece by piece is the plain dump of the plan."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate import json_pieces
from facilitate.groups import Seat
from facilitate.parts import Text, unchecked
from facilitate.plan import Plan
from tests.builders import edit, edit_group, make_circle_plan, make_plan

TABLES = [[[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5, 3], [6]]]


def dumped(plan: Plan) -> str:
    """Dump a plan as a whole."""
    data = plan.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize(
    "plan",
    [
        make_plan(TABLES),
        make_circle_plan((6, 6), 2),
        make_plan(TABLES).model_copy(update={"participants": (), "sessions": ()}),
        edit(make_plan(TABLES), rotations=()),
    ],
)
def test_pieces_are_the_dump(plan: Plan, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the batches end, the pieces are the bytes of the whole."""
    monkeypatch.setattr(json_pieces, "_BATCH", batch)
    assert b"".join(plan.pieces()).decode() == dumped(plan)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.sampled_from(' \n"[]{}:,x')))
def test_texts_look_like_no_structure(title: str, name: str) -> None:
    """Texts that look like parts of the file change nothing of its shape."""
    plan = edit(make_plan(TABLES), title=name, room=f'{title}\n   "rotations": []')
    person = plan.participants[0].model_copy(update={"name": title, "title": name})
    people = (person, *plan.participants[1:])
    plan = plan.model_copy(
        update={"title": f'{title}\n "participants": []', "participants": people}
    )
    assert plan.to_json() == dumped(plan)


def test_unchecked_parts_equal_checked_ones() -> None:
    """What is not given is as in the pattern; what was given there by default stays so."""
    make = unchecked(Seat(seat=1))
    assert make({"circle": "A"}) == Seat(circle="A", seat=1)
    assert make({"seat": 2}).model_copy(update={"circle": "B"}) == Seat(circle="B", seat=2)
    assert unchecked(Text(de="a", en="b"))({}).model_dump() == {"de": "a", "en": "b"}


def test_groups_with_more_than_members() -> None:
    """Roles, seats and topics are written, too."""
    plan = edit_group(
        make_plan(TABLES),
        1,
        "t1",
        topic="A “b”\n",
        roles={"p1": "host"},
        seats={"p1": Seat(seat=1)},
    )
    assert plan.to_json() == dumped(plan)
