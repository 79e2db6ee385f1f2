"""Tests of the progress line."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from types import SimpleNamespace

import pytest

from facilitate import words
from facilitate.cli import progress
from facilitate.grouping.stopping import Report


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def wait_for(said: io.StringIO, text: str) -> None:
    """Wait until a text has been written; a test that hangs would be told by the runner."""
    while text not in said.getvalue():
        time.sleep(0.001)


def test_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time, the best value that may become better, and its bound; wiped at the end."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    monkeypatch.setattr(progress, "EVERY", 0.001)
    with progress.watching() as tell:
        wait_for(said, "Searching, 0 s. Ctrl-C keeps the best.")
        tell(Report(1, {"broken": 0, "no-repeat": 3}, {"broken": 0, "no-repeat": 1}))
        wait_for(said, "s. Meetings again: 3, at least 1. Ctrl-C")
        tell(Report(2, {"no-repeat": 1, "spread": 7}, {"no-repeat": 1}))
        wait_for(said, "s. Unevenness: 7. Ctrl-C")
        tell(Report(3, {"loss-2": 5}, {"loss-2": 4}))
        wait_for(said, "s. 2 ranks lost: 5, at least 4. Ctrl-C")
        tell(Report(4, {"no-repeat": 1, "sizes": 2}, {"no-repeat": 1}))
        wait_for(said, "s. Ctrl-C")
    assert said.getvalue().endswith("\r\x1b[K")


def test_the_second_ctrl_c_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first asks for the best so far, the second waits for nobody; later ones are as usual."""
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    usual = signal.getsignal(signal.SIGINT)
    with progress.watching():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert not ended
        signal.raise_signal(signal.SIGINT)
    assert (ended, said.getvalue()) == ([130], "Stopped.\n")
    assert signal.getsignal(signal.SIGINT) == usual


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_line_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Even large numbers stay on one line of 80 columns, in both languages."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    line = progress._Line()
    line(Report(1, {"avoid": 123456}, {"avoid": 123400}))
    words.speak(language)
    line.show(120)
    (text,) = said.getvalue().split("\r\x1b[K")[1:]
    assert "123456" in text
    assert "123400" in text
    assert len(text) < 80


def test_quick_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work under a second shows no line."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    with progress.watching() as tell:
        tell(Report(0.9, {}, {}))
    assert said.getvalue() == ""


def test_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no terminal gets no progress."""
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    monkeypatch.setattr(progress, "EVERY", 0.001)
    with progress.watching() as tell:
        tell(Report(9, {"no-repeat": 3}, {}))
        time.sleep(0.02)
    assert said.getvalue() == ""


def test_a_bar_begins_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar shows which part is done, not before a second has passed, and leaves no trace."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    now = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    with progress.counting("Playing it through") as tell:
        tell(0.1)
        assert said.getvalue() == ""
        now[0] = 1.5
        tell(0.4)
        assert "Playing it through ████████████░░░░░░░░░░░░░░░░░░ 40 %" in said.getvalue()
    assert said.getvalue().endswith("\r\x1b[K")


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets no bar, however long it takes."""
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    ticks = iter(range(0, 1000, 10))
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=ticks.__next__))
    with progress.counting("Playing it through") as tell:
        tell(0.5)
    assert said.getvalue() == ""
