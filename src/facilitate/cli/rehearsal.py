"""Simulating on the command line: read or make a plan, play it through, say what came out.

What only some of the commands need is imported where it is needed: planning takes its time.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.cli import options, output
from facilitate.cli.progress import counting
from facilitate.errors import UsageError
from facilitate.files import write_atomically
from facilitate.plan import Plan, read_plan
from facilitate.simulation import Answers, Assumptions, Simulation, said, usual_assumptions
from facilitate.simulation import answer as answers_to
from facilitate.simulation import simulate as play
from facilitate.simulation.data import as_data, assumptions_data, figures_data, sensitivity_data
from facilitate.simulation.sheets import (
    Sheet,
    comparison_sheet,
    detail_sheets,
    sensitivity_sheet,
    turning_sentences,
)
from facilitate.words import _, ngettext, suggest

if TYPE_CHECKING:
    from facilitate.simulation.calibrating import Calibration
    from facilitate.simulation.comparing import Variant

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
            "--html": self.html is not None,
            "--pdf": self.pdf is not None,
        }
        return next((option for option, said_it in said_so.items() if said_it), "")

    def refuse_early(self) -> None:
        """Refuse to replace a file before anything is simulated.

        Raises
        ------
        FileError
            If a file is there already, and --force was not said.
        """
        for path in (self.html, self.pdf):
            if path is not None and path.exists() and not self.force:
                write_atomically(path, b"", overwrite=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it was typed."""

    session: str | None
    runs: int
    seed: int
    assume: tuple[str, ...]
    vary: tuple[str, ...] = ()

    def assumptions(self) -> Assumptions:
        """Give the assumptions, with what was said about them."""
        return usual_assumptions().saying(self.assume)

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
        comparing = len(plans) > 1 or self.vary
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
        self.assumptions()
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
        simulation = play(
            plan,
            session=asked.session,
            runs=asked.runs,
            seed=asked.seed,
            assumptions=asked.assumptions(),
            progress=progress,
        )
    answers = answers_to(simulation)
    turned = None
    if show.sensitivity:
        from facilitate.simulation.sensitivity import sensitivity

        with counting(_("Trying every assumption")) as progress:
            turned = sensitivity(simulation, progress)
    _write_reports(simulation, answers, show)
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
        _say_sheet(sensitivity_sheet(turned))
    if show.details:
        for sheet in detail_sheets(simulation, answers.figures):
            _say_sheet(sheet)


def _write_reports(simulation: Simulation, answers: Answers, show: Show) -> None:
    """Write the report where it was asked for."""
    if show.html is None and show.pdf is None:
        return
    from facilitate.simulation.report import report_page, report_pdf

    if show.html is not None:
        page = report_page(simulation, answers)
        write_atomically(show.html, page, overwrite=show.force)
        output.tell(_("The report is in {file}.").format(file=show.html))
    if show.pdf is not None:
        write_atomically(show.pdf, report_pdf(simulation, answers), overwrite=show.force)
        output.tell(_("The report is in {file}.").format(file=show.pdf))


def _say_sheet(sheet: Sheet) -> None:
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


def compare_several(paths: Sequence[Path], asked: Asked, show: Show) -> None:
    """Set several plans side by side."""
    from facilitate.simulation.comparing import compare_plans

    plans = [(path.name, take_plan(path)) for path in paths]
    with counting(_("Playing all of them through")) as progress:
        variants = compare_plans(
            plans,
            session=asked.session,
            runs=asked.runs,
            seed=asked.seed,
            assumptions=asked.assumptions(),
            progress=progress,
        )
    _say_variants(variants, asked, show)


def compare_varied(path: Path, asked: Asked, show: Show) -> None:
    """Set variants of one plan side by side."""
    from facilitate.simulation.comparing import compare_variants
    from facilitate.simulation.varying import varied

    plan = take_plan(path)
    with counting(_("Playing all of them through")) as progress:
        variants = compare_variants(
            plan,
            varied(asked.vary),
            session=asked.session,
            runs=asked.runs,
            seed=asked.seed,
            assumptions=asked.assumptions(),
            progress=progress,
        )
    _say_variants(variants, asked, show)


def _say_variants(variants: Sequence[Variant], asked: Asked, show: Show) -> None:
    if show.as_json:
        output.say_json(
            {
                "runs": asked.runs,
                "seed": asked.seed,
                "variants": [_variant_data(one) for one in variants],
                "assumptions": assumptions_data(asked.assumptions()),
            }
        )
        return
    _say_sheet(comparison_sheet(variants))
    runs = ngettext("{count} run", "{count} runs", asked.runs).format(count=asked.runs)
    output.wrapped(
        _("{runs} each, seed {seed}, with the same chance for all.").format(
            runs=runs, seed=asked.seed
        )
    )


def _variant_data(one: Variant) -> dict[str, Any]:
    return {
        "label": one.label,
        "settings": dict(one.settings),
        "minutes": round(one.minutes, 6),
        "frontier": one.frontier,
        "figures": figures_data(one.figures),
    }


def tell_calibration(
    records: Sequence[Path], target: Path | None, *, force: bool, as_json: bool
) -> None:
    """Fit assumptions to records, say them, and write them where asked."""
    from facilitate.simulation.calibrating import calibrate

    found = calibrate(records)
    output.tell_findings(found.findings)
    if as_json:
        output.say_json(_calibration_data(found))
    else:
        _say_calibration(found)
    if target is not None:
        write_atomically(target, found.as_yaml(), overwrite=force)
        output.tell(_("The values are in {file}.").format(file=target))
        output.tell(_("Next:"))
        output.tell(f"  facilitate simulate plan.json --assume {shlex.quote(str(target))}")


def _calibration_data(found: Calibration) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            **one.estimate.data(),
            "records": one.records,
            "believed": one.believed,
        }
        for one in found.fitted
    ]


def _say_calibration(found: Calibration) -> None:
    known = usual_assumptions().known
    rows = [
        [
            one.id,
            known[one.id].shown(one.estimate.value),
            f"{known[one.id].shown(one.estimate.low)} – {known[one.id].shown(one.estimate.high)}",
            known[one.id].shown(),
            str(one.records),
            _("yes") if one.believed else _("no"),
        ]
        for one in found.fitted
    ]
    output.table(
        [_("Name"), _("from your record"), _("95 %"), _("usual"), _("lines"), _("enough")],
        rows,
        right=frozenset({1, 3, 4}),
    )
    values = [f"--assume {one.id}={one.estimate.value:.3g}" for one in found.fitted if one.believed]
    if values:
        output.say()
        output.wrapped(_("To use them: {options}").format(options=" ".join(values)), hanging="  ")
