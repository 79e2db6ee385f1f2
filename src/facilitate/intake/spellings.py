"""One organisation in several spellings: what is surely the same is one; the rest is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress

from facilitate.columnar import column, mapped
from facilitate.errors import Finding
from facilitate.roster import Value
from facilitate.words import _, fold, fold_organisation, ngettext, quoted

from .cells import enumerated, is_no_organisation
from .memo import Memo
from .overview import Read, hint, warning
from .table import cell_columns

_FOLDED = ("organisation", "sector", "place")
_MARKS = re.compile(r"[^\w&+]+")
_MOST_COMPARED = 3000  # spellings; beyond them nobody reads what is asked
_MOST_SHARING = 40  # spellings with one word in common, such as a large town
_MOST_ASKED = 12
_SHORT = {
    "kv": "kreisverband",
    "ov": "ortsverband",
    "bv": "bezirksverband",
    "lv": "landesverband",
    "arbeiterwohlfahrt": "awo",
    "uni": "universitaet",
    "lkr": "landkreis",
    "ev": "evangelisch",
    "kath": "katholisch",
    "st": "sankt",
}
_PHRASES = (
    (re.compile(r"\bdeutsches rotes kreuz\b"), "drk"),
    (re.compile(r"\bdiak\w* werk\b|\bdiakonie\w*"), "diakonie"),
    (re.compile(r"\bcaritasverband\b"), "caritas"),
    (re.compile(r"\bparitaetische\w*(?: wohlfahrtsverband)?\b"), "paritaet"),
    (re.compile(r"\btechnische hochschule\b"), "th"),
    (re.compile(r"\blandratsamt\b"), "landkreis"),
)
_NOTHING = frozenset(("der", "die", "das", "des", "fuer", "und", "in", "im", "am", "the", "of"))
_LEGAL = re.compile(r"\be v\b|\bg?gmbh\b|\beg\b|(?:& )?\bco kg$|\b(?:ag|ltd|inc|corp|co|llc|plc)$")


def one_spelling(kinds: Sequence[Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """Give each organisation, sector and town one spelling: the first that stands in the list."""
    first: dict[tuple[str, str], Value] = {}
    folded = Memo(fold_organisation)  # a crowd has tens of thousands, each with yes and with no
    changed = []
    for attributes in kinds:
        same = {
            name: first.setdefault((name, folded[str(attributes[name])]), attributes[name])
            for name in _FOLDED
            if attributes.get(name)
        }
        differs = any(attributes[name] != value for name, value in same.items())
        changed.append({**attributes, **same} if differs else attributes)
    return changed


def organisations(read: Read) -> Iterator[Finding]:
    """Tell which spellings are one organisation, and ask about those that may be."""
    spellings = dict.fromkeys(
        str(value) for said in read.said if (value := said.attributes.get("organisation"))
    )
    by_key: dict[str, list[str]] = {}
    for spelling in spellings:
        by_key.setdefault(fold_organisation(spelling), []).append(spelling)
    several = [same for same in by_key.values() if len({fold(text) for text in same}) > 1]
    if several:
        yield hint(
            read,
            "organisations-one",
            _("Spellings that count as one organisation: {spellings}.").format(
                spellings="; ".join(" = ".join(map(quoted, same)) for same in several)
            ),
        )
    asked = _alike([same[0] for same in by_key.values()])
    if asked:
        more = len(asked) - _MOST_ASKED
        told = [_asked(same) for same in asked[:_MOST_ASKED]]
        if more > 0:
            told.append(_("… and {count} more").format(count=more))
        yield warning(
            read,
            "organisations-alike",
            _("One organisation in two spellings? {questions}").format(questions=" ".join(told)),
            _("If so, write both alike: until then they count as different organisations."),
        )


def no_organisations(read: Read) -> Iterator[Finding]:
    """Tell which words in the column of organisations were taken for none."""
    counted = Counter(filter(is_no_organisation, _without_organisation(read)))
    found = [*counted]
    if found:
        rows = sum(counted.values())
        yield hint(
            read,
            "organisation-none",
            ngettext(
                "{words} ({count} row) counts as no organisation: nobody is a colleague by it.",
                "{words} ({count} rows) count as no organisation: nobody is a colleague by them.",
                rows,
            ).format(words=enumerated([quoted(cell[:40]) for cell in found]), count=rows),
            _("If people are to be mixed by it, write it into a column of its own."),
        )


def _without_organisation(read: Read) -> Iterator[str]:
    """Give what stands in the column of organisations of people who have none."""
    records = read.body.records
    none = mapped(records.column("said"), lambda said: "organisation" not in said.attributes)
    rows = set(compress(records.column("row"), none)) if any(none.kinds) else set()
    for block in read.body.blocks if rows else ():
        at = block.layout.columns.get("organisation")
        if at is not None:
            there = map(rows.__contains__, column(block.rows, "number"))
            yield from compress(cell_columns(block.rows, at + 1)[at], there)


def _asked(same: Sequence[str]) -> str:
    others = ", ".join(map(quoted, same[1:]))
    return _("Is “{name}” the same as {others}?").format(name=same[0], others=others)


def _alike(spellings: Sequence[str]) -> list[list[str]]:
    """Give groups of spellings that may be one organisation, in the order of the list."""
    if len(spellings) > _MOST_COMPARED:
        return []
    words = [_words(text) for text in spellings]
    sharing: dict[str, list[int]] = {}
    for at, own in enumerate(words):
        for word in own:
            sharing.setdefault(word, []).append(at)
    group = list(range(len(spellings)))
    for same in sharing.values():
        for place, one in enumerate(same if len(same) <= _MOST_SHARING else ()):
            for other in same[:place]:
                if group[one] != group[other] and _may_be_one(words[one], words[other]):
                    old, new = max(group[one], group[other]), min(group[one], group[other])
                    group = [new if at == old else at for at in group]
    together: dict[int, list[str]] = {}
    for text, at in zip(spellings, group, strict=True):
        together.setdefault(at, []).append(text)
    return [same for same in together.values() if len(same) > 1]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Words of an organisation, abbreviations written out; one cut off by a dot keeps it."""
    plain = fold(text)
    dotted = {word.rstrip(".") for word in plain.split() if len(word) > 3 and word.endswith(".")}
    spaced = _LEGAL.sub(" ", " ".join(_MARKS.sub(" ", fold_organisation(text)).split()))
    for phrase, short in _PHRASES:
        spaced = phrase.sub(short, spaced)
    words = [word for word in spaced.split() if word not in _NOTHING]
    full = (_SHORT.get(word, f"{word}." if word in dotted else word) for word in words)
    return tuple(dict.fromkeys(full))


def _may_be_one(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two organisations have the same words, but for what was cut or mistyped."""
    left, right = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(left) != len(right):
        return False
    return all(
        any(_cut(word, rest) or _cut(rest, word) or _mistyped(word, rest) for rest in right)
        for word in left
    )


def _cut(short: str, whole: str) -> bool:
    return short.endswith(".") and whole.startswith(short[:-1])


def _mistyped(one: str, other: str) -> bool:
    """Tell whether a letter is missing or two are swapped; another letter may be another town."""
    short, long = sorted((one, other), key=len)
    if len(short) < 7:
        return False
    if len(long) == len(short) + 1:
        return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
    apart = [at for at in range(len(short)) if one[at : at + 1] != other[at : at + 1]]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and len(short) == len(long)
    return swapped and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
