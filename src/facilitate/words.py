"""Words in German and English: messages, lists, dates, and the folding of names."""

from __future__ import annotations

import difflib
import gettext
import locale
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path

_BARE_TITLES = frozenset(("prof", "professor", "dr", "pd"))
LANGUAGES = ("de", "en")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALF = timedelta(seconds=30)
_language: ContextVar[str | None] = ContextVar("language", default=None)
_chosen: ContextVar[bool] = ContextVar("chosen", default=False)
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "þ": "th"}
    | {"ł": "l", "ı": "i", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t"}
)
"""Letters as they are written without: no other letters with an accent, so Unicode keeps them."""
_TITLES = re.compile(  # abbreviations need their dot: Phil, Ma and Ing are names too
    r"^(?:(?:(?:prof|professor|dr)\b\.?|(?:dipl|ing|mag|rer|nat|pol|phil|med|jur|oec|paed|"
    r"soz|theol|h\.\s?c|hc|priv|doz|univ|[bm]\.\s?(?:a|sc|ed|eng)|ph\.\s?d)\.|pd(?=\s+dr)|"
    r"\((?:fh|tu|th|uni|univ)\.?\))[\s,]*)+(?=\S)"
)


def speak(language: str, *, chosen: bool = True) -> None:
    """Use `language` (``de`` or ``en``) for all messages of this context from now on.

    Parameters
    ----------
    chosen
        Whether somebody asked for it; then `suggest` does not change it any more.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known: {', '.join(LANGUAGES)}")
    _language.set(language)
    _chosen.set(chosen)


def suggest(language: str | None) -> None:
    """Use `language` unless one was chosen; nothing happens without any."""
    if language and not _chosen.get():
        speak(language, chosen=False)


def spoken() -> str:
    """Tell the language in use, ``de`` or ``en``: what was asked for, else what is preferred."""
    return _language.get() or preferred_language()


def preferred_language() -> str:
    """Language from ``FACILITATE_LANGUAGE``, else from the system, else German."""
    for value in (os.environ.get("FACILITATE_LANGUAGE", ""), *_system_languages()):
        if value[:2].lower() in LANGUAGES:
            return value[:2].lower()
    return "de"


def _system_languages() -> Iterable[str]:
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    yield from named
    if any(named):  # "C" names no language; Python would take it for American English
        return
    try:
        yield locale.getlocale()[0] or ""
    except ValueError:  # macOS terminals set locales that Python does not know
        return


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":  # the messages in the code are the English ones
        return gettext.NullTranslations()
    path = Path(__file__).parent / "locale" / f"{language}.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _(message: str) -> str:
    """Give `message` in the language in use."""
    return _said(spoken(), message) if message else ""


@cache
def _said(language: str, message: str) -> str:
    return _catalogue(language).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Give `one` or `many`, as `count` demands, in the language in use."""
    return _catalogue(spoken()).ngettext(one, many, count)


def quoted(text: str) -> str:
    """Put `text` into the quotation marks of the language in use."""
    return _("“{text}”").format(text=text)


def listed(parts: Sequence[str]) -> str:
    """Join `parts` as a sentence does: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{several} and {last}").format(several=", ".join(parts[:-1]), last=parts[-1])


def told_apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give id → title, with a number where several share one: "Tables (1)", "Circle"."""
    found = [(key, title, fold(title)) for key, title in named]
    folded = [same for _key, _title, same in found]
    return {
        key: f"{title} ({folded[: at + 1].count(same)})" if folded.count(same) > 1 else title
        for at, (key, title, same) in enumerate(found)
    }


def nearest(word: str, known: Iterable[str], *, least: float = 0.6) -> str | None:
    """Give the nearest of the `known` words, or None if none is near.

    Parameters
    ----------
    least
        Least likeness, from 0 to 1.
    """
    by_fold = {fold(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(fold(word), list(by_fold), n=1, cutoff=least)
    return by_fold[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the nearest of the `known` words as a question, or nothing if none is near."""
    near = nearest(word, known)
    return _("Did you mean “{word}”?").format(word=near) if near is not None else ""


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Fold `text` so that two spellings of one thing are equal.

    NFC, casefold, ä→ae ö→oe ü→ue ß→ss ł→l ı→i, other accents off, apostrophes of every
    kind off, blanks and hyphens collapsed to one blank.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED)
    if lowered.isascii():
        plain = lowered.replace("'", "").replace("`", "")
    else:
        apart = unicodedata.normalize("NFKD", lowered)
        plain = "".join(c for c in apart if not _ignored(c)).casefold().translate(_SPELLED)
    return re.sub(r"[\s\-‐‑‒–—_]+", " ", plain).strip()


def _ignored(character: str) -> bool:
    return bool(unicodedata.combining(character)) or character in "'’‘`´\u200b\u200e\u200f\ufeff"


def fold_name(name: str) -> str:
    """Fold a person's `name` without titles: "Prof. Dr. Jörg Müller" → "joerg mueller"."""
    return untitled(fold(name))


_LEGAL_FORMS = tuple(
    (re.compile(rf" (?:{written})$"), form)
    for written, form in (
        (r"e ?v|eingetragener verein", ""),
        (r"e ?g|eingetragene genossenschaft", "eg"),
        (r"gmbh (?:(?:&|und|\+) )?co ?kg(?:aa)?", "gmbh & co kg"),
        (
            r"g ?gmbh|gemeinnuetzige (?:gmbh|gesellschaft (?:mit beschraenkter haftung|mbh))",
            "ggmbh",
        ),
        (r"g ?m ?b ?h|gesellschaft (?:mit beschraenkter haftung|mbh)", "gmbh"),
        (r"a ?g|aktiengesellschaft", "ag"),
        (r"ltd|limited", "ltd"),
        (r"inc|incorporated", "inc"),
        (r"corp|corporation", "corp"),
        (r"co|company", "co"),
        (r"l ?l ?c", "llc"),
        (r"p ?l ?c", "plc"),
    )
)


@lru_cache(maxsize=1 << 15)  # those of a crowd are asked for three times
def fold_organisation(text: str) -> str:
    """Fold an organisation: marks between its parts, and a final "e.V.", count for nothing.

    A legal form at its end has one spelling: "Ltd" is "Limited", "g GmbH" is "gGmbH".
    """
    plain = " ".join(re.sub(r"[^\w&+]+", " ", fold(text)).split())
    for written, form in _LEGAL_FORMS:
        found = written.search(plain)
        if found and found.start():
            plain = f"{plain[: found.start()]} {form}"
            break
    return plain.strip() or fold(text)


def untitled(folded: str) -> str:
    """Take the titles off a folded name."""
    first = folded.partition(" ")[0]
    if first.isalpha() and first not in _BARE_TITLES:  # all other titles need a dot or brackets
        return folded
    return _TITLES.sub("", folded) or folded


def decimal(value: float, digits: int = 1) -> str:
    """Write `value` with at most `digits` decimals, with the comma of the language in use."""
    text = f"{value:.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if spoken() == "de" else text


def clock(moment: datetime | time) -> str:
    """Write the time of day of `moment`, "14:30"; seconds only if there are any."""
    said = f"{moment.hour:02}:{moment.minute:02}"
    return f"{said}:{moment.second:02}" if moment.second else said


def minute(moment: datetime) -> str:
    """Write the nearest minute of `moment`: where it is not known, or needed, to the second."""
    return clock((moment + _HALF).replace(second=0, microsecond=0))


def written_date(day: date) -> str:
    """Write a day out: "Wednesday, 7 November 2018"."""
    weekdays = [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ]
    months = [
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    ]
    return _("{weekday}, {day} {month} {year}").format(
        weekday=weekdays[day.weekday()], day=day.day, month=months[day.month - 1], year=day.year
    )


def short_date(day: date) -> str:
    """Write a day in short, without its year: "7 Nov", "7.11."."""
    return f"{day.day}.{day.month}." if spoken() == "de" else f"{day.day} {_MONTHS[day.month - 1]}"


def typed_date(day: date) -> str:
    """Write a day as it may be typed into a file: "2018-11-07", "7.11.2018"."""
    return f"{day.day}.{day.month}.{day.year}" if spoken() == "de" else day.isoformat()


def lettered(at: int) -> str:
    """Name what is counted from 0 as spreadsheets name columns: A, B, …, Z, AA, AB, …."""
    name, rest = "", at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
