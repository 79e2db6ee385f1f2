"""For those who moderate: every minute, what to say, the room; and apart from it whom to help."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate import views
from facilitate.agenda import Run, Step, Turn, run_sheet
from facilitate.clock import MIDNIGHT
from facilitate.handouts.order import Order, spots
from facilitate.handouts.room import draw_room
from facilitate.needs import names_diet, names_only_diet
from facilitate.plan import Plan
from facilitate.private import PrivateRules, resolve
from facilitate.words import _, decimal, quoted, written_date

_MEAL = re.compile(
    r"mittag|abend(?:brot|essen|imbiss|buffet)|fr(?:ü|ue)hst(?:ü|ue)ck|imbiss|buffet|büfett|\bessen"
    r"|lunch|dinner|supper|breakfast|\bmeal",
    re.IGNORECASE,
)


def run_document(order: Order) -> dict[str, Any]:
    """Give everything that the template of the run sheet needs."""
    return {
        **order.head(_("Run sheet")),
        "time-title": _("Time") if order.timed else _("Minute"),
        "what-title": _("What"),
        "say-title": _("Say and do"),
        "material-title": _("What you need"),
        "staff": [f"{one.name}" for one in order.plan.staff if one.role == "moderator"],
        "heirs-title": _("Who takes over where a host does not come"),
        "runs": [_run(run, order) | {"heirs": _heirs(order, run)} for run in run_sheet(order.plan)],
    }


def _heirs(order: Order, run: Run) -> list[dict[str, str]]:
    """Say for each rotation who takes over from which host: the next one without a task."""
    hosts = {role.id for role in run.session.spec.roles if role.policy.startswith("host")}
    found = []
    for view in order.rotations if hosts else ():
        if view.session_id == run.session.id:
            told = "; ".join(filter(None, (_heir(order, hosts, group) for group in view.groups)))
            if told:
                number = _("Rotation {number}").format(number=view.number)
                found.append(
                    {"when": number if len(run.session.rotations) > 1 else "", "who": told}
                )
    return found


def _heir(order: Order, hosts: set[str], group: views.Seated) -> str:
    host = next((member for member in group.members if member.role in hosts), None)
    heirs = [order.namesakes.told(m.person) for m in group.members if not m.role]
    if host is None or not heirs:
        return ""
    return _("{place}: {heir} for {host}").format(
        place=group.place, heir=heirs[0], host=order.namesakes.told(host.person)
    )


def help_document(order: Order, needs: Mapping[str, str]) -> dict[str, Any]:
    """Give everything that the private sheet needs: session by session whom to help, and where.

    Parameters
    ----------
    needs
        Person's id → what they need.
    """
    programme = run_sheet(order.plan)
    meals = _meals(programme)
    diets = {who: need for who, need in needs.items() if names_diet(need)}
    others = {who: need for who, need in needs.items() if not (meals and names_only_diet(need))}
    runs = [
        {
            **_head(run, order),
            "help": _help(order, run, diets if run.session.id in meals else others),
        }
        for run in programme
        if run.session.id in meals or run.session.spec.formation != "pause"
    ]
    return {
        **order.head(_("People who need help"), _("Private: only for those who moderate")),
        "runs": [run for run in runs if run["help"]],
    }


def _meals(runs: Sequence[Run]) -> set[str]:
    """Ids of the breaks in which people eat: those that are called so, or else all of them."""
    breaks = [run.session for run in runs if run.session.spec.formation == "pause"]
    called = {one.id for one in breaks if _MEAL.search(one.title)}
    return called or {one.id for one in breaks}


def _head(run: Run, order: Order) -> dict[str, str]:
    start = run.people.start
    return {
        "title": run.session.title,
        "day": written_date(start.date()) if start.tzinfo is not None else "",
        "time": order.from_to(start, run.people.end) or _minutes(start, run.people.end),
        "room": run.session.room,
        "moderators": ", ".join(run.session.moderators),
    }


def _run(run: Run, order: Order) -> dict[str, Any]:
    session = run.session
    drawing = draw_room(session) if session.rotations else None
    return {
        **_head(run, order),
        "small": session.spec.formation == "pause",
        "materials": list(run.materials),
        "ratio": drawing.width / drawing.height if drawing else 1,
        "drawing": drawing.svg() if drawing else None,
        "alt": f"{drawing.title}. {drawing.description}" if drawing else "",
        "roles": [{"name": str(role.name), "task": str(role.task)} for role in session.spec.roles],
        "steps": [_step(step, order) for step in run.steps],
    }


def _step(step: Step, order: Order) -> dict[str, Any]:
    return {
        "time": order.clock(step.start) or _minute(step.start),
        "what": step.what,
        "say": quoted(step.say) if step.say else "",
        "note": step.note,
        "signal": _signal(step),
        "strong": step.kind in ("rotation", "harvest", "intro"),
    }


def _minutes(start: datetime, end: datetime) -> str:
    return _("Minutes {first} to {last}").format(first=_minute(start), last=_minute(end))


def _minute(moment: datetime) -> str:
    """Count the minutes since the event began, where nobody knows when it does."""
    return decimal((moment - MIDNIGHT).total_seconds() / 60)


def _signal(step: Step) -> str:
    """Name the signal; at a gong people stop in the middle of a sentence, at a warning not yet."""
    if not step.signal:
        return ""
    return _("Soft sign") if step.kind == "warning" else _("Gong")


def _help(order: Order, run: Run, needs: Mapping[str, str]) -> list[dict[str, str]]:
    """Whom to help in a session; in a break, where nobody has a place, all who are there."""
    found = []
    pause = run.session.spec.formation == "pause"
    for one in order.everybody:
        need = needs.get(one.person.id)
        visit = next((v for v in one.visits if v.session.id == run.session.id), None)
        turns = visit.turns if visit else ()
        if need and (turns or (pause and visit)):
            where = ", ".join(filter(None, (spots(visit), _seat(turns))))
            found.append({"name": one.person.label, "needs": need, "where": where})
    return found


def _seat(turns: Sequence[Turn]) -> str:
    return turns[0].seat if len({turn.where for turn in turns}) == 1 else ""


def needs_of(plan: Plan, rules: PrivateRules | None) -> dict[str, str]:
    """Person's id → what they need, from the private rules and from the list."""
    needs = {
        person.id: str(value)
        for person in plan.participants
        if (value := person.attributes.get("access"))
    }
    if rules is not None:
        known, _findings = resolve(rules, plan.participants)
        for one in known.access:
            needs[one.person] = one.needs or needs.get(one.person, "") or _("step-free access")
    return {
        person: _("step-free access") if need in ("True", "") else need
        for person, need in needs.items()
    }
