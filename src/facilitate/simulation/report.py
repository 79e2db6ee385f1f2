"""A simulation to read and to hand on: one offline page, or a PDF; no name stands in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from facilitate.handouts.typesetting import typeset
from facilitate.simulation.answers import Answers, said
from facilitate.simulation.pictures import pictures
from facilitate.simulation.running import Simulation, Terms
from facilitate.simulation.sheets import Sheet, assumption_sheet, comparison_sheet, detail_sheets
from facilitate.words import _, ngettext, spoken

if TYPE_CHECKING:
    from facilitate.simulation.comparing import Variant

HERE = Path(__file__).parent
WIDE_SHEET = 5  # columns of the table of assumptions, whose texts need room


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that stands in a report, in the language in use.

    Parameters
    ----------
    event
        What it is about.
    seed
        The number that chance began with.
    data
        Title, answers, pictures and tables.
    """

    event: str
    seed: int
    data: Mapping[str, Any]

    def page(self) -> str:
        """Give it as one HTML page without scripts, that loads nothing from anywhere."""
        style = (HERE / "report.css").read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        environment = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        return environment.get_template("report.html.j2").render(
            language=spoken(), style=style, style_hash=f"sha256-{digest}", **self.data
        )

    def pdf(self) -> bytes:
        """Give it as a PDF."""
        return typeset(
            "simulation",
            {
                **self.data,
                "event": self.event,
                "title-short": self.data["title"],
                "edition": _("seed {seed}").format(seed=self.seed),
                "page-of": _("page {page} of {pages}"),
            },
        ).pdf


def simulation_report(simulation: Simulation, answers: Answers) -> Report:
    """Report what came of one plan: answers, pictures, all figures, all assumptions."""
    below = _("(see below)")
    data = {
        "title": _("What may happen in the room"),
        "under": f"{simulation.plan.title} · {_runs(simulation)}",
        "answers": [
            {
                "id": one.id,
                "question": one.question,
                "verdict": said(one.verdict),
                "sentences": list(one.sentences),
            }
            for one in answers.four
        ],
        "footing": [line.replace("(--details, --assume)", below) for line in answers.footing],
        "drawings": [
            {"title": drawing.title, "description": drawing.description, "svg": drawing.svg()}
            for _name, drawing in pictures(simulation)
        ],
        "sheets": [_sheet(sheet) for sheet in detail_sheets(simulation, answers.figures)],
    }
    return Report(simulation.plan.title, simulation.seed, data)


def comparison_report(
    variants: Sequence[Variant], event: str, terms: Terms, footing: str
) -> Report:
    """Report what came of several plans or variants, side by side, and what was assumed."""
    compared = replace(comparison_sheet(variants), title=_("What each of them gives"))
    data = {
        "title": _("Plans side by side"),
        "under": event,
        "answers": [],
        "footing": [footing],
        "drawings": [],
        "sheets": [_sheet(compared), _sheet(assumption_sheet(terms.assumptions))],
    }
    return Report(event, terms.seed, data)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "headers": list(sheet.headers),
        "rows": [list(row) for row in sheet.rows],
        "right": sorted(sheet.right),
        "note": sheet.note,
        "wide": bool(sheet.whole) and len(sheet.headers) == WIDE_SHEET,
    }


def _runs(simulation: Simulation) -> str:
    runs = ngettext("{count} run", "{count} runs", simulation.runs).format(count=simulation.runs)
    titles = [session.title for session in simulation.scene.sessions]
    part = titles[0] if len(titles) < len(simulation.plan.sessions) else _("the whole event")
    return f"{part} · {runs}"
