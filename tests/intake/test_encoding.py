"""Character sets, recognised and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.errors import FacilitateError
from facilitate.intake import Intake
from facilitate.intake.cleaning import clean
from facilitate.intake.encoding import decode, garbled

DATA = Path(__file__).parent.parent / "data"

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850")
TEXT = (DATA / "forum-80.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_forum_list_in_every_encoding(
    read: Callable[..., Intake], encoding: str, line_end: str
) -> None:
    """The same people come out of every character set and line ending."""
    text = TEXT.replace("’", "'") if encoding == "cp850" else TEXT
    expected = [(p.name, p.organisation) for p in read(text).roster]
    intake = read(text.replace("\n", line_end).encode(encoding))
    assert [(p.name, p.organisation) for p in intake.roster] == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Müller",
                "Jörg",
                "Weiß",
                "Ömer",
                "Äpfel",
                "Käthe",
                "Straße",
                "Übel",
                "grüßt",
                "Öztürk",
            ]
        ),
        min_size=1,
    ),
    st.sampled_from(["utf-8", "cp1252", "mac_roman", "cp850", "utf-16"]),
)
def test_german_names_survive(words: list[str], encoding: str) -> None:
    """A few German words are enough to tell the character sets apart."""
    text = "Name\n" + "\n".join(words) + "\n"
    assert decode(text.encode(encoding), source="x") == text


def test_quotes_and_dashes_are_cp1252() -> None:
    """The typographic marks of Word do not look like another character set."""
    text = "„Bürger“ – D’Angelo; 50 €"
    assert decode(text.encode("cp1252"), source="x") == text


@pytest.mark.parametrize("name", ["ansi", "Mac", "UTF-8", "latin-1"])
def test_names_people_use_for_encodings(name: str) -> None:
    """The names in Excel's menus are understood."""
    assert decode(b"Name", source="x", encoding=name) == "Name"


@pytest.mark.parametrize("name", ["hex", "", "klingon", "a\0b", "utf-8" * 50])
def test_unknown_encodings_are_refused(name: str) -> None:
    """What is no character set is said to be none."""
    with pytest.raises(FacilitateError) as caught:
        decode(b"Name", source="x", encoding=name)
    assert caught.value.findings[0].code == "encoding-unknown"


def test_wrong_encoding_is_refused() -> None:
    """Bytes that are no text in the named character set give an error."""
    with pytest.raises(FacilitateError) as caught:
        decode("Jörg".encode("cp1252"), source="x", encoding="utf-8")
    assert caught.value.findings[0].code == "encoding-wrong"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("word", ["Müller", "Jörg", "Käthe", "Weiß", "René", "Übel", "Öl"])
def test_mojibake_is_seen(word: str, wrong: str) -> None:
    """UTF-8 read as something else is recognised by its pairs of signs."""
    assert garbled(clean(word.encode().decode(wrong, errors="replace")))


@pytest.mark.parametrize("word", ["Müller", "São Paulo", "Ângela Ãbc", "„Öl“ – 5 €", "Åse", "日本"])
def test_honest_letters_are_no_mojibake(word: str) -> None:
    """Names with such letters in them are left alone."""
    assert garbled(word) == ""


def test_destroyed_letters_say_the_row_and_may_be_overridden(read: Callable[..., Intake]) -> None:
    """The error names row and text; a named character set takes the text as it is."""
    text = "Titel der Liste\n\nName;Ort\nAnna;Köln\nJÃ¼rgen;Köln\n"
    with pytest.raises(FacilitateError) as caught:
        read(text)
    assert caught.value.findings[0].where.endswith("row 5")
    assert len(read(text, encoding="utf-8").roster) == 2
