"""Work of a second process: the same value comes out, whoever finds it."""

from __future__ import annotations

import os
import threading

import pytest

from facilitate.beside import MANY, Beside, parted

SIZES = pytest.mark.parametrize("size", [1, MANY])


@SIZES
def test_the_value_comes_from_wherever_it_is_found(size: int) -> None:
    """A large value arrives whole, and the other process is waited for."""
    with_numbers = Beside(lambda: (os.getpid(), list(range(100_000))), size=size)
    finder, found = with_numbers.value()
    assert found == list(range(100_000))
    assert (finder != os.getpid()) == (size == MANY and hasattr(os, "fork"))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@SIZES
def test_what_the_other_process_cannot_find_is_found_here(size: int) -> None:
    """A value that cannot be sent is found by the one who asks."""
    value = Beside(threading.Lock, size=size).value()
    assert value.acquire(blocking=False)


@SIZES
def test_what_cannot_be_found_is_told(size: int) -> None:
    """The error is the one that finding it raises."""
    value = Beside(lambda: 1 // 0, size=size)
    with pytest.raises(ZeroDivisionError):
        value.value()


def test_beside_other_threads_nobody_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their locks would stay shut in a copy of this process; nor where a system has no copies."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert parted(lambda: None) == 0
        assert Beside(os.getpid, size=MANY).value() == os.getpid()
    finally:
        done.set()
        other.join()
    monkeypatch.delattr(os, "fork", raising=False)
    assert parted(lambda: None) == 0
    assert Beside(os.getpid, size=MANY).value() == os.getpid()
