"""Everything said twice: the same content in German and English, each text stored once."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from facilitate.words import speak

Said = TypeVar("Said")


def in_language(language: str, say: Callable[[], Said]) -> Said:
    """Give what `say` gives in `language`; the language in use stays as it is."""

    def spoken_so() -> Said:
        speak(language)
        return say()

    return copy_context().run(spoken_so)


class Texts:
    """A list of texts; one that differs by language is a pair, German first."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, str], int] = {}

    def joined(self, german: Any, english: Any) -> Any:
        """Join two contents of the same build: every text becomes its place in the list.

        Lists, tuples and values of dictionaries are gone through; numbers and None stay.
        """
        if isinstance(german, str):
            return self._index.setdefault((german, english), len(self._index))
        if isinstance(german, dict):
            return {key: self.joined(german[key], english[key]) for key in german}
        if isinstance(german, list | tuple):
            return [self.joined(*both) for both in zip(german, english, strict=True)]
        return german

    def listed(self) -> list[str | list[str]]:
        """Give all texts; one that is the same in both languages stands alone."""
        return [de if de == en else [de, en] for de, en in self._index]
