"""What a method leads to that its author may not have meant: sizes, roles, times, texts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import Finding, Level
from facilitate.method_lint import judge
from tests.builders import TEXT, make_method, make_phase, make_role


def judged(**changes: Any) -> list[Finding]:
    """Judge a good method with `changes`."""
    return list(judge(make_method(**changes)))


def codes(**changes: Any) -> list[tuple[Level, str, str]]:
    """Levels, codes and places for a good method with `changes`."""
    return [(f.level, f.code, f.where) for f in judged(**changes)]


def sizes(least: int, most: int, *never: int) -> dict[str, Any]:
    """Sizes from `least` to `most`."""
    return {"min": least, "ideal": most, "max": most, "never": list(never)}


def test_a_good_method_has_no_findings() -> None:
    """Nothing is said about what is right."""
    assert judged() == []


def test_one_size_alone_leaves_gaps_for_ever() -> None:
    """Groups of exactly 4 fit only multiples of 4."""
    (finding,) = judged(group=sizes(4, 4))
    assert (finding.level, finding.code, finding.where) == (
        Level.WARNING,
        "sizes-with-gaps",
        "group",
    )
    assert "5, 6, 7, 9, 10, 11 …" in finding.message


def test_a_few_gaps_are_a_hint() -> None:
    """Groups of 3 and 4 fit all numbers but 5."""
    (finding,) = judged(group=sizes(3, 4))
    assert finding.level is Level.HINT
    assert finding.message.endswith("not of 5.")


@pytest.mark.parametrize("group", [sizes(3, 5), sizes(2, 3), sizes(2, 30), sizes(3, 6)])
def test_sizes_without_gaps(group: dict[str, Any]) -> None:
    """From the smallest group on, every number of people fits."""
    assert judged(group=group) == []


def test_a_fixed_number_of_groups_asks_for_no_other_sizes() -> None:
    """Whoever fixes the number of groups has chosen the numbers of people."""
    assert judged(group=sizes(4, 4), groups=5) == []


@given(st.integers(2, 6), st.integers(0, 4))
def test_gaps_are_found_exactly_where_they_are(least: int, more: int) -> None:
    """From the smallest size on, two groups must reach where one ends: most ≥ 2·least − 1."""
    assert bool(judged(group=sizes(least, least + more))) == (least + more < 2 * least - 1)


def test_more_roles_than_people_are_told() -> None:
    """Roles that change with each repeat count as often as they change."""
    roles = [make_role("giver", per="repeat"), make_role("keeper")]
    timing = {"phases": [make_phase("talk", 5, repeat=2)]}
    assert codes(roles=roles, timing=timing, group=sizes(3, 5)) == []
    assert codes(roles=roles, timing=timing, group=sizes(2, 5)) == [
        (Level.WARNING, "roles-too-many", "roles")
    ]


def test_a_warning_lies_inside_the_rotation() -> None:
    """The warning is shorter than the rotation with all its repeats."""
    phases = [make_phase("talk", 5, repeat=2)]
    assert codes(timing={"phases": phases, "warning": 9}) == []
    assert codes(timing={"phases": phases, "warning": 10}) == [
        (Level.WARNING, "warning-too-early", "timing.warning")
    ]


def test_a_rotation_takes_time() -> None:
    """Phases of 0 minutes in all are an error."""
    assert codes(timing={"phases": [make_phase("talk", 0)]}) == [
        (Level.ERROR, "rotation-without-time", "timing.phases")
    ]


def test_a_source_can_be_found_again() -> None:
    """A source has author or address, and says what was taken."""
    good = {"key": "k", "title": "t", "author": "a", "taken": "all"}
    assert codes(sources=[good]) == []
    assert codes(sources=[good, {"key": "k", "title": "t"}]) == [
        (Level.WARNING, "source-not-found-again", "sources.1"),
        (Level.HINT, "source-taken", "sources.1"),
    ]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"card": {"text": {"de": "{platz}", "en": "{place}"}}}, "card.text.de"),
        ({"card": {"text": {"de": "{prompt}", "en": "{place}"}}}, "card.text.de"),
        ({"spoken": {"welcome": TEXT, "begin": TEXT, "change": {"de": "a", "en": "{name}"}}},
         "spoken.change.en"),
        ({"timing": {"phases": [make_phase("talk", 5, say={"de": "{x}", "en": "e"})]}},
         "timing.phases.0.say.de"),
        ({"title": {"de": "{name}", "en": "e"}}, "title.de"),
    ],
)  # fmt: skip
def test_unknown_placeholders_are_errors(changes: dict[str, Any], where: str) -> None:
    """What nobody fills in would be printed as braces."""
    assert codes(**changes) == [(Level.ERROR, "placeholder-unknown", where)]


def test_known_placeholders_pass() -> None:
    """Cards know the person and the seat, speech knows the round and its question."""
    spoken = {
        "welcome": TEXT,
        "begin": {"de": "{rotation}/{rotations}: {prompt}", "en": "{ prompt }"},
        "change": TEXT,
    }
    card = {"text": {"de": "{name} {number}", "en": "{place} {seat}"}}
    assert codes(spoken=spoken, card=card) == []
