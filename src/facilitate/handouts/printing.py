"""All sheets of an event in the order of printing, each as a PDF."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from typing import Any

from facilitate.handouts.edition import digest
from facilitate.handouts.order import Order
from facilitate.handouts.sections import ALL, SECTIONS, SHEETS, Choice, Document, Made
from facilitate.handouts.typesetting import forget, typeset
from facilitate.words import _

MAKING = ("materials", "signs", "wall", "runsheet", "cards", "badges", "report")
"""In this order they are made: first what asks little of Python, which draws the codes of the
cards while typst sets the rest; last what is big, for after every document typst goes through
all that it remembers."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A PDF that was made; `standard` is whether it is accessible, with all its letters.

    `foreign` are the texts on it that have letters which our font lacks.
    """

    name: str
    what: str
    pdf: bytes
    pages: int
    standard: bool
    times: int = 1
    foreign: frozenset[str] = frozenset()

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes."""
        return self.pages * self.times


def documents(order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    """Give what is to be printed, in the order of printing; `made` is filled on the way."""
    for kind in ALL:
        yield from _of_kind(kind, order, choice, made)


def print_all(
    order: Order,
    choice: Choice,
    made: Made,
    meanwhile: Callable[[], None] = lambda: None,
    lay: Callable[[Handout], None] = lambda _handout: None,
) -> list[Handout]:
    """Set everything that is to be printed, several at once: typst leaves Python free.

    Parameters
    ----------
    meanwhile
        What else there is to do; done once typst has got everything.
    lay
        What is to be done with each as soon as it is set, by several at once.
    """

    def finished(document: Document) -> Handout:
        handout = printed(document)
        lay(handout)
        return handout

    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        running = {
            kind: [
                pool.submit(copy_context().run, finished, document)
                for document in _of_kind(kind, order, choice, made)
            ]
            for kind in MAKING
        }
        meanwhile()
        return [one.result() for kind in ALL for one in running[kind]]


def _of_kind(kind: str, order: Order, choice: Choice, made: Made) -> Iterator[Document]:
    if kind in choice.kinds:
        for document in SECTIONS[kind](order, choice, made):
            if kind in SHEETS:
                said = _digest_of(document)
                if not choice.is_news(document.name, said):
                    continue
                made.sheets[document.name] = said
                if count := copies_of(document):
                    made.copies[document.name] = count
            yield from _only_new(document, choice, made)


def copies_of(document: Document) -> int:
    """Count the cards, numbers or forms that its sheets give; nought of lists."""
    return document.times * len(document.data.get("labels") or document.data.get("forms") or ())


def _digest_of(document: Document) -> str:
    """Give a digest of what is said; edition and paper are no news, nor is how often it is said."""
    said = {k: v for k, v in document.data.items() if k not in {"edition", "paper", "note"}}
    return digest({k: _different(v) if k in {"labels", "forms"} else v for k, v in said.items()})


def _only_new(document: Document, choice: Choice, made: Made) -> Iterator[Document]:
    """Leave out the numbers, cards and tickets that were handed out; sheets to be copied stay."""
    pieces = document.data.get("labels")
    if pieces is None or document.times > 1:
        yield document
        return
    made.pieces[document.name] = _different(pieces)
    known = () if choice.since is None else choice.since.pieces.get(document.name, ())
    new = [piece for piece in pieces if digest(piece) not in known]
    if len(new) == len(pieces):
        yield document
    elif new:
        yield replace(
            document,
            name=document.name.replace(".pdf", f"-{_('changed')}.pdf"),
            what=f"{document.data['title-short']} ({len(new)})",
            data={**document.data, "labels": new},
        )


def _different(pieces: Sequence[Any]) -> list[str]:
    return sorted({digest(piece) for piece in pieces})


def printed(document: Document) -> Handout:
    """Set a document."""
    result = typeset(document.template, document.data)
    if document.heavy:
        forget()
    return Handout(
        document.name,
        document.what,
        result.pdf,
        result.pages,
        result.standard,
        document.times,
        result.foreign,
    )
