"""Simulating on the command line: read or make a plan, play it through, say what came out.

What only some of the commands need is imported where it is needed: planning takes its time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli import options, output
from facilitate.cli.progress import counting
from facilitate.errors import UsageError
from facilitate.files import refuse_early, write_atomically
from facilitate.plan import Plan, read_plan
from facilitate.simulation import Answers, said, usual_assumptions
from facilitate.simulation import answer as answers_to
from facilitate.simulation.data import as_data, sensitivity_data
from facilitate.simulation.running import Terms
from facilitate.simulation.sensitivity import sensitivity, sensitivity_sheet, turning_sentences
from facilitate.simulation.sheets import Sheet, detail_sheets
from facilitate.words import _, suggest

if TYPE_CHECKING:
    from facilitate.simulation.report import Report

MOST_RUNS = 1_000_000


@dataclass(frozen=True, slots=True)
class Show:
    """What is to be shown besides the answers."""

    details: bool = False
    sensitivity: bool = False
    as_json: bool = False
    html: Path | None = None
    pdf: Path | None = None
    force: bool = False

    def alone(self) -> str:
        """Name an option that was said and is for a single plan; empty if there is none."""
        said_so = {
            "--details": self.details,
            "--sensitivity": self.sensitivity,
        }
        return next((option for option, said_it in said_so.items() if said_it), "")

    def refuse_early(self) -> None:
        """Refuse a place that cannot be written before anything is simulated.

        Raises
        ------
        FileError
            See `files.refuse_early`.
        """
        refuse_early(filter(None, (self.html, self.pdf)), overwrite=self.force)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it was typed."""

    session: str | None
    runs: int
    seed: int
    assume: tuple[str, ...]
    vary: tuple[str, ...] = ()

    def terms(self) -> Terms:
        """Give the terms of it, with what was said about the assumptions."""
        assumed = usual_assumptions().saying(self.assume)
        return Terms(self.session, self.runs, self.seed, assumed)

    def check(self, plans: Sequence[Path], show: Show) -> None:
        """Refuse what cannot be meant, before anything is read.

        Raises
        ------
        UsageError
            If there is such a thing.
        """
        for option, number, least, most in (
            ("--runs", self.runs, 1, MOST_RUNS),
            ("--seed", self.seed, 0, 2**63 - 1),
        ):
            if not least <= number <= most:
                raise UsageError(
                    _("{option} cannot be {number}.").format(option=option, number=number),
                    code="number-impossible",
                    hint=_("It must be {least} at least and {most} at most.").format(
                        least=least, most=most
                    ),
                )
        comparing = len(plans) > 1 or bool(self.vary)
        if len(plans) > 1 and self.vary:
            raise UsageError(
                _("{one} and {other} cannot both be said.").format(
                    one=_("several plans"), other="--vary"
                ),
                code="options-exclude-each-other",
                hint=_("Leave one of them out."),
            )
        if comparing and show.alone():
            raise UsageError(
                _("{option} is for a single plan.").format(option=show.alone()),
                code="option-without-meaning",
                hint=_("Leave one of them out."),
            )
        self.terms()
        if self.vary:
            from facilitate.simulation.varying import varied

            varied(self.vary)
        show.refuse_early()


def take_plan(path: Path) -> Plan:
    """Read a plan, or make one of an event file; nothing is written."""
    if not options.is_event_file(path):
        plan = read_plan(path)
        suggest(plan.language)
        return plan
    from facilitate.cli.event_plan import plan_of
    from facilitate.preparing import load_event, read_event_file

    source = read_event_file(path)
    suggest(source.language)
    return plan_of(load_event(source))


def tell_one(path: Path, asked: Asked, show: Show) -> None:
    """Simulate one plan and say what came out."""
    plan = take_plan(path)
    with counting(_("Playing it through")) as progress:
        simulation = asked.terms().play(plan, progress)
    answers = answers_to(simulation)
    turned = None
    if show.sensitivity:
        with counting(_("Trying every assumption")) as progress:
            turned = sensitivity(simulation, progress)

    def report() -> Report:
        from facilitate.simulation.report import simulation_report

        return simulation_report(simulation, answers)

    write_reports(report, show)
    if show.as_json:
        data = as_data(simulation, answers)
        if turned is not None:
            data["sensitivity"] = sensitivity_data(turned)
        output.say_json(data)
        return
    say_answers(answers)
    if turned is not None:
        output.say()
        output.heading(_("Which assumption turns an answer"))
        for line in turning_sentences(turned):
            output.wrapped(line, hanging="  ")
        say_sheet(sensitivity_sheet(turned))
    if show.details:
        for sheet in detail_sheets(simulation, answers.figures):
            say_sheet(sheet)


def write_reports(report: Callable[[], Report], show: Show) -> None:
    """Write a report where it was asked for."""
    if show.html is None and show.pdf is None:
        return
    made = report()
    if show.html is not None:
        write_atomically(show.html, made.page(), overwrite=show.force)
        output.tell(_("The report is in {file}.").format(file=show.html))
    if show.pdf is not None:
        write_atomically(show.pdf, made.pdf(), overwrite=show.force)
        output.tell(_("The report is in {file}.").format(file=show.pdf))


def say_sheet(sheet: Sheet) -> None:
    """Say a table, with its title and its note."""
    if sheet.title:
        output.say()
        output.heading(sheet.title)
    output.table(sheet.headers, sheet.rows, right=sheet.right, whole=sheet.whole)
    if sheet.note:
        output.say()
        output.wrapped(sheet.note)


def say_answers(answers: Answers) -> None:
    """Say the four answers, and how far they can be trusted."""
    for one in answers.four:
        output.wrapped(" ".join([one.question, said(one.verdict), *one.sentences]), hanging="  ")
    for line in answers.footing:
        output.wrapped(line)
