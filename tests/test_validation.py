"""What is wrong with data, in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from facilitate.event import Event
from facilitate.method import Method
from facilitate.validation import Fault, faults_of
from tests.builders import make_method


def faults(model: type[BaseModel], data: object) -> list[Fault]:
    """Find all faults of `data` as a `model`."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return faults_of(caught.value, model, data)


def of_method(**changes: Any) -> Fault:
    """Find the only fault of a good method with `changes`."""
    data = make_method().model_dump(mode="json", by_alias=True, exclude_none=True)
    (only,) = faults(Method, data | changes)
    return only


def session(**more: object) -> dict[str, object]:
    """Make a session as it stands in an event file."""
    return {"id": "a", "method": "kugellager", **more}


def of_event(**changes: Any) -> Fault:
    """Find the only fault of a good event with `changes`."""
    (only,) = faults(Event, {"title": "t", "sessions": [session()]} | changes)
    return only


TEXT = {"de": "d", "en": "e"}
PHASE: dict[str, Any] = {"id": "talk", "name": TEXT, "minutes": 5}


@pytest.mark.parametrize(
    ("changes", "path", "message", "hint"),
    [
        ({"titel": TEXT}, ("titel",), "“titel” is not known here.", "Did you mean “title”?"),
        (
            {"group": {"min": 2, "ideal": 4, "max": 5, "nevr": []}},
            ("group", "nevr"),
            "“nevr” is not known here.",
            "Did you mean “never”?",
        ),
        (
            {"timing": {"phases": [PHASE | {"minuten": 3}]}},
            ("timing", "phases", 0, "minuten"),
            "“minuten” is not known here.",
            "Did you mean “minutes”?",
        ),
        (
            {"movement": {"ring": {"outer": 1, "iner": 0, "inner": 0}}},
            ("movement", "ring", "iner"),
            "“iner” is not known here.",
            "Did you mean “inner”?",
        ),
        (
            {"title": TEXT | {"fr": "f"}},
            ("title", "fr"),
            "“fr” is not known here.",
            "Known here: de, en.",
        ),
        (
            {"title": TEXT | {"groups": None}},
            ("title", "groups"),
            "“groups” is not known here.",
            'A text with a comma needs quotation marks: {de: "…, …", en: "…, …"}.',
        ),
    ],
)
def test_unknown_keys_at_any_depth_name_the_nearest(
    changes: dict[str, Any], path: tuple[str | int, ...], message: str, hint: str
) -> None:
    """The nearest key known at that very place is offered, else all of them."""
    assert of_method(**changes) == Fault(path, "key-unknown", message, hint, at_key=True)


def test_an_unknown_key_in_a_rule_is_compared_with_that_kind_of_rule() -> None:
    """A rule about people does not offer the keys of a rule about attributes."""
    fault = of_event(rules=[{"rule": "spread", "attribute": "x", "peopel": ["A"]}])
    assert fault.path == ("rules", 0, "peopel")
    assert fault.hint == "Known here: rule, attribute, hard."


def test_an_unknown_key_in_a_list_of_sessions() -> None:
    """Lists of parts are followed."""
    assert of_event(sessions=[session(rotation=3)]).hint == "Did you mean “rotations”?"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"group": {"min": 2, "max": 5}}, "“ideal” is missing in “group”."),
        ({"group": {"min": "two", "ideal": 4, "max": 5}},
         "“min” must be a whole number, not “two”."),
        ({"group": {"min": 2.5, "ideal": 4, "max": 5}}, "“min” must be a whole number, not “2.5”."),
        ({"group": {"min": 1, "ideal": 4, "max": 5}}, "“min” must be at least 2, not 1."),
        ({"group": [2, 4]}, "“group” needs entries of its own, each with a key and a colon."),
        ({"timing": {"phases": []}}, "“phases” needs at least 1 entry."),
        ({"timing": {"phases": [PHASE], "intro": 9999}},
         "“intro” must be at most 1440, not 9999."),
        ({"timing": {"phases": [PHASE], "intro": "five"}},
         "“intro” must be a number, not “five”."),
        ({"counts_as_meeting": "perhaps"},
         "“counts_as_meeting” must be true or false, not “perhaps”."),
        ({"aliases": "Zwiebel"}, "“aliases” must be a list."),
        ({"licence_note": ["a"]}, "“licence_note” must be text."),
        ({"id": "Meine Methode"}, "“id” cannot be spelt “Meine Methode”."),
        ({"title": {"de": "", "en": "e"}}, "“de” is empty."),
        ({"title": None}, "“title” is empty."),
        ({"prompts": [TEXT, None]}, "“prompts, entry 2” is empty."),
        ({"title": "Runden"}, "“title” needs both languages."),
        ({"room": {"layout": TEXT, "place": TEXT, "square_metres_per_person": 0}},
         "“square_metres_per_person” must be more than 0, not 0."),
    ],
)  # fmt: skip
def test_wrong_values_are_told_in_plain_words(changes: dict[str, Any], message: str) -> None:
    """Every kind of wrong value has a sentence of its own."""
    assert of_method(**changes).message == message


def test_a_decimal_comma_is_explained() -> None:
    """Germans write 2,5."""
    fault = of_method(timing={"phases": [PHASE], "intro": "2,5"})
    assert fault.hint == "Decimals are written with a point: 2.5."


def test_a_wrong_word_offers_the_nearest_and_all() -> None:
    """What is allowed is listed."""
    fault = of_method(provenance="sourcd")
    assert fault.message == "“provenance” cannot be “sourcd”."
    assert fault.hint == "Did you mean “sourced”? Allowed: sourced, house, assumed."


def test_a_rule_needs_a_known_kind() -> None:
    """Without kind, or with an unknown one, the kinds are told."""
    assert of_event(rules=[{"people": ["A", "B"]}]).message == (
        "“rules, entry 1” needs the key “rule”."
    )
    fault = of_event(rules=[{"rule": "aparte", "people": ["A", "B"]}])
    assert fault.message == "“rules, entry 1” cannot be “aparte”."
    assert fault.hint.startswith("Did you mean “apart”? Allowed: apart, together,")


def test_a_date_is_asked_for() -> None:
    """A moment must have date and time."""
    fault = of_event(sessions=[session(start="tomorrow")])
    assert fault.message == "“start” must be a date with a time, not “tomorrow”."


def test_a_seed_has_an_upper_limit() -> None:
    """Huge numbers are told with the limit."""
    assert "must be less than" in of_event(seed=2**63).message


def test_what_is_no_mapping_is_told() -> None:
    """An empty file, and one that is only a list."""
    assert [f.message for f in faults(Method, None)] == ["The file is empty."]
    assert faults(Method, ["a"])[0].message == (
        "The file must begin with a key and a colon, such as “id: …”."
    )


def test_faults_of_parts_that_do_not_fit_keep_their_places() -> None:
    """One check may find several faults, each with its own path."""
    data = make_method().model_dump(mode="json", by_alias=True, exclude_none=True)
    data |= {"provenance": "sourced", "timing": {"phases": [PHASE, PHASE | {"speaker": "owl"}]}}
    assert [fault.path for fault in faults(Method, data)] == [
        ("provenance",),
        ("timing", "phases", 1, "id"),
        ("timing", "phases", 1, "speaker"),
    ]


class _Odd(BaseModel):
    few: tuple[str, ...] = Field((), max_length=2)
    code: bytes = b""

    @field_validator("few")
    @classmethod
    def _no_owls(cls, few: tuple[str, ...]) -> tuple[str, ...]:
        if "owl" in few:
            raise ValueError("No owls.")
        return few


def test_long_values_and_lists_are_shown_short() -> None:
    """A message never repeats a whole page, nor what a list holds."""
    fault = of_method(provenance="x" * 500)
    assert len(fault.message) < 100
    assert of_method(provenance=[1, 2]).message == "“provenance” cannot be “a list”."
    assert of_method(provenance={"a": 1}).message == "“provenance” cannot be “several keys”."
    assert of_method(provenance=True).message == "“provenance” cannot be “true”."


def test_other_kinds_have_a_sentence_too() -> None:
    """Too many entries, and kinds that no model of ours uses."""
    assert faults(_Odd, {"few": ["a", "b", "c"]})[0].message == "“few” may have at most 2 entries."
    assert faults(_Odd, {"code": 3})[0].message == "“3” is not allowed for “code”."
    assert faults(_Odd, {"few": ["owl"]}) == [Fault(("few",), "value-misfit", "No owls.")]
