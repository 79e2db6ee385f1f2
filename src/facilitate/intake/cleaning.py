"""Text as people read it: what no cell of a list may hold is taken out of it."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "\xc0-\u024f"  # European letters, each in one piece: clean as they are
_SUSPECT = re.compile(rf"[^\x20-\x7e{_LETTERS}]|  |^ | $")
_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]?|\x9b[0-?]*[ -/]*[@-~]?|\x1b."
)
_INVISIBLE = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)


def clean(text: str) -> str:
    """Text as people read it: NFC, one line, no control characters, blanks collapsed."""
    if not _SUSPECT.search(text):
        return text
    plain = _ESCAPES.sub("", text)
    spaced = " ".join(plain.split())
    # signs between ~ and the no-break space are letters that were read in a wrong character set
    kept = "".join(
        "\ufffd" if "\x80" <= c < "\xa0" else c
        for c in spaced
        if c not in _INVISIBLE and not _control(c)
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def all_clean(text: str, delimiter: str) -> bool:
    """Tell whether all cells of a text of rows are surely clean, so that none need be looked at."""
    blanks = ("  ", "\n ", " \n", f"{delimiter} ", f" {delimiter}")
    return (
        '"' not in text
        and _all_composed(text, delimiter)
        and not any(blank in text for blank in blanks)
        and text[:1] != " " != text[-1:]
    )


def _all_composed(text: str, delimiter: str) -> bool:
    """Tell whether a text is in NFC and has no invisible sign and no blank but the plain one."""
    rare = set(
        text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "replace")
    )
    rare.discard(delimiter)
    if rare and max(rare) >= _FIRST_MARK:
        lines = text.replace("\n", "").replace(delimiter, "")
        return lines.isprintable() and unicodedata.is_normalized("NFC", text)
    return all(map(str.isprintable, rare))


_COMMON = bytes(range(ord(" "), ord("~") + 1)) + b"\n"
_FIRST_MARK = "\u0300"  # no sign before it changes another one


def _control(character: str) -> bool:
    return character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff"
