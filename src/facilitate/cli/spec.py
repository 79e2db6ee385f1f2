"""A method on the screen: what a moderator needs, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.cli import output
from facilitate.cli.method_words import (
    for_many,
    mixing_words,
    movement_words,
    per_words,
    phase_minutes,
    phase_remarks,
    remainder_words,
    role_words,
    rotations_words,
    sizes_words,
    source_words,
)
from facilitate.method import Method
from facilitate.words import _, decimal


def show_method(method: Method) -> None:
    """Show everything about `method`; origin and assumptions before all else."""
    output.heading(str(method.title))
    output.wrapped(str(method.summary))
    output.say()
    _show_origin(method)
    _show_facts(method)
    _show_timing(method)
    _show_roles(method)
    _show_words(method)
    _show_lists(method)


def _show_origin(method: Method) -> None:
    explained = {
        "sourced": _("Origin: from the literature; the sources stand at the end."),
        "house": _("Origin: a method of our own, not from the literature."),
        "assumed": _(
            "Origin: assumed. No description of this method is public; what stands here is "
            "assumed and can be changed."
        ),
    }
    output.wrapped(explained[method.provenance])
    _bullets(_("Assumptions"), map(str, method.assumptions))


def _show_facts(method: Method) -> None:
    facts = [
        (_("Id"), method.id),
        (_("Also called"), ", ".join(method.aliases)),
        *(_grouping_facts(method) if method.grouped else ()),
        (_("Room"), str(method.room.layout)),
        (
            _("Floor space"),
            _("{area} m² for each person").format(
                area=decimal(method.room.square_metres_per_person)
            )
            if method.room.square_metres_per_person
            else "",
        ),
        (_("Mixing"), "; ".join(mixing_words(method))),
    ]
    output.table(["", ""], ([f"{name}:", text] for name, text in facts if text))
    output.say()


def _grouping_facts(method: Method) -> list[tuple[str, str]]:
    return [
        (_("Groups of"), sizes_words(method)),
        (_("Who is left over"), remainder_words(method)),
        (_("Movement"), movement_words(method.movement)),
        (_("Rotations"), rotations_words(method)),
    ]


def _show_timing(method: Method) -> None:
    timing = method.timing
    output.say(_("Time"))
    rows = [
        (_("Setting up"), decimal(timing.setup), "") if timing.setup else None,
        (_("Introduction"), decimal(timing.intro), "") if timing.intro else None,
        *(
            (f"· {phase.name}", phase_minutes(phase), phase_remarks(method, phase))
            for phase in timing.phases
        ),
        (_("Changing places"), decimal(timing.changeover), for_many(timing.changeover_per_100))
        if timing.changeover
        else None,
        (_("Harvest"), decimal(timing.harvest), "") if timing.harvest else None,
        (_("Clearing up"), decimal(timing.clearing), "") if timing.clearing else None,
    ]
    output.table(
        [_("Part"), _("Minutes"), ""], (list(row) for row in rows if row), right=frozenset({1})
    )
    if timing.warning:
        output.wrapped(
            _("A signal {minutes} min before the end of each rotation.").format(
                minutes=decimal(timing.warning)
            )
        )
    for phase in timing.phases:
        if phase.record is not None:
            output.wrapped(f"{phase.name}: {phase.record}")
    output.say()


def _show_roles(method: Method) -> None:
    _bullets(
        _("Roles"), (f"{role.name} ({role_words(role)}): {role.task}" for role in method.roles)
    )


def _show_words(method: Method) -> None:
    spoken = method.spoken
    parts = [
        (_("Welcome"), spoken.welcome),
        (_("At the start of each rotation"), spoken.begin),
        *((str(phase.name), phase.say) for phase in method.timing.phases),
        (_("Before the end"), spoken.warning),
        (_("At the change"), spoken.change),
        (_("Where somebody faces nobody"), spoken.trio),
        (_("Harvest"), spoken.harvest),
        (_("At the end"), spoken.close),
    ]
    _bullets(_("To read aloud"), (f"{name}: {text}" for name, text in parts if text is not None))
    if method.card is None:
        return
    card = method.card
    texts = [
        (_("On every card"), card.text),
        (_("Outer circle"), card.outer),
        (_("Inner circle"), card.inner),
        (_("In a trio"), card.trio),
        (_("About roles"), card.roles_note),
    ]
    _bullets(_("On the cards"), (f"{name}: {text}" for name, text in texts if text is not None))


def _show_lists(method: Method) -> None:
    _bullets(_("Prompts"), map(str, method.prompts))
    _bullets(
        _("Material"),
        (
            f"{material.count} × {material.item} {per_words(material.per)}"
            for material in method.materials
        ),
    )
    _bullets(_("Sources"), (source_words(source) for source in method.sources))
    if method.licence_note:
        ours = {
            "The texts are our own.": _("The texts are our own."),
            "The texts are our own; only the procedure was taken from the sources.": _(
                "The texts are our own; only the procedure was taken from the sources."
            ),
            "The texts are our own; only the idea was taken from the sources.": _(
                "The texts are our own; only the idea was taken from the sources."
            ),
        }
        output.wrapped(ours.get(method.licence_note, method.licence_note))


def _bullets(title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if not found:
        return
    output.say(title)
    for line in found:
        output.wrapped(f"– {line}", indent="  ", hanging="  ")
    output.say()
