"""Plans to print: the forum as planned, and small ones with names that bite."""

from __future__ import annotations

import pytest

from facilitate.clock import parse_start
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from tests.builders import make_circle_plan, make_plan

MARKERS = ("MARKERORG", "MARKERSECTOR", "MARKERACCESS", "marker@example.org", "MARKERSTATUS")
BITING = (
    "</script><b>Bo</b>",
    '=HYPERLINK("http://example.org";"x")',
    '#import "x": *',
    "#set page(fill: red)",
    "$x^2$ _kursiv_ *fett* @ref <label>",
    "Maria Friederike Wilhelmine von und zu Hohenfels-Ammerland-Ost",
    "שלום כהן",
    "Bo \u202eevil\u202c Bell\u0007",
    "Ann O'Brien",
    "王小明",
    "Eva 😀 Emoji",
    "\\u0041 \\#name {name} %s",
)


def biting(plan: Plan) -> Plan:
    """Give people of a plan names that bite, and attributes that must stay private."""
    people = tuple(
        PlannedPerson(
            id=person.id,
            number=person.number,
            name=BITING[k] if k < len(BITING) else person.name,
            email="marker@example.org",
            attributes={
                "organisation": "MARKERORG",
                "sector": "MARKERSECTOR",
                "access": "MARKERACCESS",
                "status": "MARKERSTATUS",
                "leader": True,
            },
        )
        for k, person in enumerate(plan.participants)
    )
    return plan.model_copy(update={"participants": people})


START = parse_start("2018-11-07 14:30", "Europe/Berlin")


@pytest.fixture(name="tables")
def _tables() -> Plan:
    """Give a dozen people who bite, at three tables and two rotations."""
    rounds = [
        [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]],
        [[1, 5, 9, 10], [2, 6, 11, 3], [4, 7, 8, 12]],
    ]
    return biting(make_plan(rounds, start=START, timezone="Europe/Berlin", title="Runde #1"))


@pytest.fixture(name="ring")
def _ring() -> Plan:
    """Give nine people who bite, in an odd double circle of three rotations."""
    return biting(make_circle_plan([9], 3, start=START, timezone="Europe/Berlin"))
