"""Which column of a list means what: found by its header, never by its position."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from facilitate.errors import Finding, Level, RosterError, UsageError
from facilitate.words import _, did_you_mean, fold, lettered, nearest, quoted

from .aliases import (
    OFFER_ALIASES,
    ORDINALS,
    PEOPLE_ALIASES,
    PEOPLE_GUESSES,
    PEOPLE_PATTERNS,
    WISH_ALIASES,
    WISH_ALONE,
    WISH_HEADERS,
    WISH_PATTERNS,
)

_GENDER = re.compile(
    r"[*:_/]-?(?:innen|in)(?=name|nr|nummer|\W|_|$)|\((?:-?(?:innen|in|r|n|en|e))\)"
    r"|\(m\s*/\s*w\s*/\s*d\)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\W*\b(?:ja\s*/\s*nein|j\s*/\s*n|yes\s*/\s*no|y\s*/\s*n|pflichtfeld|freiwillig|optional"
    r"|required|bitte ankreuzen)\W*$",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])In(?:nen)?(?=\b|name)")
_FILLING = re.compile(r"[^\w#]+|_+")
_EITHER = re.compile(r"\s*(?:/|\||\(|\)|,|&|\boder\b|\bund\b|\bor\b)\s*")


NAMING = ("given", "family", "name", "title", "email", "number")
"""Fields that say who somebody is."""
_FAMILY_BESIDE_GIVEN = frozenset(("name", "teilnehmer", "teilnehmende"))


def fold_header(header: str) -> str:
    """Fold a header: as `fold`, gender forms and punctuation off ("E-Mail:*" → "e mail")."""
    neutral = _INNER_CAPITAL.sub("", _GENDER.sub("", _ANSWERS.sub("", header)))
    return " ".join(_FILLING.sub(" ", fold(neutral)).split())


@dataclass(frozen=True)
class Vocabulary:
    """The headers a kind of list uses.

    Parameters
    ----------
    aliases
        Folded header → field and rank; rank 0 is the most specific.
    patterns
        Regular expressions for headers that are questions.
    anchors
        Fields of which a header row must have at least one.
    fields
        Fields that may be named by hand.
    guesses
        Regular expressions for headers that may mean a field, so that people are asked.
    """

    aliases: Mapping[str, tuple[str, int]]
    patterns: Sequence[tuple[re.Pattern[str], str]]
    anchors: frozenset[str]
    fields: tuple[str, ...]
    guesses: Sequence[tuple[re.Pattern[str], str]] = ()
    _known: dict[str, tuple[str, int] | None] = field(default_factory=dict, compare=False)

    def meaning(self, header: str) -> tuple[str, int] | None:
        """Field and rank of a header; None if it is not known."""
        if header not in self._known:
            self._known[header] = self._meaning(header) if len(header) <= 200 else None
        return self._known[header]

    def _meaning(self, header: str) -> tuple[str, int] | None:
        folded = fold_header(header)
        if not folded:
            return ("number", 9) if header.strip() in ("#", "Nº", "№") else None
        if folded in self.aliases:
            return self.aliases[folded]
        if folded == "#":
            return ("number", 9)
        parts = [fold_header(part) for part in _EITHER.split(header)]
        meant = {self.aliases[part][0] for part in parts if part in self.aliases}
        if len(meant) == 1 and all(part in self.aliases for part in parts if part):
            return meant.pop(), 1
        for pattern, name in self.patterns:
            if pattern.search(folded):
                return name, 3
        return None

    def guess(self, header: str) -> str:
        """Field that a header may mean which is not known; empty if there is none."""
        folded = fold_header(header) if len(header) <= 200 else ""
        for pattern, name in self.guesses:
            if pattern.match(folded):
                return name
        close = nearest(folded, self.aliases, least=0.85) if len(folded) > 4 else None
        return self.aliases[close][0] if close else ""

    def canonical(self, named: str) -> str:
        """Field meant by `named` on the left of ``--column``."""
        wanted = fold(named).replace(" ", "_")
        if wanted in self.fields:
            return wanted
        meant = self.meaning(named)
        if meant and meant[0] in self.fields:
            return meant[0]
        raise UsageError(
            _("“{name}” is nothing that a column can be used for.").format(name=named),
            code="column-unknown",
            where="column",
            hint=did_you_mean(named, self.fields)
            or _("Known are: {names}.").format(names=", ".join(self.fields)),
        )


def _flat(aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, int]]:
    return {
        alias: (name, rank)
        for name, lines in aliases.items()
        for rank, line in enumerate(lines)
        for alias in line.split("|")
    }


PEOPLE = Vocabulary(
    _flat(PEOPLE_ALIASES),
    PEOPLE_PATTERNS,
    frozenset(("name", "given", "family")),
    tuple(PEOPLE_ALIASES),
    PEOPLE_GUESSES,
)
OFFERS = Vocabulary(
    _flat(OFFER_ALIASES),
    (),
    frozenset(("email", "number", "name", "family")),
    tuple(OFFER_ALIASES),
)
WISHES = Vocabulary(
    _flat(WISH_ALIASES),
    WISH_PATTERNS,
    frozenset(("email", "number", "name", "family", "entry")),
    (*WISH_ALIASES, "wish"),
)


def wish_number(header: str) -> int | None:
    """Which wish a column has, from its header: "2. Wunsch" → 2; None if it has none.

    A header such as “Wünsche” is the first: all may stand in one cell.
    """
    folded = fold_header(header) if len(header) <= 200 else ""
    for pattern in WISH_HEADERS:
        found = pattern.search(folded)
        if found:
            return ORDINALS.get(found[1]) or int(found[1])
    return 1 if WISH_ALONE.fullmatch(folded) else None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of one block of a list mean.

    Parameters
    ----------
    columns
        Field → index of its column.
    headers
        Unique names of all columns; a blank header is called by its letter, a repeated one
        numbered.
    passed_over
        Headers that mean a field for which a better column was taken.
    """

    columns: Mapping[str, int]
    headers: tuple[str, ...]
    passed_over: tuple[tuple[str, str], ...] = ()

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Text of the field `name` in a row; empty if the list has no such column."""
        at = self.columns.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    def header(self, name: str) -> str:
        """Header of the field `name`."""
        return self.headers[self.columns[name]]


def header_fields(
    cells: Sequence[str], vocabulary: Vocabulary, chosen: Mapping[str, str]
) -> frozenset[str]:
    """Fields that a row would name if it were the header; none if it cannot be one."""
    by_hand = {fold_header(header): name for name, header in chosen.items()}
    found = set()
    for cell in cells:
        if not cell:
            continue
        meant = vocabulary.meaning(cell)
        name = by_hand.get(fold_header(cell)) if by_hand else None
        if name or meant:
            found.add(name or (meant[0] if meant else ""))
    return frozenset(found) if found & vocabulary.anchors else frozenset()


def lay_out(
    headers: Sequence[str],
    filled: Sequence[bool],
    vocabulary: Vocabulary,
    chosen: Mapping[str, str],
) -> Layout:
    """Decide which column each field is read from.

    Parameters
    ----------
    headers
        The header row.
    filled
        Whether the column of the same index has any content.
    vocabulary
        What headers mean.
    chosen
        Field → header, as said by hand.
    """
    names = _unique(headers)
    by_hand = _chosen_columns(headers, chosen)
    candidates: dict[str, list[tuple[bool, int, int]]] = {}
    for at, header in enumerate(headers):
        meant = vocabulary.meaning(header) if header and at not in by_hand.values() else None
        if meant and meant[0] not in by_hand:
            empty = not (at < len(filled) and filled[at])
            candidates.setdefault(meant[0], []).append((empty, meant[1], at))
    columns = {name: min(found)[2] for name, found in candidates.items()} | by_hand
    passed = [
        (names[at], name)
        for name, found in candidates.items()
        for empty, _rank, at in sorted(found)[1:]
        if not empty
    ]
    return Layout(_family_name(columns, headers), names, tuple(passed))


def _family_name(columns: dict[str, int], headers: Sequence[str]) -> dict[str, int]:
    """“Name” beside “Vorname” is the family name."""
    apart = "given" in columns and "family" not in columns and "name" in columns
    if apart and fold_header(headers[columns["name"]]) in _FAMILY_BESIDE_GIVEN:
        columns["family"] = columns.pop("name")
    return columns


def _chosen_columns(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    at = {}
    for position, header in reversed(list(enumerate(headers))):
        at[fold_header(header)] = position
    return {
        name: at[fold_header(header)]
        for name, header in chosen.items()
        if fold_header(header) in at
    }


def _unique(headers: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    seen: dict[str, int] = {}
    for at, header in enumerate(headers):
        name = header or f"({lettered(at)})"
        seen[name] = seen.get(name, 0) + 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in seen:
            seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
            seen[name] = 1
        names.append(name)
    return tuple(names)


def missing_columns(
    chosen: Mapping[str, str], headers: Iterable[str], source: str
) -> list[Finding]:
    """Make findings for headers named by hand that the list does not have."""
    seen = [header for header in headers if header]
    known = {fold_header(header) for header in seen}
    return [
        Finding(
            Level.ERROR,
            "column-missing",
            _("The list has no column “{column}” (meant for {name}).").format(
                column=header, name=name
            ),
            source,
            did_you_mean(header, seen) or _seen_hint(seen),
        )
        for name, header in chosen.items()
        if fold_header(header) not in known
    ]


def no_names(seen: Sequence[str], source: str, vocabulary: Vocabulary) -> RosterError:
    """Make the error for a list in which no column of names was found."""
    return RosterError(
        _("No column with names was found in {file}.").format(file=source),
        code="names-missing",
        where=source,
        hint=_seen_hint([text for text in seen if text])
        + " "
        + (
            _(
                "If one of them has the names, say so: {option}. If these are people, write "
                "a line of headings above them, such as “Name”."
            ).format(option=option_for("name", next((text for text in seen if text), "…")))
            if vocabulary is PEOPLE  # other lists have no options of their own
            else _("Call the column that says who “No.”, “E-mail” or “Name”.")
        ),
    )


def option_for(name: str, header: str) -> str:
    """Write the option that says which column is used for `name`, as it can be typed."""
    plain = not re.search(r'["$`\\!]', header)  # double quotes are understood by every shell
    return "--column " + (f'{name}="{header}"' if plain else shlex.quote(f"{name}={header}"))


def _seen_hint(seen: Sequence[str]) -> str:
    shown = ", ".join(quoted(text[:40]) for text in seen[:20])
    return _("The list has: {columns}.").format(columns=shown or "–")
