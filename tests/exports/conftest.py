"""Plans that exports are tried with."""

from __future__ import annotations

from facilitate.clock import parse_start
from facilitate.plan import Plan
from tests.builders import edit_rotation, make_plan

START = parse_start("2018-11-07 14:30", "Europe/Berlin")


def four() -> Plan:
    """Make a plan of four people with addresses at two tables, twice; the last sits out once."""
    plan = make_plan(
        [[[1, 2], [3, 4]], [[1, 3], [2, 4]]],
        start=START,
        timezone="Europe/Berlin",
        place="Hannover",
        language="en",
    )
    people = tuple(p.model_copy(update={"email": f"{p.id}@example.org"}) for p in plan.participants)
    return plan.model_copy(update={"participants": people})


def one_out() -> Plan:
    """Make the plan of four in which the fourth sits out in the second rotation."""
    plan = four()
    first, second = plan.sessions[0].rotations[1].groups
    groups = (first, second.model_copy(update={"members": ("p2",)}))
    return edit_rotation(plan, 2, groups=groups, sitting_out=("p4",))
