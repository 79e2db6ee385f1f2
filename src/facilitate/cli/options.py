"""Options that several commands share, and how a list is read with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.framework import N_
from facilitate.errors import FileError, UsageError
from facilitate.words import _, did_you_mean

if TYPE_CHECKING:
    from facilitate.drafts import Draft
    from facilitate.intake import Intake

PeopleFile = Annotated[
    Path,
    typer.Argument(
        metavar=N_("PEOPLE"),
        show_default=False,
        help=N_("The participant list: CSV or Excel (.xlsx), as it was exported or typed."),
    ),
]
PlanFile = Annotated[
    Path,
    typer.Argument(
        metavar=N_("PLAN"), show_default=False, help=N_("A plan, as “facilitate plan” writes it.")
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=N_("Write JSON for another program, no text for people."))
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar=N_("NAME"), help=N_("Character set of the list, e.g. cp1252.")
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option("--delimiter", metavar=N_("SIGN"), help=N_("Sign between columns: ; , or tab.")),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar=N_("NAME"),
        help=N_("Sheet of an Excel workbook; the first one with people if left out."),
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar=N_("NAME=HEADER"),
        help=N_(
            "Which column of the list means what, e.g. --column sector=Bereich. "
            "May be said several times."
        ),
    ),
]
KeepStaff = Annotated[
    bool,
    typer.Option("--keep-staff", help=N_("Speakers, moderators and the team take seats, too.")),
]
Numbers = Annotated[
    Path | None,
    typer.Option(
        "--numbers",
        metavar=N_("FILE"),
        help=N_("Where everybody's number is kept; people.numbers beside the list if left out."),
    ),
]


def is_event_file(path: Path) -> bool:
    """Whether a file is read as an event, not as a participant list or a plan."""
    return path.suffix.lower() in {".yaml", ".yml"}


def read_list(
    file: Path,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    column: Sequence[str] | None,
    keep_staff: bool,
    numbers: Path | None,
) -> Intake:
    """Read the participant list `file` as the shared options say; see `intake.read_people`."""
    from facilitate.intake import ListOptions, read_people

    if is_event_file(file):
        raise UsageError(
            _("{file} is an event file; a participant list is needed here.").format(file=file),
            code="event-file-not-a-list",
            hint=_("Give the list that the event names under “people”, e.g. participants.csv."),
        )
    options = ListOptions(
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        columns=_columns(column or ()),
        keep_staff=keep_staff,
    )
    return read_people(file, options, numbers=numbers)


def keep_numbers(intake: Intake, file: Path, numbers: Path | None) -> str:
    """Store everybody's number beside the list; say where, or why it was not possible."""
    with numbers_beside(intake, file, numbers) as keep:
        return keep()


@contextmanager
def numbers_beside(intake: Intake, file: Path, numbers: Path | None) -> Iterator[Callable[[], str]]:
    """Begin to store everybody's number beside the list.

    What is given ends it, and says where they are or why it was not possible; nothing is stored
    without.
    """
    from facilitate.intake import draft_numbers, numbers_path

    registry = Path(os.path.normpath(numbers_path(file) if numbers is None else numbers))
    told = _("Everybody's number is kept in {file}.").format(file=registry)
    draft = None
    try:
        draft = draft_numbers(intake, registry)
    except FileError as error:
        told = _not_kept(registry, error)
    try:
        yield partial(_kept, draft, registry, told)
    finally:
        if draft:
            draft.drop()


def _kept(draft: Draft | None, registry: Path, told: str) -> str:
    try:
        if draft:
            draft.keep()
    except FileError as error:
        return _not_kept(registry, error)
    return told


def _not_kept(registry: Path, error: FileError) -> str:
    return _(
        "The numbers could not be kept in {file} ({reason}) They may change with the next list."
    ).format(file=registry, reason=str(error))


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        name, equals, header = pair.partition("=")
        if not equals or not name.strip() or not header.strip():
            raise UsageError(
                _("--column needs a name and a header, not “{text}”.").format(text=pair),
                code="column-option-invalid",
                hint=_("For example: --column sector=Bereich"),
            )
        columns[name.strip()] = header.strip()
    return columns


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """Give `value` if it is one of the `known` words of `option`.

    Raises
    ------
    UsageError
        If it is not; the nearest is named.
    """
    if value in known:
        return value
    allowed = ", ".join(known)
    raise UsageError(
        _("{option} cannot be “{value}”.").format(option=option, value=value),
        code="option-value-unknown",
        hint=did_you_mean(value, known) or _("Possible: {allowed}.").format(allowed=allowed),
    )
