"""Contacts and mixing on the screen, and these and the matrix as pictures in files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from facilitate import charts, views
from facilitate.charts import Mixing
from facilitate.cli import output
from facilitate.errors import UsageError
from facilitate.files import write_atomically
from facilitate.plan import Plan
from facilitate.roster import attribute_name
from facilitate.words import _, listed

DRAWN = ("matrix", "contacts", "mixing")
LONGEST = 40  # signs in the longest bar


def refuse(order: str, attribute: str | None, svg: Path | None, person: str | None) -> None:
    """Refuse options that the view called `order` cannot follow.

    Raises
    ------
    UsageError
        If there is one.
    """
    unfit = {
        "--svg": svg is not None and (order not in DRAWN or person is not None),
        "--attribute": attribute is not None and order != "mixing",
        "--person": person is not None and order in DRAWN[1:],
    }
    for option, wrong in unfit.items():
        if wrong:
            raise UsageError(
                _("{option} does not go with --by {order}.").format(option=option, order=order),
                code="options-exclude-each-other",
                hint=_("Pictures are drawn with --by matrix, contacts or mixing.")
                if option == "--svg"
                else _("Leave one of them out."),
            )


def show_contacts(plan: Plan) -> None:
    """Show how many different people everybody meets, the fewest first."""
    if nobody_knows(plan):
        return
    contacts = charts.contacts_of(views.meeting_matrix(plan))
    most = max(c.different for c in contacts) or 1
    again = any(c.again for c in contacts)
    headers = [_("No."), _("Name"), _("People"), *([_("Again")] if again else []), ""]
    output.table(
        headers,
        (
            [
                str(c.person.number),
                c.person.name,
                str(c.different),
                *([str(c.again)] if again else []),
                "█" * round(c.different * min(LONGEST, most) / most),
            ]
            for c in contacts
        ),
        right=frozenset({0, 2, 3} if again else {0, 2}),
    )
    output.say()
    output.wrapped(charts.contacts_sentence(contacts))


def nobody_knows(plan: Plan) -> bool:
    """Say so if nobody can know who meets whom in `plan`."""
    if any(session.counts for session in plan.sessions):
        return False
    output.wrapped(_("In this plan nobody can know beforehand who meets whom."))
    return True


def show_mixing(plan: Plan, named: str | None) -> None:
    """Show for each rotation how many groups are made up alike, by one attribute."""
    attribute = charts.find_attribute(plan, named)
    mixing = charts.mixing_of(plan, attribute)
    output.heading(_("Groups by “{attribute}”").format(attribute=attribute_name(attribute)))
    output.table(
        [_("Session"), _("Rotation"), _("Groups"), _("Made up of")],
        (row for at in range(len(mixing.rotations)) for row in _alike(mixing, at)),
        right=frozenset({1, 2}),
    )
    others = [attribute_name(a) for a in charts.attributes_of(plan) if a != attribute]
    if others and named is None:
        output.tell_wrapped(
            _("With --attribute by another one: {attributes}.").format(attributes=", ".join(others))
        )


def _alike(mixing: Mixing, at: int) -> list[list[str]]:
    """Give the rows of a rotation: session and number only where they are new."""
    rotation = mixing.rotations[at]
    before = mixing.rotations[at - 1].session if at else ""
    counted = Counter(group.counts for group in rotation.groups)
    rows: list[list[str]] = []
    for counts, groups in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        first = not rows
        session = rotation.session if first and rotation.session != before else ""
        number = str(rotation.number) if first else ""
        rows.append([session, number, str(groups), _made_up(mixing, counts)])
    return rows


def _made_up(mixing: Mixing, counts: tuple[int, ...]) -> str:
    return listed(
        [
            _("{count} × {value}").format(count=count, value=label)
            for count, label in zip(counts, mixing.labels, strict=True)
            if count
        ]
    )


def write(plan: Plan, order: str, named: str | None, path: Path, *, force: bool) -> None:
    """Write a view as a picture to `path`; see `write_atomically` for what it refuses."""
    if order == "mixing":
        attribute = charts.find_attribute(plan, named)
        drawing = charts.draw_mixing(charts.mixing_of(plan, attribute))
    elif nobody_knows(plan):
        return
    elif order == "contacts":
        drawing = _contacts(plan)
    else:
        drawing = charts.draw_matrix(views.meeting_matrix(plan))
    write_atomically(path, drawing.svg(), overwrite=force)
    output.tell(_("The picture is in {file}.").format(file=path))
    if order == "mixing":
        output.tell_wrapped(_("It shows what is known about people: for moderators only."))


def _contacts(plan: Plan) -> charts.Drawing:
    from facilitate.summary import count_up

    met = count_up(plan).meetings
    contacts = charts.contacts_of(views.meeting_matrix(plan))
    return charts.draw_contacts(contacts, met.possible if met else None)
