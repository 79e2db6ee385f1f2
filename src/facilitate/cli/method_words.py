"""The parts of a method in a few words each."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.formation import side_name
from facilitate.method import Method, Movement, Phase, Role, Source
from facilitate.roster import attribute_name
from facilitate.words import _, decimal, listed, ngettext, spoken


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


def sizes_words(method: Method) -> str:
    """Say how large groups are, and circles."""
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


def remainder_words(method: Method) -> str:
    """Say what becomes of whoever is left over."""
    if method.remainder == "trio":
        return _("joins a pair, which becomes a trio")
    return _("nobody: group sizes differ by one at most")


def movement_words(movement: Movement) -> str:
    """Say how people get to their next place."""
    if movement.ring is not None:
        parts = [
            _steps(side_name("outer"), movement.ring.outer),
            _steps(side_name("inner"), movement.ring.inner),
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


def rotations_words(method: Method) -> str:
    """Say how often people change."""
    rotations = method.rotations
    text = _("{default} usually, {least} at least").format(
        default=rotations.default, least=rotations.min
    )
    if rotations.max is not None:
        text += ", " + _("{most} at most").format(most=rotations.max)
    return text


def mixing_words(method: Method) -> Iterable[str]:
    """Say what the method itself wants mixed."""
    for mix in method.mix:
        if mix.spread is not None:
            yield _("{attribute} spread evenly").format(attribute=attribute_name(mix.spread))
        elif mix.avoid_same is not None:
            yield _("not two with the same {attribute}").format(
                attribute=attribute_name(mix.avoid_same)
            )


def for_many(minutes: float) -> str:
    """Say what many people add; empty if nothing."""
    if not minutes:
        return ""
    return _("and {minutes} min more for every 100 people").format(minutes=decimal(minutes))


def phase_minutes(phase: Phase) -> str:
    """Write the minutes of a phase, with its repeats."""
    text = decimal(phase.minutes)
    return f"{phase.repeat} × {text}" if phase.repeat > 1 else text


def phase_remarks(method: Method, phase: Phase) -> str:
    """Say what else there is to know of a phase."""
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
    sides = {"outer": side_name("outer"), "inner": side_name("inner")}
    return sides.get(speaker) or str(method.role(speaker).name)


def role_words(role: Role) -> str:
    """Say how a role is given out, and to how many."""
    policy = {
        "rotate": _("changes by the plan"),
        "volunteer": _("found in the group"),
        "offer": _("whoever has offered a card"),
        "host": _("stays at one place all the time"),
        "host-stays": _("one of the first rotation stays at the place"),
        "host-once": _("one of each rotation stays for the next one"),
    }[role.policy]
    return policy if role.count == 1 else f"{role.count} ×, {policy}"


def per_words(unit: str) -> str:
    """Say for whom a material is counted."""
    words = {
        "person": _("for each person"),
        "group": _("for each group"),
        "circle": _("for each circle"),
        "session": _("in all"),
    }
    return words[unit]


def source_words(source: Source) -> str:
    """Write a source; what was taken from it only in English, for the notes are English."""
    taken = source.taken if spoken() != "de" else ""  # these notes are in English
    parts = (source.author, source.title, source.year, source.address, taken)
    return f"[{source.key}] " + ". ".join(str(part) for part in parts if part)
