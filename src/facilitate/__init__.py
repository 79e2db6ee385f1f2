"""Decides who sits with whom in workshop methods: rotations, timetables, checked plans."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitate.catalogue import list_methods, load_method
    from facilitate.checking import check, check_against
    from facilitate.errors import FacilitateError, Finding, InfeasibleError
    from facilitate.event import Event, Session, Topic
    from facilitate.exports import Exported, ExportOptions, export
    from facilitate.intake import Intake, ListOptions, Offer, read_offers, read_people
    from facilitate.method import Method
    from facilitate.plan import Plan, read_plan
    from facilitate.planning import Inputs, Planned, plan_event
    from facilitate.preparing import Brief, load_event
    from facilitate.private import Access, PrivateRules
    from facilitate.roster import Participant, Roster
    from facilitate.rules import (
        Apart,
        AtLeast,
        AtMost,
        AvoidSame,
        Fixed,
        NoRepeat,
        Spread,
        Together,
    )
    from facilitate.simulation import (
        Assumptions,
        Measured,
        Simulation,
        answer,
        simulate,
        usual_assumptions,
    )
    from facilitate.timetable import fit_rotations, lay_out

__version__ = "0.1.0"

__all__ = [
    "Access",
    "Apart",
    "Assumptions",
    "AtLeast",
    "AtMost",
    "AvoidSame",
    "Brief",
    "Event",
    "ExportOptions",
    "Exported",
    "FacilitateError",
    "Finding",
    "Fixed",
    "InfeasibleError",
    "Inputs",
    "Intake",
    "ListOptions",
    "Measured",
    "Method",
    "NoRepeat",
    "Offer",
    "Participant",
    "Plan",
    "Planned",
    "PrivateRules",
    "Roster",
    "Session",
    "Simulation",
    "Spread",
    "Together",
    "Topic",
    "answer",
    "check",
    "check_against",
    "export",
    "fit_rotations",
    "lay_out",
    "list_methods",
    "load_event",
    "load_method",
    "plan_event",
    "read_offers",
    "read_people",
    "read_plan",
    "simulate",
    "usual_assumptions",
]

_HOMES = {
    "catalogue": ("list_methods", "load_method"),
    "checking": ("check", "check_against"),
    "errors": ("FacilitateError", "Finding", "InfeasibleError"),
    "event": ("Event", "Session", "Topic"),
    "exports": ("ExportOptions", "Exported", "export"),
    "intake": ("Intake", "ListOptions", "Offer", "read_offers", "read_people"),
    "method": ("Method",),
    "plan": ("Plan", "read_plan"),
    "planning": ("Inputs", "Planned", "plan_event"),
    "preparing": ("Brief", "load_event"),
    "private": ("Access", "PrivateRules"),
    "roster": ("Participant", "Roster"),
    "rules": (
        "Apart",
        "AtLeast",
        "AtMost",
        "AvoidSame",
        "Fixed",
        "NoRepeat",
        "Spread",
        "Together",
    ),
    "simulation": (
        "Assumptions",
        "Measured",
        "Simulation",
        "answer",
        "simulate",
        "usual_assumptions",
    ),
    "timetable": ("fit_rotations", "lay_out"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562): what is heavy stays unloaded."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"facilitate.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*globals(), *__all__])
