"""Bytes to text: which character set a list was saved in."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from facilitate.errors import RosterError, UsageError
from facilitate.words import _, did_you_mean, fold

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BY_SCORE = ("cp1252", "mac_roman", "cp850")
_ALIASES = {
    "ansi": "cp1252",
    "windows": "cp1252",
    "excel": "cp1252",
    "mac": "mac_roman",
    "macintosh": "mac_roman",
    "dos": "cp850",
    "latin 1": "cp1252",
    "latin1": "cp1252",
    "iso 8859 1": "cp1252",
    "unicode": "utf-16",
    "utf 8 bom": "utf-8",
    "utf 8 sig": "utf-8",
}
_KNOWN = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850", "latin-1")
_GERMAN = frozenset("äöüÄÖÜß")
_NEIGHBOURS = frozenset("éèêëáàâãåóòôõøíìîïúùûçñæÉÈÁÀÅØÇÓÍÚšžŠŽÿœ")
_MARKS = frozenset("–—“„”‘’«»€§…·•°´×½²³®©™\u00a0")


def _pairs(name: str) -> str:
    """Pattern of what the UTF-8 of letters from À to ÿ looks like in another character set."""
    trail = bytes(range(0x80, 0xC0)).decode(name, errors="ignore")
    return f"{bytes((0xC3,)).decode(name)}[{re.escape(trail)}]"


_GARBLED = re.compile(
    "|".join([*map(_pairs, _BY_SCORE), "â€[\u2018-\u201e\u2122œ\u017e“”˜™¢¦]", "Â[\u00a0-\u00bf]"])
)


_GARBLED_SIGNS = (*(bytes((0xC3,)).decode(name) for name in _BY_SCORE), "â", "Â", "\ufffd")


def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """Text of the bytes of a list.

    A byte order mark decides; then UTF-8 if the bytes are UTF-8 throughout, UTF-16 if every
    second byte of plain text is zero, else whichever of cp1252, Mac Roman and cp850 gives the
    likelier German letters.

    Parameters
    ----------
    data
        What the file holds.
    source
        Name of the file, for messages.
    encoding
        Character set to use instead; None recognises it.

    Raises
    ------
    UsageError
        If there is no such character set.
    RosterError
        If the bytes are no text in it.
    """
    name = _named(encoding) if encoding is not None else _recognised(data)
    for bom, _encoding in _BOMS:
        if data.startswith(bom) and name in ("utf-8", "utf-16", "utf-32", _encoding):
            data, name = data[len(bom) :], _encoding
            break
    try:
        text = data.decode(name)
    except UnicodeError as error:
        raise RosterError(
            _("{file} is not text in the character set {encoding}.").format(
                file=source, encoding=name
            ),
            code="encoding-wrong",
            where=source,
            hint=_(
                "Save it in Excel as “CSV UTF-8”, or say its character set, "
                "for example --encoding cp1252 or --encoding utf-16-le."
            ),
        ) from error
    return text.lstrip("\ufeff")


def _named(encoding: str) -> str:
    name = _ALIASES.get(fold(encoding), encoding.strip())
    try:
        b"a".decode(name, errors="replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            _("There is no character set “{encoding}”.").format(encoding=encoding),
            code="encoding-unknown",
            where="encoding",
            hint=did_you_mean(encoding, (*_KNOWN, *_ALIASES))
            or _("Known are, among others: {names}.").format(names=", ".join(_KNOWN)),
        ) from error


def _recognised(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    wide = _wide(data)
    if wide:
        return wide
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return max(_BY_SCORE, key=lambda name: _score(data, name))


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark shows in zeros at every second place."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if half and zeros > 0.6 * half and not others and len(data) % 2 == 0:
            return name
    return ""


def _score(data: bytes, name: str) -> float:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        # one undefined byte is a slip of the keyboard, many are another character set
        text = data.decode(name, errors="replace")
    marks = islice(re.finditer(r"[^\x00-\x7f]", text), 4000)
    return sum(_likely(text, mark.start()) for mark in marks)


def _likely(text: str, at: int) -> int:
    character = text[at]
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2] or " "
    if character in _GERMAN or character in _NEIGHBOURS:
        if character.isupper() and before.islower():
            return -2
        # names begin with a capital: Mac Roman's ö is the Ü of cp850
        oddly_small = character.islower() and not before.isalpha() and after.isalpha()
        return (3 if character in _GERMAN else 1) - oddly_small
    if character not in _MARKS:
        return -3
    if character == "’":
        return 2
    return -3 if before.isalpha() and after.isalpha() else 1


def may_be_garbled(text: str) -> bool:
    """Tell quickly whether `garbled` might find anything in `text`; no is certain."""
    return not text.isascii() and any(sign in text for sign in _GARBLED_SIGNS)


def garbled(text: str) -> str:
    """Give the first piece of `text` whose letters are destroyed, with its surroundings, or "".

    That is the replacement character �, or UTF-8 that was read as something else (Ã¼).
    """
    lost = text.find("\ufffd")
    found = _GARBLED.search(text)
    places = [place for place in (lost, found.start() if found else -1) if place >= 0]
    if not places:
        return ""
    at = min(places)
    return text[max(0, at - 12) : at + 12].strip()
