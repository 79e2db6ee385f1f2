"""Numbers as words: a sign says 7 and "seven", so that nobody misreads it from afar."""

from __future__ import annotations

from facilitate.words import spoken

_UNITS = {
    "de": (
        *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
        *("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn"),
        *("achtzehn", "neunzehn"),
    ),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen"),
    ),
}
_TENS = {
    "de": ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
    "en": ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}


def number_word(number: int) -> str:
    """Write a number from 0 to 999 as a word of the language in use; empty beyond."""
    if not 0 <= number < 1000:
        return ""
    return _german(number) if spoken() == "de" else _english(number)


def _german(number: int) -> str:
    units = _UNITS["de"]
    hundreds, rest = divmod(number, 100)
    head = "" if not hundreds else f"{_bound(hundreds)}hundert"
    if head and not rest:
        return head
    if rest < 20:
        return head + units[rest]
    tens, unit = divmod(rest, 10)
    return head + (f"{_bound(unit)}und" if unit else "") + _TENS["de"][tens - 2]


def _bound(unit: int) -> str:
    """Give a unit as the first part of a word: ein, not eins."""
    return "ein" if unit == 1 else _UNITS["de"][unit]


def _english(number: int) -> str:
    units = _UNITS["en"]
    hundreds, rest = divmod(number, 100)
    head = f"{units[hundreds]} hundred" if hundreds else ""
    if rest or not head:
        tens, unit = divmod(rest, 10)
        small = (
            units[rest]
            if rest < 20
            else _TENS["en"][tens - 2] + (f"-{units[unit]}" if unit else "")
        )
        return f"{head} and {small}" if head else small
    return head
