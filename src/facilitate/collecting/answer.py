"""What a typed line does, and small helpers for saying it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from facilitate.collecting.desk import cards_text
from facilitate.event import Topic
from facilitate.intake import Collection

Order = Literal["", "undo", "status", "cards", "help", "done", "merge"]
NOTHING = frozenset(("-", "–", "—"))
"""What is typed to delete something."""
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line does.

    Parameters
    ----------
    state
        The collection after it.
    said
        What is said back, line by line.
    order
        What whoever asked has to do; empty if nothing.
    argument
        What the order is about.
    """

    state: Collection
    said: tuple[str, ...] = ()
    order: Order = ""
    argument: str = ""


def named_cards(known: Mapping[str, Topic], ids: Sequence[str]) -> str:
    """Name the cards of these `ids` with their titles."""
    return cards_text([known[topic] for topic in ids if topic in known])


def without(mapping: Mapping[str, _Value], key: str) -> dict[str, _Value]:
    """Give `mapping` less one key."""
    return {name: value for name, value in mapping.items() if name != key}
