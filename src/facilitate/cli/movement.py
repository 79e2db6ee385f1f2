"""`movement`: a rule by which people move from table to table without a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.errors import Finding
    from facilitate.grouping.movements import MovementAnswer

MOST = 1000  # tables, seats and rotations: far beyond any hall


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "movement",
        N_("Find a movement that needs no list: “seat 2 moves one table on”."),
        "facilitate movement --tables 7 --seats 4 --rotations 6",
    )(movement)


def movement(
    tables: Annotated[
        int, typer.Option("--tables", metavar=N_("N"), help=N_("Number of tables, in a circle."))
    ],
    seats: Annotated[
        int, typer.Option("--seats", metavar=N_("N"), help=N_("Seats of each table."))
    ],
    rotations: Annotated[
        int, typer.Option("--rotations", metavar=N_("N"), help=N_("How often people sit down."))
    ],
    as_json: options.Json = False,
) -> None:
    """Find the rule, say it, and say what it costs or whether a better one can exist."""
    from facilitate.cli import output
    from facilitate.errors import UsageError
    from facilitate.grouping.movements import find_movement

    findings = _refused(tables, seats, rotations)
    if findings:
        raise UsageError.collecting(findings)
    answer = find_movement(tables, seats, rotations)
    if as_json:
        output.say_json(_as_data(answer))
        return
    output.wrapped(answer.rule.sentence())
    output.say()
    for sentence in _verdict(answer):
        output.wrapped(sentence)
    output.tell(_hint())


def _refused(tables: int, seats: int, rotations: int) -> list[Finding]:
    """Say which numbers cannot be meant."""
    from facilitate.errors import Finding, Level
    from facilitate.words import _

    wanted = (("--tables", tables, 2), ("--seats", seats, 2), ("--rotations", rotations, 1))
    return [
        Finding(
            Level.ERROR,
            "number-impossible",
            _("{option} must be between {least} and {most}, not {number}.").format(
                option=option, least=least, most=MOST, number=number
            ),
        )
        for option, number, least in wanted
        if not least <= number <= MOST
    ]


def _verdict(answer: MovementAnswer) -> list[str]:
    """Say whether pairs meet again, whether that can be avoided, and how long a rule lasts."""
    from facilitate.words import _, ngettext

    people = answer.tables * answer.seats
    turns = ngettext("{count} rotation", "{count} rotations", answer.rotations).format(
        count=answer.rotations
    )
    if answer.without_repeat:
        text = _("{people} people, {rotations}: nobody meets anybody twice.")
        sentences = [text.format(people=people, rotations=turns)]
        if not answer.alternating:
            lasting = _("This rule lasts for up to {most} rotations without a repeat.")
            sentences.append(lasting.format(most=answer.most_rotations))
        return sentences
    again = ngettext(
        "{people} people, {rotations}: {count} pair meets again.",
        "{people} people, {rotations}: {count} pairs meet again.",
        answer.pairs_again,
    )
    return [
        again.format(people=people, rotations=turns, count=answer.pairs_again),
        _("No rule that is the same at every change costs less; that is proven."),
        _no_alternating(answer),
        *_longest(answer),
    ]


def _no_alternating(answer: MovementAnswer) -> str:
    from facilitate.words import _

    if answer.exhaustive:
        return _("No two alternating moves avoid all repeats either: all of them were tried.")
    return _(
        "No two alternating moves without a repeat were found; not all of them could be tried."
    )


def _longest(answer: MovementAnswer) -> list[str]:
    from facilitate.words import _

    if answer.longest is None:
        return []
    rule, rotations = answer.longest
    text = _("The longest rule without a repeat that was found lasts for {count} rotations: {rule}")
    return [text.format(count=rotations, rule=rule.sentence())]


def _hint() -> str:
    from facilitate.words import _

    return _(
        "The tables stand in a circle, and everybody keeps their seat number. "
        "A plan with a list for everybody can often have more rotations."
    )


def _as_data(answer: MovementAnswer) -> dict[str, Any]:
    longest = None
    if answer.longest is not None:
        rule, rotations = answer.longest
        longest = {"moves": rule.moves, "rotations": rotations, "sentence": rule.sentence()}
    return {
        "tables": answer.tables,
        "seats": answer.seats,
        "rotations": answer.rotations,
        "moves": answer.rule.moves,
        "sentence": answer.rule.sentence(),
        "repeats": 0 if answer.without_repeat else answer.repeats,
        "pairs_again": 0 if answer.without_repeat else answer.pairs_again,
        "most_rotations_same_move": answer.most_rotations,
        "longest": longest,
        "exhaustive": answer.exhaustive,
    }
