"""The people of an event after import, and how one of them is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple, Protocol

from facilitate.columnar import column, mapped
from facilitate.errors import RosterError
from facilitate.words import _, did_you_mean, fold, fold_name, nearest

Value = str | bool | None
"""An attribute's value: text, yes or no, or None for unknown."""

TEXTS = ("organisation", "function", "place", "sector", "access", "status")
YES_NO = ("first_timer", "leader")
CANONICAL = (*TEXTS[:4], *YES_NO, *TEXTS[4:])
"""The attributes every list is translated to, in the order they are shown."""
_ADDRESSES = frozenset(("frau", "herr", "herrn", "mr", "mrs", "ms"))
_MOST_SHOWN = 15


class Participant(NamedTuple):
    """One person who takes a seat.

    Parameters
    ----------
    id
        ASCII slug of the name, unique in the roster; never an e-mail.
    number
        Short number, stable across re-imports, never reused.
    name
        As shown: given name first, without titles.
    title
        "Dr.", "Prof. Dr.", or empty.
    given, family
        Parts of the name where the list has them apart, else empty.
    email
        The person's own or the buyer's address, or empty.
    attributes
        Canonical name (see `CANONICAL`) → value; a missing key is unknown.
    extra
        The list's own header → text, for columns that have no canonical name.
    row
        Row in the list, as Excel counts, from 1.
    """

    id: str
    number: int
    name: str
    title: str = ""
    given: str = ""
    family: str = ""
    email: str = ""
    attributes: Mapping[str, Value] = MappingProxyType({})
    extra: Mapping[str, str] = MappingProxyType({})
    row: int = 0

    def value(self, key: str) -> Value:
        """Value of the attribute or own column `key`; None if unknown."""
        if key in CANONICAL:
            return self.attributes.get(key)
        return self.extra.get(key) or None

    @property
    def organisation(self) -> str:
        """Organisation, or empty if unknown."""
        return str(self.attributes.get("organisation") or "")

    @property
    def label(self) -> str:
        """Number and name, as a moderator reads it: "17 Anna Müller"."""
        return f"{self.number} {self.name}"


class Gone(Protocol):
    """Somebody who takes no seat."""

    @property
    def name(self) -> str:
        """Name as the list has it."""

    @property
    def email(self) -> str:
        """Address, or empty."""

    @property
    def organisation(self) -> str:
        """Organisation, or empty."""

    @property
    def number(self) -> int | None:
        """Number, if there is one."""

    @property
    def reason(self) -> str:
        """Why there is no seat, in words."""

    @property
    def listed(self) -> bool:
        """Whether the list still has a row about the person."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody known by name and number who takes no seat; see `Gone`."""

    name: str
    email: str
    organisation: str
    number: int | None
    reason: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of an event, in the order of their list.

    Parameters
    ----------
    people
        Everybody who takes a seat.
    columns
        Canonical name → the header the list has for it; only what the list has.
    headers
        The list's headers without a canonical name, usable in rules by their own name.
    gone
        People in the list, or once in it, who take no seat.
    """

    people: Sequence[Participant]
    columns: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()

    def __len__(self) -> int:
        return len(self.people)

    def __iter__(self) -> Iterator[Participant]:
        return iter(self.people)

    def values(self, key: str) -> list[Value]:
        """Give everybody's value of an attribute or own column, in the order of the list."""
        if key in CANONICAL:
            return list(mapped(column(self.people, "attributes"), lambda known: known.get(key)))
        return [extra.get(key) or None for extra in column(self.people, "extra")]

    @property
    def ids(self) -> Sequence[str]:
        """Everybody's id, in the order of the list."""
        return column(self.people, "id")

    def find(self, named: str) -> Participant:
        """Find the person `named` by number, id, unique name, "name (organisation)" or e-mail.

        A whole family name is enough if no word of it is in another name of the list.

        Raises
        ------
        RosterError
            If nobody, or more than one, is named so; the candidates are listed. Of who is known
            but takes no seat it is said why.
        """
        candidates = self._candidates(named.strip())
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise RosterError(
                _("“{name}” is the name of {count} people.").format(
                    name=named, count=len(candidates)
                ),
                code="person-ambiguous",
                hint=_give_number(candidates),
            )
        gone = self.left_out(named.strip())
        if gone is not None:
            label = f"{gone.number} {gone.name}" if gone.number else gone.name
            raise RosterError(
                _("{name} takes no seat: {reason}.").format(name=label, reason=gone.reason),
                code="person-takes-no-seat",
            )
        partly = self._partly(named)
        if len(partly) == 1 and self._is_family(named, partly[0]):
            return partly[0]
        if partly:
            raise RosterError(
                _("“{name}” is only a part of a name.").format(name=named),
                code="person-ambiguous",
                hint=_give_number(partly),
            )
        raise RosterError(_unknown(named.strip()), code="person-unknown", hint=self._nearest(named))

    def left_out(self, named: str) -> Gone | None:
        """Find who takes no seat and is `named` so, by number, e-mail or whole name."""
        if named.isdecimal():
            return next((g for g in self.gone if g.number == int(named)), None)
        if "@" in named:
            wanted = named.casefold()
            return next((g for g in self.gone if g.email.casefold() == wanted), None)
        wanted = fold_name(named)
        return next((g for g in self.gone if wanted and fold_name(g.name) == wanted), None)

    def _partly(self, named: str) -> list[Participant]:
        """People whose name has all words of `named`, and more."""
        words = _telling(named)
        return [p for p in self.people if words and words <= set(_words(p.name))]

    def _is_family(self, named: str, person: Participant) -> bool:
        """Tell whether `named` is the whole family name of `person`, and in nobody else's name.

        Who cancelled may be meant, too.
        """
        words = _telling(named)
        return words == _telling(_family(person)) and not any(
            words <= set(_words(gone.name)) for gone in self.gone
        )

    def _nearest(self, named: str) -> str:
        by_name = {fold_name(spelling): p for p in self.people for spelling in _turned(p)}
        near = nearest(fold_name(named), by_name, least=0.75)
        if near is None:
            return ""
        return _("Did you mean “{word}”?").format(word=by_name[near].label)

    def _candidates(self, named: str) -> list[Participant]:
        if named.isdecimal():
            return [p for p in self.people if p.number == int(named)]
        if "@" in named:
            return [p for p in self.people if p.email.casefold() == named.casefold()]
        by_id = [p for p in self.people if p.id == named]
        if by_id:
            return by_id
        wanted = fold_name(named)
        return [p for p in self.people if wanted in _spellings(p)]

    def attribute(self, named: str) -> str:
        """Find the attribute or own header meant by `named`.

        Returns
        -------
        The canonical name, or the list's own header.

        Raises
        ------
        RosterError
            If the list has no such column.
        """
        wanted = fold(named)
        for canonical, header in self.columns.items():
            if wanted in (fold(canonical), fold(header)):
                return canonical
        for header in self.headers:
            if wanted == fold(header):
                return header
        of_list = [header for header in self.columns.values() if header != "access"]
        known = [*self.columns, *of_list, *self.headers]
        shown = ", ".join(dict.fromkeys([*of_list, *self.headers]))
        hint = did_you_mean(named, known) or (
            _("The list has: {columns}.").format(columns=shown)
            if shown
            else _("Beside the names there is no column in it.")
        )
        raise RosterError(
            _("The list has no column “{column}”.").format(column=named),
            code="column-unknown",
            hint=hint,
        )


def attribute_name(attribute: str) -> str:
    """Name an attribute in the language in use; an own column keeps its header."""
    names = {
        "organisation": _("organisation"),
        "function": _("function"),
        "place": _("town"),
        "sector": _("sector"),
        "first_timer": _("first time"),
        "leader": _("leader"),
        "access": _("access"),
        "status": _("status"),
    }
    return names.get(attribute, attribute)


def value_name(value: Value) -> str:
    """Write an attribute's value in the language in use: yes, no, the text, or ? for unknown."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def passed_over(gone: Gone, named: str) -> str:
    """Say that whoever is `named` takes no seat, and what becomes of the name."""
    return _("{name} takes no seat: {reason}; the name is passed over here.").format(
        name=gone.name or named, reason=gone.reason
    )


def _unknown(named: str) -> str:
    if named.isdecimal():
        return _("Nobody in the list has the number {number}.").format(number=named)
    if "@" in named:
        return _("Nobody in the list has the e-mail address “{email}”.").format(email=named)
    return _("Nobody in the list is called “{name}”.").format(name=named)


def _give_number(candidates: Sequence[Participant]) -> str:
    shown = [f"{p.label} ({p.organisation})" if p.organisation else p.label for p in candidates]
    if len(shown) > _MOST_SHOWN:
        left = len(shown) - _MOST_SHOWN
        shown = [*shown[:_MOST_SHOWN], _("… and {count} more").format(count=left)]
    return _("Give the number: {candidates}.").format(candidates="; ".join(shown))


def _words(name: str) -> list[str]:
    return fold_name(name.replace(",", " ")).split()


def _telling(named: str) -> set[str]:
    return {word for word in _words(named) if word not in _ADDRESSES}


def _family(person: Participant) -> str:
    """Family name; where the list has it in one cell, the last word with “von der” before it."""
    if person.family:
        return person.family
    *before, last = person.name.split()
    if not before:
        return ""
    particles = takewhile(str.islower, reversed(before[1:]))
    return " ".join([*reversed(list(particles)), last])


def _turned(person: Participant) -> tuple[str, str]:
    """Name with the given name first, and with the family name first."""
    given, _blank, family = person.name.rpartition(" ")
    return person.name, f"{person.family or family}, {person.given or given}"


def _spellings(person: Participant) -> set[str]:
    turned = f"{person.family}, {person.given}" if person.family and person.given else person.name
    names = {person.name, turned, turned.replace(",", "")}
    with_organisation = {f"{person.name} ({person.organisation})"} if person.organisation else set()
    return {fold_name(name) for name in names | with_organisation}
