"""The report on a plan: what it reached, in sentences and pictures; for those who moderate."""

from __future__ import annotations

from typing import Any

from facilitate import charts, views
from facilitate.charts.svg import Drawing
from facilitate.handouts.order import Order
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.summary import count_up, detail_lines, summary_lines
from facilitate.words import _, ngettext


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
        "details-title": _("In detail"),
        "details": list(detail_lines(plan, figures)),
        "pictures": [_picture(drawing, said) for drawing, said in _drawings(plan)],
    }


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
        found.append((charts.draw_mixing(charts.mixing_of(plan, attribute)), said))
    return found


def _picture(drawing: Drawing, said: str) -> dict[str, Any]:
    return {
        "title": said,
        "svg": drawing.svg(),
        "alt": f"{drawing.title}. {drawing.description}",
        "ratio": drawing.width / drawing.height,
    }
