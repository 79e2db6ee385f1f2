"""A plan on the screen: as tables, and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate import views
from facilitate.agenda import itinerary_of
from facilitate.cli import output
from facilitate.cli.itinerary import show_days
from facilitate.cli.matrix import draw
from facilitate.cli.pictures import nobody_knows
from facilitate.errors import UsageError
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.words import _, clock, ngettext


def show_rotations(plan: Plan) -> None:
    """Show every rotation with its groups; with free seats, the circles once."""
    for view in views.by_rotation(plan):
        if not view.seats_known:
            if view.number == 1:
                _show_circles(view.session, view.groups)
            continue
        output.heading(
            _("{session}, rotation {number}, {start}–{end}").format(
                session=view.session,
                number=view.number,
                start=clock(view.start),
                end=clock(view.end),
            )
        )
        topics = any(group.topic for group in view.groups)
        headers = [_("Place"), _("Who sits there"), *([_("Topic")] if topics else [])]
        output.table(
            headers,
            (
                [group.place, _together(group), *([group.topic] if topics else [])]
                for group in view.groups
            ),
        )
        if view.sitting_out:
            output.wrapped(
                _("Sitting out: {people}").format(
                    people=", ".join(person.label for person in view.sitting_out)
                )
            )
        output.say()


def show_places(plan: Plan) -> None:
    """Show every place with its groups, rotation after rotation; free circles once."""
    for run in views.by_place(plan):
        if not run.seats_known:
            _show_circles(run.session, run.groups[:1])
            continue
        output.heading(f"{run.session}, {run.place}")
        topics = any(group.topic for group in run.groups)
        output.table(
            [_("Rotation"), _("Time"), _("Who sits there"), *([_("Topic")] if topics else [])],
            (
                [
                    str(g.rotation),
                    f"{clock(g.start)}–{clock(g.end)}",
                    _together(g),
                    *([g.topic] if topics else []),
                ]
                for g in run.groups
            ),
            right=frozenset({0}),
        )
        output.say()


def _show_circles(session: str, groups: Iterable[views.Seated]) -> None:
    output.heading(_("{session}, all rotations, free seats").format(session=session))
    rows = []
    for group in groups:
        sides: dict[str, list[PlannedPerson]] = {}
        for member in group.members:
            sides.setdefault(member.seat, []).append(member.person)
        rows += [[group.place, side, _labels(people)] for side, people in sides.items()]
    output.table([_("Place"), _("Side"), _("Who sits there")], rows)
    output.say()


def show_people(plan: Plan) -> None:
    """Show one line for each person: where they sit, rotation after rotation."""
    runs = views.by_person(plan)
    count = max((len(run.stops) for run in runs), default=0)
    output.table(
        [_("No."), _("Name"), *(str(i) for i in range(1, count + 1))],
        (
            [_number(run.person), run.person.name, *(_where(stop) for stop in run.stops)]
            for run in runs
        ),
        right=frozenset({0}),
    )
    output.tell(_("With --person you see one person's way with everybody they meet."))


def show_one(plan: Plan, named: str, order: str) -> None:
    """Show one person's way through the event.

    Raises
    ------
    RosterError
        If nobody, or more than one, is named so.
    UsageError
        If the order is not by person.
    """
    if order != "person":
        raise UsageError(
            _("--person shows one person's way; --by {order} shows everybody.").format(order=order),
            code="options-exclude-each-other",
            hint=_("Leave one of them out."),
        )
    run = views.run_of(plan, named)
    output.heading(run.person.label)
    if len(plan.sessions) > 1:
        show_days(itinerary_of(plan, named))
        return
    columns = {
        _("Rotation"): [str(stop.rotation) for stop in run.stops],
        _("Time"): [f"{clock(stop.start)}–{clock(stop.end)}" for stop in run.stops],
        _("Place"): [_chair(stop) for stop in run.stops],
        _("Topic"): [stop.group.topic if stop.group else "" for stop in run.stops],
        _("Task"): [stop.own.task if stop.own else "" for stop in run.stops],
        _("With"): [_labels(stop.partners) for stop in run.stops],
    }
    filled = {header: cells for header, cells in columns.items() if any(cells)}
    output.table(
        list(filled),
        zip(*filled.values(), strict=True),
        right=frozenset({0}),
        whole=frozenset({1, 2}),
    )


def show_matrix(plan: Plan, named: str | None = None) -> None:
    """Draw who meets whom, or list whom one person meets."""
    matrix = views.meeting_matrix(plan)
    if nobody_knows(plan):
        return
    if named is not None:
        _show_met(plan, matrix, named)
        return
    for line in draw([person.number for person in matrix.people], matrix.counts, output.width()):
        output.say(line)
    output.say()
    output.wrapped(_picture_explained(matrix))
    again = [
        f"{matrix.people[i].number}–{matrix.people[j].number} ({times}×)"
        for i, j, times in _repeated(matrix)
    ]
    if again:
        output.wrapped(
            ngettext(
                "{count} pair meets again: {pairs}", "{count} pairs meet again: {pairs}", len(again)
            ).format(count=len(again), pairs=_shortened(again))
        )
    else:
        from facilitate.summary import never_twice

        output.wrapped(never_twice(plan))


def _show_met(plan: Plan, matrix: views.Matrix, named: str) -> None:
    person = views.find_person(plan, named)
    row = matrix.counts[[p.id for p in matrix.people].index(person.id)]
    met = [(p, times) for p, times in zip(matrix.people, row, strict=True) if times]
    output.heading(
        ngettext("{name} meets {count} person", "{name} meets {count} people", len(met)).format(
            name=person.label, count=len(met)
        )
    )
    for other, times in met:
        output.say(other.label if times == 1 else f"{other.label} ({times}×)")


def _picture_explained(matrix: views.Matrix) -> str:
    first, last = matrix.people[0].number, matrix.people[-1].number
    met = sum(times > 0 for row in matrix.counts for times in row) // 2
    pairs = len(matrix.people) * (len(matrix.people) - 1) // 2
    return _(
        "Everybody stands by number ({first} to {last}), across and down; a filled spot is a pair "
        "that meets. {met} of {pairs} pairs meet."
    ).format(first=first, last=last, met=met, pairs=pairs)


def _repeated(matrix: views.Matrix) -> Iterable[tuple[int, int, int]]:
    for i, row in enumerate(matrix.counts):
        for j in range(i + 1, len(row)):
            if row[j] > 1:
                yield i, j, row[j]


def _shortened(parts: list[str], most: int = 20) -> str:
    if len(parts) <= most:
        return ", ".join(parts)
    return ", ".join(parts[:most]) + _(" and {count} more").format(count=len(parts) - most)


def _number(person: PlannedPerson) -> str:
    return "?" if person.number == views.UNNUMBERED else str(person.number)


def _where(stop: views.Stop) -> str:
    return stop.group.place if stop.group else _("pause")


def _chair(stop: views.Stop) -> str:
    seat = stop.own.seat if stop.own else ""
    return ", ".join(part for part in (_where(stop), seat) if part)


def _labels(people: Iterable[PlannedPerson]) -> str:
    return ", ".join(map(_label, people))


def _label(person: PlannedPerson) -> str:
    return output.GLUE.join((_number(person), *person.name.split()))


def _together(group: views.Seated) -> str:
    return ", ".join(
        _label(member.person) + (f" ({member.task})" if member.task else "")
        for member in group.members
    )
