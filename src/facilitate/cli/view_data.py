"""A plan's views as JSON, for other programs."""

from __future__ import annotations

from typing import Any

from facilitate import charts, views
from facilitate.cli import output
from facilitate.moments import write_moment
from facilitate.plan import Plan


def say_view(plan: Plan, order: str, named: str | None) -> None:
    """Write a view as JSON; `named` is the person, or the attribute that mixing is told by."""
    if order == "matrix":
        matrix = views.meeting_matrix(plan)
        output.say_json({"numbers": [p.number for p in matrix.people], "meetings": matrix.counts})
    elif order == "contacts":
        output.say_json(
            [
                {"number": c.person.number, "different": c.different, "again": c.again}
                for c in charts.contacts_of(views.meeting_matrix(plan))
            ]
        )
    elif order == "mixing":
        output.say_json(_mixing_data(charts.mixing_of(plan, charts.find_attribute(plan, named))))
    elif order == "person":
        runs = [views.run_of(plan, named)] if named else views.by_person(plan)
        output.say_json([_person_data(run) for run in runs])
    elif order == "place":
        output.say_json(
            [
                {
                    "session": run.session,
                    "place": run.place,
                    "groups": [_group_data(group) for group in run.groups],
                }
                for run in views.by_place(plan)
            ]
        )
    else:
        output.say_json(
            [
                {
                    "session": view.session,
                    "rotation": view.number,
                    "start": write_moment(view.start),
                    "end": write_moment(view.end),
                    "groups": [_group_data(group) for group in view.groups],
                    "sitting_out": [p.number for p in view.sitting_out],
                }
                for view in views.by_rotation(plan)
            ]
        )


def _mixing_data(mixing: charts.Mixing) -> dict[str, Any]:
    return {
        "attribute": mixing.attribute,
        "values": mixing.labels,
        "rotations": [
            {
                "session": rotation.session,
                "rotation": rotation.number,
                "groups": [
                    {"place": group.place_id, "label": group.place, "counts": group.counts}
                    for group in rotation.groups
                ],
            }
            for rotation in mixing.rotations
        ],
    }


def _group_data(group: views.Seated) -> dict[str, Any]:
    return {
        "rotation": group.rotation,
        "place": group.place_id,
        "label": group.place,
        "topic": group.topic or None,
        "members": [
            {
                "number": member.person.number,
                "id": member.person.id,
                "name": member.person.name,
                **_own_data(member),
            }
            for member in group.members
        ],
    }


def _own_data(member: views.Member) -> dict[str, Any]:
    chair = member.chair.model_dump(exclude_none=True) if member.chair else None
    return {"seat": chair, "role": member.role or None}


def _person_data(run: views.PersonRun) -> dict[str, Any]:
    return {
        "number": run.person.number,
        "id": run.person.id,
        "name": run.person.name,
        "stops": [
            {
                "session": stop.session,
                "rotation": stop.rotation,
                "start": write_moment(stop.start),
                "end": write_moment(stop.end),
                "place": stop.group.place_id if stop.group else None,
                "label": stop.group.place if stop.group else None,
                "topic": (stop.group.topic or None) if stop.group else None,
                **(_own_data(stop.own) if stop.own else {}),
                "with": [p.number for p in stop.partners],
            }
            for stop in run.stops
        ],
    }
