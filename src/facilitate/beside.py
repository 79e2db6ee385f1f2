"""Work that another process does beside this one, where the system can part in two."""

from __future__ import annotations

import os
import pickle
import threading
import warnings
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
MANY = 200_000  # things to look at from which on a second process is worth its while


def parted(work: Callable[[], object]) -> int:
    """Let a child of this process do some work, and nothing else.

    Returns
    -------
    Number of the child, which ends with 0 if it could do its work; 0 where there is none: on
    systems that cannot part in two, and where other threads run, whose locks nobody would open.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    with warnings.catch_warnings():
        # of threads that we cannot see: the child only counts and writes
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    failed = True
    try:
        work()
        failed = False
    finally:  # whatever went wrong: it is tried again, and told, by the parent
        os._exit(failed)


class Beside(Generic[Value]):
    """A value that another process finds meanwhile.

    Parameters
    ----------
    find
        Finds the value, which must be one that can be pickled, and changes nothing.
    size
        How many things are looked at. Where they are few, or where the other process fails, the
        value is found when it is asked for.
    """

    def __init__(self, find: Callable[[], Value], *, size: int) -> None:
        self._find = find
        self._child = 0
        if size >= MANY:
            self._source, sink = os.pipe()
            self._child = parted(lambda: _send(find, sink))
            os.close(sink)
            if not self._child:
                os.close(self._source)

    def value(self) -> Value:
        """Wait for the value."""
        if not self._child:
            return self._find()
        with os.fdopen(self._source, "rb") as source:
            found = source.read()
        child, self._child = self._child, 0
        if os.waitpid(child, 0)[1]:
            return self._find()
        value: Value = pickle.loads(found)  # made by ourselves
        return value


def _send(find: Callable[[], object], sink: int) -> None:
    with os.fdopen(sink, "wb") as pipe:
        pickle.dump(find(), pipe, pickle.HIGHEST_PROTOCOL)
