"""YAML in, models out, with all faults at once and in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import FacilitateError, FileError, MethodError, RosterError
from facilitate.event import Event
from facilitate.method import Method, Text
from facilitate.yaml_source import LARGEST, load_yaml, parse_yaml, validate

GOOD = b"de: ja\nen: 'yes'\n"
SIGNS = "?-:[]{}&*!|>%@`,#'\"\\ \t\n\r a1~<.é\x00\ufeff\u2028"


def faults(text: str, model: type = Text) -> list[tuple[str, str]]:
    """Places and messages of all faults of `text` as a `model`."""
    document = parse_yaml(text.encode(), "f.yaml", error=MethodError)
    with pytest.raises(MethodError) as caught:
        validate(model, document, error=MethodError)
    return [(finding.where, finding.message) for finding in caught.value.findings]


def test_a_good_file_becomes_a_model(tmp_path: Path) -> None:
    """The file is read and validated in one step."""
    path = tmp_path / "text.yaml"
    path.write_bytes(GOOD)
    assert validate(Text, path, error=MethodError) == Text(de="ja", en="yes")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """There is no traceback for a missing file."""
    with pytest.raises(FileError):
        load_yaml(tmp_path / "none.yaml", error=MethodError)


def test_the_error_asked_for_is_raised() -> None:
    """Every caller gets errors of its own family."""
    with pytest.raises(RosterError):
        parse_yaml(b"a: [", "f.yaml", error=RosterError)
    with pytest.raises(RosterError):
        validate(Text, parse_yaml(b"", "f.yaml", error=RosterError), error=RosterError)


def test_all_faults_come_at_once_in_their_order() -> None:
    """Double, unknown and missing keys are told together, by line."""
    assert faults("de: a\nde: b\nenn: c\n") == [
        ("f.yaml, line 1, column 1", "“en” is missing."),
        ("f.yaml, line 2, column 1", "“de” stands here twice; the first is in line 1."),
        ("f.yaml, line 3, column 1", "“enn” is not known here."),
    ]


def test_a_refused_trick_is_not_told_twice() -> None:
    """A reference counts as one fault, not also as an empty value."""
    assert len(faults("de: *innen\nen: x\n")) == 1


def test_a_double_key_alone_is_a_fault() -> None:
    """Data that would do are refused if a key stands twice."""
    assert faults("de: a\nen: b\nen: c\n")[0][0] == "f.yaml, line 3, column 1"


@pytest.mark.parametrize(
    ("raw", "place", "hint"),
    [
        (b"a:\n\tb: c\n", "line 2, column 1", "A tab stands here"),
        (b"a: b: c\n", "line 1, column 5", "A colon inside a text?"),
        (b"a: 'x\n", "line 1, column 4", "A quotation mark"),
        ('a: b\nc: "x“\n'.encode(), "line 2, column 4", "Quotation marks like"),
        ("a: „x: y“\n".encode(), "line 1, column 6", "Quotation marks like"),
        (b"a: @x\n", "line 1, column 4", "begins with a sign"),
        (b"a: [1, 2\nb: 3\n", "line 2, column 2", "Is a bracket"),
        (b"- a\nb: c\n", "line 2, column 1", "Look at this line"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place(raw: bytes, place: str, hint: str) -> None:
    """Line and column are named, and what usually causes it."""
    with pytest.raises(MethodError) as caught:
        parse_yaml(raw, "f.yaml", error=MethodError)
    finding = caught.value.findings[0]
    assert (finding.code, finding.where) == ("yaml-syntax", f"f.yaml, {place}")
    assert finding.hint.startswith(hint) or hint in finding.hint


def test_what_the_parser_chokes_on_is_told() -> None:
    """A character beyond Unicode makes the parser fail; the reader gets a sentence."""
    with pytest.raises(MethodError, match="cannot be understood"):
        parse_yaml(b'a: "\\UFFFFFFFF"', "f.yaml", error=MethodError)


@pytest.mark.parametrize(
    "raw",
    [GOOD, b"\xef\xbb\xbf" + GOOD, GOOD.decode().encode("utf-16"), b"%YAML 1.2\n---\n" + GOOD],
)
def test_byte_order_marks_do_no_harm(raw: bytes) -> None:
    """UTF-8 with and without mark, and UTF-16 with its mark, give the same."""
    assert parse_yaml(raw, "f.yaml", error=MethodError).data == {"de": "ja", "en": "yes"}


def test_another_encoding_is_told_with_its_line() -> None:
    """A file in the encoding of old Windows programs is refused with a way out."""
    with pytest.raises(MethodError) as caught:
        parse_yaml("a: 1\nb: für\n".encode("cp1252"), "f.yaml", error=MethodError)
    assert caught.value.findings[0].where == "f.yaml, line 2"
    assert "UTF-8" in caught.value.findings[0].hint


def test_a_huge_file_is_refused_unread() -> None:
    """Size has a limit."""
    with pytest.raises(MethodError, match="too large"):
        parse_yaml(b"#" * (LARGEST + 1), "f.yaml", error=MethodError)
    assert parse_yaml(b"#" * LARGEST, "f.yaml", error=MethodError).data is None


def test_an_event_reads_dates_and_numbers_as_meant() -> None:
    """Dates are read as moments, numbers stand for titles; kinds of rules are not in the way."""
    text = (
        "title: 2018\nsessions:\n  - {id: a, method: kugellager, start: 2018-11-07 14:30}\n"
        "rules:\n  - {rule: apart, people: [A, B]}\n"
    )
    event = validate(Event, parse_yaml(text.encode(), "e", error=MethodError), error=MethodError)
    assert (event.title, str(event.sessions[0].start)) == ("2018", "2018-11-07 14:30:00")


@given(st.one_of(st.binary(max_size=60), st.text(SIGNS, max_size=60).map(str.encode)))
def test_no_bytes_give_a_traceback(raw: bytes) -> None:
    """Random bytes and random signs end in an error for people, or in data."""
    with pytest.raises(FacilitateError) as caught:
        validate(Method, parse_yaml(raw, "f.yaml", error=MethodError), error=MethodError)
    assert all(finding.message and finding.where for finding in caught.value.findings)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(SIGNS, max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(sorted(Method.model_fields)) | st.text("abc", max_size=3),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_no_data_give_a_traceback(data: object) -> None:
    """Random data under true and false keys end in faults that all have a place."""
    document = parse_yaml(b"a: 1", "f.yaml", error=MethodError)
    document.data = data
    with pytest.raises(MethodError) as caught:
        validate(Method, document, error=MethodError)
    assert all(finding.message and finding.where for finding in caught.value.findings)
