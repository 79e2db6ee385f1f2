"""What there is to tell about what was printed: cards to take back, letters that are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from facilitate.errors import Finding, Level
from facilitate.handouts.edition import Void
from facilitate.handouts.printing import Handout
from facilitate.handouts.sections import Choice, Made
from facilitate.handouts.typesetting import lacking, printable, unprintable
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.words import _, listed, ngettext

MOST_NAMED = 8  # people whose letters are missing


def about_private(names: Sequence[str]) -> list[Finding]:
    """Tell of sheets about people's needs that lie in the folder since an earlier edition."""
    told = ngettext(
        "{files} is from an earlier edition and tells what people need.",
        "{files} are from an earlier edition and tell what people need.",
        len(names),
    ).format(files=listed(names))
    return _warning(
        names, "print-private-left", told, _("Delete it, and shred what was printed of it.")
    )


def about_void(void: Void) -> list[Finding]:
    """Tell which cards and signs must be taken back; it is told once, when it has come to that."""
    return [
        *_about_people(void.cards),
        *_about_spares(tuple(void.spares)),
        *_about_signs(tuple(void.signs.values())),
    ]


def about_size(choice: Choice, made: Made) -> list[Finding]:
    """Tell that single cards do not fit into the stack handed out before."""
    if (choice.size, made.size) != ("a6", "a5"):
        return []
    return [
        Finding(
            Level.HINT,
            "print-cards-larger",
            _("These cards are half a sheet each; those handed out before are a quarter."),
            hint=_("A card has more to say now. Print all anew if they are to be alike."),
        )
    ]


def _about_people(numbers: Sequence[str]) -> list[Finding]:
    return _warning(
        numbers,
        "print-cards-void",
        ngettext(
            "The card of number {numbers} is void: this person is no longer in the plan.",
            "The cards of numbers {numbers} are void: these people are no longer in the plan.",
            len(numbers),
        ).format(numbers=listed(numbers)),
        _("Take it out of the stack."),
    )


def _about_spares(numbers: Sequence[str]) -> list[Finding]:
    return _warning(
        numbers,
        "print-spares-void",
        ngettext(
            "The spare card {numbers} is void: its place is not free in every rotation.",
            "The spare cards {numbers} are void: their places are not free in every rotation.",
            len(numbers),
        ).format(numbers=listed(numbers)),
        _("Take it out of the stack."),
    )


def _about_signs(places: Sequence[str]) -> list[Finding]:
    return _warning(
        places,
        "print-signs-void",
        ngettext(
            "The sign {places} is void: nobody sits there any more.",
            "The signs {places} are void: nobody sits there any more.",
            len(places),
        ).format(places=listed(places)),
        _("Take it down, with the sheets to sign up on and whatever else lies there."),
    )


def _warning(things: Sequence[str], code: str, message: str, hint: str) -> list[Finding]:
    """Warn of some things, if there are any."""
    return [Finding(Level.WARNING, code, message, hint=hint)] if things else []


def about_letters(plan: Plan, done: Sequence[Handout]) -> list[Finding]:
    """Warn of names on sheets with letters that our font lacks, and of those that no font has."""
    texts = frozenset[str]().union(*(handout.foreign for handout in done))
    whole = "\n".join(sorted(texts))
    people = [p for p in plan.participants if texts and _stands(p, texts, whole)]
    broken = [handout.name for handout in done if not handout.standard]
    boxed = set(unprintable([person.name for person in people]) if broken else ())
    return [
        *_without_font([p.label for p in people if p.name in boxed], broken),
        *_in_other_fonts([p.label for p in people if p.name not in boxed]),
    ]


def _stands(person: PlannedPerson, texts: Collection[str], whole: str) -> bool:
    """Whether the name stands on a sheet among `texts` that our font does not have whole."""
    if not lacking(printable(person.name)):
        return False
    written = (person.name, f"{person.title} {person.name}", person.listed)
    return any(name in texts for name in written) or any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole) for name in written
    )


def _without_font(named: Sequence[str], broken: Sequence[str]) -> list[Finding]:
    return _warning(
        broken,
        "print-letters-missing",
        _(
            "No font of this computer has all letters of: {people}. Empty boxes stand in "
            "their place, and screen readers may stumble over {files}."
        ).format(people=_shown(named) or _("some texts of this plan"), files=listed(broken)),
        _("Install a font that has them, e.g. Noto, and print again."),
    )


def _in_other_fonts(named: Sequence[str]) -> list[Finding]:
    return _warning(
        named,
        "print-letters-elsewhere",
        _(
            "Our font does not have all letters of: {people}. They are set in another font "
            "of this computer."
        ).format(people=_shown(named)),
        "",
    )


def _shown(named: Sequence[str]) -> str:
    return ", ".join([*named[:MOST_NAMED], *(["…"] if len(named) > MOST_NAMED else [])])
