"""From a plan to one HTML file: data, words, pictures, style and script, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from facilitate import charts, views
from facilitate.agenda import run_sheet
from facilitate.errors import PlanError
from facilitate.page.bilingual import Texts, in_language
from facilitate.page.content import content_of
from facilitate.page.labels import labels
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.words import LANGUAGES, _

SCRIPTS = ("state.js", "sound.js", "hall.js", "board.js", "lookup.js", "main.js")
_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def build_page(
    plan: Plan,
    *,
    language: str = "",
    edition: Callable[[], str] | None = None,
    private: bool = False,
) -> str:
    """Build the page of `plan`: the text of one HTML file.

    Parameters
    ----------
    language
        In which it opens, ``de`` or ``en``; the plan's if left out. It can be switched.
    edition
        Says which edition of the plan it shows, in the language in use; its print if left out.
    private
        Whether the pictures of mixing come with it: a copy for moderators alone.

    Raises
    ------
    PlanError
        If nothing happens in the plan.
    """
    first = language or plan.language
    print_of = plan.digest()[:8]
    script = "\n".join(_part(name) for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    style = _part("page.css")
    told = edition or (lambda: _("Plan {print}").format(print=print_of))
    words = {
        code: {**in_language(code, labels), "edition": in_language(code, told)}
        for code in LANGUAGES
    }
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        _part("page.html")
    )
    return template.render(
        language=first,
        title=plan.title,
        words=words[first],
        data=Markup(_as_json(_data(plan, print_of, words))),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        movements=list(_movements(plan)),
        figures=list(_figures(plan, private=private)),
        private=private,
        languages=LANGUAGES,
    )


def _part(name: str) -> str:
    return (files("facilitate.page") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Give what allows just this text in a content security policy."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_json(data: Any) -> str:
    """Write data so that it can stand in a page: nothing in it ends a script."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _data(plan: Plan, print_of: str, words: dict[str, dict[str, str]]) -> dict[str, Any]:
    texts = Texts()
    if not any(stage.end > stage.start for run in run_sheet(plan) for stage in run.steps):
        raise PlanError(
            _("Nothing happens in this plan that could be shown in the room."),
            code="page-empty",
        )
    content = texts.joined(*(in_language(code, lambda: content_of(plan)) for code in LANGUAGES))
    return {
        **content,
        "print": print_of,
        "zone": plan.timezone,
        "clock": any(session.start.tzinfo is not None for session in plan.sessions),
        "texts": texts.listed(),
        "words": words,
    }


def _movements(plan: Plan) -> Iterator[tuple[int, Markup]]:
    """Give the number of each session in which people move, with the drawing of how."""
    for number, run in enumerate(run_sheet(plan)):
        drawing = charts.draw_movement(run.session)
        if drawing is not None:
            yield number, Markup(drawing.svg(decorative=True))


def _figures(plan: Plan, *, private: bool) -> Iterator[tuple[str, str, Markup]]:
    """Give the pictures: language, what each shows, and the drawing."""
    if not any(session.counts for session in plan.sessions):
        return
    matrix = views.meeting_matrix(plan)
    for code in LANGUAGES:
        drawings = in_language(code, lambda: _drawings(plan, matrix, private=private))
        for title, drawing in drawings:
            yield code, title, Markup(drawing)


def _drawings(plan: Plan, matrix: views.Matrix, *, private: bool) -> list[tuple[str, str]]:
    drawn = [charts.draw_matrix(matrix), charts.draw_contacts(charts.contacts_of(matrix))]
    shown = [(drawing.title, drawing.svg()) for drawing in drawn]
    for attribute in charts.attributes_of(plan) if private else ():
        title = _("Mixing by “{attribute}”").format(attribute=attribute_name(attribute))
        shown.append((title, charts.draw_mixing(charts.mixing_of(plan, attribute)).svg()))
    return shown
