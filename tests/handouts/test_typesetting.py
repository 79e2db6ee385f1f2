"""Typesetting: the same bytes, no name as code, and no letter that stops it."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.handouts.typesetting import lacking, printable, typeset, unprintable
from tests.handouts.tools import pages_of

CARD = {"kind": "person", "number": "7", "under": "", "note": "", "alarm": False, "days": []}


def cards(*names: str) -> dict[str, object]:
    """Give the least that the template of the cards needs."""
    return {
        "title": "Cards", "title-short": "Cards", "page-of": "", "event": "Event",
        "edition": "Edition 1", "paper": "a4", "size": "a6",
        "qr-alt": "", "qr-hint": "", "samples": [],
        "cards": [{**CARD, "name": name, "qr": None, "qr-width": 0} for name in names],
    }  # fmt: skip


def test_same_bytes() -> None:
    """The same data give the same bytes, tagged and with our fonts inside."""
    first, second = (typeset("cards", cards("Ada Roth", "Bo Bell")) for _time in range(2))
    assert first.pdf == second.pdf
    assert first.standard
    assert first.pages == 1
    assert b"SourceSans3-Bold" in first.pdf
    assert b"CreationDate" not in first.pdf


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Jürgen Großmann, Łódź, Ömer Çelik – „Ðřž“ → ☐", ""),
        ("Ελένη Жанна", ""),
        ("王小明", "王小明"),
        ("Eva 😀", "😀"),
    ],
)
def test_letters_of_our_font(text: str, missing: str) -> None:
    """German and European names are there whole; what is not is known beforehand."""
    assert lacking(text) == frozenset(missing)


def test_letters_of_no_font() -> None:
    """A letter that no font has makes a PDF without the promise, not an error."""
    result = typeset("cards", cards("Bo \ue123\U000e1234"))
    assert result.pages == 1
    assert not result.standard


def test_only_what_no_font_has_is_named() -> None:
    """Of names together just those are found that make a PDF without the promise."""
    names = ["Ada Roth", "李小龍", "Bo \U000e1234", "שרה כהן", "Cy \U000e1234\U000e1235", "Dee"]
    alone = [name for name in names if not typeset("cards", cards(name)).standard]
    assert list(unprintable(names)) == alone
    assert {"Bo \U000e1234", "Cy \U000e1234\U000e1235"} <= set(alone)


def test_what_steers_is_taken_out() -> None:
    """Turned direction, bells and broken halves of letters are left out, all else stays."""
    assert printable("a\u202eb\u0007c\ud800d\n") == "abcd\n"
    assert printable("O'Brien שלום 王") == "O'Brien שלום 王"


def test_an_endless_word_is_broken(tmp_path: Path) -> None:
    """A word of 300 letters stays on its card: it may be broken anywhere; no shorter one is."""
    word = "Donaudampfschifffahrtsgesellschaft"
    [page] = pages_of(typeset("cards", cards("X" * 300, word)).pdf, tmp_path)
    lines = page.replace("\u200b", "").splitlines()
    assert max(map(len, lines)) < 80
    assert sum(line.count("X") for line in lines) == 300
    assert word in page


def test_number_of_pages() -> None:
    """Pages are counted in the PDF itself."""
    assert typeset("cards", cards(*"abcdefghi")).pages == 3
