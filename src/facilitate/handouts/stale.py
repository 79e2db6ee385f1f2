"""What was handed out and is out of date now, though it is not printed anew this time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from facilitate.handouts import cards, signs
from facilitate.handouts.edition import Edition, Void, digest
from facilitate.handouts.order import Order
from facilitate.handouts.printing import copies_of, documents
from facilitate.handouts.sections import KINDS, SHEETS, Choice, Made, file_name
from facilitate.words import _, quoted


def stale_sheets(order: Order, choice: Choice, last: Edition) -> dict[str, list[str]]:
    """Kind → files handed out with `last` that say something else now and are not in `choice`."""
    found = {}
    if "badges" not in choice.kinds and last.badges and _badges_differ(order, last):
        found["badges"] = [file_name(2, _("badges"))]
    for kind in SHEETS:
        if kind not in choice.kinds and last.sheets:
            now = _sheets_now(order, choice, kind)
            files = [n for n, said in now.items() if last.sheets.get(n, said) != said]
            if files:
                found[kind] = files
    return found


@dataclass(frozen=True, slots=True)
class More:
    """Of sheets handed out there were `before` pieces; now `count` are needed.

    `times` is how often the original is to be printed again; nought where there is none.
    """

    before: int
    count: int
    times: int


def more_copies(order: Order, choice: Choice, last: Edition, made: Made) -> dict[str, More]:
    """File → how many more of the same are needed than were handed out with `last`.

    Files that were `made` this time, or say something else now, are none of them.
    """
    found, now = {}, Made()
    for document in documents(order, _whole(choice, "materials"), now):
        name, count = document.name, copies_of(document)
        before = last.copies.get(name, count)
        same = last.sheets.get(name) == now.sheets[name] and name not in made.sheets
        if same and count > before:
            times = ceil((count - before) * document.times / count) if document.times > 1 else 0
            found[name] = More(before, count, times)
    return found


def handed_out(order: Order, choice: Choice, last: Edition) -> tuple[str, ...]:
    """Name the kinds of which something was handed out with `last`."""
    pieces = {"cards": last.cards, "badges": last.badges, "signs": last.signs}
    sheets = {k for k in SHEETS if last.sheets.keys() & _sheets_now(order, choice, k).keys()}
    return tuple(kind for kind in KINDS if pieces.get(kind) or kind in sheets)


def left_private(
    order: Order, choice: Choice, folder: Path, new: Collection[str] = ()
) -> list[str]:
    """Name private sheets in `folder`, in any language, that no longer belong to what is printed.

    They tell who needs what, and an earlier edition left them there. Those that are `new` were
    printed just now.
    """
    there = sorted({path.name for path in folder.glob("*-privat*.pdf")}.difference(new))
    now = _sheets_now(order, choice, "runsheet") if there else {}
    return [name for name in there if name not in now]


def _badges_differ(order: Order, last: Edition) -> bool:
    return any(
        last.badges.get(str(one.person.number)) != digest(cards.card_of(order, one))
        for one in order.everybody
    )


def _sheets_now(order: Order, choice: Choice, kind: str) -> dict[str, str]:
    made = Made()
    for _document in documents(order, _whole(choice, kind), made):
        pass
    return made.sheets


def _whole(choice: Choice, kind: str) -> Choice:
    """Choose everything of a kind, whatever was handed out."""
    return replace(choice, kinds=(kind,), people=frozenset(), since=None, everything=True)


def void_of(order: Order, last: Edition, *, spares: bool) -> Void:
    """Find what was handed out with `last` and must be taken back: it is in the room, and wrong.

    Parameters
    ----------
    spares
        Whether spare cards handed out count: those printed anew with everybody's replace them.
    """
    empty = {
        card["number"]: digest(card)
        for card in (cards.joker_cards(order) if spares else ())
        if not card["days"]
    }
    there = {sign.key for sign in signs.signs_of(order)}
    return Void(
        cards=last.void(order.plan),
        spares={n: said for n, said in empty.items() if last.spares.get(n, said) != said},
        signs={key: _sign_of(order, key, last) for key in sorted(last.signs.keys() - there)},
    )


def _sign_of(order: Order, key: str, last: Edition) -> str:
    """Name a sign by what it says, which the plan may not know any more."""
    of, _slash, place = key.partition("/")
    session = next((one for one in order.plan.sessions if one.id == of), None)
    known = {} if session is None else session.place_labels()
    label = quoted(last.labels.get(key) or known.get(place, place))
    return f"{label} ({of if session is None else session.title})"
