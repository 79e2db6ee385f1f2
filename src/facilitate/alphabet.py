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


def family_first(name: str, family: str | None = None) -> str:
    """Turn "Wolfgang von der Heide" into "von der Heide, Wolfgang".

    Parameters
    ----------
    name
        Given name first.
    family
        The family name in it, where the list says it: "García Márquez"; else the last word is
        taken for it, with what belongs to it.
    """
    given, particles, last = _parted(name, family)
    whole = " ".join((*particles, last))
    return f"{whole}, {given}" if given else whole


def alphabetical(name: str, family: str | None = None) -> tuple[str, str, str]:
    """Give what `name` is sorted by: DIN 5007-1, where ä is a and ß is ss.

    "von der Heide" stands under H, as in a telephone book.
    """
    given, particles, last = _parted(name, family)
    return _plain(last), _plain(given), _plain(" ".join(particles))


def initial(name: str, family: str | None = None) -> str:
    """Give the letter under which `name` stands in a list; # where it has none."""
    return alphabetical(name, family)[0][:1].upper() or "#"


def _parted(name: str, family: str | None) -> tuple[str, tuple[str, ...], str]:
    """Part a name into given name, particles, and the family name that it is sorted by."""
    words = name.split()
    if not words:
        return "", (), name
    known = (family or "").split()
    at = _found_last(known, words) if known else -1
    if at >= 0:
        begin, end, given = 0, len(known), [*words[:at], *words[at + len(known) :]]
        while begin < end - 1 and _is_particle(known[begin]):
            begin += 1
        return " ".join(given), tuple(known[:begin]), " ".join(known[begin:])
    return _guessed(words)


def _found_last(part: list[str], words: list[str]) -> int:
    """Find where `part` stands in `words` for the last time; -1 if it does not."""
    starts = range(len(words) - len(part), -1, -1)
    return next((at for at in starts if words[at : at + len(part)] == part), -1)


def _guessed(words: list[str]) -> tuple[str, tuple[str, ...], str]:
    """Take the last word for the family name; what stands in brackets behind it is none."""
    opens = (at for at, word in enumerate(words) if at and word.startswith("("))
    end = next(opens, len(words)) if words[-1].endswith(")") else len(words)
    if end == 1:
        return "", (), " ".join(words)
    begin = end - 1
    while begin > 1 and _is_particle(words[begin - 1]):
        begin -= 1
    return (
        " ".join([*words[:begin], *words[end:]]),
        tuple(words[begin : end - 1]),
        words[end - 1],
    )


def _is_particle(word: str) -> bool:
    return word.casefold().rstrip("'’") in _PARTICLES


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    letters = letters.replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("ı", "i")
    return re.sub(r"[\W_]+", " ", letters).strip()
