"""Assumptions from a facilitator's own record: planned and actual minutes, expected and present."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitate.catalogue import list_methods, names_of
from facilitate.errors import Finding, Level, RosterError
from facilitate.files import read_bytes
from facilitate.formation import UNGROUPED
from facilitate.intake.columns import Vocabulary, lay_out
from facilitate.intake.options import AS_IT_COMES
from facilitate.intake.table import Row, read_table
from facilitate.simulation.assumptions import number_said, usual_assumptions
from facilitate.simulation.intervals import Z95, Estimate, wilson
from facilitate.words import _, fold

FEWEST = 5  # records of a kind from which on a spread is believed
_ALIASES: Mapping[str, str] = {
    "block": "block|programmpunkt|baustein|session|einheit|teil|was|phase|titel|agenda item",
    "kind": "art|methode|method|kind|typ|type|format",
    "planned": "geplant|plan|soll|geplante minuten|minuten geplant|planned|planned minutes|"
    "plan min|soll min|geplant min|planzeit|sollzeit",
    "actual": "tatsächlich|ist|wirklich|tatsächliche minuten|minuten tatsächlich|actual|"
    "actual minutes|ist min|istzeit|tatsächlich min|gedauert",
    "expected": "erwartet|angemeldet|anmeldungen|expected|registered|erwartete personen|"
    "registrations|soll personen",
    "present": "anwesend|da|gekommen|erschienen|present|came|attended|anwesende personen|"
    "ist personen|teilnehmende",
}
RECORD = Vocabulary(
    {fold(alias): (name, 0) for name, line in _ALIASES.items() for alias in line.split("|")},
    (),
    frozenset(("planned", "actual", "expected", "present")),
    tuple(_ALIASES),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a record; None where it says nothing.

    Parameters
    ----------
    kind
        ``talk`` for groups that talk, ``plenary`` for everything else.
    """

    block: str
    kind: str
    planned: float | None
    actual: float | None
    expected: float | None
    present: float | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """One assumption as the record has it.

    Parameters
    ----------
    id
        Name of the assumption.
    estimate
        Value with its 95 % interval.
    records
        Lines it rests on.
    believed
        Whether these are enough.
    """

    id: str
    estimate: Estimate
    records: int
    believed: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a record says."""

    fitted: tuple[Fitted, ...]
    findings: tuple[Finding, ...]

    def as_yaml(self) -> str:
        """Give the believed values as a file for ``--assume``."""
        lines = [_("# From your own record; use it with: facilitate simulate … --assume FILE")]
        lines += [
            f"{one.id}: {round(one.estimate.value, 4)}" for one in self.fitted if one.believed
        ]
        return "\n".join(lines) + "\n"


def calibrate(paths: Sequence[Path]) -> Calibration:
    """Fit lengths and no-shows to one record or several.

    Lengths are lognormal: of the ratios actual / planned the mean and the coefficient of
    variation are estimated from their logarithms. No-shows are pooled over all lines.

    Raises
    ------
    FileError, RosterError
        If a file cannot be read, or has none of the columns.
    """
    findings: list[Finding] = []
    records = [record for path in paths for record in read_record(path, findings)]
    fitted = [
        *_lengths(records, "plenary"),
        *_lengths(records, "talk"),
        *_no_shows(records),
    ]
    findings += [_too_few(one) for one in fitted if not one.believed]
    if not fitted:
        raise RosterError(
            _("There is nothing to learn from in this record."),
            code="record-empty",
            hint=_("It needs planned and actual minutes, or expected and present people."),
        )
    return Calibration(tuple(fitted), tuple(findings))


def read_record(path: Path, findings: list[Finding]) -> tuple[Record, ...]:
    """Read a record; what cannot be used in it is added to `findings`."""
    table = read_table(read_bytes(path), path.name, AS_IT_COMES, RECORD, {})
    if table.header < 0:
        raise RosterError(
            _("{file} has none of the columns of a record.").format(file=path.name),
            code="record-columns",
            where=str(path),
            hint=_("For example: block;planned;actual;expected;present"),
        )
    head, body = table.rows[table.header], table.rows[table.header + 1 :]
    filled = [
        any(at < len(row.cells) and row.cells[at] for row in body) for at in range(len(head.cells))
    ]
    layout = lay_out(head.cells, filled, RECORD, {})
    grouped = _grouped_methods()
    found = []
    for row in body:
        if row.blank:
            continue
        numbers = {}
        for name in ("planned", "actual", "expected", "present"):
            text = layout.cell(row.cells, name).strip()
            numbers[name] = _minutes(text) if text else None
            if text and numbers[name] is None:
                findings.append(_no_number(text, path, row))
        kind = fold(layout.cell(row.cells, "kind"))
        found.append(
            Record(
                layout.cell(row.cells, "block"),
                "talk" if kind in grouped else "plenary",
                numbers["planned"],
                numbers["actual"],
                numbers["expected"],
                numbers["present"],
            )
        )
    return tuple(found)


def _minutes(text: str) -> float | None:
    plain = text.lower().removesuffix("min").removesuffix("min.").strip()
    number = number_said(plain)
    return number if number is not None and number >= 0 else None


def _grouped_methods() -> frozenset[str]:
    names = {"talk", "gespraech", "gruppen", "gruppe", "groups", "tische", "rounds"}
    for method in list_methods():
        if method.formation not in UNGROUPED:
            names |= {fold(name) for name in names_of(method)}
    return frozenset(names)


def _lengths(records: Iterable[Record], kind: str) -> Iterator[Fitted]:
    logs = [
        math.log(one.actual / one.planned)
        for one in records
        if one.kind == kind and one.planned and one.actual
    ]
    number = len(logs)
    if not number:
        return
    middle = sum(logs) / number
    variance = sum((x - middle) ** 2 for x in logs) / (number - 1) if number > 1 else 0.0
    half = Z95 * math.sqrt(variance / number)
    factor = math.exp(middle + variance / 2)
    yield Fitted(
        f"{kind}_factor",
        Estimate(factor, factor * math.exp(-half), factor * math.exp(half)),
        number,
        number >= FEWEST,
    )
    spread = Z95 / math.sqrt(2 * max(1, number - 1))
    yield Fitted(
        f"{kind}_cv",
        Estimate(
            _cv(variance),
            _cv(variance * math.exp(-2 * spread)),
            _cv(variance * math.exp(2 * spread)),
        ),
        number,
        number >= FEWEST,
    )


def _cv(variance: float) -> float:
    return math.sqrt(math.exp(variance) - 1)


def _no_shows(records: Iterable[Record]) -> Iterator[Fitted]:
    counted = [
        (one.expected, one.present) for one in records if one.expected and one.present is not None
    ]
    if counted:
        expected = round(sum(there for there, _present in counted))
        missing = round(sum(max(0.0, there - came) for there, came in counted))
        yield Fitted("no_show", wilson(missing, expected), len(counted), expected >= 20)


def _too_few(one: Fitted) -> Finding:
    known = usual_assumptions().known[one.id]
    return Finding(
        Level.WARNING,
        "record-too-short",
        _("{count} lines are too few to believe “{name}”; it stays at {value}.").format(
            count=one.records, name=known.name, value=known.shown()
        ),
        hint=_("Keep the record for a few more sessions; several files can be given."),
    )


def _no_number(text: str, path: Path, row: Row) -> Finding:
    return Finding(
        Level.WARNING,
        "record-no-number",
        _("“{text}” is no number; it was left out.").format(text=text),
        _("{file}, row {row}").format(file=path.name, row=row.number),
    )
