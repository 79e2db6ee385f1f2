"""Small methods, people and plans, made by hand for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate.clock import MIDNIGHT, Span
from facilitate.groups import Group, Seat
from facilitate.method import Method
from facilitate.plan import PhaseTimes, Plan, Rotation, SessionPlan
from facilitate.planned import PlannedPerson
from facilitate.timetable import TimedPhase, lay_out
from facilitate.venue import Place

TEXT = {"de": "deutsch", "en": "English"}


def make_method(**changes: Any) -> Method:
    """Make a method for tables of 2 to 4 with one phase of 10 minutes, or with `changes`."""
    data: dict[str, Any] = {
        "id": "rounds",
        "title": {"de": "Runden", "en": "Rounds"},
        "summary": TEXT,
        "provenance": "house",
        "formation": "tables",
        "group": {"min": 2, "ideal": 4, "max": 5},
        "movement": {"assigned": True},
        "rotations": {"default": 2},
        "timing": {"phases": [make_phase("talk", 10)], "changeover": 2},
        "room": {"layout": TEXT, "place": {"de": "Tisch", "en": "table"}},
        "spoken": {"welcome": TEXT, "begin": TEXT, "change": TEXT},
        "card": {"text": TEXT},
    }
    return Method.model_validate(data | changes)


def make_ring_method(**changes: Any) -> Method:
    """Make a method for double circles: the outer one moves one seat, the inner one stays."""
    circles: dict[str, Any] = {
        "id": "ring",
        "formation": "circles",
        "group": {"min": 2, "ideal": 2, "max": 3},
        "circles": {"max_people": 30},
        "movement": {"ring": {"outer": 1, "inner": 0}},
        "remainder": "trio",
        "room": {"layout": TEXT, "place": {"de": "Platz", "en": "seat"}},
    }
    return make_method(**(circles | changes))


def make_phase(name: str, minutes: float, **more: Any) -> dict[str, Any]:
    """Make a phase as it stands in a method file."""
    return {"id": name, "name": {"de": f"{name} de", "en": name}, "minutes": minutes, **more}


def make_role(name: str, **more: Any) -> dict[str, Any]:
    """Make a role as it stands in a method file."""
    return {"id": name, "name": {"de": f"{name} de", "en": name}, "task": TEXT, **more}


def make_people(
    count: int, attributes: Mapping[int, Mapping[str, str | bool | None]] | None = None
) -> tuple[PlannedPerson, ...]:
    """Make `count` people p1, p2 …; `attributes` by number."""
    known = attributes or {}
    return tuple(
        PlannedPerson(id=f"p{i}", number=i, name=f"Person {i}", attributes=dict(known.get(i, {})))
        for i in range(1, count + 1)
    )


def ids(numbers: Iterable[int]) -> tuple[str, ...]:
    """Give the ids of the people with these `numbers`."""
    return tuple(f"p{number}" for number in numbers)


def make_plan(
    tables: Sequence[Sequence[Sequence[int]]],
    *,
    method: Method | None = None,
    attributes: Mapping[int, Mapping[str, str | bool | None]] | None = None,
    start: datetime = MIDNIGHT,
    **more: Any,
) -> Plan:
    """Make a plan with one session at tables.

    Parameters
    ----------
    tables
        ``tables[rotation][table]`` gives the numbers of the people who sit there.
    method
        `make_method` if none is given.
    attributes
        Number of a person → attributes.
    start
        When the session begins.
    more
        Further fields of the plan, e.g. ``rules``.
    """
    count = max(number for table in tables[0] for number in table)
    groups = [
        tuple(Group(place=f"t{t}", members=ids(table)) for t, table in enumerate(seating, 1))
        for seating in tables
    ]
    places = _places("Tisch", "table", [f"t{t}" for t in range(1, len(tables[0]) + 1)])
    return _plan(groups, places, method or make_method(), start, count, attributes, more)


def make_circle_plan(
    circles: Sequence[int],
    rotations: int,
    *,
    method: Method | None = None,
    attributes: Mapping[int, Mapping[str, str | bool | None]] | None = None,
    start: datetime = MIDNIGHT,
    **more: Any,
) -> Plan:
    """Make a plan with one session in double circles of so many people each.

    Within a circle the outer people come first, then the inner ones, each in order of seats.
    """
    groups: list[list[Group]] = [[] for _ in range(rotations)]
    places = []
    first = 1
    for circle, count in zip("ABCDEFGH", circles, strict=False):
        outer = ids(range(first, first + (count + 1) // 2))
        inner = ids(range(first + len(outer), first + count))
        first += count
        places += [f"{circle}{seat}" for seat in range(1, len(inner) + 1)]
        for r in range(rotations):
            groups[r] += _ring_groups(circle, outer, inner, r, rotations)
    return _plan(
        groups,
        _places("Platz", "seat", places),
        method or make_ring_method(),
        start,
        first - 1,
        attributes,
        more,
    )


def _ring_groups(
    circle: str, outer: Sequence[str], inner: Sequence[str], r: int, rotations: int
) -> list[Group]:
    around = len(outer)
    sitting = {(k + r) % around + 1: person for k, person in enumerate(outer)}
    found = []
    for seat, fixed in enumerate(inner, 1):
        seats = {
            sitting[seat]: Seat(circle=circle, side="outer", seat=seat),
            fixed: Seat(circle=circle, side="inner", seat=seat),
        }
        if around > len(inner) and seat == (rotations - 1 - r) % len(inner) + 1:
            seats[sitting[around]] = Seat(circle=circle, side="outer", seat=around)
        found.append(Group(place=f"{circle}{seat}", members=tuple(seats), seats=seats))
    return found


def _places(de: str, en: str, names: Sequence[str]) -> tuple[Place, ...]:
    return tuple(
        Place.model_validate(
            {"id": name, "label": {"de": f"{de} {name[1:]}", "en": f"{en} {name[1:]}"}}
        )
        for name in names
    )


def _plan(
    groups: Sequence[Sequence[Group]],
    places: tuple[Place, ...],
    method: Method,
    start: datetime,
    count: int,
    attributes: Mapping[int, Mapping[str, str | bool | None]] | None,
    more: Mapping[str, Any],
) -> Plan:
    times = lay_out(method, len(groups), start)
    session = SessionPlan(
        id="first",
        method=method.id,
        title="First session",
        start=times.span.start,
        end=times.span.end,
        spec=method,
        stages=tuple(map(_times, times.stages)),
        places=places,
        rotations=tuple(
            Rotation(
                number=timed.number,
                start=timed.span.start,
                end=timed.span.end,
                phases=tuple(map(_times, timed.phases)),
                groups=tuple(seating),
            )
            for timed, seating in zip(times.rotations, groups, strict=True)
        ),
    )
    settings: dict[str, Any] = {"title": "Test", "seed": 1, **more}
    return Plan(participants=make_people(count, attributes), sessions=(session,), **settings)


def _times(timed: TimedPhase) -> PhaseTimes:
    span: Span = timed.span
    return PhaseTimes(id=timed.id, repeat=timed.repeat, start=span.start, end=span.end)


def with_namesakes(plan: Plan) -> Plan:
    """Give the first two people of a plan one name."""
    people = [p.model_copy(update={"name": "Anna Müller"}) for p in plan.participants[:2]]
    return plan.model_copy(update={"participants": (*people, *plan.participants[2:])})


def edit(plan: Plan, /, **fields: Any) -> Plan:
    """Change fields of the first session, as somebody does by hand in the file."""
    session = plan.sessions[0].model_copy(update=fields)
    return plan.model_copy(update={"sessions": (session, *plan.sessions[1:])})


def edit_rotation(plan: Plan, number: int, /, **fields: Any) -> Plan:
    """Change fields of one rotation of the first session."""
    rotations = tuple(
        rotation.model_copy(update=fields) if rotation.number == number else rotation
        for rotation in plan.sessions[0].rotations
    )
    return edit(plan, rotations=rotations)


def edit_group(plan: Plan, number: int, place: str, /, **fields: Any) -> Plan:
    """Change fields of the group at `place` in one rotation of the first session."""
    rotation = plan.sessions[0].rotations[number - 1]
    groups = tuple(
        group.model_copy(update=fields) if group.place == place else group
        for group in rotation.groups
    )
    return edit_rotation(plan, number, groups=groups)
