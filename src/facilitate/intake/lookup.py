"""Finding the people of a roster in another file: offers, wishes, history."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from facilitate.roster import Gone, Participant, Roster
from facilitate.words import fold, fold_name, fold_organisation

from .columns import Layout
from .names import address, from_one_cell, from_parts

_NUMBER_FIRST = re.compile(r"(\d{1,9})\.?(?:[\s,:]+(\D.*))?")
_BRACKET_LAST = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_SUGGESTIONS = 20
_PEOPLE_TO_SUGGEST = 1000
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Named:
    """How a row of another file names a person; each part may be empty."""

    number: str = ""
    email: str = ""
    name: str = ""
    organisation: str = ""

    @property
    def shown(self) -> str:
        """What is best shown in a message."""
        return self.name or self.email or self.number or "–"


def _taken_apart(named: Named) -> Named | None:
    """Read "17", "17 Anna Müller" or "Anna Müller (Amt)" in place of a name; None for others."""
    found = _NUMBER_FIRST.fullmatch(named.name)
    if found:
        return replace(named, number=str(int(found[1])), name=from_one_cell(found[2] or "").name)
    found = _BRACKET_LAST.fullmatch(named.name)
    return replace(named, name=found[1], organisation=found[2]) if found else None


def named_in(cells: Sequence[str], layout: Layout) -> Named:
    """How a row names a person, from the columns that say who."""
    given, family = layout.cell(cells, "given"), layout.cell(cells, "family")
    whole = layout.cell(cells, "name")
    person = from_parts(given, family, whole) if given or family else from_one_cell(whole)
    return Named(
        number=layout.cell(cells, "number"),
        email=address(layout.cell(cells, "email")) or person.email,
        name=person.name,
        organisation=layout.cell(cells, "organisation"),
    )


class PeopleIndex:
    """Everybody in a list, to be found by what another file says.

    Parameters
    ----------
    roster
        Everybody who takes a seat.
    absent
        People who are in the list and take none.
    """

    def __init__(self, roster: Roster, absent: Sequence[Gone] = ()) -> None:
        self._roster = roster
        self._absent = absent
        self._suggested = 0

    @cached_property
    def _by_number(self) -> dict[str, Participant]:
        return {str(person.number): person for person in self._roster}

    @cached_property
    def _by_id(self) -> dict[str, Participant]:
        return {person.id: person for person in self._roster}

    @cached_property
    def _by_email(self) -> dict[str, list[Participant]]:
        return _grouped((person.email.casefold(), person) for person in self._roster)

    @cached_property
    def _by_name(self) -> dict[str, list[Participant]]:
        return _grouped((fold_name(person.name), person) for person in self._roster)

    @cached_property
    def _absent_names(self) -> dict[str, list[Gone]]:
        return _grouped((fold_name(gone.name), gone) for gone in self._absent)

    @cached_property
    def _absent_emails(self) -> dict[str, list[Gone]]:
        return _grouped((gone.email.casefold(), gone) for gone in self._absent)

    @cached_property
    def _absent_numbers(self) -> dict[str, Gone]:
        return {str(gone.number): gone for gone in self._absent if gone.number}

    def find(self, named: Named) -> tuple[Participant, ...]:
        """People meant by `named`: nobody, the one, or several that cannot be told apart.

        The number or id decides; then the e-mail if one person has it; then name and
        organisation. In place of a name "17", "17 Anna Müller" or "Anna Müller (Amt)" will do,
        too, if number and name are of one person.
        """
        found = self._find(named)
        parts = None if found or named.number else _taken_apart(named)
        if parts is None:
            return found
        found = self._find(parts)
        if parts.number and parts.name:
            return tuple(p for p in found if p in self._by_name.get(fold_name(parts.name), ()))
        if found or not parts.organisation:
            return found
        words = set(fold(parts.organisation).split())  # an organisation may be shortened
        alike = self._find(replace(parts, organisation=""))
        return tuple(p for p in alike if words & set(fold(p.organisation).split()))

    def _find(self, named: Named) -> tuple[Participant, ...]:
        number = named.number.strip().removesuffix(".")
        if number:
            person = self._by_number.get(number) or self._by_id.get(number)
            return (person,) if person else ()
        with_email = self._by_email.get(named.email.casefold(), []) if named.email else []
        if len(with_email) == 1:
            return (with_email[0],)
        if not named.name:
            return tuple(with_email)
        return self._by_its_name(named, with_email)

    def _by_its_name(
        self, named: Named, with_email: Sequence[Participant]
    ) -> tuple[Participant, ...]:
        same = self._by_name.get(fold_name(named.name), [])
        if len(same) > 1 and with_email:
            same = [person for person in same if person in with_email] or same
        if named.organisation:
            wanted = fold_organisation(named.organisation)
            known = [p for p in same if fold_organisation(p.organisation) == wanted]
            same = known or [p for p in same if not p.organisation]
        return tuple(same)

    def absent(self, named: Named) -> Gone | None:
        """Give whom in the list `named` is, if they take no seat."""
        parts = None if named.number else _taken_apart(named)
        if named.number or (parts and parts.number):
            number = (parts or named).number.strip().removesuffix(".")
            gone = self._absent_numbers.get(number)
            wanted = fold_name(parts.name) if parts else ""
            return gone if gone and wanted in ("", fold_name(gone.name)) else None
        named = parts if parts and fold_name(named.name) not in self._absent_names else named
        found = self._absent_emails.get(named.email.casefold(), []) if named.email else []
        found = found or (self._absent_names.get(fold_name(named.name), []) if named.name else [])
        return found[0] if found else None

    def may_suggest(self) -> bool:
        """Tell whether to look for a similar name; for long lists that would take too long."""
        self._suggested += 1
        return self._suggested <= _SUGGESTIONS and len(self._roster) <= _PEOPLE_TO_SUGGEST

    def spellings(self) -> list[str]:
        """Names and addresses in the list."""
        return [text for p in self._roster for text in (p.name, p.email) if text]


def _grouped(pairs: Iterable[tuple[str, _Item]]) -> dict[str, list[_Item]]:
    groups: defaultdict[str, list[_Item]] = defaultdict(list)
    for key, value in pairs:
        if key:
            groups[key].append(value)
    return dict(groups)
