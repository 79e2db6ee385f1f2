"""Comparing plans, or variants of one, on the command line: play all of them, set them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitate.cli import output
from facilitate.cli.progress import counting
from facilitate.cli.rehearsal import Asked, Show, say_sheet, take_plan, write_reports
from facilitate.simulation.comparing import Variant, compare_plans, compare_variants
from facilitate.simulation.data import assumptions_data, figures_data
from facilitate.simulation.report import Report, comparison_report
from facilitate.simulation.running import Terms
from facilitate.simulation.sheets import comparison_sheet
from facilitate.simulation.varying import varied
from facilitate.words import _, listed, ngettext


def compare_several(paths: Sequence[Path], asked: Asked, show: Show) -> None:
    """Set several plans side by side."""
    plans = [(path.name, take_plan(path)) for path in paths]
    terms = asked.terms()
    with counting(_("Playing all of them through")) as progress:
        variants = compare_plans(plans, terms, progress)
    titles = listed(list(dict.fromkeys(plan.title for _name, plan in plans)))
    _tell(variants, titles, terms, show)


def compare_varied(path: Path, asked: Asked, show: Show) -> None:
    """Set variants of one plan side by side."""
    plan, terms = take_plan(path), asked.terms()
    with counting(_("Playing all of them through")) as progress:
        variants = compare_variants(plan, varied(asked.vary), terms, progress)
    _tell(variants, plan.title, terms, show)


def _tell(variants: Sequence[Variant], title: str, terms: Terms, show: Show) -> None:
    runs = ngettext("{count} run", "{count} runs", terms.runs).format(count=terms.runs)
    footing = _("{runs} each, seed {seed}, with the same chance for all.").format(
        runs=runs, seed=terms.seed
    )

    def report() -> Report:
        return comparison_report(variants, title, terms, footing)

    write_reports(report, show)
    if show.as_json:
        output.say_json(
            {
                "runs": terms.runs,
                "seed": terms.seed,
                "variants": [_variant_data(one) for one in variants],
                "assumptions": assumptions_data(terms.assumptions),
            }
        )
        return
    say_sheet(comparison_sheet(variants))
    output.wrapped(footing)


def _variant_data(one: Variant) -> dict[str, Any]:
    return {
        "label": one.label,
        "settings": dict(one.settings),
        "minutes": round(one.minutes, 6),
        "frontier": one.frontier,
        "figures": figures_data(one.figures),
    }
