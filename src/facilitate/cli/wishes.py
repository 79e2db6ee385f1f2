"""`wishes`: slips, lists and dots typed line by line, kept beside the event after each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.cli.wish_book import Book

BAD_INPUT = 2


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "wishes",
        N_("Type wishes from slips, lists and dots; every line is kept at once."),
        "facilitate wishes event.yaml --session market",
        "facilitate wishes list.csv --cards offers.csv",
        "facilitate wishes event.yaml --session market --status",
    )(wishes)


def wishes(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=N_("EVENT|PEOPLE"),
            show_default=False,
            help=N_("The event file; or a participant list, with --cards."),
        ),
    ],
    session: Annotated[
        str | None,
        typer.Option(
            "--session", metavar=N_("ID"), help=N_("Which session of the event is wished for.")
        ),
    ] = None,
    cards: Annotated[
        Path | None,
        typer.Option(
            "--cards", metavar=N_("FILE"), help=N_("Who offers which card, if there is no event.")
        ),
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            "--min",
            metavar=N_("N"),
            min=1,
            help=N_("Fewest people at a card, its giver included; as the method says if left out."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE"),
            help=N_("Where the wishes are kept; beside the event if left out."),
        ),
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help=N_("Only say who is missing; take nothing."))
    ] = False,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    column: options.Column = None,
    keep_staff: options.KeepStaff = False,
    numbers: options.Numbers = None,
    as_json: options.Json = False,
) -> None:
    """Open what is kept, take lines until there are no more, say who is missing."""
    from facilitate.cli.wish_book import Book
    from facilitate.cli.wish_source import from_event, from_list
    from facilitate.errors import UsageError
    from facilitate.words import _

    looking = status or as_json
    if options.is_event_file(file):
        source = from_event(file, session, output, least, numbers, create=not looking)
    elif cards is None:
        raise UsageError(
            _("With a participant list the cards are needed, too."),
            code="cards-missing",
            hint=_("Say --cards offers.csv, or give an event file and --session."),
        )
    else:
        intake = options.read_list(file, encoding, delimiter, sheet, column, keep_staff, numbers)
        if not looking:
            options.keep_numbers(intake, file, numbers)
        source = from_list(file, intake, cards, output, least)
    book = Book.open(source)
    if looking:
        _show(book, as_json=as_json)
        return
    refused = _take(book)
    book.show_standing()
    book.show_next()
    if refused:
        raise typer.Exit(BAD_INPUT)


def _show(book: Book, *, as_json: bool) -> None:
    from facilitate.cli import output

    if as_json:
        output.say_json(book.as_data())
    else:
        book.show_standing()


def _take(book: Book) -> int:
    """Take all lines; gives how many could not be, where nobody could type them again."""
    import sys

    typed = sys.stdin.isatty()
    if typed:
        book.greet()
    refused = 0
    while (line := _next_line(typed=typed)) is not None:
        taken = book.take(line)
        refused += not taken.done and not typed
        if taken.ends:
            break
    return refused


def _next_line(*, typed: bool) -> str | None:
    """Read a line; None at the end."""
    import sys

    if not typed:
        return sys.stdin.readline() or None
    try:
        return input("> ")
    except EOFError:
        return None
