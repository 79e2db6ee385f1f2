"""A method on the screen: what a moderator needs, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.cli import output
from facilitate.method import Method, Movement, Phase, Role, Source
from facilitate.words import _, decimal, listed, ngettext, spoken

SIDES = ("outer", "inner")


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


def provenance_word(method: Method) -> str:
    """Name where a method comes from."""
    words = {
        "sourced": _("from the literature"),
        "house": _("of our own"),
        "assumed": _("assumed"),
    }
    return words[method.provenance]


def group_sizes(method: Method) -> str:
    """Write the limits of the group size: "2–3", or one number; a dash where none is made."""
    if not method.grouped:
        return "–"
    least, most = method.sizing.min, method.sizing.max
    return str(least) if least == most else f"{least}–{most}"


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
        (_("Mixing"), "; ".join(_mixing(method))),
    ]
    output.table(["", ""], ([f"{name}:", text] for name, text in facts if text))
    output.say()


def _grouping_facts(method: Method) -> list[tuple[str, str]]:
    return [
        (_("Groups of"), _sizes(method)),
        (_("Who is left over"), _remainder(method)),
        (_("Movement"), movement_words(method.movement)),
        (_("Rotations"), _rotations(method)),
    ]


def _sizes(method: Method) -> str:
    text = group_sizes(method)
    if method.sizing.ideal != method.sizing.max or method.sizing.min != method.sizing.max:
        text += ", " + _("best {ideal}").format(ideal=method.sizing.ideal)
    if method.sizing.never:
        text += ", " + _("never {sizes}").format(sizes=listed(list(map(str, method.sizing.never))))
    if method.circles is not None:
        text += "; " + _("circles of at most {count} people").format(
            count=method.circles.max_people
        )
    return text


def _remainder(method: Method) -> str:
    if method.remainder == "trio":
        return _("joins a pair, which becomes a trio")
    return _("nobody: group sizes differ by one at most")


def movement_words(movement: Movement) -> str:
    """Say how people get to their next place."""
    if movement.ring is not None:
        parts = [
            _steps(_("outer circle"), movement.ring.outer),
            _steps(_("inner circle"), movement.ring.inner),
        ]
        return listed(parts) + " " + _("(seen from above)")
    if movement.shifts is not None:
        return _("by seats at the table: {steps} tables on").format(
            steps=", ".join(map(str, movement.shifts))
        )
    if movement.next is not None:
        return _stays_together(movement.next)
    return _("the plan names everybody's next place")


def _stays_together(places: int) -> str:
    if not places:
        return _("groups stay together where they are")
    return ngettext(
        "groups stay together and go {count} place on",
        "groups stay together and go {count} places on",
        places,
    ).format(count=places)


def _steps(who: str, seats: int) -> str:
    if not seats:
        return _("{who} stays").format(who=who)
    way = _("clockwise") if seats > 0 else _("anticlockwise")
    return ngettext(
        "{who} {count} seat on {way}", "{who} {count} seats on {way}", abs(seats)
    ).format(who=who, count=abs(seats), way=way)


def _rotations(method: Method) -> str:
    rotations = method.rotations
    text = _("{default} usually, {least} at least").format(
        default=rotations.default, least=rotations.min
    )
    if rotations.max is not None:
        text += ", " + _("{most} at most").format(most=rotations.max)
    return text


def _mixing(method: Method) -> Iterable[str]:
    from facilitate.roster import attribute_name

    for mix in method.mix:
        if mix.spread is not None:
            yield _("{attribute} spread evenly").format(attribute=attribute_name(mix.spread))
        elif mix.avoid_same is not None:
            yield _("not two with the same {attribute}").format(
                attribute=attribute_name(mix.avoid_same)
            )


def _show_timing(method: Method) -> None:
    timing = method.timing
    output.say(_("Time"))
    rows = [
        (_("Setting up"), decimal(timing.setup), "") if timing.setup else None,
        (_("Introduction"), decimal(timing.intro), "") if timing.intro else None,
        *(
            (f"· {phase.name}", _phase_minutes(phase), _phase_remarks(method, phase))
            for phase in timing.phases
        ),
        (_("Changing places"), decimal(timing.changeover), _for_many(timing.changeover_per_100))
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


def _for_many(minutes: float) -> str:
    if not minutes:
        return ""
    return _("and {minutes} min more for every 100 people").format(minutes=decimal(minutes))


def _phase_minutes(phase: Phase) -> str:
    text = decimal(phase.minutes)
    return f"{phase.repeat} × {text}" if phase.repeat > 1 else text


def _phase_remarks(method: Method, phase: Phase) -> str:
    parts = []
    shortest = phase.minutes if phase.min is None else phase.min
    longest = phase.minutes if phase.max is None else phase.max
    if shortest < longest:
        parts.append(
            _("{least} to {most} min work").format(least=decimal(shortest), most=decimal(longest))
        )
    if phase.speaker != "all":
        parts.append(_("speaks: {who}").format(who=_speaker(method, phase.speaker)))
    if phase.case_giver == "turned-away":
        parts.append(_("the case-giver listens, turned away"))
    elif phase.case_giver == "out":
        parts.append(_("the case-giver is outside"))
    return "; ".join(parts)


def _speaker(method: Method, speaker: str) -> str:
    if speaker in SIDES:
        return {"outer": _("outer circle"), "inner": _("inner circle")}[speaker]
    return str(method.role(speaker).name)


def _show_roles(method: Method) -> None:
    _bullets(
        _("Roles"), (f"{role.name} ({_role_facts(role)}): {role.task}" for role in method.roles)
    )


def _role_facts(role: Role) -> str:
    policy = {
        "rotate": _("changes by the plan"),
        "volunteer": _("found in the group"),
        "offer": _("whoever has offered a card"),
        "host": _("stays at one place all the time"),
        "host-stays": _("one of the first rotation stays at the place"),
        "host-once": _("one of each rotation stays for the next one"),
    }[role.policy]
    return policy if role.count == 1 else f"{role.count} ×, {policy}"


def _show_words(method: Method) -> None:
    spoken = method.spoken
    parts = [
        (_("Welcome"), spoken.welcome),
        (_("At the start of each rotation"), spoken.begin),
        *((str(phase.name), phase.say) for phase in method.timing.phases),
        (_("Before the end"), spoken.warning),
        (_("At the change"), spoken.change),
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
            f"{material.count} × {material.item} {_per(material.per)}"
            for material in method.materials
        ),
    )
    _bullets(_("Sources"), (_source(source) for source in method.sources))
    if method.licence_note:
        ours = {
            "The texts are our own.": _("The texts are our own."),
            "The texts are our own; only the procedure was taken from the sources.": _(
                "The texts are our own; only the procedure was taken from the sources."
            ),
        }
        output.wrapped(ours.get(method.licence_note, method.licence_note))


def _per(unit: str) -> str:
    words = {
        "person": _("for each person"),
        "group": _("for each group"),
        "circle": _("for each circle"),
        "session": _("in all"),
    }
    return words[unit]


def _source(source: Source) -> str:
    taken = source.taken if spoken() != "de" else ""  # these notes are in English
    parts = (source.author, source.title, source.year, source.address, taken)
    return f"[{source.key}] " + ". ".join(str(part) for part in parts if part)


def _bullets(title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if not found:
        return
    output.say(title)
    for line in found:
        output.wrapped(f"– {line}", indent="  ", hanging="  ")
    output.say()
