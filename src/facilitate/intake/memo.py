"""Values made once for each key: of a million rows, thousands say the same in a cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A dictionary that makes the value of a key when it is first asked for.

    Unlike `functools.lru_cache` it ends with the list that is read, and keeps no order of use,
    which costs more than a look into the dictionary.

    Parameters
    ----------
    make
        Gives the value of a key.
    """

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._make(key)
        return value
