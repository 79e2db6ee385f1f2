"""The report on a plan: what it reached, in sentences and pictures; for those who moderate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from facilitate import charts, views
from facilitate.charts.svg import Drawing
from facilitate.handouts.order import Order
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.rules import goal_name
from facilitate.summary import count_up, summary_lines
from facilitate.words import _, ngettext

WIDE = 570.0  # of a picture of groups: on 174 mm its smallest letters have 7 points
HIGHEST = 720.0  # what goes on a page then


def report_document(order: Order) -> dict[str, Any]:
    """Give everything that the template of the report needs."""
    plan = order.plan
    figures = count_up(plan)
    notice = _("Only for those who moderate: it counts attributes of people.")
    return {
        **order.head(_("Report"), notice),
        "under": " · ".join(filter(None, (plan.title, plan.place, _counted(plan)))),
        "reached-title": _("What the plan reaches"),
        "reached": list(summary_lines(plan, figures)),
        "figures-title": _("Figures of the search"),
        "figures-note": _(
            "The smaller a figure, the better. Less than the last column is proven to be "
            "impossible; the sentences at the beginning say what this means. Seed: {seed}."
        ).format(seed=plan.seed),
        "figures": _figures(plan),
        "pictures": [_picture(drawing, said) for drawing, said in _drawings(plan)],
    }


def _figures(plan: Plan) -> list[list[str]]:
    """Give a table of what the search counted, what it reached, and what no plan can beat."""
    head = [_("What was counted"), _("Reached"), _("At least")]
    rows = [
        [goal_name(key), str(reached), str(plan.bounds.get(key, "–"))]
        for key, reached in plan.score.items()
    ]
    return [head, *rows] if rows else []


def _counted(plan: Plan) -> str:
    people = len(plan.participants)
    sessions = len(plan.sessions)
    return ", ".join(
        (
            ngettext("{count} person", "{count} people", people).format(count=people),
            ngettext("{count} session", "{count} sessions", sessions).format(count=sessions),
        )
    )


def _drawings(plan: Plan) -> list[tuple[Drawing, str]]:
    """Draw who meets whom, contacts and mixing; nothing where nobody can know who meets."""
    if not any(session.counts for session in plan.sessions):
        return []
    matrix = views.meeting_matrix(plan)
    contacts = charts.contacts_of(matrix)
    found = [
        (charts.draw_matrix(matrix), _("Who meets whom")),
        (charts.draw_contacts(contacts), _("How many people everybody meets")),
    ]
    for attribute in (a for a in charts.attributes_of(plan) if a != "access"):
        said = _("How groups are mixed: {attribute}").format(attribute=attribute_name(attribute))
        mixing = charts.mixing_of(plan, attribute)
        found += [(charts.draw_mixing(page, WIDE), said) for page in _pages(mixing)]
    return found


def _pages(mixing: charts.Mixing) -> Iterator[charts.Mixing]:
    """Deal rotations out to pages, so that each picture has the width of its page."""
    left = mixing.rotations
    while left:
        count = len(left)
        while count > 1 and _height(replace(mixing, rotations=left[:count])) > HIGHEST:
            count -= 1
        yield replace(mixing, rotations=left[:count])
        left = left[count:]


def _height(mixing: charts.Mixing) -> float:
    return charts.draw_mixing(mixing, WIDE).height


def _picture(drawing: Drawing, said: str) -> dict[str, Any]:
    return {
        "title": said,
        "svg": drawing.svg(),
        "alt": f"{drawing.title}. {drawing.description}",
        "ratio": drawing.width / drawing.height,
    }
