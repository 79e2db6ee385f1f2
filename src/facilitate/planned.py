"""The participants of a plan; a crowd's are made only when somebody looks at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from json.encoder import encode_basestring as quoted
from typing import Annotated, Any

from pydantic import Field

from facilitate.alphabet import alphabetical, family_first, initial
from facilitate.columnar import Column, Columnar, mapped
from facilitate.json_pieces import listing
from facilitate.parts import Part, made_late, unchecked


class PlannedPerson(Part):
    """A participant as the plan needs them."""

    id: str = Field(description="Short name made of the name")
    number: int = Field(description="Short number that stays when the list changes")
    name: str = Field(description="Given name first, without titles")
    family: str | None = Field(None, description="Family name in it, if the list has it apart")
    title: str = Field("", description="Dr., Prof. Dr., or empty")
    email: str | None = Field(None, description="Own address, if it is known")
    attributes: dict[str, str | bool | None] = Field({}, description="Null is unknown")

    @property
    def label(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}"

    @property
    def listed(self) -> str:
        """Name as an alphabetical list has it: "von der Heide, Wolfgang"."""
        return family_first(self.name, self.family)

    @property
    def sorted_by(self) -> tuple[str, str, str]:
        """What the name is sorted by in an alphabetical list."""
        return alphabetical(self.name, self.family)

    @property
    def initial(self) -> str:
        """Letter under which the name stands in an alphabetical list."""
        return initial(self.name, self.family)


class Namesakes:
    """Those of `people` who share a name with somebody: where it stands alone, a number helps.

    So does a title that not all of them have.
    """

    def __init__(self, people: Iterable[PlannedPerson]) -> None:
        everybody = tuple(people)
        counts = Counter(_as_read(person.name) for person in everybody)
        self._shared: dict[str, list[PlannedPerson]] = {n: [] for n, k in counts.items() if k > 1}
        for person in everybody if self._shared else ():
            self._shared.get(_as_read(person.name), []).append(person)
        titles = {name: {p.title for p in people} for name, people in self._shared.items()}
        self._titled = {name for name, found in titles.items() if len(found) > 1}

    def __contains__(self, person: PlannedPerson) -> bool:
        """Whether somebody else has the same name."""
        return _as_read(person.name) in self._shared

    def of(self, person: PlannedPerson) -> Sequence[PlannedPerson]:
        """Give everybody who shares the name of `person`; nobody if that is nobody else."""
        return self._shared.get(_as_read(person.name), ())

    def number(self, person: PlannedPerson) -> str:
        """Give the number of a namesake; nothing for everybody else."""
        return str(person.number) if person in self else ""

    def title(self, person: PlannedPerson) -> str:
        """Give the title of a namesake where others of the name have another one, or none."""
        return person.title if _as_read(person.name) in self._titled else ""

    def titled(self, person: PlannedPerson, name: str = "") -> str:
        """Give the name, or how it is written in a list, for where the number stands already."""
        title = self.title(person)
        return (name or person.name) + (f" ({title})" if title else "")

    def told(self, person: PlannedPerson, name: str = "", remark: str = "") -> str:
        """Give the name, or how it is written in a list, with what must stand beside it.

        "Bo Bell", but "Anna Müller (5)", and with a `remark` "Anna Müller (Dr., 5, host)".
        """
        beside = ", ".join(filter(None, (self.title(person), self.number(person), remark)))
        return (name or person.name) + (f" ({beside})" if beside else "")


def _as_read(name: str) -> str:
    return " ".join(name.casefold().split())


_FIELDS = tuple(PlannedPerson.model_fields)
_make = unchecked(PlannedPerson(id="", number=0, name=""))
_LISTING = listing(PlannedPerson)


_WORDS = {True: "true", False: "false", None: "null"}


class Known(dict[str, str | bool | None]):
    """Attributes of a participant; of thousands of people many share one."""

    @cached_property
    def json(self) -> str:
        """They as they stand in the plan file."""
        pairs = [
            f"{quoted(name)}: {quoted(value) if isinstance(value, str) else _WORDS[value]}"
            for name, value in self.items()
        ]
        return "{\n   " + ",\n   ".join(pairs) + "\n  }" if pairs else "{}"


def planned_people(
    ids: Sequence[str],
    numbers: Sequence[int],
    names: Sequence[str],
    families: Sequence[str | None],
    titles: Sequence[str],
    emails: Sequence[str | None],
    attributes: Sequence[Known],
) -> Columnar[PlannedPerson]:
    """Give the participants whose values stand in these columns."""
    return Columnar(_planned, _FIELDS, (ids, numbers, names, families, titles, emails, attributes))


def _planned(values: tuple[Any, ...]) -> PlannedPerson:
    return _make(dict(zip(_FIELDS, values, strict=True)))


def people_json(people: Sequence[PlannedPerson], size: int, depth: int) -> Iterator[bytes]:
    """Give participants, `size` at once, as they stand in a JSON list; see `Writer`."""
    if isinstance(people, Columnar):
        return _crowd_json(people, size, depth)
    return _LISTING(people, size, depth)


def _crowd_json(people: Columnar[PlannedPerson], size: int, depth: int) -> Iterator[bytes]:
    line = "\n" + " " * depth
    *columns, attributes = people.columns
    told = mapped(attributes, lambda one: one.json.replace("\n", line))  # thousands share few
    plain = _plain_template(line)
    whole = ",".join([plain] * size)
    for at in range(0, len(people), size):
        some = [values[at : at + size] for values in (*columns, told)]
        if _are_plain(some):
            template = whole if len(some[0]) == size else ",".join([plain] * len(some[0]))
            yield (template % tuple(chain.from_iterable(zip(*some, strict=True)))).encode()
        else:
            yield _careful_json(some, line).encode()


def _plain_template(line: str) -> str:
    return (
        f'{line} {{{line}  "id": "%s",{line}  "number": %d,{line}  "name": "%s",'
        f'{line}  "family": "%s",{line}  "title": "%s",{line}  "email": "%s",'
        f'{line}  "attributes": %s{line} }}'
    )


def _are_plain(columns: Sequence[Column]) -> bool:
    """Tell whether some participants have all values, and no sign in them that JSON escapes."""
    ids, _numbers, names, families, titles, emails, _attributes = columns
    if None in families or None in emails:
        return False
    text = "".join(chain(ids, names, families, titles, emails))
    return len(quoted(text)) == len(text) + len('""')


def _careful_json(columns: Sequence[Column], line: str) -> str:
    ids, numbers, names, families, titles, emails, told = columns
    family = ("" if f is None else f'{line}  "family": {quoted(f)},' for f in families)
    mails = ("" if m is None else f'{line}  "email": {quoted(m)},' for m in emails)
    return ",".join(
        f'{line} {{{line}  "id": {quoted(name_id)},{line}  "number": {number},'
        f'{line}  "name": {quoted(name)},{said}{line}  "title": {quoted(title)},{mail}'
        f'{line}  "attributes": {known}{line} }}'
        for name_id, number, name, said, title, mail, known in zip(
            ids, numbers, names, family, titles, mails, told, strict=True
        )
    )


PlannedPeople = Annotated[Sequence[PlannedPerson], *made_late(Columnar)]
"""A tuple of participants, or those of a crowd, which are right as they are."""
