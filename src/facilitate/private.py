"""Rules that stay private: who must not meet, and who needs step-free access."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from facilitate.errors import Finding, PlanError, RosterError
from facilitate.files import write_atomically
from facilitate.method import Part
from facilitate.needs import needs_step_free
from facilitate.planned import PlannedPerson
from facilitate.roster import Participant, Roster
from facilitate.words import _
from facilitate.yaml_source import load_yaml, validate

FILE = "private.yaml"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def as_text(value: object) -> object:
    """Take a whole number for the text it was typed as."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _none_as_empty(value: object) -> object:
    return () if value is None else value


Who = Annotated[str, BeforeValidator(as_text), Field(min_length=1)]
"""Somebody's number, id, unique name, "name (organisation)" or e-mail."""


class Access(Part):
    """Somebody who needs a place that can be reached, and kept, without steps."""

    person: Who = Field(description="Who needs it")
    needs: str = Field("", description="What is needed, for yourself")

    @property
    def step_free(self) -> bool:
        """Whether it is a place without steps; a diet noted here fixes nobody."""
        return not self.needs or needs_step_free(self.needs)


class PrivateRules(Part):
    """What stands in ``private.yaml`` beside a plan; a key with nothing behind it means none."""

    apart: Annotated[
        tuple[Annotated[tuple[Who, ...], Field(min_length=2)], ...], BeforeValidator(_none_as_empty)
    ] = ()
    access: Annotated[tuple[Access, ...], BeforeValidator(_none_as_empty)] = ()


def read_private(folder: Path) -> PrivateRules | None:
    """Read ``private.yaml`` in `folder`; None if there is none.

    Raises
    ------
    FileError
        If it cannot be read.
    PlanError
        If something in it is wrong; all of it is told.
    """
    return read_private_file(folder / FILE)


def read_private_file(path: Path) -> PrivateRules | None:
    """Read private rules from `path`; see `read_private`."""
    if not path.exists():
        return None
    document = load_yaml(path, error=PlanError)
    if document.data is None:  # nothing but comments
        return PrivateRules()
    return validate(PrivateRules, document, error=PlanError)


def resolve(
    rules: PrivateRules,
    people: Iterable[PlannedPerson] | Iterable[Participant],
    why_absent: Callable[[str], str] = lambda _name: "",
) -> tuple[PrivateRules, tuple[Finding, ...]]:
    """Turn names of any kind into ids.

    Parameters
    ----------
    rules
        The rules as they were read.
    people
        Everybody who takes a seat.
    why_absent
        Says of a name that is not among them why that person takes no seat; empty if unknown.

    Returns
    -------
    The rules with ids, without those that are left with too few people; and a finding for
    everybody who is not known, or whose name several people have.
    """
    if not rules.apart and not rules.access:
        return rules, ()
    roster = Roster(
        tuple(
            Participant(
                person.id,
                person.number,
                person.name,
                email=person.email or "",
                attributes=person.attributes,
            )
            for person in people
        )
    )
    findings: list[Finding] = []
    find = partial(_found, roster, findings, why_absent)
    apart = [find(named, f"apart: [{', '.join(named)}]") for named in rules.apart]
    access = [
        need.model_copy(update={"person": person})
        for need in rules.access
        for person in find((need.person,), f"access: {need.person}")
    ]
    known = tuple(people for people in apart if len(people) > 1)
    return PrivateRules(apart=known, access=tuple(access)), tuple(findings)


def _found(
    roster: Roster,
    findings: list[Finding],
    why_absent: Callable[[str], str],
    named: Iterable[str],
    entry: str,
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in named:
        try:
            found[roster.find(name).id] = None
        except RosterError as error:
            why, where = why_absent(name), f"{FILE}, {entry}"
            findings += [
                Finding(f.level, f.code, why or f.message, where, "" if why else f.hint)
                for f in error.findings
            ]
    return tuple(found)


def write_private(folder: Path, rules: PrivateRules, labels: Mapping[str, str]) -> Path:
    """Write ``private.yaml`` into `folder`, or add to the one that is there.

    Parameters
    ----------
    folder
        Folder of the plan.
    rules
        What to add; what is there already is not written twice.
    labels
        Person as named in `rules` → what a comment behind it says, e.g. "17" → "Anna Müller".

    Returns
    -------
    The path of the file.

    Raises
    ------
    FileError
        If it cannot be read or written.
    PlanError
        If the file that is there is wrong; it stays as it is.
    """
    path = folder / FILE
    there = read_private(folder) or PrivateRules()
    data = _load(path)
    pairs = {frozenset(people) for people in there.apart}
    for people in rules.apart:
        if frozenset(people) not in pairs:
            pairs.add(frozenset(people))
            _append(data, "apart", _flow(map(_plain, people)), _remark(people, labels))
    needing = {need.person for need in there.access}
    for need in rules.access:
        if need.person not in needing:
            needing.add(need.person)
            entry = _flow(
                {"person": _plain(need.person)}
                | ({"needs": _text(need.needs)} if need.needs else {})
            )
            _append(data, "access", entry, _remark([need.person], labels))
    text = io.StringIO()
    _yaml().dump(data, text)
    hint = _("Is the folder write-protected? Private rules stand beside the plan.")
    write_atomically(path, text.getvalue(), overwrite=True, hint=hint)
    return path


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 4096
    yaml.preserve_quotes = True
    return yaml


def _load(path: Path) -> CommentedMap:
    data = _yaml().load(path.read_text(encoding="utf-8-sig")) if path.exists() else None
    if data is None:
        data = CommentedMap()
        data.yaml_set_start_comment(_("Private: keep this file to yourself."))
    return data


def _append(data: CommentedMap, key: str, entry: CommentedSeq | CommentedMap, remark: str) -> None:
    entries = data.get(key)
    if not isinstance(entries, CommentedSeq):
        entries = data[key] = CommentedSeq(entries or ())
    entries.fa.set_block_style()
    entries.append(entry)
    if remark:
        entries.yaml_add_eol_comment(remark, len(entries) - 1)


def _flow(content: Mapping[str, object] | Iterable[object]) -> CommentedSeq | CommentedMap:
    mapping = isinstance(content, Mapping)
    flow = CommentedMap(content) if mapping else CommentedSeq(content)
    flow.fa.set_flow_style()
    return flow


def _plain(person: str) -> str | int:
    return int(person) if _NUMBER.fullmatch(person) else _text(person)


def _text(text: str) -> str:
    """Give a text in quotes: whatever stands in it, nothing in it is read as YAML."""
    quoted: str = DoubleQuotedScalarString(_printable(text))
    return quoted


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _remark(people: Iterable[str], labels: Mapping[str, str]) -> str:
    """Names for a comment; nothing in a name may end its line."""
    names = (_printable(" ".join(labels.get(person, "").split())) for person in people)
    return ", ".join(name for name in names if name)
