"""The questions of `new`: at most eight, each asked again until it is understood."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import typer

from facilitate.cli import output, understood
from facilitate.cli.nearby import list_nearby
from facilitate.cli.starting import Answers, Block, people_text
from facilitate.errors import FacilitateError
from facilitate.intake import Intake, read_people
from facilitate.roster import Roster
from facilitate.words import _

LIST = "people.csv"
_Answer = TypeVar("_Answer")
Tried = Callable[[Answers], Answers]
"""Gives answers back with which an event can be planned, and refuses others."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An event that begins.

    Parameters
    ----------
    people
        The participant list; None for the invented one.
    intake
        That list as it was read.
    plan_now
        Whether to plan at once.
    """

    answers: Answers
    people: Path | None
    intake: Intake
    plan_now: bool = False


def without_questions(directory: Path, people: Path | None, method: str | None) -> Begun:
    """Begin with what is known already, and the list that lies nearby."""
    found = list_nearby(directory) if people is None else None
    if found is not None:
        output.tell_wrapped(found.sentence())
    people, intake = (found.path, found.intake) if found else (people, _read(people))
    methods = understood.methods(directory, method)
    return Begun(_answers(directory, people, understood.blocks(methods)), people, intake)


def with_questions(directory: Path, people: Path | None, method: str | None) -> Begun:
    """Ask for everything else; an end of the input or Ctrl-C aborts."""
    if people is None:
        found = list_nearby(directory)
        invented = _("Which participant list? A file, or Enter for 16 invented people")
        question = _("Which participant list?") if found else invented
        people, intake = _ask(question, _list_and_people, default=str(found.path) if found else "")
    else:
        intake = _read(people)

    def begin(typed: str | None) -> tuple[Answers, Tried]:
        methods = understood.methods(directory, typed)
        tried = partial(understood.refuse_impossible, methods=methods, roster=intake.roster)
        return tried(_answers(directory, people, understood.blocks(methods))), tried

    question = _("Which method? Its name, or Enter for a whole event")
    answers, tried = _ask(question, begin) if method is None else begin(method)
    answers = _ask_time_and_room(answers, tried)
    answers = _ask_rules(answers, tried, intake.roster)
    return Begun(answers, people, intake, _confirm(_("Plan now?")))


def _ask_time_and_room(answers: Answers, tried: Tried) -> Answers:
    def timed(typed: str) -> Answers:
        day, blocks = understood.times(answers.blocks, typed)
        found = tried(replace(answers, day=day, blocks=blocks))
        if typed and not any(block.minutes for block in blocks if block.grouped):
            output.tell_wrapped(
                _(
                    "No end was said: each method takes the time it usually does. With an end: "
                    "{example}."
                ).format(example=f"{blocks[0].start}-17:00")
            )
        return found

    def furnished(typed: str) -> Answers:
        tables, seats = understood.tables(typed)
        return tried(replace(answers, tables=tables, seats=seats))

    answers = _ask(_("From when to when? Such as 2018-11-07 14:30-17:00, or Enter"), timed)
    if any(block.room for block in answers.blocks):
        question = _("How many tables, and seats at each? Such as 20x6, or Enter for any number")
        answers = _ask(question, furnished)
    return answers


def _ask_rules(answers: Answers, tried: Tried, roster: Roster) -> Answers:
    columns = understood.columns(roster)
    if columns:
        for number, header in enumerate(columns, 1):
            output.tell(f"  {number}  {header}")
        question = _("Which of these are to be mixed? Numbers such as 1 2, or Enter for none")
        answers = replace(answers, spread=_ask(question, partial(understood.chosen, columns)))
    if "organisation" in roster.columns and _confirm(_("Should colleagues sit apart?")):
        answers = replace(answers, avoid_same=(roster.columns["organisation"],))

    def paired(typed: str) -> Answers:
        apart, together = understood.pairs(roster, typed)
        return tried(replace(answers, apart=apart, together=together))

    question = _("Who must not sit together (17;23), who must (17+23)? With commas, or Enter")
    names = {str(person.number): person.name for person in roster}
    return replace(_ask(question, paired), names=names)


def _ask(question: str, understand: Callable[[str], _Answer], default: str = "") -> _Answer:
    """Ask until the answer is understood."""
    while True:
        typed = typer.prompt(question, default=default, show_default=bool(default), err=True)
        try:
            return understand(typed.strip())
        except FacilitateError as error:
            output.tell_findings(error.findings)


def _confirm(question: str) -> bool:
    """Ask for yes or no, in the language of the question."""
    choice = _("Y/n")
    return _ask(f"{question} [{choice}]", understood.yes)


def _list_and_people(typed: str) -> tuple[Path | None, Intake]:
    people = Path(typed) if typed else None
    return people, _read(people)


def _read(people: Path | None) -> Intake:
    if people is not None:
        return read_people(people)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LIST
        path.write_text(people_text(), encoding="utf-8")
        return read_people(path)


def _answers(directory: Path, people: Path | None, blocks: tuple[Block, ...]) -> Answers:
    title = directory.resolve().name or _("Event")
    return Answers(
        title=title, people=understood.beside(people, directory) if people else LIST, blocks=blocks
    )
