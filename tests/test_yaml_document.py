"""The data of a YAML file: what plain words mean, and what is refused."""

from __future__ import annotations

import pytest

from facilitate.errors import MethodError
from facilitate.yaml_document import DEEPEST, Document, Position
from facilitate.yaml_source import parse_yaml


def read(text: str) -> Document:
    """Read `text` as the file f.yaml."""
    return parse_yaml(text.encode(), "f.yaml", error=MethodError)


def codes(document: Document) -> list[str]:
    """Codes of all findings of `document`."""
    return [finding.code for _position, finding in document.findings]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("2018-11-07", "2018-11-07"),
        ("12e03x", "12e03x"),
        ('"7"', "7"),
        ("7", 7),
        ("-7", -7),
        ("007", 7),
        ("2.5", 2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("9" * 30, 1e30),
    ],
)
def test_plain_words_follow_yaml_1_2(word: str, value: object) -> None:
    """“no” and “12:30” stay text; numbers and true are read; quotes make text."""
    assert read(f"key: {word}").data == {"key": pytest.approx(value) if word[0] == "9" else value}


def test_numbers_are_told_as_they_were_typed() -> None:
    """A time with a point is a number to YAML; it is quoted as it stands in the file."""
    value = read("start: 9.30").data["start"]
    assert (value, str(value)) == (9.3, "9.30")


def test_an_empty_value_is_nothing() -> None:
    """A key without value holds None."""
    assert read("key:\n").data == {"key": None}


def test_every_part_has_its_position() -> None:
    """Keys, values and list entries are found by line and column, from 1."""
    document = read("a: 1\nb:\n  - x\n  - {c: 2}\n")
    assert document.data == {"a": 1, "b": ["x", {"c": 2}]}
    assert document.position(("a",)) == Position(1, 4)
    assert document.position(("a",), of_key=True) == Position(1, 1)
    assert document.position(("b", 1, "c"), of_key=True) == Position(4, 6)
    assert document.position(("b", 1, "c")) == Position(4, 9)
    assert document.position(("b", 0)) == Position(3, 5)


def test_what_is_missing_is_placed_at_what_is_around_it() -> None:
    """A path that is not there leads to the key above it, or to the first line."""
    document = read("a: 1\nb:\n  c: 2\n")
    assert document.position(("b", "d"), of_key=True) == Position(2, 1)
    assert document.position(("z",)) == Position(1, 1)
    assert Document("empty").position(("z",)) == Position(1, 1)


def test_a_position_is_said_in_words() -> None:
    """File, line and column stand in one text."""
    assert Position(3, 5).where("f.yaml") == "f.yaml, line 3, column 5"


def test_a_key_that_stands_twice_names_the_first_line() -> None:
    """Both places are told, and the first value is kept."""
    document = read("a: 1\nb: 2\na: 3\n")
    assert codes(document) == ["yaml-key-twice"]
    position, finding = document.findings[0]
    assert position == Position(3, 1)
    assert "line 1" in finding.message
    assert document.data == {"a": 1, "b": 2}


def test_the_same_key_in_two_places_is_no_double() -> None:
    """Two mappings may hold the same key."""
    assert codes(read("a: {x: 1}\nb: {x: 1}\n")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x\n", "yaml-alias"),
        ("a: *innen\n", "yaml-alias"),
        ("a: !!python/object:os.system x\n", "yaml-tag"),
        ("a: ! x\n", "yaml-tag"),
        ("a: 1\n---\nb: [2]\n", "yaml-second-document"),
        ("? [a, b]\n: 1\n", "yaml-key"),
        ("? {a: b}\n: 1\n", "yaml-key"),
        ("? *x\n: 1\n", "yaml-key"),
        ('a: "\\e[31mred"\n', "yaml-character"),
        ('a: "\\uD800"\n', "yaml-character"),
    ],
)
def test_tricks_are_refused(text: str, code: str) -> None:
    """References, tags, second documents, odd keys and unprintable characters are findings."""
    assert code in codes(read(text))


def test_a_bomb_of_references_never_grows() -> None:
    """References are never followed."""
    rows = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 30)]
    assert read("\n".join(rows)).data["a29"] == [None, None]


def test_depth_has_a_limit() -> None:
    """The deepest allowed passes, one more is refused with its place."""
    assert read("[" * DEEPEST + "]" * DEEPEST).data is not None
    with pytest.raises(MethodError) as caught:
        read("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    assert caught.value.findings[0].code == "yaml-too-deep"
    assert caught.value.findings[0].where == f"f.yaml, line 1, column {DEEPEST + 1}"


def test_odd_keys_count_for_the_depth() -> None:
    """Keys nested in keys meet the same limit."""
    with pytest.raises(MethodError, match="nested too deeply"):
        read("{? " * (DEEPEST + 1))
