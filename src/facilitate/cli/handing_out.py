"""Printing: choose the sheets, make the PDFs, record the edition, and say what came out."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from facilitate.cli import output
from facilitate.cli.freshness import tell_doubts
from facilitate.clock import DEFAULT_ZONE, parse_start
from facilitate.errors import Finding, Level, UsageError
from facilitate.files import Drafts, make_folder, refuse_early
from facilitate.handouts.edition import FILE, Edition, edition_of, read_edition, write_edition
from facilitate.handouts.moderation import needs_of
from facilitate.handouts.order import SPARES, Order, Paper
from facilitate.handouts.printing import (
    BY_PERSON,
    CHANGING,
    KINDS,
    Choice,
    Handout,
    Made,
    documents,
    print_all,
    void_spares,
)
from facilitate.handouts.stale import handed_out, left_private, stale_sheets
from facilitate.handouts.typesetting import lacking, printable
from facilitate.plan import Plan, read_plan
from facilitate.private import read_private
from facilitate.views import find_person
from facilitate.words import _, listed, ngettext

MOST_NAMED = 8  # people whose letters are missing


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after `print`."""

    folder: Path
    kinds: tuple[str, ...]
    people: tuple[str, ...]
    large: bool
    changed: bool
    outdated: bool
    everything: bool
    spares: int | None
    paper: Paper
    stamp: str | None
    force: bool


def hand_out(path: Path, asked: Asked) -> None:
    """Print what was `asked` for from the plan in `path`; private rules stand beside it.

    Raises
    ------
    UsageError
        If only changes are wanted and nothing was printed before.
    FileError
        If a PDF is there and may not be replaced, or cannot be written.
    RosterError
        If a person is not known.
    """
    plan = read_plan(path)
    tell_doubts(plan, path)
    last = read_edition(asked.folder)
    edition = _edition(plan, asked, last)
    made = Made()
    before = 0 if last is None else len(last.spares)
    spares = max(SPARES, before) if asked.spares is None else asked.spares
    order = Order(plan, edition.label, asked.paper, asked.large, spares)
    choice = _choice(order, asked, last, needs_of(plan, read_private(path.parent)))
    _refuse_early(order, choice, asked)
    done = _printed(order, choice, made, asked.folder)
    void = _about_void(order, choice, last)
    if not done:
        _say_nothing_new(void, asked)
        _say_stale(order, choice, last, path, asked)
        return
    write_edition(
        asked.folder,
        edition.following(
            size=made.size,
            cards=made.cards,
            badges=made.badges,
            spares=made.spares,
            signs=made.signs,
            sheets=made.sheets,
        ),
    )
    _show(sorted(done, key=lambda handout: handout.name), edition, asked.folder)
    if choice.since is None:
        _say_spared(made)
    _say_stale(order, choice, last, path, asked)
    left = _about_private(left_private(order, choice, asked.folder, made.sheets))
    output.tell_findings([*void, *left, *_about_size(choice, made), *_about_letters(plan, done)])


def _printed(order: Order, choice: Choice, made: Made, folder: Path) -> list[Handout]:
    """Print into `folder`; each file is written while the next is set, and named at the end."""
    hint = _("Is it open in a PDF viewer? Close it there, or choose another folder with -o.")
    with Drafts(hint) as drafts:

        def lay(handout: Handout) -> None:
            make_folder(folder)
            drafts.add(folder / handout.name, handout.pdf)

        done = print_all(order, choice, made, output.load, lay)
        drafts.keep()
    return done


def _choice(order: Order, asked: Asked, last: Edition | None, needs: Mapping[str, str]) -> Choice:
    if asked.changed and last is None:
        raise UsageError(
            _("Nothing was printed into {folder} yet, so nothing can have changed since.").format(
                folder=asked.folder
            ),
            code="print-no-edition",
            where="--outdated" if asked.outdated else "--changed",
            hint=_("Leave {option} out, or give the folder of the last time with -o.").format(
                option="--outdated" if asked.outdated else "--changed"
            ),
        )
    usual = BY_PERSON if asked.people else CHANGING if asked.changed else KINDS
    people = frozenset(find_person(order.plan, name).id for name in asked.people)
    some = last if asked.changed or people else None
    size = None if some is None else some.size
    since = last if asked.changed else None
    choice = Choice(asked.kinds or usual, people, since, size, needs, asked.everything)
    if asked.outdated and since is not None and not asked.kinds:
        return replace(choice, kinds=handed_out(order, choice, since))
    return choice


def _edition(plan: Plan, asked: Asked, last: Edition | None) -> Edition:
    stamped = asked.stamp is not None
    now = datetime.now() if asked.stamp is None else parse_start(asked.stamp, DEFAULT_ZONE)
    return edition_of(
        plan, last, now.replace(tzinfo=None, second=0, microsecond=0), stamped=stamped
    )


def _refuse_early(order: Order, choice: Choice, asked: Asked) -> None:
    """Refuse what cannot be written before anything is set; names are asked for if need be."""
    names = [FILE]
    if not asked.force and any(asked.folder.glob("*.pdf")):
        names = [one.name for one in documents(order, choice, Made())]
    refuse_early(
        [asked.folder / name for name in names], overwrite=asked.force or names == [FILE], make=True
    )


def _show(done: Sequence[Handout], edition: Edition, folder: Path) -> None:
    copied = any(handout.times > 1 for handout in done)
    columns: list[tuple[str, Callable[[Handout], str]]] = [
        (_("File"), lambda handout: handout.name),
        *([(_("Pages"), _pages), (_("Times"), _times)] if copied else []),
        (_("Sheets"), lambda handout: str(handout.sheets)),
        (_("What"), lambda handout: handout.what),
    ]
    output.table(
        [title for title, _value in columns],
        ([value(handout) for _title, value in columns] for handout in done),
        right=frozenset(range(1, len(columns) - 1)),
        whole=frozenset({0}),
    )
    output.say()
    sheets = sum(handout.sheets for handout in done)
    files = ngettext("{count} file", "{count} files", len(done)).format(count=len(done))
    output.wrapped(
        ngettext(
            "{edition}: {files} with {count} sheet in {folder}.",
            "{edition}: {files} with {count} sheets in {folder}.",
            sheets,
        ).format(edition=edition.label, files=files, count=sheets, folder=folder)
    )
    output.tell_wrapped(_("Print at actual size (100 %), on one side only."))
    if copied:
        output.tell_wrapped(
            _("Files with × are originals of sheets that are alike: print them so often, collated.")
        )


def _pages(handout: Handout) -> str:
    return str(handout.pages)


def _times(handout: Handout) -> str:
    return f"× {handout.times}" if handout.times > 1 else ""


def _say_nothing_new(void: Sequence[Finding], asked: Asked) -> None:
    if void:
        output.say(_("Nothing is to be printed anew, but some cards handed out are void."))
    elif asked.outdated:
        output.say(_("Nothing has changed: all that was handed out is still right."))
    else:
        output.say(_("Nothing has changed: every card and sign handed out is still right."))
    output.tell_findings(void)


def _say_spared(made: Made) -> None:
    """Tell which materials are not there, why, and how to get them."""
    if made.spared:
        files: dict[str, list[str]] = {}
        for name, why in made.spared.items():
            files.setdefault(why, []).append(name)
        output.tell_wrapped(
            _("Left out: {files}. With --everything you get them, too.").format(
                files="; ".join(f"{listed(names)} ({why})" for why, names in files.items())
            )
        )


def _say_stale(
    order: Order, choice: Choice, last: Edition | None, path: Path, asked: Asked
) -> None:
    """After changes tell what else of the last edition is out of date, and how to print it."""
    if choice.since is None or last is None:
        return
    found = stale_sheets(order, choice, last)
    files = [name for some in found.values() for name in some]
    if files:
        output.tell_wrapped(
            ngettext(
                "Out of date, too: {files}. Print it anew with “{command}”.",
                "Out of date, too: {files}. Print them anew with “{command}”.",
                len(files),
            ).format(
                files=listed(files),
                command=shlex.join(
                    ["facilitate", "print", str(path), "-o", str(asked.folder), "--outdated"]
                ),
            )
        )


def _about_private(names: Sequence[str]) -> list[Finding]:
    """Tell of sheets about people's needs that lie in the folder since an earlier edition."""
    told = ngettext(
        "{files} is from an earlier edition and tells what people need.",
        "{files} are from an earlier edition and tell what people need.",
        len(names),
    ).format(files=listed(names))
    return _warning(
        names, "print-private-left", told, _("Delete it, and shred what was printed of it.")
    )


def _about_void(order: Order, choice: Choice, last: Edition | None) -> list[Finding]:
    """Tell which cards must be taken back: they are in the room, and wrong.

    Spare cards that are printed anew with everybody's replace those of the last time.
    """
    if last is None:
        return []
    anew = "cards" in choice.kinds and choice.since is None and not choice.people
    spares = () if anew else void_spares(order, last)
    return [*_about_people(last.void(order.plan)), *_about_spares(spares)]


def _about_size(choice: Choice, made: Made) -> list[Finding]:
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


def _warning(things: Sequence[str], code: str, message: str, hint: str) -> list[Finding]:
    """Warn of some things, if there are any."""
    return [Finding(Level.WARNING, code, message, hint=hint)] if things else []


def _about_letters(plan: Plan, done: Sequence[Handout]) -> list[Finding]:
    """Warn of names with letters that our font does not have."""
    named = [p.label for p in plan.participants if lacking(printable(p.name))]
    broken = [handout.name for handout in done if not handout.standard]
    if not named and not broken:
        return []
    shown = [*named[:MOST_NAMED], *(["…"] if len(named) > MOST_NAMED else [])]
    people = ", ".join(shown) or _("some texts of this plan")
    if broken:
        return [
            Finding(
                Level.WARNING,
                "print-letters-missing",
                _(
                    "No font of this computer has all letters of: {people}. Empty boxes stand in "
                    "their place, and screen readers may stumble over {files}."
                ).format(people=people, files=listed(broken)),
                hint=_("Install a font that has them, e.g. Noto, and print again."),
            )
        ]
    return [
        Finding(
            Level.WARNING,
            "print-letters-elsewhere",
            _(
                "Our font does not have all letters of: {people}. They are set in another font "
                "of this computer."
            ).format(people=people),
        )
    ]
