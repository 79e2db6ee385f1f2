"""A simulation to read and to hand on: one offline page, or a PDF; no name stands in it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from facilitate.handouts.typesetting import typeset
from facilitate.simulation.answers import Answers, said
from facilitate.simulation.pictures import pictures
from facilitate.simulation.running import Simulation
from facilitate.simulation.sheets import detail_sheets
from facilitate.words import _, ngettext, spoken

HERE = Path(__file__).parent
WIDE_SHEET = 5  # columns of the table of assumptions, whose texts need room


def report_data(simulation: Simulation, answers: Answers) -> dict[str, Any]:
    """Give everything that stands in a report, in the language in use."""
    sheets = [
        {
            "title": sheet.title,
            "headers": list(sheet.headers),
            "rows": [list(row) for row in sheet.rows],
            "right": sorted(sheet.right),
            "note": sheet.note,
            "wide": bool(sheet.whole) and len(sheet.headers) == WIDE_SHEET,
        }
        for sheet in detail_sheets(simulation, answers.figures)
    ]
    below = _("(see below)")
    return {
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
        "pictures": [
            {"title": drawing.title, "description": drawing.description, "svg": drawing.svg()}
            for _name, drawing in pictures(simulation)
        ],
        "sheets": sheets,
    }


def _runs(simulation: Simulation) -> str:
    runs = ngettext("{count} run", "{count} runs", simulation.runs).format(count=simulation.runs)
    titles = [session.title for session in simulation.scene.sessions]
    part = titles[0] if len(titles) < len(simulation.plan.sessions) else _("the whole event")
    return f"{part} · {runs}"


def report_page(simulation: Simulation, answers: Answers) -> str:
    """Give the report as one HTML page without scripts, that loads nothing from anywhere."""
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
        language=spoken(),
        style=style,
        style_hash=f"sha256-{digest}",
        **report_data(simulation, answers),
    )


def report_pdf(simulation: Simulation, answers: Answers) -> bytes:
    """Give the report as a PDF."""
    data = report_data(simulation, answers)
    return typeset(
        "simulation",
        {
            **data,
            "event": simulation.plan.title,
            "title-short": data["title"],
            "edition": _("seed {seed}").format(seed=simulation.seed),
            "page-of": _("page {page} of {pages}"),
        },
    ).pdf
