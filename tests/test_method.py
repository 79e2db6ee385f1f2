"""A method's vocabulary, and whether its parts fit together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitate import words
from facilitate.method import (
    Circles,
    GroupSize,
    Method,
    Mix,
    Movement,
    Phase,
    Ring,
    Rotations,
    Text,
)
from tests.builders import TEXT, make_method, make_phase, make_ring_method, make_role


def refusal(**changes: Any) -> str:
    """Tell why a good method with `changes` is refused."""
    with pytest.raises(ValidationError) as caught:
        make_method(**changes)
    return str(caught.value)


def test_a_text_speaks_the_language_in_use() -> None:
    """German and English stand side by side."""
    text = Text(de="Tisch", en="table")
    assert str(text) == "table"
    words.speak("de")
    assert str(text) == "Tisch"


def test_placeholders_are_filled_once() -> None:
    """Values are put in; unknown placeholders stay, and values are never filled again."""
    text = Text(de="-", en="{name} at {place}, {else}")
    assert text.filled(name="{place}", place="7") == "{place} at 7, {else}"


@given(st.text(), st.text())
def test_filling_never_fails(words_: str, value: str) -> None:
    """Any text and any value can be put together."""
    assert isinstance(Text(de="-", en="x" + words_).filled(a=value), str)


def test_numbers_may_stand_for_text() -> None:
    """A title may be a year."""
    assert make_method(title={"de": 2018, "en": 2018}).title.de == "2018"


def test_unknown_keys_are_refused_and_methods_are_frozen() -> None:
    """Nothing is swallowed, nothing changes later."""
    assert "extra" in refusal(colour="red")
    with pytest.raises(ValidationError):
        make_method().id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"min": 2, "ideal": 2, "max": 2}, {"min": 3, "ideal": 2, "max": 4}),
        ({"min": 2, "ideal": 4, "max": 4}, {"min": 2, "ideal": 5, "max": 4}),
        (
            {"min": 2, "ideal": 4, "max": 5, "never": [3]},
            {"min": 2, "ideal": 4, "max": 5, "never": [4]},
        ),
    ],
)
def test_sizes_grow_from_least_to_most(good: dict[str, Any], bad: dict[str, Any]) -> None:
    """Least, ideal and most stand in order, and the ideal works."""
    assert GroupSize.model_validate(good)
    with pytest.raises(ValidationError, match=r"sizes must grow|never works"):
        GroupSize.model_validate(bad)


def test_sizes_leave_out_what_never_works() -> None:
    """The sizes are listed from small to large."""
    assert GroupSize(min=2, ideal=4, max=6, never=(3,)).sizes == (2, 4, 5, 6)


@pytest.mark.parametrize(
    "good", [{"assigned": True}, {"ring": {"outer": 1, "inner": 0}}, {"shifts": [0, 1]}]
)
def test_a_movement_is_of_one_kind(good: dict[str, Any]) -> None:
    """One kind alone is right; none, or two, are not."""
    assert Movement.model_validate(good)
    with pytest.raises(ValidationError, match="exactly one"):
        Movement.model_validate({})
    with pytest.raises(ValidationError, match="exactly one"):
        Movement.model_validate(good | {"assigned": True, "shifts": [1, 2]})


def test_a_ring_counts_its_relative_shift() -> None:
    """Circles that turn against each other add up."""
    assert (Ring(outer=1, inner=0).shift, Ring(outer=1, inner=-1).shift) == (1, 2)


def test_rotations_lie_between_their_limits() -> None:
    """The default lies between least and most."""
    assert Rotations(min=2, default=6).max is None
    for wrong in ({"min": 3, "default": 2}, {"default": 4, "max": 3}):
        with pytest.raises(ValidationError, match="between min and max"):
            Rotations.model_validate(wrong)


def test_a_phase_is_elastic_between_its_limits() -> None:
    """Minutes lie between shortest and longest; either may be missing."""
    assert Phase.model_validate(make_phase("talk", 5, min=5))
    for wrong in ({"min": 6}, {"max": 4}):
        with pytest.raises(ValidationError, match="between min and max"):
            Phase.model_validate(make_phase("talk", 5, **wrong))


def test_a_goal_is_of_one_kind() -> None:
    """Spread or avoid, not both and not neither."""
    assert Mix(spread="leader").avoid_same is None
    for wrong in ({}, {"spread": "a", "avoid_same": "b"}):
        with pytest.raises(ValidationError, match="exactly one"):
            Mix.model_validate(wrong)


def test_circles_and_ring_need_each_other() -> None:
    """Neither goes without the other, and both need the size of a circle."""
    assert make_ring_method().circles == Circles(max_people=30)
    assert "need each other" in refusal(formation="circles")
    assert "need each other" in refusal(movement={"ring": {"outer": 1, "inner": 0}})
    with pytest.raises(ValidationError, match="how many people one takes"):
        make_ring_method(circles=None)


@pytest.mark.parametrize(
    ("word", "needs"),
    [
        ("sourced", {"sources": [{"key": "k", "title": "t", "author": "a"}]}),
        ("assumed", {"assumptions": [TEXT]}),
    ],
)
def test_provenance_is_shown(word: str, needs: dict[str, Any]) -> None:
    """Who says sourced names sources; who says assumed, the assumptions."""
    assert make_method(provenance=word, **needs).provenance == word
    assert f"“{word}” must name" in refusal(provenance=word)


def test_ids_stand_once() -> None:
    """Roles and phases have ids of their own; a role may be called like a phase."""
    talk = make_phase("talk", 5)
    assert make_method(roles=[make_role("talk")], timing={"phases": [talk]})
    assert "“talk” stands twice" in refusal(timing={"phases": [talk, talk]})
    assert "“host” stands twice" in refusal(roles=[make_role("host"), make_role("host")])


def test_a_speaker_must_exist() -> None:
    """All, a side or a role may speak."""
    timing = {"phases": [make_phase("talk", 5, speaker="host")]}
    assert make_method(roles=[make_role("host")], timing=timing)
    assert "no role “host”" in refusal(timing=timing)


def test_phases_of_one_round_repeat_alike() -> None:
    """A phase that runs with the next needs a next one that repeats as often."""
    first = make_phase("choose", 1, repeat=2, with_next=True)
    assert make_method(timing={"phases": [first, make_phase("tell", 5, repeat=2)]})
    assert "repeats as often" in refusal(timing={"phases": [first, make_phase("tell", 5)]})
    assert "repeats as often" in refusal(timing={"phases": [first]})


def test_prompts_begin_anew() -> None:
    """More rotations than questions start with the first one again."""
    method = make_method(prompts=[{"de": "a", "en": "A"}, {"de": "b", "en": "B"}])
    assert [str(method.prompt(rotation)) for rotation in (1, 2, 3)] == ["A", "B", "A"]
    assert make_method().prompt(1) is None


def test_a_role_is_found_by_its_id() -> None:
    """An unknown role is a programmer's mistake."""
    method = make_method(roles=[make_role("host")])
    assert method.role("host").id == "host"
    with pytest.raises(KeyError):
        method.role("guest")


def test_a_method_survives_writing_and_reading() -> None:
    """What is written is read back as the same."""
    method = make_ring_method()
    assert Method.model_validate_json(method.model_dump_json(by_alias=True)) == method


@pytest.mark.parametrize(
    ("missing", "changes"),
    [
        ("card", {"card": None}),
        ("begin", {"spoken": {"welcome": TEXT, "change": TEXT}}),
        ("change", {"spoken": {"welcome": TEXT, "begin": TEXT}}),
    ],
)
def test_where_people_are_seated_they_must_be_told(missing: str, changes: dict[str, Any]) -> None:
    """Cards and words at the begin and the change are needed, but not in a plenary."""
    assert f"“{missing}” is missing" in refusal(**changes)
    nobody = {"formation": "plenary", "group": None, "movement": {"next": 0}}
    assert not make_method(**nobody, **changes).grouped


def test_a_place_has_a_name_even_if_none_is_given() -> None:
    """A room without names for its places has places."""
    assert make_method(room={"layout": TEXT}).room.place == Text(de="Platz", en="Place")
