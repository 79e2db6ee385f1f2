"""The forum's three days as planned: nothing to complain about until somebody edits them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from facilitate.catalogue import data_folder
from facilitate.checking import check, check_against, score
from facilitate.groups import Group
from facilitate.plan import Plan, Rotation, SessionPlan
from facilitate.preparing import Brief, load_event
from facilitate.private import PrivateRules, read_private

Edit = Callable[[Plan], Plan]


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """Read the example event."""
    folder = tmp_path_factory.mktemp("forum")
    for path in data_folder("examples/forum-2018").iterdir():
        shutil.copy(path, folder)
    return load_event(folder / "event.yaml")


@pytest.fixture
def private(brief: Brief) -> PrivateRules:
    """Read who must not meet."""
    found = read_private(brief.folder)
    assert found is not None
    return found


def test_it_is_as_good_as_it_says(forum: Plan, private: PrivateRules, brief: Brief) -> None:
    """No rule broken, no goal missed without need, every number counted again the same."""
    findings = check(forum, private)
    assert [f for f in findings if str(f.level) != "hint"] == []
    counted = score(forum)
    assert {key: counted[key] for key in forum.score} == forum.score
    assert check_against(forum, brief.event, brief.roster) == ()


def test_it_reaches_the_figures(forum: Plan) -> None:
    """Nobody meets twice; 56 of 75 first wishes; everybody served; all meet a veteran."""
    counted = score(forum)
    for goal in ("no-repeat", "no-repeat-3", "unserved", "no-veteran"):
        assert counted[goal] == 0
    assert counted["missed-first"] == 75 - 56


def session(name: str, /, **fields: Any) -> Edit:
    """Make an edit of a session."""

    def edited(plan: Plan) -> Plan:
        sessions = tuple(s.model_copy(update=fields) if s.id == name else s for s in plan.sessions)
        return plan.model_copy(update={"sessions": sessions})

    return edited


def rotation(name: str, change: Callable[[Rotation], Rotation]) -> Edit:
    """Make an edit of the last rotation of a session."""

    def edited(plan: Plan) -> Plan:
        rotations = of(plan, name).rotations
        return session(name, rotations=(*rotations[:-1], change(rotations[-1])))(plan)

    return edited


def of(plan: Plan, name: str) -> SessionPlan:
    """Give a session."""
    return next(s for s in plan.sessions if s.id == name)


def swapped(seating: Rotation) -> Rotation:
    """Let the first people of the first two groups change places, seats and roles too."""
    one, other = (group.members[0] for group in seating.groups[:2])

    def turned(person: str) -> str:
        return {one: other, other: one}.get(person, person)

    def moved(group: Group) -> Group:
        return group.model_copy(
            update={
                "members": tuple(map(turned, group.members)),
                "seats": {turned(p): seat for p, seat in group.seats.items()},
                "roles": {turned(p): role for p, role in group.roles.items()},
            }
        )

    return seating.model_copy(update={"groups": tuple(map(moved, seating.groups))})


def giver_swapped(seating: Rotation) -> Rotation:
    """Let the givers of the first two cards change places."""
    first = [
        group.model_copy(
            update={"members": tuple(sorted(group.members, key=lambda p: p not in group.roles))}
        )
        for group in seating.groups[:2]
    ]
    givers = [next(p for p, role in group.roles.items() if role == "case-giver") for group in first]
    groups = [
        group.model_copy(update={"members": (giver, *(p for p in group.members if p != giver))})
        for group, giver in zip(first, givers, strict=True)
    ]
    return swapped(seating.model_copy(update={"groups": (*groups, *seating.groups[2:])}))


def emptied(seating: Rotation) -> Rotation:
    """Take somebody out of the first group."""
    first = seating.groups[0].model_copy(update={"members": seating.groups[0].members[1:]})
    return seating.model_copy(update={"groups": (first, *seating.groups[1:])})


def same_place(seating: Rotation) -> Rotation:
    """Send the second group to the place of the first."""
    second = seating.groups[1].model_copy(update={"place": seating.groups[0].place})
    return seating.model_copy(update={"groups": (seating.groups[0], second, *seating.groups[2:])})


def starting(name: str, other: str) -> Edit:
    """Let one session run when another does."""

    def edited(plan: Plan) -> Plan:
        there = of(plan, other)
        return session(name, start=there.start, end=there.end, stages=there.stages)(plan)

    return edited


PLANTED: list[tuple[str, Edit]] = [
    ("moved-wrong", rotation("kugellager", swapped)),
    ("person-without-seat", rotation("kugellager", emptied)),
    ("person-without-seat", rotation("poker", emptied)),
    ("place-twice", rotation("poker", same_place)),
    ("place-twice", rotation("arbeitsgruppen", same_place)),
    ("person-without-seat", rotation("arbeitsgruppen", emptied)),
    ("topic-misplaced", rotation("arbeitsgruppen", same_place)),
    ("giver-elsewhere", rotation("markt", giver_swapped)),
    ("absent-seated", session("poker", absent=("anke-wolf",))),
    ("person-without-seat", session("markt", absent=())),
    ("times-overlap", starting("abschluss", "kaffee-4")),
    ("seats-without-groups", lambda plan: session("mittag", spec=of(plan, "mittag").spec,
        rotations=of(plan, "poker").rotations)(plan)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "planted"), PLANTED)
def test_planted_error(code: str, planted: Edit, forum: Plan) -> None:
    """Whatever is broken in one of the three days is found."""
    found = check(planted(forum), PrivateRules())
    assert code in {finding.code for finding in found if str(finding.level) == "error"}


def test_a_swap_at_the_tables_does_not_go_unnoticed(forum: Plan) -> None:
    """Two people change tables: then they meet somebody again, or the score differs."""
    found = check(rotation("poker", swapped)(forum), PrivateRules())
    assert "score-differs" in {finding.code for finding in found}
