"""The file ``people.numbers``: who has which number, readable and never shortened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from facilitate.columnar import Columnar, column, transposed, tuples
from facilitate.drafts import Draft
from facilitate.errors import RosterError
from facilitate.files import draft, read_bytes
from facilitate.formulas import all_harmless, guarded, may_be_guarded, unguarded
from facilitate.words import _

from .cleaning import all_clean, clean
from .csv_text import plain_grid

FILE_NAME = "people.numbers"
_MARK = "# facilitate people.numbers 1"
_FIELDS = ("number", "id", "name", "organisation", "email", "state")
ACTIVE, _CANCELLED, GONE = STATES = ("active", "cancelled", "gone")
_LARGEST = 999_999_999
_AT_ONCE = 1024  # rows
_CROWD = 50_000  # people whose numbers are better written beside other work


class Entry(NamedTuple):
    """One person who has, or once had, a number.

    Parameters
    ----------
    number, id, name, organisation, email
        As in `Participant`, from the last list that had them.
    state
        ``active``, ``cancelled`` or ``gone`` (no longer in the list).
    """

    number: int
    id: str
    name: str
    organisation: str = ""
    email: str = ""
    state: str = ACTIVE

    @property
    def active(self) -> bool:
        """Whether the person took a seat when the list was last read."""
        return self.state == ACTIVE


@dataclass(frozen=True, slots=True)
class Registry:
    """All numbers ever given, by number."""

    entries: Sequence[Entry] = ()

    @property
    def largest(self) -> int:
        """Largest number ever given; 0 if there is none."""
        return max(column(self.entries, "number"), default=0)


def format_registry(registry: Registry) -> str:
    """Write `registry` as the text of its file."""
    return "".join(_pieces(registry))


def _pieces(registry: Registry) -> Iterator[str]:
    """Give the text of the file, a piece at a time."""
    yield f"{_MARK} - who has which number; please keep this file beside the list\n"
    yield ",".join(_FIELDS) + "\n"
    entries = registry.entries
    if not isinstance(entries, Columnar):
        entries = transposed(Entry, entries)
    entries = entries.ordered("number")
    for at in range(0, len(entries), _AT_ONCE):
        yield _rows(entries[at : at + _AT_ONCE])


def _rows(entries: Columnar[Entry]) -> str:
    numbers, *texts = entries.columns
    rows = "\n".join([*map(",".join, zip(map(str, numbers), *texts, strict=True)), ""])
    commas = (len(_FIELDS) - 1) * len(entries)
    plain = rows.count(",") == commas and rows.count("\n") == len(entries)
    if plain and '"' not in rows and "\r" not in rows and all(map(all_harmless, texts)):
        return rows
    quoted = io.StringIO()
    csv.writer(quoted, lineterminator="\n").writerows(
        (number, *map(guarded, cells)) for number, *cells in entries
    )
    return quoted.getvalue()


def parse_registry(data: bytes, source: str) -> Registry:
    """Read the text of a ``people.numbers`` file.

    Raises
    ------
    RosterError
        If it is not such a file, or is damaged; the row is named.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged(source, 1) from error
    plain = _plain_entries(text)
    if plain is not None:
        return Registry(plain)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    tidy = _said if all_clean(text, ",") and not may_be_guarded(text) else _tidied
    entries: list[Entry] = []
    try:
        first, second = next(rows, []), next(rows, [])
        if not (first and first[0].startswith(_MARK) and tuple(second) == _FIELDS):
            raise _damaged(source, 1)
        for cells in rows:
            if cells:
                entries.append(_entry(cells[0], *map(tidy, cells[1:])))
    except (csv.Error, ValueError, TypeError) as error:
        raise _damaged(source, len(entries) + 3) from error
    for values in ([entry.number for entry in entries], [entry.id for entry in entries]):
        if len(set(values)) < len(values):
            raise _damaged(source, 3 + _first_repeated(values))
    return Registry(tuple(sorted(entries, key=attrgetter("number"))))


def _plain_entries(text: str) -> Columnar[Entry] | None:
    """Read a file as we write it, column by column; None for all others."""
    mark, _newline, rest = text.partition("\n")
    header, _newline, body = rest.partition("\n")
    grid = plain_grid(body, ",")
    if not mark.startswith(_MARK) or header != ",".join(_FIELDS) or not isinstance(grid, Columnar):
        return None
    if len(grid.columns) != len(_FIELDS):
        return None
    given, ids, names, _organisations, _emails, states = grid.columns
    digits = "".join(given)
    if not (digits.isascii() and digits.isdigit() and all(map(all, (given, ids, names)))):
        return None
    if max(map(len, given)) > len(str(_LARGEST)) or set(states) - {*STATES}:
        return None
    numbers = [*map(int, given)]
    if 0 in numbers or len(set(numbers)) < len(numbers) or len(set(ids)) < len(ids):
        return None
    return tuples(Entry, (numbers, *grid.columns[1:])).ordered("number")


def _said(cell: str) -> str:
    return cell


def _tidied(cell: str) -> str:
    return clean(unguarded(cell))


def _entry(
    number: str, name_id: str, name: str, organisation: str, email: str, state: str
) -> Entry:
    valid = number.isascii() and number.isdigit() and 0 < int(number[:12]) <= _LARGEST
    if not (valid and name_id and name and state in STATES):
        raise ValueError(number)
    return Entry(int(number), name_id, name, organisation, email, state)


def _first_repeated(values: Iterable[object]) -> int:
    seen: set[object] = set()
    for at, value in enumerate(values):
        if value in seen:
            return at
        seen.add(value)
    return 0


def _damaged(source: str, row: int) -> RosterError:
    return RosterError(
        _("{file} is damaged or was not written by facilitate (row {row}).").format(
            file=source, row=row
        ),
        code="numbers-damaged",
        where=_("{file}, row {row}").format(file=source, row=row),
        hint=_(
            "Put back an older copy. If there is none, rename the file: "
            "all people then get new numbers."
        ),
    )


def read_registry(path: Path) -> Registry:
    """Read the numbers at `path`; none if there is no such file.

    Raises
    ------
    FacilitateError
        If the file cannot be read or is damaged.
    """
    if not path.exists():
        return Registry()
    return parse_registry(read_bytes(path), path.name)


def draft_registry(registry: Registry, path: Path) -> Draft | None:
    """Begin to write `registry` to `path`, unless that would lose a number.

    Returns
    -------
    The file on its way; None if it is as it should be.

    Raises
    ------
    RosterError
        If the file there is damaged, not ours, or holds numbers that `registry` does not have.
    FileError
        If it cannot be written.
    """
    there = read_bytes(path) if path.exists() else b""
    if _is_written(registry, there):  # sooner than to read who is in it
        return None
    before = parse_registry(there, path.name) if path.exists() else Registry()
    known = dict(_numbered(registry)) if before.entries else {}
    lost = [number for number, name_id in _numbered(before) if known.get(number) != name_id]
    if lost:
        raise RosterError(
            _("{file} holds other people’s numbers ({numbers}); it is left as it is.").format(
                file=path.name, numbers=", ".join(map(str, lost[:10]))
            ),
            code="numbers-conflict",
            where=str(path),
            hint=_("Read the list again, or keep each event’s list in a folder of its own."),
        )
    hint = _("Is the folder write-protected? --numbers names another place for the numbers.")
    pieces = map(str.encode, _pieces(registry))
    crowd = len(registry.entries) > _CROWD
    return draft(path, pieces, overwrite=True, hint=hint, beside=crowd)


def _is_written(registry: Registry, there: bytes) -> bool:
    at = 0
    for piece in map(str.encode, _pieces(registry)):
        if not there.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(there)


def _numbered(registry: Registry) -> Iterator[tuple[int, str]]:
    return zip(column(registry.entries, "number"), column(registry.entries, "id"), strict=True)
