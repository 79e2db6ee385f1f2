"""Printing: choose the sheets, make the PDFs, record the edition, and say what came out."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from facilitate.cli import output
from facilitate.cli.freshness import tell_doubts
from facilitate.cli.printed import about_letters, about_private, about_size, about_void
from facilitate.clock import DEFAULT_ZONE, parse_start
from facilitate.errors import Finding, UsageError
from facilitate.files import Drafts, refuse_early
from facilitate.handouts.edition import (
    FILE,
    NOTHING,
    Edition,
    edition_of,
    read_edition,
    write_edition,
)
from facilitate.handouts.moderation import needs_of
from facilitate.handouts.order import SPARES, Order, Paper
from facilitate.handouts.printing import Handout, documents, print_all
from facilitate.handouts.sections import BY_PERSON, CHANGING, KINDS, Choice, Made
from facilitate.handouts.stale import (
    More,
    handed_out,
    left_private,
    more_copies,
    stale_sheets,
    void_of,
)
from facilitate.plan import Plan, read_plan
from facilitate.private import read_private
from facilitate.views import find_person
from facilitate.words import _, listed, ngettext


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
    anew = "cards" in choice.kinds and choice.since is None and not choice.people
    gone = NOTHING if last is None else void_of(order, last, spares=not anew)
    void = about_void(gone)
    known = choice.since
    more = {} if known is None else more_copies(order, choice, known, made)
    copies = {name: one.count for name, one in more.items()}
    if not done:
        _say_nothing_new(void, asked)
        _say_stale(order, choice, last, path, asked)
        _say_more(more)
        if last is not None and (gone or more):
            write_edition(asked.folder, last.following(copies=copies).taken_back(gone))
        return
    made.copies.update(copies)
    write_edition(asked.folder, _following(edition, made).taken_back(gone))
    _show(sorted(done, key=lambda handout: handout.name), edition, asked.folder)
    if choice.since is None:
        _say_spared(made)
    _say_stale(order, choice, last, path, asked)
    _say_more(more)
    left = about_private(left_private(order, choice, asked.folder, made.sheets))
    output.tell_findings([*void, *left, *about_size(choice, made), *about_letters(plan, done)])


def _following(edition: Edition, made: Made) -> Edition:
    return edition.following(
        size=made.size,
        cards=made.cards,
        badges=made.badges,
        spares=made.spares,
        signs=made.signs,
        labels=made.labels,
        sheets=made.sheets,
        pieces=made.pieces,
        copies=made.copies,
    )


def _printed(order: Order, choice: Choice, made: Made, folder: Path) -> list[Handout]:
    """Print into `folder`; each file is written while the next is set, and named at the end."""
    hint = _("Is it open in a PDF viewer? Close it there, or choose another folder with -o.")
    with Drafts(hint, folder) as drafts:

        def lay(handout: Handout) -> None:
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
        output.say(_("Nothing is to be printed anew, but some that was handed out is void."))
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


def _say_more(more: Mapping[str, More]) -> None:
    """Tell of what more copies are needed: since it was printed, people were added."""
    if not more:
        return
    files = [
        _("{file} ({count} instead of {before})").format(
            file=f"{name} × {one.times}" if one.times else name,
            count=one.count,
            before=one.before,
        )
        for name, one in more.items()
    ]
    output.tell_wrapped(_("More copies are needed now: {files}.").format(files=listed(files)))
    if any(one.times for one in more.values()):
        output.tell_wrapped(_("The number after × says how often to print the original again."))


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
