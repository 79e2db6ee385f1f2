"""Names as a list has them: family name first, in the order of German dictionaries."""

from __future__ import annotations

import re
import unicodedata

_PARTICLES = frozenset(
    (
        *("af", "al", "auf", "bin", "d", "da", "dal", "de", "dei", "del", "della", "den", "der"),
        *(
            "des",
            "di",
            "do",
            "dos",
            "du",
            "el",
            "ibn",
            "la",
            "le",
            "les",
            "ten",
            "ter",
            "und",
            "van",
        ),
        *("und", "vom", "von", "y", "zu", "zum", "zur"),
    )
)


def family_first(name: str) -> str:
    """Turn "Wolfgang von der Heide" into "von der Heide, Wolfgang"."""
    given, particles, family = _parted(name)
    return f"{' '.join((*particles, family))}, {given}" if given else " ".join((*particles, family))


def alphabetical(name: str) -> tuple[str, str, str]:
    """Give what `name` is sorted by: DIN 5007-1, where ä is a and ß is ss.

    "von der Heide" stands under H, as in a telephone book.
    """
    given, particles, family = _parted(name)
    return _plain(family), _plain(given), _plain(" ".join(particles))


def initial(name: str) -> str:
    """Give the letter under which `name` stands in a list."""
    return alphabetical(name)[0][:1].upper()


def _parted(name: str) -> tuple[str, tuple[str, ...], str]:
    words = name.split()
    if not words:
        return "", (), name
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].casefold().rstrip("'’") in _PARTICLES:
        begin -= 1
    return " ".join(words[:begin]), tuple(words[begin:-1]), words[-1]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    letters = letters.replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("ı", "i")
    return re.sub(r"[\W_]+", " ", letters).strip()
