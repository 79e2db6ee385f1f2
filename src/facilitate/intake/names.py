"""Names as they stand in a cell: titles, turned order, addresses, people without a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from facilitate.words import fold, untitled

_ADDRESS = re.compile(r"[^\s<>@\"'(),;:]+@[^\s<>@\"'(),;:]+\.[^\s<>@\"'(),;:.]+")
_PLAIN_ADDRESS = re.compile(r"[a-z0-9][a-z0-9._+-]*@[a-z0-9][a-z0-9.-]*\.[a-z]+")
_NAME_AND_ADDRESS = re.compile(
    r"^(?P<name>.*?)\s*[<(\[]\s*(?:mailto:)?(?P<mail>[^<>()\[\]]*@[^<>()\[\]]*)[>)\]]"
)
_SALUTATIONS = re.compile(r"^(?:herrn?|frau|mrs?|ms|mx|hr|fr)\.?\s+(?=\S)", re.IGNORECASE)
_TITLE_WORD = (
    r"(?:(?:univ\.?-?)?prof\.?(?:in\b\.?)?|professor(?:in)?\b|dr\.?(?:in\b\.?)?(?:-ing\.)?"
    r"|pd\b\.?|priv\.-doz\."
    r"|dipl\.(?:\s+\w{2,}(?=\.)|-?[\w-]*)(?:\.(?:-\w+|(?-i:[a-zäöüß]+)))*\.?(?:\s?\((?:fh|ba|univ)\))?"
    r"|mag\.(?:a\b)?|ing\."
    r"|(?:rer|nat|pol|phil|med|jur|oec|soc|paed|theol|sc|mult|vet)\.|h\.\s?c\.|e\.\s?h\.|jun\.-prof\.)"
)
_LEADING_TITLES = re.compile(rf"^(?:{_TITLE_WORD}(?:\s+|(?<=\.)(?=\w)))+(?=\S)", re.IGNORECASE)
_ONLY_TITLES = re.compile(
    rf"^(?:(?:{_TITLE_WORD}|[mb]\.?\s?a\.?|[mb]\.?\s?sc\.?|ph\.?\s?d\.?|ll\.?\s?m\.?|mba)[\s,]*)+$",
    re.IGNORECASE,
)
_TRAILING_TITLES = re.compile(
    r",?\s+(?:[MB]\.\s?A\.|[MB]\.\s?Sc\.|Ph\.\s?D\.|LL\.\s?M\.|MBA|\((?:[MB]\.\s?A\.|[MB]\.\s?Sc\.)\))$"
)
_NAMELESS = re.compile(
    r"(?:n\.?\s?n\.?|nn|t\.?b\.?[ad]\.?|\+\s?\d{0,2}|plus (?:one|eins)|begleitung|begleitperson"
    r"|(?:und |mit )?(?:kolleg(?:e|in|en)|begleitung|partner(?:in)?|gast)|gast|guest|weitere person"
    r"|\?+(?: ?\(.*)?|platzhalter|noch offen|wird nachgemeldet|name folgt|unbekannt|anonym(?:ous)?"
    r"|weiterer? teilnehmer(?:in)?|teilnehmer(?:in)? \d{1,3}|person \d{1,3}|guest \d{1,3})"
)
_COMPANY = re.compile(
    r"\s*(?:\+\s?(?P<count>[1-9])|(?:\+|und|and|&|mit|with|plus)\s+(?:(?:eine[rnm]?|1)\s+)?(?:kolleg(?:e|in|en)|"
    r"begleitung|begleitperson|partner(?:in)?|gast|guest|one))\s*$",
    re.IGNORECASE,
)
_MAY_JOIN = re.compile(r"\b(?:und|and|fam|familie|ehepaar)\b|[&/+;(]", re.IGNORECASE)
_TWO_PEOPLE = re.compile(  # but "von und zu" is one noble name
    r"\S(?<!\bvon)\s+(?:und|and|&|/|\+)\s+\S|\S\s*;\s*\S|^(?:fam\.|familie\b|ehepaar\b)"
    r"|\(\s*\d+\s*(?:personen|pers\b|people)",
    re.IGNORECASE,
)
_LONGEST_SLUG = 60
_ONLY_WORDS = re.compile(r"[a-z0-9 \n]+")


class PersonName(NamedTuple):
    """A person's name in its parts.

    Parameters
    ----------
    name
        Given name first, without titles.
    title
        "Prof. Dr.", or empty.
    given, family
        The parts, where the list has them apart.
    email
        An address that stood beside the name.
    companions
        How many people without a name the cell brings along ("+1").
    nameless
        Whether it only holds a seat ("N.N.", "Begleitung").
    key
        The name folded, where it was put together of two plain parts (see `Half`): it surely is
        one person's. Empty otherwise.
    """

    name: str
    title: str = ""
    given: str = ""
    family: str = ""
    email: str = ""
    companions: int = 0
    nameless: bool = False
    key: str = ""


class Half(NamedTuple):
    """The given or the family name as its cell has it; of thousands of people many share one.

    Parameters
    ----------
    text
        The name without its titles and all else.
    title, email, companions, nameless
        As in `PersonName`.
    key
        The name folded, where the cell holds nothing but one person's plain name; else empty.
    """

    text: str
    title: str = ""
    email: str = ""
    companions: int = 0
    nameless: bool = False
    key: str = ""


def from_one_cell(cell: str) -> PersonName:
    """Read a whole name: "Dr. Anna Müller", "Müller, Anna", "Anna Müller <a@example.org>"."""
    text, email = _without_address(cell)
    if is_nameless(text):
        return PersonName(text, email=email, nameless=True)
    text, companions = _without_company(text)
    title, text = split_title(text)
    family, comma, given = (part.strip() for part in text.partition(","))
    if not (comma and family and given):
        return PersonName(text.strip(" ,"), title, email=email, companions=companions)
    inner, given = split_title(given)
    given, bracket = _without_bracket(given)
    title = " ".join(part for part in (title, inner) if part)
    name = f"{given} {family} {bracket}".strip()
    return PersonName(name, title, given, family, email, companions)


def from_parts(given: str, family: str, whole: str = "") -> PersonName:
    """Read a name from its given and family part; `whole` serves where both are empty."""
    family = family or _rest(whole, given)
    if not given or not family:
        return from_one_cell(given or family or whole)
    return from_halves(given, family, given_half(given), family_half(family))


def from_halves(given: str, family: str, first: Half, last: Half) -> PersonName:
    """Read a name from two filled cells and what `given_half` and `family_half` read in them."""
    if are_plain(first.key, last.key):
        name, key = f"{first.text} {last.text}", f"{first.key} {last.key}"
        return PersonName(name, given=first.text, family=last.text, key=key)
    if "," in family or fold(family).startswith(fold(given) + " "):
        return _with_parts(from_one_cell(family), given)
    name = f"{first.text} {last.text}"
    if first.nameless and last.nameless:
        return PersonName(name, email=last.email, nameless=True)
    title = " ".join(filter(None, (first.title, last.title)))
    return PersonName(name.strip(), title, first.text, last.text, last.email, last.companions)


def are_plain(key: str, last_key: str) -> bool:
    """Tell whether two halves, of which these are the keys, surely are one person's two names."""
    return bool(key and last_key and not last_key.startswith(key))


def given_half(cell: str) -> Half:
    """Read the cell of the given name."""
    if cell.isalpha():
        return _one_word(cell)
    title, given = split_title(cell)
    return Half(given, title, nameless=is_nameless(given), key=_key(cell, given))


def family_half(cell: str) -> Half:
    """Read the cell of the family name."""
    if cell.isalpha():
        return _one_word(cell)
    text, email = _without_address(cell)
    text, companions = _without_company(text)
    title, family = split_title(text)
    return Half(family, title, email, companions, is_nameless(family), _key(cell, family))


def _one_word(cell: str) -> Half:
    """Read a cell that is one word: a title, an address or company would need more signs."""
    return Half(cell, nameless=is_nameless(cell), key=_key(cell, cell))


def _key(cell: str, text: str) -> str:
    """Fold a plain name; empty if its cell says more, or might be no name of one person."""
    folded = fold(text)
    more = text != cell or not text[:1].isalpha() or "," in text or _MAY_JOIN.search(text)
    titled = untitled(f"{folded} x") != f"{folded} x"
    return "" if more or titled or is_nameless(text) else folded


def _with_parts(read: PersonName, given: str) -> PersonName:
    if read.given or not fold(read.name).startswith(fold(given) + " "):
        return read
    words = read.name.split()
    count = len(given.split())
    return read._replace(given=" ".join(words[:count]), family=" ".join(words[count:]), key="")


def _rest(whole: str, given: str) -> str:
    return whole if given and whole else ""


def _without_address(cell: str) -> tuple[str, str]:
    found = _NAME_AND_ADDRESS.match(cell)
    if found:
        return found["name"].strip(" \"'"), address(found["mail"])
    if "@" in cell and address(cell) and " " not in cell:
        return "", address(cell)
    return cell.strip(' "'), ""


def _without_company(text: str) -> tuple[str, int]:
    found = _COMPANY.search(text)
    if not found or not text[: found.start()].strip():
        return text, 0
    return text[: found.start()].strip(" ,"), int(found["count"] or 1)


def _without_bracket(given: str) -> tuple[str, str]:
    """Split off what stands in brackets behind a turned name; it belongs to its end."""
    head, opened, tail = given.partition(" (")
    return (head, f"({tail}") if opened and tail.endswith(")") else (given, "")


def split_title(text: str) -> tuple[str, str]:
    """Title and the rest of a name: "Frau Prof. Dr. Anna" → "Prof. Dr.", "Anna"."""
    rest = _SALUTATIONS.sub("", text)
    found = _LEADING_TITLES.match(rest)
    title = found[0].strip() if found else ""
    rest = rest[len(found[0]) :] if found else rest
    trailing = _TRAILING_TITLES.search(rest)
    if trailing and rest[: trailing.start()].strip():
        title = f"{title} {trailing[0].strip(' ,()')}".strip()
        rest = rest[: trailing.start()]
    head, comma, tail = rest.partition(",")
    if comma and head.strip() and _ONLY_TITLES.match(tail.strip()):
        title, rest = f"{title} {tail.strip()}".strip(), head
    return title, rest.strip()


@lru_cache(maxsize=4096)
def title_of(cell: str) -> str:
    """Title in a cell of its own; "Frau" and "Herr" are none."""
    text = re.sub(r"^(?:herrn?|frau|mrs?|ms|mx|hr|fr|divers)\b\.?\s*", "", cell, flags=re.I)
    return "" if text in ("-", "–", "—") else text


def address(cell: str) -> str:
    """E-mail address in a cell, in lower case; empty if there is none."""
    if _PLAIN_ADDRESS.fullmatch(cell):
        return cell
    found = _ADDRESS.search(re.sub(r"mailto:", "", cell, flags=re.I)) if "@" in cell else None
    return found[0].casefold().strip(".") if found else ""


def addresses(cells: Sequence[str]) -> list[str]:
    """Read the address in each of some cells, as `address` does."""
    plain = map(_PLAIN_ADDRESS.fullmatch, cells)
    return [
        cell if found or not cell else address(cell)
        for cell, found in zip(cells, plain, strict=True)
    ]


def seem_two(name: str) -> bool:
    """Tell whether a name looks as if it were those of several people."""
    return bool(_TWO_PEOPLE.search(name))


def is_nameless(text: str) -> bool:
    """Tell whether a name only holds a seat: "N.N.", "+1", "Begleitung"."""
    return bool(_NAMELESS.fullmatch(text.casefold().strip(" .()")))


def slugs_of_folded(folded: Sequence[str]) -> list[str]:
    """ASCII slugs of some names that are folded already."""
    lines = "\n".join(folded)
    simple = _ONLY_WORDS.fullmatch(lines) and "\n " not in f"\n{lines}" and all(folded)
    if simple and max(map(len, folded)) <= _LONGEST_SLUG:
        return lines.replace(" ", "-").split("\n")
    return list(map(slug_of_folded, folded))


def slug_of_folded(folded: str) -> str:
    """ASCII slug of a name that is folded already."""
    if folded.isascii() and folded.replace(" ", "").isalnum() and len(folded) <= _LONGEST_SLUG:
        return folded.replace(" ", "-")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "person"
