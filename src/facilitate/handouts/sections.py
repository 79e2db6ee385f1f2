"""Which sheets there are for an event: what is wanted, and what stands on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from facilitate.agenda import Itinerary
from facilitate.handouts import cards, materials, moderation, signs, wall
from facilitate.handouts.edition import Edition, Size, digest
from facilitate.handouts.order import Order
from facilitate.views import UNNUMBERED
from facilitate.words import _, ngettext

KINDS = ("cards", "badges", "wall", "signs", "runsheet", "materials")
ALL = (*KINDS, "report")
MOST_IN_FILE = 320  # cards; of A6 a stack of 80 sheets, which a guillotine takes
BY_PERSON = ("cards",)
CHANGING = ("cards", "signs")
SHEETS = ("wall", "runsheet", "materials")
"""Kinds that are printed whole: a file is right, or all of it is out of date."""
HELP = 90  # far behind what is handed out, however many materials there are


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF to be made: what it is called, its template and data.

    `times` is how often it is to be printed. `heavy` is whether typst shall forget it at once:
    of each card it keeps a third of a megabyte.
    """

    name: str
    what: str
    template: str
    data: dict[str, Any]
    times: int = 1
    heavy: bool = False


@dataclass(frozen=True)
class Choice:
    """What of all sheets is wanted.

    Parameters
    ----------
    kinds
        Which of `ALL`; `KINDS` are those that people hold in their hands.
    people
        Ids of those whose cards are wanted; empty for everybody's and the spare ones.
    since
        The edition that was handed out: only cards and signs that differ from it, and lists and
        materials of whose files something does.
    size
        The size of the cards handed out, or None; what is printed for the same stack is not
        smaller.
    needs
        Person's id → what they need; stands on a private sheet alone.
    everything
        Whether materials are wanted, too, that are spared because others do.
    """

    kinds: tuple[str, ...] = KINDS
    people: frozenset[str] = frozenset()
    since: Edition | None = None
    size: Size | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    everything: bool = False

    def is_news(self, file: str, said: str) -> bool:
        """Whether a file of lists or materials says something that was not handed out."""
        return self.since is None or self.since.sheets.get(file) != said


@dataclass
class Made:
    """Digests of what was made, for the record of the edition."""

    size: Size | None = None
    cards: dict[str, str] = field(default_factory=dict)
    badges: dict[str, str] = field(default_factory=dict)
    spares: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    spared: dict[str, str] = field(default_factory=dict)
    """File that was not made → why."""


def file_name(number: int, word: str, *parts: str) -> str:
    """Give the name of a file, numbered in the order of printing: "01-cards.pdf"."""
    return "-".join((f"{number:02d}", word, *filter(None, parts))) + ".pdf"


def _cards(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    before = {} if choice.since is None else choice.since.cards
    people = _chosen(order, choice, before, made.cards)
    found = cards.people_cards(order, people) + _spares(order, choice, made)
    some_only = bool(choice.people) or choice.since is not None
    stack = cards.fullest_cards(order) + found if some_only and found else found
    size = cards.size_of(order, stack, choice.size)
    made.size = size if found and not order.large else None
    large = _("large") if order.large else ""
    for number, some, more in _in_files(found):
        name = file_name(1, _("cards"), _part(choice), large, number)
        what = cards.count_of_cards(len(some)) + cards.letters_of(some, whole=not number)
        data = cards.cards_document(order, some, stack, size)
        yield Document(name, what, "cards", data, heavy=more)


def _spares(order: Order, choice: Choice, made: Made) -> list[dict[str, Any]]:
    """Give the spare cards that are wanted: all with everybody's cards, else those that changed.

    One that was handed out and has no place any more is void; nothing is printed for it.
    """
    if choice.people:
        return []
    if choice.since is None:
        made.spares.update({card["number"]: digest(card) for card in cards.joker_cards(order)})
        return cards.spare_cards(order)
    before, found = choice.since.spares, []
    for card in cards.joker_cards(order):
        number, said = card["number"], digest(card)
        if card["days"] and number in before and before[number] != said:
            found.append(card)
            made.spares[number] = said
    return found


def _badges(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    before = {} if choice.since is None else choice.since.badges
    found = cards.people_badges(order, _chosen(order, choice, before, made.badges))
    for number, some, more in _in_files(found):
        name = file_name(2, _("badges"), _part(choice), number)
        what = cards.count_of_badges(len(some)) + cards.letters_of(some, whole=not number)
        data = cards.badges_document(order, some, found)
        yield Document(name, what, "badges", data, heavy=more)


def _in_files(found: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]], bool]]:
    """Deal a crowd's cards out to files of equal size, numbered if there are several.

    Gives the number, the cards, and whether there are more to come.
    """
    files = ceil(len(found) / MOST_IN_FILE)
    each = ceil(len(found) / files) if files else 1
    for number, start in enumerate(range(0, len(found), each), 1):
        some = found[start : start + each]
        yield str(number) if files > 1 else "", some, start + each < len(found)


def _wall(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    del choice, made
    what = _("Everybody by name, for the wall")
    yield Document(file_name(3, _("by-name")), what, "wall-names", wall.names_document(order))
    if order.seated:
        what = _("Everybody by place, for the wall")
        yield Document(
            file_name(4, _("by-place")), what, "wall-places", wall.places_document(order)
        )


def _signs(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    before = {} if choice.since is None else choice.since.signs
    found = []
    for sign in signs.signs_of(order):
        said = digest(sign.data)
        if choice.since is None or before.get(sign.key) != said:
            found.append(sign)
            made.signs[sign.key] = said
            made.labels[sign.key] = sign.data["label"]
    if found:
        what = ngettext("{count} sign", "{count} signs", len(found)).format(count=len(found))
        name = file_name(5, _("signs"), _part(choice))
        yield Document(name, what, "signs", signs.signs_document(order, found))


def _run_sheet(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    del made
    what = _("Every minute of all sessions, for those who moderate")
    name = file_name(6, _("run-sheet"))
    yield Document(name, what, "run-sheet", moderation.run_document(order))
    if choice.needs:
        data = moderation.help_document(order, choice.needs)
        what = _("People who need help, and where they sit; keep it to yourselves")
        if data["runs"]:
            yield Document(file_name(HELP, _("help"), _("private")), what, "help", data)


def _materials(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    known = () if choice.since is None else choice.since.sheets
    for number, one in enumerate(materials.materials_of(order), 7):
        name = file_name(number, one.word)
        if one.spared and not choice.everything and name not in known:
            made.spared[name] = one.spared
        else:
            yield Document(name, one.what, one.template, one.data, one.times)


def _report(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    from facilitate.handouts import report  # noqa: PLC0415 - needs numpy

    del choice, made
    what = _("What the plan reaches, for those who moderate")
    yield Document(file_name(20, _("report")), what, "report", report.report_document(order))


def _part(choice: Choice) -> str:
    if choice.people:
        return _("single")
    return _("changed") if choice.since is not None else ""


def _chosen(
    order: Order, choice: Choice, before: Mapping[str, str], note: dict[str, str]
) -> Sequence[Itinerary]:
    """Choose the people whose cards are wanted, and note what their cards say."""
    found = []
    for one in order.everybody:
        if choice.people and one.person.id not in choice.people:
            continue
        number, said = str(one.person.number), digest(cards.card_of(order, one))
        if choice.since is None or before.get(number) != said:
            found.append(one)
            if one.person.number < UNNUMBERED:
                note[number] = said
    return found


SECTIONS: Mapping[str, Callable[[Order, Choice, Made], Iterator[Document]]] = {
    "cards": _cards,
    "badges": _badges,
    "wall": _wall,
    "signs": _signs,
    "runsheet": _run_sheet,
    "materials": _materials,
    "report": _report,
}
"""Kind → gives its sheets."""
